// Rows that change what is held: every field with old and new, money exact in the unit of the page, and a mark where an approver must agree.
import { Fragment, type ReactElement } from 'react';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { cellName } from '../../../vocabulary/cells.ts';
import type { ImportReply } from '../words.ts';
import { type Intake, useExactMoney, useFieldName, useValueText } from './labels.ts';
import { More, PlaceLink } from './row-parts.tsx';
import type { Row, Rows } from './rows.ts';
import { useWords } from './words.ts';

type Change = Row['changes'][number];

export function Changed({ of, rows, intake }: { of: ImportReply; rows: Rows; intake: Intake | undefined }): ReactElement {
  const say = useWords();
  const fieldName = useFieldName(intake);
  const valueText = useValueText(intake);
  const money = useExactMoney();
  const side = (change: Change, which: 'old' | 'new'): string | null => {
    const yuan = which === 'old' ? change.oldYuan : change.newYuan;
    if (yuan !== null && yuan !== undefined) return money(yuan);
    return valueText(change.field, change[which]);
  };
  const difference = (change: Change): string => {
    if (change.oldYuan === null || change.oldYuan === undefined || change.newYuan === null || change.newYuan === undefined) return '';
    const by = change.newYuan - change.oldYuan;
    return `${by > 0 ? '+' : '−'}${money(Math.abs(by))}`;
  };
  return (
    <>
      {rows.error !== null && rows.error !== undefined && <ErrorNote error={rows.error} onRetry={rows.more} />}
      <div className="im-scroll">
        <table className="im-table im-changed">
          <thead>
            <tr>
              <th scope="col" className="im-table-row">
                {say('row')}
              </th>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('field')}</th>
              <th scope="col">{say('old')}</th>
              <th scope="col">{say('now')}</th>
              <th scope="col" className="sz-numbers">
                {say('difference')}
              </th>
              <th scope="col">{say('cell')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.rows.map((row) => (
              <Fragment key={`${row.sheet}-${row.row}`}>
                {row.changes.map((change, index) => (
                  <tr key={change.field} className={`${index === 0 ? 'im-changed-first' : ''}${change.guarded ? ' im-guarded' : ''}`}>
                    {index === 0 && (
                      <>
                        <td className="im-table-row" rowSpan={row.changes.length}>
                          <PlaceLink of={of} row={row} />
                        </td>
                        <th scope="row" rowSpan={row.changes.length}>
                          {row.target ? <Go to={`/projects/${of.region}/${row.target.id}`}>{row.target.name}</Go> : row.title}
                          {row.by && row.by !== 'code' && (
                            <span className="sz-label im-by">
                              {' '}
                              {say(`by-match.${row.by === 'answer' || row.by === 'former-name' ? row.by : 'name'}`)}
                            </span>
                          )}
                        </th>
                      </>
                    )}
                    <td className="im-changed-field">
                      {fieldName(change.field)}
                      {change.guarded && <b className="im-guarded-mark">{say('guarded')}</b>}
                    </td>
                    <td className={`im-old${change.newYuan !== null && change.newYuan !== undefined ? ' im-amount' : ''}`}>
                      {side(change, 'old') ?? <span className="sz-label">{say('empty')}</span>}
                    </td>
                    <td className={`im-new${change.newYuan !== null && change.newYuan !== undefined ? ' im-amount' : ''}`}>
                      {side(change, 'new') ?? <span className="sz-label">{say('empty')}</span>}
                    </td>
                    <td className="sz-numbers im-difference">{difference(change)}</td>
                    <td className="im-cell-name">{change.column ? cellName(row.row, change.column) : ''}</td>
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <More rows={rows} />
    </>
  );
}
