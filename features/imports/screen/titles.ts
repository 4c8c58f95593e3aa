// The header of a sheet as people read it. The server joins what stands above a column with ' / '; parts that neighbours share are headings
// over them, the rest is one title, also where a word was split over two rows (建设起 / 止年限). Pure.

export type Titled = { column: number; title: string };
/** One row of the drawn header; a heading spans the columns it stands over. */
export type HeaderCell = {
  text: string;
  from: number;
  to: number;
  heading: boolean /** rows of the header it reaches down */;
  rows: number;
};

const partsOf = (title: string): string[] =>
  title
    .split(' / ')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** How many leading parts of each column are headings shared with a neighbour. */
function depths(columns: readonly Titled[]): Map<number, { parts: string[]; shared: number }> {
  const sorted = [...columns].sort((a, b) => a.column - b.column);
  const all = sorted.map((one) => ({ column: one.column, parts: partsOf(one.title) }));
  const shared = (one: string[], other: string[] | undefined): number => {
    let same = 0;
    while (other && same < one.length - 1 && same < other.length && one[same] === other[same]) same += 1;
    return same;
  };
  return new Map(
    all.map(({ column, parts }, index) => [
      column,
      { parts, shared: Math.max(shared(parts, all[index - 1]?.parts), shared(parts, all[index + 1]?.parts)) },
    ]),
  );
}

/** What a column is called without the headings over it, by column. */
export function shortTitles(columns: readonly Titled[]): Map<number, string> {
  return new Map([...depths(columns)].map(([column, { parts, shared }]) => [column, parts.slice(shared).join('')]));
}

/** The headings over a column, given its joined and its short title: '项目概况' for 项目概况 / 建设起 / 止年限. */
export function headingsOf(title: string, short: string): string {
  const parts = partsOf(title);
  const own = parts.findIndex((_, index) => parts.slice(index).join('') === short);
  return own > 0 ? parts.slice(0, own).join(' / ') : '';
}

/** The rows of the drawn header: headings over the columns they stand over, titles reaching down to the last row. */
export function headerRowsOf(columns: readonly Titled[], width: number): HeaderCell[][] {
  const found = depths(columns);
  const deepest = Math.max(0, ...[...found.values()].map((one) => one.shared));
  return Array.from({ length: deepest + 1 }, (_, level) => {
    const row: HeaderCell[] = [];
    for (let column = 1; column <= width; column += 1) {
      const one = found.get(column) ?? { parts: [], shared: 0 };
      if (one.shared === level)
        row.push({ text: one.parts.slice(level).join(''), from: column, to: column, heading: false, rows: deepest + 1 - level });
      if (one.shared <= level) continue;
      const last = row.at(-1);
      const same =
        last?.heading &&
        last.to === column - 1 &&
        found
          .get(column - 1)
          ?.parts.slice(0, level + 1)
          .join(' / ') === one.parts.slice(0, level + 1).join(' / ');
      if (same) last.to = column;
      else row.push({ text: one.parts[level]!, from: column, to: column, heading: true, rows: 1 });
    }
    return row;
  });
}

/** A sentence with the column's short title instead of the joined one. */
export function withShortTitle(sentence: string, title: string | number | undefined, short: string | undefined): string {
  return typeof title === 'string' && title !== '' && short ? sentence.split(title).join(short) : sentence;
}

/** What is left of a sentence when the cell, its title and its raw text already stand beside it. */
export function reasonOf(
  sentence: string,
  { cell, title, raw }: { cell?: string | number | undefined; title?: string | number | undefined; raw?: string | null | undefined },
): string {
  let left = sentence;
  for (const head of [`${cell}（${title}）`, `${cell} (${title})`]) if (left.startsWith(head)) left = left.slice(head.length);
  left = left.replace(/^[：:]?\s*的?/, '').replace(/^the (?=")/, '');
  if (raw) for (const quoted of [`“${raw}”`, `"${raw}" `, `"${raw}"`]) if (left.startsWith(quoted)) left = left.slice(quoted.length);
  return left.charAt(0).toUpperCase() + left.slice(1);
}
