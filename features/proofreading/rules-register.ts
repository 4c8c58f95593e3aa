// Holds printed figures against the register's own: which figure of the dashboard a statement speaks of, by its place, measure and limits, and
// whether the printed places agree with it. A statement that says anything the register does not keep (a stage, another list) is left alone.

import type { Figure } from '../../vocabulary/figure.ts';
import type { Dashboard } from '../figures/words.ts';
import type { Constraint } from './rules-constraints.ts';
import {
  compare,
  decimalText,
  type Exact,
  exactText,
  lastPlace,
  minus,
  over,
  placesOf,
  printed,
  rounded,
  size,
  times,
  unitKind,
  whole,
  worth,
} from './rules-decimal.ts';
import type { Knowledge, Statement } from './rules-model.ts';
import type { RegisterLine } from './words.ts';

type Measure = 'count' | 'total' | 'plan' | 'share' | 'growth';
type Limits = {
  min: number | null;
  nature: 'new' | 'continuing' | null;
  list: string | null;
  line: string | null;
  pool: 'annual' | 'reserve';
};
/** One figure of the register with what it is of. */
export type Entry = { code: string; measure: Measure; limits: Limits; figure: Figure; words: { zh: string; en: string } };

const all: Limits = { min: null, nature: null, list: null, line: null, pool: 'annual' };

/** Every figure of a dashboard, its region's own and its counties'. */
export function entriesOf(dashboard: Dashboard): Entry[] {
  const entries: Entry[] = [];
  const put = (code: string, measure: Measure, limits: Limits, figure: Figure, zh: string, en: string): void => {
    entries.push({ code, measure, limits, figure, words: { zh, en } });
  };
  const triple = (code: string, limits: Limits, of: Dashboard['union'], zh: string, en: string): void => {
    put(code, 'count', limits, of.count, `${zh}项目个数`, `${en}: projects`);
    put(code, 'total', limits, of.total, `${zh}总投资`, `${en}: total investment`);
    put(code, 'plan', limits, of.plan, `${zh}年度计划投资`, `${en}: annual plan`);
  };
  const own = dashboard.region.code;
  const { headline } = dashboard;
  triple(own, all, headline.annual, '', 'all');
  put(own, 'share', all, headline.planShare, '年度计划投资占总投资的比重', 'annual plan as a share of the total');
  put(own, 'growth', all, headline.planGrowth, '年度计划投资比上年增长', 'growth of the annual plan');
  const reserve: Limits = { ...all, pool: 'reserve' };
  put(own, 'count', reserve, headline.reserve.count, '储备项目个数', 'reserve: projects');
  put(own, 'total', reserve, headline.reserve.total, '储备项目总投资', 'reserve: total investment');
  for (const tier of dashboard.tiers) {
    const limits = { ...all, min: tier.minYuan };
    triple(own, limits, tier.all, tier.words.zh, tier.words.en);
    triple(own, { ...limits, nature: 'new' }, tier.new, `${tier.words.zh}新建`, `${tier.words.en}, new`);
    triple(own, { ...limits, nature: 'continuing' }, tier.continuing, `${tier.words.zh}续建`, `${tier.words.en}, continuing`);
  }
  for (const list of dashboard.lists) {
    const limits = { ...all, list: bareList(list.words.zh) };
    triple(own, limits, list.all, list.words.zh, list.words.en);
    put(own, 'count', { ...limits, nature: 'new' }, list.new.count, `${list.words.zh}新建项目个数`, `${list.words.en}, new: projects`);
    put(
      own,
      'count',
      { ...limits, nature: 'continuing' },
      list.continuing.count,
      `${list.words.zh}续建项目个数`,
      `${list.words.en}, continuing: projects`,
    );
  }
  for (const line of dashboard.lines)
    if (line.code !== null) triple(own, { ...all, line: bareList(line.words.zh) }, line.annual, line.words.zh, line.words.en);
  for (const county of dashboard.counties) {
    if (county.code === own) {
      triple(own, { ...all, nature: 'new' }, county.new, '新建', 'new');
      triple(own, { ...all, nature: 'continuing' }, county.continuing, '续建', 'continuing');
      continue;
    }
    triple(county.code, all, county.annual, '', 'all');
    triple(county.code, { ...all, nature: 'new' }, county.new, '新建', 'new');
    triple(county.code, { ...all, nature: 'continuing' }, county.continuing, '续建', 'continuing');
    put(county.code, 'count', reserve, county.reserve.count, '储备项目个数', 'reserve: projects');
    put(county.code, 'total', reserve, county.reserve.total, '储备项目总投资', 'reserve: total investment');
    put(county.code, 'share', all, county.planShare, '年度计划投资占总投资的比重', 'annual plan as a share of the total');
    // A county whose ledger begins at a line says "…以上" of all it has.
    const line = county.report.thresholdYuan;
    if (line !== null) triple(county.code, { ...all, min: line }, county.annual, '', 'all');
  }
  return entries;
}

