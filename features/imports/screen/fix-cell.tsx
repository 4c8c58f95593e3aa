// What may be done about a cell: say what it should be (the server reads it again; the file stays as it came), or leave its row out.
import { Button } from 'antd';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { cellName } from '../../../vocabulary/cells.ts';
import type { DetailProps } from './doubt-detail.tsx';
import { useWords } from './words.ts';

export function FixCell({
  finding,
  editable,
  busy,
  onAnswer,
  title,
  of,
}: DetailProps & { title: string | undefined }): ReactElement | null {
  const say = useWords();
  const id = useId();
  const { answer } = finding;
  const [text, setText] = useState(answer?.kind === 'cell' ? (answer.value ?? '') : (finding.raw ?? ''));
  const place = { sheet: finding.sheet, row: finding.row };
  const mapped =
    finding.column !== null &&
    (of.mapping?.sheets
      .find((sheet) => sheet.sheet === finding.sheet)
      ?.columns.some((one) => one.column === finding.column && one.field !== null) ??
      false);
  const fixable = finding.column !== null && mapped && finding.problem.code !== 'imports.count-wrong';
  const must = finding.kind === 'refused';
  if (!editable) return answer ? <p className="sz-quiet">{say('answered')}</p> : null;
  if (answer?.kind === 'row')
    return (
      <div className="im-answered">
        <p>{say('row.left-out', { row: finding.row })}</p>
        <Button data-first="true" loading={busy} onClick={() => onAnswer([{ ...place, kind: 'row', value: null }])}>
          {say('back.row')}
        </Button>
      </div>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (finding.column !== null && text !== finding.raw) onAnswer([{ ...place, column: finding.column, kind: 'cell', value: text.trim() }]);
  };
  const sum = finding.kind === 'subtotal' || finding.problem.code.startsWith('imports.subtotal-');
  const leaveOut = !sum && finding.problem.code !== 'imports.note-row' && finding.problem.code !== 'imports.row-as-heading';
  return (
    <form className="im-fix" onSubmit={submit}>
      {fixable && finding.column !== null && (
        <div className="im-fix-cell">
          <label htmlFor={id}>{say('fix.label', { cell: cellName(finding.row, finding.column), title: title ?? '' })}</label>
          <div className="im-fix-line">
            <input
              id={id}
              className="sz-input im-fix-input"
              data-first="true"
              value={text}
              autoComplete="off"
              readOnly={busy}
              aria-describedby={`${id}-help`}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setText(event.target.value)}
            />
            <Button type={must ? 'primary' : 'default'} htmlType="submit" loading={busy} disabled={text === finding.raw}>
              {say('fix.do')}
            </Button>
          </div>
          <p className="sz-label" id={`${id}-help`}>
            {say('fix.help')}
          </p>
        </div>
      )}
      <div className="im-fix-other">
        {leaveOut && (
          <Button {...(!fixable && { 'data-first': 'true' })} onClick={() => onAnswer([{ ...place, kind: 'row', value: 'left-out' }])}>
            {say('fix.leave-out', { row: finding.row })}
          </Button>
        )}
        {answer?.kind === 'cell' && (
          <Button onClick={() => onAnswer([{ ...place, column: finding.column ?? 0, kind: 'cell', value: null }])}>
            {say('back.cell')}
          </Button>
        )}
        {!must && <p className="sz-label">{say(sum ? 'fix.sum' : 'fix.may')}</p>}
      </div>
    </form>
  );
}
