// What others may use of the accounts room. Rooms need nothing of it: who asks and what they may is handed to them in `house.person`.

/** From a token to a person (used by app/server.ts). */
export { authenticator } from './people.ts';
/** Every permission some post holds, and the table itself (used by app/server.ts and the permission matrix). */
export { permissionsHeld, roleMay, roles, rolesInOrder } from './rules.ts';
/** The first administrator's code and the people of a demonstration (used by app/cli.ts and by setting up the demonstration). */
export { makeDemoPeople, makeFirstAdministratorCode } from './set-up.ts';
/** Organisations that an account speaks for (used by projects: such an enterprise stays when an import is undone). */
/** Who may be sent to an enterprise or put on duty (resumption). */
export { holdersOf, organisationsSpokenFor } from './store.ts';
