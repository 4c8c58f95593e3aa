// The notice board of regimes: a timeline, the checker's holes and overlaps, two regimes side by side on the same cases, entering one with a rehearsal
// first, and undoing one as a whole.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { dayText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useRegionName } from '../../../ui/session.ts';
import { type Day, daysBetween } from '../../../vocabulary/days.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { sectorWords, stateWords } from '../words.ts';
import {
  addresseeWords,
  type Conditions,
  compareRegimes,
  listRegimes,
  modeWords,
  paperWords,
  riskWords,
  type Under,
} from '../words-regimes.ts';
import { EnterRegime, UndoRegime } from './regime-enter.tsx';
import { useWords } from './words.ts';
import './resumption.css';

type Board = ReplyOf<typeof listRegimes>;
type Row = Board['regimes'][number];

function useConditionText(): (conditions: Conditions) => string {
  const say = useWords();
  const pick = usePick();
  return ({ sectors, inPark, aboveScale, risks, peopleFrom, peopleTo }) => {
    const parts = [
      ...(sectors ? [sectors.map((one) => pick(sectorWords[one])).join(pick({ zh: '、', en: ', ' }))] : []),
      ...(inPark === undefined ? [] : [say(inPark ? 'cond.inPark' : 'cond.outPark')]),
      ...(aboveScale === undefined ? [] : [say(aboveScale ? 'cond.above' : 'cond.below')]),
      ...(risks ? [risks.map((one) => pick(riskWords[one])).join(pick({ zh: '、', en: ', ' }))] : []),
      ...(peopleFrom === undefined ? [] : [say('cond.people', { from: peopleFrom })]),
      ...(peopleTo === undefined ? [] : [say('cond.peopleTo', { to: peopleTo })]),
    ];
    return parts.length === 0 ? say('regimes.all') : parts.join(' · ');
  };
}

