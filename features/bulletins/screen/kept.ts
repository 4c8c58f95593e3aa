// What is being typed into a draft is kept on this machine until it has been saved, whatever happens in between.
import { useCallback, useState } from 'react';

const storage = typeof localStorage === 'undefined' ? undefined : localStorage;

function readKept<T>(name: string, version: number): T | undefined {
  try {
    const held = JSON.parse(storage?.getItem(name) ?? 'null') as { version: number; value: T } | null;
    return held && held.version === version ? held.value : undefined;
  } catch {
    return undefined;
  }
}

/** The value being edited, whether it differs from what was saved, and whether it was brought back from an earlier visit. */
export function useKept<T>(
  name: string,
  version: number,
  saved: T,
): { value: T; change: (next: T) => void; back: () => void; restored: boolean } {
  const [state, setState] = useState(() => {
    const held = readKept<T>(name, version);
    return { value: held ?? saved, restored: held !== undefined };
  });
  const change = useCallback(
    (value: T) => {
      setState({ value, restored: false });
      try {
        storage?.setItem(name, JSON.stringify({ version, value }));
      } catch {
        // A full store keeps nothing; what is typed is still on the page.
      }
    },
    [name, version],
  );
  const back = useCallback(() => {
    storage?.removeItem(name);
    setState({ value: saved, restored: false });
  }, [name, saved]);
  return { ...state, change, back };
}
