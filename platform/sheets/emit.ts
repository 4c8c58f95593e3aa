// Gathers rows into pages, whatever the file was. A page is the compressed JSON of about five hundred rows; it is what travels
// between threads, waits in a table, and is opened again when a row is looked at.
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { refuse } from '../../vocabulary/problems.ts';
import type { Cell, Sheet, SheetRow } from './cells.ts';
import { type Limits, lastExcelColumn, lastExcelRow } from './limits.ts';

/** `name` and `hidden` are those of the sheet, for whoever wants to begin before the file has been read to its end. */
export type PackedPage = { sheet: number; name: string; hidden: boolean; first: number; last: number; count: number; packed: Uint8Array };

const compress = promisify(zstdCompress);
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const rowsAPage = 500;
const weightAPage = 1_000_000;
/** Pages packed or travelling at once: enough to keep both threads busy, few enough to bound memory. */
const pagesUnderWay = 4;

/** Takes rows in order and hands on pages. `send` resolves when the receiver can take more. */
export class Pages {
  rowsTotal = 0;
  private rows: SheetRow[] = [];
  private weight = 0;
  private said = 0;
  private sheet: Sheet | undefined;
  private last = 0;
  private filled = 0;
  private underWay: Promise<void>[] = [];
  private readonly limits: Limits;
  private readonly send: (page: PackedPage) => Promise<void>;

  constructor(limits: Limits, send: (page: PackedPage) => Promise<void>) {
    this.limits = limits;
    this.send = send;
  }

  begin(sheet: Sheet): void {
    this.sheet = sheet;
    this.last = 0;
    this.filled = 0;
  }

  /** Adds a row. `cells` may carry trailing nulls; a row of nothing else is dropped. */
  add(row: number, cells: Cell[], weight: number): void {
    const sheet = this.sheet!;
    let length = cells.length;
    while (length > 0 && cells[length - 1] === null) length--;
    if (length === 0) return;
    if (length !== cells.length) cells.length = length;
    if (row > lastExcelRow || ++this.filled > this.limits.rows)
      refuse('sheets.too-many-rows', { sheet: sheet.name, limit: this.limits.rows });
    if (length > this.limits.columns || length > lastExcelColumn) {
      refuse('sheets.too-many-columns', { sheet: sheet.name, row, limit: this.limits.columns });
    }
    if (row <= this.last) refuse('sheets.damaged');
    this.last = row;
    sheet.rows = row;
    if (length > sheet.columns) sheet.columns = length;
    this.rows.push({ row, cells });
    this.rowsTotal++;
    this.weight += weight + length * 8;
    // One long shared text named by every cell makes a small file say gigabytes: what is said counts, not what is stored.
    this.said += weight;
    if (this.said > this.limits.unpackedBytes) refuse('sheets.too-heavy');
    if (this.rows.length >= rowsAPage || this.weight >= weightAPage) this.flush();
  }

  flush(): void {
    if (this.rows.length === 0) return;
    const rows = this.rows;
    const { index, name, hidden } = this.sheet!;
    const page = { sheet: index, name, hidden, first: rows[0]!.row, last: rows[rows.length - 1]!.row, count: rows.length };
    const json = Buffer.from(JSON.stringify(rows));
    this.rows = [];
    this.weight = 0;
    const before = this.underWay.at(-1);
    const sending = (async () => {
      const packed = await compress(json, fastest);
      if (before) await before;
      await this.send({ ...page, packed });
      this.underWay.shift();
    })();
    // Whoever awaits `pause` or `finish` hears of a failure; this only keeps it from being reported twice.
    sending.catch(() => undefined);
    this.underWay.push(sending);
  }

  /** What whoever produces rows awaits before producing more; undefined when there is no need to wait. */
  pause(): Promise<void> | undefined {
    return this.underWay.length >= pagesUnderWay ? this.underWay[0] : undefined;
  }

  /** Sends what is left and resolves when all of it has been taken. */
  async finish(): Promise<void> {
    this.flush();
    await this.underWay.at(-1);
  }
}
