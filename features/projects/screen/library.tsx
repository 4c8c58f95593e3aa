// The library: every project of a region and year that the person may see, as one table whose question stands in the address. Decides what is
// asked and what may be done with the rows that are chosen; who may see which row is decided by the server.
import { Button } from 'antd';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { firstOf, useGo, useSearch, useSort, valuesOf } from '../../../ui/address.ts';
import { call, download, sentenceOf, useRead } from '../../../ui/call.ts';
import { countText, useLanguage } from '../../../ui/i18n.ts';
import { DataTable, type Selection, type Sort } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { FilterChips, FilterTabs } from '../../../ui/kit/FilterChips.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { SavedViews } from '../../../ui/kit/SavedViews.tsx';
import { nothing } from '../../../ui/kit/selection.ts';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegion, useYear } from '../../../ui/session.ts';
import { exportLibrary, library, type librarySorts } from '../words.ts';
import { lists } from '../words-lists.ts';
import { dictionary } from '../words-rules.ts';
import { terms } from '../words-terms.ts';
import { BulkEdit } from './bulk-edit.tsx';
import { useColumns } from './library-columns.tsx';
import { type Asked, askedBy, filterNames, TotalRange, useFields } from './library-filters.tsx';
import { useViews } from './library-views.ts';
import { Money, useMoneyText } from './money.tsx';
import { useWords } from './words.ts';
import './register.css';

type SortName = (typeof librarySorts)[number];
const usual: Sort = { by: 'total', down: true };

/** Without a pool the sums would add the reserve to the year's plan; so a bare address means the year, and a search means everywhere. */
function usePool(): void {
  const [search, change] = useSearch();
  const pool = firstOf(search, 'pool');
  const other = filterNames.some((name) => name !== 'pool' && search[name] !== undefined);
  useEffect(() => {
    if (pool === undefined) change({ pool: other ? 'all' : 'annual' });
  }, [pool, other, change]);
  // Addresses written by figures hold several values as one text; chips need them apart.
  const joined = Object.entries(search).filter(
    ([name, value]) => name !== 'q' && filterNames.includes(name) && typeof value === 'string' && value.includes(','),
  );
  useEffect(() => {
    if (joined.length > 0) change(Object.fromEntries(joined.map(([name, value]) => [name, String(value).split(',')])));
  }, [joined, change]);
}

