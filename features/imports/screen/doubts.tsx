// Step three, the heart of an import: every doubt with its place in the sheet and its reason, one after another. Decides which doubt is
// open, what follows an answer, and that the keyboard alone is enough; what an answer does is decided by the server.
import { Button } from 'antd';
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { call } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { useSpeech } from '../../../ui/kit/Spoken.tsx';
import { usePhone, usePrinting } from '../../../ui/screen.ts';
import { cellName } from '../../../vocabulary/cells.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { answerImport, type Finding, type ImportReply, readImport } from '../words.ts';
import { Detail } from './doubt-detail.tsx';
import { DoubtList } from './doubt-list.tsx';
import { type Doubts as DoubtsHere, type Entry, keyOf } from './findings.ts';
import type { Intake } from './labels.ts';
import { Paper } from './paper.tsx';
import { useWords } from './words.ts';
import './doubts.css';

export type Answer = InputOf<typeof answerImport>['answers'][number];
/** What was answered on this page and what the doubt looked like then, so that it can be taken back. */
export type Done = { finding: Finding; answer: Answer };

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

export function Doubts({
  of,
  doubts,
  intake,
  editable,
  reload,
  toResult,
}: {
  of: ImportReply;
  doubts: DoubtsHere;
  intake: Intake | undefined;
  editable: boolean;
  reload: () => Promise<ImportReply | undefined>;
  toResult: string;
}): ReactElement {
  const say = useWords();
  const speak = useSpeech();
  const go = useGo();
  const phone = usePhone();
  const printing = usePrinting();
  const [search, change] = useSearch();
  const [busy, setBusy] = useState<string | undefined>();
  const [problem, setProblem] = useState<{ key: string; error: unknown } | undefined>();
  const [done, setDone] = useState<readonly Done[]>([]);
  const [finished, setFinished] = useState(false);
  const detail = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asked = firstOf(search, 'at');
  const { all, entries, open } = doubts;
  // On a phone nothing is chosen until one is: the list is the page.
  const now = all.find((one) => keyOf(one) === asked) ?? (phone || finished ? undefined : (open[0] ?? all[0]));
  const entry = now && entries.find((one) => one.doubts.some((doubt) => keyOf(doubt) === keyOf(now)));
  const at = { region: of.region, id: of.id };

  const choose = useCallback((finding: Finding | undefined) => change({ at: finding && keyOf(finding), step: 'doubts' }), [change]);
  const step = useCallback(
    (by: number) => {
      const next = entries[Math.min(entries.length - 1, Math.max(0, entries.indexOf(entry as Entry) + by))];
      if (next) choose(next.doubts[0]);
    },
    [entries, entry, choose],
  );

  // The first control of the doubt at hand.
  const enter = useCallback(() => {
    requestAnimationFrame(() => detail.current?.querySelector<HTMLElement>('[data-first="true"]')?.focus());
  }, []);

  // On a phone the chosen doubt is the page; it is read from its top.
  useEffect(() => {
    if (phone && asked) detail.current?.scrollIntoView({ block: 'start' });
  }, [phone, asked]);

  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.isContentEditable ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      )
        return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'Enter' && (target === document.body || target.id === 'main')) enter();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [step, enter]);

  /** Sends answers, waits until everything was decided again, and goes on to the next open doubt, or says why the same one stays. */
  const answer = async (finding: Finding, answers: readonly Answer[]): Promise<void> => {
    if (busy !== undefined) return;
    const key = keyOf(finding);
    const place = all.findIndex((one) => keyOf(one) === key);
    setBusy(key);
    setProblem(undefined);
    try {
      let reply = await call(answerImport, { ...at, answers: [...answers] });
      while (reply.status === 'deciding' || reply.status === 'reading') {
        await pause(300);
        reply = await call(readImport, at);
      }
      const [fresh] = await Promise.all([doubts.refresh(), reload()]);
      const sent = answers[0];
      const left = fresh.filter((one) => one.open);
      const same = left.find((one) => keyOf(one) === key);
      if (sent?.value !== null && same && sent?.kind === 'cell') {
        change({ at: key, step: 'doubts' });
        speak(say('said.still', { cell: finding.cell ?? '' }));
        return;
      }
      setDone((before) => {
        const others = before.filter((one) => keyOf(one.finding) !== key);
        return sent && sent.value !== null ? [...others, { finding, answer: sent }] : others;
      });
      // The next one that is still open, from this place on; then from the top.
      const open = new Map(left.map((one) => [keyOf(one), one]));
      const following = [...all.slice(place + 1), ...all.slice(0, place)].find((one) => open.has(keyOf(one)));
      const next = following ? open.get(keyOf(following)) : left[0];
      const counted = reply.counts ? reply.counts.questions + reply.counts.refused : left.length;
      if (sent?.value === null) {
        speak(say('said.back', { left: counted }));
        change({ at: key, step: 'doubts' });
      } else if (next) {
        speak(say('said.next', { left: counted, cell: next.cell ?? String(next.row) }));
        change({ at: phone ? undefined : keyOf(next), step: 'doubts' });
        if (!phone) enter();
      } else {
        // The step stays until the person goes on; the way on has the focus.
        speak(say('said.none'));
        change({ at: undefined, step: 'doubts' });
        setFinished(true);
      }
    } catch (error) {
      setProblem({ key, error });
    } finally {
      setBusy(undefined);
    }
  };

  const typed = useMemo(() => {
    const found = new Map<string, string>();
    for (const one of all)
      if (one.answer?.kind === 'cell' && one.column) found.set(`${one.sheet}!${cellName(one.row, one.column)}`, one.answer.value ?? '');
    for (const { answer: said } of done)
      if (said.kind === 'cell' && said.column) found.set(`${said.sheet}!${cellName(said.row, said.column)}`, said.value ?? '');
    return found;
  }, [all, done]);

  const onListKeys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Home') choose(entries[0]?.doubts[0]);
    else if (event.key === 'End') choose(entries.at(-1)?.doubts[0]);
    else if (event.key === 'Enter' && now) enter();
    else return;
    event.preventDefault();
  };

  if (doubts.error && all.length === 0) return <ErrorNote error={doubts.error} onRetry={doubts.refresh} />;
  if (doubts.waiting && all.length === 0) return <p className="sz-label">{say('opening')}</p>;
  const counted = of.counts ? of.counts.questions + of.counts.refused : open.length;
  const shown = done.filter((one) => !all.some((other) => keyOf(other) === keyOf(one.finding)));
  const forward = (
    <Button type={counted === 0 ? 'primary' : 'default'} onClick={() => go(toResult)}>
      {say(counted === 0 ? 'doubts.go' : 'doubts.see')}
    </Button>
  );
  if (all.length === 0 && shown.length === 0)
    return (
      <div className="sz-panel">
        <Empty
          title={say('doubts.none.title')}
          text={say('doubts.none')}
          action={{ text: say('doubts.go'), onClick: () => go(toResult) }}
        />
      </div>
    );
  const selected = now;
  return (
    <>
      <div className="im-doubts sz-screen-only">
        {(!phone || !selected) && (
          <div className="im-doubts-list" ref={list}>
            <div className="im-doubts-head">
              <p className="im-doubts-left">{counted === 0 ? say('said.none') : say('doubts.left', { count: counted })}</p>
              {forward}
            </div>
            <DoubtList
              of={of}
              doubts={doubts}
              done={shown}
              now={entry}
              busy={busy}
              editable={editable}
              onChoose={choose}
              onKeys={onListKeys}
              onEnter={enter}
              onBack={(one) => void answer(one.finding, [{ ...one.answer, value: null }])}
            />
            {!phone && (
              <p className="im-keys sz-label">
                <kbd>↑</kbd> <kbd>↓</kbd> {say('keys.move')} <kbd>Enter</kbd> {say('keys.enter')} <kbd>Esc</kbd> {say('keys.leave')}
              </p>
            )}
          </div>
        )}
        {(!phone || selected) && (
          // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the Esc of what is inside
          <div
            className="im-doubts-detail"
            ref={detail}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || phone) return;
              event.preventDefault();
              list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
            }}
          >
            {phone && (
              <button type="button" className="sz-tool" onClick={() => choose(undefined)}>
                ‹ {say('doubts.all')}
              </button>
            )}
            {selected ? (
              <Detail
                key={keyOf(selected)}
                of={of}
                finding={selected}
                intake={intake}
                editable={editable}
                busy={busy !== undefined}
                error={problem?.key === keyOf(selected) ? problem.error : undefined}
                typed={typed}
                entry={entry}
                place={{ index: entries.indexOf(entry as Entry), of: entries.length }}
                onChoose={choose}
                onStep={step}
                onAnswer={(answers) => void answer(selected, answers)}
              />
            ) : (
              <Empty
                title={say('doubts.done.title')}
                text={say('doubts.done')}
                action={
                  <Button type="primary" autoFocus onClick={() => go(toResult)}>
                    {say('doubts.go')}
                  </Button>
                }
              />
            )}
          </div>
        )}
      </div>
      {printing && <Paper of={of} doubts={doubts} intake={intake} />}
    </>
  );
}
