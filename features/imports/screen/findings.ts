// The doubts of an import as the screen goes through them: which are still open, in which order, under which name they are found again
// after the server has decided anew (numbers change, places do not).
import { useCallback, useMemo } from 'react';
import { useRead } from '../../../ui/call.ts';
import { type Finding, type ImportReply, importFindings } from '../words.ts';

export const kinds = ['refused', 'question', 'subtotal', 'warning'] as const;
export type Kind = (typeof kinds)[number];

/** The name of a finding in the address: its place. A refused cell keeps it when it is refused again for another reason. */
export const keyOf = (finding: Pick<Finding, 'kind' | 'sheet' | 'row' | 'column' | 'problem'>): string =>
  [
    finding.kind[0],
    finding.sheet,
    finding.row,
    finding.column ?? 0,
    ...(finding.kind === 'warning' ? [finding.problem.code.split('.')[1]] : []),
  ].join('-');

/** A doubt with whether it still keeps its row out: a cell that was corrected and refused again does, a settled one does not. */
export type Doubt = Finding & { open: boolean };

/** What stands as one line in the list: a doubt, or warnings of one kind in one column, with how many there are in all. */
export type Entry = { kind: Kind; key: string; doubts: readonly Doubt[]; count: number };

function entriesOf(of: Record<Kind, readonly Doubt[]>): Entry[] {
  const single = (doubt: Doubt): Entry => ({ kind: doubt.kind, key: keyOf(doubt), doubts: [doubt], count: 1 });
  const groups = new Map<string, { doubts: Doubt[]; more: number }>();
  for (const doubt of of.warning) {
    const more = doubt.problem.code === 'imports.more-of-these';
    const code = more ? String(doubt.problem.params.code) : doubt.problem.code;
    const name = `${doubt.sheet}:${doubt.column ?? 0}:${code}`;
    const group = groups.get(name) ?? { doubts: [], more: 0 };
    if (more) group.more += Number(doubt.problem.params.count);
    else group.doubts.push(doubt);
    groups.set(name, group);
  }
  return [
    ...of.refused.map(single),
    ...of.question.map(single),
    ...of.subtotal.map(single),
    ...[...groups.values()]
      .filter((group) => group.doubts.length > 0)
      .map(({ doubts, more }): Entry => ({ kind: 'warning', key: keyOf(doubts[0]!), doubts, count: doubts.length + more })),
  ];
}

export type Doubts = {
  of: Record<Kind, readonly Doubt[]>;
  totals: Record<Kind, number>;
  /** every finding that is here, in the order of the list */
  all: readonly Doubt[];
  entries: readonly Entry[];
  open: readonly Doubt[];
  error: unknown;
  waiting: boolean;
  /** asks again and gives the new list */
  refresh: () => Promise<readonly Doubt[]>;
};

const most = 500;
const none: readonly Finding[] = [];

/** Which of them are open is the server's word: it keeps what was settled beside what is left. */
function marked(findings: readonly Finding[], open: readonly Finding[]): readonly Doubt[] {
  const left = new Set(open.map(keyOf));
  // Of two reasons to refuse one cell the second is shown when the first is gone.
  const seen = new Set<string>();
  const first = (one: Finding): boolean => seen.size < seen.add(keyOf(one)).size;
  return findings
    .filter(first)
    .map((one) => ({ ...one, open: (one.kind === 'refused' || one.kind === 'question') && left.has(keyOf(one)) }))
    .sort((one, other) => one.sheet - other.sheet || one.row - other.row || (one.column ?? 0) - (other.column ?? 0));
}

type At = Pick<ImportReply, 'region' | 'id'>;

const useKind = ({ region, id }: At, enabled: boolean, kind: Kind, open?: true) =>
  useRead(importFindings, { region, id, kind, limit: most, ...(open && { open }) }, { enabled });

export function useDoubts(at: At, enabled: boolean): Doubts {
  const refused = useKind(at, enabled, 'refused');
  const question = useKind(at, enabled, 'question');
  const subtotal = useKind(at, enabled, 'subtotal');
  const warning = useKind(at, enabled, 'warning');
  const openRefused = useKind(at, enabled, 'refused', true);
  const openQuestion = useKind(at, enabled, 'question', true);
  const of = useMemo(
    () => ({
      refused: marked(refused.data?.findings ?? none, openRefused.data?.findings ?? none),
      question: marked(question.data?.findings ?? none, openQuestion.data?.findings ?? none),
      subtotal: marked(subtotal.data?.findings ?? none, none),
      warning: marked(warning.data?.findings ?? none, none),
    }),
    [refused.data, question.data, subtotal.data, warning.data, openRefused.data, openQuestion.data],
  );
  const all = useMemo(() => kinds.flatMap((kind) => of[kind]), [of]);
  const reads = [refused, question, subtotal, warning, openRefused, openQuestion];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions of the reads never change
  const refresh = useCallback(async () => {
    const [first, second, third, fourth, ...open] = (await Promise.all(reads.map((one) => one.refetch()))).map(
      (answer) => answer.data?.findings ?? none,
    );
    return marked([...first!, ...second!, ...third!, ...fourth!], open.flat());
  }, []);
  return {
    of,
    totals: {
      refused: refused.data?.total ?? 0,
      question: question.data?.total ?? 0,
      subtotal: subtotal.data?.total ?? 0,
      warning: warning.data?.total ?? 0,
    },
    all,
    entries: useMemo(() => entriesOf(of), [of]),
    open: useMemo(() => all.filter((one) => one.open), [all]),
    error: refused.error ?? question.error ?? subtotal.error ?? warning.error,
    waiting: reads.some((one) => one.isPending),
    refresh,
  };
}
