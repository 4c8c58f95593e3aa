// The plan of one project: the sentence, then the plan in the shape one chooses: list, fishbone and other charts. Where there is none yet, the way to
// one. Dates and sentences come from the rules; nothing is reckoned here.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegionName } from '../../../ui/session.ts';
import { readPlan } from '../words.ts';
import { Charts } from './charts.tsx';
import { BringIn } from './files.tsx';
import { Make } from './make.tsx';
import { useWords } from './words.ts';
import './plans.css';
import './forms.css';

export default function PlanPage(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const regionName = useRegionName();
  const mayEdit = useMay('plan.edit');
  const { region = '', project = '' } = usePathNames();
  const { data, error, refetch } = useRead(readPlan, { region, project } as never);
  const path = [{ text: say('plans'), to: '/plans' }];
  if (error && !data)
    return (
      <Page title={say('plan')} path={path}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data) return <div className="sz-page" aria-busy="true" />;
  const { plan } = data;
  const toProject = <Go to={`/projects/${region}/${project}`}>{say('project')}</Go>;
  if (!plan)
    return (
      <Page title={data.projectName} path={path} about={regionName(region)} actions={toProject}>
        {mayEdit ? <Make region={region} project={project} suggested={data.suggested} /> : <Empty text={say('none')} />}
        {mayEdit && <BringIn region={region} project={project} plan={null} />}
      </Page>
    );
  return (
    <Page
      title={data.projectName}
      path={path}
      about={
        <>
          {regionName(region)} · {say('asof', { day: plan.asOf })} ·{' '}
          {say('from', { name: pick(plan.template.name), version: plan.template.version })}
        </>
      }
      actions={toProject}
    >
      <Charts plan={plan} mayEdit={mayEdit} />
    </Page>
  );
}
