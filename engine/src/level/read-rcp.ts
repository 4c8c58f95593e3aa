// Patterson's format, `.rcp` (RG300 and others): a stream of numbers. Activities and resources, the capacities, then for each activity its duration,
// its needs, how many follow and which.
import { answer, failure, type Result } from '../errors.ts';
import type { LevelActivity, LevelProblem } from './problem.ts';
import { demandsOf } from './read-sm.ts';

/** Reads a file of Patterson's format; activities get their numbers as ids, resources `R1` …. Line breaks count as spaces. */
export function readRcp(text: string): Result<LevelProblem> {
  const refuse = (sentence: string): Result<LevelProblem> => failure({ rule: 'bad-number', sentence });
  const values = text.trim().split(/\s+/).map(Number);
  const bad = values.findIndex((value) => !Number.isInteger(value) || value < 0);
  if (bad >= 0) return refuse(`Number ${bad + 1} of the file is not a whole number.`);
  let at = 0;
  const next = (): number => values[at++] ?? Number.NaN;
  const [n, R] = [next(), next()];
  if (!(n >= 1 && n <= 100_000) || !(R >= 0 && R <= 1_000))
    return refuse('The file does not say how many activities and resources it has.');
  const resources = Array.from({ length: R }, (_, r) => ({ id: `R${r + 1}`, capacity: next() }));
  const activities: LevelActivity[] = [];
  const links: { from: string; to: string }[] = [];
  for (let i = 1; i <= n; i++) {
    const duration = next();
    const demands = demandsOf(Array.from({ length: R }, next));
    const following = next();
    if (Number.isNaN(following) || following > n)
      return refuse(`The file ends before activity ${i} is complete, or counts are wrong there.`);
    for (let k = 0; k < following; k++) {
      const to = next();
      if (!(to >= 1 && to <= n)) return refuse(`Activity ${i} is followed by number ${to}, which there is not.`);
      links.push({ from: String(i), to: String(to) });
    }
    activities.push({ id: String(i), duration, demands });
  }
  if (at < values.length) return refuse('The file goes on after its last activity.');
  return answer({ activities, links, resources });
}
