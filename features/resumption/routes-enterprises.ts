// The list of enterprises: reading it, putting an organisation of the county on it.
import { type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { organisationNames } from '../regions/door.ts';
import { findEnterprises, insertEnterprise, loadEnterprise, updateEnterprise } from './store-enterprises.ts';
import * as words from './words-cases.ts';

export const enterpriseRoutes = (): Route[] => [
  serve(words.listEnterprises, async (ask, house) => {
    const { total, rows } = await findEnterprises(house.db, { ...ask, regions: house.scope.regions });
    return { total, enterprises: rows };
  }),

  serve(words.putEnterprise, async ({ region, id, version, ...given }, house) => {
    const name = (await organisationNames(house.db, [region], [id])).get(id) ?? refuse('thing.unknown');
    const by = { name: house.person.name, at: house.clock.now() };
    const held = await loadEnterprise(house.db, { region, id });
    if (!held) await insertEnterprise(house.db, { region, id }, given, by);
    else if (version === null || !(await updateEnterprise(house.db, { region, id, version }, given, by)))
      refuse('row.changed-meanwhile', { name, by: '—' });
    // An entry that speaks of the organisation: it stays when the ledger that brought it in is undone.
    await house.audit({
      region,
      kind: 'organisation',
      id,
      facts: {
        name,
        sector: given.sector,
        park: given.park,
        peopleEmployed: given.peopleEmployed,
        aboveScale: given.aboveScale,
        expected: given.expected,
      },
    });
    return (await loadEnterprise(house.db, { region, id }))!;
  }),
];
