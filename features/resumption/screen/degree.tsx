// How far an enterprise is back, day by day: people of those employed, output against the same day of last year. A day nobody reported is a gap, never
// a zero. Two lines in one hue; the numbers stand in the table beneath.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import { addDays, type Day, daysBetween } from '../../../vocabulary/days.ts';
import { type CaseReply, type DayReport, listDays, reportDay } from '../words-cases.ts';
import { useWords } from './words.ts';

const share = (part: number | null, whole: number | null): number | null => (part === null || !whole ? null : part / whole);
const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)} %`);

export function Degree({ data }: { data: CaseReply }): ReactElement {
  const say = useWords();
  const may = useMay('resumption.report');
  const { data: reply } = useRead(listDays, { region: data.region as never, id: data.enterpriseId as never });
  const report = useWrite(reportDay, { done: { zh: '已报告', en: 'Reported' } });
  const [typed, setTyped] = useState<Record<string, string>>({});
  const days = reply?.days ?? [];
  const last = days.slice(-14).reverse();
  const numberIn = (name: string): number | null => (/^\d{1,12}$/.test(typed[name] ?? '') ? Number(typed[name]) : null);
  return (
    <Section title={say('case.degree')} note={reply && say('case.degree.employed', { count: reply.peopleEmployed })}>
      {reply && days.length === 0 && <p>{say('case.degree.none')}</p>}
      {reply && days.length > 1 && (
        <Curve days={days} employed={reply.peopleEmployed} people={say('degree.share')} output={say('degree.ratio')} />
      )}
      {may && (data.state === 'open' || data.state === 'filed') && (
        <div className="rs-form rs-report sz-screen-only">
          {(['peopleBack', 'outputYuan', 'outputLastYearYuan', 'ordersCoveredDays', 'suppliesDays'] as const).map((name) => (
            <label key={name}>
              <span>
                {say(
                  (
                    {
                      peopleBack: 'degree.people',
                      outputYuan: 'degree.output',
                      outputLastYearYuan: 'degree.last',
                      ordersCoveredDays: 'degree.orders',
                      suppliesDays: 'degree.supplies',
                    } as const
                  )[name],
                )}
              </span>
              <input
                className="sz-input"
                inputMode="numeric"
                value={typed[name] ?? ''}
                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              />
            </label>
          ))}
          <Button
            type="primary"
            size="large"
            loading={report.isPending}
            disabled={!reply || numberIn('peopleBack') === null}
            onClick={() =>
              report.mutate({
                region: data.region as never,
                id: data.enterpriseId as never,
                day: reply!.today,
                peopleBack: numberIn('peopleBack'),
                outputYuan: numberIn('outputYuan'),
                outputLastYearYuan: numberIn('outputLastYearYuan'),
                ordersCoveredDays: numberIn('ordersCoveredDays'),
                suppliesDays: numberIn('suppliesDays'),
              })
            }
          >
            {say('degree.report')}
          </Button>
        </div>
      )}
      {reply && last.length > 0 && (
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
                <td data-label={say('degree.share')}>{percent(share(one.peopleBack, reply.peopleEmployed))}</td>
                <td data-label={say('degree.output')}>{one.outputYuan?.toLocaleString('zh-CN') ?? say('degree.unreported')}</td>
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
      <svg viewBox={`-4 -6 ${wide + 8} ${high + 12}`} role="img" aria-label={`${people}、${output}`}>
        <path className="rs-curve-line" d={`M0 ${high / 6}H${wide}`} />
        <path className="rs-curve-base" d={`M0 ${high}H${wide}`} />
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
