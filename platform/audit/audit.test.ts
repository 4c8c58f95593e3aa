// Appending to the chain and finding every kind of tampering, done here as the owner of the database would do it: with plain SQL.
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import { asOwner, freshDatabase } from '../db/testing.ts';
import { type Anchors, fileAnchors, memoryAnchors } from './anchors.ts';
import { type Audit, type NewEntry, openAudit, SYSTEM_REGION } from './audit.ts';
import { allowedFacts, canonical, GENESIS, hashOf } from './chain.ts';

const region = '220402';
const other = '220403';
const scope = { regions: [region, other], prefix: null, owner: null };
const clock = fixedClock('2020-04-01T01:00:00.000Z');
const fresh = await freshDatabase();
const database: Database = fresh.database;

let anchors: Anchors;
let audit: Audit;
beforeEach(async () => {
  await tamper('truncate audit_entries');
  anchors = memoryAnchors();
  audit = openAudit({ anchors, clock });
});

/** What somebody with the owner's password can do. */
const tamper = (...statements: string[]) =>
  asOwner(fresh.ownerUrl, async (owner) => {
    await owner.query(`set app.scope = '${region},${other}'`);
    for (const statement of statements) await owner.query(statement);
  });
const entry = (change: Partial<NewEntry> = {}): NewEntry => ({
  region,
  actor: { id: 'p1', name: '苗砚秋' },
  action: 'project.edit',
  kind: 'project',
  id: 'x',
  facts: { field: 'name', old: '甲', new: '乙' },
  allowed: ['field', 'old', 'new'],
  request: 'R1',
  result: 'done',
  ...change,
});
const append = (change?: Partial<NewEntry>) => database.transaction(scope, (db) => audit.append(db, entry(change)));
const fill = async (count: number) => {
  for (let n = 1; n <= count; n++) await append({ id: `x${n}` });
};
const verify = (regions?: string[]) => database.transaction(scope, (db) => audit.verify(db, regions), { readOnly: true });

describe('appending', () => {
  it('counts each region from one, links every entry to the one before, and hashes what the definition says', async () => {
    await append();
    await append({ region: other });
    expect(await append()).toBe(2);
    const rows = await database.transaction(scope, (db) =>
      db.kysely.selectFrom('audit_entries').selectAll().where('region_code', '=', region).orderBy('seq').execute(),
    );
    expect(rows.map((row) => [row.seq, row.prev_hash])).toEqual([
      [1, GENESIS],
      [2, rows[0]!.hash],
    ]);
    const said = {
      region,
      seq: 1,
      at: '2020-04-01T01:00:00.000Z',
      actorId: 'p1',
      actorName: '苗砚秋',
      action: 'project.edit',
      objectKind: 'project',
      objectId: 'x',
      facts: { field: 'name', new: '乙', old: '甲' },
      request: 'R1',
      result: 'done' as const,
    };
    expect(rows[0]!.hash).toBe(hashOf(said, GENESIS));
  });

  it('a fact that the declaration does not list is a fault, not a silent loss', async () => {
    await expect(append({ facts: { password: 'x' } })).rejects.toThrow('may not write the fact "password"');
    expect(() => allowedFacts({ change: { phone: '13900000000' } }, ['change'], 'project.edit')).toThrow('may not write "phone"');
  });

  it('twenty writers at once leave twenty entries without a gap', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => append({ id: `p${n}` })));
    expect(await verify()).toMatchObject({ ok: true, entries: 20 });
  });

  it('an entry of a change that was rolled back is not there, and its number is given again', async () => {
    await append();
    await expect(
      database.transaction(scope, async (db) => {
        await audit.append(db, entry());
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await append()).toBe(2);
    expect(await verify()).toMatchObject({ ok: true, entries: 2 });
  });

  it("an entry for a region outside the transaction's scope is written, and the scope is as narrow afterwards as before", async () => {
    const seen = await database.transaction({ regions: [SYSTEM_REGION], prefix: null, owner: null }, async (db) => {
      await audit.append(db, entry());
      return db.kysely.selectFrom('audit_entries').select('seq').where('region_code', '=', region).execute();
    });
    expect(seen).toEqual([]);
    expect(await verify([region])).toMatchObject({ ok: true, entries: 1 });
  });

  it("the product's own role may not change or delete an entry", async () => {
    await append();
    for (const attempt of [
      () =>
        database.transaction(scope, (db) =>
          db.kysely.updateTable('audit_entries').set({ actor_name: 'x' }).where('region_code', '=', region).execute(),
        ),
      () => database.transaction(scope, (db) => db.kysely.deleteFrom('audit_entries').where('region_code', '=', region).execute()),
    ])
      await expect(attempt()).rejects.toThrow(/permission denied/);
  });

  it('canonical JSON sorts names at every depth and refuses what JSON would change', () => {
    expect(canonical({ b: [1, { d: null, c: '线' }], a: true })).toBe('{"a":true,"b":[1,{"c":"线","d":null}]}');
    expect(() => canonical({ a: Number.NaN })).toThrow();
    expect(() => canonical({ a: new Date(0) })).toThrow();
  });
});

