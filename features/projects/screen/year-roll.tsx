// The year roll of a county: rules propose next year's list, a person decides line by line with the keyboard, and one act confirms it. What is
// decided is saved as one goes; nothing reaches the register before the confirmation.

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type KeyboardEvent, memo, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { call, keyOf, sentenceOf, useRead, useWrite } from '../../../ui/call.ts';
import { countText, instantText, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useSession, useYear } from '../../../ui/session.ts';
import { unitWord } from '../../../ui/unit.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { exactIn, yuanOf } from '../../../vocabulary/money.ts';
import { within } from '../../../vocabulary/regions.ts';
import { confirmRoll, dropRoll, proposeRoll, readRoll, reviewRoll } from '../words.ts';
import { useTypingUnit } from './form.tsx';
import { Money, useMoneyText } from './money.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';
import './form.css';
import './year-roll.css';

type Roll = NonNullable<ReplyOf<typeof readRoll>['roll']>;
type Line = Roll['lines'][number];
type Decision = NonNullable<Line['decision']>;
type Patch = Partial<Pick<Line, 'decision' | 'annualPlanYuan' | 'reason'>>;
const decisions: readonly { key: string; decision: Decision }[] = [
  { key: 'c', decision: 'continue' },
  { key: 'n', decision: 'new' },
  { key: 'l', decision: 'leave' },
  { key: 'r', decision: 'reserve' },
];
const perPage = 200;

export default function YearRoll(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const year = useYear();
  const { person } = useSession();
  const county = region.level === 'county';
  const counties = person.regions.filter((one) => one.level === 'county' && within(one.code, region.code));
  const { data, error, refetch } = useRead(
    readRoll,
    { region: region.code as never, fromYear: year },
    { enabled: county, staleTime: 60_000 },
  );
  const may = useMay('year.roll');
  const propose = useWrite(proposeRoll);
  const roll = data?.roll;
  return (
    <Page title={say('roll.title', { region: region.name, from: year, to: year + 1 })} about={say('roll.about')}>
      {!county && (
        <div className="sz-note">
          <p>{say('roll.county')}</p>
          <p className="pj-inline-links">
            {counties.map((one) => (
              <Go key={one.code} to="/year-roll" search={{ region: one.code }}>
                {one.name}
              </Go>
            ))}
          </p>
        </div>
      )}
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {county && data && (!roll || roll.status === 'dropped') && (
        <Empty
          text={say('roll.none', { from: year, to: year + 1 })}
          action={
            may ? (
              <Button
                type="primary"
                loading={propose.isPending}
                onClick={() => propose.mutate({ region: region.code as never, fromYear: year })}
              >
                {say('roll.propose', { to: year + 1 })}
              </Button>
            ) : undefined
          }
        />
      )}
      {roll?.status === 'confirmed' && (
        <div className="sz-note">
          <p>{say('roll.confirmed', { to: roll.toYear, by: roll.by, at: instantText(roll.at) })}</p>
          <Go to="/projects" search={{ year: String(roll.toYear), pool: 'annual' }}>
            {say('roll.open', { to: roll.toYear })}
          </Go>
        </div>
      )}
      {roll?.status === 'proposed' && <Review key={roll.id} roll={roll} />}
    </Page>
  );
}

/** Keeps what was decided here and sends it in one go a moment after the last key. */
function useReview(roll: Roll): {
  lines: readonly Line[];
  decide: (ids: readonly string[], patch: (line: Line) => Patch) => void;
  state: 'saved' | 'saving' | 'waiting' | { error: unknown };
  flush: () => Promise<Roll | undefined>;
  version: number;
} {
  const client = useQueryClient();
  const [lines, setLines] = useState(roll.lines);
  const [state, setState] = useState<'saved' | 'saving' | 'waiting' | { error: unknown }>('saved');
  const held = useRef({
    lines: roll.lines,
    version: roll.version,
    pending: new Set<string>(),
    running: undefined as Promise<Roll | undefined> | undefined,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(async (): Promise<Roll | undefined> => {
    clearTimeout(timer.current);
    const now = held.current;
    if (now.running) await now.running;
    if (now.pending.size === 0) return undefined;
    const ids = now.pending;
    now.pending = new Set();
    setState('saving');
    const input = {
      region: roll.region,
      id: roll.id,
      version: now.version,
      lines: now.lines
        .filter((line) => ids.has(line.projectId))
        .map((line) => ({ projectId: line.projectId, decision: line.decision, annualPlanYuan: line.annualPlanYuan, reason: line.reason })),
    };
    now.running = call(reviewRoll, input as InputOf<typeof reviewRoll>)
      .then((reply) => {
        now.version = reply.roll.version;
        client.setQueryData(keyOf(readRoll, { region: roll.region, fromYear: roll.fromYear }), { roll: { ...reply.roll } });
        setState(now.pending.size > 0 ? 'waiting' : 'saved');
        return reply.roll;
      })
      .catch((error: unknown) => {
        for (const id of ids) now.pending.add(id);
        setState({ error });
        return undefined;
      })
      .finally(() => {
        now.running = undefined;
      });
    return now.running;
  }, [client, roll.region, roll.id, roll.fromYear]);
  const decide = useCallback(
    (ids: readonly string[], patch: (line: Line) => Patch) => {
      const wanted = new Set(ids);
      const next = held.current.lines.map((line) => (wanted.has(line.projectId) ? { ...line, ...patch(line) } : line));
      held.current.lines = next;
      for (const id of ids) held.current.pending.add(id);
      setLines(next);
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), 800);
    },
    [flush],
  );
  useEffect(() => () => void flush(), [flush]);
  return { lines, decide, state, flush, version: held.current.version };
}

