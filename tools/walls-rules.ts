// Which file may know which. Dependency-cruiser reads these rules; walls.test.ts plants a breach of each and demands that the rule names it.
// A comment speaks to whoever broke the rule.
import type { IForbiddenRuleType } from 'dependency-cruiser';

const floors = ['vocabulary', 'platform', 'features', 'app'];
const screens = '^(ui/|features/[^/]+/screen/|app/[^/]+[.]tsx$|app/(web|nav|pages|words|session-end)[^/]*$)';
const tests = '[.]test[.]tsx?$|/testing[^/]*[.]ts$|^e2e/';
const outside = '^(tools|bench|e2e)/';
const sql = 'node_modules/(kysely|pg|pg-copy-streams)/';

type Side = { path?: string | string[]; pathNot?: string | string[]; [condition: string]: unknown };
const rule = (name: string, comment: string, from: Side, to: Side, more: object = {}): IForbiddenRuleType =>
  ({ name, comment, severity: 'error', from, to, ...more }) as IForbiddenRuleType;

export const rules: IForbiddenRuleType[] = [
  rule(
    'no-cycles',
    'Two files that need each other are one file, or need a third.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule('resolves', 'An import that is not on disk hides from every other rule.', { pathNot: 'node_modules' }, { couldNotResolve: true }),
  rule(
    'named-packages',
    'A package is named in package.json before it is imported.',
    { pathNot: 'node_modules' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  rule(
    'no-workshop-packages',
    'What runs on a server stands in "dependencies"; packages for building and testing are not there in production.',
    { path: '^(vocabulary|platform|features|app|demo)/', pathNot: [screens, tests] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'engine-is-pure',
    'The engine computes: no packages, no node, nothing of the product.',
    { path: '^engine/src/' },
    { pathNot: '^engine/src/' },
  ),
  rule(
    'engine-by-its-door',
    'The engine is entered by its index.',
    { path: '^(vocabulary|platform|ui|features|app|demo|bench|tools)/' },
    { path: '^engine/', pathNot: '^engine/src/index[.]ts$' },
  ),
  rule(
    'engine-for-decisions',
    'The engine answers decisions: ask it in a rules*.ts of the room.',
    { path: '^(vocabulary|platform|ui|features|demo|tools)/', pathNot: ['^features/[^/]+/rules[^/]*[.]ts$', tests] },
    { path: '^engine/' },
  ),
  rule(
    'vocabulary-is-pure',
    'Words are plain values: no packages but zod, no node, no product above them.',
    { path: '^vocabulary/', pathNot: tests },
    {
      pathNot: ['^vocabulary/', 'node_modules/zod/'],
    },
  ),
  ...floors
    .slice(1, -1)
    .map((floor, i) =>
      rule(
        `floor-${floor}`,
        'Imports go down the stairs only.',
        { path: `^${floor}/`, pathNot: tests },
        { path: floors.slice(i + 2).map((above) => `^${above}/`) },
      ),
    ),
  rule(
    'ui-knows-no-feature',
    'The kit is for every room; a room is not for the kit.',
    { path: '^ui/' },
    { path: '^(features|app|platform|demo)/' },
  ),
  rule(
    'rooms-have-doors',
    'Enter another room by its door.ts or its words.ts only.',
    { path: '^features/([^/]+)/', pathNot: tests },
    { path: '^features/', pathNot: ['^features/$1/', '^features/[^/]+/(door|words|words-[a-z]+)[.]ts$'] },
  ),
  rule(
    'houses-enter-by-doors',
    'Composition and the demo use what a room mounts: its door, words, routes, pages and phrases.',
    { path: '^(app|demo)/', pathNot: tests },
    { path: '^features/', pathNot: '^features/[^/]+/(door|words|routes|screen/pages|screen/words)[^/]*[.]tsx?$' },
  ),
  rule(
    'screen-off-server',
    'Screens talk to the server over HTTP, never by import.',
    { path: screens, pathNot: tests },
    {
      path: ['^platform/', '^features/[^/]+/(store|figures|routes|door|sheet)[^/]*[.]ts$', '^app/(server|cli|rooms)', '^demo/'],
      pathNot: '^features/figures/(words|screen)',
    },
  ),
  rule('screen-off-node', 'A browser has no node.', { path: screens, pathNot: tests }, { dependencyTypes: ['core'] }),
  rule(
    'server-off-screen',
    'The server renders nothing.',
    { path: '^(vocabulary|platform|features|app|demo)/', pathNot: [screens, tests] },
    { path: ['^ui/', '^features/[^/]+/screen/', 'node_modules/(@types/)?(react|antd|echarts)'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'rules-are-pure',
    'Decisions take values and return values: words, other rules, the shape of a cell and vocabulary are all they know.',
    { path: '^features/[^/]+/rules[^/]*[.]ts$', pathNot: tests },
    {
      pathNot: [
        '^features/[^/]+/(words|rules|definitions|sheet)[^/]*[.]ts$',
        '^vocabulary/',
        '^engine/src/index[.]ts$',
        '^platform/sheets/cells[.]ts$',
        'node_modules/(zod|pinyin-pro)/',
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'charts-are-pure',
    'A chart lays out plain values: words, rules, other charts of the room and vocabulary are all it knows; who draws it is not its matter.',
    { path: '^features/[^/]+/chart[^/]*[.]ts$', pathNot: tests },
    { pathNot: ['^features/[^/]+/(words|rules|chart)[^/]*[.]ts$', '^vocabulary/'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'sheets-are-pure',
    'What a row of ours looks like is words and decisions over cells: no tables, no other room’s inside.',
    { path: '^features/[^/]+/sheet[^/]*[.]ts$', pathNot: tests },
    {
      pathNot: [
        '^features/[^/]+/(words|rules|definitions|sheet|door)[^/]*[.]ts$',
        '^vocabulary/',
        '^platform/sheets/',
        '^stream$',
        'node_modules/(zod|pinyin-pro)/',
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'words-are-for-both-ends',
    'Words are read by the server and by the screen: vocabulary, zod and other rooms’ words are all they know.',
    { path: '^features/[^/]+/(words|words-[a-z]+)[.]ts$' },
    { pathNot: ['^features/[^/]+/(words|words-[a-z]+)[.]ts$', '^vocabulary/', 'node_modules/zod/'] },
  ),
  rule(
    'sql-in-store-only',
    'Only store*.ts and figures*.ts of a room speak SQL.',
    { path: '^(features|demo)/', pathNot: ['/(store|figures)[^/]*[.]ts$', tests] },
    { path: ['^platform/db/', sql], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'driver-in-platform-db',
    'The database is reached through platform/db.',
    { pathNot: ['^platform/db/', outside, tests, 'node_modules'] },
    {
      path: 'node_modules/pg/',
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule('tests-stay-out', 'What only tests use is not part of the product.', { pathNot: [tests, outside, 'node_modules'] }, { path: tests }),
  rule(
    'workshop-stays-out',
    'Tools, benches and journeys know the product; the product does not know them.',
    { path: '^(vocabulary|platform|ui|features|demo)/', pathNot: tests },
    { path: outside },
  ),
  rule(
    'no-dead-room',
    'Every routes.ts is mounted by app/server.ts.',
    { path: '^app/server[.]ts$' },
    { path: '^features/[^/]+/routes[^/]*[.]ts$', pathNot: tests, reachable: false },
  ),
  rule(
    'no-dead-screen',
    'Every screen/pages.ts is mounted by app/web.tsx.',
    { path: '^app/web[.]tsx$' },
    { path: '^features/[^/]+/screen/pages[.]tsx?$', reachable: false },
  ),
];

/** Between rooms as wholes; tests are left out, since a test may bring in people and projects of any room. */
export const roomRules: IForbiddenRuleType[] = [
  rule(
    'rooms-no-cycles',
    'Two rooms that need each other are one room, or need a third.',
    { path: '^features/[^/]+$' },
    { path: '^features/[^/]+$', circular: true },
    { scope: 'folder' },
  ),
];
