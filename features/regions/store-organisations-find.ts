// Finding and making organisations by the names that ledgers write, many at once. What a name means is rules-names.ts; this file
// brings the candidates, all in a few statements whatever the number of names.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { creditCode } from '../../vocabulary/codes.ts';
import type { Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import { type Finder, type Known, openFinder, type Wanted } from './rules-names.ts';
import { tables } from './store-tables.ts';
import type { OrganisationKind } from './words.ts';

/**
 * The organisations of one region that the wanted names mean, made where there is none (once for names that are one spelling). A known one
 * without a credit code gets the one that came with it; a code that is not valid is taken as absent. `on`: mergers after that day are not
 * followed. Answers in the order asked; `created` is for the caller's audit entry. An empty name is an error of the caller.
 */
export async function findOrCreateOrganisations(
  db: Db,
  region: string,
  wanted: readonly Wanted[],
  options: { kind?: OrganisationKind; on?: Day } = {},
): Promise<{ id: string; name: string; created: boolean }[]> {
  const asked = wanted.map(readable);
  if (asked.some((one) => !normalName(one.name))) throw new Error('an organisation needs a name');
  const first = await candidates(db, region, asked);
  const known = asked.map((one) => first.finder.find(one, options.on));
  if (known.every((found, i) => found && (!asked[i]!.creditCode || found.known.creditCode)))
    return known.map((found) => ({ id: found!.known.id, name: first.names.get(found!.known.id)!, created: false }));

  // Two writers of one county must not make the same organisation twice: the second waits here, and then looks again.
  await sql`select pg_advisory_xact_lock(hashtext(${`organisations:${region}`}))`.execute(db.kysely);
  const { finder, names } = await candidates(db, region, asked);
  const created = new Map<string, { name: string; code: string | null }>();
  const coded = new Map<string, string>();
  const ids = asked.map((one) => {
    const found = finder.find(one, options.on)?.known;
    if (found) {
      if (one.creditCode && !found.creditCode && !coded.has(found.id)) {
        coded.set(found.id, one.creditCode);
        finder.giveCode(found, one.creditCode);
      }
      return found.id;
    }
    const id = newId();
    created.set(id, { name: one.name.trim(), code: one.creditCode });
    names.set(id, one.name.trim());
    finder.add({ id, creditCode: one.creditCode, normal: normalName(one.name), others: [], endedOn: null, mergedInto: null });
    return id;
  });
  const rows = [...created].map(([id, one]) => ({ id, name: one.name, code: one.code ?? coded.get(id) ?? null }));
  if (rows.length > 0) await insertOrganisations(db, region, rows, options.kind ?? 'enterprise');
  const updated = [...coded].filter(([id]) => !created.has(id));
  if (updated.length > 0)
    await sql`
      update organisations o set credit_code = given.code, version = o.version + 1
      from unnest(${updated.map(([id]) => id)}::uuid[], ${updated.map(([, code]) => code)}::text[]) as given(id, code)
      where o.region_code = ${region} and o.id = given.id`.execute(db.kysely);
  return ids.map((id) => ({ id, name: names.get(id)!, created: created.has(id) }));
}

/**
 * Takes back organisations of one region that nobody but a ledger ever knew: no entry of the chain speaks of them, they have one name, no posts,
 * no part in a merger. The caller answers for it that no record of its own names them any more. Answers the names of those that went.
 */
export async function removeUntouched(db: Db, region: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisations o where o.region_code = ${region} and o.id = any(${ids}::uuid[]) and o.ended_on is null
      and not exists (select 1 from audit_entries a where a.region_code = ${region} and a.object_kind = 'organisation' and a.object_id = o.id::text)
      and not exists (select 1 from posts p where p.region_code = ${region} and p.organisation_id = o.id)
      and not exists (select 1 from organisation_successions s where s.region_code = ${region} and (s.from_id = o.id or s.to_id = o.id))
      and (select count(*) from organisation_names n where n.region_code = ${region} and n.organisation_id = o.id) <= 1
    for update of o`.execute(db.kysely);
  const gone = rows.map((row) => row.id);
  await sql`delete from organisation_names where region_code = ${region} and organisation_id = any(${gone}::uuid[])`.execute(db.kysely);
  await sql`delete from organisations where region_code = ${region} and id = any(${gone}::uuid[])`.execute(db.kysely);
  return rows.map((row) => row.name);
}

/** New organisations with their official name, in two statements. */
async function insertOrganisations(
  db: Db,
  region: string,
  rows: readonly { id: string; name: string; code: string | null }[],
  kind: OrganisationKind,
): Promise<void> {
  const ids = rows.map((row) => row.id);
  const written = rows.map((row) => row.name);
  const normals = rows.map((row) => normalName(row.name));
  await sql`
    insert into organisations (region_code, id, kind, credit_code, name, normal_name, created_at)
    select ${region}, one.id, ${kind}, one.code, one.name, one.normal, now()
    from unnest(${ids}::uuid[], ${rows.map((row) => row.code)}::text[], ${written}::text[], ${normals}::text[]) as one(id, code, name, normal)`.execute(
    db.kysely,
  );
  await sql`
    insert into organisation_names (region_code, id, organisation_id, name, normal_name, kind)
    select ${region}, one.name_id, one.id, one.name, one.normal, 'official'
    from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[], ${written}::text[], ${normals}::text[]) as one(name_id, id, name, normal)`.execute(
    db.kysely,
  );
}

/** Everything known of the organisations that any of the names or codes may mean, and of those they were merged into. */
async function candidates(db: Db, region: string, asked: readonly Wanted[]): Promise<{ finder: Finder; names: Map<string, string> }> {
  const normals = [...new Set(asked.map((one) => normalName(one.name)))];
  const codes = [...new Set(asked.flatMap((one) => (one.creditCode ? [one.creditCode] : [])))];
  const { rows: named } = await sql<{ id: string }>`
    select organisation_id as id from organisation_names where region_code = ${region} and normal_name = any(${normals}::text[])
    union select id from organisations where region_code = ${region} and normal_name = any(${normals}::text[])
    union select id from organisations where region_code = ${region} and credit_code = any(${codes}::text[])`.execute(db.kysely);
  if (named.length === 0) return { finder: openFinder([]), names: new Map() };
  const { rows: merged } = await sql<{ from: string; into: string; on: Day }>`
    with recursive heirs(from_id, to_id, on_day) as (
      select from_id, to_id, on_day from organisation_successions
      where region_code = ${region} and kind = 'merged' and from_id = any(${named.map((row) => row.id)}::uuid[])
      union
      select s.from_id, s.to_id, s.on_day from organisation_successions s join heirs h on s.from_id = h.to_id
      where s.region_code = ${region} and s.kind = 'merged'
    ) select from_id as from, to_id as into, on_day as on from heirs`.execute(db.kysely);
  const ids = [...new Set([...named.map((row) => row.id), ...merged.map((row) => row.into)])];
  const organisations = await tables(db)
    .selectFrom('organisations')
    .select(['id', 'name', 'normal_name as normal', 'credit_code as creditCode', 'ended_on as endedOn'])
    .where('region_code', '=', region)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const others = await tables(db)
    .selectFrom('organisation_names')
    .select(['organisation_id as of', 'normal_name as normal', 'kind', 'valid_from as from', 'valid_to as to'])
    .where('region_code', '=', region)
    .where('organisation_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const othersOf = Map.groupBy(others, (other) => other.of);
  const mergedInto = new Map(merged.map((row) => [row.from, { id: row.into, on: row.on }]));
  const known: Known[] = organisations.map((one) => ({
    ...one,
    others: othersOf.get(one.id) ?? [],
    mergedInto: mergedInto.get(one.id) ?? null,
  }));
  return { finder: openFinder(known), names: new Map(organisations.map((one) => [one.id, one.name])) };
}

const readable = (one: Wanted): Wanted => {
  const read = one.creditCode ? creditCode(one.creditCode) : undefined;
  return { name: one.name, creditCode: read?.ok ? read.code : null };
};
