// The reservoir of a year: three basins of growing maturity and the channel into the year's plan. What stands in each and how long, what flowed
// in and out month by month, how much of each moved on; and the rows of a basin, which climb through gates with evidence.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { countText } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useRegion, useYear } from '../../../ui/session.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { reservoir } from '../words-lists.ts';
import { useMoneyText } from './money.tsx';
import { Rows } from './reserve-rows.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';
import './reserve.css';

type Reply = ReplyOf<typeof reservoir>;
const basins = ['idea', 'reserve', 'mature'] as const;
const bands = ['<90', '90-180', '180-365', '365-730', '>730'] as const;

export default function Reserve(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const year = useYear();
  const [search, change] = useSearch();
  const tier = basins.find((one) => one === firstOf(search, 'tier'));
  const { data, error, refetch } = useRead(reservoir, { region: region.code as never, year }, { keepPrevious: true });
  return (
    <Page
      title={say('reserve.title', { region: region.name, year })}
      about={say('reserve.about')}
      actions={<Button onClick={() => window.print()}>{say('print')}</Button>}
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && (
        <>
          <Basins reply={data} chosen={tier} onChoose={(next) => change({ tier: next === tier ? undefined : next })} />
          <div className="pj-two">
            <Flow reply={data} year={year} />
            <Ages reply={data} />
          </div>
          <Rows tier={tier} onAll={() => change({ tier: undefined })} />
        </>
      )}
    </Page>
  );
}

/** Water stands as high as the basin's share of all the money in the reserve; the arrows say how many went on. */
function Basins({ reply, chosen, onChoose }: { reply: Reply; chosen: string | undefined; onChoose: (tier: string) => void }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const money = useMoneyText();
  const all = basins.map((tier) => reply.tiers.find((one) => one.tier === tier));
  const most = Math.max(1, ...all.map((one) => one?.totalYuan ?? 0));
  const out = reply.outflow
    .filter((one) => one.to === 'annual')
    .reduce((sum, one) => ({ count: sum.count + one.count, totalYuan: sum.totalYuan + one.totalYuan }), { count: 0, totalYuan: 0 });
  const lost = reply.outflow.filter((one) => one.to !== 'annual').reduce((sum, one) => sum + one.count, 0);
  const into = reply.inflow.reduce((sum, one) => sum + one.count, 0);
  return (
    <figure className="pj-basins" aria-label={say('reserve.basins')}>
      <div className="pj-inlet">
        <span className="pj-flow-number">{countText(into)}</span>
        <span className="sz-label">{say('reserve.in')}</span>
        <span className="pj-arrow" aria-hidden="true" />
      </div>
      {basins.map((tier, index) => {
        const one = all[index];
        const conversion = reply.conversion.find((each) => each.from === tier);
        return (
          <div key={tier} className="pj-basin-and-out">
            <button type="button" className="pj-basin" aria-pressed={chosen === tier} onClick={() => onChoose(tier)}>
              <span className="pj-vessel" aria-hidden="true">
                {(one?.totalYuan ?? 0) > 0 && <span className="pj-water" style={{ height: `${((one?.totalYuan ?? 0) / most) * 84}%` }} />}
              </span>
              <span className="pj-basin-words">
                <b>{word('maturity', tier)}</b>
                <span className="pj-basin-count">{say('projects', { count: one?.count ?? 0 })}</span>
                <span>{money(one?.totalYuan ?? 0)}</span>
                <span className="pj-basin-age">
                  {one?.medianDays === null || one === undefined
                    ? ' '
                    : say('reserve.age', { median: one.medianDays, oldest: one.oldestDays ?? 0 })}
                </span>
              </span>
            </button>
            <div className="pj-outlet">
              <span className="pj-flow-number">{countText(one?.promoted ?? 0)}</span>
              <span className="sz-label">
                {index === 2 ? say('reserve.to.year') : say('reserve.to', { tier: word('maturity', basins[index + 1]) })}
              </span>
              <span className="pj-arrow" aria-hidden="true" />
              <span className="sz-label">
                {conversion && conversion.of > 0
                  ? say('reserve.conversion', {
                      count: conversion.count,
                      of: conversion.of,
                      share: Math.round((conversion.count / conversion.of) * 1000) / 10,
                    })
                  : say('reserve.conversion.none')}
              </span>
            </div>
          </div>
        );
      })}
      <div className="pj-channel">
        <b>{word('maturity', 'annual')}</b>
        <span className="pj-basin-count">{say('projects', { count: out.count })}</span>
        <span>{money(out.totalYuan)}</span>
        <span className="sz-label">{say('reserve.lost', { count: lost })}</span>
      </div>
    </figure>
  );
}

