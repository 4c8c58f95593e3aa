// The checks themselves: each finds what is planted for it and passes what is sound. At the end the cheap ones are held against the project.
import { describe, expect, it } from 'vitest';
import { checkCapabilities } from './capabilities.ts';
import { checkForbiddenWords, forbiddenIn } from './forbidden-words.ts';
import { checkGlossary, compareGlossary, readGlossary } from './glossary.ts';
import { bookFindings, checkPhrases, compareWords, leaves, saidFindings } from './phrases.ts';
import { checkSchemaWalls } from './schema-walls.ts';
import { type Source, sources } from './source.ts';
import { checkUnusedExports } from './unused-exports.ts';
import { checkWalls } from './walls.ts';

const files = (texts: Record<string, string>): Source[] => Object.entries(texts).map(([path, text]) => ({ path, text }));

describe('unused exports', () => {
  const found = (texts: Record<string, string>) => checkUnusedExports(files(texts)).map((finding) => finding.sentence);

  it('names what nobody imports, and what only tests import and its own file does not use', () => {
    const sentences = found({
      'features/a/rules.ts':
        'export const used = 1; export const idle = 2; export const tested = 3; export const both = () => inside; export const inside = 4;',
      'features/a/store.ts': "import { used } from './rules.ts'; export const reach = [used];",
      'features/a/rules.test.ts': "import { tested, inside, both } from './rules.ts'; tested; inside; both;",
      'app/server.ts': "import * as all from '../features/a/store.ts'; all;",
    });
    expect(sentences).toEqual([
      'idle is exported and nobody uses it.',
      'tested is exported and only tests use it.',
      'both is exported and only tests use it.',
    ]);
  });

  it('takes a re-export, a page loaded by name and a type that an exported thing speaks of as used', () => {
    expect(
      found({
        'features/a/store.ts': 'export type Row = { id: string }; export const load = (): Row[] => [];',
        'features/a/door.ts': "export { load } from './store.ts';",
        'features/b/store.ts': "import { load } from '../a/door.ts'; load();",
        'features/a/screen/page.tsx': 'export default function Page() { return null; }',
        'features/a/screen/pages.tsx': "export const pages = [{ component: () => import('./page.tsx') }];",
        'app/web.tsx': "import { pages } from '../features/a/screen/pages.tsx'; pages;",
      }),
    ).toEqual([]);
  });

  it('a door that nobody enters is named', () => {
    expect(found({ 'features/a/store.ts': 'export const load = 1;', 'features/a/door.ts': "export { load } from './store.ts';" })).toEqual([
      'load is exported and nobody uses it.',
    ]);
  });
});

describe('phrases', () => {
  const book = {
    good: { status: 422, zh: '“{name}”不对。', en: '"{name}" is wrong.' },
    english: { status: 422, zh: '不对。', en: '不对。' },
    stop: { status: 422, zh: '不对', en: 'Wrong.' },
    holes: { status: 422, zh: '{a}不对。', en: '{b} is wrong.' },
    fine: { status: 302, zh: '走开。', en: 'Go away.' },
    words: { status: 422, zh: '没有{field}。', en: 'No {fieldEn}.' },
  };

  it('each speaks both languages with the same parameters and a full stop', () => {
    expect(bookFindings(book).map((finding) => finding.sentence.split(':')[0])).toEqual(['english', 'english', 'stop', 'holes', 'fine']);
  });

  it('a refusal fills exactly the parameters of its sentence, wherever it is written out', () => {
    const text = `refuse('good'); refuse('good', { name: 'x' }); refuse('good', { name: 'x', more: 1 });
      const refused = { code: 'good', params: { nam: 'x' } }; const open = { code: 'good', params };`;
    const said = saidFindings({ good: book.good }, files({ 'features/a/rules.ts': text }), new Set());
    expect(said.map((finding) => finding.sentence)).toEqual([
      'good: does not say name.',
      'good: says more, which the phrase does not use.',
      'good: does not say name and says nam, which the phrase does not use.',
    ]);
  });

  it('a sentence that nobody says is named; one of a constraint, or of a family built from its head, is said', () => {
    const phrases = { 'a.idle': book.good, a__once: book.good, 'family.one': book.good };
    const said = saidFindings(phrases, files({ 'features/a/rules.ts': 'const code = `family.${which}`;' }), new Set(['a__once']));
    expect(said.map((finding) => finding.sentence.split(':')[0])).toEqual(['a.idle']);
  });

  it('the two languages of a screen have the same keys; one and other are one key', () => {
    const zh = leaves({ zh: { a: '甲', rows: '{{count}} 行', gone: '乙' } });
    const en = leaves({ en: { a: 'A', rows: { one: '{{count}} row', other: '{{count}} rows' }, extra: 'B' } });
    expect(compareWords('zh', zh, 'en', en).map((finding) => finding.sentence)).toEqual([
      'gone: has no English.',
      'extra: has no Chinese.',
    ]);
    expect(compareWords('zh', leaves({ zh: { a: '{{x}}' } }), 'en', leaves({ en: { a: '{{y}}' } }))).toHaveLength(1);
  });
});

