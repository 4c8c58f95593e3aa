// Plans as files, without a database: what is written and read again is the same plan — ours as Microsoft Project XML and as an Excel table, files of other
// tools as they were read. Real files are tried where SANZAO_SAMPLES names a folder with `schedules/`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity, CalendarProblem, Link, NetworkProblem } from '../../engine/src/index.ts';
import { dayNumber, dayText } from '../../engine/src/index.ts';
import { convertFile, scheduleFile } from './door.ts';
import { readPlanFile } from './reading.ts';
import { brought } from './rules-bring.ts';
import { calendarsOf, daysLater } from './rules-calendars.ts';
import { converted } from './rules-convert.ts';
import { type NodeFacts, type PlanFacts, passesOf } from './rules-passes.ts';
import { projectOfPlan } from './rules-project-plan.ts';
import type { PlanRead } from './rules-read.ts';
import { scheduleRead } from './rules-schedule.ts';
import { predecessorsText, readPredecessors } from './rules-table-words.ts';
import { projectXml } from './rules-write-project.ts';
import { testCalendar, testLink, testNode } from './testing.ts';
import { primaveraFile, projectFile, projectTasks, xerText } from './testing-files.ts';
import type { PlanLink } from './words.ts';
import type { BringLevel } from './words-exchange.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const calendars = calendarsOf(testCalendar, '220421', 'factory', '2020-03-15', null);
const between = (from: string, to: string): number => daysLater(calendars.by.working, dayNumber(from)!, dayNumber(to)!);
const taken = (content: string | Uint8Array, level?: BringLevel, name = 'a.xml') => {
  const read = readPlanFile(name, typeof content === 'string' ? bytes(content) : content);
  const told = scheduleRead(read, { compare: true });
  if (!('ok' in told)) throw new Error(JSON.stringify(told.errors[0]));
  return brought(read, told.ok, level, between);
};

/** What a reading says, with calendars told by what they are instead of by their number, and links in no order. */
function shape(read: PlanRead) {
  const { problem, options, stored } = read;
  const calendars = problem.calendars as readonly CalendarProblem[];
  const told = (id: string | undefined): unknown => {
    const one = calendars.find((calendar) => calendar.id === id);
    return one ? [one.name, one.week, one.exceptions ?? [], one.minutesPerDay] : id;
  };
  return JSON.parse(
    JSON.stringify({
      options,
      stored: [...stored],
      start: problem.start,
      due: problem.due,
      calendar: told(problem.calendar),
      calendars: calendars.map((one) => told(one.id)),
      activities: problem.activities.map((one) => ({ ...one, calendar: told(one.calendar) })),
      links: problem.links.map(({ from, to, type, lag, lagCalendar }) => JSON.stringify([from, to, type, lag, lagCalendar])).sort(),
    }),
  );
}
const writtenAndRead = (read: PlanRead): PlanRead => readPlanFile('b.xml', bytes(projectXml(converted('b', read).project)));

