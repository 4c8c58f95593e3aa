// Claims on the Gantt chart as laid out: which pixel a day is, how bars, baselines and links stand, and how many days of its own a dragged end makes.
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../vocabulary/drawing.ts';
import {
  daysTo,
  endOf,
  endsOf,
  type GanttLook,
  ganttChart,
  ganttModel,
  ganttPages,
  ganttRows,
  ganttWords,
  linksByStretch,
  shadesOf,
} from './chart-gantt.ts';
import { dayAt, left, scaleOf, serial, ticksOf, zooms } from './chart-scale.ts';
import { calendarsOf } from './rules-calendars.ts';
import { groundOf } from './rules-ground.ts';
import { type PlanFacts, passesOf } from './rules-passes.ts';
import { planReply } from './rules-reply.ts';
import { testCalendar, testLink, testNode } from './testing.ts';
import type { PlanReply } from './words.ts';

const look: GanttLook = {
  zoom: 'day',
  grouping: 'none',
  language: 'zh',
  words: ganttWords('zh'),
};
const facts: PlanFacts = {
  start: '2020-04-01',
  promised: '2020-06-30',
  asOf: '2020-04-08',
  nodes: [
    testNode('A', { kind: 'matter', days: 5, stage: 'preparation', position: 0, actualStart: '2020-04-01', actualFinish: '2020-04-07' }),
    testNode('B', { days: 10, outdoor: true, position: 1, organisation: '施工单位' }),
    testNode('C', { days: 4, unit: 'calendar', position: 2 }),
    testNode('Z', { kind: 'milestone', days: 0, promise: true, position: 3 }),
  ],
  links: [testLink('A', 'B'), testLink('B', 'C', { type: 'SS' }), testLink('B', 'Z'), testLink('C', 'Z', { type: 'FF' })],
};
const stop = { region: '220421', id: '1', name: '停工', from: '2020-04-13', to: '2020-04-15', basis: '', by: '', sites: [] };
const data = { ...testCalendar, stops: [stop] };
const calendars = calendarsOf(data, '220421', 'any', facts.asOf, null);
const ground = groundOf(calendars, data, '220421', null, { from: '2019-12-15', to: '2020-08-15' });
const reply = (more: Partial<PlanFacts> = {}): PlanReply => {
  const whole = { ...facts, ...more };
  const made = passesOf(whole, calendars);
  if (!made.ok) throw new Error(made.problem.code);
  const record = {
    region: '220421',
    projectId: '',
    projectName: '试',
    template: { region: '', code: '', version: 1, name: { zh: '', en: '' } },
  };
  const rest = {
    type: 'any',
    route: 'any',
    answers: {},
    stateDay: null,
    madeBy: '',
    madeAt: '',
    updatedBy: '',
    updatedAt: '',
    version: 1,
  } as const;
  return planReply({ ...record, ...rest, start: whole.start, promised: whole.promised }, whole, made.passes, {
    baselines: [],
    slips: [],
    rule: { nearDays: 14, tightDays: 5 },
    asker: { id: '', mayApprove: false },
  });
};
const paths = (shapes: readonly Shape[]): string[] => shapes.flatMap((one) => (one.shape === 'path' ? [one.d] : []));

describe('the time axis', () => {
  it('gives every day its pixels, and months and weeks begin where the calendar says', () => {
    const scale = scaleOf('2020-01-30', '2020-03-15', 'week');
    expect(left(scale, serial('2020-02-01'))).toBe(2 * zooms.week);
    const { upper, lower } = ticksOf(scale, 'zh');
    expect(upper.map((one) => [one.text, dayAt(one.from), dayAt(one.to)])).toEqual([
      ['2020年1月', '2020-01-30', '2020-01-31'],
      ['2020年2月', '2020-02-01', '2020-02-29'],
      ['2020年3月', '2020-03-01', '2020-03-15'],
    ]);
    // 2020-02-03 was a Monday.
    expect(lower.slice(0, 2).map((one) => dayAt(one.from))).toEqual(['2020-01-30', '2020-02-03']);
    expect(ticksOf(scaleOf('2019-11-20', '2020-02-10', 'month'), 'en').lower.map((one) => one.text)).toEqual(['Nov', 'Dec', 'Jan', 'Feb']);
  });
});

