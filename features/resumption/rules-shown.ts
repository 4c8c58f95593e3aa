// What of a roster leaves the server: people masked, wrong cells with the reason, what to do, and no more of their content than its ends.
import { type Cell, cellText } from '../../platform/sheets/cells.ts';
import { sentence } from '../../vocabulary/problems.ts';
import { maskIdentity, maskName, maskPhone, maskRaw } from './rules-masks.ts';
import { deletedOn } from './rules-purposes.ts';
import type { RowProblem, Worker } from './rules-roster.ts';
import type { CellToCorrect, PurposeBrief, RosterField, RowToCorrect, WorkerShown } from './words-roster.ts';

export function shownWorker(
  row: Pick<WorkerShown, 'id' | 'line' | 'origin' | 'returnedOn' | 'isolationUntil' | 'contact' | 'notes'>,
  opened: Pick<Worker, 'name' | 'identity' | 'phone' | 'from'>,
  elsewhere: boolean,
): WorkerShown {
  return {
    id: row.id,
    line: row.line,
    name: maskName(opened.name),
    identity: maskIdentity(opened.identity),
    phone: opened.phone === null ? null : maskPhone(opened.phone),
    // A place is told as far as province or county: the street somebody stayed in is nobody's business here.
    from: opened.from === null ? null : [...opened.from].slice(0, 6).join('') + ([...opened.from].length > 6 ? '…' : ''),
    origin: row.origin,
    returnedOn: row.returnedOn,
    isolationUntil: row.isolationUntil,
    contact: row.contact,
    notes: elsewhere ? [...row.notes, 'elsewhere'] : row.notes,
  };
}

export const shownCell = (problem: RowProblem & { cell: string }, cell: Cell): CellToCorrect => ({
  field: problem.field,
  cell: problem.cell,
  code: problem.code,
  said: { zh: sentence(problem, 'zh'), en: sentence(problem, 'en') },
  shown: maskRaw(problem.field, cellText(cell).trim()),
});

export function shownRow(
  row: { id: RowToCorrect['id']; file: string; sheet: string; row: number; problems: readonly (RowProblem & { cell: string })[] },
  cells: Partial<Record<RosterField, Cell>>,
): RowToCorrect {
  const { id, file, sheet, row: number, problems } = row;
  const name = cells.name === undefined || cells.name === null ? '' : maskName(cellText(cells.name).trim());
  return { id, file, sheet, row: number, name, cells: problems.map((one) => shownCell(one, cells[one.field] ?? null)) };
}

export const purposeBrief = (
  purpose: Parameters<typeof deletedOn>[0] & Pick<PurposeBrief, 'id' | 'name' | 'basis' | 'fields' | 'beginsOn'>,
): PurposeBrief => ({
  id: purpose.id,
  name: purpose.name,
  basis: purpose.basis,
  fields: purpose.fields,
  beginsOn: purpose.beginsOn,
  endsOn: purpose.endsOn,
  deletedOn: deletedOn(purpose),
});
