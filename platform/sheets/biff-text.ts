// The records of a binary workbook and the strings inside them, which may be cut anywhere by CONTINUE records and change between
// one and two bytes a character at each cut.
import { refuse } from '../../vocabulary/problems.ts';

export const record = {
  formula: 0x06,
  eof: 0x0a,
  externSheet: 0x17,
  date1904: 0x22,
  filePass: 0x2f,
  continue: 0x3c,
  codepage: 0x42,
  boundSheet: 0x85,
  mulRk: 0xbd,
  richString: 0xd6,
  xf: 0xe0,
  mergeCells: 0xe5,
  sst: 0xfc,
  labelSst: 0xfd,
  supBook: 0x1ae,
  number: 0x203,
  label: 0x204,
  boolErr: 0x205,
  string: 0x207,
  array: 0x221,
  rk: 0x27e,
  format: 0x41e,
  sharedFormula: 0x4bc,
  bof: 0x809,
} as const;

/** The record at a place of the stream; undefined past its end. */
export function recordAt(stream: Buffer, at: number): { type: number; data: Buffer; next: number } | undefined {
  if (at < 0 || at + 4 > stream.length) return undefined;
  const next = at + 4 + stream.readUInt16LE(at + 2);
  return next > stream.length ? undefined : { type: stream.readUInt16LE(at), data: stream.subarray(at + 4, next), next };
}

const encodings: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** Text of the years before Unicode, by the code page the book declares. */
export function decodeBytes(bytes: Buffer, codepage: number): string {
  return new TextDecoder(encodings[codepage] ?? 'windows-1252').decode(bytes);
}

/** Reads strings from one record and the CONTINUE records behind it. */
export class BiffText {
  private segment = 0;
  private at = 0;
  private readonly segments: readonly Buffer[];

  constructor(segments: readonly Buffer[]) {
    this.segments = segments;
  }

  private byte(): number {
    while (this.segment < this.segments.length && this.at >= this.segments[this.segment]!.length) {
      this.segment++;
      this.at = 0;
    }
    const buffer = this.segments[this.segment];
    return buffer === undefined ? refuse('sheets.damaged') : buffer[this.at++]!;
  }

  private u16(): number {
    return this.byte() | (this.byte() << 8);
  }

  private u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  private skip(count: number): void {
    let left = count;
    while (left > 0) {
      const buffer = this.segments[this.segment];
      if (buffer === undefined) refuse('sheets.damaged');
      const here = Math.min(left, buffer.length - this.at);
      this.at += here;
      left -= here;
      if (left > 0) {
        this.segment++;
        this.at = 0;
      }
    }
  }

  private characters(count: number, firstFlags: number): string {
    let text = '';
    let wide = (firstFlags & 1) === 1;
    let left = count;
    while (left > 0) {
      let buffer = this.segments[this.segment];
      if (buffer !== undefined && this.at >= buffer.length) {
        buffer = this.segments[++this.segment];
        this.at = 0;
        if (buffer !== undefined && buffer.length > 0) wide = (buffer[this.at++]! & 1) === 1;
      }
      if (buffer === undefined || buffer.length === 0) return refuse('sheets.damaged');
      const width = wide ? 2 : 1;
      const here = Math.min(left, Math.floor((buffer.length - this.at) / width));
      if (here === 0 && this.at < buffer.length) refuse('sheets.damaged');
      text += buffer.toString(wide ? 'utf16le' : 'latin1', this.at, this.at + here * width);
      this.at += here * width;
      left -= here;
    }
    return text;
  }

  /** A string whose length takes one or two bytes; formatting runs and phonetic text are passed over. */
  text(lengthBytes: 1 | 2): string {
    const count = lengthBytes === 1 ? this.byte() : this.u16();
    const flags = this.byte();
    const runs = flags & 8 ? this.u16() : 0;
    const extra = flags & 4 ? this.u32() : 0;
    const text = this.characters(count, flags);
    this.skip(runs * 4 + extra);
    return text;
  }

  /** The shared strings of a book. */
  sharedStrings(longest: number): string[] {
    this.u32();
    const count = this.u32();
    const strings: string[] = [];
    for (let index = 0; index < count; index++) {
      const text = this.text(2);
      if (text.length > longest) refuse('sheets.text-too-long', { limit: longest });
      strings.push(text);
    }
    return strings;
  }
}
