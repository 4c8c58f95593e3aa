/**
 * Brings a database to the schema of this program: plain SQL files of all rooms and machines in the order of their names, one
 * statement a call, one transaction a file, under an advisory lock. An applied file never changes: an edited one is refused
 * by name, and so is a database that a newer program has migrated.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { connect } from './roles.ts';
import { splitStatements } from './split.ts';
import { type Progress, StartRefusal } from './start-refusal.ts';

export type Migration = { name: string; path: string; sql: string; checksum: string };

const lockKey = 7203001;

/** Every migration of the project, in order. `root` is the project directory. */
export function findMigrations(root: string = fileURLToPath(new URL('../..', import.meta.url))): Migration[] {
  const found: Migration[] = [];
  for (const floor of ['platform', 'features'])
    for (const room of existsSync(join(root, floor)) ? readdirSync(join(root, floor)).sort() : []) {
      const directory = join(root, floor, room, 'migrations');
      if (!existsSync(directory)) continue;
      for (const name of readdirSync(directory).filter((file) => file.endsWith('.sql'))) {
        const path = join(directory, name);
        const sql = readFileSync(path, 'utf8').replaceAll('\r\n', '\n'); // a checkout on Windows is the same file
        found.push({ name, path: `${floor}/${room}/migrations/${name}`, sql, checksum: createHash('sha256').update(sql).digest('hex') });
      }
    }
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, migration] of found.entries())
    if (found[index + 1]?.name === migration.name)
      throw new Error(`two migrations are named ${migration.name}: ${migration.path} and ${found[index + 1]!.path}`);
  return found;
}

/** Applies what is missing; returns the names applied. Safe to repeat after a kill at any point. */
export async function migrate(options: { ownerUrl: string; progress?: Progress; migrations?: Migration[] }): Promise<string[]> {
  const migrations = options.migrations ?? findMigrations();
  const client = await connect(options.ownerUrl, 'DATABASE_URL');
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query("set timezone = 'UTC'");
    await client.query(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const applied = new Map(
      (await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')).rows.map((row) => [
        row.name,
        row.checksum,
      ]),
    );
    const known = new Map(migrations.map((migration) => [migration.name, migration]));
    for (const [name, checksum] of applied) {
      const migration = known.get(name);
      if (!migration)
        throw new StartRefusal('schema.newer', {
          zh: `数据库已由更新的版本升级（含 ${name}），当前程序不认识。请使用新版本的程序。`,
          en: `The database was migrated by a newer version (it contains ${name}), which this program does not know. Use the newer program.`,
        });
      if (migration.checksum !== checksum)
        throw new StartRefusal('schema.edited', {
          zh: `迁移文件 ${migration.path} 在执行之后被改动过。请恢复原文件，改动写进新的迁移文件。`,
          en: `The migration ${migration.path} was edited after it had been applied. Restore the file and put the change into a new migration.`,
        });
    }
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    let told = Number.NEGATIVE_INFINITY;
    for (const [index, migration] of missing.entries()) {
      if (performance.now() - told > 1_000) {
        told = performance.now();
        options.progress?.({
          zh: `正在升级数据库 ${index + 1}/${missing.length}：${migration.name}`,
          en: `Migrating the database ${index + 1}/${missing.length}: ${migration.name}`,
        });
      }
      await apply(client, migration);
    }
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  const statements = splitStatements(migration.sql);
  for (const [index, statement] of statements.entries()) {
    try {
      await client.query(statement);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      const reason = (error as Error).message;
      const opening = statement.replace(/\s+/g, ' ').slice(0, 120);
      throw new StartRefusal(
        'schema.failed',
        {
          zh: `迁移 ${migration.path} 第 ${index + 1} 条语句失败：${reason}（${opening}…）。该文件的改动已全部撤销。`,
          en: `Migration ${migration.path} failed at statement ${index + 1}: ${reason} (${opening}…). Nothing of that file was kept.`,
        },
        { cause: error },
      );
    }
  }
  await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
  await client.query('commit');
}
