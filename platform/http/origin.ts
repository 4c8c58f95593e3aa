// Where a request came from: another site, this machine, an encrypted connection. Decides nothing about people.
import type { FastifyRequest } from 'fastify';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address of this machine itself. */
export const isLoopback = (address: string): boolean => address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');

/**
 * True when the caller sits at this machine and spoke to it by a loopback name. The name matters: a page of another site may point its own
 * name at 127.0.0.1 (DNS rebinding). A forwarded request is somebody else's, however near the proxy stands.
 */
export function fromThisMachine(request: FastifyRequest): boolean {
  if (request.headers.forwarded || request.headers['x-forwarded-for'] || request.headers['x-real-ip'] || request.headers.via) return false;
  const peer = request.socket.remoteAddress ?? '';
  return isLoopback(peer) && loopbackNames.has((request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase());
}

/** True when the browser says, or lets us see, that another site sent this request. `header` is the mark that only our own screens send. */
export function isCrossSite(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin !== undefined) {
    let sender: string;
    try {
      sender = new URL(origin).host;
    } catch {
      return true; // 'null': a sandboxed frame or a file
    }
    if (sender !== request.host.toLowerCase()) return true;
  }
  return request.headers['x-sanzao'] !== '1';
}
