// The pages of figures.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/',
    title: { zh: '总览', en: 'Dashboard' },
    nav: { order: 10, group: 'figures', keys: 'g d', phone: true },
    may: 'figure.read',
    component: () => import('./dashboard.tsx'),
  },
  {
    path: '/definitions',
    title: { zh: '指标口径', en: 'Definitions' },
    nav: { order: 90, group: 'figures' },
    may: 'figure.read',
    component: () => import('./definitions.tsx'),
  },
];
