// The export command as a person meets it: the file lies where it was asked for, an unknown format is answered with those there are.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StartRefusal } from '../platform/db/start-refusal.ts';
import type { Call } from './call.ts';
import { planFormats, writePlan } from './command-plan-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanzao-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const id = '0197f000-0000-7000-8000-000000000001';
const asked: Call[] = [];
const reach = async (call: Call): Promise<unknown> => {
  asked.push(call);
  return call.bytes ? Buffer.from('%PDF') : { total: 1, rows: [{ region: '220421', projectId: id, projectName: '轴承生产线建设项目' }] };
};
const order = { region: undefined, paper: 'A4', by: undefined, language: undefined, on: undefined };

it('puts the file down and says where, whose and how large', async () => {
  const out = join(folder, '鱼刺图.pdf');
  const report = await writePlan(reach, { ...order, project: '轴承生产线建设项目', as: 'fishbone.pdf', out });
  expect(report).toEqual({ project: { region: '220421', id }, as: 'fishbone.pdf', file: out, bytes: 4 });
  expect(readFileSync(out, 'latin1')).toBe('%PDF');
  expect(asked.at(-1)).toMatchObject({ path: `/api/plans/220421/${id}/export`, query: { chart: 'fishbone', as: 'pdf', paper: 'A4' } });
});

it('refuses a format that it does not know and names those it does', async () => {
  const refusal = await writePlan(reach, { ...order, project: id, as: 'fishbone.gif', out: join(folder, 'x') }).catch(
    (error: StartRefusal) => error,
  );
  expect((refusal as StartRefusal).sentence.zh).toContain('fishbone.gif');
  for (const format of Object.keys(planFormats)) expect((refusal as StartRefusal).sentence.en).toContain(format);
});
