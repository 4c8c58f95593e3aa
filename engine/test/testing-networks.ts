// Networks for the properties: calendars of different shifts, links of every type with lags of either sign, constraints and progress as asked for.
import fc from 'fast-check';
import type { Activity, CalendarProblem, Constraint, LagCalendar, Link, NetworkProblem } from '../src/index.ts';
import { fiveDays, instantText } from '../src/index.ts';

/** Five days of eight hours with a lunch, a holiday week and a make-up Saturday. */
export const office: CalendarProblem = {
  id: 'office',
  week: fiveDays(['08:00', '12:00'], ['13:00', '17:00']),
  holidays: ['2020-03-11', '2020-03-12', '2020-03-13'],
  makeUpDays: ['2020-03-14'],
};
/** Six nights of nine hours over midnight, with a stop in the middle of one. */
export const nights: CalendarProblem = {
  id: 'nights',
  week: [
    [['20:00', '05:00']],
    [['20:00', '05:00']],
    [['20:00', '05:00']],
    [['20:00', '05:00']],
    [['20:00', '05:00']],
    [['20:00', '05:00']],
    [],
  ],
  stops: [{ from: '2020-03-18T23:30', to: '2020-03-21T02:15', name: 'wind' }],
};
export const clock: CalendarProblem = { id: 'clock', week: Array.from({ length: 7 }, () => [['00:00', '24:00'] as const]) };

/** Monday 2 March 2020, 08:00. */
export const monday = 26_385_600;

type Shape = { readonly constraints?: boolean; readonly progress?: boolean; readonly types?: boolean; readonly calendars?: boolean };

/** Problems that are valid: links go from lower to higher numbers only, and the list of activities is shuffled afterwards. */
export function problems(shape: Shape = {}): fc.Arbitrary<NetworkProblem> {
  const calendar = shape.calendars === false ? fc.constant('office') : fc.constantFrom('office', 'nights', 'clock');
  const at = fc.integer({ min: -3 * 1440, max: 30 * 1440 }).map((minutes) => instantText(monday + minutes - (minutes % 30)));
  const constraint: fc.Arbitrary<Constraint> = fc.record({ type: fc.constantFrom('SNET', 'FNET', 'SNLT', 'FNLT', 'MSO', 'MFO'), at });
  const activity = fc.record({
    kind: fc.constantFrom(
      'task',
      'task',
      'task',
      'task',
      'milestone',
      'start-milestone',
      'finish-milestone',
      'level-of-effort',
    ) as fc.Arbitrary<NonNullable<Activity['kind']>>,
    duration: fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(480, 960, 2400)),
    calendar,
    constraint: shape.constraints ? fc.option(constraint, { nil: undefined, freq: 4 }) : fc.constant(undefined),
    deadline: shape.constraints ? fc.option(at, { nil: undefined, freq: 6 }) : fc.constant(undefined),
    progress: shape.progress ? fc.constantFrom('none', 'none', 'started', 'finished') : fc.constant('none'),
    began: fc.integer({ min: 0, max: 4 * 1440 }),
    took: fc.integer({ min: 0, max: 3 * 1440 }),
    remaining: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
  });
  return fc.integer({ min: 1, max: 22 }).chain((n) =>
    fc
      .record({
        activities: fc.array(activity, { minLength: n, maxLength: n }),
        links: fc.array(
          fc.record({
            a: fc.nat(n - 1),
            b: fc.nat(n - 1),
            type: shape.types === false ? fc.constant('FS' as const) : fc.constantFrom('FS', 'FS', 'SS', 'FF', 'SF'),
            lag: fc.oneof(fc.constant(0), fc.integer({ min: -900, max: 1500 })),
            lagCalendar: fc.constantFrom<LagCalendar>('predecessor', 'successor', '24h', 'project', { calendar: 'nights' }),
          }),
          { maxLength: 3 * n },
        ),
        due: fc.option(at, { nil: undefined, freq: 3 }),
      })
      .map(({ activities, links, due }): NetworkProblem => {
        const dataDate = shape.progress ? instantText(monday + 7 * 1440) : undefined;
        return {
          start: instantText(monday),
          dataDate,
          due: shape.constraints ? due : undefined,
          calendars: [office, nights, clock],
          activities: activities.map((one, i): Activity => {
            const progressed = one.progress !== 'none' && one.kind === 'task';
            return {
              id: `a${i}`,
              kind: one.kind,
              duration: one.kind === 'task' ? one.duration : undefined,
              calendar: one.calendar,
              constraints: one.constraint === undefined ? undefined : [one.constraint],
              deadline: one.deadline,
              actualStart: progressed ? instantText(monday + one.began) : undefined,
              actualFinish: progressed && one.progress === 'finished' ? instantText(monday + one.began + one.took) : undefined,
              remaining: progressed && one.progress === 'started' ? one.remaining : undefined,
            };
          }),
          links: links
            .filter(({ a, b }) => a !== b)
            .map(
              ({ a, b, type, lag, lagCalendar }): Link => ({
                from: `a${Math.min(a, b)}`,
                to: `a${Math.max(a, b)}`,
                type,
                lag,
                lagCalendar: shape.calendars === false ? 'project' : lagCalendar,
              }),
            ),
        };
      }),
  );
}
