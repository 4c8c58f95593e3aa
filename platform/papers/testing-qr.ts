// For tests only: reads a QR code of level M as a telephone would, from the modules alone. Blocks are checked by their syndromes, computed by plain
// multiplication in the field and not by the writer's tables.
const alignment: Record<number, number[]> = {
  1: [],
  2: [18],
  3: [22],
  4: [26],
  5: [30],
  6: [34],
  7: [22, 38],
  8: [24, 42],
  9: [26, 46],
  10: [28, 50],
};
/** [codewords of a block, data codewords of it], block by block; ISO/IEC 18004 table 9, level M. */
const layout: Record<number, [number, number][]> = {
  1: [[26, 16]],
  2: [[44, 28]],
  3: [[70, 44]],
  4: Array.from({ length: 2 }, () => [50, 32]),
  5: Array.from({ length: 2 }, () => [67, 43]),
  6: Array.from({ length: 4 }, () => [43, 27]),
  7: Array.from({ length: 4 }, () => [49, 31]),
  8: [
    [60, 38],
    [60, 38],
    [61, 39],
    [61, 39],
  ],
  9: [
    [58, 36],
    [58, 36],
    [58, 36],
    [59, 37],
    [59, 37],
  ],
  10: [
    [69, 43],
    [69, 43],
    [69, 43],
    [69, 43],
    [70, 44],
  ],
};

function multiply(a: number, b: number): number {
  let product = 0;
  let left = a;
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= left;
    left = (left << 1) ^ (left & 0x80 ? 0x11d : 0);
  }
  return product;
}

function reserved(version: number, row: number, column: number): boolean {
  const size = 17 + 4 * version;
  if (row === 6 || column === 6) return true;
  if (row < 9 && (column < 9 || column >= size - 8)) return true;
  if (row >= size - 8 && column < 9) return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
  const all = [6, ...alignment[version]!];
  return all.some((r) =>
    all.some((c) => {
      const corner = (r === 6 && c === 6) || (r === 6 && c === all.at(-1)) || (c === 6 && r === all.at(-1));
      return version > 1 && !corner && Math.abs(r - row) <= 2 && Math.abs(c - column) <= 2;
    }),
  );
}

export function readQr(square: readonly (readonly boolean[])[]): { text: string; version: number; mask: number; intact: boolean } {
  const size = square.length;
  const version = (size - 17) / 4;
  let format = 0;
  for (let column = 0; column < 6; column += 1) format = (format << 1) | Number(square[8]![column]);
  for (const [row, column] of [
    [8, 7],
    [8, 8],
    [7, 8],
    [5, 8],
    [4, 8],
    [3, 8],
    [2, 8],
    [1, 8],
    [0, 8],
  ] as const)
    format = (format << 1) | Number(square[row]![column]);
  format ^= 0b101010000010010;
  if (format >> 13 !== 0) throw new Error('not level M');
  const mask = (format >> 10) & 7;
  const flips = (r: number, c: number): boolean =>
    [
      (r + c) % 2 === 0,
      r % 2 === 0,
      c % 3 === 0,
      (r + c) % 3 === 0,
      ((r >> 1) + Math.floor(c / 3)) % 2 === 0,
      ((r * c) % 2) + ((r * c) % 3) === 0,
      (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
      (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
    ][mask]!;
  const bits: number[] = [];
  let upward = true;
  for (let pair = size - 1; pair >= 1; pair -= 2) {
    const right = pair <= 6 ? pair - 1 : pair;
    for (let step = 0; step < size; step += 1) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (!reserved(version, row, column)) bits.push(Number(square[row]![column] !== flips(row, column)));
    }
    upward = !upward;
    if (right === 1) break;
  }
  const shape = layout[version]!;
  const total = shape.reduce((sum, [all]) => sum + all, 0);
  const words = Array.from({ length: total }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
  const parts = shape.map(() => [] as number[]);
  let at = 0;
  for (let place = 0; place < Math.max(...shape.map(([, data]) => data)); place += 1)
    for (const [block, [, data]] of shape.entries()) if (place < data) parts[block]!.push(words[at++]!);
  const data = parts.flat();
  for (let place = 0; place < shape[0]![0] - shape[0]![1]; place += 1) for (const part of parts) part.push(words[at++]!);
  const intact = parts.every((part, block) => {
    let root = 1;
    for (let power = 0; power < shape[block]![0] - shape[block]![1]; power += 1) {
      if (part.reduce((value, word) => multiply(value, root) ^ word, 0) !== 0) return false;
      root = multiply(root, 2);
    }
    return true;
  });
  const stream = data.flatMap((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (word >> bit) & 1));
  const take = (from: number, length: number): number => stream.slice(from, from + length).reduce((value, bit) => value * 2 + bit, 0);
  if (take(0, 4) !== 4) throw new Error('not byte mode');
  const wide = version < 10 ? 8 : 16;
  const length = take(4, wide);
  const bytes = Uint8Array.from({ length }, (_, byte) => take(4 + wide + byte * 8, 8));
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), version, mask, intact };
}
