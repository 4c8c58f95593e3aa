// The address without a page: goes to the first page of the navigation that the person may open.
import { type ReactElement, useEffect } from 'react';
import { useGo } from '../ui/address.ts';
import { useSession } from '../ui/session.ts';
import { navOf } from './nav.ts';
import { PageWaiting } from './Shell.tsx';

export function Home(): ReactElement {
  const { person } = useSession();
  const go = useGo();
  const first = person.home !== '/' ? person.home : (navOf(person.may)[0]?.path ?? '/kit');
  useEffect(() => go(first, {}, { replace: true }), [go, first]);
  return <PageWaiting />;
}
