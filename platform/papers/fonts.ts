/**
 * The fonts that a PDF of ours carries, and which of them has a given character. Noto Serif SC comes as one file of the common eight thousand
 * characters and a hundred slices with the rest; a rare hanzi is taken from its slice, then from Noto Sans SC where that is installed, and
 * a character that no font of ours has is printed as 〓, the printers' sign for it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';

const require = createRequire(import.meta.url);

export type Weight = 400 | 700;
/** A font by the name under which it is given to the writer, and its file. */
export type Face = { name: string; file: string };

/** Stands for a character that no font has. */
export const missingSign = '〓';

type Slice = Face & { ranges: [number, number][] };
type Family = { main: Face; covers: Set<number>; slices: Slice[] };

const families = new Map<string, Family | null>();

function familyOf(name: 'serif' | 'sans', weight: Weight): Family | null {
  const key = `${name}-${weight}`;
  const held = families.get(key);
  if (held !== undefined) return held;
  const made = openFamily(name, weight);
  families.set(key, made);
  return made;
}

function openFamily(name: 'serif' | 'sans', weight: Weight): Family | null {
  const stem = `noto-${name}-sc`;
  let folder: string;
  try {
    folder = dirname(require.resolve(`@fontsource/${stem}/unicode.json`));
  } catch {
    return null;
  }
  const fileOf = (part: string) => join(folder, 'files', `${stem}-${part}-${weight}-normal.woff`);
  const main: Face = { name: `${name}-${weight}`, file: fileOf('chinese-simplified') };
  const unicode = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const slices = Object.entries(unicode).flatMap(([part, ranges]): Slice[] => {
    const plain = part.replace(/[[\]]/g, '');
    const file = fileOf(plain);
    return existsSync(file) ? [{ name: `${name}-${plain}-${weight}`, file, ranges: ranges.split(',').map(rangeOf) }] : [];
  });
  return { main, covers: charactersOf(main.file), slices };
}

function rangeOf(text: string): [number, number] {
  const [from, to] = text
    .trim()
    .replace('U+', '')
    .split('-')
    .map((part) => Number.parseInt(part, 16));
  return [from!, to ?? from!];
}

const faces = new Map<string, Face | null>();

/** The font that has this character in this weight, looked for in the first family before the other; null when none has. */
export function faceFor(character: string, weight: Weight, first: 'serif' | 'sans' = 'serif'): Face | null {
  const key = `${first}${weight}${character}`;
  const held = faces.get(key);
  if (held !== undefined) return held;
  const point = character.codePointAt(0)!;
  let found: Face | null = null;
  for (const name of first === 'serif' ? (['serif', 'sans'] as const) : (['sans', 'serif'] as const)) {
    const family = familyOf(name, weight);
    if (!family) continue;
    if (family.covers.has(point)) found = family.main;
    else
      found =
        family.slices.find(
          (slice) => slice.ranges.some(([from, to]) => point >= from && point <= to) && charactersOf(slice.file).has(point),
        ) ?? null;
    if (found) break;
  }
  if (faces.size > 50_000) faces.clear();
  faces.set(key, found);
  return found;
}

const opened = new Map<string, { bytes: Buffer; points: Set<number> }>();

/** The characters a file has glyphs for, by its cmap table. */
const charactersOf = (file: string): Set<number> => open(file).points;

/** The font unpacked (WOFF is a TrueType font with each table deflated): reading single glyphs out of packed tables takes minutes. */
export const fontBytes = (face: Face): Buffer => open(face.file).bytes;

function open(file: string): { bytes: Buffer; points: Set<number> } {
  const held = opened.get(file);
  if (held) return held;
  const packed = readFileSync(file);
  const points = new Set<number>();
  const count = packed.readUInt16BE(12);
  const head = Buffer.alloc(12 + count * 16);
  packed.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  head.writeUInt16BE(2 ** power * 16, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (let index = 0; index < count; index += 1) {
    const entry = 44 + index * 20;
    const from = packed.readUInt32BE(entry + 4);
    const size = packed.readUInt32BE(entry + 8);
    const plain = packed.readUInt32BE(entry + 12);
    const part = packed.subarray(from, from + size);
    const tag = packed.toString('latin1', entry, entry + 4);
    const table = tag === 'name' ? nameTable(basename(file, '.woff')) : size < plain ? inflateSync(part) : part;
    const place = 12 + index * 16;
    packed.copy(head, place, entry, entry + 4);
    packed.copy(head, place + 4, entry + 16, entry + 20);
    head.writeUInt32BE(offset, place + 8);
    head.writeUInt32BE(table.length, place + 12);
    const filled = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(filled);
    parts.push(filled);
    offset += filled.length;
    if (tag === 'cmap') readCmap(table, points);
  }
  const made = { bytes: Buffer.concat(parts), points };
  opened.set(file, made);
  return made;
}

/** The name of a font is that of its file: the slices of a family all call themselves alike, and a writer takes them for one. */
export const setName = (face: Face): string => basename(face.file, '.woff');

function nameTable(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16();
  const table = Buffer.alloc(18 + text.length);
  // format 0, one record, where the text begins; Windows, Unicode, English, PostScript name
  for (const [at, value] of [0, 1, 18, 3, 1, 0x409, 6, text.length, 0].entries()) table.writeUInt16BE(value, at * 2);
  text.copy(table, 18);
  return table;
}

/** Formats 4 and 12 of OpenType's character map. */
function readCmap(table: Buffer, points: Set<number>): void {
  for (let at = 4, left = table.readUInt16BE(2); left > 0; at += 8, left -= 1) {
    const start = table.readUInt32BE(at + 4);
    const format = table.readUInt16BE(start);
    if (format === 12)
      for (let group = start + 16, groups = table.readUInt32BE(start + 12); groups > 0; group += 12, groups -= 1)
        for (let point = table.readUInt32BE(group); point <= table.readUInt32BE(group + 4); point += 1) points.add(point);
    else if (format === 4) {
      const segments = table.readUInt16BE(start + 6) / 2;
      const ends = start + 14;
      const starts = ends + segments * 2 + 2;
      const deltas = starts + segments * 2;
      const offsets = deltas + segments * 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const from = table.readUInt16BE(starts + segment * 2);
        const to = table.readUInt16BE(ends + segment * 2);
        const delta = table.readUInt16BE(deltas + segment * 2);
        const place = offsets + segment * 2;
        const shift = table.readUInt16BE(place);
        for (let point = from; point <= to && point < 0xffff; point += 1) {
          const glyph =
            shift === 0 ? (point + delta) & 0xffff : table.readUInt16BE(Math.min(table.length - 2, place + shift + (point - from) * 2));
          if (glyph !== 0) points.add(point);
        }
      }
    }
  }
}
