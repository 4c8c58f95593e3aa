// The month board and the nodes of a plan as sheets: a title, the filters with who and as of when, then the table as it stands on the screen. Days are
// days, numbers numbers; lights are written with their sign and their word.
import type { Cell } from '../../platform/sheets/cells.ts';
import type { WrittenSheet } from '../../platform/sheets/write.ts';
import type { NodeLight, PlanReply } from './words.ts';
import type { Board } from './words-board.ts';

type Language = 'zh' | 'en';
export interface SheetHead {
  language: Language;
  region: string;
  by: string;
  asOf: string;
  filters: string;
}
const marks: Record<NodeLight, string> = { normal: '●', warning: '▲', late: '■' };
const lightWords: Record<NodeLight, { zh: string; en: string }> = {
  normal: { zh: '正常', en: 'normal' },
  warning: { zh: '预警', en: 'warning' },
  late: { zh: '滞后', en: 'late' },
};
const day = (text: string | null): Cell => (text === null ? null : { day: text, text });

const headOf = ({ language, region, by, asOf, filters }: SheetHead): string =>
  language === 'zh'
    ? `${region} · 截至 ${asOf} · 制表 ${by}${filters && ` · 筛选：${filters}`}`
    : `${region} · as of ${asOf} · made by ${by}${filters && ` · filters: ${filters}`}`;

export function boardSheet(board: Board, head: SheetHead): WrittenSheet {
  const { language } = head;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const month = (number: number): string => (language === 'zh' ? `${number}月` : `${board.year}-${String(number).padStart(2, '0')}`);
  return {
    name: say('挂图作战', 'Month board'),
    titleRows: [say(`${board.year} 年重点项目挂图作战表`, `Month board of ${board.year}`), headOf(head)],
    columns: [
      { title: say('状态', 'State'), width: 9 },
      { title: say('项目', 'Project'), width: 34 },
      { title: say('责任', 'Lead'), width: 20 },
      { title: say('承诺', 'Promised'), kind: 'day', width: 12 },
      { title: say('预计', 'Forecast'), kind: 'day', width: 12 },
      { title: say('差距（工作日）', 'Gap (working days)'), kind: 'number', width: 12 },
      ...board.months.map((_, i) => ({ title: month(i + 1), width: 22 })),
    ],
    rows: [
      ...board.rows.map((row): Cell[] => [
        `${marks[row.light]} ${lightWords[row.light][language]}`,
        row.projectName,
        row.lead,
        day(row.promised),
        day(row.forecast),
        row.gapDays,
        ...board.months.map((_, i) =>
          row.nodes
            .filter((node) => node.month === i + 1)
            .map((node) => `${node.state === 'done' ? '✓' : marks[node.light]} ${node.day.slice(8)} ${node.name[language]}`)
            .join('\n'),
        ),
      ]),
      [
        say('合计', 'Total'),
        say(`${board.total} 个项目`, `${board.total} projects`),
        null,
        null,
        null,
        null,
        ...board.months.map((one) =>
          say(
            `应完成 ${one.due}，已完成 ${one.done}，滞后 ${one.late}，受阻 ${one.blocked}`,
            `due ${one.due}, done ${one.done}, late ${one.late}, blocked ${one.blocked}`,
          ),
        ),
      ],
    ],
    notes: [
      say(
        '节点列在其基线日期所在月份；没有基线的列在预计日期所在月份，已完成的列在完成日期所在月份。✓ 已完成，● 正常，▲ 预警，■ 滞后或受阻。',
        'A node stands in the month of its baseline day, without a baseline in that of its forecast, when done in that of the day it was done. ✓ done, ● normal, ▲ warning, ■ late or blocked.',
      ),
    ],
  };
}

export function nodesSheet(
  plan: PlanReply,
  words: { stage: (code: string) => string; stream: (code: string) => string },
  head: SheetHead,
): WrittenSheet {
  const { language } = head;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const names = new Map(plan.nodes.map((node) => [node.code, node.name[language]]));
  return {
    name: say('节点清单', 'Nodes'),
    titleRows: [say(`${plan.projectName}节点计划`, `Nodes of ${plan.projectName}`), headOf(head), plan.sentence[language]],
    columns: [
      { title: say('编号', 'Code'), width: 8 },
      { title: say('节点', 'Node'), width: 30 },
      { title: say('状态', 'State'), width: 20 },
      { title: say('阶段', 'Guarantee'), width: 10 },
      { title: say('工作线', 'Stream'), width: 10 },
      { title: say('责任单位', 'Organisation'), width: 22 },
      { title: say('责任人', 'Person'), width: 10 },
      { title: say('工期', 'Length'), kind: 'number', width: 8 },
      { title: say('单位', 'Unit'), width: 9 },
      { title: say('法定天数', 'By law'), kind: 'number', width: 9 },
      { title: say('承诺天数', 'Promised days'), kind: 'number', width: 9 },
      { title: say('实际天数', 'Days taken'), kind: 'number', width: 9 },
      { title: say('开始', 'Start'), kind: 'day', width: 12 },
      { title: say('基线', 'Baseline'), kind: 'day', width: 12 },
      { title: say('预计完成', 'Forecast'), kind: 'day', width: 12 },
      { title: say('最迟完成', 'Latest'), kind: 'day', width: 12 },
      { title: say('实际完成', 'Done'), kind: 'day', width: 12 },
      { title: say('机动天数', 'Float'), kind: 'number', width: 9 },
      { title: say('关键线路', 'Driving'), width: 9 },
      { title: say('前置节点', 'Waits for'), width: 34 },
      { title: say('受阻原因', 'Blocked by'), width: 26 },
    ],
    rows: plan.nodes
      .toSorted((a, b) => (a.forecast < b.forecast ? -1 : a.forecast > b.forecast ? 1 : a.position - b.position))
      .map((node): Cell[] => [
        node.code,
        node.name[language],
        `${node.state === 'done' ? '✓' : marks[node.light]} ${node.word[language]}`,
        words.stage(node.stage),
        words.stream(node.stream),
        node.duty.organisation,
        node.duty.person,
        node.kind === 'milestone' ? null : node.days,
        node.kind === 'milestone' ? '' : node.unit === 'working' ? say('工作日', 'working') : say('天', 'calendar'),
        node.statutoryDays,
        node.committedDays,
        node.actualDays,
        day(node.actualStart ?? node.forecastStart),
        day(node.baseline),
        node.actual === null ? day(node.forecast) : null,
        node.actual === null ? day(node.latest) : null,
        day(node.actual),
        node.actual === null ? node.floatDays : null,
        node.driving ? say('是', 'yes') : '',
        plan.links
          .filter((link) => link.to === node.code)
          .map(
            (link) =>
              `${names.get(link.from) ?? link.from}${link.type === 'FS' && link.lag === 0 ? '' : ` ${link.type}${link.lag > 0 ? '+' : ''}${link.lag || ''}`}`,
          )
          .join('；'),
        node.problem ?? '',
      ]),
    notes: plan.warnings.map((one) => one[language]),
  };
}
