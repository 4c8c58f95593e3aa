// A manuscript as the screen goes through it: findings in the order of the list and with the numbers they carry in the text, statements by
// what names them, relations by what they hold together. Pure.
import type {
  AnswerReply,
  FindingReply,
  ManuscriptReply,
  Place,
  ProofReply,
  RelationReply,
  RepairReply,
  Severity,
  StatementReply,
} from '../words.ts';

export const severities: readonly Severity[] = ['contradiction', 'doubtful', 'ask'];

/** The shape of a severity: read in grey print, by colour-blind people, and beside its word by everybody. */
export const shapeOf: Record<Severity, string> = { contradiction: '■', doubtful: '▲', ask: '○' };

/** A finding with the number it carries in the text and on paper. */
export type Numbered = FindingReply & { number: number };

export type Proof = {
  statements: readonly StatementReply[];
  relations: readonly RelationReply[];
  findings: readonly Numbered[];
  indexOf: ReadonlyMap<string, number>;
  relationOf: ReadonlyMap<string, RelationReply>;
  /** the relations a statement is a term of */
  relationsAt: ReadonlyMap<string, readonly RelationReply[]>;
  /** the findings that a statement is part of, by its place or as a term of what fails */
  findingsAt: ReadonlyMap<string, readonly Numbered[]>;
};

const far = Number.MAX_SAFE_INTEGER;
const firstOf = (places: readonly Place[]): number => Math.min(far, ...places.map((place) => place.start ?? far));

/** Contradictions first, then what is doubtful, then what is asked; within each in the order of the text. */
export function proofOf(reply: ProofReply): Proof {
  const findings = severities
    .flatMap((severity) =>
      reply.findings
        .filter((one) => one.severity === severity)
        .map((one, order) => ({ one, order, first: firstOf(one.places) }))
        .sort((a, b) => a.first - b.first || a.order - b.order),
    )
    .map(({ one }, index): Numbered => ({ ...one, number: index + 1 }));
  const indexOf = new Map(reply.statements.map((one, index) => [one.id, index]));
  const relationOf = new Map(reply.relations.map((one) => [one.id, one]));
  const relationsAt = new Map<string, RelationReply[]>();
  for (const relation of reply.relations)
    for (const id of new Set(relation.terms.map((term) => term.statement))) {
      const there = relationsAt.get(id);
      if (there) there.push(relation);
      else relationsAt.set(id, [relation]);
    }
  const byPlace = new Map<string, string>();
  for (const one of reply.statements) byPlace.set(nameOf(one), one.id);
  const findingsAt = new Map<string, Numbered[]>();
  for (const finding of findings) {
    const ids = new Set<string>();
    for (const place of finding.places) {
      const id = byPlace.get(nameOf(place));
      if (id) ids.add(id);
    }
    for (const relation of finding.relations)
      for (const term of relationOf.get(relation)?.terms ?? []) if (!relationOf.get(relation)?.holds) ids.add(term.statement);
    for (const id of ids) findingsAt.set(id, [...(findingsAt.get(id) ?? []), finding]);
  }
  return { statements: reply.statements, relations: reply.relations, findings, indexOf, relationOf, relationsAt, findingsAt };
}

/** A place as a text that names it. */
export const nameOf = (place: Place): string =>
  place.cell === null ? `${place.start}-${place.end}` : `${place.sheet}!${place.cell}${place.start === null ? '' : `:${place.start}`}`;

export const answersOf = (reply: Pick<ManuscriptReply, 'answers'>): ReadonlyMap<string, AnswerReply> =>
  new Map(reply.answers.map((one) => [one.key, one]));

/** The failing relations of a finding, the one that explains the others first. */
export function failingOf(proof: Proof, finding: FindingReply): readonly RelationReply[] {
  const failing = finding.relations.flatMap((id) => {
    const relation = proof.relationOf.get(id);
    return relation && !relation.holds ? [relation] : [];
  });
  // One that follows another is the same error seen from elsewhere.
  const ids = new Set(failing.map((one) => one.id));
  const folded = (one: RelationReply): boolean => one.follows.some((id) => ids.has(id));
  return [...failing.filter((one) => !folded(one)), ...failing.filter(folded)];
}

/** The repairs of a finding, each with the relation and the place under which it is accepted. */
export type Offered = { relation: string; index: number; repair: RepairReply };

const written = (repair: RepairReply): string => repair.changes.map((one) => `${one.term}:${one.from}>${one.to}`).join();

export function repairsOf(proof: Proof, finding: FindingReply): readonly Offered[] {
  const failing = failingOf(proof, finding);
  const ids = new Set(failing.map((one) => one.id));
  const own = failing.filter((one) => one.repairs.length > 0 && !one.follows.some((id) => ids.has(id)));
  const seen = new Set<string>();
  const offered: Offered[] = [];
  // What only follows has repairs of its own only where the relation it follows has none.
  for (const relation of own.length > 0 ? own : failing)
    for (const [index, repair] of relation.repairs.entries()) {
      if (seen.has(written(repair))) continue;
      seen.add(written(repair));
      offered.push({ relation: relation.id, index, repair });
    }
  return offered;
}

export const sameRepair = (one: RepairReply | null, other: RepairReply): boolean => one !== null && written(one) === written(other);

/** What a statement is about, in one line: 东丰县 · 5000万元以上 · 项目个数. */
export const subjectOf = (one: StatementReply): string =>
  [one.place, one.scope || one.label, one.measure].filter((part) => part !== null && part !== '').join(' · ');

/** What tells a statement from the others of its relation. */
export const shortName = (one: StatementReply): string => one.label || one.scope || one.measure || one.text;

/** The marks at a place: ■1 ○4. */
export const marksOf = (numbers: readonly number[], findings: readonly Numbered[]): string =>
  numbers.map((number) => `${shapeOf[findings[number - 1]!.severity]}${number}`).join('\u00a0');

/** The gravest of some findings, those that were answered only when there is no other. */
export function gravest(numbers: readonly number[], findings: readonly Numbered[], done: ReadonlySet<number>): string {
  const open = numbers.filter((one) => !done.has(one));
  const of = (open.length > 0 ? open : numbers).map((one) => findings[one - 1]!.severity);
  const found = severities.find((one) => of.includes(one));
  return found ? ` pf-mark pf-${found}${open.length === 0 ? ' pf-done' : ''}` : '';
}

/** The language a manuscript is written in, for voices and letters. */
export const languageOf = (reply: Pick<ManuscriptReply, 'text' | 'title'>): string =>
  /\p{Script=Han}/u.test(reply.text || reply.title) ? 'zh-CN' : 'en';
