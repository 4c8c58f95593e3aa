// What the charts of a plan share: their words in both languages, the day a node stands on, the mark of its state (shape beside colour, with its word),
// names of streams and of whoever has the duty. Lays nothing out.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import { lightShape, type Shape, textWide } from '../../vocabulary/drawing.ts';
import type { DrawnNode, Guarantee, NodeState, PlanDrawing, Stream } from './words.ts';

export type ChartLanguage = 'zh' | 'en';
/** A plan as a chart takes it; with `gapDays` the gap is told in working days. */
export type ChartPlan = PlanDrawing & { gapDays?: number };

export const streamNames: Record<Stream, Record<ChartLanguage, string>> = {
  procedures: { zh: '手续', en: 'Procedures' },
  land: { zh: '用地', en: 'Land' },
  clearance: { zh: '征拆', en: 'Clearance' },
  funding: { zh: '资金', en: 'Funding' },
  design: { zh: '设计招标', en: 'Design and tender' },
  utilities: { zh: '配套', en: 'Utilities' },
  construction: { zh: '施工', en: 'Construction' },
  acceptance: { zh: '验收', en: 'Acceptance' },
  own: { zh: '自定', en: 'Own' },
};
export const stageNames: Record<Guarantee, Record<ChartLanguage, string>> = {
  preparation: { zh: '保前期', en: 'Preparation' },
  start: { zh: '保开工', en: 'Start' },
  statistics: { zh: '保入统', en: 'Statistics' },
  construction: { zh: '保建设', en: 'Construction' },
  production: { zh: '保投产', en: 'Production' },
  capacity: { zh: '保达效', en: 'Capacity' },
};

const zh = {
  titled: (project: string, chart: string) => `${project}${chart}`,
  fishbone: '鱼刺图',
  nodes: '节点图',
  gantt: '横道图',
  departments: '分部门图',
  today: '今天',
  promised: '承诺',
  forecast: '预计',
  begin: '起点',
  baseline: '基线',
  actual: '实际',
  done: '已完成',
  normal: '正常',
  warning: '临近',
  late: '滞后',
  blocked: '受阻',
  driving: '关键线路，按先后编号',
  chain: '关键线路',
  node: '节点',
  product: '三早',
  duty: '责任',
  counter: '倒计时',
  onDay: '预计 / 实际',
  yearOf: (year: string) => `${year}年`,
  slipped: '变动',
  slip: (days: number) => (days > 0 ? `+${days} 天` : `−${-days} 天`),
  more: (name: string) => `${name}（续）`,
  noDuty: '责任未定',
  count: (done: number, all: number) => `${done}/${all} 完成`,
  gap: (days: number) => (days > 0 ? `晚 ${days} 个工作日` : days < 0 ? `早 ${-days} 个工作日` : '正好守住承诺'),
  gapCalendar: (days: number) => (days > 0 ? `晚 ${days} 天` : days < 0 ? `早 ${-days} 天` : '正好守住承诺'),
  blockedBy: (problem: string) => `受阻：${problem}`,
  month: (month: number) => `${month}月`,
  year: (year: string, month: number) => `${year}年${month}月`,
  fold: '折叠',
  unfold: '展开',
  nodeCount: (count: number) => `${count} 个节点`,
  comma: '，',
};
type Words = typeof zh;
const en: Words = {
  titled: (project, chart) => `${project}: ${chart.toLowerCase()}`,
  fishbone: 'Fishbone',
  nodes: 'Node chart',
  gantt: 'Gantt chart',
  departments: 'By department',
  today: 'Today',
  promised: 'Promised',
  forecast: 'Forecast',
  begin: 'Begins',
  baseline: 'Baseline',
  actual: 'Actual',
  done: 'done',
  normal: 'on time',
  warning: 'near',
  late: 'late',
  blocked: 'blocked',
  driving: 'driving chain, numbered in its order',
  chain: 'driving chain',
  node: 'Node',
  product: 'Sanzao',
  duty: 'Duty',
  counter: 'Counter',
  onDay: 'Due / done',
  yearOf: (year) => year,
  slipped: 'slip',
  slip: (days) => `${days > 0 ? '+' : '−'}${Math.abs(days)} d`,
  more: (name) => `${name} (continued)`,
  noDuty: 'nobody on duty',
  count: (done, all) => `${done} of ${all} done`,
  gap: (days) =>
    days === 0 ? 'just in time' : `${Math.abs(days)} working day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'late' : 'early'}`,
  gapCalendar: (days) =>
    days === 0 ? 'just in time' : `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'} ${days > 0 ? 'late' : 'early'}`,
  blockedBy: (problem) => `Blocked: ${problem}`,
  month: (month) => ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1]!,
  year: (year, month) => `${en.month(month)} ${year}`,
  fold: 'fold',
  unfold: 'unfold',
  nodeCount: (count) => `${count} node${count === 1 ? '' : 's'}`,
  comma: ', ',
};
export const chartWords: Record<ChartLanguage, Words> = { zh, en };

