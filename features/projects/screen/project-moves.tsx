// Two small acts on one project: it enters a stage on a day, or goes on or off a list. Both need a reason.
import type { ReactElement } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { useYear } from '../../../ui/session.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { moveStage, type Project, stages } from '../words.ts';
import { lists, setMembership } from '../words-lists.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { useTerm } from './term.ts';
import { today } from './today.ts';
import { useFormWords } from './words.ts';

export function StagePanel({ project, onClose }: { project: Project; onClose: () => void }): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const findings = useFindings();
  const next = stages[Math.min(stages.indexOf(project.stage) + 1, stages.length - 1)]!;
  const form = useForm(`stage.${project.region}.${project.id}.${project.version}`, {
    stage: project.sideState ? project.stage : (next as string),
    sideState: '',
    on: today() as string,
    reason: '',
  });
  const move = useWrite(moveStage, {
    quiet: true,
    done: (reply) => ({ zh: `已转入${word('stage', reply.stage)}`, en: `Now: ${word('stage', reply.stage)}` }),
    onDone: () => {
      form.forget();
      onClose();
    },
  });
  const submit = (): void => {
    const input = {
      region: project.region,
      id: project.id,
      version: project.version,
      stage: form.values.stage,
      sideState: form.values.sideState || null,
      on: form.values.on,
      reason: form.values.reason.trim(),
    };
    const read = moveStage.input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error));
      return;
    }
    move.mutate(input as InputOf<typeof moveStage>);
  };
  return (
    <FormDrawer
      title={say('stage.title', { name: project.name })}
      form={form as never}
      action={say('stage.do')}
      busy={move.isPending}
      problem={move.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      width={520}
      lead={<p>{say('stage.now', { stage: word('stage', project.stage), on: project.stageOn ?? '—' })}</p>}
    >
      <ChoiceField
        form={form}
        name="stage"
        label={say('stage.to')}
        required
        options={stages.map((value) => ({ value, text: word('stage', value) }))}
      />
      <ChoiceField
        form={form}
        name="sideState"
        label={word('field', 'sideState')}
        empty={say('stage.normal')}
        options={[{ value: 'suspended', text: word('sideState', 'suspended') }]}
        help={say('stage.leave')}
      />
      <TextField form={form} name="on" label={say('day')} type="date" required />
      <TextField form={form} name="reason" label={say('reason')} required area wide />
    </FormDrawer>
  );
}

export function MembershipPanel({ project, onClose }: { project: Project; onClose: () => void }): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const pick = usePick();
  const year = useYear();
  const findings = useFindings();
  const { data } = useRead(lists, { region: project.region as never, year });
  const on = new Set(project.lists.filter((one) => one.to === null).map((one) => one.code));
  const form = useForm(`list.${project.region}.${project.id}`, { code: '', state: '', on: today() as string, reason: '' });
  const set = useWrite(setMembership, {
    quiet: true,
    onDone: () => {
      form.forget();
      onClose();
    },
    done: { zh: '名单已更新', en: 'The list is updated' },
  });
  const list = data?.lists.find((one) => one.code === form.values.code);
  const member = on.has(form.values.code);
  // A list holds from a day to a day: the day proposed lies inside, whichever list is chosen.
  const choosing: typeof form = {
    ...form,
    set: (name, value) => {
      form.set(name, value);
      const chosen = name === 'code' ? data?.lists.find((one) => one.code === value) : undefined;
      if (chosen?.to && form.values.on > chosen.to) form.set('on', chosen.to);
      else if (chosen && form.values.on < chosen.from) form.set('on', chosen.from);
    },
  };
  const submit = (): void => {
    if (form.values.code === '') {
      form.setErrors({ code: say('error.required') });
      return;
    }
    const input = {
      region: project.region,
      id: project.id,
      code: form.values.code,
      member: !member,
      state: form.values.state || null,
      on: form.values.on,
      reason: form.values.reason.trim(),
    };
    const read = setMembership.input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error));
      return;
    }
    set.mutate(input as InputOf<typeof setMembership>);
  };
  return (
    <FormDrawer
      title={say('list.title', { name: project.name })}
      form={form as never}
      action={say(member ? 'list.off' : 'list.on')}
      busy={set.isPending}
      problem={set.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
      width={520}
      lead={<p className="sz-label">{say('list.lead')}</p>}
    >
      <ChoiceField
        form={choosing}
        name="code"
        label={word('field', 'list')}
        required
        wide
        empty={say('choose')}
        options={(data?.lists ?? []).map((one) => ({
          value: one.code,
          text: `${on.has(one.code) ? '● ' : ''}${pick(one)}（${word('level', one.level)}）`,
        }))}
        help={list && member && say('list.is')}
      />
      {list && !member && list.states.length > 0 && (
        <ChoiceField
          form={form}
          name="state"
          label={say('list.state')}
          empty={say('choose')}
          options={list.states.map((one) => ({ value: one.code, text: pick(one) }))}
        />
      )}
      <TextField form={form} name="on" label={say('day')} type="date" required />
      <TextField form={form} name="reason" label={say('reason')} required area wide />
    </FormDrawer>
  );
}
