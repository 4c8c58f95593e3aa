// The plans in reach, those that break their promise by most first. Which light a plan has is decided by the room's rules.
import type { ReactElement } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { listPlans } from '../words.ts';
import { useGapText } from './gap.ts';
import { useWords } from './words.ts';
import { useDatedWords } from './words-dated.ts';
import { useFileWords } from './words-exchange.ts';
import { useFormWords } from './words-forms.ts';
import { useTimeWords } from './words-time.ts';
import './plans.css';

export default function Plans(): ReactElement {
  const say = useWords();
  const dated = useDatedWords();
  const time = useTimeWords();
  const mayFeed = useMay('plan.feed');
  const files = useFileWords();
  const pick = usePick();
  const go = useGo();
  const gap = useGapText();
  const region = useRegion();
  const forms = useFormWords();
  const [search, change] = useSearch();
  const department = firstOf(search, 'department');
  const mine = firstOf(search, 'mine') === 'yes';
  const { data, error, refetch } = useRead(
    listPlans,
    { region: region.code as never, limit: 500, ...(department && { department }), ...(mine && { mine: 'yes' as const }) },
    { keepPrevious: true },
  );
  const filtered = mine || Boolean(department);
  return (
    <Page
      title={say('plans')}
      about={data && say('list.about', { region: region.name, total: data.total, late: data.late })}
      actions={
        <>
          <Go to="/plans/board">{time('board')}</Go>
          {mayFeed && <Go to="/plans/feeds">{time('feeds')}</Go>}
          <Go to="/plans/portfolio">{dated('portfolio')}</Go>
          <Go to="/plans/shock">{dated('shock')}</Go>
          <Go to="/plans/calendar">{dated('calendar')}</Go>
          <Go to="/plans/templates">{files('templates')}</Go>
        </>
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && (data.departments.length > 0 || filtered) && (
        <div className="pl-list-tools sz-screen-only">
          <label className="pl-field">
            {forms('responsible.filter')}
            <select
              className="sz-select"
              value={department ?? ''}
              onChange={(event) => change({ department: event.target.value || undefined })}
            >
              <option value="">{forms('responsible.all')}</option>
              {data.departments.map((one) => (
                <option key={one.name} value={one.name}>
                  {forms('responsible.count', { name: one.name, count: one.plans })}
                </option>
              ))}
            </select>
          </label>
          {(data.mine > 0 || mine) && (
            <button type="button" className="sz-tool" aria-pressed={mine} onClick={() => change({ mine: mine ? undefined : 'yes' })}>
              {forms('responsible.mine', { count: data.mine })}
            </button>
          )}
        </div>
      )}
      {data?.rows.length === 0 && filtered && (
        <Empty
          text={forms('responsible.empty')}
          action={{ text: forms('responsible.clear'), onClick: () => change({ mine: undefined, department: undefined }) }}
        />
      )}
      {data?.rows.length === 0 && !filtered && (
        <Empty text={say('list.none')} action={{ text: say('list.library'), onClick: () => go('/projects') }} />
      )}
      {data && data.rows.length > 0 && (
        <table className="pl-table">
          <thead>
            <tr>
              <th scope="col">{say('col.gap')}</th>
              <th scope="col">{say('col.project')}</th>
              <th scope="col">{say('col.promised')}</th>
              <th scope="col">{say('col.forecast')}</th>
              <th scope="col">{say('col.nodes')}</th>
              <th scope="col">{say('col.next')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={`${row.region}/${row.projectId}`}>
                <td>
                  <Light state={row.light} word={gap(row.gapDays)} />
                </td>
                <th scope="row">
                  <Go to={`/plans/${row.region}/${row.projectId}`}>{row.projectName}</Go>
                  {(row.leader || row.department) && (
                    <div className="sz-label">{[row.leader, row.department].filter(Boolean).join(' · ')}</div>
                  )}
                </th>
                <td data-label={say('col.promised')} className="pl-day">
                  {row.promised}
                </td>
                <td data-label={say('col.forecast')} className="pl-day">
                  {row.forecast}
                </td>
                <td data-label={say('col.nodes')}>
                  {say('nodes.count', { done: row.done, all: row.nodes })}
                  {row.late > 0 && <span className="pl-mark">{say('nodes.late', { count: row.late })}</span>}
                  {row.blocked > 0 && <span className="pl-mark">{say('nodes.blocked', { count: row.blocked })}</span>}
                </td>
                <td data-label={say('col.next')}>
                  {row.next ? (
                    <>
                      {pick(row.next.name)} <span className="pl-day">{row.next.day}</span>
                    </>
                  ) : (
                    say('days.none')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
