// Short sentences that appear at the edge of the screen and are read aloud: what was done, what was refused. Anyone may say one; the shell
// shows them. A refusal stays until it is closed; the rest leave after six seconds.
import { useSyncExternalStore } from 'react';

export type Notice = { id: number; kind: 'done' | 'problem'; text: string; link?: { text: string; href: string } };

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Notice[]): void => {
  notices = next;
  for (const listener of listeners) listener();
};

/** Shows a sentence. Saying the same sentence twice shows it once. */
export function notify(kind: Notice['kind'], text: string, link?: Notice['link']): void {
  last += 1;
  const id = last;
  change([...notices.filter((notice) => notice.text !== text), { id, kind, text, ...(link && { link }) }].slice(-4));
  if (kind === 'done') setTimeout(() => dismiss(id), 6000);
}

export const dismiss = (id: number): void => change(notices.filter((notice) => notice.id !== id));

export const useNotices = (): readonly Notice[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
    () => notices,
  );
