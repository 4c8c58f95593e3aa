// An issued bulletin: the paper as it was printed, its downloads and seal, what has changed in the register since, and withdrawing it.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegionName } from '../../../ui/session.ts';
import { type BulletinReply, bulletinChanges, kindWords, withdrawBulletin } from '../words.ts';
import { Downloads } from './downloads.tsx';
import { Field } from './field.tsx';
import { Paper } from './paper.tsx';
import { Status } from './status.tsx';
import { useWords } from './words.ts';
import './bulletins.css';

export function Issued({ bulletin }: { bulletin: BulletinReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const nameOf = useRegionName();
  const phone = usePhone();
  const { composed, withdrawn } = bulletin;
  return (
    <Page
      title={composed.paper.title}
      about={
        <>
          {pick(kindWords[bulletin.kind])} · {nameOf(bulletin.region, bulletin.regionName)} · {bulletin.year} ·{' '}
          {say('number', { number: bulletin.number ?? '' })} <Status status={bulletin.status} />
        </>
      }
      path={[{ text: say('title'), to: '/bulletins' }]}
      actions={
        <>
          {phone && <Downloads bulletin={bulletin} />}
          <Button onClick={() => window.print()}>{say('print')}</Button>
        </>
      }
    >
      <div className="bl-desk bl-desk-read">
        <section className="bl-preview" aria-label={composed.paper.title}>
          <p className="sz-label sz-screen-only">{say('figures', { count: composed.figures.length })}</p>
          <Paper paper={composed.paper} figures={composed.figures} frozen />
        </section>
        <aside className="bl-side sz-screen-only">
          {!phone && (
            <Section title={say('download')}>
              <Downloads bulletin={bulletin} open />
            </Section>
          )}
          <Section
            title={say('number', { number: bulletin.number ?? '' })}
            note={bulletin.total === null ? undefined : say('number.total', { total: bulletin.total })}
          >
            <p>{say('issued', { at: instantText(bulletin.issuedAt), by: bulletin.issuedBy ?? '' })}</p>
            <p className="sz-label">{say('issued.asof', { at: instantText(bulletin.asOf) })}</p>
            <p className="sz-label">
              {say('seal')} {bulletin.sealIntact ? `✓ ${say('seal.intact')}` : `■ ${say('seal.broken')}`}
              <br />
              <code className="bl-hash">{bulletin.hash}</code>
            </p>
            {withdrawn && (
              <p className="bl-withdrawn">
                {say('withdrawn', { at: instantText(withdrawn.at), by: withdrawn.by, reason: withdrawn.reason })}
              </p>
            )}
          </Section>
          <Changes bulletin={bulletin} />
          {bulletin.status === 'issued' && <Withdraw bulletin={bulletin} />}
        </aside>
      </div>
    </Page>
  );
}

function Changes({ bulletin }: { bulletin: BulletinReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const [asked, setAsked] = useState(false);
  const { data, error, refetch } = useRead(
    bulletinChanges,
    { region: bulletin.region as never, id: bulletin.id as never },
    { enabled: asked },
  );
  return (
    <Section title={say('changes')}>
      {!asked && <Button onClick={() => setAsked(true)}>{say('changes')}</Button>}
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && (
        <p role="status">
          {data.changed.length === 0
            ? say('changes.none', { count: data.same })
            : say('changes.some', { changed: data.changed.length, same: data.same })}
        </p>
      )}
      {data && data.changed.length > 0 && (
        <table className="bl-list bl-changes">
          <thead>
            <tr>
              <th scope="col">{say('changes.what')}</th>
              <th scope="col">{say('changes.before')}</th>
              <th scope="col">{say('changes.now')}</th>
            </tr>
          </thead>
          <tbody>
            {data.changed.map((one) => (
              <tr key={one.key}>
                <th scope="row">
                  {pick(one.what)}
                  {one.redefined && <span className="sz-label"> {say('changes.redefined')}</span>}
                </th>
                <td>{one.before}</td>
                <td>
                  <b>{one.now}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Withdraw({ bulletin }: { bulletin: BulletinReply }): ReactElement | null {
  const say = useWords();
  const may = useMay('bulletin.issue');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useWrite(withdrawBulletin);
  if (!may) return null;
  return (
    <Section title={say('withdraw')}>
      {!open && <Button onClick={() => setOpen(true)}>{say('withdraw')}</Button>}
      {open && (
        <form
          className="bl-fields"
          onSubmit={(event) => {
            event.preventDefault();
            withdraw.mutate({ region: bulletin.region as never, id: bulletin.id as never, reason });
          }}
        >
          <Field label={say('withdraw.reason')} value={reason} onChange={setReason} />
          <div className="bl-downloads">
            <Button danger htmlType="submit" loading={withdraw.isPending} disabled={reason.trim().length < 4}>
              {say('withdraw.send')}
            </Button>
            <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
          </div>
        </form>
      )}
    </Section>
  );
}
