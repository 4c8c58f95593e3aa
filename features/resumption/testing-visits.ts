// What tests of visits share: a regime with five departments and a short checklist, their inspectors, a visit that is appointed, and what a device
// would send. Nothing here is used by the product.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { newId } from '../../vocabulary/ids.ts';
import { makePerson, type TestPerson } from '../accounts/testing.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { makeCase, makeEnterprise } from './testing.ts';
import { RegimeContent } from './words-regimes.ts';

export const county = '220422';
export const groupCodes = ['emergency', 'industry', 'health', 'zone', 'market'] as const;
export type GroupCode = (typeof groupCodes)[number];
const groupNames: Record<GroupCode, string> = {
  emergency: '应急管理局',
  industry: '工业和信息化局',
  health: '卫生健康局',
  zone: '经济开发区管委会',
  market: '市场监督管理局',
};
const item = (id: string, department: GroupCode, blocking: boolean, zh: string, more: object = {}) => ({
  id,
  section: { zh: '检查', en: 'Checks' },
  zh,
  en: `Item ${id}`,
  kind: 'boolean',
  unit: '',
  threshold: '',
  blocking,
  departments: [department],
  ...more,
});
const testItems = [
  item('T01', 'emergency', true, '应急预案已演练'),
  item('T02', 'emergency', false, '疏散通道畅通'),
  item('T03', 'industry', true, '复工方案到班组'),
  item('T04', 'health', true, '入厂测温', { kind: 'number', unit: '℃', threshold: '<37.3' }),
  item('T05', 'health', true, '设隔离观察区'),
  item('T06', 'zone', false, '园区门口登记'),
  item('T07', 'market', true, '食堂分餐'),
] as const;
const itemsOfDepartment = (department: GroupCode) => testItems.filter((one) => one.departments.includes(department));

const scope = { regions: [county], prefix: null, owner: null };

interface VisitPeople extends Record<GroupCode, TestPerson> {
  clerk: TestPerson;
  owner: TestPerson;
  neighbour: TestPerson;
}
export interface Laid {
  enterprise: string;
  case: string;
  visit: string;
  people: VisitPeople;
}

/** The regime: inspection by five departments until 2020-02-18; from the 19th the province's filing holds. */
async function layRegimes(database: Database, rules: Partial<RegimeContent>): Promise<void> {
  const content = RegimeContent.parse({
    departments: groupCodes.map((code) => ({ code, zh: groupNames[code], en: code, lead: code === 'emergency' })),
    checklist: { region: county, code: 'test', version: 1 },
    ...rules,
  });
  await database.transaction(scope, async (db) => {
    await sql`insert into resumption_checklists (region_code, code, version, since_day, name_zh, name_en, items, basis)
      values (${county}, 'test', 1, '2020-02-01', '试', 'Test', ${JSON.stringify(testItems)}::jsonb, '试') on conflict do nothing`.execute(
      db.kysely,
    );
    // Of two regimes of one county the later one judges, so that this one stands before the county's own.
    await sql`insert into resumption_regimes (region_code, code, version, name_zh, name_en, since_day, until_day, mode, addressee, content, basis, entered_id, entered_name, entered_at)
      values (${county}, 'test-inspection', 1, '试', 'Test', '2020-02-11', '2020-02-19', 'inspection', 'group', ${JSON.stringify(content)}::jsonb, '试', 'test', '试', '2020-02-08T00:00:00Z')
      on conflict do nothing`.execute(db.kysely);
  });
}

