// What the measured province must be for its measurements to mean anything: the same each time, every county in it, names and codes apart, money that holds.

import { expect, it } from 'vitest';
import { JILIN_COUNTIES, provinceProjects } from '../bench/province.ts';
import { creditCode, projectCode } from '../vocabulary/codes.ts';

it('a province of 20,000 projects is the same for the same seed and another for another', () => {
  const first = [...provinceProjects(20_000, 7)];
  expect([...provinceProjects(20_000, 7)]).toEqual(first);
  expect([...provinceProjects(100, 8)]).not.toEqual(first.slice(0, 100));
});

it('names and codes are never shared inside a county, and every code passes its check', () => {
  const names = new Set<string>();
  const codes = new Set<string>();
  const owners = new Map<string, string>();
  let coded = 0;
  for (const project of provinceProjects(20_000, 1)) {
    names.add(`${project.county} ${project.name}`);
    expect(creditCode(project.creditCode)).toMatchObject({ ok: true });
    expect(owners.get(project.creditCode) ?? project.owner, 'one credit code, one name').toBe(project.owner);
    owners.set(project.creditCode, project.owner);
    if (project.code === null) continue;
    coded += 1;
    codes.add(project.code);
    expect(projectCode(project.code), project.code).toMatchObject({ ok: true, division: project.county });
  }
  expect(names.size).toBe(20_000);
  expect(codes.size).toBe(coded);
  expect(new Set(owners.values()).size).toBe(owners.size);
});

it('money holds and all sixty counties, tiers and natures have rows', () => {
  const counties = new Set<string>();
  const tiers = [0, 0, 0];
  let continuing = 0;
  for (const project of provinceProjects(20_000, 3)) {
    counties.add(project.county);
    expect(project.totalYuan).toBeGreaterThanOrEqual(5_000_000);
    expect((project.annualPlanYuan ?? 0) + (project.doneBeforeYuan ?? 0)).toBeLessThanOrEqual(project.totalYuan);
    expect(project.finish >= project.start).toBe(true);
    tiers[project.totalYuan < 50_000_000 ? 0 : project.totalYuan < 100_000_000 ? 1 : 2]! += 1;
    if (project.nature === 'continuing') continuing += 1;
  }
  expect(JILIN_COUNTIES).toHaveLength(60);
  expect(counties.size).toBe(60);
  expect(Math.min(...tiers)).toBeGreaterThan(1_000);
  expect(continuing / 20_000).toBeGreaterThan(0.2);
});
