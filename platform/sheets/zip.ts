// Reads the directory of a zip file and unpacks one part at a time. The directory is judged before anything is unpacked (count,
// names, links, sizes, ratios, overlaps), and what comes out is counted while it is inflated, so neither a bomb nor a lying header
// costs more than its declared size. Archives inside the archive are never opened.
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { type Limits, megabytes } from './limits.ts';

export type Part = { name: string; method: number; crc: number; packed: number; unpacked: number; offset: number };
export type Zip = { path: string; parts: Map<string, Part>; size: number };

const endMark = 0x06054b50;
const end64Mark = 0x06064b50;
const locator64Mark = 0x07064b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(fd, buffer, done, length - done, position + done);
    if (count === 0) refuse('sheets.damaged');
    done += count;
  }
  return buffer;
}

const wide = (buffer: Buffer, at: number): number => {
  const value = buffer.readBigUInt64LE(at);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? refuse('sheets.damaged') : Number(value);
};

/** Where the directory lies and how many parts it names, from the end record (and its 64-bit form). */
function findDirectory(fd: number, size: number): { count: number; start: number; length: number } {
  const tailSize = Math.min(size, 22 + 0xffff);
  const tail = readAt(fd, size - tailSize, tailSize);
  let at = tail.length - 22;
  while (at >= 0 && !(tail.readUInt32LE(at) === endMark && at + 22 + tail.readUInt16LE(at + 20) <= tail.length)) at--;
  if (at < 0) refuse('sheets.damaged');
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let start = tail.readUInt32LE(at + 16);
  const endAt = size - tailSize + at;
  if ((count === 0xffff || length === 0xffffffff || start === 0xffffffff) && endAt >= 20) {
    const locator = readAt(fd, endAt - 20, 20);
    if (locator.readUInt32LE(0) === locator64Mark) {
      const end64 = readAt(fd, wide(locator, 8), 56);
      if (end64.readUInt32LE(0) !== end64Mark) refuse('sheets.damaged');
      count = wide(end64, 32);
      length = wide(end64, 40);
      start = wide(end64, 48);
    }
  }
  if (start + length > endAt) refuse('sheets.damaged');
  return { count, start, length };
}

function readEntry(directory: Buffer, at: number): { part: Part; flags: number; attributes: number; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== entryMark) refuse('sheets.damaged');
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  if (next > directory.length) refuse('sheets.damaged');
  const part: Part = {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed: directory.readUInt32LE(at + 20),
    unpacked: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  };
  const extraEnd = at + 46 + nameLength + extraLength;
  for (let extra = at + 46 + nameLength; extra + 4 <= extraEnd; extra += 4 + directory.readUInt16LE(extra + 2)) {
    if (directory.readUInt16LE(extra) !== 1) continue;
    let field = extra + 4;
    const fieldEnd = Math.min(extraEnd, field + directory.readUInt16LE(extra + 2));
    for (const key of ['unpacked', 'packed', 'offset'] as const) {
      if (part[key] !== 0xffffffff) continue;
      if (field + 8 > fieldEnd) refuse('sheets.damaged');
      part[key] = wide(directory, field);
      field += 8;
    }
  }
  return { part, flags: directory.readUInt16LE(at + 8), attributes: directory.readUInt32LE(at + 38), next };
}

const isUnsafeName = (name: string): boolean =>
  name === '' || name.includes('\0') || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split(/[\\/]/).includes('..');

