// What is told of decided rows: counts, findings with personal cells masked, a fingerprint of the whole decision. Pure bookkeeping over what
// an intake decided; it decides nothing itself except that a refused cell keeps its row out, whatever the intake made of it.
import { createHash, type Hash } from 'node:crypto';
import { cellName } from '../../vocabulary/cells.ts';
import type { Answer, CellProblem, Outcome, ReadRow } from './intake.ts';
import { maskText } from './rules-masks.ts';
import type { SheetNotice } from './rules-rows.ts';
import type { KeptAnswer } from './store.ts';
import type { KeptFinding } from './store-pages.ts';
import type { Counts, SheetMapping, Subtotal } from './words.ts';

/** Of one kind of warning in one column so many are listed one by one; the rest are counted. */
const listedOfAKind = 40;

export interface Answers {
  of(sheet: number, row: number): Answer | undefined;
  corrected(sheet: number, row: number, column: number): string | undefined;
  any: boolean;
  rows: number[];
}

export function answersOf(kept: readonly KeptAnswer[]): Answers {
  const rows = new Map<string, Answer>();
  const cells = new Map<string, string>();
  for (const answer of kept) {
    if (answer.value === null) continue;
    const key = `${answer.sheet}:${answer.row}`;
    if (answer.kind === 'cell') cells.set(`${key}:${answer.column}`, answer.value);
    else if (answer.kind === 'row') rows.set(key, { kind: 'row', value: 'left-out' });
    else if (rows.get(key)?.kind !== 'row') rows.set(key, { kind: 'match', value: answer.value });
  }
  return {
    of: (sheet, row) => rows.get(`${sheet}:${row}`),
    corrected: (sheet, row, column) => cells.get(`${sheet}:${row}:${column}`),
    any: cells.size > 0,
    rows: kept.map((answer) => answer.row),
  };
}

/** Holds outcomes to the rows they belong to: one a row in order, refused cells keep the row out, a row left out stays out. */
export function settleOutcomes(rows: readonly ReadRow[], outcomes: readonly Outcome[], answers: Answers): Outcome[] {
  if (outcomes.length !== rows.length) throw new Error(`the intake answered ${outcomes.length} outcomes for ${rows.length} rows`);
  return rows.map((row, index) => {
    const outcome = outcomes[index]!;
    if (outcome.row !== row.row || outcome.sheet !== row.sheet)
      throw new Error(`the intake answered row ${outcome.row} where row ${row.row} was asked`);
    const problems = [...row.problems];
    for (const problem of outcome.problems)
      if (!problems.some((one) => one.code === problem.code && one.column === problem.column)) problems.push(problem);
    if (answers.of(row.sheet, row.row)?.kind === 'row') return { ...outcome, kind: 'left-out' as const, problems: [] };
    if (problems.some((problem) => problem.severity === 'refused')) return { ...outcome, kind: 'refused' as const, problems };
    return problems.length === outcome.problems.length ? outcome : { ...outcome, problems };
  });
}

export interface Ledger {
  counts: Counts;
  /** Counts outcomes, also by kind into `kinds`. */
  add(sheet: SheetMapping, outcomes: readonly Outcome[], kinds?: Record<string, number>): void;
  notices(sheet: SheetMapping, notices: readonly SheetNotice[]): void;
  subtotals(checked: readonly Subtotal[]): void;
  /** Carries over what an earlier decision asked and an answer has settled since. */
  settled(before: readonly KeptFinding[], answers: readonly KeptAnswer[]): void;
  /** Findings since the last call. */
  drain(): KeptFinding[];
  /** The rest of the findings: how many more there are of what was not listed. */
  finish(): void;
  digest(): string;
}

