// The pages of the ground: divisions with their organisations, one organisation, people and their posts.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/organisations',
    title: { zh: '区划与单位', en: 'Regions and organisations' },
    nav: { order: 70, group: 'office', keys: 'g o', short: { zh: '单位', en: 'Bodies' } },
    may: 'region.read',
    tall: true,
    component: () => import('./organisations.tsx'),
  },
  {
    path: '/organisations/:region/:id',
    title: { zh: '单位', en: 'Organisation' },
    may: 'region.read',
    component: () => import('./organisation.tsx'),
  },
  {
    path: '/people',
    title: { zh: '人员与任职', en: 'People and posts' },
    nav: { order: 72, group: 'office', keys: 'g h', short: { zh: '人员', en: 'People' } },
    may: 'region.read',
    tall: true,
    component: () => import('./people.tsx'),
  },
];
