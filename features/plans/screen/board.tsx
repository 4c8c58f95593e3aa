// The month board 挂图作战: projects down, the months of a year across. What falls into which month and which light it has is decided by the rules; the
// filters stand in the address. On the wall and on paper names are written out; on a phone one month after the other.
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { download, sentenceOf, useRead } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { FilterChips, type FilterField } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light, LightShape } from '../../../ui/kit/Light.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { notify } from '../../../ui/notice.ts';
import { usePhone, usePrinting, useWall } from '../../../ui/screen.ts';
import { useRegion, useYear } from '../../../ui/session.ts';
import { monthName } from '../chart-scale.ts';
import { type Board, type BoardNode, type BoardRow, exportBoard, exportBoardChart, readBoard } from '../words-board.ts';
import { PaperSize } from '../words-export.ts';
import { useGapText } from './gap.ts';
import { useWords } from './words.ts';
import { useTimeWords } from './words-time.ts';
import './plans.css';
import './gantt.css';
import './charts.css';
import './board.css';

const aPage = 100;
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

export default function BoardPage(): ReactElement {
  const say = useTimeWords();
  const paper = useWords();
  const pick = usePick();
  const language = useLanguage();
  const region = useRegion();
  const year = useYear();
  const phone = usePhone();
  const wall = useWall();
  const printing = usePrinting();
  const [search, change] = useSearch();
  const [limit, setLimit] = useState(aPage);
  const light = [firstOf(search, 'light')].flat().filter((one) => one === 'normal' || one === 'warning' || one === 'late');
  const tier = firstOf(search, 'tier');
  const asked = {
    region: region.code as never,
    year,
    ...(light.length > 0 && { light: light as never }),
    ...(tier !== undefined && { tier }),
  };
  const { data, error, refetch } = useRead(
    readBoard,
    { ...asked, limit: printing ? 500 : limit },
    { keepPrevious: true, ...(wall && { refetchInterval: 300_000 }) },
  );
  const named = wall || printing || firstOf(search, 'show') === 'names';
  const file = (as: 'svg' | 'pdf', size: PaperSize, close: () => void) => async (): Promise<void> => {
    close();
    try {
      await download(exportBoardChart, { ...asked, as, paper: size, language });
    } catch (fault) {
      notify('problem', sentenceOf(fault));
    }
  };
  const fields: FilterField[] = [
    {
      key: 'light',
      title: say('table.state'),
      kind: 'choice',
      single: true,
      options: (['late', 'warning', 'normal'] as const).map((one) => ({
        value: one,
        text: say(`light.${one}`),
        ...(data && { count: data.lights[one] }),
      })),
    },
    {
      key: 'tier',
      title: say('board.size'),
      kind: 'choice',
      single: true,
      options: (data?.tiers ?? []).map((one) => ({ value: one.code, text: pick(one.name) })),
    },
  ];
  return (
    <Page
      title={say('board')}
      path={[{ text: say('plans'), to: '/plans' }]}
      about={data && say('board.about', { region: region.name, year, total: data.total, day: data.asOf })}
      actions={
        <>
          <button type="button" className="sz-tool" onClick={() => void download(exportBoard, { ...asked, language }, 'board.xlsx')}>
            {say('excel')}
          </button>
          <span className="pl-export">
            <Pop label={say('board.drawing')} side="right">
              {(close) => (
                <ul className="pl-export-list">
                  {PaperSize.options.map((size) => (
                    <li key={size}>
                      <button type="button" onClick={file('pdf', size, close)}>
                        {paper('export.pdf', { paper: size })}
                      </button>
                    </li>
                  ))}
                  <li>
                    <button type="button" onClick={file('svg', 'A3', close)}>
                      {paper('export.svg')}
                    </button>
                  </li>
                </ul>
              )}
            </Pop>
          </span>
          <button type="button" className="sz-tool" onClick={() => window.print()}>
            {say('print')}
          </button>
        </>
      }
    >
      <div className="pl-b-tools sz-screen-only">
        <FilterChips fields={fields} />
        {!phone && !wall && (
          <button type="button" className="sz-tool" aria-pressed={named} onClick={() => change({ show: named ? undefined : 'names' })}>
            {say('board.names')}
          </button>
        )}
        <ul className="pl-b-legend" aria-label={say('legend')}>
          <li>
            <Tick /> {say('legend.done')}
          </li>
          {(['normal', 'warning', 'late'] as const).map((one) => (
            <li key={one}>
              <Light state={one} word={say(one === 'late' ? 'board.late' : `light.${one}`)} />
            </li>
          ))}
        </ul>
      </div>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div className="pl-g-wait" aria-busy="true" />}
      {data && data.cut !== null && <p className="sz-label">{say('board.cut', { cut: data.cut, plans: data.plans })}</p>}
      {data && data.total === 0 && <Empty text={say('board.none')} />}
      {data && data.total > 0 && (phone ? <Months board={data} /> : <Table board={data} named={named} />)}
      {data && data.rows.length < data.total && (
        <button type="button" className="sz-tool pl-b-more sz-screen-only" onClick={() => setLimit(Math.min(500, limit + aPage))}>
          {say('board.more', { shown: data.rows.length, total: data.total })}
        </button>
      )}
    </Page>
  );
}

const Tick = (): ReactElement => (
  <svg className="pl-b-tick" viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
    <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
  </svg>
);

