/**
 * Threads for the levelling search: each holds islands of the engine and does what it is told. This file is the thread as well. The engine itself knows
 * no threads; what it answers does not depend on how many there are.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type IslandMaker, remoteIslands, serveIslands } from '../engine/src/index.ts';

const role = 'levelling islands';

/** So many threads, the maker that deals islands to them, and their end. `failed` settles only when a thread breaks down. */
export function levelThreads(threads: number): { maker: IslandMaker; failed: Promise<never>; close: () => Promise<void> } {
  const workers = Array.from({ length: threads }, () => new Worker(new URL(import.meta.url), { workerData: role }));
  const failed = new Promise<never>((_, refuse) => {
    for (const worker of workers) worker.once('error', refuse);
  });
  failed.catch(() => {});
  const maker = remoteIslands(
    workers.map((worker) => ({ send: (value) => worker.postMessage(value), listen: (hear) => void worker.on('message', hear) })),
  );
  return {
    maker,
    failed,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

if (workerData === role && parentPort) {
  const port = parentPort;
  serveIslands({ send: (value) => port.postMessage(value), listen: (hear) => void port.on('message', hear) });
}
