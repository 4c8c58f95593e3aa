// One proposal: what would change, why, the evidence, who asks; and, for whoever may, its decision. Nobody decides what they proposed: the
// server refuses it, and the card does not offer it.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { instantText } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { useMay, useSession } from '../../../ui/session.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { approveMove, decideProposal, type proposals, withdrawProposal } from '../words.ts';
import { useMoneyText } from './money.tsx';
import { useTerm } from './term.ts';
import { useFormWords } from './words.ts';
import './form.css';

export type ProposalOne = ReplyOf<typeof proposals>['proposals'][number];

/** What `value` and `old` are of, by kind of proposal. */
const subjects: Record<string, string> = {
  rename: 'name',
  'correct-code': 'code',
  shrink: 'total',
  merge: 'total',
  split: 'total',
  leave: 'total',
};

/** The facts of a proposal as names and values: what it is, what it becomes, and whom it concerns. */
function useFactTexts(): (proposal: ProposalOne) => { name: string; value: string }[] {
  const say = useFormWords();
  const word = useTerm();
  const money = useMoneyText();
  const { person } = useSession();
  return ({ kind, facts }) => {
    const field = subjects[kind] ?? '';
    const shown = (value: string | number | null): string =>
      value === null ? '—' : field === 'total' ? money(Number(value)) : String(value);
    const found: { name: string; value: string }[] = [];
    if (facts.old !== undefined) found.push({ name: say('fact.was', { field: word('field', field) }), value: shown(facts.old) });
    if (facts.value !== undefined) found.push({ name: say('fact.now', { field: word('field', field) }), value: shown(facts.value) });
    if (facts.total !== undefined) found.push({ name: word('field', 'total'), value: shown(facts.total) });
    if (facts.names) found.push({ name: say('fact.with'), value: String(facts.names) });
    if (facts.to)
      found.push({ name: say('fact.to'), value: person.regions.find((one) => one.code === facts.to)?.name ?? String(facts.to) });
    if (facts.parts)
      found.push({
        name: say('fact.parts'),
        value: String(facts.parts)
          .split(';')
          .map((part) => {
            const [name, yuan] = part.split(':');
            return `${name} ${money(Number(yuan))}`;
          })
          .join('；'),
      });
    return found;
  };
}

export function ProposalCard({ proposal, inProject = false }: { proposal: ProposalOne; inProject?: boolean }): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const { person } = useSession();
  const factTexts = useFactTexts();
  const mayApprove = useMay('project.approve');
  const mayPropose = useMay('project.propose');
  const id = useId();
  const [note, setNote] = useState('');
  const [wanting, setWanting] = useState(false);
  const decide = useWrite(decideProposal, {
    done: (reply) =>
      reply.decision === 'approved' ? { zh: '已核准，变更生效', en: 'Approved; the change is in force' } : { zh: '已退回', en: 'Declined' },
  });
  const approve = useWrite(approveMove, { done: { zh: '已核准，项目已移交', en: 'Approved; the project has moved' } });
  const withdraw = useWrite(withdrawProposal, { done: { zh: '已撤回', en: 'Withdrawn' } });
  const own = proposal.proposedBy === person.name;
  const open = proposal.decision === null;
  const at = { region: proposal.region as never, id: proposal.id as never };
  const send = (decision: 'approved' | 'declined'): void => {
    if (decision === 'declined' && note.trim() === '') {
      setWanting(true);
      return;
    }
    // A move concerns two counties, so it is approved over everything the approver reaches.
    if (decision === 'approved' && proposal.kind === 'move')
      approve.mutate({ from: proposal.region as never, id: at.id, note: note.trim() });
    else decide.mutate({ ...at, decision, note: note.trim() });
  };
  const facts = factTexts(proposal);
  return (
    <article className={`pj-proposal${open ? ' pj-proposal-open' : ''}`}>
      <header>
        <b className="pj-proposal-kind">{word('proposal', proposal.kind)}</b>
        {!inProject && <Go to={`/projects/${proposal.region}/${proposal.projectId}`}>{proposal.projectName}</Go>}
        <span className={`pj-flag${open ? '' : ' pj-flag-side'}`}>{word('decision', proposal.decision ?? 'open')}</span>
      </header>
      {facts.length > 0 && (
        <dl className="pj-proposal-facts">
          {facts.map((one) => (
            <div key={one.name}>
              <dt>{one.name}</dt>
              <dd>{one.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="pj-proposal-reason">{proposal.reason}</p>
      <p className="sz-label">
        {say('proposal.by', { by: proposal.proposedBy, at: instantText(proposal.proposedAt) })}
        {proposal.evidence && ` · ${say('proposal.evidence', { name: proposal.evidence })}`}
        {proposal.importId && (
          <>
            {' · '}
            <Go to={`/imports/${proposal.region}/${proposal.importId}`}>{say('proposal.import')}</Go>
          </>
        )}
      </p>
      {!open && (
        <p className="sz-label">
          {word('decision', proposal.decision)} · {proposal.decidedBy} · {instantText(proposal.decidedAt)}
          {proposal.decisionNote && ` · ${proposal.decisionNote}`}
        </p>
      )}
      {open && mayApprove && !own && (
        <div className="pj-decide sz-screen-only">
          <label htmlFor={id}>{say('proposal.note')}</label>
          <input
            id={id}
            className="pj-input"
            value={note}
            maxLength={500}
            aria-invalid={wanting && note.trim() === ''}
            aria-describedby={`${id}-help`}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" loading={decide.isPending} onClick={() => send('approved')}>
            {say('approve')}
          </Button>
          <Button disabled={decide.isPending} onClick={() => send('declined')}>
            {say('decline')}
          </Button>
          <span id={`${id}-help`} className="pj-error">
            {wanting && note.trim() === '' && say('proposal.note.needed')}
          </span>
        </div>
      )}
      {open && own && mayPropose && (
        <div className="pj-decide sz-screen-only">
          <span className="sz-label sz-grow">{say('proposal.own')}</span>
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(at)}>
            {say('withdraw')}
          </Button>
        </div>
      )}
    </article>
  );
}
