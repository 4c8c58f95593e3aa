// A long file taken by its summaries or its milestones: one node for many activities, with the days between them as the file shows them. Which level is
// taken is the person's choice; what it makes of links is decided here. Pure.
import type { BroughtNode } from './rules-bring.ts';
import type { PlanLink } from './words.ts';

export interface Collapsed {
  nodes: readonly BroughtNode[];
  links: readonly PlanLink[];
}

/** `workingDays` counts the working days after one day up to another. */
export function collapsed(
  all: Collapsed,
  by: 'summaries' | 'milestones',
  above: ReadonlyMap<string, readonly string[]>,
  depth: number,
  workingDays: (from: string, to: string) => number,
): Collapsed {
  return by === 'milestones' ? milestones(all, workingDays) : summaries(all, above, depth, workingDays);
}

const link = (from: string, to: string, type: PlanLink['type'], lag: number): PlanLink => ({
  from,
  to,
  type,
  lag: lag === 0 ? 0 : lag,
  unit: 'working',
});

/** Milestones with the nearest ones before them; the working days between are the lag. One that nothing leads to lasts from the beginning. */
function milestones(all: Collapsed, workingDays: (from: string, to: string) => number): Collapsed {
  const chosen = new Map(
    all.nodes.filter((one) => one.node.kind === 'milestone' && one.fileFinish !== null).map((one) => [one.node.code, one]),
  );
  const into = Map.groupBy(all.links, (one) => one.to);
  const nearest = (code: string): Set<string> => {
    const found = new Set<string>();
    const seen = new Set([code]);
    const open = [code];
    while (open.length > 0)
      for (const before of into.get(open.pop()!) ?? []) {
        if (seen.has(before.from)) continue;
        seen.add(before.from);
        if (chosen.has(before.from)) found.add(before.from);
        else open.push(before.from);
      }
    return found;
  };
  const start = all.nodes.flatMap((one) => one.fileStart ?? []).sort()[0] ?? '';
  const links: PlanLink[] = [];
  const nodes = [...chosen.values()].map((one): BroughtNode => {
    const { code } = one.node;
    const before = [...nearest(code)].map((other) => chosen.get(other)!).filter((other) => other.fileFinish! <= one.fileFinish!);
    for (const other of before)
      if (other.fileFinish! < one.fileFinish! || other.node.position < one.node.position)
        links.push(link(other.node.code, code, 'FS', workingDays(other.fileFinish!, one.fileFinish!)));
    if (links.some((made) => made.to === code)) return one;
    const days = Math.max(0, workingDays(start, one.fileFinish!) + 1);
    return { ...one, node: { ...one.node, kind: days === 0 ? 'milestone' : 'work', days: Math.min(3650, days) } };
  });
  return { nodes, links };
}

/** One node for each summary of a depth; activities that stand under none stay as they are. */
function summaries(
  all: Collapsed,
  above: ReadonlyMap<string, readonly string[]>,
  depth: number,
  workingDays: (from: string, to: string) => number,
): Collapsed {
  const groupOf = (code: string): string => {
    const names = above.get(code) ?? [];
    return names.length === 0 ? code : names.slice(0, depth).join('\u0000');
  };
  const groups = Map.groupBy(all.nodes, (one) => groupOf(one.node.code));
  const made = new Map<string, BroughtNode>();
  let number = 0;
  for (const [key, inside] of groups) {
    const first = inside[0]!;
    number += 1;
    if (inside.length === 1 && (above.get(first.node.code) ?? []).length === 0) {
      made.set(key, { ...first, node: { ...first.node, position: number } });
      continue;
    }
    const starts = inside.flatMap((one) => one.node.actualStart ?? one.fileStart ?? []).sort();
    const ends = inside.flatMap((one) => one.node.actualFinish ?? one.fileFinish ?? []).sort();
    const [from, to] = [starts[0], ends.at(-1)];
    const done = inside.every((one) => one.node.actualFinish !== null);
    const begun = inside.flatMap((one) => one.node.actualStart ?? []).sort()[0] ?? null;
    const streams = Map.groupBy(inside, (one) => one.node.stream);
    const stages = Map.groupBy(inside, (one) => one.node.stage);
    const most = <K, V>(map: Map<K, V[]>): K => [...map].sort((a, b) => b[1].length - a[1].length)[0]![0];
    made.set(key, {
      ...first,
      source: key.replaceAll('\u0000', ' / '),
      fileStart: from ?? null,
      fileFinish: to ?? null,
      baseline:
        inside
          .flatMap((one) => one.baseline ?? [])
          .sort()
          .at(-1) ?? null,
      reasons: ['collapsed'],
      node: {
        ...first.node,
        code: `S${String(number).padStart(2, '0')}`,
        position: number,
        zh: (key.split('\u0000').at(-1) || first.node.zh).slice(0, 80),
        en: '',
        kind: 'work',
        stream: most(streams),
        stage: most(stages),
        organisation: [...new Set(inside.map((one) => one.node.organisation).filter(Boolean))].length === 1 ? first.node.organisation : '',
        days: from !== undefined && to !== undefined ? Math.min(3650, Math.max(1, workingDays(from, to) + 1)) : 1,
        unit: 'working',
        actualStart: begun,
        actualFinish: done ? (to ?? null) : null,
        daysLeft: null,
        note: '',
        promise: inside.some((one) => one.node.promise),
      },
    });
  }
  const pairs = new Map<string, PlanLink>();
  for (const one of all.links) {
    const [a, b] = [made.get(groupOf(one.from)), made.get(groupOf(one.to))];
    if (!a || !b || a === b || !a.fileStart || !a.fileFinish || !b.fileStart || !b.fileFinish) continue;
    // Links run the way of time: between the same two groups some run forth and some back.
    const forth = a.fileStart < b.fileStart || (a.fileStart === b.fileStart && a.node.position < b.node.position);
    const [before, after] = forth ? [a, b] : [b, a];
    const apart = workingDays(before.fileFinish!, after.fileStart!) - 1;
    pairs.set(
      `${before.node.code} ${after.node.code}`,
      apart >= 0
        ? link(before.node.code, after.node.code, 'FS', apart)
        : link(before.node.code, after.node.code, 'SS', Math.max(0, workingDays(before.fileStart!, after.fileStart!))),
    );
  }
  return { nodes: [...made.values()], links: [...pairs.values()] };
}
