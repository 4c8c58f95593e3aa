// What others may use of resumption, each export saying who uses it.

/** The numbers of a morning, for the resumption bulletin (used by bulletins). */
export { type MorningFigures, morningFigures } from './count.ts';
/** Deletes the persons whose purpose is over (app, at the server's start and once a day). */
export { expirePersonalData } from './expiry.ts';
/** Brings open cases under the regime of today (app, at the server's start and at the first instant of every day). */
export { applyRegimesOfToday } from './overtaking.ts';
/** The definition of a number of the morning (used by bulletins). */
export { countDefinition } from './rules-count.ts';
/** A file of regimes read and checked for holes and overlaps, without a database (app, at the command line). */
export { checkRegimeFile, readRegimeFile } from './rules-regime-file.ts';
/** Enterprises and cases of a demonstration region (app/demo, at the first start). */
export { makeDemoResumption } from './set-up.ts';
