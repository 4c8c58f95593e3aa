// Holds printed figures against the register's own: which figure of the dashboard a statement speaks of, by its place, measure and limits, and
// whether the printed places agree with it. A statement that says anything the register does not keep (a stage, another list) is left alone.

import type { Figure } from '../../vocabulary/figure.ts';
import type { Question } from '../figures/door.ts';
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

type Measure = 'count' | 'total' | 'plan';
type Limits = {
  min: number | null;
  nature: 'new' | 'continuing' | null;
  list: Named | null;
  line: Named | null;
  pool: 'annual' | 'reserve';
};
type Named = { code: string; zh: string; en: string };
/** One figure of the register with what it is of. */
type Entry = { code: string; figure: Figure; words: { zh: string; en: string } };

/** The register of a year: its lists and lines by name, and any of its figures by question. Null where it has none for the place or limits. */
export type Register = {
  lists: readonly Named[];
  lines: readonly Named[];
  ask: (question: Question) => Figure | null;
};

const measureWords: Record<Measure, { zh: string; en: string }> = {
  count: { zh: '项目个数', en: 'projects' },
  total: { zh: '总投资', en: 'total investment' },
  plan: { zh: '年度计划投资', en: 'annual plan' },
};

const bareList = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/\(.*?\)|[“”"「」『』]|项目|地方政府|投资|债券|级/g, '')
    .trim();

/** Only projects are counted by the register: not the teams, firms or households of a sentence. */
function measureOf({ measure, dimension, unit }: Statement): Measure | null {
  if (dimension === 'count') return measure === '项目个数' && ['个', '项', 'projects', ''].includes(unit) ? 'count' : null;
  if (dimension !== 'money') return null;
  if (measure === '年度计划投资') return 'plan';
  return measure === '总投资' ? 'total' : null;
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
function limitsOf(statement: Statement, register: Register): Limits | null {
  const limits: Limits = { min: null, nature: null, list: null, line: null, pool: 'annual' };
  const named = (among: readonly Named[], words: string): Named | undefined => {
    const bare = bareList(words);
    return among.find((one) => bareList(one.zh) === bare) ?? among.find((one) => bare.length >= 2 && bareList(one.zh).includes(bare));
  };
  // A row of a table is held against its own line or list, and against nothing when it is named after anything else.
  const row = rowOf(statement);
  if (row !== '') {
    const bare = bareList(row);
    limits.line = register.lines.find((one) => bareList(one.zh) === bare) ?? null;
    limits.list = limits.line ? null : (register.lists.find((one) => bareList(one.zh) === bare) ?? null);
    if (!limits.line && !limits.list) return null;
  }
  for (const [key, words] of Object.entries(statement.facets)) {
    if (words === '' || key === 'place' || key === 'time' || key === 'year') continue;
    if (/以上|及以上|起/.test(words) && yuanOf(words) !== null) limits.min = yuanOf(words);
    else if (/续建|结转/.test(words)) limits.nature = 'continuing';
    else if (/新建|新开工/.test(words)) limits.nature = 'new';
    else if ((key === 'stage' || key === 'line') && /储备|谋划/.test(words)) limits.pool = 'reserve';
    else if (key === 'stage' && /^(拟|计划|组织|共|安排|全年)*实施(项目)?$/.test(words)) continue;
    else if (/^(重点|重点项目|投资|项目)$/.test(words)) continue;
    else {
      limits.line = key === 'list' ? null : (named(register.lines, words) ?? null);
      limits.list = limits.line ? null : (named(register.lists, words) ?? null);
      if (!limits.line && !limits.list) return null;
    }
  }
  // What was planned of a list is the list; its later stages are not asked.
  if (limits.list) limits.pool = 'annual';
  return limits;
}

const yuanWords = (yuan: number): string => (yuan % 1e8 === 0 ? `${yuan / 1e8}亿元` : `${yuan / 1e4}万元`);

function asked(measure: Measure, code: string, limits: Limits, register: Register): Entry | null {
  const { min, nature, list, line, pool } = limits;
  if (pool === 'reserve' && (measure === 'plan' || nature !== null)) return null;
  if (list && line) return null;
  const figure = register.ask({
    id: `${list ? 'lists' : pool === 'reserve' ? 'reserve' : 'projects'}.${measure}`,
    region: code,
    ...(nature && { nature }),
    ...(min !== null && { minTotalYuan: min }),
    ...(list && { list: list.code }),
    ...(line && { line: line.code }),
  });
  if (!figure) return null;
  const zh = [
    min === null ? '' : `${yuanWords(min)}以上`,
    list ? bareList(list.zh) : '',
    line?.zh ?? '',
    pool === 'reserve' ? '储备' : '',
    nature === 'new' ? '新建' : nature === 'continuing' ? '续建' : '',
    measureWords[measure].zh,
  ].join('');
  const en = [
    min === null ? '' : `from ${(min / 1e6).toLocaleString('en-US')} million yuan`,
    list?.en ?? '',
    line?.en ?? '',
    pool === 'reserve' ? 'reserve' : '',
    nature === 'new' ? 'new' : nature === 'continuing' ? 'continuing' : '',
    measureWords[measure].en,
  ]
    .filter((word) => word !== '')
    .join(', ');
  return { code, figure, words: { zh, en } };
}

const placeNames = (knowledge: Pick<Knowledge, 'places'>): Map<string, string> => {
  const names = new Map<string, string>();
  for (const { code, name, short } of knowledge.places) {
    names.set(short, code);
    names.set(name, code);
  }
  return names;
};

type Where = Pick<Knowledge, 'places' | 'region' | 'year'>;

/** Which figure each statement speaks of. A statement without a place belongs to the region; only those of the year, or of no year, are held. */
function matched(statements: readonly Statement[], register: Register, where: Where): Map<string, Entry> {
  const names = placeNames(where);
  const found = new Map<string, Entry>();
  for (const statement of statements) {
    const measure = measureOf(statement);
    const code = statement.place === null ? where.region : (names.get(statement.place) ?? null);
    if (measure === null || code === null) continue;
    if (statement.time?.year != null && where.year !== null && statement.time.year !== where.year) continue;
    const limits = limitsOf(statement, register);
    const entry = limits && asked(measure, code, limits, register);
    if (entry) found.set(statement.id, entry);
  }
  return found;
}

/** The register's value in the base of the statement's unit; null when it has none or counts something else. */
function computedOf(entry: Entry): Exact | null {
  const { value, unit } = entry.figure;
  if (value === null) return null;
  return (unit === 'count' || unit === 'yuan') && Number.isSafeInteger(value) ? whole(value) : null;
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
export function registerLines(statements: readonly Statement[], register: Register, knowledge: Where): RegisterLine[] {
  const found = matched(statements, register, knowledge);
  const names = new Map(knowledge.places.map((place) => [place.code, place.name]));
  return statements.flatMap((statement): RegisterLine[] => {
    const entry = found.get(statement.id);
    if (!entry) return [];
    const computed = computedOf(entry);
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
export function registerConstraints(register: Register, knowledge: Where): (statements: readonly Statement[]) => Constraint[] {
  return (statements) => {
    const found = matched(statements, register, knowledge);
    const names = new Map(knowledge.places.map((place) => [place.code, place.name]));
    return statements.flatMap((statement): Constraint[] => {
      const entry = found.get(statement.id);
      const computed = entry && computedOf(entry);
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
