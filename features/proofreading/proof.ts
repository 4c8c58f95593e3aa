// One reading of a manuscript: what is known from outside is gathered, the pure rules judge, the reply is shaped. Used by the routes of this
// room and, through its door, by whoever wants a text judged before it goes out.
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { countryKnowledge } from './country.ts';
import { gatherKnowledge, gatherRegister } from './knowledge.ts';
import { proofread } from './rules.ts';
import type { Knowledge, Manuscript, Proof } from './rules-model.ts';
import { type Register, registerConstraints } from './rules-register.ts';
import { betweenTextAndTables } from './rules-table-prose.ts';

export type Read = { proof: Proof; knowledge: Knowledge; register: { register: Register; asOf: string } | null };

/** Reads a manuscript as of today. With a year, it is also held against the register of the region. */
export async function readAgainst(
  db: Db,
  manuscript: Manuscript,
  of: { region: string; year: number | null; today: Day; now: string },
): Promise<Read> {
  const knowledge = withCountry(await gatherKnowledge(db, of));
  const register = of.year === null ? null : await gatherRegister(db, of.region, of.year, of.now);
  const held = register ? registerConstraints(register.register, knowledge) : () => [];
  const proof = proofread(manuscript, knowledge, (statements) => [...betweenTextAndTables(statements), ...held(statements)]);
  return { proof, knowledge, register };
}

/** Reads a manuscript with what the whole country knows and nothing else: no register, no region. */
export function readAlone(manuscript: Manuscript, of: { today: string; year: number | null }): Proof {
  const nothing: Knowledge = {
    today: of.today,
    year: of.year,
    region: null,
    places: [],
    organisations: [],
    events: [],
    register: null,
  };
  return proofread(manuscript, withCountry(nothing), betweenTextAndTables);
}

const withCountry = (knowledge: Knowledge): Knowledge => ({
  ...knowledge,
  organisations: [...knowledge.organisations, ...countryKnowledge.organisations],
  events: [...knowledge.events, ...countryKnowledge.events],
});