export default function Library(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const year = useYear();
  const phone = usePhone();
  const go = useGo();
  const money = useMoneyText();
  usePool();
  const [search, change] = useSearch();
  const asked = useMemo(() => askedBy(search, region.code, year), [search, region.code, year]);
  const [chosenSort, setSort] = useSort();
  const sort = chosenSort ?? usual;
  const { data: words } = useRead(dictionary, { region: asked.region, on: undefined }, { staleTime: 300_000 });
  const { data: listed } = useRead(lists, { region: asked.region, year }, { staleTime: 60_000 });
  const { data: sums } = useRead(
    library,
    { ...asked, sort: sort.by as SortName, order: sort.down ? 'desc' : 'asc', limit: 1, offset: 0 },
    { keepPrevious: true },
  );
  const columns = useColumns(words, listed);
  const fields = useFields(words, listed);
  const views = useViews('library');
  const [selection, setSelection] = useState<Selection>(nothing);
  const [bulk, setBulk] = useState(false);
  const mayEdit = useMay('project.edit');
  const mayImport = useMay('import.run');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question empties the choice
  useEffect(() => setSelection(nothing), [asked]);
  const filtered = filterNames.some((name) => name !== 'pool' && valuesOf(search, name).length > 0);
  const source = useMemo(
    () => ({
      key: [library.path, asked],
      fetchPage: async ({ offset, limit, sort: by }: { offset: number; limit: number; sort: Sort | undefined }, signal?: AbortSignal) => {
        const order = by ?? usual;
        return await call(library, { ...asked, sort: order.by as SortName, order: order.down ? 'desc' : 'asc', offset, limit }, { signal });
      },
    }),
    [asked],
  );
  const pool = firstOf(search, 'pool');
  const of = say(filtered ? 'of.filter' : pool === 'reserve' ? 'of.reserve' : pool === 'all' ? 'of.all' : 'of.annual');
  const summary =
    sums && say('summary', { count: countText(sums.total), total: money(sums.totalYuan), plan: money(sums.annualPlanYuan), of });
  return (
    <Page
      tall
      title={say('library')}
      about={phone ? undefined : summary}
      actions={
        <>
          <SavedViews keeper={views} />
          {mayEdit && <Button onClick={() => go('/projects/new')}>{say('enter')}</Button>}
          <ExportMenu asked={asked} sort={sort} templates={words?.templates ?? []} />
        </>
      }
    >
      <DataTable
        id="library"
        label={`${region.name} ${year} ${say('library')}`}
        columns={columns}
        keyOf={(row) => `${row.region}/${row.id}`}
        source={source}
        sort={sort}
        // The usual order is "none" in the address; from there the same header turns it round instead of doing nothing.
        onSort={(next) => setSort(next ?? (chosenSort ? undefined : { ...usual, down: false }))}
        selection={mayEdit ? selection : nothing}
        {...(mayEdit && { onSelection: setSelection })}
        onOpen={(row) => go(`/projects/${row.region}/${row.id}`)}
        totals={
          sums && {
            label: <span title={summary}>{say('totals', { count: countText(sums.total), of })}</span>,
            cells: { total: <Money yuan={sums.totalYuan} column />, plan: <Money yuan={sums.annualPlanYuan} column /> },
          }
        }
        empty={
          filtered ? (
            <Empty
              text={say('empty.filtered')}
              action={
                <Button onClick={() => change(Object.fromEntries([...filterNames.map((name) => [name, undefined]), ['pool', 'all']]))}>
                  {say('empty.clear')}
                </Button>
              }
            />
          ) : (
            <Empty
              text={say('empty.none', { region: region.name, year })}
              action={
                mayImport ? (
                  <Button type="primary" onClick={() => go('/imports')}>
                    {say('empty.import')}
                  </Button>
                ) : undefined
              }
            />
          )
        }
        chosenBar={
          <Button size="small" type="primary" onClick={() => setBulk(true)}>
            {say('bulk')}
          </Button>
        }
        bar={
          <div className="pj-library-bar">
            <FilterTabs
              name="pool"
              label={say('pool')}
              options={[
                { value: 'annual', words: terms.pool.annual },
                { value: 'reserve', words: terms.pool.reserve },
                { value: 'all', words: { zh: '全部', en: 'All' } },
              ]}
            />
            <SearchBox />
            <FilterChips fields={fields} />
            <TotalRange />
          </div>
        }
      />
      {bulk && (
        <BulkEdit
          asked={asked}
          sort={sort}
          selection={selection}
          total={sums?.total ?? 0}
          dictionary={words}
          lists={listed}
          onClose={() => setBulk(false)}
          onDone={() => setSelection(nothing)}
        />
      )}
    </Page>
  );
}

/** Typing asks after a moment; the text stands in the address as q. */
function SearchBox(): ReactElement {
  const say = useWords();
  const [search, change] = useSearch();
  const now = firstOf(search, 'q') ?? '';
  const [text, setText] = useState(now);
  const [last, setLast] = useState(now);
  if (now !== last) {
    setLast(now);
    setText(now);
  }
  useEffect(() => {
    if (text.trim() === now) return undefined;
    const timer = setTimeout(() => change({ q: text.trim() || undefined }), 250);
    return () => clearTimeout(timer);
  }, [text, now, change]);
  return (
    <input
      type="search"
      className="sz-input pj-search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      aria-label={say('search')}
      placeholder={say('search')}
      title={say('search.hint')}
    />
  );
}

type ExportProps = {
  asked: Asked;
  sort: Sort;
  templates: readonly { id: string; name: string; title: string; moneyUnit: string; columns: readonly unknown[] }[];
};

function ExportMenu({ asked, sort, templates }: ExportProps): ReactElement | null {
  const say = useWords();
  const language = useLanguage();
  const may = useMay('figure.export');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (!may) return null;
  const take = async (template: string | undefined, close: () => void): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await download(exportLibrary, {
        ...asked,
        sort: sort.by as SortName,
        order: sort.down ? 'desc' : 'asc',
        language,
        ...(template && { template }),
      });
      close();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Pop side="right" label={say('export')} className="pj-button">
      {(close) => (
        <>
          <p className="sz-label pj-pop-note">{say('export.note')}</p>
          {templates.map((one) => (
            <button key={one.id} type="button" className="sz-pop-item" disabled={busy} onClick={() => void take(one.id, close)}>
              <span className="sz-grow">{one.name}</span>
              <span className="sz-label">{say('export.columns', { count: one.columns.length, unit: one.moneyUnit })}</span>
            </button>
          ))}
          <button type="button" className="sz-pop-item" disabled={busy} onClick={() => void take(undefined, close)}>
            <span className="sz-grow">{say('export.plain')}</span>
          </button>
          {busy && <p className="sz-label pj-pop-note">{say('export.busy')}</p>}
          {problem !== undefined && (
            <p className="pj-error" role="alert">
              {sentenceOf(problem)}
            </p>
          )}
        </>
      )}
    </Pop>
  );
}
