// What a file really is, told by its first bytes and never by its name: a program renamed .xlsx is a program. Files that are
// something else are refused with a sentence that says what they are.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { refuse } from '../../vocabulary/problems.ts';
import { type Limits, megabytes } from './limits.ts';

export type Kind = 'zip' | 'compound' | 'text';

const starts = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
const says = (head: Buffer, text: string, at = 0): boolean => head.toString('latin1', at, at + text.length) === text;

function isImage(head: Buffer): boolean {
  return (
    starts(head, 0x89, 0x50, 0x4e, 0x47) ||
    starts(head, 0xff, 0xd8, 0xff) ||
    says(head, 'GIF8') ||
    (says(head, 'BM') && head.length > 26 && head.readUInt32LE(14) >= 12 && head.readUInt32LE(14) <= 124 && head.readUInt16LE(26) === 1) ||
    starts(head, 0x49, 0x49, 0x2a, 0) ||
    starts(head, 0x4d, 0x4d, 0, 0x2a) ||
    (says(head, 'RIFF') && says(head, 'WEBP', 8)) ||
    says(head, 'ftyphei', 4) ||
    says(head, 'ftypavif', 4)
  );
}

const isProgram = (head: Buffer): boolean =>
  (says(head, 'MZ') && (head.includes(0) || head.length < 64)) ||
  starts(head, 0x7f, 0x45, 0x4c, 0x46) ||
  starts(head, 0xcf, 0xfa, 0xed, 0xfe) ||
  starts(head, 0xca, 0xfe, 0xba, 0xbe) ||
  starts(head, 0x00, 0x61, 0x73, 0x6d);

const isArchive = (head: Buffer): boolean =>
  says(head, 'Rar!') ||
  starts(head, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c) ||
  starts(head, 0x1f, 0x8b) ||
  says(head, 'BZh') ||
  starts(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a) ||
  starts(head, 0x28, 0xb5, 0x2f, 0xfd) ||
  says(head, 'ustar', 257) ||
  says(head, 'MSCF');

/** Markup without the declaration and comments in front of its first tag. */
function withoutPreamble(text: string): string {
  let rest = text;
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : undefined;
    const at = end === undefined ? -1 : rest.indexOf(end);
    if (end === undefined || at === -1) return rest;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/** Reads the head of the file and says how to open it, or refuses with what it is. `name` is what the person called it. */
export function kindOf(path: string, name: string, limits: Limits): { kind: Kind; size: number } {
  const fd = openSync(path, 'r');
  let head: Buffer;
  let size: number;
  try {
    size = fstatSync(fd).size;
    const buffer = Buffer.alloc(Math.min(size, 8192));
    head = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(fd);
  }
  if (size === 0) refuse('sheets.empty');
  if (size > limits.fileBytes) refuse('sheets.too-big', { size: megabytes(size), limit: megabytes(limits.fileBytes) });
  if (says(head, 'PK\x03\x04') || says(head, 'PK\x05\x06')) return { kind: 'zip', size };
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return { kind: 'compound', size };
  if (isProgram(head)) refuse('sheets.is-program', { name });
  if (head.subarray(0, 1024).includes('%PDF-')) refuse('sheets.is-pdf', { name });
  if (isImage(head)) refuse('sheets.is-image', { name });
  if (isArchive(head)) refuse('sheets.is-archive', { name });
  if (says(head, '{\\rtf')) refuse('sheets.is-word', { name });
  // A bare BIFF stream, without the compound file around it, is what Excel wrote before 1993.
  if (head.length > 4 && head[0] === 9 && [0, 2, 4, 8].includes(head[1]!) && head[3] === 0 && head[2]! <= 16)
    refuse('sheets.is-old-workbook', { name });
  const isWide = starts(head, 0xff, 0xfe);
  const text = (isWide ? head.toString('utf16le', 2) : head.toString('latin1').replace(/^\xef\xbb\xbf/, '')).trimStart().slice(0, 4096);
  if (/^<\?xml/i.test(text) && /urn:schemas-microsoft-com:office:spreadsheet|<(\w+:)?Workbook[\s>]/.test(text))
    refuse('sheets.is-xml-workbook', { name });
  if (
    /^<(!doctype html|html|head|meta|body|table|style|div|font|script|title)[\s>]/i.test(withoutPreamble(text)) ||
    /^MIME-Version:/i.test(text)
  ) {
    refuse('sheets.is-html', { name });
  }
  if (/^<\?xml|^<!DOCTYPE/i.test(text)) refuse('sheets.is-unknown', { name });
  return { kind: 'text', size };
}