/** In above the line, out below it, month by month; numbers stand on the bars, so nothing has to be guessed. */
function Flow({ reply, year }: { reply: Reply; year: number }): ReactElement {
  const say = useDeskWords();
  const own = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  // What was entered into these books before or after the year stands in months of its own.
  const other = [...reply.inflow, ...reply.outflow].map((one) => one.month).filter((month) => !own.includes(month));
  const months = [...new Set([...own, ...other])].sort();
  const of = (rows: readonly { month: string; count: number }[], month: string): number =>
    rows.filter((one) => one.month === month).reduce((sum, one) => sum + one.count, 0);
  const toYear = reply.outflow.filter((one) => one.to === 'annual');
  const rest = reply.outflow.filter((one) => one.to !== 'annual');
  const most = Math.max(1, ...months.map((month) => Math.max(of(reply.inflow, month), of(reply.outflow, month))));
  if (reply.inflow.length === 0 && reply.outflow.length === 0)
    return (
      <Section title={say('reserve.flow')}>
        <p className="sz-label">{say('reserve.flow.none')}</p>
      </Section>
    );
  const height = (count: number): { height: string } => ({ height: `${(count / most) * 100}%` });
  return (
    <Section title={say('reserve.flow')} note={say('reserve.flow.note')}>
      <table className="pj-flow" aria-label={say('reserve.flow')}>
        <tbody>
          <tr>
            <th scope="row">{say('reserve.flow.in')}</th>
            {months.map((month) => {
              const count = of(reply.inflow, month);
              return (
                <td key={month} className="pj-flow-in">
                  <span className="pj-flow-stack">
                    <span className="pj-flow-count">{count || ''}</span>
                    <span className="pj-flow-bar" style={height(count)} aria-hidden="true" />
                  </span>
                </td>
              );
            })}
          </tr>
          <tr className="pj-flow-months">
            <th scope="row">
              <span className="sz-hidden">{say('month')}</span>
            </th>
            {months.map((month) => (
              <th key={month} scope="col">
                {own.includes(month) ? Number(month.slice(5)) : month}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">{say('reserve.flow.out')}</th>
            {months.map((month) => {
              const [up, other] = [of(toYear, month), of(rest, month)];
              return (
                <td key={month} className="pj-flow-out">
                  <span className="pj-flow-stack">
                    <span className="pj-flow-bar pj-flow-year" style={height(up)} aria-hidden="true" />
                    <span className="pj-flow-bar pj-flow-lost" style={height(other)} aria-hidden="true" />
                    <span className="pj-flow-count">{up + other || ''}</span>
                  </span>
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
      <p className="sz-label">
        <span className="pj-swatch pj-flow-year" /> {say('reserve.flow.year')} <span className="pj-swatch pj-flow-lost" />{' '}
        {say('reserve.flow.lost')}
      </p>
    </Section>
  );
}

function Ages({ reply }: { reply: Reply }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const most = Math.max(1, ...reply.ages.map((one) => one.count));
  return (
    <Section title={say('reserve.ages')} note={say('reserve.ages.note')}>
      <table className="pj-table pj-ages">
        <thead>
          <tr>
            <th scope="col">{say('tier')}</th>
            {bands.map((band) => (
              <th key={band} scope="col" className="sz-numbers">
                {say(`band.${band}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {basins.map((tier) => (
            <tr key={tier}>
              <th scope="row">{word('maturity', tier)}</th>
              {bands.map((band) => {
                const count = reply.ages.find((one) => one.tier === tier && one.band === band)?.count ?? 0;
                return (
                  <td key={band} className="sz-numbers pj-age">
                    <span className="pj-age-bar" style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
                    <span className="pj-age-count">{count || '·'}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
