/** What testing.ts and its setup share; the setup runs outside a test and must not import vitest's hooks. */
import pg from 'pg';
import type { Scope } from './scope.ts';
import { valueTypes } from './values.ts';

/** Nothing may be seen. */
export const noScope: Scope = { regions: [], prefix: null, owner: null };

/** Runs statements as the owner of a database: makes tables, looks at the catalogue. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, types: valueTypes });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** The same server and user, another database. */
export function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
