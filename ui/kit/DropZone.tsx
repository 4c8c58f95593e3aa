// Where a file is given: chosen with the keyboard or dropped. Refuses a wrong type or size before anything is sent, in a sentence beside it.
import { type DragEvent, type ReactElement, type ReactNode, useId, useRef, useState } from 'react';
import { useKitWords } from '../words.ts';
import './drop.css';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

/** `<DropZone types={['.xlsx', '.xls', '.csv']} most={100 * 2 ** 20} onFile={upload} hint="…" />` */
export function DropZone({
  types,
  most,
  onFile,
  hint,
  busy = false,
  label,
}: {
  types: readonly string[];
  most: number;
  onFile: (file: File) => void;
  hint?: ReactNode;
  busy?: boolean;
  label?: string;
}): ReactElement {
  const say = useKitWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const take = (file: File | undefined): void => {
    if (!file) return;
    const known = types.some((type) => file.name.toLowerCase().endsWith(type));
    const refused = known
      ? file.size > most && say('drop.large', { name: file.name, limit: megabytes(most) })
      : say('drop.wrong', { name: file.name, types: types.join('、') });
    setProblem(refused || undefined);
    if (!refused) onFile(file);
  };
  const drag = (event: DragEvent, on: boolean): void => {
    event.preventDefault();
    setOver(on);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way; the button inside is the first
    <div
      className={`sz-drop${over ? ' sz-drop-over' : ''}`}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        if (!busy) take(event.dataTransfer.files[0]);
      }}
    >
      <button
        type="button"
        className="sz-button sz-drop-button"
        disabled={busy}
        aria-describedby={id}
        onClick={() => input.current?.click()}
      >
        {label ?? say('drop.choose')}
      </button>
      <span>{over ? say('drop.release') : say('drop.or')}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept={types.join(',')}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div id={id} className="sz-label">
        {hint ?? `${types.join(' ')} · ≤ ${megabytes(most)}`}
      </div>
      {problem && (
        <p className="sz-drop-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
