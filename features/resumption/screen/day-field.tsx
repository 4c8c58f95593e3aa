// A day with its label.
import { type ReactElement, useId } from 'react';
import { DayInput } from '../../../ui/kit/DayInput.tsx';

export function DayField({
  label,
  value,
  onChange,
  lacking = false,
  small = false,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
  lacking?: boolean;
  small?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className={`rs-day${lacking ? ' rs-lacking' : ''}`}>
      <label htmlFor={id} className={small ? 'sz-label' : undefined}>
        {label}
      </label>
      <DayInput id={id} value={value} onChange={onChange} />
    </div>
  );
}
