// The only place of the screens that speaks to the server. Decides how a declaration becomes a request and an answer becomes a value or a
// ProblemError; useRead and useWrite put that under TanStack Query. What the sentences say is decided by the server's phrase book.
import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../vocabulary/endpoint.ts';
import { sawLine } from './device/line.ts';
import { type Language, language, type Pair, pick } from './i18n.ts';
import { notify } from './notice.ts';
import { useKitWords } from './words.ts';

/** A refusal or failure in both languages. `status` 0 means that the server was not reached. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly words: Pair;
  /** What the sentence was filled with. */
  readonly params: Record<string, string | number>;
  readonly reference: string | undefined;
  /** Names the input field the problem is about, when the server said so. */
  readonly field: string | undefined;
  constructor(
    status: number,
    problem: { code: string; message: Pair; params?: Record<string, string | number>; reference?: string; field?: string },
  ) {
    super(pick(problem.message));
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = status;
    this.words = problem.message;
    this.params = problem.params ?? {};
    this.reference = problem.reference;
    this.field = problem.field;
  }
  /** The sentence in one language. */
  in(lang: Language): string {
    return pick(this.words, lang);
  }
}

/** The sentence of anything that was thrown. */
export const sentenceOf = (error: unknown, lang: Language = language()): string =>
  error instanceof ProblemError ? error.in(lang) : ourFault('error.unreadable').in(lang);

const sentences = {
  'error.offline': {
    zh: '网络不通，填写的内容还在这台机器上；接通后请再试。',
    en: 'No connection. What you typed is still on this machine; try again once you are back online.',
  },
  'error.server': {
    zh: '服务器暂时没有应答，请稍后再试；已填内容不会丢失。',
    en: 'The server is not answering. Try again shortly; nothing you typed is lost.',
  },
  'error.unreadable': {
    zh: '服务器的回答无法识别，请刷新页面；若仍如此请告诉管理员。',
    en: 'The answer of the server could not be read. Reload the page; if it happens again, tell your administrator.',
  },
} satisfies Record<string, Pair>;
const ourFault = (code: keyof typeof sentences, status = 0): ProblemError => new ProblemError(status, { code, message: sentences[code] });

type Value = string | number | boolean | null | undefined | readonly (string | number)[];

/** The address and the JSON body of a call: path names are filled from the input; the rest goes to the query of a GET or upload, else to the body. */
export function requestOf(endpoint: Pick<Endpoint, 'method' | 'path' | 'body'>, input: unknown): { url: string; body: string | undefined } {
  const rest: Record<string, unknown> = { ...(input as Record<string, unknown> | undefined) };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    if (value === undefined || value === null || value === '') throw new Error(`${endpoint.path} needs ${name}`);
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (endpoint.method !== 'GET' && endpoint.body !== 'upload') return { url: path, body: JSON.stringify(rest) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest) as [string, Value][]) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one));
    else query.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return { url: query.size ? `${path}?${query}` : path, body: undefined };
}

/** Where a person who is not signed in is sent; the address being looked at comes back after signing in. */
export const signInAddress = (from = `${location.pathname}${location.search}`): string => `/sign-in?next=${encodeURIComponent(from)}`;

function refused(status: number, text: string, method: string, path: string): ProblemError {
  let error = status >= 502 ? ourFault('error.server', status) : ourFault('error.unreadable', status);
  try {
    const problem = JSON.parse(text) as {
      code?: string;
      message?: Pair;
      params?: Record<string, string | number>;
      reference?: string;
      field?: string;
    };
    if (problem.code && problem.message?.zh)
      error = new ProblemError(status, {
        code: problem.code,
        message: problem.message,
        ...(problem.params && { params: problem.params }),
        reference: problem.reference,
        field: problem.field,
      });
  } catch {
    // not JSON: a proxy or a broken server answered, and the sentence above says so
  }
  const asking = path === '/api/session' || location.pathname.startsWith('/sign-in');
  if (status === 401 && !asking) {
    if (method === 'GET') location.assign(signInAddress());
    else notify('problem', useKitWords.now('error.signedout'), { text: '→', href: signInAddress('/') });
  }
  return error;
}

type CallOptions = {
  signal?: AbortSignal /** for `body: 'upload'` */;
  file?: File | Blob /** bytes sent so far */;
  onProgress?: (sent: number, total: number) => void;
};

/** Calls an endpoint. Throws ProblemError for every refusal and failure. */
export async function call<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  input: z.input<Input>,
  options: CallOptions = {},
): Promise<z.output<Reply>> {
  const { url, body } = requestOf(endpoint, input);
  if (endpoint.body === 'upload') return upload(endpoint.method, url, options) as Promise<z.output<Reply>>;
  const response = await send(endpoint.method, url, body, options.signal);
  const text = await response.text();
  if (!response.ok) throw refused(response.status, text, endpoint.method, endpoint.path);
  if (!text) return undefined as z.output<Reply>;
  try {
    return JSON.parse(text) as z.output<Reply>;
  } catch {
    throw ourFault('error.unreadable', response.status);
  }
}

