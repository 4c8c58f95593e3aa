// Topological order: the order handed in where it is one, else by taking away what waits for nothing (Kahn 1962), stable; where there is none, one
// cycle as a chain.
// Activities that follow the others (levels of effort, summaries) wait for everything and are never waited for.

/** The place of each activity in topological order, or the activities of one cycle in order. O(activities + links). */
export function topologicalOrder(
  n: number,
  from: Int32Array,
  to: Int32Array,
  follows: (activity: number) => boolean = () => false,
): { readonly rank: Int32Array; readonly order: Int32Array } | { readonly cycle: readonly number[] } {
  const m = from.length;
  const follower = new Uint8Array(n);
  for (let i = 0; i < n; i++) follower[i] = follows(i) ? 1 : 0;
  if (!follower.includes(1) && inOrder(from, to)) {
    const places = Int32Array.from({ length: n }, (_, i) => i);
    return { rank: places, order: places };
  }
  const waits = new Int32Array(n);
  const out = new Int32Array(n + 1);
  for (let k = 0; k < m; k++) {
    if (follower[from[k]!] === 1 && follower[to[k]!] === 0) continue;
    out[from[k]! + 1]!++;
    waits[to[k]!]!++;
  }
  for (let i = 0; i < n; i++) out[i + 1]! += out[i]!;
  const fill = out.slice();
  const next = new Int32Array(m);
  for (let k = 0; k < m; k++) if (follower[from[k]!] === 0 || follower[to[k]!] === 1) next[fill[from[k]!]!++] = to[k]!;
  const order = new Int32Array(n);
  let tail = 0;
  for (let i = 0; i < n; i++) if (waits[i] === 0 && follower[i] === 0) order[tail++] = i;
  let head = 0;
  const release = (): void => {
    for (; head < tail; head++) {
      const i = order[head]!;
      for (let k = out[i]!; k < out[i + 1]!; k++)
        if (--waits[next[k]!]! === 0 && follower[next[k]!] === follower[i]) order[tail++] = next[k]!;
    }
  };
  release();
  for (let i = 0; i < n; i++) if (follower[i] === 1 && waits[i] === 0) order[tail++] = i;
  release();
  if (tail < n) return { cycle: oneCycle(n, from, to, waits, follower) };
  const rank = new Int32Array(n);
  for (let r = 0; r < n; r++) rank[order[r]!] = r;
  return { rank, order };
}

/** Each activity is handed in after those that it waits for. */
function inOrder(from: Int32Array, to: Int32Array): boolean {
  for (let k = 0; k < from.length; k++) if (from[k]! >= to[k]!) return false;
  return true;
}

/** Walks against the links among what still waits until a place comes round again. */
function oneCycle(n: number, from: Int32Array, to: Int32Array, waits: Int32Array, follower: Uint8Array): number[] {
  const before = new Int32Array(n).fill(-1);
  for (let k = 0; k < from.length; k++) {
    const [a, b] = [from[k]!, to[k]!];
    if (follower[a] === 1 && follower[b] === 0) continue;
    if (waits[a]! > 0 && waits[b]! > 0) before[b] = a;
  }
  const seen = new Uint8Array(n);
  let at = 0;
  while (at < n && !(waits[at]! > 0 && before[at]! >= 0)) at++;
  while (seen[at] === 0) {
    seen[at] = 1;
    at = before[at]!;
  }
  const chain = [at];
  for (let i = before[at]!; i !== at; i = before[i]!) chain.push(i);
  return chain.reverse();
}
