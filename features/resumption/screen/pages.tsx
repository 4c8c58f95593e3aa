// The pages of work resumption.
import type { Send } from '../../../ui/device/outbox.ts';
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/resumption',
    title: { zh: '复工', en: 'Resumption' },
    nav: { order: 44, group: 'work', keys: 'g f', short: { zh: '复工', en: 'Resume' }, phone: true },
    may: 'resumption.read',
    component: () => import('./desk.tsx'),
  },
];

/** How what waits on a device is sent. */
export const sender = (): Promise<{ send: Send }> => import('./visit-send.ts');
