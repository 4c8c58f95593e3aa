// The witness outside the database. Before a transaction commits, the hash it is about to leave is written here and flushed ("meant");
// after the commit it is written again ("kept"). A kept hash that the database no longer has was truncated or edited; an entry that was
// never meant was put there by somebody else. Each line carries a keyed hash, so a line that was made up or changed is not believed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Anchor {
  kind: 'meant' | 'kept';
  region: string;
  seq: number;
  hash: string;
  at: string;
}

export interface Anchors {
  /** Written and flushed before it returns: called inside the transaction. */
  mean(anchor: Omit<Anchor, 'kind'>): Promise<void>;
  /** Written after the commit. */
  keep(anchor: Omit<Anchor, 'kind'>): Promise<void>;
  /** Every believed line, in the order of writing, and how many were not believed. */
  read(): Promise<{ anchors: Anchor[]; disbelieved: number }>;
  close(): Promise<void>;
}

/** A witness that forgets with the process: for tests and for commands that only read. */
export function memoryAnchors(): Anchors & { lines: Anchor[] } {
  const lines: Anchor[] = [];
  return {
    lines,
    mean: async (anchor) => void lines.push({ kind: 'meant', ...anchor }),
    keep: async (anchor) => void lines.push({ kind: 'kept', ...anchor }),
    read: async () => ({ anchors: [...lines], disbelieved: 0 }),
    close: async () => {},
  };
}

const compactAbove = 16 * 1024 * 1024;

/** The witness in a file of JSON lines. `key` signs each line; it must come from outside the database. */
export function fileAnchors(path: string, key: Uint8Array): Anchors {
  mkdirSync(dirname(path), { recursive: true });
  let handle: Promise<FileHandle> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const sign = (anchor: Anchor): string =>
    createHmac('sha256', key).update(`${anchor.kind}|${anchor.region}|${anchor.seq}|${anchor.hash}|${anchor.at}`).digest('base64url');
  const lineOf = (anchor: Anchor): string => `${JSON.stringify({ ...anchor, sign: sign(anchor) })}\n`;
  const parse = (text: string): { anchors: Anchor[]; disbelieved: number } => {
    const anchors: Anchor[] = [];
    let disbelieved = 0;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      try {
        const { kind, region, seq, hash, at, sign: given } = JSON.parse(line) as Anchor & { sign: string };
        const anchor: Anchor = { kind, region, seq, hash, at };
        const wanted = Buffer.from(sign(anchor));
        const got = Buffer.from(String(given));
        if (wanted.length === got.length && timingSafeEqual(wanted, got)) anchors.push(anchor);
        else disbelieved += 1;
      } catch {
        disbelieved += 1; // a half line: the power went while it was written
      }
    }
    return { anchors, disbelieved };
  };

  const opened = (): Promise<FileHandle> => {
    handle ??= (async () => {
      if (existsSync(path) && statSync(path).size > compactAbove) compact(path, parse, lineOf);
      const file = await open(path, 'a+', 0o600);
      // A line cut short by a power cut must not swallow the next one.
      const { size } = await file.stat();
      if (size > 0) {
        const last = Buffer.alloc(1);
        await file.read(last, 0, 1, size - 1);
        if (last[0] !== 10) await file.write('\n');
      }
      return file;
    })();
    return handle;
  };
  /** Another program (a command beside the server) may have put a compacted file in the place of ours. */
  const current = async (): Promise<FileHandle> => {
    const file = await opened();
    const [mine, there] = [await file.stat(), await stat(path).catch(() => undefined)];
    if (there && there.ino === mine.ino) return file;
    await file.close();
    handle = undefined;
    return opened();
  };
  const write = (anchor: Anchor, flush: boolean): Promise<void> => {
    const done = queue.then(async () => {
      const file = await current();
      await file.write(lineOf(anchor));
      if (flush) await file.datasync();
    });
    queue = done.catch(() => {});
    return done;
  };

  return {
    mean: (anchor) => write({ kind: 'meant', ...anchor }, true),
    keep: (anchor) => write({ kind: 'kept', ...anchor }, false),
    async read() {
      await queue;
      return existsSync(path) ? parse(readFileSync(path, 'utf8')) : { anchors: [], disbelieved: 0 };
    },
    async close() {
      await queue;
      await (await handle)?.close();
      handle = undefined;
    },
  };
}

/** Keeps, of each region, the last line of every day and the last thousand; the chain's own links cover what lies between. */
function compact(path: string, parse: (text: string) => { anchors: Anchor[] }, lineOf: (anchor: Anchor) => string): void {
  const { anchors } = parse(readFileSync(path, 'utf8'));
  const kept = new Set<Anchor>();
  const recent = new Map<string, Anchor[]>();
  const daily = new Map<string, Anchor>();
  for (const anchor of anchors) {
    const list = recent.get(anchor.region) ?? [];
    list.push(anchor);
    if (list.length > 2000) list.shift();
    recent.set(anchor.region, list);
    if (anchor.kind === 'kept') daily.set(`${anchor.region}|${anchor.at.slice(0, 10)}`, anchor);
  }
  for (const list of recent.values()) for (const anchor of list) kept.add(anchor);
  for (const anchor of daily.values()) kept.add(anchor);
  const draft = `${path}.new`;
  writeFileSync(
    draft,
    anchors
      .filter((anchor) => kept.has(anchor))
      .map(lineOf)
      .join(''),
    { mode: 0o600, flush: true },
  );
  renameSync(draft, path);
}
