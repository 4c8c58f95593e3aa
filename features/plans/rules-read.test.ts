// Plans of other tools through the door of the room: read, scheduled, and held against the dates they store. The stored dates of the small files here
// are worked by hand in testing-files.ts; real files are tried where SANZAO_SAMPLES names a folder with `schedules/`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../vocabulary/problems.ts';
import { scheduleFile } from './door.ts';
import { primaveraFile, projectFile, projectTasks, xerText } from './testing-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ask = { compare: true };
const compared = (name: string, content: Uint8Array) => scheduleFile(name, content, ask).compare!;

describe('Microsoft Project', () => {
  it('agrees with every stored date: summaries, links of summaries, lags in days and percent, elapsed hours, constraints', () => {
    const { compared: count, equal, different } = compared('a.xml', bytes(projectFile(projectTasks)));
    expect(different).toEqual([]);
    expect(count).toBe(8);
    expect(equal).toEqual({ earlyStart: 8, earlyFinish: 8, lateStart: 6, lateFinish: 6, totalFloat: 5 });
  });

  it('tells who drives whom, in names, and what is critical', () => {
    const { activities, project } = scheduleFile('a.xml', bytes(projectFile(projectTasks)), { compare: false });
    expect(project).toEqual({ start: '2020-03-02T08:00:00', finish: '2020-03-11T17:00:00', dataDate: null });
    const byId = new Map(activities.map((one) => [one.id, one]));
    expect(byId.get('4')).toMatchObject({ name: '任务 4', driving: ['3'], critical: true, totalFloatMinutes: 0 });
    expect(byId.get('5')).toMatchObject({ critical: false, totalFloatMinutes: 2880 });
  });

  it('a task placed by hand stays where it is, and the break is told', () => {
    const tasks = [
      { uid: 1, hours: 24 },
      { uid: 2, hours: 8, after: [{ uid: 1 }], more: '<Manual>1</Manual><ManualStart>2020-03-03T08:00:00</ManualStart>' },
    ];
    const told = scheduleFile('a.xml', bytes(projectFile(tasks)), ask);
    expect(told.activities[1]!.earlyStart).toBe('2020-03-03T08:00:00');
    expect(told.notes).toMatchObject([{ note: 'link-broken', activity: '2', predecessor: '1' }]);
  });

  it('holidays, recurring ones and weeks of their own are days off', () => {
    const exception = (first: string, last: string, more: string) =>
      `<Exception><TimePeriod><FromDate>${first}T00:00:00</FromDate><ToDate>${last}T23:59:00</ToDate></TimePeriod>${more}<DayWorking>0</DayWorking></Exception>`;
    // Every second Thursday from 5 March (bit 4): Thu 5, not Thu 12; the 10th of a month; the first Wednesday of March (Wednesday is 6, first is 0).
    const calendar = `<Exceptions>${exception('2020-03-05', '2020-03-31', '<Type>6</Type><Period>2</Period><DaysOfWeek>16</DaysOfWeek>')}${exception('2020-03-01', '2020-04-30', '<Type>4</Type><Period>1</Period><MonthDay>10</MonthDay>')}${exception('2020-03-01', '2020-03-31', '<Type>3</Type><Month>2</Month><MonthItem>6</MonthItem><MonthPosition>0</MonthPosition>')}</Exceptions><WorkWeeks><WorkWeek><TimePeriod><FromDate>2020-03-06T00:00:00</FromDate><ToDate>2020-03-06T00:00:00</ToDate></TimePeriod><WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks>`;
    // Four days from Mon 2: Mon, Tue, (Wed 4, Thu 5, Fri 6 off), Mon 9, (Tue 10 off), Wed 11.
    const told = scheduleFile('a.xml', bytes(projectFile([{ uid: 1, hours: 32 }], '', calendar)), ask);
    expect(told.project.finish).toBe('2020-03-11T17:00:00');
  });

  it('those who do a task bring their calendars: one of several is enough, beside its own all must work, unless it leaves theirs out', () => {
    // Calendar 2 stands on the first and has Thursday and Friday off. Four days: Mon, Tue, Wed and Mon 9 with it; to Thu 5 without.
    const off = (type: number) => `<WeekDay><DayType>${type}</DayType><DayWorking>0</DayWorking></WeekDay>`;
    const calendar = `</Calendar><Calendar><UID>2</UID><Name>前三天</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays>${off(5)}${off(6)}</WeekDays>`;
    const resource = (uid: number, own: number) => `<Resource><UID>${uid}</UID><Type>1</Type><CalendarUID>${own}</CalendarUID></Resource>`;
    const assigned = (task: number, who: number) => `<Assignment><TaskUID>${task}</TaskUID><ResourceUID>${who}</ResourceUID></Assignment>`;
    const head = `<Resources>${resource(1, 1)}${resource(2, 2)}</Resources><Assignments>${assigned(1, 2)}${assigned(2, 1)}${assigned(2, 2)}${assigned(3, 2)}${assigned(4, 2)}</Assignments>`;
    const own = '<CalendarUID>1</CalendarUID>';
    const tasks = [
      { uid: 1, hours: 32 },
      { uid: 2, hours: 32 },
      { uid: 3, hours: 32, more: own },
      { uid: 4, hours: 32, more: `${own}<IgnoreResourceCalendar>1</IgnoreResourceCalendar>` },
    ];
    const told = scheduleFile('a.xml', bytes(projectFile(tasks, head, calendar)), ask);
    expect(told.activities.map((one) => one.earlyFinish.slice(5, 10))).toEqual(['03-09', '03-05', '03-09', '03-05']);
  });

  it('what was not recalculated is told by the link that its dates break', () => {
    const tasks = [
      { uid: 1, hours: 24, early: ['2020-03-02T08:00', '2020-03-04T17:00'] as [string, string] },
      { uid: 2, hours: 8, after: [{ uid: 1 }], early: ['2020-03-02T08:00', '2020-03-02T17:00'] as [string, string] },
    ];
    const { different } = compared('a.xml', bytes(projectFile(tasks)));
    expect(different.map((one) => [one.id, one.field, one.why])).toEqual([
      ['2', 'earlyStart', 'stored-dates-break-link-from 1'],
      ['2', 'earlyFinish', 'stored-dates-break-link-from 1'],
    ]);
  });
});

