// The built screens: a fixed list of files read at start, so that an address is looked up in a list and never becomes a path. Hashed files
// may be kept for ever; the page itself carries a fresh nonce each time, because styles are written at run time under a policy without
// 'unsafe-inline'.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
};
const packs = new Set(['.js', '.mjs', '.css', '.json', '.svg', '.txt', '.webmanifest', '.map']);
const squeeze = {
  br: (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: Buffer) => promisify(gzip)(text, { level: 9 }),
};

/** The policy of the page. `style` and `script` need the nonce of this very answer. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>三早 Sanzao</title><p>页面还没有构建，请运行 npm start。</p><p lang="en">The screens are not built yet; run npm start.</p></html>`;

/** Asked for by one name for ever, so that a device finds the next version; the browser asks again each time. */
const offlineWorker = '/offline-worker.js';
const cachingOf = (address: string): string =>
  address === offlineWorker ? 'no-cache' : address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';

export interface Screens {
  /** Answers a GET that no route took: a file of the build, or the page itself for an address of the screens. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

export function openScreens(folder: string | undefined): Screens {
  const files = new Map<string, string>();
  if (folder && existsSync(folder))
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
      }
  const packed = new Map<string, Promise<Buffer>>();
  let page: { text: string; readAt: number } | undefined;

  const pageText = (): string => {
    const path = files.get('/index.html');
    if (!path) return notBuilt;
    const changed = statSync(path).mtimeMs;
    if (page?.readAt !== changed) page = { text: readFileSync(path, 'utf8'), readAt: changed };
    return page.text;
  };

  return {
    async answer(request, reply) {
      const address = request.url.split('?', 1)[0]!;
      const path = address === '/index.html' ? undefined : files.get(address);
      if (path) {
        const kind = extname(path);
        reply.header('content-type', types[kind] ?? 'application/octet-stream');
        reply.header('cache-control', cachingOf(address));
        // The worker that keeps the screens on a device may load nothing from anywhere else.
        if (address === offlineWorker) reply.header('content-security-policy', "default-src 'none'; connect-src 'self'");
        if (!packs.has(kind)) return reply.send(await readFile(path));
        reply.header('vary', 'accept-encoding');
        const accepted = String(request.headers['accept-encoding'] ?? '');
        const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
        if (!encoding) return reply.send(await readFile(path));
        const key = `${encoding} ${path}`;
        let body = packed.get(key);
        if (!body) {
          body = readFile(path).then(squeeze[encoding]);
          packed.set(key, body);
        }
        return reply.header('content-encoding', encoding).send(await body);
      }
      if (extname(address) !== '' && address !== '/index.html')
        return reply.code(404).type('text/plain; charset=utf-8').send('没有这个文件。No such file.');
      const nonce = randomBytes(16).toString('base64');
      return reply
        .header('content-security-policy', pagePolicy(nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(pageText().replaceAll('__CSP_NONCE__', nonce));
    },
  };
}
