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
  {
    path: '/resumption/visits',
    title: { zh: '联合验收', en: 'Joint visits' },
    nav: { order: 45, group: 'work', keys: 'g v', short: { zh: '验收', en: 'Visits' }, phone: true },
    may: 'resumption.report',
    offline: 'resumption.inspect',
    component: () => import('./visits.tsx'),
  },
  {
    path: '/resumption/visits/:region/:id',
    title: { zh: '验收', en: 'Visit' },
    may: 'resumption.report',
    offline: 'resumption.inspect',
    component: () => import('./visit.tsx'),
  },
  {
    path: '/resumption/conflicts',
    title: { zh: '离线记录核定', en: 'Records to be settled' },
    nav: { order: 46, group: 'work' },
    may: 'resumption.handle',
    component: () => import('./conflicts.tsx'),
  },
];

/** How what waits on a device is sent. */
export const sender = (): Promise<{ send: Send }> => import('./visit-send.ts');
