// What tests of resumption share: an enterprise on the list, a case in a given state. Nothing here is used by the product.
import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { addDays, type Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { lawOf, settleVisit } from './cases.ts';
import { loadVisit } from './store-appointments.ts';
import type { Place } from './store-cases.ts';
import { insertEnterprise } from './store-enterprises.ts';
import { type InventedPerson, inventedPerson } from './testing-roster.ts';
import type { CaseState, Opinion } from './words.ts';
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
  const { at = '2020-02-12T01:00:00.000Z', day = '2020-02-12', regime = { region: '220422', code: 'joint-inspection', version: 1 } } = more;
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

export const filledForm = {
  plannedOn: '2020-02-15',
  peopleToReturn: 60,
  fromOutsideProvince: 3,
  fromSevereAreas: 0,
  leadGroup: '总经理任组长，车间主任为成员',
  isolationRooms: 2,
  canteen: 'boxed',
  dormitoryRooms: 4,
  dormitoryPeople: 20,
  dormitoryArea: 80,
  disinfection: '每日早晚各一次',
  hotline: '0437-0000000',
  note: '',
};
export const filledSupplies = [
  { kind: 'masks', stock: 1200, perDay: 120 },
  { kind: 'thermometers', stock: 4, perDay: 0 },
  { kind: 'disinfectant', stock: 60, perDay: 6 },
];

type Ask = (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) => Promise<TestAnswer>;

/** A purpose under which persons may be collected, as a clerk declares it and as it is weighed. */
export const declared = (beginsOn: string, endsOn: string) => ({
  name: '企业复工返岗人员排查',
  basis: '吉林省 2020-01-29 通知；国发明电〔2020〕4号',
  fields: ['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'],
  beginsOn,
  endsOn,
  keepDays: 14,
});
export const weighed = (assessedOn: string) => ({
  version: 1,
  assessedOn,
  assessedBy: '县疫情防控办',
  assessment: '只收排查所需的七项，加密保存，到期删除；风险可控。',
});

/** A purpose of the county in force from February 2020 for a year. Answers its id. */
export async function declarePurpose(ask: Ask, region: string): Promise<string> {
  const made = await ask('POST', `/api/resumption/${region}/purposes`, declared('2020-02-03', '2021-01-31'));
  if (made.status !== 200) throw new Error(made.text);
  const done = await ask('POST', `/api/resumption/${region}/purposes/${made.body.id}/assessment`, weighed('2020-02-02'));
  if (done.status !== 200) throw new Error(done.text);
  return made.body.id;
}

/** As many people as the form says, so many of them from outside the province, all back since one day. */
export const filledRoster = (returnedOn = '2020-02-05' as Day): InventedPerson[] => {
  const outside = (n: number): boolean => n % 4 === 0;
  const all = Array.from({ length: 400 }, (_, n) => n + 1);
  return [
    ...all.filter(outside).slice(0, filledForm.fromOutsideProvince),
    ...all.filter((n) => !outside(n)).slice(0, filledForm.peopleToReturn - filledForm.fromOutsideProvince),
  ].map((n) => {
    const person = inventedPerson(n);
    return { ...person, returnedOn, isolationUntil: person.isolationUntil && addDays(returnedOn, 14) };
  });
};

/** Fills an application by the same calls as the screen: form, supplies, signature, both plans, and the roster where a purpose is given. */
export async function fillCase(ask: Ask, http: TestHttp, token: string, { region, id }: Place, purpose?: string): Promise<void> {
  const url = `/api/resumption/${region}/cases/${id}`;
  const done = async (answer: Promise<TestAnswer>): Promise<TestAnswer> => {
    const got = await answer;
    if (got.status !== 200) throw new Error(got.text);
    return got;
  };
  const { body } = await done(ask('GET', url));
  await done(ask('PUT', url, { version: body.version, form: filledForm, supplies: filledSupplies }));
  await done(ask('POST', `${url}/commitment`, { version: '2020-02', signer: '阮砚谷', post: '总经理', strokes: 'M10 20L30 40L50 20' }));
  for (const kind of ['prevention-plan', 'emergency-plan']) {
    const edge = 'sanzao-test-edge';
    const payload = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${kind}.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.4 ${kind}\r\n--${edge}--\r\n`;
    await done(
      http.call({
        method: 'POST',
        url: `${url}/papers?kind=${kind}`,
        as: token,
        headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
        body: payload,
      }),
    );
  }
  if (purpose === undefined) return;
  const begun = await done(ask('POST', `${url}/roster`, { purpose }));
  await done(ask('POST', `/api/resumption/${region}/rosters/${begun.body.roster.id}/rows`, { rows: filledRoster() }));
}

/**
 * A visit as its own part records it: every department of it finds every item in order and agrees, unless told otherwise. null: that department has
 * not spoken.
 */
export function fileVisit(
  database: Database,
  region: string,
  id: string,
  told: Record<string, { opinion: Opinion; note: string; not?: string[] } | null>,
  at: string,
): Promise<void> {
  return database.transaction(scopeOf(region), async (db) => {
    const visit = (await loadVisit(db, { region, id }))!;
    for (const { department, organisation } of visit.members) {
      const one = told[department] === undefined ? { opinion: 'agree' as const, note: '' } : told[department];
      if (one === null) continue;
      for (const item of visit.items!.filter((held) => held.department === department))
        await sql`
          insert into resumption_items (region_code, visit_id, item, department, enterprise_id, result, by_id, by_name, at)
          values (${region}, ${id}, ${item.item}, ${department}, ${visit.enterpriseId},
            ${'not' in one && one.not?.includes(item.item) ? 'not' : 'ok'}, 'test', '试', ${at})`.execute(db.kysely);
      await sql`
        insert into resumption_opinions (region_code, visit_id, department, enterprise_id, organisation_name, opinion, note, signed_id, signed_name, signed_at)
        values (${region}, ${id}, ${department}, ${visit.enterpriseId}, ${organisation}, ${one.opinion}, ${one.note}, 'test', '试', ${at})`.execute(
        db.kysely,
      );
    }
    await settleVisit({ db, by: { id: 'test', name: '试' }, at }, await lawOf(db, [region]), { region, id });
  });
}
