// For tests only: writes small binary workbooks record by record, so that every kind of cell an old .xls can hold is met.
import CFB from 'cfb';
import iconv from 'iconv-lite';

const u16 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

export function biff(type: number, ...parts: Buffer[]): Buffer {
  const data = Buffer.concat(parts);
  return Buffer.concat([u16(type), u16(data.length), data]);
}

const f64 = (value: number): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return buffer;
};

/** A BIFF8 string: two bytes a character where needed. */
function text8(text: string, lengthBytes: 1 | 2 = 2): Buffer {
  const wide = /[^\u0020-\u00ff\n\r\t]/.test(text);
  const length = lengthBytes === 1 ? Buffer.from([text.length]) : u16(text.length);
  return Buffer.concat([length, Buffer.from([wide ? 1 : 0]), Buffer.from(text, wide ? 'utf16le' : 'latin1')]);
}

export const cells = {
  number: (row: number, column: number, value: number, style = 0): Buffer => biff(0x203, u16(row), u16(column), u16(style), f64(value)),
  rk: (row: number, column: number, raw: number, style = 0): Buffer => biff(0x27e, u16(row), u16(column), u16(style), u32(raw >>> 0)),
  mulRk: (row: number, column: number, raws: number[]): Buffer =>
    biff(0xbd, u16(row), u16(column), ...raws.flatMap((raw) => [u16(0), u32(raw >>> 0)]), u16(column + raws.length - 1)),
  shared: (row: number, column: number, index: number): Buffer => biff(0xfd, u16(row), u16(column), u16(0), u32(index)),
  label: (row: number, column: number, text: string): Buffer => biff(0x204, u16(row), u16(column), u16(0), text8(text)),
  label5: (row: number, column: number, text: string): Buffer => {
    const bytes = iconv.encode(text, 'gb18030');
    return biff(0x204, u16(row), u16(column), u16(0), u16(bytes.length), bytes);
  },
  bool: (row: number, column: number, value: boolean): Buffer =>
    biff(0x205, u16(row), u16(column), u16(0), Buffer.from([value ? 1 : 0, 0])),
  error: (row: number, column: number, code: number): Buffer => biff(0x205, u16(row), u16(column), u16(0), Buffer.from([code, 1])),
  blank: (row: number, column: number): Buffer => biff(0x201, u16(row), u16(column), u16(0)),
  formula: (row: number, column: number, tokens: number[], result: number | Buffer, style = 0): Buffer =>
    biff(
      0x06,
      u16(row),
      u16(column),
      u16(style),
      typeof result === 'number' ? f64(result) : result,
      u16(0),
      u32(0),
      u16(tokens.length),
      Buffer.from(tokens),
    ),
  string: (text: string): Buffer => biff(0x207, text8(text)),
  sharedFormula: (row: number, lastRow: number, column: number, tokens: number[]): Buffer =>
    biff(0x4bc, u16(row), u16(lastRow), Buffer.from([column, column]), u16(0), u16(tokens.length), Buffer.from(tokens)),
  merges: (...areas: [number, number, number, number][]): Buffer =>
    biff(0xe5, u16(areas.length), ...areas.flatMap(([top, bottom, left, right]) => [u16(top), u16(bottom), u16(left), u16(right)])),
};

/** The formula result of a kind: 0 text follows, 1 boolean, 2 error, 3 empty text. */
export const special = (kind: number, value = 0): Buffer => Buffer.from([kind, 0, value, 0, 0, 0, 0xff, 0xff]);

type BiffSheet = { name: string; hidden?: boolean; type?: number; records: Buffer[] };
type BiffBook = { version?: number; sheets: BiffSheet[]; globals?: Buffer[]; formats?: [number, string?][] };

/** The SST record with as many CONTINUEs as the cuts ask for; a cut inside the characters repeats the width flag. */
export function sst(strings: string[], cutEvery = 8000): Buffer {
  const segments: Buffer[] = [];
  let now: Buffer[] = [u32(strings.length), u32(strings.length)];
  let size = 8;
  const cut = (): void => {
    segments.push(Buffer.concat(now));
    now = [];
    size = 0;
  };
  for (const text of strings) {
    const flags = /[^\u0020-\u00ff]/.test(text) ? 1 : 0;
    if (size + 3 > cutEvery) cut();
    now.push(u16(text.length), Buffer.from([flags]));
    size += 3;
    for (let at = 0; at < text.length; at++) {
      if (size + 2 > cutEvery) {
        cut();
        now.push(Buffer.from([flags]));
        size = 1;
      }
      now.push(Buffer.from(text[at]!, flags ? 'utf16le' : 'latin1'));
      size += flags + 1;
    }
  }
  cut();
  return Buffer.concat(segments.map((segment, index) => biff(index === 0 ? 0xfc : 0x3c, segment)));
}

/** A whole .xls file. */
export function xlsOf(book: BiffBook): Buffer {
  const version = book.version ?? 0x0600;
  const bof = (kind: number): Buffer =>
    biff(0x809, u16(version), u16(kind), u16(0x0dbb), u16(0x07cc), ...(version === 0x0600 ? [u32(0), u32(6)] : []));
  const eof = biff(0x0a);
  const name = (text: string): Buffer => {
    if (version === 0x0600) return text8(text, 1);
    const bytes = iconv.encode(text, 'gb18030');
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  };
  const formats = (book.formats ?? []).flatMap(([id, code]) =>
    code === undefined
      ? []
      : [biff(0x41e, u16(id), version === 0x0600 ? text8(code) : Buffer.concat([Buffer.from([code.length]), Buffer.from(code)]))],
  );
  const xfs = [0, ...(book.formats ?? []).map(([id]) => id)].map((id) => biff(0xe0, u16(0), u16(id), Buffer.alloc(16)));
  const before = Buffer.concat([bof(5), biff(0x42, u16(version === 0x0600 ? 1200 : 936)), ...formats, ...xfs, ...(book.globals ?? [])]);
  const bounds = book.sheets.map((sheet) => biff(0x85, u32(0), Buffer.from([sheet.hidden ? 1 : 0, sheet.type ?? 0]), name(sheet.name)));
  let offset = before.length + bounds.reduce((sum, bound) => sum + bound.length, 0) + eof.length;
  const bodies = book.sheets.map((sheet, index) => {
    bounds[index]!.writeUInt32LE(offset, 4);
    const body = Buffer.concat([bof(sheet.type === 2 ? 0x20 : 0x10), ...sheet.records, eof]);
    offset += body.length;
    return body;
  });
  const stream = Buffer.concat([before, ...bounds, eof, ...bodies]);
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, version === 0x0600 ? '/Workbook' : '/Book', stream);
  return CFB.write(container, { type: 'buffer' }) as Buffer;
}
