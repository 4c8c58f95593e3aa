/**
 * Files kept by the hash of their content, encrypted where they lie. A file is written beside, synced and renamed, so that it is
 * there whole or not at all; the same content is kept once. Knows no names and no owners: the rooms remember which hash was what.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

export type Kept = { sha256: string; bytes: number };

export type Files = {
  /**
   * Keeps the content; resolves when it is on the disk. `limit` in bytes: more is refused with TooLarge and nothing is kept. `before`: told what
   * will be kept just before it is; when it fails, nothing is.
   */
  put(content: AsyncIterable<Uint8Array> | Uint8Array, options?: { limit?: number; before?: (kept: Kept) => Promise<void> }): Promise<Kept>;
  /** The content as a stream; it fails with FileTampered where a byte was changed, moved or cut off. */
  open(sha256: string): Readable;
  read(sha256: string): Promise<Buffer>;
  has(sha256: string): Promise<boolean>;
  /** For tools that need a real file: a readable copy with 0600, gone when `work` ends. */
  withPlainCopy<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Removes a file unless it was put, or put again, since that instant, or is being put now. False when it stays. */
  removeUntouched(sha256: string, since: string): boolean;
};

export class FileTampered extends Error {
  constructor(sha256: string) {
    super(`the kept file ${sha256} was changed or cut off`);
    this.name = 'FileTampered';
  }
}

export class FileUnknown extends Error {
  constructor(sha256: string) {
    super(`no file ${sha256} is kept`);
    this.name = 'FileUnknown';
  }
}

export class TooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`the content is larger than ${limit} bytes`);
    this.name = 'TooLarge';
    this.limit = limit;
  }
}

// Layout: "SZF1", a random nonce prefix of 7 bytes, then chunks of 64 KiB each followed by its tag. The nonce of a chunk is
// prefix + number (4 bytes) + 1 for the last chunk, so chunks cannot be reordered, repeated or cut off unnoticed.
const magic = Buffer.from('SZF1');
const prefixLength = 7;
const chunkLength = 65_536;
const tagLength = 16;

/** `key`: 32 bytes, from secrets.keyFor('files'). Left-over drafts of a killed run are cleared. */
export async function openFiles(directory: string, key: Uint8Array): Promise<Files> {
  const drafts = join(directory, 'drafts');
  const copies = join(directory, 'copies');
  for (const path of [drafts, copies]) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true, mode: 0o700 });
  }

  const place = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new FileUnknown(String(sha256).slice(0, 80));
    return join(directory, sha256.slice(0, 2), sha256);
  };

  /** Hashes on the way to their place: a removal must not meet the rename. */
  const arriving = new Map<string, number>();

  const has = async (sha256: string): Promise<boolean> => (await stat(place(sha256)).catch(() => null)) !== null;

  async function* decrypted(sha256: string): AsyncGenerator<Buffer> {
    const path = place(sha256);
    if (!(await has(sha256))) throw new FileUnknown(sha256);
    let rest: Buffer = Buffer.alloc(0);
    let prefix: Buffer | undefined;
    let number = 0;
    const digest = createHash('sha256');
    const chunk = (sealed: Buffer, last: boolean): Buffer => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix!, number, last));
        decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
        const plain = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagLength)), decipher.final()]);
        number += 1;
        digest.update(plain);
        return plain;
      } catch {
        throw new FileTampered(sha256);
      }
    };
    for await (const piece of createReadStream(path, { highWaterMark: 262_144 })) {
      rest = rest.length === 0 ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer]);
      if (!prefix) {
        if (rest.length < magic.length + prefixLength) continue;
        if (!rest.subarray(0, magic.length).equals(magic)) throw new FileTampered(sha256);
        prefix = Buffer.from(rest.subarray(magic.length, magic.length + prefixLength));
        rest = rest.subarray(magic.length + prefixLength);
      }
      // Strictly more than one chunk: the one at the end is the last, and is sealed as such.
      while (rest.length > chunkLength + tagLength) {
        yield chunk(rest.subarray(0, chunkLength + tagLength), false);
        rest = rest.subarray(chunkLength + tagLength);
      }
    }
    if (!prefix || rest.length < tagLength) throw new FileTampered(sha256);
    const end = chunk(rest, true);
    if (digest.digest('hex') !== sha256) throw new FileTampered(sha256); // a whole other file under this name
    yield end;
  }

  const read = async (sha256: string): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of decrypted(sha256)) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  return {
    async put(content, options = {}) {
      const draft = join(drafts, randomBytes(12).toString('hex'));
      const file = await open(draft, 'wx', 0o600);
      let kept: Kept;
      try {
        const digest = createHash('sha256');
        const prefix = randomBytes(prefixLength);
        let bytes = 0;
        let number = 0;
        let rest: Buffer = Buffer.alloc(0);
        await file.write(Buffer.concat([magic, prefix]));
        const seal = async (plain: Buffer, last: boolean) => {
          const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number, last));
          await file.write(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
          number += 1;
        };
        for await (const piece of content instanceof Uint8Array ? [content] : content) {
          bytes += piece.length;
          if (options.limit !== undefined && bytes > options.limit) throw new TooLarge(options.limit);
          digest.update(piece);
          rest = rest.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength) : Buffer.concat([rest, piece]);
          while (rest.length > chunkLength) {
            await seal(rest.subarray(0, chunkLength), false);
            rest = rest.subarray(chunkLength);
          }
        }
        await seal(rest, true);
        await file.sync();
        kept = { sha256: digest.digest('hex'), bytes };
        await options.before?.(kept);
      } catch (error) {
        await file.close();
        await rm(draft, { force: true });
        throw error;
      }
      await file.close();
      const target = place(kept.sha256);
      arriving.set(kept.sha256, (arriving.get(kept.sha256) ?? 0) + 1);
      try {
        await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
        await rename(draft, target); // over an equal one, if it was kept before; it is as new as this one then
        await syncDirectory(join(target, '..'));
      } finally {
        const others = arriving.get(kept.sha256)! - 1;
        if (others === 0) arriving.delete(kept.sha256);
        else arriving.set(kept.sha256, others);
      }
      return kept;
    },
    open: (sha256) => Readable.from(decrypted(sha256), { objectMode: false }),
    read,
    has,
    async withPlainCopy(sha256, work) {
      const path = join(copies, randomBytes(12).toString('hex'));
      const file = await open(path, 'wx', 0o600);
      try {
        try {
          for await (const piece of decrypted(sha256)) await file.write(piece);
        } finally {
          await file.close();
        }
        return await work(path);
      } finally {
        await rm(path, { force: true });
      }
    },
    removeUntouched(sha256, since) {
      if (arriving.has(sha256)) return false;
      // Without a pause between looking and removing, so that nothing arrives in between.
      const found = statSync(place(sha256), { throwIfNoEntry: false });
      if (found && found.mtimeMs >= Date.parse(since)) return false;
      rmSync(place(sha256), { force: true });
      return true;
    },
  };
}

function nonceOf(prefix: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(number, prefixLength);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** A rename survives a power cut only when its directory is synced; Windows has no such call. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
