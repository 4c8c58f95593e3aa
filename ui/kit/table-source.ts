// Where a table's rows come from: all in hand, or fetched window by window while one scrolls. Decides which windows are needed and keeps the
// rows of the last question on the screen until those of the new one arrive, so that nothing flashes.
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

export type Sort = { by: string; down: boolean };
export type Window<Row> = { rows: readonly Row[]; total: number };

/** Rows in hand, or a question that is asked window by window. `key` must change whenever the answer would (endpoint and filters). */
export type TableSource<Row> =
  | { rows: readonly Row[] }
  | {
      key: readonly unknown[];
      fetchPage: (window: { offset: number; limit: number; sort: Sort | undefined }, signal?: AbortSignal) => Promise<Window<Row>>;
      pageSize?: number;
    };

export type Loaded<Row> = {
  total: number;
  /** undefined: not here yet */
  at: (index: number) => Row | undefined;
  /** the rows that are here without asking, from the first on, for paper */
  here: () => readonly Row[];
  /** says which rows are on the screen */
  show: (from: number, to: number) => void;
  /** rows of a stretch, fetched when they are not here */
  stretch: (from: number, to: number) => Promise<readonly Row[]>;
  /** the rows that pass, in order: those at hand first, then window by window until `count` are found */
  gather: (passes: (row: Row) => boolean, count: number) => Promise<readonly Row[]>;
  busy: boolean;
  first: boolean;
  error: unknown;
  retry: () => void;
};

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true });

/** Orders rows in hand by plain values; what is empty stands last in either direction. */
export function sorted<Row>(
  rows: readonly Row[],
  readValue: (row: Row) => string | number | null | undefined,
  down: boolean,
): readonly Row[] {
  const turn = down ? -1 : 1;
  const missing = (value: unknown): boolean => value === null || value === undefined || value === '';
  return [...rows].sort((one, other) => {
    const a = readValue(one);
    const b = readValue(other);
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    return turn * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  });
}

export function useTableSource<Row>(
  source: TableSource<Row>,
  sort: Sort | undefined,
  plain: (row: Row, key: string) => string | number | null | undefined,
): Loaded<Row> {
  const inHand = 'rows' in source ? source.rows : undefined;
  const size = 'rows' in source ? 1 : (source.pageSize ?? 100);
  const client = useQueryClient();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback(
    (from: number, to: number) => {
      if (inHand) return;
      const wanted: number[] = [];
      for (let page = Math.max(0, Math.floor(from / size)); page <= Math.floor(to / size); page++) wanted.push(page);
      clearTimeout(timer.current);
      // Rows that only fly past are not asked for.
      timer.current = setTimeout(() => setPages((before) => (before.join() === wanted.join() ? before : wanted)), 60);
    },
    [inHand, size],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const question = 'rows' in source ? undefined : JSON.stringify([source.key, sort]);
  const keyOf = (page: number): readonly unknown[] => ['table', ...('rows' in source ? [] : source.key), sort ?? null, page];
  const fetchWindow = (page: number) => ({
    queryKey: keyOf(page),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Window<Row>> =>
      'rows' in source ? Promise.reject(new Error('in hand')) : source.fetchPage({ offset: page * size, limit: size, sort }, signal),
    staleTime: 15_000,
  });
  const answers = useQueries({
    queries: inHand
      ? []
      : [...new Set([0, ...pages])].map((page) => ({ ...fetchWindow(page), placeholderData: page === 0 ? keepPreviousData : undefined })),
  });

  // Rows already fetched for this question stay at hand; those of the question before it stay until the first new window is here.
  const kept = useRef<{ question: string | undefined; windows: Map<number, Window<Row>> }>({ question: undefined, windows: new Map() });
  const list = [...new Set([0, ...pages])];
  const fresh = answers.some((answer) => answer.data && !answer.isPlaceholderData);
  if (!inHand && fresh && kept.current.question !== question) kept.current = { question, windows: new Map() };
  if (!inHand && kept.current.question === question)
    answers.forEach((answer, index) => {
      if (answer.data && !answer.isPlaceholderData) kept.current.windows.set(list[index]!, answer.data as Window<Row>);
    });

  const ordered = useMemo(() => (inHand && sort ? sorted(inHand, (row) => plain(row, sort.by), sort.down) : inHand), [inHand, sort, plain]);
  if (ordered)
    return {
      total: ordered.length,
      at: (index) => ordered[index],
      here: () => ordered,
      show,
      stretch: async (from, to) => ordered.slice(from, to + 1),
      gather: async (passes) => ordered.filter(passes),
      busy: false,
      first: false,
      error: undefined,
      retry: () => undefined,
    };

  const { windows } = kept.current;
  const total = [...windows.values()].at(-1)?.total ?? 0;
  const failed = answers.find((answer) => answer.error);
  return {
    total,
    here: () => {
      const rows: Row[] = [];
      for (let page = 0; windows.has(page); page++) rows.push(...windows.get(page)!.rows);
      return rows;
    },
    at: (index) => windows.get(Math.floor(index / size))?.rows[index % size],
    show,
    stretch: async (from, to) => {
      const found: Row[] = [];
      for (let page = Math.floor(from / size); page <= Math.floor(to / size); page++) {
        const window = await client.fetchQuery(fetchWindow(page));
        window.rows.forEach((row, index) => {
          const at = page * size + index;
          if (at >= from && at <= to) found.push(row);
        });
      }
      return found;
    },
    gather: async (passes, count) => {
      const here = [...windows.entries()].sort(([one], [other]) => one - other).flatMap(([, window]) => window.rows.filter(passes));
      if (here.length >= count) return here;
      const found: Row[] = [];
      for (let page = 0; page * size < total && found.length < count; page++)
        found.push(...(await client.fetchQuery(fetchWindow(page))).rows.filter(passes));
      return found;
    },
    busy: answers.some((answer) => answer.isFetching),
    first: windows.size === 0 && !failed,
    error: failed?.error,
    retry: () => {
      for (const answer of answers) if (answer.error) void answer.refetch();
    },
  };
}
