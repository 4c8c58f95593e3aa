// The printed matrix is the one in force: a changed declaration or post shows in the change itself.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { roles, rolesInOrder } from '../features/accounts/door.ts';
import { permissionData, permissionPage, routeList } from './permission-matrix.ts';

const held = (file: string) => readFileSync(new URL(`../docs/${file}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

it('docs/permissions.md, docs/permissions.json and docs/routes.txt are what the code says (npm run check -- --write prints them anew)', async () => {
  expect(await permissionPage()).toBe(held('permissions.md'));
  expect(await permissionData()).toBe(held('permissions.json'));
  expect(await routeList()).toBe(held('routes.txt'));
});

it('three powers: whoever keeps the accounts reads neither the chain nor contacts nor projects; whoever reads the chain changes nothing', () => {
  for (const forbidden of ['audit.read', 'audit.verify', 'project.reveal-contact', 'project.read'])
    expect(roles.administrator.may).not.toContain(forbidden);
  for (const permission of roles.auditor.may) expect(permission).toMatch(/\.(read|verify)$/);
});

it('every post other than the clerk who keeps the register is denied importing', () => {
  expect(rolesInOrder.filter((role) => roles[role].may.includes('import.run'))).toEqual(['clerk']);
});
