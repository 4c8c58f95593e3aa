// What a room tells the shell about its pages, in features/<room>/screen/pages.tsx; app/pages.ts lists the rooms. Components are loaded when
// they are first opened, so this file of a room must import no component itself.
import type { ComponentType } from 'react';
import type { Pair } from './i18n.ts';

/**
 * ```ts
 * export const pages: readonly RoomPage[] = [
 *   { path: '/projects', title: { zh: '项目库', en: 'Library' }, nav: { order: 20, keys: 'g l', group: 'register' }, may: 'projects.read', component: () => import('./library.tsx') },
 *   { path: '/projects/:region/:id', title: { zh: '项目', en: 'Project' }, component: () => import('./project.tsx') },
 * ];
 * ```
 */
export type RoomPage = {
  /** '/projects/:region/:id'; read the names with usePathNames() */
  path: string;
  title: Pair;
  /** present: the page has a place in the navigation. `phone`: also in the bottom bar of a phone (at most four). */
  nav?: { order: number; group?: 'figures' | 'register' | 'work' | 'resumption' | 'office'; keys?: string; short?: Pair; phone?: boolean };
  /** the permission without which the page is not offered */
  may?: string;
  /** a module whose default export is the page */
  component: () => Promise<{ default: ComponentType }>;
  /** 'bare': without the shell and without a session (the sign-in page) */
  frame?: 'shell' | 'bare';
  /** a permission: who holds it finds the page on the device without a network after signing in once; others after opening it once */
  offline?: string;
  /** shown on the wall, in turn with the others that say so */
  wall?: boolean;
  /** also scrolls and measures itself (a full-height table): the shell gives it the whole height and no padding at the bottom */
  tall?: boolean;
  /** keys of this page alone; the help names them before those that work everywhere */
  keys?: readonly { keys: string; what: Pair }[];
};
