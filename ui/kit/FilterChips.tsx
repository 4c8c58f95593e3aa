// Filters as removable chips, kept in the address, so that a filtered page can be sent to a colleague. Decides how a filter is written in the
// address and shown as a chip; what it filters is decided by the room that reads the address.
// biome-ignore-all lint/a11y/useSemanticElements: a fieldset inside a hanging panel or a strip of tabs brings borders and a legend that say nothing more
import { type FormEvent, type ReactElement, useMemo, useState } from 'react';
import { type Search, useSearch, valuesOf } from '../address.ts';
import { type Pair, usePick } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import { Pop } from './Pop.tsx';
import './filters.css';

/** A filter the room offers. `key` is its name in the address. */
export type FilterField =
  | { key: string; title: string; kind: 'choice'; options: readonly { value: string; text: string; count?: number }[]; single?: boolean }
  | { key: string; title: string; kind: 'text' }
  /** written min..max, either side may be empty; `factor` turns what is typed into what is written (100000000 for 亿元) */
  | { key: string; title: string; kind: 'range'; unit?: string; factor?: number }
  /** written 2020-01-01..2020-03-31 */
  | { key: string; title: string; kind: 'days' };

/** Values by filter, only those that are set. */
export type FilterValues = Record<string, readonly string[]>;

/** What the address says about these filters. Pure. */
export function filtersIn(search: Search, fields: readonly FilterField[]): FilterValues {
  return Object.fromEntries(
    fields.map((field) => [field.key, valuesOf(search, field.key)] as const).filter(([, values]) => values.length > 0),
  );
}

/** The two ends of a range text: '5000..' is { from: '5000' }. Pure. */
export function rangeOf(text: string | undefined): { from?: string; to?: string } {
  const [from, to] = (text ?? '').split('..');
  return { ...(from && { from }), ...(to && { to }) };
}

/** How a filter reads on its chip, without its title. Pure. */
export function chipText(field: FilterField, values: readonly string[], or: string): string {
  if (field.kind === 'choice')
    return values.map((value) => field.options.find((option) => option.value === value)?.text ?? value).join(` ${or} `);
  if (field.kind === 'text') return `“${values.join(' ')}”`;
  const { from, to } = rangeOf(values[0]);
  const factor = field.kind === 'range' ? (field.factor ?? 1) : 1;
  const written = (end: string | undefined): string =>
    end === undefined ? '' : field.kind === 'range' ? String(Number(end) / factor) : end;
  const unit = field.kind === 'range' && field.unit ? ` ${field.unit}` : '';
  if (from && to) return `${written(from)} – ${written(to)}${unit}`;
  return from ? `≥ ${written(from)}${unit}` : `≤ ${written(to)}${unit}`;
}

/**
 * The filters of this page, read from and written to the address:
 * `const filters = useFilters(fields); useRead(listProjects, { region, year, ...filters.values })`
 */
export function useFilters(fields: readonly FilterField[]): {
  values: FilterValues;
  set: (key: string, values: readonly string[]) => void;
  clear: () => void;
} {
  const [search, change] = useSearch();
  const values = useMemo(() => filtersIn(search, fields), [search, fields]);
  return {
    values,
    set: (key, next) => change({ [key]: next.length > 0 ? next : undefined }),
    clear: () => change(Object.fromEntries(fields.map((field) => [field.key, undefined]))),
  };
}

