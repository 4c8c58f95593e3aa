// Reading the chain, latest first, over the regions in reach. The table is appended to by platform/audit alone.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

export interface EntryRow {
  region: string;
  seq: number;
  at: string;
  actorId: string;
  actorName: string;
  action: string;
  kind: string;
  object: string;
  facts: Record<string, unknown>;
  request: string;
  result: 'done' | 'refused' | 'failed';
  hash: string;
}

export interface EntryQuery {
  regions: readonly string[];
  action?: string | undefined;
  actor?: string | undefined;
  kind?: string | undefined;
  object?: string | undefined;
  result?: string | undefined;
  /** Instants, from included, to excluded. */
  from?: string | undefined;
  to?: string | undefined;
  after?: { at: string; region: string; seq: number } | undefined;
  limit: number;
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export async function readEntries(db: Db, query: EntryQuery): Promise<EntryRow[]> {
  let rows = db.kysely
    .selectFrom('audit_entries')
    .select([
      'region_code as region',
      'seq',
      'at',
      'actor_id as actorId',
      'actor_name as actorName',
      'action',
      'object_kind as kind',
      'object_id as object',
      'facts',
      'request_id as request',
      'result',
      'hash',
    ])
    .where('region_code', '=', sql<string>`any(${query.regions}::text[])`);
  if (query.action) rows = rows.where('action', '=', query.action);
  if (query.actor) rows = rows.where((w) => w.or([w('actor_id', '=', query.actor!), w('actor_name', 'like', like(query.actor!))]));
  if (query.kind) rows = rows.where('object_kind', '=', query.kind);
  if (query.object) rows = rows.where('object_id', '=', query.object);
  if (query.result) rows = rows.where('result', '=', query.result);
  if (query.from) rows = rows.where('at', '>=', query.from);
  if (query.to) rows = rows.where('at', '<', query.to);
  if (query.after)
    rows = rows.where(
      sql<boolean>`(at, region_code, seq) < (${query.after.at}::timestamptz, ${query.after.region}, ${query.after.seq}::bigint)`,
    );
  return (await rows
    .orderBy('at', 'desc')
    .orderBy('region_code', 'desc')
    .orderBy('seq', 'desc')
    .limit(query.limit)
    .execute()) as EntryRow[];
}
