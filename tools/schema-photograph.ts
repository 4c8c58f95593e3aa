// The schema as one reads it: every table with its columns, constraints, indexes, policy and rights, asked from the catalogue of a freshly
// migrated database. docs/schema.sql is this text; it is a picture, never executed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../platform/db/embedded.ts';
import { findMigrations, migrate } from '../platform/db/migrate.ts';

const tablesSql = `
  select c.oid::int as oid, c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced, c.relkind::text as kind, obj_description(c.oid) as comment
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition order by c.relname collate "C"`;
const columnsSql = `
  select a.attrelid::int as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed, a.attgenerated::text as generated,
    pg_get_expr(d.adbin, d.adrelid) as fallback
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`;
const constraintsSql = `
  select conrelid::int as oid, conname as name, pg_get_constraintdef(oid) as text from pg_constraint
  where contype in ('p', 'u', 'f', 'c', 'x') and conrelid <> 0 order by conrelid, array_position(array['p','u','x','f','c'], contype::text), conname collate "C"`;
const indexesSql = `
  select i.indrelid::int as oid, pg_get_indexdef(i.indexrelid) as text from pg_index i
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by i.indrelid, 2`;
const policiesSql = `
  select polrelid::int as oid, polname as name, polcmd::text as command, pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as writes
  from pg_policy order by polrelid, polname collate "C"`;
const rightsSql = `
  select table_name as name, lower(string_agg(privilege_type, ', ' order by privilege_type)) as rights from information_schema.role_table_grants
  where table_schema = 'public' and grantee = 'sanzao_app' group by table_name`;

const head = `-- A photograph of the schema, taken by "npm run check -- --write" from a freshly migrated database. To read, not to run: the migrations in
-- platform/*/migrations and features/*/migrations make it. The check fails when this picture and the migrations differ.
`;

/** The photograph of a database. */
async function photograph(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    type Row = { oid: number; name: string; text: string } & Record<string, string>;
    const ask = async (sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;
    const [columns, constraints, indexes, policies] = [
      await ask(columnsSql),
      await ask(constraintsSql),
      await ask(indexesSql),
      await ask(policiesSql),
    ];
    const rights = new Map((await ask(rightsSql)).map((row) => [row.name, row.rights]));
    const of = (rows: Row[], oid: number): Row[] => rows.filter((row) => row.oid === oid);
    const { rows: tables } = await client.query<{
      oid: number;
      name: string;
      secured: boolean;
      forced: boolean;
      kind: string;
      comment: string | null;
    }>(tablesSql);
    const pictures = tables
      .filter((table) => table.name !== 'schema_migrations')
      .map((table) => {
        const lines = [
          ...of(columns, table.oid).map((column) => {
            const fallback = column.fallback
              ? column.generated === 's'
                ? ` generated always as (${column.fallback}) stored`
                : ` default ${column.fallback}`
              : '';
            return `  ${column.name} ${column.type}${column.needed ? ' not null' : ''}${fallback}`;
          }),
          ...of(constraints, table.oid).map((one) => `  constraint ${one.name} ${one.text}`),
        ];
        const after = of(indexes, table.oid).map((one) => `${one.text.replace(/\bpublic\./g, '')};`);
        const wall = table.secured
          ? [
              `-- row-level security${table.forced ? ', the owner included' : ' (the owner is outside it)'}`,
              ...of(policies, table.oid).map(
                (one) =>
                  `--   ${one.name} (${commands[one.command as keyof typeof commands]}): reads ${shortened(one.reads)}; writes ${one.writes === one.reads ? 'the same' : shortened(one.writes)}`,
              ),
            ]
          : ['-- no row-level security: the same for everybody'];
        return [
          `create table ${table.name} (`,
          lines.join(',\n'),
          ');',
          ...after,
          ...wall,
          `-- the program may: ${rights.get(table.name) ?? 'nothing'}`,
        ].join('\n');
      });
    const { rows: extensions } = await client.query<{ name: string }>(
      "select extname as name from pg_extension where extname <> 'plpgsql' order by extname",
    );
    return `${head}\n${extensions.map((one) => `create extension ${one.name};`).join('\n')}\n\n${pictures.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

const commands = { '*': 'all', r: 'select', a: 'insert', w: 'update', d: 'delete' };

/** The two predicates that nearly every policy consists of, by name. */
function shortened(text: string | null | undefined): string {
  if (!text) return 'nothing';
  return text
    .replace(/starts_with\(region_code, NULLIF\(current_setting\('app\.prefix'::text, true\), ''::text\)\)/g, 'region_code in prefix')
    .replace(
      /\(region_code = ANY \(string_to_array\(NULLIF\(current_setting\('app\.scope'::text, true\), ''::text\), ','::text\)\)\)/g,
      'region_code in scope',
    );
}

/** Migrates an empty database in a directory of its own and takes the picture. */
export async function takeSchemaPhotograph(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-photograph-'));
  try {
    const server = await startEmbedded({ dataDir, durable: false });
    try {
      await migrate({ ownerUrl: server.ownerUrl, migrations: findMigrations() });
      return await photograph(server.ownerUrl);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
