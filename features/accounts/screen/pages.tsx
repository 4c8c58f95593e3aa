// The pages of the accounts room: the way in, the own account, and what an administrator does.
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  { path: '/sign-in', title: { zh: '登录', en: 'Sign in' }, frame: 'bare', component: () => import('./sign-in.tsx') },
  { path: '/enter/code', title: { zh: '设置密码', en: 'Set a password' }, frame: 'bare', component: () => import('./enter-code.tsx') },
  {
    path: '/enter/first',
    title: { zh: '首位管理员', en: 'First administrator' },
    frame: 'bare',
    component: () => import('./enter-first.tsx'),
  },
  {
    path: '/accounts',
    title: { zh: '账号', en: 'Accounts' },
    nav: { order: 80, group: 'office', keys: 'g u' },
    may: 'account.read',
    tall: true,
    component: () => import('./accounts.tsx'),
  },
  {
    path: '/me',
    title: { zh: '我的账号', en: 'My account' },
    nav: { order: 95, group: 'office' },
    may: 'session.own',
    component: () => import('./me.tsx'),
  },
];
