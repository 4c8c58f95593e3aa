// What others may use of resumption, each export saying who uses it.

/** The numbers of a morning, for the resumption bulletin (used by bulletins). */
export { type MorningFigures, morningFigures } from './count.ts';
/** Deletes the persons whose purpose is over (app, at the server's start and once a day). */
export { expirePersonalData } from './expiry.ts';
/** The definition of a number of the morning (used by bulletins). */
export { countDefinition } from './rules-count.ts';
