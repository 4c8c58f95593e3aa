// Names of bodies and firms: an organisation under a name it no longer bore at the date of the text, and one firm under two names. What a name was
// until when is knowledge; what makes two firms' names too alike is grammar: place, core, trade, 有限公司.
import type { Layout } from './rules-layout.ts';
import type { Finding, Knowledge } from './rules-model.ts';
import type { Places } from './rules-places.ts';
import { finding } from './rules-say.ts';

const settled = { zh: '以机构改革文件和现行“三定”规定的名称为准。', en: 'The reform papers give the present name.' };

/** `asOf`: the day of the text, or the last day of its year; names that ended before it are out of date. */
export function outdatedNames(layout: Layout, knowledge: Knowledge, asOf: string): Finding[] {
  const { text } = layout;
  const ended = knowledge.organisations
    .filter((each) => each.until !== null && each.until < asOf && each.name.length >= 2)
    .sort((a, b) => b.name.length - a.name.length);
  const byFirst = new Map<string, typeof ended>();
  for (const each of ended) byFirst.set(each.name[0]!, [...(byFirst.get(each.name[0]!) ?? []), each]);
  const current = new Set(knowledge.organisations.filter((each) => each.until === null).map((each) => each.name));
  const places = new Map<string, { from: number; start: number; end: number; successor: string | null; until: string }[]>();
  for (let at = 0; at < text.length; at += 1) {
    const body = byFirst.get(text[at]!)?.find((each) => text.startsWith(each.name, at));
    if (!body) continue;
    const end = at + body.name.length;
    // Part of a longer word (生态环保局, 原卫计局), or a name that is in force.
    const before = text.slice(Math.max(0, at - 8), at);
    if (
      /(?:原|时任|前)[^,，。、]{0,6}$/.test(before) ||
      /生态$/.test(before) ||
      /^(?:域|面|长任)/.test(text.slice(end, end + 2)) ||
      current.has(body.name)
    ) {
      at = end - 1;
      continue;
    }
    const list = places.get(body.name) ?? [];
    list.push({ from: at, start: at, end, successor: body.successor, until: body.until! });
    places.set(body.name, list);
    at = end - 1;
  }
  return [...places].map(([name, found]) =>
    finding(
      'organisation-outdated',
      'ask',
      {
        zh: `“${name}”是机构改革前的名称（至${found[0]!.until}）${found[0]!.successor ? `，此时应为“${found[0]!.successor}”` : ''}，请核对。`,
        en: `“${name}” is a name from before the reform (until ${found[0]!.until})${found[0]!.successor ? `; by then it was “${found[0]!.successor}”` : ''}. Please check.`,
      },
      settled,
      found.map((each) => ({ kind: 'text', span: layout.spanOf(each.start, each.end) })),
    ),
  );
}

const firm = /[\u4e00-\u9fff()]{2,24}?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司)/g;
const suffix = /(?:集团)?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司)$/;
/** Words before a firm's name that are not of it; a name is cut after the last of them. */
const lead =
  /.*(?:推动|深入|走进|协助|帮助|支持|推进|促进|服务|联系|包保|对接|引进|引入|组织|指导|督促|鼓励|要求|选派|派驻|入驻|前往|到访|来到|位于|拟由|现由|包括|例如|以及|投资|与|和|及|由|对|为|在|到|向|给|从|让|使|是|的|将|把|等)/;
const generic =
  /^(?:科技|实业|食品|药业|铝业|机械|汽车|建材|化工|纺织|能源|电力|建设|工程|开发|投资|置业|房地产|农业|生物|医药|电子|材料|重工|集团|包装|铸造|冶金|钢铁|物流|商贸|贸易|发展|环保|新材料|新能源|装备|制造|轴承|水务|文化|旅游|股份|产业|控股)+$/;

type Firm = { name: string; core: string; kind: string; start: number; end: number };

/** Firms whose names differ so little that they are probably one. Names of a place alone, or of a trade alone, make nobody alike. */
export function doubledFirms(layout: Layout, places: Places): Finding[] {
  const firms = new Map<string, Firm>();
  for (const match of layout.text.matchAll(firm)) {
    const name = cutLead(match[0]);
    const kind = suffix.exec(name)?.[0] ?? '';
    const core = withoutPlace(name.slice(0, name.length - kind.length), places);
    if (core.length < 2 || core.length > 16 || generic.test(core) || firms.has(name)) continue;
    const end = match.index + match[0].length;
    firms.set(name, { name, core, kind, start: end - name.length, end });
  }
  const found: Finding[] = [];
  const list = [...firms.values()];
  // Alike names share their last or first two characters; only those are compared.
  const buckets = new Map<string, Firm[]>();
  const pairs = new Set<string>();
  for (const each of list)
    for (const key of new Set([
      `<${each.core.slice(0, 2)}`,
      `>${each.core.slice(-2)}`,
      ...[...each.core].slice(0, -2).map((_, at) => `=${each.core.slice(at, at + 3)}`),
    ])) {
      const others = buckets.get(key) ?? [];
      for (const other of others.slice(-50)) {
        const pair = other.start < each.start ? `${other.start} ${each.start}` : `${each.start} ${other.start}`;
        if (pairs.has(pair) || !alike(other, each)) continue;
        pairs.add(pair);
        found.push(
          finding(
            'one-firm-two-names',
            'ask',
            {
              zh: `“${other.name}”与“${each.name}”疑为同一企业而名称不一，请核对。`,
              en: `“${other.name}” and “${each.name}” are probably one firm under two names. Please check.`,
            },
            { zh: '以营业执照的名称和统一社会信用代码为准。', en: 'The business licence and its credit code settle the name.' },
            [other, each].map((one) => ({ kind: 'text', span: layout.spanOf(one.start, one.end) })),
          ),
        );
      }
      buckets.set(key, [...others, each]);
    }
  return found;
}

function cutLead(name: string): string {
  const match = lead.exec(name.replace(suffix, ''));
  const rest = match ? name.slice(match[0].length) : name;
  return rest.replace(suffix, '').length >= 2 ? rest : name;
}

function withoutPlace(core: string, places: Places): string {
  let rest = core.replace(/^(?:[\u4e00-\u9fff]{2,3}(?:省|市|县|区))+/, '');
  for (const name of places.byName.keys()) {
    if (rest.startsWith(name) && rest.length - name.length >= 2) rest = rest.slice(name.length);
    const short = name.slice(0, -1);
    if (short.length >= 2 && rest.startsWith(short) && rest.length - short.length >= 3) rest = rest.slice(short.length);
  }
  return rest.replace(/[()]/g, '');
}

/** One character more, less or other in the core, or the same core under another kind of company. */
function alike(a: Firm, b: Firm): boolean {
  if (a.core === b.core) return a.kind !== b.kind && a.core.length >= 3 && a.kind !== '公司' && b.kind !== '公司';
  const [short, long] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (short.length < 3) return false;
  // A trade more or less: 宏远齿轮, 宏远齿轮制造.
  if (short.length >= 4 && long.startsWith(short) && generic.test(long.slice(short.length))) return true;
  if (long.length - short.length === 1) {
    for (let at = 0; at <= long.length; at += 1) if (long.slice(0, at) + long.slice(at + 1) === short) return true;
    return false;
  }
  if (long.length !== short.length || short.length < 5) return false;
  const differing = [...short].filter((unit, at) => unit !== long[at]).length;
  return differing === 1 && short.slice(0, 2) === long.slice(0, 2);
}
