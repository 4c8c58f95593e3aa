/**
 * `shock --region CODE --from D --to D`: what a stop does to every plan of a region, or of some projects' sites; with --dry-run it is only tried, without
 * it is ordered. The same calls as the page; a re-planning that takes longer is asked after until it is done.
 */
import type { ShockRun } from '../features/plans/words-dated.ts';
import { type Progress, StartRefusal } from '../platform/db/start-refusal.ts';
import type { Reach } from './call.ts';

export type ShockOrder = {
  region: string;
  from: string;
  to: string;
  sites: readonly string[];
  name: string;
  basis: string;
  /** As the plans were known on a day; a trial only. */
  on: string | null;
  dryRun: boolean;
};

const everyMs = 400;

export async function orderShock(call: Reach, order: ShockOrder, progress: Progress): Promise<unknown> {
  const { region, from, to, sites, dryRun } = order;
  const { regions } = (await call({ path: '/api/regions' })) as { regions: { code: string }[] };
  if (!regions.some((one) => one.code === region))
    throw new StartRefusal('shock.unknown-region', {
      zh: `没有行政区划 ${region}，请核对六位代码，例如 ${regions.at(-1)?.code ?? ''}。`,
      en: `There is no region ${region}; check the six digits, for example ${regions.at(-1)?.code ?? ''}.`,
    });
  const asked = { from, to, sites };
  let stop: string | null = null;
  let run: ShockRun;
  if (dryRun) run = await call({ method: 'POST', path: `/api/plans/${region}/shock`, body: { ...asked, on: order.on } });
  else {
    const given = await call({
      method: 'POST',
      path: `/api/plans/${region}/stops`,
      body: { ...asked, name: order.name, basis: order.basis },
    });
    stop = given.id;
    run = await call({ path: `/api/plans/shock-runs/${given.run}` });
  }
  while (run.state === 'waiting' || run.state === 'running') {
    progress({ zh: `正在重排 ${run.done}/${run.total} 个计划`, en: `Re-planning ${run.done} of ${run.total} plans` });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    run = await call({ path: `/api/plans/shock-runs/${run.id}` });
  }
  if (!run.result)
    throw new StartRefusal('shock.failed', { zh: '重排没有完成，请再试一次。', en: 'The re-planning did not finish; try again.' });
  const { result } = run;
  const row = (one: (typeof result.rows)[number]) => ({
    region: one.region,
    project: one.projectId,
    name: one.name,
    promised: one.promised,
    before: one.before,
    after: one.after,
    days: one.daysLate,
    moved: one.moved,
  });
  return {
    region,
    from,
    to,
    sites,
    on: order.on,
    dryRun,
    stop,
    plans: result.plans,
    affected: result.affected,
    promisesLost: result.rows.filter((one) => one.outcome === 'lost').map(row),
    lostBefore: result.rows.filter((one) => one.outcome === 'later').map(row),
    kept: result.kept,
    unreadable: result.unreadable,
    seconds: run.seconds,
  };
}
