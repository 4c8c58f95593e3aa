// The Gantt tab: scale and grouping kept in the address, the legend, what a change of a length needs, undo and redo, the same as a table. A change is
// made by the call that every form uses; a refused one leaves the bar where it was and says why.
import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { notify } from '../../../ui/notice.ts';
import { daysTo, endOf, endsOf, type Grouping, ganttModel, ganttPages, ganttWords, groupings } from '../chart-gantt.ts';
import { onSheets, paperRoom } from '../chart-paper.ts';
import { left, serial, type Zoom } from '../chart-scale.ts';
import { editNode, type PlanNode, type PlanReply } from '../words.ts';
import { planGround } from '../words-ground.ts';
import { ChartExport } from './chart-export.tsx';
import type { ChartProps } from './charts.tsx';
import { ChangeDays } from './gantt-change.tsx';
import { GanttGrid } from './gantt-grid.tsx';
import { GanttLegend } from './gantt-legend.tsx';
import { GanttTable } from './gantt-table.tsx';
import { useTimeWords } from './words-time.ts';

const scales: readonly Zoom[] = ['month', 'week', 'day'];
type Set = { days: number } | { daysLeft: number };
type Step = { code: string; from: Set; to: Set; reason: string };
type Asking = { code: string; days: number };

/** What of a node a dragged end changes: how long it takes, or how long it still needs. */
const lengthOf = (node: PlanNode): number => (node.daysLeft !== null ? node.daysLeft : node.days);
const setOf = (node: PlanNode, days: number): Set => (node.daysLeft !== null ? { daysLeft: days } : { days });
const numberIn = (set: Set): number => ('days' in set ? set.days : set.daysLeft);

