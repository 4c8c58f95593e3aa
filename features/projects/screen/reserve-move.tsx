// A project climbs one tier, or steps back. Climbing asks for the evidence of each gate of the tier above; stepping back asks for the reason.
import type { ReactElement } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { useYear } from '../../../ui/session.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import type { LibraryRow } from '../words.ts';
import { gates, moveTier } from '../words-lists.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { useTerm } from './term.ts';
import { today } from './today.ts';
import { useDeskWords, useFormWords } from './words.ts';

const order = ['idea', 'reserve', 'mature', 'annual'] as const;

export function MoveTier({ row, onClose }: { row: LibraryRow; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const words = useFormWords();
  const word = useTerm();
  const pick = usePick();
  const year = useYear();
  const findings = useFindings();
  const here = order.indexOf(row.maturity ?? 'idea');
  const choices = order.filter((_, index) => index !== here && index <= here + 1);
  const form = useForm<Record<string, string>>(`tier.${row.region}.${row.id}.${row.version}`, {
    to: order[Math.min(here + 1, 3)]!,
    on: today(),
    reason: '',
  });
  const { data } = useRead(gates, { region: row.region as never });
  const to = form.values.to as (typeof order)[number];
  const climbing = order.indexOf(to) > here;
  const asked = climbing ? (data?.gates ?? []).filter((gate) => gate.to === to) : [];
  const move = useWrite(moveTier, {
    quiet: true,
    done: { zh: `已转入“${word('maturity', to)}”`, en: `Now in ${word('maturity', to)}` },
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const submit = (): void => {
    const evidence = asked
      .map((gate) => ({ gate: gate.code, what: (form.values[`gate.${gate.code}`] ?? '').trim() }))
      .filter((one) => one.what !== '');
    const errors = Object.fromEntries(
      asked
        .filter((gate) => gate.required && !evidence.some((one) => one.gate === gate.code))
        .map((gate) => [`gate.${gate.code}`, say('gate.needed', { gate: pick(gate) })]),
    );
    const input = { region: row.region, id: row.id, year, to, on: form.values.on, reason: (form.values.reason ?? '').trim(), evidence };
    const read = moveTier.input.safeParse(input);
    if (!read.success) Object.assign(errors, findings(read.error));
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    move.mutate(input as InputOf<typeof moveTier>);
  };
  return (
    <FormDrawer
      title={say('reserve.move.title', { name: row.name })}
      form={form as never}
      action={say('reserve.move.to', { tier: word('maturity', to) })}
      busy={move.isPending}
      problem={move.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      lead={<p>{say('reserve.move.now', { tier: word('maturity', row.maturity ?? 'idea') })}</p>}
    >
      <ChoiceField
        form={form}
        name="to"
        label={say('reserve.move.choose')}
        required
        options={choices.map((value) => ({ value, text: word('maturity', value) }))}
      />
      <TextField form={form} name="on" label={words('day')} type="date" required />
      {climbing && <h3 className="pj-field-wide pj-form-part">{say('gate.title', { tier: word('maturity', to) })}</h3>}
      {asked.map((gate) => (
        <TextField
          key={gate.code}
          form={{ ...form, values: { ...form.values, [`gate.${gate.code}`]: form.values[`gate.${gate.code}`] ?? '' } }}
          name={`gate.${gate.code}`}
          label={pick(gate)}
          required={gate.required}
          wide
          help={say('gate.help')}
        />
      ))}
      {climbing && data && asked.length === 0 && <p className="sz-label pj-field-wide">{say('gate.none')}</p>}
      <TextField form={form} name="reason" label={words('reason')} required area wide />
    </FormDrawer>
  );
}
