// A province laid for measuring: the embedded PostgreSQL with its durability on, 100,000 invented projects over the counties of Jilin brought in
// through the ledger's own intake with an audit entry each, and the server over it with people of the province, a city and a county.
// What is asked of it, and what counts as kept, is each bench's own.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '../app/server.ts';
import { makePerson } from '../features/accounts/testing.ts';
import { projectLedger } from '../features/projects/door.ts';
import { readRow, testContext, testHouse } from '../features/projects/testing.ts';
import { memoryAnchors } from '../platform/audit/anchors.ts';
import { type Audit, openAudit } from '../platform/audit/audit.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { type EmbeddedServer, startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import type { Ground } from '../platform/http/house.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import { type ProvinceProject, provinceProjects } from './province.ts';

const listWords: Record<string, string> = {
  sanzao: '省三早',
  'city-key': '市重点',
  'county-key': '县重点',
  'special-bond': '专项债',
  'central-budget': '中央预算内',
};

type Row = ReturnType<typeof readRow>;
type Brought = { decide: number; apply: number; kinds: Record<string, number> };

export interface LaidProvince {
  server: EmbeddedServer;
  database: Database;
  chain: Audit;
  year: number;
  byCounty: Map<string, ProvinceProject[]>;
  tokens: { province: string; city: string; county: string };
  /** A project as a row of its county's ledger. */
  rowOf(project: ProvinceProject, row: number): Row;
  /** A ledger of one county: decided, written and entered in the chain, in one transaction. */
  bring(county: string, rows: Row[], ofYear?: number): Promise<Brought>;
  /** A question at the API, with a body where it is a POST: how long, and the answer. */
  ask(token: string, url: string, body?: object): Promise<{ ms: number; reply: unknown }>;
  stop(): Promise<void>;
}

export const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!;

/** The city whose dispatcher asks, and the county whose clerk does. */
export const cityAsked = '220400';
export const countyAsked = '220421';

export async function layProvince(projects: number, year: number): Promise<LaidProvince> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-bench-province-'));
  const server = await startEmbedded({ dataDir });
  const closing = [
    async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  ];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  process.once('SIGINT', () => void stop().then(() => process.exit(130)));
  try {
    await migrate({ ownerUrl: server.ownerUrl });
    const database = openDatabase({ url: server.appUrl });
    closing.push(() => database.close());
    const clock = fixedClock('2026-03-12T01:00:00.000Z');
    const chain = openAudit({ anchors: memoryAnchors(), clock });
    // The lists of the year under measure, as an administrator would make them.
    await database.transaction({ regions: ['220000'], prefix: null, owner: null }, (db) =>
      db.kysely
        .insertInto('lists')
        .values(
          Object.values(listWords).map((kind) => ({
            code: `${kind}-${year}`,
            region_code: '220000',
            kind,
            level: 'province',
            year,
            name_zh: kind,
            name_en: kind,
            words: kind,
            valid_from: `${year}-01-01`,
            states: '[]',
          })),
        )
        .execute(),
    );

    const rowOf: LaidProvince['rowOf'] = (project, row) => {
      const read = readRow(
        row,
        {
          name: project.name,
          owner: project.owner,
          creditCode: project.creditCode,
          place: project.place,
          industry: project.industry,
          line: project.line,
          span: [project.start, project.finish],
          total: project.totalYuan / 10_000,
          ...(project.code !== null && { code: project.code }),
          ...(project.pool === 'annual' && { nature: project.nature === 'new' ? '新建' : '续建' }),
          ...(project.annualPlanYuan !== null && { plan: project.annualPlanYuan / 10_000 }),
          ...(project.doneBeforeYuan !== null && { done: project.doneBeforeYuan / 10_000 }),
        },
        project.pool === 'reserve' ? ['谋划项目'] : [],
      );
      for (const list of project.lists) read.values[`list:${listWords[list]}`] = { value: '是', raw: '是', column: 30 };
      return read;
    };
    const bring: LaidProvince['bring'] = (county, rows, ofYear = year) => {
      const context = testContext({
        region: county,
        year: ofYear,
        sheets: [{ index: 0, name: '项目', pool: 'annual', titles: ['项目台账'] }],
        sheetOptions: { 0: { pool: 'annual', thresholdYuan: null } },
      });
      return database.transaction(
        { regions: [county], prefix: null, owner: null },
        async (db) => {
          const state = await projectLedger.load(db, context, true);
          const began = performance.now();
          const outcomes = projectLedger.decide(rows, () => undefined, state, context);
          const decided = performance.now();
          await projectLedger.apply(
            testHouse(db),
            (async function* () {
              for (let at = 0; at < rows.length; at += 500)
                yield { rows: rows.slice(at, at + 500), outcomes: outcomes.slice(at, at + 500) };
            })(),
            state,
            context,
          );
          await chain.append(db, {
            region: county,
            actor: { id: 'bench', name: 'bench' },
            action: 'import.confirm',
            kind: 'import',
            id: context.importId,
            facts: {},
            allowed: [],
            request: 'bench',
            result: 'done',
          });
          const kinds: Record<string, number> = {};
          for (const outcome of outcomes) kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1;
          return { decide: decided - began, apply: performance.now() - decided, kinds };
        },
        { timeoutMs: 600_000 },
      );
    };

    const byCounty = Map.groupBy(provinceProjects(projects, 1, year), (project) => project.county);
    const began = performance.now();
    const kinds: Record<string, number> = {};
    for (const [county, all] of byCounty) {
      const done = await bring(
        county,
        all.map((project, index) => rowOf(project, index + 5)),
      );
      for (const [kind, count] of Object.entries(done.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
    }
    console.log(
      `${projects.toLocaleString('en-US')} projects in ${byCounty.size} counties brought in within ${((performance.now() - began) / 1000).toFixed(1)} s: ${JSON.stringify(kinds)}`,
    );

    const none = new Proxy({}, { get: () => () => Promise.reject(new Error('no files here')) });
    const ground: Ground = { database, clock, files: none as Ground['files'], secrets: openSecrets(randomBytes(32)), chain };
    const http = await createServer({ ground, demo: false });
    closing.push(() => http.close());
    const person = (login: string, region: string) => makePerson(database, clock.now(), { login, role: 'dispatcher', region });
    const tokens = {
      province: (await person('province', '220000')).token,
      city: (await person('city', cityAsked)).token,
      county: (await person('county', countyAsked)).token,
    };
    const ask: LaidProvince['ask'] = async (token, url, body) => {
      const since = performance.now();
      const answer = await http.inject({
        method: body ? 'POST' : 'GET',
        url,
        headers: { host: '127.0.0.1:8080', cookie: `sanzao=${token}`, ...(body && { 'x-sanzao': '1' }) },
        ...(body && { payload: body }),
      });
      const ms = performance.now() - since;
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.payload.slice(0, 300)}`);
      return { ms, reply: JSON.parse(answer.payload) };
    };
    return { server, database, chain, year, byCounty, tokens, rowOf, bring, ask, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
