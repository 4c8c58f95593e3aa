// The shell's words and its mount list.
import { describe, expect, it } from 'vitest';
import { currentOf, type NavPage, navOf } from './nav.ts';
import { pages } from './pages.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';

const names = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort();

describe('the shell', () => {
  it('fills the same names in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      const other = (en as Record<string, string | { one: string; other: string }>)[key]!;
      for (const form of typeof other === 'string' ? [other] : [other.one, other.other]) expect(names(form), key).toEqual(names(text));
    }
  });

  it('mounts every address and every key once', () => {
    const addresses = pages.map((page) => page.path.replace(/:\w+/g, ':'));
    expect(new Set(addresses).size).toBe(addresses.length);
    const keys = pages.flatMap((page) => page.nav?.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('offers no page whose permission the person does not hold', () => {
    expect(navOf([]).every((page) => page.may === undefined)).toBe(true);
  });

  it('marks the nearest page of the navigation: a project belongs to the library, the start only to itself', () => {
    const nav = ['/', '/projects', '/projects/reserve'].map(
      (path): NavPage => ({
        path,
        title: { zh: path, en: path },
        nav: { order: 1 },
        component: () => Promise.reject(new Error('not opened')),
      }),
    );
    expect(currentOf(nav, '/projects/220421/a')?.path).toBe('/projects');
    expect(currentOf(nav, '/projects/reserve')?.path).toBe('/projects/reserve');
    expect(currentOf(nav, '/')?.path).toBe('/');
    expect(currentOf(nav, '/imports')).toBeUndefined();
  });
});
