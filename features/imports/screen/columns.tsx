// Step two: which sheet is read and what each of its columns is. Everything is proposed; a person sees it with three cells of every column
// and may change all of it. What is still missing stands on top, in words, and leads to its place.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { useSpeech } from '../../../ui/kit/Spoken.tsx';
import { columnLetters } from '../../../vocabulary/cells.ts';
import { type ImportReply, mapImport, type SheetMapping } from '../words.ts';
import { ColumnsOfSheet } from './columns-sheet.tsx';
import type { Intake } from './labels.ts';
import { type Doubt, doubtsOf } from './mapping.ts';
import { useWords } from './words.ts';
import './columns.css';

export function Columns({
  of,
  intake,
  editable,
  onSaved,
}: {
  of: ImportReply;
  intake: Intake | undefined;
  editable: boolean;
  onSaved: () => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const speak = useSpeech();
  const first = of.mapping?.sheets ?? [];
  const [sheets, setSheets] = useState<readonly SheetMapping[]>(first);
  const [remember, setRemember] = useState(true);
  const save = useWrite(mapImport, {
    quiet: true,
    onDone: () => {
      speak(say('columns.saved'));
      onSaved();
    },
  });
  // Where the header was moved, the columns shown are those of the old one: the server reads them anew.
  const moved = (sheet: SheetMapping): boolean =>
    sheet.headerRows.join() !== (first.find((one) => one.sheet === sheet.sheet)?.headerRows ?? []).join();
  const doubts = intake ? doubtsOf(sheets, intake).filter((doubt) => doubt.kind === 'no-sheet' || !moved(doubt.sheet)) : [];
  const changed = sheets !== first;
  const change = (next: SheetMapping): void => setSheets(sheets.map((sheet) => (sheet.sheet === next.sheet ? next : sheet)));
  const words = (doubt: Doubt): string => {
    if (doubt.kind === 'no-sheet') return say('doubt.no-sheet');
    if (doubt.kind === 'missing') return say('doubt.missing', { sheet: doubt.sheet.name, field: pick(doubt.field) });
    const params = {
      sheet: doubt.sheet.name,
      column: columnLetters(doubt.column.column),
      title: doubt.column.title,
      field: pick(doubt.field),
    };
    return say(`doubt.${doubt.kind}`, params);
  };
  const idOf = (doubt: Doubt): string | undefined =>
    doubt.kind === 'no-sheet'
      ? undefined
      : doubt.kind === 'missing'
        ? `im-sheet-${doubt.sheet.sheet}`
        : `im-column-${doubt.sheet.sheet}-${doubt.column.column}`;
  const lead = (doubt: Doubt): void => {
    const target = document.getElementById(idOf(doubt) ?? '');
    target?.scrollIntoView({ block: 'center' });
    target?.querySelector<HTMLElement>('select, input')?.focus();
  };
  return (
    <form
      className="im-columns"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          region: of.region,
          id: of.id,
          version: of.version,
          mapping: { sheets: sheets.map((sheet) => (moved(sheet) ? { ...sheet, columns: [] } : sheet)) },
          remember,
        });
      }}
    >
      {editable && doubts.length > 0 && (
        <div className="sz-note sz-note-problem" role="status">
          <p>
            <b>{say('columns.before', { count: doubts.length })}</b>
          </p>
          <ul className="im-doubt-links">
            {doubts.map((doubt) => (
              <li key={words(doubt)}>
                <button type="button" className="im-link" onClick={() => lead(doubt)}>
                  {words(doubt)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {sheets.map((sheet) => (
        <ColumnsOfSheet
          key={sheet.sheet}
          at={of}
          moved={moved(sheet)}
          sheet={sheet}
          intake={intake}
          editable={editable}
          year={of.year}
          onChange={change}
        />
      ))}
      {editable && (
        <div className="im-foot sz-screen-only">
          <label className="im-check">
            <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} /> {say('columns.remember')}
          </label>
          <span className="sz-grow" />
          {save.error && (
            <p className="im-problem" role="alert">
              {sentenceOf(save.error)}
            </p>
          )}
          {changed && of.status !== 'mapping' && (
            <Button onClick={() => setSheets(first)} disabled={save.isPending}>
              {say('columns.reset')}
            </Button>
          )}
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={doubts.length > 0 || (!changed && of.status !== 'mapping')}
          >
            {say(of.status === 'mapping' ? 'columns.go' : 'columns.again')}
          </Button>
        </div>
      )}
    </form>
  );
}
