// What other rooms may use of the figures, each export saying who uses it. One definition a figure; nobody adds up rows beside this room.

/** The books of a region and a year in one snapshot (used by bulletins, which ask many figures of the same state). */
export { readBooks } from './books.ts';
/** The definitions by id, for naming a figure in a text (used by bulletins). */
export { type DefinitionId, definitions } from './definitions.ts';
/** The books as a value (used by bulletins). */
export type { Books } from './rules.ts';
/** One figure of those books by definition, place and facets (used by bulletins and proofreading). */
export { type Asked, askFigure, type Question } from './rules-ask.ts';
