// One cell of an imported file as it came: what a trace ends in.
import type { House } from '../../platform/http/house.ts';
import { shownCell } from './replies.ts';
import { loadImport, loadSheets } from './store.ts';
import { loadPacked, pageKeys, unpackRows } from './store-pages.ts';

export interface CellAsked {
  region: string;
  importId: string;
  /** Counted as the workbook counts its sheets; row and column from 1. */
  sheet: number;
  row: number;
  column: number;
}

/** What the cell said and where it stands; null when there is no such import or row. Numbers of persons are masked whatever the column. */
export async function rawCell(
  house: Pick<House, 'db' | 'secrets'>,
  asked: CellAsked,
): Promise<{ raw: string | null; fileSha256: string; fileName: string; sheet: string } | null> {
  const place = { region: asked.region, id: asked.importId };
  const row = await loadImport(house.db, place);
  if (!row) return null;
  const sheet =
    row.mapping?.sheets.find((one) => one.sheet === asked.sheet)?.name ??
    (await loadSheets(house.db, place)).sheets.find((one) => one.index === asked.sheet)?.name ??
    '';
  for (const key of await pageKeys(house.db, place)) {
    if (key.sheet !== asked.sheet || key.first > asked.row || key.last < asked.row) continue;
    const found = unpackRows(await loadPacked(house.db, house.secrets, place, key)).find((one) => one.row === asked.row);
    if (!found) return null;
    const cell = found.cells[asked.column - 1];
    return {
      raw: cell === undefined || cell === null ? null : shownCell(cell, false),
      fileSha256: row.sha256,
      fileName: row.fileName,
      sheet,
    };
  }
  return null;
}
