// The mount list of the screens: every room that has pages is named here, once.
import type { RoomPage } from '../ui/pages.ts';

const kit: RoomPage[] = [
  { path: '/kit', title: { zh: '部件目录', en: 'Kit catalogue' }, component: () => import('../ui/catalogue/catalogue.tsx') },
];

export const pages: readonly RoomPage[] = [...kit];
