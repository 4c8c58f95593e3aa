// One way for every step of a case: judge it by the regime of the day (and bring it under that regime first when it changed), follow the table of
// rules-case.ts, save the row, add the step. Used by the routes and by the demonstration, which lives on days of its own.
import { createHash } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { addDays, type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { dueOf, filingOver, follow, unfinished } from './rules-case.ts';
import { convertState, differencesOf } from './rules-convert.ts';
import { itemsOfVisit, type Outcome, outcomeOf } from './rules-outcome.ts';
import { type Missing, missingOf } from './rules-papers.ts';
import { holdsRoster, purposeState } from './rules-purposes.ts';
import { chainOf, judgeRegime, refOf, sameRef } from './rules-regimes.ts';
import {
  askAgain,
  cancelVisits,
  clearFindings,
  closeVisit,
  findingsOf,
  insertFindings,
  loadVisit,
  opinionsOf,
  resultsOf,
  type VisitRow,
} from './store-appointments.ts';
import {
  bodyOf,
  type CaseBody,
  type CaseRow,
  type CertificateRow,
  insertCase,
  insertStep,
  loadCase,
  nextNumber,
  type Place,
  putCertificate,
  saveCaseBody,
} from './store-cases.ts';
import { addToConversion, runOn } from './store-conversions.ts';
import { type PurposeOfRegion, purposeDaysIn } from './store-purposes.ts';
import { checklistOf, type LevelRow, levelsOf, regimesOf, riskOn } from './store-regimes.ts';
import type { CaseAction, CaseState } from './words.ts';
import type { Regime } from './words-regimes.ts';

/** Who acts, when, and inside which transaction. */
export interface Acting {
  db: Db;
  by: { id: string; name: string };
  at: string;
}

/** The law in reach of some regions, read once for a request. */
export interface Law {
  regimes: readonly Regime[];
  levels: readonly LevelRow[];
  /** Under which persons may be collected, in the regions themselves. */
  purposes: readonly PurposeOfRegion[];
}

export async function lawOf(db: Db, regions: readonly string[]): Promise<Law> {
  const chain = [...new Set(regions.flatMap(chainOf))];
  return { regimes: await regimesOf(db, chain), levels: await levelsOf(db, chain), purposes: await purposeDaysIn(db, regions) };
}

type Judged = Pick<CaseRow, 'region' | 'sector' | 'inPark' | 'aboveScale' | 'people'>;

/** The regime that judges an enterprise on a day; undefined where none speaks of it. */
export function judged(law: Law, one: Judged, day: string): Regime | undefined {
  const risk = riskOn(law.levels, chainOf(one.region), day);
  return judgeRegime(law.regimes, one.region, day as Day, { ...one, risk });
}

/** The regime a case was last handled by. */
export function heldRegime(law: Law, row: Pick<CaseRow, 'regime'>): Regime {
  return law.regimes.find((one) => sameRef(one, row.regime)) ?? refuse('resumption.no-regime', { day: '—' });
}

/** What the application lacks by a regime on a day. */
export const missingUnder = (
  row: Pick<CaseRow, 'region' | 'form' | 'supplies' | 'papers' | 'commitment' | 'roster' | 'people'>,
  regime: Regime,
  law: Law,
  day: string,
): Missing[] =>
  missingOf(
    {
      ...row,
      day,
      collecting: law.purposes.some(
        (one) => one.region === row.region && holdsRoster(one.fields) && purposeState(one, day as Day) === 'in-force',
      ),
    },
    regime.content,
  );

/** What the clerk found missing, in his own words. */
export const clerkNamed = (row: Pick<CaseRow, 'missing'>): Missing[] => row.missing.filter((one) => one.code === 'clerk');

/** A case about to be changed, brought under the regime of today first. */
export async function caseToChange(
  acting: Acting,
  law: Law,
  place: Place,
  version: number | null,
): Promise<{ row: CaseRow; regime: Regime }> {
  const row = (await loadCase(acting.db, place, true)) ?? refuse('thing.unknown');
  if (version !== null && row.version !== version) refuse('row.changed-meanwhile', { name: row.enterprise, by: row.updatedName });
  return broughtUpToDate(acting, law, row, null);
}

/**
 * Brings one case under the regime of the day when that is another one than it was handled by. `run`: the run it belongs to; null joins the run of the
 * day by which that regime takes over in the county, or begins one.
 */
export async function broughtUpToDate(
  acting: Acting,
  law: Law,
  row: CaseRow,
  run: { id: string; reason: string } | null,
): Promise<{ row: CaseRow; regime: Regime; converted: boolean }> {
  const held = heldRegime(law, row);
  if (!unfinished.includes(row.state)) return { row, regime: held, converted: false };
  const day = dayOfInstant(acting.at);
  const regime = judged(law, row, day) ?? refuse('resumption.no-regime', { day });
  if (sameRef(held, regime)) return { row, regime, converted: false };
  const missing = missingUnder(row, regime, law, day);
  const blocked = missing.some((one) => one.blocks);
  const next = convertState(row.state, regime, blocked);
  const id = run?.id ?? (await runOn(acting.db, row.region, day, regime)) ?? newId();
  const visits = next.cancelsVisit ? await cancelVisits(acting.db, row, '按新口径不再验收') : [];
  const changed = await save(
    acting,
    row,
    regime,
    {
      state: next.state,
      regime: refOf(regime),
      // What the clerk named in his own words is still missing where the case still waits for it.
      missing: row.submittedAt === null ? [] : [...(next.state === 'incomplete' ? clerkNamed(row) : []), ...missing],
      ...(next.state !== row.state && { stateSince: acting.at }),
    },
    {
      action: 'convert',
      reason: run?.reason ?? '',
      facts: { changes: differencesOf(held, regime), visits },
      conversionId: id,
      before: bodyOf(row),
      // The clock of the new regime runs from this day on, also where the state stays: nobody is late by a rule before it was applied to him.
      due: dueOf(next.state, regime.mode, regime.content, day),
    },
  );
  await addToConversion(acting.db, {
    region: row.region,
    id,
    on: day,
    at: acting.at,
    by: acting.by,
    reason: run?.reason ?? '',
    cases: 1,
    regimes: [refOf(regime)],
  });
  return { row: changed, regime, converted: true };
}

interface StepTold {
  action: CaseAction;
  reason?: string;
  facts?: Record<string, unknown>;
  conversionId?: string | null;
  before?: CaseBody | null;
  due?: string | null;
}

/** Saves the body and adds the step; answers the row as it is now. */
async function save(acting: Acting, row: CaseRow, regime: Regime, change: Partial<CaseBody>, step: StepTold): Promise<CaseRow> {
  const body: CaseBody = { ...bodyOf(row), ...change };
  const day = dayOfInstant(acting.at);
  body.dueOn = step.due ?? body.dueOn;
  if (!(await saveCaseBody(acting.db, row, body, { name: acting.by.name, at: acting.at })))
    refuse('row.changed-meanwhile', { name: row.enterprise, by: row.updatedName });
  await insertStep(acting.db, {
    region: row.region,
    id: newId(),
    enterpriseId: row.enterpriseId,
    caseId: row.id,
    at: acting.at,
    day,
    action: step.action,
    fromState: row.state,
    state: body.state,
    dueOn: body.dueOn,
    regime: refOf(regime),
    by: acting.by,
    reason: step.reason ?? '',
    facts: step.facts ?? {},
    conversionId: step.conversionId ?? null,
    before: step.before ?? null,
  });
  return { ...row, ...body, version: row.version + 1, updatedName: acting.by.name, updatedAt: acting.at };
}

/** Puts a case back to what it was before a run, as the undoing of the whole. */
export async function putBack(
  acting: Acting,
  law: Law,
  row: CaseRow,
  before: CaseBody,
  told: { id: string; convertedOn: string; reason: string; facts: Record<string, unknown> },
): Promise<CaseRow> {
  const regime = heldRegime(law, before);
  const day = dayOfInstant(acting.at);
  // A clock that ran out while the wrong regime held begins again today.
  const ranOut = before.dueOn < day && before.dueOn >= told.convertedOn;
  const due = !ranOut ? before.dueOn : dueOf(before.state, regime.mode, regime.content, day);
  return save(acting, row, regime, before, { action: 'unconvert', reason: told.reason, facts: told.facts, conversionId: told.id, due });
}

/** Takes a step of the table. `agreed`: a day that was agreed and is the clock of the state that follows. */
export async function takeStep(
  acting: Acting,
  { row, regime }: { row: CaseRow; regime: Regime },
  action: CaseAction,
  more: { change?: Partial<CaseBody>; reason?: string; facts?: Record<string, unknown>; agreed?: string | null; to?: CaseState } = {},
): Promise<{ row: CaseRow; regime: Regime }> {
  const led = follow(row.state, action, regime.mode);
  if ('refused' in led) refuse(led.refused.code, led.refused.params);
  const state = more.to ?? led.ok;
  const day = dayOfInstant(acting.at);
  const next = await save(
    acting,
    row,
    regime,
    { state, stateSince: acting.at, ...more.change },
    { action, reason: more.reason ?? '', facts: more.facts ?? {}, due: dueOf(state, regime.mode, regime.content, day, more.agreed) },
  );
  return { row: next, regime };
}

/** Begins an application of an enterprise; what an earlier one said is taken over, to be corrected rather than typed again. */
export async function beginOne(
  acting: Acting,
  law: Law,
  enterprise: Judged & { id: string; name: string },
  earlier: readonly CaseRow[],
): Promise<string> {
  const day = dayOfInstant(acting.at);
  const open = earlier.find((one) => one.state !== 'revoked' && one.state !== 'withdrawn' && !filingOver(one, day));
  if (open) refuse('resumption.case-open', { enterprise: enterprise.name });
  const regime = judged(law, enterprise, day) ?? refuse('resumption.no-regime', { day });
  if (regime.mode === 'exempt') refuse('resumption.need-not', { basis: regime.basis });
  // A filing that has run out ends with the new application; its certificate says by itself that it is not valid any more.
  for (const row of earlier.filter((one) => filingOver(one, day))) {
    const reason = `备案有效期至 ${row.validUntil}，已满，重新申请。`;
    await takeStep(acting, { row, regime: heldRegime(law, row) }, 'revoke', { reason, change: { reason } });
  }
  const id = newId();
  const last = earlier.at(-1);
  const due = dueOf('draft', regime.mode, regime.content, day);
  await insertCase(acting.db, {
    region: enterprise.region,
    id,
    enterpriseId: enterprise.id,
    previousId: last?.id ?? null,
    dueOn: due,
    regime: refOf(regime),
    openedOn: day,
    form: last?.form ? { ...last.form, plannedOn: null } : emptyForm,
    supplies: last?.supplies ?? [],
    by: acting.by,
    at: acting.at,
  });
  await insertStep(acting.db, {
    region: enterprise.region,
    id: newId(),
    enterpriseId: enterprise.id,
    caseId: id,
    at: acting.at,
    day,
    action: 'begin',
    fromState: null,
    state: 'draft',
    dueOn: due,
    regime: refOf(regime),
    by: acting.by,
    reason: '',
    facts: {},
    conversionId: null,
    before: null,
  });
  return id;
}

const emptyForm: CaseBody['form'] = {
  plannedOn: null,
  peopleToReturn: null,
  fromOutsideProvince: null,
  fromSevereAreas: null,
  leadGroup: '',
  isolationRooms: null,
  canteen: null,
  dormitoryRooms: null,
  dormitoryPeople: null,
  dormitoryArea: null,
  disinfection: '',
  hotline: '',
  note: '',
};

/** Gives the next number of the county and year, and the certificate that anybody may check. */
export async function fileOne(
  acting: Acting,
  at: { row: CaseRow; regime: Regime },
  county: { name: string; nameEn: string },
  token: string,
): Promise<{ row: CaseRow; regime: Regime }> {
  const led = follow(at.row.state, 'file', at.regime.mode);
  if ('refused' in led) refuse(led.refused.code, led.refused.params);
  if (at.regime.mode !== 'inspection' && at.regime.mode !== 'filing') refuse('resumption.closed-now', { basis: at.regime.basis });
  const day = dayOfInstant(acting.at);
  const year = Number(day.slice(0, 4));
  const number = await nextNumber(acting.db, at.row.region, year);
  const { validityDays } = at.regime.content;
  const validUntil = validityDays === null ? null : addDays(day, validityDays);
  const filed = await takeStep(acting, at, 'file', {
    change: { filedYear: year, number, filedAt: acting.at, filedName: acting.by.name, validUntil },
    facts: { number: numberText(county.name, year, number) },
    agreed: at.row.plannedOn,
  });
  await putCertificate(acting.db, certificateOf(filed.row, at.regime, county, token, 'valid', day));
  return filed;
}

/** What the public page may say of a filed case. */
export const certificateOf = (
  row: CaseRow,
  regime: Regime,
  county: { name: string; nameEn: string },
  token: string,
  status: CertificateRow['status'],
  day: string,
): CertificateRow => ({
  tokenHash: hashOf(token),
  county: county.name,
  countyEn: county.nameEn || county.name,
  enterprise: row.enterprise,
  number: numberText(county.name, row.filedYear!, row.number!),
  mode: regime.mode === 'filing' ? 'filing' : 'inspection',
  filedOn: dayOfInstant(row.filedAt!),
  validUntil: row.validUntil,
  status,
  statusOn: day,
});

/** 东辽复备〔2020〕3号. */
export const numberText = (county: string, year: number, number: number): string =>
  `${county.length > 2 ? county.replace(/(县|区|市)$/, '') : county}复备〔${year}〕${number}号`;

export const hashOf = (token: string): string => createHash('sha256').update(`resumption certificate ${token}`).digest('hex');

/** The token in the QR code: the same for a case as long as the installation keeps its key, a hundred bits that nobody guesses. */
export function tokenOf(secrets: Secrets, { region, id }: Place): string {
  const digest = secrets.blindIndex('resumption certificate', `${region}/${id}`);
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789ab';
  return [...digest.subarray(0, 20)].map((byte) => signs[byte & 31]).join('');
}

/**
 * Takes what a visit came to: the step that it was made, findings that are in order now, and accepting or the rectify list; while a department's
 * word is missing the case waits as visited. Called whenever something was signed.
 */
export async function settleVisit(
  arriving: Acting,
  law: Law,
  place: Place,
): Promise<{ outcome: 'accepted' | 'rectify' | 'waiting'; row: CaseRow }> {
  const visit = (await loadVisit(arriving.db, place, true)) ?? refuse('thing.unknown');
  const held = (await loadCase(arriving.db, { region: visit.region, id: visit.caseId }, true)) ?? refuse('thing.unknown');
  // The visit goes on with its latest signature; one that arrives later and was made earlier does not put a step before those that were taken.
  const signed = (await opinionsOf(arriving.db, visit.region, [visit.id])).map((one) => one.at);
  const acting = { ...arriving, at: [arriving.at, held.stateSince, ...signed].reduce((one, other) => (other > one ? other : one)) };
  const { row: before, regime } = await broughtUpToDate(acting, law, held, null);
  const outcome = await outcomeNow(acting.db, regime, visit);
  const day = dayOfInstant(acting.at);
  let at = { row: before, regime };
  if (at.row.state === 'appointed') at = await takeStep(acting, at, 'visit', { facts: { visit: visit.id } });
  if (at.row.state !== 'visited') return { outcome: outcome.outcome, row: at.row };
  if (outcome.outcome === 'waiting') return { outcome: 'waiting', row: at.row };
  const results = await resultsOf(acting.db, visit.region, [visit.id]);
  const fine = new Set(results.filter((one) => one.result !== 'not').map((one) => one.item));
  const open = (await findingsOf(acting.db, { region: visit.region, id: visit.caseId })).filter((one) => one.clearedOn === null);
  const again = new Set(outcome.findings.map((one) => `${one.item} ${one.department}`));
  await clearFindings(
    acting.db,
    visit.region,
    open.filter((one) => (one.item === '' ? !again.has(` ${one.department}`) : fine.has(one.item))).map((one) => one.id),
    visit.id,
    day,
  );
  const known = new Map(open.map((one) => [`${one.item} ${one.department}`, one.id]));
  const deadline = addDays(day, regime.content.rectifyDays);
  // What was said to be mended and is not in order again is asked for anew.
  for (const one of outcome.findings) {
    const id = known.get(`${one.item} ${one.department}`);
    if (id !== undefined) await askAgain(acting.db, visit.region, id, { what: one.what.zh, deadline });
  }
  await insertFindings(
    acting.db,
    visit,
    outcome.findings
      .filter((one) => !known.has(`${one.item} ${one.department}`))
      .map((one) => ({ id: newId(), item: one.item, department: one.department, what: one.what.zh, blocking: one.blocking, deadline })),
  );
  await closeVisit(acting.db, visit, outcome.outcome, acting.at);
  const reason = outcome.why.map((one) => one.zh).join('');
  at =
    outcome.outcome === 'accepted'
      ? await takeStep(acting, at, 'accept', { change: { acceptedOn: day }, reason, facts: { visit: visit.id } })
      : await takeStep(acting, at, 'rectify', { reason, facts: { visit: visit.id }, agreed: deadline });
  return { outcome: outcome.outcome, row: at.row };
}

/** What a visit comes to as it stands, by the regime its case is under, without changing anything. */
export async function outcomeNow(db: Db, regime: Regime, visit: VisitRow): Promise<Outcome> {
  const going = new Set(visit.members.map((one) => one.department));
  const departments = regime.content.departments.filter((one) => going.has(one.code));
  const items = visit.items ?? itemsOfVisit(await checklistOf(db, regime.content.checklist), regime.content);
  return outcomeOf(
    {
      departments,
      items: items.filter((one) => going.has(one.department)),
      results: await resultsOf(db, visit.region, [visit.id]),
      opinions: await opinionsOf(db, visit.region, [visit.id]),
    },
    regime.content,
  );
}
