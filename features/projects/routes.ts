// The room as a whole: every call of the register. What it needs from the imports room is handed in by whoever mounts it.
import type { Route } from '../../platform/http/house.ts';
import { bookRoutes } from './routes-books.ts';
import { bulkRoutes } from './routes-bulk.ts';
import { listRoutes } from './routes-lists.ts';
import { projectRoutes } from './routes-project.ts';
import { proposalRoutes } from './routes-proposals.ts';
import { rollRoutes } from './routes-roll.ts';
import type { RawCell } from './trace.ts';

export type { RawCell } from './trace.ts';

/** `rawCell`: what a cell of an imported file said, and where it stands; the imports room knows. */
export const projectsRoom = ({ rawCell }: { rawCell: RawCell }): Route[] => [
  ...projectRoutes(rawCell),
  ...proposalRoutes(),
  ...bulkRoutes(),
  ...listRoutes(),
  ...rollRoutes(),
  ...bookRoutes(),
];
