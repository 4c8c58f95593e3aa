// The pages of plans.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/plans',
    title: { zh: '节点计划', en: 'Plans' },
    nav: { order: 40, group: 'work', keys: 'g j', short: { zh: '计划', en: 'Plans' } },
    may: 'plan.read',
    component: () => import('./plans.tsx'),
  },
  { path: '/plans/:region/:project', title: { zh: '节点计划', en: 'Plan' }, may: 'plan.read', component: () => import('./plan.tsx') },
];
