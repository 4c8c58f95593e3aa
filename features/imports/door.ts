// What other rooms may use of imports: the shape of an intake, which each room with importable rows hands over (used by projects), and
// the place a row came from (used by projects for traces).
export type {
  Answer,
  Applied,
  CellProblem,
  ContactRead,
  DayRead,
  Field,
  Intake,
  IntakeContext,
  MoneyRead,
  Outcome,
  ReadRow,
  ReadValue,
  SheetOption,
  SpanRead,
} from './intake.ts';
/** One cell of an imported file as it came (app, which hands it to the traces of projects). */
export { rawCell } from './raw-cell.ts';
/** Where the header of a sheet stands and which field each column is (resumption, for rosters, which keep no raw cells). */
export { findHeader } from './rules-header.ts';
/** The confirmed ledgers of a year, file by file (figures, for the sources of an exported workbook). */
export { type ConfirmedLedger, confirmedLedgers } from './store.ts';
export type { SheetMapping } from './words.ts';
