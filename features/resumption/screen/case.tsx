// One case at its own address.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useSession } from '../../../ui/session.ts';
import { CaseView } from './case-view.tsx';

export default function Case(): ReactElement {
  const { region, id } = usePathNames();
  const { person } = useSession();
  return <CaseView region={region!} id={id!} own={person.role === 'owner'} />;
}
