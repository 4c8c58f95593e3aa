// Reading a 50,000 × 30 workbook, side by side in one run: the bare streaming reader (hucre), ours, and exceljs for reference; and
// writing the same rows. Each measurement is a process of its own, so the peak memory is its own too. The bare reader gives values
// only; ours also gives formulas, merges, days and compressed pages, and unpacks nothing it has not judged first.
//   node bench/sheets.ts [rows] [repeats]
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Cell } from '../platform/sheets/cells.ts';

const columns = 30;
const folder = join(tmpdir(), 'sanzao-bench-sheets');
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

function cellAt(row: number, column: number): Cell {
  switch (column % 6) {
    case 0:
      return column === 0 ? `22042120${String(row).padStart(6, '0')}` : `第${row % 977}号标准厂房及配套管网（${column}期）`;
    case 1:
      return column === 1 ? `东辽河沿岸第${row}号产业园基础设施建设项目` : (row * 7919 + column) % 100_000;
    case 2:
      return ((row * 31 + column * 17) % 1_000_000) / 100;
    case 3: {
      const day = `20${20 + (row % 6)}-0${1 + (row % 9)}-1${column % 10}`;
      return { day, text: day };
    }
    case 4:
      return ['新建', '续建', '改建', '扩建'][row % 4]!;
    default:
      return row * columns + column;
  }
}

function* rowsOf(count: number): Generator<Cell[]> {
  for (let row = 1; row <= count; row++) yield Array.from({ length: columns }, (_one, column) => cellAt(row, column));
}

const titles = Array.from({ length: columns }, (_one, column) => `第${column + 1}列`);

/** The workbook as Excel would write it: shared strings, date styles, one header row. */
async function generate(path: string, count: number): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true, useStyles: true });
  const sheet = workbook.addWorksheet('台账');
  sheet.columns = titles.map((_title, column) => (column % 6 === 3 ? { style: { numFmt: 'yyyy-mm-dd' } } : {}));
  sheet.addRow(titles).commit();
  for (const cells of rowsOf(count)) {
    sheet
      .addRow(cells.map((cell) => (cell !== null && typeof cell === 'object' && 'day' in cell ? new Date(`${cell.day}T00:00:00Z`) : cell)))
      .commit();
  }
  sheet.commit();
  await workbook.commit();
}

type Measure = { rows: number; milliseconds: number; peak: number; growth: number };

const work: Record<string, (path: string, count: number) => Promise<number>> = {
  async 'hucre, bare stream'(path) {
    const { streamXlsxRows } = await import('hucre/xlsx');
    let rows = 0;
    for await (const _row of streamXlsxRows(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>)) rows++;
    return rows;
  },
  async 'hucre, bare buffer'(path) {
    const { streamXlsxRows } = await import('hucre/xlsx');
    let rows = 0;
    for await (const _row of streamXlsxRows(readFileSync(path))) rows++;
    return rows;
  },
  async 'ours, readWorkbook'(path) {
    const { readWorkbook } = await import('../platform/sheets/read.ts');
    let rows = 0;
    await readWorkbook(path, {
      name: 'bench.xlsx',
      onPage(page) {
        rows += page.count;
      },
    });
    return rows;
  },
  async 'ours, and pages unpacked'(path) {
    const { readWorkbook, unpackPage } = await import('../platform/sheets/read.ts');
    let rows = 0;
    await readWorkbook(path, {
      name: 'bench.xlsx',
      onPage(page) {
        rows += unpackPage(page.packed).length;
      },
    });
    return rows;
  },
  async 'exceljs, stream'(path) {
    const { default: excel } = await import('exceljs');
    let rows = 0;
    const reader = new excel.stream.xlsx.WorkbookReader(path, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
      hyperlinks: 'ignore',
      entries: 'ignore',
    });
    for await (const sheet of reader) for await (const _row of sheet) rows++;
    return rows;
  },
  async 'write: ours'(_path, count) {
    const { writeWorkbook } = await import('../platform/sheets/write.ts');
    const kinds = titles.map((title, column) => ({ title, kind: column % 6 === 3 ? ('day' as const) : undefined }));
    await writeWorkbook(join(folder, 'written-ours.xlsx'), [{ name: '台账', columns: kinds, rows: rowsOf(count) }]);
    return count + 1;
  },
  async 'write: exceljs'(_path, count) {
    await generate(join(folder, 'written-exceljs.xlsx'), count);
    return count + 1;
  },
};

/** The kernel's own mark where there is one: what rusage says includes the parent the process was forked from. */
function peakMemory(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

/** Runs in a child: one measurement, printed as JSON. */
async function child(what: string, path: string, count: number): Promise<void> {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const rows = await work[what]!(path, count);
  const milliseconds = performance.now() - start;
  const peak = peakMemory();
  process.stdout.write(JSON.stringify({ rows, milliseconds, peak, growth: peak - before } satisfies Measure));
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 50_000);
  const repeats = Number(process.argv[3] ?? 3);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${count}x${columns}.xlsx`);
  if (!existsSync(path)) await generate(path, count);
  console.log(`${count} rows × ${columns} columns, ${megabytes(statSync(path).size)} MB; median of ${repeats}, in turn`);
  const taken = new Map<string, Measure[]>(Object.keys(work).map((what) => [what, []]));
  for (let round = 0; round < repeats; round++) {
    for (const [what, list] of taken) {
      const printed = execFileSync(process.execPath, [import.meta.filename, '--child', what, path, String(count)], { encoding: 'utf8' });
      const measure = JSON.parse(printed) as Measure;
      if (measure.rows !== count + 1) throw new Error(`${what} saw ${measure.rows} rows of ${count + 1}`);
      list.push(measure);
    }
  }
  const base = {
    read: median(taken.get('hucre, bare stream')!.map((one) => one.milliseconds)),
    write: median(taken.get('write: exceljs')!.map((one) => one.milliseconds)),
  };
  console.table(
    [...taken].map(([what, list]) => {
      const milliseconds = median(list.map((one) => one.milliseconds));
      return {
        what,
        ms: Math.round(milliseconds),
        ratio: (milliseconds / (what.startsWith('write') ? base.write : base.read)).toFixed(2),
        'peak MB': megabytes(Math.max(...list.map((one) => one.peak))),
        'growth MB': megabytes(Math.max(...list.map((one) => one.growth))),
      };
    }),
  );
}

if (process.argv[2] === '--child') await child(process.argv[3]!, process.argv[4]!, Number(process.argv[5]));
else await main();
