// From a request to one input object and back to sentences. Decides how text from an address becomes the value a schema asks for, that
// unknown names are refused at every depth, and how the validator's findings are said in two languages, naming the field.
import { z } from 'zod';
import { type Phrase, type Problem, phrases, sentence } from '../../vocabulary/problems.ts';

/** A problem with its two sentences ready, where the phrase book alone cannot say them. */
export interface SaidProblem extends Problem {
  field?: string;
  said?: { zh: string; en: string };
}

type Def = { type: string } & Record<string, unknown>;
const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as unknown as Def;

/** The schema as it meets raw input, without optional, default, nullable, readonly, catch and transforms around it. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return bare(def.innerType as z.core.$ZodType);
    case 'pipe': {
      const into = def.in as z.core.$ZodType;
      // z.preprocess is a pipe whose first half is a transform: the second half says the shape.
      return bare(defOf(into).type === 'transform' ? (def.out as z.core.$ZodType) : into);
    }
    case 'lazy':
      return bare((def.getter as () => z.core.$ZodType)());
    default:
      return schema;
  }
}

/** The fields of an object schema; undefined when the schema is not an object. */
export function fieldsOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  const inner = bare(schema);
  return defOf(inner).type === 'object' ? (defOf(inner).shape as Record<string, z.core.$ZodType>) : undefined;
}

/** Text from a path or a query as the schema would have it: numbers, truth values, lists of one, JSON for objects. */
export function fromText(schema: z.core.$ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return value;
  const inner = bare(schema);
  const def = defOf(inner);
  if (def.type === 'array') {
    const list = Array.isArray(value) ? value : [value];
    return list.map((one) => fromText(def.element as z.core.$ZodType, one));
  }
  if (typeof value !== 'string') return value;
  if (def.type === 'number' && /^-?\d{1,16}(\.\d{1,16})?$/.test(value)) return Number(value);
  if (def.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (def.type === 'union') {
    const options = def.options as z.core.$ZodType[];
    for (const option of options) {
      const read = fromText(option, value);
      if (read !== value && z.safeParse(option, read).success) return read;
    }
    return value;
  }
  if ((def.type === 'object' || def.type === 'record') && value.startsWith('{')) {
    try {
      return JSON.parse(value, (name, inside) => (name === '__proto__' || name === 'constructor' ? undefined : inside));
    } catch {
      return value;
    }
  }
  return value;
}

/** The first name that no schema asks for, with its path; undefined when there is none. */
function unknownName(schema: z.core.$ZodType, value: unknown, path: string): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const inner = bare(schema);
  const def = defOf(inner);
  const at = (name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
  if (def.type === 'object' && !Array.isArray(value)) {
    const shape = def.shape as Record<string, z.core.$ZodType>;
    const open = def.catchall !== undefined && defOf(def.catchall as z.core.$ZodType).type !== 'never';
    for (const [name, one] of Object.entries(value)) {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (!field && !open) return at(name);
      const found = field && unknownName(field, one, at(name));
      if (found) return found;
    }
  } else if (def.type === 'array' && Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      const found = unknownName(def.element as z.core.$ZodType, one, at(index));
      if (found) return found;
    }
  } else if (def.type === 'record') {
    for (const [name, one] of Object.entries(value)) {
      const found = unknownName(def.valueType as z.core.$ZodType, one, at(name));
      if (found) return found;
    }
  } else if (def.type === 'union') {
    const found = (def.options as z.core.$ZodType[]).map((option) => unknownName(option, value, path));
    return found.includes(undefined) ? undefined : found[0];
  }
  return undefined;
}

/** Where a text holds the sign that no text has and the database refuses; undefined when none does. */
function signOfNothing(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\u0000') ? path : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, one] of Object.entries(value)) {
    if (name.includes('\u0000')) return path || '—';
    const found = signOfNothing(one, path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads an input; unknown names first, since they say most plainly what went wrong. */
export function readInput(
  schema: z.ZodType,
  raw: Record<string, unknown>,
): { ok: true; input: unknown } | { ok: false; problem: SaidProblem } {
  const unknown = unknownName(schema, raw, '');
  if (unknown !== undefined)
    return { ok: false, problem: { code: 'request.unknown-field', params: { field: unknown.slice(0, 80) }, field: unknown } };
  const nothing = signOfNothing(raw, '');
  if (nothing !== undefined)
    return { ok: false, problem: invalid(nothing, { zh: '含有不能保存的字符', en: 'holds a character that no text has' }) };
  const read = schema.safeParse(raw);
  if (read.success) return { ok: true, input: read.data };
  return { ok: false, problem: explain(read.error.issues[0]!, raw) };
}

/** One finding of the validator as a problem. A schema that names a phrase (`{ error: 'day.invalid' }`) is answered with that phrase. */
function explain(issue: z.core.$ZodIssue, raw: unknown): SaidProblem {
  const field = issue.path.map(String).join('.');
  const value = issue.path.reduce<unknown>((at, name) => (at as Record<PropertyKey, unknown> | undefined)?.[name], raw);
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : '';
  if (issue.message in phrases) {
    const code = issue.message as Problem['code'];
    const params = { ...((issue as { params?: Record<string, string | number> }).params ?? {}), field, raw: shown };
    if ((phrases[code] as Phrase).status < 500) return { code, params, field };
  }
  return invalid(field, whyOf(issue, value));
}

function invalid(field: string, why: { zh: string; en: string }): SaidProblem {
  const params = (words: string) => ({ field: field || '—', why: words });
  return {
    code: 'request.invalid',
    params: { field, why: why.en },
    field,
    said: {
      zh: sentence({ code: 'request.invalid', params: params(why.zh) }, 'zh'),
      en: sentence({ code: 'request.invalid', params: params(why.en) }, 'en'),
    },
  };
}

const kinds: Record<string, { zh: string; en: string }> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'a group of fields' },
};

function whyOf(issue: z.core.$ZodIssue, value: unknown): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type': {
      if (value === undefined || value === null || value === '') return { zh: '不能为空', en: 'must not be empty' };
      const kind = kinds[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `应为${kind.zh}`, en: `must be ${kind.en}` };
    }
    case 'too_small': {
      const least = String(issue.minimum);
      if (issue.origin === 'string')
        return least === '1'
          ? { zh: '不能为空', en: 'must not be empty' }
          : { zh: `至少 ${least} 个字`, en: `must have at least ${least} characters` };
      if (issue.origin === 'array') return { zh: `至少 ${least} 项`, en: `must have at least ${least} entries` };
      return { zh: `不能小于 ${least}`, en: `must not be less than ${least}` };
    }
    case 'too_big': {
      const most = String(issue.maximum);
      if (issue.origin === 'string') return { zh: `最多 ${most} 个字`, en: `must have at most ${most} characters` };
      if (issue.origin === 'array') return { zh: `最多 ${most} 项`, en: `must have at most ${most} entries` };
      return { zh: `不能大于 ${most}`, en: `must not be more than ${most}` };
    }
    case 'invalid_value':
      return { zh: `应为 ${issue.values.map(String).join('、')} 之一`, en: `must be one of ${issue.values.map(String).join(', ')}` };
    case 'not_multiple_of':
      return { zh: `应为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case 'invalid_format':
      return { zh: '格式不对', en: 'is not in the right form' };
    case 'invalid_union':
      return { zh: '不是允许的取值', en: 'is not one of the allowed forms' };
    default:
      return { zh: '不符合要求', en: 'does not fit' };
  }
}
