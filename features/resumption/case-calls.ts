// What every call about a case has in common: who acts, the case as its page shows it, and one way to take a step: load, bring under the regime of
// the day, decide, save, leave the entry, reply with the whole case.
import type { House } from '../../platform/http/house.ts';
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { type Acting, caseToChange, clerkNamed, heldRegime, judged, type Law, lawOf, missingUnder, outcomeNow, tokenOf } from './cases.ts';
import { names } from './region-names.ts';
import { unfinished } from './rules-case.ts';
import { lowestCover, mayEdit } from './rules-papers.ts';
import { sameRef } from './rules-regimes.ts';
import { findingsOf, opinionsOf, visitsOf } from './store-appointments.ts';
import { type CaseRow, loadCase, type Place, stepsOf } from './store-cases.ts';
import { loadEnterprise } from './store-enterprises.ts';
import { actionsFor, lineOf, missingNow, standingNow } from './view.ts';
import type * as words from './words-cases.ts';
import type { Regime } from './words-regimes.ts';

/** Who acts in a request, and when. */
export const actingOf = (house: House): Acting => ({
  db: house.db,
  by: { id: house.person.id, name: house.person.name },
  at: house.clock.now(),
});

/** The case as its page shows it; clocks and rules are those of `on` when nothing has happened since, else of today. */
export async function replyOf(house: House, place: Place, on?: Day): Promise<words.CaseReply> {
  const row = (await loadCase(house.db, place)) ?? refuse('thing.unknown');
  const law = await lawOf(house.db, [place.region]);
  const named = await names(house);
  const today = on !== undefined && dayOfInstant(row.stateSince) <= on && on < house.clock.today() ? on : house.clock.today();
  const held = heldRegime(law, row);
  const now = unfinished.includes(row.state) ? (judged(law, row, today) ?? held) : held;
  const visits = await visitsOf(house.db, place);
  const opinions = await opinionsOf(
    house.db,
    place.region,
    visits.map((one) => one.id),
  );
  const open = visits.findLast((one) => one.state === 'appointed' || one.state === 'begun');
  const told: words.CaseReply['visits'] = [];
  for (const visit of visits) {
    const outcome = visit.state === 'cancelled' ? null : await outcomeNow(house.db, held, visit);
    told.push({
      id: visit.id,
      round: visit.round,
      on: visit.on,
      time: visit.time,
      state: visit.state,
      outcome: visit.outcome,
      members: visit.members,
      items: visit.items?.length ?? 0,
      opinions: opinions.filter((one) => one.visitId === visit.id).map(({ visitId: _, ...one }) => one),
      why: outcome?.why ?? [],
    });
  }
  const signed = new Set(opinions.filter((one) => one.visitId === open?.id).map((one) => one.department));
  const asked = open
    ? now.content.departments
        .filter((one) => open.members.some((member) => member.department === one.code) && !signed.has(one.code))
        .map(({ zh, en }) => ({ zh, en }))
    : undefined;
  const enterpriseAbout = (await loadEnterprise(house.db, { region: row.region, id: row.enterpriseId })) ?? refuse('thing.unknown');
  const countyNames = named.get(row.region) ?? { zh: row.region, en: row.region };
  return {
    ...lineOf(row, standingNow(row), law, today, countyNames, asked && asked.length > 0 ? asked : undefined),
    version: row.version,
    enterpriseAbout,
    previousId: row.previousId,
    openedOn: row.openedOn,
    form: row.form,
    supplies: row.supplies,
    papers: row.papers,
    commitment: row.commitment,
    coverDays: lowestCover(row.supplies),
    missing: missingNow(row, now, law, today),
    papersNeeded: now.content.papers,
    departments: now.content.departments,
    submittedAt: row.submittedAt,
    filedOn: row.filedAt === null ? null : dayOfInstant(row.filedAt),
    reason: row.reason,
    mayEdit: mayEdit(row.state) && house.person.may('resumption.apply'),
    steps: (await stepsOf(house.db, place)).map((step) => {
      const regime = law.regimes.find((one) => sameRef(one, step.regime));
      return {
        place: step.place,
        at: step.at,
        day: step.day,
        action: step.action,
        state: step.state,
        dueOn: step.dueOn,
        regime: { ...step.regime, zh: regime?.zh ?? step.regime.code, en: regime?.en ?? step.regime.code },
        by: step.byName,
        reason: step.reason,
        changes: step.facts.changes ?? [],
      };
    }),
    visits: told,
    findings: (await findingsOf(house.db, place)).map(({ visitId: _, ...one }) => one),
    can: actionsFor(row, now, (permission) => house.person.may(permission)),
    checkAddress: row.number === null ? null : `/check/${tokenOf(house.secrets, row)}`,
  };
}

/** Loads, takes the step, leaves the entry, replies. */
export async function stepped(
  house: House,
  { region, id, version }: Place & { version: number },
  work: (
    acting: Acting,
    at: { row: CaseRow; regime: Regime },
    law: Law,
  ) => Promise<{ row: CaseRow; regime: Regime; facts?: Record<string, string | number> }>,
  action: string,
): Promise<words.CaseReply> {
  const acting = actingOf(house);
  const law = await lawOf(house.db, [region]);
  const at = await caseToChange(acting, law, { region, id }, version);
  const done = await work(acting, at, law);
  await house.audit({
    region,
    kind: 'resumption',
    id,
    facts: {
      enterprise: done.row.enterprise,
      action,
      state: done.row.state,
      regime: `${done.regime.region}/${done.regime.code}@${done.regime.version}`,
      ...done.facts,
    },
  });
  return replyOf(house, { region, id });
}
