// What a transaction may see and what happens to it, on the real server: the facts that the second wall stands on.
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { ConstraintViolation, DatabaseUnavailable } from './failures.ts';
import type { Scope } from './scope.ts';
import { asOwner, type FreshDatabase, freshDatabase, noScope, testDatabase } from './testing.ts';

const at = (...regions: string[]): Scope => ({ regions, prefix: null, owner: null });
const policy = `(starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))`;

let fresh: FreshDatabase;
let one: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  await asOwner(fresh.ownerUrl, async (owner) => {
    await owner.query(`create table probe (region_code text not null, id text not null, note text, amount bigint, share numeric, day date, at timestamptz, tags text[], extra jsonb,
      primary key (region_code, id), constraint probe__amount_positive check (amount > 0))`);
    await owner.query('alter table probe enable row level security');
    await owner.query('alter table probe force row level security');
    await owner.query(`create policy probe__scope on probe using ${policy} with check ${policy}`);
    await owner.query('grant select, insert, update, delete on probe to sanzao_app');
  });
  one = openDatabase({ url: fresh.appUrl, max: 1, strict: true, allow: ['without-predicate'] });
  for (const region of ['220421', '220402', '220381'])
    await one.transaction(at(region), (db) =>
      db.kysely.insertInto('probe').values({ region_code: region, id: 'a', note: region }).execute(),
    );
  return () => one.close();
});

const seen = (database: Database, scope: Scope) =>
  database.transaction(scope, async (db) =>
    (await sql<{ region_code: string }>`select region_code from probe /* without-predicate */ order by 1`.execute(db.kysely)).rows.map(
      (row) => row.region_code,
    ),
  );

