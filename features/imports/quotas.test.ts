// How much one person may upload, by rules with a day; and what becomes of files that no room took: cleared after a day, never one that is named.
import { randomBytes } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, freshDatabase } from '../../platform/db/testing.ts';
import { clearUnclaimed } from '../../platform/files/sweep.ts';
import { importsAtWork } from './testing.ts';

const at = await importsAtWork();
const county = '220421';
const hour = 3_600_000;
const csv = (text = randomBytes(8).toString('hex')) => ({ name: '台账.csv', content: Buffer.from(`项目名称,总投资\n${text},5\n`) });

/** Rules from the next day on; the day comes. */
async function rule(rules: { atOnce?: number; files?: number; mb?: number; waiting?: number }): Promise<void> {
  const { atOnce = 100, files = 1_000, mb = 1_000, waiting = 1_000 } = rules;
  at.clock.advance(25 * hour);
  await asOwner(at.fresh.ownerUrl, (owner) =>
    owner.query(
      'insert into upload_rules (valid_from, at_once, day_files, day_mb, waiting_most, unclaimed_hours) values ($1, $2, $3, $4, $5, 24)',
      [at.clock.today(), atOnce, files, mb, waiting],
    ),
  );
}
/** The refusal of an upload, or null when it was taken. */
async function refusal(file = csv()): Promise<string | null> {
  try {
    await at.settled(await at.upload(county, file));
    return null;
  } catch (error) {
    return /upload answered (\d+): (.*)/s.exec(String(error))?.slice(1).join(' ') ?? String(error);
  }
}
/** Hashes of this content in the store, and whether it is there. */
const isKept = (sha256: string) => at.ground.files.has(sha256);
/** Makes a kept file as old as the clock of the test wants it: its place on the disk carries real time. */
const age = (sha256: string) => {
  const past = new Date(Date.parse(at.clock.now()) - 30 * hour);
  utimesSync(`${at.directory}/${sha256.slice(0, 2)}/${sha256}`, past, past);
};

const dropAll = () =>
  at.fresh.database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
    db.kysely.updateTable('imports').set({ status: 'dropped' }).where('region_code', '=', county).execute(),
  );

describe('one person', () => {
  beforeEach(async () => {
    await dropAll();
  });

  it('may leave so many ledgers neither confirmed nor dropped', async () => {
    await rule({ waiting: 2 });
    expect([await refusal(), await refusal()]).toEqual([null, null]);
    expect(await refusal()).toMatch(/^409 .*imports\.too-many-open.*2 份台账.*最多 2 份/);
    await dropAll();
    expect(await refusal()).toBe(null);
  });

  it('may upload so many files in a day, and again a day later; another person is not bounded by it', async () => {
    await rule({ files: 2 });
    expect([await refusal(), await refusal()]).toEqual([null, null]);
    expect(await refusal()).toMatch(/^409 .*upload\.too-many-today.*2 files within 24 hours/);
    await at.settled(await at.upload('220402', csv()));
    at.clock.advance(25 * hour);
    expect(await refusal()).toBe(null);
  });

  it('may upload so many megabytes in a day; what is too much is not kept', async () => {
    await rule({ mb: 2 });
    expect(await refusal(csv('甲'.repeat(400_000)))).toBe(null);
    const before = await arrivals();
    expect(await refusal(csv('乙'.repeat(400_000)))).toMatch(/^409 .*upload\.too-much-today.*2 MB/);
    expect(await arrivals()).toBe(before);
    expect(await refusal()).toBe(null);
  });

  it('may upload so many at once', async () => {
    await rule({ atOnce: 1 });
    const all = await Promise.all([1, 2, 3, 4].map(() => refusal(csv('丙'.repeat(200_000)))));
    expect(all.filter((one) => one === null).length).toBeGreaterThan(0);
    const refused = all.filter((one) => one !== null);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused) expect(one).toMatch(/^429 .*upload\.too-many-at-once/);
    expect(await refusal()).toBe(null); // the place is free again
  });
});

const arrivals = () =>
  asOwner(at.fresh.ownerUrl, async (owner) => (await owner.query('select count(*)::int as n from file_arrivals')).rows[0].n as number);

describe('a file that no room took', () => {
  let claimed: string;
  let unclaimed: string;
  beforeAll(async () => {
    await rule({});
    claimed = (await at.settled(await at.upload(county, csv()))).file.sha256;
    await rule({ waiting: 1 });
    const file = csv();
    expect(await refusal(file)).toMatch(/too-many-open/); // the file arrived, its row was never written
    unclaimed = await asOwner(
      at.fresh.ownerUrl,
      async (owner) => (await owner.query('select sha256 from file_arrivals order by at desc, id desc limit 1')).rows[0].sha256,
    );
    expect(unclaimed).not.toBe(claimed);
  });

  it('is left alone for a day', async () => {
    expect(await clearUnclaimed(at.ground)).toBe(0);
    expect(await isKept(unclaimed)).toBe(true);
  });

  it('is not cleared from the files of another database', async () => {
    at.clock.advance(30 * hour);
    age(unclaimed);
    age(claimed);
    const other = await freshDatabase();
    expect(await clearUnclaimed({ ...at.ground, database: other.database })).toBe(0);
    expect([await isKept(unclaimed), await isKept(claimed)]).toEqual([true, true]);
  });

  it('stays while something names it: a column of any table, or an entry of the chain', async () => {
    await asOwner(at.fresh.ownerUrl, async (owner) => {
      await owner.query('create table later_room (region_code text not null, cover_sha256 text)');
      await owner.query('grant select on later_room to sanzao_app');
      await owner.query("insert into later_room values ('220421', $1)", [unclaimed]);
    });
    expect(await clearUnclaimed(at.ground)).toBe(0);
    expect(await isKept(unclaimed)).toBe(true);
    await asOwner(at.fresh.ownerUrl, (owner) => owner.query('drop table later_room'));
  });

  it('stays when the same content was put again meanwhile', async () => {
    await asOwner(at.fresh.ownerUrl, (owner) =>
      owner.query("insert into file_arrivals (id, person_id, sha256, bytes, at) values (gen_random_uuid(), 'x', $1, 1, '2019-01-01')", [
        unclaimed,
      ]),
    );
    utimesSync(`${at.directory}/${unclaimed.slice(0, 2)}/${unclaimed}`, new Date(at.clock.now()), new Date(at.clock.now()));
    expect(await clearUnclaimed(at.ground)).toBe(0);
    expect(await isKept(unclaimed)).toBe(true);
  });

  it('goes after that; what an import names stays', async () => {
    await asOwner(at.fresh.ownerUrl, (owner) =>
      owner.query("insert into file_arrivals (id, person_id, sha256, bytes, at) values (gen_random_uuid(), 'x', $1, 1, '2019-01-01')", [
        unclaimed,
      ]),
    );
    at.clock.advance(30 * hour);
    age(unclaimed);
    expect(await clearUnclaimed(at.ground)).toBeGreaterThan(0);
    expect([await isKept(unclaimed), await isKept(claimed)]).toEqual([false, true]);
    expect(await clearUnclaimed(at.ground)).toBe(0);
  });
});
