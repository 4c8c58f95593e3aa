// The calls of the degree of resumption: what an enterprise reported day by day, and reporting a day.
import { type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { actingOf } from './case-calls.ts';
import { daysOf, putDay, touchDue } from './store-cases.ts';
import { loadEnterprise } from './store-enterprises.ts';
import * as words from './words-cases.ts';

export const degreeRoutes = (): Route[] => [
  serve(words.listDays, async ({ region, id, from, to }, house) => {
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    return {
      today: house.clock.today(),
      peopleEmployed: enterprise.peopleEmployed,
      days: await daysOf(house.db, { region, id }, from ?? null, to ?? null),
    };
  }),

  serve(words.reportDay, async ({ region, id, day, ...given }, house) => {
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    const acting = actingOf(house);
    if (day > house.clock.today()) refuse('resumption.day-to-come', { day });
    if (given.peopleBack !== null && given.peopleBack > enterprise.peopleEmployed)
      refuse('resumption.too-many-back', { back: given.peopleBack, employed: enterprise.peopleEmployed });
    const row = { day, ...given, at: acting.at };
    await putDay(house.db, { region, id }, { ...row, by: acting.by });
    await touchDue(house.db, { region, id }, day);
    await house.audit({
      region,
      kind: 'enterprise',
      id,
      facts: { enterprise: enterprise.name, day, peopleBack: given.peopleBack, outputYuan: given.outputYuan },
    });
    return { day: { ...row, by: acting.by.name } };
  }),
];
