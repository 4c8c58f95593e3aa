// What the demo ledgers promise: the printed sums to the last yuan, codes that pass, nobody real, the same bytes each time, and files that say what the
// items say. The arithmetic of sums and check digits is done here again, apart from the generator.

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoItem } from './ledgers.ts';
import { demoLedgers, writeDemoLedgers, writeEveningLedger } from './ledgers.ts';
import { DEMO_PEOPLE } from './people.ts';
import { eveningExpectations, initialExpectations } from './testing.ts';

const [dongfeng, longshan, xian] = demoLedgers().map((ledger) => ledger.items) as [DemoItem[], DemoItem[], DemoItem[]];
const everything = [...dongfeng, ...longshan, ...xian];
const annual = dongfeng.filter((item) => item.pool === 'annual');

const is = (nature: 'new' | 'continuing') => (item: DemoItem) => item.nature === nature;
const large = (item: DemoItem) => item.totalYuan >= 50_000_000;
const on = (list: string) => (item: DemoItem) => item.lists.some((entry) => entry.code === list);

/** Count, total and plan in 亿元 as a newspaper prints them, but only if the yuan are exactly that. */
function printed(items: DemoItem[]): { n: number; total: number; plan: number } {
  const total = items.reduce((acc, item) => acc + item.totalYuan, 0);
  const plan = items.reduce((acc, item) => acc + (item.annualPlanYuan ?? 0), 0);
  expect(total % 1_000_000, 'a total with no more than two decimals of 亿元').toBe(0);
  expect(plan % 1_000_000, 'a plan with no more than two decimals of 亿元').toBe(0);
  return { n: items.length, total: total / 100_000_000, plan: plan / 100_000_000 };
}

describe('the sums printed in the newspaper', () => {
  it('东丰县: 80 projects, 55 new and 25 continuing', () => {
    expect(printed(annual)).toEqual({ n: 80, total: 95.94, plan: 47.51 });
    expect(printed(annual.filter(is('new')))).toEqual({ n: 55, total: 39.98, plan: 30.35 });
    expect(printed(annual.filter(is('continuing')))).toEqual({ n: 25, total: 55.96, plan: 17.16 });
  });

  it('东丰县 from 5000万元: 35 rows where the page says 34, the money as printed', () => {
    const tier = annual.filter(large);
    expect(printed(tier)).toEqual({ n: 35, total: 86.96, plan: 39.63 });
    expect(printed(tier.filter(is('new')))).toEqual({ n: 17, total: 32.21, plan: 23.17 });
    expect(printed(tier.filter(is('continuing')))).toEqual({ n: 18, total: 54.75, plan: 16.46 });
  });

  it('东丰县 between 500万元 and 5000万元: 38 new and 7 continuing, each inside the band', () => {
    const band = annual.filter((item) => !large(item));
    expect(printed(band.filter(is('new')))).toEqual({ n: 38, total: 7.77, plan: 7.18 });
    expect(printed(band.filter(is('continuing')))).toEqual({ n: 7, total: 1.21, plan: 0.7 });
    for (const item of band) expect(item.totalYuan, item.name).toBeGreaterThanOrEqual(5_000_000);
  });

  it('东丰县 on the province three-early list: 5 new, 6 continuing, all from 5000万元', () => {
    const list = annual.filter(on('sanzao-2020'));
    expect(printed(list)).toEqual({ n: 11, total: 21.54, plan: 9.42 });
    expect(list.filter(is('new'))).toHaveLength(5);
    expect(list.filter(is('continuing'))).toHaveLength(6);
    expect(list.every(large)).toBe(true);
  });

  it('东丰县 in reserve: 76 projects from 500万元 and no plan for the year', () => {
    const reserve = dongfeng.filter((item) => item.pool === 'reserve');
    expect(printed(reserve)).toEqual({ n: 76, total: 216.02, plan: 0 });
    expect(reserve.every((item) => item.totalYuan >= 5_000_000 && item.annualPlanYuan === null)).toBe(true);
  });

  it('龙山区: 41 projects, 7 bonds of which 4 sent on, 14 for the central budget', () => {
    expect(printed(longshan)).toEqual({ n: 41, total: 145.6, plan: 45.9 });
    expect(longshan.filter(is('new'))).toHaveLength(32);
    expect(longshan.filter(is('continuing'))).toHaveLength(9);
    expect(longshan.filter(on('sanzao-2020'))).toHaveLength(7);
    const bonds = longshan.flatMap((item) => item.lists.filter((entry) => entry.code === 'special-bond'));
    expect(bonds).toHaveLength(7);
    expect(bonds.filter((entry) => entry.state === '已通过省发改委审核，报送国家发改委')).toHaveLength(4);
    expect(longshan.filter(on('central-budget'))).toHaveLength(14);
  });

  it('西安区: 25 projects from 500万元, grown by 339 % on the plans of its continuing projects in 2019', () => {
    expect(printed(xian)).toEqual({ n: 25, total: 77.8, plan: 15.25 });
    expect(xian.filter(is('new'))).toHaveLength(8);
    expect(xian.filter(is('continuing'))).toHaveLength(17);
    expect(xian.every((item) => item.totalYuan >= 5_000_000)).toBe(true);
    const before = xian.reduce((acc, item) => acc + (item.previousPlanYuan ?? 0), 0);
    expect(before).toBe(347_380_000);
    expect(xian.filter((item) => item.previousPlanYuan !== null).every(is('continuing'))).toBe(true);
    expect(((1_525_000_000 / before - 1) * 100).toFixed(0)).toBe('339');
  });
});

