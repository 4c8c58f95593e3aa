// The calls beyond making and editing a plan: adopting a remedy, taking a change back, withdrawing a proposal, a node's own promise, photographs. Load,
// decide, save, reply.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { type Loaded, loadPlan, readReply, savePlan } from './planned.ts';
import { portfolioRoutes } from './routes-portfolio.ts';
import { currentBaseline } from './rules-baselines.ts';
import { undone } from './rules-changes.ts';
import type { NodeFacts } from './rules-passes.ts';
import { adopted } from './rules-remedies.ts';
import { deleteNode, insertLinks, touchPlan } from './store.ts';
import { changeById, changesOf, closeProposal, deleteLinks, markUndone } from './store-changes.ts';
import { effectsOnPlan } from './store-shock.ts';
import type { PlanLink } from './words.ts';
import * as words from './words-changes.ts';

const listed = 100;

const key = (link: PlanLink): string => `${link.from}>${link.to}/${link.type}/${link.lag}/${link.unit}`;

/** Writes the links that a change made other than they were. */
async function saveLinks(house: House, { row, facts }: Loaded, links: readonly PlanLink[]): Promise<void> {
  const [was, is] = [new Set(facts.links.map(key)), new Set(links.map(key))];
  await deleteLinks(
    house.db,
    row.region,
    row.projectId,
    facts.links.filter((link) => !is.has(key(link))),
  );
  await insertLinks(
    house.db,
    links.filter((link) => !was.has(key(link))).map((link) => ({ ...link, region: row.region, projectId: row.projectId })),
  );
}

const nodeOf = (plan: Loaded, code: string): NodeFacts =>
  plan.facts.nodes.find((one) => one.code === code) ?? refuse('plans.no-node', { node: code });
const withNode = (plan: Loaded, changed: NodeFacts) => ({
  nodes: plan.facts.nodes.map((one) => (one.code === changed.code ? changed : one)),
  links: plan.facts.links,
});

/** What a photograph is by its first bytes; undefined when it is none. */
function photoType(head: Uint8Array): string | undefined {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  return starts(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...head.subarray(8, 12)) === 'WEBP' ? 'image/webp' : undefined;
}

export const changeRoutes = (): Route[] => [
  serve(words.adoptRemedy, async ({ region, project, version, node, way, reason }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const made = adopted(before.facts, before.passes, { node, way }) ?? refuse('plans.remedy-gone');
    await savePlan(house, before, made, version, reason);
    await saveLinks(house, before, made.links);
    await house.audit({ region, kind: 'plan', id: project, facts: { node, way, sentence: made.sentence.zh, reason } });
    return readReply(house, region, project);
  }),

  serve(words.listChanges, async ({ region, project }, { db }) => ({
    changes: (await changesOf(db, region, project, listed)).map(({ undoneBy, undoneAt, before: _, after: __, ...one }) => ({
      ...one,
      undone: undoneAt === null ? null : { by: undoneBy ?? '', at: undoneAt },
    })),
    stops: (await effectsOnPlan(db, region, project)).map((one) => ({
      id: one.stop,
      name: one.name,
      before: one.before,
      after: one.after,
      accepted: one.acceptedBy,
    })),
  })),

  serve(words.undoChange, async ({ region, project, id, version }, house) => {
    const plan = await loadPlan(house, region, project, { lock: true });
    const change = (await changeById(house.db, region, project, id)) ?? refuse('thing.unknown');
    if (change.undoneAt !== null) refuse('plans.undo-done', { by: change.undoneBy ?? '' });
    const back = undone(plan.facts, change);
    if (!back.ok) throw new Refusal(back.problem);
    await savePlan(house, plan, back.plan, version, `撤回：${change.summary.zh}`, true);
    const left = new Set(back.plan.nodes.map((node) => node.code));
    for (const node of plan.facts.nodes) if (!left.has(node.code)) await deleteNode(house.db, region, project, node.code);
    await saveLinks(house, plan, back.plan.links);
    await markUndone(house.db, region, id, house.person.name, house.clock.now());
    await house.audit({ region, kind: 'plan', id: project, facts: { change: id, summary: change.summary.zh } });
    return readReply(house, region, project);
  }),

  serve(words.withdrawBaseline, async ({ region, project, id, reason }, house) => {
    const plan = await loadPlan(house, region, project, { lock: true });
    const one = plan.baselines.find((baseline) => baseline.id === id) ?? refuse('thing.unknown');
    if (one.decision !== null) refuse('plans.baseline-decided', { by: one.decidedBy ?? '' });
    const { person, clock } = house;
    if (one.proposedById !== person.id) refuse('plans.not-proposer', { by: one.proposedBy });
    await closeProposal(house.db, region, id, reason, { id: person.id, name: person.name }, clock.now());
    if (!(await touchPlan(house.db, region, project, plan.row.version, person.name, clock.now()))) refuse('plans.changed-meanwhile');
    await house.audit({ region, kind: 'plan', id: project, facts: { kind: one.kind, promised: one.promisedDay, reason } });
    return readReply(house, region, project);
  }),

  serve(words.promiseNode, async ({ region, project, code, version, day, reason }, house) => {
    const plan = await loadPlan(house, region, project, { lock: true });
    const node = nodeOf(plan, code);
    if (node === plan.passes.goal && currentBaseline(plan.baselines))
      refuse('plans.baseline-held', { name: currentBaseline(plan.baselines)!.name });
    const { person, clock } = house;
    const ownPromise = day === null ? null : { day, reason, by: person.name, at: clock.now() };
    await savePlan(house, plan, withNode(plan, { ...node, ownPromise }), version, reason);
    await house.audit({ region, kind: 'plan', id: project, facts: { node: code, day, reason } });
    return readReply(house, region, project);
  }),

  serve(words.addNodePhoto, async ({ region, project, code, version, takenAt }, house) => {
    const plan = await loadPlan(house, region, project, { lock: true });
    const node = nodeOf(plan, code);
    const { name, sha256 } = house.upload();
    const type = photoType(await house.files.read(sha256)) ?? refuse('plans.not-a-photo', { name });
    const photo = { name, sha256, type, takenAt: takenAt ?? null, by: house.person.name, at: house.clock.now() };
    const photos = [...node.photos.filter((one) => one.sha256 !== sha256), photo];
    await savePlan(house, plan, withNode(plan, { ...node, photos }), version, '');
    await house.audit({ region, kind: 'plan', id: project, facts: { node: code, name, sha256, takenAt: takenAt ?? null } });
    return readReply(house, region, project);
  }),

  serve(words.nodePhoto, async ({ region, project, code, sha256 }, house) => {
    const plan = await loadPlan(house, region, project);
    const photo = nodeOf(plan, code).photos.find((one) => one.sha256 === sha256) ?? refuse('thing.unknown');
    return { name: photo.name, type: photo.type, content: house.files.open(sha256) };
  }),

  ...portfolioRoutes(),
];
