// The ledgers of the demo region, and real lists of other governments, through the door with the product's own intake: what a clerk would
// see and do.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WrittenLedger, writeDemoLedgers, writeEveningLedger } from '../../demo/ledgers.ts';
import { eveningExpectations, initialExpectations } from '../../demo/testing.ts';
import { projectLedger } from '../projects/intake.ts';
import type { Intake } from './intake.ts';
import { importsAtWork } from './testing.ts';
import type { Finding, ImportReply, Mapping } from './words.ts';

const at = await importsAtWork([projectLedger as Intake]);
const folder = mkdtempSync(join(tmpdir(), 'sanzao-ledgers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let ledgers: WrittenLedger[];
beforeAll(async () => {
  ledgers = await writeDemoLedgers(folder);
});

const findings = async (reply: ImportReply, query: string): Promise<Finding[]> =>
  (await at.as(reply.region, 'GET', at.address(reply, `/findings?limit=500&${query}`))).body.findings;
const rowsOf = async (reply: ImportReply, kind: string) =>
  (await at.as(reply.region, 'GET', at.address(reply, `/rows?limit=500&kind=${kind}`))).body.rows;
const confirm = async (reply: ImportReply, more: object = {}): Promise<ImportReply> => {
  const answer = await at.as(reply.region, 'POST', at.address(reply, '/confirm'), { version: reply.version, ...more });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
};
const figures = (region: string) =>
  at.fresh.database.transaction({ regions: [region], prefix: null, owner: null }, async (db) => {
    const rows = await db.kysely
      .selectFrom('project_years')
      .select(['pool', 'nature', 'total_yuan', 'annual_plan_yuan'])
      .where('region_code', '=', region)
      .where('year', '=', 2020)
      .execute();
    const of = (part: typeof rows) => [
      part.length,
      part.reduce((sum, row) => sum + Number(row.total_yuan ?? 0), 0),
      part.reduce((sum, row) => sum + Number(row.annual_plan_yuan ?? 0), 0),
    ];
    return {
      annual: of(rows.filter((row) => row.pool === 'annual')),
      new: of(rows.filter((row) => row.pool === 'annual' && row.nature === 'new')),
      continuing: of(rows.filter((row) => row.pool === 'annual' && row.nature === 'continuing')),
      large: of(rows.filter((row) => row.pool === 'annual' && Number(row.total_yuan) >= 50_000_000)),
      reserve: of(rows.filter((row) => row.pool === 'reserve')),
    };
  });

describe('the ledgers of the demo region go in without a single question', () => {
  it('东丰县: three header rows, groups in groups, a reserve in 亿元; the one wrong count of the page is found', async () => {
    const ready = await at.bring('220421', ledgers[0]!.path);
    expect(ready).toMatchObject({ status: 'ready', counts: { rows: 156, new: 156, refused: 0, questions: 0, subtotalsWrong: 1 } });
    expect(ready.mapping!.sheets.map((sheet) => [sheet.use, sheet.leftOut])).toEqual([
      [false, 'guidance'],
      [true, null],
      [true, null],
      [false, 'summary'],
    ]);
    const wrong = initialExpectations()[0]!;
    expect(ready.subtotals.filter((one) => !one.closes)).toMatchObject([
      { cell: wrong.cell, claimed: wrong.claimed, computed: wrong.computed, unit: 'count' },
    ]);
    expect(await confirm(ready)).toMatchObject({ status: 'confirmed', applied: { created: 156, held: 0, moved: [] } });
    expect(await figures('220421')).toEqual({
      annual: [80, 9_594_000_000, 4_751_000_000],
      new: [55, 3_998_000_000, 3_035_000_000],
      continuing: [25, 5_596_000_000, 1_716_000_000],
      large: [35, 8_696_000_000, 3_963_000_000],
      reserve: [76, 21_602_000_000, 0],
    });
  });

  it('龙山区: categories merged down the first column, 亿元 beside 万元, numbers as text', async () => {
    const done = await confirm(await at.bring('220402', ledgers[1]!.path));
    expect(done.counts).toMatchObject({ rows: 41, new: 41, refused: 0, questions: 0, subtotalsWrong: 0 });
    expect(await figures('220402')).toMatchObject({
      annual: [41, 14_560_000_000, 4_590_000_000],
      new: [32, expect.any(Number), expect.any(Number)],
      continuing: [9, expect.any(Number), expect.any(Number)],
    });
  });

  it("西安区: a CSV in GB18030 with last year's plan beside this year's", async () => {
    const done = await confirm(await at.bring('220403', ledgers[2]!.path));
    expect(done.counts).toMatchObject({ rows: 25, new: 25, refused: 0, questions: 0, subtotalsWrong: 0 });
    expect(await figures('220403')).toMatchObject({
      annual: [25, 7_780_000_000, 1_525_000_000],
      new: [8, expect.any(Number), expect.any(Number)],
      continuing: [17, expect.any(Number), expect.any(Number)],
    });
  });

  it('brought again they change nothing', async () => {
    for (const [index, region] of ['220421', '220402', '220403'].entries()) {
      const again = await at.bring(region, ledgers[index]!.path);
      expect(again.counts).toMatchObject({ new: 0, changed: 0, questions: 0, refused: 0, missing: 0 });
      expect(again.sameFile).toHaveLength(1);
      await at.as(region, 'POST', at.address(again, '/drop'), {});
    }
  });
});

describe("the clerk's evening", () => {
  const expected = eveningExpectations();
  let ready: ImportReply;
  beforeAll(async () => {
    ready = await at.bring('220421', (await writeEveningLedger(folder)).path);
  });

  it('shows every doubtful cell with its reason', async () => {
    const refused = await findings(ready, 'kind=refused');
    expect(new Set(refused.map((one) => one.cell))).toEqual(new Set(expected.doubtful.map((one) => one.cell)));
    for (const one of refused) expect(one.problem.zh).not.toMatch(/\{\w+\}/);
  });
  it('asks about the two rows that look like known projects, with both sides', async () => {
    const asked = await findings(ready, 'kind=question');
    expect(asked.map((one) => one.row).sort()).toEqual(expected.likelyDuplicates.map((one) => Number(one.cell.replace(/\D/g, ''))).sort());
    for (const one of asked) expect(one.candidates.length).toBeGreaterThan(0);
  });
  it('shows what is new, what changed from what to what, and what is missing', async () => {
    expect((await rowsOf(ready, 'new')).map((row: { title: string }) => row.title)).toEqual(expected.added);
    const changes = (await rowsOf(ready, 'changed')).flatMap(
      (row: { title: string; changes: { field: string; oldYuan: number; newYuan: number }[] }) =>
        row.changes.map((change) => [row.title, change.oldYuan, change.newYuan]),
    );
    for (const one of expected.changed) expect(changes).toContainEqual([one.name, one.from, one.to]);
    expect(ready.missing.map((one) => one.name)).toEqual(expected.missing.map((one) => one.name));
  });
  it('finds the sum that was not taken up again', () => {
    const wrong = ready.subtotals.filter((one) => !one.closes);
    expect(wrong).toMatchObject(expected.subtotals.map(({ cell, claimed, computed }) => ({ cell, claimed, computed })));
  });
  it('takes answers and corrections, and goes in', async () => {
    const asked = await findings(ready, 'kind=question');
    const refused = await findings(ready, 'kind=refused');
    const answers = [
      ...asked.map((one) => ({ sheet: one.sheet, row: one.row, kind: 'match', value: one.candidates[0]!.id })),
      ...refused.map((one) => ({ sheet: one.sheet, row: one.row, kind: 'row', value: 'left-out' })),
    ];
    const settled = (await at.as('220421', 'POST', at.address(ready, '/answers'), { answers })).body as ImportReply;
    expect(settled.counts).toMatchObject({ questions: 0, refused: 0 });
    expect(await findings(settled, 'open=true&kind=refused')).toEqual([]);
    const done = await confirm(settled, { reason: '3月20日更新' });
    expect(done.applied!.created).toBe(1);
    const undone = (await at.as('220421', 'POST', at.address(done, '/undo'), { reason: '演示撤销' })).body as ImportReply;
    expect(undone.status).toBe('undone');
    expect((await figures('220421')).annual).toEqual([80, 9_594_000_000, 4_751_000_000]);
  });
});

const samples = process.env.SANZAO_SAMPLES ?? '';
describe.skipIf(!existsSync(samples))('real lists of other governments (set SANZAO_SAMPLES to their folder)', () => {
  const choose = async (
    asked: ImportReply,
    columns: Record<string, Partial<Mapping['sheets'][number]['columns'][number]>>,
  ): Promise<ImportReply> => {
    const mapping = structuredClone(asked.mapping!);
    for (const column of mapping.sheets.find((sheet) => sheet.use)!.columns) {
      const choice = columns[column.title.split(/[\n(]/)[0]!.trim()];
      if (choice) Object.assign(column, choice);
    }
    const answer = await at.as(asked.region, 'PUT', at.address(asked, '/mapping'), { version: asked.version, mapping });
    if (answer.status !== 200) throw new Error(answer.text);
    return at.settled(answer.body);
  };

  it('World Bank: the header is found under its title row; only the currency has to be said', async () => {
    const asked = await at.bring('220422', join(samples, 'worldbank/2020_WB_Projects_1_500_downloaded_9_22_2022.xlsx'));
    expect(asked).toMatchObject({ status: 'mapping', problem: { code: 'imports.unit-missing' } });
    const ready = await choose(asked, { 'Total IDA and IBRD Commitment': { unit: '美元', rate: 7.0795 } });
    expect(ready.counts!.rows).toBe(500);
    expect(ready.counts!.accepted + ready.counts!.questions + ready.counts!.refused + ready.counts!.leftOut).toBe(500);
    await confirm(ready, { leaveOutOpen: true });
  });
  it('GMPP: "Exempt under Section 43" is blank and said; £m needs its rate', async () => {
    const asked = await at.bring(
      '220422',
      join(samples, 'gmpp/GMPP_Government_Major_Projects_Portfolio_AR_Data_March_2022.csv'),
      'year=2022',
    );
    expect(asked).toMatchObject({ status: 'mapping', problem: { code: 'imports.rate-missing' } });
    const ready = await choose(asked, { 'TOTAL Baseline Whole Life Costs': { rate: 8.3 }, 'Financial Year Baseline': { rate: 8.3 } });
    expect(ready.counts!.rows).toBe(235);
    expect((await findings(ready, 'kind=warning')).some((one) => one.problem.code === 'imports.not-stated')).toBe(true);
    await confirm(ready, { leaveOutOpen: true });
  });
  it('New York: columns of years, amounts in thousands of dollars named nowhere', async () => {
    const asked = await at.bring('220422', join(samples, 'nyc-capital/projects.csv'), 'year=2021');
    expect(asked).toMatchObject({ status: 'mapping', problem: { code: 'imports.unit-missing' } });
    const thousands = { unit: '千美元' as const, rate: 6.45 };
    const ready = await choose(asked, {
      combined_total: { field: 'total', ...thousands },
      original_budget: { field: null },
      combined_prior_actuals: thousands,
      ...Object.fromEntries([2021, 2022, 2023, 2024, 2025].map((year) => [`combined${year}`, thousands])),
    });
    expect(ready.counts!.rows).toBe(2010);
    await confirm(ready, { leaveOutOpen: true });
  });
});
