// Changing the facts of a project. Sends only what was changed; what shrinks the register (a smaller total, another code, another name) is not
// changed here but proposed. Valid is what the route's own schema says.
import { type ReactElement, useMemo } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { useYear } from '../../../ui/session.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { editProject, type Project } from '../words.ts';
import { dictionary } from '../words-rules.ts';
import { terms } from '../words-terms.ts';
import { ChoiceField, MoneyField, TextField, useTypingUnit } from './fields.tsx';
import { type Form, FormDrawer, placed, useFindings, useForm } from './form.tsx';
import { useMoneyText } from './money.tsx';
import { useTerm } from './term.ts';
import { dayText, dayTyped, type MoneyText, moneyText, yuanTyped } from './typed.ts';
import { useFormWords } from './words.ts';

/** What a person may type of a project, all of it text. */
export type FactTexts = {
  code: string;
  ownerName: string;
  ownerCreditCode: string;
  place: string;
  industryCode: string;
  lineCode: string;
  constructionKind: string;
  content: string;
  capacities: string;
  start: string;
  finish: string;
  totalYuan: MoneyText;
  funding: string;
  note: string;
  contactName: string;
  contactPhone: string;
  longitude: string;
  latitude: string;
};
type Facts = NonNullable<InputOf<typeof editProject>['facts']>;

/** One capacity a line: 年产能力 5万 吨. */
const capacitiesOf = (text: string): { name: string; value: string; unit: string }[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/[\s：:，,]+/))
    .filter((parts) => parts[0])
    .map(([name = '', value = '', unit = '']) => ({ name, value, unit }));

/** The texts that were changed as facts, and what is wrong with them by name. */
export function factsOf(
  texts: FactTexts,
  changed: readonly string[],
  say: ReturnType<typeof useFormWords>,
): { facts: Facts; errors: Record<string, string> } {
  const facts: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const name of changed as (keyof FactTexts)[]) {
    const value = texts[name];
    if (name === 'totalYuan') {
      const yuan = yuanTyped(value as MoneyText);
      if (yuan === undefined) errors[name] = say('error.money');
      else facts[name] = yuan;
    } else if (name === 'start' || name === 'finish') {
      const day = dayTyped(value as string);
      if (day === undefined) errors[name] = say('error.day.part');
      else facts[name] = day;
    } else if (name === 'longitude' || name === 'latitude') {
      const text = (value as string).trim();
      if (text !== '' && !Number.isFinite(Number(text))) errors[name] = say('error.number');
      else facts[name] = text === '' ? null : Number(text);
    } else if (name === 'capacities') facts[name] = capacitiesOf(value as string);
    else if (name === 'place' || name === 'content' || name === 'funding' || name === 'note') facts[name] = (value as string).trim();
    else facts[name] = (value as string).trim() || null;
  }
  return { facts: facts as Facts, errors };
}

/** The fields of the facts, for the edit panel and for entering a project. `kept`: the project has a contact already, which is not shown. */
export function FactFields<T extends FactTexts>({
  form,
  region,
  lockedCode = false,
  kept = false,
  totalHelp,
}: {
  form: Form<T>;
  region: string;
  lockedCode?: boolean;
  kept?: boolean;
  totalHelp?: ReactElement | undefined;
}): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const pick = usePick();
  const { data } = useRead(dictionary, { region: region as never }, { staleTime: 300_000 });
  const lines = useMemo(() => (data?.lines ?? []).filter((line) => line.to === null), [data]);
  return (
    <>
      {!lockedCode && <TextField form={form} name="code" label={word('field', 'code')} help={say('help.code')} />}
      <MoneyField form={form} name="totalYuan" label={word('field', 'total')} help={totalHelp} />
      <TextField form={form} name="ownerName" label={word('field', 'owner')} />
      <TextField form={form} name="ownerCreditCode" label={word('field', 'creditCode')} help={say('help.credit')} />
      <TextField form={form} name="place" label={word('field', 'place')} help={say('help.place')} />
      <ChoiceField
        form={form}
        name="constructionKind"
        label={word('field', 'constructionKind')}
        empty={say('choose')}
        options={Object.keys(terms.constructionKind).map((value) => ({ value, text: word('constructionKind', value) }))}
      />
      <TextField
        form={form}
        name="industryCode"
        label={word('field', 'industry')}
        help={say('help.industry')}
        options={(data?.industries ?? []).map((one) => ({ value: one.code, text: `${one.code} ${one.zh}` }))}
      />
      <ChoiceField
        form={form}
        name="lineCode"
        label={word('field', 'line')}
        empty={say('line.auto')}
        options={lines.map((one) => ({ value: one.code, text: pick(one) }))}
      />
      <TextField form={form} name="start" label={word('field', 'start')} help={say('help.day')} />
      <TextField form={form} name="finish" label={word('field', 'finish')} help={say('help.day')} />
      <TextField form={form} name="content" label={word('field', 'content')} area wide />
      <TextField form={form} name="capacities" label={word('field', 'capacities')} help={say('help.capacities')} area wide />
      <TextField form={form} name="funding" label={word('field', 'funding')} />
      <TextField form={form} name="note" label={word('field', 'note')} />
      <TextField form={form} name="contactName" label={word('field', 'contact')} help={kept && say('help.contact')} />
      <TextField form={form} name="contactPhone" label={say('phone')} type="tel" />
      <TextField form={form} name="longitude" label={word('field', 'longitude')} help={say('help.longitude')} />
      <TextField form={form} name="latitude" label={word('field', 'latitude')} />
    </>
  );
}

