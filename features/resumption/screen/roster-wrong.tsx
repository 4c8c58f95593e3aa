// Rows of a file that wait for correction: each wrong cell by its name in the sheet, why, what stands there (masked), and a field for what should.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { correctRow, dropRow, fieldWords, listToCorrect, type RosterField, type RowToCorrect } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';

const pageLength = 20;

export function RowsToCorrect({ region, roster, open }: { region: string; roster: string; open: boolean }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useRead(listToCorrect, { region, id: roster, limit: pageLength, offset }, { keepPrevious: true });
  return (
    <div className="ro-people">
      <h3>
        {say('roster.fix')} <span className="sz-label">{data?.total}</span>
      </h3>
      <p className="sz-label">{say('roster.fix.about')}</p>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && data.byCode.length > 1 && (
        <ul className="ro-kinds">
          {[...Map.groupBy(data.byCode, (one) => one.field)].map(([field, all]) => (
            <li key={field}>
              {pick(fieldWords[field])} {say('roster.count', { count: all.reduce((sum, one) => sum + one.count, 0) })}
            </li>
          ))}
        </ul>
      )}
      <ul className="ro-rows">
        {data?.rows.map((row) => (
          <OneRow key={row.id} region={region} roster={roster} row={row} open={open} />
        ))}
      </ul>
      {data && data.total > pageLength && (
        <div className="ro-line sz-screen-only">
          <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageLength))}>
            {say('roster.earlier')}
          </Button>
          <Button disabled={offset + pageLength >= data.total} onClick={() => setOffset(offset + pageLength)}>
            {say('roster.later')}
          </Button>
        </div>
      )}
    </div>
  );
}

function OneRow({ region, roster, row, open }: { region: string; roster: string; row: RowToCorrect; open: boolean }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const [typed, setTyped] = useState<Partial<Record<RosterField, string>>>({});
  const correct = useWrite(correctRow);
  const drop = useWrite(dropRow);
  const held = row.cells.some((cell) => cell.code === 'roster.identity-held');
  const send = (replace: boolean): void =>
    correct.mutate({
      region,
      id: roster,
      row: row.id,
      cells: Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== '')),
      replace,
    });
  return (
    <li>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(false);
        }}
      >
        <p>
          <b>{row.name}</b> <span className="sz-label">{say('roster.fix.row', { file: row.file, sheet: row.sheet, row: row.row })}</span>
        </p>
        {row.cells.map((cell) => (
          <label key={cell.field} className="ro-fix">
            <span>
              <span className="ro-letters">{cell.cell}</span> {pick(fieldWords[cell.field])}
              {cell.shown !== '' && <span className="sz-label"> {say('roster.fix.now', { shown: cell.shown })}</span>}
            </span>
            <input
              className="sz-input"
              autoComplete="off"
              disabled={!open}
              value={typed[cell.field] ?? ''}
              onChange={(event) => setTyped({ ...typed, [cell.field]: event.target.value })}
            />
            <span className="ro-wrong">{pick(cell.said)}</span>
          </label>
        ))}
        <div className="ro-line sz-screen-only">
          <Button
            htmlType="submit"
            type="primary"
            loading={correct.isPending}
            disabled={!open || Object.values(typed).every((text) => text.trim() === '')}
          >
            {say('roster.fix.save')}
          </Button>
          {held && (
            <Button disabled={!open} onClick={() => send(true)}>
              {say('roster.fix.replace')}
            </Button>
          )}
          <Button onClick={() => drop.mutate({ region, id: roster, row: row.id })}>{say('roster.fix.drop')}</Button>
        </div>
      </form>
    </li>
  );
}
