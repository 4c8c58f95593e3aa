// The duty of a day: who answers the phone, the holes of the roster, the note from one shift to the next, calls on their clock.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { deviceNow } from '../../../ui/device/moment.ts';
import { instantText } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { addDays, type Day, dayOfInstant, isDay } from '../../../vocabulary/days.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { newId } from '../../../vocabulary/ids.ts';
import { listEnterprises } from '../words-cases.ts';
import { answerCall, type DutyCall, dropShift, handOverDuty, readDuty, type Shift, setShift, takeCall } from '../words-duty.ts';
import { useDemoDay } from './due.tsx';
import { Field, OfficerTabs } from './officer-parts.tsx';
import { useOfficerWords } from './words-officers.ts';

type Duty = ReplyOf<typeof readDuty>;
const saved = { zh: '已保存', en: 'Saved' };
/** The instant of an hour of a day in Asia/Shanghai. */
const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

export default function DutyPage(): ReactElement {
  const say = useOfficerWords();
  const region = useRegion();
  const [search, change] = useSearch();
  const asked = typeof search.on === 'string' && isDay(search.on) ? search.on : undefined;
  const mayAssign = useMay('resumption.officer');
  const mayServe = useMay('resumption.serve');
  const county = region.level === 'county';
  const demoDay = useDemoDay();
  const { data, error, refetch } = useRead(
    readDuty,
    { region: region.code as never, on: asked ?? demoDay },
    { keepPrevious: true, refetchInterval: 60_000 },
  );
  return (
    <Page title={say('duty')} about={data && say('duty.about', { day: data.on, minutes: data.minutes })}>
      <OfficerTabs />
      {error && <ErrorNote error={error} onRetry={refetch} />}
      <div className="of-acts of-asked sz-screen-only">
        <DayInput aria-label={say('excuse.day')} value={asked ?? data?.on ?? ''} onChange={(day) => change({ on: day || undefined })} />
      </div>
      {data && (
        <>
          <Section title={say('duty.shifts')}>
            {data.shifts.length === 0 && <Empty text={say('duty.none')} />}
            <ul className="of-list">
              {data.shifts.map((one) => (
                <OneShift key={one.id} one={one} mayAssign={mayAssign} mayServe={mayServe} />
              ))}
            </ul>
            {data.gaps.length > 0 && (
              <div className="of-offer" role="status">
                <span>
                  {say('duty.gaps')}
                  {say('says')}
                  {data.gaps.map((gap) => say('duty.gap', { from: instantText(gap.from), to: instantText(gap.to) })).join(say('and'))}
                </span>
              </div>
            )}
            {mayAssign && county && <Put region={region.code} data={data} />}
          </Section>
          <Section title={say('calls')}>
            {data.calls.length === 0 && <Empty text={say('calls.none')} />}
            <ul className="of-list">
              {data.calls.map((one) => (
                <OneCall key={one.id} one={one} mayServe={mayServe} />
              ))}
            </ul>
            {mayServe && county && <Take region={region.code} day={data.on} />}
          </Section>
        </>
      )}
    </Page>
  );
}

