// One doubt in full: where it stands, why it is doubted, the sheet around it as it came, and what may be done about it here.
import { type ReactElement, useMemo } from 'react';
import { sentenceOf, useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { cellName } from '../../../vocabulary/cells.ts';
import { type Finding, type ImportReply, importCells } from '../words.ts';
import { Cells, type Typed } from './cells.tsx';
import type { Answer } from './doubts.tsx';
import { type Entry, keyOf } from './findings.ts';
import { FixCell } from './fix-cell.tsx';
import type { Intake } from './labels.ts';
import { Question } from './question.tsx';
import { Sum } from './subtotal.tsx';
import { shortTitles, withShortTitle } from './titles.ts';
import { useWords } from './words.ts';

export type DetailProps = {
  of: ImportReply;
  finding: Finding;
  intake: Intake | undefined;
  editable: boolean;
  busy: boolean;
  error: unknown;
  typed: Typed;
  entry: Entry | undefined;
  place: { index: number; of: number };
  onChoose: (finding: Finding) => void;
  onStep: (by: number) => void;
  onAnswer: (answers: readonly Answer[]) => void;
};

export function Detail(props: DetailProps): ReactElement {
  const { of, finding, entry, busy, error, typed, place, onStep, onChoose } = props;
  const say = useWords();
  const pick = usePick();
  const { data: cells } = useRead(
    importCells,
    { region: of.region, id: of.id, sheet: finding.sheet, row: finding.row, around: 3 },
    { staleTime: 600_000 },
  );
  const title = useMemo(
    () =>
      finding.column === null
        ? undefined
        : shortTitles(of.mapping?.sheets.find((sheet) => sheet.sheet === finding.sheet)?.columns ?? []).get(finding.column),
    [of.mapping, finding],
  );
  // Which project the row is about, read from the column that was taken as the name.
  const name = useMemo(() => {
    if (finding.mine?.name) return finding.mine.name;
    const at = cells?.header.find((one) => one.field === 'name')?.column;
    return at ? cells?.rows.find((one) => one.row === finding.row)?.cells[at - 1] : undefined;
  }, [cells, finding]);
  const cell = finding.cell ?? (finding.column ? cellName(finding.row, finding.column) : null);
  const subtotal =
    finding.kind === 'subtotal' || finding.problem.code === 'imports.subtotal-moved' || finding.problem.code === 'imports.subtotal-mended'
      ? of.subtotals.find(
          (one) =>
            one.sheet === finding.sheet &&
            one.row === finding.row &&
            (one.cell === finding.cell || !finding.cell) &&
            !(one.closes && (one.decided?.closes ?? true)),
        )
      : undefined;
  const heading = [title, name].filter(Boolean).join(' · ') || finding.sheetName;
  return (
    <article
      className="im-detail"
      aria-busy={busy}
      aria-label={say('detail', { cell: cell ?? say('row.short', { row: finding.row }), kind: say(`kind.${finding.kind}`) })}
    >
      <header className="im-detail-head">
        <div className="im-detail-where">
          <span className="im-detail-kind">{say(`kind.one.${finding.kind}`)}</span>
          <span className="sz-label">
            <span className="im-detail-sheet">{finding.sheetName} · </span>
            {say('row.n', { row: finding.row })}
          </span>
          <span className="im-detail-step">
            <button type="button" className="sz-tool" onClick={() => onStep(-1)} disabled={place.index <= 0} aria-label={say('previous')}>
              ‹
            </button>
            <span className="sz-label">{say('place.of', { index: place.index + 1, of: place.of })}</span>
            <button
              type="button"
              className="sz-tool"
              onClick={() => onStep(1)}
              disabled={place.index >= place.of - 1}
              aria-label={say('next')}
            >
              ›
            </button>
          </span>
        </div>
        <h2>{heading}</h2>
        <p className="im-why">{withShortTitle(pick(finding.problem), finding.problem.params.title, title)}</p>
        {entry && entry.doubts.length > 1 && <Alike entry={entry} finding={finding} onChoose={onChoose} />}
      </header>
      {finding.kind !== 'question' && (
        <Cells at={of} sheet={finding.sheet} row={finding.row} column={finding.column} raw={finding.raw} typed={typed} />
      )}
      {finding.kind === 'question' && <Question {...props} />}
      {subtotal && <Sum {...props} subtotal={subtotal} />}
      {finding.kind !== 'question' && <FixCell {...props} title={title} />}
      {finding.kind === 'question' && (
        <details className="im-folded">
          <summary>{say('question.cells')}</summary>
          <Cells at={of} sheet={finding.sheet} row={finding.row} column={null} typed={typed} />
        </details>
      )}
      {error !== undefined && (
        <p className="im-problem" role="alert">
          {sentenceOf(error)}
        </p>
      )}
    </article>
  );
}

/** Warnings of one kind in one column are gone through here, one beside the other. */
function Alike({ entry, finding, onChoose }: { entry: Entry; finding: Finding; onChoose: (finding: Finding) => void }): ReactElement {
  const say = useWords();
  const index = entry.doubts.findIndex((one) => keyOf(one) === keyOf(finding));
  const to = (next: number): void => {
    const doubt = entry.doubts[next];
    if (doubt) onChoose(doubt);
  };
  return (
    <p className="im-alike">
      {say('alike', { count: entry.count })}
      <button type="button" className="sz-tool" disabled={index <= 0} onClick={() => to(index - 1)}>
        ‹ {say('previous')}
      </button>
      <span className="sz-label">{say('place.of', { index: index + 1, of: entry.doubts.length })}</span>
      <button type="button" className="sz-tool" disabled={index >= entry.doubts.length - 1} onClick={() => to(index + 1)}>
        {say('next')} ›
      </button>
    </p>
  );
}
