// Who answers for a plan on a day, out of what was said when, and what may be said: one leader, one department, one team. Pure.
import type { Problem } from '../../vocabulary/problems.ts';

export interface ResponsibleFacts {
  id: string;
  since: string;
  leader: string;
  departmentId: string | null;
  department: string;
  team: string;
  reason: string;
  by: string;
  at: string;
}

const newest = (a: ResponsibleFacts, b: ResponsibleFacts): number =>
  a.since === b.since ? (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1) : a.since < b.since ? 1 : -1;

/** All that was said, what holds last first. */
export const inOrder = <F extends ResponsibleFacts>(said: readonly F[]): F[] => [...said].sort(newest);

/** What holds on a day. */
export const responsibleOn = <F extends ResponsibleFacts>(said: readonly F[], day: string): F | undefined =>
  inOrder(said).find((one) => one.since <= day);

/** Several names where one person or office is to answer. */
const several = /[、,，;；/／\n]|\s和\s/;

export function responsibleProblem(said: { leader: string; department: string; team: string }): Problem | undefined {
  if (said.leader === '' && said.department === '' && said.team === '') return { code: 'plans.nobody-responsible' };
  for (const value of [said.leader, said.department, said.team])
    if (several.test(value)) return { code: 'plans.one-responsible', params: { value } };
  return undefined;
}