describe('the ground', () => {
  it('shades holidays as announced, the winter without the days off in it, and stops by their name', () => {
    expect(ground.off).toContainEqual({ from: '2020-04-04', to: '2020-04-06' });
    expect(ground.season).toEqual([{ from: '2019-12-15', to: '2020-03-31' }]);
    const model = ganttModel(reply(), ground, look);
    const stops = shadesOf(model).filter((one) => one.kind === 'stop');
    expect(stops).toEqual([{ kind: 'stop', name: '停工', x: left(model.scale, serial('2020-04-13')), wide: 3 * zooms.day }]);
    const far = shadesOf(ganttModel(reply(), ground, { ...look, zoom: 'month' })).filter((one) => one.kind === 'off');
    expect(far.length).toBeLessThan(shadesOf(model).filter((one) => one.kind === 'off').length);
    expect(far.every((one) => one.wide >= 3 * zooms.month)).toBe(true);
  });
});

describe('bars', () => {
  const plan = reply();
  const model = ganttModel(plan, ground, look);
  it('stand from their first to the end of their last day, what is done by what happened', () => {
    const row = model.rows[0]!;
    if (row.is !== 'node') throw new Error('a node comes first');
    expect([row.node.code, dayAt(row.from), dayAt(row.to)]).toEqual(['A', '2020-04-01', '2020-04-07']);
    expect(endsOf(model, row)).toEqual({ x0: left(model.scale, serial('2020-04-01')), x1: left(model.scale, serial('2020-04-08')) });
  });
  it('go in groups with their own sums, and a folded group hides its nodes and their links', () => {
    const grouped = ganttModel(plan, ground, { ...look, grouping: 'stage' });
    expect(grouped.rows.map((row) => (row.is === 'group' ? `${row.name} ${row.done}/${row.count}` : row.node.code))).toEqual([
      '保前期 1/1',
      'A',
      '保建设 0/3',
      'C',
      'B',
      'Z',
    ]);
    const folded = ganttModel(plan, ground, { ...look, grouping: 'stage', folded: new Set(['construction']) });
    expect(folded.rows).toHaveLength(3);
    expect(folded.links).toHaveLength(0);
  });
  it('a baseline lies under its bar and ends on its own day', () => {
    const held = { ...plan, nodes: plan.nodes.map((node) => (node.code === 'B' ? { ...node, baseline: '2020-05-08' } : node)) };
    const model = ganttModel(held, ground, look);
    const at = model.rowOf.get('B')!;
    const drawn = paths(ganttRows(model, at, at + 1, [])).find((d) => d.includes(`${23}h`))!;
    const [, x, , wide] = /^M(\S+) (\S+)h(\S+?)v/.exec(drawn)!.map(Number);
    expect(x! + wide!).toBe(left(model.scale, serial('2020-05-09')));
  });
});

