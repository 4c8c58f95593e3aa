// Where a text comes in: pasted, typed or dropped. A table pasted from Excel, WPS or a page stays a table as long as nobody edits it. What is
// typed is kept on this machine until it has been read, whatever happens in between.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ClipboardEvent, type FormEvent, type ReactElement, type RefObject, useId, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { call, keyOf } from '../../../ui/call.ts';
import { countText } from '../../../ui/i18n.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { useRegion, useSession, useYear } from '../../../ui/session.ts';
import { keepFile, keepText, listManuscripts, type ManuscriptReply, mostCharacters, readManuscript } from '../words.ts';
import { useDraft } from './draft.ts';
import { useWords } from './words.ts';

const types = ['.docx', '.xlsx', '.xls', '.csv', '.txt', '.html'] as const;
const mebibyte = 1_048_576;
const most = 50 * mebibyte;

type Draft = { text: string; title: string /** the same as HTML while it is as it was pasted */; html: string | null };
const nothing: Draft = { text: '', title: '', html: null };

/** A table without a title is called by its first row. */
const nameOf = (text: string): string =>
  (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);

const tablesIn = (html: string): number => (html.match(/<table[\s>]/gi) ?? []).length;

export function Composer({ area }: { area: RefObject<HTMLTextAreaElement | null> }): ReactElement {
  const say = useWords();
  const go = useGo();
  const id = useId();
  const client = useQueryClient();
  const region = useRegion();
  const { person, years } = useSession();
  const usual = useYear();
  const [draft, type, sent] = useDraft<Draft>(`proofreading.new.${person.id}`, nothing);
  const [year, setYear] = useState<number | null>(null);
  const [missing, setMissing] = useState<'empty' | 'long' | undefined>();
  const [error, setError] = useState<unknown>();
  const [way, setWay] = useState<{ label: string; done: number; total: number | null; startedAt: number; unit: string } | undefined>();
  const busy = way !== undefined;

  const opened = (reply: ManuscriptReply): void => {
    client.setQueryData(keyOf(readManuscript, { region: reply.region, id: reply.id }), reply);
    void client.invalidateQueries({ queryKey: keyOf(listManuscripts) });
    go(`/proofreading/${reply.region}/${reply.id}`);
  };
  const read = async (
    label: string,
    unit: string,
    size: number | null,
    ask: (onProgress: (done: number, total: number) => void) => Promise<ManuscriptReply>,
  ): Promise<void> => {
    setError(undefined);
    setMissing(undefined);
    const startedAt = performance.timeOrigin + performance.now();
    setWay({ label, done: size ?? 0, total: null, startedAt, unit });
    const inMegabytes = (bytes: number): number => Math.round((bytes / mebibyte) * 10) / 10;
    try {
      const reply = await ask((done, total) =>
        setWay({ label, done: inMegabytes(done), total: done < total ? inMegabytes(total) : null, startedAt, unit }),
      );
      sent();
      opened(reply);
    } catch (thrown) {
      setError(thrown);
      setWay(undefined);
    }
  };
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (busy) return;
    const { text, html, title } = draft;
    if (text.trim() === '') {
      setMissing('empty');
      area.current?.focus();
      return;
    }
    if ((html ?? text).length > mostCharacters) {
      setMissing('long');
      area.current?.focus();
      return;
    }
    void read(say('reading.text'), say('reading.characters'), text.length, () =>
      call(keepText, {
        region: region.code,
        year,
        title: title.trim() || (html === null ? '' : nameOf(text)),
        form: html === null ? 'text' : 'html',
        text: html ?? text,
      }),
    );
  };
  const take = (file: File): void =>
    void read(say('reading.file', { name: file.name }), 'MB', null, (onProgress) =>
      call(keepFile, { region: region.code, title: draft.title, ...(year !== null && { year }) }, { file, onProgress }),
    );
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const html = event.clipboardData.getData('text/html');
    const whole = draft.text === '' || event.currentTarget.selectionEnd - event.currentTarget.selectionStart === draft.text.length;
    if (!whole || tablesIn(html) === 0 || html.length > mostCharacters) return;
    event.preventDefault();
    setMissing(undefined);
    type({ ...draft, text: event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n'), html });
  };
  const offered = [...new Set([...years, usual])].sort((one, other) => other - one);
  return (
    <form className="pf-compose" onSubmit={submit} aria-label={say('new')}>
      <div className="pf-compose-text">
        <label htmlFor={id}>{say('paste')}</label>
        <textarea
          id={id}
          ref={area}
          className="sz-input pf-area pf-compose-area"
          rows={10}
          value={draft.text}
          disabled={busy}
          placeholder={say('paste.placeholder')}
          aria-invalid={missing !== undefined}
          aria-describedby={`${id}-help`}
          onPaste={onPaste}
          onChange={(event) => {
            setMissing(undefined);
            type({ ...draft, text: event.target.value, html: null });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
        <p id={`${id}-help`} className={missing ? 'pf-missing' : 'sz-label'} role={missing ? 'alert' : undefined}>
          {missing === 'empty'
            ? say('paste.empty')
            : missing === 'long'
              ? say('paste.long', { count: countText((draft.html ?? draft.text).length), most: countText(mostCharacters) })
              : draft.text === ''
                ? say('paste.help')
                : say('paste.kept', { count: countText(draft.text.length) })}
          {draft.html !== null && !missing && (
            <>
              {' '}
              <b>{say('paste.tables', { count: tablesIn(draft.html) })}</b>{' '}
              <button type="button" className="pf-link" onClick={() => type({ ...draft, html: null })}>
                {say('paste.plain')}
              </button>
            </>
          )}
        </p>
      </div>
      <div className="pf-compose-side">
        <label>
          <span>{say('title.label')}</span>
          <input
            className="sz-input"
            value={draft.title}
            maxLength={120}
            disabled={busy}
            placeholder={say('title.placeholder')}
            onChange={(event) => type({ ...draft, title: event.target.value })}
          />
        </label>
        <label>
          <span>{say('year.label')}</span>
          <select
            className="sz-select"
            value={year ?? ''}
            disabled={busy}
            onChange={(event) => setYear(event.target.value === '' ? null : Number(event.target.value))}
          >
            <option value="">{say('year.none')}</option>
            {offered.map((one) => (
              <option key={one} value={one}>
                {say('year.with', { year: one })}
              </option>
            ))}
          </select>
        </label>
        <div className="pf-compose-go">
          <Button type="primary" size="large" htmlType="submit" disabled={busy}>
            {say('go')}
          </Button>
          <span className="sz-label pf-compose-key">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
        <DropZone
          types={types}
          most={most}
          onFile={take}
          busy={busy}
          label={say('choose')}
          hint={say('choose.hint', { limit: most / mebibyte })}
        />
      </div>
      {way && (
        <div className="pf-compose-way">
          <ProgressLine label={way.label} done={way.done} total={way.total} startedAt={way.startedAt} unit={way.unit} />
        </div>
      )}
      {error !== undefined && (
        <div className="pf-compose-way">
          <ErrorNote error={error} />
        </div>
      )}
    </form>
  );
}