describe('Primavera', () => {
  it('XML agrees with every stored date: a holiday, hours with a comma, a lag in the calendar of the predecessor', () => {
    const { compared: count, equal, different } = compared('p.xml', bytes(primaveraFile));
    expect(different).toEqual([]);
    expect(count).toBe(3);
    expect(equal).toEqual({ earlyStart: 3, earlyFinish: 3, lateStart: 3, lateFinish: 3, totalFloat: 3 });
  });

  it.each(['utf8', 'gb18030'])('XER in %s agrees with every stored date: begun, finished, a finish milestone, a constraint', (encoding) => {
    const content = iconv.encode(xerText, encoding);
    const { compared: count, equal, different } = compared('p.xer', content);
    expect(different).toEqual([]);
    expect(count).toBe(4);
    expect(equal).toEqual({ earlyStart: 4, earlyFinish: 4, lateStart: 4, lateFinish: 4, totalFloat: 4 });
    const told = scheduleFile('p.xer', content, { compare: false });
    expect(told.activities.map((one) => [one.id, one.name])).toContainEqual(['A20', '基坑开挖']);
    expect(told.project.dataDate).toBe('2020-03-03T00:00:00');
  });
});

describe('our own JSON', () => {
  const plan = {
    start: '2020-03-02T08:00',
    activities: [
      { id: 'A', name: '立项', duration: '5d' },
      { id: 2, duration: '3d' },
    ],
    links: [{ from: 'A', to: 2, type: 'FS', lag: '1d' }],
  };
  const told = (value: unknown, more = {}) => scheduleFile('p.json', bytes(JSON.stringify(value)), { compare: false, ...more });

  it('is the problem of the engine; a promised day counts until it ends', () => {
    // A to Fri 6, a day, then Tue 10 to Thu 12. Promised for Tue 10: two days are missing.
    const late = told(plan, { due: '2020-03-10' });
    expect(late.project.finish).toBe('2020-03-12T17:00:00');
    expect(late.activities.map((one) => [one.id, one.totalFloatMinutes])).toEqual([
      ['A', -960],
      ['2', -960],
    ]);
  });

  it('begins when it is told to', () => {
    expect(told(plan, { from: '2020-03-09T08:00' }).project.start).toBe('2020-03-09T08:00:00');
  });

  it.each<[string, unknown]>([
    ['plans.wrong-shape', { start: '2020-03-02' }],
    ['plans.cycle', { ...plan, links: [...plan.links, { from: 2, to: 'A' }] }],
    ['plans.self-link', { ...plan, links: [{ from: 'A', to: 'A' }] }],
    ['plans.unknown-activity', { ...plan, links: [{ from: 'A', to: 'Z' }] }],
    ['plans.duplicate-activity', { ...plan, activities: [plan.activities[0], plan.activities[0]] }],
    ['plans.wrong-calendar', { ...plan, calendar: 'moon' }],
    ['plans.wrong-value', { ...plan, activities: [{ id: 'A', duration: '-5d' }], links: [] }],
    [
      'plans.reversed',
      {
        ...plan,
        activities: [
          {
            id: 'A',
            duration: 1,
            constraints: [
              { type: 'SNET', at: '2020-04-01' },
              { type: 'MSO', at: '2020-03-01' },
            ],
          },
        ],
        links: [],
      },
    ],
    [
      'plans.calendar-ends',
      {
        ...plan,
        calendars: [
          {
            id: 's',
            week: [[], [], [], [], [], [], []],
            exceptions: [{ from: '2020-03-02', to: '2020-03-02', shifts: [['08:00', '16:00']] }],
          },
        ],
      },
    ],
  ])('is refused as %s when it cannot be', (code, value) => {
    expect(() => told(value)).toThrow(Refusal);
    try {
      told(value);
    } catch (error) {
      expect((error as Refusal).problem.code).toBe(code);
    }
  });
});

