// The table of nodes in Excel, in our own layout: what each column is called in both languages, a plan as rows, and rows as a plan again. A cell that cannot
// be read is named with what to write instead; nothing is guessed. Pure.
import type { Cell, SheetRow } from '../../platform/sheets/cells.ts';
import { cellText } from '../../platform/sheets/cells.ts';
import type { WrittenSheet } from '../../platform/sheets/write.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { type Day, dayFrom } from '../../vocabulary/days.ts';
import { type Brought, type BroughtNode, emptyNode, mostNodes } from './rules-bring.ts';
import type { NodeFacts } from './rules-passes.ts';
import {
  keyOf,
  kindWords,
  listed,
  type Mark,
  markWords,
  predecessorsText,
  readPredecessors,
  stageWords,
  streamWords,
  unitWords,
} from './rules-table-words.ts';
import { ApprovalRoute, type PlanLink, type PlanReply, ProjectType } from './words.ts';
import type { FileProblem } from './words-exchange.ts';

type Language = 'zh' | 'en';
type Pair = { zh: string; en: string };

const columns = {
  code: { zh: '编号', en: 'No.', width: 8 },
  name: { zh: '节点', en: 'Node', width: 28 },
  kind: { zh: '类别', en: 'Kind', width: 10 },
  stage: { zh: '阶段', en: 'Stage', width: 9 },
  stream: { zh: '条线', en: 'Stream', width: 10 },
  organisation: { zh: '责任单位', en: 'Duty unit', width: 20 },
  post: { zh: '岗位', en: 'Post', width: 10 },
  person: { zh: '责任人', en: 'Person', width: 10 },
  days: { zh: '工期', en: 'Duration', width: 7 },
  unit: { zh: '单位', en: 'Unit', width: 8 },
  after: { zh: '前置', en: 'Predecessors', width: 22 },
  promised: { zh: '承诺', en: 'Promised', width: 12 },
  baseline: { zh: '基线', en: 'Baseline', width: 12 },
  forecast: { zh: '预测', en: 'Forecast', width: 12 },
  actualStart: { zh: '实际开始', en: 'Actual start', width: 12 },
  actualFinish: { zh: '实际完成', en: 'Actual finish', width: 12 },
  note: { zh: '备注', en: 'Note', width: 24 },
  statutory: { zh: '法定天数', en: 'Statutory days', width: 9 },
  committed: { zh: '承诺天数', en: 'Committed days', width: 9 },
  basis: { zh: '依据', en: 'Basis', width: 22 },
  marks: { zh: '标志', en: 'Marks', width: 16 },
  daysLeft: { zh: '剩余天数', en: 'Days left', width: 9 },
  blocked: { zh: '受阻原因', en: 'Blocked by', width: 18 },
  blockedUntil: { zh: '预计解除', en: 'Until', width: 12 },
  english: { zh: '英文名', en: 'English name', width: 22 },
} as const;
type Column = keyof typeof columns;
const order = Object.keys(columns) as Column[];
const facts = {
  start: { zh: '计划起点', en: 'Plan starts' },
  template: { zh: '模板', en: 'Template' },
  type: { zh: '项目类型', en: 'Project type' },
  asOf: { zh: '状态日期', en: 'As of' },
} as const;
const sheetNames = { nodes: { zh: '节点表', en: 'Nodes' }, about: { zh: '说明', en: 'About' } } as const;

const dayCell = (day: string | null): Cell => (day === null ? null : { day, text: day });

const marksOf = (node: NodeFacts): Mark[] =>
  (['promise', 'outdoor', 'holdPoint', 'fixed', 'unconfirmed'] as const).filter((mark) =>
    mark === 'unconfirmed' ? !node.confirmed : node[mark],
  );

