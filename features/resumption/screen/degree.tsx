// How far an enterprise is back, day by day: people of those employed, output against the same day of last year. A day nobody reported is a gap, never
// a zero. Two lines in one hue; the numbers stand in the table beneath. Whoever may report a day does it here; money is typed and shown in 万元.
import { Button } from 'antd';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useSession } from '../../../ui/session.ts';
import { addDays, type Day, daysBetween } from '../../../vocabulary/days.ts';
import { grouped, shownIn, yuanOf } from '../../../vocabulary/money.ts';
import { type DayReport, listDays, reportDay } from '../words-cases.ts';
import { DayField } from './day-field.tsx';
import { demoDay } from './due.tsx';
import { useWords } from './words.ts';
import './resumption.css';

const share = (part: number | null, whole: number | null): number | null => (part === null || !whole ? null : part / whole);
const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);

/** `mayReport`: the person may say of this enterprise how a day went. */
export function Degree({ region, enterprise, mayReport }: { region: string; enterprise: string; mayReport: boolean }): ReactElement {
  const say = useWords();
  const { demo } = useSession();
  const [open, setOpen] = useState(false);
  const { data } = useRead(listDays, { region: region as never, id: enterprise as never });
  const days = data?.days ?? [];
  const last = days.slice(-14).reverse();
  return (
    <Section
      title={say('case.degree')}
      note={data && say('case.degree.employed', { count: data.peopleEmployed })}
      actions={
        mayReport &&
        data && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say('degree.report')}
          </Button>
        )
      }
    >
      {open && data && <Report region={region} enterprise={enterprise} today={demo ? demoDay : data.today} close={() => setOpen(false)} />}
      {data && days.length === 0 && <p className="sz-label">{say('case.degree.none')}</p>}
      {data && days.length > 1 && (
        <Curve days={days} employed={data.peopleEmployed} people={say('degree.share')} output={say('degree.ratio')} />
      )}
      {data && last.length > 0 && (
        <table className="rs-table rs-days">
          <thead>
            <tr>
              <th scope="col">{say('degree.day')}</th>
              <th scope="col">{say('degree.people')}</th>
              <th scope="col">{say('degree.share')}</th>
              <th scope="col">{say('degree.output')}</th>
              <th scope="col">{say('degree.ratio')}</th>
              <th scope="col">{say('degree.orders')}</th>
              <th scope="col">{say('degree.supplies')}</th>
            </tr>
          </thead>
          <tbody>
            {last.map((one) => (
              <tr key={one.day}>
                <th scope="row">{one.day}</th>
                <td data-label={say('degree.people')}>{one.peopleBack ?? say('degree.unreported')}</td>
                <td data-label={say('degree.share')}>{percent(share(one.peopleBack, data.peopleEmployed))}</td>
                <td
                  data-label={say('degree.output')}
                  title={one.outputYuan === null ? undefined : say('degree.exact', { yuan: one.outputYuan })}
                >
                  {one.outputYuan === null ? say('degree.unreported') : grouped(shownIn(one.outputYuan, '万元').text)}
                </td>
                <td data-label={say('degree.ratio')}>{percent(share(one.outputYuan, one.outputLastYearYuan))}</td>
                <td data-label={say('degree.orders')}>{one.ordersCoveredDays ?? '—'}</td>
                <td data-label={say('degree.supplies')}>{one.suppliesDays ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

const asked = {
  peopleBack: 'degree.people',
  outputYuan: 'degree.output',
  outputLastYearYuan: 'degree.last',
  ordersCoveredDays: 'degree.orders',
  suppliesDays: 'degree.supplies',
} as const;
type Asked = keyof typeof asked;
const isMoney = (name: Asked): boolean => name === 'outputYuan' || name === 'outputLastYearYuan';

function Report({
  region,
  enterprise,
  today,
  close,
}: {
  region: string;
  enterprise: string;
  today: string;
  close: () => void;
}): ReactElement {
  const say = useWords();
  const [day, setDay] = useState(today);
  const [typed, setTyped] = useState<Partial<Record<Asked, string>>>({});
  const report = useWrite(reportDay, { done: { zh: '已上报', en: 'Reported' }, quiet: true });
  const numberOf = (name: Asked): number | null => {
    const text = (typed[name] ?? '').trim();
    return text === '' ? null : isMoney(name) ? (yuanOf(text, '万元') ?? null) : Number(text);
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const values = Object.fromEntries((Object.keys(asked) as Asked[]).map((name) => [name, numberOf(name)])) as Record<
      Asked,
      number | null
    >;
    report.mutate({ region: region as never, id: enterprise as never, day: day as never, ...values }, { onSuccess: close });
  };
  return (
    <form className="rs-form rs-report sz-screen-only" onSubmit={send}>
      <DayField label={say('degree.day')} value={day} onChange={setDay} />
      {(Object.keys(asked) as Asked[]).map((name) => (
        <label key={name}>
          <span>{say(asked[name])}</span>
          <input
            className="sz-input"
            inputMode={isMoney(name) ? 'decimal' : 'numeric'}
            pattern={isMoney(name) ? '[0-9]{1,8}([.][0-9]{1,4})?' : '[0-9]{1,7}'}
            title={say(isMoney(name) ? 'degree.how-money' : 'degree.how-number')}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
      {report.error && (
        <div className="rs-wide">
          <ErrorNote error={report.error} />
        </div>
      )}
      <div className="rs-do rs-wide">
        <Button
          type="primary"
          htmlType="submit"
          loading={report.isPending}
          disabled={day === '' || Object.values(typed).every((text) => !text)}
        >
          {say('degree.report')}
        </Button>
        <Button onClick={close}>{say('ask.cancel')}</Button>
      </div>
    </form>
  );
}

function Curve({
  days,
  employed,
  people,
  output,
}: {
  days: readonly DayReport[];
  employed: number;
  people: string;
  output: string;
}): ReactElement {
  const first = days[0]!.day as Day;
  const length = Math.max(1, daysBetween(first, days.at(-1)!.day as Day));
  const high = 120;
  const wide = 640;
  const line = (shareOf: (one: DayReport) => number | null): string => {
    let path = '';
    for (let at = 0; at <= length; at += 1) {
      const one = days.find((held) => held.day === addDays(first, at));
      const value = one ? shareOf(one) : null;
      if (value === null) {
        path = path.endsWith(' ') || path === '' ? path : `${path} `;
        continue;
      }
      path += `${path === '' || path.endsWith(' ') ? 'M' : 'L'}${((at / length) * wide).toFixed(1)} ${(high - Math.min(1.2, value) * (high / 1.2)).toFixed(1)}`;
    }
    return path;
  };
  return (
    <figure className="rs-curve">
      <svg viewBox={`-40 -6 ${wide + 44} ${high + 12}`} role="img" aria-label={`${people}、${output}`}>
        <path className="rs-curve-line" d={`M0 ${high / 6}H${wide}`} />
        <path className="rs-curve-base" d={`M0 ${high}H${wide}`} />
        <text x={-6} y={high / 6 + 4}>
          100%
        </text>
        <text x={-6} y={high + 4}>
          0
        </text>
        <path className="rs-curve-people" d={line((one) => share(one.peopleBack, employed))} />
        <path className="rs-curve-output" d={line((one) => share(one.outputYuan, one.outputLastYearYuan))} />
      </svg>
      <figcaption className="sz-label">
        <span className="rs-key rs-key-people">{people}</span> <span className="rs-key rs-key-output">{output}</span> {first} –{' '}
        {days.at(-1)!.day}
      </figcaption>
    </figure>
  );
}
