/**
 * The demonstration region of the first start: its people in their posts, and its ledgers brought in by each county's clerk through the same
 * calls that a screen makes. Who and what that is, is demo/; what happens to the rows is the import's business.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDifficulties } from '../demo/difficulties.ts';
import { demoDuty } from '../demo/duty.ts';
import { writeDemoLedgers } from '../demo/ledgers.ts';
import { DEMO_OFFICERS, demoServices, withoutOfficer } from '../demo/officers.ts';
import { DEMO_ENTERPRISES, DEMO_OFFICES, type DemoOffice } from '../demo/offices.ts';
import { DEMO_PEOPLE, type DemoPerson } from '../demo/people.ts';
import { fateOf, responsibleFor } from '../demo/plans.ts';
import { demoDays } from '../demo/presence.ts';
import { DEMO_PARKS, DEMO_UNTIL, demoEnterprises } from '../demo/resumption.ts';
import { demoPurposes, demoReturning } from '../demo/returning.ts';
import { makeDemoPeople } from '../features/accounts/door.ts';
import { makeDemoPlans } from '../features/plans/door.ts';
import { findOrCreateOrganisations } from '../features/regions/door.ts';
import { makeDemoResumption } from '../features/resumption/door.ts';
import type { Progress } from '../platform/db/start-refusal.ts';
import type { Ground } from '../platform/http/house.ts';
import type { Http } from '../platform/http/server.ts';
import { asDemoPerson, type Reach } from './call.ts';
import { type ImportReport, importFile } from './command-import.ts';

export async function createDemo(ground: Ground, http: Http, progress: Progress): Promise<ImportReport[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sanzao-demo-'));
  try {
    // Project owners come last: their enterprises come in with the ledgers.
    const ids = await admit(
      ground,
      DEMO_PEOPLE.filter((person) => person.role !== 'owner'),
    );
    for (const made of await makeDemoPeople(ground, DEMO_OFFICERS.map(officer))) ids.set(made.login, made.id);
    const enter = <T>(chosen: (person: DemoPerson) => boolean, work: (reach: Reach) => Promise<T>): Promise<T> =>
      asDemoPerson(http, ids.get(DEMO_PEOPLE.find(chosen)!.login)!, work);
    const administrator = (person: DemoPerson): boolean => person.role === 'administrator';

    progress({ zh: '正在设置演示单位、岗位和任职', en: 'Seating the people of the demonstration in their offices' });
    await enter(administrator, (reach) => seat(reach, DEMO_OFFICES));
    const reports: ImportReport[] = [];
    const ledgers = await writeDemoLedgers(directory);
    for (const [index, ledger] of ledgers.entries()) {
      progress({
        zh: `正在导入演示台账 ${index + 1}/${ledgers.length}：${ledger.file}`,
        en: `Bringing in demo ledger ${index + 1}/${ledgers.length}: ${ledger.file}`,
      });
      const order = { file: ledger.path, region: ledger.region, year: ledger.year, reason: '首次建库', dryRun: false };
      reports.push(
        await enter(
          (person) => person.role === 'clerk' && person.region === ledger.region,
          (reach) => importFile(reach, order, progress),
        ),
      );
    }
    for (const region of new Set(ledgers.map((ledger) => ledger.region))) {
      progress({ zh: `正在排演示项目的节点计划：${region}`, en: `Planning the projects of the demonstration: ${region}` });
      const clerk = DEMO_PEOPLE.find((person) => person.role === 'clerk' && person.region === region)!;
      const leader =
        DEMO_PEOPLE.find((person) => person.role === 'leader' && person.region === region) ??
        DEMO_PEOPLE.find((person) => person.role === 'dispatcher')!;
      const who = (person: DemoPerson) => ({ id: ids.get(person.login)!, name: person.name });
      await enter(
        (person) => person === clerk,
        async (reach) => {
          const { rows } = await reach({ path: '/api/projects', query: { year: 2020, pool: 'annual', region, limit: 500 } });
          const wanted = (rows as { id: string; name: string; totalYuan: number | null; nature: string | null }[]).map((row, place) => ({
            ...fateOf({ name: row.name, continuing: row.nature === 'continuing' }, place),
            responsible: responsibleFor(region, row),
            projectId: row.id,
            name: row.name,
            totalYuan: row.totalYuan,
          }));
          await makeDemoPlans(ground, region, { clerk: who(clerk), leader: who(leader) }, wanted);
        },
      );
    }
    await resume(ground, enter, ids, progress);
    await admit(
      ground,
      DEMO_PEOPLE.filter((person) => person.role === 'owner'),
    );
    await enter(administrator, (reach) => seat(reach, DEMO_ENTERPRISES));
    return reports;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Parks, and what became of the enterprises of each county in spring 2020. */
