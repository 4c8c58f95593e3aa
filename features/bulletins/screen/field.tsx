// One labelled line of text, the label above.
import { Input } from 'antd';
import { type ReactElement, useId } from 'react';
import './fields.css';

export function Field({
  label,
  value,
  onChange,
  hint,
  numeric = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  numeric?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className="bl-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        placeholder={hint}
        {...(numeric && { inputMode: 'numeric' as const })}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
