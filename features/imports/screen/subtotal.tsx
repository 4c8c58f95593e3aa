// A sum that does not close: what the file says, what its rows add up to, the difference, the same after the corrections made here, and
// those rows with a running sum one can follow.
import { type ReactElement, useEffect, useState } from 'react';
import { call } from '../../../ui/call.ts';
import { countText } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { columnLetters } from '../../../vocabulary/cells.ts';
import { importCells, type Subtotal } from '../words.ts';
import type { DetailProps } from './doubt-detail.tsx';
import { useExactMoney, useFieldName } from './labels.ts';
import { useWords } from './words.ts';

export function Sum({ of, subtotal, intake }: DetailProps & { subtotal: Subtotal }): ReactElement {
  const say = useWords();
  const money = useExactMoney();
  const fieldName = useFieldName(intake);
  const shown = (value: number): string =>
    subtotal.unit === 'yuan'
      ? money(value)
      : subtotal.unit === 'count'
        ? say('count.projects', { count: countText(value) })
        : String(value);
  const { decided } = subtotal;
  const [open, setOpen] = useState(false);
  return (
    <div className="im-sum">
      <dl className="im-sum-sides">
        <div>
          <dt>{say('sum.claimed', { cell: subtotal.cell })}</dt>
          <dd>{shown(subtotal.claimed)}</dd>
        </div>
        <div>
          <dt>{say('sum.computed', { from: subtotal.from, to: subtotal.to, rows: subtotal.rows })}</dt>
          <dd>{shown(subtotal.computed)}</dd>
        </div>
        <Difference by={subtotal.claimed - subtotal.computed} shown={shown} />
      </dl>
      {decided && (
        <>
          <h3 className="im-sum-after">{say('sum.after')}</h3>
          <dl className="im-sum-sides">
            <div>
              <dt>{say('sum.claimed', { cell: subtotal.cell })}</dt>
              <dd>{decided.claimed === null ? say('sum.emptied') : shown(decided.claimed)}</dd>
            </div>
            <div>
              <dt>{say('sum.computed', { from: subtotal.from, to: subtotal.to, rows: subtotal.rows })}</dt>
              <dd>{shown(decided.computed)}</dd>
            </div>
            {decided.claimed !== null && <Difference by={decided.closes ? 0 : decided.claimed - decided.computed} shown={shown} />}
          </dl>
        </>
      )}
      <button type="button" className="im-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? say('sum.hide') : say('sum.show', { count: subtotal.rows })}
      </button>
      {open && <SumRows of={of} subtotal={subtotal} name={fieldName(subtotal.field)} />}
    </div>
  );
}

function Difference({ by, shown }: { by: number; shown: (value: number) => string }): ReactElement {
  const say = useWords();
  return (
    <div className={by === 0 ? '' : 'im-sum-difference'}>
      <dt>{say('sum.difference')}</dt>
      <dd>{by === 0 ? say('sum.closes') : `${say(by > 0 ? 'sum.more' : 'sum.less')} ${shown(Math.abs(by))}`}</dd>
    </div>
  );
}

const step = 20;
const mostRows = 400;

function SumRows({ of, subtotal, name }: Pick<DetailProps, 'of'> & { subtotal: Subtotal; name: string }): ReactElement {
  const say = useWords();
  const [rows, setRows] = useState<readonly { row: number; name: string; value: string }[] | undefined>();
  const [error, setError] = useState<unknown>();
  const letters = /^[A-Z]+/.exec(subtotal.cell)?.[0] ?? '';
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const to = Math.min(subtotal.to, subtotal.from + mostRows);
      const centres: number[] = [];
      for (let row = subtotal.from + step; row - step <= to; row += 2 * step + 1) centres.push(row);
      const answers = await Promise.all(
        centres.map((row) => call(importCells, { region: of.region, id: of.id, sheet: subtotal.sheet, row, around: step })),
      );
      if (gone) return;
      const header = answers[0]?.header ?? [];
      const nameAt = header.find((one) => one.field === 'name')?.column ?? 1;
      const valueAt = subtotal.unit === 'count' ? undefined : header.find((one) => columnLetters(one.column) === letters)?.column;
      const found = new Map<number, { row: number; name: string; value: string }>();
      for (const answer of answers)
        for (const one of answer.rows)
          if (one.row >= subtotal.from && one.row <= to)
            found.set(one.row, { row: one.row, name: one.cells[nameAt - 1] ?? '', value: valueAt ? (one.cells[valueAt - 1] ?? '') : '' });
      setRows([...found.values()].sort((a, b) => a.row - b.row));
    };
    load().catch((thrown: unknown) => {
      if (!gone) setError(thrown);
    });
    return () => {
      gone = true;
    };
  }, [of.region, of.id, subtotal, letters]);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (!rows) return <p className="sz-label">{say('opening')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a pointer
    <section className="im-sum-rows" tabIndex={0} aria-label={say('sum.show', { count: subtotal.rows })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('row')}</th>
            <th scope="col">{say('name')}</th>
            {subtotal.unit !== 'count' && (
              <th scope="col" className="sz-numbers">
                {letters} {name}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.row}>
              <td>{one.row}</td>
              <td>{one.name}</td>
              {subtotal.unit !== 'count' && <td className="sz-numbers">{one.value}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
