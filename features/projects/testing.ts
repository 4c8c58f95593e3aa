// What tests of the register share: rows as the imports room reads them, a house with a person in it, and the way of a ledger from rows to
// the books. Nothing here is used by the product.
import { randomBytes } from 'node:crypto';
import { fixedClock } from '../../platform/clock/clock.ts';
import type { Database, Db, Scope } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { openSecrets, type Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { Answer, Applied, IntakeContext, Outcome, ReadRow, ReadValue } from '../imports/door.ts';
import { projectLedger } from './intake.ts';

export const testSecrets: Secrets = openSecrets(randomBytes(32));
export const county: Scope = { regions: ['220421'], prefix: null, owner: null };

/** The columns of the test ledger, in order from A. */
const columns = [
  'number',
  'name',
  'code',
  'owner',
  'creditCode',
  'place',
  'industry',
  'line',
  'nature',
  'content',
  'span',
  'total',
  'doneBefore',
  'annualPlan',
  'annualPlan:2019',
  'list:省三早',
  'list:专项债',
  'contact',
  'stage',
  'note',
];

export interface Told {
  name: string;
  code?: string;
  owner?: string;
  creditCode?: string;
  place?: string;
  industry?: string;
  line?: string;
  nature?: string;
  content?: string;
  /** [start, finish] as 2020, 2020-04 or 2020-04-01. */
  span?: [string, string];
  /** 万元. */
  total?: number;
  plan?: number;
  plan2019?: number;
  done?: number;
  sanzao?: string;
  bond?: string;
  contact?: [string, string];
  stage?: string;
  note?: string;
}

const day = (text: string) => ({
  day: `${text}-01-01`.slice(0, 10).padEnd(10, '-01'),
  precision: ({ 4: 'year', 7: 'month', 10: 'day' } as const)[text.length as 4 | 7 | 10]!,
});

/** A row as the imports room hands it over. */
export function readRow(row: number, told: Told, groups: readonly string[] = [], sheet = 0): ReadRow {
  const values: Record<string, ReadValue> = {};
  const put = (field: string, value: unknown, raw: string): void => {
    values[field] = { value, raw, column: columns.indexOf(field) + 1 };
  };
  const money = (field: string, wan: number | undefined): void => {
    if (wan !== undefined) put(field, { yuan: Math.round(wan * 10_000), approximate: false }, String(wan));
  };
  for (const field of ['name', 'code', 'owner', 'creditCode', 'place', 'industry', 'line', 'nature', 'content', 'stage', 'note'] as const)
    if (told[field] !== undefined) put(field, told[field], told[field]);
  if (told.span) put('span', { from: day(told.span[0]), to: day(told.span[1]) }, told.span.join('-'));
  money('total', told.total);
  money('annualPlan', told.plan);
  money('annualPlan:2019', told.plan2019);
  money('doneBefore', told.done);
  if (told.sanzao !== undefined) put('list:省三早', told.sanzao, told.sanzao);
  if (told.bond !== undefined) put('list:专项债', told.bond, told.bond);
  if (told.contact) put('contact', { name: told.contact[0], phone: told.contact[1] }, told.contact.join(' '));
  return { sheet, row, values, problems: [], groups };
}

/** Rows in file order, from row 4 on. */
export const readRows = (all: readonly Told[], groups: readonly string[] = []): ReadRow[] =>
  all.map((told, index) => readRow(index + 4, told, groups));

export const testContext = (more: Partial<IntakeContext> = {}): IntakeContext => ({
  region: '220421',
  year: 2020,
  importId: newId(),
  fileSha256: 'f'.repeat(64),
  fileName: '东丰县2020年重点项目台账.xlsx',
  sheets: [{ index: 0, name: '2020年500万元以上项目', pool: 'annual', titles: ['东丰县2020年500万元以上重点项目台账'] }],
  sheetOptions: { 0: { pool: 'annual', thresholdYuan: 5_000_000 } },
  ...more,
});

export const testTime = fixedClock('2020-03-12T01:00:00.000Z');

/** A house over a transaction: a person with exactly these permissions. */
export function testHouse(db: Db, person: { id?: string; name?: string; may?: readonly string[] } = {}): House {
  const { id = 'clerk', name = '苗砚秋', may = ['project.edit', 'import.run', 'project.propose'] } = person;
  let seq = 0;
  return {
    db,
    clock: testTime,
    secrets: testSecrets,
    scope: db.scope,
    person: {
      id,
      login: id,
      name,
      nameEn: name,
      operator: false,
      session: null,
      home: '220421',
      may: (permission: string) => may.includes(permission),
      organisationsFor: () => [],
      scopeFor: () => db.scope,
    },
    audit: async () => (seq += 1),
  } as unknown as House;
}

export interface Imported {
  context: IntakeContext;
  outcomes: Outcome[];
  applied: Applied;
  missing: { id: string; name: string }[];
}

/** Decides rows and writes them, as a confirmation does. */
export function importRows(
  database: Database,
  rows: readonly ReadRow[],
  options: { context?: IntakeContext; answers?: Record<number, Answer>; person?: Parameters<typeof testHouse>[1]; scope?: Scope } = {},
): Promise<Imported> {
  const context = options.context ?? testContext();
  return database.transaction(options.scope ?? { regions: [context.region], prefix: null, owner: null }, async (db) => {
    const state = await projectLedger.load(db, context, true);
    const outcomes = projectLedger.decide(rows, (_sheet, row) => options.answers?.[row], state, context);
    const missing = projectLedger.missing(state, context);
    const applied = await projectLedger.apply(
      testHouse(db, options.person),
      (async function* () {
        yield { rows, outcomes };
      })(),
      state,
      context,
    );
    return { context, outcomes, applied, missing };
  });
}

/** Decides without writing. */
export function previewRows(
  database: Database,
  rows: readonly ReadRow[],
  options: { context?: IntakeContext; answers?: Record<number, Answer> } = {},
): Promise<{ outcomes: Outcome[]; missing: { id: string; name: string }[] }> {
  const context = options.context ?? testContext();
  return database.transaction({ regions: [context.region], prefix: null, owner: null }, async (db) => {
    const state = await projectLedger.load(db, context, false);
    const outcomes = projectLedger.decide(rows, (_sheet, row) => options.answers?.[row], state, context);
    return { outcomes, missing: projectLedger.missing(state, context) };
  });
}
