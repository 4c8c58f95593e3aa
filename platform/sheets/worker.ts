// The thread that reads one file and then ends. It knows nothing but a path and limits: no environment, no database. Pages leave
// compressed and by transfer; at most a few are under way until the other side has taken them.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import type { Workbook } from './cells.ts';
import { readCsv } from './csv.ts';
import { Pages } from './emit.ts';
import { kindOf } from './kind.ts';
import type { Limits } from './limits.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { readXls } from './xls.ts';
import { readXlsx, zipKind } from './xlsx.ts';
import { openZip } from './zip.ts';

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

async function readAny(): Promise<Workbook> {
  const { kind, size } = kindOf(path, name, limits);
  let done = 0;
  let told = 0;
  const read = (bytes: number): void => {
    done += bytes;
    if (done - told < size / 200) return;
    told = done;
    tell({ kind: 'progress', rows: pages.rowsTotal, doneBytes: Math.min(done, size), totalBytes: size });
  };
  if (kind === 'compound') return readXls(path, name, limits, pages, read);
  if (kind === 'text') return readCsv(path, name, limits, pages, read);
  const zip = openZip(path, limits);
  switch (await zipKind(zip)) {
    case 'xlsx':
      return readXlsx(zip, limits, pages, read);
    case 'xlsb':
      return refuse('sheets.is-binary-workbook', { name });
    case 'docx':
      return refuse('sheets.is-word', { name });
    case 'pptx':
      return refuse('sheets.is-slides', { name });
    case 'open-document':
      return refuse('sheets.is-open-document', { name });
    default:
      return refuse('sheets.is-archive', { name });
  }
}

try {
  const workbook = await readAny();
  tell({ kind: 'done', workbook, rows: pages.rowsTotal });
} catch (error) {
  if (error instanceof Refusal) tell({ kind: 'refused', problem: error.problem });
  else tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
port.close();