function Review({ roll }: { roll: Roll }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const [search, change] = useSearch();
  const { lines, decide, state, flush } = useReview(roll);
  const [active, setActive] = useState(0);
  const [confirming, setConfirming] = useState(false);
  const [dropping, setDropping] = useState(false);
  const [page, setPage] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const show = firstOf(search, 'show') ?? 'all';
  const counts = useMemo(
    () => ({
      all: lines.length,
      open: lines.filter((line) => line.decision === null).length,
      ask: lines.filter((line) => line.proposal === 'ask').length,
      other: lines.filter((line) => line.decision !== null && line.proposal !== 'ask' && line.decision !== line.proposal).length,
    }),
    [lines],
  );
  // What is shown is decided when the filter is chosen, so that a line does not vanish under the hand that decides it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const ids = useMemo(
    () =>
      lines
        .filter((line) =>
          show === 'open'
            ? line.decision === null
            : show === 'ask'
              ? line.proposal === 'ask'
              : show === 'other'
                ? line.decision !== null && line.decision !== line.proposal
                : true,
        )
        .map((line) => line.projectId),
    [show, lines.length],
  );
  const byId = useMemo(() => new Map(lines.map((line) => [line.projectId, line])), [lines]);
  const shown = ids.slice(page * perPage, (page + 1) * perPage).map((id) => byId.get(id)!);
  const willing = lines.filter((line) => line.decision === null && line.proposal !== 'ask');
  const focus = useCallback((index: number): void => {
    setActive(index);
    body.current?.querySelectorAll<HTMLElement>('tr')[index]?.focus();
  }, []);
  const set = useCallback(
    (id: string, decision: Decision | null): void =>
      decide([id], (line) => ({ decision, annualPlanYuan: decision === 'continue' || decision === 'new' ? line.annualPlanYuan : null })),
    [decide],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (inField) {
      if (event.key === 'Escape' || event.key === 'Enter') focus(active);
      else return;
      return event.preventDefault();
    }
    const line = shown[active];
    const chosen = decisions.find((one) => one.key === event.key);
    if (event.key === 'ArrowDown' || event.key === 'j') focus(Math.min(shown.length - 1, active + 1));
    else if (event.key === 'ArrowUp' || event.key === 'k') focus(Math.max(0, active - 1));
    else if (line && chosen) {
      set(line.projectId, chosen.decision);
      focus(Math.min(shown.length - 1, active + 1));
    } else if (line && event.key === 'a' && line.proposal !== 'ask') {
      set(line.projectId, line.proposal);
      focus(Math.min(shown.length - 1, active + 1));
    } else if (line && (event.key === 'Backspace' || event.key === 'Delete')) set(line.projectId, null);
    else if (event.key === 'Enter') body.current?.querySelectorAll('tr')[active]?.querySelector<HTMLElement>('input')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pages = Math.ceil(ids.length / perPage);
  return (
    <>
      <div className="pj-roll-head">
        <div className="sz-tabs" role="group" aria-label={say('roll.show')}>
          {(['all', 'open', 'ask', 'other'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="sz-tab"
              aria-pressed={show === one}
              onClick={() => {
                setPage(0);
                setActive(0);
                change({ show: one === 'all' ? undefined : one });
              }}
            >
              {say(`roll.show.${one}`)}
              <span className="sz-tab-count">{counts[one]}</span>
            </button>
          ))}
        </div>
        <Button
          disabled={willing.length === 0}
          onClick={() =>
            decide(
              willing.map((line) => line.projectId),
              (line) => ({ decision: line.proposal === 'ask' ? null : line.proposal }),
            )
          }
        >
          {say('roll.accept', { count: willing.length })}
        </Button>
        <span className="sz-label" role="status">
          {typeof state === 'object' ? (
            <span className="pj-error">
              {sentenceOf(state.error)}{' '}
              <button type="button" className="pj-link" onClick={() => void flush()}>
                {say('retry')}
              </button>
            </span>
          ) : (
            say(`roll.${state}`)
          )}
        </span>
        <span className="sz-grow" />
        <Button onClick={() => setDropping(true)}>{say('roll.drop')}</Button>
        <Button type="primary" onClick={() => void flush().then(() => setConfirming(true))}>
          {say('roll.confirm')}
        </Button>
      </div>
      <p className="sz-label pj-roll-keys">
        {decisions.map((one) => (
          <span key={one.key}>
            <kbd>{one.key}</kbd> {word('roll', one.decision)}
          </span>
        ))}
        <span>
          <kbd>a</kbd> {say('roll.key.accept')}
        </span>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {say('roll.key.move')}
        </span>
        <span>
          <kbd>Enter</kbd> {say('roll.key.plan')}
        </span>
      </p>
      <div className="pj-scroll">
        <table className="pj-table pj-roll">
          <thead>
            <tr>
              <th scope="col">{say('project')}</th>
              <th scope="col">{say('roll.now', { year: roll.fromYear })}</th>
              <th scope="col" className="sz-numbers">
                {say('total')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('roll.plan.now', { year: roll.fromYear })}
              </th>
              <th scope="col">{say('roll.rule')}</th>
              <th scope="col">{say('roll.decision', { year: roll.toYear })}</th>
              <th scope="col" className="sz-numbers">
                {say('roll.plan.next', { year: roll.toYear })}
              </th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKeyDown}>
            {shown.map((line, index) => (
              <RollRow
                key={line.projectId}
                line={line}
                region={roll.region}
                tab={index === active}
                index={index}
                onFocus={setActive}
                onDecide={set}
                onChange={decide}
              />
            ))}
          </tbody>
        </table>
      </div>
      {ids.length === 0 && <Empty text={say('roll.empty')} />}
      {pages > 1 && (
        <p className="pj-inline-links">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            {say('before')}
          </Button>{' '}
          {say('page', { page: page + 1, pages })}{' '}
          <Button disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
            {say('after')}
          </Button>
        </p>
      )}
      {confirming && <Confirm roll={roll} lines={lines} onClose={() => setConfirming(false)} />}
      {dropping && <Drop roll={roll} onClose={() => setDropping(false)} />}
    </>
  );
}