describe('verifying', () => {
  it('a chain that nobody touched is whole, in every region', async () => {
    await fill(5);
    await append({ region: other });
    expect(await verify()).toEqual({ ok: true, entries: 6, regions: 2, firstBad: null, unanchored: [], disbelieved: 0 });
  });

  const bad = async () => {
    const { ok, firstBad } = await verify();
    expect(ok).toBe(firstBad === null);
    return firstBad && { seq: firstBad.seq, why: firstBad.why };
  };
  const hashed = (seq: number, prev: string, actor: string) =>
    hashOf(
      {
        region,
        seq,
        at: '2020-04-01T01:00:00.000Z',
        actorId: 'p1',
        actorName: actor,
        action: 'project.edit',
        objectKind: 'project',
        objectId: `x${seq}`,
        facts: { field: 'name', new: '乙', old: '甲' },
        request: 'R1',
        result: 'done',
      },
      prev,
    );
  const stored = async () =>
    (await database.transaction(scope, (db) =>
      db.kysely.selectFrom('audit_entries').select(['seq', 'hash']).where('region_code', '=', region).orderBy('seq').execute(),
    )) as { seq: number; hash: string }[];
  const shift = (from: number, by: number) => [
    `update audit_entries set seq = seq + 100000 where region_code = '${region}' and seq >= ${from}`,
    `update audit_entries set seq = seq - 100000 + ${by} where region_code = '${region}' and seq >= 100000`,
  ];
  const forged = (seq: number, prev: string, hash: string) =>
    `insert into audit_entries values ('${region}', ${seq}, '2020-04-01T01:00:00Z', 'p1', '苗砚秋', 'project.edit', 'project', 'x${seq}', '{"field":"name","old":"甲","new":"乙"}', 'R1', 'done', '${prev}', '${hash}')`;

  it('edited: a changed name, fact or moment', async () => {
    for (const change of ["actor_name = '别人'", `facts = '{"field":"total"}'`, "at = at + interval '1 second'", "result = 'refused'"]) {
      await tamper('truncate audit_entries');
      anchors = memoryAnchors();
      audit = openAudit({ anchors, clock });
      await fill(5);
      await tamper(`update audit_entries set ${change} where region_code = '${region}' and seq = 3`);
      expect(await bad()).toEqual({ seq: 3, why: 'edited' });
    }
  });

  it('edited, with the hash of that entry made anew', async () => {
    await fill(5);
    const rows = await stored();
    await tamper(
      `update audit_entries set actor_name = '别人', hash = '${hashed(3, rows[1]!.hash, '别人')}' where region_code = '${region}' and seq = 3`,
    );
    expect(await bad()).toEqual({ seq: 3, why: 'edited' });
  });

  it('edited, with every later hash made anew as well: the anchors remember', async () => {
    await fill(5);
    let prev = (await stored())[1]!.hash;
    for (let seq = 3; seq <= 5; seq++) {
      const actor = seq === 3 ? '别人' : '苗砚秋';
      const hash = hashed(seq, prev, actor);
      await tamper(
        `update audit_entries set actor_name = '${actor}', prev_hash = '${prev}', hash = '${hash}' where region_code = '${region}' and seq = ${seq}`,
      );
      prev = hash;
    }
    expect(await bad()).toEqual({ seq: 3, why: 'edited' });
  });

  it('deleted from the middle, with and without closing the gap', async () => {
    await fill(5);
    await tamper(`delete from audit_entries where region_code = '${region}' and seq = 3`);
    expect(await bad()).toEqual({ seq: 3, why: 'deleted' });
    await tamper(...shift(4, -1));
    expect(await bad()).toEqual({ seq: 3, why: 'deleted' });
  });

  it('deleted: the first entry', async () => {
    await fill(3);
    await tamper(`delete from audit_entries where region_code = '${region}' and seq = 1`);
    expect(await bad()).toEqual({ seq: 1, why: 'deleted' });
  });

  it('inserted in the middle: with a hash that fits its neighbour, and with none that fits', async () => {
    await fill(5);
    const rows = await stored();
    await tamper(...shift(3, 1), forged(3, rows[1]!.hash, hashed(3, rows[1]!.hash, '苗砚秋').replace(/^./, 'f')));
    expect(await bad()).toEqual({ seq: 3, why: 'inserted' });
    await tamper(
      `update audit_entries set actor_name = '别人', hash = '${hashed(3, rows[1]!.hash, '别人')}' where region_code = '${region}' and seq = 3`,
    );
    expect(await bad()).toEqual({ seq: 3, why: 'inserted' });
  });

  it('inserted at the end with a perfectly fitting hash: the system never meant to write it', async () => {
    await fill(3);
    const rows = await stored();
    await tamper(forged(4, rows[2]!.hash, hashed(4, rows[2]!.hash, '苗砚秋')));
    expect(await bad()).toEqual({ seq: 4, why: 'inserted' });
  });

  it('reordered: two entries exchanged, neighbours or far apart', async () => {
    await fill(6);
    const swap = (a: number, b: number) => [
      `update audit_entries set seq = 100000 where region_code = '${region}' and seq = ${a}`,
      `update audit_entries set seq = ${a} where region_code = '${region}' and seq = ${b}`,
      `update audit_entries set seq = ${b} where region_code = '${region}' and seq = 100000`,
    ];
    await tamper(...swap(3, 4));
    expect(await bad()).toEqual({ seq: 3, why: 'reordered' });
    await tamper(...swap(3, 4), ...swap(2, 5));
    expect(await bad()).toEqual({ seq: 2, why: 'reordered' });
  });

  it('truncated: the tail, or all of it, is gone; the anchors remember more', async () => {
    await fill(5);
    await tamper(`delete from audit_entries where region_code = '${region}' and seq > 3`);
    expect(await bad()).toEqual({ seq: 4, why: 'truncated' });
    await tamper('truncate audit_entries');
    expect(await bad()).toEqual({ seq: 1, why: 'truncated' });
  });

  it('one region is verified without telling of another', async () => {
    await fill(2);
    await append({ region: other });
    await tamper(`update audit_entries set actor_name = '别人' where region_code = '${other}'`);
    expect((await verify([region])).ok).toBe(true);
    expect((await verify([other])).firstBad).toMatchObject({
      region: other,
      seq: 1,
      why: 'edited',
      zh: '地区 220403 的第 1 条记录被改过：内容与写入时的校验值不符。',
    });
  });

  it('a chain without anchors is verified as far as it can be, and says so', async () => {
    await fill(2);
    audit = openAudit({ anchors: memoryAnchors(), clock });
    expect(await verify()).toMatchObject({ ok: true, entries: 2, unanchored: [region] });
  });

  it('ten thousand entries are verified in a few seconds', async () => {
    await database.transaction(scope, async (db) => {
      let prev = GENESIS;
      const rows: unknown[][] = [];
      for (let seq = 1; seq <= 10_000; seq++) {
        const hash = hashed(seq, prev, '苗砚秋');
        rows.push([
          region,
          seq,
          '2020-04-01T01:00:00.000Z',
          'p1',
          '苗砚秋',
          'project.edit',
          'project',
          `x${seq}`,
          { field: 'name', old: '甲', new: '乙' },
          'R1',
          'done',
          prev,
          hash,
        ]);
        prev = hash;
      }
      await db.copyIn(
        'audit_entries',
        [
          'region_code',
          'seq',
          'at',
          'actor_id',
          'actor_name',
          'action',
          'object_kind',
          'object_id',
          'facts',
          'request_id',
          'result',
          'prev_hash',
          'hash',
        ],
        rows,
      );
    });
    const since = performance.now();
    expect(await verify()).toMatchObject({ ok: true, entries: 10_000 });
    expect(performance.now() - since).toBeLessThan(60_000);
  });
});