describe('the glossary', () => {
  const table = '| 官方用语 | English | identifier | definition | source |\n|---|---|---|---|---|\n';
  const named = [{ kind: 'value', name: 'Stage.idea', where: 'words.ts' }] as const;

  it('misses a name of the code without a row, and a row whose name the code has lost', () => {
    const { rows } = readGlossary(`${table}| 阶段 | stage | \`Stage\`: \`talks\` | d | s |`);
    const sentences = compareGlossary(rows, named, files({ 'words.ts': 'const Stage = 1;' })).map((finding) => finding.sentence);
    expect(sentences).toEqual(['The value Stage.idea has no row in docs/glossary.md.', 'Stage.talks (阶段) is not in the code any more.']);
  });

  it('passes when both agree, and refuses a row with an empty cell', () => {
    const { rows, findings } = readGlossary(`${table}| 阶段 | stage | \`Stage\`: \`idea\` | d | s |\n| 阶段 | stage | \`Stage\` |  | s |`);
    expect(compareGlossary(rows, named, files({ 'words.ts': 'const Stage = 1;' }))).toEqual([]);
    expect(findings).toHaveLength(1);
  });
});

describe('the schema', () => {
  const table = (body: string, after = '') => [
    {
      path: 'm.sql',
      sql: `create table a (\n  region_code text not null,\n  id uuid not null,\n${body}  primary key (region_code, id)\n);\n${after}`,
    },
  ];
  const wall = 'alter table a enable row level security;\nalter table a force row level security;\ncreate policy p on a using (true);\n';
  const found = (migrations: { path: string; sql: string }[]) => checkSchemaWalls(migrations).map((finding) => finding.sentence);

  it('passes a table of a county behind its wall', () => {
    expect(found(table('', `${wall}grant select on a to sanzao_app;`))).toEqual([]);
  });

  it.each([
    ['no wall', table(''), 'not behind row-level security'],
    ['the wall is not forced', table('', wall.replace(/.*force.*\n/, '')), 'not behind row-level security'],
    [
      'the grant comes before the policy',
      table('', `grant select on a to sanzao_app;\n${wall}`),
      'enable first, then the policy, then the grant',
    ],
    ['a unique constraint across counties', table('  name text,\n  constraint a__once unique (name),\n', wall), 'begins with region_code'],
    ['a trigger', table('', `${wall}create trigger t before update on a execute function f();`), 'No triggers'],
    ['a sequence', table('  number bigserial,\n', wall), 'not by sequences'],
    ['a key cut off', table('  b uuid references b (id) on delete set null,\n', wall), 'SET NULL'],
    ['an extension from elsewhere', [{ path: 'm.sql', sql: 'create extension if not exists postgis;' }], 'contrib'],
    ['rights on everything', [{ path: 'm.sql', sql: 'grant select on all tables in schema public to x;' }], 'table by table'],
  ])('%s is named', (_, migrations, sentence) => {
    expect(found(migrations).join()).toContain(sentence);
  });
});

describe('forbidden words', () => {
  it.each(['cd /home/' + 'somebody/x', '"https://nex' + 'us.example.com/repository/npm"', '// TO' + 'DO later', 'ghp_' + 'a'.repeat(36)])(
    '%s is found',
    (text) => {
      expect(forbiddenIn('x.ts', text)).toHaveLength(1);
    },
  );
  it('ordinary text is not', () => {
    expect(forbiddenIn('x.ts', 'https://registry.npmjs.org/pg /api/work/places homework/x 会话 session')).toEqual([]);
  });
});

describe('this project', () => {
  const root = process.cwd();
  const all = sources(root);

  it('keeps its walls', { timeout: 120_000 }, async () => {
    const { findings, files: read } = await checkWalls(root);
    expect(findings).toEqual([]);
    expect(read).toBeGreaterThan(100);
  });
  it('keeps its powers in their places', () => expect(checkCapabilities(all)).toEqual([]));
  it('keeps one schema for its three homes', () => expect(checkSchemaWalls()).toEqual([]));
  it('says every refusal in both languages', async () => expect(await checkPhrases(root, all)).toEqual([]));
  it('has a row in the glossary for every word of its own', async () => expect(await checkGlossary(root, all)).toEqual([]));
  it('exports nothing that nobody uses', () => expect(checkUnusedExports(all)).toEqual([]));
  it('carries nothing of the machine it was written on', () => expect(checkForbiddenWords(root)).toEqual([]));
});
