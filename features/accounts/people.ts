// From a token to a person: who carries it, what the grants of today allow, and where. Asked anew at every request, so that signing out,
// disabling and a changed grant are felt at once.
import { reachOf } from '../../platform/access/access.ts';
import { SYSTEM_REGION } from '../../platform/audit/chain.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Database, Scope } from '../../platform/db/database.ts';
import type { Person } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { byWeight, everybodyMay, holdsOn, roleMay, roles } from './rules.ts';
import { type GrantRow, grantsOf } from './store.ts';
import { hashToken, sessionByHash, signInRulesOn, touchSession } from './store-sessions.ts';

/** A person of this room: what the machinery needs, and the grants behind it. */
export interface Holder extends Person {
  readonly grants: readonly GrantRow[];
}

const nowhere: Scope = { regions: [], prefix: null, owner: null };
/** Reading the chain includes what belongs to no region: tries with unknown names, the first administrator. */
const alsoSystem = new Set(['audit.read', 'audit.verify']);

/** Puts a person together from the grants that hold today. */
function personOf(
  user: { id: string; login: string; name: string; nameEn: string },
  grants: readonly GrantRow[],
  session: string | null,
  expand: (code: string) => readonly string[],
): Holder {
  const reach = new Map<string, Scope>();
  const weighed = byWeight(grants);
  return {
    ...user,
    operator: false,
    session,
    home: weighed[0]?.region ?? SYSTEM_REGION,
    grants: weighed,
    may: (permission) => everybodyMay.includes(permission) || grants.some((grant) => roleMay(grant.role, permission)),
    organisationsFor: (permission) =>
      grants.flatMap((grant) => (grant.organisation !== null && roleMay(grant.role, permission) ? [grant.organisation] : [])),
    scopeFor(permission) {
      const known = reach.get(permission);
      if (known) return known;
      let giving = grants.filter((grant) => roleMay(grant.role, permission));
      // One transaction speaks for one enterprise: a post without one covers more, and the first enterprise comes before others.
      const wide = giving.filter((grant) => grant.role !== 'owner');
      if (wide.length > 0) giving = wide;
      else giving = giving.filter((grant) => grant.organisation === giving[0]!.organisation);
      const scope =
        giving.length === 0
          ? nowhere
          : reachOf(
              giving.map((grant) => ({ region: grant.region, owner: grant.role === 'owner' ? grant.organisation : null })),
              expand,
            );
      const whole =
        alsoSystem.has(permission) && scope.regions.length > 0 ? { ...scope, regions: [...scope.regions, SYSTEM_REGION] } : scope;
      reach.set(permission, whole);
      return whole;
    },
  };
}

/** Every permission of a person, for the screens. */
export const permissionsOf = (grants: readonly GrantRow[]): string[] =>
  [...new Set([...everybodyMay, ...grants.flatMap((grant) => roles[grant.role].may)])].sort();

const touchEverySeconds = 60;

/** Finds who carries a token; for the server's `authenticate`. */
export function authenticator(database: Database, clock: Clock) {
  return async ({ token }: { token: string }, regions: { expand(code: string): readonly string[] }): Promise<Holder | null> => {
    const hash = hashToken(token);
    const at = clock.now();
    const today = dayOfInstant(at);
    const found = await database.transaction(
      nowhere,
      async (db) => {
        const session = await sessionByHash(db, hash);
        if (!session || session.expires <= at) return null;
        const rules = await signInRulesOn(db, today);
        const idle = Date.parse(at) - Date.parse(session.seen);
        if (idle > rules.idleMinutes * 60_000) return null;
        return { session, idle, grants: (await grantsOf(db, [session.user])).filter((grant) => holdsOn(grant, today)) };
      },
      { readOnly: true },
    );
    if (!found) return null;
    if (found.idle > touchEverySeconds * 1000) await database.transaction(nowhere, (db) => touchSession(db, hash, at));
    const { user: id, login, name, nameEn } = found.session;
    return personOf({ id, login, name, nameEn }, found.grants, hash, (code) => regions.expand(code));
  };
}
