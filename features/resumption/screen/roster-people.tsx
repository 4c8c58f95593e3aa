// The people of a roster as they may be seen: masked, page by page. One person is revealed in a dialog that asks what for; what was revealed is
// forgotten when its time is over or the dialog is closed.
import { Button } from 'antd';
import { type FormEvent, type ReactElement, useEffect, useId, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Facts } from '../../../ui/kit/Page.tsx';
import { fieldWords, listWorkers, noteWords, removeWorker, revealWorker, type WorkerShown, WorkersAsked } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';

const pageLength = 50;

export function People({
  region,
  roster,
  may,
  total: known,
}: {
  region: string;
  roster: string;
  may: { keep: boolean; reveal: boolean };
  total: number;
}): ReactElement | null {
  const say = useRosterWords();
  const pick = usePick();
  const [of, setOf] = useState<(typeof WorkersAsked.options)[number]>('all');
  const [offset, setOffset] = useState(0);
  const [shown, setShown] = useState<{ worker: WorkerShown; what: 'reveal' | 'remove' } | undefined>();
  const { data, error, refetch } = useRead(listWorkers, { region, id: roster, of, limit: pageLength, offset }, { keepPrevious: true });
  if (known === 0) return null;
  const yesNo = (value: boolean | null): string => (value === null ? '' : say(value ? 'roster.yes' : 'roster.no'));
  return (
    <div className="ro-people">
      <h3>
        {say('roster.list')} <span className="sz-label">{say('roster.list.masked')}</span>
      </h3>
      <nav className="ro-tabs sz-screen-only" aria-label={say('roster.list')}>
        {WorkersAsked.options.map((one) => (
          <button
            key={one}
            type="button"
            className="sz-tool"
            aria-pressed={of === one}
            onClick={() => {
              setOf(one);
              setOffset(0);
            }}
          >
            {say(`roster.of.${one}`)}
            {one === 'elsewhere' && data && data.elsewhere > 0 && ` ${data.elsewhere}`}
          </button>
        ))}
      </nav>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data?.total === 0 && <p className="sz-label">{say('roster.empty')}</p>}
      {data && data.total > 0 && (
        <table className="ro-table">
          <thead>
            <tr>
              <th scope="col">{say('roster.line')}</th>
              {(['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'] as const).map((field) => (
                <th key={field} scope="col">
                  {pick(fieldWords[field])}
                </th>
              ))}
              <th scope="col">
                <span className="sz-hidden">{say('roster.reveal')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.workers.map((worker) => (
              <tr key={worker.id}>
                <td data-label={say('roster.line')}>{worker.line}</td>
                <th scope="row">
                  {worker.name}
                  {worker.notes.map((note) => (
                    <span key={note} className="ro-note">
                      {pick(noteWords[note])}
                    </span>
                  ))}
                </th>
                <td data-label={pick(fieldWords.identity)} className="ro-number">
                  {worker.identity}
                </td>
                <td data-label={pick(fieldWords.phone)} className="ro-number">
                  {worker.phone}
                </td>
                <td data-label={pick(fieldWords.from)}>{worker.from}</td>
                <td data-label={pick(fieldWords.returnedOn)}>{dayText(worker.returnedOn)}</td>
                <td data-label={pick(fieldWords.isolationUntil)}>{worker.isolationUntil ? dayText(worker.isolationUntil) : ''}</td>
                <td data-label={pick(fieldWords.contact)}>{yesNo(worker.contact)}</td>
                <td className="ro-acts sz-screen-only">
                  {may.reveal && (
                    <button type="button" className="sz-tool" onClick={() => setShown({ worker, what: 'reveal' })}>
                      {say('roster.reveal')}
                    </button>
                  )}
                  {may.keep && (
                    <button type="button" className="sz-tool" onClick={() => setShown({ worker, what: 'remove' })}>
                      {say('roster.remove')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data && data.total > pageLength && (
        <div className="ro-line sz-screen-only">
          <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageLength))}>
            {say('roster.earlier')}
          </Button>
          <span className="sz-label">
            {say('roster.page', { from: offset + 1, to: Math.min(offset + pageLength, data.total), total: data.total })}
          </span>
          <Button disabled={offset + pageLength >= data.total} onClick={() => setOffset(offset + pageLength)}>
            {say('roster.later')}
          </Button>
        </div>
      )}
      {shown?.what === 'reveal' && <Reveal region={region} roster={roster} worker={shown.worker} onClose={() => setShown(undefined)} />}
      {shown?.what === 'remove' && <Remove region={region} roster={roster} worker={shown.worker} onClose={() => setShown(undefined)} />}
    </div>
  );
}

function Reveal({
  region,
  roster,
  worker,
  onClose,
}: {
  region: string;
  roster: string;
  worker: WorkerShown;
  onClose: () => void;
}): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const id = useId();
  const [purpose, setPurpose] = useState('');
  const reveal = useWrite(revealWorker, { stale: [] });
  const until = reveal.data?.until;
  const { reset } = reveal;
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => reset(), 5 * 60_000);
    return () => clearTimeout(timer);
  }, [until, reset]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (purpose.trim().length >= 4) reveal.mutate({ region, id: roster, worker: worker.id, purpose: purpose.trim() });
  };
  const { data } = reveal;
  return (
    <Drawer title={say('roster.reveal.title')} width={420} onClose={onClose}>
      {data ? (
        <div className="ro-revealed">
          <Facts
            items={[
              { name: pick(fieldWords.name), value: <b>{data.name}</b> },
              { name: pick(fieldWords.identity), value: <span className="ro-number">{data.identity}</span> },
              { name: pick(fieldWords.phone), value: data.phone ? <a href={`tel:${data.phone}`}>{data.phone}</a> : '—' },
              { name: pick(fieldWords.from), value: data.from ?? '—' },
              { name: pick(fieldWords.returnedOn), value: dayText(data.returnedOn) },
              { name: pick(fieldWords.isolationUntil), value: data.isolationUntil ? dayText(data.isolationUntil) : '—' },
            ]}
          />
          <p className="sz-label">{say('roster.reveal.until', { until: instantText(data.until) })}</p>
        </div>
      ) : (
        <form className="ro-form" onSubmit={submit}>
          <p>
            <b>{worker.name}</b> <span className="ro-number">{worker.identity}</span>
          </p>
          <p className="sz-note sz-note-caution">{say('roster.reveal.warn')}</p>
          <label htmlFor={id}>{say('roster.reveal.why')}</label>
          <input
            id={id}
            className="sz-input"
            value={purpose}
            maxLength={200}
            placeholder={say('roster.reveal.why.hint')}
            onChange={(event) => setPurpose(event.target.value)}
          />
          <div className="ro-line">
            <Button htmlType="submit" type="primary" loading={reveal.isPending} disabled={purpose.trim().length < 4}>
              {say('roster.reveal.do')}
            </Button>
            <Button onClick={onClose}>{say('roster.cancel')}</Button>
          </div>
        </form>
      )}
    </Drawer>
  );
}

function Remove({
  region,
  roster,
  worker,
  onClose,
}: {
  region: string;
  roster: string;
  worker: WorkerShown;
  onClose: () => void;
}): ReactElement {
  const say = useRosterWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const remove = useWrite(removeWorker, { onDone: onClose });
  return (
    <Drawer title={say('roster.remove.do')} width={420} onClose={onClose}>
      <form
        className="ro-form"
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate({ region, id: roster, worker: worker.id, reason: reason.trim() });
        }}
      >
        <p>
          <b>{worker.name}</b> <span className="ro-number">{worker.identity}</span>
        </p>
        <label htmlFor={id}>{say('roster.remove.why')}</label>
        <input id={id} className="sz-input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <div className="ro-line">
          <Button htmlType="submit" danger loading={remove.isPending} disabled={reason.trim().length < 2}>
            {say('roster.remove.do')}
          </Button>
          <Button onClick={onClose}>{say('roster.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}
