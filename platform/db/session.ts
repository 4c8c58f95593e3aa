/**
 * One transaction on one connection, as the rooms see it: a Kysely that speaks only inside the transaction, bulk copy, and
 * things to do after the commit. Statements of one transaction run one after another. When strict (development, tests) a
 * statement that names a tenant table without a region_code predicate is refused: row-level security is the second wall, not the first.
 */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from './copy-text.ts';
import type { Scope } from './scope.ts';

export type Db = {
  // biome-ignore lint/suspicious/noExplicitAny: each store names the tables it uses; the schema is checked by its photograph
  kysely: Kysely<any>;
  scope: Scope;
  /** Runs after the commit, never after a rollback, in the order given. Its failure does not undo the commit. */
  afterCommit(work: () => void | Promise<void>): void;
  /** Adds rows by COPY; returns how many. A tenant table is reached through a temporary one, since COPY does not pass its policies. */
  copyIn(
    table: string,
    columns: readonly string[],
    rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
  ): Promise<number>;
};

export type QueryNote = { sql: string; parameters: readonly unknown[]; milliseconds: number; rows: number };

export type Guards = {
  onQuery?: ((note: QueryNote) => void) | undefined;
  /** Names of the tables that carry region_code; empty when not strict. */
  tenantTables: readonly string[];
  strict: boolean;
  /** Statements that may read across regions: their text contains one of these. */
  allow: readonly string[];
};

export type Session = { db: Db; afterCommit: (() => void | Promise<void>)[]; close(): void };

/** Opens the view of a transaction that has begun on `client`. */
export function openSession(client: pg.ClientBase, scope: Scope, guards: Guards): Session {
  let open = true;
  let last: Promise<unknown> = Promise.resolve();
  const afterCommit: Session['afterCommit'] = [];

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
  const ask = (sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    if (!open) return Promise.reject(new Error('the transaction has ended; its db must not be used any more'));
    checkPredicate(sql, guards);
    return inTurn(async () => {
      const since = performance.now();
      const result = await client.query(sql, parameters as unknown[]);
      guards.onQuery?.({ sql, parameters, milliseconds: performance.now() - since, rows: result.rowCount ?? 0 });
      return result;
    });
  };

  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await ask(query.sql, query.parameters);
      const changed =
        result.command === 'INSERT' || result.command === 'UPDATE' || result.command === 'DELETE' || result.command === 'MERGE';
      return { rows: (result.rows ?? []) as R[], ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) };
    },
    async *streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
      const cursor = freshName('stream');
      await ask(`declare ${cursor} no scroll cursor for ${query.sql}`, query.parameters);
      try {
        for (;;) {
          const { rows } = await inTurn(() => client.query(`fetch ${chunkSize ?? 1000} from ${cursor}`));
          if (rows.length === 0) return;
          yield { rows: rows as R[] };
        }
      } finally {
        await inTurn(() => client.query(`close ${cursor}`)).catch(() => {}); // after a failed statement the cursor is gone already
      }
    },
  };
  const noNesting = () => Promise.reject(new Error('db is the transaction already; it cannot begin another'));
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: noNesting,
    commitTransaction: noNesting,
    rollbackTransaction: noNesting,
    destroy: async () => {},
  };
  const kysely = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

  const db: Db = {
    kysely,
    scope,
    afterCommit(work) {
      afterCommit.push(work);
    },
    async copyIn(table, columns, rows) {
      const list = columns.map(quoted).join(', ');
      const isTenant = guards.tenantTables.includes(table);
      if (isTenant && !columns.includes('region_code')) throw new Error(`rows of ${table} cannot be copied without region_code`);
      if (!isTenant) return copyRows(quoted(table));
      const staging = quoted(freshName('copy'));
      await ask(
        `create temp table ${staging} on commit drop as select ${list} from ${quoted(table)} where region_code is null with no data`,
        [],
      );
      const count = await copyRows(staging);
      await ask(`insert into ${quoted(table)} (${list}) select ${list} from ${staging} where region_code is not null`, []);
      await ask(`drop table ${staging}`, []);
      return count;

      async function copyRows(target: string): Promise<number> {
        if (!open) throw new Error('the transaction has ended; its db must not be used any more');
        const sql = `copy ${target} (${list}) from stdin`;
        return inTurn(async () => {
          const since = performance.now();
          const stream = client.query(copyFrom(sql));
          await pipeline(Readable.from(lines(rows, columns.length)), stream);
          guards.onQuery?.({ sql, parameters: [], milliseconds: performance.now() - since, rows: stream.rowCount });
          return stream.rowCount;
        });
      }
    },
  };
  return {
    db,
    afterCommit,
    close() {
      open = false;
    },
  };
}

let names = 0;
const freshName = (kind: string): string => {
  names += 1;
  return `${kind}_${names}`;
};

/** Lines gathered into chunks of about 64 kB, so that the socket is not written row by row. Rows at hand are not waited for one by one. */
async function* lines(rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>, width: number): AsyncGenerator<string> {
  let chunk = '';
  const isFull = (row: readonly unknown[]): boolean => {
    if (row.length !== width) throw new Error(`a copied row has ${row.length} values where ${width} columns are named`);
    chunk += copyLine(row);
    return chunk.length > 65_536;
  };
  const taken = (): string => {
    const full = chunk;
    chunk = '';
    return full;
  };
  if (Symbol.iterator in rows) {
    for (const row of rows) if (isFull(row)) yield taken();
  } else {
    for await (const row of rows) if (isFull(row)) yield taken();
  }
  if (chunk !== '') yield chunk;
}

function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a table or column name: ${JSON.stringify(name)}`);
  return `"${name}"`;
}

const matchers = new WeakMap<readonly string[], RegExp>();

/** Refuses a statement on a tenant table whose predicate (or, for an insert, whose columns) leaves region_code out. */
function checkPredicate(sql: string, guards: Guards): void {
  if (!guards.strict || guards.tenantTables.length === 0) return;
  let matcher = matchers.get(guards.tenantTables);
  if (!matcher) {
    matcher = new RegExp(`\\b(?:${guards.tenantTables.join('|')})\\b`, 'i');
    matchers.set(guards.tenantTables, matcher);
  }
  const named = matcher.exec(sql);
  if (!named) return;
  const start = /^\s*(?:--[^\n]*\n\s*)*(\w+)/.exec(sql)?.[1]?.toLowerCase();
  const predicate = start === 'insert' ? sql : sql.slice(Math.max(0, sql.search(/\b(?:where|on|using|having)\b/i)));
  const hasClause = start === 'insert' || /\b(?:where|on|using|having)\b/i.test(sql);
  if (hasClause && /\bregion_code\b/i.test(predicate)) return;
  if (guards.allow.some((text) => sql.includes(text))) return;
  throw new Error(`a statement on the tenant table ${named[0]} has no region_code predicate: ${sql.slice(0, 500)}`);
}
