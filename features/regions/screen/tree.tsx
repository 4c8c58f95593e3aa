// The divisions of a day as a tree of links; the chosen county opens to its townships, streets and parks. What is outside one's reach is
// named and leads nowhere.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { isDay } from '../../../vocabulary/days.ts';
import { listPlaces, listRegions, type Region } from '../words.ts';
import { AddPlace, EndPlace } from './place-acts.tsx';
import { useWords } from './words.ts';

export function Tree(): ReactElement {
  const say = useWords();
  const [search, change] = useSearch();
  const on = firstOf(search, 'on');
  const { data, error, refetch } = useRead(listRegions, on ? { on } : {}, { staleTime: 300_000, keepPrevious: true });
  const tops = data?.regions.filter((one) => one.parent === null) ?? [];
  return (
    <nav className="ground-tree" aria-label={say('tree')}>
      <label className="ground-row ground-on" htmlFor="ground-on">
        <span className="sz-label">{say('tree.on')}</span>
        <DayInput
          id="ground-on"
          value={on ?? ''}
          onChange={(typed) => (typed === '' || isDay(typed)) && change({ on: typed || undefined })}
        />
      </label>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <p className="sz-label">{say('tree.loading')}</p>}
      {data && <Level regions={data.regions} under={tops} />}
      {data?.successions
        .filter((one) => data.regions.some((region) => region.code === one.from || region.code === one.to))
        .map((one) => (
          <p key={`${one.from} ${one.to}`} className="sz-label" title={one.note}>
            {say('tree.until', { code: one.from, day: one.on, to: one.to })}
          </p>
        ))}
    </nav>
  );
}

function Level({ regions, under }: { regions: readonly Region[]; under: readonly Region[] }): ReactElement {
  return (
    <ul>
      {under.map((one) => (
        <Branch key={`${one.code} ${one.validFrom}`} one={one} regions={regions} />
      ))}
    </ul>
  );
}

function Branch({ one, regions }: { one: Region; regions: readonly Region[] }): ReactElement {
  const region = useRegion();
  const { person } = useSession();
  const [search] = useSearch();
  const on = firstOf(search, 'on');
  const inner = regions.filter((other) => other.parent === one.code);
  const chosen = one.code === region.code;
  const [opened, setOpened] = useState<boolean>();
  const open = opened ?? (one.level === 'province' || chosen || inner.some((other) => other.code === region.code));
  return (
    <li>
      <div className="ground-branch">
        {inner.length > 0 && (
          <button type="button" className="ground-toggle" aria-expanded={open} aria-label={one.name} onClick={() => setOpened(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        )}
        {person.regions.some((other) => other.code === one.code) ? (
          <Go to="/organisations" search={{ region: one.code, ...(on && { on }) }} current={chosen}>
            {one.name}
          </Go>
        ) : (
          <span className="sz-quiet">{one.name}</span>
        )}
        <span className="sz-label">{one.code}</span>
      </div>
      {open && inner.length > 0 && <Level regions={regions} under={inner} />}
      {chosen && one.level !== 'province' && <Places region={one.code} on={on} />}
    </li>
  );
}

function Places({ region, on }: { region: string; on: string | undefined }): ReactElement {
  const say = useWords();
  const mayEdit = useMay('region.edit');
  const { data } = useRead(listPlaces, { region, ...(on && { on }) });
  const [act, setAct] = useState<'add' | { id: string; name: string }>();
  return (
    <div className="ground-places">
      <div className="ground-row">
        <span className="sz-label">{say('places')}</span>
        {mayEdit && (
          <Button size="small" onClick={() => setAct('add')}>
            {say('place.add')}
          </Button>
        )}
      </div>
      {data?.places.length === 0 && <p className="sz-label">{say('places.none')}</p>}
      <ul>
        {data?.places.map((place) => (
          <li key={place.id}>
            {place.name} <span className="sz-label">{place.code ?? say(`place.${place.kind}`)}</span>
            {mayEdit && (
              <Button type="link" size="small" onClick={() => setAct(place)} aria-label={`${say('place.end')} ${place.name}`}>
                {say('place.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {act === 'add' && <AddPlace region={region} onClose={() => setAct(undefined)} />}
      {typeof act === 'object' && <EndPlace region={region} place={act} onClose={() => setAct(undefined)} />}
    </div>
  );
}
