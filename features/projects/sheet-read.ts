// What one ledger row says, as facts of a project and of its year, with the column each came from; and what in it cannot be. Groups (一、新建
// 项目, （二）谋划项目) speak where the row's own cells are silent. Pure.
import { normalName } from '../../vocabulary/names.ts';
import type { CellProblem, ContactRead, DayRead, IntakeContext, MoneyRead, ReadRow, ReadValue, SpanRead } from '../imports/door.ts';
import { checkFacts, divisionFits, type LineRule, lineOfIndustry, natureByRule, stageByRule } from './rules.ts';
import { listColumns, listField } from './sheet-lists.ts';
import type { Stage } from './words.ts';

export interface ListRule {
  code: string;
  kind: string;
  zh: string;
  en: string;
  words: string;
  year: number;
  states: readonly { code: string; zh: string; en: string; words?: string }[];
}

/** What rows are read with: the dated rules of the region and year. */
export interface Reading {
  region: string;
  year: number;
  lines: readonly LineRule[];
  lists: readonly ListRule[];
  industries: ReadonlyMap<string, string>;
}

export interface Membership {
  member: boolean;
  state: string | null;
  column: number | null;
}

export interface Draft {
  name: string;
  code: string | null;
  owner: string | null;
  creditCode: string | null;
  place: string | null;
  industry: string | null;
  line: string | null;
  /** The row or its group names the line; otherwise it only follows from the industry. */
  lineStated: boolean;
  constructionKind: string | null;
  content: string | null;
  start: DayRead | null;
  finish: DayRead | null;
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
  earlierPlans: Map<number, { yuan: number; column: number }>;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  natureBasis: 'stated' | 'group' | 'rule';
  maturity: 'idea' | 'reserve' | 'mature' | 'annual' | null;
  /** What the row says of the stage; null when it does not. */
  stage: Stage | null;
  sideState: 'suspended' | null;
  funding: string | null;
  note: string | null;
  contact: ContactRead | null;
  longitude: number | null;
  latitude: number | null;
  lists: Map<string, Membership>;
  columns: Record<string, number>;
  problems: CellProblem[];
}

type Nature = { nature: 'new' | 'continuing' | null; kind: string | null };

const kinds: readonly [RegExp, string][] = [
  [/技改|技术改造|设备更新/, 'technical'],
  [/改扩建|扩建|扩能|扩产/, 'expansion'],
  [/改建|改造|提升/, 'rebuilding'],
  [/迁建|搬迁|异地/, 'relocation'],
  [/恢复|重建/, 'restoration'],
  [/单纯购置|购置/, 'purchase'],
  [/生活设施/, 'living'],
  [/新建|新开工|new/, 'new'],
];

/** 新建, 新开工, 拟新开工 are one thing; 续建, 结转, 在建 another; 改建 and its like say how, not whether it is new this year. */
export function natureIn(text: string): Nature {
  const plain = normalName(text);
  const kind = kinds.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  if (/续建|结转|在建|跨年|收尾|continuing|ongoing/.test(plain)) return { nature: 'continuing', kind: kind === 'new' ? null : kind };
  if (/新建|新开工|拟开工|计划开工|新增|^new/.test(plain)) return { nature: 'new', kind };
  return { nature: null, kind };
}

const stageWords: readonly [RegExp, Stage][] = [
  [/达产|达效/, 'effective'],
  [/投产|试生产|运营/, 'producing'],
  [/竣工|完工|建成|closed|completed|completion/, 'completed'],
  [/入统/, 'counted'],
  [/在建|建设中|施工|续建|active|under construction|implementation/, 'building'],
  [/未开工|拟开工|前期|手续|开工准备|preparation|design/, 'preparing'],
  [/开工|复工/, 'started'],
  [/立项|备案|核准|批复|approved/, 'approved'],
  [/落地/, 'landed'],
  [/签约/, 'signed'],
  [/洽谈/, 'talks'],
  [/谋划|储备|策划|意向|pipeline|proposed|concept/, 'idea'],
];

/** The stage a text speaks of, and whether work is halted. */
export function stageIn(text: string): { stage: Stage | null; sideState: 'suspended' | null } {
  const plain = normalName(text);
  const found = stageWords.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return { stage: found, sideState: /停工|停建|缓建|暂停|suspended|on hold/.test(plain) ? 'suspended' : null };
}

