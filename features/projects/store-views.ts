// Views that people saved for themselves.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

export interface View {
  id: string;
  page: string;
  name: string;
  search: string;
  position: number;
}

export async function viewsOf(db: Db, user: string, page: string): Promise<View[]> {
  const { rows } =
    await sql<View>`select id, page, name, search, position from saved_views where user_id = ${user} and page = ${page} order by position, name`.execute(
      db.kysely,
    );
  return rows;
}

export async function saveViewOf(db: Db, user: string, view: View): Promise<void> {
  await sql`
    insert into saved_views (user_id, id, page, name, search, position) values (${user}, ${view.id}, ${view.page}, ${view.name}, ${view.search}, ${view.position})
    on conflict (user_id, id) do update set page = excluded.page, name = excluded.name, search = excluded.search, position = excluded.position`.execute(
    db.kysely,
  );
}

/** The page the view stood on, or undefined when this person has none by that id. */
export async function removeView(db: Db, user: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ page: string }>`delete from saved_views where user_id = ${user} and id = ${id} returning page`.execute(
    db.kysely,
  );
  return rows[0]?.page;
}
