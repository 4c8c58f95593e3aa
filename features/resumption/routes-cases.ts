// The calls of cases as a list: where every application stands, one of them, and beginning another.
import { type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { actingOf, replyOf } from './case-calls.ts';
import { beginOne, lawOf } from './cases.ts';
import { names } from './region-names.ts';
import { casesIn, loadCase } from './store-cases.ts';
import { findEnterprises, loadEnterprise, takeTurnsAt } from './store-enterprises.ts';
import { linesOn } from './view.ts';
import type { CaseState } from './words.ts';
import * as words from './words-cases.ts';

export const caseRoutes = (): Route[] => [
  serve(words.listCases, async (ask, house) => {
    const { regions } = house.scope;
    const law = await lawOf(house.db, regions);
    const named = await names(house);
    const today = house.clock.today();
    const all = await linesOn(
      house.db,
      law,
      regions,
      { on: ask.on ?? null, today, enterprise: ask.enterprise, search: ask.search },
      (code) => named.get(code) ?? { zh: code, en: code },
    );
    const scoped = all.filter(
      (one) => (ask.actor === undefined || one.actor === ask.actor) && (ask.regime === undefined || one.regime.code === ask.regime),
    );
    const states: Partial<Record<CaseState, number>> = {};
    for (const one of scoped) states[one.state] = (states[one.state] ?? 0) + 1;
    const chosen = scoped.filter(
      (one) => (ask.state === undefined || ask.state.includes(one.state)) && (!ask.overdue || one.overdueDays > 0),
    );
    const applied = new Set(all.filter((one) => one.state !== 'withdrawn').map((one) => one.enterpriseId));
    const listed = await findEnterprises(house.db, { regions, enterprise: ask.enterprise, search: ask.search, limit: 0, offset: 0 });
    return {
      on: ask.on ?? today,
      total: chosen.length,
      states,
      overdue: scoped.filter((one) => one.overdueDays > 0).length,
      without: Math.max(0, listed.total - applied.size),
      withoutPurpose: all.filter((one) => one.missing.some((lack) => lack.code === 'paper.roster.purpose')).length,
      cases: chosen.slice(ask.offset, ask.offset + ask.limit),
    };
  }),

  serve(words.readCase, ({ on, ...place }, house) => replyOf(house, place, on)),

  serve(words.beginCase, async ({ region, enterprise: id }, house) => {
    await takeTurnsAt(house.db, { region, id });
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    const law = await lawOf(house.db, [region]);
    const made = await beginOne(
      actingOf(house),
      law,
      { ...enterprise, inPark: enterprise.park !== null, people: enterprise.peopleEmployed },
      (await casesIn(house.db, [region], { enterprise: id })).sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1)),
    );
    const row = (await loadCase(house.db, { region, id: made }))!;
    await house.audit({
      region,
      kind: 'resumption',
      id: made,
      facts: {
        enterprise: enterprise.name,
        action: 'begin',
        state: 'draft',
        regime: `${row.regime.region}/${row.regime.code}@${row.regime.version}`,
      },
    });
    return replyOf(house, { region, id: made });
  }),
];
