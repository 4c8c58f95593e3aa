// The chain as an auditor reads it, latest first, and the button that checks that it is whole and says in words what it found.
import { Button } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { call, keyOf, useRead, useWrite } from '../../../ui/call.ts';
import { instantText, useLanguage, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { FilterChips, type FilterField, rangeOf, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import { type Entry, listEntries, type VerifyReply, verifyEntries } from '../words.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import './audit.css';

const dayOnly = /^\d{4}-\d\d-\d\d$/;

export default function Audit(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const [search] = useSearch();
  const region = typeof search.region === 'string' ? search.region : undefined;
  const [actions, setActions] = useState<readonly { action: string; words: { zh: string; en: string } }[]>([]);
  const fields = useMemo<FilterField[]>(
    () => [
      {
        key: 'action',
        title: say('filter.action'),
        kind: 'choice',
        single: true,
        options: actions.map(({ action, words }) => ({ value: action, text: pick(words) })),
      },
      { key: 'actor', title: say('filter.actor'), kind: 'text' },
      { key: 'object', title: say('filter.object'), kind: 'text' },
      {
        key: 'result',
        title: say('result'),
        kind: 'choice',
        single: true,
        options: (['done', 'refused', 'failed'] as const).map((result) => ({ value: result, text: say(`result.${result}`) })),
      },
      { key: 'days', title: say('filter.days'), kind: 'days' },
    ],
    [say, pick, actions],
  );
  const { values } = useFilters(fields);
  const days = rangeOf(values.days?.[0]);
  const filter = {
    region,
    action: values.action?.[0],
    actor: values.actor?.[0],
    object: values.object?.[0],
    result: values.result?.[0] as Entry['result'] | undefined,
    from: days.from && dayOnly.test(days.from) ? days.from : undefined,
    to: days.to && dayOnly.test(days.to) ? days.to : undefined,
  };
  const first = useRead(listEntries, filter, { keepPrevious: true, staleTime: 0 });
  if (first.data && actions.length === 0 && first.data.actions.length > 0) setActions(first.data.actions);
  const question = JSON.stringify(keyOf(listEntries, filter));
  const [later, setLater] = useState<{ question: string; entries: readonly Entry[]; next: string | null }>();
  const older = later?.question === question ? later : undefined;
  const entries = [...(first.data?.entries ?? []), ...(older?.entries ?? [])];
  const next = older ? older.next : (first.data?.next ?? null);
  const loadOlder = async (): Promise<void> => {
    const page = await call(listEntries, { ...filter, after: next! });
    setLater({ question, entries: [...(older?.entries ?? []), ...page.entries], next: page.next });
  };
  const mayVerify = useMay('audit.verify');
  const verify = useWrite(verifyEntries, { stale: [listEntries] });
  return (
    <Page
      title={say('title')}
      about={say('about')}
      actions={
        mayVerify && (
          <Button type="primary" disabled={verify.isPending} onClick={() => verify.mutate(region ? { region } : {})}>
            {verify.isPending ? say('verifying') : say('verify')}
          </Button>
        )
      }
    >
      <div aria-live="polite">{verify.data && <Verdict verdict={verify.data} />}</div>
      <FilterChips fields={fields} />
      {first.error && <ErrorNote error={first.error} onRetry={first.refetch} />}
      {first.data && entries.length === 0 ? (
        <Empty text={say('none')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reachable by the keyboard
        <section className="audit-scroll" tabIndex={0} aria-label={say('title')}>
          <table className="audit-table">
            <thead>
              <tr>
                {(['when', 'who', 'what', 'object', 'facts', 'result', 'region', 'seq'] as const).map((key) => (
                  <th key={key} scope="col">
                    {say(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={`${entry.region.code}-${entry.seq}`}>
                  <td className="audit-when">{instantText(entry.at)}</td>
                  <td className="audit-nowrap audit-who">{entry.actor.name}</td>
                  <td className="audit-nowrap audit-what" title={entry.action}>
                    {pick(entry.actionWords)}
                  </td>
                  <td className="audit-nowrap audit-object">
                    <ObjectLink entry={entry} />
                  </td>
                  <td className="audit-fact-cell">
                    <FactList facts={entry.facts} />
                  </td>
                  <td className="audit-nowrap audit-result">{say(`result.${entry.result}`)}</td>
                  <td className="audit-nowrap audit-region">{entry.region.name || say('system')}</td>
                  <td className="audit-seq" title={entry.hash}>
                    {entry.seq}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {next !== null && (
        <Button className="audit-more" onClick={() => void loadOlder()}>
          {say('more')}
        </Button>
      )}
    </Page>
  );
}

function Verdict({ verdict }: { verdict: VerifyReply }): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const { firstBad: bad } = verdict;
  return (
    <div className={`audit-verdict${bad ? ' audit-verdict-bad' : ''}`}>
      {bad ? (
        <>
          <p>
            <b>{say('verify.bad')}</b> {bad[language]}
          </p>
          <p>{say('verify.sound', { entries: verdict.entries })}</p>
        </>
      ) : (
        <p>
          <b>{say('verify.ok', { regions: verdict.regions, entries: verdict.entries })}</b>
        </p>
      )}
      {verdict.unanchored.length > 0 && <p>{say('verify.unanchored', { regions: verdict.unanchored.join('、') })}</p>}
      {verdict.disbelieved > 0 && <p>{say('verify.disbelieved', { count: verdict.disbelieved })}</p>}
      <p className="sz-label">{say('verify.at', { at: instantText(verdict.at) })}</p>
    </div>
  );
}

/** A name of ours in words; one that has none yet is shown as it is. */
const said = (say: ReturnType<typeof useWords>, what: 'fact' | 'kind', name: string): string => {
  const key = `${what}.${name}`;
  return key in zh ? say(key as 'fact.how') : name;
};

/** Where an object can be looked at; a kind that has no page is named only. */
const pageOf: Record<string, (entry: Entry) => string> = {
  project: ({ region, object }) => `/projects/${region.code}/${object.id}`,
  import: ({ region, object }) => `/imports/${region.code}/${object.id}`,
  plan: ({ region, object }) => `/plans/${region.code}/${object.id}`,
  bulletin: ({ region, object }) => `/bulletins/${region.code}/${object.id}`,
  manuscript: ({ region, object }) => `/proofreading/${region.code}/${object.id}`,
};

function ObjectLink({ entry }: { entry: Entry }): ReactElement {
  const say = useWords();
  const { kind, id } = entry.object;
  const short = id === '-' ? '' : id.slice(0, 13);
  const page = id === '-' ? undefined : pageOf[kind];
  const text = `${said(say, 'kind', kind)} ${short}`.trim();
  return page ? <Go to={page(entry)}>{text}</Go> : <span title={id}>{text}</span>;
}

function FactList({ facts }: { facts: Record<string, unknown> }): ReactElement {
  const say = useWords();
  const shown = (value: unknown): string =>
    value === null
      ? say('empty')
      : value === true
        ? say('yes')
        : value === false
          ? say('no')
          : typeof value === 'string' || typeof value === 'number'
            ? String(value)
            : JSON.stringify(value);
  return (
    <dl className="audit-facts">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{said(say, 'fact', name)}</dt>
          <dd>{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