describe('each project', () => {
  it('plans no more than it costs, and what is done and planned fits in the total', () => {
    for (const item of everything) {
      expect(Number.isSafeInteger(item.totalYuan), item.name).toBe(true);
      expect((item.annualPlanYuan ?? 0) + (item.doneYuan ?? 0), item.name).toBeLessThanOrEqual(item.totalYuan);
    }
  });

  it('is continuing exactly when it began before 2020 and money has been spent', () => {
    for (const item of everything.filter((i) => i.pool === 'annual')) {
      expect(item.start < '2020', item.name).toBe(item.nature === 'continuing');
      expect((item.doneYuan ?? 0) > 0, item.name).toBe(item.nature === 'continuing');
      expect(item.finish >= item.start, item.name).toBe(true);
    }
  });

  it('has a name of its own', () => {
    expect(new Set(everything.map((item) => `${item.region} ${item.name}`)).size).toBe(everything.length);
  });

  it('carries a credit code whose two check signs are right and whose body is synthetic', () => {
    const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const outer = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    const inner = [3, 7, 9, 10, 5, 8, 4, 2];
    const firms = new Map<string, string>();
    for (const { creditCode, owner, name } of everything) {
      if (creditCode === null) {
        expect(owner, name).toMatch(/(局|办公室|合作社)$/);
        continue;
      }
      expect(creditCode).toMatch(/^912204\d\dMA0TEE/);
      const weighted = outer.reduce((acc, weight, i) => acc + weight * signs.indexOf(creditCode[i]!), 0);
      expect(signs.indexOf(creditCode[17]!), creditCode).toBe((31 - (weighted % 31)) % 31);
      const body = inner.reduce((acc, weight, i) => acc + weight * '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(creditCode[8 + i]!), 0);
      expect(creditCode[16], creditCode).toBe('0X987654321'[body % 11]);
      expect(firms.get(creditCode) ?? owner, 'one code, one firm').toBe(owner);
      firms.set(creditCode, owner);
    }
    expect(new Set(firms.values()).size).toBe(firms.size);
  });

  it('carries a project code of its own division, in the old form, or in the new form with its check digit, or none', () => {
    const codes = everything.filter((item) => item.code !== null);
    let reissued = 0;
    for (const item of codes) {
      const code = item.code!;
      if (/^20(1[6-9]|20)-/.test(code) && /^\d{4}-\d{6}-\d\d-0\d-\d{6}$/.test(code) && code.slice(12, 14) === item.industry.slice(0, 2)) {
        expect(code.slice(5, 11)).toBe(item.region);
        continue;
      }
      reissued += 1;
      expect(code).toMatch(/^201[12]-220402-04-0[12]-\d{6}$/);
      // ISO 7064 MOD 11,10 by its definition: run through all twenty digits, the product must end at 1.
      const digits = [...code.replaceAll('-', '')].map(Number);
      let product = 10;
      for (const digit of digits.slice(0, 19)) product = ((((product + digit - 1) % 10) + 1) * 2) % 11;
      expect((product + digits[19]!) % 10, code).toBe(1);
    }
    expect(reissued).toBeGreaterThanOrEqual(8);
    expect(new Set(codes.map((item) => item.code)).size).toBe(codes.length);
    expect(everything.filter((item) => item.pool === 'annual' && item.code === null).length).toBeGreaterThanOrEqual(8);
  });

  it('names no firm, place or person of the newspaper page', () => {
    const forbidden =
      '林业纺织 东北林业 厚德 中粮 格致 鸿图 东岳 鑫达 广而洁 立峰 钢背 红星 美凯龙 大唐 长白山 清漪园 诺丁山 莎普爱斯 启星 炼焦 16m 竖炉 300万吨 王超 夏景明 刘鹰 王彦雨 戚凯慧 袁为'.split(
        ' ',
      );
    const text = JSON.stringify([everything, DEMO_PEOPLE, eveningExpectations()]);
    for (const word of forbidden) expect(text.includes(word), word).toBe(false);
  });

  it('has a contact whose telephone number is well formed and nobody else’s', () => {
    for (const { contact } of everything) expect(contact.phone).toMatch(/^1380000\d{4}$/);
    expect(new Set(everything.map((item) => item.contact.phone)).size).toBe(everything.length);
  });
});

describe('the people', () => {
  it('are one for each kind of work and one clerk for each county', () => {
    expect(
      DEMO_PEOPLE.filter((p) => p.role === 'clerk')
        .map((p) => p.region)
        .sort(),
    ).toEqual(['220402', '220403', '220421', '220422']);
    expect(new Set(DEMO_PEOPLE.map((p) => p.role)).size).toBe(7);
    expect(new Set(DEMO_PEOPLE.map((p) => p.login)).size).toBe(DEMO_PEOPLE.length);
    expect(new Set(DEMO_PEOPLE.map((p) => p.name)).size).toBe(DEMO_PEOPLE.length);
    const owner = DEMO_PEOPLE.find((p) => p.role === 'owner')!;
    expect(everything.some((item) => item.owner === owner.organisation)).toBe(true);
  });
});

/** What a cell holds for a reader: text, number, or a formula's kept value. */
function seen(cell: ExcelJS.Cell): string | number | null {
  const value = cell.value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && 'result' in value) return value.result as number;
  return typeof value === 'number' ? value : String(value);
}

