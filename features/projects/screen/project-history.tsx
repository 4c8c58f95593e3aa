// What happened to a project, newest first: what changed from what to what, who did it, why, and the cell or the evidence behind it.
import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { instantText } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { Change, Project } from '../words.ts';
import { useLineName, useListName } from './list-name.ts';
import { Money } from './money.tsx';
import { useTerm } from './term.ts';
import { useWords } from './words.ts';

const few = 8;

/** Fields whose value is one of a few, and whose words they are. */
const worded = {
  nature: 'nature',
  stage: 'stage',
  sideState: 'sideState',
  pool: 'pool',
  maturity: 'maturity',
  constructionKind: 'constructionKind',
} as const;

/** 阶段：前期手续 → 开工 */
export function ChangeText({ change }: { change: z.infer<typeof Change> }): ReactElement | null {
  const say = useWords();
  const word = useTerm();
  const base = change.field?.split(':')[0] ?? '';
  const list = base === 'list' ? (change.field ?? '').slice(5) : '';
  const listName = useListName(change.region, Number(/\d{4}/.exec(list)?.[0] ?? change.at.slice(0, 4)), list !== '');
  const lineName = useLineName(change.region, base === 'line');
  const written = (text: string): string =>
    base === 'line' ? lineName(text) : base in worded ? word(worded[base as keyof typeof worded], text) : text;
  const value = (text: string | null, yuan: number | null): ReactElement => {
    if (yuan !== null) return <Money yuan={yuan} unit />;
    if (text === null || text === '') return <span className="pj-none">{say('empty.value')}</span>;
    return <>{written(text)}</>;
  };
  if (change.kind === 'enter' && change.oldYuan === null && change.old === null)
    return change.newYuan === null ? null : (
      <span>
        <span className="sz-label">{word('field', 'total')} </span>
        <Money yuan={change.newYuan} unit />
      </span>
    );
  if (!change.field && change.old === null && change.new === null) return null;
  // Being on a list is yes or no; only its state has a text of its own.
  if (list !== '' && (change.old === null || change.new === null))
    return (
      <span className="pj-change">
        {say(change.new === null ? 'list.off' : 'list.on', { list: listName(list) })}
        {[change.old, change.new].find((text) => text !== null && text !== '是') ?? ''}
      </span>
    );
  return (
    <span className="pj-change">
      {change.field && <span className="sz-label">{list !== '' ? listName(list) : word('field', change.field)} </span>}
      <span className="pj-old">{value(change.old, change.oldYuan)}</span>
      <span aria-hidden="true"> → </span>
      <span className="sz-hidden">{say('changed.to')}</span>
      <span>{value(change.new, change.newYuan)}</span>
    </span>
  );
}

export function History({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const [all, setAll] = useState(false);
  const shown = all ? project.changes : project.changes.slice(0, few);
  return (
    <Section title={say('history')} note={say('history.note', { count: project.changes.length })}>
      {project.changes.length === 0 && <p className="sz-label">{say('history.none')}</p>}
      <ol className="pj-history" hidden={shown.length === 0}>
        {shown.map((one) => (
          <li key={one.id}>
            <span className="pj-history-when">{instantText(one.at)}</span>
            <span className="pj-history-kind">{word('change', one.kind)}</span>
            <span className="pj-history-what">
              <ChangeText change={one} />
              <span className="sz-label pj-history-why">
                {one.by}
                {one.approver && one.approver !== one.by && ` · ${say('approved.by', { by: one.approver })}`}
                {one.reason && ` · ${one.reason}`}
                {one.evidence && ` · ${say('evidence.is', { name: one.evidence })}`}
                {one.importId && one.cell && (
                  <>
                    {' · '}
                    <Go to={`/imports/${one.region}/${one.importId}`}>{say('from.cell', { cell: one.cell })}</Go>
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {!all && project.changes.length > few && (
        <button type="button" className="pj-link sz-screen-only" onClick={() => setAll(true)}>
          {say('history.all', { count: project.changes.length })}
        </button>
      )}
    </Section>
  );
}
