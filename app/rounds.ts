/**
 * What the server does by itself: at its start, and at the first instant of every day in China. In this order: open cases of resumption are brought under
 * the regime of the day, persons whose purpose is over are deleted, uploads that no room took are cleared. One that fails does not stop the others; it
 * is written to the log and tried again within the hour.
 */
import { regionTree } from '../features/regions/door.ts';
import { applyRegimesOfToday, expirePersonalData } from '../features/resumption/door.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { clearUnclaimed } from '../platform/files/sweep.ts';
import type { Laid } from './ground.ts';

/** Goes through everything once; false when something has to be tried again. */
export async function goRound({ ground, log }: Pick<Laid, 'ground' | 'log'>): Promise<boolean> {
  let whole = true;
  const round = async (what: string, work: () => Promise<boolean>): Promise<void> => {
    try {
      if (!(await work())) whole = false;
    } catch (error) {
      whole = false;
      log({ level: 'error', what, fault: String(error) });
    }
  };
  const all = async (): Promise<string[]> => {
    const tree = await ground.database.transaction({ regions: [], prefix: null, owner: null }, (db) => regionTree(db), { readOnly: true });
    return tree.map((region) => region.code);
  };
  await round('regimes of the day not applied', async () => {
    const { cases, counties, failed } = await applyRegimesOfToday(ground, await all());
    if (cases > 0) log({ level: 'info', what: 'cases brought under the regime of the day', cases, counties });
    for (const { region, why } of failed) log({ level: 'error', what: 'regime of the day not applied', region, fault: why });
    return failed.length === 0;
  });
  await round('personal data not deleted', async () => {
    const people = await expirePersonalData(ground, await all());
    if (people > 0) log({ level: 'info', what: 'personal data deleted at the end of its purpose', people });
    return true;
  });
  await round('unclaimed files not cleared', async () => {
    const files = await clearUnclaimed(ground);
    if (files > 0) log({ level: 'info', what: 'unclaimed files cleared', files });
    return true;
  });
  return whole;
}

const minute = 60_000;

/**
 * Goes round now, whenever a new day has begun (looked at every minute, so that a machine that slept or whose clock was set is right a minute after), and
 * an hour after a round that was not whole. Never two rounds at once. Answers how to stop.
 */
export function keepRounds(clock: Clock, round: () => Promise<boolean>): () => void {
  let day = '';
  let again = 0;
  let going = false;
  const look = async (): Promise<void> => {
    const today = clock.today();
    const now = Date.parse(clock.now());
    if (going || (today === day && (again === 0 || now < again))) return;
    going = true;
    day = today;
    again = (await round().catch(() => false)) ? 0 : Date.parse(clock.now()) + 60 * minute;
    going = false;
  };
  void look();
  const timer = setInterval(() => void look(), minute);
  timer.unref();
  return () => clearInterval(timer);
}
