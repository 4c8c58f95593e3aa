// A node of one's own between others. Where it stands, how long it takes and whose it is, is asked; when it falls is reckoned.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { addNode, DayUnit, Guarantee, NodeKind, type PlanReply, Stream } from '../words.ts';
import { useFormWords } from './words-forms.ts';

export function AddNode({ plan }: { plan: PlanReply }): ReactElement {
  const say = useFormWords();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div className="pl-acts sz-screen-only">
        <Button onClick={() => setOpen(true)}>{say('node.add')}</Button>
      </div>
    );
  return (
    <Section title={say('node.add')} note={say('node.add.about')}>
      <Form plan={plan} onClose={() => setOpen(false)} />
    </Section>
  );
}

function Form({ plan, onClose }: { plan: PlanReply; onClose: () => void }): ReactElement {
  const say = useFormWords();
  const pick = usePick();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<NodeKind>('work');
  const [days, setDays] = useState('10');
  const [unit, setUnit] = useState<DayUnit>('working');
  const [stage, setStage] = useState<Guarantee>('construction');
  const [stream, setStream] = useState<Stream>('own');
  const [organisation, setOrganisation] = useState('');
  const [outdoor, setOutdoor] = useState(false);
  const [after, setAfter] = useState('');
  const [before, setBefore] = useState('');
  const write = useWrite(addNode, { done: { zh: '节点已增加', en: 'The node is added' }, quiet: true, onDone: onClose });
  const choice = <T extends string>(label: string, value: T, options: readonly T[], text: (one: T) => string, change: (one: T) => void) => (
    <label>
      {label}
      <select className="sz-input" value={value} onChange={(event) => change(event.target.value as T)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {text(one)}
          </option>
        ))}
      </select>
    </label>
  );
  const codes = ['', ...plan.nodes.map((node) => node.code)];
  const nodeName = (code: string): string => {
    const node = plan.nodes.find((one) => one.code === code);
    return node ? pick(node.name) : say('node.pick');
  };
  return (
    <form
      className="pl-make"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          region: plan.region as never,
          project: plan.projectId as never,
          version: plan.version,
          name,
          kind,
          stage,
          stream,
          organisation,
          days: kind === 'milestone' ? 0 : Number(days) || 0,
          unit,
          outdoor,
          after: after === '' ? [] : [after],
          before: before === '' ? [] : [before],
        });
      }}
    >
      <label>
        {say('node.name')}
        <input className="sz-input" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      {choice(say('node.kind'), kind, NodeKind.options, (one) => say(`kind.${one}`), setKind)}
      {kind !== 'milestone' && (
        <>
          <label>
            {say('node.days')}
            <input className="sz-input" inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
          </label>
          {choice(say('node.unit'), unit, DayUnit.options, (one) => say(`unit.${one}`), setUnit)}
        </>
      )}
      {choice(say('stage'), stage, Guarantee.options, (one) => say(`stage.${one}`), setStage)}
      {choice(say('stream'), stream, Stream.options, (one) => say(`stream.${one}`), setStream)}
      <label>
        {say('node.organisation')}
        <input className="sz-input" value={organisation} onChange={(event) => setOrganisation(event.target.value)} />
      </label>
      {choice(say('node.after'), after, codes, nodeName, setAfter)}
      {choice(say('node.before'), before, codes, nodeName, setBefore)}
      {kind === 'work' && (
        <label className="pl-check">
          <input type="checkbox" checked={outdoor} onChange={(event) => setOutdoor(event.target.checked)} />
          {say('node.outdoor')}
        </label>
      )}
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={write.isPending} disabled={name.trim().length < 2}>
          {say('node.save')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
      {write.error && <ErrorNote error={write.error} />}
    </form>
  );
}
