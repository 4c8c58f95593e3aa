// Who answers for a plan: told with its history, said anew from a day on.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { recordOf } from '../projects/door.ts';
import { findOrCreateOrganisations, organisationNames } from '../regions/door.ts';
import { inOrder, responsibleOn, responsibleProblem } from './rules-responsible.ts';
import { dutiesIn } from './rules-title.ts';
import { planOf } from './store.ts';
import { insertResponsible, type ResponsibleRow, responsibleIn } from './store-responsible.ts';
import { type Responsible, readResponsible, setResponsible } from './words-responsible.ts';

/** With the name that a department bears now. */
async function named(house: House, rows: readonly ResponsibleRow[]): Promise<ResponsibleRow[]> {
  const names = await organisationNames(
    house.db,
    [...new Set(rows.map((row) => row.region))],
    rows.flatMap((row) => row.departmentId ?? []),
  );
  return rows.map((row) => ({ ...row, department: (row.departmentId && names.get(row.departmentId)) || row.department }));
}
const told = ({ id, since, leader, department, team, reason, by, at }: ResponsibleRow): Responsible => ({
  id,
  since,
  leader,
  department,
  team,
  reason,
  by,
  at,
});

/** Who answers for one plan on a day, by what was said or else by the note of the register. */
export async function responsibleOf(house: House, region: string, project: string, note: string, day: string): Promise<Responsible | null> {
  const held = responsibleOn(await named(house, await responsibleIn(house.db, [region], [project])), day);
  if (held) return told(held);
  const { leader, department, team } = dutiesIn(note);
  if (leader === null && department === null && team === null) return null;
  return { id: '', since: '', leader: leader ?? '', department: department ?? '', team: team ?? '', reason: '', by: '', at: '' };
}

/** Who answers for the plans of regions on a day, by project. */
export async function responsibleFor(
  house: House,
  regions: readonly string[],
  day: string,
  projects?: readonly string[],
): Promise<Map<string, ResponsibleRow>> {
  const held = new Map<string, ResponsibleRow>();
  for (const [project, said] of Map.groupBy(await responsibleIn(house.db, regions, projects), (row) => row.projectId)) {
    const now = responsibleOn(said, day);
    if (now) held.set(project, now);
  }
  return new Map((await named(house, [...held.values()])).map((row) => [row.projectId, row]));
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].filter(Boolean).sort();

export const responsibleRoutes = (): Route[] => [
  serve(readResponsible, async ({ region, project }, house) => {
    const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
    const all = await named(house, await responsibleIn(house.db, [region]));
    return {
      now: await responsibleOf(house, region, project, record.note, house.clock.today()),
      history: inOrder(all.filter((one) => one.projectId === project)).map(told),
      departments: distinct(all.map((one) => one.department)),
      leaders: distinct(all.map((one) => one.leader)),
    };
  }),

  serve(setResponsible, async ({ region, project, since, leader, department, team, reason }, house) => {
    if (!(await planOf(house.db, region, project))) refuse('plans.none');
    const problem = responsibleProblem({ leader, department, team });
    if (problem) throw new Refusal(problem);
    const [office] =
      department === ''
        ? []
        : await findOrCreateOrganisations(house.db, region, [{ name: department, creditCode: null }], { kind: 'department' });
    const id = newId();
    await insertResponsible(house.db, [
      {
        region,
        projectId: project,
        id,
        since,
        leader,
        departmentId: office?.id ?? null,
        department: office?.name ?? '',
        team,
        reason,
        by: { id: house.person.id, name: house.person.name },
        at: house.clock.now(),
      },
    ]);
    await house.audit({ region, kind: 'plan', id: project, facts: { since, leader, department: office?.name ?? '', team, reason } });
    return { id };
  }),
];
