// The fields of the room's forms: a label above, one line of help or the error in words below, and the name the summary jumps to.
import { type ComponentProps, type ReactElement, type ReactNode, useId, useRef, useState } from 'react';
import { usePhone } from '../../../ui/screen.ts';
import { moneyUnits, unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import { isDay } from '../../../vocabulary/days.ts';
import type { MoneyUnit } from '../../../vocabulary/money.ts';
import type { Form } from './form.tsx';
import type { MoneyText } from './typed.ts';
import { useFormWords } from './words.ts';
import './form.css';

type FieldProps<T extends object> = {
  form: Form<T>;
  name: keyof T & string;
  label: string;
  help?: ReactNode;
  required?: boolean;
  wide?: boolean;
};

function Field<T extends object>({
  form,
  name,
  label,
  help,
  required,
  wide,
  children,
}: FieldProps<T> & {
  children: (ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean; 'aria-required': boolean }) => ReactNode;
}): ReactElement {
  const say = useFormWords();
  const id = useId();
  const error = form.errors[name];
  return (
    <div className={`pj-field${wide ? ' pj-field-wide' : ''}${error ? ' pj-field-bad' : ''}`} data-field={name}>
      <label htmlFor={id}>
        {label}
        {!required && <span className="sz-label pj-optional"> {say('optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': `${id}-help`, 'aria-invalid': error !== undefined, 'aria-required': required ?? false })}
      <div id={`${id}-help`} className="pj-field-help">
        {error && <span className="pj-error">{error}</span>}
        {!error && help}
      </div>
    </div>
  );
}

export function TextField<T extends object>({
  options,
  area = false,
  type = 'text',
  ...props
}: FieldProps<T> & {
  options?: readonly { value: string; text?: string }[];
  area?: boolean;
  type?: 'text' | 'date' | 'tel';
}): ReactElement {
  const { form, name } = props;
  const list = useId();
  const value = form.values[name] as string;
  const put = (text: string): void => form.set(name, text as T[keyof T & string]);
  return (
    <Field {...props}>
      {(ids) =>
        area ? (
          <textarea {...ids} className="pj-input" rows={3} value={value} onChange={(event) => put(event.target.value)} />
        ) : type === 'date' ? (
          <DayInput {...ids} value={value} onChange={put} />
        ) : (
          <>
            <input
              {...ids}
              className="pj-input"
              type={type}
              value={value}
              autoComplete="off"
              {...(options && { list })}
              onChange={(event) => put(event.target.value)}
            />
            {options && (
              <datalist id={list}>
                {options.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.text}
                  </option>
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}

export function ChoiceField<T extends object>({
  options,
  empty,
  ...props
}: FieldProps<T> & { options: readonly { value: string; text: string }[]; empty?: string }): ReactElement {
  const { form, name } = props;
  return (
    <Field {...props}>
      {(ids) => (
        <select
          {...ids}
          className="pj-input"
          value={form.values[name] as string}
          onChange={(event) => form.set(name, event.target.value as T[keyof T & string])}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function MoneyField<T extends object>(props: FieldProps<T>): ReactElement {
  const say = useFormWords();
  const { form, name } = props;
  const typed = form.values[name] as MoneyText;
  const put = (next: MoneyText): void => form.set(name, next as T[keyof T & string]);
  return (
    <Field {...props}>
      {(ids) => (
        <span className="pj-money-field">
          <input
            {...ids}
            className="pj-input"
            inputMode="decimal"
            autoComplete="off"
            value={typed.text}
            onChange={(event) => put({ ...typed, text: event.target.value })}
          />
          <select
            className="pj-input"
            aria-label={say('unit')}
            value={typed.unit}
            onChange={(event) => put({ ...typed, unit: event.target.value as MoneyUnit })}
          >
            {moneyUnits.map((unit) => (
              <option key={unit} value={unit}>
                {unitWord(unit)}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}

/** A day as the office writes it, typed or picked; the browser's own field would write it in the order of its locale. On a phone it is the picker. */
export function DayInput({
  value,
  onChange,
  min,
  max,
  ...others
}: { value: string; onChange: (day: string) => void; min?: string; max?: string } & Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'type' | 'min' | 'max'
>): ReactElement {
  const say = useFormWords();
  const phone = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    setText(value);
  }
  if (phone)
    return (
      <input
        {...others}
        className="pj-input"
        type="date"
        value={value}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const put = (next: string): void => {
    setText(next);
    const plain = next
      .trim()
      .normalize('NFKC')
      .replace(/[./年月]/g, '-')
      .replace(/[日-]$/, '')
      .replace(/-(\d)(?!\d)/g, '-0$1');
    if (isDay(plain)) {
      setLast(plain);
      onChange(plain);
    } else if (others['aria-required']) onChange(next);
  };
  return (
    <span className="pj-day">
      <input
        {...others}
        className="pj-input"
        inputMode="numeric"
        autoComplete="off"
        placeholder="2020-03-15"
        value={text}
        onChange={(event) => put(event.target.value)}
      />
      <button
        type="button"
        className="pj-day-pick"
        aria-label={say('calendar')}
        title={say('calendar')}
        onClick={() => picker.current?.showPicker?.()}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M1.5 3.5h13v11h-13zM1.5 6.5h13M4.5 1v3.5M11.5 1v3.5" fill="none" stroke="currentColor" />
        </svg>
      </button>
      <input
        ref={picker}
        type="date"
        className="pj-day-native"
        tabIndex={-1}
        aria-hidden="true"
        value={isDay(value) ? value : ''}
        min={min}
        max={max}
        onChange={(event) => event.target.value && put(event.target.value)}
      />
    </span>
  );
}

/** The unit amounts begin in on a form: 亿元 is too coarse to type a single project in. */
export const useTypingUnit = (): MoneyUnit => {
  const unit = useMoneyUnit();
  return unit === '亿元' ? '万元' : unit;
};
