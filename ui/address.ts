// The address of the page is where its state lives: region, year, filters, sort. Plain text in, plain text out (?region=220421&nature=new),
// so that an address can be read, shared and typed. Rooms use these hooks and never the router itself.
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** One value or several under each name, always text. */
export type Search = Record<string, string | readonly string[]>;

export function parseSearch(text: string): Record<string, string | string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) found.set(name, [...(found.get(name) ?? []), value]);
  return Object.fromEntries([...found].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
}

export function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  return text ? `?${text}` : '';
}

/** The names every page keeps when one goes from page to page. */
export const keptNames = ['region', 'year'] as const;

/** Puts path and search together; region and year of the present page are kept unless given. */
export function addressOf(to: string, search: Search = {}, now: Search = {}): string {
  const [path = '/', query = ''] = to.split('?');
  const kept = Object.fromEntries(keptNames.flatMap((name) => (now[name] === undefined ? [] : [[name, now[name]]])));
  return `${path}${writeSearch({ ...kept, ...parseSearch(query), ...search })}`;
}

/** The present path and search. */
export function useAddress(): { path: string; search: Search } {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const text = useRouterState({ select: (state) => state.location.searchStr });
  return useMemo(() => ({ path, search: parseSearch(text) }), [path, text]);
}

/** Goes somewhere: `go('/projects', { nature: 'new' })`. Region and year come along. */
export function useGo(): (to: string, search?: Search, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  const { search: now } = useAddress();
  return useCallback(
    (to, search, options) => void navigate({ href: addressOf(to, search, now), replace: options?.replace ?? false }),
    [navigate, now],
  );
}

/** The names in the page's path: path '/projects/:region/:id' gives { region, id }. */
export const usePathNames = (): Record<string, string> =>
  useRouterState({ select: (state) => (state.matches.at(-1)?.params ?? {}) as Record<string, string> });

/**
 * Changes names in the search of the present page; undefined removes one. Replaces the entry in the history unless `push`.
 * `const [search, change] = useSearch(); change({ nature: ['new', 'continuing'], page: undefined })`
 */
export function useSearch(): [Search, (change: Record<string, string | readonly string[] | undefined>, push?: boolean) => void] {
  const { path, search } = useAddress();
  const navigate = useNavigate();
  const change = useCallback(
    (next: Record<string, string | readonly string[] | undefined>, push = false) =>
      void navigate({ href: `${path}${writeSearch({ ...search, ...next })}`, replace: !push, resetScroll: false }),
    [navigate, path, search],
  );
  return [search, change];
}

/** All values under a name, as a list. */
export const valuesOf = (search: Search, name: string): readonly string[] => {
  const value = search[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

/** The first value under a name. */
export const firstOf = (search: Search, name: string): string | undefined => valuesOf(search, name)[0];

/** A table's sort kept in the address (?sort=-total): `const [sort, setSort] = useSort()`. */
export function useSort(
  name = 'sort',
): [{ by: string; down: boolean } | undefined, (sort: { by: string; down: boolean } | undefined) => void] {
  const [search, change] = useSearch();
  const text = firstOf(search, name);
  const sort = useMemo(() => (text ? { by: text.replace(/^-/, ''), down: text.startsWith('-') } : undefined), [text]);
  return [sort, useCallback((next) => change({ [name]: next && `${next.down ? '-' : ''}${next.by}` }), [change, name])];
}
