/**
 * `audit-text` and `audit-table`: what in a text or a table does not add up, as one JSON value. Without a region nothing but the file is needed:
 * no data directory, no database. With a region and a year the text is also held against the register, by the endpoint that a screen uses.
 * Judging is the proofreading room; here its nouns are only put into the promised shape.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Handed, handedBytes, handedFile, proofReply, readAlone } from '../features/proofreading/door.ts';
import type { FindingReply, Place, ProofReply, RelationReply, StatementReply } from '../features/proofreading/words.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import { Refusal, sentence } from '../vocabulary/problems.ts';
import type { Reach } from './call.ts';

export type AuditOrder = { file: string; region: string | undefined; year: number | undefined; as: 'any' | 'table' };

/** Reads the file (or standard input for '-') and reports. `reach` is only called when a region is given. */
export async function auditFile(order: AuditOrder, reach: <T>(work: (call: Reach) => Promise<T>) => Promise<T>): Promise<unknown> {
  const handed = await inTheirWords(() => readHanded(order));
  if (handed.shown.trim() === '' && handed.manuscript.tables.every((table) => table.cells.length === 0))
    throw refusalOf('manuscripts.nothing-to-read');
  if (order.region === undefined)
    return report(proofReply(readAlone(handed.manuscript, { today: systemClock.today(), year: order.year ?? null })), handed);
  const { region, year } = order;
  // Tables typed into the text are found there again.
  const tables = handed.manuscript.tables
    .filter((table) => table.cells.every((cell) => cell.start === undefined))
    .map(({ sheet, captions = [], cells }) => ({
      sheet,
      captions,
      cells: cells.map(({ row, column, text, printed }) => ({ row, column, text, printed })),
    }));
  const body = { year: year ?? null, text: handed.shown, tables };
  return report(await reach<ProofReply>((call) => call({ method: 'POST', path: `/api/proofreading/${region}/check`, body })), handed);
}

async function readHanded({ file, as }: AuditOrder): Promise<Handed> {
  if (file !== '-') {
    if (!existsSync(file) || !statSync(file).isFile())
      throw new StartRefusal('audit.no-file', { zh: `没有找到文件 ${file}。`, en: `There is no file ${file}.` });
    return handedFile(file, basename(file), as);
  }
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const isPackage = bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 4).toString('hex') === 'd0cf11e0';
  if (as === 'any' && !isPackage) return handedBytes(bytes, '-');
  const path = join(tmpdir(), `sanzao-${randomUUID()}`);
  writeFileSync(path, bytes, { mode: 0o600 });
  try {
    return await handedFile(path, '-', as);
  } finally {
    rmSync(path, { force: true });
  }
}

const refusalOf = (code: Parameters<typeof sentence>[0]['code'], params?: Record<string, string | number>): StartRefusal => {
  const problem = params ? { code, params } : { code };
  return new StartRefusal(code, { zh: sentence(problem, 'zh'), en: sentence(problem, 'en') });
};

async function inTheirWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw refusalOf(error.problem.code, error.problem.params);
    throw error;
  }
}

function report(proof: ProofReply, handed: Handed): unknown {
  const printed = new Map(proof.statements.map((one) => [one.id, one]));
  return {
    statements: proof.statements.map(statementOf),
    relations: proof.relations.map((relation) => relationOf(relation, printed)),
    findings: proof.findings.map(findingOf),
    /** Whose characters `start` and `end` count; for a Word file or HTML the words taken out of it are printed here. */
    textIs: handed.textIs,
    ...(handed.textIs === 'extracted' && handed.shown !== '' && { text: handed.shown }),
    ...(handed.leftOut.length > 0 && { leftOut: handed.leftOut }),
  };
}

const statementOf = ({ start, end, sheet, cell, ...rest }: StatementReply): object => ({
  ...rest,
  ...placeOf({ start, end, sheet, cell }),
});

const placeOf = ({ start, end, sheet, cell }: Place): object => (cell === null ? { start, end } : { sheet, cell, start, end });

function relationOf(relation: RelationReply, statements: ReadonlyMap<string, StatementReply>): object {
  const { terms, repairs, ...rest } = relation;
  return {
    ...rest,
    terms: terms.map((term) => term.statement),
    roles: Object.fromEntries(terms.map((term) => [term.statement, term.role])),
    repairs: repairs.map(({ changes, consequence }) => {
      const [first] = changes;
      const all = changes.map(({ term, from, to }) => ({
        term,
        from: numberOf(from),
        to: numberOf(to),
        unit: statements.get(term)?.unit ?? '',
      }));
      return {
        term: first?.term,
        from: all[0]?.from,
        to: all[0]?.to,
        consequence: consequence.zh,
        consequenceEn: consequence.en,
        ...(changes.length > 1 && { changes: all }),
      };
    }),
  };
}

/** A printed value as a number; one with a limit (≤ 34) stays text. */
function numberOf(printed: string): number | string {
  const plain = printed.replaceAll(',', '').replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : printed;
}

const findingOf = ({ sentence: said, evidence, places, ...rest }: FindingReply): object => ({
  ...rest,
  sentence: said.zh,
  sentenceEn: said.en,
  evidence: evidence.zh,
  evidenceEn: evidence.en,
  spans: places.flatMap((place) => (place.cell === null && place.start !== null && place.end !== null ? [[place.start, place.end]] : [])),
  cells: places.flatMap((place) => (place.cell === null ? [] : [{ sheet: place.sheet, cell: place.cell }])),
});
