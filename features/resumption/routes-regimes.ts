// The calls of regimes: the notice board with its checker, entering with a rehearsal, undoing as a whole, comparing, levels, departments.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import type { Day } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { organisationNames, regionTree } from '../regions/door.ts';
import { type Law, lawOf, missingUnder, tokenOf } from './cases.ts';
import { convertAll, foreseen, undoRun } from './regime-runs.ts';
import { differ, underOf } from './rules-compare.ts';
import { differencesOf } from './rules-convert.ts';
import { coverOf } from './rules-cover.ts';
import { chainOf, fits, refOf, spansOf } from './rules-regimes.ts';
import { casesIn } from './store-cases.ts';
import { conversionsOf } from './store-conversions.ts';
import { departmentsOn, insertRegime, markRegimeWithdrawn, nextVersion, putDepartment, putLevel, riskOn } from './store-regimes.ts';
import { standingNow } from './view.ts';
import type { Regime } from './words-regimes.ts';
import * as words from './words-regimes.ts';

const actingOf = (house: House) => ({ db: house.db, by: { id: house.person.id, name: house.person.name }, at: house.clock.now() });
const holding = (law: Law, region: string): Regime[] => {
  const chain = new Set(chainOf(region));
  return law.regimes.filter((one) => one.withdrawn === null && chain.has(one.region));
};

/** code, code@2, 220422/code@2: the nearest region's latest version where nothing more is said. */
function named(law: Law, region: string, text: string): Regime {
  const match = /^(?:(\d{6})\/)?([a-z0-9][a-z0-9-]*)(?:@(\d+))?$/.exec(text);
  const chain = chainOf(region);
  const found = match
    ? law.regimes
        .filter((one) => one.code === match[2] && (!match[1] || one.region === match[1]) && (!match[3] || one.version === Number(match[3])))
        .filter((one) => match[3] !== undefined || one.withdrawn === null)
        .sort((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region) || b.version - a.version)[0]
    : undefined;
  return found ?? refuse('resumption.unknown-regime', { code: text, known: [...new Set(law.regimes.map((one) => one.code))].join(', ') });
}

