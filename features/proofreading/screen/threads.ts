// What is drawn together when something is chosen: the places of a finding or the terms of a relation, each with its sign. Pure.
import type { Place, RelationReply } from '../words.ts';
import { failingOf, type Numbered, nameOf, type Proof } from './model.ts';
import { type Off, offOf, workOf } from './work.ts';

/** One end of a thread: a place, with the sign it has in the sum and, at the total, what is missing. */
export type End = { place: Place; statement: number | null; sign: string; note: Off | null };

export type Thread = { id: string; holds: boolean; ends: readonly End[] };

export function threadOfRelation(proof: Proof, relation: RelationReply): Thread {
  const find = (id: string) => proof.statements[proof.indexOf.get(id) ?? -1];
  const { parts, total } = workOf(relation, find);
  const seen = new Set<string>();
  const ends = [...parts, ...(total ? [total] : [])]
    .map(
      ({ statement, sign }): End => ({
        place: statement,
        statement: proof.indexOf.get(statement.id) ?? null,
        sign,
        note: sign === '≠' && total !== null ? offOf(relation) : null,
      }),
    )
    .filter((end) => seen.size < seen.add(nameOf(end.place)).size);
  return { id: `relation:${relation.id}`, holds: relation.holds, ends };
}

export function threadOfFinding(proof: Proof, finding: Numbered): Thread {
  const [relation] = failingOf(proof, finding);
  if (relation) return { ...threadOfRelation(proof, relation), id: `finding:${finding.key}` };
  const byPlace = new Map(proof.statements.map((one, index) => [nameOf(one), index]));
  return {
    id: `finding:${finding.key}`,
    holds: false,
    ends: finding.places.map((place) => ({ place, statement: byPlace.get(nameOf(place)) ?? null, sign: '', note: null })),
  };
}
