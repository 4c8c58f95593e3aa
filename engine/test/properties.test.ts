// What holds in every network, whatever its calendars, links, constraints and progress. Hand-worked dates are in the other files; these claims
// are checked against definitions written down a second time here, not against the passes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActivityDates,
  allDates,
  createNetwork,
  datesOf,
  explainStart,
  floatPaths,
  instantText,
  longestPath,
  type Network,
  type NetworkProblem,
  notesOf,
  Planner,
  type Schedule,
  type ScheduleOptions,
  schedule,
  underCalendars,
} from '../src/index.ts';
import { clock, monday, nights, office, problems } from './testing-networks.ts';

const runs = { numRuns: 150 };

function solved(problem: NetworkProblem, options: ScheduleOptions = {}): { network: Network; made: Schedule } | undefined {
  const network = createNetwork(problem);
  if (!network.ok) throw new Error(network.errors.map((error) => error.sentence).join(' '));
  const made = schedule(network.value, options);
  if (!made.ok) throw new Error(made.errors.map((error) => error.sentence).join(' '));
  return { network: network.value, made: made.value };
}

/** Calendar of an activity, and of a lag, found by their names and not by the network's own tables. */
function calendarNamed(network: Network, id: string) {
  return network.calendars.find((calendar) => calendar.id === id)!;
}

function lagCalendarOf(network: Network, k: number) {
  const link = network.problem.links[k]!;
  const whose = link.lagCalendar ?? 'successor';
  const activity = (id: string) => network.problem.activities.find((one) => one.id === id)!.calendar ?? 'office';
  if (typeof whose === 'object') return calendarNamed(network, whose.calendar);
  return calendarNamed(
    network,
    whose === 'predecessor' ? activity(link.from) : whose === 'successor' ? activity(link.to) : whose === '24h' ? '24h' : 'office',
  );
}

const follower = (network: Network, id: string) =>
  ['level-of-effort', 'summary'].includes(network.activities[network.rankOf.get(id)!]!.kind ?? '');

