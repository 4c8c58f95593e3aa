// A piece of the sheet as it came, drawn as a spreadsheet: letters above, numbers at the side, the header, and the cell at hand outlined
// under a bar that says its name and its raw text. What was typed over a cell stands beside what it says, never instead.
import { type ReactElement, useEffect, useRef } from 'react';
import { useRead } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { cellName, columnLetters } from '../../../vocabulary/cells.ts';
import { type ImportReply, importCells } from '../words.ts';
import { headerRowsOf } from './titles.ts';
import { useWords } from './words.ts';
import './cells.css';

export type Typed = ReadonlyMap<string, string>;

export function Cells({
  at,
  sheet,
  row,
  column,
  around = 3,
  raw,
  typed,
  plain = false,
}: {
  at: Pick<ImportReply, 'region' | 'id'>;
  sheet: number;
  row: number;
  column: number | null;
  around?: number;
  /** what the bar shows when the cell itself is not among the rows */
  raw?: string | null;
  /** what was typed over cells, by cell name */
  typed?: Typed;
  /** every row as it stands, the header not drawn apart */
  plain?: boolean;
}): ReactElement {
  const say = useWords();
  const { data, error, refetch } = useRead(
    importCells,
    { region: at.region, id: at.id, sheet, row, around },
    { staleTime: 600_000, keepPrevious: true },
  );
  const box = useRef<HTMLDivElement>(null);
  // The cell at hand stands in the middle of what can be seen, and the number at the side stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell is another place to go to
  useEffect(() => {
    const scroller = box.current;
    const target = scroller?.querySelector<HTMLElement>('[data-here="true"]');
    if (!scroller || !target) return;
    scroller.scrollLeft = target.offsetLeft - (scroller.clientWidth - target.offsetWidth) / 2;
  }, [data, row, column, sheet]);
  if (error && !data) return <ErrorNote error={error} onRetry={refetch} />;
  if (!data) return <div className="im-cells im-cells-wait" aria-busy="true" />;
  const headerRows = new Set(data.headerRows);
  const last = Math.max(0, ...data.headerRows);
  const rows = plain ? data.rows : data.rows.filter((one) => !headerRows.has(one.row) || one.row === row);
  const width = Math.max(1, ...data.header.map((one) => one.column), ...rows.map((one) => one.cells.length));
  const titles = new Map(data.header.map((one) => [one.column, one]));
  const columns = Array.from({ length: width }, (_, index) => index + 1);
  const header = headerRowsOf(data.header, width);
  const here = data.rows.find((one) => one.row === row);
  const name = column ? cellName(row, column) : String(row);
  const text = column ? (here?.cells[column - 1] ?? raw ?? '') : '';
  const over = column ? typed?.get(`${sheet}!${name}`) : undefined;
  return (
    <figure className="im-sheet">
      <div className="im-bar">
        <span className="im-bar-name">{name}</span>
        <span className="im-bar-raw">
          {column ? (
            text === '' ? (
              <span className="sz-label">{say('cell.empty')}</span>
            ) : (
              text
            )
          ) : (
            <span className="sz-label">{data.sheetName}</span>
          )}
          {over !== undefined && (
            <>
              {' '}
              <span className="im-typed">
                → {over === '' ? say('cell.emptied') : over} <span className="sz-label">{say('cell.typed')}</span>
              </span>
            </>
          )}
        </span>
      </div>
      <section
        className="im-cells"
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a pointer
        tabIndex={0}
        aria-label={say('cells', { sheet: data.sheetName, from: rows[0]?.row ?? row, to: rows.at(-1)?.row ?? row })}
      >
        <table>
          <thead>
            <tr className="im-letters">
              <th scope="col">
                <span className="sz-hidden">{say('row')}</span>
              </th>
              {columns.map((one) => (
                <th key={one} scope="col" className={one === column ? 'im-here' : undefined}>
                  {columnLetters(one)}
                </th>
              ))}
            </tr>
            {(plain ? [] : header).map((cells, level) => (
              <tr key={level} className="im-header">
                {level === 0 && (
                  <th scope="row" rowSpan={header.length} className="im-corner">
                    {data.headerRows.length > 1 ? `${data.headerRows[0]}–${last}` : (data.headerRows[0] ?? '')}
                  </th>
                )}
                {cells.map((one) => (
                  <th
                    key={one.from}
                    scope={one.heading ? 'colgroup' : 'col'}
                    colSpan={one.to - one.from + 1}
                    rowSpan={one.rows}
                    className={one.heading ? 'im-heading' : titles.get(one.from)?.field ? 'im-bottom' : 'im-bottom im-header-unused'}
                  >
                    <span>{one.text}</span>
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {rows.map((one, index) => (
              <tr
                key={one.row}
                className={`${one.row === row ? 'im-row-here' : ''}${index === 0 && one.row > last + 1 && !plain ? ' im-row-after-gap' : ''}`}
              >
                <th scope="row">{one.row}</th>
                {columns.map((at) => {
                  const value = one.cells[at - 1] ?? '';
                  const mine = one.row === row && at === column;
                  const changed = typed?.get(`${sheet}!${cellName(one.row, at)}`);
                  return (
                    <td
                      key={at}
                      className={`${/^-?[\d,.]+$/.test(value) && value.length < 16 ? 'im-number' : ''}${mine ? ' im-cell-here' : ''}`}
                      data-here={mine || (column === null && one.row === row && at === 1) ? 'true' : undefined}
                      aria-current={mine ? 'location' : undefined}
                      title={value.length > 14 ? value : undefined}
                    >
                      <span className="im-cell-text">{value}</span>
                      {changed !== undefined && <span className="im-typed"> → {changed === '' ? say('cell.emptied') : changed}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
