// One finding unfolded: its arithmetic, every repair with what it would imply, what would settle it, and the three things a person can say.
// Nothing here edits the text: an accepted repair is noted beside it.
import { Button } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Figure } from '../../../ui/kit/Figure.tsx';
import { useSpeech } from '../../../ui/kit/Spoken.tsx';
import { useSession } from '../../../ui/session.ts';
import type { AnswerReply, Place, RegisterLine, RepairReply } from '../words.ts';
import type { Answering } from './answering.ts';
import { useDraft } from './draft.ts';
import { Signed } from './marks.tsx';
import { failingOf, type Numbered, type Proof, repairsOf, sameRepair, shortName } from './model.ts';
import { useWords } from './words.ts';
import { exactOf, writtenOf } from './work.ts';
import { Worked } from './worked.tsx';
import './detail.css';

const mostPlaces = 30;
/** As many as have a key of their own. */
const mostRepairs = 9;

/** What the register of a year says of the statements it knows. */
export type RegisterHere = { year: number; lines: ReadonlyMap<string, RegisterLine> };

/** Keys pressed anywhere on the page reach the unfolded finding under these names. */
export const detailKeys = new EventTarget();

export function Detail({
  finding,
  proof,
  answer,
  register,
  answering,
  quote,
  language,
  onShow,
  onPlace,
  onStep,
}: {
  finding: Numbered;
  proof: Proof;
  answer: AnswerReply | undefined;
  register: RegisterHere | undefined;
  answering: Answering;
  /** the words at a place, with a few before them */
  quote: (place: Place) => { before: string; at: string };
  /** of the text */
  language: string;
  onShow: (statement: string) => void;
  onPlace: (place: Place) => void;
  onStep: (by: number) => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const speak = useSpeech();
  const [writing, setWriting] = useState<'queried' | 'stands' | undefined>();
  const [every, setEvery] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const [first, ...others] = failingOf(proof, finding);
  const holding = finding.relations.flatMap((id) => {
    const relation = proof.relationOf.get(id);
    return relation?.holds ? [relation] : [];
  });
  const repairs = repairsOf(proof, finding);
  const busy = answering.busy !== undefined;
  const nameOf = (id: string): string => {
    const statement = proof.statements[proof.indexOf.get(id) ?? -1];
    return statement ? shortName(statement) : '';
  };
  const unitOf = (id: string): string => proof.statements[proof.indexOf.get(id) ?? -1]?.unit ?? '';

  // The figures of the register for what is at stake, and the repairs that it bears out.
  const known = (first?.terms ?? []).flatMap((term) => {
    const line = register?.lines.get(term.statement);
    return line && line.of.value !== null ? [line] : [];
  });
  const borneOut = (repair: RepairReply): boolean =>
    repair.changes.every((change) => {
      const said = exactOf(register?.lines.get(change.term)?.computed ?? '');
      const to = exactOf(change.to.replace(/[^\d.,+-]+$/, ''));
      return said !== undefined && to !== undefined && writtenOf(said) === writtenOf(to);
    });

  const { key } = finding;
  const { answer: send, may } = answering;
  const said = useCallback(
    async (words: Parameters<Answering['answer']>[1], sentence: string) => {
      if (!(await send(key, words))) return;
      setWriting(undefined);
      speak(sentence);
      box.current?.closest('li')?.querySelector<HTMLElement>('.pf-finding-head')?.focus({ preventScroll: true });
    },
    [send, key, speak],
  );
  const accept = (index: number): void => {
    const offered = repairs[index];
    if (offered)
      void said(
        { kind: 'accepted', repair: { relation: offered.relation, index: offered.index } },
        say('said.accepted', { number: index + 1 }),
      );
  };
  const back = (): void => void said({ kind: null }, say('said.back'));

  useEffect(() => {
    const press = (event: Event): void => {
      const pressed = (event as CustomEvent<string>).detail;
      if (pressed === 'Enter') box.current?.querySelector<HTMLElement>('button, textarea')?.focus();
      if (!may || busy) return;
      if (/^[1-9]$/.test(pressed)) accept(Number(pressed) - 1);
      else if (pressed === 'q') setWriting('queried');
      else if (pressed === 's') setWriting('stands');
      else if (pressed === 'u' && answer) back();
    };
    detailKeys.addEventListener('key', press);
    return () => detailKeys.removeEventListener('key', press);
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the Esc of what is inside
    <div
      className="pf-detail"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        box.current?.closest('li')?.querySelector<HTMLElement>('.pf-finding-head')?.focus();
      }}
    >
      {first && <Worked relation={first} proof={proof} onShow={onShow} />}
      {!first && finding.places.length > 1 && (
        <section aria-label={say('places', { count: finding.places.length })}>
          <h3>{say('places', { count: finding.places.length })}</h3>
          <ol className="pf-places" lang={language}>
            {finding.places.slice(0, mostPlaces).map((place, index) => {
              const { before, at } = quote(place);
              return (
                <li key={index}>
                  <button type="button" className="pf-place" onClick={() => onPlace(place)}>
                    <span className="sz-quiet">{before}</span>
                    <b>{at}</b>
                  </button>
                </li>
              );
            })}
          </ol>
        </section>
      )}
      {others.length > 0 && (
        <details className="pf-more">
          <summary>{say('detail.also', { count: others.length })}</summary>
          {others.map((one) => (
            <Worked key={one.id} relation={one} proof={proof} onShow={onShow} />
          ))}
        </details>
      )}
      {repairs.length > 0 && (
        <section aria-label={say('repairs')}>
          <h3>
            {say('repairs')}{' '}
            <span className="sz-label">{repairs.length === 1 ? say('repairs.one') : say('repairs.many', { count: repairs.length })}</span>
          </h3>
          <ol className="pf-repairs">
            {(every ? repairs : repairs.slice(0, mostRepairs)).map(({ repair }, index) => {
              const taken = answer?.kind === 'accepted' && sameRepair(answer.repair, repair);
              return (
                <li key={index} className={taken ? 'pf-repair pf-repair-taken' : 'pf-repair'}>
                  <span className="pf-repair-key">{index + 1}</span>
                  <div>
                    {repair.changes.map((change) => (
                      <p key={change.term} className="pf-change">
                        <button type="button" className="pf-link" onClick={() => onShow(change.term)}>
                          {nameOf(change.term)}
                        </button>{' '}
                        <s>{change.from}</s> <span aria-hidden="true">→</span> <span className="sz-hidden">{say('repairs.to')}</span>{' '}
                        <b>{change.to}</b> {/\p{L}|%/u.test(change.to) ? '' : unitOf(change.term)}
                      </p>
                    ))}
                    {pick(repair.consequence) && <p className="pf-consequence">{pick(repair.consequence)}</p>}
                    {borneOut(repair) && <p className="pf-borne">✓ {say('repairs.register', { year: register!.year })}</p>}
                  </div>
                  {taken ? (
                    <span className="pf-taken">✓ {say('answered.accepted')}</span>
                  ) : (
                    may && (
                      <Button
                        size="small"
                        disabled={busy}
                        onClick={() => accept(index)}
                        aria-label={say('accept.number', { number: index + 1 })}
                      >
                        {say('accept')}
                      </Button>
                    )
                  )}
                </li>
              );
            })}
          </ol>
          {!every && repairs.length > mostRepairs && (
            <button type="button" className="pf-link" onClick={() => setEvery(true)}>
              {say('repairs.more', { count: repairs.length - mostRepairs })}
            </button>
          )}
        </section>
      )}
      {pick(finding.evidence) && (
        <p className="pf-evidence">
          <b>{say('evidence')}</b> {pick(finding.evidence)}
        </p>
      )}
      {known.length > 0 && (
        <div className="pf-evidence">
          <b>{say('evidence.register', { year: register!.year })}</b>
          <ul className="pf-known">
            {known.map((line) => (
              <li key={line.statement}>
                <span>{nameOf(line.statement)}</span>
                <span>
                  <Figure figure={line.of} label={pick(line.words)} size="line" /> {line.agrees ? '✓' : <b>≠ {line.declared}</b>}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {holding.length > 0 && !first && (
        <details className="pf-more">
          <summary>{say('detail.holding', { count: holding.length })}</summary>
          {holding.map((one) => (
            <Worked key={one.id} relation={one} proof={proof} onShow={onShow} />
          ))}
        </details>
      )}
      {answer && (
        <div className={`pf-answer pf-answer-${answer.kind}`}>
          <p>
            <b>{say(`answered.${answer.kind}`)}</b> <Signed answer={answer} />
          </p>
          {answer.repair && (
            <p>
              {answer.repair.changes.map((one) => (
                <span key={one.term} className="pf-change">
                  {nameOf(one.term)} <s>{one.from}</s> → <b>{one.to}</b>{' '}
                </span>
              ))}
            </p>
          )}
          {answer.note !== '' && <p className="pf-answer-note">{answer.note}</p>}
          <p className="sz-label">{say(`answered.${answer.kind}.means`)}</p>
        </div>
      )}
      {writing === undefined && (
        <div className="pf-says">
          {may && (
            <>
              <Button disabled={busy} onClick={() => setWriting('queried')}>
                {say(answer?.kind === 'queried' ? 'query.again' : 'query')}
              </Button>
              <Button disabled={busy} onClick={() => setWriting('stands')}>
                {say('stands')}
              </Button>
              {answer && (
                <Button type="link" disabled={busy} onClick={back}>
                  {say('back')}
                </Button>
              )}
            </>
          )}
          <Button type="link" className="pf-next" onClick={() => onStep(1)}>
            {say('next')}
          </Button>
        </div>
      )}
      {writing && (
        <Note
          key={writing}
          name={`${answering.name}.${key}.${writing}`}
          kind={writing}
          start={
            answer?.kind === writing
              ? answer.note
              : writing === 'queried'
                ? say('query.prefill', { sentence: pick(finding.sentence), evidence: pick(finding.evidence) }).slice(0, 1000)
                : ''
          }
          busy={busy}
          onCancel={() => setWriting(undefined)}
          onSend={(note) => void said({ kind: writing, note }, say(`said.${writing}`))}
        />
      )}
      {answering.problem?.key === key && <ErrorNote error={answering.problem.error} />}
    </div>
  );
}

/** A note to the author, or the reason why it stands. What is typed stays until it is sent. */
function Note({
  name,
  kind,
  start,
  busy,
  onCancel,
  onSend,
}: {
  name: string;
  kind: 'queried' | 'stands';
  start: string;
  busy: boolean;
  onCancel: () => void;
  onSend: (note: string) => void;
}): ReactElement {
  const say = useWords();
  const { person } = useSession();
  const [text, type, sent] = useDraft(`proofreading.note.${person.id}.${name}`, start);
  const [missing, setMissing] = useState(false);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    const note = text.trim();
    if (note === '') {
      setMissing(true);
      return;
    }
    sent();
    onSend(note);
  };
  const onKeys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className="pf-writing" onSubmit={submit}>
      <label>
        <span>{say(`${kind}.label`)}</span>
        <textarea
          className="sz-input pf-area"
          rows={4}
          maxLength={1000}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the button or key that opened it
          autoFocus
          aria-invalid={missing}
          aria-describedby={`${name}-help`}
          onFocus={(event) => event.currentTarget.setSelectionRange(event.currentTarget.value.length, event.currentTarget.value.length)}
          onChange={(event) => {
            setMissing(false);
            type(event.target.value);
          }}
          onKeyDown={onKeys}
        />
      </label>
      <p id={`${name}-help`} className={missing ? 'pf-missing' : 'sz-label'} role={missing ? 'alert' : undefined}>
        {say(missing ? `${kind}.missing` : `${kind}.help`)}
      </p>
      <div className="pf-says">
        <Button type="primary" htmlType="submit" loading={busy}>
          {say(`${kind}.send`)}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
