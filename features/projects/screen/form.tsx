// Forms of this room: labels above, errors in words beside the field, drafts kept on this machine until they are saved or thrown away. What
// is valid is decided by the schema of the endpoint; here its findings become sentences.
import { Button } from 'antd';
import {
  type ComponentProps,
  type FormEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { z } from 'zod';
import { ProblemError, sentenceOf } from '../../../ui/call.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { moneyUnits, unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import { isDay } from '../../../vocabulary/days.ts';
import { exactIn, type MoneyUnit, yuanOf } from '../../../vocabulary/money.ts';
import { useFormWords } from './words.ts';
import './form.css';

/** An amount as it is typed, with the unit it was typed in, so that switching the page's unit does not change what was meant. */
export type MoneyText = { text: string; unit: MoneyUnit };
export const moneyText = (yuan: number | null, unit: MoneyUnit): MoneyText => ({ text: yuan === null ? '' : exactIn(yuan, unit), unit });
/** Null: left empty. Undefined: not an amount. */
export const yuanTyped = (typed: MoneyText): number | null | undefined =>
  typed.text.trim() === '' ? null : yuanOf(typed.text.replace(/[,，\s]/g, '').normalize('NFKC'), typed.unit);

export type DayAndPrecision = { day: string; precision: 'year' | 'month' | 'day' };
/** 2020, 2020-03, 2020-03-15. Null: left empty. Undefined: none of them. */
export function dayTyped(text: string): DayAndPrecision | null | undefined {
  const plain = text
    .trim()
    .normalize('NFKC')
    .replace(/[./年月]/g, '-')
    .replace(/[日-]$/, '');
  if (plain === '') return null;
  const [year = '', month, day] = plain.split('-');
  const whole = `${year}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`;
  if (!isDay(whole)) return undefined;
  return { day: whole, precision: day ? 'day' : month ? 'month' : 'year' };
}
export const dayText = (day: DayAndPrecision | null): string =>
  day === null ? '' : day.day.slice(0, day.precision === 'year' ? 4 : day.precision === 'month' ? 7 : 10);

export type Errors = Record<string, string>;
export type Form<T extends object> = {
  values: T;
  set: <K extends keyof T & string>(name: K, value: T[K]) => void;
  errors: Errors;
  setErrors: (errors: Errors) => void;
  /** names whose value is not the initial one */
  changed: readonly (keyof T & string)[];
  /** what stood here comes from an earlier, unsaved visit */
  restored: boolean;
  forget: () => void;
};

const read = (key: string): object | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

/** The state of a form. What was typed survives closing the panel, a reload and an expired session; `forget` ends that. */
export function useForm<T extends object>(id: string, initial: T): Form<T> {
  const key = `sanzao.draft.${id}`;
  const [first] = useState(initial);
  const [kept] = useState(() => read(key));
  const [restored, setRestored] = useState(kept !== undefined);
  const [values, setValues] = useState<T>(() => ({ ...first, ...kept }));
  const [errors, setErrors] = useState<Errors>({});
  const changed = useMemo(
    () => (Object.keys(values) as (keyof T & string)[]).filter((name) => JSON.stringify(values[name]) !== JSON.stringify(first[name])),
    [values, first],
  );
  const set = useCallback<Form<T>['set']>(
    (name, value) => {
      setErrors(({ [name]: _, ...others }) => others);
      setValues((before) => {
        const next = { ...before, [name]: value };
        try {
          sessionStorage.setItem(
            key,
            JSON.stringify(
              Object.fromEntries(
                Object.entries(next).filter(([field, one]) => JSON.stringify(one) !== JSON.stringify(first[field as keyof T])),
              ),
            ),
          );
        } catch {
          // a full or forbidden storage only means that the draft is not kept
        }
        return next;
      });
    },
    [key, first],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(key);
    setRestored(false);
    setValues(first);
    setErrors({});
  }, [key, first]);
  return { values, set, errors, setErrors, changed, restored, forget };
}

