// The API document, printed from the declarations the server serves: OpenAPI 3.1. Nothing in it is written by hand.
import { z } from 'zod';
import type { Route } from './house.ts';
import { fieldsOf } from './input.ts';

type Json = Record<string, unknown>;

/** JSON Schema of what is sent; what JSON cannot say (a transform) is shown as what goes into it. */
const schemaOf = (schema: z.core.$ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return rest;
};

const problem: Json = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string' },
    params: { type: 'object' },
    message: { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } },
    field: { type: 'string' },
    reference: { type: 'string' },
  },
};

/** The document of these routes. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { endpoint } of routes) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!));
    const whole = schemaOf(endpoint.input) as { properties?: Record<string, Json>; required?: string[] };
    const fields = Object.keys(fieldsOf(endpoint.input) ?? {});
    const required = new Set(whole.required ?? []);
    const inQuery = endpoint.method === 'GET' || endpoint.body === 'upload';
    const parameters = fields
      .filter((name) => inPath.has(name) || inQuery)
      .map((name) => ({
        name,
        in: inPath.has(name) ? 'path' : 'query',
        required: inPath.has(name) || required.has(name),
        schema: whole.properties?.[name] ?? {},
      }));
    const bodyFields = fields.filter((name) => !inPath.has(name) && !inQuery);
    const answer =
      endpoint.body === 'file'
        ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
        : { 'application/json': { schema: schemaOf(endpoint.reply) } };
    const operation: Json = {
      operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[/:-]+(\w)/g, (_, sign: string) => sign.toUpperCase())}`,
      summary: endpoint.summary.zh,
      description: endpoint.summary.en,
      tags: [endpoint.path.split('/')[2]],
      'x-access': endpoint.access,
      'x-audit': endpoint.audit === 'read' ? 'read' : endpoint.audit.action,
      ...('public' in endpoint.access && { security: [] }),
      parameters,
      responses: {
        200: { description: 'OK', content: answer },
        default: { description: 'refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    };
    if (endpoint.body === 'upload')
      operation.requestBody = {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
          },
        },
      };
    else if (bodyFields.length > 0)
      operation.requestBody = {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              required: bodyFields.filter((name) => required.has(name)),
              properties: Object.fromEntries(bodyFields.map((name) => [name, whole.properties?.[name] ?? {}])),
            },
          },
        },
      };
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: '三早 Sanzao', version },
    security: [{ session: [] }],
    paths,
    components: { schemas: { Problem: problem }, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-sanzao' } } },
  };
}
