// Campaigns such as 三抓三早: a numbered edition each year with seasonal phases. This year's phases as a strip of months with today on it, its
// lists by level, and the editions beside each other.
import type { CSSProperties, ReactElement } from 'react';
import { useRead } from '../../../ui/call.ts';
import { countText, dayText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useRegion, useYear } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import { addDays, type Day, daysBetween } from '../../../vocabulary/days.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { campaigns } from '../words-lists.ts';
import { terms } from '../words-terms.ts';
import { Money } from './money.tsx';
import { Scroll } from './scroll.tsx';
import { useTerm } from './term.ts';
import { today } from './today.ts';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';

type Edition = ReplyOf<typeof campaigns>['campaigns'][number];

export default function Campaigns(): ReactElement {
  const say = useDeskWords();
  const pick = usePick();
  const region = useRegion();
  const year = useYear();
  const { data, error, refetch } = useRead(campaigns, { region: region.code as never });
  const named = [...Map.groupBy(data?.campaigns ?? [], (one) => one.code).values()].map((editions) =>
    [...editions].sort((a, b) => b.year - a.year),
  );
  return (
    <Page title={say('campaigns')} about={region.name}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && named.length === 0 && <Empty text={say('campaigns.none')} />}
      {named.map((editions) => {
        const now = editions.find((one) => one.year === year) ?? editions[0]!;
        return (
          <Section key={now.code} title={pick(now)} note={say('campaign.edition', { edition: now.edition, year: now.year })}>
            {now.phases.length > 0 && <Calendar edition={now} />}
            <ListsOf edition={now} />
            {editions.length > 1 && <Editions editions={editions} now={now} />}
          </Section>
        );
      })}
    </Page>
  );
}

/** Words begin where the phase begins, or, late in the year, end where it ends; a phone writes them at the left. */
const placeOf = (from: number, end: number): CSSProperties =>
  ({ [from > 50 ? '--end' : '--from']: `${from > 50 ? 100 - end : from}%` }) as CSSProperties;

