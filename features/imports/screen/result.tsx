// Step four: what confirming will do, run dry. Says it as a sentence and as bars, shows every row that changes with old and new, and asks
// for the reason where an approver will have to agree.
import { type ReactElement, useMemo, useState } from 'react';
import { countText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import type { Counts, ImportReply } from '../words.ts';
import { Changed } from './changed.tsx';
import { Confirm } from './confirm.tsx';
import type { Doubts } from './findings.ts';
import type { Intake } from './labels.ts';
import { More, PlaceLink } from './row-parts.tsx';
import { type Row, type Rows, useRows } from './rows.ts';
import { shortTitles, withShortTitle } from './titles.ts';
import { useWords } from './words.ts';
import './result.css';

const shown = ['new', 'changed', 'unchanged', 'question', 'refused', 'leftOut', 'missing'] as const;

export function Result({
  of,
  doubts,
  intake,
  editable,
  reload,
  toDoubts,
}: {
  of: ImportReply;
  doubts: Doubts;
  intake: Intake | undefined;
  editable: boolean;
  reload: () => Promise<ImportReply | undefined>;
  toDoubts: string;
}): ReactElement | null {
  const say = useWords();
  const counts = of.counts;
  const changed = useRows(of, 'changed', counts !== null && counts.changed > 0, 500);
  const fresh = useRows(of, 'new', counts !== null && counts.new > 0);
  const left = useRows(of, 'left-out', counts !== null && counts.leftOut > 0);
  if (!counts) return null;
  const guarded = changed.rows.filter((row) => row.changes.some((change) => change.guarded));
  const open = counts.questions + counts.refused;
  return (
    <div className="im-result">
      <Section title={say(editable ? 'result' : 'result.was')} note={say('result.of', { rows: countText(counts.rows) })}>
        <OutcomeBars counts={counts} ended={['confirmed', 'undone'].includes(of.status)} />
      </Section>
      {open > 0 && editable && (
        <div className="sz-note sz-note-caution">
          <p>
            {say('result.open', { count: open })} <Go to={toDoubts}>{say('result.open.go')}</Go>
          </p>
        </div>
      )}
      {counts.changed > 0 && (
        <Section
          title={say('changed', { count: counts.changed })}
          note={guarded.length > 0 ? say('changed.guarded', { count: guarded.length }) : say('changed.note')}
        >
          <Changed of={of} rows={changed} intake={intake} />
        </Section>
      )}
      {counts.new > 0 && (
        <Section title={say('new', { count: counts.new })} note={say('new.note')}>
          <RowTable of={of} rows={fresh} label={say('new', { count: counts.new })} />
        </Section>
      )}
      {of.missing.length > 0 && <Missing of={of} />}
      {counts.leftOut > 0 && (
        <Section title={say('left', { count: counts.leftOut })} note={say('left.note')}>
          <RowTable of={of} rows={left} label={say('left', { count: counts.leftOut })} />
        </Section>
      )}
      {counts.accepted === 0 && counts.changed === 0 && counts.new === 0 && counts.unchanged === 0 && (
        <Empty text={say('result.nothing')} />
      )}
      {editable && (
        <Confirm
          of={of}
          counts={counts}
          guarded={guarded.length}
          more={changed.rows.length < changed.total}
          reload={reload}
          doubts={doubts}
        />
      )}
    </div>
  );
}

/** One bar an outcome; length is its share of the rows of the file, so that the eye sees at once what is ordinary. */
function OutcomeBars({ counts, ended }: { counts: Counts; ended: boolean }): ReactElement {
  const say = useWords();
  const of = (key: (typeof shown)[number]): number => (key === 'question' ? counts.questions : counts[key]);
  const most = Math.max(1, counts.rows, counts.missing);
  return (
    <ul className="im-outcomes" aria-label={say('result')}>
      {shown
        .filter((key) => of(key) > 0 || key === 'new' || key === 'changed' || key === 'unchanged')
        .map((key) => (
          <li key={key} className={`im-outcome im-outcome-${key}`}>
            <span className="im-outcome-word">{say(`outcome.${key}`)}</span>
            <b className="im-outcome-count">{countText(of(key))}</b>
            <span className="im-outcome-track" aria-hidden="true">
              {of(key) > 0 && <span style={{ inlineSize: `${Math.max(0.6, (of(key) / most) * 100)}%` }} />}
            </span>
            <span className="sz-label im-outcome-note">
              {ended && (key === 'question' || key === 'refused') ? say(`outcome.${key}.was`) : say(`outcome.${key}.note`)}
            </span>
          </li>
        ))}
    </ul>
  );
}

function RowTable({ of, rows, label }: { of: ImportReply; rows: Rows; label: string }): ReactElement {
  const say = useWords();
  const sheets = of.mapping?.sheets ?? [];
  const several = sheets.filter((sheet) => sheet.use).length > 1;
  const titlesOf = useMemo(
    () =>
      new Map(
        (of.mapping?.sheets ?? []).map((sheet) => {
          const short = shortTitles(sheet.columns);
          return [
            sheet.sheet,
            new Map(
              sheet.columns.map((column) => [column.column, { long: column.title, short: short.get(column.column) ?? column.title }]),
            ),
          ] as const;
        }),
      ),
    [of.mapping],
  );
  const titlesIn = (sheet: number): Titles => titlesOf.get(sheet) ?? new Map();
  const nameOf = (row: Row): string => sheets.find((sheet) => sheet.sheet === row.sheet)?.name ?? '';
  return (
    <>
      {rows.error !== null && rows.error !== undefined && <ErrorNote error={rows.error} onRetry={rows.more} />}
      <div className="im-scroll">
        <table className="im-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col" className="im-table-row">
                {say('row')}
              </th>
              <th scope="col">{say('name')}</th>
              {several && (
                <th scope="col" className="im-table-sheet">
                  {say('sheet')}
                </th>
              )}
              <th scope="col">{say('notes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.rows.map((row) => (
              <tr key={`${row.sheet}-${row.row}`}>
                <td className="im-table-row">
                  <PlaceLink of={of} row={row} />
                </td>
                <td>
                  {row.target && of.status === 'confirmed' ? (
                    <Go to={`/projects/${of.region}/${row.target.id}`}>{row.title}</Go>
                  ) : (
                    row.title
                  )}
                </td>
                {several && <td className="im-table-sheet">{nameOf(row)}</td>}
                <td>
                  <RowNotes row={row} titles={titlesIn(row.sheet)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More rows={rows} />
    </>
  );
}

type Titles = ReadonlyMap<number, { long: string; short: string }>;

function RowNotes({ row, titles }: { row: Row; titles: Titles }): ReactElement {
  const say = useWords();
  const [open, setOpen] = useState(false);
  // A row that is left out says why in what was noted last.
  const notes = row.kind === 'left-out' ? row.problems.toReversed() : row.problems;
  if (notes.length === 0 && row.kind === 'left-out' && row.target) return <span>{say('left.kept', { name: row.target.name })}</span>;
  if (notes.length === 0) return <span className="sz-label">—</span>;
  const [first, ...others] = notes;
  return (
    <span className="im-notes">
      <Words of={first!} titles={titles} />
      {others.length > 0 &&
        (open ? (
          others.map((one, index) => <Words key={index} of={one} titles={titles} />)
        ) : (
          <button type="button" className="im-link" onClick={() => setOpen(true)}>
            {say('notes.more', { count: others.length })}
          </button>
        ))}
    </span>
  );
}

const Words = ({ of, titles }: { of: Row['problems'][number]; titles: Titles }): ReactElement => {
  const pick = usePick();
  const title = of.column === null ? undefined : titles.get(of.column);
  return <span>{withShortTitle(pick(of), title?.long, title?.short)}</span>;
};

function Missing({ of }: { of: ImportReply }): ReactElement {
  const say = useWords();
  const mayPropose = useMay('project.propose');
  const [all, setAll] = useState(false);
  const rows = all ? of.missing : of.missing.slice(0, 20);
  return (
    <Section title={say('missing', { count: of.counts?.missing ?? of.missing.length })} note={say('missing.note')}>
      <ul className="im-missing">
        {rows.map((one) => (
          <li key={one.id}>
            <Go to={`/projects/${of.region}/${one.id}`}>{one.name}</Go>
            {mayPropose && (
              <Go to={`/projects/${of.region}/${one.id}?propose=leave`} className="im-missing-propose">
                {say('missing.propose')}
              </Go>
            )}
          </li>
        ))}
      </ul>
      {!all && of.missing.length > rows.length && (
        <button type="button" className="im-link" onClick={() => setAll(true)}>
          {say('missing.more', { count: of.missing.length - rows.length })}
        </button>
      )}
    </Section>
  );
}
