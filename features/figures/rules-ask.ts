/**
 * One figure by question: a definition, a place and facets (nature, size, list, line, stage). The arithmetic is the dashboard's own, run on the
 * rows the question leaves, so a number in a paper and the same number on the screen cannot differ. Pure.
 */
import type { Figure } from '../../vocabulary/figure.ts';
import { levelOf, within } from '../../vocabulary/regions.ts';
import { type DefinitionId, definitions } from './definitions.ts';
import { type Books, dashboardOf } from './rules.ts';

/** What may be asked. Facets narrow the set; a facet that a definition does not have is refused by name. */
export interface Question {
  id: string;
  /** A region inside the books' own; the whole when absent. */
  region?: string | undefined;
  nature?: 'new' | 'continuing' | undefined;
  minTotalYuan?: number | undefined;
  list?: string | undefined;
  line?: string | undefined;
  stage?: string | undefined;
}

export type Asked =
  | { figure: Figure }
  | { refused: 'figure-unknown' | 'region-unknown' | 'list-unknown' | 'line-unknown' | 'facet-unfit'; name: string };

const facets = ['nature', 'minTotalYuan', 'line', 'stage', 'list'] as const;
type Facet = (typeof facets)[number];

/** Which facets each definition can be narrowed by. */
const fits: Record<DefinitionId, readonly Facet[]> = {
  'projects.count': ['nature', 'minTotalYuan', 'line', 'stage'],
  'projects.total': ['nature', 'minTotalYuan', 'line', 'stage'],
  'projects.plan': ['nature', 'minTotalYuan', 'line', 'stage'],
  'projects.plan-share': ['nature', 'minTotalYuan', 'line', 'stage'],
  'projects.average': ['nature', 'minTotalYuan', 'line', 'stage'],
  'projects.plan-growth': [],
  'projects.count-growth': [],
  'projects.natureless': ['minTotalYuan', 'line'],
  'projects.nature-inferred': [],
  'projects.total-unstated': ['nature', 'line'],
  'projects.plan-unstated': ['nature', 'minTotalYuan', 'line'],
  'reserve.count': ['minTotalYuan', 'line'],
  'reserve.total': ['minTotalYuan', 'line'],
  'lists.count': ['list', 'nature', 'minTotalYuan'],
  'lists.total': ['list', 'nature', 'minTotalYuan'],
  'lists.plan': ['list', 'nature', 'minTotalYuan'],
  'counties.reported': [],
};

/** The books of a region inside: its own rows, its own counties. Undefined when the books do not cover it. */
function booksOf(books: Books, region: string): Books | undefined {
  if (region === books.region.code) return books;
  const unit = [...books.counties, ...books.others].find((one) => one.code === region);
  const counties = books.counties.filter((one) => within(one.code, region));
  if (!unit && counties.length === 0) return undefined;
  const inside = new Set([region, ...counties.map((one) => one.code)]);
  const own = <T extends { region: string }>(rows: readonly T[]): T[] => rows.filter((row) => inside.has(row.region));
  return {
    ...books,
    region: { code: region, name: unit?.name ?? region, level: levelOf(region) },
    counties,
    others: books.others.filter((one) => inside.has(one.code)),
    cells: own(books.cells),
    combinations: own(books.combinations),
    reports: own(books.reports),
    base: { cells: own(books.base.cells), reports: own(books.base.reports) },
  };
}

/** Answers one question from the books of a region and year. */
export function askFigure(books: Books, question: Question): Asked {
  if (!Object.hasOwn(definitions, question.id)) return { refused: 'figure-unknown', name: question.id };
  const id = question.id as DefinitionId;
  const own = booksOf(books, question.region ?? books.region.code);
  if (!own) return { refused: 'region-unknown', name: question.region ?? '' };
  for (const facet of facets)
    if (question[facet] !== undefined && !fits[id].includes(facet)) return { refused: 'facet-unfit', name: facet };
  if (question.line !== undefined && !own.lines.some((one) => one.code === question.line))
    return { refused: 'line-unknown', name: question.line };
  if (id.startsWith('lists.') && !own.lists.some((one) => one.code === question.list))
    return { refused: 'list-unknown', name: question.list ?? '' };

  const { nature, minTotalYuan = 0, line, stage } = question;
  const board = dashboardOf({
    ...own,
    cells: own.cells.filter(
      (one) =>
        (nature === undefined || one.nature === nature) &&
        one.floor >= minTotalYuan &&
        (line === undefined || one.line === line) &&
        (stage === undefined || one.stage === stage),
    ),
    combinations: own.combinations.filter((one) => (nature === undefined || one.nature === nature) && one.floor >= minTotalYuan),
  });
  const { headline, missing } = board;
  const list = board.lists.find((one) => one.code === question.list)?.all;
  const figure: Figure | undefined = {
    'projects.count': headline.annual.count,
    'projects.total': headline.annual.total,
    'projects.plan': headline.annual.plan,
    'projects.plan-share': headline.planShare,
    'projects.average': headline.average,
    'projects.plan-growth': headline.planGrowth,
    'projects.count-growth': headline.countGrowth,
    'projects.natureless': missing.natureUnstated,
    'projects.nature-inferred': missing.natureInferred,
    'projects.total-unstated': missing.totalUnstated,
    'projects.plan-unstated': missing.planUnstated,
    'reserve.count': headline.reserve.count,
    'reserve.total': headline.reserve.total,
    'lists.count': list?.count,
    'lists.total': list?.total,
    'lists.plan': list?.plan,
    'counties.reported': headline.reported,
  }[id];
  if (!figure) return { refused: 'list-unknown', name: question.list ?? '' };
  return {
    figure: {
      ...figure,
      rows: figure.rows && {
        ...figure.rows,
        ...(nature !== undefined && { nature }),
        ...(minTotalYuan > 0 && { minTotalYuan }),
        ...(line !== undefined && { line }),
        ...(stage !== undefined && { stage }),
      },
    },
  };
}
