// Puts the server together: rooms, sign-in, the tree of divisions, the screens. Decides nothing; whoever starts it (serve, the command
// line, tests) hands it the ground.
import { authenticator, permissionsHeld } from '../features/accounts/door.ts';
import { regionTree } from '../features/regions/door.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Ground } from '../platform/http/house.ts';
import { createHttp, type Http, type HttpOptions, type Regions } from '../platform/http/server.ts';
import { mountRooms } from './rooms.ts';

export interface ServerOptions {
  ground: Ground;
  /** The deployment was created with the demo region. */
  demo: boolean;
  /** Secret of the command line; calls that carry it from this machine are the operator's. */
  operatorToken?: string | undefined;
  /** Folder of the built screens. */
  screens?: string | undefined;
  trustProxy?: string | string[] | undefined;
  version?: string | undefined;
  log?: HttpOptions['log'];
  onFault?: HttpOptions['onFault'];
}

/** The server with every room mounted; it listens when told to. Throws when a route is not fit to be served. */
export function createServer({ ground, demo, operatorToken, screens, trustProxy, version, log, onFault }: ServerOptions): Promise<Http> {
  return createHttp({
    ground,
    rooms: mountRooms(),
    permissions: permissionsHeld,
    authenticate: authenticator(ground.database, ground.clock),
    regions: rememberedTree(ground.database, ground.clock),
    demo,
    ...(operatorToken !== undefined && { operatorToken }),
    ...(screens !== undefined && { screens }),
    ...(trustProxy !== undefined && { trustProxy }),
    ...(version !== undefined && { version }),
    ...(log && { log }),
    ...(onFault && { onFault }),
  });
}

const rememberForMs = 5_000;

/** The tree of divisions, read again every five seconds at most. Everything that was ever below a code is inside it. */
export function rememberedTree(database: Database, clock: Clock): () => Promise<Regions> {
  let held: { at: number; regions: Promise<Regions> } | undefined;
  const read = async (): Promise<Regions> => {
    const tree = await database.transaction({ regions: [], prefix: null, owner: null }, (db) => regionTree(db), { readOnly: true });
    const below = Map.groupBy(tree, (region) => region.parent ?? '');
    const all = tree.map((region) => region.code);
    const known = new Set(all);
    const expanded = new Map<string, readonly string[]>();
    const expand = (code: string): readonly string[] => {
      if (!known.has(code)) return [];
      let inside = expanded.get(code);
      if (!inside) {
        const found = new Set([code]);
        for (const one of found) for (const child of below.get(one) ?? []) found.add(child.code);
        inside = [...found];
        expanded.set(code, inside);
      }
      return inside;
    };
    return { all: () => all, expand };
  };
  return () => {
    const now = Date.parse(clock.now());
    if (!held || Math.abs(now - held.at) > rememberForMs) {
      const next = { at: now, regions: read() };
      // A failed reading is not remembered.
      next.regions.catch(() => {
        if (held === next) held = undefined;
      });
      held = next;
    }
    return held.regions;
  };
}
