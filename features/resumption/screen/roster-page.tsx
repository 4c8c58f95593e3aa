// A roster by itself, under its case: the same panel that the case's page shows.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { Page } from '../../../ui/kit/Page.tsx';
import { useRegionName } from '../../../ui/session.ts';
import { Roster } from './roster.tsx';
import { useRosterWords } from './roster-words.ts';
import { useWords } from './words.ts';

export default function RosterPage(): ReactElement {
  const say = useRosterWords();
  const room = useWords();
  const { region = '', id = '' } = usePathNames();
  const nameOf = useRegionName();
  return (
    <Page title={say('roster.title')} about={nameOf(region)} path={[{ text: room('desk'), to: '/resumption' }]}>
      <Roster region={region} caseId={id} />
    </Page>
  );
}
