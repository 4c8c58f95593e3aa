// One file of a multipart request, streamed into the store by its content. What the file is, and whether it may be read, is decided by
// the room that asked for it; here only size and name.
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../vocabulary/problems.ts';
import type { Files } from '../files/files.ts';
import type { Upload } from './house.ts';

/** A name as people may see it again: no folders, no control signs, at most 200 characters. */
function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain.slice(-200);
}

export async function receiveFile(request: FastifyRequest, files: Files, limitMb: number): Promise<Upload> {
  if (!request.isMultipart()) refuse('request.no-file');
  const part = await request.file();
  if (!part) refuse('request.no-file');
  const kept = await files.put(part.file, { limit: limitMb * 1024 * 1024 });
  if (part.file.truncated) refuse('request.too-large', { limit: `${limitMb} MB` });
  return { sha256: kept.sha256, bytes: kept.bytes, name: plainFileName(part.filename) };
}