describe('row-level security without the predicate', () => {
  it('no scope sees nothing', async () => expect(await seen(one, noScope)).toEqual([]));
  it('a list of counties sees those counties', async () => expect(await seen(one, at('220402', '220421'))).toEqual(['220402', '220421']));
  it('a prefix sees the city and nothing beside it', async () =>
    expect(await seen(one, { ...noScope, prefix: '2204' })).toEqual(['220402', '220421']));
  it('the pooled connection forgets the scope after commit and after rollback', async () => {
    expect(await seen(one, at('220421'))).toEqual(['220421']);
    expect(await seen(one, noScope)).toEqual([]);
    await expect(
      one.transaction(at('220421'), async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await seen(one, noScope)).toEqual([]);
  });
  it('a row of another county cannot be written, changed or deleted', async () => {
    await expect(
      one.transaction(at('220421'), (db) => db.kysely.insertInto('probe').values({ region_code: '220402', id: 'x' }).execute()),
    ).rejects.toThrow(/row-level security/);
    const changed = await one.transaction(at('220421'), (db) =>
      db.kysely.updateTable('probe').set({ note: 'stolen' }).where('region_code', '=', '220402').executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    const gone = await one.transaction(at('220421'), (db) =>
      db.kysely.deleteFrom('probe').where('region_code', '=', '220402').executeTakeFirst(),
    );
    expect(gone.numDeletedRows).toBe(0n);
  });
});

describe('a statement on a tenant table', () => {
  it('is refused when it names no region', async () => {
    await expect(one.transaction(at('220421'), (db) => db.kysely.selectFrom('probe').select('note').execute())).rejects.toThrow(
      /no region_code predicate.*from "probe"/,
    );
    await expect(
      one.transaction(at('220421'), (db) => db.kysely.selectFrom('probe').select('region_code').where('id', '=', 'a').execute()),
    ).rejects.toThrow(/no region_code predicate/);
  });
  it('passes when it does', async () => {
    const rows = await one.transaction(at('220421'), (db) =>
      db.kysely.selectFrom('probe').select('note').where('region_code', '=', '220421').execute(),
    );
    expect(rows).toEqual([{ note: '220421' }]);
  });
});

describe('values', () => {
  it('come back as the program writes them', async () => {
    const row = {
      region_code: '220421',
      id: 'v',
      note: "o'brien\\ \t\n东丰",
      amount: 9_007_199_254_740_991,
      share: '0.1000',
      day: '2020-03-01',
      at: '2020-03-01T08:09:10.500Z',
      tags: ['a"b', 'c,d', '\\'],
      extra: { a: [1, null] },
    };
    const back = await one.transaction(at('220421'), async (db) => {
      await db.kysely.insertInto('probe').values(row).execute();
      return db.kysely.selectFrom('probe').selectAll().where('region_code', '=', '220421').where('id', '=', 'v').executeTakeFirstOrThrow();
    });
    expect(back).toEqual(row);
  });
  it('an integer that JavaScript would round is an error, never another number', async () => {
    await expect(one.transaction(noScope, (db) => sql`select 9007199254740993::bigint as n`.execute(db.kysely))).rejects.toThrow(
      /9007199254740993/,
    );
  });
  it('an instant written in another zone is the same instant', async () => {
    const { rows } = await one.transaction(noScope, (db) =>
      sql<{
        t: string;
        d: string[];
        n: number[];
      }>`select timestamptz '2020-03-01 08:00+08' as t, array[date '2020-02-29'] as d, array[5::bigint, null] as n`.execute(db.kysely),
    );
    expect(rows[0]).toEqual({ t: '2020-03-01T00:00:00.000Z', d: ['2020-02-29'], n: [5, null] });
  });
});

describe('a transaction', () => {
  it('is atomic, and what was to follow the commit does not follow a rollback', async () => {
    const told: string[] = [];
    await expect(
      one.transaction(at('220421'), async (db) => {
        db.afterCommit(() => void told.push('never'));
        await db.kysely.insertInto('probe').values({ region_code: '220421', id: 'r' }).execute();
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await one.transaction(at('220421'), async (db) => {
      db.afterCommit(() => void told.push('committed'));
      expect(await db.kysely.selectFrom('probe').select('id').where('region_code', '=', '220421').where('id', '=', 'r').execute()).toEqual(
        [],
      );
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['committed']);
  });
  it('whose statement failed cannot pretend to have committed', async () => {
    await expect(
      one.transaction(at('220421'), async (db) => {
        await sql`select 1/0`.execute(db.kysely).catch(() => {});
      }),
    ).rejects.toThrow(/rolled back/);
  });
  it('lends its db no longer than it lasts', async () => {
    const kept = await one.transaction(at('220421'), async (db) => db);
    await expect(sql`select 1`.execute(kept.kysely)).rejects.toThrow(/has ended/);
    await expect(kept.copyIn('probe', ['region_code', 'id'], [['220421', 'z']])).rejects.toThrow(/has ended/);
  });
  it('answers side-by-side statements one after another', async () => {
    const all = await one.transaction(noScope, (db) =>
      Promise.all([1, 2, 3].map(async (n) => (await sql<{ n: number }>`select ${n}::int as n`.execute(db.kysely)).rows[0]!.n)),
    );
    expect(all).toEqual([1, 2, 3]);
  });
  it('names the rule that refused a row', async () => {
    const refused = one.transaction(at('220421'), (db) =>
      db.kysely.insertInto('probe').values({ region_code: '220421', id: 'n', amount: -1 }).execute(),
    );
    await expect(refused).rejects.toBeInstanceOf(ConstraintViolation);
    await expect(refused).rejects.toMatchObject({ constraint: 'probe__amount_positive', kind: 'check' });
    await expect(
      one.transaction(at('220421'), (db) => db.kysely.insertInto('probe').values({ region_code: '220421', id: 'a' }).execute()),
    ).rejects.toMatchObject({ constraint: 'probe_pkey', kind: 'unique' });
  });
  it('read only cannot write', async () => {
    await expect(
      one.transaction(at('220421'), (db) => db.kysely.insertInto('probe').values({ region_code: '220421', id: 'ro' }).execute(), {
        readOnly: true,
      }),
    ).rejects.toThrow(/read-only/);
  });
  it('that takes too long is stopped and answered "try again"', async () => {
    await expect(one.transaction(noScope, (db) => sql`select pg_sleep(5)`.execute(db.kysely), { timeoutMs: 50 })).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      reason: 'timeout',
    });
    await expect(one.transaction(noScope, async () => 1)).resolves.toBe(1);
  });
  it('survives its connection being killed: that one fails as unavailable, the next works', async () => {
    await expect(
      one.transaction(noScope, (db) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(db.kysely)),
    ).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await seen(one, at('220421'))).toContain('220421');
  });
  it('waits for a connection no longer than it is told', async () => {
    const small = openDatabase({ url: fresh.appUrl, max: 1, waitMs: 100 });
    const held = small.transaction(noScope, (db) => sql`select pg_sleep(0.5)`.execute(db.kysely));
    await expect(small.transaction(noScope, async () => 1)).rejects.toMatchObject({ reason: 'busy' });
    await held;
    await small.close();
  });
  it('is repeated after a deadlock when it says that it may be', async () => {
    let runs = 0;
    const meeting: (() => void)[] = [];
    const bothHold = () =>
      new Promise<void>((go) => {
        meeting.push(go);
        if (meeting.length >= 2) for (const wake of meeting) wake();
      });
    const cross = (first: string, second: string) =>
      fresh.database.transaction(
        at('220421', '220402'),
        async (db) => {
          runs += 1;
          await db.kysely.updateTable('probe').set({ note: 'x' }).where('region_code', '=', first).where('id', '=', 'a').execute();
          if (runs <= 2) await bothHold();
          await db.kysely.updateTable('probe').set({ note: 'x' }).where('region_code', '=', second).where('id', '=', 'a').execute();
        },
        { retryable: true },
      );
    await Promise.all([cross('220421', '220402'), cross('220402', '220421')]);
    expect(runs).toBe(3);
  });
});

describe('copyIn', () => {
  const columns = ['region_code', 'id', 'note', 'amount', 'day', 'tags', 'extra'] as const;
  it('keeps every character, null and array of a tenant table, under its policies', async () => {
    const rows = [
      ['220421', 'c1', 'tab\t line\n back\\slash \\N \r 生僻字𠮷', 1, '2020-01-02', ['a"b', '{}', 'x\\y'], { k: '\\' }],
      ['220421', 'c2', null, null, null, null, null],
      ['220421', 'c3', '', 7, null, [], {}],
    ];
    const back = await one.transaction(at('220421'), async (db) => {
      expect(await db.copyIn('probe', columns, rows)).toBe(3);
      return db.kysely
        .selectFrom('probe')
        .select([...columns])
        .where('region_code', '=', '220421')
        .where('id', 'in', ['c1', 'c2', 'c3'])
        .orderBy('id')
        .execute();
    });
    expect(back.map((row) => columns.map((column) => row[column]))).toEqual(rows);
    await expect(one.transaction(at('220421'), (db) => db.copyIn('probe', ['region_code', 'id'], [['220402', 'c4']]))).rejects.toThrow(
      /row-level security/,
    );
  });
  it('takes a slow source without holding it in memory, and a failing one leaves nothing', async () => {
    async function* source(limit: number) {
      for (let i = 0; ; i += 1) {
        if (i === limit) return;
        if (i === 20_000) throw new Error('the file ended early');
        yield ['220421', `big${i}`];
      }
    }
    expect(await one.transaction(at('220421'), (db) => db.copyIn('probe', ['region_code', 'id'], source(5_000)))).toBe(5_000);
    await expect(one.transaction(at('220421'), (db) => db.copyIn('probe', ['region_code', 'id'], source(30_000)))).rejects.toThrow(
      'ended early',
    );
    const left = await one.transaction(at('220421'), (db) =>
      db.kysely
        .selectFrom('probe')
        .select((is) => is.fn.countAll<number>().as('n'))
        .where('region_code', '=', '220421')
        .where('id', 'like', 'big%')
        .executeTakeFirstOrThrow(),
    );
    expect(left.n).toBe(5_000);
  });
  it('streams a long answer in pieces', async () => {
    const count = await one.transaction(at('220421'), async (db) => {
      let n = 0;
      for await (const row of db.kysely.selectFrom('probe').select('id').where('region_code', '=', '220421').stream(500))
        n += row.id ? 1 : 0;
      return n;
    });
    expect(count).toBeGreaterThan(5_000);
  });
});

describe('testDatabase', () => {
  const database = testDatabase();
  const entries = () =>
    database.transaction({ ...noScope, prefix: '22' }, (db) =>
      sql<{ n: number }>`select count(*) as n from pg_class where relname = 'made_in_test'`.execute(db.kysely),
    );
  it('rolls a test back (first: something is made)', async () => {
    await database.transaction(noScope, (db) => sql`create temp table made_in_test (a int)`.execute(db.kysely));
    expect((await entries()).rows[0]!.n).toBe(1);
  });
  it('rolls a test back (then: it is gone)', async () => expect((await entries()).rows[0]!.n).toBe(0));
  it('a refused statement undoes its own transaction only, and the scope does not outlive it', async () => {
    await database.transaction(noScope, (db) => sql`create temp table made_in_test (a int)`.execute(db.kysely));
    await expect(database.transaction(at('220421'), (db) => sql`select 1/0`.execute(db.kysely))).rejects.toThrow(/division/);
    expect((await entries()).rows[0]!.n).toBe(1);
    await database.transaction(noScope, async (db) =>
      expect((await sql<{ s: string }>`select current_setting('app.scope', true) as s`.execute(db.kysely)).rows[0]!.s).toBe(''),
    );
  });
  it('read only holds inside, and ends with it', async () => {
    await expect(database.transaction(noScope, (db) => sql`create table x (a int)`.execute(db.kysely), { readOnly: true })).rejects.toThrow(
      /read-only/,
    );
    await database.transaction(noScope, (db) => sql`create temp table made_in_test (a int)`.execute(db.kysely));
  });
});
