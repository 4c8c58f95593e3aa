/**
 * The nouns of proofreading: what is read out of a text or a table, what has to hold between the figures read, and what is said when it does
 * not. Values only. Reading is rules-read*.ts, relations are rules-relate*.ts, repairs rules-repair.ts, dates and words rules-dates*.ts and
 * rules-wording*.ts; `proofread` in rules.ts puts them together.
 */

/** From..to in UTF-16 units of the text as given; `end` is exclusive. */
export type Span = { start: number; end: number };

/** Where a statement stands: a stretch of the text, or a cell of a sheet (with the stretch inside the cell when it is a part of it). */
export type Position = { kind: 'text'; span: Span } | { kind: 'cell'; sheet: string; cell: string; span: Span | null };

/**
 * An exact decimal: `digits` × 10^-`scale`. 145.6 is { digits: 1456n, scale: 1 }: what was printed keeps its places, so that a repair can be
 * printed in the same ones and a tolerance can be half of the last place.
 */
export type Decimal = { digits: bigint; scale: number };

/** What a quantity counts or measures, so that only like is added to like. 'percent' and 'points' are different things. */
export type Dimension =
  | 'count'
  | 'money'
  | 'percent'
  | 'points'
  | 'people'
  | 'households'
  | 'duration'
  | 'length'
  | 'area'
  | 'mass'
  | 'rate'
  | 'ordinal'
  | 'other';

/**
 * One quantity as printed, with everything the text says about it, also what it inherits from the words before it.
 * `measure` is the indicator (项目个数, 总投资, 年度计划投资, 开工率 …), `label` the words that name the set, `facets` its limits, sorted by
 * dimension: threshold 500万元以上, nature 新建, list 省“三早”, stage 拟实施, line 工业 … Two statements speak of the same thing when place, time,
 * measure and facets agree.
 */
export type Statement = {
  id: string;
  text: string;
  value: Decimal;
  unit: string;
  dimension: Dimension;
  measure: string;
  label: string;
  place: string | null;
  facets: Record<string, string>;
  time: { year: number | null; month: number | null; day: number | null; inferred: boolean; words: string } | null;
  /** 约, 近, 超, 以上 … leave the number open to one side or both. */
  hedge: 'exact' | 'about' | 'atLeast' | 'atMost';
  position: Position;
};

/** Σ sign × factor × term = 0, or ≤ 0, or a quotient within limits: see `kind`. */
export type RelationKind =
  | 'sum' // total = parts
  | 'restated' // the same quantity twice
  | 'subset' // a subset is not larger than what it is of
  | 'band' // a set that follows from two others: not below zero, its average within its limits
  | 'average' // money ÷ count lies within the tier's limits
  | 'growth' // value = base × (1 + growth)
  | 'difference' // value − base = increase stated
  | 'share' // part ÷ whole = percentage printed
  | 'rate' // done ÷ plan = completion printed
  | 'points' // a percentage minus another = percentage points printed
  | 'funnel' // a later stage is not larger than an earlier one
  | 'counties' // the city's total = its counties'
  | 'enumeration' // "五个部门" and the five that are named
  | 'order' // an ordinal or span of years against the years named
  | 'ranking' // a rank against the values it ranks
  | 'register'; // the register's own figure

export type RelationTerm = { statement: string; role: string; sign: 1 | -1 | 0 };

/** One change that mends: `from` → `to` as printed. `consequence` says what it would imply elsewhere. */
export type Repair = {
  changes: { term: string; from: string; to: string }[];
  consequence: { zh: string; en: string };
};

export type Relation = {
  id: string;
  kind: RelationKind;
  terms: RelationTerm[];
  holds: boolean;
  /** Left side minus right side, as printed, with its unit: "-1个"; "0" when it holds. */
  difference: string;
  /** The arithmetic in one line: "17 + 18 = 35 ≠ 34". */
  arithmetic: string;
  /** Every minimal repair: all single changes after which this and every other relation of the changed term hold; else the smallest pairs. */
  repairs: Repair[];
  /** Relations that fail for the same reason (the same error seen through a band): ids of those this one is folded into. */
  follows: string[];
};

export type Severity = 'contradiction' | 'doubtful' | 'ask';

export type FindingKind =
  | RelationKind
  | 'rounding'
  | 'date-adverb'
  | 'date-order'
  | 'date-rule'
  | 'date-impossible'
  | 'year-inferred'
  | 'organisation-outdated'
  | 'one-firm-two-names'
  | 'label-two-scopes'
  | 'measure-two-names'
  | 'threshold-mixed'
  | 'unit-doubtful'
  | 'growth-without-base'
  | 'never-expanded'
  | 'place-slip'
  | 'wording'
  | 'unreported';

export type Finding = {
  /** Stable for the same text: made of the kind and the positions, so that an answer to it finds it again. */
  key: string;
  kind: FindingKind;
  severity: Severity;
  sentence: { zh: string; en: string };
  /** What would settle it: which list, rows, paper or person. */
  evidence: { zh: string; en: string };
  positions: Position[];
  relations: string[];
};

/**
 * A sheet of cells as read, for tables that stand alone or inside a text. Rows and columns from 1; merged cells are spread by the reader
 * (`printed` false on the copies). `start` is the offset in the text when the cell stands in it (pasted tables), so that it is found there.
 * `captions` are the lines right above a table inside a document: its title, 单位：万元. `after` is where in the text it stands.
 */
export type Table = {
  sheet: string;
  cells: { cell: string; row: number; column: number; text: string; printed: boolean; start?: number; formula?: string }[];
  merges?: { top: number; left: number; bottom: number; right: number }[];
  captions?: string[];
  after?: number | null;
  hidden?: boolean;
  hiddenRows?: number[];
};

/** What is handed in: a text, or tables, or both (a Word file is a text whose tables stand apart). */
export type Manuscript = { text: string; tables: Table[] };

/** Dated facts from outside the text. All of it is data: the office's own in tables, the country's in knowledge*.ts of this room. */
export type Knowledge = {
  /** The day the text is read as of, and its year when the reader knows it. */
  today: string;
  year: number | null;
  region: string | null;
  places: { code: string; name: string; short: string; level: 'province' | 'city' | 'county' | 'zone' | 'town'; parent: string | null }[];
  organisations: { name: string; from: string | null; until: string | null; successor: string | null }[];
  events: {
    id: string;
    place: string | null;
    from: string;
    until: string | null;
    kind: string;
    words: { zh: string; en: string };
    source: string;
  }[];
  /** The register's own figures of the region and year: the same facets as a statement's. Absent when no register is at hand. */
  register:
    | { measure: string; facets: Record<string, string>; place: string; year: number; value: Decimal; unit: string; figure: string }[]
    | null;
};

export type Proof = { statements: Statement[]; relations: Relation[]; findings: Finding[] };
