// One organisation: what it is, how it came to be, what else it is called, and who sits where. Nothing here is ever deleted, only ended.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, usePathNames, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Facts, Page, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay, useSession } from '../../../ui/session.ts';
import { type Organisation, type OrganisationName, readOrganisation } from '../words.ts';
import { AddName, Correct, EndName, Rename, Split } from './organisation-acts.tsx';
import { Posts } from './posts.tsx';
import { useWords } from './words.ts';
import './ground.css';

type Asking = 'rename' | 'name' | 'correct' | 'split' | { endName: OrganisationName };

export default function OrganisationPage(): ReactElement | null {
  const say = useWords();
  const { region = '', id = '' } = usePathNames();
  const { person } = useSession();
  const mayEdit = useMay('organisation.edit');
  const [search] = useSearch();
  const on = firstOf(search, 'on');
  const { data: one, error, refetch } = useRead(readOrganisation, { region, id: id as never, ...(on && { on }) });
  const [asking, setAsking] = useState<Asking>();
  if (error) return <ErrorNote error={error} onRetry={refetch} />;
  if (!one) return null;
  const open = mayEdit && one.endedOn === null;
  const close = (): void => setAsking(undefined);
  const copy = (): void => void navigator.clipboard?.writeText(one.id).then(() => notify('done', say('id.copied')));
  return (
    <Page
      title={one.name}
      about={person.regions.find((other) => other.code === region)?.name ?? region}
      path={[{ text: say('title'), to: '/organisations' }]}
      actions={
        open && (
          <>
            <Button onClick={() => setAsking('correct')}>{say('correct')}</Button>
            <Button onClick={() => setAsking('split')}>{say('split')}</Button>
            <Button type="primary" onClick={() => setAsking('rename')}>
              {say('rename')}
            </Button>
          </>
        )
      }
    >
      <Facts
        items={[
          { name: say('kind'), value: say(`kind.${one.kind}`) },
          { name: say('code'), value: one.creditCode },
          ...(on && one.nameThen !== one.name ? [{ name: say('name.then', { day: on }), value: one.nameThen }] : []),
          { name: say('state'), value: one.endedOn ? say('state.ended', { day: one.endedOn }) : say('state.living') },
          {
            name: say('id'),
            value: (
              <span className="ground-row">
                {one.id}
                <Button size="small" onClick={copy}>
                  {say('id.copy')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <Section title={say('history')}>
        <History one={one} region={region} />
      </Section>
      <Section title={say('names')} actions={open && <Button onClick={() => setAsking('name')}>{say('names.add')}</Button>}>
        <OtherNames one={one} onEnd={open ? (endName) => setAsking({ endName }) : undefined} />
      </Section>
      <Posts one={one} mayEdit={open} />
      {asking === 'rename' && <Rename one={one} onClose={close} />}
      {asking === 'name' && <AddName one={one} onClose={close} />}
      {asking === 'correct' && <Correct one={one} onClose={close} />}
      {asking === 'split' && <Split one={one} onClose={close} />}
      {typeof asking === 'object' && <EndName one={one} name={asking.endName} onClose={close} />}
    </Page>
  );
}

/** Official names, mergers and splits in the order of their days. */
function History({ one, region }: { one: Organisation; region: string }): ReactElement {
  const say = useWords();
  const official = one.names.filter((name) => name.kind === 'official');
  const events = [
    ...official.map((name, index) => ({
      key: name.id,
      day: name.from,
      text: <>{say(index === 0 ? 'history.began' : 'history.named', { name: name.name })}</>,
    })),
    ...one.successions.map((step) => ({
      key: `${step.direction} ${step.otherId}`,
      day: step.on,
      text: (
        <>
          {say(`history.${step.direction}.${step.kind}`)}
          <Go to={`/organisations/${region}/${step.otherId}`}>{step.otherName}</Go> <span className="sz-label">{step.reason}</span>
        </>
      ),
    })),
    ...(one.endedOn ? [{ key: 'end', day: one.endedOn, text: <>{say('history.ended')}</> }] : []),
  ].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));
  return (
    <ol className="ground-lines">
      {events.map((event) => (
        <li key={event.key}>
          <span className="ground-day">{event.day ?? say('history.unknown')}</span>
          <span>{event.text}</span>
        </li>
      ))}
    </ol>
  );
}

function OtherNames({ one, onEnd }: { one: Organisation; onEnd: ((name: OrganisationName) => void) | undefined }): ReactElement {
  const say = useWords();
  const names = one.names.filter((name) => name.kind !== 'official');
  if (names.length === 0) return <p className="sz-quiet">{say('names.none')}</p>;
  return (
    <ul className="ground-lines">
      {names.map((name) => (
        <li key={name.id}>
          <b>{name.name}</b>
          <span className="sz-label">{say(`name.${name.kind}`)}</span>
          {name.to && <span className="sz-label">{say('names.until', { day: name.to })}</span>}
          {onEnd && name.to === null && name.kind !== 'former' && (
            <span className="ground-acts">
              <Button size="small" onClick={() => onEnd(name)} aria-label={`${say('names.end')} ${name.name}`}>
                {say('names.end')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
