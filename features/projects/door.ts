// What other rooms may use of the register.
export { bookMark, linesOn, listCells, listsOfYear, reports, tiersOn, yearCells, yearsHeld } from './store-aggregates.ts'; // figures
export type { ListCell, ReportRow, Tier, YearCell } from './store-aggregates.ts'; // figures
/** The ledger as an intake (used by app/rooms.ts, which hands it to imports). */
export { projectLedger } from './intake.ts';