async function resume(
  ground: Ground,
  enter: <T>(chosen: (person: DemoPerson) => boolean, work: (reach: Reach) => Promise<T>) => Promise<T>,
  ids: ReadonlyMap<string, string>,
  progress: Progress,
): Promise<void> {
  const all = demoEnterprises();
  const people = [...DEMO_PEOPLE, ...DEMO_OFFICERS];
  const names = new Map(people.map((person) => [person.login, person.name]));
  const who = (login: string) => ({ id: ids.get(login)!, name: names.get(login)! });
  for (const [county, { region, name, place }] of DEMO_PARKS.entries()) {
    progress({ zh: `正在办理演示企业的复工：${region}`, en: `Bringing the enterprises of the demonstration back to work: ${region}` });
    const park = await enter(
      (person) => person.role === 'administrator',
      (reach) => reach({ method: 'POST', path: `/api/regions/${region}/places`, body: { kind: 'park', name, from: '2003-01-01' } }),
    );
    const clerk = DEMO_PEOPLE.find((person) => person.role === 'clerk' && person.region === region)!;
    const enterprises = all.filter((one) => one.region === region);
    const services = demoServices().filter((one) => one.region === region);
    const onDuty = [clerk.login, ...services.slice(0, 6).map((one) => one.assignments[0]!.login)];
    await makeDemoResumption(
      ground,
      region,
      { id: ids.get(clerk.login)!, name: clerk.name },
      {
        park: { id: park.id, name },
        until: DEMO_UNTIL,
        sectorDepartments: {
          agriculture: '农业农村局',
          construction: '住房和城乡建设局',
          transport: '交通运输局',
          trade: '商务局',
          catering: '商务局',
        },
        served: {
          services: services.map((one, index) => ({ ...one, ...demoDays(services, index) })),
          difficulties: demoDifficulties(enterprises, withoutOfficer),
          duty: demoDuty(
            onDuty,
            enterprises.map((one) => one.name),
            county,
          ),
          place,
          who,
        },
        returning: { ...demoPurposes(ground.clock.today()), person: demoReturning },
      },
      enterprises,
    );
  }
}

/** Officers who are met in the lists; nobody enters as one of them. */
const officer = ({ organisation: _, ...one }: (typeof DEMO_OFFICERS)[number]) => ({
  ...one,
  role: 'officer',
  since: '2020-02-03',
  about: { zh: '', en: '' },
  unlisted: true,
});

/** Opens the accounts of some people; answers their ids by login. */
async function admit(ground: Ground, chosen: readonly DemoPerson[]): Promise<Map<string, string>> {
  const people = [];
  for (const person of chosen)
    people.push({
      ...person,
      position: DEMO_PEOPLE.indexOf(person),
      // An owner speaks for an enterprise, and an inspector signs for a department.
      organisation:
        person.role === 'owner'
          ? await organisationId(ground, person.region, person.organisation, 'enterprise')
          : person.role === 'officer'
            ? await organisationId(ground, person.region, person.organisation, 'department')
            : undefined,
      about: {
        zh: `${person.organisation}${person.post}：${person.purpose}`,
        en: `${person.postEn}, ${person.organisationEn}: ${person.purposeEn}`,
      },
    });
  return new Map((await makeDemoPeople(ground, people)).map((made) => [made.login, made.id]));
}

async function organisationId(
  ground: Ground,
  region: string,
  name: string,
  kind: 'enterprise' | 'department',
): Promise<string | undefined> {
  const found = await ground.database.transaction({ regions: [region], prefix: null, owner: null }, (db) =>
    findOrCreateOrganisations(db, region, [{ name, creditCode: null }], { kind, on: ground.clock.today() }),
  );
  return found[0]?.id;
}

/** Sets up offices that are not there yet, their posts, and seats people one after another; counties side by side. */
async function seat(reach: Reach, offices: readonly DemoOffice[]): Promise<void> {
  const byRegion = Map.groupBy(offices, (office) => office.region);
  await Promise.all(
    [...byRegion].map(async ([region, inside]) => {
      for (const { name, kind, posts } of inside) {
        const { organisations } = await reach({ path: '/api/organisations', query: { region, search: name } });
        const known = organisations.find((one: { name: string }) => one.name === name);
        const { id } = known ?? (await reach({ method: 'POST', path: `/api/organisations/${region}`, body: { name, kind } }));
        for (const { title, from, seats } of posts) {
          const { posts: made } = await reach({ method: 'POST', path: `/api/organisations/${region}/${id}/posts`, body: { title, from } });
          const post = made.find((one: { title: string }) => one.title === title).id;
          for (const { person, from: since } of seats) {
            const { id: personId } = await reach({ method: 'POST', path: `/api/people/${region}`, body: { name: person } });
            await reach({ method: 'POST', path: `/api/posts/${region}/${post}/seat`, body: { personId, from: since, handOver: true } });
          }
        }
      }
    }),
  );
}
