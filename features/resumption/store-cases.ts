// Cases and their steps. A case's row says where it stands; its steps say how it came there and are only ever added (a draft that is dropped takes
// its steps along). Which day a case stood where is read from the steps alone.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Missing, RosterTold } from './rules-papers.ts';
import type { CaseAction, CaseState, Sector, Words } from './words.ts';
import type { ApplicationForm, Commitment, Paper, Supply } from './words-application.ts';
import type { RegimeRef } from './words-regimes.ts';

export interface Place {
  region: string;
  id: string;
}

/** What a case holds itself; a change of regime keeps these as they were, to be put back as a whole. */
export interface CaseBody {
  state: CaseState;
  stateSince: string;
  dueOn: string;
  regime: RegimeRef;
  plannedOn: string | null;
  form: ApplicationForm;
  supplies: Supply[];
  papers: Paper[];
  commitment: Commitment | null;
  missing: Missing[];
  sent: unknown;
  submittedAt: string | null;
  acceptedOn: string | null;
  filedYear: number | null;
  number: number | null;
  filedAt: string | null;
  filedName: string | null;
  validUntil: string | null;
  resumedOn: string | null;
  reason: string;
}

const bodyFields: Record<keyof CaseBody, true> = {
  state: true,
  stateSince: true,
  dueOn: true,
  regime: true,
  plannedOn: true,
  form: true,
  supplies: true,
  papers: true,
  commitment: true,
  missing: true,
  sent: true,
  submittedAt: true,
  acceptedOn: true,
  filedYear: true,
  number: true,
  filedAt: true,
  filedName: true,
  validUntil: true,
  resumedOn: true,
  reason: true,
};
/** The body alone of a row that holds more. */
export const bodyOf = (row: CaseBody): CaseBody =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in bodyFields)) as unknown as CaseBody;

export interface CaseRow extends Place, CaseBody {
  enterpriseId: string;
  enterprise: string;
  previousId: string | null;
  openedOn: string;
  createdName: string;
  updatedName: string;
  updatedAt: string;
  version: number;
  sector: Sector;
  parkName: string;
  inPark: boolean;
  sectorDepartment: string;
  aboveScale: boolean;
  people: number;
  /** What its roster counts; null where none was begun. */
  roster: RosterTold | null;
}

const columns =
  sql.raw(`c.region_code as region, c.id, c.enterprise_id as "enterpriseId", o.name as enterprise, c.previous_id as "previousId", c.state,
  c.state_since as "stateSince", c.due_on as "dueOn",
  jsonb_build_object('region', c.regime_region, 'code', c.regime_code, 'version', c.regime_version) as regime, c.opened_on as "openedOn",
  c.planned_on as "plannedOn", c.form, c.supplies, c.papers, c.commitment, c.missing, c.sent, c.submitted_at as "submittedAt", c.accepted_on as "acceptedOn",
  c.filed_year as "filedYear", c.number, c.filed_at as "filedAt", c.filed_name as "filedName", c.valid_until as "validUntil", c.resumed_on as "resumedOn",
  c.reason, c.created_name as "createdName", c.updated_name as "updatedName", c.updated_at as "updatedAt", c.version, e.sector,
  coalesce(p.name, '') as "parkName", e.park_id is not null as "inPark", e.sector_department as "sectorDepartment", e.above_scale as "aboveScale",
  e.people_employed as people,
  case when r.id is null then null else jsonb_build_object('people', r.people, 'outside', r.outside, 'waiting', r.waiting, 'expired', r.expired_at is not null) end as roster`);
const from = sql.raw(`resumption_cases c
  join resumption_enterprises e on e.region_code = c.region_code and e.enterprise_id = c.enterprise_id
  join organisations o on o.region_code = c.region_code and o.id = c.enterprise_id
  left join places p on p.region_code = e.region_code and p.id = e.park_id
  left join resumption_rosters r on r.region_code = c.region_code and r.case_id = c.id`);
const within = (db: Db, regions: readonly string[]): RawBuilder<unknown> => sql`c.region_code = any (${regions}::text[])
  and e.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[])
  and (${db.scope.owner}::uuid is null or c.enterprise_id = ${db.scope.owner}::uuid)`;

