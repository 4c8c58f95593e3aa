// What tests of resumption share: an enterprise on the list, a case in a given state. Nothing here is used by the product.
import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { insertEnterprise } from './store-enterprises.ts';
import type { CaseState } from './words.ts';
import type { EnterpriseInput } from './words-cases.ts';

const scopeOf = (region: string) => ({ regions: [region], prefix: null, owner: null });

/** An enterprise on the list of a county; answers its id. */
export function makeEnterprise(
  database: Database,
  region: string,
  name: string,
  more: Partial<EnterpriseInput> = {},
  at = '2020-02-08T01:00:00.000Z',
): Promise<string> {
  return database.transaction(scopeOf(region), async (db) => {
    const [made] = await findOrCreateOrganisations(db, region, [{ name, creditCode: null }]);
    await insertEnterprise(
      db,
      { region, id: made!.id },
      {
        sector: 'industry',
        park: null,
        sectorDepartment: '工业和信息化局',
        address: '',
        peopleEmployed: 86,
        aboveScale: true,
        expected: true,
        lastYearOutputYuan: null,
        note: '',
        ...more,
      },
      { name: '试', at },
    );
    return made!.id;
  });
}

/** A case of an enterprise in that state, as a row alone: for parts that begin where it stands. Answers its id. */
export function makeCase(
  database: Database,
  region: string,
  enterprise: string,
  state: CaseState = 'complete',
  more: { at?: string; regime?: { region: string; code: string; version: number }; day?: string } = {},
): Promise<string> {
  const { at = '2020-02-12T01:00:00.000Z', day = '2020-02-12', regime = { region: '220422', code: 'five-departments', version: 1 } } = more;
  return database.transaction(scopeOf(region), async (db) => {
    const id = newId();
    await sql`
      insert into resumption_cases (region_code, id, enterprise_id, state, state_since, due_on, regime_region, regime_code, regime_version, opened_on,
        submitted_at, created_id, created_name, created_at, updated_name, updated_at)
      values (${region}, ${id}, ${enterprise}, ${state}, ${at}, ${day}::date + 2, ${regime.region}, ${regime.code}, ${regime.version}, ${day},
        ${at}, 'test', '试', ${at}, '试', ${at})`.execute(db.kysely);
    await sql`
      insert into resumption_steps (region_code, id, enterprise_id, case_id, place, at, day, action, from_state, to_state, due_on, regime_region, regime_code,
        regime_version, by_id, by_name)
      values (${region}, ${newId()}, ${enterprise}, ${id}, 1, ${at}, ${day}, 'begin', null, ${state}, ${day}::date + 2, ${regime.region}, ${regime.code},
        ${regime.version}, 'test', '试')`.execute(db.kysely);
    return id;
  });
}
