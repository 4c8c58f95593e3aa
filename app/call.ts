/**
 * How a command reaches the product: always by a request to its own endpoints, so that a command may do no more and no less than
 * a person. To the running server over loopback, or into a server composed in this process. Expected refusals come back as Refused.
 */
import { createReadStream, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Sentence } from '../platform/db/start-refusal.ts';
import type { Http } from '../platform/http/server.ts';

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** A file to upload. */
  file?: string;
  /** The reply is a file: its bytes are given back. */
  bytes?: true;
};

// biome-ignore lint/suspicious/noExplicitAny: the reply was checked against its declaration on the way out
export type Reach = (call: Call) => Promise<any>;

/** The product refused, in its own sentence. */
export class Refused extends Error {
  readonly code: string;
  readonly sentence: Sentence;
  constructor(status: number, text: string) {
    const said = parse(text) as { code?: string; message?: Sentence } | undefined;
    const fallback = { zh: `服务器回答 ${status}：${text.slice(0, 300)}`, en: `The server answered ${status}: ${text.slice(0, 300)}` };
    const sentence = said?.message ?? fallback;
    super(sentence.en);
    this.name = 'Refused';
    this.code = said?.code ?? 'unknown';
    this.sentence = sentence;
  }
}

export function reachRunning(address: string, token: string): Reach {
  return async (call) => {
    const { headers, payload } = prepare(call, { authorization: `Bearer ${token}` });
    const url = new URL(target(call), address);
    const { status, body } = await new Promise<{ status: number; body: Buffer }>((done, fail) => {
      const request = httpRequest(url, { method: call.method ?? 'GET', headers }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) }));
        response.on('error', fail);
      });
      request.on('error', fail);
      if (payload instanceof Readable) payload.on('error', fail).pipe(request);
      else request.end(payload);
    });
    return answer(call, status, body);
  };
}

export function reachInside(http: Http, token: string): Reach {
  return async (call) => {
    const { status, body } = await inject(http, call, { authorization: `Bearer ${token}` });
    return answer(call, status, body);
  };
}

/** Enters a demonstration composed in this process as one of its people, does the work with that person's calls, and signs out. */
export async function asDemoPerson<T>(http: Http, person: string, work: (reach: Reach) => Promise<T>): Promise<T> {
  const entered = await inject(http, { method: 'POST', path: '/api/session/demo', body: { person } }, {});
  answer({ path: '/api/session/demo' }, entered.status, entered.body);
  const credentials = { cookie: entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const reach: Reach = async (call) => {
    const { status, body } = await inject(http, call, credentials);
    return answer(call, status, body);
  };
  try {
    return await work(reach);
  } finally {
    await reach({ method: 'DELETE', path: '/api/session' });
  }
}

async function inject(
  http: Http,
  call: Call,
  credentials: Record<string, string>,
): Promise<{ status: number; body: Buffer; cookies: readonly { name: string; value: string }[] }> {
  const { headers, payload } = prepare(call, credentials);
  const response = await http.inject({
    method: call.method ?? 'GET',
    url: target(call),
    headers: { host: '127.0.0.1', ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.rawPayload, cookies: response.cookies };
}

function answer(call: Call, status: number, body: Buffer): unknown {
  if (status >= 400) throw new Refused(status, body.toString('utf8'));
  return call.bytes ? body : parse(body.toString('utf8'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function target({ path, query = {} }: Call): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) words.set(name, String(value));
  return words.size > 0 ? `${path}?${words}` : path;
}

function prepare(
  call: Call,
  credentials: Record<string, string>,
): { headers: Record<string, string>; payload: string | Readable | undefined } {
  const headers: Record<string, string> = { ...credentials, 'x-sanzao': '1' };
  if (call.file !== undefined) {
    const boundary = `sanzao-${crypto.randomUUID()}`;
    const name = basename(call.file).replace(/["\\\r\n]/g, '_');
    const head = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    );
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    const path = call.file;
    headers['content-type'] = `multipart/form-data; boundary=${boundary}`;
    headers['content-length'] = String(head.length + statSync(path).size + tail.length);
    return {
      headers,
      payload: Readable.from(
        (async function* () {
          yield head;
          yield* createReadStream(path);
          yield tail;
        })(),
        { objectMode: false },
      ),
    };
  }
  if (call.body === undefined) return { headers, payload: undefined };
  headers['content-type'] = 'application/json';
  return { headers, payload: JSON.stringify(call.body) };
}