describe('anything else', () => {
  it('is refused with a sentence, whatever was cut, doubled or turned', () => {
    const files = [projectFile(projectTasks), primaveraFile, xerText];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '<', '\t', '9999999999', '](', '\u0000'),
        (file, a, b, put) => {
          const [from, to] = [Math.min(a % file.length, b % file.length), Math.max(a % file.length, b % file.length)];
          try {
            const told = scheduleFile('x', bytes(file.slice(0, from) + put + file.slice(to)), ask);
            for (const activity of told.activities) expect(activity.earlyStart).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(() => scheduleFile('x', bytes('hello'), ask)).toThrow(/not a plan/);
  });
});

const samples = join(process.env.SANZAO_SAMPLES ?? '', 'schedules');
describe.skipIf(process.env.SANZAO_SAMPLES === undefined || !existsSync(samples))('real files', () => {
  const files = process.env.SANZAO_SAMPLES && existsSync(samples) ? readdirSync(samples).filter((name) => /\.(xml|xer)$/.test(name)) : [];
  it.each(files)('%s is scheduled, and each difference from its stored dates has a reason', (name) => {
    const { compare } = scheduleFile(name, readFileSync(join(samples, name)), ask);
    for (const one of compare!.different) expect(one.why).not.toBe('');
  });

  it.each([
    'baselines',
    'mspdinulltasks',
    'mspdirelations',
    'sample.xml',
    'task-links-project2010',
    'task-links-project2019',
    'MultiprojectWithExternal',
  ])('%s agrees fully', (part) => {
    for (const name of files.filter((file) => file.includes(part)))
      expect(scheduleFile(name, readFileSync(join(samples, name)), ask).compare!.different).toEqual([]);
  });
});
