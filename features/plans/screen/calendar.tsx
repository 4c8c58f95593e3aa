// The days that plans are reckoned with: a year of holidays and make-up days as announced, building seasons, stop orders with what they move. Seasons are
// put down with the day from which they count; nothing here is ever written over.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, useLanguage } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useRegionName, useYear } from '../../../ui/session.ts';
import { addDays, type Day, dayFrom } from '../../../vocabulary/days.ts';
import { ProjectType } from '../words.ts';
import { planCalendar, type StopOrder, setSeason } from '../words-dated.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';
import { useDatedWords } from './words-dated.ts';
import './plans.css';
import './dated.css';

type Mark = 'off' | 'make-up' | 'weekend' | 'work';

export default function CalendarPage(): ReactElement {
  const say = useDatedWords();
  const words = useWords();
  const region = useRegion();
  const mayOrder = useMay('plan.stop');
  const [search, change] = useSearch();
  const usual = useYear();
  const { data, error, refetch } = useRead(planCalendar, { region: region.code as never });
  const path = [{ text: words('plans'), to: '/plans' }];
  if (error && !data)
    return (
      <Page title={say('calendar')} path={path}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data) return <div className="sz-page" aria-busy="true" />;
  const years = [...new Set([...data.notices.map((one) => one.year), data.coveredUntil + 1])].filter((year) => year > 1).sort();
  const asked = Number(firstOf(search, 'of'));
  const year = years.includes(asked) ? asked : years.includes(usual) ? usual : (years.at(-1) ?? usual);
  return (
    <Page
      title={say('calendar')}
      path={path}
      about={`${region.name} · ${data.coveredUntil > 0 ? say('covered', { year: data.coveredUntil }) : say('covered.none')}`}
      actions={mayOrder && <Go to="/plans/shock">{say('stops.new')}</Go>}
    >
      <p className="pl-about">{say('calendar.about')}</p>
      <Section
        title={say('year')}
        note={year > data.coveredUntil ? say('year.none', { year }) : say('covered.warn', { year: data.coveredUntil + 1 })}
        actions={
          <select className="sz-select" aria-label={say('year')} value={year} onChange={(event) => change({ of: event.target.value })}>
            {years.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        }
      >
        <Year year={year} days={data.days} stops={data.stops} />
        <ul className="pl-notices">
          {data.notices
            .filter((one) => one.year === year)
            .map((one) => (
              <li key={one.announcedOn}>{say('notice', { year: one.year, announced: one.announcedOn, basis: one.basis })}</li>
            ))}
        </ul>
      </Section>
      <Seasons rows={data.seasons} region={region.code} mayOrder={mayOrder} />
      <Stops stops={data.stops} />
    </Page>
  );
}

function Year({
  year,
  days,
  stops,
}: {
  year: number;
  days: readonly { day: string; kind: 'off' | 'make-up' }[];
  stops: readonly StopOrder[];
}): ReactElement {
  const say = useDatedWords();
  const language = useLanguage();
  const kinds = new Map(days.map((one) => [one.day, one.kind]));
  const orders = stops.filter((stop) => stop.withdrawn === null);
  const mark = (day: string, weekday: number): Mark => kinds.get(day) ?? (weekday > 4 ? 'weekend' : 'work');
  const signs: Record<Mark, string> =
    language === 'zh' ? { off: '休', 'make-up': '班', weekend: '', work: '' } : { off: 'off', 'make-up': 'work', weekend: '', work: '' };
  const names = language === 'zh' ? ['一', '二', '三', '四', '五', '六', '日'] : ['M', 'T', 'W', 'T', 'F', 'S', 'S'];
  const monthName = (month: number): string =>
    language === 'zh' ? `${month}月` : new Date(Date.UTC(2020, month - 1, 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return (
    <>
      <p className="sz-label pl-year-legend">
        {(['off', 'make-up', 'weekend'] as const).map((one) => (
          <span key={one}>
            <i className={`pl-day-${one}`} aria-hidden="true">
              {signs[one] || (language === 'zh' ? '六' : 'Sa')}
            </i>
            {say(`days.${one}`)}
          </span>
        ))}
        <span>
          <i className="pl-day-stop" aria-hidden="true" />
          {say('days.stop')}
        </span>
      </p>
      <div className="pl-year">
        {Array.from({ length: 12 }, (_, place) => {
          const first = dayFrom(year, place + 1, 1)!;
          const shift = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
          const length = new Date(Date.UTC(year, place + 1, 0)).getUTCDate();
          const weeks = Math.ceil((shift + length) / 7);
          return (
            <table key={first} className="pl-month">
              <caption>{monthName(place + 1)}</caption>
              <thead>
                <tr>
                  {names.map((name, weekday) => (
                    <th key={weekday} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: weeks }, (__, week) => (
                  <tr key={addDays(first as Day, week * 7)}>
                    {names.map((___, weekday) => {
                      const number = week * 7 + weekday - shift + 1;
                      const key = `${week}-${weekday}`;
                      if (number < 1 || number > length) return <td key={key} />;
                      const day = addDays(first as Day, number - 1);
                      const kind = mark(day, weekday);
                      const order = orders.find((one) => one.from <= day && day <= one.to);
                      return (
                        <td key={key} className={`pl-day-${kind}${order ? ' pl-day-stop' : ''}`} title={order?.name}>
                          {number}
                          {signs[kind] && <small>{signs[kind]}</small>}
                          {order && <span className="sz-hidden">{say('days.stop')}</span>}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
    </>
  );
}

type Season = {
  region: string;
  type: ProjectType;
  stopsOn: string;
  resumesOn: string;
  since: string;
  until: string | null;
  note: string;
  by: string;
  plans: number;
};

function Seasons({ rows, region, mayOrder }: { rows: readonly Season[]; region: string; mayOrder: boolean }): ReactElement {
  const say = useDatedWords();
  const regionName = useRegionName();
  return (
    <Section title={say('seasons')} note={say('seasons.about')}>
      <table className="pl-table">
        <thead>
          <tr>
            <th scope="col">{say('region')}</th>
            <th scope="col">{say('season.type')}</th>
            <th scope="col">{say('season.stops')}</th>
            <th scope="col">{say('season.resumes')}</th>
            <th scope="col">{say('season.since')}</th>
            <th scope="col">{say('season.plans')}</th>
            <th scope="col">{say('season.note')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={`${one.region}${one.type}${one.since}`}>
              <th scope="row">{regionName(one.region)}</th>
              <td data-label={say('season.type')}>{say(`type.${one.type}`)}</td>
              <td data-label={say('season.stops')} className="pl-day">
                {one.stopsOn}
              </td>
              <td data-label={say('season.resumes')} className="pl-day">
                {one.resumesOn}
              </td>
              <td data-label={say('season.since')} className="pl-day">
                {one.until === null
                  ? say('season.until', { since: one.since })
                  : say('season.ended', { since: one.since, until: one.until })}
              </td>
              <td data-label={say('season.plans')}>{one.until === null ? one.plans : 0}</td>
              <td data-label={say('season.note')}>{[one.note, one.by].filter(Boolean).join(' · ') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayOrder && <SetSeason region={region} />}
    </Section>
  );
}

function SetSeason({ region }: { region: string }): ReactElement {
  const say = useDatedWords();
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<ProjectType>('any');
  const [stopsOn, setStopsOn] = useState('11-16');
  const [resumesOn, setResumesOn] = useState('04-01');
  const [since, setSince] = useState('');
  const [note, setNote] = useState('');
  const write = useWrite(setSeason, {
    done: { zh: '季节已登记', en: 'The season is put down' },
    quiet: true,
    onDone: () => setOpen(false),
  });
  if (!open)
    return (
      <div className="pl-acts">
        <Button onClick={() => setOpen(true)}>{say('season.set')}</Button>
      </div>
    );
  const monthDay = (label: string, value: string, change: (next: string) => void): ReactElement => (
    <label>
      {label}
      <input className="sz-input" value={value} placeholder="11-16" onChange={(event) => change(event.target.value)} />
    </label>
  );
  return (
    <form
      className="pl-make"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ region: region as never, type, stopsOn, resumesOn, since: since as never, note });
      }}
    >
      <label>
        {say('season.type')}
        <select className="sz-input" value={type} onChange={(event) => setType(ProjectType.parse(event.target.value))}>
          {[...ProjectType.options].reverse().map((one) => (
            <option key={one} value={one}>
              {say(`type.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {monthDay(say('season.stops'), stopsOn, setStopsOn)}
      {monthDay(say('season.resumes'), resumesOn, setResumesOn)}
      <DayField name={say('season.since')} value={since} onChange={setSince} required />
      <label className="pl-wide">
        {say('season.note')}
        <input className="sz-input" value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={write.isPending} disabled={since === ''}>
          {say('season.save')}
        </Button>
      </div>
      {write.error && <ErrorNote error={write.error} />}
    </form>
  );
}

function Stops({ stops }: { stops: readonly StopOrder[] }): ReactElement {
  const say = useDatedWords();
  const regionName = useRegionName();
  return (
    <Section title={say('stops')}>
      {stops.length === 0 && <p className="sz-label">{say('stops.none')}</p>}
      <ul className="pl-baselines">
        {stops.map((stop) => (
          <li key={stop.id}>
            <b>
              <Go to={`/plans/stops/${stop.id}`}>{stop.name}</Go>
            </b>
            <span className="pl-mark">{regionName(stop.region)}</span>
            {stop.withdrawn && <span className="pl-mark">{say('withdrawn')}</span>}
            <div>
              <b className="pl-day">{say('stop.days', { from: stop.from, to: stop.to })}</b> · {stop.basis}
              {stop.sites.length > 0 && ` · ${say('stop.sites', { count: stop.sites.length })}`}
            </div>
            <div className="sz-label">
              {say('stop.counts', { plans: stop.plans, lost: stop.lost, accepted: stop.accepted })} ·{' '}
              {stop.withdrawn
                ? say('stop.withdrawn', { by: stop.withdrawn.by, at: instantText(stop.withdrawn.at), reason: stop.withdrawn.reason })
                : say('stop.by', { by: stop.by, at: instantText(stop.at) })}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