function OneShift({ one, mayAssign, mayServe }: { one: Shift; mayAssign: boolean; mayServe: boolean }): ReactElement {
  const say = useOfficerWords();
  const [note, setNote] = useState(one.note);
  const hand = useWrite(handOverDuty, { done: saved, quiet: true });
  const drop = useWrite(dropShift, { done: saved });
  const at = { region: one.region as never, id: one.id as never };
  return (
    <li>
      <div>
        <div className="of-line">
          <b>{one.personName}</b>
          <span>{say('duty.gap', { from: instantText(one.from), to: instantText(one.to) })}</span>
          <span className="sz-label">{one.takenBy ? say('duty.taken', { name: one.takenBy }) : one.noteAt ? say('duty.open') : ''}</span>
        </div>
        {one.note && (
          <p className="of-text">
            <span className="sz-label">{say('duty.note')}</span> {one.note}
          </p>
        )}
        {hand.error && <ErrorNote error={hand.error} />}
      </div>
      <div className="of-acts sz-screen-only">
        {mayServe && !one.mine && one.noteAt && !one.takenAt && (
          <Button type="primary" loading={hand.isPending} onClick={() => hand.mutate(at)}>
            {say('duty.take')}
          </Button>
        )}
        {mayAssign && !one.noteAt && (
          <Button size="small" loading={drop.isPending} onClick={() => drop.mutate(at)}>
            {say('duty.drop')}
          </Button>
        )}
      </div>
      {one.mine && !one.takenAt && (
        <form
          className="of-form of-wide"
          onSubmit={(event) => {
            event.preventDefault();
            hand.mutate({ ...at, note });
          }}
        >
          <Field name={say('duty.note')} wide>
            <textarea
              className="sz-input"
              rows={2}
              required
              minLength={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
          <div className="of-acts">
            <Button htmlType="submit" loading={hand.isPending}>
              {say('duty.leave')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

function Put({ region, data }: { region: string; data: Duty }): ReactElement {
  const say = useOfficerWords();
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState('08:00');
  const [to, setTo] = useState('20:00');
  const write = useWrite(setShift, { done: saved, quiet: true });
  const over = to <= from;
  return (
    <form
      className="of-form sz-screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          region: region as never,
          person: person as never,
          from: instantOf(data.on, from),
          to: instantOf(over ? addDays(data.on as Day, 1) : data.on, to),
        });
      }}
    >
      <Field name={say('duty.person')}>
        <select className="sz-select" required value={person} onChange={(event) => setPerson(event.target.value)}>
          <option value="">{say('choose')}</option>
          {data.people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </Field>
      <Field name={say('duty.from')}>
        <input type="time" className="sz-input" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field name={over ? `${say('duty.to')}（${say('duty.next')}）` : say('duty.to')}>
        <input type="time" className="sz-input" required value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <div className="of-acts">
        <Button htmlType="submit" loading={write.isPending}>
          {say('duty.set')}
        </Button>
      </div>
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
    </form>
  );
}

function OneCall({ one, mayServe }: { one: DutyCall; mayServe: boolean }): ReactElement {
  const say = useOfficerWords();
  const [answer, setAnswer] = useState('');
  const write = useWrite(answerCall, { done: saved, quiet: true });
  return (
    <li>
      <div>
        <div className="of-line">
          <Light
            state={one.late ? 'late' : one.answeredAt ? 'normal' : 'warning'}
            word={say(one.late ? 'call.late' : one.answeredAt ? 'call.intime' : 'call.open')}
          />
          <span>{instantText(one.at)}</span>
          {one.enterpriseName && <b>{one.enterpriseName}</b>}
          <span className="sz-label">{say(one.answeredAt ? 'call.minutes' : 'call.waiting', { count: one.minutes })}</span>
        </div>
        <p className="of-text">{one.about}</p>
        {one.answer && (
          <p className="of-text">
            <span className="sz-label">{one.answeredBy}</span> {one.answer}
          </p>
        )}
        {write.error && <ErrorNote error={write.error} />}
      </div>
      {mayServe && !one.answeredAt && (
        <form
          className="of-acts sz-screen-only"
          onSubmit={(event) => {
            event.preventDefault();
            write.mutate({ region: one.region as never, id: one.id as never, answer });
          }}
        >
          <input
            type="text"
            className="sz-input"
            required
            minLength={2}
            maxLength={500}
            aria-label={say('call.answer')}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <Button htmlType="submit" loading={write.isPending}>
            {say('call.answer')}
          </Button>
        </form>
      )}
    </li>
  );
}

function Take({ region, day }: { region: string; day: string }): ReactElement {
  const say = useOfficerWords();
  const [id, setId] = useState(() => newId());
  const [about, setAbout] = useState('');
  const [enterprise, setEnterprise] = useState('');
  const [, change] = useSearch();
  const { data } = useRead(listEnterprises, { region: region as never, limit: 500 });
  const write = useWrite(takeCall, { done: saved, quiet: true });
  return (
    <form
      className="of-form sz-screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate(
          { region: region as never, id: id as never, at: deviceNow(), about, enterprise: (enterprise || null) as never },
          {
            onSuccess: ({ at }) => {
              // The call is of today: seen from another day, the page goes there.
              if (dayOfInstant(at) !== day) change({ on: dayOfInstant(at) });
              setId(newId());
              setAbout('');
              setEnterprise('');
            },
          },
        );
      }}
    >
      <Field name={say('call.enterprise')}>
        <select className="sz-select" value={enterprise} onChange={(event) => setEnterprise(event.target.value)}>
          <option value="">—</option>
          {data?.enterprises.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </Field>
      <Field name={say('call.about')} wide>
        <textarea
          className="sz-input"
          rows={2}
          required
          minLength={4}
          maxLength={500}
          value={about}
          onChange={(event) => setAbout(event.target.value)}
        />
      </Field>
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="of-acts">
        <Button htmlType="submit" loading={write.isPending}>
          {say('call.write')}
        </Button>
      </div>
    </form>
  );
}
