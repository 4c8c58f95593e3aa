// The mount list of the screens: every room that has pages is named here, once.
import { pages as accounts } from '../features/accounts/screen/pages.tsx';
import { pages as audits } from '../features/audits/screen/pages.tsx';
import { pages as bulletins } from '../features/bulletins/screen/pages.tsx';
import { pages as figures } from '../features/figures/screen/pages.tsx';
import { pages as importPages } from '../features/imports/screen/pages.tsx';
import { pages as planPages } from '../features/plans/screen/pages.tsx';
import { pages as projectPages } from '../features/projects/screen/pages.tsx';
import { pages as proofreading } from '../features/proofreading/screen/pages.tsx';
import { pages as regions } from '../features/regions/screen/pages.tsx';
import { pages as resumption, sender } from '../features/resumption/screen/pages.tsx';
import type { RoomPage } from '../ui/pages.ts';

const kit: RoomPage[] = [
  { path: '/kit', title: { zh: '部件目录', en: 'Kit catalogue' }, component: () => import('../ui/catalogue/catalogue.tsx') },
];

export const pages: readonly RoomPage[] = [
  ...figures,
  ...projectPages,
  ...planPages,
  ...importPages,
  ...bulletins,
  ...proofreading,
  ...resumption,
  ...accounts,
  ...regions,
  ...audits,
  ...kit,
];

/** How what waits on a device without a network is sent. */
export { sender };
