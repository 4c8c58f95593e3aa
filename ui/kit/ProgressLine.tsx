// How far a long job is: counts and time left, in words and as a line. Time left is reckoned from the pace so far, once there is a pace.
import { type ReactElement, useEffect, useState } from 'react';
import { countText } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './progress.css';

/** Seconds still needed at the pace so far; undefined in the first second or before anything is done. Pure. */
export function secondsLeft(done: number, total: number, elapsedMs: number): number | undefined {
  if (done <= 0 || total <= 0 || elapsedMs < 1000 || done > total) return undefined;
  return Math.ceil((elapsedMs / done) * ((total - done) / 1000));
}

/** `<ProgressLine label="正在读取" done={12000} total={50000} startedAt={ms} />`; `total` null while it is still being counted; `unit` follows the counts. */
export function ProgressLine({
  label,
  done,
  total,
  startedAt,
  unit = '',
}: {
  label: string;
  done: number;
  total: number | null;
  startedAt?: number;
  unit?: string;
}): ReactElement {
  const say = useKitWords();
  const [now, setNow] = useState(() => Date.now());
  const finished = total !== null && done >= total;
  useEffect(() => {
    if (finished) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [finished]);
  const left = startedAt === undefined || total === null || finished ? undefined : secondsLeft(done, total, now - startedAt);
  const time =
    left === undefined
      ? undefined
      : left < 90
        ? say('progress.seconds', { count: left })
        : say('progress.minutes', { count: Math.round(left / 60) });
  const counts =
    total === null
      ? `${countText(done)}${unit && ` ${unit}`} · ${say('progress.counting')}`
      : `${say('progress.count', { done: countText(done), total: countText(total) })}${unit && ` ${unit}`}`;
  return (
    <div className="sz-progress">
      <div className="sz-progress-words">
        <span>{label}</span>
        <span className="sz-quiet">
          {counts}
          {time && ` · ${say('progress.left', { time })}`}
        </span>
      </div>
      <progress
        aria-label={label}
        aria-valuetext={`${counts}${time ? `, ${say('progress.left', { time })}` : ''}`}
        {...(total === null ? {} : { value: Math.min(done, total), max: Math.max(total, 1) })}
      />
    </div>
  );
}
