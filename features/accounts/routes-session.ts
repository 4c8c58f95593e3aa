// Signing in and out, the demonstration's people, one-time codes, own sessions. A try is counted before it is judged and judged outside
// the transaction, since a password hash takes a third of a second. Unknown name, wrong password and disabled account are one answer.
import { SYSTEM_REGION } from '../../platform/audit/chain.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Ahead, type House, keepAndRefuse, type Route, serve } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { regionTree } from '../regions/door.ts';
import { isCommonPassword } from './common-passwords.ts';
import { fitsPassword, hashPassword } from './passwords.ts';
import { permissionsOf } from './people.ts';
import { byWeight, holdsOn, judgePassword, roles, type SignInRules } from './rules.ts';
import {
  demoPeople,
  type GrantRow,
  grantsOf,
  insertGrant,
  insertUser,
  lockUser,
  normalLogin,
  othersHolding,
  type User,
  updateUser,
  userById,
  userByLogin,
} from './store.ts';
import { beginSession, cameFrom, endSessions, openSessionsOf, signInRulesOn, takeCode } from './store-sessions.ts';
import { countTry, forgiveTry, type Subject } from './store-tries.ts';
import * as words from './words.ts';

export interface AccountsNeeds {
  /** Planning years that hold something, of these regions, latest first. */
  years(db: Db, regions: readonly string[]): Promise<number[]>;
}

const nowhere = { regions: [], prefix: null, owner: null };

/** A password must not travel in the clear: over https, or within this machine. */
function needsPrivacy(request: House['request']): void {
  if (!request.secure && !request.loopback) refuse('request.needs-https');
}

const subjectsOf = (login: string, address: string): Subject[] => {
  const name = normalLogin(login).slice(0, 100);
  return [
    { kind: 'pair', key: `pair:${name}|${address}` },
    { kind: 'address', key: `address:${address}` },
    { kind: 'account', key: `account:${name}` },
  ];
};

interface Counted {
  user: User | undefined;
  wait: number;
  subjects: Subject[];
  rules: SignInRules;
}

/** Counts a try. Somebody who came in from this address before is not held up by what strangers do to the account elsewhere. */
function count(login: string, { ground, request }: Ahead): Promise<Counted> {
  return ground.database.transaction(
    nowhere,
    async (db) => {
      const at = ground.clock.now();
      const rules = await signInRulesOn(db, dayOfInstant(at));
      const user = await userByLogin(db, login);
      const familiar = user !== undefined && (await cameFrom(db, user.id, request.address, at));
      const subjects = subjectsOf(login, request.address).filter((subject) => !(familiar && subject.kind === 'account'));
      return { user, subjects, rules, wait: await countTry(db, subjects, at, rules) };
    },
    { retryable: true },
  );
}

const currentGrants = async (house: House, user: string): Promise<GrantRow[]> => {
  const today = dayOfInstant(house.clock.now());
  return byWeight((await grantsOf(house.db, [user])).filter((grant) => holdsOn(grant, today)));
};

/** Ends the session that the browser came with, begins another under a new token, and says where to go. */
async function enter(house: House, user: Pick<User, 'id'>, grants: readonly GrantRow[]): Promise<{ home: string }> {
  const at = house.clock.now();
  const rules = await signInRulesOn(house.db, dayOfInstant(at));
  if (house.person.session) await endSessions(house.db, house.person.id, at, { only: house.person.session });
  const token = await beginSession(house.db, {
    user: user.id,
    at,
    minutes: rules.absoluteMinutes,
    address: house.request.address,
    agent: house.request.agent,
  });
  house.cookie(token, rules.absoluteMinutes * 60);
  return { home: grants[0] ? roles[grants[0].role].home : '/me' };
}

const homeOf = (grants: readonly GrantRow[]): string => grants[0]?.region ?? SYSTEM_REGION;

