// Writes a zip file front to back: each part is compressed as it comes and its sizes follow it, so nothing is held but one chunk.
// Parts carry the first day a zip can name, so the same content always gives the same bytes.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

type Written = { name: Buffer; crc: number; packed: number; unpacked: number; offset: number };

const day = 0x0021;
const flags = 0x0808;

export class ZipWriter {
  bytes = 0;
  private readonly written: Written[] = [];
  private readonly target: Writable;
  private failure: Error | undefined;

  constructor(target: Writable) {
    this.target = target;
    target.once('error', (error) => {
      this.failure = error;
    });
  }

  private async put(chunk: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.target.destroyed) throw new Error('The receiver of the workbook went away.');
    this.bytes += chunk.length;
    if (!this.target.write(chunk)) await Promise.race([once(this.target, 'drain'), once(this.target, 'close')]);
  }

  /** Writes one part from its pieces of text. */
  async part(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, unpacked: 0, offset: this.bytes };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(day, 12);
    head.writeUInt16LE(entry.name.length, 26);
    await this.put(Buffer.concat([head, entry.name]));

    const deflate = createDeflateRaw({ level: 4 });
    const draining = (async () => {
      for await (const chunk of deflate) {
        entry.packed += (chunk as Buffer).length;
        await this.put(chunk as Buffer);
      }
    })();
    draining.catch(() => deflate.destroy());
    try {
      for await (const piece of pieces) {
        const chunk = Buffer.from(piece);
        entry.crc = crc32(chunk, entry.crc);
        entry.unpacked += chunk.length;
        if (!deflate.write(chunk)) await Promise.race([once(deflate, 'drain'), draining]);
        if (this.failure) throw this.failure;
      }
    } catch (error) {
      deflate.destroy();
      await draining.catch(() => undefined);
      throw error;
    }
    deflate.end();
    await draining;
    if (entry.unpacked > 0xffffffff || this.bytes > 0xffffffff) throw new Error('The workbook is larger than a plain zip file can be.');
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(entry.crc, 4);
    tail.writeUInt32LE(entry.packed, 8);
    tail.writeUInt32LE(entry.unpacked, 12);
    await this.put(tail);
    this.written.push(entry);
  }

  /** Writes the directory; the receiver is left open for its owner to close. */
  async end(): Promise<void> {
    const start = this.bytes;
    for (const entry of this.written) {
      const head = Buffer.alloc(46);
      head.writeUInt32LE(0x02014b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(20, 6);
      head.writeUInt16LE(flags, 8);
      head.writeUInt16LE(8, 10);
      head.writeUInt16LE(day, 14);
      head.writeUInt32LE(entry.crc, 16);
      head.writeUInt32LE(entry.packed, 20);
      head.writeUInt32LE(entry.unpacked, 24);
      head.writeUInt16LE(entry.name.length, 28);
      head.writeUInt32LE(entry.offset, 42);
      await this.put(Buffer.concat([head, entry.name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.written.length, 8);
    end.writeUInt16LE(this.written.length, 10);
    end.writeUInt32LE(this.bytes - start, 12);
    end.writeUInt32LE(start, 16);
    await this.put(end);
  }
}
