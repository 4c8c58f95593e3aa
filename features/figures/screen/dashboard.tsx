// The dashboard of a city or a county: every number a Figure that opens to its definition, rows and cells. Decides order and layout; the
// arithmetic is in rules.ts. On the wall it refreshes itself and says when it last did.
import { Button } from 'antd';
import { type ReactElement, useEffect, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { download, useRead } from '../../../ui/call.ts';
import { instantText, useLanguage, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Figure, FigureRowGroup, FigureSourceContext } from '../../../ui/kit/Figure.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { SetDiagram } from '../../../ui/kit/SetDiagram.tsx';
import { usePhone, useWall } from '../../../ui/screen.ts';
import { useMay, useRegion, useRegionName, useYear } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { Figure as FigureData } from '../../../vocabulary/figure.ts';
import { term } from '../../projects/words-terms.ts';
import { type Dashboard, dashboard, exportFigures, type Triple } from '../words.ts';
import { Changed } from './changed.tsx';
import { figureSource } from './source.ts';
import { useWords } from './words.ts';
import './dashboard.css';

const wallSeconds = 60;

export default function DashboardPage(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const year = useYear();
  const wall = useWall();
  const { data, error, refetch } = useRead(
    dashboard,
    { region: region.code, year },
    { enabled: region.code !== '', refetchInterval: wall ? wallSeconds * 1000 : false },
  );
  const mayExport = useMay('figure.export');
  const language = useLanguage();
  const unit = useMoneyUnit();
  return (
    <FigureSourceContext.Provider value={figureSource}>
      <Page
        title={say('title', { region: region.name, year })}
        asOf={data?.asOf.at}
        actions={
          <>
            {mayExport && data && (
              <Button
                onClick={() =>
                  void download(exportFigures, { region: region.code, year, unit: unit === '亿元' ? '亿元' : '万元', language })
                }
              >
                {say('export')}
              </Button>
            )}
            <Button onClick={() => window.print()}>{say('print')}</Button>
          </>
        }
      >
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {data && (wall ? <WallFoot /> : null)}
        {data && <Board board={data} />}
      </Page>
    </FigureSourceContext.Provider>
  );
}

function Board({ board }: { board: Dashboard }): ReactElement {
  const nameOf = useRegionName();
  const say = useWords();
  const pick = usePick();
  const go = useGo();
  const mayImport = useMay('import.run');
  const { headline } = board;
  const county = board.region.level === 'county';
  if (headline.annual.count.value === null && headline.reserve.count.value === null && county)
    return (
      <Empty
        title={say('none.title', { region: nameOf(board.region.code, board.region.name), year: board.year })}
        text={say('none.text')}
        action={mayImport ? { text: say('none.action'), onClick: () => go('/imports') } : null}
      />
    );
  return (
    <>
      <FigureRowGroup>
        <Figure figure={headline.annual.count} label={say('annual.count')} cautioned={false} />
        <Figure figure={headline.annual.total} label={say('annual.total')} cautioned={false} />
        <Figure figure={headline.annual.plan} label={say('annual.plan')} cautioned={false} />
        <Figure figure={headline.planGrowth} label={say('plan.growth')} cautioned={false} />
        <Figure figure={headline.reserve.count} label={say('reserve.count')} cautioned={false} />
        <Figure figure={headline.reserve.total} label={say('reserve.total')} cautioned={false} />
        {!county && <Figure figure={headline.reported} label={say('reported')} cautioned={false} />}
      </FigureRowGroup>
      {board.cautions.length > 0 && <p className="figures-caution">※ {board.cautions.map((one) => pick(one)).join(' ')}</p>}
      {!county && <Counties board={board} />}
      <Tiers board={board} />
      <Lists board={board} />
      <div className="figures-columns">
        <Section title={say('lines')}>
          <Breakdown
            rows={board.lines.map((one) => ({ key: one.code ?? 'none', label: pick(one.words), triple: one.annual }))}
            head={say('lines')}
          />
        </Section>
        <Section title={say('stages')}>
          <Breakdown
            rows={board.stages.map((one) => ({ key: one.code, label: pick(term('stage', one.code)), triple: one.annual }))}
            head={say('stages')}
          />
        </Section>
      </div>
      <div className="figures-columns">
        <Section title={say('changed')} note={say('changed.note')} actions={<Go to="/changes">{say('changed.open')}</Go>}>
          <Changed region={board.region.code} />
        </Section>
        <Section title={say('missing')}>
          <Missing board={board} />
        </Section>
      </div>
    </>
  );
}

const share = (figure: FigureData, top: number): number =>
  figure.value === null || top === 0 ? 0 : Math.max(0, (figure.value / top) * 100);
const most = (figures: FigureData[]): number => figures.reduce((top, figure) => Math.max(top, figure.value ?? 0), 0);

/** A bar as long as the value's share of the longest; the number stands beside it, so the bar itself is silent. */
function Bar({ figure, top, part }: { figure: FigureData; top: number; part?: FigureData }): ReactElement {
  return (
    <span className="figures-bar" aria-hidden="true">
      {figure.value !== null && <span className="figures-bar-whole" style={{ inlineSize: `${share(figure, top)}%` }} />}
      {part && part.value !== null && <span className="figures-bar-part" style={{ inlineSize: `${share(part, top)}%` }} />}
    </span>
  );
}

/** The heads of the three numbers that every table here has, in the order in which Cells draws them. */
function TripleHeads(): ReactElement {
  const say = useWords();
  return (
    <>
      <th scope="col" className="figures-number">
        {say('count')}
      </th>
      {(['total', 'plan.short'] as const).map((what) => (
        <th key={what} scope="col" className="figures-number">
          <MoneyHead what={what} />
        </th>
      ))}
    </>
  );
}

/** A money column's title with the unit in which the page shows money. */
function MoneyHead({ what }: { what: 'total' | 'plan.short' }): ReactElement {
  const say = useWords();
  const unit = useMoneyUnit();
  return (
    <>
      {say(what)}
      <span className="figures-unit">{unitWord(unit)}</span>
    </>
  );
}

const Cells = ({ triple, label }: { triple: Triple; label: string }): ReactElement => {
  const say = useWords();
  return (
    <>
      <td className="figures-number">
        <Figure figure={triple.count} label={`${label} ${say('count')}`} size="line" bare />
      </td>
      <td className="figures-number">
        <Figure figure={triple.total} label={`${label} ${say('total')}`} size="line" bare />
      </td>
      <td className="figures-number">
        <Figure figure={triple.plan} label={`${label} ${say('plan.short')}`} size="line" bare />
      </td>
    </>
  );
};

function Counties({ board }: { board: Dashboard }): ReactElement {
  const nameOf = useRegionName();
  const say = useWords();
  const top = most(board.counties.map((one) => one.annual.total));
  return (
    <Section title={say('counties')} note={say('counties.note')}>
      <div className="figures-scroll">
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{say('county')}</th>
              <th scope="col" className="figures-wide-only">
                {say('threshold')}
              </th>
              <TripleHeads />
              <th scope="col" className="figures-bar-column figures-wide-only">
                <span className="figures-key figures-key-whole">{say('total')}</span>{' '}
                <span className="figures-key figures-key-part">{say('plan.short')}</span>
              </th>
              <th scope="col" className="figures-number figures-wide-only">
                {say('plan.share')}
              </th>
              <th scope="col" className="figures-number figures-wide-only">
                {say('reserve.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.counties.map((one) => (
              <tr key={one.code} className={one.report.reported ? undefined : 'figures-unreported'}>
                <th scope="row">
                  <Go to="/" search={{ region: one.code }}>
                    {nameOf(one.code, one.name)}
                  </Go>
                  <div className="sz-label">
                    {one.report.reported
                      ? say('report.at', { at: one.report.at?.slice(0, 10) ?? '', by: one.report.by ?? '' })
                      : say('unreported.hint')}
                  </div>
                </th>
                <td className="figures-wide-only">
                  {!one.report.reported ? (
                    ''
                  ) : one.report.thresholdYuan === null ? (
                    say('threshold.none')
                  ) : (
                    <Threshold yuan={one.report.thresholdYuan} />
                  )}
                </td>
                <Cells triple={one.annual} label={nameOf(one.code, one.name)} />
                <td className="figures-bar-column figures-wide-only">
                  <Bar figure={one.annual.total} part={one.annual.plan} top={top} />
                </td>
                <td className="figures-number figures-wide-only">
                  <Figure figure={one.planShare} label={`${nameOf(one.code, one.name)} ${say('plan.share')}`} size="line" />
                </td>
                <td className="figures-number figures-wide-only">
                  <Figure figure={one.reserve.count} label={`${nameOf(one.code, one.name)} ${say('reserve.count')}`} size="line" bare />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('sum.reported')}</th>
              <td className="figures-wide-only" />
              <Cells triple={board.headline.annual} label={say('sum.reported')} />
              <td className="figures-wide-only" />
              <td className="figures-number figures-wide-only">
                <Figure figure={board.headline.planShare} label={say('plan.share')} size="line" />
              </td>
              <td className="figures-number figures-wide-only">
                <Figure figure={board.headline.reserve.count} label={say('reserve.count')} size="line" bare />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

/** A threshold in 万元 in Chinese, in million yuan in English: both exact for every line in use. */
function Threshold({ yuan }: { yuan: number }): ReactElement {
  const language = useLanguage();
  if (language === 'en') return <>{yuan / 1_000_000} million yuan</>;
  return <>{yuan % 100_000_000 === 0 ? `${yuan / 100_000_000}亿元` : `${yuan / 10_000}万元`}</>;
}

function Tiers({ board }: { board: Dashboard }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const phone = usePhone();
  const top = most(board.tiers.map((one) => one.all.total));
  if (phone)
    return (
      <Section title={say('tiers')} note={say('tiers.note')}>
        <TiersBelow board={board} />
      </Section>
    );
  return (
    <Section title={say('tiers')} note={say('tiers.note')}>
      <div className="figures-scroll">
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {say('tier')}
              </th>
              {(['all', 'new', 'continuing'] as const).map((nature) => (
                <th scope="colgroup" colSpan={3} key={nature} className="figures-group">
                  {say(nature)}
                </th>
              ))}
              <th scope="col" rowSpan={2} className="figures-bar-column figures-wide-only">
                <span className="figures-key figures-key-whole">{say('total')}</span>{' '}
                <span className="figures-key figures-key-part">{say('new')}</span>
              </th>
            </tr>
            <tr>
              {(['all', 'new', 'continuing'] as const).map((nature) => (
                <TripleHeads key={nature} />
              ))}
            </tr>
          </thead>
          <tbody>
            {board.tiers.map((one) => (
              <tr key={one.code}>
                <th scope="row">{pick(one.words)}</th>
                <Cells triple={one.all} label={`${pick(one.words)} ${say('all')}`} />
                <Cells triple={one.new} label={`${pick(one.words)} ${say('new')}`} />
                <Cells triple={one.continuing} label={`${pick(one.words)} ${say('continuing')}`} />
                <td className="figures-bar-column figures-wide-only">
                  <Bar figure={one.all.total} part={one.new.total} top={top} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** The same tiers for a narrow screen: new and continuing stand below the whole instead of beside it. */
function TiersBelow({ board }: { board: Dashboard }): ReactElement {
  const say = useWords();
  const pick = usePick();
  return (
    <table className="figures-table">
      <thead>
        <tr>
          <th scope="col">{say('tier')}</th>
          <TripleHeads />
        </tr>
      </thead>
      {board.tiers.map((one) => (
        <tbody key={one.code}>
          <tr>
            <th scope="rowgroup">{pick(one.words)}</th>
            <Cells triple={one.all} label={`${pick(one.words)} ${say('all')}`} />
          </tr>
          {(['new', 'continuing'] as const).map((nature) => (
            <tr key={nature} className="figures-below">
              <th scope="row">{say(nature)}</th>
              <Cells triple={one[nature]} label={`${pick(one.words)} ${say(nature)}`} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Lists({ board }: { board: Dashboard }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const listed = board.lists.filter((one) => (one.all.count.value ?? 0) > 0);
  if (listed.length === 0)
    return (
      <Section title={say('lists')}>
        <p className="sz-label">{say('lists.none')}</p>
      </Section>
    );
  return (
    <Section title={say('lists')} note={say('lists.note')} actions={<Go to="/lists">{say('lists.open')}</Go>}>
      <div className="figures-columns figures-columns-wide-first">
        <div className="figures-scroll">
          <table className="figures-table">
            <thead>
              <tr>
                <th scope="col">{say('list')}</th>
                <TripleHeads />
                <th scope="col" className="figures-number">
                  {say('new')}
                </th>
                <th scope="col" className="figures-number">
                  {say('continuing')}
                </th>
              </tr>
            </thead>
            <tbody>
              {listed.map((one) => (
                <tr key={one.code}>
                  <th scope="row">{pick(one.words)}</th>
                  <Cells triple={one.all} label={pick(one.words)} />
                  <td className="figures-number">
                    <Figure figure={one.new.count} label={`${pick(one.words)} ${say('new')}`} size="line" bare />
                  </td>
                  <td className="figures-number">
                    <Figure figure={one.continuing.count} label={`${pick(one.words)} ${say('continuing')}`} size="line" bare />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{say('lists.union')}</th>
                <Cells triple={board.union} label={say('lists.union')} />
                <td />
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
        <SetDiagram
          lists={listed.map((one) => ({ key: one.code, name: pick(one.words) }))}
          parts={board.overlaps.map((one) => ({
            lists: one.lists,
            count: one.all.count.value ?? 0,
            shown: <Figure figure={one.all.count} label={say('lists.overlap')} size="line" bare />,
          }))}
          label={say('lists.overlap')}
        />
      </div>
    </Section>
  );
}

function Breakdown({ rows, head }: { rows: { key: string; label: string; triple: Triple }[]; head: string }): ReactElement {
  const say = useWords();
  const top = most(rows.map((one) => one.triple.total));
  const ordered = [...rows].sort((a, b) => (b.triple.total.value ?? -1) - (a.triple.total.value ?? -1));
  return (
    <div className="figures-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <TripleHeads />
            <th scope="col" className="figures-bar-column figures-wide-only" aria-label={say('total')} />
          </tr>
        </thead>
        <tbody>
          {ordered.map((one) => (
            <tr key={one.key}>
              <th scope="row">{one.label}</th>
              <Cells triple={one.triple} label={one.label} />
              <td className="figures-bar-column figures-wide-only">
                <Bar figure={one.triple.total} part={one.triple.plan} top={top} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Missing({ board }: { board: Dashboard }): ReactElement {
  const nameOf = useRegionName();
  const say = useWords();
  const rows: [string, FigureData][] = [
    [say('missing.plan'), board.missing.planUnstated],
    [say('missing.total'), board.missing.totalUnstated],
    [say('missing.nature'), board.missing.natureUnstated],
    [say('missing.inferred'), board.missing.natureInferred],
  ];
  return (
    <dl className="figures-missing">
      {board.region.level !== 'county' && (
        <div>
          <dt>{say('missing.counties')}</dt>
          <dd>
            {board.missing.counties.length === 0
              ? say('missing.counties.none')
              : board.missing.counties.map((one) => nameOf(one.code, one.name)).join(say('comma'))}
          </dd>
        </div>
      )}
      {rows.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Figure figure={figure} label={label} size="line" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** On the wall: when it was last refreshed, and that it is stale when that is long ago. */
function WallFoot(): ReactElement {
  const say = useWords();
  const [refreshed] = useState(() => performance.timeOrigin + performance.now());
  const [now, setNow] = useState(refreshed);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.timeOrigin + performance.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const stale = now - refreshed > 600_000;
  return (
    <p className={stale ? 'figures-wall figures-wall-stale' : 'figures-wall'} role="status">
      {say('wall.refreshed', { at: instantText(new Date(refreshed).toISOString()) })} {stale && say('wall.stale')}
    </p>
  );
}
