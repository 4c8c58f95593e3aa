// A small panel under a button: column choice, a filter's values, the person menu. Closes with Esc, a click elsewhere, or when focus leaves.
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './pop.css';

/** `<Pop label={say('columns')} title="…">{(close) => …}</Pop>`; `side` says at which edge of the button it hangs. */
export function Pop({
  label,
  name,
  side = 'left',
  className,
  onOpen,
  children,
}: {
  label: ReactNode;
  /** what a screen reader says when `label` is a sign */
  name?: string;
  side?: 'left' | 'right';
  className?: string;
  /** called each time it opens */
  onOpen?: () => void;
  children: (close: () => void) => ReactNode;
}): ReactElement {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    const inside = box.current?.querySelector('.sz-pop-panel');
    const first =
      inside?.querySelector<HTMLElement>('input:checked') ?? inside?.querySelector<HTMLElement>('input, button, a, select, [tabindex="0"]');
    first?.focus();
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the Esc of what is inside
    <div className="sz-pop" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        className={className ?? 'sz-tool'}
        aria-expanded={open}
        aria-controls={id}
        aria-label={name}
        title={name}
        onClick={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      >
        {label}
      </button>
      {open && (
        <div id={id} className={`sz-pop-panel sz-pop-${side}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
