// What needs a reason, evidence and an approver: proposing, waiting, deciding, withdrawing.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { regionTree } from '../regions/door.ts';
import { carryOut } from './carry-out.ts';
import { factsOf, mayDecide, type Subject } from './rules-proposals.ts';
import { takeTurn } from './store-book.ts';
import { regionsAsked } from './store-library.ts';
import { type ProjectRecord, recordOf, recordsOf } from './store-project.ts';
import { closeProposal, insertProposal, openOfKind, proposalOf, proposalReply, proposalsIn } from './store-proposals.ts';
import { approveMove, decideProposal, proposals, propose, withdrawProposal } from './words.ts';
import { stop } from './writing.ts';

const subjectOf = (record: ProjectRecord): Subject => ({
  id: record.id,
  region: record.region,
  name: record.name,
  code: record.code,
  totalYuan: record.totalYuan,
  left: record.leftAt !== null,
});

export const proposalRoutes = (): Route[] => [
  serve(proposals, ({ region, open, limit, offset }, { db }) => proposalsIn(db, regionsAsked(db, region), open, { limit, offset })),

  serve(propose, async (input, house) => {
    const { db } = house;
    const { region, id, kind } = input;
    await takeTurn(db, region);
    const record = await recordOf(db, region, id, true);
    if (!record || record.leftKind === 'undone') return refuse('thing.unknown');
    const others = kind === 'merge' ? (await recordsOf(db, region, (input.with ?? []).filter(isId))).map(subjectOf) : [];
    const today = house.clock.today();
    const counties =
      kind === 'move'
        ? (await regionTree(db, today)).filter((one) => levelOf(one.code) === 'county' && one.inUse).map((one) => one.code)
        : [];
    const facts = factsOf(input, subjectOf(record), others, counties);
    if (!facts.ok) return stop(facts.problem);
    if (await openOfKind(db, region, id, kind)) refuse('projects.proposal-open', { name: record.name });
    const evidence = house.upload();
    if (evidence.bytes === 0) refuse('projects.evidence-missing');
    const made = newId();
    await insertProposal(db, {
      region,
      id: made,
      projectId: id,
      kind,
      facts: facts.facts,
      reason: input.reason,
      evidenceSha256: evidence.sha256,
      evidenceName: evidence.name,
      by: { id: house.person.id, name: house.person.name },
      at: house.clock.now(),
    });
    await house.audit({
      region,
      kind: 'proposal',
      id: made,
      facts: { kind, reason: input.reason, evidenceName: evidence.name, evidenceSha256: evidence.sha256 },
    });
    return proposalReply(db, region, made);
  }),

  serve(decideProposal, ({ region, id, decision, note }, house) => decideOne(house, region, id, decision, note)),
  serve(approveMove, async ({ from, id, note }, house) => {
    if (!house.db.scope.regions.includes(from)) return refuse('thing.unknown');
    return decideOne(house, from, id, 'approved', note);
  }),

  serve(withdrawProposal, async ({ region, id }, house) => {
    const proposal = await proposalOf(house.db, region, id);
    if (!proposal) return refuse('thing.unknown');
    if (proposal.decision !== null) refuse('projects.proposal-decided', { by: proposal.decidedBy ?? '' });
    if (proposal.proposedBy !== house.person.id) refuse('projects.proposal-not-yours');
    await closeProposal(house.db, region, id, 'withdrawn', '', { id: house.person.id, name: house.person.name }, house.clock.now());
    await house.audit({ region, kind: 'proposal', id, facts: { kind: proposal.kind, projectId: proposal.projectId } });
    return proposalReply(house.db, region, id);
  }),
];

async function decideOne(house: House, region: string, id: string, decision: 'approved' | 'declined', note: string) {
  const { db } = house;
  const first = await proposalOf(db, region, id);
  if (!first) return refuse('thing.unknown');
  const to = first.kind === 'move' && decision === 'approved' ? String(first.facts.to) : null;
  if (to !== null && !db.scope.regions.includes(to)) refuse('projects.move-out-of-reach');
  // Two counties' turns are taken in the order of their codes, so that two moves cannot wait for each other.
  let mark = 0;
  for (const one of [region, ...(to === null ? [] : [to])].sort()) {
    const taken = await takeTurn(db, one);
    if (one === region) mark = taken;
  }
  const record = await recordOf(db, region, first.projectId, true);
  const proposal = await proposalOf(db, region, id);
  if (!record || !proposal) return refuse('thing.unknown');
  const problem = mayDecide(proposal, house.person.id, subjectOf(record), decision === 'approved');
  if (problem) stop(problem);
  const auditSeq = await house.audit({
    region,
    kind: 'proposal',
    id,
    facts: { kind: proposal.kind, decision, note, projectId: record.id },
  });
  await closeProposal(db, region, id, decision, note, { id: house.person.id, name: house.person.name }, house.clock.now());
  if (decision === 'approved') await carryOut(house, { record, mark }, proposal, auditSeq);
  return proposalReply(db, region, id);
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
