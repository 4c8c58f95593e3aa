// The calls of dated data: the calendar, seasons, stop orders with what they move. Load, decide, save, reply; a re-planning goes on after the reply.
import { type Ahead, type House, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { recordsOf } from '../projects/door.ts';
import { calendarsOf, coveredUntil, type StopFacts } from './rules-calendars.ts';
import { forecastDays, forecaster } from './rules-passes.ts';
import { outcomeOf, ranked } from './rules-shock.ts';
import { openRun, runOf, runShock, type ShockOrder, told } from './shocks.ts';
import { insertSlips } from './store.ts';
import {
  calendarData,
  closeStop,
  insertSeason,
  insertStop,
  plansBySeason,
  type StopRecord,
  stopRecord,
  stopRecords,
} from './store-dated.ts';
import { asFlow, effectCounts, effectsOf, flowsAfter, keptForecasts, markAccepted, saveForecasts } from './store-shock.ts';
import * as words from './words-dated.ts';

/** So many plans can be accepted in one go; a province does it county by county. */
const mostAccepted = 2_000;
/** How long an answer waits for a re-planning that is nearly done. */
const patience = 900;

const regionsIn = (scope: { regions: readonly string[] }, region: string): string[] => scope.regions.filter((code) => within(code, region));

function orderedDays({ from, to }: { from: string; to: string }): void {
  if (to < from) refuse('plans.stop-order', { from, to });
}

const stopReply = (stop: StopRecord, counts: ReadonlyMap<string, { plans: number; lost: number; accepted: number }>): words.StopOrder => ({
  region: stop.region,
  id: stop.id,
  name: stop.name,
  from: stop.from,
  to: stop.to,
  basis: stop.basis,
  by: stop.by,
  at: stop.at,
  sites: [...stop.sites],
  withdrawn: stop.withdrawnAt === null ? null : { by: stop.withdrawnBy ?? '', at: stop.withdrawnAt, reason: stop.withdrawnReason ?? '' },
  ...(counts.get(stop.id) ?? { plans: 0, lost: 0, accepted: 0 }),
});

/** The order as it stands, or the refusal. */
async function standing(house: House, region: string, id: string): Promise<StopRecord> {
  const stop = (await stopRecord(house.db, id)) ?? refuse('thing.unknown');
  if (!within(stop.region, region) && !within(region, stop.region)) refuse('thing.unknown');
  if (stop.withdrawnAt !== null) refuse('plans.stop-withdrawn', { name: stop.name, by: stop.withdrawnBy ?? '' });
  return stop;
}

export const datedRoutes = (): Route[] => [
  serve(words.planCalendar, async ({ region, on }, { db, clock }) => {
    const data = await calendarData(db, [region]);
    const day = on ?? clock.today();
    const inside = regionsIn(db.scope, region);
    const counts = new Map((await effectCounts(db, inside)).map(({ stop, ...rest }) => [stop, rest]));
    const plans = await plansBySeason(db, inside);
    const known = new Map<string, 'off' | 'make-up'>();
    for (const one of [...data.days].sort((a, b) => (a.announcedOn < b.announcedOn ? -1 : 1)))
      if (one.announcedOn <= day) known.set(one.day, one.kind);
    return {
      on: day,
      coveredUntil: coveredUntil(data, day),
      notices: data.notices.filter((one) => one.announcedOn <= day),
      days: [...known].map(([of, kind]) => ({ day: of, kind })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      seasons: data.seasons.map((one) => ({
        region: one.region,
        type: one.type,
        stopsOn: one.stopsOn,
        resumesOn: one.resumesOn,
        since: one.from,
        until: one.to,
        note: one.note,
        by: one.by ?? '',
        plans: plans
          .filter((row) => within(row.region, one.region) && (one.type === 'any' || row.type === one.type))
          .reduce((sum, row) => sum + row.count, 0),
      })),
      stops: (await stopRecords(db, inside.length > 0 ? inside : [region]))
        .filter((stop) => within(stop.region, region) || within(region, stop.region))
        .map((stop) => stopReply(stop, counts)),
    };
  }),

  serve(words.setSeason, async (input, house) => {
    const { region, type, stopsOn, resumesOn, since } = input;
    await insertSeason(house.db, { ...input, by: house.person.name });
    await house.audit({ region, kind: 'plan-season', id: `${region}/${type}`, facts: { type, stopsOn, resumesOn, since } });
    return { since };
  }),

  serve(
    words.tryShock,
    async (_, __, run: words.ShockRun) => run,
    async ({ region, from, to, sites, on }, { ground, person }: Ahead) => {
      orderedDays({ from, to });
      const stop: StopFacts = { region, id: newId(), name: '', from, to, basis: '', by: person.name, sites };
      const run = openRun(person.id);
      const work = runShock(ground, run, { stop, regions: regionsIn(person.scopeFor('plan.read'), region), keep: false, on });
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, patience)))]);
      clearTimeout(timer);
      work.catch(() => {}); // told by the state of the run
      return told(run);
    },
  ),

  serve(words.readShockRun, async ({ id }, { person }) => runOf(id, person.id) ?? refuse('plans.run-gone')),

  serve(words.orderStop, async ({ region, name, from, to, basis, sites }, house) => {
    orderedDays({ from, to });
    const stop = { region, id: newId(), name, from, to, basis, by: house.person.name, sites };
    await insertStop(house.db, { ...stop, at: house.clock.now() });
    const run = replanned(house, stop);
    await house.audit({ region, kind: 'plan-stop', id: stop.id, facts: { name, from, to, basis, sites: sites.length } });
    return { id: stop.id, run };
  }),

  serve(words.reckonStop, async ({ region, id }, house) => {
    const stop = await standing(house, region, id);
    const run = replanned(house, stop, region);
    await house.audit({ region, kind: 'plan-stop', id, facts: { name: stop.name } });
    return { run };
  }),

  serve(words.withdrawStop, async ({ region, id, reason }, house) => {
    const stop = await standing(house, region, id);
    if (stop.region !== region || !(await closeStop(house.db, region, id, house.person.name, house.clock.now(), reason)))
      return refuse('thing.unknown');
    await house.audit({ region, kind: 'plan-stop', id, facts: { name: stop.name, from: stop.from, to: stop.to, reason } });
    return { id };
  }),

  serve(words.readStop, async ({ id }, { db }) => {
    const stop = (await stopRecord(db, id)) ?? refuse('thing.unknown');
    const inside = db.scope.regions.filter((code) => within(code, stop.region));
    if (inside.length === 0 && !db.scope.regions.some((code) => within(stop.region, code))) refuse('thing.unknown');
    const effects = await effectsOf(db, inside, id);
    const names = new Map<string, string>();
    for (const [region, ones] of Map.groupBy(effects, (one) => one.region))
      for (const record of await recordsOf(
        db,
        region,
        ones.map((one) => one.projectId),
      ))
        names.set(record.id, record.name);
    const counts = new Map((await effectCounts(db, inside)).map(({ stop: of, ...rest }) => [of, rest]));
    const { working } = calendarsOf(await calendarData(db, [stop.region]), stop.region, 'any', stop.to, null).by;
    return {
      stop: stopReply(stop, counts),
      effects: ranked(effects.map((one) => ({ ...one, moved: workingDays(working, one.before, one.after) }))).map(
        ({ acceptedBy, acceptedAt, reason, ...one }) => ({
          ...one,
          name: names.get(one.projectId) ?? '',
          outcome: outcomeOf(one),
          accepted: acceptedAt === null ? null : { by: acceptedBy ?? '', at: acceptedAt, reason },
        }),
      ),
    };
  }),

  serve(words.acceptForecasts, async ({ region, id, projects, reason }, house) => {
    const stop = await standing(house, region, id);
    const inside = regionsIn(house.scope, region);
    const open = (await effectsOf(house.db, inside, id)).filter((one) => one.acceptedAt === null);
    const chosen = projects === null ? open : open.filter((one) => projects.some((id) => id === one.projectId));
    if (chosen.length === 0) refuse('plans.nothing-to-accept');
    if (chosen.length > mostAccepted) refuse('plans.accept-many', { count: chosen.length, most: mostAccepted });
    for (const [county, ones] of Map.groupBy(chosen, (one) => one.region))
      await accepted(
        house,
        county,
        stop,
        ones.map((one) => one.projectId),
        reason,
      );
    await house.audit({ region, kind: 'plan-stop', id, facts: { stop: stop.name, plans: chosen.length, reason } });
    return { accepted: chosen.length, left: open.length - chosen.length };
  }),
];

