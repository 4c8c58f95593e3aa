// Which pages stand in the navigation for a person, and in what order.
import type { RoomPage } from '../ui/pages.ts';
import { pages } from './pages.ts';

export type NavPage = RoomPage & { nav: NonNullable<RoomPage['nav']> };

export const groups = ['figures', 'register', 'work', 'resumption', 'office'] as const;

export const navOf = (may: readonly string[]): readonly NavPage[] =>
  pages
    .filter((page): page is NavPage => page.nav !== undefined && (page.may === undefined || may.includes(page.may)))
    .sort((one, other) => one.nav.order - other.nav.order);

/** The page of the navigation that an address belongs to: the longest path that it begins with. */
export const currentOf = (nav: readonly NavPage[], path: string): NavPage | undefined =>
  nav
    .filter((page) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`)))
    .sort((one, other) => other.path.length - one.path.length)[0];

/** The keys of the page at an address, for the help. */
export const keysOf = (path: string): RoomPage['keys'] =>
  pages.find((page) => new RegExp(`^${page.path.replace(/:\w+/g, '[^/]+')}$`).test(path))?.keys;

/** The page a search lands on, with ?q=. */
export const searchPage = '/projects';

/** The pages the wall shows in turn. */
export const wallPagesOf = (may: readonly string[]): readonly RoomPage[] =>
  pages.filter((page) => page.wall && (page.may === undefined || may.includes(page.may)));
