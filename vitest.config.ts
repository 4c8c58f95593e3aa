/**
 * Which tests there are and how they run: `unit` (everything beside the code, real database included), `engine` (the library alone), `screens` (components),
 * `processes` (what starts commands, kills servers or walks every call), `journeys` (a real browser, last, each file with a house of its own).
 * The only other place besides app/ that reads the environment.
 */
import { defineConfig } from 'vitest/config';

const postgresUrl = process.env.TEST_POSTGRES_URL ?? '';

const database = { globalSetup: ['platform/db/testing-setup.ts', 'platform/sheets/testing-setup.ts'], provide: { postgresUrl } };

// A loaded machine may once be too slow for a wait in a test of processes or browsers; a claim that is wrong fails twice.
const retry = process.env.CI ? 1 : 0;

const processes = [
  'app/{access-matrix,bootstrap,bulletin,cli,command-*}.test.ts',
  'platform/db/{embedded,place}.test.ts',
  'platform/sheets/hostile.test.ts',
  'features/accounts/timing.test.ts',
  'features/imports/{kill,quotas}.test.ts',
  'tools/checks.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          include: ['{vocabulary,platform,features,app,tools,demo,ui}/**/*.test.ts'],
          exclude: processes,
          isolate: false, // half the time: what a file imports is read once a worker
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          ...database,
        },
      },
      {
        test: {
          name: 'processes',
          retry,
          include: processes,
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...database,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['engine/test/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'screens',
          include: ['{features,ui,app}/**/*.test.tsx'],
          environment: 'node',
          testTimeout: 30_000,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'journeys',
          retry,
          expect: { poll: { timeout: 15_000 } },
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 240_000,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          globalSetup: ['tools/test-browser.ts', 'e2e/setup.ts'],
          provide: database.provide,
        },
      },
    ],
  },
});
