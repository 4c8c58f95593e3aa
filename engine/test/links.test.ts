// Links worked by hand. A is 3 days from Monday 2 March 08:00, so it finishes Wednesday 4 at 17:00; B is 2 days. Office hours are eight a day, Monday to
// Friday; nights are nine hours from 20:00 to 05:00, Monday to Saturday.
import { describe, expect, it } from 'vitest';
import { drivingChain, drivingLinks, type Link } from '../src/index.ts';
import { early, floatOf, late, solve } from './testing-plan.ts';

const days = [
  { id: 'A', duration: '3d' },
  { id: 'B', duration: '2d' },
];
const linked = (link: Partial<Link>) => solve(days, [{ from: 'A', to: 'B', ...link }]);

describe('two activities on one calendar', () => {
  it.each([
    // Finish to start: after Wed 17:00; a day later; a day sooner, which is from Wed 08:00.
    ['FS', 0, 'Thu 5 08:00 – Fri 6 17:00'],
    ['FS', '1d', 'Fri 6 08:00 – Mon 9 17:00'],
    ['FS', '-1d', 'Wed 4 08:00 – Thu 5 17:00'],
    // Start to start: with Mon 08:00; a day later; a day sooner would be before the project begins.
    ['SS', 0, 'Mon 2 08:00 – Tue 3 17:00'],
    ['SS', '1d', 'Tue 3 08:00 – Wed 4 17:00'],
    ['SS', '-1d', 'Mon 2 08:00 – Tue 3 17:00'],
    // Finish to finish: ends with Wed 17:00 and so begins Tue 08:00; a day later; a day sooner is what it does anyway.
    ['FF', 0, 'Tue 3 08:00 – Wed 4 17:00'],
    ['FF', '1d', 'Wed 4 08:00 – Thu 5 17:00'],
    ['FF', '-1d', 'Mon 2 08:00 – Tue 3 17:00'],
    // Start to finish: ends no earlier than Mon 08:00, or three days after it (Wed 17:00), or a day before it.
    ['SF', 0, 'Mon 2 08:00 – Tue 3 17:00'],
    ['SF', '3d', 'Tue 3 08:00 – Wed 4 17:00'],
    ['SF', '-1d', 'Mon 2 08:00 – Tue 3 17:00'],
  ] as const)('%s with a lag of %s: B is %s', (type, lag, dates) => {
    expect(early(linked({ type, lag }), 'B')).toBe(dates);
  });

  it.each([
    // The finish is that of B; A may be as late as the link lets it: B's late start less the lag, and so on.
    // FS: B late Thu 5, so A late Mon 2: no float. FS+1d: B late Fri 6, a day before it is Wed 17:00: none.
    ['FS', 0, 'Mon 2 08:00 – Wed 4 17:00', 0],
    ['FS', '1d', 'Mon 2 08:00 – Wed 4 17:00', 0],
    // FS−1d: the finish is Thu 17:00 from B. A may finish Thu 17:00 as well as far as the project goes; B's late start Wed 08:00 plus a day is Wed 17:00.
    ['FS', '-1d', 'Mon 2 08:00 – Wed 4 17:00', 0],
    // SS: the finish is A's, Wed 17:00: A has none, B may start Tue 08:00, and A's start waits for nobody.
    ['SS', 0, 'Mon 2 08:00 – Wed 4 17:00', 0],
    // FF+1d: the finish is Thu 17:00; A's is a day before it.
    ['FF', '1d', 'Mon 2 08:00 – Wed 4 17:00', 0],
    // SF+3d: the finish is Wed 17:00 for both; A's start is three days before B's finish.
    ['SF', '3d', 'Mon 2 08:00 – Wed 4 17:00', 0],
  ] as const)('%s with a lag of %s: A is %s at the latest, with %s days of float', (type, lag, dates, float) => {
    const made = linked({ type, lag });
    expect(late(made, 'A')).toBe(dates);
    expect(floatOf(made, 'A')).toBe(float);
  });

  it('what is not on the longest chain has the float of the difference', () => {
    // A 3d → C 1d: Thu 5. B 2d → C: B may slip from Tue 17:00 to Wed 17:00, one day. D 1d beside all: from Mon to Thu, three days.
    const made = solve(
      [...days, { id: 'C', duration: '1d' }, { id: 'D', duration: '1d' }],
      [
        { from: 'A', to: 'C' },
        { from: 'B', to: 'C' },
      ],
    );
    expect(['A', 'B', 'C', 'D'].map((id) => floatOf(made, id))).toEqual([0, 1, 0, 3]);
    expect(drivingChain(made, 'C')).toEqual(['A', 'C']);
    expect(drivingLinks(made, 'C')).toEqual([0]);
  });
});

