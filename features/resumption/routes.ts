// The room of work resumption as it is mounted: each part brings its own calls.
import type { Route } from '../../platform/http/house.ts';
import { enterpriseRoutes } from './routes-enterprises.ts';
import { purposeRoutes } from './routes-purposes.ts';
import { rosterRoutes } from './routes-roster.ts';

export const resumptionRoom = (): Route[] => [...enterpriseRoutes(), ...purposeRoutes(), ...rosterRoutes()];
