// The promise and its baselines: what holds, what waits for whom, proposing and deciding; two versions side by side. 倒排工期 is one button here: the
// latest days that keep the promise become the proposal.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import {
  type Baseline,
  type BaselineKind,
  comparePlans,
  decideBaseline,
  type PlanReply,
  proposeBaseline,
  ReckonedSource,
} from '../words.ts';
import { withdrawBaseline } from '../words-changes.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';
import { useFormWords } from './words-forms.ts';

export function Baselines({ plan, mayEdit }: { plan: PlanReply; mayEdit: boolean }): ReactElement {
  const say = useWords();
  const open = plan.baselines.some((one) => one.decision === null);
  const current = plan.baselines.find((one) => one.current);
  return (
    <>
      <Section title={say('baselines')}>
        {plan.baselines.length === 0 && <p className="sz-label">{say('baseline.none')}</p>}
        <ul className="pl-baselines">
          {plan.baselines.map((one) => (
            <One key={one.id} plan={plan} one={one} />
          ))}
        </ul>
        {mayEdit && !open && <Propose key={plan.version} plan={plan} kinds={current ? ['change', 'drop'] : ['set']} />}
      </Section>
      <Compare plan={plan} />
    </>
  );
}

function One({ plan, one }: { plan: PlanReply; one: Baseline }): ReactElement {
  const say = useWords();
  const decide = useWrite(decideBaseline, { done: { zh: '已办结', en: 'Decided' } });
  const act = (decision: 'approved' | 'declined'): void =>
    decide.mutate({ region: plan.region as never, project: plan.projectId as never, id: one.id as never, decision });
  return (
    <li>
      <b>
        {one.name} · {say(`kind.${one.kind}`)}
      </b>
      {one.current && <span className="pl-mark pl-mark-driving">{say('current')}</span>}
      <span className="pl-mark">{say(`state.${one.decision ?? 'open'}`)}</span>
      <div>
        {say('baseline.promised')} <b className="pl-day">{one.promisedDay}</b> · {say(`source.${one.source}`)} · {one.reason}
      </div>
      <div className="sz-label">
        {one.proposedBy} {instantText(one.proposedAt)}
        {one.decidedBy && ` → ${one.decidedBy} ${instantText(one.decidedAt)} ${one.note}`}
      </div>
      {one.mayWithdraw && <WithdrawProposal plan={plan} one={one} />}
      {one.mayDecide && (
        <div className="pl-acts">
          <Button type="primary" loading={decide.isPending} onClick={() => act('approved')}>
            {say('approve')}
          </Button>
          <Button loading={decide.isPending} onClick={() => act('declined')}>
            {say('decline')}
          </Button>
        </div>
      )}
    </li>
  );
}

function WithdrawProposal({ plan, one }: { plan: PlanReply; one: Baseline }): ReactElement {
  const say = useFormWords();
  const [reason, setReason] = useState('');
  const write = useWrite(withdrawBaseline, { done: { zh: '已撤回', en: 'Withdrawn' }, quiet: true });
  return (
    <details className="pl-more">
      <summary>{say('withdraw')}</summary>
      <form
        className="pl-links"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate({ region: plan.region as never, project: plan.projectId as never, id: one.id as never, reason });
        }}
      >
        <label>
          {say('withdraw.reason')}
          <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        {write.error && <ErrorNote error={write.error} />}
        <Button htmlType="submit" loading={write.isPending} disabled={reason.trim().length < 4}>
          {say('withdraw')}
        </Button>
      </form>
    </details>
  );
}

function Propose({ plan, kinds }: { plan: PlanReply; kinds: readonly BaselineKind[] }): ReactElement {
  const say = useWords();
  const [kind, setKind] = useState<BaselineKind>();
  const [source, setSource] = useState<ReckonedSource>('latest');
  const [promised, setPromised] = useState(plan.promised);
  const [reason, setReason] = useState('');
  const write = useWrite(proposeBaseline, { done: { zh: '已提交，等待核准', en: 'Sent; waiting for approval' }, quiet: true });
  if (!kind)
    return (
      <div className="pl-acts sz-screen-only">
        {kinds.map((one) => (
          <Button key={one} type={one === 'set' ? 'primary' : 'default'} onClick={() => setKind(one)}>
            {say(`baseline.${one}`)}
          </Button>
        ))}
      </div>
    );
  return (
    <form
      className="pl-make"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          region: plan.region as never,
          project: plan.projectId as never,
          version: plan.version,
          kind,
          source,
          ...(promised !== plan.promised && { promised: promised as never }),
          reason,
        });
      }}
    >
      {kind !== 'drop' && (
        <>
          <DayField name={say('baseline.promised')} value={promised} onChange={setPromised} />
          <label>
            {say('baseline.source')}
            <select className="sz-input" value={source} onChange={(event) => setSource(ReckonedSource.parse(event.target.value))}>
              {ReckonedSource.options.map((one) => (
                <option key={one} value={one}>
                  {say(`source.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <label className="pl-wide">
        {say('baseline.why')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={write.isPending} disabled={reason.trim().length < 4}>
          {say('baseline.propose')}
        </Button>
      </div>
      {write.error && <ErrorNote error={write.error} />}
    </form>
  );
}

function Compare({ plan }: { plan: PlanReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const current = plan.baselines.find((one) => one.current);
  const [from, setFrom] = useState(current?.id ?? 'latest');
  const [to, setTo] = useState('forecast');
  const versions = [
    { id: 'latest', name: say('source.latest') },
    { id: 'forecast', name: say('source.forecast') },
    ...plan.baselines.map((one) => ({ id: one.id, name: `${one.name} · ${one.promisedDay}` })),
  ];
  const { data } = useRead(
    comparePlans,
    { region: plan.region as never, project: plan.projectId as never, from, to },
    { keepPrevious: true },
  );
  const moved = data?.rows.filter((row) => row.from !== row.to) ?? [];
  const choose = (label: string, value: string, change: (next: string) => void): ReactElement => (
    <label>
      {label}
      <select className="sz-input" value={value} onChange={(event) => change(event.target.value)}>
        {versions.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Section title={say('compare')} note={data && say('compare.later', { later: data.later, earlier: data.earlier })}>
      <div className="pl-make sz-screen-only">
        {choose(say('compare.from'), from, setFrom)}
        {choose(say('compare.to'), to, setTo)}
      </div>
      {data && moved.length === 0 && <p className="sz-label">{say('compare.same')}</p>}
      {moved.length > 0 && (
        <table className="pl-table pl-compare">
          <thead>
            <tr>
              <th scope="col">{say('col.node')}</th>
              <th scope="col">{say('compare.from')}</th>
              <th scope="col">{say('compare.to')}</th>
              <th scope="col">{say('compare.diff')}</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((row) => (
              <tr key={row.code}>
                <th scope="row">{pick(row.name)}</th>
                <td data-label={say('compare.from')} className="pl-day">
                  {row.from ?? say('days.none')}
                </td>
                <td data-label={say('compare.to')} className="pl-day">
                  {row.to ?? say('days.none')}
                </td>
                <td data-label={say('compare.diff')}>
                  {row.workingDays === null
                    ? say('days.none')
                    : row.workingDays >= 0
                      ? say('days.later', { count: row.workingDays })
                      : say('days.earlier', { count: -row.workingDays })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
