// An endpoint is declared once and read by both ends: the server serves it, the screen calls it, the permission matrix lists it, the
// API document prints it. A declaration without an access rule cannot be written, so a route without one cannot boot.
import type { z } from 'zod';

/**
 * Who may call it and what the address names.
 * - `public`: anyone, signed in or not; the reason is part of the declaration.
 * - `may`: a permission; `on: 'region'` means that the input's `region` must lie inside the person's scope for that permission (else 404, as if
 *   it did not exist); `on: 'scope'` means that the reply covers whatever the person may see; `on: 'self'` concerns the caller only.
 */
export type Access = { public: string } | { may: string; on: 'region' | 'scope' | 'self' };

/** What a write leaves in the chain: the action (same grammar as permissions) and the only facts that may be written with it. */
export type AuditRule = { action: string; facts: readonly string[] } | 'read';

export type Endpoint<Input extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify form: '/api/projects/:region/:id'. Names in the path are fields of the input. */
  path: string;
  access: Access;
  /** 'read' for a call that changes nothing. Every other call must leave at least one entry, or it does not commit. */
  audit: AuditRule;
  input: Input;
  reply: Reply;
  /** 'file': the reply is a download; 'upload': the body is one multipart file beside the input's fields (in the query). */
  body?: 'file' | 'upload';
  summary: { zh: string; en: string };
};

/** Declares an endpoint. The types of both ends are inferred from it. */
export function endpoint<Input extends z.ZodType, Reply extends z.ZodType>(declaration: Endpoint<Input, Reply>): Endpoint<Input, Reply> {
  return declaration;
}

export type InputOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.input<Input> : never;
export type ParsedOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.output<Input> : never;
export type ReplyOf<E> = E extends Endpoint<z.ZodType, infer Reply> ? z.output<Reply> : never;
