// How far the server is with a file: rows and time left, and that one may go away meanwhile.
import { type ReactElement, useMemo } from 'react';
import { countText } from '../../../ui/i18n.ts';
import type { ImportReply } from '../words.ts';
import { useWords } from './words.ts';

export function Running({ of }: { of: ImportReply }): ReactElement {
  const say = useWords();
  const phase = of.progress?.phase ?? (of.status === 'deciding' ? 'deciding' : 'reading');
  const share = of.progress?.share ?? 0;
  const left = of.progress?.secondsLeft;
  const words = useMemo(() => {
    const parts = [say('progress.rows', { count: countText(of.progress?.rows ?? 0) })];
    if (share > 0) parts.push(`${Math.round(share * 100)}%`);
    if (left !== null && left !== undefined)
      parts.push(
        left < 90
          ? say('progress.seconds', { count: Math.max(1, Math.round(left)) })
          : say('progress.minutes', { count: Math.round(left / 60) }),
      );
    return parts.join(' · ');
  }, [say, of.progress, share, left]);
  return (
    <section className="im-running" aria-label={say(`phase.${phase}`)}>
      <div className="sz-progress">
        <div className="sz-progress-words">
          <span>{say(`phase.${phase}`)}</span>
          <span className="sz-quiet">{words}</span>
        </div>
        <progress aria-label={say(`phase.${phase}`)} aria-valuetext={words} {...(share > 0 ? { value: share, max: 1 } : {})} />
      </div>
      <p className="sz-label">{say('progress.leave')}</p>
    </section>
  );
}
