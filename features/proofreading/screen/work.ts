// A relation as a worked sum: what is added, what that gives, what is printed. Decides which term is the total and how the sum is written;
// whether it holds was decided where it was found. Exact: digits and places as printed. Pure.
import type { RelationReply, StatementReply } from '../words.ts';

export type WorkRow = {
  statement: StatementReply;
  role: string;
  /** + − for a part, = or ≠ for what the parts must give, · where there is nothing to add */
  sign: string;
};

export type Work = {
  parts: readonly WorkRow[];
  total: WorkRow | null;
  /** what the parts give, in the unit of the total; null when it is not a plain sum */
  computed: string | null;
};

type Exact = { digits: bigint; scale: number };

const added = new Set<RelationReply['kind']>(['sum', 'counties', 'difference']);
const equal = new Set<RelationReply['kind']>(['restated', 'register']);

export function exactOf(text: string): Exact | undefined {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.replaceAll(',', ''));
  if (!found) return undefined;
  const digits = BigInt(`${found[2]}${found[3] ?? ''}`);
  return { digits: found[1] === '-' ? -digits : digits, scale: found[3]?.length ?? 0 };
}

export function writtenOf({ digits, scale }: Exact): string {
  const plain = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const text = scale === 0 ? plain : `${plain.slice(0, -scale)}.${plain.slice(-scale)}`;
  return digits < 0n ? `−${text}` : text;
}

/** How far off a relation is: what is printed is less, more, or the two merely differ. */
export type Off = { way: 'less' | 'more' | 'off'; by: string };

export function offOf(relation: RelationReply): Off | null {
  if (relation.holds || relation.differencePrinted === '' || relation.differencePrinted === '0') return null;
  const by = relation.differencePrinted.replace(/^[-−+]/, '');
  const total = added.has(relation.kind) ? totalOf(relation.terms) : undefined;
  if (!total || relation.difference === 0) return { way: 'off', by };
  // The difference is the left side less the right one.
  return { way: relation.difference * total.sign < 0 ? 'less' : 'more', by };
}

/** The term that the others must give: it says so itself, or stands alone on its side. */
function totalOf<Term extends { role: string; sign: number }>(terms: readonly Term[]): Term | undefined {
  const plus = terms.filter((term) => term.sign > 0);
  const minus = terms.filter((term) => term.sign < 0);
  return (
    terms.find((term) => term.role === 'total' || term.role === 'whole') ??
    (minus.length === 1 ? minus[0] : plus.length === 1 ? plus[0] : undefined)
  );
}

/** `find` gives the statement of an id. Terms whose statement is not known are left out. */
export function workOf(relation: RelationReply, find: (id: string) => StatementReply | undefined): Work {
  const terms = relation.terms.flatMap((term) => {
    const statement = find(term.statement);
    return statement ? [{ ...term, statement }] : [];
  });
  const mark = relation.holds ? '=' : '≠';
  if (equal.has(relation.kind))
    return { parts: terms.map((term) => ({ statement: term.statement, role: term.role, sign: mark })), total: null, computed: null };
  if (!added.has(relation.kind) || terms.length < 2)
    return { parts: terms.map((term) => ({ statement: term.statement, role: term.role, sign: '·' })), total: null, computed: null };
  const total = totalOf(terms);
  if (!total)
    return {
      parts: terms.map((term) => ({ statement: term.statement, role: term.role, sign: term.sign < 0 ? '−' : '+' })),
      total: null,
      computed: null,
    };
  const parts = terms.filter((term) => term !== total);
  const rows = parts.map((term): WorkRow => ({ statement: term.statement, role: term.role, sign: term.sign === total.sign ? '−' : '+' }));
  const unit = total.statement.unit;
  const values = rows.map((row) => ({ row, exact: row.statement.unit === unit ? exactOf(row.statement.exact) : undefined }));
  const scale = Math.max(0, ...values.map(({ exact }) => exact?.scale ?? 0));
  const computed = values.every(({ exact }) => exact)
    ? writtenOf({
        scale,
        digits: values.reduce(
          (sum, { row, exact }) => sum + (row.sign === '−' ? -1n : 1n) * exact!.digits * 10n ** BigInt(scale - exact!.scale),
          0n,
        ),
      })
    : null;
  return { parts: rows, total: { statement: total.statement, role: total.role, sign: mark }, computed };
}
