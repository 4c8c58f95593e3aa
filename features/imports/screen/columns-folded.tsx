// The columns in one line once they are settled; opens to the whole.
import type { ReactElement } from 'react';
import { Go } from '../../../ui/kit/Go.tsx';
import type { ImportReply } from '../words.ts';
import { type Intake, useFieldName } from './labels.ts';
import { useWords } from './words.ts';

export function ColumnsFolded({ of, intake, to }: { of: ImportReply; intake: Intake | undefined; to: string }): ReactElement | null {
  const say = useWords();
  const fieldName = useFieldName(intake);
  const sheets = of.mapping?.sheets ?? [];
  const used = sheets.filter((sheet) => sheet.use);
  const columns = used.flatMap((sheet) => sheet.columns);
  const taken = columns.filter((column) => column.field !== null);
  const left = columns.length - taken.length;
  const names = [...new Set(taken.map((column) => fieldName(column.field ?? '')))];
  return (
    <details className="im-folded sz-screen-only">
      <summary>
        {say('folded', { sheets: used.length, columns: taken.length })}
        {left > 0 && <span className="sz-label"> {say('folded.left', { count: left })}</span>}
        {sheets.length > used.length && (
          <span className="sz-label">
            {' '}
            {say('folded.sheets', {
              names: sheets
                .filter((sheet) => !sheet.use)
                .map((sheet) => sheet.name)
                .join('、'),
            })}
          </span>
        )}
      </summary>
      <div className="im-folded-body">
        <span className="sz-quiet">{names.join('、')}</span> <Go to={to}>{say('folded.open')}</Go>
      </div>
    </details>
  );
}
