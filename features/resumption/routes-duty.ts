// The calls of the duty roster: shifts, the note from one shift to the next, calls with the clock of the first answer.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, type Day, instantOfDay } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { holdersOf } from '../accounts/door.ts';
import { contentHash, enterpriseOf } from './routes-officers.ts';
import { dutyGaps, minutesBetween } from './rules-officers.ts';
import {
  answerCallRow,
  type CallRow,
  callsBetween,
  deleteShift,
  insertCall,
  insertShift,
  lockShift,
  saveNote,
  saveTaken,
  shiftsBetween,
} from './store-duty.ts';
import { officerRule, sentBefore } from './store-officers.ts';
import * as words from './words-duty.ts';

const toldCall = (row: CallRow, now: string, limit: number): words.DutyCall => {
  const minutes = minutesBetween(row.at, row.answeredAt ?? now);
  return { ...row, minutes, late: minutes > limit };
};

/** A call may be written down a week later; what lies further back has a wrong date. */
const enteredWithin = 7 * 86_400_000;

const callOf = async (house: House, region: string, id: string): Promise<words.DutyCall> => {
  const { callMinutes } = await officerRule(house.db, region, house.clock.today());
  return toldCall((await callsBetween(house.db, { regions: [region], id }))[0]!, house.clock.now(), callMinutes);
};

export const dutyRoutes = (): Route[] => [
  serve(words.readDuty, async ({ region, on }, house) => {
    const { db, clock, person } = house;
    const own = db.scope.owner !== null;
    const regions = own ? [] : house.scope.regions.filter((code) => region === undefined || within(code, region));
    const day = on ?? clock.today();
    const from = instantOfDay(day);
    const to = instantOfDay(addDays(day as Day, 1));
    const shifts = await shiftsBetween(db, regions, from, to);
    const { callMinutes } = await officerRule(db, region ?? regions[0] ?? '000000', day);
    const byRegion = Map.groupBy(shifts, (shift) => shift.region);
    return {
      on: day,
      shifts: shifts.map((shift) => ({ ...shift, mine: shift.person === person.id })),
      calls: (await callsBetween(db, { regions, from, to })).map((call) => toldCall(call, clock.now(), callMinutes)),
      // A county without any shift has no roster that day; one with a roster has its holes named.
      gaps: [...byRegion].flatMap(([code, held]) => dutyGaps(held, from, to).map((gap) => ({ region: code, ...gap }))),
      minutes: callMinutes,
      people: own ? [] : await holdersOf(db, { regions, roles: ['officer', 'clerk', 'leader'], day }),
    };
  }),

  serve(words.setShift, async ({ region, person, from, to }, house) => {
    const holder =
      (await holdersOf(house.db, { regions: [region], roles: ['officer', 'clerk', 'leader'], day: house.clock.today() })).find(
        (one) => one.id === person,
      ) ?? refuse('resumption.no-such-officer');
    const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
    if (hours <= 0 || hours > 24) refuse('resumption.shift-length');
    if ((await shiftsBetween(house.db, [region], from, to)).some((one) => one.person === person))
      refuse('resumption.shift-twice', { name: holder.name });
    const id = newId();
    await insertShift(house.db, {
      region,
      id,
      from,
      to,
      person,
      personName: holder.name,
      by: house.person.name,
      at: house.clock.now(),
    });
    await house.audit({ region, kind: 'duty', id, facts: { person: holder.name, from, to } });
    return { id };
  }),

  serve(words.dropShift, async ({ region, id }, house) => {
    const held = (await lockShift(house.db, region, id)) ?? refuse('thing.unknown');
    if (held.noteAt !== null || Date.parse(held.from) < Date.parse(house.clock.now()))
      refuse('resumption.shift-begun', { name: held.personName });
    await deleteShift(house.db, region, id);
    await house.audit({ region, kind: 'duty', id, facts: { person: held.personName, from: held.from, to: held.to } });
    return { id };
  }),

  serve(words.handOverDuty, async ({ region, id, note }, house) => {
    const { db, clock, person } = house;
    const held = (await lockShift(db, region, id)) ?? refuse('thing.unknown');
    const own = held.person === person.id;
    if (own) {
      if (note.length < 2) refuse('resumption.duty-note-empty');
      if (held.takenAt !== null) refuse('resumption.duty-taken', { name: held.takenBy! });
      await saveNote(db, region, id, note, clock.now());
    } else {
      if (held.noteAt === null) refuse('resumption.duty-no-note', { name: held.personName });
      if (held.takenAt !== null) refuse('resumption.duty-taken', { name: held.takenBy! });
      await saveTaken(db, region, id, { id: person.id, name: person.name }, clock.now());
    }
    await house.audit({ region, kind: 'duty', id, facts: { note: own ? note : held.note, taken: !own } });
    return { ...(await lockShift(db, region, id))!, mine: own };
  }),

  serve(words.takeCall, async ({ region, id, at, about, enterprise }, house) => {
    const { db, clock, person } = house;
    const found = enterprise === null ? null : await enterpriseOf(house, region, enterprise);
    const now = clock.now();
    if (Date.parse(at) > Date.parse(now) + 5 * 60_000) refuse('resumption.call-to-come');
    if (Date.parse(at) < Date.parse(now) - enteredWithin) refuse('resumption.call-long-ago');
    const hash = contentHash({ at, about, enterprise });
    const made = await insertCall(db, { region, id, enterprise, calledAt: at, about, byId: person.id, by: person.name, at: now, hash });
    if (!made && (await sentBefore(db, 'duty_calls', region, id)) !== hash)
      refuse('resumption.sent-otherwise', { name: found?.name ?? about });
    await house.audit({ region, kind: 'duty', id, facts: { enterprise: found?.name ?? null, at } });
    return callOf(house, region, id);
  }),

  serve(words.answerCall, async ({ region, id, answer }, house) => {
    const { db, clock, person } = house;
    const [held] = await callsBetween(db, { regions: [region], id });
    if (!held) refuse('thing.unknown');
    if (!(await answerCallRow(db, { region, id, answer, by: person.name, at: clock.now() })))
      refuse('resumption.answered-already', { name: held?.answeredBy ?? '' });
    const told = await callOf(house, region, id);
    await house.audit({ region, kind: 'duty', id, facts: { minutes: told.minutes, late: told.late } });
    return told;
  }),
];
