// docs/glossary.md is the one table of the office's words: 官方用语, English, identifier, definition, source. Checked in both directions: every
// identifier in it exists, and every table, room, enum value, figure and permission of the code stands in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Source } from './source.ts';

const file = 'docs/glossary.md';

export type Row = { line: number; words: string; english: string; identifiers: string[]; definition: string; source: string };

/** The rows of every table in the text. In the identifier cell `X`: `a` `b` stands for X.a and X.b. */
export function readGlossary(text: string): { rows: Row[]; findings: Finding[] } {
  const rows: Row[] = [];
  const findings: Finding[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.startsWith('|') || /^\|[\s:|-]+\|$/.test(line) || /^\| *官方用语/.test(line)) continue;
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length !== 5 || cells.some((cell) => cell === '')) {
      findings.push({
        rule: 'glossary',
        file,
        line: index + 1,
        sentence: 'A row has five filled cells: 官方用语 | English | identifier | definition | source.',
      });
      continue;
    }
    const [words, english, identifier, definition, source] = cells as [string, string, string, string, string];
    rows.push({ line: index + 1, words, english, identifiers: identifiersIn(identifier), definition, source });
  }
  return { rows, findings };
}

function identifiersIn(cell: string): string[] {
  const group = /^`([\w.]+)`:(.*)$/.exec(cell);
  const names = [...(group ? group[2]! : cell).matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
  return group ? [group[1]!, ...names.map((name) => `${group[1]}.${name}`)] : names;
}

export type Named = { kind: 'table' | 'room' | 'value' | 'figure' | 'permission' | 'field'; name: string; where: string };

export async function checkGlossary(root: string, files: readonly Source[]): Promise<Finding[]> {
  if (!existsSync(join(root, file))) return [{ rule: 'glossary', file, sentence: 'There is no glossary.' }];
  const { rows, findings } = readGlossary(readFileSync(join(root, file), 'utf8'));
  const named = await namesOfCode(root, files);
  return [...findings, ...compareGlossary(rows, named, files)];
}

export function compareGlossary(rows: readonly Row[], named: readonly Named[], files: readonly Source[]): Finding[] {
  const findings: Finding[] = [];
  const covered = new Set(rows.flatMap((row) => row.identifiers));
  for (const one of named)
    if (!covered.has(one.name))
      findings.push({ rule: 'glossary', file: one.where, sentence: `The ${one.kind} ${one.name} has no row in ${file}.` });
  const known = new Set(named.map((one) => one.name));
  const words = new Set(files.flatMap((source) => source.text.match(/[A-Za-z_][\w-]*/g) ?? []));
  for (const row of rows)
    for (const identifier of row.identifiers)
      if (!known.has(identifier) && !words.has(identifier))
        findings.push({ rule: 'glossary', file, line: row.line, sentence: `${identifier} (${row.words}) is not in the code any more.` });
  return findings;
}

/** Everything that needs a row: rooms, tables, values of the enumerations that words export, figures, permissions, fields of ledgers. */
async function namesOfCode(root: string, files: readonly Source[]): Promise<Named[]> {
  const named = new Map<string, Named>();
  const add = (kind: Named['kind'], name: string, where: string) => named.set(name, named.get(name) ?? { kind, name, where });
  for (const room of readdirSync(join(root, 'features'))) {
    add('room', `features/${room}`, `features/${room}`);
    tablesIn(root, `features/${room}`, add);
    for (const words of readdirSync(join(root, 'features', room)).filter((name) => /^words(-[a-z]+)?\.ts$/.test(name))) {
      const path = `features/${room}/${words}`;
      const module = (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module)) {
        for (const entry of enumValues(value)) add('value', `${name}.${entry}`, path);
        const access = (value as { access?: { may?: string } } | null)?.access;
        if (access?.may) add('permission', access.may, path);
      }
    }
  }
  for (const machine of readdirSync(join(root, 'platform'))) tablesIn(root, `platform/${machine}`, add);
  const figures = files.find((source) => source.path === 'features/figures/definitions.ts');
  if (figures) {
    const { definitions } = (await import(pathToFileURL(join(root, figures.path)).href)) as { definitions: Record<string, unknown> };
    for (const id of Object.keys(definitions)) add('figure', id, figures.path);
  }
  const ledger = files.find((source) => source.path === 'features/projects/sheet.ts');
  if (ledger) {
    const { ledgerFields } = (await import(pathToFileURL(join(root, ledger.path)).href)) as { ledgerFields: readonly { id: string }[] };
    for (const field of ledgerFields) if (!field.id.includes(':')) add('field', `field.${field.id}`, ledger.path);
  }
  return [...named.values()];
}

function tablesIn(root: string, part: string, add: (kind: 'table', name: string, where: string) => void): void {
  const folder = join(root, part, 'migrations');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    for (const match of readFileSync(join(folder, name), 'utf8').matchAll(/^create table (?:if not exists )?(\w+)/gim))
      add('table', match[1]!, `${part}/migrations/${name}`);
}

function enumValues(value: unknown): string[] {
  const entries = (value as { _zod?: { def?: { type?: string; entries?: Record<string, string> } } } | null)?._zod?.def;
  return entries?.type === 'enum' ? Object.values(entries.entries ?? {}) : [];
}
