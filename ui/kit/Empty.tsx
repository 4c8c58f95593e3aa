// What stands where there is nothing yet: one sentence that says what to do next, and one button that does it.
import type { ReactElement, ReactNode } from 'react';
import './notes.css';

/** `<Empty text={say('none')} action={<Button type="primary">…</Button>} />` */
export const Empty = ({ text, action }: { text: ReactNode; action?: ReactNode }): ReactElement => (
  <div className="sz-empty">
    <svg viewBox="0 0 64 40" width="64" height="40" aria-hidden="true">
      <path d="M4 36V6h56v30M4 14h56M22 14v22M42 14v22M4 25h56" fill="none" stroke="currentColor" strokeDasharray="2 3" />
      <path d="M4 6h56" stroke="currentColor" strokeWidth="3" />
    </svg>
    <p>{text}</p>
    {action}
  </div>
);
