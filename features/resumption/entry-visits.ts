// What the entries of a joint visit do: a department's opinion with its items, the absence of one, what an enterprise has mended. Load, decide, save; when
// the last department has spoken the visit is closed and the case moves, by the regime that the case was under on the visit's day.
import type { House } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { caseToChange, lawOf, outcomeNow, settleVisit, takeStep } from './cases.ts';
import type { Kind, Subject, Verdict } from './entries.ts';
import { itemsOfVisit, type Outcome } from './rules-outcome.ts';
import { sameRef } from './rules-regimes.ts';
import { checkSheet, mayOpine, mayRecordAbsence, type Signer, sheetOf } from './rules-visits.ts';
import { loadVisit } from './store-appointments.ts';
import type { Sent } from './store-entries.ts';
import {
  beginVisit,
  checklistItems,
  departmentsOn,
  findingsIn,
  mendFinding,
  noteOutcome,
  opinionsOf,
  putItems,
  putOpinion,
  regimeOfCase,
  type VisitRow,
  visitOf,
} from './store-visits.ts';
import type { VisitOutcome } from './words.ts';
import { type AbsenceContent, absenceEntry, type MendingContent, mendingEntry, type OpinionContent, opinionEntry } from './words-visits.ts';

type VisitSubject = Subject & { visit: VisitRow };

const subject: Kind<VisitSubject>['subject'] = async (db, region, id) => {
  const visit = await visitOf(db, region, id, true);
  return visit && { enterpriseId: visit.enterpriseId, notBefore: visit.madeAt, visit };
};

/** The visit's day is the day of its first opinion; the regime of that day judges it to its end, whatever is in force when the last phone is heard of. */
async function ruled(house: House, visit: VisitRow, judgedAt: string) {
  const day = visit.judgedOn ?? dayOfInstant(judgedAt);
  const regime = await regimeOfCase(house.db, visit.region, visit.caseId, day);
  const checklist = regime.content.checklist ? await checklistItems(house.db, regime.content.checklist) : [];
  const named = await departmentsOn(house.db, [visit.region], day);
  return { day, regime, checklist, named };
}
type Ruled = Awaited<ReturnType<typeof ruled>>;

const signerOf = ({ person }: House): Signer => ({ id: person.id, organisations: person.organisationsFor('resumption.inspect') });
const seated = (visit: VisitRow, { named }: Ruled) => ({
  members: visit.members,
  organisations: new Map(named.map((one) => [one.code, one.organisation])),
});
const organisationOf = (visit: VisitRow, { named }: Ruled, department: string): string =>
  named.find((one) => one.code === department)?.name ??
  visit.members.find((one) => one.department === department)?.organisation ??
  department;

/**
 * Too late: the visit is closed, or it was called off and this was done on a day whose regime asks for no visit. Done before, it stays on record with the
 * visit, although the case goes its new way.
 */
const tooLate = (visit: VisitRow, rules: Ruled, settling: boolean): boolean =>
  visit.state === 'closed' || (visit.state === 'cancelled' && (rules.regime.mode !== 'inspection' || settling));

export const opinion: Kind<VisitSubject, OpinionContent> = {
  may: opinionEntry.access.may,
  content: opinionEntry.content,
  subject,
  photos: (content) =>
    content.items.flatMap((found) => found.photos.map((photo) => ({ department: content.department, item: found.item, photo }))),
  async take(house, { subject: { visit }, sent, content, settling }): Promise<Verdict> {
    const rules = await ruled(house, visit, sent.judgedAt);
    // What is settled was signed by somebody who was allowed to when it came.
    const stranger = settling ? undefined : mayOpine(signerOf(house), content.department, seated(visit, rules));
    if (stranger) return { refused: stranger };
    const standing = (await opinionsOf(house.db, [visit.region], [visit.id])).find((one) => one.department === content.department);
    if (tooLate(visit, rules, settling)) return { beside: 'late', against: standing?.entryId ?? null };
    const asked = visit.items ?? itemsOfVisit(rules.checklist, rules.regime.content);
    const wrong = checkSheet(content, sheetOf(content.department, rules.checklist, asked));
    if (wrong) return { refused: wrong };
    // Who was taken for absent and signs after all was there.
    if (standing && standing.opinion !== 'absent' && !settling) return { beside: 'department', against: standing.entryId };
    const of = { region: visit.region, visitId: visit.id, enterpriseId: visit.enterpriseId, department: content.department };
    await putOpinion(house.db, {
      ...of,
      organisation: organisationOf(visit, rules, content.department),
      opinion: content.opinion,
      note: content.reason,
      signedId: sent.personId,
      signedName: sent.personName,
      signedAt: sent.judgedAt,
      skewSeconds: sent.skewSeconds,
      signature: content.signature,
      entryId: sent.id,
    });
    await putItems(house.db, { ...of, byId: sent.personId, byName: sent.personName, at: sent.judgedAt }, content.items);
    await goOn(house, visit, rules, sent);
    return { ok: { department: content.department, opinion: content.opinion } };
  },
};

