// The demonstration region, made by the product's own calls: every project total that the newspaper page prints comes out again, to the last
// digit, from invented rows; the page's one wrong count does not.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoLedgers } from '../demo/ledgers.ts';
import { DEMO_OFFICERS } from '../demo/officers.ts';
import { DEMO_PEOPLE } from '../demo/people.ts';
import { memoryAnchors } from '../platform/audit/anchors.ts';
import { openAudit } from '../platform/audit/audit.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { type FreshDatabase, freshDatabase } from '../platform/db/testing.ts';
import { openFiles } from '../platform/files/files.ts';
import type { Http } from '../platform/http/server.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import { type Reach, reachInside } from './call.ts';
import { importFile } from './command-import.ts';
import { compareRegimes, listCasesOn } from './command-resumption.ts';
import { createDemo } from './demo.ts';
import { createServer } from './server.ts';

const token = randomBytes(16).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'sanzao-demo-test-'));
let fresh: FreshDatabase;
let http: Http;
let reach: Reach;
const faults: unknown[] = [];

beforeAll(async () => {
  fresh = await freshDatabase({ max: 6 });
  const secrets = openSecrets(randomBytes(32));
  const clock = fixedClock('2020-03-16T01:00:00.000Z');
  const ground = {
    database: fresh.database,
    clock,
    secrets,
    files: await openFiles(folder, secrets.keyFor('files')),
    chain: openAudit({ anchors: memoryAnchors(), clock }),
  };
  http = await createServer({ ground, demo: true, operatorToken: token, onFault: (error) => faults.push(error) });
  reach = reachInside(http, token);
  await createDemo(ground, http, () => {});
}, 120_000);
afterAll(async () => {
  await http?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Flat = {
  region: string;
  pool: string;
  minTotalYuan: number;
  nature: string;
  list: string | null;
  count: number;
  totalYuan: number;
  annualPlanYuan: number | null;
};
const figures = async (
  region: string,
  year = 2020,
): Promise<{
  figures: Flat[];
  unreported: string[];
  growth: { region: string; ratio: number; base: number }[];
  cautions: { zh: string }[];
}> => reach({ path: '/api/figures', query: { region, year } });

describe('the demonstration region reproduces the printed page', () => {
  // region, pool, from 万元, nature, list → count, total 亿元, plan 亿元 (null: not printed)
  const printed: [string, string, number, string, string | null, number, number | null, number | null][] = [
    ['220421', 'annual', 500, 'all', null, 80, 95.94, 47.51],
    ['220421', 'annual', 500, 'new', null, 55, 39.98, 30.35],
    ['220421', 'annual', 500, 'continuing', null, 25, 55.96, 17.16],
    ['220421', 'annual', 5000, 'all', null, 35, 86.96, 39.63],
    ['220421', 'annual', 5000, 'new', null, 17, 32.21, 23.17],
    ['220421', 'annual', 5000, 'continuing', null, 18, 54.75, 16.46],
    ['220421', 'annual', 0, 'all', '省三早-2020', 11, 21.54, 9.42],
    ['220421', 'annual', 0, 'new', '省三早-2020', 5, null, null],
    ['220421', 'annual', 0, 'continuing', '省三早-2020', 6, null, null],
    ['220421', 'reserve', 500, 'all', null, 76, 216.02, null],
    ['220402', 'annual', 0, 'all', null, 41, 145.6, 45.9],
    ['220402', 'annual', 0, 'new', null, 32, null, null],
    ['220402', 'annual', 0, 'continuing', null, 9, null, null],
    ['220402', 'annual', 0, 'all', '省三早-2020', 7, null, null],
    ['220402', 'annual', 0, 'all', '专项债-2020', 7, null, null],
    ['220402', 'annual', 0, 'all', '中央预算内-2020', 14, null, null],
    ['220403', 'annual', 500, 'all', null, 25, 77.8, 15.25],
    ['220403', 'annual', 500, 'new', null, 8, null, null],
    ['220403', 'annual', 500, 'continuing', null, 17, null, null],
  ];
  it.each(printed)(
    '%s %s from %i 万元, %s, list %s: %i projects, %f 亿元, %f 亿元',
    async (region, pool, from, nature, list, count, total, plan) => {
      const { figures: all } = await figures(region);
      const one = all.find(
        (flat) =>
          flat.region === region &&
          flat.pool === pool &&
          flat.minTotalYuan === from * 10_000 &&
          flat.nature === nature &&
          flat.list === list,
      );
      expect(one?.count).toBe(count);
      if (total !== null) expect(one?.totalYuan).toBe(Math.round(total * 1e8));
      if (plan !== null) expect(one?.annualPlanYuan).toBe(Math.round(plan * 1e8));
    },
  );

  it('the sum of the three counties is there, and 东辽县 is unreported in it, not zero', async () => {
    const city = await figures('220400');
    expect(city.unreported).toEqual(['220422']);
    expect(
      city.figures.find(
        (flat) =>
          flat.region === '220400' && flat.pool === 'annual' && flat.minTotalYuan === 0 && flat.nature === 'all' && flat.list === null,
      ),
    ).toMatchObject({ count: 146, totalYuan: 31_934_000_000, annualPlanYuan: 10_866_000_000 });
    expect(city.figures.some((flat) => flat.region === '220422')).toBe(false);
    expect(city.cautions[0]!.zh).toContain('统计起点不同');
  });

  it('西安区 grew by 339 %, with its base beside it; the whole city has no base and no growth', async () => {
    const { growth } = await figures('220400');
    expect(growth.map((one) => one.region)).toEqual(['220403']);
    expect(Math.round(growth[0]!.ratio * 100)).toBe(339);
    expect(growth[0]!.base).toBe(347_380_000);
  });

  it('four of the seven bond projects have passed the province', async () => {
    const state = '已通过省发改委审核，报送国家发改委';
    const all = await reach({ path: '/api/projects', query: { region: '220402', year: 2020, list: '专项债-2020', limit: 50 } });
    expect(all.total).toBe(7);
    const lists = await reach({ path: '/api/lists', query: { region: '220402', year: 2020 } });
    const known: { code: string; zh: string }[] = lists.lists.find((list: { code: string }) => list.code === '专项债-2020').states;
    const passed = known.filter((one) => one.zh.replace(/[，,、]/g, '') === state.replace(/[，,、]/g, '')).map((one) => one.code);
    const sent = await reach({
      path: '/api/projects',
      query: { region: '220402', year: 2020, list: '专项债-2020', listState: passed[0] ?? state, limit: 50 },
    });
    expect(sent.total).toBe(4);
  });

  it('a number opens to the cell it came from', async () => {
    const { rows } = await reach({
      path: '/api/projects',
      query: { region: '220421', year: 2020, pool: 'annual', sort: 'total', order: 'desc', limit: 1 },
    });
    const trace = await reach({ path: `/api/projects/220421/${rows[0].id}/trace`, query: { field: 'total' } });
    expect(trace.steps[0].place).toMatchObject({
      fileName: '东丰县2020年重点项目台账.xlsx',
      sheet: '2020年500万元以上项目',
      cell: expect.stringMatching(/^L\d+$/),
    });
  });

  it('each ledger came in by its own county’s clerk, for a reason', async () => {
    const { imports } = await reach({ path: '/api/imports', query: { limit: 10 } });
    expect(Object.fromEntries(imports.map((one: { region: string; confirmedBy: string }) => [one.region, one.confirmedBy]))).toEqual(
      Object.fromEntries(
        DEMO_PEOPLE.filter((person) => person.role === 'clerk' && person.region !== '220422').map((person) => [person.region, person.name]),
      ),
    );
    const { entries } = await reach({ path: '/api/audit', query: { region: '220421', action: 'import.confirm' } });
    expect(entries[0]).toMatchObject({ actor: { name: '苗砚秋' }, facts: { reason: '首次建库' } });
  });

  it('everybody who enters sits in a post, so do the heads of the offices, and who handed over is still named', async () => {
    const seats: [string, string, string, string][] = [];
    for (const region of ['220400', '220402', '220403', '220421', '220422']) {
      const { people } = await reach({ path: `/api/people/${region}` });
      for (const { name, seats: held } of people)
        for (const one of held) seats.push([name, one.organisation, one.title, one.to ?? one.from]);
    }
    for (const person of DEMO_PEOPLE) expect(seats).toContainEqual([person.name, person.organisation, person.post, person.since]);
    expect(seats).toContainEqual(['厉向辰', '东丰县发展和改革局', '局长', '2019-11-18']);
    expect(seats).toContainEqual(['詹若川', '东丰县发展和改革局', '局长', '2019-11-18']);
    expect(new Set(seats.map(([name]) => name)).size).toBe(seats.length);
  });

  it('a ledger brought in at the command line says who did so in both languages, and on what ground an approver is asked', async () => {
    const { name, owner, totalYuan } = demoLedgers()[1]!.items[0]!;
    const path = join(folder, '龙山区核减.csv');
    writeFileSync(path, `项目名称,建设单位,总投资（万元）\n${name},${owner},${totalYuan / 10_000 - 100}\n`);
    const order = { file: path, region: '220402', year: 2020, dryRun: false };
    expect(await importFile(reach, order, () => {})).toMatchObject({ changed: 1 });
    const { changes } = await reach({
      path: '/api/projects/changes',
      query: { region: '220402', from: '2020-03-01', to: '2020-03-31', limit: 500 },
    });
    const shrunk = changes.find((one: { field: string; reason: string }) => one.field === 'total' && one.reason !== '首次建库');
    expect(shrunk).toMatchObject({ by: '本机命令行 (local command line)', newYuan: totalYuan - 1_000_000 });
    for (const said of ['2020年台账《龙山区核减.csv》', 'the ledger "龙山区核减.csv" of 2020']) expect(shrunk.reason).toContain(said);
  });

  it('every change stands in a chain that holds, and nothing went wrong on the way', async () => {
    expect(await reach({ method: 'POST', path: '/api/audit/verify', body: {} })).toMatchObject({ ok: true });
    expect(faults).toEqual([]);
  });
});

it('prints of regimes and of the cases of a day exactly what docs/regime-files.md shows', async () => {
  const page = readFileSync(new URL('../docs/regime-files.md', import.meta.url), 'utf8');
  const compared = (await compareRegimes(reach, { region: '220422', a: 'joint-inspection', b: 'filing-sector', on: '2020-02-18' })) as {
    cases: unknown[];
  };
  expect(page).toContain(JSON.stringify({ ...compared, cases: [] }).replace('"cases":[]', '"cases":[…]'));
  const listed = (await listCasesOn(reach, { region: '220422', on: '2020-02-19' })) as { cases: { case: string }[] };
  const first = JSON.stringify({ ...listed, cases: [{ ...listed.cases[0], case: '…' }] });
  expect(page).toContain(`${first.slice(0, -2)},…]}`);
});

describe('the officers of the spring of 2020', () => {
  const on = '2020-03-15';
  const counties = ['220402', '220403', '220421', '220422'];

  it('every enterprise has an officer but one; one hand-over is complete, one waits for whoever enters', async () => {
    const { assignments, unassigned, officers } = await reach({ path: '/api/resumption/officers', query: { on } });
    expect(unassigned.map((one: { name: string }) => one.name)).toEqual(['东辽县棠木家具有限公司']);
    expect(assignments).toHaveLength(59);
    const moving = DEMO_PEOPLE.find((one) => one.login === 'dongliao.officer')!;
    const waiting = assignments.filter((one: { handOver: unknown }) => one.handOver !== null);
    expect(waiting).toMatchObject([{ handOver: { toName: moving.name } }]);
    const states = new Set(assignments.map((one: { today: string }) => one.today));
    expect(states).toContain('present');
    expect(states).toContain('waiting');
    expect(assignments.some((one: { missedDays: number }) => one.missedDays > 0)).toBe(true);
    const [changed] = assignments.filter((one: { enterpriseName: string }) => one.enterpriseName === '东辽县穗丰食品有限公司');
    const page = await reach({ path: `/api/resumption/220422/enterprises/${changed.enterprise}/dossier`, query: { on } });
    expect(page.past).toMatchObject([{ to: changed.from, endReason: `交接给${changed.officerName}` }]);
    expect(officers.find((one: { name: string }) => one.name === changed.officerName).enterprises).toBe(2);
  });

  it('every difficulty that is closed was closed by the enterprise’s own word; there are some of every kind and state, late ones too', async () => {
    const { rows, overdue } = await reach({ path: '/api/resumption/difficulties', query: { on, limit: 500 } });
    const kinds = new Set(rows.map((one: { kind: string }) => one.kind));
    expect([...kinds].sort()).toEqual(['funds', 'labour', 'materials', 'orders', 'other', 'protection', 'transport']);
    expect(new Set(rows.map((one: { state: string }) => one.state))).toEqual(new Set(['routed', 'answered', 'solved', 'withdrawn']));
    expect(overdue).toBeGreaterThan(0);
    expect(rows.some((one: { reopened: number }) => one.reopened > 0)).toBe(true);
    for (const one of rows) {
      if (one.state !== 'solved') continue;
      const last = one.steps.at(-1);
      expect(last.action).toBe('confirm');
      if (last.by !== one.enterpriseName) expect(last.note).toMatch(/企业.+口述/);
      expect(one.raisedAt < last.at && last.at < '2020-03-16').toBe(true);
    }
  });

  it('the duty has one hole, every call was answered, and each note but the last was taken', async () => {
    const holes: unknown[] = [];
    for (const region of counties) {
      const duty = await reach({ path: '/api/resumption/duty', query: { region, on } });
      holes.push(...duty.gaps);
      for (const call of duty.calls) expect(call.answeredAt).not.toBeNull();
      const before = await reach({ path: '/api/resumption/duty', query: { region, on: '2020-03-13' } });
      for (const shift of before.shifts) expect(shift.takenBy).not.toBeNull();
    }
    expect(holes).toMatchObject([{ region: '220422' }]);
  });

  it('the people of the spring are gone but for their number; rosters still under way are held by a purpose in force', async () => {
    const { purposes } = await reach({ path: '/api/resumption/purposes' });
    for (const region of counties) {
      const own = purposes.filter((one: { region: string }) => one.region === region);
      expect(own).toMatchObject([
        { state: 'in-force', fields: ['name', 'identity', 'phone', 'from'] },
        { state: 'expired', people: 0, deletedOn: '2020-05-15' },
      ]);
      expect(own[0].people).toBeGreaterThan(0);
    }
    const { past, due } = await reach({ path: '/api/resumption/220400/expiry' });
    expect(due).toEqual([]);
    expect(past.map((one: { region: string }) => one.region).sort()).toEqual(counties);
    for (const one of past) expect(one.people).toBeGreaterThan(0);
    const { cases } = await reach({ path: '/api/resumption/cases', query: { region: '220422', on, limit: 100 } });
    const held = cases.find((one: { enterprise: string }) => one.enterprise === '东辽县棠木家具有限公司');
    const { form } = await reach({ path: `/api/resumption/220422/cases/${held.id}` });
    const { roster } = await reach({ path: `/api/resumption/220422/cases/${held.id}/roster` });
    expect(roster).toMatchObject({ closed: null, wrong: 0, counts: { people: form.peopleToReturn, outside: form.fromOutsideProvince } });
  });

  it('nobody is at an enterprise under the name of somebody who enters, but the one who takes over', () => {
    const entering = new Set(DEMO_PEOPLE.map((one) => one.name));
    const names = DEMO_OFFICERS.map((one) => one.name);
    expect(names.filter((name) => entering.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
