// The joint visits of these days, today's first and in the order of the route: what a thumb needs to open the next one. Also what waits on this device and
// what became of what was sent.
import { type ReactElement, useEffect, useState } from 'react';
import { useLine } from '../../../ui/device/line.ts';
import { deviceToday } from '../../../ui/device/moment.ts';
import { sendNow } from '../../../ui/device/outbox.ts';
import { promisedToKeep, shelfNow } from '../../../ui/device/shelf.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import type { Visit } from '../words-visits.ts';
import type { WaitingEntry } from './outbox-rows.ts';
import { departmentMark, marksOf, outcomeText } from './visit-marks.ts';
import { useDraftIds, useTold, useVisits, useWaitingCalls, useWaitingEntries } from './visit-shelf.ts';
import { useVisitWords } from './words-visit.ts';
import './visit.css';

export default function Visits(): ReactElement {
  const say = useVisitWords();
  const up = useLine();
  const { data, from, error, reload, asOf } = useVisits();
  const today = from === 'server' && data ? data.today : deviceToday();
  const mine = data?.visits.filter((visit) => visit.day === today) ?? [];
  const others = data?.visits.filter((visit) => visit.day !== today) ?? [];
  const days = Map.groupBy(others, (visit) => visit.day);
  return (
    <Page title={say('title')} about={dayText(today)}>
      <div className="rv">
        {data && (
          <p className={`rv-from${from === 'device' ? ' rv-from-device' : ''}`} role="status">
            <span>
              {from === 'device' ? '● ' : ''}
              {say(from === 'device' ? 'from.device' : 'from.server', { at: instantText(asOf) })}
            </span>
            {up && (
              <button type="button" className="rv-link" onClick={reload}>
                {say('fetch')}
              </button>
            )}
          </p>
        )}
        {!data && error !== null && error !== undefined && <ErrorNote error={error} onRetry={reload} />}
        <Waiting />
        {data && data.visits.length === 0 && <Empty text={say('none')} />}
        {data && data.visits.length > 0 && (
          <Section title={say('title.today')}>
            {mine.length === 0 && <p className="rv-hint">{say('none.today')}</p>}
            <Cards visits={mine} />
          </Section>
        )}
        {[...days].map(([day, list]) => (
          <Section key={day} title={dayText(day)}>
            <Cards visits={list} />
          </Section>
        ))}
      </div>
    </Page>
  );
}

function Cards({ visits }: { visits: readonly Visit[] }): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const waiting = useWaitingEntries();
  const drafts = useDraftIds();
  return (
    <ol className="rv-cards">
      {visits.map((visit, at) => (
        <li key={visit.id}>
          <Go to={`/resumption/visits/${visit.region}/${visit.id}`} className="rv-card">
            <span className="rv-stop" title={say('stop', { place: visit.place ?? at + 1 })}>
              {visit.place ?? at + 1}
            </span>
            <span className="rv-card-what">
              <b>{visit.enterprise.name}</b>
              <span className="rv-card-where">{[visit.time, visit.enterprise.address].filter(Boolean).join(' · ')}</span>
              {visit.round > 1 && <span className="rv-card-again">{say('again', { count: visit.asked.length })}</span>}
              <span className="rv-chips">
                {marksOf(visit, waiting, drafts).map((one) => (
                  <span key={one.code} className={`rv-chip rv-chip-${one.mark}${one.mine ? ' rv-chip-mine' : ''}`}>
                    {departmentMark[one.mark]} {pick(one.name)}
                  </span>
                ))}
              </span>
              <span className="rv-card-state">{outcomeText(visit, say)}</span>
            </span>
            <span className="rv-card-go" aria-hidden="true">
              ›
            </span>
          </Go>
        </li>
      ))}
    </ol>
  );
}

/** What lies here unsent, and what the server said of what was sent. */
function Waiting(): ReactElement | null {
  const say = useVisitWords();
  const pick = usePick();
  const waiting = useWaitingEntries();
  const calls = useWaitingCalls();
  const told = useTold();
  const [promised, setPromised] = useState<boolean>();
  useEffect(() => void promisedToKeep().then(setPromised), []);
  if (waiting.length === 0 && calls.length === 0 && told.length === 0) return null;
  return (
    <Section title={say('waiting')}>
      {promised === false && waiting.length + calls.length > 0 && <p className="rv-hint">{say('waiting.not-promised')}</p>}
      <ul className="rv-waiting">
        {waiting.map((entry) => (
          <li key={entry.id}>
            <b>{entry.title}</b>
            <span className="sz-label">{instantText(entry.at)}</span>
            {entry.refused && <span className="rv-wrong">▲ {say('waiting.refused', { why: pick(entry.refused) })}</span>}
            {entry.refused && <Refused entry={entry} />}
          </li>
        ))}
        {calls.map((one) => (
          <li key={one.id}>
            <b>{one.title}</b>
            <span className="sz-label">{instantText(one.at)}</span>
            {one.refused && <span className="rv-wrong">▲ {say('waiting.refused', { why: pick(one.refused) })}</span>}
            {one.refused && (
              <button type="button" className="rv-button rv-lose" onClick={() => void shelfNow()?.write([{ kind: 'call', id: one.id }])}>
                {say('waiting.drop')}
              </button>
            )}
          </li>
        ))}
        {told.map(({ id, value }) => (
          <li key={id}>
            <b>{value.title}</b>
            <span className="rv-wrong">▲ {pick(value.sentence)}</span>
            <button type="button" className="rv-button" onClick={() => void shelfNow()?.write([{ kind: 'told', id }])}>
              {say('told.close')}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Refused({ entry }: { entry: WaitingEntry }): ReactElement {
  const say = useVisitWords();
  const [sure, setSure] = useState(false);
  const again = async (): Promise<void> => {
    await shelfNow()?.write([{ kind: 'entry', id: entry.id, value: { ...entry, refused: null } }]);
    await sendNow();
  };
  return (
    <span className="rv-pair">
      <button type="button" className="rv-button" onClick={() => void again()}>
        {say('waiting.again')}
      </button>
      <button
        type="button"
        className="rv-button rv-lose"
        onClick={() => {
          if (!sure) return setSure(true);
          return void shelfNow()?.write([
            { kind: 'entry', id: entry.id },
            ...entry.photos.flatMap((id) => [
              { kind: 'photo-waiting' as const, id },
              { kind: 'photo' as const, id },
            ]),
          ]);
        }}
      >
        {say(sure ? 'waiting.drop.sure' : 'waiting.drop')}
      </button>
    </span>
  );
}