describe('two calendars', () => {
  const mixed = (link: Partial<Link>) =>
    solve(
      [
        { id: 'A', duration: '3d' },
        { id: 'B', duration: '18h', calendar: 'nights' },
      ],
      [{ from: 'A', to: 'B', ...link }],
    );

  it.each([
    // A ends Wed 17:00. The night begins at 20:00; 18 hours are two nights.
    ['FS', 0, 'successor', 'Wed 4 20:00 – Fri 6 05:00'],
    // Nine hours of nights are one night: from Thu 20:00.
    ['FS', '9h', 'successor', 'Thu 5 20:00 – Sat 7 05:00'],
    // Nine office hours are Thursday's eight and one of Friday: Fri 09:00, and the night begins at 20:00; Saturday night follows.
    ['FS', '9h', 'predecessor', 'Fri 6 20:00 – Sun 8 05:00'],
    ['FS', '9h', 'project', 'Fri 6 20:00 – Sun 8 05:00'],
    // Nine hours by the clock: Thu 02:00, in the middle of a night; its three hours, a night of nine, and six more of Fri 20:00 to Sat 02:00.
    ['FS', '9h', '24h', 'Thu 5 02:00 – Sat 7 02:00'],
    ['FS', '9h', { calendar: 'nights' }, 'Thu 5 20:00 – Sat 7 05:00'],
    // A night sooner than Wed 17:00 is the night of Tue: it begins Tue 20:00.
    ['FS', '-9h', 'successor', 'Tue 3 20:00 – Thu 5 05:00'],
    // Eight office hours sooner: Tue 17:00, and Tue 20:00 is the next night.
    ['FS', '-8h', 'predecessor', 'Tue 3 20:00 – Thu 5 05:00'],
    // Start to start: Mon 08:00, the first night is Mon 20:00.
    ['SS', 0, 'successor', 'Mon 2 20:00 – Wed 4 05:00'],
    ['SS', '12h', '24h', 'Mon 2 20:00 – Wed 4 05:00'],
    // Sixteen office hours from Mon 08:00 are over Tue 17:00.
    ['SS', '16h', 'predecessor', 'Tue 3 20:00 – Thu 5 05:00'],
    // Finish to finish: the two nights before are done by Wed 05:00; the end waits for Wed 17:00, when no night is.
    ['FF', 0, 'successor', 'Mon 2 20:00 – Wed 4 17:00'],
    // Nine hours of nights later is Thu 05:00: the nights of Tue and Wed.
    ['FF', '9h', 'successor', 'Tue 3 20:00 – Thu 5 05:00'],
    ['FF', '12h', '24h', 'Tue 3 20:00 – Thu 5 05:00'],
    // Start to finish: 45 hours by the clock after Mon 08:00 is Wed 05:00.
    ['SF', '45h', '24h', 'Mon 2 20:00 – Wed 4 05:00'],
  ] as const)('%s with %s in the calendar of the %s', (type, lag, lagCalendar, dates) => {
    expect(early(mixed({ type, lag, lagCalendar }), 'B')).toBe(dates);
  });

  it('a single chain over both calendars has no float on either side', () => {
    const made = mixed({ lag: '9h', lagCalendar: '24h' });
    expect([floatOf(made, 'A'), floatOf(made, 'B')]).toEqual([0, 0]);
    // B starts Thu 02:00; nine hours before is Wed 17:00, the end of A.
    expect(late(made, 'A')).toBe('Mon 2 08:00 – Wed 4 17:00');
  });

  it('float is counted in the activity’s own calendar', () => {
    // B is done Wed 05:00 (Mon and Tue nights), the finish is A's, Wed 17:00: nothing of a night lies between, so B has none, though 12 hours pass.
    const made = mixed({ type: 'SS' });
    expect(floatOf(made, 'B')).toBe(0);
    // A 6 days would end Mon 9 17:00: the nights of Wed to Sat are 36 hours of float for B, four and a half days of eight hours.
    const longer = solve(
      [
        { id: 'A', duration: '6d' },
        { id: 'B', duration: '18h', calendar: 'nights' },
      ],
      [{ from: 'A', to: 'B', type: 'SS' }],
    );
    expect(floatOf(longer, 'B')).toBe(4.5);
  });
});

describe('events', () => {
  it.each([
    // After Wed 17:00: a milestone stays at the end of the work, a start milestone is at the next beginning, a finish milestone at the end.
    ['milestone', 'Wed 4 17:00'],
    ['finish-milestone', 'Wed 4 17:00'],
    ['start-milestone', 'Thu 5 08:00'],
  ] as const)('a %s after A is at %s', (kind, at) => {
    const made = solve(
      [
        { id: 'A', duration: '3d' },
        { id: 'M', kind },
      ],
      [{ from: 'A', to: 'M' }],
    );
    expect(early(made, 'M')).toBe(`${at} – ${at}`);
    expect(floatOf(made, 'M')).toBe(0);
  });

  it('a level of effort spans from the start it is linked with to the finish it is linked with, and drives nothing', () => {
    const made = solve(
      [
        { id: 'A', duration: '3d' },
        { id: 'B', duration: '2d' },
        { id: 'L', kind: 'level-of-effort' },
      ],
      [
        { from: 'A', to: 'B' },
        { from: 'A', to: 'L', type: 'SS' },
        { from: 'L', to: 'B', type: 'FF' },
      ],
    );
    expect(early(made, 'L')).toBe('Mon 2 08:00 – Fri 6 17:00');
    expect(early(made, 'B')).toBe('Thu 5 08:00 – Fri 6 17:00');
  });

  it('a summary spans what is below it, summaries included', () => {
    const made = solve(
      [
        { id: 'all', kind: 'summary', spans: ['part', 'B'] },
        { id: 'part', kind: 'summary', spans: ['A'] },
        { id: 'A', duration: '3d' },
        { id: 'B', duration: '2d' },
      ],
      [{ from: 'A', to: 'B' }],
    );
    expect(early(made, 'part')).toBe('Mon 2 08:00 – Wed 4 17:00');
    expect(early(made, 'all')).toBe('Mon 2 08:00 – Fri 6 17:00');
  });
});
