// What every table of rows has: the number that opens the raw cells, and the way to further rows.
import type { ReactElement } from 'react';
import { countText } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import type { ImportReply } from '../words.ts';
import type { Row, Rows } from './rows.ts';
import { useWords } from './words.ts';

/** The row's number opens its raw cells above. */
export function PlaceLink({ of, row, column }: { of: ImportReply; row: Pick<Row, 'sheet' | 'row'>; column?: number | null }): ReactElement {
  const say = useWords();
  return (
    <Go
      to={`/imports/${of.region}/${of.id}?step=result&sheet=${row.sheet}&row=${row.row}${column ? `&column=${column}` : ''}`}
      label={say('place.open', { row: row.row })}
    >
      {row.row}
    </Go>
  );
}

export function More({ rows }: { rows: Rows }): ReactElement | null {
  const say = useWords();
  const left = rows.total - rows.rows.length;
  if (left <= 0) return null;
  return (
    <button type="button" className="im-link" disabled={rows.waiting} onClick={rows.more}>
      {say('rows.more', { count: countText(Math.min(left, 500)), left: countText(left) })}
    </button>
  );
}
