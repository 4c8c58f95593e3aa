// What other rooms may use of the register, each export saying who uses it.

/** A county's ledger as an intake (app, which hands it to imports). */
export { projectLedger } from './intake.ts';
/** Grouped sums of a year's lines and lists, reports, rules of the day, and the mark of the books they were read from (figures). */
/** Years that have books (figures, and app for the year picker). */
export { bookMark, linesOn, listCells, listsOfYear, reports, tiersOn, yearCells, yearsHeld } from './store-aggregates.ts';
/** The library list by filter: projects that a paper names (bulletins). */
export { library } from './store-library.ts';
/** The record of a project, and of several of one county (plans: whose project it is, its name and size). */
export { recordOf, recordsOf } from './store-project.ts';
