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
  {
    path: '/plans/board',
    title: { zh: '挂图作战', en: 'Month board' },
    may: 'plan.read',
    wall: true,
    component: () => import('./board.tsx'),
  },
  { path: '/plans/feeds', title: { zh: '日历订阅', en: 'Calendar feeds' }, may: 'plan.feed', component: () => import('./feeds.tsx') },
  {
    path: '/plans/portfolio',
    title: { zh: '资源均衡', en: 'Shared resources' },
    may: 'plan.read',
    component: () => import('./portfolio.tsx'),
  },
  { path: '/plans/shock', title: { zh: '停工重排', en: 'Stop and re-plan' }, may: 'plan.read', component: () => import('./shock.tsx') },
  {
    path: '/plans/calendar',
    title: { zh: '计划日历', en: 'Calendar of plans' },
    may: 'plan.read',
    component: () => import('./calendar.tsx'),
  },
  { path: '/plans/stops/:id', title: { zh: '停工令', en: 'Stop order' }, may: 'plan.read', component: () => import('./stop.tsx') },
  {
    path: '/plans/templates',
    title: { zh: '计划模板', en: 'Templates of plans' },
    may: 'plan.read',
    component: () => import('./templates.tsx'),
  },
  { path: '/plans/:region/:project', title: { zh: '节点计划', en: 'Plan' }, may: 'plan.read', component: () => import('./plan.tsx') },
];
