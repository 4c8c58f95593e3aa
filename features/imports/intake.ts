// What a room hands to imports so that its rows can come from a workbook. Imports knows files, sheets, headers, cells and answers;
// the room knows what a row means, what it is compared with, and what happens when it is accepted. The preview and the confirmation
// call the same `decide`: once dry, once inside the transaction that applies it.

import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import type { Cell } from '../../platform/sheets/cells.ts';
import type { MoneyUnit } from '../../vocabulary/money.ts';

/** What kind of value a column holds: it chooses the reader of the cell (see cells.ts of this room). */
export type FieldKind =
  | 'text'
  | 'money'
  | 'integer'
  | 'decimal'
  | 'year'
  | 'day'
  | 'span'
  | 'yes'
  | 'project-code'
  | 'credit-code'
  | 'contact'
  | 'choice';

export interface Field {
  id: string;
  kind: FieldKind;
  zh: string;
  en: string;
  /** Other titles of this column, as met in real ledgers; compared by normalName, longest match first. '{year}' stands for a year: 2019年计划投资. */
  titles: readonly string[];
  /** A row without it is refused. */
  required?: boolean;
  /** Money read without any unit in title, header or cell is asked about, unless the intake says which unit such ledgers mean. */
  choices?: readonly { value: string; words: readonly string[] }[];
  /** Several columns may carry it (投向1, 投向2, or one column a year); values are gathered in column order. */
  repeated?: boolean;
  /** Money or numbers of this field are compared with the sums that 合计 and 小计 rows claim. */
  summed?: boolean;
  /** Holds personal data: masked wherever cells are shown, sealed where values are kept. */
  personal?: boolean;
}

/** A value read from one cell, with the place it stood in. `raw` is what a person saw in the cell. */
export interface ReadValue<T = unknown> {
  value: T;
  raw: string;
  column: number;
}

export interface MoneyRead {
  yuan: number;
  approximate: boolean;
}
export interface SpanRead {
  from: DayRead | null;
  to: DayRead | null;
}
export interface DayRead {
  day: string;
  precision: 'year' | 'month' | 'day';
}
export interface ContactRead {
  name: string;
  phone: string;
}

/** One data row after its cells were read: fields present, refused cells, and the headings of the groups it stands in (一、新建项目 …). */
export interface ReadRow {
  sheet: number;
  row: number;
  /** Keyed by field id; a repeated field keeps an array; a yearly money field is keyed 'annualPlan:2019'. Blank cells are absent. */
  values: Record<string, ReadValue | ReadValue[]>;
  problems: CellProblem[];
  groups: readonly string[];
}

export interface CellProblem {
  row: number;
  column: number | null;
  code: string;
  params: Record<string, string | number>;
  raw: string | null;
  /** 'refused' keeps the whole row out until it is corrected or left out; 'warning' lets it through and says so. */
  severity: 'refused' | 'warning';
}

export type Outcome = {
  sheet: number;
  row: number;
  kind: 'new' | 'changed' | 'unchanged' | 'question' | 'refused' | 'left-out';
  /** How it was matched: 'code', 'name', 'former-name', 'answer', or null for a new one. */
  by: string | null;
  target: { id: string; version: number; name: string } | null;
  /** The name the row carries, for lists. */
  title: string;
  changes: {
    field: string;
    old: string | null;
    new: string | null;
    oldYuan?: number | null;
    newYuan?: number | null;
    column: number | null;
    guarded?: boolean;
  }[];
  /** For 'question': the records it may be, each as field → text, and why we ask. */
  question?: {
    why: string;
    params: Record<string, string | number>;
    candidates: { id: string; fields: Record<string, string> }[];
    mine: Record<string, string>;
  };
  problems: CellProblem[];
};

export type Answer = { kind: 'match'; value: string /* a candidate's id, or 'new' */ } | { kind: 'row'; value: 'left-out' };

/** What the whole import is about: chosen by the clerk, or read from the titles. */
export interface IntakeContext {
  region: string;
  year: number;
  importId: string;
  fileSha256: string;
  fileName: string;
  sheets: { index: number; name: string; pool: string | null; titles: string[] }[];
  /** Options of the intake as chosen in the mapping screen, e.g. { pool: 'annual', thresholdYuan: 5000000 } per sheet. */
  sheetOptions: Record<number, Record<string, string | number | null>>;
  /** What the clerk says to whoever must approve; known at the confirmation only. */
  reason?: string;
}

export interface Applied {
  created: number;
  changed: number;
  held: number;
  /** Rows decided differently from the preview because something changed meanwhile. */
  moved: { sheet: number; row: number; was: Outcome['kind']; is: Outcome['kind'] }[];
  facts: Record<string, string | number>;
}

/** Per-sheet choices beside columns: pool, threshold, … shown as selects in the mapping screen. */
export interface SheetOption {
  id: string;
  zh: string;
  en: string;
  choices: { value: string; zh: string; en: string; words: readonly string[] }[];
  /** Reads the likely choice from the sheet's name and title lines. */
  guess(text: string): string | null;
}

/** `State` is whatever the room needs to decide rows of one region: its records by code, by name, by owner. */
export interface Intake<State = unknown> {
  id: string;
  zh: string;
  en: string;
  fields: readonly Field[];
  sheetOptions: readonly SheetOption[];
  /** What the office calls stored values, by field: { nature: { new: { zh: '新建', … } } }. Shown where old and new stand side by side. */
  values?: Readonly<Record<string, Readonly<Record<string, { zh: string; en: string }>>>>;
  /** Loads what rows are compared with. `lock` takes the locks that keep it true until the end of the transaction. */
  load(db: Db, context: IntakeContext, lock: boolean): Promise<State>;
  /**
   * Decides rows in file order, purely: the same rows, answers and state give the same outcomes. It may keep running notes in `state`
   * (names seen earlier in this file).
   */
  decide(
    rows: readonly ReadRow[],
    answers: (sheet: number, row: number) => Answer | undefined,
    state: State,
    context: IntakeContext,
  ): Outcome[];
  /** Names of records of this region that the last confirmed import of the same year had and this one does not. */
  missing(state: State, context: IntakeContext): { id: string; name: string }[];
  /** Writes accepted rows. Called once, inside the confirming transaction, with batches in file order; rows are the ones `decide` saw. */
  apply(
    house: House,
    batches: AsyncIterable<{ rows: readonly ReadRow[]; outcomes: readonly Outcome[] }>,
    state: State,
    context: IntakeContext,
  ): Promise<Applied>;
  /** Says why the import cannot be undone (something was built on it), or null. */
  cannotUndo(db: Db, context: IntakeContext): Promise<{ code: string; params: Record<string, string | number> } | null>;
  undo(house: House, context: IntakeContext): Promise<void>;
}

export type { Cell, MoneyUnit };
