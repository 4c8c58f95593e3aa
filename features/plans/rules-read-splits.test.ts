// The rarer habits of other tools, each on a small file worked by hand: interrupted tasks, tasks that begin before their project, delays by levelling,
// finished activities that should have waited, open ends. All begin on Monday 2 March 2020; office hours are 08–12 and 13–17.
import { describe, expect, it } from 'vitest';
import { scheduleFile } from './door.ts';
import { projectFile, xerText } from './testing-files.ts';

const told = (name: string, text: string) => scheduleFile(name, new TextEncoder().encode(text), { compare: true });
const early = (one: { earlyStart: string; earlyFinish: string }): string =>
  `${one.earlyStart.slice(5, 13)} ${one.earlyFinish.slice(5, 13)}`;
const lateOf = (one: { lateStart: string; lateFinish: string }): string => `${one.lateStart.slice(5, 13)} ${one.lateFinish.slice(5, 13)}`;

const period = (day: string, hours: number | undefined, kind = 1): string =>
  `<TimephasedData><Type>${kind}</Type><Start>2020-03-${day}T08:00:00</Start><Finish>2020-03-${day}T17:00:00</Finish><Unit>2</Unit>${hours === undefined ? '' : `<Value>PT${hours}H0M0S</Value>`}</TimephasedData>`;
/** Hours by day of one assignment. */
const assigned = (task: number, who: number, days: Readonly<Record<string, number>>, kind = 1): string =>
  `<Assignment><TaskUID>${task}</TaskUID><ResourceUID>${who}</ResourceUID>${Object.entries(days)
    .map(([day, hours]) => period(day.slice(1), hours, kind))
    .join('')}</Assignment>`;

describe('Microsoft Project', () => {
  it('a task that was split works around the gap, and takes it along when it slips', () => {
    // Two days of work on Mon 2 and Thu 5, nothing on Tue and Wed; task 2 takes ten days, to Fri 13: the split one may end then, and so begin Tue 10.
    const work = { _02: 8, _03: 0, _04: 0, _05: 8 };
    const file = (who: string) =>
      told(
        'a.xml',
        projectFile(
          [
            { uid: 1, hours: 16 },
            { uid: 2, hours: 80 },
          ],
          `<Assignments>${who}</Assignments>`,
        ),
      );
    const [split] = file(assigned(1, 7, work)).activities;
    expect(early(split!)).toBe('03-02T08 03-05T17');
    expect(lateOf(split!)).toBe('03-10T08 03-13T17');
    // A second person who works on Tuesday leaves a gap of a day only.
    expect(early(file(assigned(1, 7, work) + assigned(1, 8, { ...work, _03: 8 })).activities[0]!)).toBe('03-02T08 03-04T17');
    // Half an hour without work is none; nor is a rest before the first work.
    expect(early(file(assigned(1, 7, { _02: 0, _03: 8, _04: 8 })).activities[0]!)).toBe('03-02T08 03-03T17');
  });

  it('what is left of a task begun goes on when it resumes, and its late start is told as the actual one', () => {
    const more =
      '<ActualStart>2020-03-02T08:00:00</ActualStart><PercentComplete>50</PercentComplete><RemainingDuration>PT8H0M0S</RemainingDuration><Stop>2020-03-05T08:00:00</Stop><Resume>2020-03-05T08:00:00</Resume>';
    const [begun] = told(
      'a.xml',
      projectFile([
        { uid: 1, hours: 16, more },
        { uid: 2, hours: 40 },
      ]),
    ).activities;
    expect(early(begun!)).toBe('03-02T08 03-05T17');
    expect(lateOf(begun!)).toBe('03-02T08 03-06T17');
    expect(begun!.totalFloatMinutes).toBe(480);
  });

  it('a task that waits for nothing begins when its constraint says, be it before the project; one that waits does not', () => {
    const on = (type: number, day: string): string =>
      `<ConstraintType>${type}</ConstraintType><ConstraintDate>2020-${day}:00</ConstraintDate>`;
    const made = told(
      'a.xml',
      projectFile([
        { uid: 1, hours: 8, more: on(4, '02-24T08:00') },
        // Ends no earlier than Tue 3: two days, so Mon 2; three days, so Fri 28 February.
        { uid: 2, hours: 16, more: on(6, '03-03T17:00') },
        { uid: 3, hours: 24, more: on(6, '03-03T17:00') },
        { uid: 4, hours: 8, after: [{ uid: 1 }], more: on(4, '02-24T08:00') },
      ]),
    );
    expect(made.activities.map(early)).toEqual(['02-24T08 02-24T17', '03-02T08 03-03T17', '02-28T08 03-03T17', '03-02T08 03-02T17']);
    // One finish for all: Tue 3; task 1 before task 4.
    expect(made.activities.map((one) => one.lateFinish.slice(5, 10))).toEqual(['03-02', '03-03', '03-03', '03-03']);
  });

  it('a project reckoned from its finish: tasks stand as late as they may, and their early dates are those they could have', () => {
    const late = '<ConstraintType>1</ConstraintType>';
    const file = projectFile(
      [
        { uid: 1, hours: 8, more: late },
        { uid: 2, hours: 16, after: [{ uid: 1 }], more: late },
        { uid: 3, hours: 40, more: late },
      ],
      '<FinishDate>2020-03-06T17:00:00</FinishDate>',
    ).replace('<ScheduleFromStart>1', '<ScheduleFromStart>0');
    const made = told('a.xml', file);
    expect(made.activities.map(early)).toEqual(['03-02T08 03-02T17', '03-03T08 03-04T17', '03-02T08 03-06T17']);
    expect(made.activities.map(lateOf)).toEqual(['03-04T08 03-04T17', '03-05T08 03-06T17', '03-02T08 03-06T17']);
    expect(made.activities.map((one) => one.start.slice(5, 10))).toEqual(['03-04', '03-05', '03-02']);
  });

  it('a delay by levelling is waited for round the clock', () => {
    const delay = (days: number): string => `<LevelingDelay>${days * 14_400}</LevelingDelay>`;
    const made = told(
      'a.xml',
      projectFile([
        { uid: 1, hours: 8, more: delay(2) },
        // Task 1 ends Wed 17:00; three days later is Sat 17:00, so Monday.
        { uid: 2, hours: 8, after: [{ uid: 1 }], more: delay(3) },
      ]),
    );
    expect(made.activities.map(early)).toEqual(['03-04T08 03-04T17', '03-09T08 03-09T17']);
  });
});

