// The small inputs of the form of regimes: a line of text, a number that may be empty, one of several, some of several.
import { type ReactElement, type ReactNode, useId } from 'react';

export function Line({
  label,
  value,
  onChange,
  help,
  most,
  wide = false,
}: {
  label: string;
  value: string;
  onChange: (next: string) => void;
  help?: string;
  most: number;
  wide?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className={`rg-field${wide ? ' rg-wide' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="sz-input"
        value={value}
        maxLength={most}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {help && (
        <span id={`${id}-help`} className="sz-label">
          {help}
        </span>
      )}
    </div>
  );
}

/** Empty is null; anything that is no number stays out. `hidden`: what stands around it says what it is. */
export function NumberField({
  label,
  value,
  onChange,
  placeholder,
  step = 1,
  hidden = false,
}: {
  label: string;
  value: number | null;
  onChange: (next: number | null) => void;
  placeholder?: string;
  step?: number;
  hidden?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className="rg-field">
      {!hidden && <label htmlFor={id}>{label}</label>}
      <input
        id={id}
        aria-label={hidden ? label : undefined}
        className="sz-input rg-number"
        type="number"
        inputMode={step < 1 ? 'decimal' : 'numeric'}
        min={0}
        step={step}
        value={value ?? ''}
        placeholder={placeholder}
        onChange={(event) =>
          onChange(event.target.value === '' || !Number.isFinite(Number(event.target.value)) ? null : Number(event.target.value))
        }
      />
    </div>
  );
}

export function OneOf<T extends string>({
  label,
  value,
  options,
  onChange,
  wide = false,
}: {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  onChange: (next: T) => void;
  wide?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className={`rg-field${wide ? ' rg-wide' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="sz-select"
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Ticks side by side; what none of them means is said beside the title. */
export function SomeOf<T extends string>({
  label,
  note,
  chosen,
  options,
  onChange,
}: {
  label: string;
  note?: ReactNode;
  chosen: readonly T[];
  options: readonly { value: T; text: string }[];
  onChange: (next: T[]) => void;
}): ReactElement {
  return (
    <fieldset className="rg-ticks rg-wide">
      <legend>
        {label} {note && <span className="sz-label">{note}</span>}
      </legend>
      {options.map((one) => (
        <label key={one.value}>
          <input
            type="checkbox"
            checked={chosen.includes(one.value)}
            onChange={(event) =>
              onChange(
                options.map(({ value }) => value).filter((value) => (value === one.value ? event.target.checked : chosen.includes(value))),
              )
            }
          />
          {one.text}
        </label>
      ))}
    </fieldset>
  );
}

/** A titled part of the form. */
export const Part = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <section className="rg-part">
    <h2>{title}</h2>
    <div className="rg-fields">{children}</div>
  </section>
);