/** The day a node stands on in a chart: when it was done, or when it is to be. */
export const dayOn = (node: Pick<DrawnNode, 'actual' | 'forecast'>): string => node.actual ?? node.forecast;

/** In the order of time; what falls on one day keeps the plan's own order. */
export const inTime = <Node extends DrawnNode>(nodes: readonly Node[]): Node[] =>
  nodes.toSorted((a, b) => (dayOn(a) < dayOn(b) ? -1 : dayOn(a) > dayOn(b) ? 1 : 0));

export const dutyOf = ({ duty }: DrawnNode, language: ChartLanguage): string =>
  [duty.organisation, duty.person || duty.post].filter(Boolean).join(' · ') || chartWords[language].noDuty;

export function gapWords(plan: ChartPlan, language: ChartLanguage): string {
  if (plan.gapDays !== undefined) return chartWords[language].gap(plan.gapDays);
  return chartWords[language].gapCalendar(daysBetween(plan.promised as Day, plan.forecast as Day));
}

/** One sentence on a node, for whoever hears it. */
export function nodeSentence(node: DrawnNode, language: ChartLanguage): string {
  const words = chartWords[language];
  return [
    node.name[language],
    dayOn(node),
    dutyOf(node, language),
    node.word[language],
    ...(node.problem ? [words.blockedBy(node.problem)] : []),
  ].join(words.comma);
}

type Marked = { state: NodeState; light: DrawnNode['light'] };
/** The mark of a node around (x, y): done is ticked, blocked is barred, anything else has its light. */
export function nodeMark({ state, light }: Marked, x: number, y: number, size = 12): Shape[] {
  const half = size / 2;
  if (state === 'done')
    return [
      { shape: 'circle', x, y, radius: half, fill: 'normal' },
      {
        shape: 'path',
        d: `M${x - half * 0.5} ${y + half * 0.05}L${x - half * 0.1} ${y + half * 0.45}L${x + half * 0.55} ${y - half * 0.4}`,
        stroke: 'surface',
        width: size / 7,
      },
    ];
  if (state === 'blocked')
    return [
      { shape: 'rect', x: x - half, y: y - half, wide: size, high: size, fill: 'late' },
      {
        shape: 'path',
        d: `M${x - half * 0.5} ${y - half * 0.5}L${x + half * 0.5} ${y + half * 0.5}M${x + half * 0.5} ${y - half * 0.5}L${x - half * 0.5} ${y + half * 0.5}`,
        stroke: 'surface',
        width: size / 7,
      },
    ];
  return [lightShape(light, x, y, size)];
}

/** What the marks mean, left to right from `x`; returns the shapes and where they end. */
export function legend(x: number, y: number, language: ChartLanguage): { shapes: Shape[]; end: number } {
  const words = chartWords[language];
  const entries: [Marked, string][] = [
    [{ state: 'done', light: 'normal' }, words.done],
    [{ state: 'waiting', light: 'normal' }, words.normal],
    [{ state: 'waiting', light: 'warning' }, words.warning],
    [{ state: 'late', light: 'late' }, words.late],
    [{ state: 'blocked', light: 'late' }, words.blocked],
  ];
  const shapes: Shape[] = [];
  let at = x;
  for (const [mark, word] of entries) {
    shapes.push(...nodeMark(mark, at + 6, y - 4), { shape: 'text', x: at + 17, y, text: word, size: 12, fill: 'ink-2' });
    at += 17 + textWide(word, 12) + 18;
  }
  return { shapes, end: at };
}
