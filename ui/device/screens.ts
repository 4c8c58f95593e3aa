// Keeping the screens themselves on this device, and telling when a newer build has come. The worker that does it is offline-worker.ts; when
// the newer one takes over is the person's choice, since a page that is being filled in must not change by itself.
import { useSyncExternalStore } from 'react';

let waiting: ServiceWorker | undefined;
let asked = false;
let begun = false;
const listeners = new Set<() => void>();
const seen = (worker: ServiceWorker | undefined): void => {
  waiting = worker;
  for (const listener of listeners) listener();
};

const everyMs = 30 * 60_000;

/** From now on the screens open without a network on this device. Called when somebody who works without one has come in. */
export async function keepScreens(): Promise<void> {
  if (begun || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  begun = true;
  try {
    const kept = await navigator.serviceWorker.register('/offline-worker.js', { updateViaCache: 'none' });
    const look = (worker: ServiceWorker | null): void => {
      if (worker?.state === 'installed' && navigator.serviceWorker.controller) seen(worker);
    };
    look(kept.waiting);
    kept.addEventListener('updatefound', () => {
      const coming = kept.installing;
      coming?.addEventListener('statechange', () => look(coming));
    });
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (asked) location.reload();
    });
    setInterval(() => void kept.update().catch(() => undefined), everyMs);
  } catch {
    begun = false; // no network just now, or a browser that keeps nothing: the pages work as before
  }
}

/** True while a newer build lies ready on this device. */
export const useNewScreens = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== undefined,
    () => false,
  );

/** The newer build takes over, and the page is drawn anew. What was typed lies on the shelf. */
export function takeNewScreens(): void {
  asked = true;
  waiting?.postMessage('take-over');
}
