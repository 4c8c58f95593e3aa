// For tests of access: a smallest input that a schema accepts, found by trying. A call whose input cannot be found so has an example here;
// the test that walks every route fails until it has one, so that no route stays unwalked.
import type { z } from 'zod';
import { bare, fieldsOf, readInput } from '../platform/http/input.ts';

const id = '01890000-0000-7000-8000-000000000001';
/** What a call is tried with where trying finds nothing: by "METHOD path". `region` is the region under test. */
const examples: Record<string, (region: string) => Record<string, unknown>> = {
  'GET /api/plans/feeds/:token.ics': (region) => ({ token: `${region}-${'0'.repeat(48)}` }),
  'GET /api/plans/:region/:project/nodes/:code/photos/:sha256': (region) => ({ region, project: id, code: 'N01', sha256: '0'.repeat(64) }),
  'GET /api/resumption/:region/cases/:id/papers/:sha256': (region) => ({ region, id, sha256: '0'.repeat(64) }),
  'POST /api/resumption/photos/wanted': (region) => ({ region, hashes: ['0'.repeat(64)] }),
  'PUT /api/resumption/photos/:region/:sha256/:piece': (region) => ({ region, sha256: '0'.repeat(64), piece: 0, of: 1, content: '/9j/' }),
  'GET /api/resumption/photos/:region/:sha256': (region) => ({ region, sha256: '0'.repeat(64) }),
  'POST /api/resumption/:region/cases/:id/commitment': (region) => ({
    region,
    id,
    version: '2020-02',
    signer: '测试',
    post: '经理',
    strokes: 'M1 1L2 2',
  }),
  'POST /api/plans/:region/seasons': (region) => ({ region, type: 'factory', stopsOn: '11-16', resumesOn: '04-01', since: '2020-01-01' }),
};

const candidates: readonly unknown[] = [
  undefined,
  '2020-03-15',
  '2020-03-15T01:00:00.000Z',
  id,
  1,
  2020,
  true,
  '测试',
  'name',
  'abcdefgh',
  '0123456789abcdef',
  [],
  {},
  null,
];

/** A value that the schema accepts; undefined both for "nothing needed" and "nothing found", which the caller tells apart by parsing. */
function valueFor(schema: z.ZodType, name: string, region: string): unknown {
  if (name === 'region') return region;
  const fits = (value: unknown): boolean => schema.safeParse(value).success;
  for (const candidate of candidates) if (fits(candidate)) return candidate;
  if (fits(region)) return region;
  const inner = bare(schema);
  const def = inner._zod.def as unknown as { type: string; element?: z.ZodType; options?: z.ZodType[]; entries?: Record<string, string> };
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0];
  if (def.type === 'array' && def.element) return [valueFor(def.element, name.replace(/s$/, ''), region)];
  if (def.type === 'union') return def.options?.map((option) => valueFor(option, name, region)).find(fits);
  const fields = fieldsOf(schema);
  return fields
    ? Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, valueFor(one as z.ZodType, field, region)]))
    : undefined;
}

/** The smallest input of a call about a region, or the fields that have none. */
export function inputFor(
  endpoint: { method: string; path: string; input: z.ZodType },
  region: string,
): { ok: true; input: Record<string, unknown> } | { ok: false; why: string } {
  const given = examples[`${endpoint.method} ${endpoint.path}`]?.(region);
  const fields = fieldsOf(endpoint.input) ?? {};
  const input =
    given ??
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, schema]) => {
        const value = valueFor(schema as z.ZodType, name, region);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const read = readInput(endpoint.input, input);
  return read.ok
    ? { ok: true, input }
    : {
        ok: false,
        why: `${endpoint.method} ${endpoint.path}: ${read.problem.said?.en ?? read.problem.code} (add an example to app/testing-access.ts)`,
      };
}
