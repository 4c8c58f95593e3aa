/**
 * `plan-export --project ID --as FORMAT --out FILE`: the file that a screen downloads, put down where it is asked for. A format is one entry here: what it
 * is called and which call gives it.
 */
import { writeFileSync } from 'node:fs';
import { diskRefusal, StartRefusal } from '../platform/db/start-refusal.ts';
import type { Call, Reach } from './call.ts';
import { findProject } from './command-plan.ts';

export interface PlanFileOrder {
  project: string;
  region: string | undefined;
  as: string;
  out: string;
  paper: string | undefined;
  by: string | undefined;
  language: string | undefined;
  on: string | undefined;
}
/** The call that answers with the file. `plan` is the address of the plan. */
type PlanFormat = (plan: string, order: PlanFileOrder) => Call;

const chart =
  (name: string, as: string): PlanFormat =>
  (plan, { paper, by, language, on }) => ({ path: `${plan}/export`, query: { chart: name, as, paper, by, language, on } });

// A format is added here.
export const planFormats: Readonly<Record<string, PlanFormat>> = {
  'fishbone.svg': chart('fishbone', 'svg'),
  'fishbone.pdf': chart('fishbone', 'pdf'),
  'nodes.svg': chart('nodes', 'svg'),
  'nodes.pdf': chart('nodes', 'pdf'),
  mspdi: (plan) => ({ path: `${plan}/file`, query: { form: 'mspdi' } }),
  'nodes.xlsx': (plan, { language }) => ({ path: `${plan}/file`, query: { form: 'xlsx', language } }),
  'gantt.svg': chart('gantt', 'svg'),
  'gantt.pdf': chart('gantt', 'pdf'),
  'departments.svg': chart('departments', 'svg'),
  'departments.pdf': chart('departments', 'pdf'),
  'list.xlsx': (plan, { language }) => ({ path: `${plan}/list-book`, query: { language } }),
  ics: (plan, { language, on }) => ({ path: `${plan}/calendar-file`, query: { language, on } }),
};

export interface WrittenPlan {
  project: { region: string; id: string };
  as: string;
  file: string;
  bytes: number;
}

export async function writePlan(call: Reach, order: PlanFileOrder): Promise<WrittenPlan> {
  const format = planFormats[order.as];
  if (!format) {
    const known = Object.keys(planFormats);
    throw new StartRefusal('command.bad-option', {
      zh: `没有“${order.as}”这种格式。--as 可用：${known.join('、')}。`,
      en: `There is no format "${order.as}". --as is one of ${known.join(', ')}.`,
    });
  }
  const { region, id } = await findProject(call, order);
  const content: Buffer = await call({ ...format(`/api/plans/${region}/${id}`, order), bytes: true });
  try {
    writeFileSync(order.out, content);
  } catch (error) {
    throw diskRefusal(error, order.out);
  }
  return { project: { region, id }, as: order.as, file: order.out, bytes: content.length };
}