/** The reserve tier in a heading or cell. */
function maturityIn(text: string): Draft['maturity'] {
  const plain = normalName(text);
  if (/年度实施|拟实施/.test(plain)) return 'annual';
  if (/成熟/.test(plain)) return 'mature';
  if (/谋划/.test(plain)) return 'idea';
  if (/储备|前期库|预备/.test(plain)) return 'reserve';
  return null;
}

/** Words of a rule, separated by blanks or 、. */
const wordsOf = (words: string): string[] =>
  words
    .split(/[\s、，,;；|]+/)
    .filter(Boolean)
    .map(normalName);

/** The line a text names: its own name first, then its words; a text that fits two lines equally names none. */
function lineIn(text: string, lines: readonly LineRule[]): string | null {
  const plain = normalName(text).replace(/(项目|类|产业项目)$/, '');
  if (plain === '') return null;
  const exact = lines.find((line) => normalName(line.zh) === plain || wordsOf(line.words).includes(plain) || line.code === plain);
  if (exact) return exact.code;
  const held = lines.flatMap((line) =>
    [normalName(line.zh), ...wordsOf(line.words)]
      .filter((word) => word.length >= 2 && plain.includes(word))
      .map((word) => ({ code: line.code, length: word.length })),
  );
  const longest = Math.max(0, ...held.map((one) => one.length));
  const best = [...new Set(held.filter((one) => one.length === longest).map((one) => one.code))];
  return best.length === 1 ? best[0]! : null;
}

const yes = /^(是|有|对|√|✓|✔|☑|●|◉|■|★|y|yes|true|t|1|已|属于|列入|已列入|纳入|已纳入)$/i;
const no = /^(否|不是|没有|无|未|未列入|未纳入|×|✗|✘|x|☐|○|□|n|no|false|f|0|na|不属于)$/i;

/** What a list's cell says: member or not, and in which state; undefined when it cannot be told. Blank is null: it says nothing. */
function membershipIn(text: string, list: ListRule): { member: boolean; state: string | null } | null | undefined {
  const trimmed = text.normalize('NFKC').replace(/[\s​﻿]/g, '');
  if (trimmed === '' || /^[-–—―－/\\.…*]+$/.test(trimmed)) return null;
  if (yes.test(trimmed)) return { member: true, state: null };
  if (no.test(trimmed)) return { member: false, state: null };
  const plain = normalName(text);
  const state =
    list.states.find((one) => normalName(one.zh) === plain || one.code === plain) ??
    list.states.find((one) => [...wordsOf(one.words ?? ''), normalName(one.zh)].some((word) => word.length >= 2 && plain.includes(word)));
  if (state) return { member: true, state: state.code };
  if (
    plain === normalName(list.zh) ||
    plain === normalName(list.kind) ||
    plain === normalName(list.code) ||
    wordsOf(list.words).some((word) => word.length >= 3 && plain.includes(word))
  )
    return { member: true, state: null };
  return undefined;
}

/** Lists named inside a text of several: 省三早、专项债. */
function listsIn(text: string, lists: readonly ListRule[]): string[] {
  const plain = normalName(text);
  return lists
    .filter((list) =>
      [normalName(list.zh), normalName(list.kind), ...wordsOf(list.words)].some((word) => word.length >= 2 && plain.includes(word)),
    )
    .map((list) => list.code);
}

