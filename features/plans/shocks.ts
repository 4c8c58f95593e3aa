// Re-planning under a stop order, page by page while the database reads the next: how far each is, and what came out. Runs live in this process; one that
// a restart cut short is reckoned again from the order. What moves is decided in rules-shock.ts.
import type { Scope } from '../../platform/db/database.ts';
import type { Ground } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { recordsOf } from '../projects/door.ts';
import { calendarsOf, type StopFacts, stopConcerns } from './rules-calendars.ts';
import { type Effect, effectOf, outcomeOf, ranked, withAndWithout } from './rules-shock.ts';
import type { Belongs } from './store.ts';
import { calendarData } from './store-dated.ts';
import { asFlow, countPlans, flowsAfter, saveEffects } from './store-shock.ts';
import type { ShockRow, ShockRun } from './words-dated.ts';

/** Small enough that the first is soon there and the database reads on while it is reckoned. */
const page = 100;
/** Plans reckoned before others get their turn. */
const stretch = 50;
/** Rows of plans that keep their promise; those that do not are all told. */
const keptShown = 500;
const keptRuns = 40;

type Run = ShockRun & { owner: string };
const runs = new Map<string, Run>();

/** A run that begins soon. */
export function openRun(owner: string): Run {
  const run: Run = { id: newId(), owner, state: 'waiting', done: 0, total: 0, seconds: 0, result: null };
  runs.set(run.id, run);
  for (const [id, old] of runs) {
    if (runs.size <= keptRuns) break;
    if (old.state === 'done' || old.state === 'failed') runs.delete(id);
  }
  return run;
}

/** How a run of this person stands; undefined when there is none. */
export function runOf(id: string, person: string): ShockRun | undefined {
  const run = runs.get(id);
  return run?.owner === person ? told(run) : undefined;
}
export const told = ({ owner: _, ...run }: Run): ShockRun => run;

export interface ShockOrder {
  stop: StopFacts;
  /** The regions whose plans are reckoned. */
  regions: readonly string[];
  /** Kept as effects of the order, or only told. */
  keep: boolean;
  /** As the plans were known on a day; their own state days when null. */
  on: string | null;
}

/** Reckons every plan without the order and with it. Resolves when it is done or has failed; a fault is thrown. */
export async function runShock(ground: Ground, run: Run, order: ShockOrder): Promise<void> {
  const began = performance.now();
  const tick = (): void => {
    run.seconds = Math.round(performance.now() - began) / 1000;
  };
  run.state = 'running';
  // One prefix instead of a list of codes is cheaper for the database to hold each row against; a whole code stands for itself alone.
  const prefix = order.regions.length > 1 ? shared(order.regions) : (order.regions[0] ?? '');
  const scope: Scope = { regions: order.regions, prefix: prefix === '' ? null : prefix, owner: null };
  try {
    const found = await ground.database.transaction(scope, (db) => replan(db, run, order, ground.clock.today(), tick), { readOnly: true });
    if (order.keep)
      await ground.database.transaction(scope, (db) => saveEffects(db, order.regions, order.stop.id, found.effects), {
        timeoutMs: 120_000,
      });
    run.result = found.result;
    tick();
    run.state = 'done';
  } catch (error) {
    run.state = 'failed';
    throw error;
  }
}

/** The whole province or city that regions lie in, when all of it is meant; `regions` are every code inside it then. */
function shared(regions: readonly string[]): string {
  const widest = [...regions].sort((a, b) => a.replace(/(00)+$/, '').length - b.replace(/(00)+$/, '').length)[0]!;
  const prefix = widest.replace(/(00)+$/, '');
  return prefix.length < 6 && regions.every((code) => code.startsWith(prefix)) ? prefix : '';
}

type Found = Belongs & Effect;

async function replan(
  db: Parameters<typeof flowsAfter>[0],
  run: Run,
  { stop, regions, on }: ShockOrder,
  today: string,
  tick: () => void,
): Promise<{ effects: Found[]; result: NonNullable<ShockRun['result']> }> {
  const { without, within } = withAndWithout(await calendarData(db, regions), stop);
  run.total = await countPlans(db, regions, stop.sites);
  const effects: Found[] = [];
  let unreadable = 0;
  let next = flowsAfter(db, regions, undefined, page, stop.sites);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) break;
    next = rows.length < page ? Promise.resolve([]) : flowsAfter(db, regions, last, page, stop.sites);
    next.catch(() => {}); // it is awaited in the next turn; a fault of this one comes first
    for (const [place, row] of rows.entries()) {
      if (place % stretch === stretch - 1) await new Promise((resolve) => setImmediate(resolve));
      run.done++;
      if (!stopConcerns(stop, row.region, row.projectId)) continue;
      const plan = asFlow(row, today, on);
      const calendars = (data: typeof without) => calendarsOf(data, row.region, row.type, plan.asOf, row.projectId);
      const effect = effectOf(plan, calendars(without), calendars(within), stop);
      if (effect === undefined) unreadable++;
      else if (effect) effects.push({ region: row.region, projectId: row.projectId, ...effect });
    }
    tick();
  }
  const sorted = ranked(effects);
  const shown = sorted.filter((one, place) => outcomeOf(one) !== 'kept' || place < keptShown);
  const names = new Map<string, string>();
  for (const [region, ones] of Map.groupBy(shown, (one) => one.region))
    for (const record of await recordsOf(
      db,
      region,
      ones.map((one) => one.projectId),
    ))
      names.set(record.id, record.name);
  const count = (outcome: string): number => sorted.filter((one) => outcomeOf(one) === outcome).length;
  return {
    effects,
    result: {
      plans: run.done,
      affected: effects.length,
      lost: count('lost'),
      later: count('later'),
      kept: count('kept'),
      unreadable,
      rows: shown.map((one): ShockRow => ({ ...one, name: names.get(one.projectId) ?? '', outcome: outcomeOf(one) })),
    },
  };
}
