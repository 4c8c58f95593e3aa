// Calendar feeds: whose nodes, the address once it is made, renewing and taking back. What a feed tells and how long it lives is decided by the server.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, useLanguage } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useRegion } from '../../../ui/session.ts';
import { type Feed, type FeedKind, listFeeds, makeFeed, renewFeed, revokeFeed } from '../words-feeds.ts';
import { useTimeWords } from './words-time.ts';
import './plans.css';
import './feeds.css';

type Given = { id: string; address: string; endsOn: string; name: string };

export default function Feeds(): ReactElement {
  const say = useTimeWords();
  const language = useLanguage();
  const region = useRegion();
  const [kind, setKind] = useState<FeedKind>('organisation');
  const [name, setName] = useState('');
  const [given, setGiven] = useState<Given>();
  const { data, error, refetch } = useRead(listFeeds, { region: region.code as never });
  const make = useWrite(makeFeed, { quiet: true });
  const renew = useWrite(renewFeed);
  const revoke = useWrite(revokeFeed, { done: { zh: '已停用', en: 'Taken back' } });
  const names = data?.names.filter((one) => one.kind === kind) ?? [];
  const chosen = names.some((one) => one.name === name) ? name : (names[0]?.name ?? '');
  const at = (feed: Feed) => ({ region: feed.region as never, id: feed.id as never });
  return (
    <Page title={say('feeds')} path={[{ text: say('plans'), to: '/plans' }]} about={region.name}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      <p className="pl-about">{say('feeds.about')}</p>
      {given && <Address given={given} onClose={() => setGiven(undefined)} />}
      <form
        className="pl-f-make"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(
            { region: region.code as never, kind, name: chosen, language },
            { onSuccess: (reply) => setGiven({ ...reply, name: chosen }) },
          );
        }}
      >
        <label className="pl-field">
          {say('feeds.kind')}
          <select className="sz-select" value={kind} onChange={(event) => setKind(event.target.value as FeedKind)}>
            <option value="organisation">{say('feeds.organisation')}</option>
            <option value="person">{say('feeds.person')}</option>
          </select>
        </label>
        <label className="pl-field pl-f-name">
          {say('feeds.name')}
          <select className="sz-select" value={chosen} onChange={(event) => setName(event.target.value)} disabled={names.length === 0}>
            {names.map((one) => (
              <option key={one.name} value={one.name}>
                {say('feeds.option', { name: one.name, count: one.open })}
              </option>
            ))}
          </select>
        </label>
        <Button htmlType="submit" type="primary" loading={make.isPending} disabled={chosen === ''}>
          {say('feeds.make')}
        </Button>
        {make.error && <ErrorNote error={make.error} />}
      </form>
      <Section title={say('feeds.list')} note={say('feeds.list.note')}>
        {!data && !error && <div aria-busy="true" />}
        {data?.feeds.length === 0 && <Empty text={say('feeds.none')} />}
        {data && data.feeds.length > 0 && (
          <table className="pl-table">
            <thead>
              <tr>
                <th scope="col">{say('feeds.name')}</th>
                <th scope="col">{say('table.state')}</th>
                <th scope="col">{say('feeds.ends')}</th>
                <th scope="col">{say('feeds.read')}</th>
                <th scope="col">{say('feeds.made')}</th>
                <th scope="col">
                  <span className="sz-hidden">{say('feeds.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.feeds.map((feed) => (
                <tr key={`${feed.region}${feed.id}`}>
                  <th scope="row">
                    {feed.name} <span className="sz-label">{say(`feeds.${feed.kind}`)}</span>
                  </th>
                  <td data-label={say('table.state')}>
                    <Light state={feed.state === 'open' ? 'normal' : 'unreported'} word={say(`feeds.state.${feed.state}`)} />
                    {feed.revokedBy && <div className="sz-label">{feed.revokedBy}</div>}
                  </td>
                  <td data-label={say('feeds.ends')} className="pl-day">
                    {feed.endsOn}
                  </td>
                  <td data-label={say('feeds.read')} className="pl-day">
                    {feed.readOn ?? say('feeds.never')}
                  </td>
                  <td data-label={say('feeds.made')}>
                    {feed.madeBy} <span className="sz-label pl-day">{instantText(feed.madeAt)}</span>
                  </td>
                  <td className="pl-f-acts">
                    {feed.state !== 'revoked' && (
                      <>
                        <Button
                          size="small"
                          onClick={() => renew.mutate(at(feed), { onSuccess: (reply) => setGiven({ ...reply, name: feed.name }) })}
                          aria-label={say('feeds.renew.of', { name: feed.name })}
                        >
                          {say('feeds.renew')}
                        </Button>
                        <Button
                          size="small"
                          danger
                          onClick={() => {
                            if (given?.id === feed.id) setGiven(undefined);
                            revoke.mutate(at(feed));
                          }}
                          aria-label={say('feeds.revoke.of', { name: feed.name })}
                        >
                          {say('feeds.revoke')}
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </Page>
  );
}

/** The address, once: it is kept nowhere and cannot be shown again. */
function Address({ given, onClose }: { given: Given; onClose: () => void }): ReactElement {
  const say = useTimeWords();
  const address = new URL(given.address, location.origin).href;
  const copy = (): void => {
    void navigator.clipboard?.writeText(address).then(
      () => notify('done', say('feeds.copied')),
      () => undefined,
    );
  };
  return (
    <div className="pl-f-given" role="status">
      <b>{say('feeds.given', { name: given.name })}</b>
      <label>
        <span className="sz-hidden">{say('feeds.address')}</span>
        <input className="sz-input" readOnly value={address} onFocus={(event) => event.target.select()} />
      </label>
      <span className="pl-acts">
        <Button type="primary" onClick={copy}>
          {say('feeds.copy')}
        </Button>
        <Button onClick={onClose}>{say('feeds.kept')}</Button>
      </span>
      <span className="sz-label">{say('feeds.once', { day: given.endsOn })}</span>
    </div>
  );
}
