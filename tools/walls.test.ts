// A wall that cannot fail is a defect: in a small house of its own, every rule meets a breach planted for it and must name it, and what is
// allowed must pass. A rule without a plant fails here too.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilities, checkCapabilities } from './capabilities.ts';
import { sources } from './source.ts';
import { checkWalls } from './walls.ts';
import { rules as fileRules, roomRules } from './walls-rules.ts';

const rules = [...fileRules, ...roomRules];

type Files = Record<string, string>;

/** A house in which nothing is wrong: each line is something that the rules must let pass. */
const sound: Files = {
  'vocabulary/days.ts': "// Days.\nimport { z } from 'zod';\nexport const Day = z.string();",
  'vocabulary/days.test.ts': "import { Day } from './days.ts';\nimport { expect } from 'vitest';\nexpect(Day).toBeTruthy();",
  'platform/clock/clock.ts': '// The clock.\nexport const now = () => Date.now();',
  'platform/db/database.ts':
    "// The way to the data.\nimport pg from 'pg';\nimport { Kysely } from 'kysely';\nexport type Db = { kysely: Kysely<object> };\nexport const pool = pg.Pool;",
  'platform/db/testing.ts': "// Only for tests.\nimport { pool } from './database.ts';\nexport const clean = pool;",
  'ui/call.ts': '// The network.\nexport const call = (path: string) => fetch(path);\nexport const day = new Date();',
  'ui/kit/Text.tsx': "// Text.\nimport { useState } from 'react';\nexport const Text = () => useState(1);",
  'features/roads/words.ts':
    "// Nouns.\nimport { z } from 'zod';\nimport { Day } from '../../vocabulary/days.ts';\nexport const Road = z.object({ day: Day });",
  'features/roads/rules.ts': "// Decisions.\nimport type { Road } from './words.ts';\nexport const decide = (road: typeof Road) => road;",
  'features/roads/rules.test.ts':
    "import { decide } from './rules.ts';\nimport { clean } from '../../platform/db/testing.ts';\ndecide(clean as never);\nconst made = new Date();\nexport { made };",
  'features/roads/store.ts':
    "// SQL.\nimport { sql } from 'kysely';\nimport type { Db } from '../../platform/db/database.ts';\nexport const load = (db: Db) => [db.kysely, sql];",
  'features/roads/routes.ts':
    "// Wiring.\nimport type { Db } from '../../platform/db/database.ts';\nimport { load } from './store.ts';\nimport { decide } from './rules.ts';\nexport const routes = (db: Db) => [load(db), decide];",
  'features/roads/door.ts': "// The door.\nexport { load } from './store.ts';",
  'features/roads/screen/pages.tsx':
    "// Pages.\nimport { Road } from '../words.ts';\nexport const pages = [Road, () => import('./list.tsx')];",
  'features/roads/screen/list.tsx': "// A page.\nimport { Text } from '../../../ui/kit/Text.tsx';\nexport default Text;",
  'features/bridges/store.ts':
    "// SQL.\nimport { load } from '../roads/door.ts';\nimport { Road } from '../roads/words.ts';\nexport const both = [load, Road];",
  'features/bridges/routes.ts': "// Wiring.\nimport { both } from './store.ts';\nexport const routes = both;",
  'demo/items.ts': "// Invented items.\nimport { Road } from '../features/roads/words.ts';\nexport const items = [Road];",
  'app/server.ts':
    "// Composition.\nimport { routes } from '../features/roads/routes.ts';\nimport { routes as more } from '../features/bridges/routes.ts';\nimport { items } from '../demo/items.ts';\nconst port = process.env.PORT;\nexport const server = [routes, more, items, port];",
  'app/web.tsx':
    "// The screens.\nimport { pages } from '../features/roads/screen/pages.tsx';\nimport { call } from '../ui/call.ts';\nexport const web = [pages, call];",
  'engine/src/index.ts': "// The engine.\nexport * from './network.ts';",
  'engine/src/network.ts': '// Networks.\nexport const path = 1;',
  'tools/gauge.ts': "// A tool.\nimport { server } from '../app/server.ts';\nexport const gauge = [server, process.env.HOME, Date.now()];",
};