export function openLedger(personalFields: ReadonlySet<string>): Ledger {
  const counts: Counts = {
    rows: 0,
    accepted: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    questions: 0,
    refused: 0,
    leftOut: 0,
    missing: 0,
    warnings: 0,
    subtotalsWrong: 0,
  };
  let waiting: KeptFinding[] = [];
  let number = 0;
  const places = new Set<string>();
  const listed = new Map<string, { count: number; finding: KeptFinding; title: string }>();
  const digest: Hash = createHash('sha256');

  const personal = (sheet: SheetMapping, column: number | null): boolean => {
    const field = column === null ? null : sheet.columns.find((one) => one.column === column)?.field;
    return field !== null && field !== undefined && personalFields.has(field);
  };
  const push = (finding: Omit<KeptFinding, 'number'>): KeptFinding => {
    number++;
    const kept = { ...finding, number };
    waiting.push(kept);
    return kept;
  };

  function found(sheet: SheetMapping, kind: KeptFinding['kind'], problem: CellProblem): void {
    const title = problem.column === null ? '' : (sheet.columns.find((one) => one.column === problem.column)?.title ?? '');
    const isPersonal = personal(sheet, problem.column);
    const mask = (text: string): string => maskText(text.length > 120 ? `${text.slice(0, 119)}…` : text, isPersonal);
    const raw = problem.raw === null ? null : mask(problem.raw);
    const params: KeptFinding['params'] = {};
    for (const [name, value] of Object.entries(problem.params)) params[name] = typeof value === 'string' ? mask(value) : value;
    params.row ??= problem.row;
    params.title ??= title;
    params.cell ??= problem.column === null ? `${problem.row}` : cellName(problem.row, problem.column);
    if (raw !== null) params.raw ??= raw;
    const finding = { sheet: sheet.sheet, row: problem.row, column: problem.column, kind, code: problem.code, params, raw, detail: null };
    if (kind === 'warning') {
      counts.warnings++;
      const key = `${sheet.sheet}:${problem.column}:${problem.code}`;
      const same = listed.get(key);
      if (same && same.count >= listedOfAKind) {
        same.count++;
        return;
      }
      const kept = push(finding);
      if (same) same.count++;
      else listed.set(key, { count: 1, finding: kept, title });
      return;
    }
    places.add(`${sheet.sheet}:${problem.row}:${kind}:${problem.column ?? 0}`);
    push(finding);
  }

  return {
    counts,
    add(sheet, outcomes, kinds = {}) {
      for (const outcome of outcomes) {
        counts.rows++;
        kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
        digest.update(`${outcome.sheet}:${outcome.row}:${outcome.kind}:${outcome.target?.id ?? ''}\n`);
        switch (outcome.kind) {
          case 'new':
          case 'changed':
          case 'unchanged':
            counts[outcome.kind]++;
            counts.accepted++;
            break;
          case 'question':
            counts.questions++;
            break;
          case 'refused':
            counts.refused++;
            break;
          case 'left-out':
            counts.leftOut++;
            break;
        }
        for (const problem of outcome.problems) found(sheet, problem.severity, problem);
        if (outcome.kind === 'question' && outcome.question) {
          const { why, params, candidates, mine } = outcome.question;
          places.add(`${sheet.sheet}:${outcome.row}:question`);
          push({
            sheet: sheet.sheet,
            row: outcome.row,
            column: null,
            kind: 'question',
            code: why,
            params: { row: outcome.row, title: outcome.title, cell: String(outcome.row), ...params },
            raw: outcome.title,
            detail: { mine: maskAll(mine), candidates: candidates.map((one) => ({ id: one.id, fields: maskAll(one.fields) })) },
          });
        }
      }
    },
    notices(sheet, notices) {
      for (const notice of notices) found(sheet, notice.kind, notice);
    },
    subtotals(checked) {
      counts.subtotalsWrong += checked.filter((one) => !one.closes && !one.decided?.closes).length;
    },
    settled(before, answers) {
      for (const finding of before) {
        const answer = answers.find(
          (one) =>
            one.sheet === finding.sheet &&
            one.row === finding.row &&
            (one.kind === 'row' ||
              (finding.kind === 'question' ? one.kind === 'match' : one.kind === 'cell' && one.column === finding.column)),
        );
        const place =
          finding.kind === 'question'
            ? `${finding.sheet}:${finding.row}:question`
            : `${finding.sheet}:${finding.row}:${finding.kind}:${finding.column ?? 0}`;
        if (!answer || places.has(place)) continue;
        places.add(place);
        const { number: _, ...rest } = finding;
        push({ ...rest, detail: { ...(finding.detail ?? {}), settled: true } });
      }
    },
    drain() {
      const findings = waiting;
      waiting = [];
      return findings;
    },
    finish() {
      for (const { count, finding, title } of listed.values()) {
        if (count <= listedOfAKind) continue;
        push({
          ...finding,
          code: 'imports.more-of-these',
          params: {
            count: count - listedOfAKind,
            title: title || String(finding.params.cell ?? ''),
            example: finding.raw ?? '',
            code: finding.code,
          },
        });
      }
    },
    digest: () => digest.copy().digest('hex'),
  };
}

const maskAll = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, maskText(value, false)]));
