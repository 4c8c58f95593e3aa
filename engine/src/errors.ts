// What can be wrong with a problem, as values: the rule that was broken, whom it names, and a sentence in English. Nothing here throws; a product
// says the same in its own words from `rule` and the names.

/** Every rule that a problem can break. */
export type Rule =
  | 'bad-number'
  | 'bad-time'
  | 'bad-calendar'
  | 'empty-calendar'
  | 'duplicate-calendar'
  | 'unknown-calendar'
  | 'duplicate-activity'
  | 'unknown-activity'
  | 'unknown-project'
  | 'self-link'
  | 'bad-link'
  | 'cycle'
  | 'too-long'
  | 'reversed-constraint'
  | 'reversed-actuals'
  | 'actual-after-data-date'
  | 'horizon'
  | 'bad-resource'
  | 'unknown-resource'
  | 'over-capacity'
  | 'aborted';

/** One broken rule. `activities` of a cycle is the chain in order, each linked to the next and the last to the first. */
export type EngineError = {
  readonly rule: Rule;
  readonly sentence: string;
  readonly activity?: string;
  readonly activities?: readonly string[];
  /** Position of the link in the problem's list, from 0. */
  readonly link?: number;
  readonly calendar?: string;
  readonly resource?: string;
};

/** An answer or what stands in its way; never both, and the list of errors is never empty. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly EngineError[] };

export const answer = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = <T = never>(...errors: readonly EngineError[]): Result<T> => ({ ok: false, errors });