describe('Primavera', () => {
  // A05, two days from Tue 3 (Wed 4 is off), was to come before A10, which has finished all the same.
  const before = xerText
    .replace('\r\n%T\tTASKPRED', '\r\n%R\t105\t10\t1\tTT_Task\tTK_NotStart\tA05\t拆迁\t16\t16\t\t\t\t\t\t\t\t\t\r\n%T\tTASKPRED')
    .replace('\r\n%E', '\r\n%R\t4\t100\t105\t10\t10\tPR_FS\t0\r\n%E');
  const dates = (text: string) => new Map(told('p.xer', text).activities.map((one) => [one.id, one]));

  it('retained logic: a finished activity that should have waited lets nobody past', () => {
    const held = dates(before);
    expect(early(held.get('A05')!)).toBe('03-03T08 03-05T17');
    // The twelve hours that are left of A20 wait for A10 and so for A05: Fri 6 08:00 to Mon 9 12:00.
    expect(held.get('A20')).toMatchObject({ earlyStart: '2020-03-06T08:00:00', earlyFinish: '2020-03-09T12:00:00' });
    expect(held.get('A05')).toMatchObject({ totalFloatMinutes: 0, critical: true });
    const override = dates(before.replace('\tY\tY\tFT_FF\trcal_Predecessor\tN\t', '\tY\tN\tFT_FF\trcal_Predecessor\tY\t'));
    expect(override.get('A20')).toMatchObject({ earlyStart: '2020-03-03T08:00:00' });
  });

  it('open ends are critical where the file says so', () => {
    expect(dates(xerText).get('A50')!.totalFloatMinutes).toBe(480);
    const critical = xerText
      .replace('sched_use_project_end_date_for_float', 'sched_open_critical_flag')
      .replace('rcal_Predecessor\tN\tY', 'rcal_Predecessor\tN\tY');
    expect(dates(critical).get('A50')!.totalFloatMinutes).toBe(0);
    expect(dates(critical).get('A20')!.totalFloatMinutes).toBe(0);
  });

  it('what was once planned of an activity begun may be a slip of centuries: what is left counts', () => {
    const slip = xerText.replace('基坑开挖\t20\t12', '基坑开挖\t5469776\t12');
    expect(dates(slip).get('A20')).toMatchObject({ earlyFinish: '2020-03-05T12:00:00' });
  });

  it('an activity whose calendar is not in the file is told', () => {
    const lost = told('p.xer', xerText.replace('%R\t102\t10\t1\t', '%R\t102\t10\t99\t'));
    expect(lost.remarks).toEqual([{ rule: 'calendar-not-in-the-file', activity: 'A30' }]);
  });
});
