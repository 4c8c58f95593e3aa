// The calls of officers and enterprises: assigning, the measure, hand-over by both sides, checking in, absences, the daily round, guidance visits, the
// page of one enterprise. What a device sends twice is taken once.
import { createHash } from 'node:crypto';
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, type Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { holdersOf } from '../accounts/door.ts';
import { sameOrBeside } from './officer-beside.ts';
import { ordered } from './rules-entries.ts';
import { coverOf, dayOfMessage, daysOfAssignment, judgeRound, presenceOf, shortestCover } from './rules-officers.ts';
import { loadEnterprise, takeTurnsAt } from './store-enterprises.ts';
import {
  type AssignmentRow,
  absences,
  assignments,
  endAssignmentRow,
  guidances,
  insertAssignment,
  insertGuidance,
  insertPresence,
  insertRound,
  lockAssignment,
  officerRule,
  presences,
  questionSet,
  type RoundRow,
  rounds,
  saveAbsence,
  saveMeasure,
  saveOffer,
  sentBefore,
  unassigned,
} from './store-officers.ts';
import * as words from './words-officers.ts';

/** As far back as missed days are counted. */
const lookBack = 30;

/** What a message says, whatever the order of its fields. */
export const contentHash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex');

/** The enterprise on the list, or 404 as if it did not exist. */
export const enterpriseOf = async (house: House, region: string, id: string) =>
  (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');

const keyOf = (enterprise: string, day: string): string => `${enterprise} ${day}`;

/** Assignments with how today went and how many of the last days were missed. */
async function told(house: House, rows: readonly AssignmentRow[], today: string): Promise<words.Assignment[]> {
  const regions = [...new Set(rows.map((row) => row.region))];
  const from = addDays(today as Day, -lookBack);
  const came = Map.groupBy(await presences(house.db, regions, from, today), (one) => keyOf(one.enterprise, one.day));
  const excused = new Set((await absences(house.db, regions, from, today)).map((one) => keyOf(one.enterprise, one.day)));
  return rows.map(({ offeredTo, offeredName, offeredNote, offeredAt, ...row }) => {
    const stateOf = (day: string) =>
      presenceOf(day, { today, came: came.get(keyOf(row.enterprise, day)) ?? [], excused: excused.has(keyOf(row.enterprise, day)) });
    return {
      ...row,
      handOver:
        offeredTo === null
          ? null
          : { to: offeredTo, toName: offeredName!, note: offeredNote!, offeredAt: offeredAt!, mine: offeredTo === house.person.id },
      today: stateOf(today),
      missedDays: daysOfAssignment(row, today, lookBack).filter((day) => stateOf(day) === 'missed').length,
    };
  });
}

const shownRound = (row: RoundRow): words.Round => ({
  ...row,
  supplies: row.supplies.map((supply) => ({ ...supply, days: coverOf(supply) })),
});

/** The assignment, if it still holds and the caller is its officer or may assign. */
async function openAssignment(house: House, region: string, id: string): Promise<AssignmentRow> {
  const held = (await lockAssignment(house.db, region, id)) ?? refuse('thing.unknown');
  if (held.to !== null) refuse('resumption.assignment-ended', { enterprise: held.enterpriseName });
  if (held.officer !== house.person.id && !house.person.may('resumption.officer'))
    refuse('resumption.not-your-enterprise', { enterprise: held.enterpriseName, officer: held.officerName });
  return held;
}

export const officerRoutes = (): Route[] => [
  serve(words.officersList, async ({ region, on, mine }, house) => {
    const { db, clock, person } = house;
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const day = on ?? clock.today();
    const rows = await assignments(db, { regions, on: day, ...(mine && { officer: person.id }) });
    const held = Map.groupBy(rows, (row) => row.officer);
    const holders = db.scope.owner === null ? await holdersOf(db, { regions, roles: ['officer', 'clerk'], day }) : [];
    return {
      on: day,
      assignments: await told(house, rows, day),
      officers: holders.map((one) => ({ ...one, enterprises: held.get(one.id)?.length ?? 0 })),
      unassigned: await unassigned(db, regions, day),
      limit: (await officerRule(db, region ?? regions[0] ?? '000000', day)).mostEnterprises,
    };
  }),

  serve(words.assignOfficer, async ({ region, enterprise, officer, organisation, from, measure }, house) => {
    const { db, clock, person } = house;
    const found = await enterpriseOf(house, region, enterprise);
    const holder =
      (await holdersOf(db, { regions: [region], roles: ['officer', 'clerk'], day: clock.today() })).find((one) => one.id === officer) ??
      refuse('resumption.no-such-officer');
    await takeTurnsAt(db, { region, id: enterprise });
    const before = await assignments(db, { regions: [region], enterprise });
    const now = before.find((one) => one.to === null);
    if (now) refuse('resumption.assigned-already', { enterprise: found.name, officer: now.officerName });
    const until = before.find((one) => one.to !== null && one.to > from && one.to > one.from);
    if (until) refuse('resumption.assigned-until', { enterprise: found.name, officer: until.officerName, day: until.to! });
    const id = newId();
    await insertAssignment(db, {
      region,
      id,
      enterprise,
      officer,
      officerName: holder.name,
      organisation,
      from,
      measure,
      takenFrom: null,
      by: person.name,
      at: clock.now(),
    });
    const held = await assignments(db, { regions: [region], officer, on: from });
    const { mostEnterprises } = await officerRule(db, region, from);
    await house.audit({
      region,
      kind: 'enterprise',
      id: enterprise,
      facts: { enterprise: found.name, officer: holder.name, from, measure: measure || null },
    });
    return { id, over: held.filter((one) => one.officer === officer).length > mostEnterprises };
  }),

  serve(words.setMeasure, async ({ region, id, measure }, house) => {
    const held = await openAssignment(house, region, id);
    await saveMeasure(house.db, region, id, measure, house.clock.today());
    await house.audit({ region, kind: 'enterprise', id: held.enterprise, facts: { enterprise: held.enterpriseName, measure } });
    return { measure };
  }),

  serve(words.offerHandOver, async ({ region, id, to, note }, house) => {
    const held = await openAssignment(house, region, id);
    const holder =
      (await holdersOf(house.db, { regions: [region], roles: ['officer', 'clerk'], day: house.clock.today() })).find(
        (one) => one.id === to,
      ) ?? refuse('resumption.no-such-officer');
    if (to === held.officer) refuse('resumption.hand-over-to-self');
    await saveOffer(house.db, region, id, { to, name: holder.name, note, at: house.clock.now() });
    await house.audit({
      region,
      kind: 'enterprise',
      id: held.enterprise,
      facts: { enterprise: held.enterpriseName, from: held.officerName, to: holder.name, note },
    });
    return { offered: true };
  }),

  serve(words.answerHandOver, async ({ region, id, take, note, from }, house) => {
    const { db, clock, person } = house;
    const day = from ?? clock.today();
    if (day > clock.today()) refuse('resumption.day-to-come', { day });
    const held = (await lockAssignment(db, region, id)) ?? refuse('thing.unknown');
    if (held.offeredTo === null || held.to !== null) refuse('resumption.nothing-offered', { enterprise: held.enterpriseName });
    if (held.offeredTo !== person.id) refuse('resumption.not-offered-to-you', { name: held.offeredName! });
    let taken: string | null = null;
    if (take) {
      const since = day > held.from ? day : held.from;
      await endAssignmentRow(db, region, id, since, `交接给${person.name}`);
      taken = newId();
      await insertAssignment(db, {
        region,
        id: taken,
        enterprise: held.enterprise,
        officer: person.id,
        officerName: person.name,
        organisation: held.organisation,
        from: since,
        measure: held.measure,
        takenFrom: id,
        by: person.name,
        at: clock.now(),
      });
    } else await saveOffer(db, region, id, null);
    await house.audit({
      region,
      kind: 'enterprise',
      id: held.enterprise,
      facts: { enterprise: held.enterpriseName, taken: take, note: note || null },
    });
    return { id: taken };
  }),

  serve(words.endAssignment, async ({ region, id, to, reason }, house) => {
    const held = await openAssignment(house, region, id);
    if (to < held.from) refuse('resumption.ends-before-begin', { from: held.from });
    await endAssignmentRow(house.db, region, id, to, reason);
    await house.audit({
      region,
      kind: 'enterprise',
      id: held.enterprise,
      facts: { enterprise: held.enterpriseName, officer: held.officerName, to, reason },
    });
    return { to };
  }),

  serve(words.checkIn, async ({ region, id, enterprise, at, place, note }, house) => {
    const { db, clock, person } = house;
    const found = await enterpriseOf(house, region, enterprise);
    const now = clock.now();
    const rule = await officerRule(db, region, clock.today());
    const day = dayOfMessage(at, now, rule.skewHours);
    const holder = (await assignments(db, { regions: [region], enterprise, on: day }))[0];
    const substitute = holder?.officer !== person.id;
    const hash = contentHash({ enterprise, at, place, note, by: person.id });
    const audit = (facts: object) =>
      house.audit({ region, kind: 'enterprise', id: enterprise, facts: { enterprise: found.name, day, substitute, ...facts } });
    const call = { region, id, kind: 'presence', enterprise, at, hash, content: { place, note } } as const;
    const again = await sameOrBeside(house, call, () => audit({ again: false, beside: true }));
    const row = {
      region,
      id,
      enterprise,
      day,
      officer: person.id,
      officerName: person.name,
      substitute,
      deviceAt: at,
      at: now,
      place,
      note,
      hash,
    };
    if (!again) await insertPresence(db, row);
    await audit({ again });
    return { id, day, substitute, again };
  }),

  serve(words.excuseAbsence, async ({ region, enterprise, day, reason }, house) => {
    const found = await enterpriseOf(house, region, enterprise);
    if (day > house.clock.today()) refuse('resumption.day-to-come', { day });
    await saveAbsence(house.db, { region, enterprise, day, reason, byId: house.person.id, by: house.person.name, at: house.clock.now() });
    await house.audit({ region, kind: 'enterprise', id: enterprise, facts: { enterprise: found.name, day, reason } });
    return { day };
  }),

  serve(words.roundQuestions, async ({ region, on }, { db, clock }) => {
    const day = on ?? clock.today();
    const { coverDays } = await officerRule(db, region, day);
    return { ...(await questionSet(db, region, day)), coverDays };
  }),

  serve(words.sendRound, async ({ region, id, enterprise, at, answers, supplies, seen }, house) => {
    const { db, clock, person } = house;
    const found = await enterpriseOf(house, region, enterprise);
    const now = clock.now();
    const day = dayOfMessage(at, now, (await officerRule(db, region, clock.today())).skewHours);
    const set = await questionSet(db, region, day);
    const judged = judgeRound(set.questions, answers);
    if (!judged.ok) throw new Refusal(judged.problem);
    const hash = contentHash({ enterprise, at, answers, supplies, seen, by: person.id });
    const coverDays = shortestCover(supplies);
    const audit = (facts: object) =>
      house.audit({ region, kind: 'enterprise', id: enterprise, facts: { enterprise: found.name, day, ...facts } });
    const call = { region, id, kind: 'round', enterprise, at, hash, content: { answers, supplies, seen } } as const;
    const again = await sameOrBeside(house, call, () => audit({ wrong: judged.wrong.length, coverDays, again: false, beside: true }));
    const row = {
      region,
      id,
      enterprise,
      day,
      deviceAt: at,
      at: now,
      officer: person.id,
      officerName: person.name,
      set,
      answers,
      wrong: judged.wrong,
      supplies,
      coverDays,
      seen,
      hash,
    };
    if (!again) await insertRound(db, row);
    await audit({ wrong: judged.wrong.length, coverDays, again });
    return { ...shownRound((await rounds(db, { regions: [region], id, limit: 1 }))[0]!), again };
  }),

  serve(words.recordGuidance, async ({ region, id, enterprise, day, team, sections }, house) => {
    const { db, clock, person } = house;
    const found = await enterpriseOf(house, region, enterprise);
    if (day > clock.today()) refuse('resumption.day-to-come', { day });
    if (Object.keys(sections).length === 0) refuse('resumption.guidance-empty');
    const made = { id, day, team, sections, by: person.name, at: clock.now() };
    const hash = contentHash({ enterprise, day, team, sections });
    const again = !(await insertGuidance(db, { ...made, region, enterprise, byId: person.id, hash }));
    if (again && (await sentBefore(db, 'guidance_visits', region, id)) !== hash) refuse('resumption.sent-otherwise', { name: found.name });
    await house.audit({
      region,
      kind: 'enterprise',
      id: enterprise,
      facts: { enterprise: found.name, day, team: team.join('、'), sections: Object.keys(sections).length, again },
    });
    return { ...made, again };
  }),

  serve(words.dossier, async ({ region, id, on }, house) => {
    const { db, clock } = house;
    const found = await enterpriseOf(house, region, id);
    const today = on ?? clock.today();
    const all = await assignments(db, { regions: [region], enterprise: id });
    const now = all.find((one) => one.from <= today && (one.to === null || one.to > today));
    const from = addDays(today as Day, -lookBack);
    const came = Map.groupBy(await presences(db, [region], from, today, id), (one) => one.day);
    const excused = new Map((await absences(db, [region], from, today, id)).map((one) => [one.day, one]));
    const days = [...new Set(all.flatMap((one) => daysOfAssignment(one, today, lookBack)))]
      .filter((day) => day >= from)
      .sort()
      .reverse();
    return {
      on: today,
      name: found.name,
      assignment: now ? (await told(house, [now], today))[0]! : null,
      past: all
        .filter((one) => one.id !== now?.id && one.to !== null)
        .map(({ officerName, from, to, endReason }) => ({ officerName, from, to, endReason })),
      presences: days.map((day) => ({
        day,
        state: presenceOf(day, { today, came: came.get(day) ?? [], excused: excused.has(day) }),
        by: (came.get(day) ?? []).map((one) => one.officerName).join('、') || (excused.get(day)?.by ?? ''),
        reason: excused.get(day)?.reason ?? '',
      })),
      rounds: (await rounds(db, { regions: [region], enterprise: id, limit: 60 })).map(shownRound),
      guidance: await guidances(db, region, id),
    };
  }),
];
