/**
 * A QR code (ISO/IEC 18004) of a text as a square of dark and light modules: byte mode, error correction level M (15 % may be lost), the smallest
 * version of 1 to 10 that holds it (up to 213 bytes), the mask with the fewest penalties. Where it is drawn, and how large, is decided by the paper.
 */

/** Per version 1..10 at level M: codewords of correction a block, and blocks as [count, data codewords]. */
const blocks: readonly { correction: number; groups: readonly [number, number][] }[] = [
  { correction: 10, groups: [[1, 16]] },
  { correction: 16, groups: [[1, 28]] },
  { correction: 26, groups: [[1, 44]] },
  { correction: 18, groups: [[2, 32]] },
  { correction: 24, groups: [[2, 43]] },
  { correction: 16, groups: [[4, 27]] },
  { correction: 18, groups: [[4, 31]] },
  {
    correction: 22,
    groups: [
      [2, 38],
      [2, 39],
    ],
  },
  {
    correction: 22,
    groups: [
      [3, 36],
      [2, 37],
    ],
  },
  {
    correction: 26,
    groups: [
      [4, 43],
      [1, 44],
    ],
  },
];
/** Centres of the alignment patterns, per version. */
const alignment: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

// The field of 256 elements by x^8 + x^4 + x^3 + x^2 + 1.
const exponents = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  exponents[power] = value;
  exponents[power + 255] = value;
  logarithms[value] = power;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : exponents[logarithms[a]! + logarithms[b]!]!);

/** The remainder of the data by the generator of that degree: the codewords of correction. */
function correctionOf(data: readonly number[], degree: number): number[] {
  let generator = [1];
  for (let power = 0; power < degree; power += 1) {
    const next = new Array<number>(generator.length + 1).fill(0);
    for (const [place, one] of generator.entries()) {
      next[place]! ^= one;
      next[place + 1]! ^= times(one, exponents[power]!);
    }
    generator = next;
  }
  const rest = [...data, ...new Array<number>(degree).fill(0)];
  for (let place = 0; place < data.length; place += 1) {
    const factor = rest[place]!;
    if (factor === 0) continue;
    for (const [at, one] of generator.entries()) rest[place + at]! ^= times(one, factor);
  }
  return rest.slice(data.length);
}

/** Data and correction as they are laid into the square: codewords of the blocks in turn. */
function codewords(bytes: Uint8Array, version: number): number[] {
  const { correction, groups } = blocks[version - 1]!;
  const capacity = groups.reduce((sum, [count, size]) => sum + count * size, 0);
  const bits: number[] = [];
  const push = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) data.push(Number.parseInt(bits.slice(at, at + 8).join(''), 2));
  for (let fill = 0xec; data.length < capacity; fill ^= 0xec ^ 0x11) data.push(fill);
  const parts: { data: number[]; correction: number[] }[] = [];
  let at = 0;
  for (const [count, size] of groups)
    for (let block = 0; block < count; block += 1) {
      const own = data.slice(at, at + size);
      parts.push({ data: own, correction: correctionOf(own, correction) });
      at += size;
    }
  const woven: number[] = [];
  const longest = Math.max(...parts.map((one) => one.data.length));
  for (let place = 0; place < longest; place += 1) for (const one of parts) if (place < one.data.length) woven.push(one.data[place]!);
  for (let place = 0; place < correction; place += 1) for (const one of parts) woven.push(one.correction[place]!);
  return woven;
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The patterns that are the same in every code of a version; null where data goes. Format and version information is left light. */
function framework(version: number): (boolean | null)[][] {
  const size = 17 + 4 * version;
  const square: (boolean | null)[][] = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  const finder = (top: number, left: number): void => {
    for (let r = -1; r <= 7; r += 1)
      for (let c = -1; c <= 7; c += 1) {
        const row = square[top + r];
        if (!row || left + c < 0 || left + c >= size) continue;
        const edge = Math.max(Math.abs(r - 3), Math.abs(c - 3));
        row[left + c] = edge !== 2 && edge !== 4;
      }
  };
  finder(0, 0);
  finder(0, size - 7);
  finder(size - 7, 0);
  const centres = alignment[version - 1]!;
  for (const r of centres)
    for (const c of centres) {
      if (square[r]![c] !== null) continue; // a finder stands there
      for (let dr = -2; dr <= 2; dr += 1)
        for (let dc = -2; dc <= 2; dc += 1) square[r + dr]![c + dc] = Math.max(Math.abs(dr), Math.abs(dc)) !== 1;
    }
  for (let at = 8; at < size - 8; at += 1) {
    square[6]![at] ??= at % 2 === 0;
    square[at]![6] ??= at % 2 === 0;
  }
  for (let at = 0; at < 9; at += 1) {
    square[8]![at] ??= false;
    square[at]![8] ??= false;
  }
  for (let at = 0; at < 8; at += 1) {
    square[8]![size - 1 - at] ??= false;
    square[size - 1 - at]![8] ??= false;
  }
  square[size - 8]![8] = true;
  if (version >= 7)
    for (let at = 0; at < 18; at += 1) {
      square[Math.floor(at / 3)]![size - 11 + (at % 3)] = false;
      square[size - 11 + (at % 3)]![Math.floor(at / 3)] = false;
    }
  return square;
}

