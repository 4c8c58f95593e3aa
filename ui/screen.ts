// What kind of screen this is: a phone, light or dark, the wall. The mode is remembered on this machine; printing is always light.
import { useSyncExternalStore } from 'react';
import type { Mode } from './theme.ts';

const phoneQuery = typeof matchMedia === 'undefined' ? undefined : matchMedia('(max-width: 720px)');

/** True on a narrow screen. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      phoneQuery?.addEventListener('change', listener);
      return () => phoneQuery?.removeEventListener('change', listener);
    },
    () => phoneQuery?.matches ?? false,
    () => false,
  );

const kept = 'sanzao.mode';
const storage = typeof localStorage === 'undefined' ? undefined : localStorage;
const listeners = new Set<() => void>();
const wished = (): Mode => {
  const stored = storage?.getItem(kept);
  if (stored === 'light' || stored === 'dark') return stored;
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};
let mode: Mode = wished();
let wall = false;
let printing = false;

function show(next: Mode): void {
  mode = next;
  if (typeof document !== 'undefined') document.documentElement.dataset.theme = next;
  for (const listener of listeners) listener();
}
show(mode);

if (typeof window !== 'undefined') {
  window.addEventListener('beforeprint', () => {
    printing = true;
    show('light');
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    show(wall ? 'dark' : wished());
  });
}

export function setMode(next: Mode): void {
  storage?.setItem(kept, next);
  show(next);
}

export const useMode = (): Mode =>
  useSyncExternalStore(
    subscribe,
    () => mode,
    () => 'light',
  );

/** True while the page is being put on paper; long tables then draw their rows in full. */
export const usePrinting = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => printing,
    () => false,
  );

/** The wall shows the same figures larger, dark and without the chrome. */
export function setWall(on: boolean): void {
  wall = on;
  document.documentElement.dataset.wall = on ? 'on' : 'off';
  show(on ? 'dark' : wished());
}
export const useWall = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => wall,
    () => false,
  );

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
