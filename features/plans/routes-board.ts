// The month board, and what it and the list look like as workbooks.
import { PassThrough } from 'node:stream';
import { type FileReply, type House, type Route, serve } from '../../platform/http/house.ts';
import { drawingSvg } from '../../platform/papers/drawing.ts';
import { drawingPdf } from '../../platform/papers/drawing-pdf.ts';
import { type WrittenSheet, writeWorkbook } from '../../platform/sheets/write.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { recordOf, tiersOn } from '../projects/door.ts';
import { regionNames } from '../regions/door.ts';
import { boardSheets } from './chart-board.ts';
import { stageNames, streamNames } from './chart-marks.ts';
import { stacked } from './chart-paper.ts';
import { readReply } from './planned.ts';
import { manyPlans } from './planned-many.ts';
import { responsibleOf } from './routes-responsible.ts';
import { boardOf } from './rules-board.ts';
import { boardSheet, nodesSheet } from './sheet-board.ts';
import { plansIn } from './store.ts';
import type { NodeLight } from './words.ts';
import { type Board, exportBoard, exportBoardChart, exportNodes, readBoard } from './words-board.ts';

/** A board is for a county or a city; of more plans than this the first are shown, and the board says so. */
const most = 1500;

type Asked = { region: string; year: number; light?: NodeLight | NodeLight[] | undefined; tier?: string | undefined };

async function wholeBoard({ db, clock }: House, { region, year, light, tier }: Asked): Promise<Board> {
  const today = clock.today();
  const regions = db.scope.regions.filter((code) => within(code, region));
  const { total, rows } = await plansIn(db, regions, { limit: most, offset: 0 });
  const tiers = await tiersOn(db, region, today);
  const at = tiers.findIndex((one) => one.code === tier);
  if (tier !== undefined && at < 0) refuse('plans.no-tier', { tier });
  const plans = await manyPlans(db, rows, today);
  const board = boardOf(
    plans.map(({ row, projectName, totalYuan, forecast, gapDays, rule, nodes }) => ({
      region: row.region,
      projectId: row.projectId,
      projectName,
      totalYuan,
      promised: row.promised,
      forecast,
      gapDays,
      tightDays: rule.tightDays,
      nodes,
    })),
    {
      year,
      lights: light === undefined ? [] : [light].flat(),
      size: at < 0 ? null : { from: tiers[at]!.minYuan, below: tiers[at + 1]?.minYuan ?? Number.POSITIVE_INFINITY },
    },
  );
  // Plans that stand on one state day of their own are as of that day.
  const days = new Set(plans.map((one) => one.asOf));
  return {
    year,
    asOf: days.size === 1 ? [...days][0]! : today,
    plans: total,
    total: board.rows.length,
    cut: total > most ? most : null,
    months: board.months,
    lights: board.lights,
    tiers: tiers.map((one) => ({ code: one.code, name: { zh: one.zh, en: one.en } })),
    rows: board.rows,
  };
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
function workbook(name: string, sheet: WrittenSheet): FileReply {
  const content = new PassThrough();
  writeWorkbook(content, [sheet]).catch((fault: Error) => content.destroy(fault));
  return { name, type: xlsx, content };
}
const lightNames: Record<NodeLight, { zh: string; en: string }> = {
  normal: { zh: '正常', en: 'normal' },
  warning: { zh: '预警', en: 'warning' },
  late: { zh: '滞后', en: 'late' },
};

type Language = 'zh' | 'en';
const nameOf = (region: string, asked: Asked, language: Language): string =>
  language === 'zh' ? `挂图作战-${region}-${asked.year}` : `month-board-${asked.region}-${asked.year}`;
const filtersOf = (board: Board, asked: Asked, language: Language): string =>
  [
    ...(asked.light === undefined ? [] : [asked.light].flat().map((one) => lightNames[one][language])),
    ...board.tiers.filter((one) => one.code === asked.tier).map((one) => one.name[language]),
  ].join(language === 'zh' ? '、' : ', ');

export const boardRoutes = (): Route[] => [
  serve(readBoard, async ({ limit, offset, ...asked }, house) => {
    const board = await wholeBoard(house, asked);
    return { ...board, rows: board.rows.slice(offset, offset + limit) };
  }),

  serve(exportBoard, async ({ language, ...asked }, house) => {
    const board = await wholeBoard(house, asked);
    const region = (await regionNames(house.db)).get(asked.region) ?? asked.region;
    const filters = filtersOf(board, asked, language);
    const head = { language, region, by: house.person.name, asOf: board.asOf, filters };
    return workbook(`${nameOf(region, asked, language)}.xlsx`, boardSheet(board, head));
  }),

  serve(exportBoardChart, async ({ language, as, paper, ...asked }, house) => {
    const board = await wholeBoard(house, asked);
    const region = (await regionNames(house.db)).get(asked.region) ?? asked.region;
    const printedOn = house.clock.today();
    const sheets = boardSheets(board, {
      language,
      paper,
      region,
      filters: filtersOf(board, asked, language),
      by: house.person.name,
      printedOn,
    });
    const name = nameOf(region, asked, language);
    if (as === 'svg') return { name: `${name}.svg`, type: 'image/svg+xml', content: Buffer.from(drawingSvg(stacked(sheets)), 'utf8') };
    return { name: `${name}.pdf`, type: 'application/pdf', content: await drawingPdf(sheets, { at: house.clock.now(), author: region }) };
  }),

  serve(exportNodes, async ({ region, project, language }, house) => {
    const plan = await readReply(house, region, project);
    const where = (await regionNames(house.db)).get(region) ?? region;
    const words = {
      stage: (code: string) => stageNames[code as keyof typeof stageNames][language],
      stream: (code: string) => streamNames[code as keyof typeof streamNames][language],
    };
    const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
    const said = await responsibleOf(house, region, project, record.note, plan.asOf);
    const answers = said ? [said.leader, said.department, said.team].filter(Boolean).join('、') : '';
    const filters = answers === '' ? '' : language === 'zh' ? `包保：${answers}` : `Answering: ${answers}`;
    const head = { language, region: where, by: house.person.name, asOf: plan.asOf, filters };
    return workbook(`${plan.projectName}-${language === 'zh' ? '节点清单' : 'nodes'}.xlsx`, nodesSheet(plan, words, head));
  }),
];