describe('the witness in a file', () => {
  let folder: string;
  let path: string;
  const key = Buffer.alloc(32, 7);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sanzao-anchors-'));
    path = join(folder, 'audit-anchors.jsonl');
    anchors = fileAnchors(path, key);
    audit = openAudit({ anchors, clock });
  });
  afterEach(async () => {
    await anchors.close();
    await rm(folder, { recursive: true });
  });

  it('remembers across a restart what the chain held, so that a cut tail is found', async () => {
    await fill(4);
    await anchors.close();
    await tamper(`delete from audit_entries where region_code = '${region}' and seq > 2`);
    audit = openAudit({ anchors: fileAnchors(path, key), clock });
    expect((await verify()).firstBad).toMatchObject({ seq: 3, why: 'truncated' });
  });

  it('a line that was made up or changed is not believed, and is counted', async () => {
    await fill(2);
    const text = await readFile(path, 'utf8');
    await anchors.close();
    await writeFile(path, `${text.replace(/"seq":2/g, '"seq":9')}`);
    audit = openAudit({ anchors: fileAnchors(path, key), clock });
    expect((await verify()).disbelieved).toBe(2);
  });

  it('a line cut short by a power cut does not swallow the next one', async () => {
    await fill(1);
    await anchors.close();
    await appendFile(path, '{"kind":"meant","region":"2204');
    anchors = fileAnchors(path, key);
    audit = openAudit({ anchors, clock });
    await append();
    const { anchors: lines, disbelieved } = await anchors.read();
    expect(lines.map((line) => [line.kind, line.seq])).toEqual([
      ['meant', 1],
      ['kept', 1],
      ['meant', 2],
      ['kept', 2],
    ]);
    expect(disbelieved).toBe(1);
  });
});
