// What other rooms may use of the ground: divisions, places inside them, and organisations by the names that people write.
// Everything works inside the caller's transaction and sees what its scope sees.

/** The place that a written text means, among those that placesOf gave (used by projects when a ledger names one). */
export { resolvePlace } from './rules-places.ts';
/**
 * organisationNames: names of organisations by id (used by accounts for whom an owner speaks). formerNames: names that were borne until a day,
 * with the present one (used by proofreading, which finds outdated names in a text).
 */
export { formerNames, organisationNames } from './store-organisation-names.ts';
/**
 * findOrCreateOrganisations: by written names or credit codes, making those that are missing (used by projects when rows are saved).
 * removeUntouched: takes back those that only a ledger knew (used by projects when an import is undone).
 */
export { findOrCreateOrganisations, removeUntouched } from './store-organisations-find.ts';
/** Every organisation of a county at once, to be found by what is written (used by projects to decide on a whole ledger). */
export { organisationFinder } from './store-organisations-finder.ts';
/**
 * regionTree: the tree of a day, or every code ever (used by accounts for scopes, by figures for who has not reported). regionsInside: a
 * region and all below it (used by figures). regionNames: code to latest name (used by audits). placesOf: townships, parks (used by projects).
 */
export { placesOf, regionNames, regionsInside, regionTree } from './store-regions.ts';
