// One place from which results are read aloud, so that nothing that happens after a key press goes unheard.
import { createContext, type ReactElement, type ReactNode, useCallback, useContext, useState } from 'react';

const Speech = createContext<(sentence: string) => void>(() => undefined);

/** `const speak = useSpeech(); speak('还剩 3 处')`: read aloud, politely, also when it is said twice. */
export const useSpeech = (): ((sentence: string) => void) => useContext(Speech);

export function Spoken({ children }: { children: ReactNode }): ReactElement {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const speak = useCallback((text: string) => setSaid((before) => ({ text, turn: before.turn + 1 })), []);
  return (
    <Speech.Provider value={speak}>
      {children}
      <div className="sz-hidden" role="status" aria-live="polite" data-said={said.turn}>
        {said.turn % 2 === 0 ? said.text : `${said.text}\u00a0`}
      </div>
    </Speech.Provider>
  );
}