/** The two sheets of a plan. Baseline and forecast are there to be read; changing them in the table changes nothing. */
export function nodeSheets(reply: PlanReply, nodes: readonly NodeFacts[], start: string, language: Language): WrittenSheet[] {
  const told = new Map(reply.nodes.map((node) => [node.code, node]));
  const pick = (pair: Pair): string => pair[language];
  const row = (node: NodeFacts): Cell[] => {
    const one = told.get(node.code)!;
    const values: Record<Column, Cell> = {
      code: node.code,
      name: node.zh,
      kind: pick(kindWords[node.kind]),
      stage: pick(stageWords[node.stage]),
      stream: pick(streamWords[node.stream]),
      organisation: node.organisation,
      post: node.post,
      person: node.person,
      days: node.days,
      unit: pick(unitWords[node.unit]),
      after: predecessorsText(reply.links, node.code),
      promised: dayCell(one.promise ? reply.promised : null),
      baseline: dayCell(one.baseline),
      forecast: dayCell(one.forecast),
      actualStart: dayCell(node.actualStart),
      actualFinish: dayCell(node.actualFinish),
      note: node.note,
      statutory: node.statutoryDays,
      committed: node.committedDays,
      basis: node.basis,
      marks: marksOf(node)
        .map((mark) => pick(markWords[mark]))
        .join(language === 'zh' ? '、' : ', '),
      daysLeft: node.daysLeft,
      blocked: node.blockedReason ?? '',
      blockedUntil: dayCell(node.blockedUntil),
      english: node.en,
    };
    return order.map((column) => values[column]);
  };
  const { region, code, version } = reply.template;
  const about: Cell[][] = [
    [pick(facts.start), start],
    [pick(facts.asOf), reply.asOf],
    [pick(facts.template), `${region}/${code}@${version}`],
    [pick(facts.type), `${reply.type}/${reply.route}`],
    ...guide(language),
  ];
  return [
    {
      name: pick(sheetNames.nodes),
      titleRows: [`${reply.projectName} ${pick(sheetNames.nodes)}`],
      columns: order.map((column) => {
        const { width } = columns[column];
        const days: readonly Column[] = ['promised', 'baseline', 'forecast', 'actualStart', 'actualFinish', 'blockedUntil'];
        return { title: pick(columns[column]), width, ...(days.includes(column) && { kind: 'day' as const }) };
      }),
      rows: [...nodes].sort((a, b) => a.position - b.position).map(row),
    },
    {
      name: pick(sheetNames.about),
      columns: [
        { title: language === 'zh' ? '项' : 'What', width: 16 },
        { title: language === 'zh' ? '怎么填' : 'How to fill it in', width: 90 },
      ],
      rows: about,
    },
  ];
}

function guide(language: Language): Cell[][] {
  const zh: Record<string, string> = {
    编号: '字母、数字和“-”，每个节点一个，不重复；改编号等于换了一个节点。',
    节点: '2 到 80 个字。',
    类别: listed(kindWords, 'zh'),
    阶段: listed(stageWords, 'zh'),
    条线: listed(streamWords, 'zh'),
    工期: '0 到 3650 的整数；里程碑为 0。',
    单位: `${listed(unitWords, 'zh')}（天为日历天）`,
    前置: '编号加关系加间隔，用逗号隔开：A05,W02SS+10ed,C05FS-2d。FS 完成后开始，SS 开始后开始，FF 完成后完成，SF 开始后完成；d 为工作日，ed 为日历天；只写编号就是 FS。',
    承诺: '只填承诺节点那一行，写成 2020-12-30。',
    '基线、预测': '只供查看，导入时不读；改基线请在系统里提出。',
    '实际开始、实际完成': '写成 2020-03-15；有完成必须有开始，不能晚于今天。',
    标志: `${listed(markWords, 'zh')}，可写几个。`,
  };
  const en: Record<string, string> = {
    'No.': 'Letters, digits and hyphens, each once; another number is another node.',
    Node: '2 to 80 characters.',
    Kind: listed(kindWords, 'en'),
    Stage: listed(stageWords, 'en'),
    Stream: listed(streamWords, 'en'),
    Duration: 'A whole number from 0 to 3650; 0 for a milestone.',
    Unit: listed(unitWords, 'en'),
    Predecessors:
      'Number, kind and lag, commas between: A05,W02SS+10ed,C05FS-2d. d are working days, ed calendar days; a number alone is FS.',
    Promised: 'Only in the row of the promised node, like 2020-12-30.',
    'Baseline, forecast': 'To be read only; they are passed over when the table comes in.',
    'Actual start, finish': 'Like 2020-03-15; a finish needs a start, and neither lies after today.',
    Marks: `${listed(markWords, 'en')}; several may be given.`,
  };
  return Object.entries(language === 'zh' ? zh : en);
}

