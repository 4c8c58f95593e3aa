/**
 * Before the first test: one PostgreSQL for the whole run and the migrated template in it. The server is the embedded one in a
 * directory of its own, or the one vitest.config.ts names. Everything made here is gone afterwards, also when tests fail.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { prepareServer } from './roles.ts';
import { asOwner, onDatabase } from './testing-server.ts';

let running: Promise<{ ownerUrl: string; appUrl: string; template: string; end(): Promise<void> }> | undefined;
let users = 0;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = project.config.provide.postgresUrl;
  users += 1;
  running ??= start(given || undefined);
  const { end, ...server } = await running;
  project.provide('sanzaoPostgres', server);
  return async () => {
    users -= 1;
    if (users === 0) {
      running = undefined;
      await end();
    }
  };
}

async function start(given: string | undefined) {
  const template = `sanzao_t_${randomBytes(4).toString('hex')}`;
  const server = given ? { ...(await prepareServer({ ownerUrl: given })), stop: async () => {} } : await embedded();
  try {
    await asOwner(server.ownerUrl, (owner) => owner.query(`create database ${template}`));
    await migrate({ ownerUrl: onDatabase(server.ownerUrl, template) });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    template,
    async end() {
      try {
        if (given)
          await asOwner(server.ownerUrl, async (owner) => {
            const { rows } = await owner.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
              template,
            ]);
            for (const { name } of rows) await owner.query(`drop database if exists "${name}" with (force)`);
          });
      } finally {
        await server.stop();
      }
    },
  };
}

async function embedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-test-'));
  const drop = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbedded({ dataDir, durable: false });
    return {
      ...server,
      async stop() {
        await server.stop();
        drop();
      },
    };
  } catch (error) {
    drop();
    throw error;
  }
}
