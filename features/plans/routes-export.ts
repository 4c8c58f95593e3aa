// Charts handed out as files, with their title block: drawn from the same plan and the same layout as on the screen.

import { type House, type Route, serve } from '../../platform/http/house.ts';
import { drawingSvg } from '../../platform/papers/drawing.ts';
import { drawingPdf } from '../../platform/papers/drawing-pdf.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { recordOf } from '../projects/door.ts';
import { regionNames } from '../regions/door.ts';
import { ganttPages, ganttWords, groupings } from './chart-gantt.ts';
import { chartWords } from './chart-marks.ts';
import { chartSheets, onSheets, paperRoom, stacked } from './chart-paper.ts';
import { readReply } from './planned.ts';
import { groundFor } from './routes-ground.ts';
import { responsibleOf } from './routes-responsible.ts';
import { titleBlock } from './rules-title.ts';
import type { PlanReply } from './words.ts';
import { chartTitle, exportChart, type PaperSize, type TitleBlock } from './words-export.ts';

type Asked = { region: string; project: string; on?: string | undefined };

async function titled(house: House, { region, project, on }: Asked): Promise<{ plan: PlanReply; title: TitleBlock }> {
  const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
  const plan = await readReply(house, region, project, on);
  const names = await regionNames(house.db);
  const said = await responsibleOf(house, region, project, record.note, plan.asOf);
  return { plan, title: titleBlock(plan, record, said, names.get(region) ?? region, house.clock.today()) };
}

export const exportRoutes = (): Route[] => [
  serve(chartTitle, async (input, house) => (await titled(house, input)).title),

  serve(exportChart, async (input, house) => {
    const { plan, title } = await titled(house, input);
    const { chart, language, paper } = input;
    const look = { language, paper, by: input.by };
    const sheets = chart === 'gantt' ? await ganttSheets(house, input, plan, title) : chartSheets(chart, plan, title, look);
    const stem = `${title.project}${chartWords[language][chart]}`.replace(/[\\/:*?"<>|]/g, '').slice(0, 100);
    if (input.as === 'pdf')
      return {
        name: `${stem}.pdf`,
        type: 'application/pdf',
        content: await drawingPdf(sheets, { at: house.clock.now(), author: title.region }),
      };
    return { name: `${stem}.svg`, type: 'image/svg+xml', content: Buffer.from(drawingSvg(stacked(sheets)), 'utf8') };
  }),
];

/** A Gantt chart needs the ground of the plan as well: the days on which nobody works. */
async function ganttSheets(
  house: House,
  { region, project, on, by, language, paper }: Asked & { by?: string | undefined; language: 'zh' | 'en'; paper: PaperSize },
  plan: PlanReply,
  title: TitleBlock,
): Promise<ReturnType<typeof chartSheets>> {
  const ground = await groundFor(house, region, project, on);
  const grouping = by === 'department' ? 'organisation' : (groupings.find((one) => one === by) ?? 'none');
  const look = { language, grouping, words: ganttWords(language) };
  return onSheets(ganttPages(plan, ground, look, paperRoom(paper)), title, { language, paper });
}
