/**
 * What can go wrong between the product and PostgreSQL, sorted once: a rule of a table was violated (becomes the problem of the
 * constraint's name), the database is away or busy (503 and try again), the disk is full (507), or a fault of ours (500).
 */

/** A unique, foreign-key, check, exclusion or not-null rule refused the row. `constraint` is `table__meaning`. */
export class ConstraintViolation extends Error {
  readonly constraint: string;
  readonly table: string;
  readonly kind: 'unique' | 'foreign' | 'check' | 'exclusion' | 'not-null';
  constructor(constraint: string, table: string, kind: ConstraintViolation['kind'], cause: unknown) {
    super(`${constraint} (${kind}) refused a row of ${table}`, { cause });
    this.name = 'ConstraintViolation';
    this.constraint = constraint;
    this.table = table;
    this.kind = kind;
  }
}

/** The database cannot answer now; http answers 503 with Retry-After. */
export class DatabaseUnavailable extends Error {
  readonly reason: 'away' | 'busy' | 'timeout' | 'conflict' | 'disk-full';
  readonly retryAfterSeconds: number;
  /** False when the connection broke during COMMIT: the work may have been saved. */
  readonly nothingSaved: boolean;
  constructor(reason: DatabaseUnavailable['reason'], cause: unknown, nothingSaved = true) {
    super(`the database is not available (${reason}): ${(cause as Error | undefined)?.message ?? ''}`, { cause });
    this.name = 'DatabaseUnavailable';
    this.reason = reason;
    this.retryAfterSeconds = reason === 'disk-full' ? 60 : reason === 'timeout' ? 10 : 2;
    this.nothingSaved = nothingSaved;
  }
}

const kinds: Record<string, ConstraintViolation['kind']> = {
  '23505': 'unique',
  '23503': 'foreign',
  '23514': 'check',
  '23P01': 'exclusion',
  '23502': 'not-null',
};

const away = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '08P01',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

type DriverError = { code?: string; constraint?: string; table?: string; column?: string; message?: string };

/** The connection itself is broken: it must not go back to the pool. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DriverError;
  return (
    (code !== undefined && away.has(code)) ||
    /Connection terminated|connection error and is not queryable|Client has encountered/.test(message ?? '')
  );
}

/** Another transaction was in the way; the same work may succeed when repeated. */
export function isConflict(error: unknown): boolean {
  const code = ((error as { cause?: unknown })?.cause as DriverError | undefined)?.code ?? (error as DriverError)?.code;
  return code === '40001' || code === '40P01';
}

/** Sorts an error of the driver; what is not the driver's passes through unchanged. */
export function sortFailure(error: unknown): unknown {
  if (error instanceof ConstraintViolation || error instanceof DatabaseUnavailable) return error;
  const { code, constraint, table, column, message } = (error ?? {}) as DriverError;
  const kind = code === undefined ? undefined : kinds[code];
  if (kind) return new ConstraintViolation(constraint ?? `${table}__${column}_required`, table ?? '', kind, error);
  if (isConnectionLoss(error)) return new DatabaseUnavailable('away', error);
  if (code === '40001' || code === '40P01') return new DatabaseUnavailable('conflict', error);
  if (code === '57014' || code === '55P03' || code === '25P03') return new DatabaseUnavailable('timeout', error);
  if (code === '53300' || code === '53200' || /timeout exceeded when trying to connect/.test(message ?? ''))
    return new DatabaseUnavailable('busy', error);
  if (code === '53100') return new DatabaseUnavailable('disk-full', error);
  return error;
}
