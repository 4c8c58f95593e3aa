// The room of work resumption as it is mounted: each part brings its own calls.
import type { Route } from '../../platform/http/house.ts';
import { applicationRoutes } from './routes-application.ts';
import { caseRoutes } from './routes-cases.ts';
import { countRoutes } from './routes-count.ts';
import { degreeRoutes } from './routes-degree.ts';
import { difficultyRoutes } from './routes-difficulties.ts';
import { dutyRoutes } from './routes-duty.ts';
import { enterpriseRoutes } from './routes-enterprises.ts';
import { entryRoutes } from './routes-entries.ts';
import { filingRoutes } from './routes-filing.ts';
import { inspectionRoutes } from './routes-inspection.ts';
import { officerRoutes } from './routes-officers.ts';
import { purposeRoutes } from './routes-purposes.ts';
import { regimeRoutes } from './routes-regimes.ts';
import { rosterRoutes } from './routes-roster.ts';
import { visitRoutes } from './routes-visits.ts';

/**
 * `address`: where the public reaches the product, for what is printed; as the caller reached us when left out. `atOnce`: how many cases a regime
 * converts within the request that enters it.
 */
export const resumptionRoom = (options: { address?: string | undefined; atOnce?: number } = {}): Route[] => [
  ...enterpriseRoutes(),
  ...caseRoutes(),
  ...applicationRoutes(),
  ...inspectionRoutes(),
  ...filingRoutes(options),
  ...degreeRoutes(),
  ...regimeRoutes(options),
  ...purposeRoutes(),
  ...rosterRoutes(),
  ...officerRoutes(),
  ...difficultyRoutes(),
  ...dutyRoutes(),
  ...countRoutes(),
  ...visitRoutes(),
  ...entryRoutes(),
];