/** One breach for each rule, as files added to the sound house. The first file named is the offender. */
const breaches: Record<string, Files> = {
  'no-cycles': {
    'features/roads/rules-a.ts': "// A.\nimport { b } from './rules-b.ts';\nexport const a = () => b;",
    'features/roads/rules-b.ts': "// B.\nimport { a } from './rules-a.ts';\nexport const b = () => a;",
  },
  'rooms-no-cycles': {
    'features/roads/store-bridges.ts': "// Back.\nimport type { both } from '../bridges/door.ts';\nexport type Both = typeof both;",
    'features/bridges/door.ts': "// The door.\nexport { both } from './store.ts';",
  },
  resolves: { 'features/roads/rules-lost.ts': "// Lost.\nimport { gone } from './gone.ts';\nexport const lost = gone;" },
  'named-packages': { 'ui/odd.ts': "// Odd.\nimport acorn from 'acorn-walk';\nexport const odd = acorn;" },
  'no-workshop-packages': { 'features/roads/store-late.ts': "// Late.\nimport { build } from 'vite';\nexport const late = build;" },
  'engine-is-pure': { 'engine/src/disk.ts': "// Disk.\nimport { readFileSync } from 'node:fs';\nexport const disk = readFileSync;" },
  'engine-by-its-door': {
    'features/roads/rules-plan.ts': "// Plan.\nimport { path } from '../../engine/src/network.ts';\nexport const plan = path;",
  },
  'engine-for-decisions': {
    'features/roads/store-plan.ts': "// Plan.\nimport { path } from '../../engine/src/index.ts';\nexport const plan = path;",
  },
  'vocabulary-is-pure': { 'vocabulary/files.ts': "// Files.\nimport { readFileSync } from 'node:fs';\nexport const read = readFileSync;" },
  'floor-platform': {
    'platform/jobs/jobs.ts': "// Jobs.\nimport { load } from '../../features/roads/door.ts';\nexport const jobs = load;",
  },
  'floor-features': {
    'features/roads/store-up.ts': "// Up.\nimport { server } from '../../app/server.ts';\nexport const up = () => server;",
  },
  'ui-knows-no-feature': {
    'ui/kit/RoadCard.tsx': "// Card.\nimport { Road } from '../../features/roads/words.ts';\nexport const RoadCard = Road;",
  },
  'rooms-have-doors': {
    'features/bridges/store-peek.ts': "// Peek.\nimport { load } from '../roads/store.ts';\nexport const peek = load;",
  },
  'houses-enter-by-doors': {
    'app/rooms.ts': "// Rooms.\nimport { decide } from '../features/roads/rules.ts';\nexport const rooms = decide;",
  },
  'screen-off-server': {
    'features/roads/screen/direct.tsx': "// Direct.\nimport { load } from '../store.ts';\nexport const direct = load;",
  },
  'screen-off-node': { 'ui/path.ts': "// Path.\nimport { join } from 'node:path';\nexport const path = join;" },
  'server-off-screen': {
    'features/roads/store-paint.ts': "// Paint.\nimport { Text } from '../../ui/kit/Text.tsx';\nexport const paint = Text;",
  },
  'rules-are-pure': {
    'features/roads/rules-late.ts': "// Late.\nimport { createHash } from 'node:crypto';\nexport const hash = createHash;",
  },
  'charts-are-pure': {
    'features/roads/chart-bone.ts': "// Bone.\nimport { load } from './store.ts';\nexport const bone = load;",
  },
  'sheets-are-pure': {
    'features/roads/sheet.ts': "// Rows.\nimport { load } from './store.ts';\nexport const sheet = load;",
  },
  'words-are-for-both-ends': {
    'features/bridges/words.ts': "// Nouns.\nimport { now } from '../../platform/clock/clock.ts';\nexport const Bridge = now;",
  },
  'sql-in-store-only': { 'features/roads/routes-more.ts': "// More.\nimport { sql } from 'kysely';\nexport const more = sql;" },
  'driver-in-platform-db': { 'features/roads/store-raw.ts': "// Raw.\nimport pg from 'pg';\nexport const raw = pg;" },
  'tests-stay-out': { 'platform/http/server.ts': "// Server.\nimport { clean } from '../db/testing.ts';\nexport const server = clean;" },
  'workshop-stays-out': {
    'platform/http/gauge.ts': "// Gauge.\nimport { gauge } from '../../tools/gauge.ts';\nexport const used = () => gauge;",
  },
  'no-dead-room': { 'features/ghosts/routes.ts': '// Wiring.\nexport const routes = 1;' },
  'no-dead-screen': { 'features/ghosts/screen/pages.tsx': '// Pages.\nexport const pages = 1;' },
};

