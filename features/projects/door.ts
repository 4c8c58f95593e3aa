// What other rooms may use of the register.
export { bookMark, listCells, reports, yearCells, yearsHeld } from './store-aggregates.ts'; // figures
export type { ListCell, ReportRow, YearCell } from './store-aggregates.ts'; // figures
