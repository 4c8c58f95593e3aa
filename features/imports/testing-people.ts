// For tests only: who calls.
import type { Person } from '../../platform/http/house.ts';

export const permissions = ['import.run', 'import.read', 'import.undo', 'project.edit', 'project.propose'];

/** A clerk of that county; with fewer permissions, somebody who may only look. */
export const personOf = (region: string, more: readonly string[] = permissions): Person => ({
  id: `00000000-0000-7000-8000-000000${region}`,
  login: `clerk-${region}`,
  name: '苗砚秋',
  nameEn: 'Miao Yanqiu',
  operator: false,
  session: 'x',
  home: region,
  may: (permission) => more.includes(permission),
  organisationsFor: () => [],
  scopeFor: () => ({ regions: [region], prefix: null, owner: null }),
});
