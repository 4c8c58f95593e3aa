// A day as the office writes it: 2020-03-15, typed also as 20200315, 2020.3.15 or 2020年3月15日, or picked; the browser's own field would write it in
// the order of its locale. On a phone it is the picker. Whether a day is needed, and the sentence when it is none, is the form's business.
import { type ComponentProps, type ReactElement, useRef, useState } from 'react';
import { isDay } from '../../vocabulary/days.ts';
import { usePhone } from '../screen.ts';
import { useKitWords } from '../words.ts';
import './day.css';

/** The day in what was typed; anything that is none, as it is. */
export function dayIn(typed: string): string {
  const text = typed.trim().normalize('NFKC');
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[./年-](\d{1,2})[./月-](\d{2}|\d(?=日|$))日?$/.exec(text);
  const day = parts ? [parts[1], parts[2]!.padStart(2, '0'), parts[3]!.padStart(2, '0')].join('-') : text;
  return isDay(day) ? day : typed;
}

type Own = { value?: string; onChange?: (day: string) => void; min?: string; max?: string };

/** `onChange` is given the day as YYYY-MM-DD, or what stands there as long as it is none. */
export function DayInput({
  value = '',
  onChange,
  min,
  max,
  className = 'sz-input',
  ...others
}: Own & Omit<ComponentProps<'input'>, keyof Own | 'type'>): ReactElement {
  const say = useKitWords();
  const phone = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    setText(value);
  }
  const put = (next: string): void => {
    const day = dayIn(next);
    setText(next);
    setLast(day);
    onChange?.(day);
  };
  if (phone)
    return (
      <input
        {...others}
        className={`${className} sz-day-whole`}
        type="date"
        value={isDay(value) ? value : ''}
        min={min}
        max={max}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  return (
    <span className="sz-day">
      <input
        {...others}
        className={className}
        inputMode="numeric"
        autoComplete="off"
        placeholder="2020-03-15"
        maxLength={12}
        value={text}
        onChange={(event) => put(event.target.value)}
        onBlur={(event) => {
          setText(dayIn(text));
          others.onBlur?.(event);
        }}
      />
      <button
        type="button"
        className="sz-day-pick"
        aria-label={say('day.calendar')}
        title={say('day.calendar')}
        onClick={() => picker.current?.showPicker?.()}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M1.5 3.5h13v11h-13zM1.5 6.5h13M4.5 1v3.5M11.5 1v3.5" fill="none" stroke="currentColor" />
        </svg>
      </button>
      <input
        ref={picker}
        type="date"
        className="sz-day-native"
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
