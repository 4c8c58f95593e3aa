// One write to a project from the screen: what changes is compared field by field, checked, written, logged with its reason and put into the
// chain. Used by every route that changes facts; what may change without an approver is decided in rules.ts.

import type { z } from 'zod';
import type { House } from '../../platform/http/house.ts';
import { creditCode } from '../../vocabulary/codes.ts';
import { exactIn } from '../../vocabulary/money.ts';
import { normalName } from '../../vocabulary/names.ts';
import { type Problem, Refusal, refuse } from '../../vocabulary/problems.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { checkFacts, guardOf, maskName, maskPhone, readCode } from './rules.ts';
import { takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { contactMark, openContact, sealContact } from './store-contact.ts';
import { industryNames, linesFor } from './store-dictionary.ts';
import { type ProjectRecord, recordOf, yearsOf } from './store-project.ts';
import { followInNewestYear, holderOfCode, type Patch, placeExists, saveProject, type Who } from './store-write.ts';
import type { Facts } from './words.ts';

export const stop = (problem: Problem): never => {
  throw new Refusal(problem);
};

export const wan = (yuan: number | null): string | null => (yuan === null ? null : `${exactIn(yuan, '万元')}万元`);

export const whoOf = (house: House): Who => ({ at: house.clock.now(), by: { id: house.person.id, name: house.person.name } });

export interface Opened {
  record: ProjectRecord;
  mark: number;
}

/** Takes the county's turn and the project's record; refused when it is not there, has left, or was changed since `version`. */
export async function openForChange(
  house: House,
  region: string,
  id: string,
  version?: number,
  options: { left?: boolean } = {},
): Promise<Opened> {
  const mark = await takeTurn(house.db, region);
  const record = await recordOf(house.db, region, id, true);
  if (!record || record.leftKind === 'undone') return refuse('thing.unknown');
  if (record.leftAt !== null && !options.left) refuse('projects.gone', { name: record.name, reason: record.leftReason ?? '' });
  if (version !== undefined && record.version !== version) refuse('row.changed-meanwhile', { name: record.name, by: record.updatedBy });
  return { record, mark };
}

type FactsInput = z.output<typeof Facts>;

/** The columns that these facts change, with a line of the log for each. Refuses what cannot be and what needs an approver. */
export async function patchOf(house: House, record: ProjectRecord, facts: FactsInput): Promise<{ patch: Patch; changes: ChangeRow[] }> {
  const { db } = house;
  const { region, id } = record;
  const patch: Patch = {};
  const changes: ChangeRow[] = [];
  const log = (field: string, old: string | null, now: string | null, money?: { old: number | null; now: number | null }): void => {
    const guarded = guardOf(field, money ? money.old : old, money ? money.now : now);
    if (guarded) refuse('projects.guarded', { field });
    changes.push({
      projectId: id,
      kind: 'edit',
      field,
      old,
      new: now,
      oldYuan: money?.old ?? null,
      newYuan: money?.now ?? null,
      reason: '',
    });
  };
  const blank = (text: string): string | null => (text === '' ? null : text);

  if (facts.code !== undefined && (facts.code === null || facts.code.trim() === '' ? null : facts.code) !== record.code) {
    const typed = facts.code?.trim() ? facts.code : null;
    const read = typed === null ? null : readCode(typed, region);
    if (read && !read.ok) stop(read.problem);
    const code = read?.ok ? read.code : null;
    if (code !== record.code) {
      if (code !== null) {
        const holder = await holderOfCode(db, region, code, id);
        if (holder) refuse('projects.code-taken', { code, name: holder });
      }
      log('code', record.code, code);
      patch.code = code;
      patch.codeForm = read?.ok ? read.form : null;
    }
  }
  if (facts.ownerName !== undefined || facts.ownerCreditCode !== undefined) {
    const name = (facts.ownerName === undefined ? record.ownerName : (facts.ownerName ?? '')).trim();
    const read = facts.ownerCreditCode ? creditCode(facts.ownerCreditCode) : null;
    if (read && !read.ok) refuse('projects.credit-code-invalid', { raw: facts.ownerCreditCode!, why: read.why });
    const found =
      name === '' ? null : (await findOrCreateOrganisations(db, region, [{ name, creditCode: read?.ok ? read.code : null }]))[0]!;
    if (name !== record.ownerName || (found?.id ?? null) !== record.ownerId) {
      if (normalName(name) !== normalName(record.ownerName) || (found?.id ?? null) !== record.ownerId)
        log('owner', blank(record.ownerName), blank(name));
      patch.ownerName = name;
      patch.ownerId = found?.id ?? null;
    }
  }
  for (const [given, column, field] of [
    ['place', 'placeText', 'place'],
    ['content', 'content', 'content'],
    ['funding', 'funding', 'funding'],
    ['note', 'note', 'note'],
  ] as const) {
    const now = facts[given];
    if (now === undefined || now === record[column]) continue;
    log(field, blank(record[column]), blank(now));
    patch[column] = now;
  }
  if (facts.placeId !== undefined && facts.placeId !== record.placeId) {
    if (facts.placeId !== null && !(await placeExists(db, region, facts.placeId))) refuse('projects.place-invalid');
    if (facts.place === undefined) log('placeId', record.placeId, facts.placeId);
    patch.placeId = facts.placeId;
  }
  if (facts.longitude !== undefined || facts.latitude !== undefined) {
    const [longitude, latitude] = [
      facts.longitude === undefined ? record.longitude : facts.longitude,
      facts.latitude === undefined ? record.latitude : facts.latitude,
    ];
    if ((longitude === null) !== (latitude === null)) refuse('projects.point-half');
    if (longitude !== record.longitude || latitude !== record.latitude) {
      log(
        'point',
        record.longitude === null ? null : `${record.longitude},${record.latitude}`,
        longitude === null ? null : `${longitude},${latitude}`,
      );
      patch.longitude = longitude;
      patch.latitude = latitude;
    }
  }
  if (facts.industryCode !== undefined && facts.industryCode !== record.industryCode) {
    if (
      facts.industryCode !== null &&
      (!/^\d{2,4}$/.test(facts.industryCode) || !(await industryNames(db)).has(facts.industryCode.slice(0, 2)))
    )
      refuse('projects.industry-invalid', { code: facts.industryCode });
    log('industry', record.industryCode, facts.industryCode);
    patch.industryCode = facts.industryCode;
  }
  if (facts.lineCode !== undefined && facts.lineCode !== record.lineCode) {
    if (facts.lineCode !== null && !(await linesFor(db, region, house.clock.today())).some((line) => line.code === facts.lineCode))
      refuse('projects.line-invalid', { code: facts.lineCode });
    log('line', record.lineCode, facts.lineCode);
    patch.lineCode = facts.lineCode;
  }
  if (facts.constructionKind !== undefined && facts.constructionKind !== record.constructionKind) {
    log('constructionKind', record.constructionKind, facts.constructionKind);
    patch.constructionKind = facts.constructionKind;
  }
  if (facts.capacities !== undefined && JSON.stringify(facts.capacities) !== JSON.stringify(record.capacities)) {
    const said = (all: typeof record.capacities) => blank(all.map((one) => `${one.name}${one.value}${one.unit}`).join('；'));
    log('capacities', said(record.capacities), said(facts.capacities));
    patch.capacities = facts.capacities;
  }
  for (const end of ['start', 'finish'] as const) {
    const now = facts[end];
    const [day, precision] = [record[`${end}Day`], record[`${end}Precision`]];
    if (now === undefined || (now === null ? day === null : now.day === day && now.precision === (precision ?? 'day'))) continue;
    const text = (one: { day: string; precision: 'year' | 'month' | 'day' } | null) =>
      one === null ? null : one.day.slice(0, { year: 4, month: 7, day: 10 }[one.precision]);
    log(end, text(day === null ? null : { day, precision: precision ?? 'day' }), text(now));
    patch[`${end}Day`] = now?.day ?? null;
    patch[`${end}Precision`] = now?.precision ?? null;
  }
  if (facts.totalYuan !== undefined && facts.totalYuan !== record.totalYuan) {
    log('total', wan(record.totalYuan), wan(facts.totalYuan), { old: record.totalYuan, now: facts.totalYuan });
    patch.totalYuan = facts.totalYuan;
  }
  if (facts.contactName !== undefined || facts.contactPhone !== undefined) {
    const held = record.contactSealed ? await openContact(db, house.secrets, region, id, record.contactSealed) : { name: '', phone: '' };
    const now = {
      name: (facts.contactName === undefined ? held.name : (facts.contactName ?? '')).trim(),
      phone: (facts.contactPhone === undefined ? held.phone : (facts.contactPhone ?? '')).replace(/\s/g, ''),
    };
    if (now.name !== held.name || now.phone !== held.phone) {
      const masked = (one: { name: string; phone: string }) => blank(`${maskName(one.name)} ${maskPhone(one.phone)}`.trim());
      log('contact', masked(held), masked(now));
      const none = now.name === '' && now.phone === '';
      patch.contactSealed = none ? null : sealContact(await house.secrets.sealer(db, region, house.clock.now()), id, now);
      patch.contactMark = none ? null : contactMark(house.secrets, now);
    }
  }
  return { patch, changes };
}

/** Holds the facts as they would be against what cannot be true. `planYuan` is the plan of the newest line. */
export async function checkWhole(house: House, record: ProjectRecord, patch: Patch, planYuan?: number | null): Promise<void> {
  const next = { ...record, ...patch };
  const newest =
    planYuan === undefined
      ? (await yearsOf(house.db, record.region, record.id)).find((line) => line.basis !== 'later' && line.leftOn === null)
      : undefined;
  const problem = checkFacts({
    totalYuan: next.totalYuan,
    annualPlanYuan: planYuan === undefined ? (newest?.annualPlanYuan ?? null) : planYuan,
    start: next.startDay ? { day: next.startDay } : null,
    finish: next.finishDay ? { day: next.finishDay, precision: next.finishPrecision ?? 'day' } : null,
  });
  if (problem) stop(problem);
}

/** Writes a patch with its log; the line of the newest year follows. */
export async function writePatch(
  house: House,
  opened: Opened,
  patch: Patch,
  changes: readonly ChangeRow[],
  meta: {
    reason: string;
    auditSeq?: number;
    batchId?: string;
    kind?: string;
    evidence?: ChangeRow['evidence'];
    approver?: ChangeRow['approver'];
  },
): Promise<ProjectRecord> {
  const who = whoOf(house);
  const record = await saveProject(house.db, opened.record, patch, who, opened.mark);
  await followInNewestYear(house.db, record);
  await addChanges(
    house.db,
    record.region,
    { ...who, ...(meta.auditSeq !== undefined && { auditSeq: meta.auditSeq }) },
    changes.map((change) => ({
      ...change,
      reason: meta.reason,
      kind: meta.kind ?? change.kind,
      batchId: meta.batchId ?? null,
      evidence: meta.evidence,
      approver: meta.approver,
    })),
  );
  return record;
}
