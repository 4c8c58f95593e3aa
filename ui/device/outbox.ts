// What waits on this device to be sent: how much it is, and when it is tried again. A room writes the rows (kinds 'entry' and 'photo-waiting')
// and gives the way of sending them; here only the hour: at once when something was written, when the line comes back, and every little while.
import { useSyncExternalStore } from 'react';
import { lineIsUp, onLineChange } from './line.ts';
import { onDeviceChange, type Shelf, shelfNow, unsentHere } from './shelf.ts';

/** Sends what can be sent and takes it from the shelf; throws when the line breaks. Called by one tab at a time. */
export type Send = (shelf: Shelf) => Promise<void>;

/** How a room sends what waits, and what it takes along for pages that are opened without a network. */
export type Way = () => Promise<{ send: Send; ahead: (shelf: Shelf, region: string) => Promise<void> }>;

export type Waiting = { entries: number; photos: number; drafts: number };
const nothing: Waiting = { entries: 0, photos: 0, drafts: 0 };

let load: Way | undefined;
let waiting = nothing;
let busy = false;
let again: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
const listeners = new Set<() => void>();

const pauses = [2_000, 5_000, 10_000, 20_000, 30_000];
const one = 'sanzao-send';

async function count(): Promise<void> {
  const next = shelfNow() ? await unsentHere() : nothing;
  if (next.entries === waiting.entries && next.photos === waiting.photos && next.drafts === waiting.drafts) return;
  waiting = next;
  for (const listener of listeners) listener();
}

/** Tries now. False when something still waits afterwards. */
export async function sendNow(): Promise<boolean> {
  clearTimeout(again);
  again = undefined;
  const shelf = shelfNow();
  if (!shelf || !load) return true;
  if (busy) return false;
  busy = true;
  try {
    const { send } = await load();
    const work = (): Promise<void> => send(shelf);
    if (navigator.locks) await navigator.locks.request(one, work);
    else await work();
    failures = 0;
  } catch {
    failures += 1; // said by the counter of what waits; a refusal of one entry is written on the entry itself
  } finally {
    busy = false;
  }
  await count();
  return waiting.entries === 0 && waiting.photos === 0;
}

function soon(): void {
  if (again || !shelfNow() || waiting.entries + waiting.photos === 0) return;
  again = setTimeout(
    () => {
      again = undefined;
      if (lineIsUp() || failures > 0) void sendNow().then(soon);
      else soon();
    },
    pauses[Math.min(failures, pauses.length - 1)],
  );
}

/** From now on what waits is sent by this room's way. Called once somebody has come in. */
export function keepSending(way: Way): void {
  const first = load === undefined;
  load = way;
  if (first) {
    onDeviceChange(() => void count().then(soon));
    onLineChange(() => {
      if (!lineIsUp()) return;
      failures = 0;
      void sendNow().then(soon);
    });
  }
  void count().then(() => {
    if (waiting.entries + waiting.photos > 0) void sendNow().then(soon);
  });
}

/** Takes along what the pages show without a network. Called after somebody has come in with a network. */
export async function takeAlong(region: string): Promise<void> {
  const shelf = shelfNow();
  if (!shelf || !load) return;
  await (await load()).ahead(shelf, region);
}

/** How much waits on this device to be sent. */
export const useWaiting = (): Waiting =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
    () => nothing,
  );
