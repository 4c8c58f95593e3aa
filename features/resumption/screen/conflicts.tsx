// What devices sent that does not fit together: both wordings side by side, with the three times of each; the county's clerk says which counts and why.
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { SideBySide } from '../../../ui/kit/SideBySide.tsx';
import { useRegion } from '../../../ui/session.ts';
import { type Conflict, conflictKindWords, conflictReasonWords, listConflicts, settleConflict } from '../words-entries.ts';
import { useConflictFields } from './conflict-fields.tsx';
import { useVisitWords } from './words-visit.ts';
import './visit.css';

export default function Conflicts(): ReactElement {
  const say = useVisitWords();
  const region = useRegion();
  const { data, error, refetch } = useRead(listConflicts, { region: region.code as never }, { keepPrevious: true });
  return (
    <Page
      title={say('conflicts')}
      about={data && say('conflicts.about', { count: data.open })}
      path={[{ text: say('back.list'), to: '/resumption/visits' }]}
    >
      <div className="rv rv-wide">
        {error && <ErrorNote error={error} onRetry={refetch} />}
        {data?.conflicts.length === 0 && <Empty text={say('conflicts.none')} />}
        {data?.conflicts.map((one) => (
          <One key={one.id} conflict={one} />
        ))}
      </div>
    </Page>
  );
}

function One({ conflict }: { conflict: Conflict }): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const fields = useConflictFields(conflict);
  const [note, setNote] = useState('');
  const save = useWrite(settleConflict, { stale: [listConflicts], done: { zh: '已核定', en: 'Settled' } });
  const settle = (keep: 'first' | 'second'): void =>
    save.mutate({ region: conflict.region as never, id: conflict.id as never, keep, note });
  return (
    <article className="rv-conflict">
      <h2>
        {conflict.enterprise}
        <span className="rv-chip">{pick(conflictKindWords[conflict.kind])}</span>
        <span className="rv-chip rv-chip-dissent">{pick(conflictReasonWords[conflict.reason])}</span>
      </h2>
      <div className="rv-sides">
        <Side title={say('conflict.first')} side={conflict.first} chosen={conflict.state === 'first'} />
        <Side title={say('conflict.second')} side={conflict.second} chosen={conflict.state === 'second'} />
      </div>
      <SideBySide left={say('conflict.first')} right={say('conflict.second')} fields={fields} />
      {conflict.settled ? (
        <p className="rv-hint">
          {say('conflict.done', {
            by: conflict.settled.by,
            at: instantText(conflict.settled.at),
            keep: say(conflict.state === 'second' ? 'conflict.keep.second' : 'conflict.keep.first'),
            note: conflict.settled.note,
          })}
        </p>
      ) : (
        <>
          <label className="rv-field">
            <span>{say('conflict.note')}</span>
            <input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
          </label>
          <div className="rv-pair">
            <button type="button" className="rv-button" disabled={note.trim().length < 2 || save.isPending} onClick={() => settle('first')}>
              {say('conflict.keep.first')}
            </button>
            <button
              type="button"
              className="rv-button"
              disabled={note.trim().length < 2 || save.isPending}
              onClick={() => settle('second')}
            >
              {say('conflict.keep.second')}
            </button>
          </div>
        </>
      )}
    </article>
  );
}

/** When it was done and when it came, by whose clock. */
function Side({ title, side, chosen }: { title: string; side: Conflict['first']; chosen: boolean }): ReactElement {
  const say = useVisitWords();
  return (
    <section className={`rv-side${chosen ? ' rv-side-chosen' : ''}`}>
      <h3>
        {chosen ? '✓ ' : ''}
        {title}
        {side && ` · ${side.person}`}
      </h3>
      {side ? (
        <dl className="rv-times">
          <dt>{say('side.device')}</dt>
          <dd>{instantText(side.deviceAt)}</dd>
          <dt>{say('side.judged')}</dt>
          <dd>{instantText(side.judgedAt)}</dd>
          <dt>{say('side.received')}</dt>
          <dd>{instantText(side.receivedAt)}</dd>
        </dl>
      ) : (
        <p className="rv-hint">{say('conflict.nothing')}</p>
      )}
    </section>
  );
}