// ── reading ──

/** 2020-03-15, 2020/3/15, 2020.3.15, 2020年3月15日, or a date cell. Undefined when it is none. */
function dayOf(cell: Cell): Day | null | undefined {
  if (cell !== null && typeof cell === 'object' && 'day' in cell) return cell.day as Day;
  const text = cellText(cell).normalize('NFKC').trim();
  if (text === '' || text === '—') return null;
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(:00)?)?$/.exec(text);
  return match ? (dayFrom(Number(match[1]), Number(match[2]), Number(match[3])) ?? undefined) : undefined;
}

const mostProblems = 100;

/** A workbook as a plan, or every cell that stands in the way. `today`: nothing happened after it. */
export function readNodeTable(
  sheets: readonly { name: string; rows: readonly SheetRow[] }[],
  today: string,
): { ok: true; brought: Brought } | { ok: false; problems: FileProblem[] } {
  const problems: FileProblem[] = [];
  const wrong = (cell: string, value: string, zh: string, en: string): void => {
    if (problems.length < mostProblems) problems.push({ cell, value: value.slice(0, 80), sentence: { zh, en } });
  };
  const titled = (text: string): Column | undefined =>
    order.find((column) => columns[column].zh === text.trim() || columns[column].en.toLowerCase() === text.trim().toLowerCase());
  const found = sheets
    .flatMap((sheet) => sheet.rows.slice(0, 12).map((row) => ({ sheet, row, titles: row.cells.map((cell) => titled(cellText(cell))) })))
    .find(({ titles }) => titles.includes('code') && titles.includes('name'));
  if (!found) {
    wrong(
      '',
      '',
      '没有找到“编号”和“节点”两个列名。请用“导出 Excel 节点表”得到的样式填写，列名不要改。',
      'The columns "编号" (No.) and "节点" (Node) are not there. Fill in the layout that the export gives and leave its titles as they are.',
    );
    return { ok: false, problems };
  }
  const placeOf = new Map<Column, number>();
  for (const [place, column] of found.titles.entries()) if (column !== undefined && !placeOf.has(column)) placeOf.set(column, place);
  const sheet = found.sheet.name;
  const rows = found.sheet.rows.filter((row) => row.row > found.row.row && row.cells.some((cell) => cellText(cell).trim() !== ''));
  const cellOf = (row: SheetRow, column: Column): Cell => {
    const place = placeOf.get(column);
    return place === undefined ? null : (row.cells[place] ?? null);
  };
  const textOf = (row: SheetRow, column: Column): string => cellText(cellOf(row, column)).trim();
  const nameOf = (row: SheetRow, column: Column): string => `${sheet}!${cellName(row.row, (placeOf.get(column) ?? 0) + 1)}`;
  const bad = (row: SheetRow, column: Column, zh: string, en: string): void => wrong(nameOf(row, column), textOf(row, column), zh, en);
  const codes = new Map<string, SheetRow>();
  for (const row of rows) {
    const code = textOf(row, 'code');
    if (code === '') bad(row, 'code', '编号是空的，请填一个不重复的编号。', 'The number is empty; give one that no other row has.');
    else if (!/^[A-Za-z0-9-]{1,24}$/.test(code))
      bad(row, 'code', '编号只能用字母、数字和“-”，最多 24 个字符。', 'A number takes letters, digits and hyphens, at most 24.');
    else if (codes.has(code))
      bad(
        row,
        'code',
        `编号“${code}”与第 ${codes.get(code)!.row} 行重复，请改掉一个。`,
        `"${code}" stands in row ${codes.get(code)!.row} already; change one of them.`,
      );
    else codes.set(code, row);
  }
  if (rows.length > mostNodes)
    wrong(
      `${sheet}!A${found.row.row + 1}`,
      String(rows.length),
      `有 ${rows.length} 行，一个计划最多 ${mostNodes} 个节点。`,
      `There are ${rows.length} rows; a plan has ${mostNodes} nodes at most.`,
    );
  const known = new Map([...codes.keys()].map((code) => [code, code]));
  const links: PlanLink[] = [];
  let promised: string | null = null;
  let goal: string | undefined;
  const nodes = rows.map((row, position): BroughtNode => {
    const word = <K extends string>(column: Column, pairs: Readonly<Record<K, Pair>>, otherwise: K): K => {
      const text = textOf(row, column);
      if (text === '') return otherwise;
      const key = keyOf(pairs, text);
      if (key === undefined)
        bad(
          row,
          column,
          `“${text}”不认识，请写其中之一：${listed(pairs, 'zh')}。`,
          `"${text}" is not known; write one of: ${listed(pairs, 'en')}.`,
        );
      return key ?? otherwise;
    };
    const whole = (column: Column, most: number): number | null => {
      const text = textOf(row, column).normalize('NFKC');
      if (text === '') return null;
      if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text);
      bad(row, column, `“${text}”不是 0 到 ${most} 的整数。`, `"${text}" is not a whole number from 0 to ${most}.`);
      return null;
    };
    const day = (column: Column): string | null => {
      const read = dayOf(cellOf(row, column));
      if (read === undefined)
        bad(
          row,
          column,
          `“${textOf(row, column)}”不是日期，请写成 2020-03-15。`,
          `"${textOf(row, column)}" is not a date; write it like 2020-03-15.`,
        );
      return read ?? null;
    };
    const short = (column: Column, most: number): string => {
      const text = textOf(row, column);
      if (text.length > most)
        bad(row, column, `有 ${text.length} 个字，最多 ${most} 个。`, `It has ${text.length} characters, ${most} at most.`);
      return text.slice(0, most);
    };
    const code = textOf(row, 'code');
    const name = short('name', 80);
    if (name.length < 2) bad(row, 'name', '节点名称至少两个字。', 'A node has a name of at least two characters.');
    const days = whole('days', 3650);
    const kind = word('kind', kindWords, days === 0 || days === null ? 'milestone' : 'work');
    if (kind === 'milestone' && (days ?? 0) > 0)
      bad(row, 'days', '里程碑的工期是 0；要占时间请把类别改成“工作”。', 'A milestone lasts 0 days; make it work if it takes time.');
    if (kind !== 'milestone' && days === null && textOf(row, 'days') === '')
      bad(row, 'days', '工期是空的，请填天数。', 'The duration is empty; give the days.');
    const after = readPredecessors(textOf(row, 'after'), known);
    if (!after.ok)
      bad(
        row,
        'after',
        after.why === 'unknown'
          ? `“${after.piece}”里的编号不在表里，请改成表里有的编号。`
          : `“${after.piece}”看不懂，请写成 A05、A05FS+5d 或 W02SS+10ed 的样子。`,
        after.why === 'unknown'
          ? `The number in "${after.piece}" is not in the table; take one that is.`
          : `"${after.piece}" cannot be read; write it like A05, A05FS+5d or W02SS+10ed.`,
      );
    else
      for (const link of after.links) {
        const twice = links.some((one) => one.from === link.from && one.to === code && one.type === link.type);
        if (link.from === code) bad(row, 'after', '前置是节点自己，请去掉。', 'It waits for itself; take that out.');
        else if (twice)
          bad(row, 'after', `“${link.from}${link.type}”写了两次，请留一个。`, `"${link.from}${link.type}" stands there twice; leave one.`);
        else links.push({ ...link, to: code });
      }
    const [actualStart, actualFinish] = [day('actualStart'), day('actualFinish')];
    if (actualFinish !== null && actualStart === null) bad(row, 'actualStart', '有实际完成就要有实际开始。', 'A finish needs a start.');
    if (actualFinish !== null && actualStart !== null && actualFinish < actualStart)
      bad(row, 'actualFinish', `实际完成早于实际开始 ${actualStart}。`, `It finishes before it starts on ${actualStart}.`);
    for (const [column, what] of [
      ['actualStart', actualStart],
      ['actualFinish', actualFinish],
    ] as const)
      if (what !== null && what > today)
        bad(row, column, `${what} 还没有到，今天是 ${today}。`, `${what} is not yet here; today is ${today}.`);
    const promise = day('promised');
    if (promise !== null && promised !== null)
      bad(row, 'promised', '承诺只填一行，前面已有一个。', 'Only one row has the promised day; an earlier one has it already.');
    promised ??= promise;
    if (promise !== null) goal ??= code;
    const marks = new Set<Mark>();
    for (const piece of textOf(row, 'marks')
      .split(/[、,，;；]+/)
      .map((one) => one.trim())
      .filter(Boolean)) {
      const mark = keyOf(markWords, piece);
      if (mark) marks.add(mark);
      else
        bad(
          row,
          'marks',
          `“${piece}”不认识，可写：${listed(markWords, 'zh')}。`,
          `"${piece}" is not known; there are: ${listed(markWords, 'en')}.`,
        );
    }
    const blocked = short('blocked', 200);
    return {
      source: `${row.row}`,
      fileStart: actualStart,
      fileFinish: actualFinish ?? dayOf(cellOf(row, 'forecast')) ?? null,
      baseline: dayOf(cellOf(row, 'baseline')) ?? null,
      reasons: [],
      node: {
        ...emptyNode(code, position, name),
        en: short('english', 120),
        kind,
        stage: word('stage', stageWords, 'construction'),
        stream: word('stream', streamWords, 'construction'),
        organisation: short('organisation', 80),
        post: short('post', 40),
        person: short('person', 40),
        days: kind === 'milestone' ? 0 : (days ?? 0),
        unit: word('unit', unitWords, 'working'),
        statutoryDays: whole('statutory', 3650),
        committedDays: whole('committed', 3650),
        basis: short('basis', 200),
        confirmed: !marks.has('unconfirmed'),
        outdoor: marks.has('outdoor'),
        holdPoint: marks.has('holdPoint'),
        fixed: marks.has('fixed'),
        promise: marks.has('promise') || promise !== null,
        actualStart,
        actualFinish,
        daysLeft: whole('daysLeft', 3650),
        blockedReason: blocked || null,
        blockedUntil: day('blockedUntil'),
        note: short('note', 1000),
      },
    };
  });
  if (nodes.length === 0) wrong(sheet, '', '表里一个节点也没有。', 'There is no node in the table.');
  if (problems.length > 0) return { ok: false, problems };
  const said = new Map(
    sheets.flatMap((one) => one.rows).map((row) => [cellText(row.cells[0] ?? null).trim(), cellText(row.cells[1] ?? null).trim()]),
  );
  const fact = (which: keyof typeof facts): string => said.get(facts[which].zh) ?? said.get(facts[which].en) ?? '';
  const template = /^(\d{6})\/([a-z0-9-]{1,60})@(\d{1,4})$/.exec(fact('template'));
  const [type, route] = fact('type').split('/');
  const starts = dayOf(fact('start'));
  return {
    ok: true,
    brought: {
      tool: 'excel',
      own: true,
      title: '',
      template: template ? { region: template[1]!, code: template[2]!, version: Number(template[3]) } : null,
      type: ProjectType.safeParse(type).data ?? 'any',
      route: ApprovalRoute.safeParse(route).data ?? 'any',
      start: starts ?? nodes.flatMap((one) => one.node.actualStart ?? []).sort()[0] ?? today,
      asOf: dayOf(fact('asOf')) ?? null,
      promised,
      nodes: goal === undefined ? nodes : nodes.map((one) => ({ ...one, node: { ...one.node, promise: one.node.code === goal } })),
      links,
      leftOut: [],
      counts: {
        activities: nodes.length,
        summaries: 0,
        milestones: nodes.filter((one) => one.node.kind === 'milestone').length,
        links: links.length,
      },
      calendars: [],
      levels: [{ level: 'all', nodes: nodes.length }],
      level: 'all',
    },
  };
}