const dayOf = (text: string): number => Date.parse(text) / 86_400_000;
const workingDays = (calendar: { workdaysBetween(from: number, to: number): number }, from: string, to: string): number =>
  calendar.workdaysBetween(dayOf(from) + 1, dayOf(to) + 1);

/** Begins the re-planning of an order once it stands; `inside`: of a part of its region. */
function replanned(house: House, { region, ...stop }: StopFacts, inside: string = region): string {
  const run = openRun(house.person.id);
  const order: ShockOrder = {
    stop: { region, ...stop },
    regions: regionsIn(house.person.scopeFor('plan.stop'), inside),
    keep: true,
    on: null,
  };
  house.later((ground) => runShock(ground, run, order));
  return run.id;
}

/** Keeps the forecasts of plans of one county as they are reckoned now, and puts down who accepted them and why. */
async function accepted(house: House, region: string, stop: StopRecord, projects: readonly string[], reason: string): Promise<void> {
  const { db, clock, person } = house;
  const at = clock.now();
  const data = await calendarData(db, [region]);
  const kept = Map.groupBy(await keptForecasts(db, region, projects), (one) => one.projectId);
  const days: { projectId: string; code: string; forecast: string }[] = [];
  const slips: Parameters<typeof insertSlips>[1][number][] = [];
  for (const row of await flowsAfter(db, [region], undefined, projects.length, projects)) {
    const plan = asFlow(row, clock.today());
    const calendars = calendarsOf(data, region, row.type, plan.asOf, row.projectId);
    const forecast = forecaster(plan, calendars)?.(calendars);
    if (!forecast) continue;
    const now = forecastDays(plan, forecast);
    const open = new Set(row.nodes.filter((node) => node.actualFinish === null).map((node) => node.code));
    for (const { code, forecast: was } of kept.get(row.projectId) ?? []) {
      const to = now.get(code)!;
      if (!open.has(code) || was === to) continue;
      days.push({ projectId: row.projectId, code, forecast: to });
      slips.push({
        region,
        projectId: row.projectId,
        id: newId(),
        code,
        what: 'forecast',
        from: was,
        to,
        reason: `${stop.name}：${reason}`,
        by: person.name,
        at,
      });
    }
  }
  await saveForecasts(db, region, days, person.name, at);
  await insertSlips(db, slips);
  await markAccepted(db, region, stop.id, projects, { id: person.id, name: person.name }, at, reason);
}
