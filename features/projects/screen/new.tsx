// Entering a project by hand: the name, the year it goes into and what is known of it. When the register may hold it already the server says
// so, and the person decides.
import { Button } from 'antd';
import { type ReactElement, useId } from 'react';
import { useGo } from '../../../ui/address.ts';
import { ProblemError, useWrite } from '../../../ui/call.ts';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useSession, useYear } from '../../../ui/session.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { within } from '../../../vocabulary/regions.ts';
import { enterProject, stages } from '../words.ts';
import { ChoiceField, MoneyField, TextField, useTypingUnit } from './fields.tsx';
import { FormBody, placed, useFindings, useForm } from './form.tsx';
import { FactFields, type FactTexts, factNames, factsOf } from './project-edit.tsx';
import { useTerm } from './term.ts';
import { type MoneyText, moneyText, yuanTyped } from './typed.ts';
import { useFormWords, useWords } from './words.ts';
import './register.css';

type Texts = FactTexts & {
  region: string;
  name: string;
  year: string;
  pool: string;
  nature: string;
  annualPlanYuan: MoneyText;
  stage: string;
  reason: string;
};

export default function NewProject(): ReactElement {
  const say = useFormWords();
  const words = useWords();
  const word = useTerm();
  const unit = useTypingUnit();
  const findings = useFindings();
  const region = useRegion();
  const year = useYear();
  const { person, years } = useSession();
  const may = useMay('project.edit');
  const go = useGo();
  const id = useId();
  const counties = person.regions.filter((one) => one.level === 'county' && within(one.code, region.code));
  const none = moneyText(null, unit);
  const form = useForm<Texts>('new', {
    region: counties[0]?.code ?? region.code,
    name: '',
    year: String(year),
    pool: 'annual',
    nature: '',
    annualPlanYuan: none,
    stage: 'idea',
    reason: '',
    code: '',
    ownerName: '',
    ownerCreditCode: '',
    place: '',
    industryCode: '',
    lineCode: '',
    constructionKind: '',
    content: '',
    capacities: '',
    start: '',
    finish: '',
    totalYuan: none,
    funding: '',
    note: '',
    contactName: '',
    contactPhone: '',
    longitude: '',
    latitude: '',
  });
  const enter = useWrite(enterProject, {
    quiet: true,
    done: { zh: '已入库', en: 'Entered' },
    onDone: (reply) => {
      form.forget();
      go(`/projects/${reply.region}/${reply.id}`);
    },
  });
  const alike = enter.error instanceof ProblemError && enter.error.status === 409 && /alike|same|twice|already/.test(enter.error.code);
  const submit = (anyway: boolean): void => {
    const { facts, errors } = factsOf(
      form.values,
      form.changed.filter((name) => (factNames as readonly string[]).includes(name)),
      say,
    );
    const plan = yuanTyped(form.values.annualPlanYuan);
    if (plan === undefined) errors.annualPlanYuan = say('error.money');
    const { values } = form;
    const input = {
      region: values.region,
      name: values.name.trim(),
      year: Number(values.year),
      pool: values.pool,
      nature: values.pool === 'reserve' ? null : values.nature || null,
      annualPlanYuan: values.pool === 'reserve' ? null : (plan ?? null),
      stage: values.stage,
      facts,
      reason: values.reason,
      ...(anyway && { sameAs: 'none' }),
    };
    const read = enterProject.input.safeParse(input);
    if (!read.success)
      Object.assign(
        errors,
        findings(read.error, (path) => path.replace(/^facts\./, '').split('.')[0]!),
      );
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    enter.mutate(input as InputOf<typeof enterProject>, {
      onError: (error) => placed(error, form as never, [...factNames, 'name', 'annualPlanYuan', 'nature']),
    });
  };
  return (
    <Page title={say('new.title')} about={say('new.about')} path={[{ text: words('library'), to: '/projects' }]}>
      <div className="sz-panel sz-panel-body">
        <FormBody
          id={id}
          form={form as never}
          problem={enter.error && Object.keys(form.errors).length === 0 ? enter.error : undefined}
          onSubmit={() => submit(false)}
        >
          <TextField form={form} name="name" label={say('new.name')} required wide />
          {counties.length > 1 && (
            <ChoiceField
              form={form}
              name="region"
              label={words('county')}
              required
              options={counties.map((one) => ({ value: one.code, text: one.name }))}
            />
          )}
          <ChoiceField
            form={form}
            name="year"
            label={say('new.year')}
            required
            options={[...new Set([Math.max(year, ...years) + 1, year, ...years])]
              .sort((a, b) => b - a)
              .map((one) => ({ value: String(one), text: String(one) }))}
          />
          <ChoiceField
            form={form}
            name="pool"
            label={say('new.pool')}
            required
            options={(['annual', 'reserve'] as const).map((value) => ({ value, text: word('pool', value) }))}
          />
          {form.values.pool === 'annual' && (
            <>
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
          <ChoiceField
            form={form}
            name="stage"
            label={say('new.stage')}
            required
            options={stages.map((value) => ({ value, text: word('stage', value) }))}
          />
          <h3 className="pj-field-wide pj-form-part">{say('new.facts')}</h3>
          <FactFields form={form} region={form.values.region} />
          <TextField form={form} name="reason" label={say('reason')} wide />
        </FormBody>
        <div className="pj-form-foot pj-form-part">
          <span className="sz-grow">{alike && say('new.likely')}</span>
          {alike && (
            <Button loading={enter.isPending} onClick={() => submit(true)}>
              {say('new.same')}
            </Button>
          )}
          <Button type="primary" htmlType="submit" form={id} loading={enter.isPending} disabled={!may}>
            {say('new.do')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
