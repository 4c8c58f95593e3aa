// Shows the short sentences of ui/notice.ts at the foot of the screen and has them read aloud.
import type { ReactElement } from 'react';
import { dismiss, useNotices } from '../notice.ts';
import { useKitWords } from '../words.ts';
import './notices.css';

export function Notices(): ReactElement {
  const say = useKitWords();
  const notices = useNotices();
  return (
    <div className="sz-notices sz-screen-only" role="log" aria-live="polite" aria-label={say('more')}>
      {notices.map((notice) => (
        <div key={notice.id} className={`sz-notice sz-notice-${notice.kind}`}>
          <span className="sz-grow">{notice.text}</span>
          {notice.link && (
            <a href={notice.link.href} target="_blank" rel="noreferrer">
              {notice.link.text}
            </a>
          )}
          <button type="button" className="sz-tool" aria-label={say('close')} onClick={() => dismiss(notice.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
