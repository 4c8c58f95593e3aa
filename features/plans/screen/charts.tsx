// The same plan in several shapes, one tab each, the tab kept in the address (?chart=fishbone). A node opened in any of them is the same panel; what a
// chart shows, and where, is decided by the room's chart files.
import { type ComponentType, type KeyboardEvent, lazy, type ReactElement, Suspense, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import type { PlanReply } from '../words.ts';
import { Baselines } from './baselines.tsx';
import { Changes } from './changes.tsx';
import { NodePanel } from './node-panel.tsx';
import { Outlook, Verdict } from './outlook.tsx';
import { Responsible } from './responsible.tsx';
import { TemplateSince } from './template-since.tsx';
import { useWords } from './words.ts';
import './charts.css';

/** What a tab is given: the plan, who may change it, the node that is open, and how to open one. */
export interface ChartProps {
  plan: PlanReply;
  mayEdit: boolean;
  chosen: string | undefined;
  onOpen: (code: string) => void;
}

function List({ plan, mayEdit, onOpen }: ChartProps): ReactElement {
  return (
    <>
      <Outlook plan={plan} mayEdit={mayEdit} onOpen={onOpen} />
      {plan.version > 0 && <Responsible plan={plan} mayEdit={mayEdit} />}
      <Baselines plan={plan} mayEdit={mayEdit} />
      <Changes plan={plan} mayEdit={mayEdit} />
      <TemplateSince plan={plan} />
    </>
  );
}

// A tab is added here: its name in the address, in the order of the bar; its title is `chart.NAME` in words.zh.ts and words.en.ts.
const tabs = {
  list: List,
  fishbone: lazy(() => import('./fishbone.tsx')),
  nodes: lazy(() => import('./node-chart.tsx')),
  gantt: lazy(() => import('./gantt.tsx')),
  departments: lazy(() => import('./departments.tsx')),
  files: lazy(() => import('./files.tsx')),
} satisfies Record<string, ComponentType<ChartProps>>;
type Tab = keyof typeof tabs;
const names = Object.keys(tabs) as Tab[];

export function Charts({ plan, mayEdit }: { plan: PlanReply; mayEdit: boolean }): ReactElement {
  const say = useWords();
  const [search, change] = useSearch();
  const [open, setOpen] = useState<string>();
  const wanted = firstOf(search, 'chart') as Tab;
  const tab = names.includes(wanted) ? wanted : 'list';
  const Chart: ComponentType<ChartProps> = tabs[tab];
  const node = plan.nodes.find((one) => one.code === open);
  const go = (name: Tab): void => change({ chart: name === 'list' ? undefined : name });
  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = names.indexOf(tab);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const name = names[(next + names.length) % names.length]!;
    go(name);
    event.currentTarget.querySelector<HTMLElement>(`#pl-tab-${name}`)?.focus();
  };
  return (
    <>
      <Verdict plan={plan} brief={tab !== 'list'} />
      <div className="pl-charts sz-tab-row sz-screen-only" role="tablist" aria-label={say('charts')} onKeyDown={walk}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`pl-tab-${name}`}
            aria-selected={tab === name}
            aria-controls="pl-chart"
            tabIndex={tab === name ? 0 : -1}
            className="sz-tab"
            onClick={() => go(name)}
          >
            {say(`chart.${name}`)}
          </button>
        ))}
      </div>
      <div id="pl-chart" role="tabpanel" aria-labelledby={`pl-tab-${tab}`}>
        <Suspense fallback={<div aria-busy="true" />}>
          <Chart plan={plan} mayEdit={mayEdit} chosen={open} onOpen={setOpen} />
        </Suspense>
      </div>
      {node && <NodePanel plan={plan} node={node} mayEdit={mayEdit && plan.version > 0} onClose={() => setOpen(undefined)} />}
    </>
  );
}
