// Rules that every table keeps so that one schema runs embedded, on a server and distributed by county (docs/decisions/0008): read from the
// migrations as text, so that they hold before any database is started. What PostgreSQL made of them is in the photograph.
import { findMigrations } from '../platform/db/migrate.ts';
import type { Finding } from './source.ts';

/** Tables whose key begins with region_code and that every county may read all the same, with the reason. */
const readByAll: Record<string, string> = {
  bulletin_templates: 'A template of a region is offered to every county below it; it holds words, no figures.',
  export_templates: 'A layout is offered to every county below the region that made it.',
  size_tiers: 'Thresholds of a region hold for everybody below it and are printed beside every figure.',
  line_tags: 'Line tags of a region hold for everybody below it.',
  reserve_gates: 'Gates of a region hold for everybody below it.',
  building_seasons: 'A season of a region holds for everybody below it.',
  plan_rules: 'The rule of lights of a region holds for everybody below it.',
  plan_stops: 'A stop ordered by a region stops the sites of everybody below it.',
  resumption_regimes: 'A regime of a region holds for everybody below it; it is a public notice.',
  resumption_checklists: 'A checklist of a region is inspected by in every county below it.',
  resumption_levels: 'The response level and the risk level of a place are announced in public.',
  officer_rules: 'A rule for officers of a region holds for everybody below it.',
  question_sets: 'The questions of a region are asked in every county below it.',
  difficulty_rules: 'Departments and hours of a region hold for everybody below it.',
  plan_template_choices: 'Which template is offered first holds for everybody below the region; it holds words and sizes, no project.',
  plan_templates: 'A template of a region is offered to every county below it; it holds words and usual days, no project.',
};

export function checkSchemaWalls(migrations: readonly { path: string; sql: string }[] = findMigrations()): Finding[] {
  const findings: Finding[] = [];
  const sql = migrations.map((one) => one.sql.replace(/--[^\n]*/g, '')).join('\n');
  for (const { path, sql: written } of migrations) {
    const text = written.replace(/--[^\n]*/g, '');
    const say = (rule: string, sentence: string) => findings.push({ rule, file: path, sentence });
    const banned: [RegExp, string][] = [
      [/\bcreate (or replace )?(constraint )?trigger\b/i, 'No triggers: a distributed table cannot have one, and a reader cannot see one.'],
      [
        /\bcreate sequence\b|\b(big)?serial\b|\bgenerated (always|by default) as identity\b/i,
        'Ids are made in the program (vocabulary/ids), not by sequences.',
      ],
      [/\bon delete set (null|default)\b/i, 'SET NULL would cut region_code off its key; restrict, cascade or keep a day of ending.'],
      [/\bgrant\b[^;]*\bon all tables\b/i, 'Rights are granted table by table.'],
      [/\bcreate (or replace )?rule\b|\bmerge into\b/i, 'Not on a distributed table.'],
      [
        /\bcreate extension (?!if not exists (pg_trgm|btree_gist|pgcrypto|ltree|pg_stat_statements)\b)/i,
        'Only contrib extensions that every home of the schema has.',
      ],
    ];
    for (const [pattern, sentence] of banned) if (pattern.test(text)) say('schema-portable', sentence);
    for (const table of tablesOf(text)) {
      const tenant = table.key[0] === 'region_code';
      if (tenant && table.name in readByAll) continue;
      if (table.columns.includes('region_code') && tenant) {
        for (const unique of table.uniques)
          if (unique[0] !== 'region_code') say('schema-tenant', `${table.name}: a unique constraint begins with region_code.`);
        for (const foreign of table.foreign)
          if (foreign.to[0] === 'region_code' && foreign.from[0] !== 'region_code')
            say('schema-tenant', `${table.name}: a reference to another tenant table begins with region_code.`);
        const enabled = sql.indexOf(`alter table ${table.name} enable row level security`);
        const forced = sql.indexOf(`alter table ${table.name} force row level security`);
        const policy = sql.search(new RegExp(`create policy \\w+ on ${table.name}\\b`));
        const grant = sql.search(new RegExp(`grant [^;]* on (table )?${table.name} to`));
        if (enabled < 0 || forced < 0 || policy < 0)
          say('schema-tenant', `${table.name} carries region_code and is not behind row-level security (enable, force, policy).`);
        else if (enabled > policy || (grant >= 0 && policy > grant))
          say('schema-tenant', `${table.name}: enable first, then the policy, then the grant; otherwise a failure between leaves it open.`);
      }
    }
  }
  return findings;
}

type Table = { name: string; columns: string[]; key: string[]; uniques: string[][]; foreign: { from: string[]; to: string[] }[] };

const list = (text: string): string[] => text.split(',').map((one) => one.trim().replace(/"/g, ''));

function tablesOf(sql: string): Table[] {
  return [...sql.matchAll(/create table (?:if not exists )?(\w+) \(([\s\S]*?)\n\)/gi)].map(([, name, body]) => ({
    name: name!,
    columns: [...body!.matchAll(/^\s{2}(?!constraint|primary|unique|foreign|check)(\w+)/gim)].map((match) => match[1]!),
    key: list(
      /^\s*(?:constraint \w+ )?primary key \(([^)]*)\)/im.exec(body!)?.[1] ?? /^\s{2}(\w+)[^,\n]*primary key/im.exec(body!)?.[1] ?? '',
    ),
    uniques: [...body!.matchAll(/unique (?:nulls not distinct )?\(([^)]*)\)/gi)].map((match) => list(match[1]!)),
    foreign: [...body!.matchAll(/foreign key \(([^)]*)\) references \w+ \(([^)]*)\)/gi)].map((match) => ({
      from: list(match[1]!),
      to: list(match[2]!),
    })),
  }));
}
