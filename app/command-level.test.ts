// The levelling command as a person meets it: a file in, one answer out, sentences for files that are none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkPlan, readRcp } from '../engine/src/index.ts';
import { levelFile } from './command-level.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanzao-level-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const quiet = (): void => {};
const order = { schedules: 3_000, seconds: undefined, threads: 1, seed: 5 };

/** 30 activities on two resources; i is followed by i + 4 and i + 7. */
const rcp = [
  '30 2 5 4',
  ...Array.from({ length: 30 }, (_, i) => {
    const next = [i + 5, i + 8].filter((to) => to <= 30);
    return `${1 + ((i * 5) % 7)} ${1 + (i % 3)} ${(i * 2) % 4} ${next.length} ${next.join(' ')}`;
  }),
].join('\n');

it('levels a file feasibly, with a bound below and a line on the way', async () => {
  const told: string[] = [];
  const report = await levelFile(file('a.rcp', rcp), order, (sentence) => told.push(sentence.en));
  const problem = readRcp(rcp);
  if (!problem.ok) throw new Error('the file was refused');
  const finish = report.start.map((start, i) => start + problem.value.activities[i]!.duration!);
  expect(checkPlan(problem.value, { start: report.start, finish, mode: finish.map(() => 0) })).toEqual([]);
  expect(Math.max(...finish)).toBe(report.makespan);
  expect(report.lowerBound).toBeLessThanOrEqual(report.makespan);
  expect(report.cpm).toBeLessThanOrEqual(report.lowerBound);
  expect(report.schedules).toBeLessThanOrEqual(3_000);
  expect(told[0]).toMatch(/, 1 schedules$/);
});

it('gives the same answer on one thread and on two', async () => {
  const path = file('b.rcp', rcp);
  const many = { ...order, schedules: 200_000 };
  const [one, two] = [await levelFile(path, many, quiet), await levelFile(path, { ...many, threads: 2 }, quiet)];
  expect({ ...two, seconds: 0 }).toEqual({ ...one, seconds: 0 });
});

it('reads the engine’s own problems, and says what is wrong with a file', async () => {
  const one = {
    activities: [{ id: 'A', modes: [{ duration: 4, demands: { crew: 2 } }, { duration: 6 }] }],
    resources: [{ id: 'crew', capacity: 2 }],
  };
  expect(await levelFile(file('c.json', JSON.stringify(one)), order, quiet)).toMatchObject({
    makespan: 4,
    start: [0],
    mode: [0],
    ended: 'proven',
  });
  const refused = async (name: string, text: string): Promise<string> =>
    levelFile(file(name, text), order, quiet).then(
      () => 'levelled',
      (error: { code: string }) => error.code,
    );
  expect(await refused('d.json', '{')).toBe('level.bad-file');
  expect(await refused('e.json', '[]')).toBe('level.bad-file');
  expect(await refused('f.json', '{"activities":[{"id":"A"}]}')).toBe('level.bad-problem');
  expect(await refused('g.sm', 'jobs')).toBe('level.bad-problem');
  expect(await refused('h.txt', '')).toBe('level.unknown-format');
  expect(await levelFile(join(folder, 'none.sm'), order, quiet).catch((error: { code: string }) => error.code)).toBe('file.unknown');
});
