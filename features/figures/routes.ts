// Wires the calls of figures: read the books in one snapshot, compute, reply.
import { type Route, serve } from '../../platform/http/house.ts';
import { confirmedLedgers } from '../imports/door.ts';
import { readBooks } from './books.ts';
import { definitions as all } from './definitions.ts';
import { dashboardFor } from './kept.ts';
import { flatten, growthBase, thresholdCautions } from './rules.ts';
import { figureWorkbook } from './sheet.ts';
import { dashboard, definitions, exportFigures, flatFigures } from './words.ts';

export const figuresRoom = (): Route[] => [
  serve(dashboard, async ({ region, year }, house) => dashboardFor(await readBooks(house.db, region, year, house.clock.now()))),
  serve(flatFigures, async ({ region, year }, house) => {
    const books = await readBooks(house.db, region, year, house.clock.now());
    const reported = new Set(books.reports.filter((row) => row.pool === 'annual').map((row) => row.region));
    const units = books.counties.filter((one) => reported.has(one.code));
    const growth = [
      { code: region, counties: books.counties, others: books.others },
      ...(units.length > 1 ? units.map((one) => ({ code: one.code, counties: [one], others: [] })) : []),
    ].flatMap((unit) => {
      const { now, base, lacking } = growthBase({ ...books, counties: unit.counties, others: unit.others });
      return lacking.length === 0 && base > 0
        ? [{ region: unit.code, of: 'projects.plan', ratio: now / base - 1, base, baseYear: year - 1 }]
        : [];
    });
    return {
      asOf: books.asOf.at,
      year,
      figures: flatten(books),
      unreported: books.counties.filter((one) => !reported.has(one.code)).map((one) => one.code),
      growth,
      cautions: thresholdCautions(books),
    };
  }),
  serve(definitions, async () => ({ definitions: Object.values(all) })),
  serve(exportFigures, async ({ region, year, unit, language }, house) => {
    const books = await readBooks(house.db, region, year, house.clock.now());
    // An owner sees the own projects, not the whole ledgers of a county.
    const counties = house.db.scope.owner === null ? books.counties.map((one) => one.code) : [];
    const sources = await confirmedLedgers(house.db, counties, year);
    return figureWorkbook(dashboardFor(books), { unit, language, at: house.clock.now(), sources });
  }),
];
