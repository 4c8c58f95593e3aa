// Every call of the accounts room. What it needs from rooms above or beside it is handed in where the rooms are mounted.
import type { Route } from '../../platform/http/house.ts';
import { adminRoutes, type OrganisationsKnown } from './routes-accounts.ts';
import { type AccountsNeeds, sessionRoutes } from './routes-session.ts';

export const accountsRoom = (needs: AccountsNeeds & OrganisationsKnown): Route[] => [...sessionRoutes(needs), ...adminRoutes(needs)];
