// What the exported workbook of figures looks like: the same figures as the screen, county by county, tier by tier, list by list, with a
// sheet of source files and one of definitions. An unreported figure is the word 未报, never a zero and never an empty cell that looks like one.
import { PassThrough } from 'node:stream';
import type { FileReply } from '../../platform/http/house.ts';
import type { Cell } from '../../platform/sheets/cells.ts';
import { type WrittenColumn, type WrittenSheet, writeWorkbook } from '../../platform/sheets/write.ts';
import { dayOfInstant, minuteOfInstant } from '../../vocabulary/days.ts';
import type { Figure } from '../../vocabulary/figure.ts';
import { exactIn } from '../../vocabulary/money.ts';
import type { ConfirmedLedger } from '../imports/door.ts';
import { definitions } from './definitions.ts';
import type { Dashboard, Triple } from './words.ts';

type Options = { unit: '万元' | '亿元'; language: 'zh' | 'en'; at: string; sources: readonly ConfirmedLedger[] };

/** The workbook as a download. */
export function figureWorkbook(board: Dashboard, options: Options): FileReply {
  const stream = new PassThrough();
  writeWorkbook(stream, sheetsOf(board, options)).catch((fault: Error) => stream.destroy(fault));
  const name =
    options.language === 'zh' ? `${board.region.name}${board.year}年项目汇总.xlsx` : `${board.region.code}-${board.year}-figures.xlsx`;
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: stream };
}

