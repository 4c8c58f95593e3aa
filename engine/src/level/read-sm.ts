// PSPLIB's files (Kolisch & Sprecher 1996), `.sm` and `.mm`: text → problem. Jobs become activities with their numbers as ids, R 1 … become `R1` ….
import { answer, failure, type Result } from '../errors.ts';
import type { LevelActivity, LevelMode, LevelProblem } from './problem.ts';

const refuse = (sentence: string): Result<LevelProblem> => failure({ rule: 'bad-number', sentence });
const numbers = (line: string): number[] => line.trim().split(/\s+/).map(Number);

/** Reads a file of PSPLIB. Doubly constrained and nonrenewable resources are refused, as no search here knows them. */
export function readSm(text: string): Result<LevelProblem> {
  const lines = text.split(/\r?\n/);
  const after = (title: RegExp, skip: number): number => {
    const at = lines.findIndex((line) => title.test(line));
    return at < 0 ? -1 : at + skip;
  };
  const jobs = Number(/:\s*(\d+)/.exec(lines.find((line) => /^\s*jobs/.test(line)) ?? '')?.[1] ?? Number.NaN);
  const renewable = Number(/:\s*(\d+)/.exec(lines.find((line) => /-\s*renewable/.test(line)) ?? '')?.[1] ?? Number.NaN);
  if (!(jobs >= 0 && jobs <= 100_000) || !(renewable >= 0 && renewable <= 1_000))
    return refuse('The file does not say how many jobs and renewable resources it has.');
  for (const kind of ['nonrenewable', 'doubly constrained'])
    if (Number(new RegExp(`-\\s*${kind}\\s*:\\s*(\\d+)`).exec(text)?.[1] ?? 0) > 0)
      return refuse(`The file has ${kind} resources; renewable ones are levelled.`);
  const precedence = after(/^PRECEDENCE RELATIONS/, 2);
  const requests = after(/^REQUESTS\/DURATIONS/, 3);
  const available = after(/^RESOURCEAVAILABILITIES/, 2);
  if (precedence < 0 || requests < 0 || available < 0)
    return refuse('The file lacks its precedence relations, its requests or its availabilities.');

  const links: { from: string; to: string }[] = [];
  const modes: LevelMode[][] = [];
  for (let j = 0; j < jobs; j++) {
    const [job, count, following, ...next] = numbers(lines[precedence + j] ?? '');
    if (job !== j + 1 || !(count! >= 1) || next.length !== following || next.some((to) => !(to >= 1 && to <= jobs)))
      return refuse(`The line of job ${j + 1} among the precedence relations cannot be read.`);
    modes.push(Array.from({ length: count! }));
    for (const to of next) links.push({ from: String(job), to: String(to) });
  }
  let line = requests;
  for (let j = 0; j < jobs; j++)
    for (let m = 0; m < modes[j]!.length; m++) {
      const values = numbers(lines[line++] ?? '');
      const [duration, ...units] = values.slice(m === 0 ? 2 : 1);
      if (values.some(Number.isNaN) || duration === undefined || units.length !== renewable)
        return refuse(`The requests of job ${j + 1} cannot be read.`);
      modes[j]![m] = { duration, demands: demandsOf(units) };
    }
  const capacity = numbers(lines[available] ?? '').slice(0, renewable);
  if (capacity.length !== renewable || capacity.some(Number.isNaN)) return refuse('The availabilities cannot be read.');
  const activities = modes.map(
    (ways, j): LevelActivity => (ways.length === 1 ? { id: String(j + 1), ...ways[0]! } : { id: String(j + 1), modes: ways }),
  );
  return answer({ activities, links, resources: capacity.map((units, r) => ({ id: `R${r + 1}`, capacity: units })) });
}

/** What is needed of each resource, without the zeros. */
export const demandsOf = (units: readonly number[]): Record<string, number> =>
  Object.fromEntries(units.flatMap((value, r) => (value === 0 ? [] : [[`R${r + 1}`, value]])));
