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
    // Start to start and three days: from Mon 2 it is Wed 17:00, so B is Thu 5; from Wed 4 it is Fri 17:00, so B is Mon 9.
    const a = { actualStart: '2020-03-02T08:00' };
    const link = { type: 'SS', lag: '3d' };
    expect(early(plan(a, {}, {}, link), 'B')).toBe('Thu 5 08:00 – Mon 9 17:00');
    expect(early(plan(a, {}, { startLagFrom: 'early-start' }, link), 'B')).toBe('Mon 9 08:00 – Wed 11 17:00');
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
