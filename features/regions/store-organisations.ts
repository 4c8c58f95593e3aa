// Reads and writes of organisations: the list, one with its history, and what a rename, a merger or a split saves. Posts are store-posts.ts;
// finding by written names is store-organisations-find.ts.
import { sql } from 'kysely';
import type { Db, Scope } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import { nameOn } from './rules-names.ts';
import type { Neighbour, NewName, Standing } from './rules-organisations.ts';
import { postsOf } from './store-posts.ts';
import { tables } from './store-tables.ts';
import type { NameKind, Organisation, OrganisationKind, OrganisationName, OrganisationRow, SuccessionKind } from './words.ts';

export type ListAsked = {
  search?: string | undefined;
  kind?: OrganisationKind | undefined;
  ended: 'no' | 'yes' | 'all';
  limit: number;
  offset: number;
};

/** Organisations in reach, by name. An owner sees the own enterprise alone. The search looks at every name that ever was, and at codes. */
export async function listOrganisations(
  db: Db,
  scope: Scope,
  asked: ListAsked,
): Promise<{ total: number; organisations: OrganisationRow[] }> {
  const pattern = asked.search ? `%${normalName(asked.search).replace(/[\\%_]/g, '\\$&')}%` : null;
  const code = asked.search
    ? `${asked.search
        .trim()
        .toUpperCase()
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;
  const held = sql`
    o.region_code = any(${scope.regions}::text[])
    and (${scope.owner}::uuid is null or o.id = ${scope.owner}::uuid)
    and (${asked.kind ?? null}::text is null or o.kind = ${asked.kind ?? null})
    and (${asked.ended} = 'all' or (o.ended_on is null) = (${asked.ended} = 'no'))
    and (${pattern}::text is null or o.credit_code like ${code} or exists (
      select from organisation_names n where n.region_code = o.region_code and n.organisation_id = o.id and n.normal_name like ${pattern}))`;
  const { rows } = await sql<Omit<OrganisationRow, 'matched'>>`
    select o.region_code as region, o.id, o.kind, o.name, o.credit_code as "creditCode", o.ended_on as "endedOn", o.version
    from organisations o where ${held} order by o.region_code, o.normal_name, o.id limit ${asked.limit} offset ${asked.offset}`.execute(
    db.kysely,
  );
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from organisations o where ${held}`.execute(db.kysely);
  const matched = pattern === null || rows.length === 0 ? [] : await otherNames(db, rows, pattern);
  const byOrganisation = Map.groupBy(matched, (one) => one.organisation);
  return {
    total: counted[0]!.total,
    organisations: rows.map((row) => ({ ...row, matched: (byOrganisation.get(row.id) ?? []).map((one) => one.name) })),
  };
}

async function otherNames(
  db: Db,
  rows: readonly { region: string; id: string; name: string }[],
  pattern: string,
): Promise<{ organisation: string; name: string }[]> {
  const { rows: found } = await sql<{ organisation: string; name: string }>`
    select distinct n.organisation_id as organisation, n.name from organisation_names n
    join organisations o on o.region_code = n.region_code and o.id = n.organisation_id
    where n.region_code = any(${[...new Set(rows.map((row) => row.region))]}::text[]) and n.organisation_id = any(${rows.map((row) => row.id)}::uuid[])
      and n.normal_name like ${pattern} and n.normal_name <> o.normal_name order by n.name`.execute(db.kysely);
  return found;
}

/** One organisation with what it was called on a day, its names, where it came from and went, and its posts; undefined when there is none. */
export async function readOrganisation(db: Db, region: string, id: string, on: Day): Promise<Organisation | undefined> {
  const one = await tables(db)
    .selectFrom('organisations')
    .select(['region_code as region', 'id', 'kind', 'name', 'credit_code as creditCode', 'ended_on as endedOn', 'version'])
    .where('region_code', '=', region)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!one) return undefined;
  const { rows: successions } = await sql<Organisation['successions'][number]>`
    select s.kind, s.on_day as on, s.reason, case when s.from_id = ${id}::uuid then 'into' else 'from' end as direction, other.id as "otherId", other.name as "otherName"
    from organisation_successions s
    join organisations other on other.region_code = s.region_code and other.id = case when s.from_id = ${id}::uuid then s.to_id else s.from_id end
    where s.region_code = ${region} and (s.from_id = ${id}::uuid or s.to_id = ${id}::uuid) order by s.on_day, other.name`.execute(
    db.kysely,
  );
  const names = await namesOf(db, region, id);
  return { ...one, nameThen: nameOn(names, on) ?? one.name, names, successions, posts: await postsOf(db, region, id) };
}