const signIn = serve(
  words.signIn,
  async (_input, house, ahead: Counted & { fits: boolean }) => {
    if (ahead.wait > 0) refuse('sign-in.wait', { seconds: ahead.wait });
    const user = ahead.user ? await lockUser(house.db, ahead.user.id) : undefined;
    const grants = user ? await currentGrants(house, user.id) : [];
    const fits = ahead.fits && user !== undefined && user.disabledAt === null && user.passwordHash === ahead.user!.passwordHash;
    const entry = {
      region: homeOf(grants),
      kind: 'account',
      id: user?.id ?? '-',
      facts: { address: house.request.address, how: 'password' },
    };
    if (!fits) {
      await house.audit({ ...entry, result: 'refused' });
      keepAndRefuse('sign-in.refused');
    }
    await forgiveTry(house.db, ahead.subjects, ahead.rules);
    const entered = await enter(house, user, grants);
    await house.audit({ ...entry, actor: { id: user.id, name: user.name } });
    return entered;
  },
  async ({ login, password }, before) => {
    needsPrivacy(before.request);
    const counted = await count(login, before);
    if (counted.wait > 0) return { ...counted, fits: false };
    return { ...counted, fits: await fitsPassword(password, counted.user?.passwordHash ?? null) };
  },
);

const redeemCode = serve(
  words.redeemCode,
  async (input, house, ahead: Counted & { hash: string | null }) => {
    if (ahead.wait > 0) refuse('sign-in.wait', { seconds: ahead.wait });
    const at = house.clock.now();
    const user = ahead.user ? await lockUser(house.db, ahead.user.id) : undefined;
    const grants = user ? await currentGrants(house, user.id) : [];
    const entry = { region: homeOf(grants), kind: 'account', id: user?.id ?? '-', facts: { address: house.request.address, how: 'code' } };
    const good =
      user !== undefined &&
      user.disabledAt === null &&
      ahead.hash !== null &&
      (await takeCode(house.db, { text: input.code, purpose: 'password', user: user.id, at, use: true }));
    if (!good) {
      await house.audit({ ...entry, result: 'refused' });
      keepAndRefuse('code.wrong');
    }
    await forgiveTry(house.db, ahead.subjects, ahead.rules);
    await updateUser(house.db, user.id, { passwordHash: ahead.hash });
    await endSessions(house.db, user.id, at);
    const entered = await enter(house, user, grants);
    await house.audit({ ...entry, actor: { id: user.id, name: user.name } });
    return entered;
  },
  async ({ login, code, password }, before) => {
    needsPrivacy(before.request);
    const counted = await count(login, before);
    const { user } = counted;
    if (counted.wait > 0) return { ...counted, hash: null };
    const good =
      user !== undefined &&
      (await before.ground.database.transaction(
        nowhere,
        (db) => takeCode(db, { text: code, purpose: 'password', user: user.id, at: before.ground.clock.now(), use: false }),
        { readOnly: true },
      ));
    // Only a person with a good code is told what is wrong with the password.
    if (!good) return { ...counted, hash: null };
    await checkPassword(password, user);
    return { ...counted, hash: await hashPassword(password) };
  },
);

async function checkPassword(password: string, person: { login: string; name: string }): Promise<void> {
  const problem = judgePassword(password, person, isCommonPassword);
  if (problem) refuse(problem.code, problem.params);
}

const changePassword = serve(
  words.changePassword,
  async (
    _input,
    house,
    ahead: { wait: number; fits: boolean; hash: string | null; user: User; subjects: Subject[]; rules: SignInRules },
  ) => {
    if (ahead.wait > 0) refuse('sign-in.wait', { seconds: ahead.wait });
    if (!ahead.fits || ahead.hash === null) {
      await house.audit({
        region: house.person.home,
        kind: 'account',
        id: house.person.id,
        facts: { how: 'own', address: house.request.address },
        result: 'refused',
      });
      keepAndRefuse('password.wrong');
    }
    const at = house.clock.now();
    const user = await lockUser(house.db, house.person.id);
    if (!user || user.passwordHash !== ahead.user.passwordHash)
      refuse('row.changed-meanwhile', { name: house.person.login, by: house.person.name });
    await forgiveTry(house.db, ahead.subjects, ahead.rules);
    await updateUser(house.db, user.id, { passwordHash: ahead.hash });
    const ended = await endSessions(house.db, user.id, at);
    await enter(house, user, await currentGrants(house, user.id));
    await house.audit({
      region: house.person.home,
      kind: 'account',
      id: user.id,
      facts: { how: 'own', address: house.request.address, sessions: ended },
    });
    return { ended: Math.max(ended - 1, 0) };
  },
  async (input, before) => {
    needsPrivacy(before.request);
    // Guessing the old password from a session left open is guessing all the same.
    const counted = await count(before.person.login, before);
    const user = counted.user;
    if (!user) refuse('thing.unknown');
    if (counted.wait > 0) return { ...counted, user, fits: false, hash: null };
    const fits = await fitsPassword(input.old, user.passwordHash);
    if (!fits) return { ...counted, user, fits, hash: null };
    if (input.new === input.old) refuse('password.same');
    await checkPassword(input.new, user);
    return { ...counted, user, fits, hash: await hashPassword(input.new) };
  },
);

