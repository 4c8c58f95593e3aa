// Wires the calls about divisions, places and the import of a tree: load, decide, save, reply.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import type { SheetRow } from '../../platform/sheets/cells.ts';
import { readWorkbook, unpackPage } from '../../platform/sheets/read.ts';
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import { refuse, sentence } from '../../vocabulary/problems.ts';
import { organisationRoutes } from './routes-organisations.ts';
import { postRoutes } from './routes-posts.ts';
import { planTree, type WrittenRow } from './rules-tree.ts';
import { treeFromJson, treeFromRows } from './sheet.ts';
import {
  addPlaceRow,
  endPlaceRow,
  placeForUpdate,
  placesOf,
  regionSuccessions,
  regionTree,
  saveTree,
  wholeTreeForUpdate,
} from './store-regions.ts';
import { addPlace, endPlace, importRegions, listPlaces, listRegions } from './words.ts';

export const regionsRoom = (): Route[] => [
  serve(listRegions, async ({ on }, house) => {
    const day = on ?? dayOfInstant(house.clock.now());
    return { on: day, regions: await regionTree(house.db, day), successions: await regionSuccessions(house.db) };
  }),

  serve(listPlaces, async ({ region, on }, { db, clock }) => ({ places: await placesOf(db, [region], on ?? dayOfInstant(clock.now())) })),

  serve(addPlace, async ({ region, kind, name, code, from }, { db, audit }) => {
    const place = { region, id: newId(), code, kind, name, normal: normalName(name), validFrom: from };
    await addPlaceRow(db, place);
    await audit({ region, kind: 'place', id: place.id, facts: { name, kind, code, from } });
    return { ...place, validTo: null };
  }),

  serve(endPlace, async ({ region, id, on, reason }, { db, audit }) => {
    const place = (await placeForUpdate(db, region, id)) ?? refuse('thing.unknown');
    if (place.validTo !== null) refuse('place.ended', { name: place.name, day: place.validTo });
    if (on <= place.validFrom) refuse('span.backwards', { from: place.validFrom, to: on });
    await endPlaceRow(db, region, id, on as Day);
    await audit({ region, kind: 'place', id, facts: { name: place.name, on, reason } });
    return { ...place, validTo: on };
  }),

  serve(importRegions, async ({ dryRun }, house) => {
    const file = house.upload();
    const table = await readTable(house, file.sha256, file.name);
    const current = await wholeTreeForUpdate(house.db);
    const plan = planTree(current, table, mayTouch(house, new Set(current.map((region) => region.code.slice(0, 2)))));
    if (!dryRun && plan.problems.length > 0) refuse('regions.import-has-problems', { count: plan.problems.length });
    if (!dryRun && plan.changes.length > 0)
      await saveTree(
        house.db,
        plan.changes.map((change) => change.region),
      );
    const counts = {
      rows: table.length,
      new: plan.changes.filter((change) => change.kind === 'new').length,
      changed: plan.changes.filter((change) => change.kind === 'changed').length,
      unchanged: plan.unchanged,
    };
    await house.audit({
      region: house.person.home,
      kind: 'regions',
      id: file.sha256,
      facts: { fileName: file.name, fileSha256: file.sha256, ...counts, refused: plan.problems.length, dryRun },
    });
    return {
      dryRun,
      ...counts,
      changes: plan.changes.map(({ row, kind, region, was }) => ({ row, kind, code: region.code, name: region.name, was })),
      problems: plan.problems.map(({ row, problem }) => ({ row, zh: sentence(problem, 'zh'), en: sentence(problem, 'en') })),
    };
  }),

  ...organisationRoutes(),
  ...postRoutes(),
];

/** Inside one's own reach, or in a province that nobody has entered yet; the operator of the machine everywhere. */
const mayTouch = (house: House, provinces: ReadonlySet<string>) => {
  const { prefix, regions } = house.scope;
  const held = new Set(regions);
  return (code: string): boolean =>
    house.person.operator || held.has(code) || (prefix !== null && code.startsWith(prefix)) || !provinces.has(code.slice(0, 2));
};

/** A tree has some thousand rows; a file of another size is another file. */
const limits = { rows: 20_000, columns: 50, fileBytes: 8 * 2 ** 20 };

async function readTable(house: House, sha256: string, name: string): Promise<WrittenRow[]> {
  if (/\.json$/i.test(name)) return treeFromJson(new TextDecoder().decode(await house.files.read(sha256)));
  const rows: SheetRow[] = [];
  await house.files.withPlainCopy(sha256, (path) =>
    readWorkbook(path, { name, limits, onPage: (page) => void rows.push(...unpackPage(page.packed)) }),
  );
  return treeFromRows(rows);
}
