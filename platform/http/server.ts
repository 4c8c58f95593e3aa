// The door of the server. For each declaration: who is it, may they, is the input what the schema says, then one transaction in which
// the handler decides, and a reply held against its schema. Expected refusals leave as sentences, everything else as a reference number.
// What a room does is in its routes; how failures are said is in replies.ts; what must hold at boot is in registry.ts.
import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Endpoint } from '../../vocabulary/endpoint.ts';
import { type Problem, Refusal, refuse } from '../../vocabulary/problems.ts';
import { decideAccess, type ExpandRegion, guest, operatorOf } from '../access/access.ts';
import { SYSTEM_REGION } from '../audit/chain.ts';
import { DatabaseUnavailable } from '../db/failures.ts';
import type { Scope } from '../db/scope.ts';
import { TooLarge } from '../files/files.ts';
import { type FileReply, type Ground, type House, KeptRefusal, type Person, type Route, textOfReply, type Upload } from './house.ts';
import { fieldsOf, fromText, readInput, type SaidProblem } from './input.ts';
import { openApi } from './openapi.ts';
import { fromThisMachine, isCrossSite, isLoopback } from './origin.ts';
import { recordRefusal } from './refusals.ts';
import { checkRoutes } from './registry.ts';
import { type Answer, answerTo, answerToFault, faultForLog, problemOf } from './replies.ts';
import { openScreens } from './screens.ts';
import { receiveFile, type UnderWay } from './uploads.ts';

/** The division tree as access needs it. */
export interface Regions {
  expand: ExpandRegion;
  all(): readonly string[];
}

export interface Credentials {
  /** What the cookie carries. */
  token: string;
  address: string;
}

export interface HttpOptions {
  rooms: readonly (readonly Route[])[];
  ground: Ground;
  /** Finds who carries a token; null when it is unknown, ended or too old. Opens its own transaction. */
  authenticate(credentials: Credentials, regions: Regions): Promise<Person | null>;
  /** The tree as it stands; asked at every request, so it should be remembered by whoever gives it. */
  regions(): Promise<Regions>;
  /** Every permission that some role holds. */
  permissions: ReadonlySet<string>;
  /** The deployment was created with the demo region. */
  demo?: boolean;
  /** Calls with this bearer from this machine are the local operator's. */
  operatorToken?: string;
  /** Folder of the built screens. */
  screens?: string;
  /** Addresses of proxies in front of us whose X-Forwarded-* may be believed. */
  trustProxy?: string | string[];
  version?: string;
  uploadLimitMb?: number;
  /** One line of the log, without personal data. */
  log?(line: Record<string, unknown>): void;
  /** Hears of every fault of ours; tests make it fail the test. */
  onFault?(error: unknown, request: string): void;
}

/** What is known of a request so far, for the answer and for the chain. */
export interface Known {
  endpoint: Endpoint;
  person: Person;
  raw: Record<string, unknown>;
  regions: Regions | undefined;
  /** The handler wrote the refusal into the chain itself. */
  recorded: boolean;
}

export type Http = FastifyInstance & { routesServed: readonly Route[] };

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newReference = (): string => Array.from(randomBytes(10), (byte) => signs[byte & 31]).join('');