/** Where the bits of the codewords go, in order: two columns at a time from the right, upwards and downwards in turn. */
function* dataPlaces(frame: readonly (readonly (boolean | null)[])[]): Generator<[number, number]> {
  const size = frame.length;
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (frame[row]![column] === null) yield [row, column];
    }
    up = !up;
  }
}

/** Level M and the mask with their ten bits of correction (BCH 15,5), masked so that they are never all light. */
export function formatBits(mask: number): number {
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((mask << 10) | rest) ^ 0x5412;
}

function versionBits(version: number): number {
  let rest = version << 12;
  for (let bit = 17; bit >= 12; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x1f25 << (bit - 12);
  return (version << 12) | rest;
}

function written(version: number, mask: number, words: readonly number[]): boolean[][] {
  const frame = framework(version);
  const size = frame.length;
  const square = frame.map((row) => row.map((one) => one ?? false));
  let place = 0;
  for (const [row, column] of dataPlaces(frame)) {
    const bit = place < words.length * 8 ? (words[place >> 3]! >> (7 - (place & 7))) & 1 : 0;
    place += 1;
    square[row]![column] = (bit === 1) !== masks[mask]!(row, column);
  }
  const format = formatBits(mask);
  for (let at = 0; at < 15; at += 1) {
    const dark = ((format >> at) & 1) === 1;
    // Around the finder above left, and split over the other two.
    if (at < 6) square[at]![8] = dark;
    else if (at < 8) square[at + 1]![8] = dark;
    else if (at === 8) square[8]![7] = dark;
    else square[8]![14 - at] = dark;
    if (at < 8) square[8]![size - 1 - at] = dark;
    else square[size - 15 + at]![8] = dark;
  }
  if (version >= 7) {
    const bits = versionBits(version);
    for (let at = 0; at < 18; at += 1) {
      const dark = ((bits >> at) & 1) === 1;
      square[Math.floor(at / 3)]![size - 11 + (at % 3)] = dark;
      square[size - 11 + (at % 3)]![Math.floor(at / 3)] = dark;
    }
  }
  return square;
}

/** The four penalties of the standard: runs, blocks of two by two, patterns like a finder, too dark or too light. */
function penalty(square: readonly (readonly boolean[])[]): number {
  const size = square.length;
  let sum = 0;
  let dark = 0;
  const lines = [...square, ...square.map((_, column) => square.map((row) => row[column]!))];
  for (const line of lines) {
    let run = 0;
    for (let at = 0; at < size; at += 1) {
      run = at > 0 && line[at] === line[at - 1] ? run + 1 : 1;
      if (run === 5) sum += 3;
      else if (run > 5) sum += 1;
    }
    const text = line.map((one) => (one ? '1' : '0')).join('');
    for (const pattern of ['10111010000', '00001011101'])
      for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) sum += 40;
  }
  for (let r = 0; r < size; r += 1)
    for (let c = 0; c < size; c += 1) {
      if (square[r]![c]) dark += 1;
      if (
        r > 0 &&
        c > 0 &&
        square[r]![c] === square[r - 1]![c] &&
        square[r]![c] === square[r]![c - 1] &&
        square[r]![c] === square[r - 1]![c - 1]
      )
        sum += 3;
    }
  return sum + Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5) * 10;
}

/** True where a module is dark. Without the light margin of four modules that a reader needs around it. Throws for more than 213 bytes. */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  const index = blocks.findIndex(
    ({ groups }, at) => groups.reduce((sum, [count, size]) => sum + count * size, 0) >= bytes.length + (at < 9 ? 2 : 3),
  );
  if (index < 0) throw new Error(`a QR code of ours holds 213 bytes, not ${bytes.length}`);
  const words = codewords(bytes, index + 1);
  return masks
    .map((_, mask) => written(index + 1, mask, words))
    .map((square) => ({ square, penalty: penalty(square) }))
    .sort((a, b) => a.penalty - b.penalty)[0]!.square;
}

/** The code as one path of a drawing: modules of one unit each, beginning at (0, 0). */
export function qrPath(square: readonly (readonly boolean[])[]): string {
  return square
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1]) return [];
        let wide = 1;
        while (row[x + wide]) wide += 1;
        return [`M${x} ${y}h${wide}v1h-${wide}z`];
      }),
    )
    .join('');
}
