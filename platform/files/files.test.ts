// A kept file comes back as it was or not at all.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileTampered, FileUnknown, openFiles, TooLarge } from './files.ts';

const directory = mkdtempSync(join(tmpdir(), 'sanzao-files-'));
afterAll(() => rmSync(directory, { recursive: true }));
const key = randomBytes(32);
const files = await openFiles(directory, key);
const pathOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256);

describe('put and open', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])(
    '%i bytes come back unchanged, whatever pieces they arrive in',
    async (size) => {
      const content = randomBytes(size);
      async function* pieces() {
        for (let at = 0; at < size; at += 40_001) yield content.subarray(at, at + 40_001);
      }
      const kept = await files.put(pieces());
      expect(kept).toEqual({ sha256: createHash('sha256').update(content).digest('hex'), bytes: size });
      expect((await files.read(kept.sha256)).equals(content)).toBe(true);
      const streamed: Buffer[] = [];
      for await (const piece of files.open(kept.sha256)) streamed.push(piece);
      expect(Buffer.concat(streamed).equals(content)).toBe(true);
    },
  );

  it('the same content is kept once, and not in the clear', async () => {
    const content = Buffer.from('东丰县重点项目台账'.repeat(20));
    const [first, second] = await Promise.all([files.put(content), files.put(content)]);
    expect(first).toEqual(second);
    expect(readFileSync(pathOf(first.sha256)).includes(Buffer.from('东丰县'))).toBe(false);
    expect(statSync(pathOf(first.sha256)).mode & 0o777).toBe(0o600);
    // Random content of other claims may share the folder, one time in 256.
    const beside = readdirSync(join(directory, first.sha256.slice(0, 2))).filter((name) => name.startsWith(first.sha256));
    expect(beside).toEqual([first.sha256]);
  });

  it('what is too large or breaks off leaves nothing', async () => {
    await expect(files.put(randomBytes(1_000), { limit: 999 })).rejects.toBeInstanceOf(TooLarge);
    async function* breaking() {
      yield randomBytes(100_000);
      throw new Error('the upload was cut');
    }
    await expect(files.put(breaking())).rejects.toThrow('cut');
    expect(readdirSync(join(directory, 'drafts'))).toEqual([]);
  });

  it('a draft left by a killed run is cleared at the next start', async () => {
    writeFileSync(join(directory, 'drafts', 'left'), 'half');
    await openFiles(directory, key);
    expect(readdirSync(join(directory, 'drafts'))).toEqual([]);
  });

  it('a plain copy lives as long as the work with it', async () => {
    const { sha256 } = await files.put(Buffer.from('plain'));
    const path = await files.withPlainCopy(sha256, async (copy) => {
      expect(readFileSync(copy, 'utf8')).toBe('plain');
      return copy;
    });
    expect(existsSync(path)).toBe(false);
  });
});

describe('tampering', () => {
  const change = async (size: number, how: (sealed: Buffer) => Buffer) => {
    const { sha256 } = await files.put(randomBytes(size));
    writeFileSync(pathOf(sha256), how(readFileSync(pathOf(sha256))));
    return files.read(sha256);
  };
  const flip = (at: number) => (bytes: Buffer) => {
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = bytes[index]! ^ 1;
    return bytes;
  };
  const chunk = 65_536 + 16;
  const head = 11;
  it.each([
    ['a changed byte in the head', flip(5)],
    ['a changed byte in the first chunk', flip(20)],
    ['a changed byte at the end', flip(-1)],
    ['a cut at a chunk boundary', (b: Buffer) => b.subarray(0, head + chunk)],
    ['a cut in the middle', (b: Buffer) => b.subarray(0, head + chunk + 50)],
    [
      'two chunks swapped',
      (b: Buffer) =>
        Buffer.concat([
          b.subarray(0, head),
          b.subarray(head + chunk, head + 2 * chunk),
          b.subarray(head, head + chunk),
          b.subarray(head + 2 * chunk),
        ]),
    ],
    ['something added', (b: Buffer) => Buffer.concat([b, randomBytes(30)])],
    ['an empty file', () => Buffer.alloc(0)],
  ])('%s is noticed', async (_name, how) => {
    await expect(change(200_000, how)).rejects.toBeInstanceOf(FileTampered);
  });
  it('another file under its name is noticed', async () => {
    const [a, b] = [await files.put(randomBytes(10)), await files.put(randomBytes(10))];
    writeFileSync(pathOf(a.sha256), readFileSync(pathOf(b.sha256)));
    await expect(files.read(a.sha256)).rejects.toBeInstanceOf(FileTampered);
  });
  it('a hash that is not kept, or is no hash at all, is unknown', async () => {
    await expect(files.read('0'.repeat(64))).rejects.toBeInstanceOf(FileUnknown);
    await expect(files.read('../../etc/passwd')).rejects.toBeInstanceOf(FileUnknown);
    truncateSync(pathOf((await files.put(randomBytes(5))).sha256), 3);
  });
});