export default function Gantt({ plan, mayEdit, onOpen }: ChartProps): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const language = useLanguage();
  const words = useMemo(() => ganttWords(language), [language]);
  const [search, change] = useSearch();
  const { data: ground, error, refetch } = useRead(planGround, { region: plan.region as never, project: plan.projectId as never });
  const span = serial(plan.promised) - serial(plan.from);
  const zoom = scales.find((one) => one === firstOf(search, 'zoom')) ?? (span > 300 ? 'month' : 'week');
  const grouping = groupings.find((one) => one === firstOf(search, 'group')) ?? 'none';
  const asTable = firstOf(search, 'as') === 'table';
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<number>();
  const [asking, setAsking] = useState<Asking>();
  const [refused, setRefused] = useState<unknown>();
  const undone = useRef<Step[]>([]);
  const done = useRef<Step[]>([]);
  const [, turn] = useState(0);
  const write = useWrite(editNode, { quiet: true });
  const model = useMemo(
    () => ground && ganttModel(plan, ground, { zoom, grouping, language, words, folded }),
    [plan, ground, zoom, grouping, language, words, folded],
  );
  const held = plan.baselines.some((one) => one.current);
  const nodeOf = (code: string): PlanNode | undefined => plan.nodes.find((one) => one.code === code);
  const amount = useCallback(
    (node: PlanNode, days: number): string => say(node.unit === 'working' ? 'days.working' : 'days.calendar', { count: days }),
    [say],
  );
  const mayMove = useCallback(
    (node: PlanNode): boolean => mayEdit && plan.version > 0 && node.actual === null && node.kind !== 'milestone',
    [mayEdit, plan.version],
  );
  const focusGrid = (): void => document.querySelector<HTMLElement>('.pl-gantt')?.focus({ preventScroll: true });

  const send = async (step: Step, set: Set, reason: string): Promise<PlanReply | undefined> => {
    setRefused(undefined);
    try {
      return await write.mutateAsync({
        region: plan.region as never,
        project: plan.projectId as never,
        code: step.code,
        version: plan.version,
        set,
        reason,
      });
    } catch (problem) {
      setRefused(problem);
      return undefined;
    }
  };
  const save = async (node: PlanNode, days: number, reason: string): Promise<void> => {
    const step: Step = { code: node.code, from: setOf(node, lengthOf(node)), to: setOf(node, days), reason };
    if (days === lengthOf(node)) {
      setAsking(undefined);
      return;
    }
    const after = await send(step, step.to, reason);
    if (!after) {
      setAsking({ code: node.code, days });
      return;
    }
    done.current.push(step);
    undone.current = [];
    setAsking(undefined);
    focusGrid();
    notify('done', say('change.done', { node: pick(node.name), days: amount(node, days), day: after.forecast }));
  };
  const again = async (way: 'undo' | 'redo'): Promise<void> => {
    const [taken, given] = way === 'undo' ? [done.current, undone.current] : [undone.current, done.current];
    const step = taken.at(-1);
    const node = step && nodeOf(step.code);
    if (!step || !node || write.isPending) {
      if (!step) notify('done', say('change.nothing'));
      return;
    }
    const set = way === 'undo' ? step.from : step.to;
    const reason = way === 'undo' ? say('change.reason.undo', { reason: step.reason }).slice(0, 500) : step.reason;
    if (!(await send(step, set, reason))) return;
    taken.pop();
    given.push(step);
    turn((one) => one + 1);
    notify('done', say(way === 'undo' ? 'change.undone' : 'change.redone', { node: pick(node.name), days: amount(node, numberIn(set)) }));
  };

  if (error && !ground) return <ErrorNote error={error} onRetry={refetch} />;
  if (!ground || !model) return <div className="pl-g-wait" aria-busy="true" />;
  const node = asking && nodeOf(asking.code);
  const row = asking ? model.rowOf.get(asking.code) : undefined;
  const line = row === undefined ? undefined : model.rows[row];
  const ghost =
    node && line?.is === 'node' && refused === undefined
      ? {
          row: row!,
          x0: endsOf(model, line).x0,
          x1: left(model.scale, serial(endOf(ground, node, asking.days, plan.asOf)) + 1),
          text: amount(node, asking.days),
        }
      : undefined;
  // One begins where work is still to be done.
  const begin = Math.max(
    0,
    model.rows.findIndex((one) => one.is === 'node' && one.node.actual === null),
  );
  const zoomBy = (by: 1 | -1): void => {
    const next = scales[scales.indexOf(zoom) + by];
    if (next) change({ zoom: next });
  };
  return (
    <section className="pl-g-all" aria-label={say('gantt.label', { count: plan.nodes.length })}>
      <div className="pl-g-tools sz-screen-only">
        <fieldset className="pl-g-set">
          <legend className="sz-hidden">{say('zoom')}</legend>
          {scales.map((one) => (
            <button key={one} type="button" className="pl-g-choice" aria-pressed={zoom === one} onClick={() => change({ zoom: one })}>
              {say(`zoom.${one}`)}
            </button>
          ))}
        </fieldset>
        <label className="pl-g-pick">
          <span className="sz-hidden">{say('group')}</span>
          <select
            className="sz-select"
            value={grouping}
            onChange={(event) => change({ group: event.target.value === 'none' ? undefined : (event.target.value as Grouping) })}
          >
            {groupings.map((one) => (
              <option key={one} value={one}>
                {say(`group.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {mayEdit && (
          <>
            <button type="button" className="sz-tool" disabled={done.current.length === 0} onClick={() => void again('undo')}>
              {say('undo')}
            </button>
            <button type="button" className="sz-tool" disabled={undone.current.length === 0} onClick={() => void again('redo')}>
              {say('redo')}
            </button>
          </>
        )}
        <button type="button" className="sz-tool" aria-pressed={asTable} onClick={() => change({ as: asTable ? undefined : 'table' })}>
          {say(asTable ? 'as.chart' : 'as.table')}
        </button>
        <ChartExport
          plan={plan}
          chart="gantt"
          by="stage"
          sheetsOf={(title) =>
            onSheets(ganttPages(plan, ground, { grouping, language, words }, paperRoom('A3')), title, { language, paper: 'A3' })
          }
        />
        <GanttLegend />
      </div>
      {node && asking && (
        <ChangeDays
          key={node.code}
          node={node}
          days={asking.days}
          held={held}
          busy={write.isPending}
          refused={refused}
          onDays={(days) => {
            setRefused(undefined);
            setAsking({ code: node.code, days });
          }}
          onSave={(reason) => void save(node, asking.days, reason)}
          onCancel={() => {
            setAsking(undefined);
            setRefused(undefined);
            focusGrid();
          }}
        />
      )}
      {!node && refused !== undefined && <ErrorNote error={refused} />}
      {asTable ? (
        <GanttTable plan={plan} onOpen={onOpen} />
      ) : (
        <GanttGrid
          model={model}
          label={say('gantt.label', { count: plan.nodes.length })}
          active={Math.min(active ?? begin, model.rows.length - 1)}
          onActive={setActive}
          onOpen={onOpen}
          onFold={(key) =>
            setFolded((before) => {
              const next = new Set(before);
              if (!next.delete(key)) next.add(key);
              return next;
            })
          }
          onZoom={zoomBy}
          mayMove={mayMove}
          onNudge={(one, by) => {
            setRefused(undefined);
            setAsking({ code: one.code, days: Math.max(0, lengthOf(one) + by) });
          }}
          onDragText={(one, end) => say('drag.text', { day: end, days: amount(one, daysTo(ground, one, end, plan.asOf)) })}
          onDrop={(one, end) => {
            const days = daysTo(ground, one, end, plan.asOf);
            setRefused(undefined);
            if (held) setAsking({ code: one.code, days });
            else void save(one, days, '');
          }}
          onUndo={() => void again('undo')}
          onRedo={() => void again('redo')}
          ghost={ghost}
        />
      )}
    </section>
  );
}
