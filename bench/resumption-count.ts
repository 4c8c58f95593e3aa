// The morning count of a province: 30,000 invented enterprises over the counties of Jilin with cases in every state, three weeks of reports and rounds,
// difficulties, and 2,000,000 roster rows beside them. Asked at the API as the page asks: province, cities, counties, by county, park and sector, as of
// different days, and right after a write in one county. Every number answered is held against plain SQL over the same tables in the same run.
//   npm run bench -- resumption-count [enterprises] [roster rows] [rounds]
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createServer } from '../app/server.ts';
import { makePerson } from '../features/accounts/testing.ts';
import { memoryAnchors } from '../platform/audit/anchors.ts';
import { openAudit } from '../platform/audit/audit.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { asOwner } from '../platform/db/testing-server.ts';
import type { Ground } from '../platform/http/house.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import { quantile } from './laid-province.ts';
import { JILIN_COUNTIES } from './province.ts';

const enterprises = Number(process.argv[2] ?? 30_000);
const workers = Number(process.argv[3] ?? 2_000_000);
const rounds = Number(process.argv[4] ?? 30);
const BUDGET_MS = 200;
const LIST_MS = 300;
const lastDay = '2020-03-12';
const days = Array.from({ length: 21 }, (_, back) =>
  new Date(Date.parse(`${lastDay}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10),
);
const counties = JILIN_COUNTIES.map(({ code }) => code);
interface Answer {
  total: Record<string, { value: number | null; of: { value: number | null } | null }>;
  lines: { code: string; numbers: Record<string, [number | null, number | null]> }[];
}
const megabytes = (): string => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident`;

const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-bench-count-'));
const server = await startEmbedded({ dataDir });
const closing: (() => Promise<unknown>)[] = [server.stop, async () => rmSync(dataDir, { recursive: true, force: true })];
let checked = 0;
let wrong = 0;
try {
  await migrate({ ownerUrl: server.ownerUrl });
  const database = openDatabase({ url: server.appUrl });
  closing.unshift(() => database.close());
  const clock = fixedClock(`${lastDay}T04:00:00.000Z`);
  const chain = openAudit({ anchors: memoryAnchors(), clock });
  const began = performance.now();
  await asOwner(server.ownerUrl, lay);
  const entry = (region: string): Promise<void> =>
    database.transaction({ regions: [region], prefix: null, owner: null }, async (db) => {
      await chain.append(db, {
        region,
        actor: { id: 'bench', name: 'bench' },
        action: 'resumption.report-day',
        kind: 'resumption',
        id: '-',
        facts: {},
        allowed: [],
        request: 'bench',
        result: 'done',
      });
    });
  for (const region of counties) await entry(region);
  console.log(
    `${enterprises.toLocaleString('en-US')} enterprises in ${counties.length} counties and ${workers.toLocaleString('en-US')} roster rows laid within ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );

  const none = new Proxy({}, { get: () => () => Promise.reject(new Error('no files here')) });
  const ground: Ground = { database, clock, files: none as Ground['files'], secrets: openSecrets(randomBytes(32)), chain };
  const http = await createServer({ ground, demo: false });
  closing.unshift(() => http.close());
  const token = async (login: string, region: string, role: 'dispatcher' | 'clerk' = 'dispatcher'): Promise<string> =>
    (await makePerson(database, clock.now(), { login, role, region })).token;
  const tokens = {
    province: await token('province', '220000'),
    city: await token('city', '220400'),
    county: await token('county', counties[0]!, 'clerk'),
  };
  const ask = async (who: string, url: string, body?: object): Promise<{ ms: number; bytes: number; reply: Answer }> => {
    const since = performance.now();
    const answer = await http.inject({
      method: body ? 'PUT' : 'GET',
      url: `/api/resumption/${url}`,
      headers: { host: '127.0.0.1:8080', cookie: `sanzao=${who}`, ...(body && { 'x-sanzao': '1' }) },
      ...(body && { payload: body }),
    });
    const ms = performance.now() - since;
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.payload.slice(0, 300)}`);
    return { ms, bytes: answer.rawPayload.length, reply: JSON.parse(answer.payload) };
  };
  const line = (name: string, times: readonly number[], more = ''): void =>
    console.log(
      `${name.padEnd(44)} p50 ${quantile(times, 0.5).toFixed(1).padStart(7)} ms   p95 ${quantile(times, 0.95).toFixed(1).padStart(7)} ms   max ${Math.max(
        ...times,
      )
        .toFixed(1)
        .padStart(7)} ms${more}`,
    );

  const groups = ['county', 'park', 'sector'] as const;
  const url = (region: string, day: string, by: string = 'county'): string => `count?region=${region}&on=${day}&by=${by}`;
  const cold = await ask(tokens.province, url('220000', lastDay));
  console.log(
    `first answer after the start (every county read): ${cold.ms.toFixed(0)} ms, ${(cold.bytes / 1000).toFixed(0)} kB; ${megabytes()}`,
  );

  const day = (round: number): string => days[(round * 5) % days.length]!;
  const cities = [...new Set(counties.map((code) => `${code.slice(0, 4)}00`))];
  const questions: [string, string, (round: number) => string][] = [
    ['the province today, by county', tokens.province, () => url('220000', lastDay)],
    ['the province today, by park and sector', tokens.province, (round) => url('220000', lastDay, groups[1 + (round % 2)])],
    ['the province as of other days', tokens.province, (round) => url('220000', day(round), groups[round % 3])],
    ['one city after another, other days', tokens.province, (round) => url(cities[round % cities.length]!, day(round), groups[round % 3])],
    [
      'one county after another, other days',
      tokens.province,
      (round) => url(counties[round % counties.length]!, day(round), groups[round % 3]),
    ],
    ['a city, by its dispatcher', tokens.city, (round) => url('220400', day(round), groups[round % 3])],
    ['a county, by its clerk', tokens.county, (round) => url(counties[0]!, day(round), groups[round % 3])],
  ];
  const all: number[] = [];
  for (const [name, who, question] of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push((await ask(who, question(round))).ms);
    all.push(...times);
    line(name, times);
  }
  const writing: number[] = [];
  await asOwner(server.ownerUrl, async (owner) => {
    for (let round = 0; round < rounds; round += 1) {
      const region = counties[round % counties.length]!;
      const { rows } = await owner.query<{ id: string }>(
        'select enterprise_id as id from resumption_enterprises where region_code = $1 order by enterprise_id limit 1 offset $2',
        [region, round],
      );
      const clerk = await token(`clerk${round}`, region, 'clerk');
      await ask(clerk, `${region}/enterprises/${rows[0]!.id}/days/${lastDay}`, {
        peopleBack: 7 + round,
        outputYuan: 1000,
        outputLastYearYuan: 2000,
        suppliesDays: 1,
      });
      writing.push((await ask(tokens.province, url('220000', lastDay, groups[round % 3]))).ms);
    }
  });
  line('the province, after a write each time', writing);
  console.log(megabytes());

  const rowTimes: number[] = [];
  for (const figure of ['expected', 'open', 'people', 'short', 'difficulties', 'silent'] as const)
    for (const offset of [0, 400, 5_000])
      rowTimes.push((await ask(tokens.province, `count/rows?figure=${figure}&region=220000&on=${lastDay}&limit=100&offset=${offset}`)).ms);
  line('the rows behind a number', rowTimes);
  const slow: string[] = [];
  for (const [name, path] of [
    ['the desk', 'cases?limit=50'],
    ['the desk, one state', 'cases?limit=50&state=complete'],
    ['enterprises', 'enterprises?limit=50'],
    ['enterprises, searched', 'enterprises?limit=50&search=12'],
    ['difficulties', 'difficulties?limit=50'],
    ['difficulties, overdue', 'difficulties?limit=50&overdue=true'],
    ['times of difficulties', 'difficulties/times'],
    ['officers', 'officers'],
  ] as const) {
    const times: number[] = [];
    let bytes = 0;
    try {
      for (let round = 0; round < 5; round += 1) {
        const answer = await ask(tokens.province, path);
        times.push(answer.ms);
        bytes = answer.bytes;
      }
      line(`${name} (the province)`, times, `   ${(bytes / 1000).toFixed(0)} kB`);
      if (quantile(times, 0.5) > LIST_MS) slow.push(name);
    } catch (error) {
      console.log(`${name}: ${(error as Error).message.slice(0, 200)}`);
    }
  }

  await asOwner(server.ownerUrl, async (owner) => {
    for (const on of [lastDay, days[6]!, days[20]!])
      for (const by of groups) await verify(owner, '220000', on, by, (await ask(tokens.province, url('220000', on, by))).reply);
    await verify(owner, '220400', days[3]!, 'county', (await ask(tokens.city, url('220400', days[3]!))).reply);
    await verify(owner, counties[0]!, days[9]!, 'sector', (await ask(tokens.county, url(counties[0]!, days[9]!, 'sector'))).reply);
  });
  const p95 = quantile(all, 0.95);
  const after = quantile(writing, 0.95);
  const kept = p95 <= BUDGET_MS && after <= BUDGET_MS;
  console.log(
    `${checked.toLocaleString('en-US')} numbers held against plain SQL: ${wrong === 0 ? 'all the same' : `${wrong} DIFFER`}; ${megabytes()}`,
  );
  console.log(`lists above ${LIST_MS} ms: ${slow.join(', ') || 'none'}`);
  console.log(
    `the morning count at the API: p95 ${p95.toFixed(1)} ms over all questions, after a write ${after.toFixed(1)} ms, budget ${BUDGET_MS} ms: ${kept ? 'kept' : 'BROKEN'}`,
  );
  process.exitCode = kept && wrong === 0 && checked > 0 ? 0 : 1;
} finally {
  for (const close of closing) await close();
}

/** The province, made in the database itself: what a county holds follows from running numbers, so every run is the same. */
async function lay(owner: pg.Client): Promise<void> {
  const tables =
    'organisations places resumption_enterprises resumption_listings resumption_cases resumption_steps resumption_days question_rounds difficulties difficulty_steps personal_data_purposes resumption_rosters resumption_workers';
  for (const table of tables.split(' ')) await owner.query(`alter table ${table} no force row level security`);
  await owner.query("set timezone to 'UTC'");
  await owner.query(
    `create temp table base as select n, c.code as region, gen_random_uuid() as id, gen_random_uuid() as case_id, gen_random_uuid() as roster, n / cardinality($1::text[]) as k
     from generate_series(0, $2::int - 1) n, lateral (select ($1::text[])[1 + n % cardinality($1::text[])] as code) c`,
    [counties, enterprises],
  );
  await owner.query(
    `create temp table parks as select code as region, p, gen_random_uuid() as id from unnest($1::text[]) as code, generate_series(0, 2) p`,
    [counties],
  );
  await owner.query(
    `insert into places (region_code, id, kind, name, normal_name, valid_from) select region, id, 'park', '第' || p + 1 || '园区', '第' || p + 1 || '园区', '2019-01-01' from parks`,
  );
  await owner.query(`insert into organisations (region_code, id, kind, name, normal_name, created_at)
    select region, id, 'enterprise', '试验' || n || '号有限公司', '试验' || n || '号有限公司', '2020-02-01' from base`);
  const sector = `(array['industry','construction','transport','trade','catering','services','agriculture','utilities','medical','daily-needs'])[1 + n % 10]`;
  const park = '(select p.id from parks p where p.region = base.region and p.p = k % 5)';
  await owner.query(`insert into resumption_enterprises (region_code, enterprise_id, sector, park_id, people_employed, expected, created_at, updated_at, updated_name)
    select region, id, ${sector}, ${park}, 20 + n % 400, n % 37 <> 0, '2020-02-01', '2020-02-01', '试' from base`);
  // One in eleven came on the list otherwise at first; one in 37 left it in March.
  await owner.query(`insert into resumption_listings (region_code, enterprise_id, since_day, expected, sector, park_id, people_employed, at)
    select region, id, '2020-02-01'::date, n % 11 <> 0, ${sector}, ${park}, 10 + n % 400, '2020-02-01'::timestamptz from base
    union all select region, id, '2020-03-05'::date, n % 37 <> 0, ${sector}, ${park}, 20 + n % 400, '2020-03-05'::timestamptz from base`);
  const states = `array['draft','submitted','complete','appointed','visited','accepted','filed','open','suspended']`;
  const reached = '(1 + least(9, k % 13) + case when k % 13 > 9 then -2 else 0 end)';
  await owner.query(`insert into resumption_cases (region_code, id, enterprise_id, state, state_since, due_on, regime_region, regime_code, regime_version, opened_on,
      created_id, created_name, created_at, updated_name, updated_at)
    select region, case_id, id, (${states})[least(9, ${reached})], '2020-02-10', '2020-02-12'::date + (n % 40), '220422', 'joint-inspection', 1, '2020-02-08', 't', '试', '2020-02-08', '试', '2020-02-08' from base where k % 13 <> 0 or n % 2 = 0`);
  await owner.query(`insert into resumption_steps (region_code, id, enterprise_id, case_id, place, at, day, action, to_state, due_on, regime_region, regime_code, regime_version, by_id, by_name)
    select region, gen_random_uuid(), id, case_id, s, '2020-02-08'::timestamptz + make_interval(days => (s * (1 + n % 4))::int), '2020-02-08'::date + s * (1 + n % 4),
      (array['begin','submit','complete','appoint','visit','accept','file','open','suspend'])[s], (${states})[s], '2020-03-20', '220422', 'joint-inspection', 1, 't', '试'
    from base, lateral generate_series(1, least(9, ${reached})) s where k % 13 <> 0 or n % 2 = 0`);
  await owner.query(
    `insert into resumption_days (region_code, day, enterprise_id, people_back, output_yuan, output_last_year_yuan, supplies_days, by_id, by_name, at)
     select region, day::date, id, case when (n + extract(day from day)::int) % 5 = 0 then null else 5 + (n * 7 + extract(day from day)::int) % (20 + n % 400) end,
       1000 * (n % 90), case when n % 7 = 0 then null else 1000 * (40 + n % 60) end, case when n % 3 = 0 then null else (n + extract(day from day)::int) % 12 end, 't', '试', day
     from base, unnest($1::timestamptz[]) day where (n + extract(day from day)::int) % 9 <> 0`,
    [days],
  );
  await owner.query(
    `insert into question_rounds (region_code, id, enterprise_id, day, device_at, at, officer_id, officer_name, set_code, set_version, answers, wrong, supplies, cover_days, content_hash)
     select region, gen_random_uuid(), id, day::date, day, day, id, '试', 'daily', 1, '[]', '[]', '[]', case when n % 6 = 0 then null else (n * 3 + extract(day from day)::int) % 15 end, ''
     from base, unnest($1::timestamptz[]) day where n % 4 <> 0`,
    [days],
  );
  await owner.query(`create temp table raised as select region, id as enterprise, gen_random_uuid() as id, n + t * 7 as m, '2020-02-18'::timestamptz + make_interval(hours => (n * 5 + t * 31) % 520) as at
    from base, generate_series(0, 1) t where n % 2 = 0`);
  const kept = `(m % 8)`;
  await owner.query(`insert into difficulties (region_code, id, enterprise_id, kind, text, state, organisation, raised_id, raised_name, raised_at, due_at, answered_at, solved_at)
    select region, id, enterprise, (array['labour','transport','materials','funds'])[1 + m % 4], '缺人手', (array['routed','routed','answered','answered','solved','solved','withdrawn','routed'])[1 + ${kept}], '局', 't', '试', at, at + interval '30 hours',
      case when ${kept} between 2 and 6 then at + interval '20 hours' end, case when ${kept} in (4, 5) then at + interval '40 hours' end from raised`);
  await owner.query(`insert into difficulty_steps (region_code, difficulty_id, place, enterprise_id, action, by_id, by_name, at, due_at)
    select region, r.id, s.place, enterprise, s.action, 't', '试', at + make_interval(hours => s.later), case when s.action in ('raise', 'route', 'reopen') then at + make_interval(hours => s.later + 30) end
    from raised r, (values ('raise', 1, 0, 0, 7), ('route', 2, 0, 0, 7), ('answer', 3, 20, 2, 7), ('confirm', 4, 40, 4, 5), ('withdraw', 4, 40, 6, 6), ('confirm', 4, 40, 7, 7), ('reopen', 5, 90, 7, 7)) s (action, place, later, least, most)
    where ${kept} between s.least and s.most`);
  await owner.query(`create temp table purposes as select code as region, gen_random_uuid() as id from unnest($1::text[]) as code`, [
    counties,
  ]);
  await owner.query(`insert into personal_data_purposes (region_code, id, name, basis, fields, begins_on, ends_on, keep_days, by_name, made_at, updated_at)
    select region, id, '返岗排查', '通知', '{name,identity}', '2020-02-01', '2020-04-30', 0, '试', '2020-02-01', '2020-02-01' from purposes`);
  await owner.query(`insert into resumption_rosters (region_code, id, case_id, enterprise_id, purpose_id, by_name, at)
    select b.region, b.roster, b.case_id, b.id, p.id, '试', '2020-02-10' from base b join purposes p on p.region = b.region where k % 13 <> 0 or n % 2 = 0`);
  await owner.query(
    `insert into resumption_workers (region_code, id, roster_id, enterprise_id, purpose_id, line, person_sealed, identity_hash, origin, expires_on)
     select b.region, gen_random_uuid(), b.roster, b.id, p.id, line, decode(repeat(md5(w::text), 5), 'hex'), decode(md5(w::text) || md5('x' || w), 'hex'), 'local', '2020-05-01'
     from (select w, w % $2::int as n, w / $2::int as line from generate_series(0, $1::int - 1) w) one join base b using (n) join purposes p on p.region = b.region`,
    [workers, enterprises],
  );
  await owner.query('analyze');
}

/** Holds one answer, its totals and every line, against numbers that PostgreSQL makes over the rows themselves, without any of the product's code. */
async function verify(owner: pg.Client, region: string, on: string, by: 'county' | 'park' | 'sector', shown: Answer): Promise<void> {
  const until = on === lastDay ? `${lastDay}T04:00:00Z` : new Date(Date.parse(`${on}T00:00:00+08:00`) + 86_400_000).toISOString();
  const end = new Date(Date.parse(`${on}T00:00:00+08:00`) + 86_400_000).toISOString();
  const group = { county: 'l.region_code', park: `coalesce(l.park_id::text, 'none')`, sector: 'l.sector' }[by];
  const { rows } = await owner.query<Record<string, string | null>>(
    `with l as (select distinct on (region_code, enterprise_id) * from resumption_listings where region_code like $1 and since_day <= $2 order by region_code, enterprise_id, since_day desc),
     one as (select ${group} as code, l.people_employed as employed, d.people_back as back, d.output_yuan as output, d.output_last_year_yuan as base,
       least(d.supplies_days, (select min(cover_days) from question_rounds r where r.region_code = l.region_code and r.enterprise_id = l.enterprise_id and r.day = $2)) as supply,
       (select to_state from resumption_steps s where s.region_code = l.region_code and s.case_id = c.id and s.day <= $2 order by place desc limit 1) as state,
       (select array_agg(action) from resumption_steps s where s.region_code = l.region_code and s.case_id = c.id and s.day <= $2) as done, t.open, t.overdue
     from l left join resumption_cases c on c.region_code = l.region_code and c.enterprise_id = l.enterprise_id
     left join resumption_days d on d.region_code = l.region_code and d.day = $2 and d.enterprise_id = l.enterprise_id
     left join (select region_code, enterprise_id, count(*) filter (where action not in ('confirm', 'withdraw')) as open, count(*) filter (where action in ('raise', 'route', 'reopen') and due_at < $4) as overdue
       from (select distinct on (region_code, difficulty_id) * from difficulty_steps where region_code like $1 and at < $3 order by region_code, difficulty_id, place desc) x group by 1, 2) t
       on t.region_code = l.region_code and t.enterprise_id = l.enterprise_id
     where l.expected)
     select code, count(*) expected, count(*) filter (where 'submit' = any (done)) applied, count(*) filter (where 'visit' = any (done)) inspected, count(*) filter (where 'accept' = any (done)) accepted,
       count(*) filter (where 'file' = any (done)) filed, count(*) filter (where state = 'open') open, count(*) filter (where state = 'suspended') suspended, sum(back) people, sum(employed) filter (where back is not null) people_of,
       sum(output) filter (where base is not null)::float8 / nullif(sum(base) filter (where output is not null), 0) output, nullif(sum(base) filter (where output is not null), 0) output_of,
       case when count(supply) > 0 then count(*) filter (where supply < 3) end short, nullif(count(supply), 0) short_of, coalesce(sum(open), 0) difficulties, coalesce(sum(overdue), 0) overdue, count(back) reported, count(*) - count(back) silent
     from one group by grouping sets ((code), ())`,
    [`${region.replace(/(00)+$/, '')}%`, on, end, until],
  );
  const lines = new Map(shown.lines.map((line) => [line.code, line]));
  if (lines.size !== rows.length - 1) {
    wrong += 1;
    console.log(`WRONG: ${region} ${on} by ${by}: ${lines.size} lines, by SQL ${rows.length - 1}`);
  }
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) {
      if (name === 'code') continue;
      const [figure, of] = [name.replace('_of', ''), name.endsWith('_of')];
      const line = row.code === null ? undefined : lines.get(row.code!);
      const told =
        row.code === null ? (of ? shown.total[figure]!.of!.value : shown.total[figure]!.value) : line?.numbers[figure]?.[of ? 1 : 0];
      checked += 1;
      if (value === null ? told === null : told !== undefined && told !== null && Math.abs(told - Number(value)) < 1e-9) continue;
      wrong += 1;
      if (wrong < 20) console.log(`WRONG: ${region} ${on} ${row.code ?? 'total'} ${name}: shown ${told}, by SQL ${value}`);
    }
}
