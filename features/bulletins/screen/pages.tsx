// The pages of bulletins.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/bulletins',
    title: { zh: '刊物', en: 'Bulletins' },
    nav: { order: 47, group: 'work', keys: 'g b' },
    may: 'bulletin.read',
    component: () => import('./bulletins.tsx'),
  },
  {
    path: '/bulletins/:region/:id',
    title: { zh: '一期刊物', en: 'A bulletin' },
    may: 'bulletin.read',
    keys: [{ keys: 'Ctrl S', what: { zh: '保存草稿', en: 'Save the draft' } }],
    component: () => import('./bulletin.tsx'),
  },
  {
    path: '/bulletin-templates',
    title: { zh: '刊物模板', en: 'Templates of bulletins' },
    may: 'bulletin.read',
    component: () => import('./templates.tsx'),
  },
];
