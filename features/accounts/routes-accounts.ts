// What an administrator does: opening accounts, granting and ending posts, disabling, issuing one-time codes. Every change ends the
// sessions of the person it is about, so that nobody works on with yesterday's powers. Whether it may be is decided in rules.ts.

import type { Db } from '../../platform/db/database.ts';
import type { House, Route } from '../../platform/http/house.ts';
import { serve } from '../../platform/http/house.ts';
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { regionNames, regionTree } from '../regions/door.ts';
import { byWeight, holdsOn, mayManage, roles, rolesInOrder } from './rules.ts';
import {
  findAccounts,
  type GrantRow,
  grantsOf,
  insertGrant,
  insertUser,
  lastSeenOf,
  lockUser,
  othersHolding,
  setGrantEnd,
  type User,
  updateUser,
  userById,
} from './store.ts';
import { endSessions, makeCode, signInRulesOn } from './store-sessions.ts';
import * as words from './words.ts';

export interface OrganisationsKnown {
  /** Names of organisations of these regions by id; an id that is not there is no organisation of theirs. */
  organisationNames(db: Db, regions: readonly string[], ids: readonly string[]): Promise<Map<string, string>>;
}

export function adminRoutes({ organisationNames }: OrganisationsKnown): Route[] {
  const today = (house: House): Day => dayOfInstant(house.clock.now());

  /** Accounts as the asker may see them: grants outside the reach are not shown, only that there are some. */
  const shown = async (house: House, users: readonly User[]): Promise<words.Account[]> => {
    const ids = users.map((user) => user.id);
    const grants = await grantsOf(house.db, ids);
    const reach = new Set(house.person.scopeFor('account.read').regions);
    const visible = grants.filter((grant) => reach.has(grant.region));
    const names = await regionNames(house.db);
    const organisations = await organisationNames(house.db, [...reach], [...new Set(visible.flatMap((grant) => grant.organisation ?? []))]);
    const seen = await lastSeenOf(house.db, ids);
    const day = today(house);
    return users.map((user) => {
      const own = grants.filter((grant) => grant.user === user.id);
      const state = user.disabledAt ? 'disabled' : user.passwordHash ? 'active' : 'waiting';
      return {
        id: user.id,
        login: user.login,
        name: user.name,
        nameEn: user.nameEn,
        state,
        disabledAt: user.disabledAt,
        createdAt: user.createdAt,
        lastSeen: seen.get(user.id) ?? null,
        mine: mayManage(house.person, { id: user.id, current: own.filter((grant) => holdsOn(grant, day)) }, reach) === undefined,
        grants: byWeight(own.filter((grant) => reach.has(grant.region))).map((grant) => ({
          id: grant.id,
          role: grant.role,
          roleName: roles[grant.role].name,
          region: { code: grant.region, name: names.get(grant.region) ?? grant.region },
          organisation: grant.organisation ? { id: grant.organisation, name: organisations.get(grant.organisation) ?? '—' } : null,
          from: grant.from,
          to: grant.to,
          current: holdsOn(grant, day),
        })),
        version: user.version,
      };
    });
  };

  const one = async (house: House, id: string): Promise<words.Account> => (await shown(house, [(await userById(house.db, id))!]))[0]!;

  /** Loads an account to be changed. What the asker cannot see does not exist for him. */
  const manage = async (house: House, id: string): Promise<{ user: User; grants: GrantRow[]; region: string }> => {
    const user = await lockUser(house.db, id);
    if (!user) refuse('thing.unknown');
    const grants = byWeight(await grantsOf(house.db, [id]));
    const reach = new Set(house.person.scopeFor('account.edit').regions);
    const inReach = grants.filter((grant) => reach.has(grant.region));
    if (inReach.length === 0) refuse('thing.unknown');
    const current = grants.filter((grant) => holdsOn(grant, today(house)));
    const problem = mayManage(house.person, { id, current }, reach);
    if (problem) refuse(problem.code, problem.params);
    return { user, grants, region: (inReach.find((grant) => current.includes(grant)) ?? inReach[0]!).region };
  };

  const checkGrant = async (
    house: House,
    grant: { role: words.Role; region: string; organisation?: string | undefined },
  ): Promise<void> => {
    if (house.regions.expand(grant.region).length === 0) refuse('grant.outside');
    if (grant.role !== 'owner' && grant.role !== 'officer' && grant.organisation !== undefined) refuse('grant.needs-enterprise');
    if (grant.role === 'owner' && grant.organisation === undefined) refuse('grant.needs-enterprise');
    if (grant.organisation === undefined) return;
    if (!(await organisationNames(house.db, [grant.region], [grant.organisation])).has(grant.organisation)) refuse('thing.unknown');
  };

  /** Somebody must remain who can manage accounts. */
  const keepOneAdministrator = async (house: House, user: string, grants: readonly GrantRow[]): Promise<void> => {
    const isOne = grants.some((grant) => grant.role === 'administrator' && holdsOn(grant, today(house)));
    if (isOne && (await othersHolding(house.db, 'administrator', user, today(house))) === 0) refuse('account.last-administrator');
  };

  const newCode = async (house: House, user: string): Promise<{ code: string; until: string }> => {
    const rules = await signInRulesOn(house.db, today(house));
    return makeCode(house.db, { purpose: 'password', user, at: house.clock.now(), minutes: rules.codeHours * 60 });
  };

  return [
    serve(words.listAccounts, async (input, house) => {
      const { total, users } = await findAccounts(house.db, { ...input, regions: house.scope.regions, day: today(house) });
      return { total, accounts: await shown(house, users) };
    }),

    serve(words.listRoles, async (_input, house) => {
      const reach = new Set(house.scope.regions);
      const tree = (await regionTree(house.db, today(house))).filter((region) => region.inUse && reach.has(region.code));
      return {
        roles: rolesInOrder.map((role) => ({ role, name: roles[role].name, does: roles[role].does, may: [...roles[role].may] })),
        regions: tree.map(({ code, name, nameEn, level }) => ({ code, name, nameEn, level })),
      };
    }),

    serve(words.createAccount, async (input, house) => {
      await checkGrant(house, input);
      const at = house.clock.now();
      const from = input.from ?? today(house);
      const user = await insertUser(house.db, { login: input.login, name: input.name, nameEn: input.nameEn, passwordHash: null, at });
      await insertGrant(house.db, {
        user,
        role: input.role,
        region: input.region,
        organisation: input.organisation ?? null,
        from,
        to: input.to ?? null,
        by: house.person.operator ? null : house.person.id,
      });
      const issued = await newCode(house, user);
      const account = await one(house, user);
      await house.audit({
        region: input.region,
        kind: 'account',
        id: user,
        facts: { login: account.login, role: input.role, region: input.region, organisation: input.organisation, from, to: input.to },
      });
      return { ...issued, account };
    }),

    serve(words.addGrant, async ({ id, ...input }, house) => {
      await manage(house, id);
      await checkGrant(house, input);
      const from = input.from ?? today(house);
      await insertGrant(house.db, {
        user: id,
        role: input.role,
        region: input.region,
        organisation: input.organisation ?? null,
        from,
        to: input.to ?? null,
        by: house.person.operator ? null : house.person.id,
      });
      const sessions = await endSessions(house.db, id, house.clock.now());
      const account = await one(house, id);
      await house.audit({
        region: input.region,
        kind: 'account',
        id,
        facts: { role: input.role, region: input.region, organisation: input.organisation, from, to: input.to, sessions },
      });
      return account;
    }),

    serve(words.endGrant, async ({ id, grant: grantId, to }, house) => {
      const { grants } = await manage(house, id);
      const grant = grants.find((own) => own.id === grantId);
      const reach = new Set(house.scope.regions);
      if (!grant || !reach.has(grant.region)) refuse('thing.unknown');
      if (grant.to !== null && grant.to <= today(house)) refuse('grant.ended');
      await keepOneAdministrator(
        house,
        id,
        grants.filter((own) => own.id === grantId),
      );
      const asked = to ?? today(house);
      const last = asked < grant.from ? grant.from : asked;
      await setGrantEnd(house.db, grantId, last);
      const sessions = await endSessions(house.db, id, house.clock.now());
      const account = await one(house, id);
      await house.audit({
        region: grant.region,
        kind: 'account',
        id,
        facts: { role: grant.role, region: grant.region, to: last, sessions },
      });
      return account;
    }),

    serve(words.disableAccount, async ({ id, reason }, house) => {
      const { grants, region } = await manage(house, id);
      await keepOneAdministrator(house, id, grants);
      await updateUser(house.db, id, { disabledAt: house.clock.now() });
      const sessions = await endSessions(house.db, id, house.clock.now());
      const account = await one(house, id);
      await house.audit({ region, kind: 'account', id, facts: { reason, sessions } });
      return account;
    }),

    serve(words.enableAccount, async ({ id, reason }, house) => {
      const { region } = await manage(house, id);
      await updateUser(house.db, id, { disabledAt: null });
      const account = await one(house, id);
      await house.audit({ region, kind: 'account', id, facts: { reason } });
      return account;
    }),

    serve(words.issueCode, async ({ id }, house) => {
      const { user, region } = await manage(house, id);
      if (user.disabledAt) refuse('thing.unknown');
      // Whoever forgot the password, or whose password is known to others, is out until the code is used.
      await updateUser(house.db, id, { passwordHash: null });
      const sessions = await endSessions(house.db, id, house.clock.now());
      const issued = await newCode(house, id);
      await house.audit({ region, kind: 'account', id, facts: { until: issued.until, sessions } });
      return issued;
    }),
  ];
}
