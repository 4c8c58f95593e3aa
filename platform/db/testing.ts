/**
 * Real databases for tests. One server a run (testing-setup.ts), migrated once as a template; each worker works in a clone.
 * `testDatabase()` gives every test one transaction that is rolled back; `freshDatabase()` gives a clone of its own, with real
 * commits and real concurrency, dropped afterwards.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, inject } from 'vitest';
import { type Database, limits, openDatabase, tenantTables } from './database.ts';
import { sortFailure } from './failures.ts';
import { scopeSettings } from './scope.ts';
import { type Guards, openSession } from './session.ts';
import { asOwner, noScope, onDatabase } from './testing-server.ts';
import { valueTypes } from './values.ts';

export { asOwner, noScope, onDatabase } from './testing-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    sanzaoPostgres: { ownerUrl: string; appUrl: string; template: string };
  }
}

export type FreshDatabase = { database: Database; ownerUrl: string; appUrl: string; name: string };

type Options = { strict?: boolean; allow?: readonly string[] };

/**
 * Call it at the top of a test file or a describe. Outside a test the returned Database refuses to work. Inner transactions are
 * savepoints: their afterCommit work runs when they succeed, and all of it is rolled back when the test ends. Read-only holds;
 * isolation levels do not apply here (use freshDatabase to test them).
 */
export function testDatabase(options: Options = {}): Database {
  let client: pg.Client | undefined;
  let guards: Guards | undefined;
  let inTest = false;
  let last: Promise<unknown> = Promise.resolve();
  const inside = new AsyncLocalStorage<string>();
  let savepoints = 0;

  beforeEach(async () => {
    if (!client) {
      const name = await workerDatabase();
      client = new pg.Client({ connectionString: onDatabase(inject('sanzaoPostgres').appUrl, name), types: valueTypes });
      client.on('error', () => {});
      await client.connect();
      guards = {
        tenantTables: await tenantTables((sql) => client!.query(sql)),
        strict: options.strict ?? true,
        allow: options.allow ?? [],
      };
    }
    await client.query(`begin; ${limits({})}; ${scopeSettings(noScope)}`);
    inTest = true;
  });
  afterEach(async () => {
    inTest = false;
    await last.catch(() => {});
    await client?.query('rollback');
  });
  afterAll(async () => {
    await client?.end();
    client = undefined;
  });

  const run: Database['transaction'] = async (scope, work, settings = {}) => {
    if (!inTest || !client || !guards) throw new Error('testDatabase() works inside a test only');
    savepoints += 1;
    const savepoint = `test_${savepoints}`;
    await client.query(
      `savepoint ${savepoint}; ${settings.readOnly ? 'set local transaction_read_only = on; ' : ''}${limits(settings)}; ${scopeSettings(scope)}`,
    );
    const session = openSession(client, scope, guards);
    try {
      const result = await inside.run(savepoint, () => work(session.db));
      session.close();
      await client.query(`release ${savepoint}; ${scopeSettings(noScope)}`);
      for (const task of session.afterCommit) await task();
      return result;
    } catch (error) {
      session.close();
      await client.query(`rollback to ${savepoint}; release ${savepoint}; ${scopeSettings(noScope)}`);
      throw sortFailure(error);
    }
  };
  return {
    transaction(scope, work, settings) {
      // Requests of one test take turns, as the connection is one; a transaction begun inside another would wait for itself.
      if (inside.getStore() !== undefined)
        return Promise.reject(
          new Error(
            'a transaction was begun inside another one: with a pool it would not see the outer work and could wait for it for ever',
          ),
        );
      const next = last.then(() => run(scope, work, settings));
      last = next.catch(() => {});
      return next;
    },
    async close() {},
  };
}

/** A database of its own, cloned from the migrated template; dropped when the file's tests end. */
export async function freshDatabase(options: Options & { max?: number } = {}): Promise<FreshDatabase> {
  const server = inject('sanzaoPostgres');
  // Named after the template: what could not be dropped here goes with it when the run ends.
  const name = `${server.template}_f_${randomBytes(6).toString('hex')}`;
  await clone(server.ownerUrl, server.template, name);
  const appUrl = onDatabase(server.appUrl, name);
  const database = openDatabase({ url: appUrl, strict: options.strict ?? true, allow: options.allow ?? [], max: options.max ?? 4 });
  afterAll(async () => {
    await database.close();
    await asOwner(server.ownerUrl, (owner) =>
      patiently(() => owner.query(`drop database if exists ${name} with (force)`)).catch((error: unknown) => {
        if (!isBusy(error)) throw error; // no claim of the test: the end of the run drops it
      }),
    );
  });
  return { database, appUrl, ownerUrl: onDatabase(server.ownerUrl, name), name };
}

let workerName: Promise<string> | undefined;

/**
 * The clone of this worker, kept for the files it runs one after another. Its number is the first whose advisory lock is free;
 * the lock lasts as long as the process, so two workers never share one.
 */
function workerDatabase(): Promise<string> {
  workerName ??= (async () => {
    const server = inject('sanzaoPostgres');
    const holder = new pg.Client({ connectionString: server.ownerUrl });
    holder.on('error', () => {});
    await holder.connect();
    (holder as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref();
    for (let number = 1; ; number += 1) {
      const { rows } = await holder.query<{ mine: boolean }>('select pg_try_advisory_lock(7203002, $1) as mine', [number]);
      if (!rows[0]!.mine) continue;
      const name = `${server.template}_w${number}`;
      const made = await holder.query('select 1 from pg_database where datname = $1', [name]);
      if (made.rowCount === 0) await clone(server.ownerUrl, server.template, name);
      return name;
    }
  })();
  return workerName;
}

/** A template can be copied by one at a time, and only while nobody is connected to it. */
async function clone(ownerUrl: string, template: string, name: string): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock(7203002, 0)');
    await patiently(() => owner.query(`create database ${name} template ${template}`));
  });
}

/** Somebody of the server itself (autovacuum), or a connection that is just ending, holds a database now and then on a loaded machine. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tries === 6) throw error;
      await new Promise((done) => setTimeout(done, 250 * tries));
    }
  }
}

// 42501: a worker of the server itself, cleaning that database just now, may not be ended by its owner.
const isBusy = (error: unknown): boolean => ['55006', '55P03', '57014', '42501'].includes((error as { code?: string }).code ?? '');