export default function Regimes(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const region = useRegion();
  const regionName = useRegionName();
  const may = useMay('resumption.regime');
  const compares = useMay('resumption.read');
  const conditionText = useConditionText();
  const [entering, setEntering] = useState(false);
  const [undoing, setUndoing] = useState<Row | undefined>();
  const { data, error, refetch } = useRead(listRegimes, { region: region.code as never });
  const spanText = ({ since, until }: { since: string; until: string | null }): string =>
    until === null ? say('regimes.span', { since }) : say('regimes.span.to', { since, until });
  return (
    <Page
      title={say('regimes')}
      about={data && say('regimes.about', { region: region.name, count: data.regimes.length })}
      path={compares ? [{ text: say('desk'), to: '/resumption' }] : []}
      actions={
        may && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {say('regimes.enter')}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && (
        <>
          <section className={`rs-missing${data.holes.length + data.overlaps.length === 0 ? ' rs-missing-none' : ''}`}>
            {data.holes.length + data.overlaps.length === 0 && <b>{say('regimes.sound')}</b>}
            {data.holes.length > 0 && (
              <>
                <b>{say('regimes.holes')}</b>
                <ul>
                  {data.holes.map((one) => (
                    <li key={JSON.stringify(one)}>
                      {spanText(one)}：{conditionText(one.conditions)}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {data.overlaps.length > 0 && (
              <>
                <b>{say('regimes.overlaps')}</b>
                <ul>
                  {data.overlaps.map((one) => (
                    <li key={JSON.stringify(one)}>
                      {spanText(one)}：{conditionText(one.conditions)} —{' '}
                      {one.regimes.map((held) => held.code).join(pick({ zh: '、', en: ', ' }))}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <Section title={say('regimes.timeline')}>
            <Timeline data={data} />
          </Section>
          <div className="rs-regimes">
            {data.regimes.map((one) => (
              <article key={`${one.region}/${one.code}@${one.version}`} className={one.withdrawn || !one.spans ? 'rs-gone' : undefined}>
                <h3>
                  {pick(one)} <span className="rs-state">{pick(modeWords[one.mode])}</span>
                </h3>
                <p className="sz-label">
                  {pick(data.regions[one.region] ?? { zh: one.region, en: one.region })} · {one.code}@{one.version} · {spanText(one)}
                  {one.binding && ` · ${say('regimes.binding')}`}
                </p>
                <p>
                  {conditionText(one.conditions)} · {say('regimes.to', { addressee: pick(addresseeWords[one.addressee]) })}
                  {one.content.validityDays !== null && ` · ${say('regimes.valid', { days: one.content.validityDays })}`}
                </p>
                {one.content.departments.length > 0 && (
                  <p>
                    {say('regimes.departments')}：{one.content.departments.map((dept) => pick(dept)).join(pick({ zh: '、', en: ', ' }))}
                  </p>
                )}
                {one.content.papers.length > 0 && (
                  <p>
                    {say('regimes.papers')}：{one.content.papers.map((kind) => pick(paperWords[kind])).join(pick({ zh: '、', en: ', ' }))}
                  </p>
                )}
                <p className="sz-label">
                  {say('regimes.basis')}：{one.basis}
                </p>
                {one.withdrawn && <p>{say('regimes.withdrawn', { name: one.withdrawn.name, reason: one.withdrawn.reason })}</p>}
                {may && !one.withdrawn && one.region === region.code && one.enteredAt > '2020-01-02' && (
                  <Button onClick={() => setUndoing(one)}>{say('regimes.undo')}</Button>
                )}
              </article>
            ))}
          </div>
          {compares && data.regimes.length > 1 && <Compare data={data} />}
          {data.conversions.length > 0 && (
            <Section title={say('regimes.runs')}>
              <ul>
                {data.conversions.map((one) => (
                  <li key={`${one.region} ${one.id}`}>
                    {regionName(one.region)}：{say('regimes.run', { day: one.on, count: one.cases, by: one.by })}
                    {one.undone && ` · ${say('regimes.run.undone')}`}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {data.levels.length > 0 && (
            <Section title={say('levels')}>
              <ul>
                {data.levels.map((one) => (
                  <li key={`${one.region}${one.kind}${one.since}`}>
                    {dayText(one.since)} {pick(data.regions[one.region] ?? { zh: one.region, en: one.region })} {one.level}{' '}
                    <span className="sz-label">{one.basis}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
      {entering && <EnterRegime region={region.code} onClose={() => setEntering(false)} />}
      {undoing && <UndoRegime regime={undoing} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}

/** Bars from the first day of each regime to its last, over the days that matter. */
function Timeline({ data }: { data: Board }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const shown = data.regimes.flatMap((one) => (one.spans && !one.withdrawn ? [{ one, ...one.spans }] : []));
  const first = shown.map((one) => one.since).sort()[0]! as Day;
  const ends = shown.flatMap((one) => [one.since, ...(one.until ? [one.until] : [])]).sort();
  const near = daysBetween(ends.at(-1)! as Day, data.today as Day) < 120 && data.today > first ? data.today : ends.at(-1)!;
  const length = Math.max(20, daysBetween(first, near as Day) + 14);
  const at = (day: string): number => Math.max(0, Math.min(100, (daysBetween(first, day as Day) / length) * 100));
  return (
    <ol className="rs-timeline">
      {shown.map(({ one, since, until }) => (
        <li key={`${one.region}/${one.code}@${one.version}`}>
          <span className="rs-timeline-name">{pick(one)}</span>
          <span className="rs-timeline-track">
            <span
              className={`rs-bar rs-bar-${one.mode}`}
              style={{ left: `${at(since)}%`, right: `${until === null ? 0 : 100 - at(until)}%` }}
              title={`${since} – ${until ?? ''}`}
            >
              {since.slice(5)}
              {until ? `–${until.slice(5)}` : ' →'}
            </span>
            {at(data.today) > 0 && at(data.today) < 100 && <i style={{ left: `${at(data.today)}%` }} title={say('regimes.now')} />}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Compare({ data }: { data: Board }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const names = data.regimes.filter((one) => one.withdrawn === null).map((one) => `${one.region}/${one.code}@${one.version}`);
  const inspection = data.regimes.find((one) => one.mode === 'inspection' && !one.withdrawn);
  const filing = data.regimes.find((one) => one.mode === 'filing' && !one.withdrawn);
  const nameOf = (one: Row | undefined): string | undefined => one && `${one.region}/${one.code}@${one.version}`;
  const a = firstOf(search, 'a') ?? nameOf(inspection) ?? names[0]!;
  const b = firstOf(search, 'b') ?? nameOf(filing) ?? names[1]!;
  const { data: reply, error } = useRead(compareRegimes, { region: region.code as never, a, b }, { keepPrevious: true });
  const choice = (name: 'a' | 'b', value: string): ReactElement => (
    <label>
      <span className="sz-label">{say(`regimes.${name}`)}</span>
      <select className="sz-input" value={value} onChange={(event) => change({ [name]: event.target.value })}>
        {data.regimes
          .filter((one) => one.withdrawn === null)
          .map((one) => (
            <option key={nameOf(one)} value={nameOf(one)}>
              {pick(one)}
            </option>
          ))}
      </select>
    </label>
  );
  const told = (one: Under): string =>
    !one.applies
      ? say('regimes.not')
      : [
          pick(stateWords[one.state]),
          ...(one.stepsLeft > 0 ? [say('regimes.steps', { steps: one.stepsLeft })] : []),
          ...(one.filedBy ? [say('regimes.by', { day: one.filedBy })] : []),
        ].join(' · ');
  return (
    <Section title={say('regimes.compare')}>
      <div className="rs-tools">
        {choice('a', a)}
        {choice('b', b)}
      </div>
      {error && <ErrorNote error={error} />}
      {reply && (
        <>
          <p>{say('regimes.compared', { compared: reply.compared, different: reply.different })}</p>
          <ul>
            {reply.differences.map((one) => (
              <li key={one.zh}>{pick(one)}</li>
            ))}
          </ul>
          {reply.cases.length > 0 && (
            <table className="rs-table">
              <thead>
                <tr>
                  <th scope="col">{say('col.enterprise')}</th>
                  <th scope="col">{pick(reply.a)}</th>
                  <th scope="col">{pick(reply.b)}</th>
                </tr>
              </thead>
              <tbody>
                {reply.cases
                  .filter((one) => one.different)
                  .slice(0, 100)
                  .map((one) => (
                    <tr key={one.case}>
                      <th scope="row">{one.enterprise}</th>
                      <td data-label={pick(reply.a)}>{told(one.a)}</td>
                      <td data-label={pick(reply.b)}>{told(one.b)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Section>
  );
}
