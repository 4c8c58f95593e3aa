// Whether the server can be reached, as far as this device can tell: the browser knows when there is no network at all, and every call tells
// when there is one that leads nowhere. Decides nothing else; who waits for the line asks here.
import { useSyncExternalStore } from 'react';

let reached = true;
const listeners = new Set<() => void>();
const say = (): void => {
  for (const listener of listeners) listener();
};

/** Told by every call: the server answered, or it was not reached. */
export function sawLine(answered: boolean): void {
  if (answered === reached) return;
  reached = answered;
  say();
}

export const lineIsUp = (): boolean => reached && (typeof navigator === 'undefined' || navigator.onLine);

if (typeof window !== 'undefined') {
  window.addEventListener('offline', say);
  window.addEventListener('online', () => {
    reached = true; // worth a try; the next call knows better
    say();
  });
}

/** Told when the line comes or goes. */
export function onLineChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while the server can be reached. */
export const useLine = (): boolean => useSyncExternalStore(onLineChange, lineIsUp, () => true);
