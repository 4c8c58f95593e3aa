// The service worker: keeps the built screens on the device so that they open without a network. It decides what may be answered from the
// device: files of the build, and the page itself with a nonce of its own. Calls to /api/ are never touched, so that no answer of the server
// lies here unsealed; what a person wrote is kept by shelf.ts. Its list of files is written in when the screens are built (vite.config.ts).

/** What the library of the page does not declare. */
type Waits = Event & { waitUntil(work: Promise<unknown>): void };
type Asked = Waits & { request: Request; respondWith(answer: Promise<Response>): void };
type Told = Waits & { data: unknown };
const worker = self as unknown as {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: 'install' | 'activate', listen: (event: Waits) => void): void;
  addEventListener(kind: 'fetch', listen: (event: Asked) => void): void;
  addEventListener(kind: 'message', listen: (event: Told) => void): void;
};

/** Names of this build, one space between, written in by the build; the first is its version. */
const built: string = '__SANZAO_SCREENS__';
const [version = '', ...files] = built.split(' ');
const prefix = 'sanzao-screens-';
const mine = `${prefix}${version}`;
/** Letters stay from version to version: their names say what is in them, and there are many of them. */
const letters = 'sanzao-letters';
const page = '/';
/** A network that does not answer within this time is no network: a bar of signal in a workshop must not keep the page away. */
const patience = 3_000;

worker.addEventListener('install', (event) => event.waitUntil(keepBuild()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOthers().then(() => worker.clients.claim())));
// A newer build waits until the person says so: nobody's page changes under their hands.
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(pageFor(request));
  else if (url.pathname.startsWith('/assets/') || files.includes(url.pathname.slice(1))) event.respondWith(fileFor(request, url));
});

/** Everything or nothing: a build that is kept in part would open and then break. */
async function keepBuild(): Promise<void> {
  const cache = await caches.open(mine);
  const known = await caches.match(page, { cacheName: mine });
  if (!known) await cache.put(page, await fetched(page));
  // A file whose name says what is in it may come from the build before.
  for (const name of files) {
    const address = `/${name}`;
    if (await cache.match(address)) continue;
    const before = name.startsWith('assets/') ? await caches.match(address, { ignoreVary: true }) : undefined;
    await cache.put(address, before ?? (await fetched(address)));
  }
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address, { credentials: 'omit', cache: 'no-cache' });
  if (!response.ok) throw new Error(`${address} was answered ${response.status}`);
  return response;
}

async function dropOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== mine) await caches.delete(name);
}

/** The network first, since a signed-in page should be today's; then the page that came with this build. */
async function pageFor(request: Request): Promise<Response> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(request, { signal: stop.signal });
    if (response.status < 502) return response;
  } catch {
    // no network, or none worth waiting for
  } finally {
    clearTimeout(late);
  }
  return keptPage();
}

/** Its policy names a nonce; a kept page gets a new one each time it is shown, in its text and in its policy alike. */
async function keptPage(): Promise<Response> {
  const kept = await caches.match(page, { cacheName: mine });
  if (!kept) return Response.error();
  const policy = kept.headers.get('content-security-policy') ?? '';
  const old = /'nonce-([^']+)'/.exec(policy)?.[1];
  const text = await kept.text();
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  if (!old) return Response.error(); // a page without its policy is not shown
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  headers.set('content-security-policy', policy.replaceAll(old, nonce));
  for (const name of ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-opener-policy']) {
    const value = kept.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(text.replaceAll(old, nonce), { headers });
}

async function fileFor(request: Request, url: URL): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true, ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && url.pathname.endsWith('.woff2')) {
    const copy = response.clone();
    await (await caches.open(letters)).put(request, copy).catch(() => undefined); // a full device still shows letters of its own
  }
  return response;
}
