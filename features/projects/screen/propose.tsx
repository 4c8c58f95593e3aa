// Proposing what needs an approver: leaving, shrinking, renaming, merging, splitting, moving, another code, coming back. Each asks for its own
// facts, a reason and a file of evidence; nothing changes until somebody other than the proposer approves.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { call } from '../../../ui/call.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { notify } from '../../../ui/notice.ts';
import { unitWord } from '../../../ui/unit.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { type Project, propose } from '../words.ts';
import { ChoiceField, MoneyField, TextField, useTypingUnit } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { useMoneyText } from './money.tsx';
import { CountyField, OthersField } from './propose-fields.tsx';
import { useTerm } from './term.ts';
import { moneyText, yuanTyped } from './typed.ts';
import { useFormWords } from './words.ts';

const kinds = ['shrink', 'rename', 'correct-code', 'merge', 'split', 'move', 'leave'] as const;
type Kind = (typeof kinds)[number] | 'return';
const evidenceTypes = ['.pdf', '.jpg', '.jpeg', '.png', '.doc', '.docx', '.xls', '.xlsx', '.wps', '.et', '.ofd', '.zip'];

export function ProposePanel({
  project,
  kind: first,
  value,
  onClose,
}: {
  project: Project;
  kind?: string;
  value?: string;
  onClose: () => void;
}): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const money = useMoneyText();
  const unit = useTypingUnit();
  const findings = useFindings();
  const client = useQueryClient();
  const form = useForm(`propose.${project.region}.${project.id}.${first ?? ''}`, {
    kind: (first ?? (project.left ? 'return' : 'shrink')) as Kind,
    name: project.name,
    total: moneyText(value ? Number(value) : null, unit),
    code: project.code ?? '',
    to: '',
    with: [] as { id: string; name: string }[],
    parts: [
      { name: `${project.name}（一期）`, total: moneyText(null, unit) },
      { name: `${project.name}（二期）`, total: moneyText(null, unit) },
    ],
    reason: '',
  });
  const [file, setFile] = useState<File | undefined>();
  const [sent, setSent] = useState<{ sent: number; total: number } | undefined>();
  const [problem, setProblem] = useState<unknown>();
  const { kind } = form.values;
  const partsSum = form.values.parts.reduce((sum, part) => sum + (yuanTyped(part.total) ?? 0), 0);

  const submit = async (): Promise<void> => {
    const errors: Record<string, string> = {};
    const input: Record<string, unknown> = { region: project.region, id: project.id, kind, reason: form.values.reason.trim() };
    if (kind === 'shrink') {
      const yuan = yuanTyped(form.values.total);
      if (yuan === undefined || yuan === null) errors.total = say('error.money');
      else if (project.totalYuan !== null && yuan >= project.totalYuan)
        errors.total = say('error.not-less', { was: money(project.totalYuan) });
      else input.value = String(yuan);
    }
    if (kind === 'rename') {
      if (form.values.name.trim() === project.name || form.values.name.trim().length < 2) errors.name = say('error.same-name');
      input.value = form.values.name.trim();
    }
    if (kind === 'correct-code') input.value = form.values.code.trim();
    if (kind === 'move') {
      if (form.values.to === '') errors.to = say('error.required');
      input.to = form.values.to;
    }
    if (kind === 'merge') {
      if (form.values.with.length === 0) errors.with = say('error.merge');
      input.with = form.values.with.map((one) => one.id).join(',');
    }
    if (kind === 'split') {
      const parts = form.values.parts.map((part) => ({ name: part.name.trim(), yuan: yuanTyped(part.total) }));
      if (parts.some((part) => part.name === '' || part.yuan === undefined || part.yuan === null)) errors.parts = say('error.parts');
      else if (project.totalYuan !== null && partsSum !== project.totalYuan)
        errors.parts = say('error.parts-sum', { sum: money(partsSum), was: money(project.totalYuan) });
      input.parts = parts.map((part) => `${part.name.replace(/[:;]/g, ' ')}:${part.yuan}`).join(';');
    }
    const read = propose.input.safeParse(input);
    if (!read.success) Object.assign(errors, findings(read.error));
    if (!file) errors.evidence = say('error.evidence');
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    setProblem(undefined);
    setSent({ sent: 0, total: file!.size });
    try {
      await call(propose, input as InputOf<typeof propose>, { file: file!, onProgress: (done, total) => setSent({ sent: done, total }) });
      notify('done', say('propose.done'));
      form.forget();
      void client.invalidateQueries();
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setSent(undefined);
    }
  };

  return (
    <FormDrawer
      title={say('propose.title', { kind: word('proposal', kind), name: project.name })}
      form={form as never}
      action={sent ? say('propose.sending', { share: Math.round((sent.sent / Math.max(sent.total, 1)) * 100) }) : say('propose.do')}
      busy={sent !== undefined}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
      lead={<p className="sz-label">{say(`propose.${kind}`)}</p>}
    >
      {!project.left && (
        <ChoiceField
          form={form}
          name="kind"
          label={say('propose.kind')}
          required
          wide
          options={kinds.map((one) => ({ value: one, text: word('proposal', one) }))}
        />
      )}
      {kind === 'shrink' && (
        <MoneyField
          form={form}
          name="total"
          label={say('propose.total')}
          required
          help={say('propose.was', { was: money(project.totalYuan) })}
        />
      )}
      {kind === 'rename' && (
        <TextField form={form} name="name" label={say('propose.name')} required wide help={say('propose.was', { was: project.name })} />
      )}
      {kind === 'correct-code' && (
        <TextField
          form={form}
          name="code"
          label={say('propose.code')}
          required
          wide
          help={project.code ? say('propose.was', { was: project.code }) : say('help.code')}
        />
      )}
      {kind === 'move' && <CountyField form={form as never} own={project.region} />}
      {kind === 'merge' && (
        <OthersField project={project} chosen={form.values.with} error={form.errors.with} onChosen={(next) => form.set('with', next)} />
      )}
      {kind === 'split' && (
        <fieldset className="pj-field pj-field-wide pj-parts" data-field="parts">
          <legend>{say('propose.parts')}</legend>
          {form.values.parts.map((part, index) => (
            <div key={index} className="pj-part">
              <input
                className="pj-input"
                aria-label={say('propose.part', { number: index + 1 })}
                value={part.name}
                onChange={(event) =>
                  form.set(
                    'parts',
                    form.values.parts.map((one, at) => (at === index ? { ...one, name: event.target.value } : one)),
                  )
                }
              />
              <input
                className="pj-input"
                inputMode="decimal"
                aria-label={say('propose.part.total', { number: index + 1 })}
                value={part.total.text}
                onChange={(event) =>
                  form.set(
                    'parts',
                    form.values.parts.map((one, at) => (at === index ? { ...one, total: { text: event.target.value, unit } } : one)),
                  )
                }
              />
              <span className="sz-label">{unitWord(unit)}</span>
              <button
                type="button"
                className="sz-tool"
                disabled={form.values.parts.length <= 2}
                aria-label={say('propose.part.off', { number: index + 1 })}
                onClick={() =>
                  form.set(
                    'parts',
                    form.values.parts.filter((_, at) => at !== index),
                  )
                }
              >
                ×
              </button>
            </div>
          ))}
          <button
            type="button"
            className="pj-link"
            onClick={() => form.set('parts', [...form.values.parts, { name: '', total: moneyText(null, unit) }])}
          >
            {say('propose.part.add')}
          </button>
          <div className="pj-field-help">
            {form.errors.parts ? (
              <span className="pj-error">{form.errors.parts}</span>
            ) : (
              say('propose.parts.sum', { sum: money(partsSum), was: money(project.totalYuan) })
            )}
          </div>
        </fieldset>
      )}
      <TextField form={form} name="reason" label={say('reason')} required area wide help={say('propose.reason')} />
      <div className={`pj-field pj-field-wide${form.errors.evidence ? ' pj-field-bad' : ''}`} data-field="evidence">
        <span className="pj-field-label">{say('evidence')}</span>
        {file ? (
          <p className="pj-file">
            <b>{file.name}</b> <span className="sz-label">{Math.ceil(file.size / 1024)} KB</span>{' '}
            <button type="button" className="pj-link" onClick={() => setFile(undefined)}>
              {say('evidence.other')}
            </button>
          </p>
        ) : (
          <DropZone types={evidenceTypes} most={20 * 2 ** 20} onFile={setFile} hint={say('evidence.hint')} />
        )}
        {form.errors.evidence && !file && <div className="pj-error">{form.errors.evidence}</div>}
      </div>
    </FormDrawer>
  );
}