const signOut = serve(words.signOut, async (_input, house) => {
  const ended = await endSessions(house.db, house.person.id, house.clock.now(), { only: house.person.session ?? '-' });
  house.cookie(null);
  await house.audit({ region: house.person.home, kind: 'account', id: house.person.id, facts: { how: 'left', count: ended } });
  return { ended };
});

const listOwnSessions = serve(words.listOwnSessions, async (_input, house) => {
  const at = house.clock.now();
  const rules = await signInRulesOn(house.db, dayOfInstant(at));
  const idleSince = new Date(Date.parse(at) - rules.idleMinutes * 60_000).toISOString();
  const open = await openSessionsOf(house.db, house.person.id, at, idleSince);
  return { sessions: open.map(({ hash, ...session }) => ({ id: hash.slice(0, 16), current: hash === house.person.session, ...session })) };
});

const endOwnSessions = serve(words.endOwnSessions, async ({ id }, house) => {
  const at = house.clock.now();
  const ended = await endSessions(house.db, house.person.id, at, id === undefined ? { except: house.person.session ?? '-' } : { only: id });
  if (id !== undefined && ended === 0) refuse('thing.unknown');
  if (id !== undefined && house.person.session?.startsWith(id)) house.cookie(null);
  await house.audit({
    region: house.person.home,
    kind: 'account',
    id: house.person.id,
    facts: { how: id === undefined ? 'others' : 'one', count: ended },
  });
  return { ended };
});

/** The demonstration answers on the machine itself and in a demonstration deployment; elsewhere these addresses do not exist. */
function demoOnly(house: House): void {
  if (!house.request.demo || !house.request.loopback) refuse('thing.unknown');
}

const listDemoPeople = serve(words.listDemoPeople, async (_input, house) => {
  demoOnly(house);
  const people = await demoPeople(house.db);
  const grants = await grantsOf(
    house.db,
    people.map((person) => person.id),
  );
  const today = dayOfInstant(house.clock.now());
  const names = new Map((await regionTree(house.db)).map((region) => [region.code, region]));
  return {
    people: people.flatMap((person) => {
      const [grant] = byWeight(grants.filter((one) => one.user === person.id && holdsOn(one, today)));
      if (!grant) return [];
      return [
        {
          id: person.id,
          name: person.name,
          nameEn: person.nameEn,
          role: grant.role,
          roleName: roles[grant.role].name,
          region: {
            code: grant.region,
            name: names.get(grant.region)?.name ?? grant.region,
            nameEn: names.get(grant.region)?.nameEn ?? '',
          },
          about: { zh: person.aboutZh, en: person.aboutEn },
        },
      ];
    }),
  };
});

const enterAsDemo = serve(words.enterAsDemo, async ({ person }, house) => {
  demoOnly(house);
  const chosen = (await demoPeople(house.db)).find((one) => one.id === person);
  if (!chosen) refuse('thing.unknown');
  const grants = await currentGrants(house, person);
  const entered = await enter(house, { id: person }, grants);
  await house.audit({
    region: homeOf(grants),
    kind: 'account',
    id: person,
    facts: { address: house.request.address, how: 'demo' },
    actor: { id: chosen.id, name: chosen.name },
  });
  return entered;
});