describe('every network without progress', () => {
  it('no link is broken: an end comes no earlier than the linked end and its lag', () => {
    fc.assert(
      fc.property(problems({ constraints: true }), (problem) => {
        const { network, made } = solved(problem)!;
        problem.links.forEach((link, k) => {
          if (follower(network, link.from) || follower(network, link.to)) return;
          const [before, after] = [datesOf(made, link.from)!, datesOf(made, link.to)!];
          const type = link.type ?? 'FS';
          const leaves = type[0] === 'F' ? before.earlyFinish : before.earlyStart;
          const enters = type[1] === 'S' ? after.earlyStart : after.earlyFinish;
          expect(enters).toBeGreaterThanOrEqual(lagCalendarOf(network, k).add(leaves, link.lag as number));
          const [late, by] = [type[0] === 'F' ? before.lateFinish : before.lateStart, type[1] === 'S' ? after.lateStart : after.lateFinish];
          expect(lagCalendarOf(network, k).add(late, link.lag as number)).toBeLessThanOrEqual(by);
        });
        expect(notesOf(made)).toEqual([]);
      }),
      runs,
    );
  });

  it('between the ends of an activity lies its duration in its own calendar, early and late', () => {
    fc.assert(
      fc.property(problems({ constraints: true }), (problem) => {
        const { network, made } = solved(problem)!;
        for (const activity of problem.activities) {
          if (follower(network, activity.id)) continue;
          const calendar = calendarNamed(network, activity.calendar!);
          const dates = datesOf(made, activity.id)!;
          const duration = activity.kind === 'task' ? activity.duration : 0;
          expect(calendar.between(dates.earlyStart, dates.earlyFinish)).toBe(duration);
          expect(calendar.between(dates.lateStart, dates.lateFinish)).toBe(duration);
        }
      }),
      runs,
    );
  });

  it('total float is the same at either end, free float is no more, and neither is negative unless something was promised', () => {
    fc.assert(
      fc.property(problems({}), (problem) => {
        const { network, made } = solved(problem)!;
        for (const dates of allDates(made)) {
          if (follower(network, dates.id)) continue;
          const calendar = calendarNamed(network, network.activities[network.rankOf.get(dates.id)!]!.calendar!);
          expect(calendar.between(dates.earlyFinish, dates.lateFinish)).toBe(calendar.between(dates.earlyStart, dates.lateStart));
          expect(dates.totalFloat).toBe(calendar.between(dates.earlyStart, dates.lateStart));
          expect(dates.freeFloat).toBeLessThanOrEqual(dates.totalFloat);
          expect(dates.freeFloat).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  it('the two passes agree on a critical path from beginning to end', () => {
    fc.assert(
      fc.property(problems({ calendars: false }), (problem) => {
        const { network, made } = solved(problem)!;
        const work = problem.activities.filter((activity) => !follower(network, activity.id));
        if (work.length === 0) return;
        const path = longestPath(made);
        expect(path.activities.length).toBeGreaterThan(0);
        for (const id of path.activities) expect(datesOf(made, id)!.totalFloat).toBe(0);
        expect(datesOf(made, path.activities.at(-1)!)!.earlyFinish).toBe(made.finish);
        const critical = allDates(made).filter((dates) => dates.critical && !follower(network, dates.id));
        const onPaths = new Set(floatPaths(made, { within: 0, most: 1000 }).flatMap((one) => one.activities));
        for (const dates of critical) expect(onPaths.has(dates.id)).toBe(true);
      }),
      runs,
    );
  });

  it('a project that begins weeks later is the same project weeks later, where the calendars have no exceptions', () => {
    fc.assert(
      fc.property(problems({}), fc.integer({ min: -200, max: 200 }), (problem, weeks) => {
        const shift = weeks * 7 * 1440;
        const plain = { ...problem, calendars: [office, nights, clock].map(({ id, week }) => ({ id, week })) };
        const [a, b] = [solved(plain)!.made, solved({ ...plain, start: instantText(monday + shift) })!.made];
        for (const dates of allDates(a)) {
          const moved = datesOf(b, dates.id)!;
          for (const end of ['earlyStart', 'earlyFinish', 'lateStart', 'lateFinish'] as const) expect(moved[end] - dates[end]).toBe(shift);
          expect(moved.totalFloat).toBe(dates.totalFloat);
          expect(moved.freeFloat).toBe(dates.freeFloat);
        }
      }),
      runs,
    );
  });

  it('one more link never makes anything earlier', () => {
    fc.assert(
      fc.property(problems({ constraints: true }), fc.nat(), fc.nat(), fc.constantFrom('FS', 'SS', 'FF', 'SF'), (problem, x, y, type) => {
        const n = problem.activities.length;
        const [a, b] = [Math.min(x % n, y % n), Math.max(x % n, y % n)];
        if (a === b) return;
        const before = solved(problem)!;
        const after = solved({ ...problem, links: [...problem.links, { from: `a${a}`, to: `a${b}`, type }] })!.made;
        for (const dates of allDates(before.made)) {
          if (follower(before.network, dates.id)) continue;
          expect(datesOf(after, dates.id)!.earlyStart).toBeGreaterThanOrEqual(dates.earlyStart);
          expect(datesOf(after, dates.id)!.earlyFinish).toBeGreaterThanOrEqual(dates.earlyFinish);
        }
      }),
      runs,
    );
  });

  it('the same problem in another order has the same dates', () => {
    fc.assert(
      fc.property(problems({ constraints: true, progress: true }), fc.integer(), (problem, seed) => {
        const shuffled = { ...problem, activities: shuffle(problem.activities, seed), links: shuffle(problem.links, seed + 1) };
        const by = (dates: readonly ActivityDates[]) => [...dates].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(by(allDates(solved(shuffled)!.made))).toEqual(by(allDates(solved(problem)!.made)));
      }),
      runs,
    );
  });

  it('what is asked is left as it was', () => {
    fc.assert(
      fc.property(problems({ constraints: true, progress: true }), (problem) => {
        const before = structuredClone(problem);
        solved(frozen(problem));
        expect(problem).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('every network with progress', () => {
  it('what is left of anything starts no earlier than the data date, and actual dates stay', () => {
    fc.assert(
      fc.property(
        problems({ constraints: true, progress: true }),
        fc.constantFrom('retained-logic', 'progress-override'),
        (problem, progress) => {
          const { network, made } = solved(problem, { progress })!;
          for (const activity of problem.activities) {
            if (follower(network, activity.id)) continue;
            const dates = datesOf(made, activity.id)!;
            if (activity.actualFinish !== undefined) {
              expect(instantText(dates.finish)).toBe(activity.actualFinish);
              expect(instantText(dates.start)).toBe(activity.actualStart);
              expect(dates.totalFloat).toBe(0);
              expect(dates.critical).toBe(false);
              continue;
            }
            expect(dates.earlyStart).toBeGreaterThanOrEqual(monday + 7 * 1440);
            if (activity.actualStart !== undefined) expect(instantText(dates.start)).toBe(activity.actualStart);
          }
        },
      ),
      runs,
    );
  });

  it('progress override is never later than retained logic', () => {
    fc.assert(
      fc.property(problems({ progress: true }), (problem) => {
        const retained = solved(problem, { progress: 'retained-logic' })!;
        const override = solved(problem, { progress: 'progress-override' })!.made;
        for (const dates of allDates(override))
          if (!follower(retained.network, dates.id))
            expect(dates.earlyFinish).toBeLessThanOrEqual(datesOf(retained.made, dates.id)!.earlyFinish);
      }),
      runs,
    );
  });
});

describe('explanations', () => {
  it('every start has a cause, and each cause asks for exactly that start or finish once the calendar is heard', () => {
    fc.assert(
      fc.property(problems({ constraints: true, progress: true }), (problem) => {
        const { network, made } = solved(problem)!;
        for (const activity of problem.activities) {
          const explained = explainStart(made, activity.id)!;
          expect(explained.causes.length).toBeGreaterThan(0);
          if (follower(network, activity.id) || activity.actualFinish !== undefined) continue;
          const calendar = calendarNamed(network, activity.calendar!);
          for (const cause of explained.causes)
            expect(calendar.between(cause.at, cause.end === 'start' ? explained.start : explained.finish)).toBe(0);
          for (const other of explained.others) expect(other.slack).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });
});

describe('a planner', () => {
  const changes = fc.array(
    fc.record({
      place: fc.nat(),
      what: fc.constantFrom('duration', 'constraint', 'deadline', 'start', 'finish', 'lag', 'type', 'calendar', 'due'),
      value: fc.integer({ min: 0, max: 6000 }),
      type: fc.constantFrom('FS', 'SS', 'FF', 'SF'),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('after any changes has exactly the dates and floats of a full pass over the changed problem, and can take them back', () => {
    fc.assert(
      fc.property(
        problems({ constraints: true, progress: true }),
        changes,
        fc.boolean(),
        fc.boolean(),
        (problem, list, override, other) => {
          const options: ScheduleOptions = {
            progress: override ? 'progress-override' : 'retained-logic',
            ...(other ? { throughFinished: true, startLagFrom: 'early-start', openEndsCritical: true } : {}),
          };
          const network = createNetwork(problem);
          if (!network.ok) throw new Error('invalid');
          const planner = Planner.of(network.value, options);
          if (!planner.ok) throw new Error('impossible');
          let now = problem;
          for (const one of list) {
            const i = one.place % problem.activities.length;
            const k = problem.links.length === 0 ? -1 : one.place % problem.links.length;
            const activity = now.activities[i]!;
            const when = instantText(monday + one.value);
            const set =
              one.what === 'duration'
                ? { duration: activity.kind === 'task' ? one.value : undefined }
                : one.what === 'constraint'
                  ? { constraints: [{ type: 'SNET' as const, at: when }] }
                  : one.what === 'deadline'
                    ? { deadline: one.value % 3 === 0 ? undefined : when }
                    : one.what === 'start'
                      ? { actualStart: when, actualFinish: undefined, remaining: one.value }
                      : one.what === 'finish'
                        ? { actualStart: when, actualFinish: when }
                        : one.what === 'calendar'
                          ? { calendar: one.value % 2 === 0 ? 'nights' : 'clock' }
                          : undefined;
            const change =
              one.what === 'due'
                ? { project: undefined, set: { due: one.value % 2 === 0 ? undefined : when } }
                : set !== undefined
                  ? { activity: `a${i}`, set }
                  : k < 0
                    ? undefined
                    : { link: k, set: one.what === 'lag' ? { lag: one.value - 2000 } : { type: one.type } };
            if (change === undefined) continue;
            const before = planner.value.snapshot();
            const seen = planner.value.whatIf([change], (made) => made.finish);
            expect(comparable(planner.value.current)).toEqual(comparable(before));
            if ('activity' in change) now = { ...now, activities: now.activities.map((a, at) => (at === i ? { ...a, ...change.set } : a)) };
            else if ('link' in change) now = { ...now, links: now.links.map((l, at) => (at === k ? { ...l, ...change.set } : l)) };
            else now = { ...now, ...change.set };
            expect(planner.value.change([change]).ok).toBe(true);
            const full = solved(now, options)!.made;
            expect(comparable(planner.value.current)).toEqual(comparable(full));
            expect(seen).toEqual({ ok: true, value: full.finish });
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

function comparable(made: Schedule) {
  const all = Object.fromEntries(allDates(made).map((dates) => [dates.id, dates]));
  return { all, start: made.start, finish: made.finish };
}

function shuffle<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let state = seed | 1;
  for (let i = out.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const j = state % (i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

it('a network under other calendars is the network that the same problem makes under them', () => {
  const other = { ...office, holidays: ['2020-03-04', '2020-03-05'], makeUpDays: [] };
  fc.assert(
    fc.property(problems({ constraints: true, progress: true }), (problem) => {
      const anew = solved({ ...problem, calendars: problem.calendars.map((one) => (one.id === 'office' ? other : one)) as never })!;
      const { network } = solved(problem)!;
      const moved = underCalendars(network, anew.network.calendars.slice(0, problem.calendars.length))!;
      const made = schedule(moved);
      if (!made.ok) throw new Error(made.errors[0]!.sentence);
      expect(moved.remaining).toEqual(anew.network.remaining);
      expect(allDates(made.value)).toEqual(allDates(anew.made));
    }),
    runs,
  );
});

it('a network whose lengths are texts is not moved under other calendars: they would have been read by the old ones', () => {
  const made = createNetwork({ activities: [{ id: 'A', duration: '2d' }], links: [], calendars: [office], start: monday });
  expect(made.ok && underCalendars(made.value, made.value.calendars.slice(0, 1))).toBeUndefined();
});
