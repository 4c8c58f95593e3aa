// The pictures of the code that stand in docs/, so that a change of the schema or of who may do what is seen in the change itself.
import { permissionData, permissionPage, routeList } from './permission-matrix.ts';
import { takeSchemaPhotograph } from './schema-photograph.ts';

export type Photograph = { file: string; take: () => Promise<string> };

export const photographs: readonly Photograph[] = [
  { file: 'docs/schema.sql', take: takeSchemaPhotograph },
  { file: 'docs/permissions.md', take: permissionPage },
  { file: 'docs/permissions.json', take: permissionData },
  { file: 'docs/routes.txt', take: routeList },
];
