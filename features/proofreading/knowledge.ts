// What is known from outside a text, gathered for one reading: the divisions and places by their names, names that organisations no longer
// bear, and the figures of the register. Read in the caller's transaction, so nobody's text learns of a region that the caller may not see.
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { Figure } from '../../vocabulary/figure.ts';
import { askFigure, readBooks } from '../figures/door.ts';
import { formerNames, placesOf, regionTree } from '../regions/door.ts';
import type { Knowledge } from './rules-model.ts';
import type { Register } from './rules-register.ts';

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

/** The register of a region and year: any of its figures by question, of the region or of a county inside; with the state of the books. */
export async function gatherRegister(db: Db, region: string, year: number, now: string): Promise<{ register: Register; asOf: string }> {
  const books = await readBooks(db, region, year, now);
  const answered = new Map<string, Figure | null>();
  const register: Register = {
    lists: books.lists,
    lines: books.lines,
    ask(question) {
      const key = JSON.stringify(question);
      const known = answered.get(key);
      if (known !== undefined) return known;
      const said = askFigure(books, question);
      const figure = 'figure' in said ? said.figure : null;
      answered.set(key, figure);
      return figure;
    },
  };
  return { register, asOf: books.asOf.at };
}
