// What the marks of the Gantt chart mean, drawn as they are drawn there.
import type { ReactElement } from 'react';
import { useTimeWords } from './words-time.ts';

const marks = ['driving', 'other', 'done', 'baseline', 'float', 'latest', 'off', 'season', 'stop'] as const;

export function GanttLegend(): ReactElement {
  const say = useTimeWords();
  return (
    <ul className="pl-g-legend" aria-label={say('legend')}>
      {marks.map((one) => (
        <li key={one}>
          <span aria-hidden="true" className={`pl-g-key pl-g-key-${one}`} />
          {say(`legend.${one}`)}
        </li>
      ))}
    </ul>
  );
}
