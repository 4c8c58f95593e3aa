// Demands packed several to a 32-bit word, each field one bit wider than its capacity. With that guard bit set in every field of the free capacity,
// one subtraction and one mask tell whether all resources of the word suffice: a field that runs short takes its guard bit away, never its neighbour's.

/** How resources lie in words. */
export type Packing = {
  readonly words: number;
  /** Word and lowest bit of each resource. */
  readonly word: Uint8Array;
  readonly shift: Uint8Array;
  readonly guard: Int32Array;
  /** Demand of mode m in word w at m · words + w. */
  readonly demand: Int32Array;
};

/** Fields of each resource, filled into as few words as first-fit finds; `most` is the greatest capacity of each resource at any time. */
export function packDemands(most: Int32Array, modeDemand: Int32Array, resources: number, modes: number): Packing {
  const word = new Uint8Array(resources);
  const shift = new Uint8Array(resources);
  const used: number[] = [];
  for (let r = 0; r < resources; r++) {
    const bits = 33 - Math.clz32(most[r]!);
    let w = used.findIndex((taken) => taken + bits <= 32);
    if (w < 0) w = used.push(0) - 1;
    word[r] = w;
    shift[r] = used[w]!;
    used[w]! += bits;
  }
  const words = Math.max(1, used.length);
  const guard = new Int32Array(words);
  for (let r = 0; r < resources; r++) guard[word[r]!]! |= 1 << (shift[r]! + 32 - Math.clz32(most[r]!));
  const demand = new Int32Array(modes * words);
  for (let m = 0; m < modes; m++)
    for (let r = 0; r < resources; r++) demand[m * words + word[r]!]! |= modeDemand[m * resources + r]! << shift[r]!;
  return { words, word, shift, guard, demand };
}

/** A free capacity, packed, guard bits set. */
export function packCapacity(packing: Packing, capacity: ArrayLike<number>, from: number, into: Int32Array, at: number): void {
  for (let w = 0; w < packing.words; w++) into[at + w] = packing.guard[w]!;
  for (let r = 0; r < packing.word.length; r++) into[at + packing.word[r]!]! |= capacity[from + r]! << packing.shift[r]!;
}
