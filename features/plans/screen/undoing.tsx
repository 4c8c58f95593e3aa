// Undo and redo of what is edited as one value on the screen and saved as a whole. Typing in one field is one step. What a step means is the caller's.
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { useFileWords } from './words-exchange.ts';

export interface Undoing<T> {
  value: T;
  /** `as`: changes of the same name one after another are one step; without it each is its own. */
  set: (next: T, as?: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}
interface Steps<T> {
  value: T;
  past: readonly T[];
  future: readonly T[];
  as: string | undefined;
}

/** Starts from `first`; a component that starts anew needs a new key. */
export function useUndoing<T>(first: T): Undoing<T> {
  const [steps, setSteps] = useState<Steps<T>>({ value: first, past: [], future: [], as: undefined });
  return {
    value: steps.value,
    set: (next, as) =>
      setSteps(({ value, past, as: last }) => ({
        value: next,
        past: as !== undefined && as === last ? past : [...past, value],
        future: [],
        as,
      })),
    undo: () =>
      setSteps((now) => {
        const { past, value, future } = now;
        return past.length === 0 ? now : { value: past.at(-1)!, past: past.slice(0, -1), future: [value, ...future], as: undefined };
      }),
    redo: () =>
      setSteps((now) => {
        const { past, value, future } = now;
        return future.length === 0 ? now : { value: future[0]!, past: [...past, value], future: future.slice(1), as: undefined };
      }),
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
  };
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y inside what is edited, its panels included. */
export const undoKeys =
  ({ undo, redo }: Pick<Undoing<unknown>, 'undo' | 'redo'>) =>
  (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    (key === 'y' || event.shiftKey ? redo : undo)();
  };

export function UndoTools({ of }: { of: Omit<Undoing<unknown>, 'set'> }): ReactElement {
  const say = useFileWords();
  return (
    <>
      <button type="button" className="sz-tool" title="Ctrl+Z" disabled={!of.canUndo} onClick={of.undo}>
        {say('templates.undo')}
      </button>
      <button type="button" className="sz-tool" title="Ctrl+Shift+Z" disabled={!of.canRedo} onClick={of.redo}>
        {say('templates.redo')}
      </button>
    </>
  );
}