describe('links', () => {
  const model = ganttModel(reply(), ground, look);
  it('leave and enter on the side of their kind, at right angles', () => {
    for (const link of model.links) {
      const [from, to] = [model.rows[link.from]!, model.rows[link.to]!];
      if (from.is !== 'node' || to.is !== 'node') throw new Error('links join nodes');
      const drawn = paths(ganttRows(model, 0, 4, [model.links.indexOf(link)])).find(
        (d) => /^M[\d.]+ [\d.]+H.*l/.test(d) || /^M[\d.]+ \d+H/.test(d),
      )!;
      expect(drawn).not.toMatch(/L/);
      const starts = Number(/^M([\d.]+)/.exec(drawn)![1]);
      const ends = Number(/H([\d.]+)(?!.*H)/.exec(drawn)![1]);
      const [a, b] = [endsOf(model, from), endsOf(model, to)];
      expect(starts, link.type).toBe(link.type === 'FS' || link.type === 'FF' ? a.x1 : a.x0);
      expect(ends, link.type).toBe(link.type === 'FS' || link.type === 'SS' ? b.x0 : b.x1);
    }
  });
  it('are drawn by every stretch of rows they cross, and by no other', () => {
    const stretches = linksByStretch(model, 1);
    for (const [number, link] of model.links.entries()) {
      const [first, last] = [Math.min(link.from, link.to), Math.max(link.from, link.to)];
      expect(stretches.flatMap((one, at) => (one.includes(number) ? [at] : []))).toEqual(
        Array.from({ length: last - first + 1 }, (_, i) => first + i),
      );
    }
  });
  it('the chain that drives the promised node is drawn apart', () => {
    expect(model.links.filter((one) => one.driving).map((one) => [one.from, one.to])).toEqual([
      [model.rowOf.get('A'), model.rowOf.get('B')],
      [model.rowOf.get('B'), model.rowOf.get('Z')],
    ]);
  });
});

describe('a dragged end', () => {
  const plan = reply();
  const node = (code: string) => plan.nodes.find((one) => one.code === code)!;
  it('counts in days of the node: weekends, holidays, stops and the winter only where they count', () => {
    // B from 2020-04-08: 8, 9, 10 | weekend | stop 13–15 | 16, 17 | weekend | 20 … so ten days end on 2020-04-24.
    expect(node('B').forecast).toBe('2020-04-24');
    expect(daysTo(ground, node('B'), '2020-04-24', plan.asOf)).toBe(10);
    expect(daysTo(ground, node('B'), '2020-04-25', plan.asOf)).toBe(10);
    // The Sunday before the first of May is worked.
    expect(daysTo(ground, node('B'), '2020-04-26', plan.asOf)).toBe(11);
    expect(daysTo(ground, node('B'), '2020-04-09', plan.asOf)).toBe(2);
    expect(daysTo(ground, { ...node('B'), unit: 'calendar', kind: 'matter' }, '2020-04-24', plan.asOf)).toBe(17);
  });
  it('the engine ends a node on the day to which it was dragged', () => {
    for (const end of ['2020-04-17', '2020-04-30', '2020-05-07', '2020-06-19']) {
      const days = daysTo(ground, node('B'), end, plan.asOf);
      const after = reply({ nodes: facts.nodes.map((one) => (one.code === 'B' ? { ...one, days } : one)) });
      expect(after.nodes.find((one) => one.code === 'B')!.forecast).toBe(end);
      expect(endOf(ground, node('B'), days, plan.asOf)).toBe(end);
    }
  });
  it('of what is under way and re-estimated, counts what is still needed', () => {
    const begun = { ...node('C'), actualStart: '2020-04-02', daysLeft: 3 };
    expect(daysTo(ground, begun, '2020-04-20', plan.asOf)).toBe(10);
  });
});

describe('the whole drawing', () => {
  it('on sheets shows every row once, and each sheet is as wide as it should be', () => {
    const pages = ganttPages(reply(), ground, { grouping: 'none', language: 'zh', words: look.words }, { rows: 3, aspect: 1.6 });
    expect(pages).toHaveLength(2);
    const texts = pages.flatMap((one) =>
      one.shapes.flatMap((shape) => (shape.shape === 'text' && /^[A-Z]$/.test(shape.text) ? [shape.text] : [])),
    );
    expect(texts).toEqual(['A', 'C', 'B', 'Z']);
  });

  it('names every node and says its promise, whatever the zoom', () => {
    for (const zoom of ['day', 'week', 'month'] as const) {
      const drawing = ganttChart(reply(), ground, { ...look, zoom });
      const texts = drawing.shapes.flatMap((one) => (one.shape === 'text' ? [one.text] : []));
      expect(texts).toEqual(expect.arrayContaining(['A', 'B', 'C', 'Z']));
      expect(drawing.about).toContain('2020-06-30');
    }
  });
});
