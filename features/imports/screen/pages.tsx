// The pages of imports.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/imports',
    title: { zh: '台账导入', en: 'Imports' },
    nav: { order: 40, group: 'work', keys: 'g i', short: { zh: '导入', en: 'Import' }, phone: true },
    may: 'import.read',
    component: () => import('./imports.tsx'),
  },
  { path: '/imports/:region/:id', title: { zh: '一次导入', en: 'An import' }, may: 'import.read', component: () => import('./import.tsx') },
];