/** Months along, phases under them, today as a line. Positions are days, so a short phase is drawn short. */
function Calendar({ edition }: { edition: Edition }): ReactElement {
  const say = useDeskWords();
  const pick = usePick();
  const phases = [...edition.phases].sort((a, b) => (a.from < b.from ? -1 : 1));
  const last = phases.reduce((latest, one) => (one.to > latest ? one.to : latest), phases[0]!.to);
  const begin = `${phases[0]!.from.slice(0, 7)}-01` as Day;
  const end = addDays(`${addDays(`${last.slice(0, 7)}-28` as Day, 4).slice(0, 7)}-01` as Day, 0);
  const whole = Math.max(1, daysBetween(begin, end));
  const at = (day: string): number => (daysBetween(begin, day as Day) / whole) * 100;
  const months: Day[] = [];
  for (let day = begin; day < end; day = `${addDays(`${day.slice(0, 7)}-28` as Day, 4).slice(0, 7)}-01` as Day) months.push(day);
  const day = today();
  const inside = day >= begin && day < end;
  return (
    <figure className="pj-calendar" aria-label={say('campaign.calendar')}>
      <div className="pj-calendar-months" aria-hidden="true">
        {months.map((month, index) => (
          <span key={month} style={{ left: `${at(month)}%` }}>
            <i>{index === 0 || month.endsWith('-01-01') ? month.slice(0, 4) : ''}</i>
            {Number(month.slice(5, 7))}
          </span>
        ))}
      </div>
      <ol className="pj-calendar-phases">
        {phases.map((phase) => {
          const state = day > phase.to ? 'past' : day < phase.from ? 'ahead' : 'now';
          return (
            <li key={phase.from + phase.zh} className={`pj-phase pj-phase-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span
                className="pj-phase-bar"
                style={{ left: `${at(phase.from)}%`, width: `${at(addDays(phase.to as Day, 1)) - at(phase.from)}%` }}
              />
              <span className="pj-phase-words" style={placeOf(at(phase.from), at(addDays(phase.to as Day, 1)))}>
                <b>{pick(phase)}</b>{' '}
                <span className="sz-label">
                  {dayText(phase.from)} – {dayText(phase.to)}
                  {state === 'now' && ` · ${say('campaign.left', { days: daysBetween(day, phase.to as Day) })}`}
                </span>
              </span>
            </li>
          );
        })}
        {inside && (
          <li className="pj-today" style={{ left: `${at(day)}%` }}>
            <span>{say('today', { day: dayText(day) })}</span>
          </li>
        )}
      </ol>
      {!inside && <figcaption className="sz-label">{say('campaign.outside', { day: dayText(day) })}</figcaption>}
    </figure>
  );
}

function ListsOf({ edition }: { edition: Edition }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const pick = usePick();
  const unit = useMoneyUnit();
  const levels = Object.keys(terms.level);
  const ordered = [...edition.lists].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  if (ordered.length === 0) return <p className="sz-label">{say('campaign.lists.none')}</p>;
  return (
    <Scroll label={say('lists.of')}>
      <table className="pj-table">
        <thead>
          <tr>
            <th scope="col">{say('level')}</th>
            <th scope="col">{say('list')}</th>
            <th scope="col" className="sz-numbers">
              {say('count')}
            </th>
            <th scope="col" className="sz-numbers">
              {say('total.in', { unit: unitWord(unit) })}
            </th>
            <th scope="col" className="sz-numbers">
              {say('plan.in', { unit: unitWord(unit) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((one) => (
            <tr key={one.code}>
              <td className="pj-nowrap">{word('level', one.level)}</td>
              <th scope="row">
                <Go to="/projects" search={{ list: one.code, pool: 'all', year: String(edition.year) }}>
                  {pick(one)}
                </Go>
              </th>
              <td className="sz-numbers">{countText(one.count)}</td>
              <td className="sz-numbers">
                <Money yuan={one.totalYuan} column />
              </td>
              <td className="sz-numbers">
                <Money yuan={one.annualPlanYuan} column />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The editions by year. Lists of one level are the same thing a year apart, so each level has its own line. */
function Editions({ editions, now }: { editions: readonly Edition[]; now: Edition }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const levels = Object.keys(terms.level).filter((level) => editions.some((one) => one.lists.some((list) => list.level === level)));
  const most = Math.max(1, ...editions.flatMap((one) => one.lists.map((list) => list.totalYuan)));
  return (
    <>
      <h3>{say('campaign.compare')}</h3>
      <Scroll label={say('campaign.compare')}>
        <table className="pj-table">
          <thead>
            <tr>
              <th scope="col">{say('year')}</th>
              <th scope="col">{say('level')}</th>
              <th scope="col" className="sz-numbers">
                {say('count')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('against')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('total')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('plan')}
              </th>
              <th scope="col" className="pj-bar-cell">
                <span className="sz-hidden">{say('total')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {levels.flatMap((level) =>
              editions.map((one, index) => {
                const lists = one.lists.filter((list) => list.level === level);
                if (lists.length === 0) return null;
                const sum = (name: 'count' | 'totalYuan' | 'annualPlanYuan'): number => lists.reduce((all, list) => all + list[name], 0);
                const before = editions
                  .slice(index + 1)
                  .find((other) => other.year === one.year - 1)
                  ?.lists.filter((list) => list.level === level);
                // A list of an earlier year that nobody filled is not a list of nobody.
                const base = before?.reduce((all, list) => all + list.count, 0) || undefined;
                if (sum('count') === 0)
                  return (
                    <tr key={`${level}${one.year}`}>
                      <th scope="row" className="pj-nowrap">
                        {one.year}
                        <span className="sz-label"> {say('edition', { edition: one.edition })}</span>
                      </th>
                      <td className="pj-nowrap">{word('level', level)}</td>
                      <td colSpan={5} className="pj-none">
                        ○ {say('campaign.unknown')}
                      </td>
                    </tr>
                  );
                const several = lists.length > 1;
                return (
                  <tr key={`${level}${one.year}`} className={one.year === now.year ? 'pj-row-now' : undefined}>
                    <th scope="row" className="pj-nowrap">
                      {one.year}
                      <span className="sz-label"> {say('edition', { edition: one.edition })}</span>
                    </th>
                    <td>
                      {word('level', level)}
                      {several && <div className="sz-label">{say('campaign.several', { count: lists.length })}</div>}
                    </td>
                    <td className="sz-numbers">{countText(sum('count'))}</td>
                    <td className="sz-numbers">
                      {base === undefined ? '—' : `${sum('count') - base >= 0 ? '+' : '−'}${countText(Math.abs(sum('count') - base))}`}
                    </td>
                    <td className="sz-numbers">
                      <Money yuan={sum('totalYuan')} column />
                    </td>
                    <td className="sz-numbers">
                      <Money yuan={sum('annualPlanYuan')} column />
                    </td>
                    <td className="pj-bar-cell" aria-hidden="true">
                      <span className="pj-line-bar" style={{ width: `${(sum('totalYuan') / most) * 100}%` }} />
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
