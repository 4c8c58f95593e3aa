// Lists and their overlap: which projects are only in this list, which in two, which in three, each counted once. A matrix of filled and hollow
// marks beside bars to scale, because circles cannot be drawn true for three lists. Also a table for those who cannot see it.
import type { ReactElement, ReactNode } from 'react';
import { countText } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './charts.css';

export type SetPart = {
  /** the lists these are in, exactly */
  lists: readonly string[];
  count: number;
  /** opens the rows, or another way of showing the count (a Figure) */
  shown?: ReactNode;
};

/** Sizes of the lists, their sum, and the union, from the exact parts. Pure. */
export function setSizes(parts: readonly SetPart[]): { sizes: Record<string, number>; union: number; sum: number; repeats: number } {
  const sizes: Record<string, number> = {};
  let union = 0;
  for (const part of parts) {
    union += part.count;
    for (const list of part.lists) sizes[list] = (sizes[list] ?? 0) + part.count;
  }
  const sum = Object.values(sizes).reduce((total, size) => total + size, 0);
  return { sizes, union, sum, repeats: sum - union };
}

/** `<SetDiagram lists={[{ key: 'sanzao', name: '省三早' }, …]} parts={[{ lists: ['sanzao'], count: 4 }, { lists: ['sanzao', 'key'], count: 7 }]} label="清单重叠" />` */
export function SetDiagram({
  lists,
  parts,
  label,
}: {
  lists: readonly { key: string; name: string }[];
  parts: readonly SetPart[];
  label: string;
}): ReactElement {
  const say = useKitWords();
  const { sizes, union, sum, repeats } = setSizes(parts);
  const shown = parts.filter((part) => part.count > 0).sort((one, other) => other.count - one.count);
  const most = Math.max(...shown.map((part) => part.count), ...Object.values(sizes), 1);
  const names = (keys: readonly string[]): string => keys.map((key) => lists.find((list) => list.key === key)?.name ?? key).join(' ∩ ');
  return (
    <div className="sz-sets">
      <table aria-label={label}>
        <thead>
          <tr>
            {lists.map((list) => (
              <th key={list.key} scope="col" className="sz-sets-list">
                <span className="sz-sets-name">{list.name}</span>
                <span className="sz-sets-size">{countText(sizes[list.key] ?? 0)}</span>
                <span className="sz-sets-column" aria-hidden="true">
                  <span style={{ width: `${((sizes[list.key] ?? 0) / most) * 100}%` }} />
                </span>
              </th>
            ))}
            <th scope="col" className="sz-sets-words">
              <span className="sz-hidden">{say('sets.list')}</span>
            </th>
            <th scope="col" className="sz-sets-count">
              {say('sets.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((part) => {
            const inside = lists.map((list) => part.lists.includes(list.key));
            const first = inside.indexOf(true);
            const last = inside.lastIndexOf(true);
            return (
              <tr key={part.lists.join('+')}>
                {lists.map((list, index) => (
                  <td key={list.key} className={`sz-sets-mark${index >= first && index < last ? ' sz-sets-join' : ''}`}>
                    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                      {inside[index] ? (
                        <circle cx="6" cy="6" r="5" fill="var(--sz-accent)" />
                      ) : (
                        <circle cx="6" cy="6" r="2" fill="var(--sz-line-strong)" />
                      )}
                    </svg>
                  </td>
                ))}
                <th scope="row" className="sz-sets-words">
                  {part.lists.length === 1
                    ? say('sets.only', { names: names(part.lists) })
                    : say('sets.both', { names: names(part.lists) })}
                </th>
                <td className="sz-sets-count">
                  <span className="sz-sets-bar" aria-hidden="true">
                    <span
                      style={{ width: `${(part.count / most) * 100}%` }}
                      className={part.lists.length > 1 ? 'sz-sets-over' : undefined}
                    />
                  </span>
                  <span className="sz-sets-number">{part.shown ?? countText(part.count)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="sz-sets-sum">
        <b>{say('sets.union', { count: union })}</b>
        {repeats > 0 && <span className="sz-quiet"> {say('sets.sum', { count: sum, twice: repeats })}</span>}
      </p>
    </div>
  );
}
