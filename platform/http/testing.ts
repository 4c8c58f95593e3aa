// A server for tests: entered by HTTP without a socket, with a clock that the test moves. A fault of ours fails the call that met it.
import { type Anchors, memoryAnchors } from '../audit/anchors.ts';
import { openAudit } from '../audit/audit.ts';
import { fixedClock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import type { Files } from '../files/files.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Ground } from './house.ts';
import { createHttp, type Http, type HttpOptions } from './server.ts';

/** A clock that stands still until it is moved; 2020-04-01 09:00 in Liaoyuan unless told. */
type TestClock = ReturnType<typeof fixedClock>;
const testClock = (start = '2020-04-01T01:00:00.000Z'): TestClock => fixedClock(start);

export interface TestCall {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  body?: unknown;
  /** The value of the session cookie. */
  as?: string | undefined;
  headers?: Record<string, string>;
  /** Called over https, as behind a proxy that is trusted. */
  https?: boolean;
  from?: string;
  /** A fault of ours is expected. */
  mayFail?: boolean;
}

export interface TestAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  body: any;
  text: string;
  /** The reply as it came, for a download. */
  bytes: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
  /** The session token that the answer set, if it did. */
  token: string | undefined;
}

export interface TestHttp {
  http: Http;
  ground: Ground;
  clock: TestClock;
  anchors: Anchors;
  log: Record<string, unknown>[];
  call(call: TestCall): Promise<TestAnswer>;
}

type TestOptions = Pick<HttpOptions, 'rooms' | 'permissions'> &
  Partial<Omit<HttpOptions, 'ground'>> & {
    database: Database;
    files?: Files;
    secrets?: Secrets;
    clock?: TestClock;
    anchors?: Anchors;
    authenticateWith?: (ground: Ground) => HttpOptions['authenticate'];
  };

const none = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: () => {
      throw new Error(`this test has no ${name}`);
    },
  });

export async function testHttp({ database, files, secrets, authenticateWith, ...options }: TestOptions): Promise<TestHttp> {
  const clock = options.clock ?? testClock();
  const anchors = options.anchors ?? memoryAnchors();
  const ground: Ground = {
    database,
    clock,
    files: files ?? none<Files>('files'),
    secrets: secrets ?? none<Secrets>('secrets'),
    chain: openAudit({ anchors, clock }),
  };
  const faults: unknown[] = [];
  const log: Record<string, unknown>[] = [];
  const http = await createHttp({
    authenticate: authenticateWith ? authenticateWith(ground) : async () => null,
    regions: async () => ({ expand: (code) => [code], all: () => [] }),
    trustProxy: '10.0.0.1',
    ...options,
    ground,
    log: (line) => log.push(line),
    onFault: (error) => faults.push(error),
  });
  return {
    http,
    ground,
    clock,
    anchors,
    log,
    async call({ method = 'GET', url, body, as, headers = {}, https, from, mayFail }) {
      const answer = await http.inject({
        method,
        url,
        remoteAddress: https ? '10.0.0.1' : (from ?? '127.0.0.1'),
        headers: {
          host: '127.0.0.1:8080',
          ...(method !== 'GET' && { 'x-sanzao': '1' }),
          ...(https && { 'x-forwarded-proto': 'https', 'x-forwarded-for': from ?? '203.0.113.5', host: 'sanzao.example' }),
          ...(as !== undefined && { cookie: `${https ? '__Host-sanzao' : 'sanzao'}=${as}` }),
          ...headers,
        },
        ...(body !== undefined && { payload: body as object }),
      });
      const fault = faults.splice(0)[0];
      if (fault !== undefined && !mayFail) throw new Error(`${method} ${url} met a fault of ours`, { cause: fault });
      const cookie = answer.cookies.find((one) => one.name === 'sanzao' || one.name === '__Host-sanzao');
      let parsed: unknown;
      try {
        parsed = answer.payload === '' ? undefined : JSON.parse(answer.payload);
      } catch {
        parsed = undefined;
      }
      return {
        status: answer.statusCode,
        body: parsed,
        text: answer.payload,
        bytes: answer.rawPayload,
        headers: answer.headers,
        token: cookie?.value || undefined,
      };
    },
  };
}
