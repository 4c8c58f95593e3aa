// One node of a template, edited: its days by law, promised and planned, whose it is, what it waits for, when it applies. Every change shows at once in the
// table; what is wrong with it stands beside it.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { DayUnit, Guarantee, NodeKind, Stream, type TemplateNode } from '../words.ts';
import type { DraftRemark, TemplateDraft } from '../words-templates.ts';
import { useWords } from './words.ts';
import { useFileWords } from './words-exchange.ts';

export function TemplateNodePanel({
  node,
  after,
  questions,
  actual,
  remarks,
  may,
  onChange,
  onRemove,
  onClose,
}: {
  node: TemplateNode;
  after: string;
  questions: TemplateDraft['questions'];
  actual: { days: number; count: number } | undefined;
  remarks: readonly DraftRemark[];
  may: boolean;
  onChange: (node: TemplateNode, after: string) => void;
  onRemove: () => void;
  onClose: () => void;
}): ReactElement {
  const say = useFileWords();
  const words = useWords();
  const pick = usePick();
  const set = (part: Partial<TemplateNode>): void => onChange({ ...node, ...part }, after);
  const text = (label: string, value: string, change: (text: string) => void, wide = false): ReactElement => (
    <label className={wide ? 'pl-wide' : undefined}>
      {label}
      <input className="sz-input" value={value} disabled={!may} onChange={(event) => change(event.target.value)} />
    </label>
  );
  const number = (label: string, value: number | null, change: (count: number | null) => void): ReactElement => (
    <label>
      {label}
      <input
        className="sz-input"
        inputMode="numeric"
        value={value === null ? '' : String(value)}
        disabled={!may}
        onChange={(event) => {
          const typed = event.target.value.trim();
          if (/^\d{0,4}$/.test(typed)) change(typed === '' ? null : Number(typed));
        }}
      />
    </label>
  );
  const choose = <T extends string>(
    label: string,
    value: T,
    options: readonly T[],
    called: (one: T) => string,
    change: (one: T) => void,
  ): ReactElement => (
    <label>
      {label}
      <select className="sz-input" value={value} disabled={!may} onChange={(event) => change(event.target.value as T)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {called(one)}
          </option>
        ))}
      </select>
    </label>
  );
  const tick = (label: string, on: boolean, change: (on: boolean) => void): ReactElement => (
    <label className="pl-tick">
      <input type="checkbox" checked={on} disabled={!may} onChange={(event) => change(event.target.checked)} /> {label}
    </label>
  );
  const conditions = ['', ...questions.flatMap((one) => one.options.map((option) => `${one.code}=${option.code}`))];
  const called = (condition: string): string => {
    const [question, option] = [questions.find((one) => one.code === condition.split('=')[0]), condition.split('=')[1]];
    const found = question?.options.find((one) => one.code === option);
    return question && found ? `${pick(question)} ${pick(found)}` : say('templates.always');
  };
  const { if: condition, ...plain } = node;
  return (
    <Drawer
      title={pick({ zh: node.zh || node.code, en: node.en || node.zh || node.code })}
      onClose={onClose}
      foot={
        <div className="pl-acts">
          <Button type="primary" onClick={onClose}>
            {say('templates.done')}
          </Button>
          {may && <Button onClick={onRemove}>{say('templates.remove')}</Button>}
        </div>
      }
    >
      <ul className="pl-left" aria-live="polite">
        {remarks.map((one) => (
          <li key={`${one.field}${one.sentence.zh}`} className={one.stops ? 'pl-stops' : undefined}>
            {pick(one.sentence)}
          </li>
        ))}
      </ul>
      <div className="pl-edit-grid">
        {text(say('templates.col.code'), node.code, (code) => set({ code }))}
        {choose(
          say('templates.col.kind'),
          node.kind,
          NodeKind.options,
          (one) => say(`kind.${one}`),
          (kind) => set({ kind, ...(kind === 'milestone' && { days: 0 }) }),
        )}
        {text(say('templates.name.zh'), node.zh, (zh) => set({ zh }), true)}
        {text(say('templates.name.en'), node.en, (en) => set({ en }), true)}
        {choose(
          say('templates.col.stage'),
          node.stage,
          Guarantee.options,
          (one) => words(`stage.${one}`),
          (stage) => set({ stage }),
        )}
        {choose(
          say('templates.col.stream'),
          node.stream,
          Stream.options,
          (one) => words(`stream.${one}`),
          (stream) => set({ stream }),
        )}
        {text(say('templates.col.duty'), node.duty, (duty) => set({ duty }), true)}
        {number(say('templates.col.statutory'), node.statutoryDays, (statutoryDays) => set({ statutoryDays }))}
        {number(say('templates.col.committed'), node.promisedDays, (promisedDays) => set({ promisedDays }))}
        {number(say('templates.col.days'), node.days, (days) => set({ days: days ?? 0 }))}
        {choose(
          say('templates.col.unit'),
          node.unit,
          DayUnit.options,
          (one) => say(`unit.${one}`),
          (unit) => set({ unit }),
        )}
        <p className="pl-wide sz-label">
          {say('templates.col.actual')}{' '}
          {actual ? say('templates.actual', { days: actual.days, count: actual.count }) : say('templates.actual.none')} ·{' '}
          {say('templates.actual.note')}
        </p>
        <label className="pl-wide">
          {say('templates.col.after')}
          <input
            className="sz-input"
            value={after}
            disabled={!may}
            placeholder="A05,W02SS+10ed"
            onChange={(event) => onChange(node, event.target.value)}
          />
        </label>
        <label className="pl-wide">
          {say('templates.col.if')}
          <select
            className="sz-input"
            value={condition ?? ''}
            disabled={!may}
            onChange={(event) => onChange(event.target.value === '' ? plain : { ...plain, if: event.target.value }, after)}
          >
            {conditions.map((one) => (
              <option key={one} value={one}>
                {called(one)}
              </option>
            ))}
          </select>
        </label>
        {text(say('templates.col.basis'), node.basis, (basis) => set({ basis }), true)}
        {tick(say('templates.mark.promise'), node.promise ?? false, (promise) => set({ promise }))}
        {tick(say('templates.mark.outdoor'), node.outdoor ?? false, (outdoor) => set({ outdoor }))}
        {tick(say('templates.mark.hold'), node.hold ?? false, (hold) => set({ hold }))}
        {tick(say('templates.mark.fixed'), node.fixed ?? false, (fixed) => set({ fixed }))}
        {tick(say('templates.mark.confirmed'), node.confirmed, (confirmed) => set({ confirmed }))}
      </div>
    </Drawer>
  );
}
