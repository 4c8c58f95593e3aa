// The doubts as a list in groups: what must be dealt with first, what only asks to be looked at after, what was answered last.
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { usePhone } from '../../../ui/screen.ts';
import { cellName } from '../../../vocabulary/cells.ts';
import type { Finding, ImportReply } from '../words.ts';
import type { Done } from './doubts.tsx';
import { type Doubts, type Entry, keyOf, kinds } from './findings.ts';
import { inUnitWords } from './labels.ts';
import { reasonOf, shortTitles, withShortTitle } from './titles.ts';
import { useWords } from './words.ts';

export function DoubtList({
  of,
  doubts,
  done,
  now,
  busy,
  editable,
  onChoose,
  onKeys,
  onEnter,
  onBack,
}: {
  of: ImportReply;
  doubts: Doubts;
  done: readonly Done[];
  now: Entry | undefined;
  busy: string | undefined;
  editable: boolean;
  onChoose: (finding: Finding) => void;
  onKeys: (event: KeyboardEvent) => void;
  onEnter: () => void;
  onBack: (done: Done) => void;
}): ReactElement {
  const say = useWords();
  const phone = usePhone();
  const box = useRef<HTMLDivElement>(null);
  const key = now?.key;
  // The chosen one stays in sight, and keeps the focus while one moves through the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one chosen is what moves the sight
  useEffect(() => {
    const item = box.current?.querySelector<HTMLElement>('[aria-current="true"]');
    if (!item) return;
    item.scrollIntoView({ block: 'nearest' });
    if (box.current?.contains(document.activeElement)) item.focus({ preventScroll: true });
  }, [key]);
  const item = (entry: Entry): ReactNode => {
    const finding = entry.doubts[0]!;
    const mine = entry.key;
    const current = mine === key;
    return (
      <li key={mine}>
        <button
          type="button"
          className={`im-doubt${finding.open ? ' im-doubt-open' : ''}${finding.answer ? ' im-doubt-answered' : ''}`}
          aria-current={current ? 'true' : undefined}
          tabIndex={current || phone || (!now && entry === doubts.entries[0]) ? 0 : -1}
          aria-busy={busy === mine}
          onClick={() => {
            onChoose(finding);
            if (!phone && current) onEnter();
          }}
        >
          <span className="im-doubt-cell">
            {finding.cell ?? (finding.column ? cellName(finding.row, finding.column) : say('row.short', { row: finding.row }))}
          </span>
          <span className="im-doubt-text">
            <Title entry={entry} of={of} />
          </span>
          <span className="im-doubt-mark" aria-hidden="true">
            {busy === mine ? '…' : entry.count > 1 ? entry.count : finding.answer && !finding.open ? '✓' : ''}
          </span>
        </button>
      </li>
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons inside
    <div ref={box} className="im-doubts-groups" onKeyDown={onKeys}>
      {kinds.map((kind) => {
        const mine = doubts.entries.filter((one) => one.kind === kind);
        if (mine.length === 0) return null;
        const open = mine.filter((one) => one.doubts[0]!.open).length;
        return (
          <section key={kind} aria-label={say(`kind.${kind}`)}>
            <h2 className="im-doubts-kind">
              {say(`kind.${kind}`)}{' '}
              <span className="sz-label">
                {kind === 'refused' || kind === 'question'
                  ? say('kind.open', { open, all: doubts.totals[kind] })
                  : mine.reduce((sum, one) => sum + one.count, 0)}
              </span>
            </h2>
            <ul>{mine.map(item)}</ul>
            {doubts.totals[kind] > doubts.of[kind].length && (
              <p className="sz-label im-doubts-more">{say('kind.more', { count: doubts.totals[kind] - doubts.of[kind].length })}</p>
            )}
          </section>
        );
      })}
      {done.length > 0 && (
        <section aria-label={say('kind.done')}>
          <h2 className="im-doubts-kind">
            {say('kind.done')} <span className="sz-label">{done.length}</span>
          </h2>
          <ul>
            {done.map((one) => (
              <li key={keyOf(one.finding)} className="im-done">
                <span className="im-doubt-cell">{one.finding.cell ?? say('row.short', { row: one.finding.row })}</span>
                <span className="im-doubt-text">
                  <s>{one.finding.raw}</s> →{' '}
                  {one.answer.kind === 'cell'
                    ? one.answer.value || say('cell.emptied')
                    : say(`answer.${one.answer.kind === 'row' ? 'left-out' : one.answer.value === 'new' ? 'new' : 'same'}`)}
                </span>
                {editable && (
                  <button type="button" className="im-link" disabled={busy !== undefined} onClick={() => onBack(one)}>
                    {say('back')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The doubt in few words: the raw text and what is said about it, without what already stands beside. */
function Title({ entry, of }: { entry: Entry; of: ImportReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const finding = entry.doubts[0]!;
  const { params } = finding.problem;
  const columns = of.mapping?.sheets.find((sheet) => sheet.sheet === finding.sheet)?.columns ?? [];
  const title = finding.column === null ? undefined : shortTitles(columns).get(finding.column);
  const sentence = pick(finding.problem);
  const { answer } = finding;
  const settled =
    answer && !finding.open
      ? answer.kind === 'cell'
        ? answer.value || say('cell.emptied')
        : say(`answer.${answer.kind === 'row' ? 'left-out' : answer.value === 'new' ? 'new' : 'same'}`)
      : undefined;
  if (finding.kind === 'question')
    return (
      <>
        {finding.mine?.name ?? sentence} {settled !== undefined && <span className="im-doubt-why">{settled}</span>}
      </>
    );
  const reason = reasonOf(sentence, { cell: params.cell, title: params.title, raw: finding.raw });
  if (settled !== undefined)
    return (
      <>
        <s>{finding.raw}</s> → {settled}
      </>
    );
  if (finding.kind === 'subtotal' && params.claimed !== undefined)
    return (
      <>
        {title ?? params.label}{' '}
        <span className="im-doubt-why">
          {say('sum.short', { claimed: inUnitWords(params.claimed), computed: inUnitWords(params.computed ?? '') })}
        </span>
      </>
    );
  return (
    <>
      {finding.raw !== null &&
        finding.raw !== '' &&
        finding.kind !== 'subtotal' &&
        !finding.problem.code.startsWith('imports.subtotal-') &&
        !reason.includes(finding.raw) && <b className="im-doubt-raw">{finding.raw}</b>}{' '}
      <span className="im-doubt-why">
        {finding.kind === 'warning' && title ? `${title}：` : ''}
        {withShortTitle(reason, params.title, title)}
      </span>
    </>
  );
}
