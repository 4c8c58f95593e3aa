// The notice board of regimes: a timeline, what days and conditions leave uncovered and which regime goes before, each regime with its undoing, two of
// them side by side on the same cases, what was converted, levels, and which offices are the departments of a county's group.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { type Day, daysBetween } from '../../../vocabulary/days.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { addresseeWords, convertCases, listRegimes, modeWords, paperWords } from '../words-regimes.ts';
import { Compare } from './regime-compare.tsx';
import { Group } from './regime-group.tsx';
import { Levels } from './regime-levels.tsx';
import { CoverList, useRegimeName } from './regime-preview.tsx';
import { useConditionText, useSpanText } from './regime-text.ts';
import { UndoRegime } from './regime-undo.tsx';
import { useWords } from './words.ts';
import { useRegimeWords } from './words-regime.ts';
import './resumption.css';
import './regime.css';

type Board = ReplyOf<typeof listRegimes>;
type Row = Board['regimes'][number];
const refText = (one: Row): string => `${one.region}/${one.code}@${one.version}`;

export default function Regimes(): ReactElement {
  const say = useWords();
  const told = useRegimeWords();
  const go = useGo();
  const region = useRegion();
  const may = useMay('resumption.regime');
  const compares = useMay('resumption.read');
  const handles = useMay('resumption.handle');
  const [undoing, setUndoing] = useState<Row | undefined>();
  const { data, error, refetch } = useRead(listRegimes, { region: region.code as never });
  const convert = useWrite(convertCases, { done: { zh: '已按现行口径转换', en: 'Brought under the present regime' } });
  return (
    <Page
      title={say('regimes')}
      about={data && say('regimes.about', { region: region.name, count: data.regimes.length })}
      path={compares ? [{ text: say('desk'), to: '/resumption' }] : []}
      actions={
        may && (
          <Button type="primary" onClick={() => go('/resumption/regimes/new')}>
            {told('enter')}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && (
        <>
          {data.pending > 0 && (
            <section className="rs-missing">
              <p>{told('pending', { count: data.pending })}</p>
              {handles && (
                <Button loading={convert.isPending} onClick={() => convert.mutate({ region: region.code as never })}>
                  {told('pending.now')}
                </Button>
              )}
            </section>
          )}
          <Covered board={data} />
          <Section title={say('regimes.timeline')}>
            <Timeline data={data} />
          </Section>
          <div className="rs-regimes">
            {data.regimes.map((one) => (
              <Card
                key={refText(one)}
                one={one}
                board={data}
                onLike={may ? () => go('/resumption/regimes/new', { like: refText(one) }) : undefined}
                onUndo={
                  may && !one.withdrawn && one.region === region.code && one.enteredAt > '2020-01-02' ? () => setUndoing(one) : undefined
                }
              />
            ))}
          </div>
          {compares && data.regimes.length > 1 && <Compare data={data} />}
          {data.conversions.length > 0 && <Runs board={data} />}
          <Levels board={data} region={region.code} may={may} />
          {compares && region.level === 'county' && <Group board={data} region={region.code} may={handles} />}
        </>
      )}
      {undoing && data && <UndoRegime regime={undoing} board={data} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}

function Covered({ board }: { board: Board }): ReactElement {
  const nameOf = useRegimeName(board);
  const whole = board.holes.length + board.overlaps.length + board.never.length === 0;
  return (
    <section className={`rs-missing${whole ? ' rs-missing-none' : ''}`}>
      <CoverList cover={board} nameOf={nameOf} />
    </section>
  );
}

function Card({
  one,
  board,
  onLike,
  onUndo,
}: {
  one: Row;
  board: Board;
  onLike: (() => void) | undefined;
  onUndo: (() => void) | undefined;
}): ReactElement {
  const say = useWords();
  const told = useRegimeWords();
  const pick = usePick();
  const conditionText = useConditionText();
  const spanText = useSpanText();
  const comma = pick({ zh: '、', en: ', ' });
  const { content } = one;
  return (
    <article className={one.withdrawn || !one.spans ? 'rs-gone' : undefined}>
      <h3>
        {pick(one)} <span className="rs-state">{pick(modeWords[one.mode])}</span>
      </h3>
      <p className="sz-label">
        {pick(board.regions[one.region] ?? { zh: one.region, en: one.region })} · {one.code}@{one.version} · {spanText(one)}
        {one.binding && ` · ${say('regimes.binding')}`}
      </p>
      <p>
        {conditionText(one.conditions)} · {say('regimes.to', { addressee: pick(addresseeWords[one.addressee]) })}
        {content.validityDays !== null && ` · ${say('regimes.valid', { count: content.validityDays })}`}
      </p>
      {content.departments.length > 0 && (
        <p>
          {say('regimes.departments')}：
          {content.departments.map((dept) => pick(dept) + (dept.lead ? pick({ zh: '（牵头）', en: ' (leads)' }) : '')).join(comma)}
        </p>
      )}
      {content.papers.length > 0 && (
        <p>
          {say('regimes.papers')}：{content.papers.map((kind) => pick(paperWords[kind])).join(comma)}
        </p>
      )}
      <p className="sz-label">
        {say('regimes.basis')}：{one.basis}
      </p>
      {one.withdrawn && <p>{say('regimes.withdrawn', { name: one.withdrawn.name, reason: one.withdrawn.reason })}</p>}
      {(onLike || onUndo) && (
        <div className="rs-do sz-screen-only">
          {onLike && <Button onClick={onLike}>{told('enter.like')}</Button>}
          {onUndo && (
            <Button danger onClick={onUndo}>
              {told('undo')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** One line a run; a run of a province is one line, whatever the number of counties. */
function Runs({ board }: { board: Board }): ReactElement {
  const say = useWords();
  const told = useRegimeWords();
  const nameOf = useRegimeName(board);
  const runs = [...Map.groupBy(board.conversions, (one) => one.id).values()];
  return (
    <Section title={say('regimes.runs')}>
      <ul>
        {runs.map((rows) => {
          const first = rows[0]!;
          return (
            <li key={first.id}>
              {told('runs.one', {
                day: first.on,
                regime: first.regimes.map(nameOf).join('、'),
                count: rows.reduce((sum, one) => sum + one.cases, 0),
                by: first.by,
              })}
              {rows.length > 1 && ` · ${told('preview.counties', { count: rows.length })}`}
              {first.undone && ` · ${told('runs.undone', { name: first.undone.name, reason: first.undone.reason })}`}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Bars from the first day of each regime to its last, over the days that matter. */
function Timeline({ data }: { data: Board }): ReactElement {
  const say = useWords();
  const shown = data.regimes.flatMap((one) => (one.spans && !one.withdrawn ? [{ one, ...one.spans }] : []));
  const first = shown.map((one) => one.since).sort()[0]! as Day;
  const ends = shown.flatMap((one) => [one.since, ...(one.until ? [one.until] : [])]).sort();
  const near = daysBetween(ends.at(-1)! as Day, data.today as Day) < 120 && data.today > first ? data.today : ends.at(-1)!;
  const length = Math.max(20, daysBetween(first, near as Day) + 14);
  const at = (day: string): number => Math.max(0, Math.min(100, (daysBetween(first, day as Day) / length) * 100));
  const nameOf = useRegimeName(data);
  const spanOf = (since: string, until: string | null): string => `${since.slice(5)}${until ? `–${until.slice(5)}` : ' →'}`;
  const wide = (since: string, until: string | null): boolean => (until === null ? 100 : at(until)) - at(since) > 12;
  return (
    <ol className="rs-timeline">
      {shown.map(({ one, since, until }) => (
        <li key={`${one.region}/${one.code}@${one.version}`}>
          <span className="rs-timeline-name">{nameOf(one)}</span>
          <span className="rs-timeline-track">
            <span
              className={`rs-bar rs-bar-${one.mode}`}
              style={{ left: `${at(since)}%`, right: `${until === null ? 0 : 100 - at(until)}%` }}
              title={`${since} – ${until ?? ''}`}
            >
              {wide(since, until) && spanOf(since, until)}
            </span>
            {!wide(since, until) && (
              <span
                className="rs-bar-beside"
                style={at(since) > 60 ? { right: `${100 - at(since) + 1}%` } : { left: `calc(${at(until ?? near)}% + 14px)` }}
              >
                {spanOf(since, until)}
              </span>
            )}
            {at(data.today) > 0 && at(data.today) < 100 && <i style={{ left: `${at(data.today)}%` }} title={say('regimes.now')} />}
          </span>
        </li>
      ))}
    </ol>
  );
}
