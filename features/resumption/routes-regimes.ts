// The calls of regimes: the notice board with its checker, entering with a rehearsal, undoing as a whole, comparing, levels, departments.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import type { Day } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { organisationNames } from '../regions/door.ts';
import { actingOf } from './case-calls.ts';
import { type Law, lawOf, missingUnder, numberText, tokenOf } from './cases.ts';
import { applyRegimesOfToday } from './overtaking.ts';
import { convertAll, foreseen, pendingIn, type Run, undoRegime } from './regime-runs.ts';
import { names } from './region-names.ts';
import { unfinished } from './rules-case.ts';
import { differ, underOf } from './rules-compare.ts';
import { differencesOf } from './rules-convert.ts';
import { coverBelow } from './rules-cover.ts';
import { faultsOf, notesOn } from './rules-regime-entry.ts';
import { chainOf, fits, refOf, sameRef, spansOf } from './rules-regimes.ts';
import { casesIn, countIn, stepsOn } from './store-cases.ts';
import { conversionsOf } from './store-conversions.ts';
import {
  checklistsOf,
  departmentsOn,
  insertRegime,
  markRegimeWithdrawn,
  nextVersion,
  putDepartment,
  putLevel,
  riskOn,
} from './store-regimes.ts';
import type { Regime } from './words-regimes.ts';
import * as words from './words-regimes.ts';

const holding = (law: Law, region: string): Regime[] => {
  const chain = new Set(chainOf(region));
  return law.regimes.filter((one) => one.withdrawn === null && chain.has(one.region));
};

/** What the regimes that stand leave uncovered, county by county. */
const coverIn = (law: Law, region: string, { regions }: House['scope']) => {
  const counties = regions.filter((one) => levelOf(one) === 'county');
  return coverBelow(
    law.regimes.filter((one) => one.withdrawn === null),
    counties.length > 0 ? counties : [region],
  );
};

/** What the steps of a run say: what the regime rests on. */
const reasonOf = ({ basis }: Regime): string => basis;
const refName = ({ region, code, version }: Regime): string => `${region}/${code}@${version}`;
const runNames = (runs: readonly Run[]): string => runs.map(({ id }) => id).join('、');

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