/** Opens a zip file and judges its whole directory. Refuses; never unpacks. */
export function openZip(path: string, limits: Limits): Zip {
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    if (size < 22) refuse('sheets.damaged');
    const { count, start, length } = findDirectory(fd, size);
    if (count > limits.parts) refuse('sheets.too-many-parts', { count, limit: limits.parts });
    if (length > count * 1024 + 65_536) refuse('sheets.damaged');
    const directory = readAt(fd, start, length);
    const parts = new Map<string, Part>();
    let total = 0;
    let at = 0;
    for (let index = 0; index < count; index++) {
      const { part, flags, attributes, next } = readEntry(directory, at);
      at = next;
      const shown = part.name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 60);
      const isLink = ((attributes >>> 16) & 0o170000) === 0o120000;
      if (isUnsafeName(part.name) || isLink || parts.has(part.name)) refuse('sheets.unsafe-part', { part: shown });
      if (flags & 1) refuse('sheets.password');
      total += part.unpacked;
      if (total > limits.unpackedBytes) refuse('sheets.too-big-unpacked', { limit: megabytes(limits.unpackedBytes) });
      if (part.unpacked > limits.ratioFrom && part.unpacked > part.packed * limits.ratio) {
        refuse('sheets.packed-too-tight', { part: shown, limit: limits.ratio });
      }
      if (part.method === 0 && part.packed !== part.unpacked) refuse('sheets.lies-about-size');
      if (part.offset + 30 + part.packed > start) refuse('sheets.damaged');
      parts.set(part.name, part);
    }
    // Parts that share bytes are how a small file unpacks to an enormous one without any single suspicious ratio.
    const byPlace = [...parts.values()].sort((a, b) => a.offset - b.offset);
    for (let index = 1; index < byPlace.length; index++) {
      const before = byPlace[index - 1]!;
      if (before.offset + 30 + before.packed > byPlace[index]!.offset) refuse('sheets.lies-about-size');
    }
    return { path, parts, size };
  } finally {
    closeSync(fd);
  }
}

/** A part by name, whatever its case: some programs write xl/SharedStrings.xml. */
export function findPart(zip: Zip, name: string): Part | undefined {
  const exact = zip.parts.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  for (const part of zip.parts.values()) if (part.name.toLowerCase() === wanted) return part;
  return undefined;
}

function dataStart(zip: Zip, part: Part): number {
  const fd = openSync(zip.path, 'r');
  try {
    const local = readAt(fd, part.offset, 30);
    if (local.readUInt32LE(0) !== localMark) refuse('sheets.damaged');
    const start = part.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (start + part.packed > zip.size) refuse('sheets.damaged');
    return start;
  } finally {
    closeSync(fd);
  }
}

/** Stops an unpacking early without an error. */
export class Enough extends Error {}

/**
 * Unpacks one part, chunk by chunk. Returns when the last chunk has been taken; refuses when the part is longer than declared,
 * shorter, or its checksum differs. `take` may throw Enough to stop.
 */
export async function unpack(
  zip: Zip,
  part: Part,
  take: (chunk: Buffer) => void | Promise<void>,
  onPacked?: (bytes: number) => void,
): Promise<void> {
  if (part.method !== 0 && part.method !== 8) refuse('sheets.damaged');
  if (part.packed === 0) {
    if (part.unpacked !== 0) refuse('sheets.damaged');
    return;
  }
  const start = dataStart(zip, part);
  const source = createReadStream(zip.path, { start, end: start + part.packed - 1, highWaterMark: 65_536 });
  if (onPacked) source.on('data', (chunk) => onPacked(chunk.length));
  let bytes = 0;
  let sum = 0;
  const drain = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > part.unpacked) refuse('sheets.lies-about-size');
      sum = crc32(chunk, sum);
      const pause = take(chunk);
      if (pause) await pause;
    }
  };
  try {
    if (part.method === 0) await pipeline(source, drain);
    else await pipeline(source, createInflateRaw({ chunkSize: 131_072 }), drain);
  } catch (error) {
    if (error instanceof Enough) return;
    if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) throw error;
    refuse('sheets.damaged');
  }
  if (bytes !== part.unpacked) refuse('sheets.lies-about-size');
  if (sum !== part.crc) refuse('sheets.damaged');
}

/** A small part as text, for the few parts that describe the workbook. */
export async function unpackWhole(zip: Zip, part: Part, most: number): Promise<Buffer> {
  if (part.unpacked > most) refuse('sheets.too-big-unpacked', { limit: megabytes(most) });
  const chunks: Buffer[] = [];
  await unpack(zip, part, (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}
