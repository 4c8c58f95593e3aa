/**
 * The product's way to its data: a pool of connections of the app role, and transactions with a scope. Every read and write
 * happens in one. Repeats work that said it may be repeated, sorts failures (failures.ts), and never lets a broken connection
 * back into the pool. What a transaction may see is scope.ts; how rooms speak in it is session.ts.
 */
import pg from 'pg';
import { DatabaseUnavailable, isConflict, isConnectionLoss, sortFailure } from './failures.ts';
import { type Scope, scopeSettings } from './scope.ts';
import { type Db, type Guards, openSession, type QueryNote } from './session.ts';
import { valueTypes } from './values.ts';

export type { Scope } from './scope.ts';
export type { Db } from './session.ts';

export type TransactionOptions = {
  readOnly?: boolean;
  isolation?: 'repeatable read' | 'read committed';
  /** Limit of one statement; 30 s unless told. */
  timeoutMs?: number;
  /** The work may run again from the start after a deadlock or serialization failure: it has no effect outside the database. */
  retryable?: boolean;
};

export interface Database {
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(scope: Scope, work: (db: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}

export type DatabaseOptions = {
  url: string;
  max?: number;
  onQuery?: (note: QueryNote) => void;
  /** Refuse statements on tenant tables without region_code (development and tests). */
  strict?: boolean;
  allow?: readonly string[];
  /** How long a request waits for a connection before it is answered 503. */
  waitMs?: number;
  /** Told of failures of afterCommit work, which nobody awaits any more. */
  onFault?: (error: unknown) => void;
};

export function openDatabase(options: DatabaseOptions): Database {
  const waitMs = options.waitMs ?? 5_000;
  const max = options.max ?? 10;
  const pool = new pg.Pool({
    connectionString: options.url,
    max,
    types: valueTypes,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'sanzao',
  });
  pool.on('error', () => {}); // an idle connection broke; the pool drops it and the next request opens another
  let guards: Promise<Guards> | undefined;
  let closed = false;

  const loadGuards = (): Promise<Guards> => {
    guards ??= tenantTables((sql) => pool.query(sql)).then((tables) => ({
      onQuery: options.onQuery,
      tenantTables: tables,
      strict: options.strict ?? false,
      allow: options.allow ?? [],
    }));
    guards.catch(() => {
      guards = undefined;
    });
    return guards;
  };

  /** A connection on which the transaction has begun. Until then nothing was done, so another connection may be tried. */
  const begin = async (opening: string): Promise<pg.PoolClient> => {
    const deadline = performance.now() + waitMs;
    for (;;) {
      if (closed) throw new DatabaseUnavailable('away', new Error('closed'));
      if (pool.waitingCount >= max * 50) throw new DatabaseUnavailable('busy', new Error('too many requests wait for a connection'));
      let client: pg.PoolClient | undefined;
      try {
        client = await pool.connect();
        await client.query(opening);
        return client;
      } catch (error) {
        client?.release(true);
        if (!isConnectionLoss(error) || performance.now() > deadline) throw sortFailure(error);
        await delay(client ? 0 : 100);
      }
    }
  };

  const once = async <T>(scope: Scope, work: (db: Db) => Promise<T>, settings: TransactionOptions): Promise<T> => {
    const opening = openingOf(scope, settings);
    const known = await loadGuards().catch((error: unknown) => {
      throw sortFailure(error);
    });
    const client = await begin(opening);
    const onBroken = () => {}; // without a listener a broken connection would end the process; the pending query rejects anyway
    client.on('error', onBroken);
    const session = openSession(client, scope, known);
    let committing = false;
    try {
      const result = await work(session.db);
      session.close();
      committing = true;
      const ending = await client.query('commit');
      // A transaction in which a statement had failed answers COMMIT with ROLLBACK; taking that for success would be a lie.
      if (ending.command !== 'COMMIT') throw new Error('a statement failed and its error was swallowed; the transaction was rolled back');
      client.removeListener('error', onBroken);
      client.release();
      for (const task of session.afterCommit) {
        try {
          await task();
        } catch (error) {
          options.onFault?.(error);
        }
      }
      return result;
    } catch (error) {
      session.close();
      let broken = isConnectionLoss(error) || isConnectionLoss((error as { cause?: unknown })?.cause);
      if (!broken)
        await client.query('rollback').catch(() => {
          broken = true;
        });
      client.removeListener('error', onBroken);
      if (broken) client.on('error', () => {});
      client.release(broken);
      if (committing && isConnectionLoss(error)) throw new DatabaseUnavailable('away', error, false);
      throw sortFailure(error);
    }
  };

  return {
    async transaction(scope, work, settings = {}) {
      const tries = settings.retryable ? 5 : 1;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(scope, work, settings);
        } catch (error) {
          if (attempt >= tries || !isConflict(error)) throw error;
          await delay(Math.random() * 20 * 2 ** attempt);
        }
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

/** BEGIN, the scope and the limits in one round trip. */
export function openingOf(scope: Scope, settings: TransactionOptions): string {
  const begin = `begin isolation level ${settings.isolation === 'repeatable read' ? 'repeatable read' : 'read committed'}${settings.readOnly ? ' read only' : ''}`;
  return `${begin}; ${limits(settings)}; ${scopeSettings(scope)}`;
}

export function limits(settings: TransactionOptions): string {
  const timeout = Math.max(1, Math.round(settings.timeoutMs ?? 30_000));
  return `set local timezone = 'UTC'; set local statement_timeout = ${timeout}; set local idle_in_transaction_session_timeout = ${Math.max(60_000, timeout)}`;
}

/** The tables that have row-level security, longest name first. */
export async function tenantTables(query: (sql: string) => Promise<{ rows: { name: string }[] }>): Promise<string[]> {
  const { rows } = await query(
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relrowsecurity and not c.relispartition",
  );
  return rows.map((row) => row.name).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
