// The words in which tables of nodes say what a node is, in both languages, and reading them back; and predecessors as planners write them, `3FS+5d`.
// Used by the Excel table, Microsoft Project fields and the table of templates.
import { type DayUnit, type Guarantee, LinkType, type NodeKind, type PlanLink, type Stream } from './words.ts';

type Language = 'zh' | 'en';
type Pairs<K extends string> = Readonly<Record<K, { zh: string; en: string }>>;

export const kindWords: Pairs<NodeKind> = {
  milestone: { zh: '里程碑', en: 'milestone' },
  matter: { zh: '审批事项', en: 'matter' },
  work: { zh: '工作', en: 'work' },
};
export const stageWords: Pairs<Guarantee> = {
  preparation: { zh: '保前期', en: 'preparation' },
  start: { zh: '保开工', en: 'start' },
  statistics: { zh: '保入统', en: 'statistics' },
  construction: { zh: '保建设', en: 'construction' },
  production: { zh: '保投产', en: 'production' },
  capacity: { zh: '保达效', en: 'capacity' },
};
export const streamWords: Pairs<Stream> = {
  procedures: { zh: '手续', en: 'procedures' },
  land: { zh: '用地', en: 'land' },
  clearance: { zh: '征拆', en: 'clearance' },
  funding: { zh: '资金', en: 'funding' },
  design: { zh: '设计招标', en: 'design and tender' },
  utilities: { zh: '配套', en: 'utilities' },
  construction: { zh: '施工', en: 'construction' },
  acceptance: { zh: '验收', en: 'acceptance' },
  own: { zh: '自定', en: 'own' },
};
export const unitWords: Pairs<DayUnit> = { working: { zh: '工作日', en: 'working' }, calendar: { zh: '天', en: 'calendar' } };
export type Mark = 'outdoor' | 'holdPoint' | 'fixed' | 'promise' | 'unconfirmed';
export const markWords: Pairs<Mark> = {
  promise: { zh: '承诺节点', en: 'promise' },
  outdoor: { zh: '室外', en: 'outdoor' },
  holdPoint: { zh: '质量控制点', en: 'hold point' },
  fixed: { zh: '固定工期', en: 'fixed' },
  unconfirmed: { zh: '天数未确认', en: 'unconfirmed' },
};

/** The key that a word in either language, or the key itself, stands for; undefined when it is none of them. */
export function keyOf<K extends string>(pairs: Pairs<K>, text: string): K | undefined {
  const word = text.trim().toLowerCase();
  return (Object.keys(pairs) as K[]).find((key) => key === word || pairs[key].zh === word || pairs[key].en.toLowerCase() === word);
}
export const listed = <K extends string>(pairs: Pairs<K>, language: Language): string =>
  (Object.keys(pairs) as K[]).map((key) => pairs[key][language]).join(language === 'zh' ? '、' : ', ');

/** What a node waits for, as one text: `A05,W02SS+10ed`. `d` are working days, `ed` calendar days. */
export function predecessorsText(links: readonly PlanLink[], code: string, called: (code: string) => string = (one) => one): string {
  return links
    .filter((link) => link.to === code)
    .map((link) => {
      const plain = link.lag === 0 && link.unit === 'working';
      const lag = plain ? '' : `${link.lag < 0 ? '-' : '+'}${Math.abs(link.lag)}${link.unit === 'working' ? 'd' : 'ed'}`;
      return `${called(link.from)}${link.type === 'FS' && plain ? '' : link.type}${lag}`;
    })
    .join(',');
}

export type Predecessor = Omit<PlanLink, 'to'>;
const mostLag = 3650;

/** Reads such a text. `codes` by what they are called there; what is wrong comes back as the piece that nobody can read. */
export function readPredecessors(
  text: string,
  codes: ReadonlyMap<string, string>,
): { ok: true; links: Predecessor[] } | { ok: false; piece: string; why: 'unknown' | 'shape' } {
  const names = [...codes.keys()].sort((a, b) => b.length - a.length);
  const links: Predecessor[] = [];
  for (const piece of text.normalize('NFKC').split(/[,;、\n]+/)) {
    const one = piece.replace(/\s+/g, '');
    if (one === '') continue;
    const found = names
      .filter((name) => one.toLowerCase().startsWith(name.toLowerCase()))
      .map((name) => ({ name, rest: /^(FS|SS|FF|SF)?(?:([+-])(\d{1,5})(d|ed|天|日|工作日|个工作日)?)?$/i.exec(one.slice(name.length)) }))
      .find((tried) => tried.rest !== null);
    if (!found) {
      const shaped = /^[A-Za-z0-9-]{1,24}((FS|SS|FF|SF)([+-]\d+\S*)?)?$/i.test(one);
      return { ok: false, piece: piece.trim(), why: shaped && !names.some((name) => one.startsWith(name)) ? 'unknown' : 'shape' };
    }
    const [, type, sign, number, unit] = found.rest!;
    const lag = Number(number ?? 0) * (sign === '-' ? -1 : 1);
    if (Math.abs(lag) > mostLag) return { ok: false, piece: piece.trim(), why: 'shape' };
    links.push({
      from: codes.get(found.name)!,
      type: LinkType.parse((type ?? 'FS').toUpperCase()),
      lag: lag === 0 ? 0 : lag,
      unit: unit === 'ed' || unit === '天' || unit === '日' ? 'calendar' : 'working',
    });
  }
  return { ok: true, links };
}