export function FilterChips({ fields }: { fields: readonly FilterField[] }): ReactElement {
  const say = useKitWords();
  const { values, set, clear } = useFilters(fields);
  const on = fields.filter((field) => values[field.key]);
  const off = fields.filter((field) => !values[field.key]);
  const [adding, setAdding] = useState<string | undefined>();
  const chosen = fields.find((field) => field.key === adding);
  return (
    <div className="sz-filters">
      {on.map((field) => (
        <span key={field.key} className="sz-chip">
          <Pop
            className="sz-chip-text"
            label={
              <>
                <span className="sz-chip-title">{field.title}</span> {chipText(field, values[field.key]!, say('filter.any'))}
              </>
            }
          >
            {(close) => (
              <Editor
                field={field}
                values={values[field.key]!}
                onApply={(next) => {
                  set(field.key, next);
                  if (field.kind !== 'choice' || field.single) close();
                }}
              />
            )}
          </Pop>
          <button
            type="button"
            className="sz-chip-off"
            aria-label={say('filter.remove', { label: field.title })}
            onClick={() => set(field.key, [])}
          >
            ×
          </button>
        </span>
      ))}
      {(off.length > 0 || chosen) && (
        <Pop label={`+ ${say('filter.add')}`} className="sz-chip-add" onOpen={() => setAdding(undefined)}>
          {(close) =>
            chosen ? (
              <>
                <div className="sz-pop-head">
                  <button type="button" className="sz-tool" onClick={() => setAdding(undefined)} aria-label={say('back')}>
                    ‹
                  </button>
                  {chosen.title}
                </div>
                <Editor
                  field={chosen}
                  values={values[chosen.key] ?? []}
                  onApply={(next) => {
                    set(chosen.key, next);
                    if (chosen.kind !== 'choice' || chosen.single) {
                      setAdding(undefined);
                      close();
                    }
                  }}
                />
              </>
            ) : (
              off.map((field) => (
                <button key={field.key} type="button" className="sz-pop-item" onClick={() => setAdding(field.key)}>
                  {field.title}
                </button>
              ))
            )
          }
        </Pop>
      )}
      {on.length > 1 && (
        <button type="button" className="sz-tool" onClick={clear}>
          {say('filter.clear')}
        </button>
      )}
    </div>
  );
}

function Editor({
  field,
  values,
  onApply,
}: {
  field: FilterField;
  values: readonly string[];
  onApply: (values: readonly string[]) => void;
}): ReactElement {
  const say = useKitWords();
  if (field.kind === 'choice')
    return (
      <div role="group" aria-label={field.title}>
        {field.options.map((option) => {
          const on = values.includes(option.value);
          return (
            <label key={option.value} className="sz-pop-item">
              <input
                type={field.single ? 'radio' : 'checkbox'}
                name={field.key}
                checked={on}
                onChange={() =>
                  onApply(field.single ? [option.value] : on ? values.filter((value) => value !== option.value) : [...values, option.value])
                }
              />
              <span className="sz-grow">{option.text}</span>
              {option.count !== undefined && <span className="sz-label">{option.count}</span>}
            </label>
          );
        })}
      </div>
    );
  const { from, to } = rangeOf(values[0]);
  const factor = field.kind === 'range' ? (field.factor ?? 1) : 1;
  const shown = (end: string | undefined): string => (end === undefined ? '' : field.kind === 'range' ? String(Number(end) / factor) : end);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const read = (name: string): string => String(typed.get(name) ?? '').trim();
    if (field.kind === 'text') {
      onApply(read('text') ? [read('text')] : []);
      return;
    }
    const end = (text: string): string => (text === '' || field.kind === 'days' ? text : String(Math.round(Number(text) * factor)));
    const [low, high] = [end(read('from')), end(read('to'))];
    onApply(low || high ? [`${low}..${high}`] : []);
  };
  const type = field.kind === 'days' ? 'date' : 'number';
  return (
    <form className="sz-filter-form" onSubmit={submit}>
      {field.kind === 'text' ? (
        <label>
          <span className="sz-label">{say('filter.contains')}</span>
          <input className="sz-input" name="text" defaultValue={values[0]} />
        </label>
      ) : (
        <>
          <label>
            <span className="sz-label">{say('filter.from')}</span>
            <input
              className="sz-input"
              name="from"
              type={type}
              step="any"
              min={field.kind === 'range' ? 0 : undefined}
              defaultValue={shown(from)}
            />
          </label>
          <label>
            <span className="sz-label">{say('filter.to')}</span>
            <input
              className="sz-input"
              name="to"
              type={type}
              step="any"
              min={field.kind === 'range' ? 0 : undefined}
              defaultValue={shown(to)}
            />
          </label>
          {field.kind === 'range' && field.unit && <span className="sz-label">{field.unit}</span>}
        </>
      )}
      <button type="submit" className="sz-button">
        {say('filter.apply')}
      </button>
    </form>
  );
}

/** A short list of named addresses that the room always offers, before the saved ones: 全部 · 新建 · 续建. */
export function FilterTabs({
  options,
  name,
  label,
}: {
  name: string;
  label: string;
  options: readonly { value: string | undefined; words: Pair; count?: number }[];
}): ReactElement {
  const pick = usePick();
  const [search, change] = useSearch();
  const now = valuesOf(search, name)[0];
  return (
    <div className="sz-tabs" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value ?? ''}
          type="button"
          className="sz-tab"
          aria-pressed={now === option.value}
          onClick={() => change({ [name]: option.value })}
        >
          {pick(option.words)}
          {option.count !== undefined && <span className="sz-tab-count">{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
