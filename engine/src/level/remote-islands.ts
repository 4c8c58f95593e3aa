// Islands in other threads, without knowing what a thread is: a port sends values and tells of those that come. The other end runs `serveIslands`; here
// `remoteIslands` makes islands that pass each order on and wait for its report.
import { createIsland, type Island, type IslandMaker, type IslandOrder, type IslandReport, type IslandSetup } from './island.ts';

/** One end of a line between two threads. Values are copied by structured clone. */
export type Port = { readonly send: (value: unknown) => void; readonly listen: (hear: (value: unknown) => void) => void };

type Told = { readonly island: number; readonly call: number; readonly setup?: IslandSetup; readonly order?: IslandOrder };
type Answered = { readonly call: number; readonly report?: IslandReport; readonly error?: string };

/** A maker that deals islands to the ports in turn. */
export function remoteIslands(ports: readonly Port[]): IslandMaker {
  const waiting = new Map<number, { done: (report: IslandReport) => void; failed: (error: Error) => void }>();
  let calls = 0;
  for (const port of ports)
    port.listen((value) => {
      const { call, report, error } = value as Answered;
      const waits = waiting.get(call);
      waiting.delete(call);
      if (report) waits?.done(report);
      else waits?.failed(new Error(error ?? 'The other thread gave no report.'));
    });
  return (setup, number): Island => {
    const port = ports[number % ports.length]!;
    port.send({ island: number, call: -1, setup } satisfies Told);
    return {
      run: (order) =>
        new Promise((done, failed) => {
          const call = calls++;
          waiting.set(call, { done, failed });
          port.send({ island: number, call, order } satisfies Told);
        }),
    };
  };
}

/** Runs the islands of one thread: what is heard on its port is done in order. */
export function serveIslands(port: Port): void {
  const islands = new Map<number, Island>();
  port.listen((value) => {
    const { island, call, setup, order } = value as Told;
    if (setup) islands.set(island, createIsland(setup));
    if (!order) return;
    try {
      port.send({ call, report: islands.get(island)!.run(order) as IslandReport } satisfies Answered);
    } catch (error) {
      port.send({ call, error: error instanceof Error ? error.message : String(error) } satisfies Answered);
    }
  });
}
