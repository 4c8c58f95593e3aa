// Migrations: cut into statements, applied once each, and never silently different from what was applied.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { findMigrations, type Migration, migrate } from './migrate.ts';
import { splitStatements } from './split.ts';
import { asOwner, onDatabase } from './testing.ts';

describe('splitStatements', () => {
  it.each([
    ['two statements, the last without a semicolon', 'select 1; select 2', ['select 1', 'select 2']],
    ['a semicolon in a string', "insert into a values ('x;y''z;'); select 1", ["insert into a values ('x;y''z;')", 'select 1']],
    [
      'a backslash ends an ordinary string, not an E one',
      "select 'a\\'; select E'b\\';c'; select 2",
      ["select 'a\\'", "select E'b\\';c'", 'select 2'],
    ],
    ['a semicolon in a quoted name', 'select "a;""b;" from t; select 2', ['select "a;""b;" from t', 'select 2']],
    [
      'comments, nested ones too',
      '-- a; b\nselect 1; /* x; /* y; */ z; */ select 2 -- c;',
      ['-- a; b\nselect 1', '/* x; /* y; */ z; */ select 2 -- c;'],
    ],
    [
      'dollar quotes with and without a tag',
      'do $$ begin; end $$; do $x$ $$;$$ $x$; select 2',
      ['do $$ begin; end $$', 'do $x$ $$;$$ $x$', 'select 2'],
    ],
    ['a dollar inside a name, and a parameter', 'select a$b$c; select $1; select 3', ['select a$b$c', 'select $1', 'select 3']],
    ['nothing but comments', '-- nothing;\n/* ; */ ;;', []],
  ])('%s', (_name, text, statements) => expect(splitStatements(text)).toEqual(statements));

  it('joined statements come apart again, whatever stands inside the quotes', () => {
    const piece = fc.string({ unit: fc.constantFrom(';', "'", '"', '-', '$', '/', '*', ' ', 'a', '\n', '东') });
    const statement = fc.oneof(
      piece.map((text) => `select '${text.replaceAll("'", "''")}'`),
      piece.map((text) => `select "${text.replaceAll('"', '""')}x"`),
      piece.filter((text) => !text.includes('$')).map((text) => `do $q$${text}$q$`),
    );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1 }), (list) => {
        expect(splitStatements(`${list.join(';\n')};`)).toEqual(list);
      }),
    );
  });
});

