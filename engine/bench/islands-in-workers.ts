// Islands of the levelling search in worker threads of node: the same file is the worker.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { IslandMaker } from '../src/level/island.ts';
import { remoteIslands, serveIslands } from '../src/level/remote-islands.ts';

/** So many threads, and the maker that places islands in them; `close` ends them. */
export function workerIslands(threads: number): { maker: IslandMaker; close: () => Promise<void> } {
  const workers = Array.from({ length: threads }, () => new Worker(new URL(import.meta.url), { workerData: 'islands' }));
  const maker = remoteIslands(
    workers.map((worker) => ({ send: (value) => worker.postMessage(value), listen: (hear) => void worker.on('message', hear) })),
  );
  return {
    maker,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

if (workerData === 'islands' && parentPort) {
  const port = parentPort;
  serveIslands({ send: (value) => port.postMessage(value), listen: (hear) => void port.on('message', hear) });
}