type RowProps = {
  line: Line;
  region: string;
  tab: boolean;
  index: number;
  onFocus: (index: number) => void;
  onDecide: (id: string, decision: Decision | null) => void;
  onChange: (ids: readonly string[], patch: (line: Line) => Patch) => void;
};

const RollRow = memo(function RollRow({ line, region, tab, index, onFocus, onDecide, onChange }: RowProps): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const pick = usePick();
  const unit = useTypingUnit();
  const [plan, setPlan] = useState(line.annualPlanYuan === null ? '' : exactIn(line.annualPlanYuan, unit));
  const [held, setHeld] = useState(line.annualPlanYuan);
  if (held !== line.annualPlanYuan) {
    setHeld(line.annualPlanYuan);
    setPlan(line.annualPlanYuan === null ? '' : exactIn(line.annualPlanYuan, unit));
  }
  const goes = line.decision === 'continue' || line.decision === 'new';
  const yuan = plan.trim() === '' ? null : yuanOf(plan.replace(/[,，\s]/g, ''), unit);
  const bad = yuan === undefined || (yuan !== null && line.totalYuan !== null && yuan > line.totalYuan);
  const differs = line.decision !== null && line.proposal !== 'ask' && line.decision !== line.proposal;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the line is what the keys decide
    <tr tabIndex={tab ? 0 : -1} className={line.decision === null ? 'pj-roll-open' : undefined} onFocus={() => onFocus(index)}>
      <th scope="row">
        <Go to={`/projects/${region}/${line.projectId}`}>{line.name}</Go>
      </th>
      <td className="pj-nowrap">
        {word('nature', line.nature ?? 'unstated')} · {word('stage', line.stage)}
      </td>
      <td className="sz-numbers">
        <Money yuan={line.totalYuan} column />
      </td>
      <td className="sz-numbers">
        <Money yuan={line.planYuan} column />
      </td>
      <td>
        <b className={line.proposal === 'ask' ? 'pj-roll-ask' : undefined}>{word('roll', line.proposal)}</b>
        <div className="sz-label">{pick(line.rule)}</div>
      </td>
      <td>
        <span className="pj-choices" role="group" aria-label={say('roll.decision.of', { name: line.name })}>
          {decisions.map((one) => (
            <button
              key={one.key}
              type="button"
              tabIndex={tab ? 0 : -1}
              className="pj-choice"
              aria-pressed={line.decision === one.decision}
              onClick={() => onDecide(line.projectId, line.decision === one.decision ? null : one.decision)}
            >
              {word('roll', one.decision)}
            </button>
          ))}
        </span>
        {differs && (
          <input
            className="pj-input pj-roll-reason"
            tabIndex={tab ? 0 : -1}
            defaultValue={line.reason}
            maxLength={500}
            placeholder={say('roll.reason')}
            aria-label={say('roll.reason.of', { name: line.name })}
            onBlur={(event) => event.target.value !== line.reason && onChange([line.projectId], () => ({ reason: event.target.value }))}
          />
        )}
      </td>
      <td className="sz-numbers">
        {goes ? (
          <>
            <span className="pj-roll-plan">
              <input
                className="pj-input"
                inputMode="decimal"
                tabIndex={tab ? 0 : -1}
                value={plan}
                aria-label={say('roll.plan.of', { name: line.name, unit: unitWord(unit) })}
                aria-invalid={bad}
                onChange={(event) => setPlan(event.target.value)}
                onBlur={() =>
                  !bad && yuan !== undefined && yuan !== line.annualPlanYuan && onChange([line.projectId], () => ({ annualPlanYuan: yuan }))
                }
              />
              <span className="sz-label">{unitWord(unit)}</span>
            </span>
            {bad && <div className="pj-error">{say(yuan === undefined ? 'roll.plan.bad' : 'roll.plan.over')}</div>}
          </>
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
});

function Confirm({ roll, lines, onClose }: { roll: Roll; lines: readonly Line[]; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const money = useMoneyText();
  const { data } = useRead(readRoll, { region: roll.region as never, fromYear: roll.fromYear }, { staleTime: 60_000 });
  const confirm = useWrite(confirmRoll, {
    quiet: true,
    done: { zh: `${roll.toYear}年名单已生成`, en: `The list of ${roll.toYear} stands` },
    onDone: onClose,
  });
  const of = (decision: Decision): readonly Line[] => lines.filter((line) => line.decision === decision);
  const open = lines.filter((line) => line.decision === null);
  const plan = (some: readonly Line[]): number => some.reduce((sum, line) => sum + (line.annualPlanYuan ?? 0), 0);
  const unplanned = lines.filter((line) => (line.decision === 'continue' || line.decision === 'new') && line.annualPlanYuan === null);
  const next = [...of('continue'), ...of('new')];
  return (
    <Drawer
      title={say('roll.confirm.title', { to: roll.toYear })}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-grow" />
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button
            type="primary"
            disabled={open.length > 0}
            loading={confirm.isPending}
            onClick={() =>
              confirm.mutate({ region: roll.region as never, id: roll.id as never, version: data?.roll?.version ?? roll.version })
            }
          >
            {say('roll.confirm')}
          </Button>
        </div>
      }
    >
      {confirm.error && <ErrorNote error={confirm.error} />}
      <p className="pj-trace-now">
        {say('roll.confirm.next', { to: roll.toYear, count: countText(next.length), plan: money(plan(next)) })}
      </p>
      <table className="pj-table">
        <tbody>
          {decisions.map((one) => (
            <tr key={one.decision}>
              <th scope="row">{word('roll', one.decision)}</th>
              <td className="sz-numbers">{countText(of(one.decision).length)}</td>
              <td className="sz-numbers">{one.decision === 'continue' || one.decision === 'new' ? money(plan(of(one.decision))) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="pj-notes">
        {open.length > 0 && <li className="pj-error">{say('roll.confirm.open', { count: open.length })}</li>}
        {unplanned.length > 0 && <li>{say('roll.confirm.unplanned', { count: unplanned.length })}</li>}
        <li>{say('roll.confirm.keeps', { from: roll.fromYear })}</li>
      </ul>
    </Drawer>
  );
}

function Drop({ roll, onClose }: { roll: Roll; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const drop = useWrite(dropRoll, { quiet: true, done: { zh: '已放弃这次滚动', en: 'The roll is dropped' }, onDone: onClose });
  return (
    <Drawer
      title={say('roll.drop.title')}
      width={420}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-grow" />
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button danger loading={drop.isPending} onClick={() => drop.mutate({ region: roll.region as never, id: roll.id as never })}>
            {say('roll.drop')}
          </Button>
        </div>
      }
    >
      {drop.error && <ErrorNote error={drop.error} />}
      <p>{say('roll.drop.text', { to: roll.toYear })}</p>
    </Drawer>
  );
}
