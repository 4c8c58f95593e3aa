// After the confirmation: what was written, what waits for an approver, what had changed meanwhile, where to go, and how to take it all back.
import { Button } from 'antd';
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { countText, instantText, usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useSpeech } from '../../../ui/kit/Spoken.tsx';
import { useMay } from '../../../ui/session.ts';
import { type ImportReply, undoImport } from '../words.ts';
import { useWords } from './words.ts';

export function After({
  of,
  to,
  fresh,
}: {
  of: ImportReply;
  to: string /** it was confirmed or undone on this page just now */;
  fresh: boolean;
}): ReactElement {
  const say = useWords();
  const go = useGo();
  const head = useRef<HTMLHeadingElement>(null);
  const { applied, status } = of;
  const mayUndo = useMay('import.undo');
  // Whoever just confirmed hears and sees the outcome first.
  useEffect(() => {
    if (fresh) head.current?.focus();
  }, [fresh]);
  return (
    <section className="im-after" aria-label={say(`status.${status}`)}>
      <h2 tabIndex={-1} ref={head}>
        {status === 'confirmed' && applied
          ? say('after.title', { created: countText(applied.created), changed: countText(applied.changed) })
          : status === 'undone'
            ? say('after.undone', { by: of.undoneBy ?? '', at: instantText(of.undoneAt) })
            : say('after.dropped')}
      </h2>
      {status === 'confirmed' && (
        <>
          <p className="sz-quiet">
            {say('after.by', { by: of.confirmedBy ?? '', at: instantText(of.confirmedAt) })}
            {applied && applied.held > 0 && (
              <>
                {' '}
                {say('after.held', { count: applied.held })} <Go to="/proposals">{say('after.held.go')}</Go>
              </>
            )}
          </p>
          <div className="im-after-go sz-screen-only">
            <Button type="primary" onClick={() => go('/', { region: of.region, year: String(of.year) })}>
              {say('after.dashboard')}
            </Button>
            <Button onClick={() => go('/projects', { region: of.region, year: String(of.year), pool: 'all', importId: of.id })}>
              {say('after.library')}
            </Button>
            <Button onClick={() => go('/imports')}>{say('after.another')}</Button>
          </div>
        </>
      )}
      {applied && applied.moved.length > 0 && (
        <Section title={say('moved', { count: applied.moved.length })} note={say('moved.note')}>
          <ul className="im-moved">
            {applied.moved.map((one) => (
              <li key={`${one.sheet}-${one.row}`}>
                <Go to={`${to}?step=result&sheet=${one.sheet}&row=${one.row}`}>{say('row.n', { row: one.row })}</Go> {outcome(one.was, say)}{' '}
                → <b>{outcome(one.is, say)}</b>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {status === 'confirmed' && mayUndo && <Undo of={of} />}
    </section>
  );
}

const outcomes = ['new', 'changed', 'unchanged', 'question', 'refused', 'left-out'] as const;
function outcome(kind: string, say: ReturnType<typeof useWords>): string {
  const known = outcomes.find((one) => one === kind);
  return known ? say(`outcome.${known === 'left-out' ? 'leftOut' : known}`) : kind;
}

function Undo({ of }: { of: ImportReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const speak = useSpeech();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const undo = useWrite(undoImport, { quiet: true, onDone: () => speak(say('said.undone')) });
  const wants = reason.trim().length < 2;
  if (!of.undo.possible)
    return <p className="sz-label im-undo-not">{of.undo.why ? say('undo.why', { why: pick(of.undo.why) }) : say('undo.not')}</p>;
  if (!open)
    return (
      <p className="im-undo-offer sz-screen-only">
        <span className="sz-label">{say('undo.offer')}</span>{' '}
        <button type="button" className="im-link" onClick={() => setOpen(true)}>
          {say('undo.open')}
        </button>
      </p>
    );
  return (
    <form
      className="im-undo sz-screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wants) document.getElementById(id)?.focus();
        else undo.mutate({ region: of.region, id: of.id, reason: reason.trim() });
      }}
    >
      <label htmlFor={id}>{say('undo.reason')}</label>
      <input
        id={id}
        className="sz-input"
        value={reason}
        maxLength={500}
        // biome-ignore lint/a11y/noAutofocus: the person just asked for this form
        autoFocus
        aria-invalid={tried && wants}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className={tried && wants ? 'im-problem' : 'sz-label'}>{say(tried && wants ? 'undo.reason.missing' : 'undo.what')}</p>
      <div className="im-after-go">
        <Button danger htmlType="submit" loading={undo.isPending}>
          {say('undo.do')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
      {undo.error && (
        <p className="im-problem" role="alert">
          {sentenceOf(undo.error)}
        </p>
      )}
    </form>
  );
}
