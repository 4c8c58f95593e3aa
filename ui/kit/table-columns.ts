// Which columns of a table are shown and how wide: the room's proposal, changed by the person, remembered on this machine per table.
import { type ReactNode, useCallback, useMemo, useState } from 'react';

/** Pixels of a row; also --sz-row. */
export const rowHeight = 32;

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** what a copy into Excel and a sort in hand use; numbers stay numbers. Without it the column is not copied. */
  plain?: (row: Row) => string | number | null | undefined;
  /** pixels; 120 unless told */
  width?: number;
  /** 'right' for numbers */
  align?: 'left' | 'right';
  sortable?: boolean;
  /** not shown until the person chooses it */
  optional?: boolean;
  /** a second line under the title: the unit */
  unit?: string;
  /** leave out of the cards of a phone */
  notOnPhone?: boolean;
};

type Kept = { shown?: string[]; widths?: Record<string, number> };

const read = (id: string): Kept => {
  try {
    return JSON.parse(localStorage.getItem(`sanzao.table.${id}`) ?? '{}') as Kept;
  } catch {
    return {};
  }
};

export type Columns<Row> = {
  all: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  widthOf: (column: Column<Row>) => number;
  toggle: (key: string) => void;
  showAll: () => void;
  resize: (key: string, width: number) => void;
  reset: () => void;
};

/** The first column always stays: it names the row. */
export function useColumns<Row>(id: string, all: readonly Column<Row>[]): Columns<Row> {
  const [kept, setKept] = useState<Kept>(() => read(id));
  const keep = useCallback(
    (next: Kept) => {
      setKept(next);
      try {
        localStorage.setItem(`sanzao.table.${id}`, JSON.stringify(next));
      } catch {
        // a full or forbidden storage only means that the choice is not remembered
      }
    },
    [id],
  );
  return useMemo(() => {
    const usual = all.filter((column) => !column.optional).map((column) => column.key);
    const keys = new Set(kept.shown ?? usual);
    const shown = all.filter((column, index) => index === 0 || keys.has(column.key));
    return {
      all,
      shown,
      widthOf: (column) => kept.widths?.[column.key] ?? column.width ?? 120,
      toggle: (key) =>
        keep({ ...kept, shown: all.map((column) => column.key).filter((one) => (one === key ? !keys.has(one) : keys.has(one))) }),
      showAll: () => keep({ ...kept, shown: all.map((column) => column.key) }),
      resize: (key, width) => keep({ ...kept, widths: { ...kept.widths, [key]: Math.max(56, Math.min(800, Math.round(width))) } }),
      reset: () => keep({}),
    };
  }, [all, kept, keep]);
}
