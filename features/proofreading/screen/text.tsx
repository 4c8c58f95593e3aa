// The manuscript exactly as it came: its lines and its tables, figures underlined, what is doubted marked by shape and number. Decides how it
// is drawn and moved through; what is chosen and what opens is decided by the page. Lines out of sight cost nothing.
import { Fragment, type KeyboardEvent, type MouseEvent, memo, type ReactElement, type ReactNode, type RefObject, useMemo } from 'react';
import { usePhone } from '../../../ui/screen.ts';
import type { ManuscriptReply } from '../words.ts';
import { Grid } from './grid.tsx';
import { type Line, linesOf } from './lines.ts';
import { gravest, languageOf, marksOf, type Numbered, type Proof, severities, shapeOf } from './model.ts';
import type { Thread } from './threads.ts';
import { Threads } from './threads-drawn.tsx';
import { useWords } from './words.ts';
import './text.css';

export type Picked = { statement: number | null; findings: readonly number[]; element: HTMLElement };

export function Text({
  reply,
  proof,
  done,
  thread,
  sheet,
  scroller,
  onPick,
  onFinding,
  card,
}: {
  reply: ManuscriptReply;
  proof: Proof;
  /** numbers of the findings that are answered */
  done: ReadonlySet<number>;
  thread: Thread | undefined;
  sheet: RefObject<HTMLDivElement | null>;
  scroller: RefObject<HTMLElement | null>;
  onPick: (picked: Picked) => void;
  onFinding: (number: number) => void;
  /** what hangs under a figure */
  card: ReactNode;
}): ReactElement {
  const say = useWords();
  const phone = usePhone();
  const lines = useMemo(() => linesOf(reply.text, proof.statements, proof.findings), [reply.text, proof]);
  const { sheets } = reply;
  const last = lines.length - 1;
  const tablesAfter = (index: number): typeof sheets =>
    sheets.filter((one) => {
      const at = one.after;
      if (lines.length === 0) return false;
      if (at === null) return index === last;
      return (
        (index === last && lines[last]!.from < at) ||
        (lines[index]!.from < at && (lines[index + 1]?.from ?? 0) >= at) ||
        (index === 0 && at <= lines[0]!.from)
      );
    });

  const pick = (target: EventTarget): boolean => {
    const element = (target as HTMLElement).closest<HTMLElement>('[data-s], [data-f]');
    if (!element) return false;
    onPick({
      statement: element.dataset.s === undefined ? null : Number(element.dataset.s),
      findings: (element.dataset.f ?? '').split(' ').filter(Boolean).map(Number),
      element,
    });
    return true;
  };
  const onClick = (event: MouseEvent): void => {
    // A stretch that was just selected to be copied is not a click.
    if (!getSelection()?.isCollapsed) return;
    pick(event.target);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-s]')];
      const now = all.indexOf(document.activeElement as HTMLElement);
      const seen = event.currentTarget.closest('.pf-scroll')?.getBoundingClientRect().top ?? 0;
      const next = now < 0 ? all.find((one) => one.getBoundingClientRect().top >= seen) : all[now + (event.key === 'ArrowRight' ? 1 : -1)];
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest' });
    } else if ((event.key === 'Enter' || event.key === ' ') && pick(event.target)) {
      // opened
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the figures inside are the buttons; their clicks and keys are heard here once
    <div
      className={`pf-sheet${reply.text.trim() === '' ? ' pf-sheet-wide' : ''}`}
      ref={sheet}
      lang={languageOf(reply)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <Threads thread={thread} sheet={sheet} rail={phone ? 9 : 74} />
      {lines.map((line, index) => (
        <Fragment key={line.from}>
          <Drawn
            line={line}
            findings={proof.findings}
            done={line.findings.length === 0 ? '' : line.findings.filter((one) => done.has(one)).join()}
            label={line.first.length === 0 ? '' : say('note.open')}
            words={line.first.length === 0 ? '' : say('severity.words')}
            signs={phone ? 21 : 42}
            onFinding={onFinding}
          />
          {tablesAfter(index).map((one) => (
            <Grid key={one.sheet} table={one} proof={proof} done={done} thread={thread} scroller={scroller} sole={false} />
          ))}
        </Fragment>
      ))}
      {lines.length === 0 &&
        sheets.map((one) => (
          <Grid key={one.sheet} table={one} proof={proof} done={done} thread={thread} scroller={scroller} sole={sheets.length === 1} />
        ))}
      {card}
    </div>
  );
}

/** One line. `done`: the numbers of its findings that are answered; `words`: the three severities. */
const Drawn = memo(
  function Drawn({
    line,
    findings,
    done,
    label,
    words,
    signs,
    onFinding,
  }: {
    line: Line;
    findings: readonly Numbered[];
    done: string;
    label: string;
    words: string;
    /** about how many signs fill a row, for the height before it is drawn */
    signs: number;
    onFinding: (number: number) => void;
  }): ReactElement {
    const answered = new Set(done === '' ? [] : done.split(',').map(Number));
    let at = line.from;
    const groups = severities
      .map((severity) => ({ severity, numbers: line.first.filter((one) => findings[one - 1]!.severity === severity) }))
      .filter((one) => one.numbers.length > 0);
    return (
      <p
        className="pf-line"
        style={{
          containIntrinsicBlockSize: `auto ${Math.ceil((line.to - line.from) / signs) * 34}px`,
          ...(line.gap > 0 && { marginBlockStart: `${Math.min(line.gap, 3) * 0.6}em` }),
        }}
      >
        {groups.length > 0 && (
          <span className="pf-gutter sz-screen-only">
            {groups.map(({ severity, numbers }) => {
              const open = numbers.find((one) => !answered.has(one));
              return (
                <button
                  key={severity}
                  type="button"
                  className={`pf-gutter-note pf-gutter-${severity}${open === undefined ? ' pf-gutter-done' : ''}`}
                  tabIndex={-1}
                  title={label}
                  onClick={(event) => {
                    event.stopPropagation();
                    onFinding(open ?? numbers[0]!);
                  }}
                >
                  {shapeOf[severity]} {words.split('/')[severities.indexOf(severity)]}
                  {numbers.length > 1 && <b> {numbers.length}</b>}
                </button>
              );
            })}
          </span>
        )}
        {line.stretches.map((stretch) => {
          const from = at;
          at += stretch.text.length;
          if (stretch.statement === null && stretch.findings.length === 0) return <Fragment key={from}>{stretch.text}</Fragment>;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot break across lines, a figure in a text must
            <span
              key={from}
              role="button"
              tabIndex={-1}
              className={`pf-n${stretch.statement !== null && stretch.text.length <= 12 ? ' pf-whole' : ''}${gravest(stretch.findings, findings, answered)}`}
              data-o={from}
              data-s={stretch.statement ?? undefined}
              data-f={stretch.findings.length > 0 ? stretch.findings.join(' ') : undefined}
            >
              {stretch.ends.length === 0 ? stretch.text : stretch.text.slice(0, -1)}
              {stretch.ends.length > 0 && (
                <span className="pf-tail" data-n={marksOf(stretch.ends, findings)}>
                  {stretch.text.slice(-1)}
                </span>
              )}
            </span>
          );
        })}
      </p>
    );
  },
  (one, other) =>
    one.line === other.line &&
    one.findings === other.findings &&
    one.done === other.done &&
    one.label === other.label &&
    one.words === other.words &&
    one.signs === other.signs,
);
