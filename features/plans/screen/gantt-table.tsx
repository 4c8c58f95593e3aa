// The Gantt chart as a table: the same rows in the same order, with their days and what they wait for.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Light } from '../../../ui/kit/Light.tsx';
import type { PlanReply } from '../words.ts';
import { useTimeWords } from './words-time.ts';

export function GanttTable({ plan, onOpen }: { plan: PlanReply; onOpen: (code: string) => void }): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const names = new Map(plan.nodes.map((node) => [node.code, pick(node.name)]));
  const start = (node: PlanReply['nodes'][number]): string => node.actualStart ?? node.forecastStart;
  const rows = plan.nodes.toSorted((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a.position - b.position));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
    <section className="pl-scroll" tabIndex={0} aria-label={say('as.table')}>
      <table className="pl-table">
        <thead>
          <tr>
            <th scope="col">{say('col.node')}</th>
            <th scope="col">{say('table.state')}</th>
            <th scope="col">{say('table.duty')}</th>
            <th scope="col">{say('col.days')}</th>
            <th scope="col">{say('table.start')}</th>
            <th scope="col">{say('table.finish')}</th>
            <th scope="col">{say('table.baseline')}</th>
            <th scope="col">{say('table.latest')}</th>
            <th scope="col">{say('col.float')}</th>
            <th scope="col">{say('table.waits')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((node) => (
            <tr key={node.code} className={node.driving && node.actual === null ? 'pl-driving' : undefined}>
              <th scope="row">
                <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(node.code)}>
                  {pick(node.name)}
                </button>
                {node.driving && <span className="pl-mark pl-mark-driving">{say('driving')}</span>}
              </th>
              <td data-label={say('table.state')}>
                <Light state={node.light} word={pick(node.word)} />
              </td>
              <td data-label={say('table.duty')}>{node.duty.organisation || '—'}</td>
              <td data-label={say('col.days')} className="pl-day">
                {node.kind === 'milestone' ? '—' : say(node.unit === 'working' ? 'days.working' : 'days.calendar', { count: node.days })}
              </td>
              <td data-label={say('table.start')} className="pl-day">
                {start(node)}
              </td>
              <td data-label={say('table.finish')} className="pl-day">
                {node.actual ?? node.forecast}
              </td>
              <td data-label={say('table.baseline')} className="pl-day">
                {node.baseline ?? '—'}
              </td>
              <td data-label={say('table.latest')} className="pl-day">
                {node.actual === null ? node.latest : '—'}
              </td>
              <td data-label={say('col.float')} className="pl-float">
                {node.actual === null ? node.floatDays : '—'}
              </td>
              <td data-label={say('table.waits')}>
                {plan.links
                  .filter((link) => link.to === node.code)
                  .map(
                    (link) =>
                      `${names.get(link.from) ?? link.from}${link.type === 'FS' && link.lag === 0 ? '' : ` ${link.type}${link.lag === 0 ? '' : `${link.lag > 0 ? '+' : ''}${link.lag}`}`}`,
                  )
                  .join('、') || '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