const capabilityBreaches: Record<string, Files> = {
  'sql-by-the-store': {
    'features/roads/routes-sly.ts': '// Sly.\nexport const sly = (house: { db: { kysely: unknown } }) => house.db.kysely;',
  },
  clock: { 'features/roads/rules-today.ts': '// Today.\nexport const today = new Date().getFullYear();' },
  network: { 'features/roads/store-web.ts': "// Web.\nexport const web = () => fetch('http://example.org');" },
  environment: { 'platform/http/port.ts': '// Port.\nexport const port = process.env.PORT;' },
  'rules-without-machine': { 'features/roads/rules-loud.ts': '// Loud.\nexport const loud = () => console.log(1);' },
  'no-bare-throws': { 'features/roads/rules-throw.ts': "// Throw.\nexport const no = () => {\n  throw 'no';\n};" },
  'imports-in-sight': { 'features/roads/rules-type.ts': "// Type.\nexport type Far = import('../bridges/store.ts').Far;" },
  'no-raw-html': { 'ui/kit/Raw.tsx': '// Raw.\nexport const Raw = (html: string) => <p dangerouslySetInnerHTML={{ __html: html }} />;' },
  'no-barrels': { 'features/roads/rules-all.ts': "// All.\nexport * from './rules.ts';" },
  'real-names': { 'features/roads/utils/text.ts': '// Text.\nexport const text = 1;' },
  'opens-with-a-comment': { 'features/roads/rules-mute.ts': 'export const mute = 1;' },
  'short-files': { 'features/roads/rules-long.ts': `// Long.\n${'export {};\n'.repeat(700)}` },
};

const root = mkdtempSync(join(tmpdir(), 'sanzao-walls-'));
const lay = (files: Files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};
const lift = (files: Files) => {
  for (const path of Object.keys(files)) if (!(path in sound)) rmSync(join(root, path));
};

beforeAll(() => {
  lay(sound);
  cpSync('package.json', join(root, 'package.json'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('import walls', () => {
  it('let a sound house pass, and read its files', async () => {
    const { findings, files } = await checkWalls(root);
    expect(findings).toEqual([]);
    expect(files).toBeGreaterThan(15);
  });

  it('do not pass over a house whose composition is missing', async () => {
    rmSync(join(root, 'app/server.ts'));
    const { findings } = await checkWalls(root);
    lay(sound);
    expect(findings.map((finding) => finding.sentence).join()).toContain('app/server.ts');
  });

  it('have a planted breach each', () => {
    expect(Object.keys(breaches).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(breaches))('%s is named when it is broken', async (name, files) => {
    lay(files);
    const { findings } = await checkWalls(root);
    lift(files);
    const named = findings.filter((finding) => finding.rule === name);
    const offender = Object.keys(files)[0]!;
    expect(named.map((finding) => `${finding.file} ${finding.sentence}`).join('\n')).toContain(
      name === 'rooms-no-cycles' ? 'features/roads' : offender,
    );
    expect(named[0]!.sentence).toContain(rules.find((rule) => rule.name === name)!.comment);
  });
});

describe('capabilities', () => {
  it('let a sound house pass', () => {
    expect(checkCapabilities(sources(root))).toEqual([]);
  });

  it('have a planted breach each', () => {
    const said = [...capabilities.map((one) => one.rule), 'real-names', 'opens-with-a-comment', 'short-files'];
    expect(Object.keys(capabilityBreaches).sort()).toEqual(said.sort());
  });

  it.each(Object.entries(capabilityBreaches))('%s is named when it is broken', (name, files) => {
    lay(files);
    const findings = checkCapabilities(sources(root));
    lift(files);
    expect(findings.map((finding) => [finding.rule, finding.file])).toEqual([[name, Object.keys(files)[0]]]);
  });

  it('are not fooled by words in comments, strings, or a day made from a text', () => {
    const quiet = {
      'features/roads/rules-quiet.ts':
        "// Date.now(), fetch(), process.env\nexport const quiet = [new Date(0), 'new Date()', { fetch: 1 }.fetch];",
    };
    lay(quiet);
    const findings = checkCapabilities(sources(root));
    lift(quiet);
    expect(findings).toEqual([]);
  });
});
