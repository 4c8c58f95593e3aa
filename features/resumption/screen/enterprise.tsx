// One enterprise, one page: what the list says of it, its applications with who acts next, how far it is back by day, and what officers know of it.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Facts, Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useSession } from '../../../ui/session.ts';
import { sectorWords, stateWords } from '../words.ts';
import { listCases, listDays, listEnterprises, reportDay } from '../words-cases.ts';
import { Dossier } from './dossier.tsx';
import { demoDay } from './due.tsx';
import { Field } from './officer-parts.tsx';
import { useOfficerWords } from './words-officers.ts';

export default function EnterprisePage(): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const { region = '', enterprise = '' } = usePathNames();
  const { data: list, error } = useRead(listEnterprises, { region: region as never, limit: 500 });
  const { demo } = useSession();
  const { data: held } = useRead(listCases, {
    region: region as never,
    enterprise: enterprise as never,
    ...(demo && { on: demoDay as never }),
  });
  const one = list?.enterprises.find((each) => each.id === enterprise);
  const path = [{ text: say('officers'), to: '/resumption/officers' }];
  if (error)
    return (
      <Page title={say('enterprise')} path={path}>
        <ErrorNote error={error} />
      </Page>
    );
  if (!list) return <div className="sz-page" aria-busy="true" />;
  if (!one)
    return (
      <Page title={say('enterprise')} path={path}>
        <Empty text={say('enterprise.gone')} />
      </Page>
    );
  return (
    <Page title={one.name} path={path} about={pick(sectorWords[one.sector])}>
      <Facts
        items={[
          { name: say('enterprise.people'), value: say('people.count', { count: one.peopleEmployed }) },
          { name: say('enterprise.to'), value: one.parkName || one.sectorDepartment },
          { name: say('enterprise.address'), value: one.address || '—' },
          { name: say('enterprise.code'), value: one.creditCode ?? '—' },
        ]}
      />
      <Section title={say('enterprise.cases')}>
        {held && held.cases.length === 0 && <p className="sz-label">{say('enterprise.cases.none')}</p>}
        <ul className="of-list">
          {held?.cases.map((each) => (
            <li key={each.id}>
              <div>
                <div className="of-line">
                  <Light
                    state={each.overdueDays > 0 ? 'late' : each.state === 'open' || each.state === 'filed' ? 'normal' : 'warning'}
                    word={pick(stateWords[each.state])}
                  />
                  <Go to={`/resumption/${each.region}/${each.id}`}>{each.number || pick(each.regime)}</Go>
                  <span>{each.since}</span>
                  {each.overdueDays > 0 && <span>{say('overdue.days', { count: each.overdueDays })}</span>}
                </div>
                <p className="sz-label">
                  {pick(each.owner)} · {pick(each.next)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Degree region={region} enterprise={enterprise} employed={one.peopleEmployed} />
      <Dossier region={region} enterprise={enterprise} />
    </Page>
  );
}

/** A number that was typed, or null where nothing was. */
const typed = (text: string): number | null => (text.trim() === '' ? null : Math.round(Number(text)));

function Degree({ region, enterprise, employed }: { region: string; enterprise: string; employed: number }): ReactElement {
  const say = useOfficerWords();
  const mayReport = useMay('resumption.report');
  const [open, setOpen] = useState(false);
  const { data } = useRead(listDays, { region: region as never, id: enterprise as never });
  const share = (people: number | null): string => (people === null || employed === 0 ? '—' : `${((people / employed) * 100).toFixed(1)}%`);
  return (
    <Section
      title={say('degree')}
      note={say('degree.note', { employed })}
      actions={
        mayReport && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say('degree.report')}
          </Button>
        )
      }
    >
      {open && <Report region={region} enterprise={enterprise} close={() => setOpen(false)} />}
      {data && data.days.length === 0 && <p className="sz-label">{say('degree.none')}</p>}
      {data && data.days.length > 0 && (
        <table className="of-table">
          <thead>
            <tr>
              <th scope="col">{say('day')}</th>
              <th scope="col" className="of-number">
                {say('degree.people')}
              </th>
              <th scope="col" className="of-number">
                {say('degree.share')}
              </th>
              <th scope="col" className="of-number">
                {say('degree.output')}
              </th>
              <th scope="col" className="of-number">
                {say('degree.orders')}
              </th>
              <th scope="col" className="of-number">
                {say('degree.supplies')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.days
              .toReversed()
              .slice(0, 14)
              .map((day) => (
                <tr key={day.day}>
                  <th scope="row">{day.day}</th>
                  <td className="of-number" data-label={say('degree.people')}>
                    {day.peopleBack ?? '—'}
                  </td>
                  <td className="of-number" data-label={say('degree.share')}>
                    {share(day.peopleBack)}
                  </td>
                  <td className="of-number" data-label={say('degree.output')}>
                    {day.outputYuan === null ? '—' : (day.outputYuan / 10_000).toFixed(2)}
                  </td>
                  <td className="of-number" data-label={say('degree.orders')}>
                    {day.ordersCoveredDays ?? '—'}
                  </td>
                  <td className="of-number" data-label={say('degree.supplies')}>
                    {day.suppliesDays ?? '—'}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Report({ region, enterprise, close }: { region: string; enterprise: string; close: () => void }): ReactElement {
  const say = useOfficerWords();
  const [day, setDay] = useState('');
  const [values, setValues] = useState({ people: '', output: '', last: '', orders: '', supplies: '' });
  const write = useWrite(reportDay, { done: { zh: '已上报', en: 'Reported' }, quiet: true });
  const yuan = (text: string): number | null => (text.trim() === '' ? null : Math.round(Number(text) * 10_000));
  const names = {
    people: 'degree.people',
    output: 'degree.output',
    last: 'degree.last',
    orders: 'degree.orders',
    supplies: 'degree.supplies',
  } as const;
  return (
    <form
      className="of-form"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate(
          {
            region: region as never,
            id: enterprise as never,
            day: day as never,
            peopleBack: typed(values.people),
            outputYuan: yuan(values.output),
            outputLastYearYuan: yuan(values.last),
            ordersCoveredDays: typed(values.orders),
            suppliesDays: typed(values.supplies),
          },
          { onSuccess: close },
        );
      }}
    >
      <Field name={say('day')}>
        <DayInput value={day} onChange={setDay} required />
      </Field>
      {(Object.keys(names) as (keyof typeof names)[]).map((name) => (
        <Field key={name} name={say(names[name])}>
          <input
            type="text"
            className="sz-input"
            inputMode="decimal"
            pattern="[0-9]*([.][0-9]+)?"
            value={values[name]}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </Field>
      ))}
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="of-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('degree.report')}
        </Button>
        <Button onClick={close}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
