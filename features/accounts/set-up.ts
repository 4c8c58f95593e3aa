// What is done at the command line before anybody can sign in: the first administrator's code, and the people of the demonstration.
import { operatorName } from '../../platform/access/access.ts';
import { SYSTEM_REGION } from '../../platform/audit/chain.ts';
import type { Ground } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { rolesInOrder } from './rules.ts';
import { insertDemoPerson, insertGrant, insertUser, othersHolding } from './store.ts';
import { makeCode, signInRulesOn } from './store-sessions.ts';
import type { Role } from './words.ts';

const system = { regions: [SYSTEM_REGION], prefix: null, owner: null };
const operator = { id: 'operator', name: operatorName };
const nobody = '00000000-0000-7000-8000-000000000000';

/** Makes the code with which the first administrator enters. Refuses when there is an administrator already. */
export function makeFirstAdministratorCode({ database, clock, chain }: Ground): Promise<{ code: string; until: string }> {
  return database.transaction(system, async (db) => {
    const at = clock.now();
    const today = dayOfInstant(at);
    if ((await othersHolding(db, 'administrator', nobody, today)) > 0) refuse('first-administrator.exists');
    const rules = await signInRulesOn(db, today);
    const made = await makeCode(db, { purpose: 'first-administrator', user: null, at, minutes: rules.firstCodeMinutes });
    await chain.append(db, {
      region: SYSTEM_REGION,
      actor: operator,
      action: 'account.issue-code',
      kind: 'account',
      id: '-',
      facts: { until: made.until },
      allowed: ['until'],
      request: 'command-line',
      result: 'done',
    });
    return made;
  });
}

interface DemoPersonToMake {
  login: string;
  role: string;
  region: string;
  name: string;
  nameEn: string;
  /** The enterprise of a project owner, or the department of an officer who signs for it; left out for everybody else. */
  organisation?: string | undefined;
  /** First day in the post. */
  since: string;
  about: { zh: string; en: string };
  /** Where the person stands on the page of entry; in the order given when left out. */
  position?: number;
  /** Left off the page of entry: somebody who is met in the work of others. */
  unlisted?: boolean;
}

/** Makes the people of a demonstration region. They have no password and are entered from this machine only. */
export function makeDemoPeople(
  { database, clock, chain }: Ground,
  people: readonly DemoPersonToMake[],
): Promise<{ login: string; id: string }[]> {
  const regions = [...new Set([SYSTEM_REGION, ...people.map((person) => person.region)])];
  return database.transaction({ regions, prefix: null, owner: null }, async (db) => {
    const at = clock.now();
    const made: { login: string; id: string }[] = [];
    for (const [index, person] of people.entries()) {
      const role = rolesInOrder.find((known) => known === person.role) as Role | undefined;
      if (!role) throw new Error(`there is no post called ${person.role}`);
      const id = await insertUser(db, { login: person.login, name: person.name, nameEn: person.nameEn, passwordHash: null, at });
      await insertGrant(db, {
        user: id,
        role,
        region: person.region,
        organisation: role === 'owner' || role === 'officer' ? (person.organisation ?? null) : null,
        from: person.since,
        to: null,
        by: null,
      });
      if (!person.unlisted)
        await insertDemoPerson(db, { user: id, position: person.position ?? index, aboutZh: person.about.zh, aboutEn: person.about.en });
      await chain.append(db, {
        region: person.region,
        actor: operator,
        action: 'account.create',
        kind: 'account',
        id,
        facts: { login: person.login, role, region: person.region },
        allowed: ['login', 'role', 'region'],
        request: 'command-line',
        result: 'done',
      });
      made.push({ login: person.login, id });
    }
    return made;
  });
}
