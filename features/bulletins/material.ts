// Gathers what a bulletin is written from: the books of its region and year in one snapshot, the lists and names in force, and the projects a
// text names. Composing itself is rules-compose.ts; what it lacks is fetched and it is composed again.

import type { Clock } from '../../platform/clock/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Paper } from '../../platform/papers/paper.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { askFigure, type Books, type DefinitionId, definitions, type Question, readBooks } from '../figures/door.ts';
import { library } from '../projects/door.ts';
import { regionTree } from '../regions/door.ts';
import { countDefinition, type MorningFigures, morningFigures } from '../resumption/door.ts';
import { paperOf } from './paper.ts';
import { type Composition, compose } from './rules-compose.ts';
import type { ProjectLine, ProjectQuery } from './rules-ground.ts';
import { dayWords } from './rules-numbers.ts';
import { figureTags } from './rules-tags.ts';
import type { Composed, Entries, Parts } from './words.ts';

export interface Written {
  books: Books;
  composition: Composition;
  paper: Paper;
}

export const composedOf = ({ composition, paper }: Written): Composed => ({
  paper,
  figures: composition.figures,
  mistakes: composition.mistakes,
  entries: composition.entries,
});

export interface Order {
  region: string;
  year: number;
  parts: Parts;
  entries: Entries;
  number: number | null;
  total: number | null;
  mark: string | null;
  remarks: string[];
}

const morningTags = figureTags.filter((tag) => tag.id.startsWith('resumption.'));
const namesMorning = (parts: Parts): boolean =>
  morningTags.some((tag) => parts.body.includes(tag.zh) || parts.body.includes(tag.id) || parts.title.includes(tag.zh));

/** A number of the morning; it is narrowed by place alone. */
function askMorning(morning: MorningFigures | undefined, question: Question): ReturnType<typeof askFigure> {
  if (question.nature ?? question.minTotalYuan ?? question.list ?? question.line) return { refused: 'facet-unfit', name: question.id };
  const figures = morning?.of(question.region ?? morning.region);
  const figure = figures && Object.values(figures).find((one) => one.id === question.id);
  return figure ? { figure } : { refused: 'figure-unknown', name: question.id };
}

/** Composes a paper from today's books. */
export async function write(db: Db, clock: Clock, order: Order): Promise<Written> {
  const { region, year, parts, entries } = order;
  const books = await readBooks(db, region, year, clock.now());
  const tree = await regionTree(db);
  const own = tree.find((one) => one.code === region);
  const told = (code: string): boolean =>
    books.reports.some((one) => one.pool === 'annual' && (one.region === code || code === region)) ||
    books.cells.some((one) => one.pool === 'annual' && (one.region === code || code === region));
  const floorOf = (code: string): number | null => {
    const floors = new Set(
      books.reports.filter((one) => one.pool === 'annual' && (one.region === code || code === region)).map((one) => one.thresholdYuan),
    );
    return floors.size === 1 ? ([...floors][0] ?? null) : null;
  };
  // Read only where a text speaks of it: most bulletins are about projects alone.
  const morning = namesMorning(parts) ? await morningFigures(db, clock, region) : undefined;
  const fetched = new Map<string, readonly ProjectLine[]>();
  const asked = new Map<string, ReturnType<typeof askFigure>>();
  const countyNames = new Map([...books.counties, ...books.others].map((one) => [one.code, one.name]));
  const ground = {
    region: { code: region, name: books.region.name, nameEn: own?.nameEn },
    year,
    asOf: dayWords(dayOfInstant(books.asOf.at)),
    today: dayWords(clock.today()),
    counties: books.counties,
    lists: books.lists,
    lines: books.lines,
    tiers: books.tiers,
    told,
    floorOf,
    ask(question: Question) {
      const key = JSON.stringify(question);
      const held = asked.get(key) ?? (question.id.startsWith('resumption.') ? askMorning(morning, question) : askFigure(books, question));
      asked.set(key, held);
      return held;
    },
    definitionOf(id: string) {
      const found = Object.hasOwn(definitions, id) ? definitions[id as DefinitionId] : undefined;
      return found ? { unit: found.unit, since: found.from } : countDefinition(id);
    },
    projects: (query: ProjectQuery) => fetched.get(JSON.stringify(query)),
    entries,
  };
  let composition = compose(parts, ground);
  // Lists of projects ask for nothing further, so one round is enough; the bound is for a text that names hundreds.
  for (const query of composition.wants.slice(0, 200)) {
    const found = await library(db, {
      region: query.region,
      year,
      pool: 'annual',
      ...(query.nature && { nature: query.nature }),
      ...(query.minTotalYuan !== null && { minTotalYuan: query.minTotalYuan }),
      ...(query.line !== null && { line: [query.line] }),
      ...(query.list !== null && { list: [query.list], listMode: 'any' as const }),
      sort: query.sort,
      order: 'desc',
      limit: query.first,
      offset: 0,
    });
    fetched.set(
      JSON.stringify(query),
      found.rows.map((row) => ({
        name: row.name,
        county: countyNames.get(row.region) ?? row.region,
        totalYuan: row.totalYuan,
        planYuan: row.annualPlanYuan,
      })),
    );
  }
  if (composition.wants.length > 0) composition = compose(parts, ground);
  const paper = paperOf(parts, composition, {
    number: order.number,
    total: order.total,
    day: clock.today(),
    asOf: books.asOf.at,
    mark: order.mark,
    remarks: order.remarks,
  });
  return { books, composition, paper };
}
