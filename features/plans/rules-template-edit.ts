// What is wrong with a template while it is edited, in sentences that name the node; what one becomes when it is saved; what two versions differ in; what
// matters really took. A remark that stops keeps it from being saved, others are told. Pure.
import { dayNumber } from '../../engine/src/index.ts';
import { sentence } from '../../vocabulary/problems.ts';
import type { PlanCalendars } from './rules-calendars.ts';
import { passesOf } from './rules-passes.ts';
import { checkQuestions } from './rules-questions.ts';
import { predecessorsText, readPredecessors } from './rules-table-words.ts';
import { nodesOf } from './rules-template.ts';
import type { PlanLink, PlanTemplate, TemplateNode } from './words.ts';
import type { DraftRemark, TemplateChange, TemplateDraft } from './words-templates.ts';

export const draftOfTemplate = ({ name, type, route, questions, nodes, links }: PlanTemplate): TemplateDraft => ({
  name,
  type,
  route,
  questions,
  nodes,
  after: Object.fromEntries(nodes.map((node) => [node.code, predecessorsText(links, node.code)])),
});

/** The links of a draft; pieces that cannot be read are left out and told by the check. */
export function linksOfDraft(draft: TemplateDraft): PlanLink[] {
  const codes = new Map(draft.nodes.map((node) => [node.code, node.code]));
  const kept = new Map<string, PlanLink>();
  for (const node of draft.nodes) {
    const read = readPredecessors(draft.after[node.code] ?? '', codes);
    if (read.ok) for (const link of read.links) kept.set(`${link.from} ${node.code} ${link.type}`, { ...link, to: node.code });
  }
  return [...kept.values()];
}

