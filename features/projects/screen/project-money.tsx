// A project's years, lists and moves through the reserve. A closed year keeps the line it was counted with.
import type { ReactElement } from 'react';
import { dayText, usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { Project } from '../words.ts';
import { Money } from './money.tsx';
import { Scroll } from './scroll.tsx';
import { useTerm } from './term.ts';
import { Traced } from './trace.tsx';
import { useWords } from './words.ts';

export function MoneyByYear({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const unit = useMoneyUnit();
  const most = Math.max(...project.years.map((one) => one.totalYuan ?? 0), project.totalYuan ?? 0, 1);
  const width = (yuan: number | null): { width: string } => ({ width: `${((yuan ?? 0) / most) * 100}%` });
  return (
    <Section title={say('years')} note={say('years.note', { unit: unitWord(unit) })}>
      <Scroll label={say('years')}>
        <table className="pj-table">
          <thead>
            <tr>
              <th scope="col">{say('year')}</th>
              <th scope="col">{say('pool')}</th>
              <th scope="col">{say('nature')}</th>
              <th scope="col" className="sz-numbers">
                {say('total')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('plan')}
              </th>
              <th scope="col" className="sz-numbers">
                {say('before')}
              </th>
              <th scope="col" className="pj-bar-column pj-wide">
                <span className="pj-key pj-key-before">{say('before.short')}</span>{' '}
                <span className="pj-key pj-key-plan">{say('plan.short')}</span> <span className="pj-key pj-key-rest">{say('rest')}</span>
              </th>
              <th scope="col" className="pj-wide">
                {say('basis')}
              </th>
            </tr>
          </thead>
          <tbody>
            {project.years.map((one) => (
              <tr key={one.year} className={one.leftOn ? 'pj-left' : undefined}>
                <th scope="row">{one.year}</th>
                <td>
                  {word('pool', one.pool)}
                  {one.maturity && <div className="sz-label">{word('maturity', one.maturity)}</div>}
                </td>
                <td>
                  {one.pool === 'annual' && (
                    <>
                      <Traced field={`nature:${one.year}`}>{word('nature', one.nature ?? 'unstated')}</Traced>
                      {one.nature && <div className="sz-label">{word('natureBasis', one.natureBasis)}</div>}
                    </>
                  )}
                </td>
                <td className="sz-numbers">
                  <Traced field={`total:${one.year}`}>
                    <Money yuan={one.totalYuan} column />
                  </Traced>
                </td>
                <td className="sz-numbers">
                  <Traced field={`annualPlan:${one.year}`}>
                    <Money yuan={one.annualPlanYuan} column />
                  </Traced>
                </td>
                <td className="sz-numbers">
                  <Traced field={`doneBefore:${one.year}`}>
                    <Money yuan={one.doneBeforeYuan} column />
                  </Traced>
                </td>
                <td className="pj-bar-column pj-wide" aria-hidden="true">
                  <span className="pj-bar">
                    <span className="pj-bar-rest" style={width(one.totalYuan)} />
                    <span className="pj-bar-parts">
                      <span className="pj-bar-before" style={width(one.doneBeforeYuan)} />
                      <span className="pj-bar-plan" style={width(one.annualPlanYuan)} />
                    </span>
                  </span>
                </td>
                <td className="sz-label pj-wide">
                  {word('yearBasis', one.basis)} {dayText(one.enteredOn)}
                  {one.leftOn && <div>{say('year.left', { on: dayText(one.leftOn) })}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {project.years.length === 0 && <p className="sz-label">{say('years.none')}</p>}
    </Section>
  );
}

export function Designations({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const pick = usePick();
  return (
    <Section title={say('lists')} note={say('lists.once')}>
      {project.lists.length === 0 ? (
        <p className="sz-label">{say('lists.none')}</p>
      ) : (
        <ul className="pj-rows">
          {project.lists.map((one) => (
            <li key={one.code + one.from} className={one.to ? 'pj-left' : undefined}>
              <span className="pj-level">{word('level', one.level)}</span>
              <span className="sz-grow">
                <Traced field={`list:${one.code}`} name={pick(one)}>
                  {pick(one)}
                </Traced>
                {one.state && <div>{one.state}</div>}
                <div className="sz-label">
                  {dayText(one.from)} – {one.to ? dayText(one.to) : say('now')}
                </div>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function ReserveMoves({ project }: { project: Project }): ReactElement | null {
  const say = useWords();
  const word = useTerm();
  if (project.reserveMoves.length === 0) return null;
  return (
    <Section title={say('reserve.moves')}>
      <ul className="pj-rows">
        {project.reserveMoves.map((one) => (
          <li key={one.on + one.to}>
            <span className="sz-grow">
              {word('maturity', one.from ?? 'none')} → <b>{one.to ? word('maturity', one.to) : say('reserve.out')}</b>
              <div className="sz-label">
                {dayText(one.on)} · {one.by} · {one.reason}
              </div>
              {one.evidence.length > 0 && (
                <ul className="pj-evidence">
                  {one.evidence.map((what) => (
                    <li key={what}>✓ {what}</li>
                  ))}
                </ul>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
