// One enterprise, one page: what the list says of it, its applications with who acts next, how far it is back by day, and what officers know of it.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Facts, Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useSession } from '../../../ui/session.ts';
import { sectorWords, stateWords } from '../words.ts';
import { listCases, listEnterprises } from '../words-cases.ts';
import { Degree } from './degree.tsx';
import { Dossier } from './dossier.tsx';
import { demoDay } from './due.tsx';
import { useOfficerWords } from './words-officers.ts';

export default function EnterprisePage(): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const { region = '', enterprise = '' } = usePathNames();
  const { data: list, error } = useRead(listEnterprises, { region: region as never, enterprise: enterprise as never });
  const mayReport = useMay('resumption.report');
  const { demo } = useSession();
  const { data: held } = useRead(listCases, {
    region: region as never,
    enterprise: enterprise as never,
    ...(demo && { on: demoDay as never }),
  });
  const one = list?.enterprises[0];
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
      <Degree region={region} enterprise={enterprise} mayReport={mayReport} />
      <Dossier region={region} enterprise={enterprise} />
    </Page>
  );
}
