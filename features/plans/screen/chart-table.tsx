// The nodes of a chart as a table, for whoever reads rather than looks: what stands on each barb or line, in words. It opens the same nodes.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Light } from '../../../ui/kit/Light.tsx';
import { dayOn, inTime } from '../chart-marks.ts';
import type { PlanNode, PlanReply } from '../words.ts';
import { useWords } from './words.ts';

export type TableBy = 'stream' | 'department' | 'stage';

export function ChartTable({ plan, by, onOpen }: { plan: PlanReply; by: TableBy; onOpen: (code: string) => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const none = say('days.none');
  const group = (node: PlanNode): string =>
    by === 'department' ? node.duty.organisation || none : say(by === 'stream' ? `stream.${node.stream}` : `stage.${node.stage}`);
  return (
    <details className="pl-table-of sz-screen-only">
      <summary>{say('table.show')}</summary>
      <div className="pl-scroll">
        <table className="pl-table">
          <caption className="pl-caption">{say('table.caption', { project: plan.projectName, count: plan.nodes.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('col.node')}</th>
              <th scope="col">{say(`table.${by}`)}</th>
              <th scope="col">{say('col.duty')}</th>
              <th scope="col">{say('col.baseline')}</th>
              <th scope="col">{say('table.day')}</th>
              <th scope="col">{say('col.light')}</th>
            </tr>
          </thead>
          <tbody>
            {inTime(plan.nodes).map((node) => (
              <tr key={node.code}>
                <th scope="row">
                  <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(node.code)}>
                    {pick(node.name)}
                  </button>
                  {node.driving && <span className="pl-mark pl-mark-driving">{say('driving')}</span>}
                </th>
                <td data-label={say(`table.${by}`)}>{group(node)}</td>
                <td data-label={say('col.duty')}>
                  {[node.duty.organisation, node.duty.person || node.duty.post].filter(Boolean).join(' · ') || none}
                </td>
                <td data-label={say('col.baseline')} className="pl-day">
                  {node.baseline ?? none}
                </td>
                <td data-label={say('table.day')} className="pl-day">
                  {dayOn(node)}
                </td>
                <td data-label={say('col.light')}>
                  <Light state={node.light} word={pick(node.word)} />
                  {node.problem && <div className="pl-problem">{node.problem}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
