// For tests only: builds files byte by byte, honest and dishonest ones, and reads them back whole.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Refusal } from '../../vocabulary/problems.ts';
import type { Cell, SheetRow, Workbook } from './cells.ts';
import { Pages } from './emit.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { readWorkbook, unpackPage } from './read.ts';
import { readFile } from './read-file.ts';
import { runFolder } from './testing-setup.ts';

// One folder for all tests that run in this process, inside the one of the whole run, which testing-setup.ts takes away.
const folder = mkdtempSync(join(runFolder(process.ppid), 'worker-'));
let counter = 0;

export function temporary(name: string, content?: Buffer | string): string {
  const path = join(folder, `${counter++}-${name}`);
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

type Entry = {
  name: string;
  data: Buffer | string;
  stored?: boolean;
  /** What the headers say the unpacked size is, when that is not the truth. */
  declared?: number;
  attributes?: number;
  /** Reuse the bytes of an earlier entry, the way overlapping bombs do. */
  sameAs?: number;
};

/** A zip file of these entries. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data as string);
    const packed = entry.stored ? data : deflateRawSync(data, { level: 1 });
    const name = Buffer.from(entry.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x0800, 6);
    local.writeUInt16LE(entry.stored ? 0 : 8, 8);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(entry.declared ?? data.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0314, 4);
    central.writeUInt16LE(20, 6);
    local.copy(central, 8, 6, 30);
    central.writeUInt32LE(entry.attributes ?? 0, 38);
    const at = entry.sameAs === undefined ? offset : offsets[entry.sameAs]!;
    central.writeUInt32LE(at, 42);
    offsets.push(at);
    directory.push(central, name);
    if (entry.sameAs === undefined) {
      pieces.push(local, name, packed);
      offset += 30 + name.length + packed.length;
    }
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}

type SheetSource = { name?: string; state?: string; data: string; before?: string; after?: string; kind?: string };
type BookSource = {
  sheets: readonly SheetSource[];
  strings?: string;
  styles?: string;
  book?: string;
  extra?: readonly Entry[];
  replace?: Record<string, Partial<Entry>>;
};

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx whose sheets hold exactly this XML. */
export function bookOf(source: BookSource): Buffer {
  const folderOf = (sheet: SheetSource): string => `${sheet.kind ?? 'worksheet'}s`;
  const entries: Entry[] = [
    { name: '[Content_Types].xml', data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="r" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?><workbook ${main} xmlns:r="${relationships}">${source.book ?? ''}<sheets>${source.sheets
        .map(
          (sheet, index) =>
            `<sheet name="${sheet.name ?? `表${index + 1}`}" sheetId="${index + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${source.sheets
        .map(
          (sheet, index) =>
            `<Relationship Id="rId${index + 1}" Type="${relationships}/${sheet.kind ?? 'worksheet'}" Target="${folderOf(sheet)}/sheet${index + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="s" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    },
    ...(source.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `<sst ${main}>${source.strings}</sst>` }]),
    ...(source.styles === undefined ? [] : [{ name: 'xl/styles.xml', data: `<styleSheet ${main}>${source.styles}</styleSheet>` }]),
    ...source.sheets.map((sheet, index) => ({
      name: `xl/${folderOf(sheet)}/sheet${index + 1}.xml`,
      data: `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${main}>${sheet.before ?? ''}<sheetData>${sheet.data}</sheetData>${sheet.after ?? ''}</worksheet>`,
    })),
    ...(source.extra ?? []),
  ];
  return zipOf(entries.map((entry) => ({ ...entry, ...source.replace?.[entry.name] })));
}

type ReadBack = { workbook: Workbook; rows: SheetRow[][] };

/** Reads a file whole. */
export async function readAll(file: string | Buffer, options: { name?: string; limits?: Partial<Limits> } = {}): Promise<ReadBack> {
  const path = typeof file === 'string' ? file : temporary('book', file);
  const rows: SheetRow[][] = [];
  const workbook = await readWorkbook(path, {
    name: options.name ?? '台账.xlsx',
    ...(options.limits ? { limits: options.limits } : {}),
    onPage(page) {
      const unpacked = unpackPage(page.packed);
      if (unpacked.length !== page.count || unpacked[0]!.row !== page.first || unpacked.at(-1)!.row !== page.last)
        throw new Error('The page says something else than it holds.');
      rows[page.sheet] = [...(rows[page.sheet] ?? []), ...unpacked];
    },
  });
  for (const sheet of workbook.sheets) rows[sheet.index] ??= [];
  return { workbook, rows };
}

/** The cells of the first sheet by address. */
export async function cellsOf(file: string | Buffer, options: { name?: string } = {}): Promise<Record<string, Cell>> {
  const { rows } = await readAll(file, options);
  const found: Record<string, Cell> = {};
  for (const { row, cells } of rows[0]!) {
    for (const [index, cell] of cells.entries()) if (cell !== null) found[`${String.fromCharCode(65 + index)}${row}`] = cell;
  }
  return found;
}

/** Like refusalOf, without a thread: for the hundreds of small files of a property. */
export async function quickRefusalOf(file: Buffer, options: { name?: string; limits?: Partial<Limits> } = {}): Promise<string> {
  const limits = { ...defaultLimits, ...options.limits };
  const pages = new Pages(limits, () => Promise.resolve());
  try {
    await readFile(temporary('quick', file), options.name ?? '台账.xlsx', limits, pages, () => undefined);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

/**
 * Reads a file in a process of its own and says how it ended, how long it took and how much memory the process ever had. The kernel's
 * own mark is read where there is one: what rusage says includes the parent the process was forked from.
 */
export function measured(path: string): { code: string; milliseconds: number; megabytes: number } {
  const script = `
    import { readFileSync } from 'node:fs';
    const { readWorkbook } = await import(${JSON.stringify(new URL('./read.ts', import.meta.url).href)});
    const started = performance.now();
    let code = 'accepted';
    try { await readWorkbook(${JSON.stringify(path)}, { name: 'x.xlsx', onPage() {} }); } catch (error) { code = error.problem?.code ?? String(error); }
    const milliseconds = performance.now() - started;
    let kilobytes = process.resourceUsage().maxRSS;
    try { kilobytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
    process.stdout.write(JSON.stringify({ code, milliseconds, megabytes: kilobytes / 1024 }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as ReturnType<
    typeof measured
  >;
}

/** The code a file is refused with, or 'accepted'. Anything that is not a Refusal is thrown on. */
export async function refusalOf(file: string | Buffer, options: { name?: string; limits?: Partial<Limits> } = {}): Promise<string> {
  try {
    await readAll(file, options);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}
