// The calls of the morning count and of the enterprises behind a number.
import { type Route, serve } from '../../platform/http/house.ts';
import { within } from '../../vocabulary/regions.ts';
import { regionTree } from '../regions/door.ts';
import { dayOfCount, morningOf, untilOf } from './count.ts';
import { type CountSet, countFigures, type EnterpriseDay, groupOf, shareIn } from './rules-count.ts';
import { officerRule } from './store-officers.ts';
import * as words from './words-count.ts';

export const countRoutes = (): Route[] => [
  serve(words.morningCount, async ({ region, on, by }, house) => {
    const { db, clock } = house;
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const day = on ?? (await dayOfCount(db, regions, clock.today()));
    const { rows, asOf } = await morningOf(db, regions, day, clock.now());
    const { coverDays } = await officerRule(db, region ?? regions[0] ?? '000000', day);
    const set: CountSet = { until: untilOf(day, clock.now()), coverDays };
    const tree = new Map((await regionTree(db)).map((one) => [one.code, { zh: one.name, en: one.nameEn || one.name }]));
    const nameOf = (code: string) => tree.get(code) ?? { zh: code, en: code };
    const silent = rows.filter((row) => row.peopleBack === null);
    const spoke = new Set(rows.filter((row) => row.peopleBack !== null).map((row) => row.region));
    const silentRegions = (some: readonly EnterpriseDay[]) =>
      [...new Set(some.map((row) => row.region))].filter((code) => !spoke.has(code)).map((code) => ({ code, name: nameOf(code).zh }));
    const asked = { on: day, by, ...(region !== undefined && { region }) };
    const groups = Map.groupBy(rows, (row) => groupOf(by, row, nameOf).code);
    return {
      on: day,
      by,
      total: countFigures(rows, set, { asOf, unreported: silentRegions(rows), rows: asked }),
      lines: [...groups].map(([code, some]) => ({
        code,
        words: groupOf(by, some[0]!, nameOf).words,
        figures: countFigures(some, set, { asOf, unreported: silentRegions(some), rows: { ...asked, code } }),
      })),
      unreported: silent.map(({ region: county, id, name }) => ({ region: county, id, name })),
      coverDays,
    };
  }),

  serve(words.countRows, async ({ figure, region, on, by, code, limit, offset }, house) => {
    const { db, clock } = house;
    const regions = house.scope.regions.filter((one) => region === undefined || within(one, region));
    const { rows } = await morningOf(db, regions, on, clock.now());
    const { coverDays } = await officerRule(db, region ?? regions[0] ?? '000000', on);
    const set: CountSet = { until: untilOf(on, clock.now()), coverDays };
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
