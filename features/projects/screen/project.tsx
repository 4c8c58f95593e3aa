// The page of one project: what it is, where it stands, its money by year, its lists, what happened to it. Every value opens its trace. Decides
// what is shown in which order and which acts are offered; the acts themselves are in their own panels.
import { Button } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { firstOf, useAddress, useGo, usePathNames } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { instantText, preciseText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { StageLine } from '../../../ui/kit/StageLine.tsx';
import { useMay, useRegionName, useYear } from '../../../ui/session.ts';
import { dayOfInstant } from '../../../vocabulary/days.ts';
import { type Project, readProject, stages } from '../words.ts';
import { Money } from './money.tsx';
import { EditPanel } from './project-edit.tsx';
import { Contact, Content, Identity, Neighbours, Relatives } from './project-facts.tsx';
import { History } from './project-history.tsx';
import { Designations, MoneyByYear, ReserveMoves } from './project-money.tsx';
import { MembershipPanel, StagePanel } from './project-moves.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { ProposePanel } from './propose.tsx';
import { useTerm } from './term.ts';
import { TraceContext, Traced } from './trace.tsx';
import { useWords } from './words.ts';
import './register.css';
import './project.css';

type Panel = { is: 'edit' } | { is: 'stage' } | { is: 'list' } | { is: 'propose'; kind?: string; value?: string };

export default function ProjectPage(): ReactElement {
  const say = useWords();
  const { region = '', id = '' } = usePathNames();
  const { data, error, refetch } = useRead(readProject, { region, id } as never);
  const about = useMemo(() => data && { region: data.region, id: data.id, name: data.name }, [data]);
  if (error && !data)
    return (
      <Page title={say('project')} path={[{ text: say('library'), to: '/projects' }]}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data) return <div className="sz-page" aria-busy="true" />;
  return (
    <TraceContext.Provider value={about}>
      <Whole project={data} />
    </TraceContext.Provider>
  );
}

function Whole({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const regionName = useRegionName();
  // A link may come straight to a proposal: ?propose=leave, from the list of projects a new ledger no longer names.
  const asked = firstOf(useAddress().search, 'propose');
  const mayPropose = useMay('project.propose');
  const [panel, setPanel] = useState<Panel | undefined>(asked && mayPropose && !project.left ? { is: 'propose', kind: asked } : undefined);
  const close = (): void => setPanel(undefined);
  const open = project.proposals.filter((one) => one.decision === null);
  return (
    <Page
      title={project.name}
      path={[{ text: say('library'), to: '/projects' }]}
      about={
        <>
          {regionName(project.region, project.regionName)}
          {project.place && ` · ${project.place}`}
        </>
      }
      actions={<Actions project={project} onPanel={setPanel} />}
      asOf={project.updatedAt}
    >
      {project.left && <Left project={project} />}
      {open.map((one) => (
        <ProposalCard key={one.id} proposal={one} inProject />
      ))}
      <Headline project={project} />
      <div className="sz-panel sz-panel-body">
        <StageLine
          label={say('stage')}
          now={project.stage}
          stages={stages.map((stage) => ({
            key: stage,
            name: word('stage', stage),
            ...recordOf(project, stage),
            ...plannedOf(project, stage),
          }))}
          side={sidesOf(project, (state) => word('sideState', state))}
        />
      </div>
      <div className="pj-columns">
        <div className="pj-main">
          <Identity project={project} />
          <MoneyByYear project={project} />
          <Content project={project} />
          <History project={project} />
        </div>
        <div className="pj-aside">
          <Designations project={project} />
          <ReserveMoves project={project} />
          <Contact project={project} />
          <Relatives project={project} />
          <Neighbours project={project} />
          <p className="sz-label">
            {say('entered', { at: instantText(project.enteredAt), by: project.enteredBy })}
            <br />
            {say('touched', { at: instantText(project.updatedAt), by: project.updatedBy, version: project.version })}
          </p>
        </div>
      </div>
      {panel?.is === 'edit' && (
        <EditPanel project={project} onClose={close} onShrink={(value) => setPanel({ is: 'propose', kind: 'shrink', value })} />
      )}
      {panel?.is === 'stage' && <StagePanel project={project} onClose={close} />}
      {panel?.is === 'list' && <MembershipPanel project={project} onClose={close} />}
      {panel?.is === 'propose' && (
        <ProposePanel
          project={project}
          {...(panel.kind && { kind: panel.kind })}
          {...(panel.value && { value: panel.value })}
          onClose={close}
        />
      )}
    </Page>
  );
}

/** The day a stage was first entered, or was first noted without one; nothing when nobody ever entered it. */
function recordOf(project: Project, stage: string): { on?: string | null; noted?: string | null } {
  const entries = project.stageHistory.filter((one) => one.stage === stage).toReversed();
  const on = entries.find((one) => one.on !== null && one.sideState === null)?.on ?? (project.stage === stage ? project.stageOn : null);
  return { on, noted: entries[0] ? dayOfInstant(entries[0].at) : null };
}

const plannedOf = (project: Project, stage: string): { planned?: string } => {
  const day = stage === 'started' ? project.start : stage === 'completed' ? project.finish : null;
  return day ? { planned: preciseText(day) } : {};
};

function sidesOf(
  project: Project,
  word: (state: string) => string,
): { name: string; from: string; to: string | null; during: string; reason: string }[] {
  return project.stageHistory.flatMap((one, index) => {
    if (one.sideState === null) return [];
    // The history is told newest first: what ended it stands before it.
    const after = project.stageHistory.slice(0, index).findLast((next) => next.sideState === null);
    return [
      {
        name: word(one.sideState),
        from: one.on ?? dayOfInstant(one.at),
        to: after ? (after.on ?? dayOfInstant(after.at)) : null,
        during: one.stage,
        reason: one.reason,
      },
    ];
  });
}

function Actions({ project, onPanel }: { project: Project; onPanel: (panel: Panel) => void }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const mayEdit = useMay('project.edit');
  const mayPropose = useMay('project.propose');
  const mayPlan = useMay('plan.read');
  const go = useGo();
  const gone = project.left !== null;
  const kinds = gone ? (['return'] as const) : (['shrink', 'rename', 'correct-code', 'merge', 'split', 'move', 'leave'] as const);
  return (
    <>
      {mayEdit && !gone && (
        <>
          <Button type="primary" onClick={() => onPanel({ is: 'edit' })}>
            {say('edit')}
          </Button>
          <Button onClick={() => onPanel({ is: 'stage' })}>{say('stage.move')}</Button>
          <Button onClick={() => onPanel({ is: 'list' })}>{say('list.member')}</Button>
        </>
      )}
      {mayPropose && (
        <Pop side="right" className="pj-button" label={say('propose')}>
          {(close) => (
            <>
              <p className="sz-label pj-pop-note">{say('propose.note')}</p>
              {kinds.map((kind) => (
                <button
                  key={kind}
                  type="button"
                  className="sz-pop-item"
                  onClick={() => {
                    close();
                    onPanel({ is: 'propose', kind });
                  }}
                >
                  {word('proposal', kind)}
                </button>
              ))}
            </>
          )}
        </Pop>
      )}
      {mayPlan && <Button onClick={() => go(`/plans/${project.region}/${project.id}`)}>{say('plan.open')}</Button>}
      <Button onClick={() => window.print()}>{say('print')}</Button>
    </>
  );
}

/** Where it went, and why: nothing disappears. */
function Left({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const left = project.left!;
  const [region, id] = left.movedTo?.split('/') ?? [];
  return (
    <div className="sz-note sz-note-caution" role="status">
      <p>
        <b>{say('left', { kind: word('proposal', left.kind), at: dayOfInstant(left.at) })}</b>
        {left.reason}
      </p>
      {region && id && <Go to={`/projects/${region}/${id}`}>{say('left.to')}</Go>}
    </div>
  );
}

function Headline({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const pick = usePick();
  const year = useYear();
  const line = project.years.find((one) => one.year === year) ?? project.years[0];
  return (
    <dl className="pj-headline">
      <div>
        <dt>{say('total')}</dt>
        <dd className="pj-big">
          <Traced field="total">
            <Money yuan={project.totalYuan} unit />
          </Traced>
        </dd>
        <dd className="sz-label">
          {project.tier ? say('tier.since', { tier: pick(project.tier), since: project.tier.since }) : say('tier.none')}
        </dd>
      </div>
      {line && (
        <>
          <div>
            <dt>{say(line.pool === 'reserve' ? 'year.reserve' : 'plan.year', { year: line.year })}</dt>
            <dd className="pj-big">
              {line.pool === 'reserve' ? (
                word('maturity', line.maturity ?? 'none')
              ) : (
                <Traced field={`annualPlan:${line.year}`}>
                  <Money yuan={line.annualPlanYuan} unit />
                </Traced>
              )}
            </dd>
            {line.pool === 'annual' && line.annualPlanYuan !== null && project.totalYuan ? (
              <dd className="sz-label">
                {say('plan.share', { share: Math.round((line.annualPlanYuan / project.totalYuan) * 1000) / 10 })}
              </dd>
            ) : null}
          </div>
          {line.pool === 'annual' && (
            <div>
              <dt>{say('nature.year', { year: line.year })}</dt>
              <dd className="pj-big">
                <Traced field={`nature:${line.year}`}>{word('nature', line.nature ?? 'unstated')}</Traced>
              </dd>
              <dd className="sz-label">{line.nature && word('natureBasis', line.natureBasis)}</dd>
            </div>
          )}
        </>
      )}
      <div>
        <dt>{say('stage')}</dt>
        <dd className="pj-big">
          <Traced field="stage">{word('stage', project.stage)}</Traced>
          {project.sideState && <span className="pj-flag pj-flag-side">{word('sideState', project.sideState)}</span>}
        </dd>
        <dd className="sz-label">{project.stageOn ?? say('none.value')}</dd>
      </div>
      <div>
        <dt>{say('lists')}</dt>
        <dd className="pj-big">{project.lists.filter((one) => one.to === null).length}</dd>
        <dd className="sz-label">
          {project.lists
            .filter((one) => one.to === null)
            .map(pick)
            .join('、') || say('lists.none')}
        </dd>
      </div>
    </dl>
  );
}
