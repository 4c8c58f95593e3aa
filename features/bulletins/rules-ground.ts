// What a bulletin is composed from, and what is kept of each figure: the number as printed, of what, by which definition, from which rows and
// as of when. The last is what an issued bulletin freezes and what its appendix prints. Pure.
import type { Figure, FigureUnit } from '../../vocabulary/figure.ts';
import type { Asked, Question } from '../figures/door.ts';
import { sizeWords } from './rules-numbers.ts';
import { figureTags } from './rules-tags.ts';
import type { BoundFigure } from './words.ts';

export type Bound = BoundFigure;

export interface ProjectQuery {
  region: string;
  nature: 'new' | 'continuing' | null;
  minTotalYuan: number | null;
  line: string | null;
  list: string | null;
  sort: 'total' | 'plan';
  first: number;
}
export interface ProjectLine {
  name: string;
  county: string;
  totalYuan: number | null;
  planYuan: number | null;
}
interface Unit {
  code: string;
  name: string;
  nameEn?: string | undefined;
}
export interface ComposeGround {
  region: Unit;
  year: number;
  /** As words: 2020年4月20日. */
  asOf: string;
  today: string;
  office: string;
  /** Counties inside; empty for a county's own bulletin. */
  counties: readonly Unit[];
  lists: readonly { code: string; zh: string; en: string }[];
  lines: readonly { code: string; zh: string; en: string }[];
  tiers: readonly { code: string; minYuan: number }[];
  told(region: string): boolean;
  /** The size from which a region's ledger counts, where it says so. */
  floorOf(region: string): number | null;
  ask(question: Question): Asked;
  /** The unit of a definition and the day from which it counts. */
  definitionOf(id: string): { unit: FigureUnit; since: string } | undefined;
  /** Undefined when these projects have not been fetched yet. */
  projects(query: ProjectQuery): readonly ProjectLine[] | undefined;
  entries: Readonly<Record<string, { value: string; source: string }>>;
}

/** A list as it is said in prose, without the year in its name. */
export const listWords = (name: string): string => name.replace(/（\d{4}年(?:度)?）$/, '');

const natureWords = { new: { zh: '新建', en: 'new' }, continuing: { zh: '续建', en: 'continuing' } } as const;

const unitOf = (region: string | undefined, ground: ComposeGround): Unit | undefined =>
  [ground.region, ...ground.counties].find((one) => one.code === (region ?? ground.region.code));

function scopeOf(question: Question, ground: ComposeGround): string {
  const list = ground.lists.find((one) => one.code === question.list);
  const line = ground.lines.find((one) => one.code === question.line);
  return [list && listWords(list.zh), line?.zh].filter(Boolean).join('，');
}

/** What a figure is of, in words: 东丰县2020年新建5000万元以上项目个数. */
function whatOf(question: Question, ground: ComposeGround): { zh: string; en: string } {
  const unit = unitOf(question.region, ground);
  const tag = figureTags.find((one) => one.id === question.id)?.zh ?? question.id;
  const list = ground.lists.find((one) => one.code === question.list);
  const line = ground.lines.find((one) => one.code === question.line);
  const nature = question.nature && natureWords[question.nature];
  const size = question.minTotalYuan ? sizeWords(question.minTotalYuan) : '';
  return {
    zh: `${unit?.name ?? ''}${ground.year}年${list ? listWords(list.zh) : ''}${line?.zh ?? ''}${nature?.zh ?? ''}${size}${tag.replace(/^名单/, '')}`,
    en: [
      unit?.nameEn || unit?.name,
      ground.year,
      list?.en,
      line?.en,
      nature?.en,
      size && `≥ ${question.minTotalYuan!.toLocaleString('en-US')} yuan`,
      question.id,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

export function boundFigure(key: string, question: Question, figure: Figure, printed: string, unit: string, ground: ComposeGround): Bound {
  return {
    key,
    id: figure.id,
    from: 'register',
    question: Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as Bound['question'],
    regionName: unitOf(question.region, ground)?.name ?? '',
    scope: scopeOf(question, ground),
    what: whatOf(question, ground),
    printed,
    unit,
    value: figure.value,
    definition: { ...figure.definition, since: ground.definitionOf(figure.id)?.since ?? '' },
    figure,
    source: '',
  };
}

/** A number that the office filled in by hand: it has a source in words and no rows. */
export function entryBound(
  key: string,
  name: string,
  value: string | null,
  printed: string,
  unit: string,
  how: string,
  source: string,
  ground: ComposeGround,
): Bound {
  return {
    key,
    id: `entry:${name}`,
    from: 'entry',
    question: { id: `entry:${name}` },
    regionName: ground.region.name,
    scope: '',
    what: {
      zh: `${ground.region.name}${ground.year}年${name}`,
      en: `${ground.region.nameEn || ground.region.name} · ${ground.year} · ${name}`,
    },
    printed,
    unit,
    value: value === null || !/^-?\d+(\.\d+)?$/.test(value) ? null : Number(value),
    definition: {
      id: `entry:${name}`,
      version: '1',
      since: '',
      zh: `${how}${source ? `；来源：${source}` : ''}。`,
      en: `${source ? `Filled in by the office; source: ${source}` : 'To be filled in by the office'}.`,
      formula: how,
    },
    figure: null,
    source,
  };
}
