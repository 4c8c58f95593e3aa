// What changed since a day: how many of each kind, what the register was worth before and after, every line with its reason; for the meeting
// also on paper and in Excel. The period stands in the address.
import { Button } from 'antd';
import { type ReactElement, useId, useMemo, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { call, download, sentenceOf, useRead } from '../../../ui/call.ts';
import { countText, instantText, useLanguage } from '../../../ui/i18n.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { addDays, type Day, isDay } from '../../../vocabulary/days.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { changes, exportChanges } from '../words.ts';
import { Money } from './money.tsx';
import { ChangeText } from './project-history.tsx';
import { useTerm } from './term.ts';
import { today } from './today.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';

type Row = ReplyOf<typeof changes>['changes'][number];
const firstOfMonth = (day: string): Day => `${day.slice(0, 7)}-01` as Day;

export default function Changes(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const language = useLanguage();
  const mayExport = useMay('figure.export');
  const [search, change] = useSearch();
  const now = today();
  const id = useId();
  const asked = (name: string, usual: string): Day => {
    const text = firstOf(search, name);
    return (text && isDay(text) ? text : usual) as Day;
  };
  const lastMonth = firstOfMonth(addDays(firstOfMonth(now), -1));
  const from = asked('from', lastMonth);
  const to = asked('to', now);
  const kind = firstOf(search, 'kind');
  const input = useMemo(
    () => ({ region: region.code, from, to, ...(kind && { kind }) }) as InputOf<typeof changes>,
    [region.code, from, to, kind],
  );
  const { data, error, refetch } = useRead(changes, { ...input, kind: undefined, limit: 1 } as InputOf<typeof changes>, {
    keepPrevious: true,
  });
  const columns = useColumns();
  const [busy, setBusy] = useState(false);
  const periods = [
    { text: say('period.lastMonth'), from: lastMonth, to: now },
    { text: say('period.month'), from: firstOfMonth(now), to: now },
    { text: say('period.week'), from: addDays(now, -7), to: now },
    { text: say('period.year'), from: `${now.slice(0, 4)}-01-01` as Day, to: now },
  ];
  const source = useMemo(
    () => ({
      key: [changes.path, input],
      fetchPage: async ({ offset, limit }: { offset: number; limit: number }, signal?: AbortSignal) => {
        const reply = await call(changes, { ...input, offset, limit }, { signal });
        return { rows: reply.changes, total: reply.total };
      },
    }),
    [input],
  );
  const take = async (): Promise<void> => {
    setBusy(true);
    try {
      await download(exportChanges, { region: region.code as never, from, to, language });
    } catch (problem) {
      notify('problem', sentenceOf(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page
      tall
      title={say('changes.title', { region: region.name })}
      about={say('changes.period', { from, to })}
      actions={
        <>
          {mayExport && (
            <Button loading={busy} onClick={() => void take()}>
              {say('export')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('print')}</Button>
        </>
      }
    >
      <div className="pj-bar-line sz-screen-only">
        <fieldset className="sz-tabs pj-set" aria-label={say('period')}>
          {periods.map((one) => (
            <button
              key={one.text}
              type="button"
              className="sz-tab"
              aria-pressed={one.from === from && one.to === to}
              onClick={() => change({ from: one.from, to: one.to })}
            >
              {one.text}
            </button>
          ))}
        </fieldset>
        <label className="pj-inline" htmlFor={`${id}-from`}>
          {say('from')}{' '}
          <DayInput className="pj-input" id={`${id}-from`} value={from} max={to} onChange={(day) => isDay(day) && change({ from: day })} />
        </label>
        <label className="pj-inline" htmlFor={`${id}-to`}>
          {say('to')}{' '}
          <DayInput className="pj-input" id={`${id}-to`} value={to} min={from} onChange={(day) => isDay(day) && change({ to: day })} />
        </label>
      </div>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && <Summary reply={data} kind={kind} onKind={(next) => change({ kind: next })} />}
      <DataTable
        id="changes"
        label={say('changes.title', { region: region.name })}
        columns={columns}
        keyOf={(row) => row.id}
        source={source}
        empty={<Empty text={say('changes.none')} />}
      />
    </Page>
  );
}

function Summary({
  reply,
  kind,
  onKind,
}: {
  reply: ReplyOf<typeof changes>;
  kind: string | undefined;
  onKind: (kind: string | undefined) => void;
}): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const kinds = Object.entries(reply.byKind)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const grown = reply.totalYuanAfter - reply.totalYuanBefore;
  const more = reply.countAfter - reply.countBefore;
  return (
    <div className="pj-changed">
      <dl className="pj-before-after">
        <div>
          <dt>{say('changes.count')}</dt>
          <dd>
            {countText(reply.countBefore)} <span aria-hidden="true">→</span> <b>{countText(reply.countAfter)}</b>
            <span className="sz-label"> {more === 0 ? say('same') : `${more > 0 ? '+' : '−'}${countText(Math.abs(more))}`}</span>
          </dd>
        </div>
        <div>
          <dt>{say('changes.total')}</dt>
          <dd>
            <Money yuan={reply.totalYuanBefore} /> <span aria-hidden="true">→</span>{' '}
            <b>
              <Money yuan={reply.totalYuanAfter} unit />
            </b>
            <span className="sz-label">
              {' '}
              {grown === 0 ? (
                say('same')
              ) : (
                <>
                  {grown > 0 ? '+' : '−'}
                  <Money yuan={Math.abs(grown)} />
                </>
              )}
            </span>
          </dd>
        </div>
      </dl>
      <fieldset className="pj-kinds pj-set" aria-label={say('changes.kinds')}>
        <button type="button" className="pj-kind" aria-pressed={kind === undefined} onClick={() => onKind(undefined)}>
          {say('changes.all')}
        </button>
        {kinds.map(([one, count]) => (
          <button
            key={one}
            type="button"
            className="pj-kind"
            aria-pressed={kind === one}
            onClick={() => onKind(kind === one ? undefined : one)}
          >
            {word('change', one)} <b>{countText(count)}</b>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useDeskWords();
  const word = useTerm();
  const region = useRegion();
  const { person } = useSession();
  return useMemo(() => {
    const county = new Map(person.regions.map((one) => [one.code, one.name]));
    const columns: (Column<Row> | false)[] = [
      {
        key: 'project',
        title: say('project'),
        width: 260,
        cell: (row) => <Go to={`/projects/${row.region}/${row.projectId}`}>{row.projectName}</Go>,
        plain: (row) => row.projectName,
      },
      region.level !== 'county' && {
        key: 'region',
        title: say('county'),
        width: 88,
        cell: (row) => county.get(row.region) ?? row.region,
        plain: (row) => county.get(row.region) ?? row.region,
      },
      { key: 'kind', title: say('kind'), width: 140, cell: (row) => word('change', row.kind), plain: (row) => word('change', row.kind) },
      {
        key: 'what',
        title: say('what'),
        width: 380,
        cell: (row) => <ChangeText change={row} />,
        plain: (row) => `${word('field', row.field)} ${row.oldYuan ?? row.old ?? ''} → ${row.newYuan ?? row.new ?? ''}`,
      },
      {
        key: 'reason',
        title: say('reason'),
        width: 220,
        cell: (row) => <span title={row.reason}>{row.reason}</span>,
        plain: (row) => row.reason,
      },
      {
        key: 'evidence',
        title: say('evidence'),
        width: 150,
        cell: (row) => <span title={row.evidence ?? ''}>{row.evidence ?? '—'}</span>,
        plain: (row) => row.evidence,
      },
      {
        key: 'by',
        title: say('by'),
        width: 150,
        cell: (row) => `${row.by}${row.approver && row.approver !== row.by ? ` / ${row.approver}` : ''}`,
        plain: (row) => `${row.by}${row.approver && row.approver !== row.by ? ` / ${row.approver}` : ''}`,
      },
      { key: 'at', title: say('at'), width: 140, cell: (row) => instantText(row.at), plain: (row) => instantText(row.at) },
      {
        key: 'cell',
        title: say('cell'),
        width: 90,
        notOnPhone: true,
        cell: (row) => (row.importId && row.cell ? <Go to={`/imports/${row.region}/${row.importId}`}>{row.cell}</Go> : '—'),
        plain: (row) => row.cell,
      },
    ];
    return columns.filter((column): column is Column<Row> => column !== false);
  }, [say, word, region.level, person.regions]);
}