/** `duties`: the offices that templates and organisations of the region name; one that none of them does is asked about. */
export function checkDraft(draft: TemplateDraft, duties: ReadonlySet<string>, calendars: PlanCalendars, today: string): DraftRemark[] {
  const remarks: DraftRemark[] = [];
  const say = (stops: boolean, node: string, field: string, zh: string, en: string): void => {
    remarks.push({ node, field, sentence: { zh, en }, stops });
  };
  if (draft.name.zh.trim().length < 2) say(true, '', 'name', '模板要有中文名称。', 'The template needs a Chinese name.');
  if (draft.name.en.trim() === '')
    say(false, '', 'name', '没有英文名称，英文界面将显示中文。', 'There is no English name; the Chinese one is shown instead.');
  if (draft.nodes.length === 0) say(true, '', 'nodes', '模板里一个节点也没有。', 'The template has no node.');
  const questions = new Map(draft.questions.map((one) => [one.code, new Set(one.options.map((option) => option.code))]));
  for (const one of checkQuestions(draft)) say(one.stops, '', `questions:${one.question}`, one.zh, one.en);
  const seen = new Set<string>();
  const codes = new Map(draft.nodes.map((node) => [node.code, node.code]));
  const leads = new Set(linksOfDraft(draft).map((link) => link.from));
  for (const node of draft.nodes) checkNode(node);
  const promised = draft.nodes.filter((node) => node.promise);
  if (draft.nodes.length > 0 && promised.length !== 1)
    say(
      true,
      promised[1]?.code ?? '',
      'promise',
      promised.length === 0 ? '没有承诺节点，请勾选一个。' : `承诺节点有 ${promised.length} 个，只能有一个。`,
      promised.length === 0 ? 'No node carries the promise; mark one.' : `${promised.length} nodes carry the promise; only one may.`,
    );
  if (remarks.every((one) => !one.stops)) {
    const all = nodesOf(
      {
        ...draft,
        region: '',
        code: '',
        version: 1,
        since: today,
        nodes: draft.nodes.map(({ if: _, ...node }) => node),
        links: linksOfDraft(draft),
      },
      {},
    );
    const made = passesOf({ start: today, promised: '2059-12-31', asOf: today, ...all }, calendars);
    if (!made.ok) say(true, '', 'after', sentence(made.problem, 'zh'), sentence(made.problem, 'en'));
  }
  return remarks;

  function checkNode(node: TemplateDraft['nodes'][number]): void {
    const { code } = node;
    const of = node.zh || code;
    const ofEn = node.en || of;
    if (!/^[A-Za-z0-9-]{1,24}$/.test(code))
      say(true, code, 'code', `“${of}”的编号只能用字母、数字和“-”。`, `The number of "${ofEn}" takes letters, digits and hyphens.`);
    if (seen.has(code)) say(true, code, 'code', `编号“${code}”用了两次。`, `The number "${code}" stands there twice.`);
    seen.add(code);
    if (node.zh.trim().length < 2) say(true, code, 'zh', `${code} 的名称至少两个字。`, `${code} needs a name of two characters at least.`);
    if (node.kind === 'milestone' && node.days > 0)
      say(true, code, 'days', `“${of}”是里程碑，工期应为 0。`, `"${ofEn}" is a milestone and lasts 0 days.`);
    if (!Number.isInteger(node.days) || node.days < 0 || node.days > 3650)
      say(true, code, 'days', `“${of}”的工期应是 0 到 3650 的整数。`, `The days of "${ofEn}" should be a whole number from 0 to 3650.`);
    const { statutoryDays: law, promisedDays: own } = node;
    // A filing that the law has done at once still takes its day at the counter: that is asked about, not refused.
    if (law === 0 && (own ?? node.days) > 0)
      say(
        false,
        code,
        'promisedDays',
        `“${of}”法定即办，这里用 ${own ?? node.days} 天。`,
        `"${ofEn}" is done at once by law; here it takes ${own ?? node.days}.`,
      );
    if (law !== null && law > 0 && own !== null && own > law)
      say(
        true,
        code,
        'promisedDays',
        `“${of}”承诺 ${own} 天，多于法定的 ${law} 天。`,
        `"${ofEn}" promises ${own} days, more than the ${law} the law allows.`,
      );
    if (law !== null && law > 0 && node.kind === 'matter' && !node.fixed && node.days > law)
      say(
        true,
        code,
        'days',
        `“${of}”排了 ${node.days} 天，多于法定的 ${law} 天。`,
        `"${ofEn}" is planned with ${node.days} days, more than the ${law} the law allows.`,
      );
    if (law !== null && node.fixed && node.days < law)
      say(true, code, 'days', `“${of}”的工期法定不少于 ${law} 天。`, `"${ofEn}" lasts ${law} days at least by law.`);
    if (own !== null && node.kind === 'matter' && node.days !== own)
      say(
        false,
        code,
        'days',
        `“${of}”承诺 ${own} 天，排计划却用 ${node.days} 天。`,
        `"${ofEn}" promises ${own} days but is planned with ${node.days}.`,
      );
    if (node.kind === 'matter' && !node.confirmed)
      say(false, code, 'confirmed', `“${of}”的天数未经本地部门确认。`, `No local office has confirmed the days of "${ofEn}".`);
    if (node.duty.trim() === '') say(false, code, 'duty', `“${of}”没有责任单位。`, `"${ofEn}" has no duty unit.`);
    else if (node.duty.split(/[/→、]/).some((one) => !duties.has(one.replace(/[（(].*$/, '').trim())))
      say(
        false,
        code,
        'duty',
        `“${of}”的责任单位“${node.duty}”不在单位名录里，请核对。`,
        `The duty unit "${node.duty}" of "${ofEn}" is not among the known organisations; please check it.`,
      );
    const read = readPredecessors(draft.after[code] ?? '', codes);
    if (!read.ok)
      say(
        true,
        code,
        'after',
        read.why === 'unknown'
          ? `“${of}”的前置“${read.piece}”不在模板里。`
          : `“${of}”的前置“${read.piece}”看不懂，请写成 A05、A05FS+5d 或 W02SS+10ed 的样子。`,
        read.why === 'unknown'
          ? `"${ofEn}" waits for "${read.piece}", which is not in the template.`
          : `"${read.piece}" of "${ofEn}" cannot be read; write it like A05, A05FS+5d or W02SS+10ed.`,
      );
    else if (read.links.some((link) => link.from === code))
      say(true, code, 'after', `“${of}”的前置是它自己。`, `"${ofEn}" waits for itself.`);
    if (node.if !== undefined) {
      const [question, option] = node.if.split('=') as [string, string | undefined];
      if (option === undefined || !questions.get(question)?.has(option))
        say(
          true,
          code,
          'if',
          `“${of}”的适用条件“${node.if}”不是哪个问题的选项。`,
          `The condition "${node.if}" of "${ofEn}" is no option of any question.`,
        );
    }
    if (!node.promise && !leads.has(code) && node.stage !== 'capacity' && node.stage !== 'statistics')
      say(
        false,
        code,
        'after',
        `“${of}”后面没有节点，它晚了不影响承诺。`,
        `Nothing follows "${ofEn}": it may be late without touching the promise.`,
      );
  }
}

/** What became different between two versions, node by node, in words. */
export function templateChanged(before: PlanTemplate, after: PlanTemplate): TemplateChange[] {
  const was = new Map(before.nodes.map((node) => [node.code, node]));
  const now = new Map(after.nodes.map((node) => [node.code, node]));
  const named = (node: TemplateNode) => ({ zh: node.zh, en: node.en || node.zh });
  const changes: TemplateChange[] = [];
  for (const node of after.nodes) {
    const held = was.get(node.code);
    if (!held) {
      changes.push({ code: node.code, name: named(node), what: { zh: '新增', en: 'added' } });
      continue;
    }
    const zh: string[] = [];
    const en: string[] = [];
    const differs = (label: [string, string], from: unknown, to: unknown): void => {
      if (from === to) return;
      const told = (value: unknown): string => (value === null || value === undefined || value === '' ? '—' : String(value));
      zh.push(`${label[0]} ${told(from)} → ${told(to)}`);
      en.push(`${label[1]} ${told(from)} → ${told(to)}`);
    };
    differs(['名称', 'name'], held.zh, node.zh);
    differs(['采用', 'planned'], held.days, node.days);
    differs(['法定', 'statutory'], held.statutoryDays, node.statutoryDays);
    differs(['承诺', 'committed'], held.promisedDays, node.promisedDays);
    differs(['责任单位', 'duty'], held.duty, node.duty);
    differs(['前置', 'after'], predecessorsText(before.links, node.code), predecessorsText(after.links, node.code));
    differs(['条件', 'condition'], held.if, node.if);
    if (held.confirmed !== node.confirmed) {
      zh.push(node.confirmed ? '天数已确认' : '天数改为未确认');
      en.push(node.confirmed ? 'days confirmed' : 'days no longer confirmed');
    }
    if (zh.length > 0) changes.push({ code: node.code, name: named(node), what: { zh: zh.join('；'), en: en.join('; ') } });
  }
  changes.push(...questionsChanged(before, after));
  for (const node of before.nodes)
    if (!now.has(node.code)) changes.push({ code: node.code, name: named(node), what: { zh: '去掉', en: 'taken out' } });
  return changes;
}

function questionsChanged(before: PlanTemplate, after: PlanTemplate): TemplateChange[] {
  const was = new Map(before.questions.map((one) => [one.code, one]));
  const now = new Set(after.questions.map((one) => one.code));
  const told = (one: PlanTemplate['questions'][number], zh: string, en: string): TemplateChange => ({
    code: `?${one.code}`,
    name: { zh: `问题“${one.zh}”`, en: `Question "${one.en || one.zh}"` },
    what: { zh, en },
  });
  const options = (one: PlanTemplate['questions'][number]): string => one.options.map((option) => option.zh).join(' / ');
  return [
    ...after.questions.flatMap((one) => {
      const held = was.get(one.code);
      if (!held) return [told(one, '新增', 'added')];
      const usual = (of: typeof one) => of.options.find((option) => option.code === of.usual);
      if (options(held) !== options(one)) return [told(one, `选项 ${options(held)} → ${options(one)}`, 'options changed')];
      if (held.usual !== one.usual)
        return [
          told(
            one,
            `通常答案 ${usual(held)?.zh} → ${usual(one)?.zh}`,
            `usual answer ${usual(held)?.en || usual(held)?.zh} → ${usual(one)?.en || usual(one)?.zh}`,
          ),
        ];
      return held.zh === one.zh ? [] : [told(one, `原为“${held.zh}”`, `was "${held.en || held.zh}"`)];
    }),
    ...before.questions.filter((one) => !now.has(one.code)).map((one) => told(one, '去掉', 'taken out')),
  ];
}

/** The middle of the days that finished matters took, by their own unit; the day of acceptance is not counted. */
export function actualDaysOf(
  done: readonly { code: string; unit: 'working' | 'calendar'; start: string; finish: string }[],
  calendars: PlanCalendars,
): { code: string; days: number; count: number }[] {
  const byCode = Map.groupBy(done, (one) => one.code);
  return [...byCode].map(([code, all]) => {
    const days = all
      .map((one) => calendars.by[one.unit].workdaysBetween(dayNumber(one.start)! + 1, dayNumber(one.finish)! + 1))
      .sort((a, b) => a - b);
    return { code, days: days[Math.floor((days.length - 1) / 2)]!, count: days.length };
  });
}