/** Reads an amount the way a person would, into yuan: full width, commas, 约, a unit of its own. */
function amount(raw: string | number | null, unitYuan: number): number {
  const text = String(raw ?? '')
    .normalize('NFKC')
    .replace(/[,约\s]/g, '');
  const own = text.endsWith('亿元') ? 100_000_000 : text.endsWith('万元') ? 10_000 : unitYuan;
  const digits = text.replace(/[亿万]元$/, '');
  expect(digits).toMatch(/^\d+(\.\d+)?$/);
  return Math.round(Number(digits) * own);
}

describe('the files', () => {
  let dir: string;
  const once = new Map<string, Buffer>();
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sanzao-demo-'));
    for (const ledger of [...(await writeDemoLedgers(dir)), await writeEveningLedger(dir)])
      once.set(ledger.file, await readFile(ledger.path));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const open = async (file: string): Promise<ExcelJS.Workbook> => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(dir, file));
    return workbook;
  };
  const sheetOf = (workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
    const sheet = workbook.getWorksheet(name);
    if (!sheet) throw new Error(`There is no sheet ${name}.`);
    return sheet;
  };
  const projectRows = (sheet: ExcelJS.Worksheet, numberColumn: string): ExcelJS.Row[] => {
    const rows: ExcelJS.Row[] = [];
    sheet.eachRow((row) => {
      if (/^\d+$/.test(String(seen(row.getCell(numberColumn)) ?? ''))) rows.push(row);
    });
    return rows;
  };

  it('are byte for byte the same when written again later', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const again = await mkdtemp(join(tmpdir(), 'sanzao-demo-'));
    for (const ledger of [...(await writeDemoLedgers(again)), await writeEveningLedger(again)]) {
      const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(hash(await readFile(ledger.path)), ledger.file).toBe(hash(once.get(ledger.file)!));
    }
    await rm(again, { recursive: true });
    expect(once.size).toBe(4);
  });

  it('东丰县 annual: rows sum to the page, each formula’s kept value is the sum of the cells it names', async () => {
    const sheet = sheetOf(await open('东丰县2020年重点项目台账.xlsx'), '2020年500万元以上项目');
    const rows = projectRows(sheet, 'A');
    expect(rows).toHaveLength(80);
    expect(rows.reduce((acc, row) => acc + amount(seen(row.getCell('L')), 10_000), 0)).toBe(9_594_000_000);
    expect(rows.reduce((acc, row) => acc + amount(seen(row.getCell('N')), 10_000), 0)).toBe(4_751_000_000);
    expect(rows.filter((row) => /^[√是]$/.test(String(seen(row.getCell('O')) ?? '')))).toHaveLength(11);
    expect(rows.filter((row) => seen(row.getCell('I')) === '新建')).toHaveLength(55);
    let formulas = 0;
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (!cell.formula) return;
        formulas += 1;
        const [, letter, from, to] = /^SUM\(([A-Z])(\d+):[A-Z](\d+)\)$/.exec(cell.formula) ?? [];
        const cells = letter
          ? Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${letter}${Number(from) + i}`)
          : cell.formula.split('+');
        expect(seen(cell), cell.address).toBe(
          cells.reduce((acc, address) => acc + Math.round(Number(seen(sheet.getCell(address))) * 10_000), 0) / 10_000,
        );
      }),
    );
    expect(formulas).toBe(14);
  });

  it('东丰县 says 34 over 35 rows in one group, and again in its summary', async () => {
    const workbook = await open('东丰县2020年重点项目台账.xlsx');
    const [found] = initialExpectations();
    expect(seen(sheetOf(workbook, found!.sheet).getCell(found!.cell))).toBe('一、5000万元以上重点项目（34个）');
    const summary = sheetOf(workbook, '附：汇总');
    const lines = summary
      .getColumn(1)
      .values.map((value, r) => [value, ...['B', 'C', 'D'].map((c) => (r > 0 ? seen(summary.getCell(`${c}${r}`)) : null))]);
    expect(lines).toContainEqual(['5000万元以上重点项目', 34, 86.96, 39.63]);
    expect(lines).toContainEqual(['500万元以上项目', 80, 95.94, 47.51]);
    expect(lines).toContainEqual(['纳入省“三早”项目', 11, 21.54, 9.42]);
  });

  it('东丰县 reserve: 76 rows in 亿元 sum to 216.02亿', async () => {
    const sheet = sheetOf(await open('东丰县2020年重点项目台账.xlsx'), '谋划储备项目');
    const rows = projectRows(sheet, 'A');
    expect(rows).toHaveLength(76);
    expect(rows.reduce((acc, row) => acc + amount(seen(row.getCell('G')), 100_000_000), 0)).toBe(21_602_000_000);
    expect(seen(sheet.getCell('G5'))).toBe(216.02);
  });

  it('龙山区: text numbers, full width, own units — and still 145.6亿 and 45.9亿, by category and in all', async () => {
    const workbook = await open('龙山区重点项目(2020).xlsx');
    const sheet = sheetOf(workbook, '重点项目');
    const rows = projectRows(sheet, 'B');
    expect(rows).toHaveLength(41);
    expect(rows.reduce((acc, row) => acc + amount(seen(row.getCell('K')), 100_000_000), 0)).toBe(14_560_000_000);
    expect(rows.reduce((acc, row) => acc + amount(seen(row.getCell('M')), 10_000), 0)).toBe(4_590_000_000);
    let part = 0;
    const subtotals: number[] = [];
    sheet.eachRow((row) => {
      if (/^\d+$/.test(String(seen(row.getCell('B')) ?? ''))) part += amount(seen(row.getCell('K')), 100_000_000);
      if (seen(row.getCell('A')) === '小计') {
        expect(amount(seen(row.getCell('K')), 100_000_000)).toBe(part);
        subtotals.push(part);
        part = 0;
      }
    });
    expect(subtotals).toHaveLength(4);
    const cells = rows.map((row) => String(seen(row.getCell('K'))));
    expect(cells.some((text) => /^约.*亿元$/.test(text))).toBe(true);
    expect(cells.some((text) => /万元$/.test(text))).toBe(true);
    expect(cells.some((text) => /[０-９]/.test(text))).toBe(true);
    expect(sheetOf(workbook, '下拉项').state).toBe('hidden');
  });

  it('西安区: GB18030 with a four-byte sign and quoted line breaks, summing to the page', () => {
    const bytes = once.get('西安区2020年项目计划表.csv')!;
    const text = iconv.decode(bytes, 'gb18030');
    expect(iconv.encode(text, 'gb18030').equals(bytes)).toBe(true);
    expect(iconv.decode(bytes, 'utf8')).toContain('\uFFFD');
    expect(text).toContain('䶮');
    const rows = text
      .trimEnd()
      .split('\r\n')
      .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ''));
    const header = rows.findIndex((cells) => cells[0] === '序号');
    const at = (title: string): number => rows[header]!.indexOf(title);
    const projects = rows.filter((cells) => /^\d+$/.test(cells[0]!));
    const total = (title: string): number =>
      projects.reduce((acc, cells) => acc + (/\d/.test(cells[at(title)]!) ? amount(cells[at(title)]!, 10_000) : 0), 0);
    expect(projects).toHaveLength(25);
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([18]));
    expect(total('计划总投资')).toBe(7_780_000_000);
    expect(total('2020年计划投资')).toBe(1_525_000_000);
    expect(total('2019年计划投资')).toBe(347_380_000);
    expect(rows.at(-1)![0]).toBe('合计（25个）');
    expect(amount(rows.at(-1)![at('计划总投资')]!, 10_000)).toBe(7_780_000_000);
  });

  it('the evening file holds each expected finding at the cell it is expected at, and no other change', async () => {
    const expected = eveningExpectations();
    const before = sheetOf(await open('东丰县2020年重点项目台账.xlsx'), expected.sheet);
    const after = sheetOf(await open(expected.file), expected.sheet);
    for (const doubt of expected.doubtful) expect(seen(after.getCell(doubt.cell)), doubt.kind).toBe(doubt.raw);
    for (const change of expected.changed) expect(amount(seen(after.getCell(change.cell)), 10_000), change.name).toBe(change.to);
    for (const twin of expected.likelyDuplicates) expect(seen(after.getCell(twin.cell))).toBe(twin.name);
    const [subtotal] = expected.subtotals;
    expect(amount(seen(after.getCell(subtotal!.cell)), 10_000)).toBe(subtotal!.claimed);
    expect(subtotal!.claimed).not.toBe(subtotal!.computed);
    expect(seen(after.getCell('N4'))).toBe('2020年投资计划');
    expect(seen(before.getCell('N4'))).toBe('年度计划投资');

    const byName = (sheet: ExcelJS.Worksheet): Map<string, (string | number | null)[]> =>
      new Map(
        projectRows(sheet, 'A').map((row) => [
          String(seen(row.getCell('B'))),
          Array.from({ length: 18 }, (_, i) => seen(row.getCell(i + 2))),
        ]),
      );
    const old = byName(before);
    const now = byName(after);
    expect(now.size).toBe(expected.rows.annual);
    expect([...now.keys()].filter((name) => !old.has(name)).sort()).toEqual(
      [...expected.added, ...expected.likelyDuplicates.map((twin) => twin.name)].sort(),
    );
    expect([...old.keys()].filter((name) => !now.has(name))).toEqual(expected.missing.map((item) => item.name));
    const touched = new Set([...expected.changed, ...expected.doubtful].map((item) => item.name));
    const differing = [...now]
      .filter(([name, cells]) => old.has(name) && JSON.stringify(old.get(name)) !== JSON.stringify(cells))
      .map(([name]) => name);
    expect(differing.sort()).toEqual([...touched].sort());
    expect(new Set(expected.changed.map((change) => change.key)).size).toBe(4);
  });
});