let laid = 0;
/** An enterprise whose joint visit is appointed for 2020-02-12, with an inspector of each department, a clerk, its own account and a neighbour. */
export async function layVisit(
  database: Database,
  {
    rules = {},
    day = '2020-02-12',
    at = '2020-02-11T02:00:00.000Z',
    people,
    here = '2020-02-12T04:00:00.000Z',
  }: {
    /** When everybody signs in. */
    here?: string;
    rules?: Partial<RegimeContent>;
    day?: string;
    at?: string;
    people?: VisitPeople;
  } = {},
): Promise<Laid> {
  laid += 1;
  const tag = `${laid}`;
  await layRegimes(database, rules);
  const enterprise = await makeEnterprise(database, county, `试验第${tag}轴承有限公司`);
  const caseId = await makeCase(database, county, enterprise, 'appointed', {
    at,
    day: '2020-02-11',
    regime: { region: county, code: 'test-inspection', version: 1 },
  });
  const organisations = await database.transaction(scope, async (db) => {
    const made = await findOrCreateOrganisations(
      db,
      county,
      groupCodes.map((code) => ({ name: `东辽县${groupNames[code]}`, creditCode: null })),
    );
    for (const [place, code] of groupCodes.entries())
      await sql`insert into resumption_departments (region_code, code, organisation_id, since_day) values (${county}, ${code}, ${made[place]!.id}, '2019-01-01') on conflict do nothing`.execute(
        db.kysely,
      );
    return made.map((one) => one.id);
  });
  const visit = newId();
  await database.transaction(scope, async (db) => {
    const members = groupCodes.map((code) => ({ department: code, organisation: `东辽县${groupNames[code]}`, person: '', personId: null }));
    await sql`insert into resumption_visits (region_code, id, enterprise_id, case_id, appointed_on, appointed_time, route_place, members, by_name, at)
      values (${county}, ${visit}, ${enterprise}, ${caseId}, ${day}, '09:30', ${laid}, ${JSON.stringify(members)}::jsonb, '试', ${at})`.execute(
      db.kysely,
    );
  });
  if (people) return { enterprise, case: caseId, visit, people };
  const officer = (code: GroupCode, place: number) =>
    makePerson(database, here, {
      login: `${code}${tag}`,
      name: `${groupNames[code]}检查员`,
      role: 'officer',
      region: county,
      organisation: organisations[place]!,
    });
  const made: Partial<VisitPeople> = {};
  for (const [place, code] of groupCodes.entries()) made[code] = await officer(code, place);
  return {
    enterprise,
    case: caseId,
    visit,
    people: {
      ...(made as Record<GroupCode, TestPerson>),
      clerk: await makePerson(database, here, { login: `clerk${tag}`, name: '茅景和', role: 'clerk', region: county }),
      owner: await makePerson(database, here, {
        login: `owner${tag}`,
        name: '阮沐阳',
        role: 'owner',
        region: county,
        organisation: enterprise,
      }),
      neighbour: await makePerson(database, here, { login: `neighbour${tag}`, name: '栾知衡', role: 'clerk', region: '220402' }),
    },
  };
}

/** A JPEG of that many bytes, each number its own. */
export function testPhoto(bytes: number, number = 1) {
  const content = Buffer.alloc(bytes, number % 251);
  content.set([0xff, 0xd8, 0xff, 0xe0], 0);
  content.writeUInt32BE(number, Math.min(8, bytes - 4));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    content,
    said: {
      sha256,
      bytes,
      type: 'image/jpeg' as const,
      takenAt: '2020-02-12T02:00:00.000Z',
      place: { lat: 42.9, lon: 125.3, accuracy: 12 },
    },
  };
}

type Found = { result?: 'ok' | 'not' | 'na'; value?: string; note?: string; photos?: object[] };
/** A department's signed sheet as a device makes it. */
export function testSheet(
  visit: string,
  department: GroupCode,
  more: { id?: string; at?: string; opinion?: 'agree' | 'dissent'; reason?: string; found?: Record<string, Found>; only?: string[] } = {},
) {
  return {
    id: more.id ?? newId(),
    kind: 'opinion',
    subject: visit,
    at: more.at ?? '2020-02-12T02:30:00.000Z',
    content: {
      department,
      opinion: more.opinion ?? 'agree',
      reason: more.reason ?? '',
      items: itemsOfDepartment(department)
        .filter((one) => !more.only || more.only.includes(one.id))
        .map((one) => ({ item: one.id, result: 'ok', ...(one.threshold && { value: '36.5' }), ...more.found?.[one.id] })),
      signature: 'M10 20L200 150',
    },
  };
}
export const testAbsence = (visit: string, department: GroupCode, note: string) => ({
  id: newId(),
  kind: 'absence',
  subject: visit,
  at: '2020-02-12T03:00:00.000Z',
  content: { department, note },
});
export const testMending = (visit: string, finding: string, note: string, photos: object[] = [], at = '2020-02-13T02:00:00.000Z') => ({
  id: newId(),
  kind: 'mending',
  subject: visit,
  at,
  content: { finding, note, photos },
});

const device = '01890000-0000-7000-8000-0000000000de';
export const sendAs = (http: TestHttp, who: TestPerson, entries: object[], sentAt = http.clock.now(), headers = {}): Promise<TestAnswer> =>
  http.call({ method: 'POST', url: '/api/resumption/entries', as: who.token, body: { region: county, device, sentAt, entries }, headers });