/** Reads one row. `pool` is what its sheet was said to hold. */
export function readDraft(row: ReadRow, context: Pick<IntakeContext, 'sheetOptions' | 'year' | 'region'>, reading: Reading): Draft {
  const problems: CellProblem[] = [];
  const columns: Record<string, number> = {};
  const take = <T>(field: string, as: string = field): T | null => {
    const held = row.values[field];
    const one = (Array.isArray(held) ? held[0] : held) as ReadValue<T> | undefined;
    if (!one) return null;
    columns[as] = one.column;
    return one.value;
  };
  const all = (field: string): string[] => {
    const held = row.values[field];
    if (!held) return [];
    const values = Array.isArray(held) ? held : [held];
    columns[field] = values[0]!.column;
    return values.map((one) => String(one.value)).filter((text) => text !== '');
  };
  const say = (code: string, params: Record<string, string | number>, severity: CellProblem['severity'], field?: string): void => {
    const held = field === undefined ? undefined : row.values[field];
    const one = Array.isArray(held) ? held[0] : held;
    problems.push({ row: row.row, column: one?.column ?? null, code, params, raw: one?.raw ?? null, severity });
  };
  const text = (field: string): string | null => {
    const value = take<string>(field);
    const plain = value === null ? '' : String(value).trim();
    return plain === '' || /^(-|–|—|\/|无|暂无|na|n\/a)$/i.test(plain) ? null : plain;
  };
  const money = (field: string, as: string = field): number | null => {
    const value = take<MoneyRead>(field, as)?.yuan ?? null;
    if (value !== null && value < 0) say('projects.money-negative', {}, 'refused', field);
    return value;
  };

  const options = context.sheetOptions[row.sheet] ?? {};
  let pool: Draft['pool'] = options.pool === 'reserve' ? 'reserve' : 'annual';
  let nature: Draft['nature'] = null;
  let natureBasis: Draft['natureBasis'] = 'stated';
  let kind: string | null = null;
  let maturity = take<Draft['maturity']>('maturity');
  let line: string | null = null;

  const said = text('nature');
  if (said !== null) {
    const read = natureIn(said);
    nature = read.nature;
    kind = read.kind;
    if (read.nature === null && read.kind === null) say('projects.nature-unclear', { raw: said }, 'warning', 'nature');
  }
  for (const heading of row.groups) {
    const group = normalName(heading);
    const read = natureIn(group);
    if (/谋划|储备|前期库|预备/.test(group)) {
      if (options.pool === undefined || options.pool === null || pool === 'annual') pool = 'reserve';
      maturity ??= maturityIn(group);
    } else if (read.nature !== null) {
      if (nature === null) {
        nature = read.nature;
        natureBasis = 'group';
      } else if (nature !== read.nature && natureBasis === 'stated' && said !== null && /新建|续建|新开工|结转/.test(said))
        say('projects.nature-against-group', { stated: said, group: heading }, 'warning', 'nature');
    }
    line ??= lineIn(group.replace(/^[一二三四五六七八九十]+|\d+个?$/g, ''), reading.lines);
  }

  const lineText = text('line');
  if (lineText !== null) {
    const named = lineIn(lineText, reading.lines);
    if (named) line = named;
    else if (line === null) say('projects.line-unknown', { raw: lineText }, 'warning', 'line');
  }
  const industryText = text('industry');
  let industry: string | null = null;
  if (industryText !== null) {
    const digits = /(?:^|[A-Ta-t]|[^\d])(\d{2,4})(?=$|[^\d])/.exec(industryText.normalize('NFKC'))?.[1];
    if (digits && reading.industries.has(digits.slice(0, 2))) industry = digits;
    else {
      const plain = normalName(industryText);
      industry = [...reading.industries].find(([, name]) => normalName(name) === plain)?.[0] ?? null;
      // 所属行业 often holds a line's name instead of an industry's.
      if (industry === null) {
        const named = lineIn(industryText, reading.lines);
        if (named && line === null) line = named;
        else if (!named) say('projects.industry-unknown', { raw: industryText }, 'warning', 'industry');
      }
    }
  }
  const lineStated = line !== null;
  line ??= lineOfIndustry(industry, reading.lines);

  const span = take<SpanRead>('span');
  const start = take<DayRead>('start') ?? span?.from ?? null;
  const finish = take<DayRead>('finish') ?? span?.to ?? null;
  if (span && columns.start === undefined) columns.start = columns.span!;
  if (span && columns.finish === undefined) columns.finish = columns.span!;

  const totalYuan = money('total');
  const planField = row.values[`annualPlan:${context.year}`] ? `annualPlan:${context.year}` : 'annualPlan';
  const annualPlanYuan = money(planField, 'annualPlan');
  const doneField = ['doneBefore', `doneBefore:${context.year - 1}`].find((field) => row.values[field]) ?? 'doneBefore';
  const doneBeforeYuan = money(doneField, 'doneBefore');
  const earlierPlans: Draft['earlierPlans'] = new Map();
  for (const field of Object.keys(row.values)) {
    const year = /^annualPlan:(\d{4})$/.exec(field)?.[1];
    if (!year || Number(year) === context.year) continue;
    const yuan = money(field);
    if (yuan !== null && Number(year) < context.year) earlierPlans.set(Number(year), { yuan, column: columns[field]! });
  }

  const code = take<string>('code');
  if (code !== null) {
    const division = code.split('-')[1] ?? '';
    if (division && !divisionFits(division, reading.region)) say('projects.code-other-county', { code, division }, 'warning', 'code');
  }

  if (pool === 'reserve') {
    nature = null;
    natureBasis = 'stated';
    maturity ??= 'idea';
  } else if (nature === null) {
    nature = natureByRule(start?.day ?? null, context.year);
    natureBasis = 'rule';
    if (nature === null) say('projects.nature-unstated', {}, 'warning');
  }

  const stageText = text('stage');
  const stage = stageText === null ? { stage: null, sideState: null } : stageIn(stageText);
  if (stageText !== null && stage.stage === null && stage.sideState === null)
    say('projects.stage-unclear', { raw: stageText }, 'warning', 'stage');

  const lists = new Map<string, Membership>();
  for (const { kind: listKind } of listColumns) {
    const field = listField(listKind);
    const cell = take<string>(field);
    if (cell === null) continue;
    const list = reading.lists.find((one) => one.kind === listKind);
    const readAs = list ? membershipIn(String(cell), list) : undefined;
    if (list && readAs) lists.set(list.code, { ...readAs, column: columns[field]! });
    else if (!list && !no.test(String(cell).trim()))
      say('projects.list-not-defined', { list: listKind, year: reading.year }, 'refused', field);
    else if (list && readAs === undefined) say('projects.list-unclear', { list: list.zh, raw: String(cell) }, 'refused', field);
  }
  for (const cell of all('lists')) {
    const named = listsIn(cell, reading.lists);
    if (named.length === 0 && !no.test(cell.trim())) say('projects.list-unclear', { list: cell, raw: cell }, 'warning', 'lists');
    for (const list of named) if (!lists.has(list)) lists.set(list, { member: true, state: null, column: columns.lists! });
  }

  const extra: [string, string | null][] = [
    ['形象进度', text('progress')],
    ['存在问题', text('problems')],
    ['包保领导', text('leader')],
    ['包保部门', text('leadDepartment')],
  ];
  const note = [text('note'), ...extra.map(([label, value]) => (value === null ? null : `${label}：${value}`))]
    .filter((part) => part !== null)
    .join('\n');

  const wholeContact = take<ContactRead>('contact');
  const contactName = take<string>('contactName');
  const contactPhone = take<string>('contactPhone');
  const contact =
    wholeContact ??
    (contactName !== null || contactPhone !== null
      ? { name: String(contactName ?? '').trim(), phone: String(contactPhone ?? '').replace(/\s/g, '') }
      : null);
  if (contact && columns.contact === undefined) columns.contact = columns.contactPhone ?? columns.contactName ?? 0;

  const longitude = take<number>('longitude');
  const latitude = take<number>('latitude');
  const onMap = longitude !== null && latitude !== null && longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;
  if ((longitude !== null || latitude !== null) && !onMap)
    say('projects.point-outside', { longitude: longitude ?? '-', latitude: latitude ?? '-' }, 'warning', 'longitude');

  const impossible = checkFacts({ totalYuan, annualPlanYuan, doneBeforeYuan, start, finish });
  if (impossible)
    say(
      impossible.code,
      impossible.params ?? {},
      'refused',
      impossible.code === 'projects.plan-over-total' ? planField : row.values.span ? 'span' : 'finish',
    );
  const threshold = options.thresholdYuan === undefined || options.thresholdYuan === null ? null : Number(options.thresholdYuan);
  if (threshold !== null && totalYuan !== null && totalYuan < threshold)
    say('projects.below-threshold', { total: totalYuan / 10_000, line: threshold / 10_000 }, 'warning', 'total');
  if (totalYuan === null && row.problems.every((one) => one.column === null || one.severity !== 'refused'))
    say('projects.total-unstated', {}, 'warning');

  return {
    name: String(take<string>('name') ?? '').trim(),
    code,
    owner: text('owner'),
    creditCode: take<string>('creditCode'),
    place: text('place'),
    industry,
    line,
    lineStated,
    constructionKind: kind,
    content: text('content'),
    start,
    finish,
    totalYuan,
    annualPlanYuan,
    doneBeforeYuan,
    earlierPlans,
    pool,
    nature,
    natureBasis,
    maturity: pool === 'reserve' ? maturity : null,
    stage: stage.stage,
    sideState: stage.sideState,
    funding: text('funding'),
    note: note === '' ? null : note,
    contact,
    longitude: onMap ? longitude : null,
    latitude: onMap ? latitude : null,
    lists,
    columns,
    problems,
  };
}

/** The stage a row's project enters the register with. */
export const entryStage = (draft: Pick<Draft, 'stage' | 'pool' | 'nature'>): Stage => draft.stage ?? stageByRule(draft.pool, draft.nature);
