// What somebody has typed and not yet sent, kept on this machine for that person until it is sent: closing the page loses nothing.
import { useCallback, useState } from 'react';

const storage = typeof localStorage === 'undefined' ? undefined : localStorage;

function kept<Value>(name: string, otherwise: Value): Value {
  try {
    const text = storage?.getItem(name);
    return text ? (JSON.parse(text) as Value) : otherwise;
  } catch {
    return otherwise;
  }
}

/** `const [text, type, sent] = useDraft('proofreading.new.<person>', '')`. Undefined as a value takes it away. */
export function useDraft<Value>(name: string, otherwise: Value): [Value, (value: Value) => void, () => void] {
  const full = `sanzao.draft.${name}`;
  const [value, setValue] = useState<Value>(() => kept(full, otherwise));
  const change = useCallback(
    (next: Value) => {
      setValue(next);
      try {
        storage?.setItem(full, JSON.stringify(next));
      } catch {
        // a full or forbidden storage: the page still holds it
      }
    },
    [full],
  );
  const sent = useCallback(() => {
    setValue(otherwise);
    storage?.removeItem(full);
  }, [full, otherwise]);
  return [value, change, sent];
}
