// The thread that reads one file and then ends. It knows nothing but a path and limits: no environment, no database. Pages leave
// compressed and by transfer; at most a few are under way until the other side has taken them.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../vocabulary/problems.ts';
import { Pages } from './emit.ts';
import type { Limits } from './limits.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { readFile } from './read-file.ts';

const port = parentPort!;
const { path, name, limits } = workerData as { path: string; name: string; limits: Limits };
const tell = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

let taken: (() => void) | undefined;
port.on('message', (_message: ToWorker) => taken?.());

const pages = new Pages(limits, async (page) => {
  // The packed bytes may share a pool with others, so an exact copy is what travels.
  const packed = new Uint8Array(page.packed);
  const answered = new Promise<void>((resolve) => {
    taken = resolve;
  });
  tell({ kind: 'page', page: { ...page, packed } }, [packed.buffer]);
  await answered;
});

try {
  const workbook = await readFile(path, name, limits, pages, (doneBytes, totalBytes) => {
    tell({ kind: 'progress', rows: pages.rowsTotal, doneBytes, totalBytes });
  });
  tell({ kind: 'done', workbook, rows: pages.rowsTotal });
} catch (error) {
  if (error instanceof Refusal) tell({ kind: 'refused', problem: error.problem });
  else tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
port.close();
