// A server of one's own: what is made there, what is refused, and what is said when something is missing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { prepareServer } from './roles.ts';
import { asOwner, onDatabase } from './testing-server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-roles-'));
let server: EmbeddedServer;
let admin: string;

beforeAll(async () => {
  server = await startEmbedded({ dataDir, durable: false });
  const { bootstrap } = JSON.parse(readFileSync(join(dataDir, 'pg-passwords.json'), 'utf8')) as { bootstrap: string };
  const url = new URL(onDatabase(server.ownerUrl, 'postgres'));
  url.username = 'postgres';
  url.password = bootstrap;
  await asOwner(url.toString(), async (owner) => {
    await owner.query('create database city');
    await owner.query('drop role sanzao_app');
    await owner.query("create role clerk login password 'clerk'");
    await owner.query("create role maker login createrole password 'maker'");
    await owner.query('create database county owner maker');
  });
  admin = onDatabase(url.toString(), 'city');
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const as = (user: string, password: string, database: string) => {
  const url = new URL(onDatabase(admin, database));
  url.username = user;
  url.password = password;
  return url.toString();
};

it('an owner who may not make roles is told what to ask for', async () => {
  await expect(prepareServer({ ownerUrl: as('clerk', 'clerk', 'city') })).rejects.toThrow(
    /may not create the role sanzao_app.*DATABASE_APP_URL/,
  );
});

it("an owner with CREATEROLE is enough: the product's role is made, twice is once, and the product works as it", async () => {
  const first = await prepareServer({ ownerUrl: as('maker', 'maker', 'county') });
  expect(await prepareServer({ ownerUrl: as('maker', 'maker', 'county') })).toEqual(first);
  await migrate({ ownerUrl: first.ownerUrl });
  const { rows } = await asOwner(first.appUrl, (app) => app.query('select current_user as me, (select count(*) from region_keys) as keys'));
  expect(rows).toEqual([{ me: 'sanzao_app', keys: 0 }]);
});

it('two products starting at once on one server both get in', async () => {
  const both = await Promise.all([
    prepareServer({ ownerUrl: as('maker', 'maker', 'county') }),
    prepareServer({ ownerUrl: as('maker', 'maker', 'county') }),
  ]);
  expect(both[0]).toEqual(both[1]);
});

it('a role that could pass the second wall may not run the product, nor one that is not of its group', async () => {
  await expect(prepareServer({ ownerUrl: admin, appUrl: admin })).rejects.toThrow(/postgres can bypass row-level security/);
  await expect(prepareServer({ ownerUrl: admin, appUrl: as('clerk', 'clerk', 'city') })).rejects.toThrow(/GRANT sanzao_app TO clerk/);
});

it('a wrong address, password or database is said as such, never with the password', async () => {
  await expect(prepareServer({ ownerUrl: as('maker', 'sesame', 'county') })).rejects.toThrow(
    /does not accept the user or password of DATABASE_URL/,
  );
  await expect(prepareServer({ ownerUrl: onDatabase(admin, 'nowhere') })).rejects.toThrow(/no such database at 127\.0\.0\.1:\d+\/nowhere/);
  await expect(prepareServer({ ownerUrl: 'postgres://a:sesame@127.0.0.1:1/x' })).rejects.toThrow(
    /^The database 127\.0\.0\.1:1\/x cannot be reached(?!.*sesame)/,
  );
  await expect(prepareServer({ ownerUrl: 'not a url' })).rejects.toThrow(/cannot be reached|not a valid address/);
});
