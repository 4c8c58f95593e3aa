// The page of the audit room.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/audit',
    title: { zh: '留痕', en: 'Audit' },
    nav: { order: 85, group: 'office', keys: 'g t' },
    may: 'audit.read',
    component: () => import('./audit.tsx'),
  },
];