describe('migrate', () => {
  const server = inject('sanzaoPostgres');
  const made: string[] = [];
  const empty = async () => {
    const name = `sanzao_m_${randomBytes(6).toString('hex')}`;
    made.push(name);
    await asOwner(server.ownerUrl, (owner) => owner.query(`create database ${name}`));
    return onDatabase(server.ownerUrl, name);
  };
  afterAll(() =>
    asOwner(server.ownerUrl, async (owner) => {
      for (const name of made) await owner.query(`drop database if exists ${name} with (force)`);
    }),
  );
  const file = (name: string, sql: string): Migration => ({ name, path: `features/x/migrations/${name}`, sql, checksum: `sum of ${sql}` });
  const first = file('0001_a.sql', 'create table a (n int); insert into a values (1);');

  it('applies each file once, in order, and says nothing is left the second time', async () => {
    const ownerUrl = await empty();
    expect(await migrate({ ownerUrl, migrations: [first, file('0002_b.sql', 'insert into a values (2)')] })).toEqual([
      '0001_a.sql',
      '0002_b.sql',
    ]);
    expect(await migrate({ ownerUrl, migrations: [first, file('0002_b.sql', 'insert into a values (2)')] })).toEqual([]);
    expect(await asOwner(ownerUrl, async (owner) => (await owner.query('select n from a order by n')).rows)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('two programs starting at once apply each file once', async () => {
    const ownerUrl = await empty();
    const both = await Promise.all([migrate({ ownerUrl, migrations: [first] }), migrate({ ownerUrl, migrations: [first] })]);
    expect(both.flat()).toEqual(['0001_a.sql']);
  });

  it('names the file and the statement that failed, and keeps nothing of that file', async () => {
    const ownerUrl = await empty();
    const bad = file('0002_b.sql', 'create table b (n int); insert into nowhere values (1); create table c (n int)');
    await expect(migrate({ ownerUrl, migrations: [first, bad] })).rejects.toThrow(
      /features\/x\/migrations\/0002_b\.sql failed at statement 2.*nowhere/,
    );
    const { rows } = await asOwner(ownerUrl, (owner) => owner.query("select to_regclass('a')::text as a, to_regclass('b')::text as b"));
    expect(rows).toEqual([{ a: 'a', b: null }]);
    expect(await migrate({ ownerUrl, migrations: [first, file('0002_b.sql', 'create table b (n int)')] })).toEqual(['0002_b.sql']);
  });

  it('refuses an edited file and a database of a newer program, by name', async () => {
    const ownerUrl = await empty();
    await migrate({ ownerUrl, migrations: [first] });
    await expect(migrate({ ownerUrl, migrations: [file('0001_a.sql', 'create table a (n bigint)')] })).rejects.toThrow(
      /0001_a\.sql was edited/,
    );
    await expect(migrate({ ownerUrl, migrations: [] })).rejects.toThrow(/newer version.*0001_a\.sql/);
  });
});

/**
 * Dictionaries and keys, small and rarely written: read by every county or before anybody's scope is known. They name a region
 * without being its property, so the second wall does not stand around them; who may write them is decided by permissions.
 */
const reference = new Set([
  'building_seasons',
  'bulletin_templates',
  'campaigns',
  'difficulty_rules',
  'export_templates',
  'grants',
  'line_tags',
  'lists',
  'officer_rules',
  'plan_rules',
  'plan_stops',
  'plan_template_choices',
  'plan_templates',
  'question_sets',
  'reserve_gates',
  'resumption_checklists',
  'resumption_levels',
  'resumption_regimes',
  'size_tiers',
]);

describe('the migrated schema', () => {
  const server = inject('sanzaoPostgres');
  const schema = <T extends object>(sql: string) =>
    asOwner(onDatabase(server.ownerUrl, server.template), async (owner) => (await owner.query<T>(sql)).rows);

  it('has migrations at all, each name used once', () => {
    const names = findMigrations().map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  it('every table with region_code has row-level security enabled and forced, a policy, and a key that starts with region_code', async () => {
    const tables = await schema<{
      name: string;
      enabled: boolean;
      forced: boolean;
      policies: number;
      key: string | null;
      required: boolean;
    }>(`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
             (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
             (select ka.attname from pg_index i join pg_attribute ka on ka.attrelid = c.oid and ka.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as key,
             a.attnotnull and format_type(a.atttypid, a.atttypmod) = 'text' as required
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_code'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`);
    expect(tables.length).toBeGreaterThan(0);
    expect(
      tables.filter(
        (table) =>
          !reference.has(table.name) &&
          (!table.enabled || !table.forced || table.policies < 1 || table.key !== 'region_code' || !table.required),
      ),
    ).toEqual([]);
  });

  it('every unique rule and foreign key of such a table starts with region_code', async () => {
    const wrong = await schema<{ name: string }>(`
      select i.indexrelid::regclass::text as name
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and i.indisunique and a.attname <> 'region_code'
      union all
      select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
       where k.contype = 'f' and c.relrowsecurity and f.relrowsecurity and a.attname <> 'region_code'`);
    expect(wrong).toEqual([]);
  });

  it('a policy reads columns and settings only, and never takes an empty setting for "everything"', async () => {
    const policies = await schema<{ name: string; text: string }>(
      "select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'",
    );
    expect(policies.filter(({ text }) => /\bselect\b/i.test(text))).toEqual([]);
    const settings = (text: string) => (text.match(/current_setting\('app\.(?:scope|prefix)'/gi) ?? []).length;
    const guarded = (text: string) =>
      (text.match(/NULLIF\(current_setting\('app\.(?:scope|prefix)'::text, true\), ''::text\)/gi) ?? []).length;
    expect(policies.filter(({ text }) => settings(text) !== guarded(text))).toEqual([]);
  });

  it('the product owns nothing, creates nothing, and may not touch what is not granted', async () => {
    const { rows } = await asOwner(onDatabase(server.appUrl, server.template), (app) =>
      app.query(`select (select count(*) from pg_class where relowner = current_user::regrole and relpersistence <> 't') as owned,
                        has_schema_privilege('public', 'create') as creates, has_table_privilege('schema_migrations', 'select,insert,update,delete') as migrates,
                        (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as strong,
                        (select count(*) from pg_class where relispartition and relkind = 'r' and has_table_privilege(oid, 'select')) as partitions`),
    );
    expect(rows).toEqual([{ owned: 0, creates: false, migrates: false, strong: false, partitions: 0 }]);
  });
});