export const factNames: readonly (keyof FactTexts)[] = [
  'code',
  'ownerName',
  'ownerCreditCode',
  'place',
  'industryCode',
  'lineCode',
  'constructionKind',
  'content',
  'capacities',
  'start',
  'finish',
  'totalYuan',
  'funding',
  'note',
  'contactName',
  'contactPhone',
  'longitude',
  'latitude',
];

type EditTexts = FactTexts & { nature: string; annualPlanYuan: MoneyText; reason: string };

export function EditPanel({
  project,
  onClose,
  onShrink,
}: {
  project: Project;
  onClose: () => void;
  onShrink: (value: string) => void;
}): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const money = useMoneyText();
  const unit = useTypingUnit();
  const findings = useFindings();
  const year = useYear();
  const line = project.years.find((one) => one.year === year) ?? project.years[0];
  const form = useForm<EditTexts>(`edit.${project.region}.${project.id}.${project.version}`, {
    code: project.code ?? '',
    ownerName: project.owner?.name ?? '',
    ownerCreditCode: project.owner?.creditCode ?? '',
    place: project.place,
    industryCode: project.industry?.code ?? '',
    lineCode: project.line?.code ?? '',
    constructionKind: project.constructionKind ?? '',
    content: project.content,
    capacities: project.capacities.map((one) => [one.name, one.value, one.unit].join(' ')).join('\n'),
    start: dayText(project.start),
    finish: dayText(project.finish),
    totalYuan: moneyText(project.totalYuan, unit),
    funding: project.funding,
    note: project.note,
    contactName: '',
    contactPhone: '',
    longitude: project.longitude?.toString() ?? '',
    latitude: project.latitude?.toString() ?? '',
    nature: line?.nature ?? '',
    annualPlanYuan: moneyText(line?.annualPlanYuan ?? null, unit),
    reason: '',
  });
  const save = useWrite(editProject, {
    quiet: true,
    done: { zh: '已保存', en: 'Saved' },
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const changed = form.changed.filter((name) => name !== 'reason');
  const typed = yuanTyped(form.values.totalYuan);
  const shrinks =
    project.totalYuan !== null &&
    form.changed.includes('totalYuan') &&
    typed !== undefined &&
    (typed === null || typed < project.totalYuan);
  const submit = (): void => {
    const { facts, errors } = factsOf(
      form.values,
      changed.filter((name) => (factNames as readonly string[]).includes(name)),
      say,
    );
    const plan = yuanTyped(form.values.annualPlanYuan);
    if (plan === undefined) errors.annualPlanYuan = say('error.money');
    if (shrinks) errors.totalYuan = say('error.shrinks');
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    const ofYear = line && (changed.includes('nature') || changed.includes('annualPlanYuan'));
    const input = {
      region: project.region,
      id: project.id,
      version: project.version,
      facts,
      reason: form.values.reason,
      ...(ofYear && {
        year: {
          year: line.year,
          pool: line.pool,
          nature: form.values.nature === '' ? null : form.values.nature,
          annualPlanYuan: plan ?? null,
        },
      }),
    };
    const read = editProject.input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error, (path) => path.replace(/^(facts|year)\./, '').split('.')[0]!));
      return;
    }
    save.mutate(input as InputOf<typeof editProject>, {
      onError: (error) => placed(error, form as never, [...factNames, 'nature', 'annualPlanYuan']),
    });
  };
  const names = changed.map((name) =>
    word(
      'field',
      {
        ownerName: 'owner',
        ownerCreditCode: 'creditCode',
        industryCode: 'industry',
        lineCode: 'line',
        totalYuan: 'total',
        annualPlanYuan: 'annualPlan',
        contactName: 'contact',
        contactPhone: 'contact',
      }[name as string] ?? name,
    ),
  );
  return (
    <FormDrawer
      title={say('edit.title', { name: project.name })}
      form={form as never}
      width={760}
      action={say('save')}
      busy={save.isPending}
      idle={changed.length === 0}
      problem={save.error && Object.keys(form.errors).length === 0 ? save.error : undefined}
      onSubmit={submit}
      onClose={onClose}
      note={changed.length === 0 ? say('edit.none') : say('edit.will', { count: changed.length, names: [...new Set(names)].join('、') })}
    >
      <p className="sz-label pj-field-wide">{say('edit.guarded')}</p>
      <FactFields
        form={form}
        region={project.region}
        lockedCode={project.code !== null}
        kept={project.contact !== null}
        totalHelp={
          shrinks ? (
            <span>
              {say('edit.shrinks', { was: money(project.totalYuan) })}{' '}
              <button type="button" className="pj-link" onClick={() => onShrink(String(typed ?? 0))}>
                {say('edit.propose')}
              </button>
            </span>
          ) : undefined
        }
      />
      {line && line.pool === 'annual' && (
        <>
          <h3 className="pj-field-wide pj-form-part">{say('edit.year', { year: line.year })}</h3>
          <ChoiceField
            form={form}
            name="nature"
            label={word('field', 'nature')}
            empty={word('nature', 'unstated')}
            options={(['new', 'continuing'] as const).map((value) => ({ value, text: word('nature', value) }))}
          />
          <MoneyField form={form} name="annualPlanYuan" label={word('field', 'annualPlan')} />
        </>
      )}
      <TextField form={form} name="reason" label={say('reason')} help={say('help.reason')} wide />
    </FormDrawer>
  );
}
