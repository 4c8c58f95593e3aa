// The plan by department: one line each on a desk, cards on a phone, and the same as a table. Where everything lies is decided by the chart.
import { type ReactElement, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { DrawingView } from '../../../ui/kit/DrawingView.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { type Department, departmentsChart, departmentsOf } from '../chart-departments.ts';
import { dueOf } from '../rules-due.ts';
import type { PlanReply } from '../words.ts';
import { ChartExport } from './chart-export.tsx';
import type { ChartProps } from './charts.tsx';
import { useTimeWords } from './words-time.ts';
import './gantt.css';

export default function Departments({ plan, chosen, onOpen }: ChartProps): ReactElement {
  const say = useTimeWords();
  const language = useLanguage();
  const phone = usePhone();
  const [search, change] = useSearch();
  const asTable = firstOf(search, 'as') === 'table';
  const place = useRef<HTMLElement>(null);
  const [wide, setWide] = useState(1160);
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return undefined;
    const watch = new ResizeObserver(() => setWide(Math.max(900, Math.floor(box.clientWidth))));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  const drawing = useMemo(() => departmentsChart(plan, { language, wide }), [plan, language, wide]);
  return (
    <section className="pl-g-all" aria-label={say('departments')}>
      <div className="pl-g-tools sz-screen-only">
        {!phone && (
          <button type="button" className="sz-tool" aria-pressed={asTable} onClick={() => change({ as: asTable ? undefined : 'table' })}>
            {say(asTable ? 'as.chart' : 'as.table')}
          </button>
        )}
        <span className="sz-label">{say('departments.note')}</span>
        <ChartExport plan={plan} chart="departments" by="department" />
      </div>
      {phone || asTable ? (
        <DepartmentTable plan={plan} onOpen={onOpen} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
        <section ref={place} className="pl-d-chart" tabIndex={0} aria-label={say('departments')}>
          <DrawingView drawing={drawing} chosen={chosen} onOpen={onOpen} />
        </section>
      )}
    </section>
  );
}

function DepartmentTable({ plan, onOpen }: { plan: PlanReply; onOpen: (code: string) => void }): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const state = (lane: Department): ReactElement =>
    lane.overdue + lane.blocked > 0 ? (
      <Light state="late" word={say('departments.trouble', { overdue: lane.overdue, blocked: lane.blocked })} />
    ) : (
      <Light state="normal" />
    );
  return (
    <table className="pl-table">
      <thead>
        <tr>
          <th scope="col">{say('table.duty')}</th>
          <th scope="col">{say('table.state')}</th>
          <th scope="col">{say('departments.done')}</th>
          <th scope="col">{say('departments.next')}</th>
          <th scope="col">{say('departments.open')}</th>
        </tr>
      </thead>
      <tbody>
        {departmentsOf(plan).map((lane) => (
          <tr key={lane.name}>
            <th scope="row">{lane.name || say('nobody')}</th>
            <td data-label={say('table.state')}>{state(lane)}</td>
            <td data-label={say('departments.done')}>
              {say('group.done', { done: lane.done.length, all: lane.done.length + lane.open.length })}
            </td>
            <td data-label={say('departments.next')}>{lane.next ? `${lane.next.day} ${pick(lane.next.node.name)}` : '—'}</td>
            <td data-label={say('departments.open')}>
              <ul className="pl-d-list">
                {lane.open.map((node) => (
                  <li key={node.code}>
                    <Light state={node.light} word={dueOf(node, plan.promised)} />{' '}
                    <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(node.code)}>
                      {pick(node.name)}
                    </button>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
