// What others may use of resumption, each export saying who uses it.

/** Deletes the persons whose purpose is over (app, at the server's start and once a day). */
export { expirePersonalData } from './expiry.ts';
