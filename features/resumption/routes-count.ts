// The calls of the morning count and of the enterprises behind a number.
import { type Route, serve } from '../../platform/http/house.ts';
import { within } from '../../vocabulary/regions.ts';
import { regionTree } from '../regions/door.ts';
import { dayOfCount, morningOf, mostNamed, rowsOfMorning, type Silent, setOf, untilOf } from './count.ts';
import { countFigures, countNumbers, groupOf, shareIn, type Tally } from './rules-count.ts';
import * as words from './words-count.ts';

/** The first of those that did not report, as many of each county as of any other where there are more; the number opens to all. */
function firstOfEach(rows: readonly Silent[], most: number): Silent[] {
  if (rows.length <= most) return [...rows];
  const counties = [...Map.groupBy(rows, (row) => row.region).values()];
  const each = Math.max(1, Math.floor(most / counties.length));
  return counties.flatMap((county) => county.slice(0, each)).slice(0, most);
}

export const countRoutes = (): Route[] => [
  serve(words.morningCount, async ({ region, on, by }, house) => {
    const { db, clock } = house;
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const day = on ?? (await dayOfCount(db, regions, clock.today()));
    const { silent, tallies, asOf } = await morningOf(db, regions, day, clock.now());
    const until = untilOf(day, clock.now());
    const tree = new Map((await regionTree(db)).map((one) => [one.code, { zh: one.name, en: one.nameEn || one.name }]));
    const nameOf = (code: string) => tree.get(code) ?? { zh: code, en: code };
    // A county of which nobody in this group spoke; one that spoke elsewhere is still silent here.
    const silentIn = (some: readonly Tally[]) => {
      const spoke = new Set(some.filter((row) => row.reported > 0).map((row) => row.region));
      const silent = new Set(some.map((row) => row.region));
      return [...silent].filter((code) => !spoke.has(code)).map((code) => ({ code, name: nameOf(code).zh }));
    };
    const asked = { on: day, by, ...(region !== undefined && { region }) };
    const groups = Map.groupBy(tallies, (one) => groupOf(by, one, nameOf).code);
    return {
      on: day,
      by,
      total: countFigures(tallies, until, { asOf, unreported: silentIn(tallies), rows: asked }),
      lines: [...groups].map(([code, some]) => ({
        code,
        words: groupOf(by, some[0]!, nameOf).words,
        numbers: countNumbers(some, until),
        unreported: silentIn(some),
      })),
      unreported: firstOfEach(silent, mostNamed),
    };
  }),

  serve(words.countRows, async ({ figure, region, on, by, code, limit, offset }, house) => {
    const { db, clock } = house;
    const regions = house.scope.regions.filter((one) => region === undefined || within(one, region));
    const rows = await rowsOfMorning(db, regions, on);
    const set = await setOf(db, regions, on, clock.now());
    const own = rows.filter(
      (row) =>
        (code === undefined || groupOf(by, row, (name) => ({ zh: name, en: name })).code === code) && shareIn(figure, row, set) !== null,
    );
    return {
      total: own.length,
      rows: own.slice(offset, offset + limit).map((row) => ({
        region: row.region,
        id: row.id,
        name: row.name,
        sector: row.sector,
        park: row.park,
        value: shareIn(figure, row, set),
        state: row.state,
      })),
    };
  }),
];
