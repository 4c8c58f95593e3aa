// A new version of a tier or a line: from a day, with a reason; the version before it ends there.
import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { useRegion } from '../../../ui/session.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { type dictionary, setLine, setTier } from '../words-rules.ts';
import { MoneyField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { today } from './today.ts';
import { moneyText, yuanTyped } from './typed.ts';
import { useDeskWords, useFormWords } from './words.ts';

type Reply = ReplyOf<typeof dictionary>;

export function TierPanel({ rule, onClose }: { rule: Reply['tiers'][number] | undefined; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const words = useFormWords();
  const findings = useFindings();
  const region = useRegion();
  const form = useForm(`tier.${rule?.region ?? region.code}.${rule?.code ?? 'new'}`, {
    code: rule?.code ?? '',
    zh: rule?.zh ?? '',
    en: rule?.en ?? '',
    min: moneyText(rule?.minYuan ?? null, '万元'),
    from: today() as string,
    reason: '',
  });
  const save = useWrite(setTier, {
    quiet: true,
    done: { zh: '新版本已保存', en: 'The new version is saved' },
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const submit = (): void => {
    const yuan = yuanTyped(form.values.min);
    const input = {
      region: rule && rule.region !== '000000' ? rule.region : region.code,
      code: form.values.code.trim(),
      zh: form.values.zh.trim(),
      en: form.values.en.trim() || form.values.zh.trim(),
      minYuan: yuan ?? Number.NaN,
      from: form.values.from,
      reason: form.values.reason.trim(),
    };
    const read = setTier.input.safeParse(input);
    const errors = read.success ? {} : findings(read.error, (path) => (path === 'minYuan' ? 'min' : path));
    if (yuan === undefined || yuan === null) errors.min = words('error.money');
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    save.mutate(input as InputOf<typeof setTier>);
  };
  return (
    <FormDrawer
      title={say(rule ? 'tier.version' : 'tier.new')}
      form={form as never}
      action={words('save')}
      busy={save.isPending}
      problem={save.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      width={520}
      lead={<p className="sz-label">{say('rules.lead')}</p>}
    >
      {!rule && <TextField form={form} name="code" label={say('rules.code')} required help={say('rules.code.help')} />}
      <TextField form={form} name="zh" label={say('name.zh')} required />
      <TextField form={form} name="en" label={say('name.en')} />
      <MoneyField form={form} name="min" label={say('tier.min')} required />
      <TextField form={form} name="from" label={say('rules.from')} type="date" required />
      <TextField form={form} name="reason" label={words('reason')} required area wide />
    </FormDrawer>
  );
}

export function LinePanel({
  rule,
  position,
  onClose,
}: {
  rule: Reply['lines'][number] | undefined;
  position: number;
  onClose: () => void;
}): ReactElement {
  const say = useDeskWords();
  const words = useFormWords();
  const findings = useFindings();
  const region = useRegion();
  const form = useForm(`line.${rule?.region ?? region.code}.${rule?.code ?? 'new'}`, {
    code: rule?.code ?? '',
    zh: rule?.zh ?? '',
    en: rule?.en ?? '',
    industryFrom: rule?.industryFrom ?? '',
    industryTo: rule?.industryTo ?? '',
    words: rule?.words ?? '',
    from: today() as string,
    reason: '',
  });
  const save = useWrite(setLine, {
    quiet: true,
    done: { zh: '新版本已保存', en: 'The new version is saved' },
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const submit = (): void => {
    const { values } = form;
    const input = {
      region: rule && rule.region !== '000000' ? rule.region : region.code,
      code: values.code.trim(),
      zh: values.zh.trim(),
      en: values.en.trim() || values.zh.trim(),
      industryFrom: values.industryFrom.trim() || null,
      industryTo: values.industryTo.trim() || null,
      words: values.words.trim(),
      position: rule?.position ?? position,
      from: values.from,
      reason: values.reason.trim(),
    };
    const read = setLine.input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error));
      return;
    }
    save.mutate(input as InputOf<typeof setLine>);
  };
  return (
    <FormDrawer
      title={say(rule ? 'line.version' : 'line.new')}
      form={form as never}
      action={words('save')}
      busy={save.isPending}
      problem={save.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      width={520}
      lead={<p className="sz-label">{say('rules.lead')}</p>}
    >
      {!rule && <TextField form={form} name="code" label={say('rules.code')} required help={say('rules.code.help')} />}
      <TextField form={form} name="zh" label={say('name.zh')} required />
      <TextField form={form} name="en" label={say('name.en')} />
      <TextField form={form} name="industryFrom" label={say('line.from')} help={say('line.range.help')} />
      <TextField form={form} name="industryTo" label={say('line.to')} />
      <TextField form={form} name="words" label={say('line.words')} wide help={say('line.words.help')} />
      <TextField form={form} name="from" label={say('rules.from')} type="date" required />
      <TextField form={form} name="reason" label={words('reason')} required area wide />
    </FormDrawer>
  );
}
