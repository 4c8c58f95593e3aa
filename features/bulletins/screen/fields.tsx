// The parts of a paper as an office fills them in: title, text with its slots, the rest folded away; numbers to be filled in by hand with their
// source. The words of the language are listed beside and are put in where the caret stands.
import { Checkbox, Input } from 'antd';
import { type ReactElement, type RefObject, useEffect, useId, useRef } from 'react';
import { useLanguage } from '../../../ui/i18n.ts';
import { figureTags, otherTags } from '../rules-tags.ts';
import type { Composed, Entries, Parts } from '../words.ts';
import { Field } from './field.tsx';
import { useWords } from './words.ts';
import './fields.css';

/** Puts a text in where the caret stands. */
export type Insert = (text: string) => void;

export function PartFields({
  parts,
  mistakes,
  insert,
  onChange,
}: {
  parts: Parts;
  mistakes: Composed['mistakes'];
  insert: RefObject<Insert | null>;
  onChange: (parts: Parts) => void;
}): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (text: string): void => {
    const box = area.current;
    if (!box) return;
    const { selectionStart: from, selectionEnd: to } = box;
    onChange({ ...parts, body: parts.body.slice(0, from) + text + parts.body.slice(to) });
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(from + text.length, from + text.length);
    });
  };
  useEffect(() => {
    insert.current = put;
  });
  /** Shows the line that a mistake stands on. */
  const toLine = (line: number): void => {
    const box = area.current;
    if (!box || line < 1) return;
    const rows = parts.body.split('\n');
    const from = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    box.focus();
    box.setSelectionRange(from, from + (rows[line - 1]?.length ?? 0));
    box.scrollTop = Math.max(0, (line - 4) * 24);
  };
  const text = (name: 'head' | 'office' | 'addressee' | 'up' | 'level' | 'down', hint?: string): ReactElement => (
    <Field label={say(`part.${name}`)} value={parts[name]} hint={hint} onChange={(value) => onChange({ ...parts, [name]: value })} />
  );
  return (
    <div className="bl-fields">
      <Field label={say('part.title')} value={parts.title} onChange={(title) => onChange({ ...parts, title })} />
      <div className="bl-field">
        <label htmlFor={`${id}-body`}>{say('part.body')}</label>
        <p id={`${id}-help`} className="sz-label">
          {say('part.body.help')}
        </p>
        {mistakes.length > 0 && (
          <div className="bl-mistakes" role="alert">
            <b>{say('mistakes', { count: mistakes.length })}</b>
            <ul>
              {mistakes.map((one) => (
                <li key={`${one.line}${one.zh}`}>
                  {one.line > 0 && (
                    <button type="button" className="sz-button-plain bl-link" onClick={() => toLine(one.line)}>
                      {say('mistake.line', { line: one.line })}
                    </button>
                  )}{' '}
                  {one[language]}
                </li>
              ))}
            </ul>
          </div>
        )}
        <textarea
          id={`${id}-body`}
          ref={area}
          className="bl-body"
          spellCheck={false}
          rows={22}
          value={parts.body}
          aria-describedby={`${id}-help`}
          aria-invalid={mistakes.length > 0}
          onChange={(event) => onChange({ ...parts, body: event.target.value })}
        />
      </div>
      <Words onInsert={put} />
      <details className="bl-more">
        <summary>{say('part.more')}</summary>
        <div className="bl-pairs">
          {text('head', say('part.head.help'))}
          {text('office')}
          {text('addressee')}
          {text('up')}
          {text('level')}
          {text('down')}
          <Field
            label={say('part.copies')}
            numeric
            value={parts.copies === 0 ? '' : String(parts.copies)}
            onChange={(value) => onChange({ ...parts, copies: Math.min(99_999, Number(value.replace(/\D/g, '')) || 0) })}
          />
        </div>
        <p>
          <Checkbox checked={parts.countThrough} onChange={(event) => onChange({ ...parts, countThrough: event.target.checked })}>
            {say('part.total')}
          </Checkbox>
        </p>
        <p>
          <Checkbox checked={parts.signed} onChange={(event) => onChange({ ...parts, signed: event.target.checked })}>
            {say('part.signed')}
          </Checkbox>
        </p>
      </details>
    </div>
  );
}

const groups = [
  ['words.figures', figureTags],
  ['words.place', otherTags.filter((tag) => tag.kind === 'word')],
  ['words.tables', otherTags.filter((tag) => tag.kind === 'table' || tag.kind === 'inline')],
  ['words.flow', otherTags.filter((tag) => tag.kind === 'control')],
] as const;

/** Everything that may stand in braces. */
function Words({ onInsert }: { onInsert: Insert }): ReactElement {
  const say = useWords();
  const language = useLanguage();
  return (
    <details className="bl-more">
      <summary>{say('words')}</summary>
      {groups.map(([name, tags]) => (
        <section key={name} className="bl-words">
          <h3>{say(name)}</h3>
          <ul>
            {tags.map((tag) => (
              <li key={tag.id}>
                <button type="button" className="bl-tag" lang="zh-CN" onClick={() => onInsert(`{${tag.example[language]}}`)}>
                  <span className="sz-hidden">{say('words.insert')} </span>
                  {`{${tag.example[language]}}`}
                </button>
                <span className="sz-label">
                  {tag.kind === 'figure' && language === 'zh' ? '' : tag.about[language]}{' '}
                  {tag.keys.length > 0 &&
                    say('words.limits', {
                      keys: tag.keys.map((key) => (language === 'zh' ? key.zh : key.id)).join(language === 'zh' ? '、' : ', '),
                    })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

export function EntryFields({
  slots,
  entries,
  onChange,
}: {
  slots: Composed['entries'];
  entries: Entries;
  onChange: (entries: Entries) => void;
}): ReactElement {
  const say = useWords();
  const set = (name: string, change: Partial<Entries[string]>): void =>
    onChange({ ...entries, [name]: { value: '', source: '', ...entries[name], ...change } });
  return (
    <fieldset className="bl-entries">
      <legend>{say('entries')}</legend>
      <p className="sz-label">{say('entries.help')}</p>
      {slots.map(({ name, unit }) => (
        <div key={name} className="bl-entry">
          <span className="bl-entry-name">{name}</span>
          <Input
            className="bl-entry-value"
            inputMode="decimal"
            aria-label={say('entry.value', { name })}
            suffix={unit}
            value={entries[name]?.value ?? ''}
            onChange={(event) => set(name, { value: event.target.value.replace(/[^\d.-]/g, '') })}
          />
          <Input
            aria-label={say('entry.source', { name })}
            placeholder={say('entry.source.hint')}
            value={entries[name]?.source ?? ''}
            onChange={(event) => set(name, { source: event.target.value })}
          />
        </div>
      ))}
    </fieldset>
  );
}