const firstCode = async (house: House, code: string, use: boolean): Promise<void> => {
  const at = house.clock.now();
  if (!(await takeCode(house.db, { text: code, purpose: 'first-administrator', user: null, at, use }))) refuse('code.wrong');
  if ((await othersHolding(house.db, 'administrator', '00000000-0000-7000-8000-000000000000', dayOfInstant(at))) > 0)
    refuse('first-administrator.exists');
};

/** Guessing at this code is slowed by the address alone: there is no account yet. */
const countStranger = async (before: Ahead): Promise<void> => {
  needsPrivacy(before.request);
  const wait = await before.ground.database.transaction(
    nowhere,
    async (db) => {
      const at = before.ground.clock.now();
      return countTry(db, [{ kind: 'address', key: `address:${before.request.address}` }], at, await signInRulesOn(db, dayOfInstant(at)));
    },
    { retryable: true },
  );
  if (wait > 0) refuse('sign-in.wait', { seconds: wait });
};

const checkFirstCode = serve(
  words.checkFirstCode,
  async ({ code }, house) => {
    await firstCode(house, code, false);
    const tree = await regionTree(house.db, dayOfInstant(house.clock.now()));
    return {
      regions: tree.filter((region) => region.inUse).map(({ code: own, name, nameEn, level }) => ({ code: own, name, nameEn, level })),
    };
  },
  async (_input, before) => countStranger(before),
);

const becomeFirstAdministrator = serve(
  words.becomeFirstAdministrator,
  async (input, house, ahead: { hash: string }) => {
    const at = house.clock.now();
    await firstCode(house, input.code, true);
    if (house.regions.expand(input.region).length === 0) refuse('thing.unknown');
    const user = await insertUser(house.db, { login: input.login, name: input.name, nameEn: input.nameEn, passwordHash: ahead.hash, at });
    await insertGrant(house.db, {
      user,
      role: 'administrator',
      region: input.region,
      organisation: null,
      from: dayOfInstant(at),
      to: null,
      by: null,
    });
    const entered = await enter(house, { id: user }, await currentGrants(house, user));
    await house.audit({
      region: SYSTEM_REGION,
      kind: 'account',
      id: user,
      facts: { login: normalLogin(input.login), region: input.region, address: house.request.address },
      actor: { id: user, name: input.name },
    });
    return entered;
  },
  async (input, before) => {
    await countStranger(before);
    await checkPassword(input.password, input);
    return { hash: await hashPassword(input.password) };
  },
);

const readSession = (needs: AccountsNeeds): Route =>
  serve(words.readSession, async (_input, house) => {
    const at = house.clock.now();
    const user = await userById(house.db, house.person.id);
    if (!user) refuse('person.unknown');
    const grants = await currentGrants(house, user.id);
    const reach = new Set(house.scope.regions);
    const order = { province: 0, city: 1, county: 2 };
    const tree = await regionTree(house.db, dayOfInstant(at));
    const regions = tree
      .filter((region) => region.inUse && reach.has(region.code))
      .map(({ code, name, nameEn, level }) => ({ code, name, nameEn, level }))
      .sort((a, b) => order[levelOf(a.code)] - order[levelOf(b.code)] || (a.code < b.code ? -1 : 1));
    const role = grants[0]?.role ?? 'officer';
    return {
      person: {
        id: user.id,
        login: user.login,
        name: user.name,
        nameEn: user.nameEn,
        role,
        roleName: roles[role].name,
        may: permissionsOf(grants),
        regions,
        home: roles[role].home,
      },
      demo: house.request.demo,
      years: await needs.years(
        house.db,
        [...reach].filter((code) => code !== SYSTEM_REGION),
      ),
    };
  });

export const sessionRoutes = (needs: AccountsNeeds): Route[] => [
  readSession(needs),
  signIn,
  signOut,
  listDemoPeople,
  enterAsDemo,
  redeemCode,
  changePassword,
  listOwnSessions,
  endOwnSessions,
  checkFirstCode,
  becomeFirstAdministrator,
];
