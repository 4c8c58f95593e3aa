// Real published tables, read whole. They are not part of the project: SANZAO_SAMPLES names the folder whose data/ holds them.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { cellText } from './cells.ts';
import { readAll } from './testing.ts';

const folder = process.env.SANZAO_SAMPLES ? join(process.env.SANZAO_SAMPLES, 'data') : '';
const absent = folder === '' || !existsSync(folder);
if (absent) console.info('Real sample tables are not read: set SANZAO_SAMPLES to the folder that holds data/.');

const files = absent
  ? []
  : readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(xlsx|xls|csv)$/i.test(name))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).size > 0);
const named = (part: string): string | undefined => files.find((path) => path.includes(part) && /\.(xlsx|csv)$/.test(path));

describe.skipIf(absent)('real tables', () => {
  it('every file is read, and every row has the cells its page says', async () => {
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) {
      const { workbook, rows } = await readAll(path, { name: basename(path) });
      for (const sheet of workbook.sheets) {
        const list = rows[sheet.index]!;
        expect([path, list.at(-1)?.row ?? 0]).toEqual([path, sheet.rows]);
        expect(Math.max(0, ...list.map((row) => row.cells.length))).toBe(sheet.columns);
      }
    }
  }, 120_000);

  it('World Bank: the merged title above the header, amounts as text, cell for cell as exceljs reads it', async () => {
    const path = named('worldbank')!;
    const { workbook, rows } = await readAll(path);
    expect(workbook.sheets[0]).toMatchObject({ name: 'data', rows: 502, columns: 27, merges: [{ top: 1, left: 1, bottom: 1, right: 8 }] });
    expect(rows[0]![1]!.cells.slice(0, 3)).toEqual(['Project Id', 'Region', 'Country']);
    const book = new excel.Workbook();
    await book.xlsx.readFile(path);
    for (const row of rows[0]!.slice(1)) {
      const theirs = book.worksheets[0]!.getRow(row.row);
      for (const [index, cell] of row.cells.entries()) expect(cellText(cell)).toBe(theirs.getCell(index + 1).text);
    }
  }, 30_000);

  it('GMPP: quoted headers with line breaks, 235 projects of 17 columns', async () => {
    const { workbook, rows } = await readAll(named('gmpp')!, { name: 'gmpp.csv' });
    expect(workbook.sheets[0]).toMatchObject({ rows: 236, columns: 17 });
    expect(rows[0]![0]!.cells.some((cell) => typeof cell === 'string' && cell.includes('\n'))).toBe(true);
  });

  it('New York: 2,010 projects of 39 columns', async () => {
    const { workbook } = await readAll(named('nyc-capital')!, { name: 'projects.csv' });
    expect(workbook).toMatchObject({ format: 'csv', encoding: 'utf-8', sheets: [{ rows: 2011, columns: 39 }] });
  });
});

it.skipIf(!absent)('real tables are not here: set SANZAO_SAMPLES to read them', () => {
  expect(files).toEqual([]);
});