async function send(method: string, url: string, body: string | undefined, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language() };
  if (method !== 'GET') headers['x-sanzao'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    sawLine(response.status < 502); // a gateway that answers for a server that does not is no line
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    sawLine(false);
    throw ourFault(navigator.onLine ? 'error.server' : 'error.offline');
  }
}

/** XMLHttpRequest, because fetch cannot say how many bytes have left. */
function upload(method: string, url: string, { file, onProgress, signal }: CallOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader('x-sanzao', '1');
    request.setRequestHeader('accept-language', language());
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total);
    request.onerror = () => reject(ourFault(navigator.onLine ? 'error.server' : 'error.offline'));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(refused(request.status, request.responseText, method, url));
      try {
        resolve(request.responseText ? JSON.parse(request.responseText) : undefined);
      } catch {
        reject(ourFault('error.unreadable', request.status));
      }
    };
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    if (file) form.append('file', file, file instanceof File ? file.name : 'file');
    request.send(form);
  });
}

/** Calls an endpoint whose reply is a file and hands the file to the browser under the name that the server gave it. */
export async function download<Input extends z.ZodType>(endpoint: Endpoint<Input>, input: z.input<Input>, name = 'sanzao'): Promise<void> {
  const { url, body } = requestOf(endpoint, input);
  const response = await send(endpoint.method, url, endpoint.method === 'GET' ? undefined : body);
  if (!response.ok) throw refused(response.status, await response.text(), endpoint.method, endpoint.path);
  const disposition = response.headers.get('content-disposition') ?? '';
  const named = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ? decodeURIComponent(named) : (plain ?? name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The key under which a read is kept: everything of one endpoint begins with its method and path. */
export const keyOf = (endpoint: Pick<Endpoint, 'method' | 'path'>, input?: unknown): readonly unknown[] =>
  input === undefined ? [endpoint.method, endpoint.path] : [endpoint.method, endpoint.path, input];

type ReadOptions<Reply> = {
  /** false: do not ask yet */
  enabled?: boolean;
  /** ask again every so many milliseconds while the page is visible; a function sees the last answer and stops it by returning false */
  refetchInterval?: number | false | ((data: Reply | undefined) => number | false);
  /** keep showing the last answer while the next one is on its way (for filters and paging) */
  keepPrevious?: boolean;
  /** milliseconds for which an answer is taken as fresh; 5 s unless told */
  staleTime?: number;
};

/** Reads an endpoint: `const { data, error, isPending, refetch } = useRead(listProjects, { region, year })`. */
export function useRead<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  input: z.input<Input>,
  { enabled = true, refetchInterval, keepPrevious = false, staleTime = 5_000 }: ReadOptions<z.output<Reply>> = {},
): UseQueryResult<z.output<Reply>, ProblemError> {
  return useQuery<z.output<Reply>, ProblemError>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled,
    staleTime,
    refetchInterval: typeof refetchInterval === 'function' ? (query) => refetchInterval(query.state.data) : (refetchInterval ?? false),
    ...((keepPrevious ? { placeholderData: (before: z.output<Reply> | undefined) => before } : {}) as object),
  });
}

type WriteOptions<Input, Reply> = {
  /** what becomes stale; everything unless told */
  stale?: readonly Pick<Endpoint, 'method' | 'path'>[];
  /** sentence shown when done */
  done?: Pair | ((reply: Reply) => Pair | undefined);
  onDone?: (reply: Reply, input: Input, client: QueryClient) => void;
  /** true: the caller shows the problem itself (beside the field); otherwise it is shown as a notice */
  quiet?: boolean;
};

/** Writes to an endpoint: `const save = useWrite(editProject, { done: { zh: '已保存', en: 'Saved' } }); save.mutate({ … })`. For uploads pass `{ input, file, onProgress }` to `call` yourself. */
export function useWrite<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  options: WriteOptions<z.input<Input>, z.output<Reply>> = {},
): UseMutationResult<z.output<Reply>, ProblemError, z.input<Input>> {
  const client = useQueryClient();
  return useMutation<z.output<Reply>, ProblemError, z.input<Input>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (reply, input) => {
      if (options.stale) for (const one of options.stale) void client.invalidateQueries({ queryKey: keyOf(one) });
      else void client.invalidateQueries();
      const said = typeof options.done === 'function' ? options.done(reply) : options.done;
      if (said) notify('done', pick(said));
      options.onDone?.(reply, input, client);
    },
    onError: (error) => {
      if (!options.quiet && error.status !== 401) notify('problem', sentenceOf(error));
    },
  });
}
