// The year roll: propose, review line by line, confirm, or drop.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { restOf, rollProposal } from './rules-roll.ts';
import { takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { reportPool } from './store-reports.ts';
import {
  closeRoll,
  decideLines,
  insertRoll,
  lastThresholds,
  type RollHead,
  rollFinals,
  rollHead,
  rollReply,
  rollSubjects,
  writeRolled,
  yearHasLedger,
} from './store-roll.ts';
import { confirmRoll, dropRoll, proposeRoll, readRoll, reviewRoll } from './words-roll.ts';
import { wan, whoOf } from './writing.ts';

async function open(house: House, region: string, id: string, version?: number): Promise<RollHead> {
  const head = await rollHead(house.db, region, { id });
  if (!head) return refuse('thing.unknown');
  if (head.status !== 'proposed') refuse('projects.roll-closed');
  if (version !== undefined && head.version !== version)
    refuse('row.changed-meanwhile', { name: `${head.fromYear} → ${head.toYear}`, by: head.by });
  return head;
}

export const rollRoutes = (): Route[] => [
  serve(readRoll, async ({ region, fromYear }, { db }) => {
    const head = await rollHead(db, region, { fromYear });
    return { roll: head ? await rollReply(db, region, head) : null };
  }),

  serve(proposeRoll, async ({ region, fromYear }, house) => {
    const { db } = house;
    await takeTurn(db, region);
    const before = await rollHead(db, region, { fromYear });
    if (before?.status === 'proposed') refuse('projects.roll-open', { year: before.toYear });
    if (before?.status === 'confirmed' || (await yearHasLedger(db, region, fromYear + 1)))
      refuse('projects.roll-done', { year: fromYear + 1 });
    const subjects = await rollSubjects(db, region, fromYear);
    if (subjects.length === 0) refuse('projects.roll-empty', { year: fromYear });
    const lines = subjects.map((subject) => {
      const { proposal, rule } = rollProposal(subject, fromYear);
      // A plan is for a person to set; only what is left of a continuing project's total is offered to start from.
      return { id: subject.id, proposal, rule, annualPlanYuan: proposal === 'continue' ? restOf(subject) : null };
    });
    const id = await insertRoll(db, region, { fromYear, by: house.person.name, at: house.clock.now(), lines });
    await house.audit({ region, kind: 'year-roll', id, facts: { fromYear, toYear: fromYear + 1, lines: lines.length } });
    return { roll: await rollReply(db, region, (await rollHead(db, region, { id }))!) };
  }),

  serve(reviewRoll, async ({ region, id, version, lines }, house) => {
    await takeTurn(house.db, region);
    await open(house, region, id, version);
    const written = await decideLines(house.db, region, id, lines, house.person.name);
    await house.audit({ region, kind: 'year-roll', id, facts: { lines: written } });
    return { roll: await rollReply(house.db, region, (await rollHead(house.db, region, { id }))!) };
  }),

  serve(confirmRoll, async ({ region, id, version }, house) => {
    const { db } = house;
    const mark = await takeTurn(db, region);
    const head = await open(house, region, id, version);
    if (await yearHasLedger(db, region, head.toYear)) refuse('projects.roll-done', { year: head.toYear });
    const finals = (await rollFinals(db, region, id)).filter((line) => !line.left);
    const undecided = finals.filter((line) => line.choice === null);
    if (undecided.length > 0) refuse('projects.roll-undecided', { count: undecided.length, name: undecided[0]!.name });
    const over = finals.find(
      (line) =>
        (line.choice === 'continue' || line.choice === 'new') &&
        line.totalYuan !== null &&
        line.annualPlanYuan !== null &&
        line.annualPlanYuan > line.totalYuan,
    );
    if (over)
      refuse('projects.roll-plan-over-rest', { name: over.name, plan: over.annualPlanYuan! / 10_000, total: over.totalYuan! / 10_000 });
    await writeRolled(db, region, head, house.clock.today(), mark);
    const count = (choice: string) => finals.filter((line) => line.choice === choice).length;
    const auditSeq = await house.audit({
      region,
      kind: 'year-roll',
      id,
      facts: {
        fromYear: head.fromYear,
        toYear: head.toYear,
        continue: count('continue'),
        new: count('new'),
        leave: count('leave'),
        reserve: count('reserve'),
      },
    });
    const who = whoOf(house);
    await addChanges(
      db,
      region,
      { ...who, auditSeq },
      finals.map(
        (line): ChangeRow => ({
          projectId: line.projectId,
          kind: 'roll',
          field: `pool:${head.toYear}`,
          old: null,
          new: line.choice === 'leave' ? null : line.choice === 'reserve' ? 'reserve' : 'annual',
          oldYuan: null,
          newYuan: line.choice === 'leave' ? null : line.annualPlanYuan,
          reason: line.reason || (wan(line.annualPlanYuan) ?? ''),
        }),
      ),
    );
    const thresholds = await lastThresholds(db, region, head.fromYear);
    for (const pool of ['annual', 'reserve'] as const)
      if (thresholds.has(pool) || finals.some((line) => (line.choice === 'reserve') === (pool === 'reserve') && line.choice !== 'leave'))
        await reportPool(db, {
          region,
          year: head.toYear,
          pool,
          threshold: thresholds.get(pool) ?? null,
          statedAs: `${head.fromYear}年滚动`,
          at: who.at,
          by: who.by.name,
          importId: null,
        });
    await closeRoll(db, region, id, 'confirmed', house.person.name, who.at);
    return { roll: await rollReply(db, region, (await rollHead(db, region, { id }))!) };
  }),

  serve(dropRoll, async ({ region, id }, house) => {
    const head = await open(house, region, id);
    await closeRoll(house.db, region, id, 'dropped', house.person.name, house.clock.now());
    await house.audit({ region, kind: 'year-roll', id, facts: { toYear: head.toYear } });
    return { roll: await rollReply(house.db, region, (await rollHead(house.db, region, { id }))!) };
  }),
];
