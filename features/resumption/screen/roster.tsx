// The roster of one case, for the case's page: why and until when it is collected, counts, bringing people in, what to correct, the masked list.

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, useRead, useWrite } from '../../../ui/call.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import {
  type FileReply,
  fieldWords,
  openRoster,
  type PurposeBrief,
  type RosterCounts,
  type RosterReply,
  readRoster,
  readRosterFile,
} from '../words-roster.ts';
import { NameColumns } from './roster-columns.tsx';
import { People } from './roster-people.tsx';
import { TypedRows } from './roster-rows.tsx';
import { useRosterWords } from './roster-words.ts';
import { RowsToCorrect } from './roster-wrong.tsx';
import '../../../ui/kit/filters.css';
import './roster.css';

type Held = NonNullable<RosterReply['roster']>;
const most = 50 * 2 ** 20;

export function Roster({ region, caseId }: { region: string; caseId: string }): ReactElement {
  const say = useRosterWords();
  const { data, error, refetch } = useRead(readRoster, { region, id: caseId }, { keepPrevious: true });
  return (
    <Section title={say('roster.title')}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && (!data.roster || begunAnew(data.roster)) && <Begin region={region} caseId={caseId} reply={data} />}
      {data?.roster && !begunAnew(data.roster) && <Open region={region} roster={data.roster} may={data.may} />}
    </Section>
  );
}

/** Its purpose ended before anybody stood on it: it may go on under another one. */
const begunAnew = (roster: Held): boolean =>
  roster.closed !== null && roster.expired === null && roster.counts.people === 0 && roster.wrong === 0;

function Begin({ region, caseId, reply }: { region: string; caseId: string; reply: RosterReply }): ReactElement {
  const say = useRosterWords();
  const [chosen, setChosen] = useState(reply.purposes[0]?.id ?? '');
  const open = useWrite(openRoster);
  const purpose = reply.purposes.find((one) => one.id === chosen);
  if (reply.purposes.length === 0) return <p className="sz-note sz-note-caution">{say('roster.none-in-force')}</p>;
  return (
    <div className="ro-begin">
      <p>{say('roster.none')}</p>
      {reply.may.keep && (
        <form
          className="ro-line"
          onSubmit={(event) => {
            event.preventDefault();
            open.mutate({ region, id: caseId, purpose: chosen });
          }}
        >
          <label>
            <span className="sz-label">{say('roster.purpose')}</span>
            <select className="sz-select" value={chosen} onChange={(event) => setChosen(event.target.value as typeof chosen)}>
              {reply.purposes.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <Button htmlType="submit" type="primary" loading={open.isPending}>
            {say('roster.begin')}
          </Button>
        </form>
      )}
      {purpose && <Why purpose={purpose} />}
    </div>
  );
}

/** What the people on the roster are told as well: purpose, basis, fields with their reason, the day of deletion. */
function Why({ purpose }: { purpose: PurposeBrief }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  return (
    <details className="ro-why">
      <summary>
        {say('roster.why')}{' '}
        <span className="sz-label">{say('roster.until', { ends: dayText(purpose.endsOn), deleted: dayText(purpose.deletedOn) })}</span>
      </summary>
      <p>
        <b>{purpose.name}</b> · {purpose.basis}
      </p>
      <ul>
        {purpose.fields.map((field) => (
          <li key={field}>
            {pick(fieldWords[field])} <span className="sz-label">{pick(fieldWords[field].why)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Open({ region, roster, may }: { region: string; roster: Held; may: RosterReply['may'] }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  if (roster.expired)
    return (
      <>
        <p className="sz-note">{say('roster.expired', { at: instantText(roster.expired.at) })}</p>
        <Counts counts={roster.expired.left} wrong={0} />
      </>
    );
  return (
    <>
      <Counts counts={roster.counts} wrong={roster.wrong} />
      <Why purpose={roster.purpose} />
      {roster.closed && (
        <p className="sz-note sz-note-caution">
          <span>
            <b>{say('roster.closed')}</b>
            {pick(roster.closed)}
          </span>
        </p>
      )}
      {may.keep && !roster.closed && <Bring region={region} roster={roster} />}
      {may.keep && roster.wrong > 0 && <RowsToCorrect region={region} roster={roster.id} open={!roster.closed} />}
      {may.keep && <People region={region} roster={roster.id} may={may} total={roster.counts.people} />}
    </>
  );
}

function Counts({ counts, wrong }: { counts: RosterCounts; wrong: number }): ReactElement {
  const say = useRosterWords();
  const shown: [string, number, string][] = [
    [say('roster.people'), counts.people, ''],
    [say('roster.outside'), counts.outside, ''],
    [say('roster.isolating'), counts.isolating, counts.isolating > 0 ? 'ro-count-warning' : ''],
    [say('roster.isolated'), counts.isolated, ''],
    [say('roster.contact'), counts.contact, counts.contact > 0 ? 'ro-count-late' : ''],
    [say('roster.wrong'), wrong, wrong > 0 ? 'ro-count-late' : ''],
  ];
  return (
    <dl className="ro-counts">
      {shown.map(([name, count, tone]) => (
        <div key={name} className={tone}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Bring({ region, roster }: { region: string; roster: Held }): ReactElement {
  const say = useRosterWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>();
  const [read, setRead] = useState<FileReply | undefined>();
  const [typing, setTyping] = useState(false);
  const take = async (file: File): Promise<void> => {
    setBusy(file.name);
    setError(undefined);
    setRead(undefined);
    try {
      setRead(await call(readRosterFile, { region, id: roster.id }, { file }));
      void client.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy('');
    }
  };
  return (
    <div className="ro-bring sz-screen-only">
      <DropZone
        types={['.xlsx', '.xls', '.csv', '.txt']}
        most={most}
        busy={busy !== ''}
        label={say('roster.bring')}
        hint={busy ? say('roster.bring.busy', { name: busy }) : say('roster.bring.hint')}
        onFile={(file) => void take(file)}
      />
      {error !== undefined && <ErrorNote error={error} />}
      {read?.file.state === 'read' && (
        <div className={`sz-note${read.file.wrong > 0 ? ' sz-note-caution' : ''}`} role="status">
          <span>
            {say('roster.read', { name: read.file.name, kept: read.file.kept, wrong: read.file.wrong, unchanged: read.file.unchanged })}
          </span>
          {read.file.leftOut.length > 0 && (
            <span className="sz-label">{say('roster.read.leftout', { columns: read.file.leftOut.join('、') })}</span>
          )}
        </div>
      )}
      {read?.file.state === 'mapping' && (
        <NameColumns
          region={region}
          roster={roster.id}
          fields={roster.purpose.fields}
          asked={read}
          onRead={setRead}
          onDrop={() => setRead(undefined)}
        />
      )}
      {typing ? (
        <TypedRows region={region} roster={roster.id} fields={roster.purpose.fields} onClose={() => setTyping(false)} />
      ) : (
        <Button onClick={() => setTyping(true)}>{say('roster.typed')}</Button>
      )}
    </div>
  );
}