export const regimeRoutes = (): Route[] => [
  serve(words.listRegimes, async ({ region }, house) => {
    const law = await lawOf(house.db, [region]);
    const mine = holding(law, region);
    const spans = spansOf(mine);
    const named = await names(house);
    return {
      today: house.clock.today(),
      regions: Object.fromEntries(
        [...new Set([...law.regimes, ...law.levels].map((one) => one.region))].map((code) => [
          code,
          named.get(code) ?? { zh: code, en: code },
        ]),
      ),
      regimes: law.regimes.map((one) => {
        const span = spans.find(({ regime }) => regime === one);
        return { ...one, spans: span ? { since: span.since, until: span.until } : null };
      }),
      levels: [...law.levels],
      ...coverOf(mine),
      conversions: house.person.may('resumption.read')
        ? (await conversionsOf(house.db, house.scope.regions)).map(({ byName, ...one }) => ({ ...one, by: byName }))
        : [],
    };
  }),

  serve(words.enterRegime, async ({ region, regime: text, dryRun }, house) => {
    if (text.until !== null && text.until <= text.since) refuse('resumption.days-order', { since: text.since, until: text.until });
    const acting = actingOf(house);
    const version = await nextVersion(house.db, region, text.code);
    const before = await lawOf(house.db, house.scope.regions);
    const entered: Regime = { ...text, region, version, enteredName: acting.by.name, enteredAt: acting.at, withdrawn: null };
    const law: Law = { ...before, regimes: [...before.regimes, entered] };
    const cover = coverOf(holding(law, region));
    if (dryRun) {
      await house.audit({
        region,
        kind: 'regime',
        id: text.code,
        action: 'resumption.regime',
        facts: {
          code: text.code,
          version,
          mode: text.mode,
          since: text.since,
          until: text.until,
          basis: text.basis,
          cases: 0,
          run: 'rehearsal',
        },
      });
      return { dryRun, version, cases: await foreseen(acting, law, house.scope.regions), ...cover };
    }
    await insertRegime(house.db, region, version, text, { ...acting.by, at: acting.at });
    const done =
      text.since <= house.clock.today() ? await convertAll(acting, law, house.scope.regions, text.basis) : { run: '', cases: [] };
    await house.audit({
      region,
      kind: 'regime',
      id: text.code,
      facts: {
        code: text.code,
        version,
        mode: text.mode,
        since: text.since,
        until: text.until,
        basis: text.basis,
        cases: done.cases.length,
        run: done.cases.length > 0 ? done.run : '',
      },
    });
    return { dryRun, version, cases: done.cases, ...cover };
  }),

  serve(words.withdrawRegime, async ({ region, code, version, reason, dryRun }, house) => {
    const acting = actingOf(house);
    const law = await lawOf(house.db, house.scope.regions);
    const regime = law.regimes.find((one) => one.region === region && one.code === code && one.version === version);
    if (!regime) refuse('thing.unknown');
    if (regime.enteredName === '三早' && regime.enteredAt < '2020-01-02')
      refuse('resumption.shipped-regime', { name: regime.zh, nameEn: regime.en });
    if (regime.withdrawn) refuse('resumption.regime-gone', { by: regime.withdrawn.name });
    const named = await names(house);
    const runs = (await conversionsOf(house.db, house.scope.regions)).filter(
      (one) => one.undone === null && one.regimes.some((ref) => ref.region === region && ref.code === code && ref.version === version),
    );
    const all = { cases: [] as words.CaseChange[], moved: 0, voided: [] as string[] };
    for (const id of new Set(runs.map((one) => one.id))) {
      const undone = await undoRun(acting, law, house.scope.regions, id, {
        reason,
        dry: dryRun,
        countyName: (county) => named.get(county)?.zh ?? county,
        tokenFor: (place) => tokenOf(house.secrets, place),
      });
      all.cases.push(...undone.cases);
      all.moved += undone.moved;
      all.voided.push(...undone.voided);
    }
    if (!dryRun) await markRegimeWithdrawn(house.db, { region, code, version }, { name: acting.by.name, at: acting.at, reason });
    await house.audit({
      region,
      kind: 'regime',
      id: code,
      facts: { code, version, reason: dryRun ? 'rehearsal' : reason, cases: all.cases.length, voided: all.voided.join('、') },
    });
    return { dryRun, ...all };
  }),

  serve(words.convertCases, async ({ region }, house) => {
    const law = await lawOf(house.db, house.scope.regions);
    const done = await convertAll(actingOf(house), law, house.scope.regions, '');
    await house.audit({ region, kind: 'regime', id: '-', facts: { cases: done.cases.length, run: done.run } });
    return { cases: done.cases };
  }),

  serve(words.compareRegimes, async ({ region, a: first, b: second, on }, house) => {
    const law = await lawOf(house.db, house.scope.regions);
    const a = named(law, region, first);
    const b = named(law, region, second);
    const day = (on ?? house.clock.today()) as Day;
    const cases = (await casesIn(house.db, house.scope.regions)).map((row) => {
      const facts = { ...row, risk: riskOn(law.levels, chainOf(row.region), day) };
      const under = (regime: Regime) =>
        underOf(standingNow(row).state, regime, fits(regime.conditions, facts), missingUnder(row, regime, null), day);
      const [left, right] = [under(a), under(b)];
      return { region: row.region, case: row.id, enterprise: row.enterprise, a: left, b: right, different: differ(left, right) };
    });
    const head = (one: Regime) => ({ ...refOf(one), zh: one.zh, en: one.en, mode: one.mode });
    return {
      on: day,
      a: head(a),
      b: head(b),
      differences: differencesOf(a, b),
      compared: cases.length,
      different: cases.filter((one) => one.different).length,
      cases,
    };
  }),

  serve(words.setLevel, async ({ region, kind, level, since, basis }, house) => {
    const at = house.clock.now();
    await putLevel(house.db, { region, kind, level, since, basis, byName: house.person.name, at });
    await house.audit({ region, kind: 'level', id: `${kind} ${since}`, facts: { kind, level, since, basis } });
    return { since, level };
  }),

  serve(words.listDepartments, async ({ region, on }, house) => {
    const day = on ?? house.clock.today();
    return { on: day, departments: await departmentsOn(house.db, region, day) };
  }),

  serve(words.putDepartment, async ({ region, code, organisation, since }, house) => {
    const name = (await organisationNames(house.db, [region], [organisation])).get(organisation) ?? refuse('thing.unknown');
    await putDepartment(house.db, { region, code, organisation, since });
    await house.audit({ region, kind: 'organisation', id: organisation, facts: { code, organisation: name, since } });
    return { code };
  }),
];

/** Names of divisions by code, in both languages. */
export async function names(house: Pick<House, 'db'>): Promise<Map<string, { zh: string; en: string }>> {
  return new Map((await regionTree(house.db)).map((one) => [one.code, { zh: one.name, en: one.nameEn || one.name }]));
}
