// Levelling problems drawn at random for properties: every kind of link, modes, changing capacities, calendars, releases, promises.

import type { LevelActivity, LevelLink, LevelProblem } from '../src/level/problem.ts';
import { Random } from '../src/level/random.ts';

/** The same problem for the same seed. `classic`: one mode, finish-to-start links without lag, constant capacities. */
export function drawnProblem(seed: number, classic: boolean): LevelProblem {
  const random = new Random(seed);
  const maybe = (oneIn: number): boolean => random.below(oneIn) === 0;
  const n = 2 + random.below(22);
  const resources = Array.from({ length: 1 + random.below(5) }, (_, r) => ({
    id: `R${r}`,
    capacity: 2 + random.below(seed % 7 === 0 ? 100_000 : 6),
    ...(classic || maybe(2) ? {} : { changes: [{ from: random.below(10), to: 10 + random.below(10), capacity: random.below(8) }] }),
  }));
  const demands = (): Record<string, number> =>
    Object.fromEntries(resources.filter(() => maybe(2)).map(({ id, capacity }) => [id, random.below(capacity + 1)]));
  const activities = Array.from({ length: n }, (_, i): LevelActivity => {
    const mode = (): { duration: number; demands: Record<string, number> } => ({ duration: random.below(8), demands: demands() });
    const plain = { id: `a${i}`, ...mode() };
    if (classic) return plain;
    return {
      ...(maybe(3) ? { id: `a${i}`, modes: Array.from({ length: 1 + random.below(3) }, mode) } : plain),
      ...(maybe(3) ? { release: random.below(12) } : {}),
      ...(maybe(4) ? { due: 5 + random.below(30), weight: 1 + random.below(3) } : {}),
      ...(maybe(3) ? { calendar: 'c' } : {}),
      ...(maybe(2) ? { project: 'p' } : {}),
    };
  });
  const links: LevelLink[] = [];
  for (let k = 0; k < n; k++) {
    const [a, b] = [random.below(n), random.below(n)];
    if (a >= b) continue;
    const type = (['FS', 'SS', 'FF', 'SF'] as const)[random.below(4)]!;
    links.push({ from: `a${a}`, to: `a${b}`, ...(classic ? {} : { type, lag: random.below(7) - 3 }) });
  }
  if (classic) return { activities, links, resources };
  const breaks = Array.from({ length: random.below(4) }, () => random.below(40)).map((from) => [from, from + random.below(5)] as const);
  return {
    activities,
    links,
    resources,
    calendars: [{ id: 'c', breaks }],
    projects: [{ id: 'p', release: random.below(4), due: 20, weight: 2 }],
  };
}

/** The shortest makespan of a small classic problem, by trying every order of its activities: some order decodes to an optimum. */
export function shortestByTrying(problem: LevelProblem): number {
  const { activities, links = [], resources = [] } = problem;
  const n = activities.length;
  const before = activities.map((activity) =>
    links.filter((link) => link.to === activity.id).map((link) => activities.findIndex((one) => one.id === link.from)),
  );
  const finish = new Array<number>(n).fill(-1);
  const held: Record<string, number[]> = Object.fromEntries(resources.map(({ id }) => [id, new Array<number>(400).fill(0)]));
  let best = Number.POSITIVE_INFINITY;
  const place = (placed: number, end: number): void => {
    if (end >= best) return;
    if (placed === n) {
      best = end;
      return;
    }
    for (let i = 0; i < n; i++) {
      if (finish[i]! >= 0 || before[i]!.some((j) => finish[j]! < 0)) continue;
      const { duration = 0, demands = {} } = activities[i]!;
      let start = Math.max(0, ...before[i]!.map((j) => finish[j]!));
      const fits = (t: number): boolean =>
        resources.every(({ id, capacity }) =>
          Array.from({ length: duration }, (_, d) => held[id]![t + d]!).every((used) => used + (demands[id] ?? 0) <= capacity),
        );
      while (!fits(start)) start++;
      const add = (sign: number): void => {
        for (const { id } of resources) for (let t = start; t < start + duration; t++) held[id]![t]! += sign * (demands[id] ?? 0);
      };
      add(1);
      finish[i] = start + duration;
      place(placed + 1, Math.max(end, start + duration));
      finish[i] = -1;
      add(-1);
    }
  };
  place(0, 0);
  return best;
}