/** The findings of a schema as sentences by field. `rename` says where on the form a path of the input stands. */
export function useFindings(): (error: z.ZodError, rename?: (path: string) => string) => Errors {
  const say = useFormWords();
  return (error, rename = (path) => path) =>
    Object.fromEntries(
      error.issues.map((issue) => {
        const name = rename(issue.path.join('.'));
        if (issue.code === 'too_small')
          return [
            name,
            issue.origin === 'string'
              ? say(Number(issue.minimum) <= 1 ? 'error.required' : 'error.short', { least: Number(issue.minimum) } as never)
              : say('error.small', { least: Number(issue.minimum) }),
          ];
        if (issue.code === 'too_big')
          return [
            name,
            issue.origin === 'string'
              ? say('error.long', { most: Number(issue.maximum) })
              : say('error.big', { most: Number(issue.maximum) }),
          ];
        if (issue.message === 'day.invalid') return [name, say('error.day')];
        if (issue.message === 'money.invalid') return [name, say('error.money')];
        return [name, say(issue.code === 'invalid_type' ? 'error.required' : 'error.form')];
      }),
    );
}

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

export type FormPanelProps = {
  title: string;
  form: Form<never> | Form<object>;
  /** shown over the fields: what this is about */
  lead?: ReactNode;
  action: string;
  busy: boolean;
  problem: unknown;
  onSubmit: () => void;
  onClose: () => void;
  /** nothing to send yet */
  idle?: boolean;
  width?: number;
  /** what will happen, beside the button */
  note?: ReactNode;
  children: ReactNode;
};

/** The foot and the summary of errors of any form of the room. */
export function FormBody({
  id,
  form,
  lead,
  problem,
  onSubmit,
  children,
}: Omit<FormPanelProps, 'title' | 'action' | 'busy' | 'onClose' | 'idle' | 'note' | 'width'> & { id: string }): ReactElement {
  const say = useFormWords();
  const { errors, restored, forget } = form as Form<object>;
  const names = Object.keys(errors);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  const focus = (name: string): void =>
    document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"] :is(input,textarea,select)`)?.focus();
  return (
    <form id={id} className="pj-form" onSubmit={submit} noValidate>
      {lead}
      {restored && (
        <p className="sz-note pj-restored">
          {say('draft.restored')}{' '}
          <button type="button" className="pj-link" onClick={forget}>
            {say('draft.forget')}
          </button>
        </p>
      )}
      {(names.length > 0 || problem !== undefined) && (
        <div className="sz-note sz-note-problem" role="alert">
          {problem !== undefined && problem !== null && <p>{sentenceOf(problem)}</p>}
          {names.length > 0 && (
            <ul className="pj-error-list">
              {names.map((name) => (
                <li key={name}>
                  <button type="button" className="pj-link" onClick={() => focus(name)}>
                    {errors[name]}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className="pj-fields">{children}</div>
    </form>
  );
}

/** A form in the panel beside the page. Enter sends it, Esc closes it and keeps the draft. */
export function FormDrawer(props: FormPanelProps): ReactElement {
  const say = useFormWords();
  const id = useId();
  const { title, action, busy, idle = false, onClose, note, width = 640 } = props;
  return (
    <Drawer
      title={title}
      width={width}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-label sz-grow">{note}</span>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={busy} disabled={idle}>
            {action}
          </Button>
        </div>
      }
    >
      <FormBody id={id} {...props} />
    </Drawer>
  );
}

/** Puts a refusal beside its field when the server named one; undefined when it belongs over the form. */
export function placed(error: unknown, form: Form<never> | Form<object>, known: readonly string[]): unknown {
  if (error instanceof ProblemError && error.field) {
    const field = error.field.replace(/^facts\./, '').split('.')[0]!;
    if (known.includes(field)) {
      (form as Form<object>).setErrors({ [field]: error.message });
      return undefined;
    }
  }
  return error;
}
