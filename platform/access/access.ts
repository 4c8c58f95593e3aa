// Who may call a declaration, and what the transaction may then see. Deny by default: nothing here grants anything, it only holds a
// person's permissions and reach against the declaration. Which role holds which permission is the accounts room's table.
import type { Endpoint } from '../../vocabulary/endpoint.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { prefixOf, within } from '../../vocabulary/regions.ts';
import { SYSTEM_REGION } from '../audit/chain.ts';
import type { Scope } from '../db/scope.ts';
import type { Person } from '../http/house.ts';

/** A region and everything inside it, as the division tree knows it today; an unknown code gives nothing. */
export type ExpandRegion = (code: string) => readonly string[];

export type Verdict = { ok: true; scope: Scope } | { ok: false; problem: Problem };

const nothing: Scope = { regions: [], prefix: null, owner: null };

/** Nobody: may do nothing, sees nothing. */
export const guest: Person = {
  id: 'guest',
  login: '',
  name: '未登录',
  nameEn: 'not signed in',
  operator: false,
  session: null,
  home: SYSTEM_REGION,
  may: () => false,
  scopeFor: () => nothing,
  organisationsFor: () => [],
};

/** What entries and pages call the one at the machine's own command line; it is kept as a name, so it says itself in both languages. */
export const operatorName = '本机命令行 (local command line)';

/** What shows personal data in the clear; never for the machine's own command line. */
const personal: ReadonlySet<string> = new Set(['project.reveal-contact', 'resumption.reveal-worker']);

/** The person at the machine's own command line: everything in the deployment except revealing personal data. */
export function operatorOf(allRegions: () => readonly string[]): Person {
  return {
    id: 'operator',
    login: 'operator',
    name: operatorName,
    nameEn: operatorName,
    operator: true,
    session: null,
    home: SYSTEM_REGION,
    may: (permission) => !personal.has(permission),
    organisationsFor: () => [],
    scopeFor: (permission) =>
      personal.has(permission) ? nothing : { regions: [...new Set([SYSTEM_REGION, ...allRegions()])], prefix: null, owner: null },
  };
}

/**
 * Holds a person against a declaration. Refusals in this order: not signed in (401), the permission is not held at all (403), the region
 * named lies outside the reach of that permission (404, as if it did not exist).
 */
export function decideAccess(endpoint: Endpoint, input: unknown, person: Person, expand: ExpandRegion): Verdict {
  const { access } = endpoint;
  if ('public' in access) return { ok: true, scope: { regions: [SYSTEM_REGION], prefix: null, owner: null } };
  if (person === guest) return refused({ code: 'person.unknown' });
  if (!person.may(access.may)) return refused({ code: 'person.may-not', params: { permission: access.may } });
  const reach = person.scopeFor(access.may);
  if (access.on === 'self') return { ok: true, scope: withSystem(reach) };
  const region = (input as { region?: unknown }).region;
  if (typeof region !== 'string') return access.on === 'scope' ? { ok: true, scope: reach } : refused({ code: 'thing.unknown' });
  // A call over everything in reach that names a region is a call about that region.
  const narrowed = narrow(reach, region, expand);
  return narrowed ? { ok: true, scope: narrowed } : refused({ code: 'thing.unknown' });
}

/** The part of a reach that lies in a region; undefined when the region itself is outside the reach. */
function narrow(reach: Scope, region: string, expand: ExpandRegion): Scope | undefined {
  const held = new Set(reach.regions);
  const inside = expand(region);
  if (!held.has(region) && !(reach.prefix !== null && region.startsWith(reach.prefix) && inside.length > 0)) return undefined;
  const prefix = prefixOf(region);
  // A prefix may be written into the transaction only when all it covers is in reach.
  const covered = reach.prefix !== null && prefix.startsWith(reach.prefix);
  const regions = [...new Set([region, ...inside])].filter(
    (code) => held.has(code) || (reach.prefix !== null && code.startsWith(reach.prefix)),
  );
  return { regions, prefix: covered ? prefix : null, owner: reach.owner };
}

const withSystem = (scope: Scope): Scope =>
  scope.regions.includes(SYSTEM_REGION) ? scope : { ...scope, regions: [...scope.regions, SYSTEM_REGION] };

const refused = (problem: Problem): Verdict => ({ ok: false, problem });

/** The reach of several grants: each region with everything inside it. */
export function reachOf(grants: readonly { region: string; owner: string | null }[], expand: ExpandRegion): Scope {
  if (grants.length === 0) return nothing;
  const regions = new Set<string>();
  for (const grant of grants) for (const code of [grant.region, ...expand(grant.region)]) regions.add(code);
  const widest = grants.find((one) => grants.every((other) => within(other.region, one.region)));
  // A single county needs no prefix; a place whose codes do not share their digits has none.
  const prefix = widest && regions.size > 1 ? prefixOf(widest.region) : null;
  const fits = prefix !== null && [...regions].every((code) => code.startsWith(prefix));
  return {
    regions: [...regions],
    prefix: fits ? prefix : null,
    owner: grants.every((grant) => grant.owner !== null) ? (grants[0]?.owner ?? null) : null,
  };
}
