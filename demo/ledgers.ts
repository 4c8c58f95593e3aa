// The ledgers of the demo region: Liaoyuan in spring 2020, invented projects whose sums are the ones printed in the newspaper. It decides which ledgers
// exist and writes them as real files, byte for byte the same each time; 东辽县 hands in nothing, so there is nothing for it here. Reading the
// files is the business of the import that every clerk uses.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENING_FILE, evening } from './evening.ts';
import type { DemoItem } from './items.ts';
import { itemsOf } from './items.ts';
import { dongfengAnnual, dongfengGuidance, dongfengReserve, dongfengSummary, MARCH_12 } from './sheet-dongfeng.ts';
import { longshanSheets } from './sheet-longshan.ts';
import { xianBytes } from './sheet-xian.ts';
import { LONGSHAN_ANNUAL, XIAN_ANNUAL } from './table-districts.ts';
import { DONGFENG_ANNUAL, DONGFENG_RESERVE } from './table-dongfeng.ts';
import { workbookBytes } from './workbook.ts';

export type { DemoItem } from './items.ts';

/** One ledger of the demo: the file it becomes and the projects written in it. */
export type Ledger = { file: string; region: string; regionName: string; year: number; title: string; items: DemoItem[] };

/** A written file, ready for `import FILE --region CODE --year Y`. */
export type WrittenLedger = { file: string; path: string; region: string; year: number; title: string };

const annualOf = (items: DemoItem[]): DemoItem[] => items.filter((item) => item.pool === 'annual');
const reserveOf = (items: DemoItem[]): DemoItem[] => items.filter((item) => item.pool === 'reserve');

/** The three ledgers the demo region starts with, as plain data. */
export function demoLedgers(): Ledger[] {
  const dongfeng = new Map<string, string>();
  const options = { region: '220421', reissuedCodes: false };
  return [
    {
      file: '东丰县2020年重点项目台账.xlsx',
      region: '220421',
      regionName: '东丰县',
      year: 2020,
      title: '东丰县2020年500万元以上重点项目台账',
      items: [
        ...itemsOf(DONGFENG_ANNUAL, { ...options, pool: 'annual', firstContact: 0 }, dongfeng),
        ...itemsOf(DONGFENG_RESERVE, { ...options, pool: 'reserve', firstContact: 100 }, dongfeng),
      ],
    },
    {
      file: '龙山区重点项目(2020).xlsx',
      region: '220402',
      regionName: '龙山区',
      year: 2020,
      title: '龙山区2020年重点项目计划表',
      items: itemsOf(LONGSHAN_ANNUAL, { region: '220402', pool: 'annual', firstContact: 200, reissuedCodes: true }, new Map()),
    },
    {
      file: '西安区2020年项目计划表.csv',
      region: '220403',
      regionName: '西安区',
      year: 2020,
      title: '西安区2020年500万元以上重点项目计划表',
      items: itemsOf(XIAN_ANNUAL, { region: '220403', pool: 'annual', firstContact: 300, reissuedCodes: false }, new Map()),
    },
  ];
}

async function bytesOf(ledger: Ledger): Promise<Buffer> {
  if (ledger.region === '220403') return xianBytes(ledger.items);
  if (ledger.region === '220402') return workbookBytes(longshanSheets(ledger.items), { written: '2020-03-12', by: '龙山区项目中心' });
  const rows = annualOf(ledger.items).map((item) => ({ item }));
  const reserve = reserveOf(ledger.items);
  const sheets = [dongfengGuidance(), dongfengAnnual(rows, MARCH_12).sheet, dongfengReserve(reserve), dongfengSummary(rows, reserve, 34)];
  return workbookBytes(sheets, { written: '2020-03-12', by: '东丰县项目中心' });
}

async function put(dir: string, ledger: Omit<Ledger, 'items'>, bytes: Buffer): Promise<WrittenLedger> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, ledger.file);
  await writeFile(path, bytes);
  return { file: ledger.file, path, region: ledger.region, year: ledger.year, title: ledger.title };
}

/** Writes the three ledgers the demo region starts with into `dir`. */
export async function writeDemoLedgers(dir: string): Promise<WrittenLedger[]> {
  const written: WrittenLedger[] = [];
  for (const ledger of demoLedgers()) written.push(await put(dir, ledger, await bytesOf(ledger)));
  return written;
}

/** Writes the clerk's evening file into `dir`. It is not part of the first start: the clerk drops it. */
export async function writeEveningLedger(dir: string): Promise<WrittenLedger> {
  const ledger = demoLedgers()[0]!;
  const reserve = reserveOf(ledger.items);
  const { rows, layout } = evening(annualOf(ledger.items), reserve.length);
  const sheets = [dongfengGuidance(), layout.sheet, dongfengReserve(reserve), dongfengSummary(rows, reserve, null)];
  return put(
    dir,
    { ...ledger, file: EVENING_FILE, title: '东丰县2020年500万元以上重点项目台账（3月20日更新）' },
    await workbookBytes(sheets, { written: '2020-03-20', by: '东丰县项目中心' }),
  );
}
