// The morning count: the day's numbers, the table by county, park or sector, and who has not reported. Each number opens to its definition and to the
// enterprises it counts. Read on a phone at seven, on the wall at eight, printed for the meeting.
import { type ReactElement, useMemo } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { call, useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Figure, FigureRowGroup, type FigureSource, FigureSourceContext } from '../../../ui/kit/Figure.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useRegion } from '../../../ui/session.ts';
import { isDay } from '../../../vocabulary/days.ts';
import type { Figure as FigureData } from '../../../vocabulary/figure.ts';
import { type CountFigure, CountGroup, type CountLine, countRows, morningCount } from '../words-count.ts';
import { useCountWords } from './words-count.ts';
import '../../../ui/kit/choices.css';
import './officers.css';

const headline = [
  'open',
  'people',
  'output',
  'filed',
  'short',
  'difficulties',
  'overdue',
  'reported',
] as const satisfies readonly CountFigure[];
const columns = [
  'expected',
  'applied',
  'inspected',
  'accepted',
  'filed',
  'open',
  'suspended',
  'people',
  'output',
  'short',
  'difficulties',
  'overdue',
] as const satisfies readonly CountFigure[];

const source: FigureSource = {
  async rows(figure, { offset, limit }) {
    if (!figure.rows) return { total: 0, rows: [] };
    const reply = await call(countRows, { ...(figure.rows as { figure: CountFigure; on: never }), offset, limit });
    return {
      total: reply.total,
      rows: reply.rows.map((row) => ({
        id: `${row.region}/${row.id}`,
        name: row.name,
        place: row.park,
        value: row.value,
        href: `/resumption/${row.region}/enterprises/${row.id}`,
      })),
    };
  },
};

/** A number of a line is the total's in everything but its value, its whole and whose books it stands in. */
function figureOf(total: FigureData, id: CountFigure, line: CountLine): FigureData {
  const [value, of] = line.numbers[id];
  const { absent: _, ...same } = total;
  const { entries } = total.asOf;
  return {
    ...same,
    value,
    of: total.of && { ...total.of, value: of },
    ...(value === null && { absent: { zh: '未报', en: 'not reported' } }),
    unreported: dayOnly.has(id) ? line.unreported : [],
    asOf: { at: total.asOf.at, entries: line.code in entries ? { [line.code]: entries[line.code]! } : entries },
    rows: { ...total.rows, code: line.code },
  };
}
const dayOnly: ReadonlySet<CountFigure> = new Set(['people', 'output', 'short', 'reported']);

export default function CountPage(): ReactElement {
  const say = useCountWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const asked = typeof search.on === 'string' && isDay(search.on) ? search.on : undefined;
  const by = CountGroup.safeParse(search.by).data ?? 'county';
  const { data, error, refetch } = useRead(
    morningCount,
    { region: region.code as never, on: asked as never, by },
    { keepPrevious: true, refetchInterval: 60_000 },
  );
  const silent = useMemo(() => data?.unreported ?? [], [data]);
  return (
    <FigureSourceContext.Provider value={source}>
      <Page
        title={say('count')}
        about={data && say('count.about', { region: region.name, day: data.on })}
        asOf={data?.total.expected.asOf.at}
        actions={
          <span className="of-asked">
            <DayInput
              aria-label={say('count.day')}
              value={asked ?? data?.on ?? ''}
              onChange={(day) => change({ on: isDay(day) ? day : undefined })}
            />
          </span>
        }
      >
        {error && <ErrorNote error={error} onRetry={refetch} />}
        {data && data.total.expected.value === 0 && <Empty text={say('count.none')} />}
        {data && data.total.expected.value !== 0 && (
          <>
            <div className="of-headline">
              <FigureRowGroup>
                {headline.map((id) => (
                  <Figure key={id} figure={data.total[id]} label={say(`figure.${id}`)} />
                ))}
              </FigureRowGroup>
            </div>
            <Section title={say('count.table')}>
              <nav className="sz-tab-row sz-screen-only" aria-label={say('count.table')}>
                {CountGroup.options.map((one) => (
                  <button
                    key={one}
                    type="button"
                    className="sz-tab"
                    aria-pressed={one === by}
                    onClick={() => change({ by: one === 'county' ? undefined : one })}
                  >
                    {say(`by.${one}`)}
                  </button>
                ))}
              </nav>
              <div className="of-scroll">
                <table className="of-table of-count">
                  <thead>
                    <tr>
                      <th scope="col">{say(`by.${by}`)}</th>
                      {columns.map((id) => (
                        <th key={id} scope="col" className="of-number">
                          {say(`figure.${id}`)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {data.lines.map((line) => (
                      <tr key={line.code}>
                        <th scope="row">{pick(line.words)}</th>
                        {columns.map((id) => (
                          <td key={id} className="of-number" data-label={say(`figure.${id}`)}>
                            <Figure
                              figure={figureOf(data.total[id], id, line)}
                              label={`${pick(line.words)} ${say(`figure.${id}`)}`}
                              size="line"
                              bare={id !== 'output'}
                            />
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                  <tfoot>
                    <tr>
                      <th scope="row">{say('count.all')}</th>
                      {columns.map((id) => (
                        <td key={id} className="of-number" data-label={say(`figure.${id}`)}>
                          <Figure
                            figure={data.total[id]}
                            label={`${say('count.all')} ${say(`figure.${id}`)}`}
                            size="line"
                            bare={id !== 'output'}
                          />
                        </td>
                      ))}
                    </tr>
                  </tfoot>
                </table>
              </div>
            </Section>
            <Section title={say('count.unreported')} note={say('count.unreported.note', { count: data.total.silent.value ?? 0 })}>
              {silent.length === 0 && <p className="sz-label">{say('count.unreported.none')}</p>}
              <ul className="of-names">
                {silent.map((one) => (
                  <li key={one.id}>
                    <Go to={`/resumption/${one.region}/enterprises/${one.id}`}>{one.name}</Go>
                  </li>
                ))}
              </ul>
              {silent.length < (data.total.silent.value ?? 0) && (
                <p className="sz-label">
                  {say('count.unreported.more', { count: silent.length })}{' '}
                  <Figure figure={data.total.silent} label={say('figure.silent')} size="line" />
                </p>
              )}
            </Section>
          </>
        )}
      </Page>
    </FigureSourceContext.Provider>
  );
}
