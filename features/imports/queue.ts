// Which imports are being read or decided in this process: two at a time, the rest wait their turn; one that is dropped is stopped. What was
// under way when a process ended starts over with resumeImports at the next start.
import type { Ground } from '../../platform/http/house.ts';
import { decideImport } from './decide.ts';
import type { Intake } from './intake.ts';
import { readFile } from './read.ts';
import { Overtaken, type Transaction } from './runs.ts';
import { changeImport, loadImport, type Place, unfinishedImports } from './store.ts';

const atOnce = 2;
export const mostWaiting = 100;

const running = new Map<string, AbortController>();
const waiting: (() => void)[] = [];
let active = 0;

export const waitingNow = (): number => waiting.length;

async function turn(): Promise<void> {
  if (active < atOnce) {
    active++;
    return;
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function done(): void {
  const next = waiting.shift();
  if (next) next();
  else active--;
}

export const transactionsOf =
  (ground: Ground, region: string): Transaction =>
  (work) =>
    ground.database.transaction({ regions: [region], prefix: null, owner: null }, work, { timeoutMs: 120_000 });

/** Reads and decides one import as far as it goes without a person. Resolves when it is ready, asks for a mapping, was refused or dropped. */
export async function runImport(ground: Ground, intakes: readonly Intake[], place: Place): Promise<void> {
  const controller = new AbortController();
  running.get(place.id)?.abort(new Overtaken());
  running.set(place.id, controller);
  const transaction = transactionsOf(ground, place.region);
  await turn();
  try {
    controller.signal.throwIfAborted();
    const row = await transaction((db) => loadImport(db, place));
    const intake = intakes.find((one) => one.id === row?.intake);
    if (!row || !intake) return;
    if (row.status !== 'reading' && row.status !== 'deciding') return;
    if (row.status === 'deciding' || (await readFile(ground, transaction, intake, place, controller.signal)) === 'to-decide')
      await decideImport({ transaction, secrets: ground.secrets, clock: ground.clock, intake, place, signal: controller.signal });
  } catch (error) {
    if (error instanceof Overtaken || controller.signal.aborted) return;
    // A fault of ours must not leave the clerk waiting before a bar that never moves.
    await transaction(async (db) => {
      const row = await loadImport(db, place, true);
      if (row?.status === 'reading' || row?.status === 'deciding')
        await changeImport(db, place, {
          status: 'refused',
          problem: { code: 'imports.reading-failed', params: { name: row.fileName } },
          progress: null,
          mark: null,
        });
    }).catch(() => {});
    throw error;
  } finally {
    if (running.get(place.id) === controller) running.delete(place.id);
    done();
  }
}

/** Stops the reading or deciding of one import, if this process is at it. */
export const stopImport = (id: string): void => running.get(id)?.abort(new Overtaken());

/** Stops all of them, for a server that goes down: they start over at the next start. */
export function stopImports(): void {
  for (const controller of running.values()) controller.abort(new Overtaken());
}

/** Starts over what an earlier process left in reading or deciding. `regions`: every region of the deployment. Resolves when all are through. */
export async function resumeImports(ground: Ground, intakes: readonly Intake[], regions: readonly string[]): Promise<number> {
  const places = await ground.database.transaction({ regions, prefix: null, owner: null }, (db) => unfinishedImports(db, regions), {
    readOnly: true,
  });
  await Promise.all(places.map((place) => runImport(ground, intakes, place)));
  return places.length;
}
