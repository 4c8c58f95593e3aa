// Proofreading: the place to hand a text in, and every manuscript so far with where it stands.
import { Button } from 'antd';
import { type ReactElement, useMemo, useRef } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { countText, instantText } from '../../../ui/i18n.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { FilterChips, type FilterField, FilterTabs, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegion, useRegionName, useSession } from '../../../ui/session.ts';
import { listManuscripts, type ManuscriptLine } from '../words.ts';
import { Composer } from './composer.tsx';
import { Counts } from './marks.tsx';
import { en } from './words.en.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import '../../../ui/kit/filters.css';
import '../../../ui/kit/pop.css';
import './proofreading.css';

type State = 'open' | 'answered' | 'clean';
const found = ({ counts }: ManuscriptLine): number => counts.contradiction + counts.doubtful + counts.ask;
const stateOf = (row: ManuscriptLine): State => (found(row) === 0 ? 'clean' : row.counts.answered >= found(row) ? 'answered' : 'open');

export default function Proofreading(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const may = useMay('manuscript.check');
  const go = useGo();
  const phone = usePhone();
  const area = useRef<HTMLTextAreaElement>(null);
  const [search, change] = useSearch();
  const { data, error, refetch } = useRead(listManuscripts, { region: region.code, limit: 200 }, { enabled: region.code !== '' });
  const all = useMemo(() => data?.manuscripts ?? [], [data]);
  const fields = useMemo<readonly FilterField[]>(() => {
    const years = [...new Set(all.map((one) => one.year))].filter((one) => one !== null).sort((one, other) => other - one);
    return [
      { key: 'of', title: say('year'), kind: 'choice', options: years.map((year) => ({ value: String(year), text: String(year) })) },
      { key: 'name', title: say('manuscript.title'), kind: 'text' },
    ];
  }, [all, say]);
  const { values, clear } = useFilters(fields);
  const state = firstOf(search, 'state');
  const rows = all.filter(
    (row) =>
      (state === undefined || stateOf(row) === state) &&
      (!values.of || values.of.includes(String(row.year))) &&
      (!values.name || row.title.toLowerCase().includes(values.name.join(' ').toLowerCase())),
  );
  const count = (of: State): number => all.filter((row) => stateOf(row) === of).length;
  const columns = useColumns();
  return (
    <Page title={say('proofreading')} about={region.name}>
      {may && <Composer area={area} />}
      <Section
        title={say('list')}
        note={data && data.total > all.length ? say('list.latest', { count: all.length, total: data.total }) : undefined}
      >
        {error && <ErrorNote error={error} onRetry={refetch} />}
        {data && data.total === 0 ? (
          <div className="sz-panel">
            <Empty
              title={say('none.title')}
              text={say(may ? 'none.text' : 'none.reader')}
              action={may ? { text: say('none.action'), onClick: () => area.current?.focus() } : null}
            />
          </div>
        ) : (
          data && (
            <DataTable
              id="manuscripts"
              label={say('list')}
              columns={columns}
              keyOf={(row) => `${row.region}/${row.id}`}
              source={{ rows }}
              height={rows.length === 0 ? 260 : phone ? Math.min(1400, 100 + rows.length * 190) : Math.min(640, 92 + rows.length * 33)}
              onOpen={(row) => go(`/proofreading/${row.region}/${row.id}`)}
              empty={
                <Empty
                  text={say('list.filtered')}
                  action={
                    <Button
                      onClick={() => {
                        clear();
                        change({ state: undefined, of: undefined, name: undefined });
                      }}
                    >
                      {say('list.all')}
                    </Button>
                  }
                />
              }
              bar={
                <>
                  <FilterTabs
                    name="state"
                    label={say('answer.state')}
                    options={[
                      { value: undefined, words: { zh: zh['state.all'], en: en['state.all'] }, count: all.length },
                      { value: 'open', words: { zh: zh['list.open'], en: en['list.open'] }, count: count('open') },
                      { value: 'answered', words: { zh: zh['list.answered'], en: en['list.answered'] }, count: count('answered') },
                      { value: 'clean', words: { zh: zh['list.clean'], en: en['list.clean'] }, count: count('clean') },
                    ]}
                  />
                  <FilterChips fields={fields} />
                </>
              }
            />
          )
        )}
      </Section>
    </Page>
  );
}

function useColumns(): readonly Column<ManuscriptLine>[] {
  const say = useWords();
  const { person } = useSession();
  const nameOf = useRegionName();
  return useMemo(() => {
    const said = (row: ManuscriptLine): string => {
      const number = found(row);
      return number === 0 ? '' : say('answered.count', { done: row.counts.answered, all: number });
    };
    const columns: (Column<ManuscriptLine> | false)[] = [
      {
        key: 'title',
        title: say('manuscript.title'),
        width: 300,
        sortable: true,
        cell: (row) => <Go to={`/proofreading/${row.region}/${row.id}`}>{row.title}</Go>,
        plain: (row) => row.title,
      },
      {
        key: 'found',
        title: say('findings'),
        width: 280,
        cell: (row) => <Counts counts={row.counts} />,
        plain: (row) => `${row.counts.contradiction}/${row.counts.doubtful}/${row.counts.ask}`,
      },
      { key: 'answered', title: say('answer.state'), width: 130, cell: said, plain: said },
      person.regions.length > 1 && {
        key: 'region',
        title: say('region'),
        width: 100,
        sortable: true,
        cell: (row) => nameOf(row.region, row.regionName),
        plain: (row) => nameOf(row.region, row.regionName),
      },
      { key: 'year', title: say('year'), width: 76, sortable: true, cell: (row) => row.year ?? '—', plain: (row) => row.year },
      {
        key: 'form',
        title: say('form'),
        width: 92,
        cell: (row) => say(`form.${row.form}`),
        plain: (row) => say(`form.${row.form}`),
        notOnPhone: true,
      },
      {
        key: 'characters',
        title: say('characters'),
        width: 92,
        align: 'right',
        sortable: true,
        cell: (row) => countText(row.characters),
        plain: (row) => row.characters,
        notOnPhone: true,
      },
      { key: 'by', title: say('by'), width: 96, sortable: true, cell: (row) => row.by, plain: (row) => row.by },
      { key: 'at', title: say('at'), width: 148, sortable: true, cell: (row) => instantText(row.at), plain: (row) => instantText(row.at) },
    ];
    return columns.filter((column): column is Column<ManuscriptLine> => column !== false);
  }, [say, person.regions, nameOf]);
}
