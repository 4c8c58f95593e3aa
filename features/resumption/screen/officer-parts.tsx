// Pieces that the pages of officers, difficulties and duty share: the tabs between them, a field with its name above, how a day went.
import type { ReactElement, ReactNode } from 'react';
import { useAddress } from '../../../ui/address.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light, type LightState } from '../../../ui/kit/Light.tsx';
import { type PresenceState, presenceWords } from '../words-officers.ts';
import { useOfficerWords } from './words-officers.ts';
import '../../../ui/kit/choices.css';
import './officers.css';

const tabs = ['officers', 'difficulties', 'duty'] as const;

/** The pages beside each other. */
export function OfficerTabs(): ReactElement {
  const say = useOfficerWords();
  const { path } = useAddress();
  return (
    <nav className="sz-tab-row of-slide sz-screen-only" aria-label={say('officers')}>
      {tabs.map((tab) => (
        <Go key={tab} to={`/resumption/${tab}`} className="sz-tab" current={path.startsWith(`/resumption/${tab}`)}>
          {say(tab)}
        </Go>
      ))}
    </nav>
  );
}

export const Field = ({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }): ReactElement => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is wrapped around
  <label className={wide ? 'of-wide' : undefined}>
    {name}
    {children}
  </label>
);

const lights: Record<PresenceState, LightState> = {
  present: 'normal',
  substituted: 'normal',
  excused: 'warning',
  missed: 'late',
  waiting: 'unreported',
};

/** How the day of an enterprise went, as a light with its word. */
export function PresenceLight({ state }: { state: PresenceState }): ReactElement {
  const pick = usePick();
  return <Light state={lights[state]} word={pick(presenceWords[state])} />;
}
