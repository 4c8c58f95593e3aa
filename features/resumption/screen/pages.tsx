// The pages of work resumption.
import type { Way } from '../../../ui/device/outbox.ts';
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/resumption',
    title: { zh: '复工', en: 'Resumption' },
    nav: { order: 50, group: 'resumption', keys: 'g f', short: { zh: '复工', en: 'Resume' }, phone: true },
    may: 'resumption.read',
    component: () => import('./desk.tsx'),
  },
  { path: '/resumption/regimes', title: { zh: '复工规则', en: 'Regimes' }, may: 'region.read', component: () => import('./regimes.tsx') },
  {
    path: '/resumption/regimes/new',
    title: { zh: '发布规则', en: 'Enter a regime' },
    may: 'resumption.regime',
    component: () => import('./regime-form.tsx'),
  },
  {
    path: '/resumption/route',
    title: { zh: '验收路线', en: 'Route of the day' },
    may: 'resumption.read',
    component: () => import('./route.tsx'),
  },
  {
    path: '/resumption/:region/:id',
    title: { zh: '复工申请', en: 'Application to resume' },
    may: 'resumption.read',
    component: () => import('./case.tsx'),
  },
  { path: '/check/:token', title: { zh: '复工备案查验', en: 'Check of a filing' }, frame: 'bare', component: () => import('./check.tsx') },
  {
    path: '/resumption/count',
    title: { zh: '复工早报数', en: 'Morning count of resumption' },
    nav: { order: 51, group: 'resumption', short: { zh: '早报数', en: 'Count' } },
    may: 'resumption.read',
    component: () => import('./count.tsx'),
  },
  {
    path: '/resumption/visits',
    title: { zh: '联合验收', en: 'Joint visits' },
    nav: { order: 52, group: 'resumption', keys: 'g v', short: { zh: '验收', en: 'Visits' }, phone: true },
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
    nav: { order: 55, group: 'resumption' },
    may: 'resumption.handle',
    component: () => import('./conflicts.tsx'),
  },
  {
    path: '/resumption/officers',
    title: { zh: '企业包保', en: 'Officers and enterprises' },
    nav: { order: 53, group: 'resumption', short: { zh: '包保', en: 'Officers' } },
    may: 'resumption.read',
    component: () => import('./officers.tsx'),
  },
  {
    path: '/resumption/difficulties',
    title: { zh: '困难诉求', en: 'Difficulties' },
    nav: { order: 54, group: 'resumption', short: { zh: '困难', en: 'Difficulties' } },
    may: 'resumption.read',
    component: () => import('./difficulties.tsx'),
  },
  {
    path: '/resumption/duty',
    title: { zh: '24小时值班', en: '24-hour duty' },
    may: 'resumption.read',
    component: () => import('./duty.tsx'),
  },
  {
    path: '/resumption/:region/enterprises/:enterprise',
    title: { zh: '企业一页', en: 'One enterprise' },
    may: 'resumption.read',
    component: () => import('./enterprise.tsx'),
  },
  {
    path: '/resumption/:region/enterprises/:enterprise/round',
    title: { zh: '驻企工作', en: 'At the enterprise' },
    may: 'resumption.serve',
    offline: 'resumption.inspect',
    component: () => import('./round.tsx'),
  },
  {
    path: '/resumption/purposes',
    title: { zh: '收集用途', en: 'Purposes' },
    nav: { order: 58, group: 'resumption', short: { zh: '用途', en: 'Purposes' } },
    may: 'resumption.purpose',
    component: () => import('./purposes.tsx'),
  },
  {
    path: '/resumption/:region/cases/:id/roster',
    title: { zh: '返岗名册', en: 'Roster' },
    may: 'resumption.read',
    component: () => import('./roster-page.tsx'),
  },
];

/** How what waits on a device is sent, and what is taken along. */
export const sender: Way = async () => await import('./visit-send.ts');
