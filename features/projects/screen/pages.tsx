// The pages of the register.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/projects',
    title: { zh: '项目库', en: 'Library' },
    nav: { order: 20, group: 'register', keys: 'g l', phone: true },
    may: 'project.read',
    tall: true,
    component: () => import('./library.tsx'),
  },
  { path: '/projects/new', title: { zh: '新增项目', en: 'Enter a project' }, may: 'project.edit', component: () => import('./new.tsx') },
  { path: '/projects/:region/:id', title: { zh: '项目', en: 'Project' }, may: 'project.read', component: () => import('./project.tsx') },
  {
    path: '/changes',
    title: { zh: '近期变化', en: 'What changed' },
    nav: { order: 21, group: 'register', keys: 'g c', short: { zh: '变化', en: 'Changes' } },
    may: 'project.read',
    component: () => import('./changes.tsx'),
  },
  {
    path: '/proposals',
    title: { zh: '待核准', en: 'Approvals' },
    nav: { order: 22, group: 'register', keys: 'g p', short: { zh: '核准', en: 'Approve' } },
    may: 'project.read',
    component: () => import('./proposals.tsx'),
  },
  {
    path: '/lists',
    title: { zh: '名单', en: 'Lists' },
    nav: { order: 30, group: 'register', keys: 'g n' },
    may: 'project.read',
    component: () => import('./lists.tsx'),
  },
  {
    path: '/campaigns',
    title: { zh: '专项行动', en: 'Campaigns' },
    nav: { order: 31, group: 'register', short: { zh: '行动', en: 'Campaigns' } },
    may: 'project.read',
    component: () => import('./campaigns.tsx'),
  },
  {
    path: '/reserve',
    title: { zh: '蓄水池', en: 'Reservoir' },
    nav: { order: 32, group: 'register', keys: 'g r', short: { zh: '储备', en: 'Reserve' } },
    may: 'project.read',
    component: () => import('./reserve.tsx'),
  },
  {
    path: '/year-roll',
    title: { zh: '年度滚动', en: 'Year roll' },
    nav: { order: 33, group: 'register', short: { zh: '滚动', en: 'Roll' } },
    may: 'year.roll',
    component: () => import('./year-roll.tsx'),
  },
  {
    path: '/settings/rules',
    title: { zh: '规则与模板', en: 'Rules and templates' },
    nav: { order: 80, group: 'office', short: { zh: '规则', en: 'Rules' } },
    may: 'region.read',
    component: () => import('./rules.tsx'),
  },
];