const bareList = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/\(.*?\)|[“”"「」『』]|项目|地方政府|投资|债券|级/g, '')
    .trim();

function measureOf(statement: Statement): Measure | null {
  const { measure, dimension } = statement;
  if (dimension === 'count') return /个数|项目数|数量|^项目$/.test(measure) || measure === '' ? 'count' : null;
  if (dimension === 'money')
    return /年度|当年|年计划|本年/.test(measure) && /投资/.test(measure) ? 'plan' : /总投资/.test(measure) ? 'total' : null;
  if (dimension === 'percent') return /年度计划投资占|投资比重/.test(measure) ? 'share' : null;
  return null;
}

const yuanOf = (words: string): number | null => {
  const match = /(\d+(?:\.\d+)?)\s*(万|亿)/.exec(words.replaceAll(',', ''));
  return match ? Math.round(Number(match[1]) * (match[2] === '亿' ? 1e8 : 1e4)) : null;
};

/** Rows of a table that are no set of their own: totals, the region itself, natures and thresholds (which are facets already). */
const wholeRow = /^(?:合计|总计|小计|共计|总体|全部|全[省市县区]|其中|新建|新开工|续建|结转|[\d.]+[万亿]元?(?:及)?以上|total|sum)/i;

/** What a table's row is named after, when that is neither a place nor a total: 农业, 省“三早”, one project by name. */
function rowOf(statement: Statement): string {
  const cut = statement.label.indexOf(' · ');
  const row = cut < 0 || statement.place !== null ? '' : statement.label.slice(0, cut).trim();
  return wholeRow.test(row.normalize('NFKC')) ? '' : row;
}

/** The limits that the facets of a statement and the row it stands in set; null when one of them is none of the register's. */
function limitsOf(statement: Statement, known: ReadonlySet<string>, lines: ReadonlySet<string>): Limits | null {
  const limits: Limits = { ...all };
  const row = rowOf(statement);
  if (row !== '') {
    const bare = bareList(row);
    if (!known.has(bare)) return null;
    if (lines.has(bare)) limits.line = bare;
    else limits.list = bare;
  }
  for (const [key, words] of Object.entries(statement.facets)) {
    if (words === '' || key === 'place' || key === 'time' || key === 'year') continue;
    const bare = bareList(words);
    if (/以上|及以上|起/.test(words) && yuanOf(words) !== null) limits.min = yuanOf(words);
    else if (/续建|结转|复工续建/.test(words)) limits.nature = 'continuing';
    else if (/新建|新开工/.test(words)) limits.nature = 'new';
    else if (/储备|谋划/.test(words) && (key === 'stage' || key === 'line')) limits.pool = 'reserve';
    else if (/^(拟|计划|组织|共|安排|全年)*实施(项目)?$/.test(words) || /^(重点|重点项目|投资|项目)$/.test(words)) continue;
    else {
      const found =
        [...known].find((one) => one === bare) ??
        [...known].find((one) => one.length >= 2 && (one.includes(bare) || bare.includes(one)) && bare.length >= 2);
      if (!found) return null;
      if (key === 'line') limits.line = found;
      else limits.list = found;
    }
  }
  return limits;
}

const placeNames = (knowledge: Pick<Knowledge, 'places'>): Map<string, string> => {
  const names = new Map<string, string>();
  for (const { code, name, short } of knowledge.places) {
    names.set(short, code);
    names.set(name, code);
  }
  return names;
};

/** Which entry each statement speaks of. `region` is where a statement without a place belongs; only statements of `year` or of no year are held. */
function matched(
  statements: readonly Statement[],
  entries: readonly Entry[],
  knowledge: Pick<Knowledge, 'places' | 'region' | 'year'>,
): Map<string, Entry> {
  const names = placeNames(knowledge);
  const known = new Set(entries.flatMap((one) => [one.limits.list, one.limits.line].filter((words) => words !== null)));
  const lines = new Set(entries.flatMap((one) => one.limits.line ?? []));
  const keyOf = (code: string, measure: Measure, { min, nature, list, line, pool }: Limits): string =>
    `${code}/${measure}/${min ?? ''}/${nature ?? ''}/${list ?? ''}/${line ?? ''}/${pool}`;
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    const key = keyOf(entry.code, entry.measure, entry.limits);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  const found = new Map<string, Entry>();
  for (const statement of statements) {
    const measure = measureOf(statement);
    const code = statement.place === null ? knowledge.region : (names.get(statement.place) ?? null);
    if (measure === null || code === null) continue;
    if (statement.time?.year != null && knowledge.year !== null && statement.time.year !== knowledge.year) continue;
    const limits = limitsOf(statement, known, lines);
    const entry = limits && byKey.get(keyOf(code, measure, limits));
    if (entry) found.set(statement.id, entry);
  }
  return found;
}

/** The register's value in the base of the statement's unit; null when it has none or counts something else. */
function computedOf(entry: Entry, statement: Statement): Exact | null {
  const { value, unit } = entry.figure;
  if (value === null) return null;
  if (unit === 'count' || unit === 'yuan') return Number.isSafeInteger(value) ? whole(value) : null;
  if (statement.dimension !== 'percent') return null;
  const digits = Math.round(value * 1e8);
  return { n: BigInt(digits), d: 1_000_000n };
}

/** Within half of the last printed place; what is printed 约 within one part in twenty. */
function agreement(statement: Statement, computed: Exact): 'exact' | 'rounded' | 'differs' {
  const off = size(minus(worth(statement), computed));
  if (off.n === 0n) return 'exact';
  const place = lastPlace(statement);
  if (statement.dimension !== 'count' && compare(times(off, whole(2)), place) <= 0) return 'rounded';
  if (statement.hedge !== 'exact' && compare(times(off, whole(20)), size(computed)) <= 0) return 'rounded';
  return 'differs';
}

const shownAs = (computed: Exact, like: Statement): string =>
  decimalText(rounded(over(computed, unitKind(like.unit).factor)!, like.dimension === 'count' ? 0 : Math.max(2, like.value.scale)))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** Declared · computed · difference for every statement that the register knows. */
export function registerLines(
  statements: readonly Statement[],
  entries: readonly Entry[],
  knowledge: Pick<Knowledge, 'places' | 'region' | 'year'>,
): RegisterLine[] {
  const found = matched(statements, entries, knowledge);
  const names = new Map(knowledge.places.map((place) => [place.code, place.name]));
  return statements.flatMap((statement): RegisterLine[] => {
    const entry = found.get(statement.id);
    if (!entry) return [];
    const computed = computedOf(entry, statement);
    const verdict = computed && agreement(statement, computed);
    return [
      {
        statement: statement.id,
        declared: decimalText(statement.value),
        computed: computed ? shownAs(computed, statement) : '',
        difference: computed ? exactText(over(minus(worth(statement), computed), unitKind(statement.unit).factor)!, 0, 4) : '',
        agrees: verdict === 'exact' || verdict === 'rounded',
        rounded: verdict === 'rounded',
        unit: statement.unit,
        place: names.get(entry.code) ?? entry.code,
        words: entry.words,
        of: entry.figure,
      },
    ];
  });
}

/** Each statement that the register knows has to be what the register says, in the places printed. */
export function registerConstraints(
  entries: readonly Entry[],
  knowledge: Pick<Knowledge, 'places' | 'region' | 'year'>,
): (statements: readonly Statement[]) => Constraint[] {
  return (statements) => {
    const found = matched(statements, entries, knowledge);
    const names = new Map(knowledge.places.map((place) => [place.code, place.name]));
    return statements.flatMap((statement): Constraint[] => {
      const entry = found.get(statement.id);
      const computed = entry && computedOf(entry, statement);
      if (!entry || !computed) return [];
      const place = names.get(entry.code) ?? entry.code;
      const to = (): Exact => {
        const factor = unitKind(statement.unit).factor;
        const places =
          statement.dimension === 'count' ? 0 : Math.max(statement.value.scale, Math.min(2, placesOf(over(computed, factor)!, 2) ?? 2));
        const kept = rounded(over(computed, factor)!, places);
        return times({ n: kept.digits, d: 10n ** BigInt(kept.scale) }, factor);
      };
      return [
        {
          kind: 'register',
          terms: [{ statement: statement.id, role: 'declared', sign: 1 }],
          equality: true,
          derived: false,
          places: null,
          subject: { zh: `${place}${entry.words.zh}与项目库不符`, en: `${place}, ${entry.words.en}: not what the register says` },
          evidence: {
            zh: `项目库中${place}${entry.words.zh}的明细行`,
            en: `the rows of the register behind ${place}, ${entry.words.en}`,
          },
          judge: (value) => {
            const off = size(minus(value(statement.id), computed));
            if (off.n === 0n) return 'exact';
            const asPrinted = compare(value(statement.id), worth(statement)) === 0 && agreement(statement, computed) !== 'differs';
            return asPrinted || compare(value(statement.id), to()) === 0 ? 'exact' : 'fails';
          },
          difference: (value) =>
            `${exactText(over(minus(value(statement.id), computed), unitKind(statement.unit).factor)!, 0, 4)}${statement.unit}`,
          arithmetic: (value) => {
            const same = compare(value(statement.id), computed) === 0;
            return `${printed(value(statement.id), statement)}${statement.unit} ${same ? '=' : '≠'} ${shownAs(computed, statement)}${statement.unit}`;
          },
          solve: () => [{ to: to(), bound: null }],
        },
      ];
    });
  };
}