/** Builds the server; it listens when told to. Throws when a route is not fit to be served. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const { ground } = options;
  const routes = checkRoutes(options.rooms, options.permissions);
  const log = options.log ?? (() => {});
  const known = new WeakMap<FastifyRequest, Known>();
  const running = new Set<Promise<void>>();

  const server = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    genReqId: newReference,
    requestTimeout: 600_000,
    keepAliveTimeout: 20_000,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy ?? false,
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    exposeHeadRoutes: false,
  });
  await server.register(cookie);
  await server.register(multipart, {
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024, parts: 21, fileSize: (options.uploadLimitMb ?? 100) * 1024 * 1024 + 1 },
  });
  await server.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });
  server.removeContentTypeParser('text/plain');

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'no-store').header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
    const endpoint = (request.routeOptions.config as { endpoint?: Endpoint }).endpoint;
    if (!endpoint) return;
    const now: Known = { endpoint, person: guest, raw: {}, regions: undefined, recorded: false };
    known.set(request, now);
    if (endpoint.method !== 'GET' && !isOperator(request) && isCrossSite(request)) refuse('request.cross-site');
  });

  const isOperator = (request: FastifyRequest): boolean =>
    options.operatorToken !== undefined &&
    isLoopback(request.socket.remoteAddress ?? '') &&
    request.headers.authorization === `Bearer ${options.operatorToken}`;

  const whoAsks = async (request: FastifyRequest, regions: Regions): Promise<Person> => {
    if (isOperator(request)) return operatorOf(() => regions.all());
    const token = request.cookies[cookieName(request)];
    if (!token || token.length > 200) return guest;
    return (await options.authenticate({ token, address: request.ip }, regions)) ?? guest;
  };

  const uploading: UnderWay = new Map();
  const serveOne = async ({ endpoint, handle, ahead }: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const now = known.get(request)!;
    const regions = await options.regions();
    now.regions = regions;
    const person = await whoAsks(request, regions);
    now.person = person;
    now.raw = rawInput(endpoint, request);
    // Who may not call at all learns nothing about the input.
    if (!('public' in endpoint.access)) {
      if (person === guest) refuse('person.unknown');
      if (!person.may(endpoint.access.may)) refuse('person.may-not', { permission: endpoint.access.may });
    }
    const read = readInput(endpoint.input, now.raw);
    if (!read.ok) throw new SaidRefusal(read.problem);
    const access = decideAccess(endpoint, read.input, person, regions.expand);
    if (!access.ok) throw new Refusal(access.problem);

    const facts: House['request'] = {
      id: request.id,
      address: request.ip,
      agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
      demo: options.demo ?? false,
      loopback: fromThisMachine(request),
      secure: request.protocol === 'https',
      origin: `${request.protocol}://${request.host}`,
    };
    const file =
      endpoint.body === 'upload' ? await receiveFile(request, ground, person, uploading, options.uploadLimitMb ?? 100) : undefined;
    const upload = (): Upload => file ?? fault(`${endpoint.path} takes no file`);
    const prepared = ahead ? await ahead(read.input as never, { ground, person, request: facts, upload }) : undefined;
    const reading = endpoint.audit === 'read';
    const slow = endpoint.body === 'file' || endpoint.body === 'upload';

    let later: ((ground: Ground) => Promise<void>)[] = [];
    let cookies: { token: string | null; seconds: number | undefined }[] = [];
    const outcome = await ground.database.transaction<{ value: unknown } | { kept: Problem }>(
      access.scope,
      async (db) => {
        later = [];
        cookies = [];
        let entries = 0;
        const house: House = {
          ...withoutDatabase(ground),
          db,
          person,
          scope: access.scope,
          request: facts,
          regions,
          upload,
          async audit(entry) {
            if (endpoint.audit === 'read')
              return fault(`${endpoint.method} ${endpoint.path} says that it changes nothing, but wrote an entry`);
            if (!mayWriteInto(entry.region, endpoint, access.scope))
              return fault(`${endpoint.method} ${endpoint.path} wrote an entry outside its scope`);
            if (entry.actor && !('public' in endpoint.access))
              return fault(`${endpoint.method} ${endpoint.path} wrote an entry in another name`);
            entries += 1;
            return ground.chain.append(db, {
              region: entry.region,
              actor: entry.actor ?? { id: person.id, name: person.name },
              action: entry.action ?? endpoint.audit.action,
              kind: entry.kind,
              id: entry.id,
              facts: entry.facts,
              allowed: endpoint.audit.facts,
              request: request.id,
              result: entry.result ?? 'done',
            });
          },
          later: (work) => void later.push(work),
          cookie: (token, seconds) => void cookies.push({ token, seconds }),
        };
        let result: { value: unknown } | { kept: Problem };
        try {
          result = { value: await handle(read.input as never, house, prepared as never) };
        } catch (error) {
          if (!(error instanceof KeptRefusal)) throw error;
          result = { kept: error.problem };
          now.recorded = entries > 0;
        }
        if ('value' in result && endpoint.body !== 'file')
          result = { value: textOfReply(result.value, (value) => JSON.stringify(fitting(endpoint, value) ?? null)) };
        if (!reading && entries === 0 && 'value' in result)
          fault(`${endpoint.method} ${endpoint.path} changed something and left no entry in the audit chain`);
        return result;
      },
      {
        readOnly: reading,
        ...(reading ? { isolation: 'repeatable read' as const } : {}),
        retryable: true,
        ...(slow ? { timeoutMs: 120_000 } : {}),
      },
    );

    for (const { token, seconds } of cookies) setCookie(request, reply, token, seconds);
    for (const work of later) runLater(work, request.id);
    if ('kept' in outcome) throw new Refusal(outcome.kept);
    if (endpoint.body === 'file') return sendFile(reply, outcome.value as FileReply);
    return reply.type('application/json; charset=utf-8').send(outcome.value);
  };

  const runLater = (work: (ground: Ground) => Promise<void>, request: string): void => {
    const done = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => work(ground))
      .catch((error: unknown) => {
        log({ level: 'error', what: 'later', request, ...faultForLog(error) });
        options.onFault?.(error, request);
      })
      .finally(() => running.delete(done));
    running.add(done);
  };

  for (const route of routes)
    server.route({
      method: route.endpoint.method,
      url: route.endpoint.path,
      config: { endpoint: route.endpoint },
      handler: (request, reply) => serveOne(route, request, reply),
    });

  server.setErrorHandler(async (error, request, reply) => {
    const now = known.get(request);
    let answer: Answer;
    const problem =
      error instanceof SaidRefusal ? error.problem : (problemOf(error) ?? problemOfFastify(error, options.uploadLimitMb ?? 100));
    if (problem) answer = answerTo(problem);
    else {
      answer = answerToFault(request.id);
      options.onFault?.(error, request.id);
    }
    if (answer.status >= 500)
      log({
        level: 'error',
        what: 'request',
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? '',
        status: answer.status,
        person: now?.person.id ?? '',
        ...faultForLog(error),
      });
    if (now && !now.recorded && !(error instanceof DatabaseUnavailable)) {
      const facts = {
        problem: answer.body.code,
        result: problem ? ('refused' as const) : ('failed' as const),
        address: request.ip,
        request: request.id,
      };
      await recordRefusal(ground, now, facts).catch((failure: unknown) =>
        log({ level: 'error', what: 'refusal not recorded', request: request.id, ...faultForLog(failure) }),
      );
    }
    return sendAnswer(reply, answer);
  });

  server.get('/api/health', async (_request, reply) => {
    try {
      await ground.database.transaction({ regions: [], prefix: null, owner: null }, async () => {}, { readOnly: true, timeoutMs: 2_000 });
      return { ok: true, version: options.version ?? '', demo: options.demo ?? false };
    } catch {
      return sendAnswer(reply, answerTo({ code: 'server.busy', params: { seconds: 2 } }));
    }
  });
  let document: string | undefined;
  server.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(routes, options.version ?? '0.0.0'));
    return reply.type('application/json; charset=utf-8').send(document);
  });

  const screens = openScreens(options.screens);
  server.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api/')) return screens.answer(request, reply);
    return sendAnswer(reply, answerTo({ code: 'thing.unknown' }));
  });

  server.addHook('onClose', async () => {
    while (running.size > 0) await Promise.all(running);
  });

  return Object.assign(server, { routesServed: routes }) as unknown as Http;
}

/** A refusal whose two sentences were made where it was found. */
class SaidRefusal extends Error {
  readonly problem: SaidProblem;
  constructor(problem: SaidProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

function fault(message: string): never {
  throw new Error(message);
}

/** The reply as its schema has it; one that does not fit undoes the transaction, so that nobody is told of a failure that happened. */
function fitting(endpoint: Endpoint, value: unknown): unknown {
  const fits = endpoint.reply.safeParse(value);
  if (fits.success) return fits.data;
  const first = fits.error.issues[0]!;
  return fault(`the reply of ${endpoint.method} ${endpoint.path} does not fit its schema at ${first.path.join('.')}: ${first.code}`);
}

function withoutDatabase(ground: Ground): Omit<Ground, 'database'> {
  const { database: _, ...rest } = ground;
  return rest;
}

/** Where a handler may write entries: where it may see; a public call or one about oneself also where the person belongs. */
function mayWriteInto(region: string, endpoint: Endpoint, scope: Scope): boolean {
  if (region === SYSTEM_REGION || 'public' in endpoint.access || endpoint.access.on === 'self') return true;
  return scope.regions.includes(region) || (scope.prefix !== null && region.startsWith(scope.prefix));
}

/** Path, query and body as one object. Names in the path win, so that a body cannot name another region than the address. */
function rawInput(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  const fields = fieldsOf(endpoint.input) ?? {};
  const raw: Record<string, unknown> = {};
  const fromAddress = (values: unknown) => {
    for (const [name, value] of Object.entries((values ?? {}) as Record<string, unknown>)) raw[name] = fromText(fields[name], value);
  };
  const takesBody = endpoint.method !== 'GET' && endpoint.body !== 'upload';
  if (!takesBody || endpoint.method === 'DELETE') fromAddress(request.query);
  if (takesBody && request.body !== undefined && request.body !== null) {
    if (typeof request.body !== 'object' || Array.isArray(request.body)) refuse('request.not-understood');
    Object.assign(raw, request.body);
  }
  const inPath = request.params as Record<string, string>;
  for (const name of Object.keys(inPath)) if (name in raw) refuse('request.unknown-field', { field: name });
  fromAddress(inPath);
  return raw;
}

/** Over TLS the browser is held to the strictest form; plain http is for this machine, where Safari would drop a Secure cookie. */
const cookieName = (request: FastifyRequest): string => (request.protocol === 'https' ? '__Host-sanzao' : 'sanzao');

function setCookie(request: FastifyRequest, reply: FastifyReply, token: string | null, seconds: number | undefined): void {
  const secure = request.protocol === 'https';
  const rules = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure };
  if (token === null) reply.clearCookie(cookieName(request), rules);
  else reply.setCookie(cookieName(request), token, { ...rules, ...(seconds !== undefined && { maxAge: seconds }) });
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', String(answer.retryAfterSeconds));
  return reply.code(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const plain = file.name.replace(/[^\w.-]+/g, '_');
  return reply
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    )
    .type(file.type)
    .send(
      file.content instanceof Uint8Array
        ? Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength)
        : file.content,
    );
}

/** Fastify's own complaints about a request, as problems. */
function problemOfFastify(error: unknown, limitMb: number): SaidProblem | undefined {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { code: 'request.too-large', params: { limit: '1 MB' } };
  if (code === 'FST_REQ_FILE_TOO_LARGE' || error instanceof TooLarge)
    return { code: 'request.too-large', params: { limit: `${limitMb} MB` } };
  if (code?.startsWith('FST_ERR_CTP') || code?.startsWith('FST_PARTS') || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return { code: 'request.not-understood' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { code: 'request.not-understood' };
  return undefined;
}

export type { Upload };