export async function loadCase(db: Db, { region, id }: Place, lock = false): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${columns} from ${from} where ${within(db, [region])} and c.id = ${id} ${lock ? sql`for update of c` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** Cases in those states, longest waiting first; locked when they are about to be changed. */
export async function casesIn(
  db: Db,
  regions: readonly string[],
  ask: { states?: readonly CaseState[]; enterprise?: string | undefined; search?: string | undefined; lock?: boolean } = {},
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${columns} from ${from} where ${within(db, regions)}
      and (${ask.states ?? null}::text[] is null or c.state = any (${ask.states ?? null}::text[]))
      and (${ask.enterprise ?? null}::uuid is null or c.enterprise_id = ${ask.enterprise ?? null}::uuid)
      and (${ask.search ?? null}::text is null or o.name like '%' || ${(ask.search ?? '').replace(/[\\%_]/g, '\\$&')} || '%')
    order by c.due_on, c.region_code, c.id ${ask.lock ? sql`for update of c` : sql``}`.execute(db.kysely);
  return rows;
}

/** How many cases are in one of those states. */
export async function countIn(db: Db, regions: readonly string[], states: readonly CaseState[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from resumption_cases
    where region_code = any (${regions}::text[]) and state = any (${states}::text[])`.execute(db.kysely);
  return rows[0]!.count;
}

/** What a case is judged by, and by which regime it is on the books: without what was typed and sent. */
export async function judgedBy(
  db: Db,
  regions: readonly string[],
  states: readonly CaseState[],
): Promise<Pick<CaseRow, 'region' | 'regime' | 'sector' | 'inPark' | 'aboveScale' | 'people'>[]> {
  const { rows } = await sql<Pick<CaseRow, 'region' | 'regime' | 'sector' | 'inPark' | 'aboveScale' | 'people'>>`
    select c.region_code as region, jsonb_build_object('region', c.regime_region, 'code', c.regime_code, 'version', c.regime_version) as regime,
      e.sector, e.park_id is not null as "inPark", e.above_scale as "aboveScale", e.people_employed as people
    from ${from} where ${within(db, regions)} and c.state = any (${states}::text[])`.execute(db.kysely);
  return rows;
}

export async function insertCase(
  db: Db,
  row: Place & {
    enterpriseId: string;
    previousId: string | null;
    dueOn: string;
    regime: RegimeRef;
    openedOn: string;
    form: ApplicationForm;
    supplies: Supply[];
    by: { id: string; name: string };
    at: string;
  },
): Promise<void> {
  await sql`
    insert into resumption_cases (region_code, id, enterprise_id, previous_id, state, state_since, due_on, regime_region, regime_code, regime_version, opened_on,
      form, supplies, created_id, created_name, created_at, updated_name, updated_at)
    values (${row.region}, ${row.id}, ${row.enterpriseId}, ${row.previousId}, 'draft', ${row.at}, ${row.dueOn}, ${row.regime.region}, ${row.regime.code},
      ${row.regime.version}, ${row.openedOn}, ${JSON.stringify(row.form)}::jsonb, ${JSON.stringify(row.supplies)}::jsonb, ${row.by.id}, ${row.by.name},
      ${row.at}, ${row.by.name}, ${row.at})`.execute(db.kysely);
}

/** Writes the whole body of a case; false when somebody changed it since that version. */
export async function saveCaseBody(
  db: Db,
  { region, id, version }: Place & { version: number },
  body: CaseBody,
  by: { name: string; at: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update resumption_cases set state = ${body.state}, state_since = ${body.stateSince}, due_on = ${body.dueOn}, regime_region = ${body.regime.region},
      regime_code = ${body.regime.code}, regime_version = ${body.regime.version}, planned_on = ${body.plannedOn}, form = ${JSON.stringify(body.form)}::jsonb,
      supplies = ${JSON.stringify(body.supplies)}::jsonb, papers = ${JSON.stringify(body.papers)}::jsonb,
      commitment = ${body.commitment === null ? null : JSON.stringify(body.commitment)}::jsonb, missing = ${JSON.stringify(body.missing)}::jsonb,
      sent = ${body.sent === null ? null : JSON.stringify(body.sent)}::jsonb, submitted_at = ${body.submittedAt}, accepted_on = ${body.acceptedOn},
      filed_year = ${body.filedYear}, number = ${body.number}, filed_at = ${body.filedAt}, filed_name = ${body.filedName}, valid_until = ${body.validUntil},
      resumed_on = ${body.resumedOn}, reason = ${body.reason}, updated_name = ${by.name}, updated_at = ${by.at}, version = version + 1
    where region_code = ${region} and id = ${id} and version = ${version} returning id`.execute(db.kysely);
  return rows.length > 0;
}

export interface StepRow extends Place {
  caseId: string;
  place: number;
  at: string;
  day: string;
  action: CaseAction;
  fromState: CaseState | null;
  state: CaseState;
  dueOn: string;
  regime: RegimeRef;
  byName: string;
  reason: string;
  facts: { changes?: Words[]; [name: string]: unknown };
  conversionId: string | null;
  before: CaseBody | null;
}

export async function insertStep(
  db: Db,
  row: Omit<StepRow, 'place' | 'id' | 'byName'> & { id: string; enterpriseId: string; by: { id: string; name: string } },
): Promise<void> {
  await sql`
    insert into resumption_steps (region_code, id, enterprise_id, case_id, place, at, day, action, from_state, to_state, due_on, regime_region, regime_code,
      regime_version, by_id, by_name, reason, facts, conversion_id, before_row)
    values (${row.region}, ${row.id}, ${row.enterpriseId}, ${row.caseId},
      (select coalesce(max(place), 0) + 1 from resumption_steps where region_code = ${row.region} and case_id = ${row.caseId}),
      ${row.at}, ${row.day}, ${row.action}, ${row.fromState}, ${row.state}, ${row.dueOn}, ${row.regime.region}, ${row.regime.code}, ${row.regime.version},
      ${row.by.id}, ${row.by.name}, ${row.reason}, ${JSON.stringify(row.facts)}::jsonb, ${row.conversionId},
      ${row.before === null ? null : JSON.stringify(row.before)}::jsonb)`.execute(db.kysely);
}

const stepColumns =
  sql.raw(`s.region_code as region, s.id, s.case_id as "caseId", s.place, s.at, s.day, s.action, s.from_state as "fromState", s.to_state as state,
  s.due_on as "dueOn", jsonb_build_object('region', s.regime_region, 'code', s.regime_code, 'version', s.regime_version) as regime, s.by_name as "byName",
  s.reason, s.facts, s.conversion_id as "conversionId", s.before_row as before`);

export async function stepsOf(db: Db, { region, id }: Place): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select ${stepColumns} from resumption_steps s where s.region_code = ${region} and s.case_id = ${id}
      and (${db.scope.owner}::uuid is null or s.enterprise_id = ${db.scope.owner}::uuid) order by s.place`.execute(db.kysely);
  return rows;
}

/** The last step of every case up to the end of a day: where each one stood then. */
export async function stepsOn(db: Db, regions: readonly string[], day: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select distinct on (s.region_code, s.case_id) ${stepColumns} from resumption_steps s
    where s.region_code = any (${regions}::text[]) and s.day <= ${day} and (${db.scope.owner}::uuid is null or s.enterprise_id = ${db.scope.owner}::uuid)
    order by s.region_code, s.case_id, s.place desc`.execute(db.kysely);
  return rows;
}

/** The next number of a county and year; its row stays locked until the transaction ends, so a failure gives the number back. */
export async function nextNumber(db: Db, region: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into resumption_counters (region_code, year, last) values (${region}, ${year}, 1)
    on conflict (region_code, year) do update set last = resumption_counters.last + 1 returning last`.execute(db.kysely);
  return rows[0]!.last;
}

export interface CertificateRow {
  tokenHash: string;
  county: string;
  countyEn: string;
  enterprise: string;
  number: string;
  mode: 'inspection' | 'filing';
  filedOn: string;
  validUntil: string | null;
  status: 'valid' | 'suspended' | 'revoked';
  statusOn: string;
}

export async function putCertificate(db: Db, row: CertificateRow): Promise<void> {
  await sql`
    insert into resumption_certificates (token_hash, county, county_en, enterprise, number, mode, filed_on, valid_until, status, status_on)
    values (${row.tokenHash}, ${row.county}, ${row.countyEn}, ${row.enterprise}, ${row.number}, ${row.mode}, ${row.filedOn}, ${row.validUntil}, ${row.status}, ${row.statusOn})
    on conflict (token_hash) do update set status = excluded.status, status_on = excluded.status_on, valid_until = excluded.valid_until,
      number = excluded.number, filed_on = excluded.filed_on, mode = excluded.mode`.execute(db.kysely);
}

export async function certificateBy(db: Db, tokenHash: string): Promise<CertificateRow | undefined> {
  const { rows } = await sql<CertificateRow>`
    select token_hash as "tokenHash", county, county_en as "countyEn", enterprise, number, mode, filed_on as "filedOn", valid_until as "validUntil", status,
      status_on as "statusOn" from resumption_certificates where token_hash = ${tokenHash}`.execute(db.kysely);
  return rows[0];
}

export interface DayRow {
  day: string;
  peopleBack: number | null;
  outputYuan: number | null;
  outputLastYearYuan: number | null;
  ordersCoveredDays: number | null;
  suppliesDays: number | null;
  note: string;
  by: string;
  at: string;
}

export async function daysOf(db: Db, { region, id }: Place, from: string | null, to: string | null): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select day, people_back as "peopleBack", output_yuan as "outputYuan", output_last_year_yuan as "outputLastYearYuan",
      orders_covered_days as "ordersCoveredDays", supplies_days as "suppliesDays", note, by_name as by, at
    from resumption_days where region_code = ${region} and enterprise_id = ${id} and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid)
      and (${from}::date is null or day >= ${from}::date) and (${to}::date is null or day <= ${to}::date) order by day`.execute(db.kysely);
  return rows;
}

export async function putDay(db: Db, { region, id }: Place, row: Omit<DayRow, 'by'> & { by: { id: string; name: string } }): Promise<void> {
  await sql`
    insert into resumption_days (region_code, day, enterprise_id, people_back, output_yuan, output_last_year_yuan, orders_covered_days, supplies_days, note,
      by_id, by_name, at)
    values (${region}, ${row.day}, ${id}, ${row.peopleBack}, ${row.outputYuan}, ${row.outputLastYearYuan}, ${row.ordersCoveredDays}, ${row.suppliesDays},
      ${row.note}, ${row.by.id}, ${row.by.name}, ${row.at})
    on conflict (region_code, day, enterprise_id) do update set people_back = excluded.people_back, output_yuan = excluded.output_yuan,
      output_last_year_yuan = excluded.output_last_year_yuan, orders_covered_days = excluded.orders_covered_days, supplies_days = excluded.supplies_days,
      note = excluded.note, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`.execute(db.kysely);
}

/** The public page says from then on that the certificate does not hold. */
export async function revokeCertificate(db: Db, tokenHash: string, on: string): Promise<void> {
  await sql`update resumption_certificates set status = 'revoked', status_on = ${on} where token_hash = ${tokenHash}`.execute(db.kysely);
}

/** The last day up to `on` that each enterprise reported. */
export async function lastReports(db: Db, regions: readonly string[], on: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; day: string }>`
    select enterprise_id as id, max(day) as day from resumption_days
    where region_code = any (${regions}::text[]) and day <= ${on} and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid)
    group by region_code, enterprise_id`.execute(db.kysely);
  return new Map(rows.map((row) => [row.id, row.day]));
}

/** An open enterprise that has reported a day is due again on the next. */
export async function touchDue(db: Db, { region, id }: Place, day: string): Promise<void> {
  await sql`
    update resumption_cases set due_on = ${day}::date + 1
    where region_code = ${region} and enterprise_id = ${id} and state = 'open' and due_on <= ${day}::date`.execute(db.kysely);
}
