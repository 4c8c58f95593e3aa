// Reviewing the roll: which lines are shown, the keys, and saving what was decided a moment after the last key. What a line looks like is
// in roll-row.tsx.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { call, keyOf, sentenceOf } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { readRoll, reviewRoll } from '../words-roll.ts';
import { Scroll } from './scroll.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';
import './form.css';
import './year-roll.css';
import { unitWord } from '../../../ui/unit.ts';
import { useTypingUnit } from './fields.tsx';
import { type Decision, decisions, type Line, type Patch, type Roll } from './roll.ts';
import { Confirm, Drop } from './roll-end.tsx';
import { RollRow } from './roll-row.tsx';

const perPage = 200;

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

export function Review({ roll }: { roll: Roll }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const typing = useTypingUnit();
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
      event.preventDefault();
      return;
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
        <fieldset className="sz-tabs pj-set" aria-label={say('roll.show')}>
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
        </fieldset>
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
      <Scroll label={say('roll.show')}>
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
                {say('roll.plan.next', { year: roll.toYear })} <span className="sz-grid-unit">{unitWord(typing)}</span>
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
      </Scroll>
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
