// The import rules of the house, run over the tree by dependency-cruiser (parsed by swc: the native compiler has no API for it).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import type { Finding } from './source.ts';
import { roomRules, rules } from './walls-rules.ts';

const folders = ['vocabulary', 'platform', 'ui', 'features', 'app', 'demo', 'engine', 'bench', 'tools', 'e2e'];

const options: ICruiseOptions = {
  parser: 'swc',
  tsPreCompilationDeps: true,
  combinedDependencies: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '[.](css|svg|png|woff2)$' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'types', 'default'],
    extensions: ['.ts', '.tsx', '.js'],
  },
};

/** Every import that a rule forbids, and how many files were read (a check that read nothing has not passed). */
export async function checkWalls(root: string): Promise<{ findings: Finding[]; files: number }> {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const run = async (forbidden: typeof rules, more: ICruiseOptions): Promise<ICruiseResult> =>
    (await cruise(present, { ...options, ...more, baseDir: root, validate: true, ruleSet: { forbidden } })).output as ICruiseResult;
  const result = await run(rules, {});
  const rooms = await run(roomRules, { exclude: { path: '[.](css|svg|png|woff2)$|[.]test[.]tsx?$|/testing[^/]*[.]ts$' } });
  const sentences = new Map([...rules, ...roomRules].map((rule) => [rule.name ?? '', rule.comment ?? '']));
  const findings = [...result.summary.violations, ...rooms.summary.violations].map((violation) => ({
    rule: violation.rule.name,
    file: violation.from,
    sentence: `→ ${violation.cycle ? violation.cycle.map((step) => step.name).join(' → ') : violation.to}. ${sentences.get(violation.rule.name) ?? ''}`,
  }));
  // The rules about dead rooms start from these two; without them they would say nothing.
  for (const start of ['app/server.ts', 'app/web.tsx'])
    if (present.includes('features') && !existsSync(join(root, start)))
      findings.push({ rule: 'no-dead-room', file: start, sentence: `There is no ${start}, so no room is mounted.` });
  const read = result.modules.filter((module) => !module.source.includes('node_modules') && module.dependencies.length > 0);
  return { findings, files: read.length };
}
