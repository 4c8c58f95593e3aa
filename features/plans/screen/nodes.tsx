// The nodes as a table, on a phone as cards: whose they are, the three columns of days, baseline, both passes, what happened, float. A row opens its node.
import { type ReactElement, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Light } from '../../../ui/kit/Light.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { PlanNode, PlanReply } from '../words.ts';
import { useWords } from './words.ts';

const shows = {
  all: () => true,
  open: (node: PlanNode) => node.actual === null,
  driving: (node: PlanNode) => node.driving,
  trouble: (node: PlanNode) => node.state === 'late' || node.state === 'blocked',
} as const;
type Show = keyof typeof shows;

export function Nodes({ plan, onOpen }: { plan: PlanReply; onOpen: (code: string) => void }): ReactElement {
  const say = useWords();
  const [show, setShow] = useState<Show>('all');
  const inOrder = plan.nodes.toSorted((a, b) => (a.forecast < b.forecast ? -1 : a.forecast > b.forecast ? 1 : a.position - b.position));
  return (
    <Section title={say('nodes')} note={say('nodes.note')}>
      <div className="sz-tab-row sz-screen-only">
        {(Object.keys(shows) as Show[]).map((one) => (
          <button key={one} type="button" className="sz-tab" aria-pressed={show === one} onClick={() => setShow(one)}>
            {say(`show.${one}`)} {plan.nodes.filter(shows[one]).length}
          </button>
        ))}
      </div>
      <div className="pl-scroll">
        <table className="pl-table pl-nodes">
          <thead>
            <tr>
              <th scope="col">{say('col.node')}</th>
              <th scope="col">{say('col.light')}</th>
              <th scope="col">{say('col.duty')}</th>
              <th scope="col">{say('col.days')}</th>
              <th scope="col">{say('col.baseline')}</th>
              <th scope="col">{say('col.early')}</th>
              <th scope="col">{say('col.late')}</th>
              <th scope="col">{say('col.actual')}</th>
              <th scope="col">{say('col.float')}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder.filter(shows[show]).map((node) => (
              <Row key={node.code} node={node} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const span = (from: string, to: string): string =>
  from === to ? to : `${from} → ${to.slice(0, 4) === from.slice(0, 4) ? to.slice(5) : to}`;

function Row({ node, onOpen }: { node: PlanNode; onOpen: (code: string) => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const none = say('days.none');
  const days = (count: number | null): string => (count === null ? none : String(count));
  return (
    <tr className={node.driving && node.actual === null ? 'pl-driving' : undefined}>
      <th scope="row">
        <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(node.code)}>
          {pick(node.name)}
        </button>
        <span className="sz-label">
          {say(`stream.${node.stream}`)} · {say(`stage.${node.stage}`)}
          {node.driving && <span className="pl-mark pl-mark-driving">{say('driving')}</span>}
          {node.holdPoint && <span className="pl-mark">{say('hold')}</span>}
          {node.promise && <span className="pl-mark">{say('promise.mark')}</span>}
        </span>
      </th>
      <td data-label={say('col.light')}>
        <Light state={node.light} word={pick(node.word)} />
        {node.problem && <div className="pl-problem">{node.problem}</div>}
      </td>
      <td data-label={say('col.duty')}>{node.duty.organisation || none}</td>
      <td data-label={say('col.days')} className="pl-three">
        <span>
          {days(node.statutoryDays)} / {days(node.committedDays ?? (node.kind === 'milestone' ? null : node.days))} /{' '}
          {days(node.actualDays)}
          {node.kind !== 'milestone' && (
            <span className="sz-label"> {say(node.unit === 'working' ? 'unit.short.working' : 'unit.short.calendar')}</span>
          )}
        </span>
      </td>
      <td data-label={say('col.baseline')} className="pl-day">
        {node.baseline ?? none}
      </td>
      <td data-label={say('col.early')} className="pl-day">
        {node.actual === null ? span(node.forecastStart, node.forecast) : none}
      </td>
      <td data-label={say('col.late')} className="pl-day">
        {node.actual === null ? span(node.latestStart, node.latest) : none}
      </td>
      <td data-label={say('col.actual')} className="pl-day">
        {node.actual ?? none}
      </td>
      <td data-label={say('col.float')} className="pl-float">
        {node.actual === null ? say('float.days', { count: node.floatDays }) : none}
      </td>
    </tr>
  );
}
