// The mount list of the server: every room that answers calls is named here, once. What a room needs from another is handed to it here.

import { accountsRoom } from '../features/accounts/routes.ts';
import { auditsRoom } from '../features/audits/routes.ts';
import { bulletinsRoom } from '../features/bulletins/routes.ts';
import { figuresRoom } from '../features/figures/routes.ts';
import { rawCell } from '../features/imports/door.ts';
import { importsRoom } from '../features/imports/routes.ts';
import { plansRoom } from '../features/plans/routes.ts';
import { projectLedger, yearsHeld } from '../features/projects/door.ts';
import { projectsRoom } from '../features/projects/routes.ts';
import { proofreadingRoom } from '../features/proofreading/routes.ts';
import { organisationNames } from '../features/regions/door.ts';
import { regionsRoom } from '../features/regions/routes.ts';
import { resumptionRoom } from '../features/resumption/routes.ts';
import type { Route } from '../platform/http/house.ts';
import { settings } from './settings.ts';

/** What can be brought in from a workbook: each room hands its own over. */
export const intakes = [projectLedger] as const;

/** Every room, in the order of the permission matrix. */
export function mountRooms(): Route[][] {
  const rooms: Route[][] = [
    accountsRoom({ years: yearsHeld, organisationNames }),
    auditsRoom({ actions: () => words }),
    regionsRoom(),
    importsRoom(intakes),
    projectsRoom({ rawCell }),
    plansRoom(),
    figuresRoom(),
    bulletinsRoom(),
    proofreadingRoom(),
    resumptionRoom({ address: settings.publicAddress }),
  ];
  // An action is called what the first call that writes it is called, as far as the first stop.
  const words = new Map<string, { zh: string; en: string }>();
  for (const { endpoint } of rooms.flat()) {
    if (endpoint.audit === 'read' || words.has(endpoint.audit.action)) continue;
    const { zh, en } = endpoint.summary;
    words.set(endpoint.audit.action, { zh: zh.split(/[：，；。]/)[0]!, en: en.split(/[;:,.]/)[0]! });
  }
  return rooms;
}
