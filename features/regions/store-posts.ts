// Reads and writes of people, posts and seats.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { PostSpan, Seat, Someone } from './rules-posts.ts';
import { tables } from './store-tables.ts';
import type { PersonRow, Post } from './words.ts';

/** Posts of one organisation with everybody who held them, the present ones first. */
export async function postsOf(db: Db, region: string, organisation: string): Promise<Post[]> {
  const posts = await tables(db)
    .selectFrom('posts')
    .select(['id', 'title', 'valid_from as from', 'valid_to as to'])
    .where('region_code', '=', region)
    .where('organisation_id', '=', organisation)
    .orderBy(sql`valid_to is not null`)
    .orderBy('title')
    .execute();
  const seats = Map.groupBy(
    await seatsOf(
      db,
      region,
      posts.map((post) => post.id),
    ),
    (seat) => seat.postId,
  );
  return posts.map((post) => ({ ...post, holders: (seats.get(post.id) ?? []).map(({ postId: _, ...seat }) => seat).reverse() }));
}

/** Seats of some posts, the earliest first. */
export async function seatsOf(db: Db, region: string, posts: readonly string[]): Promise<(Seat & { postId: string })[]> {
  const { rows } = await sql<Seat & { postId: string }>`
    select h.id, h.post_id as "postId", h.person_id as "personId", p.name as person, h.from_day as from, h.to_day as to
    from post_holders h join people p on p.region_code = h.region_code and p.id = h.person_id
    where h.region_code = ${region} and h.post_id = any(${posts}::uuid[]) order by h.from_day, h.id`.execute(db.kysely);
  return rows;
}

/** Seats of one person, the earliest first. */
export async function seatsOfPerson(db: Db, region: string, person: string): Promise<Seat[]> {
  const { rows } = await sql<Seat>`
    select h.id, h.person_id as "personId", p.name as person, h.from_day as from, h.to_day as to
    from post_holders h join people p on p.region_code = h.region_code and p.id = h.person_id
    where h.region_code = ${region} and h.person_id = ${person} order by h.from_day, h.id`.execute(db.kysely);
  return rows;
}

/** A post locked for a change: seats of one post are decided one after another. */
export async function postForUpdate(
  db: Db,
  region: string,
  id: string,
): Promise<(PostSpan & { id: string; organisation: string; organisationName: string }) | undefined> {
  const { rows } = await sql<PostSpan & { id: string; organisation: string; organisationName: string }>`
    select p.id, p.title, p.valid_from as from, p.valid_to as to, o.id as organisation, o.name as "organisationName"
    from posts p join organisations o on o.region_code = p.region_code and o.id = p.organisation_id
    where p.region_code = ${region} and p.id = ${id} for update of p`.execute(db.kysely);
  return rows[0];
}

export async function insertPost(db: Db, region: string, organisation: string, title: string, from: Day): Promise<string> {
  const id = newId();
  await tables(db)
    .insertInto('posts')
    .values({ region_code: region, id, organisation_id: organisation, title, valid_from: from, valid_to: null })
    .execute();
  return id;
}

export async function endPosts(db: Db, region: string, ids: readonly string[], on: Day): Promise<void> {
  await sql`update posts set valid_to = ${on} where region_code = ${region} and id = any(${ids}::uuid[]) and valid_to is null`.execute(
    db.kysely,
  );
}

export async function insertSeat(db: Db, region: string, seat: { post: string; person: string; from: Day; to: Day | null }): Promise<void> {
  await tables(db)
    .insertInto('post_holders')
    .values({ region_code: region, id: newId(), post_id: seat.post, person_id: seat.person, from_day: seat.from, to_day: seat.to })
    .execute();
}

export async function endSeatRows(db: Db, region: string, ends: readonly { id: string; to: Day }[]): Promise<void> {
  if (ends.length === 0) return;
  await sql`
    update post_holders h set to_day = given.day from unnest(${ends.map((end) => end.id)}::uuid[], ${ends.map((end) => end.to)}::date[]) as given(id, day)
    where h.region_code = ${region} and h.id = given.id`.execute(db.kysely);
}

/** A person locked for a change. */
export async function personForUpdate(db: Db, region: string, id: string): Promise<Someone | undefined> {
  return tables(db)
    .selectFrom('people')
    .select(['id', 'name', 'left_on as leftOn'])
    .where('region_code', '=', region)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertPerson(db: Db, region: string, name: string): Promise<string> {
  const id = newId();
  await tables(db).insertInto('people').values({ region_code: region, id, name, user_id: null, left_on: null }).execute();
  return id;
}

export async function personLeft(db: Db, region: string, id: string, on: Day): Promise<void> {
  await tables(db).updateTable('people').set({ left_on: on }).where('region_code', '=', region).where('id', '=', id).execute();
}

export type PeopleAsked = { search?: string | undefined; left: 'no' | 'all'; limit: number; offset: number; id?: string };

/** People of one region by name, each with every seat. `left: 'no'` leaves out those who had left by `today`. */
export async function listPeople(db: Db, region: string, today: Day, asked: PeopleAsked): Promise<{ total: number; people: PersonRow[] }> {
  const pattern = asked.search ? `%${asked.search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const held = sql`
    p.region_code = ${region} and (${pattern}::text is null or p.name like ${pattern}) and (${asked.id ?? null}::uuid is null or p.id = ${asked.id ?? null}::uuid)
    and (${asked.left} = 'all' or p.left_on is null or p.left_on > ${today})`;
  const { rows } = await sql<Omit<PersonRow, 'seats'>>`
    select p.region_code as region, p.id, p.name, p.left_on as "leftOn", (p.user_id is not null) as "hasAccount"
    from people p where ${held} order by p.name, p.id limit ${asked.limit} offset ${asked.offset}`.execute(db.kysely);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from people p where ${held}`.execute(db.kysely);
  const { rows: seats } = await sql<PersonRow['seats'][number] & { person: string }>`
    select h.person_id as person, h.id as "holderId", t.id as "postId", t.title, o.id as "organisationId", o.name as organisation, h.from_day as from, h.to_day as to
    from post_holders h
    join posts t on t.region_code = h.region_code and t.id = h.post_id
    join organisations o on o.region_code = t.region_code and o.id = t.organisation_id
    where h.region_code = ${region} and h.person_id = any(${rows.map((row) => row.id)}::uuid[]) order by h.from_day desc, h.id`.execute(
    db.kysely,
  );
  const byPerson = Map.groupBy(seats, (seat) => seat.person);
  return {
    total: counted[0]!.total,
    people: rows.map((row) => ({ ...row, seats: (byPerson.get(row.id) ?? []).map(({ person: _, ...seat }) => seat) })),
  };
}
