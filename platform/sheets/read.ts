// Reads a workbook or text table of any supported kind in a thread of its own, so the thread that serves people stays free. Pages
// arrive in order and the next is not sent before the last was taken. Aborting, a failing `onPage`, too much memory or no progress
// ends the thread; what was handed over until then is for the caller to throw away.
import { Worker } from 'node:worker_threads';
import { zstdDecompressSync } from 'node:zlib';
import { Refusal } from '../../vocabulary/problems.ts';
import type { SheetRow, Workbook } from './cells.ts';
import type { PackedPage } from './emit.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** About five hundred rows of one sheet: `first` and `last` are row numbers, `count` how many rows are there (empty rows are not). */
export type Page = PackedPage;

export type ReadOptions = {
  /** What the person called the file: used in refusals and, for text tables, as the sheet's name. Never used to tell the kind. */
  name: string;
  signal?: AbortSignal;
  limits?: Partial<Limits>;
  onPage(page: Page): void | Promise<void>;
  onProgress?(progress: { rows: number; doneBytes: number; totalBytes: number }): void;
};

/**
 * Reads the file at `path` to its end. Resolves with the sheets (their row and column counts and merges complete) after the last
 * page was taken. Throws Refusal for a file that cannot or must not be read, the abort reason when aborted.
 */
export function readWorkbook(path: string, options: ReadOptions): Promise<Workbook> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { path, name: options.name, limits },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    let settled = false;
    let stalled: NodeJS.Timeout | undefined;
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(stalled);
      signal?.removeEventListener('abort', onAbort);
      void worker.terminate().then(finish, finish);
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const onAbort = (): void => fail(signal?.reason);
    const watch = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(
        () => fail(new Refusal({ code: 'sheets.too-slow', params: { seconds: limits.stalledSeconds } })),
        limits.stalledSeconds * 1000,
      );
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    watch();

    const take = async (page: Page): Promise<void> => {
      clearTimeout(stalled);
      await options.onPage(page);
      if (settled) return;
      watch();
      worker.postMessage({ kind: 'taken' } satisfies ToWorker);
    };
    worker.on('message', (message: FromWorker) => {
      if (settled) return;
      switch (message.kind) {
        case 'page':
          take(message.page).catch(fail);
          break;
        case 'progress':
          watch();
          try {
            options.onProgress?.({ rows: message.rows, doneBytes: message.doneBytes, totalBytes: message.totalBytes });
          } catch (error) {
            fail(error);
          }
          break;
        case 'done':
          settle(() => resolve(message.workbook));
          break;
        case 'refused':
          fail(new Refusal(message.problem));
          break;
        case 'fault':
          fail(new Error(`Reading "${options.name}" failed: ${message.message}`));
          break;
      }
    });
    worker.on('error', (error: Error & { code?: string }) => {
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal({ code: 'sheets.too-heavy' }) : error);
    });
    worker.on('exit', (code) => fail(new Error(`The reading thread for "${options.name}" ended early (${code}).`)));
  });
}

/** The rows of a page. */
export function unpackPage(packed: Uint8Array): SheetRow[] {
  return JSON.parse(zstdDecompressSync(packed).toString('utf8')) as SheetRow[];
}
