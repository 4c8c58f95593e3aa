/**
 * How PostgreSQL's values look in the program, decided once: bigint is a safe integer or an error, numeric stays text (no
 * rounding), a date is 'YYYY-MM-DD', an instant is ISO 8601 in UTC. Nothing becomes a JavaScript Date.
 */
import pg from 'pg';

const oids = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  textArray: 1009,
  int8Array: 1016,
  dateArray: 1182,
  timestampArray: 1115,
  timestamptzArray: 1185,
  numericArray: 1231,
};

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the integer ${text} does not fit a JavaScript number exactly`);
  return value;
}

/** '2020-03-01 08:09:10.5+00' → '2020-03-01T08:09:10.500Z'; microseconds are kept where there are any. */
function parseInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (match) return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0')}Z`;
  const other = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(other) ? text : new Date(other).toISOString();
}

const asIs = (text: string) => text;
const textArray = pg.types.getTypeParser(oids.textArray) as unknown as (text: string) => (string | null)[];
const each = (parse: (text: string) => unknown) => (text: string) => textArray(text).map((value) => (value === null ? null : parse(value)));

const parsers = new Map<number, (text: string) => unknown>([
  [oids.int8, parseInteger],
  [oids.numeric, asIs],
  [oids.date, asIs],
  [oids.timestamp, asIs],
  [oids.timestamptz, parseInstant],
  [oids.int8Array, each(parseInteger)],
  [oids.numericArray, each(asIs)],
  [oids.dateArray, each(asIs)],
  [oids.timestampArray, each(asIs)],
  [oids.timestamptzArray, each(parseInstant)],
]);

/** For `new pg.Pool({ types })`. */
export const valueTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      const parser = parsers.get(oid);
      if (parser) return parser;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;
