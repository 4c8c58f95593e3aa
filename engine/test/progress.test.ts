// Progress worked by hand: A is 5 days, B 3 days after it; the data date is Wednesday 4 March 08:00.
import { describe, expect, it } from 'vitest';
import { type Activity, explainStart, type NetworkProblem, notesOf, type ScheduleOptions } from '../src/index.ts';
import { early, floatOf, late, solve } from './testing-plan.ts';

const asOf: Partial<NetworkProblem> = { dataDate: '2020-03-04T08:00' };
const plan = (a: Partial<Activity>, b: Partial<Activity> = {}, options: ScheduleOptions = {}, link = {}) =>
  solve(
    [
      { id: 'A', duration: '5d', ...a },
      { id: 'B', duration: '3d', ...b },
    ],
    [{ from: 'A', to: 'B', ...link }],
    asOf,
    options,
  );

describe('activities begun', () => {
  it('what is left begins at the data date', () => {
    // Two of five days are done: three are left, Wed to Fri; B is Mon 9 to Wed 11.
    const made = plan({ actualStart: '2020-03-02T08:00' });
    expect(early(made, 'A')).toBe('Wed 4 08:00 – Fri 6 17:00');
    expect(early(made, 'B')).toBe('Mon 9 08:00 – Wed 11 17:00');
    expect(floatOf(made, 'A')).toBe(0);
    expect(explainStart(made, 'A')!.causes).toMatchObject([{ cause: 'data-date' }]);
  });

  it('what is said to be left counts, not what should be', () => {
    const made = plan({ actualStart: '2020-03-02T08:00', remaining: '1d' });
    expect(early(made, 'A')).toBe('Wed 4 08:00 – Wed 4 17:00');
  });

  it('a suspended activity goes on when it resumes', () => {
    // Three days left from Mon 9: to Wed 11.
    const made = plan({ actualStart: '2020-03-02T08:00', resume: '2020-03-09T08:00' });
    expect(early(made, 'A')).toBe('Mon 9 08:00 – Wed 11 17:00');
    expect(explainStart(made, 'A')!.causes).toMatchObject([{ cause: 'resume' }]);
  });

  it('nothing unstarted begins before the data date', () => {
    // A finished Tuesday in two days: B could begin Wednesday, the data date.
    const made = plan({ actualStart: '2020-03-02T08:00', actualFinish: '2020-03-03T17:00' });
    expect(early(made, 'B')).toBe('Wed 4 08:00 – Fri 6 17:00');
    expect(explainStart(made, 'B')!.causes.map((cause) => cause.cause)).toEqual(['data-date', 'link']);
    expect(floatOf(made, 'A')).toBe(0);
  });

  it('out of sequence: retained logic waits, progress override does not, and both tell', () => {
    // B began Tuesday although A is not done; one of its three days is done, two are left.
    const a = { actualStart: '2020-03-02T08:00' };
    const b = { actualStart: '2020-03-03T08:00' };
    const retained = plan(a, b);
    // After A, which ends Fri 6: Mon 9 and Tue 10.
    expect(early(retained, 'B')).toBe('Mon 9 08:00 – Tue 10 17:00');
    expect(floatOf(retained, 'A')).toBe(0);
    const override = plan(a, b, { progress: 'progress-override' });
    // From the data date: Wed 4 and Thu 5. The finish is A's, Fri 6: B has a day.
    expect(early(override, 'B')).toBe('Wed 4 08:00 – Thu 5 17:00');
    expect(floatOf(override, 'B')).toBe(1);
    expect(late(override, 'A')).toBe('Wed 4 08:00 – Fri 6 17:00');
    for (const made of [retained, override])
      expect(notesOf(made)).toEqual([{ note: 'out-of-sequence', activity: 'B', predecessor: 'A', link: 0 }]);
  });

  it('the lag from a start that has happened runs from then, or from where the rest starts', () => {
    // Start to start and three days: from Mon 2 it is Wed 17:00, so B is Thu 5. What is left of A starts Fri 6; two of the three days of lag have been
    // worked, the third is Fri 6 itself, so B is Mon 9. A lead of a day is over as soon as A goes on.
    const a = { actualStart: '2020-03-02T08:00', resume: '2020-03-06T08:00' };
    const link = { type: 'SS', lag: '3d' };
    const fromRest = { startLagFrom: 'early-start' } as const;
    expect(early(plan(a, {}, {}, link), 'B')).toBe('Thu 5 08:00 – Mon 9 17:00');
    expect(early(plan(a, {}, fromRest, link), 'B')).toBe('Mon 9 08:00 – Wed 11 17:00');
    expect(early(plan(a, {}, fromRest, { type: 'SS', lag: '2d' }), 'B')).toBe('Fri 6 08:00 – Tue 10 17:00');
    expect(early(plan(a, {}, fromRest, { type: 'SS', lag: '-1d' }), 'B')).toBe('Fri 6 08:00 – Tue 10 17:00');
  });

  it('what a finished activity should have waited for holds up those after it, where that is wanted', () => {
    // P goes on to Fri 6. F was to wait for it and has finished Tue 3 all the same; S waits for F.
    const chain = (lag: string, options: ScheduleOptions) =>
      solve(
        [
          { id: 'P', duration: '5d', actualStart: '2020-03-02T08:00' },
          { id: 'F', duration: '2d', actualStart: '2020-03-02T08:00', actualFinish: '2020-03-03T17:00' },
          { id: 'S', duration: '1d' },
          { id: 'T', duration: '4d' },
        ],
        [
          { from: 'P', to: 'F' },
          { from: 'F', to: 'S', lag },
          { from: 'P', to: 'T' },
        ],
        asOf,
        options,
      );
    expect(early(chain('0', {}), 'S')).toBe('Wed 4 08:00 – Wed 4 17:00');
    const held = chain('0', { throughFinished: true });
    expect(early(held, 'S')).toBe('Mon 9 08:00 – Mon 9 17:00');
    expect(early(held, 'F')).toBe('Mon 2 08:00 – Tue 3 17:00');
    expect(explainStart(held, 'S')!.causes).toMatchObject([{ cause: 'link', predecessor: 'F' }]);
    // T ends Thu 12; S may be that day, so P may end Wed 11 for S and Fri 6 for T.
    expect(late(held, 'S')).toBe('Thu 12 08:00 – Thu 12 17:00');
    expect(late(held, 'P')).toBe('Wed 4 08:00 – Fri 6 17:00');
    // Of three days of lag after Tue 3 none has passed by the data date: Mon 9 to Wed 11, then S.
    expect(early(chain('3d', { throughFinished: true }), 'S')).toBe('Thu 12 08:00 – Thu 12 17:00');
    expect(floatOf(chain('3d', { throughFinished: true }), 'P')).toBe(0);
    // Progress override asks nothing of what has begun, and passes nothing on.
    expect(early(chain('0', { throughFinished: true, progress: 'progress-override' }), 'S')).toBe('Wed 4 08:00 – Wed 4 17:00');
  });

  it('open ends may slip to the end of the project, or not at all', () => {
    const open = (options: ScheduleOptions) =>
      solve(
        [
          { id: 'A', duration: '5d' },
          { id: 'B', duration: '2d' },
        ],
        [],
        {},
        options,
      );
    expect(late(open({}), 'B')).toBe('Thu 5 08:00 – Fri 6 17:00');
    expect(late(open({ openEndsCritical: true }), 'B')).toBe('Mon 2 08:00 – Tue 3 17:00');
    expect(floatOf(open({ openEndsCritical: true }), 'B')).toBe(0);
  });

  it('without a data date what is left follows what was done', () => {
    // Two of five days left: done are three from Mon 2, so it goes on Thu 5 to Fri 6.
    const made = solve([{ id: 'A', duration: '5d', actualStart: '2020-03-02T08:00', remaining: '2d' }], []);
    expect(early(made, 'A')).toBe('Thu 5 08:00 – Fri 6 17:00');
    expect(explainStart(made, 'A')!.causes).toMatchObject([{ cause: 'progress' }]);
  });

  it('an actual date after the data date is told, not refused', () => {
    const made = plan({ actualStart: '2020-03-05T08:00' });
    expect(notesOf(made)).toContainEqual({ note: 'actual-after-data-date', activity: 'A' });
  });

  it('constraints on a start that has happened are over; those on the finish are not', () => {
    const made = plan({
      actualStart: '2020-03-02T08:00',
      constraints: [
        { type: 'SNET', at: '2020-03-09T08:00' },
        { type: 'FNET', at: '2020-03-10T17:00' },
      ],
    });
    // Three days that end no earlier than Tue 10 are Fri 6, Mon 9, Tue 10.
    expect(early(made, 'A')).toBe('Fri 6 08:00 – Tue 10 17:00');
  });
});
