// Constraints worked by hand. A is 3 days from Monday 2 March 08:00 to Wednesday 17:00; B is 2 days after it, Thursday 08:00 to Friday 17:00.
import { describe, expect, it } from 'vitest';
import { type Activity, explainStart, notesOf, type ScheduleOptions } from '../src/index.ts';
import { early, floatOf, late, office, short, solve } from './testing-plan.ts';

const links = [{ from: 'A', to: 'B' }];
const withB = (more: Partial<Activity>) =>
  solve(
    [
      { id: 'A', duration: '3d' },
      { id: 'B', duration: '2d', ...more },
    ],
    links,
  );

describe('constraints of B', () => {
  it.each([
    // No earlier than Mon 9: begins then; the finish is Tue 10, so A may end Fri 6: two days of float.
    ['SNET', '2020-03-09T08:00', false, 'Mon 9 08:00 – Tue 10 17:00', 'Mon 9 08:00 – Tue 10 17:00', 2],
    // No earlier than Tue 3 says nothing beside the link.
    ['SNET', '2020-03-03T08:00', false, 'Thu 5 08:00 – Fri 6 17:00', 'Thu 5 08:00 – Fri 6 17:00', 0],
    // No earlier than Saturday is Monday.
    ['SNET', '2020-03-07T08:00', false, 'Mon 9 08:00 – Tue 10 17:00', 'Mon 9 08:00 – Tue 10 17:00', 2],
    // Finish no earlier than Tue 10: begins Mon 9, two days before.
    ['FNET', '2020-03-10T17:00', false, 'Mon 9 08:00 – Tue 10 17:00', 'Mon 9 08:00 – Tue 10 17:00', 2],
    // Start no later than Wed 4: the link says Thu 5. A day is missing, on A as well.
    ['SNLT', '2020-03-04T08:00', false, 'Thu 5 08:00 – Fri 6 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    // Held, it begins Wed 4 and breaks the link; late dates are the same.
    ['SNLT', '2020-03-04T08:00', true, 'Wed 4 08:00 – Thu 5 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    ['FNLT', '2020-03-05T17:00', false, 'Thu 5 08:00 – Fri 6 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    ['FNLT', '2020-03-05T17:00', true, 'Wed 4 08:00 – Thu 5 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    // Must start on Mon 9: both ways, and A has two days.
    ['MSO', '2020-03-09T08:00', false, 'Mon 9 08:00 – Tue 10 17:00', 'Mon 9 08:00 – Tue 10 17:00', 2],
    // Must start on Wed 4: logic wins unless held.
    ['MSO', '2020-03-04T08:00', false, 'Thu 5 08:00 – Fri 6 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    ['MSO', '2020-03-04T08:00', true, 'Wed 4 08:00 – Thu 5 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
    ['MFO', '2020-03-10T17:00', false, 'Mon 9 08:00 – Tue 10 17:00', 'Mon 9 08:00 – Tue 10 17:00', 2],
    ['MFO', '2020-03-05T17:00', true, 'Wed 4 08:00 – Thu 5 17:00', 'Wed 4 08:00 – Thu 5 17:00', -1],
  ] as const)('%s %s, held %s: early %s, late %s, A has %s days', (type, at, hard, earlyDates, lateDates, float) => {
    const made = withB({ constraints: [{ type, at, hard }] });
    expect(early(made, 'B')).toBe(earlyDates);
    expect(late(made, 'B')).toBe(lateDates);
    expect(floatOf(made, 'A')).toBe(float);
  });

  it('a held date that breaks a link is told, and is the cause of the start', () => {
    const made = withB({ constraints: [{ type: 'MSO', at: '2020-03-04T08:00', hard: true }] });
    expect(notesOf(made)).toEqual([{ note: 'link-broken', activity: 'B', predecessor: 'A', link: 0 }]);
    expect(explainStart(made, 'B')!.causes).toMatchObject([{ cause: 'constraint', constraint: 'MSO', hard: true }]);
  });

  it('a deadline moves no date and shows as float', () => {
    const made = withB({ deadline: '2020-03-05T17:00' });
    expect(early(made, 'B')).toBe('Thu 5 08:00 – Fri 6 17:00');
    expect(floatOf(made, 'B')).toBe(-1);
    // A deadline after the finish gives no float that the project has not.
    expect(floatOf(withB({ deadline: '2020-03-31T17:00' }), 'B')).toBe(0);
  });

  it('dates from outside hold like no-earlier and no-later', () => {
    expect(early(withB({ externalStart: '2020-03-10T08:00' }), 'B')).toBe('Tue 10 08:00 – Wed 11 17:00');
    expect(floatOf(withB({ externalFinish: '2020-03-05T17:00' }), 'B')).toBe(-1);
  });

  it('placed by hand it starts then, with its links broken, and late dates as ever', () => {
    const made = withB({ pinned: '2020-03-03T08:00' });
    expect(early(made, 'B')).toBe('Tue 3 08:00 – Wed 4 17:00');
    // The finish is Wed 17:00; B could be as late as that, A before it as late as Mon 17:00, two days before it does.
    expect(late(made, 'B')).toBe('Tue 3 08:00 – Wed 4 17:00');
    expect(floatOf(made, 'A')).toBe(-2);
    expect(notesOf(made)).toHaveLength(1);
    expect(explainStart(made, 'B')!.causes).toMatchObject([{ cause: 'pinned' }]);
  });

  it('as late as possible is as late as those after it allow', () => {
    // A 3d → C 1d (Thu 5); S 1d → C may be Mon to Wed: as late as possible it is Wed 4.
    const made = solve(
      [
        { id: 'A', duration: '3d' },
        { id: 'S', duration: '1d', asLateAsPossible: true },
        { id: 'C', duration: '1d' },
      ],
      [
        { from: 'A', to: 'C' },
        { from: 'S', to: 'C' },
      ],
    );
    expect(early(made, 'S')).toBe('Wed 4 08:00 – Wed 4 17:00');
    expect(explainStart(made, 'S')!.causes).toMatchObject([{ cause: 'as-late-as-possible' }]);
  });

  it('the promised finish of the project is where late dates begin', () => {
    // Promised for Wed 4, reached Fri 6: two days are missing on both.
    const made = solve(
      [
        { id: 'A', duration: '3d' },
        { id: 'B', duration: '2d' },
      ],
      links,
      { due: '2020-03-04T17:00' },
    );
    expect([floatOf(made, 'A'), floatOf(made, 'B')]).toEqual([-2, -2]);
    expect(late(made, 'A')).toBe('Thu 02-27 08:00 – Mon 2 17:00');
  });

  it('several projects keep their own start and finish', () => {
    // P begins Mon 2 and ends Wed 4; Q begins Mon 9 and ends Tue 10. Nothing in P has float because Q is later, unless the network's finish is asked.
    const activities = [
      { id: 'A', duration: '3d', project: 'P' },
      { id: 'B', duration: '2d', project: 'Q' },
    ];
    const projects = [{ id: 'P' }, { id: 'Q', start: '2020-03-09T08:00' }];
    const made = solve(activities, [], { projects });
    expect([floatOf(made, 'A'), floatOf(made, 'B')]).toEqual([0, 0]);
    expect(early(made, 'B')).toBe('Mon 9 08:00 – Tue 10 17:00');
    // Wed 4 17:00 to Tue 10 17:00 is Thu, Fri, Mon, Tue.
    expect(floatOf(solve(activities, [], { projects }, { floatTo: 'network' }), 'A')).toBe(4);
  });
});

describe('why B starts when it does', () => {
  it('the link that drives, with the end it leaves', () => {
    const explained = explainStart(withB({}), 'B')!;
    expect(explained.causes).toMatchObject([{ cause: 'link', predecessor: 'A', type: 'FS', lag: 0 }]);
    expect(short((explained.causes[0] as { predecessorAt: number }).predecessorAt)).toBe('Wed 4 17:00');
    expect(explained.others.map((other) => [other.cause, other.slack / 480])).toEqual([['project-start', 3]]);
  });

  it('the constraint beside the link that asks less', () => {
    const explained = explainStart(withB({ constraints: [{ type: 'SNET', at: '2020-03-09T08:00' }] }), 'B')!;
    expect(explained.causes).toMatchObject([{ cause: 'constraint', constraint: 'SNET' }]);
    // The link is met two days sooner, the project's start five.
    expect(explained.others.map((other) => [other.cause, other.slack / 480])).toEqual([
      ['link', 2],
      ['project-start', 5],
    ]);
  });

  it('the days on which the calendar kept it waiting, by name', () => {
    const made = solve(
      [
        { id: 'A', duration: '5d' },
        { id: 'B', duration: '1d' },
      ],
      links,
      {
        calendars: [
          {
            id: 'office',
            week: Array.from({ length: 7 }, (_, d) => (d < 5 ? [['08:00', '12:00'] as const, ['13:00', '17:00'] as const] : [])),
            exceptions: [{ from: '2020-03-09', to: '2020-03-09', shifts: [], name: 'flood' }],
          },
        ],
      },
    );
    // A ends Fri 6; Saturday and Sunday, then the flood on Monday; B is Tue 10.
    expect(early(made, 'B')).toBe('Tue 10 08:00 – Tue 10 17:00');
    expect(explainStart(made, 'B')!.waited).toEqual([
      { day: '2020-03-07', reason: undefined },
      { day: '2020-03-08', reason: undefined },
      { day: '2020-03-09', reason: 'flood' },
    ]);
  });

  it('a resource that was busy, when levelling tells', () => {
    const made = withB({});
    const at = 26_385_600 + 3 * 1440;
    expect(explainStart(made, 'B', [{ resource: 'crane', at, ahead: ['X'] }])!.causes.map((cause) => cause.cause)).toContain('resource');
  });
});

describe('the late date of a milestone', () => {
  // W works every day, eight hours, two days from Thu 5 to Fri 6 early; M, in the office calendar, must be there on Mon 9 08:00.
  const daily = { id: 'daily', week: Array.from({ length: 7 }, () => [['08:00', '12:00'] as const, ['13:00', '17:00'] as const]) };
  const plan = (options: ScheduleOptions, kind: Activity['kind'] = 'finish-milestone') =>
    solve(
      [
        { id: 'W', duration: '2d', calendar: 'daily', constraints: [{ type: 'SNET', at: '2020-03-05T08:00' }] },
        { id: 'M', kind, constraints: [{ type: 'MFO', at: '2020-03-09T08:00' }] },
      ],
      [{ from: 'W', to: 'M' }],
      { calendars: [office, daily] },
      options,
    );

  it('is the morning that was named, so that those before it may work on the weekend', () => {
    expect(late(plan({}), 'M')).toBe('Mon 9 08:00 – Mon 9 08:00');
    expect(late(plan({}), 'W')).toBe('Sat 7 08:00 – Sun 8 17:00');
  });

  it('is the evening before where events end work, unless the milestone is a start', () => {
    expect(late(plan({ eventsEndWork: true }), 'M')).toBe('Fri 6 17:00 – Fri 6 17:00');
    expect(late(plan({ eventsEndWork: true }), 'W')).toBe('Thu 5 08:00 – Fri 6 17:00');
    expect(late(plan({ eventsEndWork: true }, 'start-milestone'), 'W')).toBe('Sat 7 08:00 – Sun 8 17:00');
  });
});
