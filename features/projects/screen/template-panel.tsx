// The layout of an export: which columns in which order under which titles, the unit of money, and what rows are grouped by.
import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { useRegion } from '../../../ui/session.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { newId } from '../../../vocabulary/ids.ts';
import { type dictionary, setTemplate } from '../words-rules.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { useTerm } from './term.ts';
import { useDeskWords, useFormWords } from './words.ts';

type Template = ReplyOf<typeof dictionary>['templates'][number];
type Column = { field: string; title: string; width: string };

/** What a column of a sheet can show: the fields the export knows. */
const fields = [
  'number',
  'name',
  'region',
  'owner',
  'place',
  'code',
  'industry',
  'line',
  'nature',
  'constructionKind',
  'content',
  'span',
  'start',
  'finish',
  'total',
  'annualPlan',
  'doneBefore',
  'lists',
  'stage',
  'tier',
  'funding',
  'note',
  'maturity',
] as const;

export function TemplatePanel({ template, onClose }: { template: Template | undefined; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const words = useFormWords();
  const word = useTerm();
  const findings = useFindings();
  const region = useRegion();
  const form = useForm(`template.${template?.id ?? 'new'}`, {
    name: template?.name ?? '',
    title: template?.title ?? '{region}{year}年重点项目台账',
    moneyUnit: template?.moneyUnit ?? '万元',
    groupedBy: template?.groupedBy ?? '',
    columns: (
      template?.columns ??
      (['number', 'name', 'owner', 'place', 'total', 'annualPlan'] as const).map((field) => ({
        field,
        title: word('field', field),
        width: undefined as number | undefined,
      }))
    ).map((one): Column => ({ field: one.field, title: one.title, width: one.width ? String(one.width) : '' })),
  });
  const save = useWrite(setTemplate, {
    quiet: true,
    done: { zh: '模板已保存', en: 'The template is saved' },
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const { columns } = form.values;
  const put = (next: Column[]): void => form.set('columns', next);
  const change = (at: number, part: Partial<Column>): void => put(columns.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const move = (at: number, by: number): void => {
    const next = [...columns];
    const [one] = next.splice(at, 1);
    next.splice(at + by, 0, one!);
    put(next);
  };
  const submit = (): void => {
    const { values } = form;
    // A template that belongs to everybody is not changed under them: saving makes the region's own.
    const own = template && template.region === region.code;
    const input = {
      region: region.code,
      id: own ? template.id : newId(),
      name: values.name.trim(),
      title: values.title.trim(),
      moneyUnit: values.moneyUnit,
      groupedBy: values.groupedBy || null,
      columns: columns.map((one) => ({
        field: one.field,
        title: one.title.trim(),
        ...(Number(one.width) > 0 && { width: Number(one.width) }),
      })),
    };
    const read = setTemplate.input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error, (path) => path.split('.')[0]!));
      return;
    }
    save.mutate(input as InputOf<typeof setTemplate>);
  };
  return (
    <FormDrawer
      title={template ? say('template.edit', { name: template.name }) : say('template.new')}
      form={form as never}
      action={words('save')}
      busy={save.isPending}
      problem={save.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      width={720}
      lead={
        template && template.region !== region.code ? (
          <p className="sz-label">{say('template.copies', { region: region.name })}</p>
        ) : undefined
      }
    >
      <TextField form={form} name="name" label={say('template.name')} required />
      <TextField form={form} name="title" label={say('template.title')} help={say('template.title.help')} />
      <ChoiceField
        form={form}
        name="moneyUnit"
        label={say('template.unit')}
        required
        options={(['元', '万元', '亿元'] as const).map((value) => ({ value, text: value }))}
      />
      <ChoiceField
        form={form}
        name="groupedBy"
        label={say('template.group')}
        empty={say('template.group.none')}
        options={(['nature', 'line', 'region'] as const).map((value) => ({ value, text: word('field', value) }))}
      />
      <fieldset className="pj-field pj-field-wide" data-field="columns">
        <legend>{say('template.columns')}</legend>
        {columns.map((one, index) => (
          <div key={index} className="pj-template-row">
            <span className="sz-label">{index + 1}</span>
            <select
              className="pj-input"
              aria-label={say('template.field', { number: index + 1 })}
              value={one.field}
              onChange={(event) => change(index, { field: event.target.value, title: word('field', event.target.value) })}
            >
              {fields.map((field) => (
                <option key={field} value={field}>
                  {word('field', field)}
                </option>
              ))}
            </select>
            <input
              className="pj-input"
              aria-label={say('template.column.title', { number: index + 1 })}
              value={one.title}
              maxLength={60}
              onChange={(event) => change(index, { title: event.target.value })}
            />
            <input
              className="pj-input"
              inputMode="numeric"
              aria-label={say('template.width', { number: index + 1 })}
              placeholder={say('template.width.short')}
              value={one.width}
              onChange={(event) => change(index, { width: event.target.value.replace(/\D/g, '') })}
            />
            <button
              type="button"
              className="sz-tool"
              disabled={index === 0}
              aria-label={say('template.up', { number: index + 1 })}
              onClick={() => move(index, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="sz-tool"
              disabled={index === columns.length - 1}
              aria-label={say('template.down', { number: index + 1 })}
              onClick={() => move(index, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="sz-tool"
              disabled={columns.length === 1}
              aria-label={say('template.off', { number: index + 1 })}
              onClick={() => put(columns.filter((_, at) => at !== index))}
            >
              ×
            </button>
          </div>
        ))}
        <button
          type="button"
          className="pj-link"
          onClick={() => put([...columns, { field: 'note', title: word('field', 'note'), width: '' }])}
        >
          {say('template.add')}
        </button>
        {form.errors.columns && <div className="pj-error">{form.errors.columns}</div>}
      </fieldset>
    </FormDrawer>
  );
}
