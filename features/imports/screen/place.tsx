// The raw cells at one row: what the trace of a value opens, and what may be looked up at any time.
import type { ReactElement } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { columnLetters } from '../../../vocabulary/cells.ts';
import type { ImportReply } from '../words.ts';
import { Cells } from './cells.tsx';
import { useWords } from './words.ts';

export function Place({ of, sheet, row, onClose }: { of: ImportReply; sheet: number; row: number; onClose: () => void }): ReactElement {
  const say = useWords();
  const [search] = useSearch();
  const column = Number(firstOf(search, 'column')) || null;
  const name = of.mapping?.sheets.find((one) => one.sheet === sheet)?.name ?? '';
  return (
    <section className="im-place" aria-label={say('place')}>
      <div className="sz-section-head">
        <h2>{column ? say('place.cell', { cell: `${columnLetters(column)}${row}` }) : say('place.row', { row })}</h2>
        <span className="sz-label">{say('place.about', { sheet: name, file: of.file.name })}</span>
        <div className="sz-section-actions sz-screen-only">
          <button type="button" className="sz-tool" onClick={onClose}>
            {say('close')}
          </button>
        </div>
      </div>
      <Cells at={{ region: of.region, id: of.id }} sheet={sheet} row={row} column={column} around={4} />
    </section>
  );
}