export async function namesOf(db: Db, region: string, id: string): Promise<(OrganisationName & { from: Day | null; to: Day | null })[]> {
  return tables(db)
    .selectFrom('organisation_names')
    .select(['id', 'name', 'kind', 'valid_from as from', 'valid_to as to'])
    .where('region_code', '=', region)
    .where('organisation_id', '=', id)
    .orderBy(sql`valid_from nulls first`)
    .orderBy('kind')
    .orderBy('name')
    .execute();
}

/** Organisations locked for a change, in the order of their ids so that two changes never wait for each other. */
export async function organisationsForUpdate(
  db: Db,
  region: string,
  ids: readonly string[],
): Promise<(Standing & { kind: OrganisationKind; creditCode: string | null; version: number })[]> {
  return tables(db)
    .selectFrom('organisations')
    .select(['id', 'name', 'ended_on as endedOn', 'kind', 'credit_code as creditCode', 'version'])
    .where('region_code', '=', region)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Living organisations of the county that bear this name now, or this code, other than those named. Creations of one county take turns. */
export async function neighbours(
  db: Db,
  region: string,
  name: string | null,
  code: string | null,
  others: readonly string[],
): Promise<{ byName: Neighbour | undefined; byCode: Neighbour | undefined }> {
  await sql`select pg_advisory_xact_lock(hashtext(${`organisations:${region}`}))`.execute(db.kysely);
  const { rows } = await sql<Neighbour & { named: boolean }>`
    select o.id, o.name, o.credit_code as "creditCode", (n.id is not null) as named
    from organisations o
    left join organisation_names n on n.region_code = o.region_code and n.organisation_id = o.id and n.normal_name = ${name === null ? null : normalName(name)}
      and n.kind <> 'former' and n.valid_to is null
    where o.region_code = ${region} and o.id <> all(${others}::uuid[])
      and ((o.ended_on is null and n.id is not null) or o.credit_code = ${code}) order by o.id`.execute(db.kysely);
  return { byName: rows.find((row) => row.named), byCode: code === null ? undefined : rows.find((row) => row.creditCode === code) };
}

export async function insertOrganisation(
  db: Db,
  organisation: { region: string; kind: OrganisationKind; name: string; creditCode: string | null; from: Day | null; at: string },
): Promise<string> {
  const id = newId();
  const { region, kind, name, creditCode, from, at } = organisation;
  await tables(db)
    .insertInto('organisations')
    .values({
      region_code: region,
      id,
      kind,
      credit_code: creditCode,
      name,
      normal_name: normalName(name),
      ended_on: null,
      created_at: at,
      version: 1,
    })
    .execute();
  await insertName(db, region, id, { name, kind: 'official', from, to: null });
  return id;
}

export async function insertName(db: Db, region: string, organisation: string, name: NewName): Promise<void> {
  await tables(db)
    .insertInto('organisation_names')
    .values({
      region_code: region,
      id: newId(),
      organisation_id: organisation,
      name: name.name,
      normal_name: normalName(name.name),
      kind: name.kind as NameKind,
      valid_from: name.from,
      valid_to: name.to,
    })
    .execute();
}

export async function endName(db: Db, region: string, id: string, to: Day): Promise<void> {
  await tables(db).updateTable('organisation_names').set({ valid_to: to }).where('region_code', '=', region).where('id', '=', id).execute();
}

/** Changes what is given and counts the version up. */
export async function changeOrganisation(
  db: Db,
  region: string,
  id: string,
  change: { name?: string; kind?: OrganisationKind | undefined; creditCode?: string | null | undefined; endedOn?: Day },
): Promise<void> {
  await tables(db)
    .updateTable('organisations')
    .set((row) => ({
      version: row('version', '+', 1),
      ...(change.name !== undefined && { name: change.name, normal_name: normalName(change.name) }),
      ...(change.kind !== undefined && { kind: change.kind }),
      ...(change.creditCode !== undefined && { credit_code: change.creditCode }),
      ...(change.endedOn !== undefined && { ended_on: change.endedOn }),
    }))
    .where('region_code', '=', region)
    .where('id', '=', id)
    .execute();
}

/** An organisation that ends takes its open names and posts with it; seats are ended by the caller's decision. */
export async function endOrganisation(db: Db, region: string, id: string, on: Day): Promise<void> {
  await changeOrganisation(db, region, id, { endedOn: on });
  await sql`update organisation_names set valid_to = ${on} where region_code = ${region} and organisation_id = ${id} and valid_to is null and (valid_from is null or valid_from < ${on})`.execute(
    db.kysely,
  );
}

export async function insertSuccession(
  db: Db,
  region: string,
  succession: { from: string; to: string; kind: SuccessionKind; on: Day; reason: string },
): Promise<void> {
  const { from, to, kind, on, reason } = succession;
  await tables(db)
    .insertInto('organisation_successions')
    .values({ region_code: region, id: newId(), from_id: from, to_id: to, kind, on_day: on, reason })
    .execute();
}
