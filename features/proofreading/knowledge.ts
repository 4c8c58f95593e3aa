// What is known from outside a text, gathered for one reading: the divisions and places by their names, names that organisations no longer
// bear, and the figures of the register. Read in the caller's transaction, so nobody's text learns of a region that the caller may not see.
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { booksOf, dashboardOf, readBooks } from '../figures/door.ts';
import { formerNames, placesOf, regionTree } from '../regions/door.ts';
import type { Knowledge } from './rules-model.ts';
import { type Entry, entriesOf } from './rules-register.ts';

const shortName = (name: string): string => {
  const short = name.replace(/(朝鲜族|满族|蒙古族|前郭尔罗斯蒙古族)*(自治州|自治县|地区|省|市|县|区)$/, '');
  return short.length >= 2 ? short : name;
};

/** `today` bounds what is known: the tree of that day, and of the year's last day when the year is over. */
export async function gatherKnowledge(db: Db, of: { region: string | null; year: number | null; today: Day }): Promise<Knowledge> {
  const day = of.year !== null && `${of.year}-12-31` < of.today ? (`${of.year}-12-31` as Day) : of.today;
  const tree = await regionTree(db, day);
  const inside = db.scope.regions.filter((code) => tree.some((one) => one.code === code));
  const places = await placesOf(db, inside, day);
  return {
    today: of.today,
    year: of.year,
    region: of.region,
    places: [
      ...tree.map(({ code, name, level, parent }) => ({ code, name, short: shortName(name), level, parent })),
      ...places.map((place) => ({
        code: place.code ?? place.id,
        name: place.name,
        short: place.name,
        level: place.kind === 'park' || place.kind === 'zone' ? ('zone' as const) : ('town' as const),
        parent: place.region,
      })),
    ],
    organisations: await formerNames(db, inside),
    events: [],
    register: null,
  };
}

/** The figures of the register for a region and year, with the state of the books they come from. */
export async function gatherRegister(db: Db, region: string, year: number, now: string): Promise<{ entries: Entry[]; asOf: string }> {
  const books = await readBooks(db, region, year, now);
  const dashboard = dashboardOf(books);
  // A text about the city names its counties' lists and sizes too: each county's own figures are known beside the city's.
  const inside = books.counties.length > 1 ? books.counties.flatMap((one) => booksOf(books, one.code) ?? []) : [];
  return { entries: [dashboard, ...inside.map(dashboardOf)].flatMap(entriesOf), asOf: dashboard.asOf.at };
}
