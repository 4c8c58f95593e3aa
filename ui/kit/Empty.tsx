// What stands where there is nothing yet: one sentence that says what to do next, and one button that does it.
import { Button } from 'antd';
import { isValidElement, type ReactElement, type ReactNode } from 'react';
import './notes.css';

/**
 * `<Empty text={say('none')} action={{ text: say('upload'), onClick: () => go('/imports') }} />`; `action` may also be an element of one's own,
 * `title` a strong line above the sentence.
 */
export function Empty({
  title,
  text,
  action,
}: {
  title?: string;
  text: ReactNode;
  action?: ReactElement | { text: string; onClick: () => void } | null | undefined;
}): ReactElement {
  return (
    <div className="sz-empty">
      <svg viewBox="0 0 64 40" width="64" height="40" aria-hidden="true">
        <path d="M4 36V6h56v30M4 14h56M22 14v22M42 14v22M4 25h56" fill="none" stroke="currentColor" strokeDasharray="2 3" />
        <path d="M4 6h56" stroke="currentColor" strokeWidth="3" />
      </svg>
      {title && <h2>{title}</h2>}
      <p>{text}</p>
      {isValidElement(action) || !action ? (
        action
      ) : (
        <Button type="primary" onClick={(action as { onClick: () => void }).onClick}>
          {(action as { text: string }).text}
        </Button>
      )}
    </div>
  );
}
