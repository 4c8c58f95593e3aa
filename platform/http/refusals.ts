// Writes that were refused or failed leave an entry too, in a transaction of their own, with nothing of what was sent except ids and
// the code of the problem. They go into the chain of the region they were about, if the person may reach it, else of the person's home:
// nobody can fill another county's chain by asking for what is not theirs. Strangers are counted, so that they cannot fill any.
import { levelOf } from '../../vocabulary/regions.ts';
import { guest } from '../access/access.ts';
import { SYSTEM_REGION } from '../audit/chain.ts';
import type { Ground } from './house.ts';
import type { Known } from './server.ts';

const strangersPerMinute = 60;
let minute = 0;
let strangers = 0;

/** Writes the entry when the call was a write. */
export async function recordRefusal(
  ground: Ground,
  { endpoint, person, raw, regions }: Known,
  what: { problem: string; result: 'refused' | 'failed'; address: string; request: string },
): Promise<void> {
  if (endpoint.method === 'GET' || endpoint.audit === 'read') return;
  if (person === guest) {
    if (what.problem === 'request.invalid' || what.problem === 'request.unknown-field') return;
    const current = Math.floor(Date.parse(ground.clock.now()) / 60_000);
    if (current !== minute) {
      minute = current;
      strangers = 0;
    }
    strangers += 1;
    if (strangers > strangersPerMinute) return;
  }
  const named = typeof raw.region === 'string' && /^[1-9]\d{5}$/.test(raw.region) ? raw.region : undefined;
  const reach = 'public' in endpoint.access ? undefined : person.scopeFor(endpoint.access.may);
  const reached = named !== undefined && (reach?.regions.includes(named) ?? false) && (regions?.expand(named).length ?? 0) > 0;
  const region = reached ? named : person.home;
  const id = typeof raw.id === 'string' && /^[0-9a-f-]{36}$/.test(raw.id) ? raw.id : '-';
  const facts = {
    problem: what.problem,
    ...(named && !reached && { asked: `${levelOf(named)}:${named}` }),
    ...(person === guest && { address: what.address }),
  };
  await ground.database.transaction({ regions: [...new Set([region, SYSTEM_REGION])], prefix: null, owner: null }, (db) =>
    ground.chain.append(db, {
      region,
      actor: { id: person.id, name: person.name },
      action: endpoint.audit === 'read' ? 'request' : endpoint.audit.action,
      kind: endpoint.audit === 'read' ? 'request' : endpoint.audit.action.split('.')[0]!,
      id,
      facts,
      allowed: ['problem', 'asked', 'address'],
      request: what.request,
      result: what.result,
    }),
  );
}
