// The last thirty days of the register in a few lines, each opening its project.
import { type ReactElement, useMemo } from 'react';
import { useRead } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { addDays, type Day, dayOfInstant } from '../../../vocabulary/days.ts';
import { RegionCode } from '../../../vocabulary/regions.ts';
import { changes } from '../../projects/words.ts';
import { term } from '../../projects/words-terms.ts';
import { useWords } from './words.ts';

export function Changed({ region }: { region: string }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const kinds = (kind: string): string => pick(term('change', kind));
  const today = useMemo(() => dayOfInstant(new Date(performance.timeOrigin + performance.now()).toISOString()), []);
  const { data, error } = useRead(changes, { region: RegionCode.parse(region), from: addDays(today, -30) as Day, to: today, limit: 6 });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <p className="sz-label">…</p>;
  if (data.changes.length === 0) return <p className="sz-label">{say('changed.none')}</p>;
  return (
    <ul className="figures-changes">
      {Object.keys(data.byKind).length > 0 && (
        <li className="figures-changes-kinds">
          {Object.entries(data.byKind).map(([kind, count]) => (
            <span key={kind}>
              {kinds(kind)} <b>{count}</b>
            </span>
          ))}
        </li>
      )}
      {data.changes.map((one) => (
        <li key={one.id}>
          <Go to={`/projects/${one.region}/${one.projectId}`}>{one.projectName}</Go>
          <span className="sz-label">
            {kinds(one.kind)} · {instantText(one.at)} · {one.by}
          </span>
        </li>
      ))}
    </ul>
  );
}
