// What must be true of every route before the server may start. A route without an access rule, with a permission that nobody holds, or
// with a name in its path that its input does not know is a mistake of ours, and is said at boot rather than met by a user.

import type { Route } from './house.ts';
import { fieldsOf } from './input.ts';

/** Every route of every room in the order of the mount list. Throws one error that lists all mistakes. */
export function checkRoutes(rooms: readonly (readonly Route[])[], held: ReadonlySet<string>): Route[] {
  const routes = rooms.flat();
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const { endpoint } of routes) {
    const name = `${endpoint.method} ${endpoint.path}`;
    const wrong = (what: string) => mistakes.push(`${name}: ${what}`);
    const shape = endpoint.path.replace(/:\w+/g, ':');
    if (seen.has(`${endpoint.method} ${shape}`)) wrong('is declared twice');
    seen.add(`${endpoint.method} ${shape}`);
    if (!endpoint.path.startsWith('/api/')) wrong('does not begin with /api/');

    const access: unknown = endpoint.access;
    if (access === null || typeof access !== 'object' || (!('public' in access) && !('may' in access))) {
      wrong('has no access rule');
      continue;
    }
    const fields = fieldsOf(endpoint.input);
    if (!fields) {
      wrong('takes an input that is not an object');
      continue;
    }
    if ('public' in endpoint.access) {
      if (!endpoint.access.public.trim()) wrong('is public without saying why');
    } else {
      if (!held.has(endpoint.access.may)) wrong(`asks for the permission "${endpoint.access.may}", which no role holds`);
      if (!['region', 'scope', 'self'].includes(endpoint.access.on)) wrong(`does not say what its access is on`);
      if (endpoint.access.on === 'region' && !fields.region) wrong('is on a region, but its input has no region');
    }
    for (const [, param] of endpoint.path.matchAll(/:(\w+)/g)) if (!fields[param!]) wrong(`its path names ":${param}", its input does not`);
    if (!endpoint.audit) wrong('does not say what it leaves in the audit chain');
    if (endpoint.method === 'GET' && endpoint.body === 'upload') wrong('cannot be a GET and take a file');
    if (endpoint.body === 'upload' && endpoint.audit === 'read') wrong('takes a file but says that it changes nothing');
    if (!endpoint.reply) wrong('has no reply schema');
  }
  if (mistakes.length > 0) throw new Error(`the server cannot start:\n  ${mistakes.join('\n  ')}`);
  return routes;
}

/** One line a route, for the reviewed snapshot. */
export function routeTable(routes: readonly Route[]): string[] {
  return routes
    .map(({ endpoint: { method, path, access, audit, body } }) => {
      const who = 'public' in access ? 'public' : `${access.may} on ${access.on}`;
      const trail = audit === 'read' ? 'read' : `${audit.action}(${audit.facts.join(' ')})`;
      return `${method.padEnd(6)} ${path}  ${who}  ${trail}${body ? `  ${body}` : ''}`;
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = (line: string): string => {
  const [method, path] = line.split(/\s+/, 2);
  return `${path} ${method}`;
};
