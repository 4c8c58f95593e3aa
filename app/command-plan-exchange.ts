/**
 * `plan-import FILE --project ID`: a file as it would come in, or brought in: the calls that the plan's page makes. `plan-convert FILE --out FILE.xml`: a plan
 * of any tool as Microsoft Project XML, without a data directory.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { convertFile } from '../features/plans/door.ts';
import type { PlanReply } from '../features/plans/words.ts';
import type { FileLook } from '../features/plans/words-exchange.ts';
import { diskRefusal, StartRefusal } from '../platform/db/start-refusal.ts';
import { Refusal, sentence } from '../vocabulary/problems.ts';
import type { Reach } from './call.ts';
import { needFile } from './file-argument.ts';

export type ImportOrder = {
  file: string;
  region: string;
  project: string;
  mode: string | undefined;
  level: string | undefined;
  promised: string | undefined;
  reason: string | undefined;
  dryRun: boolean;
};

export async function importPlan(
  call: Reach,
  { file, region, project, mode, level, promised, reason, dryRun }: ImportOrder,
): Promise<unknown> {
  needFile(file);
  const path = `/api/plans/${region}/${project}/file`;
  const look: FileLook = await call({ method: 'POST', path: `${path}/look`, query: { level }, file });
  if (dryRun || look.problems.length > 0) return { brought: false, ...look };
  const way = mode ?? look.modes[0];
  const plan: PlanReply = await call({ method: 'POST', path, query: { mode: way, level: look.level, promised, reason }, file });
  return {
    brought: true,
    mode: way,
    level: look.level,
    nodes: plan.nodes.length,
    links: plan.links.length,
    promised: plan.promised,
    forecast: plan.forecast,
    sentence: plan.sentence,
    leftOut: look.leftOut,
    differences: look.differences,
    baselines: plan.baselines,
  };
}

export function convertPlan(file: string, out: string): unknown {
  needFile(file);
  try {
    const { xml, leftOut } = convertFile(basename(file), readFileSync(file));
    writeFileSync(out, xml);
    return { file: out, leftOut };
  } catch (error) {
    if (error instanceof Refusal)
      throw new StartRefusal(error.problem.code, { zh: sentence(error.problem, 'zh'), en: sentence(error.problem, 'en') });
    throw diskRefusal(error, out) ?? error;
  }
}