function Table({ board, named }: { board: Board; named: boolean }): ReactElement {
  const say = useTimeWords();
  const language = useLanguage();
  const now = board.asOf.startsWith(String(board.year)) ? Number(board.asOf.slice(5, 7)) : 0;
  const mark = (month: number): string => (month === now ? ' pl-b-now' : '');
  const box = useRef<HTMLElement>(null);
  // Written out the months are wider than the window: one begins at this month.
  useLayoutEffect(() => {
    const month = box.current?.querySelector<HTMLElement>('.pl-b-month.pl-b-now');
    if (named && box.current && month) box.current.scrollLeft = Math.max(0, month.offsetLeft - 290);
  }, [named]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section ref={box} className={`pl-b-box${named ? ' pl-b-named' : ''}`} tabIndex={0} aria-label={say('board')}>
      <table className="pl-b">
        <thead>
          <tr>
            <th scope="col" className="pl-b-head">
              {say('board.project')}
            </th>
            {months.map((month) => (
              <th key={month} scope="col" className={`pl-b-month${mark(month)}`}>
                {monthName(month, language)}
              </th>
            ))}
          </tr>
          <tr className="pl-b-totals">
            <th scope="row" className="pl-b-head">
              {say('board.total', { total: board.total })}
            </th>
            {months.map((month) => {
              const one = board.months[month - 1]!;
              return (
                <td key={month} className={mark(month)}>
                  <b>{say('board.ratio', { done: one.done, due: one.due })}</b>
                  {one.late + one.blocked > 0 && (
                    <span className="pl-b-trouble">
                      <LightShape state="late" /> {one.late + one.blocked}
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row) => (
            <Row key={`${row.region}/${row.projectId}`} row={row} now={now} named={named} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, now, named }: { row: BoardRow; now: number; named: boolean }): ReactElement {
  const say = useTimeWords();
  const gap = useGapText();
  const address = `/plans/${row.region}/${row.projectId}`;
  const byMonth = Map.groupBy(row.nodes, (node) => node.month);
  return (
    <tr>
      <th scope="row" className="pl-b-head">
        <Go to={address}>{row.projectName}</Go>
        <span className="pl-b-promise">
          <Light state={row.light} word={gap(row.gapDays)} />
          <span className="pl-day">{say('board.promise', { day: row.promised })}</span>
        </span>
        {row.lead && <span className="sz-label pl-b-lead">{row.lead}</span>}
      </th>
      {months.map((month) => {
        const nodes = byMonth.get(month) ?? [];
        return (
          <td key={month} className={month === now ? 'pl-b-now' : undefined}>
            {nodes.length > 0 && (named ? <Named nodes={nodes} /> : <Counted nodes={nodes} to={`${address}?chart=gantt`} />)}
          </td>
        );
      })}
    </tr>
  );
}

const kindOf = (node: BoardNode): 'done' | BoardNode['light'] => (node.state === 'done' ? 'done' : node.light);

function Counted({ nodes, to }: { nodes: readonly BoardNode[]; to: string }): ReactElement {
  const pick = usePick();
  const counts = Map.groupBy(nodes, kindOf);
  const told = nodes.map((node) => `${node.day.slice(5)} ${pick(node.name)} ${pick(node.word)}`);
  return (
    <Go to={to} className="pl-b-cell">
      <span className="sz-hidden">{told.join('；')}</span>
      <span aria-hidden="true" title={told.join('\n')} className="pl-b-counts">
        {(['done', 'late', 'warning', 'normal'] as const).map((kind) => {
          const count = counts.get(kind)?.length ?? 0;
          return count === 0 ? null : (
            <span key={kind} className={`pl-b-count pl-b-count-${kind}`}>
              {kind === 'done' ? <Tick /> : <LightShape state={kind} />}
              {count}
            </span>
          );
        })}
      </span>
    </Go>
  );
}

function Named({ nodes }: { nodes: readonly BoardNode[] }): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  return (
    <ul className="pl-b-nodes">
      {nodes.map((node) => (
        <li key={node.code} className={node.state === 'done' ? 'pl-b-done' : undefined} title={pick(node.word)}>
          {node.state === 'done' ? <Tick /> : <LightShape state={node.light} />}
          <span>
            <b>{Number(node.day.slice(8))}</b> {pick(node.name)}
            <span className="sz-hidden"> {node.state === 'done' ? say('legend.done') : pick(node.word)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** On a phone: one month after the other, this month open. */
function Months({ board }: { board: Board }): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const language = useLanguage();
  const now = board.asOf.startsWith(String(board.year)) ? Number(board.asOf.slice(5, 7)) : 1;
  return (
    <>
      {months.map((month) => {
        const one = board.months[month - 1]!;
        const nodes = board.rows
          .flatMap((row) => row.nodes.filter((node) => node.month === month).map((node) => ({ row, node })))
          .sort((a, b) => Number(a.node.state === 'done') - Number(b.node.state === 'done') || (a.node.day < b.node.day ? -1 : 1));
        return (
          <details key={month} className="pl-b-phone" open={month === now}>
            <summary>
              <b>{monthName(month, language)}</b>
              <span>{say('board.ratio', { done: one.done, due: one.due })}</span>
              {one.late + one.blocked > 0 && <Light state="late" word={String(one.late + one.blocked)} />}
            </summary>
            <ul>
              {nodes.map(({ row, node }) => (
                <li key={`${row.projectId}${node.code}`}>
                  <Go to={`/plans/${row.region}/${row.projectId}`}>
                    <b className="pl-day">{node.day.slice(5)}</b> {pick(node.name)}
                  </Go>
                  <span className="sz-label">{row.projectName}</span>
                  {node.state === 'done' ? (
                    <span className="sz-label">{pick(node.word)}</span>
                  ) : (
                    <Light state={node.light} word={pick(node.word)} />
                  )}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}
