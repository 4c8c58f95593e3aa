// The mount list of the server: every room that answers calls is named here, once. What a room needs from another is handed to it here.

import { accountsRoom } from '../features/accounts/routes.ts';
import { auditsRoom } from '../features/audits/routes.ts';
import { figuresRoom } from '../features/figures/routes.ts';
import { yearsHeld } from '../features/projects/door.ts';
import { organisationNames } from '../features/regions/door.ts';
import { regionsRoom } from '../features/regions/routes.ts';
import type { Route } from '../platform/http/house.ts';

/** Every room, in the order of the permission matrix. */
export function mountRooms(): Route[][] {
  const rooms: Route[][] = [
    accountsRoom({ years: yearsHeld, organisationNames }),
    auditsRoom({ actions: () => words }),
    regionsRoom(),
    figuresRoom(),
  ];
  // An action is called what the call that writes it is called.
  const words = new Map(
    rooms.flat().flatMap(({ endpoint }) => (endpoint.audit === 'read' ? [] : [[endpoint.audit.action, endpoint.summary] as const])),
  );
  return rooms;
}
