// The published instances (Kolisch & Sprecher 1996) as their archive holds them, read in memory: the archive of PSPLIB's files and, beside it, the table
// of lower bounds and best known makespans. They are not part of this project; who has none measures nothing.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Instance = { name: string; text: string; lowerBound: number; bestKnown: number; criticalPath: number };

const archive = 'psplib-j30-j60-j120.tar.gz';

/** The archive of a path: itself, or what lies in the folder or its `engine/`. */
export function psplibArchive(path: string | undefined): string | undefined {
  if (!path || !existsSync(path)) return undefined;
  if (statSync(path).isFile()) return path;
  return [join(path, archive), join(path, 'engine', archive)].find((place) => existsSync(place));
}

/** Instances of a set, `j30`, `j60` or `j120`, by name. */
export function readPsplib(path: string, set: string): Instance[] {
  const known = new Map<string, number[]>();
  for (const line of readFileSync(join(dirname(path), 'psplib-best-known.csv'), 'utf8')
    .split(/\r?\n/)
    .slice(1)) {
    const [name, ...values] = line.split(',');
    if (name) known.set(name, values.map(Number));
  }
  const instances: Instance[] = [];
  for (const [name, text] of tarFiles(gunzipSync(readFileSync(path)))) {
    const match = new RegExp(`^(?:\\./)?${set}/(.+)\\.sm$`).exec(name);
    const [lowerBound, bestKnown, criticalPath] = known.get(match?.[1] ?? '') ?? [];
    if (match && criticalPath !== undefined)
      instances.push({ name: match[1]!, text, lowerBound: lowerBound!, bestKnown: bestKnown!, criticalPath });
  }
  return instances.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The files of a tar archive: blocks of 512 bytes, a header with name and octal size before each. */
function* tarFiles(bytes: Buffer): Generator<[name: string, text: string]> {
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8) || 0;
    if (name && size > 0) yield [name, bytes.toString('latin1', at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
