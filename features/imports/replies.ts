// How an import is told to a screen: its row, what it is the same file as, whether it may be undone, sentences for its problems. Personal
// cells leave masked.

import type { z } from 'zod';
import type { Db } from '../../platform/db/database.ts';
import { cellText } from '../../platform/sheets/cells.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { sentence } from '../../vocabulary/problems.ts';
import { contextOf } from './decide.ts';
import type { Intake, Outcome } from './intake.ts';
import { maskText } from './rules-masks.ts';
import { type ImportRow, type KeptAnswer, sameFiles } from './store.ts';
import type { KeptFinding } from './store-pages.ts';
import type { DecidedRow, Finding, ImportReply, Mapping, SheetMapping } from './words.ts';

type Said = NonNullable<ImportReply['problem']>;

const said = (problem: { code: string; params: Record<string, string | number> }): Said => ({
  code: problem.code,
  params: problem.params,
  zh: sentence(problem, 'zh'),
  // A name that has a form of its own in English is given beside the Chinese one; so are the units of amounts that we worked out.
  en: sentence(
    {
      code: problem.code,
      params: { ...inEnglish(problem.params), ...(problem.params.fieldEn !== undefined && { field: problem.params.fieldEn }) },
    },
    'en',
  ),
});

const unitsEn: Record<string, string> = { 亿元: '×100m yuan', 万元: '×10k yuan', 元: 'yuan' };
const workedOut = ['claimed', 'computed', 'difference', 'now', 'nowClaimed'];

const inEnglish = (params: Said['params']): Said['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      workedOut.includes(name) && typeof value === 'string' ? value.replace(/(亿元|万元|元)$/, (unit) => ` ${unitsEn[unit]}`) : value,
    ]),
  );

export async function replyOf(db: Db, row: ImportRow, intakes: readonly Intake[]): Promise<ImportReply> {
  const [reply] = await repliesOf(db, [row], intakes);
  return reply!;
}

export async function repliesOf(db: Db, rows: readonly ImportRow[], intakes: readonly Intake[]): Promise<ImportReply[]> {
  const same = new Map<string, Awaited<ReturnType<typeof sameFiles>>>();
  for (const region of new Set(rows.map((row) => row.region)))
    same.set(
      region,
      await sameFiles(
        db,
        region,
        rows.filter((row) => row.region === region).map((row) => row.sha256),
      ),
    );
  const replies: ImportReply[] = [];
  for (const row of rows) {
    const intake = intakes.find((one) => one.id === row.intake);
    const why = row.status === 'confirmed' && intake ? await intake.cannotUndo(db, contextOf(row)) : null;
    replies.push({
      region: row.region,
      id: row.id,
      intake: row.intake,
      year: row.year,
      file: { sha256: row.sha256, name: row.fileName, bytes: row.bytes },
      sameFile: same
        .get(row.region)!
        .filter((other) => other.sha256 === row.sha256 && other.id !== row.id && other.at <= row.createdAt)
        .map(({ id, status, at, by }) => ({ id, status, at, by })),
      status: row.status,
      problem: row.problem && said(row.problem),
      progress: row.progress,
      mapping: row.mapping,
      counts: row.summary?.counts ?? null,
      subtotals: (row.summary?.subtotals ?? []).map((one) => ({ ...one, decided: one.decided ?? null })),
      missing: row.summary?.missing ?? [],
      applied: row.summary?.applied ?? null,
      createdBy: row.createdName,
      createdAt: row.createdAt,
      confirmedBy: row.confirmedName,
      confirmedAt: row.confirmedAt,
      undoneBy: row.undoneName,
      undoneAt: row.undoneAt,
      undo:
        row.status === 'confirmed'
          ? { possible: why === null, why: why && said(why) }
          : { possible: false, why: said({ code: 'imports.not-confirmed', params: {} }) },
      version: row.version,
    });
  }
  return replies;
}

const sheetIn = (mapping: Mapping | null, index: number): SheetMapping | undefined =>
  mapping?.sheets.find((sheet) => sheet.sheet === index);

export function findingReply(finding: KeptFinding, mapping: Mapping | null, answers: readonly KeptAnswer[]): Finding {
  const same = answers.filter((one) => one.sheet === finding.sheet && one.row === finding.row);
  const answer =
    same.find((one) => one.kind === 'row') ??
    same.find((one) => (finding.kind === 'question' ? one.kind === 'match' : one.kind === 'cell' && one.column === finding.column));
  return {
    number: finding.number,
    sheet: finding.sheet,
    sheetName: sheetIn(mapping, finding.sheet)?.name ?? '',
    row: finding.row,
    column: finding.column,
    cell: finding.column === null ? null : cellName(finding.row, finding.column),
    kind: finding.kind,
    problem: said(finding),
    raw: finding.raw,
    mine: finding.detail?.mine ?? null,
    candidates: finding.detail?.candidates ?? [],
    answer: answer ? { kind: answer.kind, value: answer.value } : null,
  };
}

export function decidedReply(outcome: Outcome, mapping: Mapping | null, personalFields: ReadonlySet<string>): z.infer<typeof DecidedRow> {
  const columns = new Map(sheetIn(mapping, outcome.sheet)?.columns.map((column) => [column.column, column]));
  const personal = (column: number | null): boolean => column !== null && personalFields.has(columns.get(column)?.field ?? '');
  const mask = (text: string | null, column: number | null): string | null => (text === null ? null : maskText(text, personal(column)));
  return {
    sheet: outcome.sheet,
    row: outcome.row,
    title: maskText(outcome.title, false),
    kind: outcome.kind,
    by: outcome.by,
    target: outcome.target && { id: outcome.target.id, name: outcome.target.name },
    changes: outcome.changes.map((change) => ({ ...change, old: mask(change.old, change.column), new: mask(change.new, change.column) })),
    problems: outcome.problems.map((problem) => {
      const raw = mask(problem.raw, problem.column);
      const cell = problem.column === null ? null : cellName(problem.row, problem.column);
      const words = said({
        code: problem.code,
        params: {
          row: problem.row,
          cell: cell ?? problem.row,
          title: columns.get(problem.column ?? 0)?.title ?? '',
          ...(raw !== null && { raw }),
          ...maskedParams(problem.params, personal(problem.column)),
        },
      });
      return { column: problem.column, cell, severity: problem.severity, zh: words.zh, en: words.en, raw };
    }),
  };
}

const maskedParams = (params: Record<string, string | number>, personal: boolean): Record<string, string | number> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? maskText(value, personal) : value]));

/** One raw cell as it may be shown. */
export const shownCell = (cell: Parameters<typeof cellText>[0], personal: boolean): string => maskText(cellText(cell), personal);
