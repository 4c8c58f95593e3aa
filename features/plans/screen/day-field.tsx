// A day with its name above it.
import { type ReactElement, useId } from 'react';
import { DayInput } from '../../../ui/kit/DayInput.tsx';

export function DayField({
  name,
  value,
  onChange,
  max,
  required = false,
}: {
  name: string;
  value: string;
  onChange: (day: string) => void;
  max?: string;
  required?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className="pl-field">
      <label htmlFor={id}>{name}</label>
      <DayInput id={id} value={value} onChange={onChange} required={required} {...(max !== undefined && { max })} />
    </div>
  );
}
