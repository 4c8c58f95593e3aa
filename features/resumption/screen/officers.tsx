// Who is with which enterprise: what is offered to me, the assignments with how today went, the enterprises without anybody. Assigning, the measure,
// hand-over, excuses and the end are forms that open in place.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import type { Day } from '../../../vocabulary/days.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import {
  type Assignment,
  answerHandOver,
  assignOfficer,
  endAssignment,
  excuseAbsence,
  offerHandOver,
  officersList,
  setMeasure,
} from '../words-officers.ts';
import { useDemoDay } from './due.tsx';
import { Field, OfficerTabs, PresenceLight } from './officer-parts.tsx';
import { useOfficerWords } from './words-officers.ts';

type Officers = ReplyOf<typeof officersList>;
const done = { zh: '已保存', en: 'Saved' };

export default function OfficersPage(): ReactElement {
  const say = useOfficerWords();
  const region = useRegion();
  const [search, change] = useSearch();
  const mine = search.mine === 'true';
  const mayAssign = useMay('resumption.officer');
  const mayServe = useMay('resumption.serve');
  const on = useDemoDay();
  const { data, error, refetch } = useRead(
    officersList,
    { region: region.code as never, on, mine: mine ? 'true' : undefined },
    { keepPrevious: true },
  );
  return (
    <Page
      title={say('officers')}
      about={data && say('officers.about', { day: data.on, assigned: data.assignments.length, none: data.unassigned.length })}
    >
      <OfficerTabs />
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data?.assignments
        .filter((one) => one.handOver?.mine)
        .map((one) => (
          <Offer key={one.id} one={one} on={on} />
        ))}
      {mayServe && (
        <div className="of-acts sz-screen-only">
          <Button aria-pressed={!mine} type={mine ? 'default' : 'primary'} onClick={() => change({ mine: undefined })}>
            {say('officers.all')}
          </Button>
          <Button aria-pressed={mine} type={mine ? 'primary' : 'default'} onClick={() => change({ mine: 'true' })}>
            {say('officers.only')}
          </Button>
        </div>
      )}
      {data && data.assignments.length === 0 && <Empty text={say(mine ? 'officers.mine.none' : 'officers.none')} />}
      {data && data.assignments.length > 0 && (
        <ul className="of-list">
          {data.assignments.map((one) => (
            <One key={one.id} one={one} all={data} mayAssign={mayAssign} mayServe={mayServe} />
          ))}
        </ul>
      )}
      {data && !mine && data.unassigned.length > 0 && (
        <Section title={say('unassigned')}>
          <ul className="of-list">
            {data.unassigned.map((one) => (
              <Unassigned key={one.id} one={one} all={data} mayAssign={mayAssign} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Offer({ one, on }: { one: Assignment; on: Day | undefined }): ReactElement {
  const say = useOfficerWords();
  const write = useWrite(answerHandOver, { done });
  const answer = (take: boolean): void => write.mutate({ region: one.region as never, id: one.id as never, take, from: on });
  return (
    <div className="of-offer" role="status">
      <span>{say('handover.mine', { from: one.officerName, enterprise: one.enterpriseName, note: one.handOver?.note ?? '' })}</span>
      <span className="of-acts">
        <Button type="primary" loading={write.isPending} onClick={() => answer(true)}>
          {say('handover.take')}
        </Button>
        <Button loading={write.isPending} onClick={() => answer(false)}>
          {say('handover.decline')}
        </Button>
      </span>
    </div>
  );
}

type Form = 'measure' | 'handover' | 'excuse' | 'end';

function One({ one, all, mayAssign, mayServe }: { one: Assignment; all: Officers; mayAssign: boolean; mayServe: boolean }): ReactElement {
  const say = useOfficerWords();
  const [form, setForm] = useState<Form>();
  const forms: Form[] = [...(mayServe ? (['measure', 'handover'] as const) : []), ...(mayAssign ? (['excuse', 'end'] as const) : [])];
  return (
    <li>
      <div>
        <div className="of-line">
          <b>
            <Go to={`/resumption/${one.region}/enterprises/${one.enterprise}`}>{one.enterpriseName}</Go>
          </b>
          <span>
            {one.officerName} · {say('col.since')} {one.from}
          </span>
          <PresenceLight state={one.today} />
          {one.missedDays > 0 && (
            <span>
              {say('col.missed')} {say('missed.days', { count: one.missedDays })}
            </span>
          )}
        </div>
        <p className={one.measure ? 'of-text' : 'sz-label'}>
          {say('measure')}
          {say('says')}
          {one.measure || say('measure.none')}
        </p>
        {one.handOver && !one.handOver.mine && (
          <p className="sz-label">{say('handover.waiting', { name: one.handOver.toName, note: one.handOver.note })}</p>
        )}
      </div>
      <div className="of-acts sz-screen-only">
        {mayServe && <Go to={`/resumption/${one.region}/enterprises/${one.enterprise}/round`}>{say('go.round')}</Go>}
        {forms.map((name) => (
          <Button key={name} size="small" aria-expanded={form === name} onClick={() => setForm(form === name ? undefined : name)}>
            {say(name)}
          </Button>
        ))}
      </div>
      {form && (
        <div className="of-wide">
          <Change form={form} one={one} all={all} close={() => setForm(undefined)} />
        </div>
      )}
    </li>
  );
}

function Change({ form, one, all, close }: { form: Form; one: Assignment; all: Officers; close: () => void }): ReactElement {
  const say = useOfficerWords();
  const [text, setText] = useState(form === 'measure' ? one.measure : '');
  const [to, setTo] = useState('');
  const [day, setDay] = useState(all.on);
  const measure = useWrite(setMeasure, { done, quiet: true });
  const offer = useWrite(offerHandOver, { done, quiet: true });
  const excuse = useWrite(excuseAbsence, { done, quiet: true });
  const end = useWrite(endAssignment, { done, quiet: true });
  const used = { measure, handover: offer, excuse, end }[form];
  const at = { region: one.region as never, id: one.id as never };
  const after = { onSuccess: close };
  const send = (): void => {
    if (form === 'measure') measure.mutate({ ...at, measure: text }, after);
    if (form === 'handover') offer.mutate({ ...at, to: to as never, note: text }, after);
    if (form === 'excuse')
      excuse.mutate({ region: at.region, enterprise: one.enterprise as never, day: day as never, reason: text }, after);
    if (form === 'end') end.mutate({ ...at, to: day as never, reason: text }, after);
  };
  const name = { measure: 'measure', handover: 'handover.note', excuse: 'excuse.reason', end: 'end.reason' } as const;
  const button = { measure: 'measure.save', handover: 'handover.send', excuse: 'save', end: 'end' } as const;
  return (
    <form
      className="of-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {form === 'handover' && (
        <Field name={say('handover.to')}>
          <select className="sz-select" required value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{say('choose')}</option>
            {all.officers
              .filter((officer) => officer.id !== one.officer && officer.region === one.region)
              .map((officer) => (
                <option key={officer.id} value={officer.id}>
                  {say('assign.load', { name: officer.name, count: officer.enterprises })}
                </option>
              ))}
          </select>
        </Field>
      )}
      {(form === 'excuse' || form === 'end') && (
        <Field name={say('excuse.day')}>
          <DayInput value={day} onChange={setDay} required max={all.on} />
        </Field>
      )}
      <Field name={say(name[form])} wide>
        <textarea
          className="sz-input"
          rows={2}
          required
          minLength={4}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {used.error && (
        <div className="of-wide">
          <ErrorNote error={used.error} />
        </div>
      )}
      <div className="of-acts">
        <Button type="primary" htmlType="submit" loading={used.isPending}>
          {say(button[form])}
        </Button>
        <Button onClick={close}>{say('cancel')}</Button>
      </div>
    </form>
  );
}

function Unassigned({ one, all, mayAssign }: { one: Officers['unassigned'][number]; all: Officers; mayAssign: boolean }): ReactElement {
  const say = useOfficerWords();
  const [open, setOpen] = useState(false);
  const [officer, setOfficer] = useState('');
  const [from, setFrom] = useState(all.on);
  const [measure, setMeasureText] = useState('');
  const write = useWrite(assignOfficer, { done: { zh: '已指派', en: 'Assigned' }, quiet: true });
  return (
    <li>
      <Go to={`/resumption/${one.region}/enterprises/${one.id}`}>{one.name}</Go>
      {mayAssign && (
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say('assign')}
        </Button>
      )}
      {open && (
        <form
          className="of-form of-wide"
          onSubmit={(event) => {
            event.preventDefault();
            write.mutate({
              region: one.region as never,
              enterprise: one.id as never,
              officer: officer as never,
              from: from as never,
              measure,
            });
          }}
        >
          <Field name={say('assign.to')}>
            <select className="sz-select" required value={officer} onChange={(event) => setOfficer(event.target.value)}>
              <option value="">{say('choose')}</option>
              {all.officers
                .filter((each) => each.region === one.region)
                .map((each) => (
                  <option key={each.id} value={each.id}>
                    {say('assign.load', { name: each.name, count: each.enterprises })}
                  </option>
                ))}
            </select>
          </Field>
          <Field name={say('assign.from')}>
            <DayInput value={from} onChange={setFrom} required />
          </Field>
          <Field name={say('measure')} wide>
            <textarea
              className="sz-input"
              rows={2}
              maxLength={600}
              value={measure}
              onChange={(event) => setMeasureText(event.target.value)}
            />
          </Field>
          {write.error && <ErrorNote error={write.error} />}
          <div className="of-acts">
            <Button type="primary" htmlType="submit" loading={write.isPending}>
              {say('assign')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
