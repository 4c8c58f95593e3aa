// A tight forward scanner for the XML inside workbooks: tags, attributes and the text somebody asked for. It knows no document
// types and no entities beyond XML's five: a part that declares any is refused, so there is nothing to expand and nothing to fetch.
// Names are compared without their prefix and as numbers, which is what keeps a sheet of a million cells quick.
import { StringDecoder } from 'node:string_decoder';
import { refuse } from '../../vocabulary/problems.ts';

const deepest = 64;
const mostAttributes = 128;

/** The number a local name is compared by. */
export function nameOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

export type XmlHandler = {
  open(tag: number, xml: XmlScanner): void;
  close(tag: number, xml: XmlScanner): void;
  text(piece: string): void;
};

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9.]{0,60}));/g,
    (_whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? refuse('sheets.unsafe-xml');
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10ffff ? refuse('sheets.damaged') : String.fromCodePoint(code);
    },
  );
}

export class XmlScanner {
  /** Set by the handler when the text that follows is wanted. */
  wantText = false;
  /** The text the attribute positions point into; valid inside `open` only. */
  source = '';
  attributes = 0;
  readonly names = new Int32Array(mostAttributes);
  readonly from = new Int32Array(mostAttributes);
  readonly to = new Int32Array(mostAttributes);
  private depth = 0;
  private began = false;
  private rest = '';
  private readonly decoder = new StringDecoder('utf8');
  private readonly handler: XmlHandler;
  private readonly longest: number;

  constructor(handler: XmlHandler, longest: number) {
    this.handler = handler;
    this.longest = longest;
  }

  /** The value of an attribute of the tag being opened. */
  attribute(name: number): string | undefined {
    for (let i = 0; i < this.attributes; i++) if (this.names[i] === name) return this.value(i);
    return undefined;
  }

  value(index: number): string {
    const raw = this.source.slice(this.from[index], this.to[index]);
    return raw.includes('&') ? decode(raw) : raw;
  }

  push(chunk: Buffer): void {
    // A chunk of plain ASCII becomes a one-byte string, half the memory and noticeably faster to scan.
    const text = this.decoder.write(chunk);
    if (!this.began && text.length > 0) {
      this.began = true;
      if (chunk[0] === 0xff || chunk[0] === 0xfe || chunk[0] === 0) refuse('sheets.damaged');
    }
    this.scan(this.rest === '' ? text : this.rest + text);
  }

  end(): void {
    const text = this.decoder.end();
    if (text !== '') this.scan(this.rest + text);
    if (this.depth !== 0 || !this.began || this.rest.includes('<')) refuse('sheets.damaged');
  }

  private emit(raw: string): void {
    let text = raw.includes('&') ? decode(raw) : raw;
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    this.handler.text(text);
  }

  private keep(source: string, at: number): void {
    this.rest = at === 0 ? source : source.slice(at);
    if (this.rest.length > this.longest * 6 + 4096) refuse('sheets.text-too-long', { limit: this.longest });
  }

  private scan(source: string): void {
    const length = source.length;
    this.source = source;
    let at = 0;
    for (;;) {
      const less = source.indexOf('<', at);
      if (less === -1) {
        if (this.wantText) this.keep(source, at);
        else this.rest = '';
        return;
      }
      if (this.wantText && less > at) this.emit(source.slice(at, less));
      const first = source.charCodeAt(less + 1);
      if (first === 47 /* / */) {
        const more = source.indexOf('>', less);
        if (more === -1) {
          this.keep(source, less);
          return;
        }
        let hash = 0;
        for (let i = less + 2; i < more; i++) {
          const c = source.charCodeAt(i);
          if (c === 58) hash = 0;
          else if (c > 32) hash = (Math.imul(hash, 31) + c) | 0;
        }
        if (--this.depth < 0) refuse('sheets.damaged');
        this.handler.close(hash, this);
        at = more + 1;
      } else if (first === 33 /* ! */ || first === 63 /* ? */) {
        const next = this.aside(source, less, first);
        if (next === -1) {
          this.keep(source, less);
          return;
        }
        at = next;
      } else {
        const next = less + 1 < length ? this.tag(source, less + 1, length) : -1;
        if (next === -1) {
          this.keep(source, less);
          return;
        }
        at = next;
      }
    }
  }

  /** Comments, CDATA and processing instructions; −1 when not all of it is there yet. */
  private aside(source: string, less: number, first: number): number {
    if (first === 63) {
      const end = source.indexOf('?>', less);
      return end === -1 ? -1 : end + 2;
    }
    const head = source.slice(less, less + 9);
    if (head.startsWith('<!--')) {
      const end = source.indexOf('-->', less + 4);
      return end === -1 ? -1 : end + 3;
    }
    if (head === '<![CDATA[') {
      const end = source.indexOf(']]>', less + 9);
      if (end === -1) return -1;
      if (this.wantText) this.handler.text(source.slice(less + 9, end));
      return end + 3;
    }
    if (head.length < 9 && ('<!--'.startsWith(head) || '<![CDATA['.startsWith(head))) return -1;
    return refuse('sheets.unsafe-xml');
  }

  /** An opening tag with its attributes; −1 when its end is not there yet. */
  private tag(source: string, start: number, length: number): number {
    let at = start;
    let tag = 0;
    let c = 0;
    for (; at < length; at++) {
      c = source.charCodeAt(at);
      if (c === 62 || c === 47 || c <= 32) break;
      if (c === 58) tag = 0;
      else tag = (Math.imul(tag, 31) + c) | 0;
    }
    let count = 0;
    let closed = false;
    for (;;) {
      if (at >= length) return -1;
      c = source.charCodeAt(at);
      if (c === 62) break;
      if (c <= 32) {
        at++;
        continue;
      }
      if (c === 47) {
        closed = true;
        at++;
        continue;
      }
      let name = 0;
      for (; at < length; at++) {
        c = source.charCodeAt(at);
        if (c === 61 || c === 62 || c <= 32) break;
        if (c === 58) name = 0;
        else name = (Math.imul(name, 31) + c) | 0;
      }
      while (at < length && source.charCodeAt(at) <= 32) at++;
      if (at >= length) return -1;
      if (source.charCodeAt(at) !== 61) refuse('sheets.damaged');
      at++;
      while (at < length && source.charCodeAt(at) <= 32) at++;
      if (at >= length) return -1;
      const quote = source.charCodeAt(at);
      if (quote !== 34 && quote !== 39) refuse('sheets.damaged');
      const end = source.indexOf(quote === 34 ? '"' : "'", at + 1);
      if (end === -1) return -1;
      if (count < mostAttributes) {
        this.names[count] = name;
        this.from[count] = at + 1;
        this.to[count] = end;
        count++;
      }
      at = end + 1;
    }
    this.attributes = count;
    if (++this.depth > deepest) refuse('sheets.damaged');
    this.handler.open(tag, this);
    if (closed) {
      this.depth--;
      this.handler.close(tag, this);
    }
    return at + 1;
  }
}

const escapes = /_x([0-9a-fA-F]{4})_/g;

/** Excel writes characters XML cannot carry as _x000D_; a literal "_x000D_" is itself escaped as _x005F_x000D_. */
export function unescapeExcel(text: string): string {
  return text.includes('_x') ? text.replace(escapes, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
