// The fields of the room's forms: a label above, one line of help or the error in words below, and the name the summary jumps to.
import { type ReactElement, type ReactNode, useId } from 'react';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { moneyUnits, unitWord, useMoneyUnit } from '../../../ui/unit.ts';
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
          <DayInput {...ids} className="pj-input" value={value} onChange={put} />
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

/** The unit amounts begin in on a form: 亿元 is too coarse to type a single project in. */
export const useTypingUnit = (): MoneyUnit => {
  const unit = useMoneyUnit();
  return unit === '亿元' ? '万元' : unit;
};