/** The sheets as data, for the writer and for tests. */
export function sheetsOf(board: Dashboard, { unit, language, at, sources }: Options): WrittenSheet[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const value = (figure: Figure): Cell => {
    if (figure.value === null) return say('未报', 'unreported');
    return figure.unit === 'yuan' ? Number(exactIn(figure.value, unit)) : figure.value;
  };
  const triple = (one: Triple): Cell[] => [value(one.count), value(one.total), value(one.plan)];
  const money = language === 'zh' ? unit : unit === '亿元' ? '×100m yuan' : '×10k yuan';
  const three = (prefix = ''): WrittenColumn[] => [
    { title: prefix + say('个数', 'projects'), width: 10, kind: 'number' },
    { title: `${prefix}${say('总投资', 'total')}(${money})`, width: 16 },
    { title: `${prefix}${say('年度计划投资', 'annual plan')}(${money})`, width: 18 },
  ];
  const title = (what: string): string[] => [
    say(`${board.region.name}${board.year}年${what}`, `${board.region.name} ${board.year}: ${what}`),
    say(
      `数据截至 ${dayOfInstant(board.asOf.at)}；导出于 ${dayOfInstant(at)}`,
      `As of ${dayOfInstant(board.asOf.at)}; exported ${dayOfInstant(at)}`,
    ),
  ];
  const missing = board.missing.counties.map((one) => one.name);
  const notes = [
    ...(missing.length
      ? [
          say(
            `未报：${missing.join('、')}。合计不含未报县区，未报不当作零。`,
            `Unreported: ${missing.join(', ')}. Totals do not contain them; unreported is not zero.`,
          ),
        ]
      : []),
    ...board.cautions.map((one) => one[language]),
    say(
      '每个数字的口径见“口径与来源”，出自哪个文件见“来源文件”。',
      'What each number counts: see Definitions. The file it came from: see Source files.',
    ),
  ];
  const text = (heading: string, width = 18): WrittenColumn => ({ title: heading, width, kind: 'text' });

  return [
    {
      name: say('分县区', 'Counties'),
      titleRows: title(say('重点项目汇总', 'project figures')),
      notes,
      columns: [
        text(say('县（市、区）', 'county')),
        text(say('统计起点', 'from size'), 14),
        ...three(),
        ...three(say('新建', 'new: ')),
        ...three(say('续建', 'continuing: ')),
        { title: say('储备个数', 'reserve'), width: 10, kind: 'number' },
        { title: `${say('储备总投资', 'reserve total')}(${money})`, width: 16 },
      ],
      rows: [
        ...board.counties.map((one): Cell[] => [
          one.name,
          one.report.thresholdYuan === null
            ? one.report.reported
              ? say('未注明', 'not stated')
              : ''
            : `${exactIn(one.report.thresholdYuan, '万元')}${say('万元以上', ' ×10k yuan and more')}`,
          ...triple(one.annual),
          ...triple(one.new),
          ...triple(one.continuing),
          value(one.reserve.count),
          value(one.reserve.total),
        ]),
        [
          say('合计（已报）', 'total (reported)'),
          '',
          ...triple(board.headline.annual),
          ...whole(board, 'new').map((figure) => (figure ? value(figure) : null)),
          ...whole(board, 'continuing').map((figure) => (figure ? value(figure) : null)),
          value(board.headline.reserve.count),
          value(board.headline.reserve.total),
        ],
      ],
    },
    {
      name: say('规模档', 'Tiers'),
      titleRows: title(say('分规模汇总（高档含在低档内，不可相加）', 'by size (a higher tier is inside the lower ones: do not add)')),
      notes,
      columns: [text(say('规模档', 'tier')), ...three(), ...three(say('新建', 'new: ')), ...three(say('续建', 'continuing: '))],
      rows: board.tiers.map((one): Cell[] => [one.words[language], ...triple(one.all), ...triple(one.new), ...triple(one.continuing)]),
    },
    {
      name: say('名单', 'Lists'),
      titleRows: title(say('分名单汇总（名单可重叠，不可相加）', 'by list (lists overlap: do not add)')),
      notes,
      columns: [
        text(say('名单', 'list'), 24),
        ...three(),
        { title: say('其中新建', 'of them new'), width: 12, kind: 'number' },
        { title: say('其中续建', 'of them continuing'), width: 12, kind: 'number' },
      ],
      rows: [
        ...board.lists.map((one): Cell[] => [one.words[language], ...triple(one.all), value(one.new.count), value(one.continuing.count)]),
        [say('并集（只数一次）', 'union (each once)'), ...triple(board.union)],
      ],
    },
    {
      name: say('行业线', 'Lines'),
      titleRows: title(say('分行业线汇总', 'by line')),
      notes,
      columns: [text(say('行业线', 'line')), ...three()],
      rows: board.lines.map((one): Cell[] => [one.words[language], ...triple(one.annual)]),
    },
    {
      name: say('来源文件', 'Source files'),
      titleRows: title(say('来源文件', 'source files')),
      notes: [
        say(
          '列出已入库且未撤销的台账；同一县区后入库的在后，后来的更正见项目的变更记录。',
          'Ledgers that were confirmed and not taken back; a later one of a county stands below. Later corrections stand in the history of each project.',
        ),
      ],
      columns: [
        text(say('县（市、区）', 'county')),
        text(say('文件', 'file'), 40),
        text(say('工作表', 'sheet'), 26),
        { title: say('采用行数', 'rows taken'), width: 10, kind: 'number' },
        text(say('入库人', 'confirmed by'), 16),
        text(say('入库时间', 'confirmed at'), 18),
        text('SHA-256', 68),
      ],
      rows: board.counties.flatMap(({ code, name, report }): Cell[][] => {
        const own = sources.filter((one) => one.region === code);
        if (own.length === 0)
          return [[name, report.reported ? say('无台账文件', 'no ledger file') : say('未报', 'unreported'), '', null, '', '', '']];
        return own.flatMap((one) =>
          one.sheets.map((sheet): Cell[] => [name, one.fileName, sheet.name, sheet.rows, one.by, minuteOfInstant(one.at), one.sha256]),
        );
      }),
    },
    {
      name: say('口径与来源', 'Definitions'),
      titleRows: [say('口径与来源', 'Definitions and sources')],
      columns: [
        text(say('编号', 'id'), 26),
        text(say('版本', 'version'), 8),
        text(say('生效', 'from'), 12),
        text(say('口径', 'definition'), 80),
        text(say('算式', 'formula'), 50),
      ],
      rows: [
        ...Object.values(definitions).map((one): Cell[] => [one.id, one.version, one.from, one[language], one.formula]),
        ...Object.entries(board.asOf.entries).map(([region, seq]): Cell[] => [
          region,
          '',
          dayOfInstant(board.asOf.at),
          say(
            `数据取自该区审计链第 ${seq} 条之后的账目`,
            `read from the books as they stood after entry ${seq} of that region's audit chain`,
          ),
          '',
        ]),
      ],
    },
  ];
}

/** The triple of a nature over the whole region: the lowest tier's rows when it holds every project, else nothing is claimed. */
function whole(board: Dashboard, nature: 'new' | 'continuing'): (Figure | null)[] {
  const lowest = board.tiers[0];
  if (!lowest || lowest.all.count.value !== board.headline.annual.count.value) return [null, null, null];
  return [lowest[nature].count, lowest[nature].total, lowest[nature].plan];
}