describe('Microsoft Project XML', () => {
  it('what is read of a file, written out and read again, is the same', () => {
    const read = readPlanFile('a.xml', bytes(projectFile(projectTasks)));
    expect(shape(writtenAndRead(read))).toEqual(shape(read));
  });

  const samples = join(process.env.SANZAO_SAMPLES ?? '', 'schedules');
  const files =
    process.env.SANZAO_SAMPLES && existsSync(samples)
      ? readdirSync(samples).filter(
          (name) => name.endsWith('.xml') && readFileSync(join(samples, name), 'utf8').slice(0, 900).includes('<Project '),
        )
      : [];
  it.skipIf(files.length === 0)('so it is with every real file', () => {
    expect(files.length).toBeGreaterThan(8);
    for (const name of files) {
      const read = readPlanFile(name, readFileSync(join(samples, name)));
      expect(shape(writtenAndRead(read)), name).toEqual(shape(read));
      expect(converted(name, read).leftOut, name).toEqual([]);
    }
  });

  it('and with any network that program could have made', () => {
    const day = fc.integer({ min: 18_430, max: 18_900 }).map(dayText);
    const time = fc.tuple(day, fc.constantFrom('08:00:00', '12:00:00', '17:00:00')).map(([d, t]) => `${d}T${t}`);
    const office = [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ] as const;
    const calendar = fc.record({
      week: fc.array(fc.constantFrom<CalendarProblem['week'][number]>([], office, [['00:00', '24:00']], [['20:00', '24:00']]), {
        minLength: 7,
        maxLength: 7,
      }),
      exceptions: fc.array(
        fc.record({
          from: day,
          to: day,
          shifts: fc.constantFrom([], [['09:00', '15:30']] as const),
          name: fc.constantFrom('春节', '停工 & 检修', 'a<b'),
        }),
        { maxLength: 4 },
      ),
    });
    const activity = fc.record({
      name: fc.stringMatching(/^[A-Za-z<>&'一-龥]{1,12}$/),
      minutes: fc.constantFrom(0, 30, 480, 2400, 12_345),
      calendar: fc.constantFrom(undefined, '2', '24h'),
      constraint: fc.option(
        fc.record({ type: fc.constantFrom('SNET' as const, 'FNLT' as const, 'MSO' as const, 'FNET' as const), at: time }),
        { nil: undefined },
      ),
      deadline: fc.option(time, { nil: undefined }),
      alap: fc.boolean(),
      progress: fc.constantFrom('none', 'started', 'finished'),
      inside: fc.boolean(),
    });
    const link = fc.record({
      type: fc.constantFrom('FS' as const, 'SS' as const, 'FF' as const, 'SF' as const),
      lag: fc.integer({ min: -3000, max: 9000 }),
      clock: fc.boolean(),
      span: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(calendar, fc.array(activity, { minLength: 1, maxLength: 12 }), fc.array(link, { maxLength: 12 }), (own, made, wanted) => {
        const activities = made.map(
          (one, place): Activity => ({
            id: String(place + 1),
            name: one.name,
            kind: one.minutes === 0 ? 'milestone' : 'task',
            duration: one.minutes,
            calendar: one.calendar,
            constraints: one.constraint ? [one.constraint] : undefined,
            asLateAsPossible: one.alap && !one.constraint ? true : undefined,
            deadline: one.deadline,
            ...(one.progress === 'finished' && { actualStart: '2020-03-02T08:00:00', actualFinish: '2020-03-04T17:00:00' }),
            ...(one.progress === 'started' && { actualStart: '2020-03-02T08:00:00', remaining: Math.floor(one.minutes / 2) }),
          }),
        );
        const inside = activities.filter((_, place) => made[place]!.inside).map((one) => one.id);
        const outside = activities.filter((one) => !inside.includes(one.id));
        const summary: Activity[] = inside.length > 0 ? [{ id: '900', name: '汇总', kind: 'summary', spans: inside }] : [];
        const seen = new Set<string>();
        const links = wanted.flatMap((one, place): Link[] => {
          const [from, to] = [(place % made.length) + 1, (place % made.length) + 1 + one.span];
          const key = `${from}/${to}/${one.type}`;
          if (to > made.length || seen.has(key)) return [];
          seen.add(key);
          return [{ from: String(from), to: String(to), type: one.type, lag: one.lag, lagCalendar: one.clock ? '24h' : undefined }];
        });
        const ordered = own.exceptions.filter((one) => one.from <= one.to);
        const usual = { id: '1', name: '标准', week: [office, office, office, office, office, [], []], exceptions: [], minutesPerDay: 480 };
        const problem: NetworkProblem = {
          start: '2020-03-02T08:00:00',
          calendar: '1',
          calendars: [usual, { id: '2', name: '自己的', week: own.week, exceptions: ordered, minutesPerDay: 480 }],
          lagCalendar: 'successor',
          activities: [...outside, ...summary, ...activities.filter((one) => inside.includes(one.id))],
          links,
        };
        const read: PlanRead = {
          tool: 'microsoft-project',
          problem,
          options: { progress: 'progress-override', floatTo: 'network', criticalFloat: 0 },
          stored: new Map(problem.activities.map((one) => [one.id, {}])),
          remarks: [],
        };
        expect(shape(writtenAndRead(read))).toEqual(shape(read));
      }),
      { numRuns: 200 },
    );
  });

  it('a file of Primavera becomes one of Microsoft Project with the same dates; what that program has no word for is named', () => {
    const { xml, leftOut } = convertFile('p.xer', bytes(xerText));
    const before = scheduleFile('p.xer', bytes(xerText), { compare: false });
    const after = scheduleFile('p.xml', bytes(xml), { compare: false });
    expect(after.activities.map((one) => [one.name, one.start])).toEqual(before.activities.map((one) => [one.name, one.start]));
    expect(leftOut).toEqual([]);
    expect(xml).toContain('<Alias>原编号</Alias>');
  });
});

// ── plans of ours ──

const word = fc.constantFrom('环评审批', 'A & B <三>', '基础施工（一期）', '"引号"', 'permit');
const anyNode = fc.record({
  zh: word,
  en: fc.constantFrom('', 'Foundations', 'a "b" & c'),
  kind: fc.constantFrom('milestone' as const, 'matter' as const, 'work' as const),
  stage: fc.constantFrom(
    'preparation' as const,
    'start' as const,
    'statistics' as const,
    'construction' as const,
    'production' as const,
    'capacity' as const,
  ),
  stream: fc.constantFrom('procedures' as const, 'land' as const, 'clearance' as const, 'own' as const, 'acceptance' as const),
  organisation: fc.constantFrom('', '住建部门/审图机构', '县<局>'),
  post: fc.constantFrom('', '科长'),
  person: fc.constantFrom('', '苗砚秋'),
  days: fc.integer({ min: 0, max: 120 }),
  unit: fc.constantFrom('working' as const, 'calendar' as const),
  statutoryDays: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  committedDays: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  basis: fc.constantFrom('', '环评法22条; 城乡规划法'),
  confirmed: fc.boolean(),
  outdoor: fc.boolean(),
  holdPoint: fc.boolean(),
  fixed: fc.boolean(),
  note: fc.constantFrom('', '等省里批复，\n再报一次', '=1+1'),
  progress: fc.constantFrom('none', 'none', 'started', 'finished'),
  daysLeft: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  blocked: fc.boolean(),
});
const anyLink = fc.record({
  span: fc.integer({ min: 1, max: 4 }),
  type: fc.constantFrom('FS' as const, 'SS' as const, 'FF' as const, 'SF' as const),
  lag: fc.integer({ min: -9, max: 30 }),
  unit: fc.constantFrom('working' as const, 'calendar' as const),
});
const anyPlan = fc
  .record({ nodes: fc.array(anyNode, { minLength: 1, maxLength: 15 }), links: fc.array(anyLink, { maxLength: 20 }) })
  .map(({ nodes, links }): PlanFacts => {
    const made = nodes.map(({ progress, blocked, daysLeft, ...node }, position): NodeFacts => {
      const started = progress !== 'none';
      const days = node.kind === 'milestone' ? 0 : node.days;
      return testNode(`N${position + 1}`, {
        ...node,
        days,
        position,
        promise: position === nodes.length - 1,
        actualStart: started ? '2020-03-10' : null,
        actualFinish: progress === 'finished' ? '2020-03-12' : null,
        daysLeft: progress === 'started' && days > 0 ? daysLeft : null,
        blockedReason: blocked && progress === 'none' ? '等资金' : null,
        blockedUntil: blocked && progress === 'none' ? '2020-04-20' : null,
      });
    });
    const seen = new Set<string>();
    return {
      start: '2020-03-02',
      promised: '2020-12-30',
      asOf: '2020-03-15',
      nodes: made,
      links: links.flatMap((one, place): PlanLink[] => {
        const [from, to] = [place % made.length, (place % made.length) + one.span];
        const key = `${from}/${to}/${one.type}`;
        if (to >= made.length || seen.has(key)) return [];
        seen.add(key);
        return [testLink(made[from]!.code, made[to]!.code, { type: one.type, lag: one.lag, unit: one.unit })];
      }),
    };
  });
const inOrder = (links: readonly PlanLink[]): string[] =>
  links.map((one) => JSON.stringify([one.from, one.to, one.type, one.lag, one.unit])).sort();
const about = {
  projectName: '轴承 & 生产线',
  template: { region: '000000', code: 'factory-filing', version: 1 },
  type: 'factory' as const,
  route: 'filing' as const,
};
const reckoned = (plan: PlanFacts) => {
  const made = passesOf(plan, calendars);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.passes;
};

describe('a plan of ours', () => {
  it('comes back from Microsoft Project XML as it went: nodes, duties, days, links, what happened, the promise, its template', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const passes = reckoned(plan);
        const days = Object.fromEntries(plan.nodes.map((node) => [node.code, '2020-11-20']));
        const baseline = {
          id: 'b',
          number: 1,
          kind: 'set' as const,
          source: 'latest' as const,
          name: '基线1',
          promisedDay: plan.promised,
          days,
          reason: '',
          proposedById: 'a',
          proposedBy: '',
          proposedAt: '',
          decision: 'approved' as const,
          decidedBy: '',
          decidedAt: '',
          note: '',
        };
        const back = taken(projectXml(projectOfPlan(about, plan, passes, [baseline])));
        expect(back.nodes.map((one) => one.node)).toEqual(plan.nodes);
        expect(inOrder(back.links)).toEqual(inOrder(plan.links));
        expect(back).toMatchObject({
          own: true,
          template: about.template,
          type: 'factory',
          route: 'filing',
          promised: plan.promised,
          start: plan.start,
          asOf: plan.asOf,
        });
        expect(back.leftOut).toEqual([]);
        for (const one of back.nodes) {
          expect(one.baseline).toBe('2020-11-20');
          expect(one.fileFinish).toBe(passes.dates.get(one.node.code)!.earlyFinish);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('stands there in stages, with its holidays and winter as exceptions and the promise as a deadline', () => {
    const plan: PlanFacts = {
      start: '2020-03-16',
      promised: '2020-12-30',
      asOf: '2020-03-16',
      nodes: [
        testNode('A1', { zh: '环评', kind: 'matter', stage: 'preparation', days: 7, unit: 'calendar' }),
        testNode('W1', { zh: '基础', days: 30, outdoor: true, position: 1 }),
        testNode('Z1', { zh: '投产', kind: 'milestone', days: 0, stage: 'production', promise: true, position: 2 }),
      ],
      links: [testLink('A1', 'W1'), testLink('W1', 'Z1', { lag: 10, unit: 'calendar' })],
    };
    const xml = projectXml(projectOfPlan(about, plan, reckoned(plan), []));
    expect(xml).toMatch(/<Name>保前期<\/Name>.*<Name>环评<\/Name>.*<Name>保建设<\/Name>.*<Name>基础<\/Name>.*<Name>保投产<\/Name>/s);
    expect(xml).toContain('<Deadline>2020-12-30T17:00:00</Deadline>');
    // 10 calendar days are 14,400 minutes by the clock, in tenths, in elapsed days.
    expect(xml).toContain('<LinkLag>144000</LinkLag><LagFormat>8</LagFormat>');
    expect(xml).toContain('<FromDate>2020-10-01T00:00:00</FromDate><ToDate>2020-10-08T23:59:00</ToDate>');
    expect(xml).toContain('<FromDate>2020-11-16T00:00:00</FromDate>');
    // That program, scheduling by itself, comes to our days.
    const theirs = scheduleFile('a.xml', bytes(xml), { compare: true });
    expect(theirs.compare!.different).toEqual([]);
    expect(xml).toContain('<Value>2020-11-13</Value>');
  });
});

describe('files of other tools', () => {
  it('Microsoft Project: tasks become nodes in whole days under their own dates, and what is left out is named', () => {
    const made = taken(projectFile(projectTasks));
    expect(made.level).toBe('all');
    expect(made.nodes.map((one) => [one.node.code, one.node.days, one.node.unit, one.fileFinish])).toEqual([
      ['T2', 3, 'working', '2020-03-04'],
      ['T3', 2, 'working', '2020-03-06'],
      ['T4', 2, 'working', '2020-03-11'],
      ['T5', 1, 'working', '2020-03-03'],
      // Eight hours by the clock are taken for a day of them.
      ['T6', 1, 'calendar', '2020-03-02'],
      ['T7', 0, 'working', '2020-03-03'],
    ]);
    expect(made.links).toContainEqual({ from: 'T3', to: 'T4', type: 'FS', lag: 1, unit: 'working' });
    expect(made.leftOut.map((one) => [one.what, one.count])).toEqual([
      ['constraints', 1],
      ['calendars', 1],
    ]);
    expect(made.levels).toEqual([
      { level: 'all', nodes: 6 },
      { level: 'summaries', nodes: 5 },
      { level: 'milestones', nodes: 1 },
    ]);
  });

  it('Primavera, both forms: codes, links, actuals and days are there', () => {
    const xer = taken(xerText, undefined, 'p.xer');
    expect(xer.nodes.map((one) => [one.node.code, one.node.zh, one.node.actualStart, one.node.actualFinish, one.node.daysLeft])).toEqual([
      ['A10', '清表', '2020-03-02', '2020-03-02', null],
      ['A20', '基坑开挖', '2020-03-02', null, 2],
      ['A30', '基础浇筑', null, null, null],
      ['A40', '基础完成', null, null, null],
      ['A50', '备料', null, null, null],
    ]);
    expect(xer.asOf).toBe('2020-03-03');
    const xml = taken(primaveraFile);
    expect(xml.links).toContainEqual({ from: 'A1', to: 'A2', type: 'SS', lag: 2, unit: 'working' });
    expect(xml.nodes[0]!.reasons).toEqual(['rounded']);
  });

  it('a long file is taken by its summaries, with no circle among them, or by its milestones; each keeps the days of the file', () => {
    const tasks = Array.from({ length: 6 }, (_, stage) => [
      { uid: 100 + stage, summary: true },
      ...Array.from({ length: 50 }, (_, n) => ({
        uid: 1000 + stage * 50 + n,
        level: 2,
        hours: n === 49 ? 0 : 8,
        after: [
          ...(n > 0 ? [{ uid: 1000 + stage * 50 + n - 1 }] : stage > 0 ? [{ uid: 1000 + stage * 50 - 1 }] : []),
          ...(stage > 0 && n === 20 ? [{ uid: 1000 + (stage - 1) * 50 + 30 }] : []),
        ],
      })),
    ]).flat();
    const summaries = taken(projectFile(tasks));
    expect(summaries).toMatchObject({
      level: 'summaries',
      levels: [
        { level: 'summaries', nodes: 6 },
        { level: 'milestones', nodes: 6 },
      ],
      counts: { activities: 300 },
    });
    for (const made of [summaries, taken(projectFile(tasks), 'milestones')]) {
      const start = made.nodes[0]!.fileStart!;
      const passes = reckoned({
        start: '2020-03-02',
        promised: '2022-12-30',
        asOf: start < '2020-03-02' ? start : '2020-03-02',
        nodes: made.nodes.map((one) => one.node),
        links: made.links,
      });
      const off = made.nodes.map((one) => between(one.fileFinish!, passes.dates.get(one.node.code)!.earlyFinish));
      // Their calendar knows no holidays; ours does: never earlier, later by no more than those of two years.
      for (const days of off) expect(days).toBeGreaterThanOrEqual(-1);
      for (const days of off) expect(days).toBeLessThan(45);
    }
  });
});

describe('predecessors as text', () => {
  it('are read as they were written, also where one code begins another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/), { minLength: 2, maxLength: 6 }),
        fc.array(anyLink, { maxLength: 6 }),
        (codes, wanted) => {
          const to = codes[0]!;
          const links = wanted.map(
            ({ span, ...one }): PlanLink => ({ ...one, lag: one.lag === 0 ? 0 : one.lag, from: codes[span % codes.length]!, to }),
          );
          const text = predecessorsText(links, to);
          const read = readPredecessors(text, new Map(codes.map((code) => [code, code])));
          // Two codes may read alike with what follows, as A and A-1 with a lag of -1: then the longer code is taken, and written out again it says the same.
          expect(read.ok).toBe(true);
          if (read.ok)
            expect(
              predecessorsText(
                read.links.map((one) => ({ ...one, to })),
                to,
              ).toLowerCase(),
            ).toBe(text.toLowerCase());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('say which piece nobody can read', () => {
    const codes = new Map([['3', '3']]);
    expect(readPredecessors('3FS+5d；3ss-2ed，3', codes)).toEqual({
      ok: true,
      links: [
        { from: '3', type: 'FS', lag: 5, unit: 'working' },
        { from: '3', type: 'SS', lag: -2, unit: 'calendar' },
        { from: '3', type: 'FS', lag: 0, unit: 'working' },
      ],
    });
    expect(readPredecessors('3,7FS', codes)).toEqual({ ok: false, piece: '7FS', why: 'unknown' });
    expect(readPredecessors('3 after five days', codes)).toMatchObject({ ok: false, why: 'shape' });
  });
});