export const absence: Kind<VisitSubject, AbsenceContent> = {
  may: absenceEntry.access.may,
  content: absenceEntry.content,
  subject,
  photos: () => [],
  async take(house, { subject: { visit }, sent, content, settling }): Promise<Verdict> {
    const rules = await ruled(house, visit, sent.judgedAt);
    const signer = { ...signerOf(house), handles: house.person.may('resumption.handle') };
    const wrong = settling ? undefined : mayRecordAbsence(signer, content.department, seated(visit, rules));
    if (wrong) return { refused: wrong };
    const standing = (await opinionsOf(house.db, [visit.region], [visit.id])).find((one) => one.department === content.department);
    if (tooLate(visit, rules, settling)) return { beside: 'late', against: standing?.entryId ?? null };
    if (standing && !settling) return { beside: 'department', against: standing.entryId };
    await putOpinion(house.db, {
      region: visit.region,
      visitId: visit.id,
      enterpriseId: visit.enterpriseId,
      department: content.department,
      organisation: organisationOf(visit, rules, content.department),
      opinion: 'absent',
      note: content.note,
      signedId: sent.personId,
      signedName: sent.personName,
      signedAt: sent.judgedAt,
      skewSeconds: sent.skewSeconds,
      signature: null,
      entryId: sent.id,
    });
    await goOn(house, visit, rules, sent);
    return { ok: { department: content.department, opinion: 'absent' } };
  },
};

export const mending: Kind<VisitSubject, MendingContent> = {
  may: mendingEntry.access.may,
  content: mendingEntry.content,
  subject,
  photos: (content) => content.photos.map((photo) => ({ department: 'enterprise', item: content.finding, photo })),
  async take(house, { subject: { visit }, sent, content, settling }): Promise<Verdict> {
    const { db } = house;
    const findings = await findingsIn(db, [visit.region], [visit.caseId]);
    const finding = findings.find((one) => one.id === content.finding);
    if (!finding) return { refused: { code: 'thing.unknown' } };
    if (finding.clearedOn !== null) return { beside: 'late', against: finding.mendedEntryId };
    if (finding.mendedOn !== null && !settling) return { beside: 'department', against: finding.mendedEntryId };
    const on = dayOfInstant(sent.judgedAt);
    await mendFinding(db, visit.region, finding.id, { on, note: content.note, entryId: sent.id });
    // When nothing that blocks is left to mend, the case asks for another visit.
    const open = findings.filter((one) => one.blocking && one.clearedOn === null && one.mendedOn === null && one.id !== finding.id);
    if (visit.caseState === 'rectifying' && open.length === 0) {
      const acting = { db, by: { id: sent.personId, name: sent.personName }, at: sent.receivedAt };
      const at = await caseToChange(acting, await lawOf(db, [visit.region]), { region: visit.region, id: visit.caseId }, null);
      if (at.row.state === 'rectifying') await takeStep(acting, at, 'mend', { facts: { entry: sent.id } });
    }
    return { ok: { finding: finding.id } };
  },
};

/** After each opinion: the visit has begun, and what all of them come to is for the case to settle. */
async function goOn(house: House, visit: VisitRow, rules: Ruled, sent: Sent): Promise<void> {
  const { db } = house;
  await beginVisit(db, visit.region, visit.id, rules.day, sent.judgedAt);
  const acting = { db, by: { id: sent.personId, name: sent.personName }, at: sent.judgedAt };
  const law = await lawOf(db, [visit.region]);
  const present = await regimeOfCase(db, visit.region, visit.caseId, house.clock.today());
  // The case went another way meanwhile: what was found on the day stays with the visit, by the rules of that day, and moves nothing.
  if (visit.state === 'cancelled' || !sameRef(present.ref, rules.regime.ref)) {
    const [seen] = [await loadVisit(db, { region: visit.region, id: visit.id })];
    const regime = law.regimes.find((one) => sameRef(one, rules.regime.ref));
    if (seen && regime)
      await noteOutcome(
        db,
        visit.region,
        visit.id,
        said(seen, await outcomeNow(db, regime, seen), await opinionsOf(db, [visit.region], [visit.id])),
      );
    return;
  }
  const { outcome } = await settleVisit(acting, law, { region: visit.region, id: visit.id });
  if (outcome === 'waiting') {
    const opinions = await opinionsOf(db, [visit.region], [visit.id]);
    await noteOutcome(db, visit.region, visit.id, opinions.length >= visit.members.length ? 'waiting' : null);
  }
}

/** Waiting for who was absent is an outcome; waiting for who has not been heard yet is none. */
const said = (visit: { members: readonly unknown[] }, come: Outcome, opinions: readonly unknown[]): VisitOutcome | null =>
  come.outcome === 'waiting' && opinions.length < visit.members.length ? null : come.outcome;
