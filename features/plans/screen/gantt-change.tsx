// Asks for what a changed length needs: the days, and a reason where a baseline holds. Enter saves, Esc leaves the bar where it was.
import { Button } from 'antd';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import type { PlanNode } from '../words.ts';
import { useTimeWords } from './words-time.ts';

export function ChangeDays({
  node,
  days,
  held,
  busy,
  refused,
  onDays,
  onSave,
  onCancel,
}: {
  node: PlanNode;
  days: number;
  held: boolean;
  busy: boolean;
  refused: unknown;
  onDays: (days: number) => void;
  onSave: (reason: string) => void;
  onCancel: () => void;
}): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const unit = say(node.unit === 'working' ? 'change.unit.working' : 'change.unit.calendar');
  const was = node.daysLeft ?? node.days;
  return (
    <form
      className="pl-g-change"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <b className="pl-g-change-title">{say('change.title', { node: pick(node.name) })}</b>
      <label className="pl-g-change-days">
        <span>{say(node.daysLeft === null ? 'change.days' : 'change.left')}</span>
        <input
          ref={held ? undefined : first}
          className="sz-input"
          type="number"
          min={0}
          max={3650}
          value={days}
          onChange={(event) => onDays(Math.max(0, Math.min(3650, Math.round(Number(event.target.value)) || 0)))}
        />
        <span>{unit}</span>
        <span className="sz-label">{say('change.was', { days: was })}</span>
      </label>
      {held && (
        <label className="pl-g-change-reason">
          <span>{say('change.reason')}</span>
          <input ref={first} className="sz-input" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
      )}
      <span className="pl-g-change-acts">
        <Button htmlType="submit" type="primary" loading={busy} disabled={days === was}>
          {say('change.save')}
        </Button>
        <Button onClick={onCancel}>{say('change.cancel')}</Button>
      </span>
      {refused !== undefined && <ErrorNote error={refused} />}
    </form>
  );
}
