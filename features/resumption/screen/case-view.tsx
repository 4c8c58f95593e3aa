// A case from top to bottom: where it stands and who acts, what may be done, what is missing, what was sent, visits, findings, the degree of resumption
// and everything that happened. An application that may be edited is the form itself.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { download, sentenceOf, useRead } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Facts, Page, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay } from '../../../ui/session.ts';
import { actionWords, opinionWords, sectorWords, stateWords } from '../words.ts';
import { type CaseReply, certificate, readCase } from '../words-cases.ts';
import { addresseeWords } from '../words-regimes.ts';
import { Application } from './application.tsx';
import { CaseAsk } from './case-ask.tsx';
import { Degree } from './degree.tsx';
import { Due, useDemoDay } from './due.tsx';
import { Roster } from './roster.tsx';
import { useWords } from './words.ts';
import './resumption.css';

export function CaseView({ region, id, own }: { region: string; id: string; own: boolean }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const mayReport = useMay('resumption.report');
  const { data, error, refetch } = useRead(readCase, { region: region as never, id: id as never, on: useDemoDay() });
  const [asking, setAsking] = useState<CaseReply['can'][number] | undefined>();
  if (!data)
    return (
      <Page title={say('case')} path={[{ text: say('desk'), to: '/resumption' }]}>
        {error ? <ErrorNote error={error} onRetry={refetch} /> : <div aria-busy="true" />}
      </Page>
    );
  const changed = data.steps.findLast((step) => step.changes.length > 0);
  const first = data.can.filter((action) => !['withdraw', 'suspend', 'revoke', 'return', 'reappoint'].includes(action));
  const others = data.can.filter((action) => !first.includes(action));
  const blocking = data.missing.filter((one) => one.blocks || data.state === 'incomplete');
  const noticed = data.missing.filter((one) => !blocking.includes(one));
  return (
    <Page title={data.enterprise} about={pick(stateWords[data.state])} path={own ? [] : [{ text: say('desk'), to: '/resumption' }]}>
      <section className="rs-head">
        <div>
          <div className="sz-label">{say('case.next')}</div>
          <div className="rs-next">{pick(data.next)}</div>
          <div>
            {say('case.by', { owner: pick(data.owner) })} <Due line={data} />
            {data.overdueDays > 0 && <span className="sz-label"> {say('case.step.due', { day: data.dueOn })}</span>}
          </div>
        </div>
        <div className="rs-do sz-screen-only">
          {first.map((action) => (
            <Button
              key={action}
              type="primary"
              size="large"
              onClick={() => setAsking(action)}
              disabled={action === 'submit' && blocking.some((one) => one.blocks)}
            >
              {say(`do.${action}` as 'do.submit')}
            </Button>
          ))}
          {others.map((action) => (
            <Button key={action} size="large" onClick={() => setAsking(action)}>
              {say(`do.${action}` as 'do.submit')}
            </Button>
          ))}
          {data.number && (
            <Button
              size="large"
              onClick={() =>
                void download(certificate, { region: region as never, id: id as never }).catch((problem: unknown) =>
                  notify('problem', sentenceOf(problem)),
                )
              }
            >
              {say('case.certificate')}
            </Button>
          )}
        </div>
      </section>
      {data.regime.pending && <p className="rs-note">{say('case.pending', { regime: pick(data.regime) })}</p>}
      {changed && (
        <section className="rs-note">
          <b>{say('case.changed')}</b>{' '}
          <span className="sz-label">{say('case.changed.by', { day: changed.day, regime: pick(changed.regime) })}</span>
          <ul>
            {changed.changes.map((one) => (
              <li key={one.zh}>{pick(one)}</li>
            ))}
          </ul>
        </section>
      )}
      <Facts
        items={[
          { name: say('case.regime'), value: pick(data.regime) },
          { name: say('col.owner'), value: pick(data.owner) },
          ...(data.number
            ? [
                { name: say('case.number'), value: data.number },
                { name: say('case.valid'), value: data.validUntil ?? say('case.valid.ever') },
              ]
            : []),
          ...(data.resumedOn ? [{ name: say('case.opened'), value: data.resumedOn }] : []),
          ...(data.checkAddress ? [{ name: say('case.check'), value: <Go to={data.checkAddress}>{data.checkAddress}</Go> }] : []),
          {
            name: say('case.enterprise'),
            value: `${pick(sectorWords[data.enterpriseAbout.sector])} · ${data.enterpriseAbout.parkName || data.enterpriseAbout.sectorDepartment || pick(addresseeWords.sector)} · ${say('case.degree.employed', { count: data.enterpriseAbout.peopleEmployed })}`,
          },
        ]}
      />
      {(data.mayEdit || data.state === 'incomplete' || data.state === 'submitted') && (
        <section className={`rs-missing${blocking.length === 0 ? ' rs-missing-none' : ''}`}>
          {blocking.length === 0 ? (
            <b>{say('case.whole')}</b>
          ) : (
            <>
              <b>{say('case.missing', { count: blocking.length })}</b>
              <ol>
                {blocking.map((one) => (
                  <li key={one.code + one.zh}>
                    <Lack one={one} of={data} />
                  </li>
                ))}
              </ol>
            </>
          )}
          {noticed.length > 0 && (
            <>
              <b>{say('case.noticed')}</b>
              <ul>
                {noticed.map((one) => (
                  <li key={one.code + one.zh}>
                    <Lack one={one} of={data} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      <Application data={data} key={`${data.id} ${data.mayEdit}`} />
      <Roster region={region} caseId={id} />
      {data.visits.length > 0 && (
        <Section title={say('case.visits')}>
          {data.visits.map((visit) => (
            <article key={visit.id} className="rs-visit">
              <h3>
                {say('case.visit', { round: visit.round, day: visit.on, time: visit.time })}{' '}
                <span className="sz-label">
                  {visit.state === 'cancelled' ? say('case.visit.cancelled') : say('case.visit.items', { items: visit.items })}
                </span>
              </h3>
              <ul className="rs-opinions">
                {visit.members.map((member) => {
                  const opinion = visit.opinions.find((one) => one.department === member.department);
                  return (
                    <li key={member.department}>
                      <b>{member.organisation}</b> {member.person}
                      {opinion && (
                        <>
                          {' '}
                          <span className={`rs-opinion rs-opinion-${opinion.opinion}`}>{pick(opinionWords[opinion.opinion])}</span>{' '}
                          {opinion.note}
                        </>
                      )}
                    </li>
                  );
                })}
              </ul>
              {visit.state !== 'cancelled' && visit.why.map((one) => <p key={one.zh}>{pick(one)}</p>)}
            </article>
          ))}
        </Section>
      )}
      {data.findings.length > 0 && (
        <Section title={say('case.findings')}>
          <ul className="rs-findings">
            {data.findings.map((one) => (
              <li key={one.id}>
                {one.what}
                <div className="sz-label">
                  {one.blocking ? '' : `${say('case.finding.advice')} · `}
                  {say('case.finding.by', {
                    department: pick(
                      data.departments.find((dept) => dept.code === one.department) ?? { zh: one.department, en: one.department },
                    ),
                    day: one.deadline,
                  })}
                  {one.mendedOn && ` · ${say('case.finding.mended', { day: one.mendedOn, note: one.mendedNote })}`}
                  {one.clearedOn && ` · ${say('case.finding.cleared', { day: one.clearedOn })}`}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data.number && (
        <Degree
          region={data.region}
          enterprise={data.enterpriseId}
          mayReport={mayReport && (data.state === 'open' || data.state === 'filed')}
        />
      )}
      <Section title={say('case.timeline')}>
        <ol className="rs-steps">
          {data.steps.map((step) => (
            <li key={step.place}>
              <div>
                <b>{pick(actionWords[step.action])}</b> → {pick(stateWords[step.state])}
                {step.reason && <span>：{step.reason}</span>}
              </div>
              <div className="sz-label">
                {instantText(step.at)} · {step.by} · {pick(step.regime)} · {say('case.step.due', { day: step.dueOn })}
              </div>
            </li>
          ))}
        </ol>
      </Section>
      {asking && <CaseAsk data={data} action={asking} onClose={() => setAsking(undefined)} />}
    </Page>
  );
}

/** What is missing, leading to where it is put right. */
function Lack({ one, of }: { one: CaseReply['missing'][number]; of: CaseReply }): ReactElement {
  const pick = usePick();
  const mayDeclare = useMay('resumption.purpose');
  if (one.code === 'paper.roster.purpose' && mayDeclare) return <Go to="/resumption/purposes">{pick(one)}</Go>;
  if (one.code === 'paper.roster' || one.code.startsWith('roster.'))
    return <Go to={`/resumption/${of.region}/cases/${of.id}/roster`}>{pick(one)}</Go>;
  return <>{pick(one)}</>;
}
