// The dashboard of a province of 100,000 projects at the API, in one run: as the province, a city and a county ask for it, this year and the year
// before, warm and after a write in one county each time; p50 and p95 against the budget of 150 ms. Every figure of the headline, the tiers, the
// lists and the counties is held against a plain SQL sum over the same tables, before and after the writes: a fast wrong answer breaks the bench.
//   npm run bench -- dashboard [projects] [rounds]
import type pg from 'pg';
import { asOwner } from '../platform/db/testing-server.ts';
import { cityAsked, countyAsked, layProvince, quantile } from './laid-province.ts';

const projects = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 40);
const BUDGET_MS = 150;
const year = 2026;
const megabytes = (): string => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident`;

type Shown = { value: number | null };
type Three = { count: Shown; total: Shown; plan: Shown };
interface Dashboard {
  headline: { annual: Three; reserve: { count: Shown; total: Shown }; reported: Shown };
  tiers: { code: string; minYuan: number; all: Three; new: Three; continuing: Three }[];
  lists: { code: string; all: Three }[];
  union: Three;
  counties: { code: string; annual: Three; reserve: { count: Shown; total: Shown } }[];
}

const laid = await layProvince(projects, year);
const { server, tokens, byCounty, rowOf, bring, ask } = laid;
let checked = 0;
let wrong = 0;

try {
  // The year before: what continues had a line in it.
  for (const [county, all] of byCounty) {
    const before = all.filter((project) => project.nature === 'continuing');
    await bring(
      county,
      before.map((project, index) =>
        rowOf({ ...project, annualPlanYuan: project.doneBeforeYuan, doneBeforeYuan: null, lists: [] }, index + 5),
      ),
      year - 1,
    );
  }
  await asOwner(server.ownerUrl, async (owner) => {
    for (const table of ['project_years', 'list_members']) await owner.query(`alter table ${table} no force row level security`);
  });

  const counties = [...byCounty.keys()];
  const url = (region: string, of = year): string => `/api/figures/dashboard?region=${region}&year=${of}`;
  const questions: [string, string, (round: number) => string][] = [
    ['the province', tokens.province, () => url('220000')],
    ['the province, the year before', tokens.province, () => url('220000', year - 1)],
    ['the province, a year without rows', tokens.province, () => url('220000', year - 2)],
    ['one city after another', tokens.province, (round) => url(`${counties[round % counties.length]!.slice(0, 4)}00`)],
    ['one county after another', tokens.province, (round) => url(counties[round % counties.length]!)],
    ['a city, by its dispatcher', tokens.city, (round) => url(cityAsked, year - (round % 2))],
    ['a county, by its own', tokens.county, (round) => url(countyAsked, year - (round % 2))],
    ['the flat figures of the province', tokens.province, () => `/api/figures?region=220000&year=${year}`],
  ];

  const first = await ask(tokens.province, url('220000'));
  console.log(`first answer after the start (every county read): ${first.ms.toFixed(0)} ms; ${megabytes()}`);
  const all: number[] = [];
  const line = (name: string, times: readonly number[]): void =>
    console.log(
      `${name.padEnd(36)} p50 ${quantile(times, 0.5).toFixed(1).padStart(6)} ms   p95 ${quantile(times, 0.95).toFixed(1).padStart(6)} ms   max ${Math.max(
        ...times,
      )
        .toFixed(1)
        .padStart(6)} ms`,
    );
  for (const [name, token, question] of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push((await ask(token, question(round))).ms);
    if (!name.startsWith('the flat')) all.push(...times);
    line(name, times);
  }
  for (const which of [year, year - 1]) await verify('220000', which, tokens.province);
  await verify(cityAsked, year, tokens.city);
  for (const county of [counties[0]!, counties.at(-1)!, countyAsked]) await verify(county, year, tokens.province);

  // One county writes before each question: only it is read again, and the answer holds what it wrote.
  const writing: number[] = [];
  for (let round = 0; round < Math.min(rounds, 30); round++) {
    const county = counties[round % counties.length]!;
    const some = byCounty.get(county)!.find((project) => project.pool === 'annual')!;
    await bring(county, [rowOf({ ...some, totalYuan: some.totalYuan + 10_000_000 * (round + 1) }, 5)]);
    writing.push((await ask(tokens.province, url('220000'))).ms);
    if (round % 10 === 9) await verify('220000', year, tokens.province);
  }
  line('the province, after a write each time', writing);
  await verify(counties[0]!, year, tokens.province);

  const p95 = quantile(all, 0.95);
  const after = quantile(writing, 0.95);
  console.log(`${checked} figures held against plain SQL: ${wrong === 0 ? 'all the same' : `${wrong} DIFFER`}; ${megabytes()}`);
  console.log(
    `the dashboard at the API: p95 ${p95.toFixed(1)} ms, after a write ${after.toFixed(1)} ms, budget ${BUDGET_MS} ms: ${p95 <= BUDGET_MS && after <= BUDGET_MS ? 'kept' : 'BROKEN'}`,
  );
  process.exitCode = p95 <= BUDGET_MS && after <= BUDGET_MS && wrong === 0 && checked > 0 ? 0 : 1;
} finally {
  await laid.stop();
}

/** Holds the figures of one dashboard against sums that PostgreSQL makes over the rows themselves, without any of the product's code. */
async function verify(region: string, of: number, token: string): Promise<void> {
  const shown = (await ask(token, `/api/figures/dashboard?region=${region}&year=${of}`)).reply as Dashboard;
  const within = `${region.replace(/(00)+$/, '')}%`;
  await asOwner(server.ownerUrl, async (owner) => {
    const of_ = async (name: string, condition: string, figures: Partial<Three>): Promise<void> => {
      const { rows } = await (owner as pg.Client).query<{ n: string; total: string; plan: string }>(
        `select count(*) as n, coalesce(sum(total_yuan), 0) as total, coalesce(sum(annual_plan_yuan), 0) as plan from project_years y
         where region_code like $1 and year = $2 and left_on is null and ${condition}`,
        [within, of],
      );
      const row = rows[0]!;
      for (const [which, sum] of [
        ['count', row.n],
        ['total', row.total],
        ['plan', row.plan],
      ] as const) {
        const figure = figures[which];
        if (!figure) continue;
        checked += 1;
        if (figure.value === Number(sum) || (figure.value === null && Number(sum) === 0)) continue;
        wrong += 1;
        console.log(`WRONG: ${region} ${of} ${name} ${which}: shown ${figure.value}, by SQL ${sum}`);
      }
    };
    await of_('annual', "pool = 'annual'", shown.headline.annual);
    await of_('reserve', "pool = 'reserve'", shown.headline.reserve);
    for (const tier of shown.tiers) {
      const floor = tier.minYuan > 0 ? `and total_yuan >= ${tier.minYuan}` : '';
      await of_(tier.code, `pool = 'annual' ${floor}`, tier.all);
      await of_(`${tier.code} new`, `pool = 'annual' and nature = 'new' ${floor}`, tier.new);
      await of_(`${tier.code} continuing`, `pool = 'annual' and nature = 'continuing' ${floor}`, tier.continuing);
    }
    const member = (codes: readonly string[]): string =>
      `exists (select 1 from list_members m where m.region_code = y.region_code and m.project_id = y.project_id and m.to_day is null and m.list_code in (${codes.map((code) => `'${code}'`).join(', ')}))`;
    for (const list of shown.lists) await of_(list.code, member([list.code]), list.all);
    if (shown.lists.length > 0) await of_('all lists', member(shown.lists.map((list) => list.code)), shown.union);
    for (const county of shown.counties) {
      await of_(county.code, `pool = 'annual' and region_code = '${county.code}'`, county.annual);
      await of_(`${county.code} reserve`, `pool = 'reserve' and region_code = '${county.code}'`, county.reserve);
    }
  });
}
