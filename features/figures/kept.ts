// Dashboards kept in memory while they are exact. A dashboard is computed from its books and nothing else, so the same books have the same
// dashboard: the few words and rules are compared as text, the groups of the counties one by one as the very objects that books.ts keeps.
import { lastingReply } from '../../platform/http/house.ts';
import { type Books, dashboardOf } from './rules.ts';
import type { Dashboard } from './words.ts';

const kept = new Map<string, { words: string; books: Books; dashboard: Dashboard }>();
const mostKept = 64;

/** The dashboard of these books: a wall that asks every minute, and every reader of a quiet day, is given the one computed before. */
export function dashboardFor(books: Books): Dashboard {
  const { cells, combinations, reports, base, ...rest } = books;
  const words = JSON.stringify(rest);
  // Whose view: a newer state of the same view takes the older one's place.
  const name = `${books.region.code}/${books.year}/${books.counties.map((one) => one.code).join()}`;
  const before = kept.get(name);
  const same =
    before?.words === words &&
    isSame(before.books.cells, cells) &&
    isSame(before.books.combinations, combinations) &&
    isSame(before.books.reports, reports) &&
    isSame(before.books.base.cells, base.cells) &&
    isSame(before.books.base.reports, base.reports);
  const entry = same ? before : { words, books, dashboard: lastingReply(dashboardOf(books)) };
  kept.delete(name);
  kept.set(name, entry); // newest last
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return entry.dashboard;
}

const isSame = (one: readonly object[], other: readonly object[]): boolean =>
  one.length === other.length && one.every((row, at) => row === other[at]);
