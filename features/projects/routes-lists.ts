// Lists with their union and overlaps, who is on them, the campaigns, the reserve with its gates.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import { projectPage } from './page.ts';
import { natureByRule } from './rules.ts';
import { mayChangeTier } from './rules-gates.ts';
import { overlapsOf } from './rules-lists.ts';
import { type ListFacts, listsFor } from './store-dictionary.ts';
import { linesInReach, regionsAsked } from './store-library.ts';
import { campaignsOf, insertList, listOf, listReply, setMembers, updateList } from './store-lists.ts';
import { yearsOf } from './store-project.ts';
import { openMemberships } from './store-proposals.ts';
import { addReserveMove, gatesFor, reservoirOf } from './store-reserve.ts';
import { saveYear } from './store-write.ts';
import { campaigns, createList, editList, gates, lists, moveTier, reservoir, setMembership } from './words-lists.ts';
import { openForChange, stop, whoOf, writePatch } from './writing.ts';

/** A list may hold projects of its own region and what lies inside it; a list of everywhere, those of any. */
const mayHold = (list: ListFacts, region: string): boolean => regionsAbove(region).includes(list.region);

export const listRoutes = (): Route[] => [
  serve(lists, async ({ region, year }, { db }) => {
    const regions = regionsAsked(db, region);
    const facts = await listsFor(db, region ?? null, year);
    const concerned =
      region === undefined
        ? facts.filter((list) => regions.some((one) => mayHold(list, one) || list.region.startsWith(one.replace(/(00)+$/, ''))))
        : facts;
    const { overlaps, union, byList } = overlapsOf(await linesInReach(db, regions, year), new Set(concerned.map((list) => list.code)));
    return { lists: concerned.map((list) => listReply(list, byList.get(list.code))), overlaps, union };
  }),

  serve(createList, async (input, house) => {
    if (await listOf(house.db, input.code)) refuse('projects.list-code-taken', { code: input.code });
    if (input.to !== null && input.to < input.from) refuse('projects.days-turned', { from: input.from, to: input.to });
    await insertList(house.db, input);
    await house.audit({
      region: input.region,
      kind: 'list',
      id: input.code,
      facts: { code: input.code, zh: input.zh, year: input.year, level: input.level },
    });
    return listReply((await listOf(house.db, input.code))!, undefined);
  }),

  serve(editList, async (input, house) => {
    const held = await listOf(house.db, input.code);
    if (!held || held.region !== input.region) return refuse('projects.list-unknown', { code: input.code });
    if (input.to !== null && input.to < input.from) refuse('projects.days-turned', { from: input.from, to: input.to });
    // Words that a state was recognised by stay with it when its name is edited on the screen, which does not show them.
    const states = input.states.map((state) => ({
      ...state,
      ...(held.states.find((one) => one.code === state.code)?.words !== undefined && {
        words: held.states.find((one) => one.code === state.code)!.words!,
      }),
    }));
    if (!(await updateList(house.db, { ...input, states }, input.version))) refuse('row.changed-meanwhile', { name: held.zh, by: '' });
    await house.audit({ region: input.region, kind: 'list', id: input.code, facts: { code: input.code, zh: input.zh, year: input.year } });
    const { byList } = overlapsOf(await linesInReach(house.db, regionsAsked(house.db, input.region), input.year), new Set([input.code]));
    return listReply((await listOf(house.db, input.code))!, byList.get(input.code));
  }),

  serve(setMembership, async (input, house) => {
    const { region, id, code } = input;
    const list = await listOf(house.db, code);
    if (!list || !mayHold(list, region)) return refuse('projects.list-unknown', { code });
    if (input.on < list.from || (list.to !== null && input.on > list.to)) refuse('projects.list-closed', { list: list.zh, on: input.on });
    if (input.state !== null && !list.states.some((state) => state.code === input.state))
      refuse('projects.list-state-unknown', { list: list.zh, state: input.state });
    const opened = await openForChange(house, region, id);
    const held = (await openMemberships(house.db, region, [id])).find((one) => one.list === code);
    const [old, now] = [held ? (held.state ?? '是') : null, input.member ? (input.state ?? '是') : null];
    const auditSeq = await house.audit({
      region,
      kind: 'project',
      id,
      facts: { code, member: input.member, state: input.state, on: input.on, reason: input.reason },
    });
    if (old !== now) {
      await setMembers(house.db, region, held ? [held] : [], input.member ? [{ id, list: code, state: input.state }] : [], input.on, null);
      await writePatch(
        house,
        opened,
        {},
        [{ projectId: id, kind: 'list', field: `list:${code}`, old, new: now, oldYuan: null, newYuan: null, reason: input.reason }],
        { reason: input.reason, auditSeq },
      );
    }
    return projectPage(house, region, id);
  }),

  serve(campaigns, async ({ year, region }, { db }) => {
    const regions = regionsAsked(db, region);
    const reply = [];
    for (const campaign of await campaignsOf(db, year)) {
      const own = (await listsFor(db, region ?? null, campaign.year)).filter((list) => list.campaign === campaign.code);
      const { byList } = overlapsOf(
        own.length > 0 ? await linesInReach(db, regions, campaign.year) : [],
        new Set(own.map((list) => list.code)),
      );
      const { region: _region, ...facts } = campaign;
      reply.push({ ...facts, lists: own.map((list) => listReply(list, byList.get(list.code))) });
    }
    return { campaigns: reply };
  }),

  serve(reservoir, ({ region, year }, { db, clock }) => reservoirOf(db, regionsAsked(db, region), year, clock.today())),
  serve(gates, async ({ region, on }, { db, clock }) => ({
    gates: (await gatesFor(db, region, on ?? clock.today())).map(({ region: _region, ...gate }) => gate),
  })),

  serve(moveTier, async (input, house) => {
    const { region, id, year, to } = input;
    const opened = await openForChange(house, region, id);
    const line = (await yearsOf(house.db, region, id)).find((one) => one.year === year);
    if (
      !line ||
      line.leftOn !== null ||
      (line.pool !== 'reserve' && to === 'annual') ||
      (line.pool !== 'reserve' && line.maturity === null)
    )
      return refuse('projects.not-in-reserve', { name: opened.record.name, year });
    if (input.on > house.clock.today()) refuse('projects.stage-in-future', { on: input.on });
    const from = line.maturity ?? 'idea';
    const problem = mayChangeTier(from, to, await gatesFor(house.db, region, input.on), input.evidence);
    if (problem) stop(problem);
    const facts = { from, to, on: input.on, reason: input.reason, evidence: input.evidence.map((one) => `${one.gate}: ${one.what}`) };
    const auditSeq = await house.audit({ region, kind: 'project', id, facts });
    await addReserveMove(
      house.db,
      region,
      id,
      { year, from, to, on: input.on, reason: input.reason, evidence: input.evidence },
      whoOf(house),
    );
    const pool = to === 'annual' ? 'annual' : 'reserve';
    const nature = to === 'annual' ? natureByRule(opened.record.startDay, year) : null;
    const saved = await writePatch(house, opened, {}, changesOfTier(id, year, line, { pool, maturity: to, nature }), {
      reason: input.reason,
      auditSeq,
    });
    await saveYear(
      house.db,
      saved,
      { ...line, pool, maturity: to, nature, natureBasis: nature === null ? 'stated' : 'rule' },
      house.clock.today(),
      opened.mark,
    );
    return projectPage(house as House, region, id);
  }),
];

function changesOfTier(
  projectId: string,
  year: number,
  old: { pool: string; maturity: string | null; nature: string | null },
  now: { pool: string; maturity: string | null; nature: string | null },
) {
  return (['pool', 'maturity', 'nature'] as const).flatMap((field) =>
    old[field] === now[field]
      ? []
      : [
          {
            projectId,
            kind: 'reserve',
            field: `${field}:${year}`,
            old: old[field],
            new: now[field],
            oldYuan: null,
            newYuan: null,
            reason: '',
          },
        ],
  );
}