/** `atOnce`: how many cases a regime converts within the request that enters it. */
export const regimeRoutes = ({ atOnce = 1000 }: { atOnce?: number | undefined } = {}): Route[] => [
  serve(words.listRegimes, async ({ region }, house) => {
    const { regions } = house.scope;
    const law = await lawOf(house.db, [region]);
    const below = await lawOf(house.db, regions);
    const spans = spansOf(holding(law, region));
    const named = await names(house);
    const reads = house.person.may('resumption.read');
    return {
      today: house.clock.today(),
      regions: Object.fromEntries(
        [...new Set([...below.regimes, ...below.levels].map((one) => one.region).concat(regions))].map((code) => [
          code,
          named.get(code) ?? { zh: code, en: code },
        ]),
      ),
      regimes: law.regimes.map((one) => {
        const span = spans.find(({ regime }) => regime === one);
        return { ...one, spans: span ? { since: span.since, until: span.until } : null };
      }),
      levels: [...law.levels],
      ...coverIn(below, region, house.scope),
      checklists: await checklistsOf(house.db, chainOf(region)),
      pending: reads ? await pendingIn(house.db, below, regions, house.clock.today()) : 0,
      conversions: reads ? (await conversionsOf(house.db, regions)).map(({ byName, ...one }) => ({ ...one, by: byName })) : [],
    };
  }),

  serve(words.enterRegime, async ({ region, regime: text, dryRun }, house) => {
    const acting = actingOf(house);
    const today = house.clock.today();
    const lists = await checklistsOf(house.db, chainOf(region));
    const checklist = lists.find((one) => text.content.checklist !== null && sameRef(one, text.content.checklist));
    const [fault] = faultsOf(text, checklist);
    if (fault) refuse(fault.code, fault.params);
    const version = await nextVersion(house.db, region, text.code);
    const before = await lawOf(house.db, house.scope.regions);
    const entered: Regime = { ...text, region, version, enteredName: acting.by.name, enteredAt: acting.at, withdrawn: null };
    const law: Law = { ...before, regimes: [...before.regimes, entered] };
    const earlier = before.regimes.filter((one) => one.region === region && one.code === text.code && one.withdrawn === null);
    const replaces = earlier.at(-1);
    const on = text.since > today ? text.since : today;
    const come = text.since <= today;
    if (!dryRun) await insertRegime(house.db, region, version, text, { ...acting.by, at: acting.at });
    const expected = await foreseen(house.db, law, house.scope.regions, on);
    // A province's thousands are no matter of one request: the round of every midnight does them at once, county by county.
    const later = !dryRun && come && expected.length > atOnce;
    if (later) house.later(async (ground) => void (await applyRegimesOfToday(ground, house.scope.regions)));
    const done = !dryRun && come && !later ? await convertAll(acting, law, house.scope.regions, reasonOf) : undefined;
    const cases = done?.cases ?? expected;
    const open = await countIn(house.db, house.scope.regions, unfinished);
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
        cases: done?.cases.length ?? 0,
        run: dryRun ? 'rehearsal' : runNames(done?.runs ?? []),
      },
    });
    return {
      dryRun,
      version,
      on,
      replaces: replaces ? refOf(replaces) : null,
      differences: replaces ? differencesOf(replaces, entered) : [],
      notes: notesOn(text, checklist, earlier, today),
      cases: cases.slice(0, 1000),
      concerned: cases.length,
      later,
      untouched: open - cases.length,
      ...coverIn(law, region, house.scope),
    };
  }),

  serve(words.withdrawRegime, async ({ region, code, version, reason, dryRun }, house) => {
    const acting = actingOf(house);
    const { regions } = house.scope;
    const law = await lawOf(house.db, regions);
    const regime = law.regimes.find((one) => one.region === region && one.code === code && one.version === version);
    if (!regime) refuse('thing.unknown');
    if (regime.enteredName === '三早' && regime.enteredAt < '2020-01-02')
      refuse('resumption.shipped-regime', { name: regime.zh, nameEn: regime.en });
    if (regime.withdrawn) refuse('resumption.regime-gone', { by: regime.withdrawn.name });
    const named = await names(house);
    const countyName = (county: string): string => named.get(county)?.zh ?? county;
    const undone = await undoRegime(acting, law, regions, regime, {
      reason,
      dry: dryRun,
      countyName,
      tokenFor: (place) => tokenOf(house.secrets, place),
    });
    const back = new Set(undone.cases.map((one) => one.case));
    const standing = (await casesIn(house.db, regions, { states: ['filed', 'open', 'suspended'] }))
      .filter((row) => sameRef(row.regime, regime) && !back.has(row.id))
      .map((row) => numberText(countyName(row.region), row.filedYear!, row.number!));
    const withdrawn = { name: acting.by.name, at: acting.at, reason };
    const after: Law = { ...law, regimes: law.regimes.map((one) => (one === regime ? { ...one, withdrawn } : one)) };
    if (!dryRun) await markRegimeWithdrawn(house.db, { region, code, version }, withdrawn);
    // What began under it has nothing to go back to; it goes on under what holds today.
    const onward = dryRun
      ? (await foreseen(house.db, after, regions, house.clock.today())).filter((one) => !back.has(one.case))
      : (await convertAll(acting, after, regions, reasonOf)).cases;
    await house.audit({
      region,
      kind: 'regime',
      id: code,
      facts: { code, version, reason: dryRun ? 'rehearsal' : reason, cases: undone.cases.length, voided: undone.voided.join('、') },
    });
    return { dryRun, ...undone, standing, onward };
  }),

  serve(words.convertCases, async ({ region }, house) => {
    const law = await lawOf(house.db, house.scope.regions);
    const { runs, cases } = await convertAll(actingOf(house), law, house.scope.regions, reasonOf);
    await house.audit({
      region,
      kind: 'regime',
      id: '-',
      facts: { cases: cases.length, run: runNames(runs), regime: runs.map(({ regime }) => refName(regime)).join('、') },
    });
    return { cases };
  }),

  serve(words.compareRegimes, async ({ region, a: first, b: second, on }, house) => {
    const law = await lawOf(house.db, house.scope.regions);
    const a = named(law, region, first);
    const b = named(law, region, second);
    const day = (on ?? house.clock.today()) as Day;
    // As they stood at the end of an earlier day; what they had handed in is told as it is now.
    const then =
      day < house.clock.today()
        ? new Map((await stepsOn(house.db, house.scope.regions, day)).map((step) => [step.caseId, step.state]))
        : undefined;
    const rows = await casesIn(house.db, house.scope.regions);
    const cases = rows.flatMap((row) => {
      const state = then ? then.get(row.id) : row.state;
      if (state === undefined) return [];
      const facts = { ...row, risk: riskOn(law.levels, chainOf(row.region), day) };
      const under = (regime: Regime) => underOf(state, regime, fits(regime.conditions, facts), missingUnder(row, regime, law, day), day);
      const [left, right] = [under(a), under(b)];
      const different = differ(state, left, right);
      return { region: row.region, case: row.id, enterprise: row.enterprise, state, a: left, b: right, different };
    });
    const head = (one: Regime) => ({ ...refOf(one), zh: one.zh, en: one.en, mode: one.mode });
    return {
      on: day,
      a: head(a),
      b: head(b),
      differences: differencesOf(a, b),
      compared: cases.length,
      different: cases.filter((one) => one.different).length,
      cases: cases.sort((one, other) => Number(other.different) - Number(one.different)),
    };
  }),

  serve(words.setLevel, async ({ region, kind, level, since, basis }, house) => {
    const acting = actingOf(house);
    await putLevel(house.db, { region, kind, level, since, basis, byName: acting.by.name, at: acting.at });
    const { cases } =
      since <= house.clock.today()
        ? await convertAll(acting, await lawOf(house.db, house.scope.regions), house.scope.regions, () => basis)
        : { cases: [] };
    await house.audit({ region, kind: 'level', id: `${kind} ${since}`, facts: { kind, level, since, basis, cases: cases.length } });
    return { since, level, cases };
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
