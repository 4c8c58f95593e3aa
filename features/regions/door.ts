// What other rooms may use of the ground: divisions, places inside them, and organisations by the names that people write.
// Everything works inside the caller's transaction and sees what its scope sees.

/** The place a written text means, among those that placesOf gave (used by projects when a ledger names one). */
export { resolvePlace } from './rules-places.ts';
/** Names of organisations by id (used by accounts for whom an owner speaks). */
export { organisationNames } from './store-organisation-names.ts';
/** Organisations by written names or credit codes, changing nothing (used by projects to decide on a ledger's rows). */
/** The same, making those that are missing (used by projects when rows are saved). */
export { type FoundOrganisation, findOrCreateOrganisations, findOrganisations } from './store-organisations-find.ts';
/** Every organisation of a county at once (used by projects to decide on a whole ledger). */
export { organisationFinder } from './store-organisations-finder.ts';
/** The tree of a day, or every code ever (used by accounts for scopes and the choice of regions, by figures for who has not reported). */
/** A region and all below it (used by accounts to spread a grant, by projects and figures to name regions in predicates). */
/** Code to latest name (used by projects, imports and figures for what they print). */
/** Townships, streets, parks and zones (used by projects for forms and ledgers). */
export { placesOf, regionNames, regionsInside, regionTree } from './store-regions.ts';
