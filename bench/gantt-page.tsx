// The Gantt chart of the product over a made plan of as many rows as the address says (?rows=10000): what bench/gantt.ts opens and scrolls.
import '@fontsource/noto-sans-sc/chinese-simplified-400.css';
import { type ReactElement, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type GanttPlan, ganttModel, ganttWords } from '../features/plans/chart-gantt.ts';
import { dayAt, serial, type Zoom } from '../features/plans/chart-scale.ts';
import { GanttGrid } from '../features/plans/screen/gantt-grid.tsx';
import { Guarantee, type PlanLink, type PlanNode, Stream } from '../features/plans/words.ts';
import type { PlanGround } from '../features/plans/words-ground.ts';
import '../ui/theme.css';

const first = serial('2019-03-04');
const names = ['用地预审', '环评批复', '施工图审查', '土方开挖', '基础浇筑', '主体结构', '管线敷设', '设备安装', '联合踏勘', '竣工验收'];

/** Nodes in trains of twenty, each after one or two before it, some across trains; every kind of link, a baseline, float, lights. */
function madePlan(rows: number): { plan: GanttPlan; ground: PlanGround } {
  let seed = 20200315;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 4294967296) * below);
  };
  const nodes: PlanNode[] = [];
  const links: PlanLink[] = [];
  const ends: number[] = [];
  const asOf = serial('2020-03-15');
  for (let i = 0; i < rows; i++) {
    const code = `N${i}`;
    let start = first + Math.floor((i / rows) * 900);
    const from = i % 20 === 0 ? [] : [i - 1, ...(random(3) === 0 && i > 40 ? [i - 2 - random(38)] : [])];
    for (const one of from) {
      start = Math.max(start, ends[one]! + 1);
      links.push({
        from: `N${one}`,
        to: code,
        type: random(12) === 0 ? 'SS' : random(12) === 0 ? 'FF' : 'FS',
        lag: random(4) === 0 ? 2 : 0,
        unit: 'working',
      });
    }
    const milestone = i % 20 === 19;
    const days = milestone ? 0 : 2 + random(30);
    const end = start + days;
    ends.push(end);
    const done = end < asOf;
    const floatDays = random(5) === 0 ? 0 : random(40) - 4;
    nodes.push({
      code,
      name: { zh: `${names[random(names.length)]}（${i + 1}）`, en: `Node ${i + 1}` },
      kind: milestone ? 'milestone' : random(3) === 0 ? 'matter' : 'work',
      stage: Guarantee.options[i % 6]!,
      stream: Stream.options[i % 9]!,
      duty: { organisation: `单位${i % 12}`, post: '', person: '' },
      baseline: random(3) === 0 ? null : dayAt(end - random(12)),
      forecastStart: dayAt(start),
      forecast: dayAt(end),
      latestStart: dayAt(start + floatDays),
      latest: dayAt(end + floatDays),
      actualStart: start < asOf ? dayAt(start) : null,
      actual: done ? dayAt(end) : null,
      state: done ? 'done' : 'waiting',
      light: floatDays < 0 ? 'late' : floatDays === 0 ? 'warning' : 'normal',
      word: { zh: floatDays < 0 ? `差 ${-floatDays} 天` : '未到时候', en: 'waiting' },
      driving: floatDays === 0,
      floatDays,
      problem: random(60) === 0 ? '征拆未完' : null,
      promise: i === rows - 1,
      position: i,
      days,
      unit: 'calendar',
      statutoryDays: null,
      committedDays: null,
      actualDays: null,
      basis: '',
      confirmed: true,
      outdoor: false,
      holdPoint: false,
      fixed: false,
      daysLeft: null,
      blockedUntil: null,
      evidence: [],
      note: '',
      why: { zh: '', en: '' },
      slips: [],
      ownPromise: null,
      photos: [],
    } as PlanNode);
  }
  const last = Math.max(...ends);
  const off = [];
  for (let day = first - 21; day <= last + 45; day++)
    if (new Date(day * 86_400_000).getUTCDay() === 6) off.push({ from: dayAt(day), to: dayAt(day + 1) });
  return {
    plan: {
      projectName: '一万行',
      asOf: '2020-03-15',
      promised: dayAt(last),
      forecast: dayAt(last),
      nodes,
      links,
      chain: nodes.filter((node) => node.driving).map((node) => node.code),
    },
    ground: {
      from: dayAt(first - 21),
      to: dayAt(last + 45),
      off,
      season: [2019, 2020, 2021].map((year) => ({ from: `${year}-11-16`, to: `${year + 1}-03-31` })),
      stops: [{ from: '2020-02-03', to: '2020-02-10', name: '停工' }],
    },
  };
}

const asked = new URLSearchParams(location.search);
const told = window as unknown as { gantt: { made: number; drawn?: number; model?: number } };
const { plan, ground } = madePlan(Number(asked.get('rows') ?? 10_000));
told.gantt = { made: performance.now() };

function BenchPage(): ReactElement {
  const [active, setActive] = useState(0);
  const [model] = useState(() => {
    const since = performance.now();
    const made = ganttModel(plan, ground, {
      zoom: (asked.get('zoom') ?? 'week') as Zoom,
      grouping: 'none',
      language: 'zh',
      words: ganttWords('zh'),
    });
    told.gantt.model = performance.now() - since;
    return made;
  });
  // The frame after the first rows were put on the page.
  const drawn = useCallback(() => requestAnimationFrame(() => setTimeout(() => (told.gantt.drawn ??= performance.now()))), []);
  const nothing = (): void => undefined;
  return (
    <GanttGrid
      model={model}
      label="bench"
      active={active}
      onActive={setActive}
      onOpen={nothing}
      onFold={nothing}
      onZoom={nothing}
      mayMove={() => true}
      onNudge={nothing}
      onDragText={() => ''}
      onDrop={nothing}
      onUndo={nothing}
      onRedo={nothing}
      onDrawn={drawn}
    />
  );
}
createRoot(document.querySelector('#root')!).render(<BenchPage />);
