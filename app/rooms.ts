// The mount list of the server: every room that answers calls is named here, once. What a room needs from another is handed to it here.

import { accountsRoom } from '../features/accounts/routes.ts';
import { auditsRoom } from '../features/audits/routes.ts';
import { figuresRoom } from '../features/figures/routes.ts';
import { importsRoom } from '../features/imports/routes.ts';
import { projectLedger, yearsHeld } from '../features/projects/door.ts';
import { organisationNames } from '../features/regions/door.ts';
import { regionsRoom } from '../features/regions/routes.ts';
import type { Route } from '../platform/http/house.ts';

/** What can be brought in from a workbook: each room hands its own over. */
export const intakes = [projectLedger] as const;

/** Every room, in the order of the permission matrix. */
export function mountRooms(): Route[][] {
  const rooms: Route[][] = [
    accountsRoom({ years: yearsHeld, organisationNames }),
    auditsRoom({ actions: () => words }),
    regionsRoom(),
    importsRoom(intakes),
    figuresRoom(),
  ];
  // An action is called what the call that writes it is called.
  const words = new Map(
    rooms.flat().flatMap(({ endpoint }) => (endpoint.audit === 'read' ? [] : [[endpoint.audit.action, endpoint.summary] as const])),
  );
  return rooms;
}
