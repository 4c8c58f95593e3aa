import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner, type FreshDatabase, freshDatabase } from '../../platform/db/testing.ts';
import type { Intake } from './intake.ts';
import { type CellValue, workbook } from './testing.ts';
import { testListIntake, testListTable } from './testing-intake.ts';
import { type ChildTask, faultsOf, killAt, lookAfter } from './testing-kill.ts';

const rows = 1500;
let fresh: FreshDatabase;
let file: string;
const folder = mkdtempSync(join(tmpdir(), 'sanzao-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  fresh = await freshDatabase();
  await asOwner(fresh.ownerUrl, (owner) => owner.query(testListTable));
  file = join(folder, '台账.xlsx');
  writeFileSync(
    file,
    await workbook({
      重点项目: [
        ['某县重点项目'],
        ['序号', '项目名称', '建设单位', '总投资（万元）'],
        ...Array.from({ length: rows }, (_, index): CellValue[] => [index + 1, `第${index + 1}号项目`, '甲公司', 100 + index]),
      ],
    }),
  );
});

let region = 220500;
async function struck(blow: { mark: string; after: number } | null) {
  const task: ChildTask = {
    appUrl: fresh.appUrl,
    folder: join(folder, String(++region)),
    master: '07'.repeat(32),
    region: String(region),
    file,
    rows,
    intake: 'list',
    slow: true,
  };
  const death = await killAt(task, blow);
  const left = await lookAfter(task, [testListIntake as Intake], (ground, id) =>
    ground.database.transaction({ regions: [task.region], prefix: null, owner: null }, async (db) =>
      Number(
        (
          await db.kysely
            .selectFrom('test_list')
            .select((eb) => eb.fn.countAll().as('n'))
            .where('region_code', '=', task.region)
            .where('import_id', '=', id)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    ),
  );
  return { death, left, faults: faultsOf(left, task, 2) };
}

describe('kill -9 in the middle of an import leaves nothing or everything', () => {
  it.each([
    ['while the file arrives', { mark: 'begun', after: 2 }],
    ['right after the upload', { mark: 'uploaded', after: 0 }],
    ['while it is read', { mark: 'reading', after: 60 }],
    ['when it is ready', { mark: 'ready', after: 0 }],
    ['half way through the writing', { mark: 'half', after: 0 }],
    ['when all is written and nothing committed', { mark: 'applied', after: 0 }],
  ])('%s', async (_when, blow) => {
    const { death, left, faults } = await struck(blow);
    expect(death.killed).toBe(true);
    expect(faults).toEqual([]);
    if (blow.mark === 'half' || blow.mark === 'applied') expect(left).toMatchObject({ rows: 0, audited: null, status: 'ready' });
  });

  it('without a blow everything is there: the comparison itself can tell', async () => {
    const { death, left, faults } = await struck(null);
    expect(death).toMatchObject({ killed: false, mark: 'confirmed' });
    expect(left).toMatchObject({ status: 'confirmed', rows, audited: rows });
    expect(faults).toEqual([]);
    expect(faultsOf({ ...left!, rows: rows - 1 }, { rows } as ChildTask, 2)).not.toEqual([]);
    expect(faultsOf({ ...left!, audited: null }, { rows } as ChildTask, 2)).not.toEqual([]);
  });
});
