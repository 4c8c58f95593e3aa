// Difficulties and their steps as kept, and the dated rule of each kind. An enterprise's own account sees its own alone.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { Difficulty, DifficultyAction, DifficultyKind, DifficultyState } from './words-difficulties.ts';

export type DifficultyRule = { kind: DifficultyKind; organisation: string; hours: number };

/** The rule of each kind that holds in a region on a day; the nearest region's first. */
export async function difficultyRules(db: Db, region: string, day: string): Promise<DifficultyRule[]> {
  const whose = regionsAbove(region);
  const { rows } = await sql<DifficultyRule>`
    select distinct on (kind) kind, organisation, hours from difficulty_rules where region_code = any (${whose}::text[]) and since_day <= ${day}
    order by kind, length(rtrim(region_code, '0')) desc, since_day desc`.execute(db.kysely);
  return rows;
}

export type DifficultyRow = Omit<Difficulty, 'overdue' | 'hours' | 'steps' | 'may'> & { raisedId: string };
const columns =
  sql.raw(`d.region_code as region, d.id, d.enterprise_id as enterprise, o.name as "enterpriseName", d.kind, d.text, d.state, d.organisation,
  d.raised_id as "raisedId", d.raised_name as "raisedBy", d.raised_at as "raisedAt", d.due_at as "dueAt", d.answered_at as "answeredAt", d.answer,
  d.solved_at as "solvedAt", d.reopened`);

export type DifficultyAsk = {
  regions: readonly string[];
  enterprise?: string | undefined;
  kind?: DifficultyKind | undefined;
  state?: DifficultyState | undefined;
  overdue?: boolean | undefined;
  id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
const asked = (db: Db, ask: DifficultyAsk, now: string) => sql`d.region_code = any (${ask.regions}::text[])
  and (${db.scope.owner}::uuid is null or d.enterprise_id = ${db.scope.owner}::uuid)
  and (${ask.enterprise ?? null}::uuid is null or d.enterprise_id = ${ask.enterprise ?? null}::uuid)
  and (${ask.id ?? null}::uuid is null or d.id = ${ask.id ?? null}::uuid)
  and (${ask.kind ?? null}::text is null or d.kind = ${ask.kind ?? null}) and (${ask.state ?? null}::text is null or d.state = ${ask.state ?? null})
  and (${ask.from ?? null}::timestamptz is null or d.raised_at >= ${ask.from ?? null}::timestamptz)
  and (${ask.to ?? null}::timestamptz is null or d.raised_at < ${ask.to ?? null}::timestamptz)
  and (${ask.overdue ?? null}::boolean is null or (d.state = 'routed' and d.due_at < ${now}::timestamptz) = ${ask.overdue ?? null}::boolean)`;

export async function findDifficulties(
  db: Db,
  ask: DifficultyAsk & { limit: number; offset: number },
  now: string,
): Promise<{ total: number; open: number; overdue: number; rows: DifficultyRow[] }> {
  const where = asked(db, ask, now);
  const { rows: counted } = await sql<{ total: number; open: number; overdue: number }>`
    select count(*)::int as total, count(*) filter (where d.state in ('routed', 'answered'))::int as open,
      count(*) filter (where d.state = 'routed' and d.due_at < ${now}::timestamptz)::int as overdue from difficulties d where ${where}`.execute(
    db.kysely,
  );
  const { rows } = await sql<DifficultyRow>`
    select ${columns} from difficulties d join organisations o on o.region_code = d.region_code and o.id = d.enterprise_id
    where ${where} and o.region_code = any (${ask.regions}::text[])
    order by (d.state in ('routed', 'answered')) desc, d.due_at, d.id limit ${ask.limit} offset ${ask.offset}`.execute(db.kysely);
  return { ...counted[0]!, rows };
}

export async function timedDifficulties(
  db: Db,
  ask: DifficultyAsk,
): Promise<Pick<DifficultyRow, 'kind' | 'state' | 'raisedAt' | 'dueAt' | 'solvedAt' | 'reopened'>[]> {
  const { rows } = await sql<Pick<DifficultyRow, 'kind' | 'state' | 'raisedAt' | 'dueAt' | 'solvedAt' | 'reopened'>>`
    select d.kind, d.state, d.raised_at as "raisedAt", d.due_at as "dueAt", d.solved_at as "solvedAt", d.reopened from difficulties d
    where ${asked(db, ask, '1970-01-01T00:00:00Z')}`.execute(db.kysely);
  return rows;
}

export async function lockDifficulty(db: Db, region: string, id: string): Promise<DifficultyRow | undefined> {
  const { rows } = await sql<DifficultyRow>`
    select ${columns} from difficulties d join organisations o on o.region_code = d.region_code and o.id = d.enterprise_id
    where d.region_code = ${region} and o.region_code = ${region} and d.id = ${id}
      and (${db.scope.owner}::uuid is null or d.enterprise_id = ${db.scope.owner}::uuid) for update of d`.execute(db.kysely);
  return rows[0];
}

/** False when something stands under that id already. */
export async function insertDifficulty(
  db: Db,
  one: {
    region: string;
    id: string;
    enterprise: string;
    kind: DifficultyKind;
    text: string;
    organisation: string;
    byId: string;
    by: string;
    at: string;
    dueAt: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into difficulties (region_code, id, enterprise_id, kind, text, state, organisation, raised_id, raised_name, raised_at, due_at)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.kind}, ${one.text}, 'routed', ${one.organisation}, ${one.byId}, ${one.by}, ${one.at}, ${one.dueAt})
    on conflict do nothing returning id`.execute(db.kysely);
  return rows.length > 0;
}

export async function saveDifficulty(
  db: Db,
  one: Pick<DifficultyRow, 'region' | 'id' | 'state' | 'organisation' | 'dueAt' | 'answeredAt' | 'answer' | 'solvedAt' | 'reopened'>,
): Promise<void> {
  await sql`
    update difficulties set state = ${one.state}, organisation = ${one.organisation}, due_at = ${one.dueAt}, answered_at = ${one.answeredAt}, answer = ${one.answer},
      solved_at = ${one.solvedAt}, reopened = ${one.reopened} where region_code = ${one.region} and id = ${one.id}`.execute(db.kysely);
}

export type StepRow = Difficulty['steps'][number] & { difficulty: string };
export async function stepsOf(db: Db, regions: readonly string[], ids: readonly string[]): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select difficulty_id as difficulty, action, organisation, note, by_name as by, at from difficulty_steps
    where region_code = any (${regions}::text[]) and difficulty_id = any (${ids}::uuid[])
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) order by difficulty_id, place`.execute(db.kysely);
  return rows;
}
export async function addStep(
  db: Db,
  one: {
    region: string;
    difficulty: string;
    enterprise: string;
    action: DifficultyAction;
    organisation: string;
    note: string;
    byId: string;
    by: string;
    at: string;
    /** By when an answer is due from this step on; null where the clock of the step before goes on. */
    dueAt: string | null;
  },
): Promise<void> {
  await sql`
    insert into difficulty_steps (region_code, difficulty_id, place, enterprise_id, action, organisation, note, by_id, by_name, at, due_at)
    select ${one.region}, ${one.difficulty}::uuid, coalesce(max(place), 0) + 1, ${one.enterprise}::uuid, ${one.action}, ${one.organisation}, ${one.note}, ${one.byId}, ${one.by}, ${one.at},
      ${one.dueAt}::timestamptz
    from difficulty_steps where region_code = ${one.region} and difficulty_id = ${one.difficulty}::uuid`.execute(db.kysely);
}
