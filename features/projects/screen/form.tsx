// Forms of this room: what was typed is kept on this machine until it is saved or thrown away; the findings of an endpoint's own schema become
// sentences beside the fields and in a summary over them.
import { Button } from 'antd';
import { type FormEvent, type ReactElement, type ReactNode, useCallback, useId, useMemo, useState } from 'react';
import type { z } from 'zod';
import { ProblemError, sentenceOf } from '../../../ui/call.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { useFormWords } from './words.ts';
import './form.css';

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
