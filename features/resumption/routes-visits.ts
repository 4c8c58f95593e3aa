// Visits as a phone takes them along: everything about them in one answer, checklists once.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, dayOfInstant } from '../../vocabulary/days.ts';
import { itemsOfVisit } from './rules-outcome.ts';
import { departmentsOf, speaksFor } from './rules-visits.ts';
import {
  checklistItems,
  departmentsOn,
  findingsIn,
  itemsOf,
  opinionsOf,
  photosOf,
  regimeOfCase,
  type ShownPhotoRow,
  type VisitRow,
  visitsIn,
} from './store-visits.ts';
import type { ChecklistItem } from './words-regimes.ts';
import * as words from './words-visits.ts';

/** Days before and after today that a phone takes along. */
const window = { before: 3, after: 7 };

const shownPhoto = (row: ShownPhotoRow): words.ShownPhoto => ({
  sha256: row.sha256,
  bytes: row.bytes,
  type: row.type,
  takenAt: row.takenAt,
  place: row.latitude === null || row.longitude === null ? null : { lat: row.latitude, lon: row.longitude, accuracy: row.accuracy ?? 0 },
  arrived: row.arrived,
});

async function shown(
  house: House,
  visits: readonly VisitRow[],
): Promise<{ visits: words.Visit[]; checklists: Record<string, ChecklistItem[]> }> {
  const { db, person } = house;
  const today = house.clock.today();
  const regions = [...new Set(visits.map((one) => one.region))];
  const ids = visits.map((one) => one.id);
  const of = <T extends { visitId: string }>(rows: readonly T[]) => Map.groupBy(rows, (one) => one.visitId);
  const opinions = of(await opinionsOf(db, regions, ids));
  const items = of(await itemsOf(db, regions, ids));
  const photos = of(await photosOf(db, regions, ids));
  const findings = Map.groupBy(await findingsIn(db, regions, [...new Set(visits.map((one) => one.caseId))]), (one) => one.caseId);
  const named = Map.groupBy(await departmentsOn(db, regions, today), (one) => one.region);
  const signer = { id: person.id, organisations: person.organisationsFor('resumption.inspect') };
  const checklists: Record<string, ChecklistItem[]> = {};
  const replies: words.Visit[] = [];
  for (const visit of visits) {
    const day = visit.judgedOn ?? today;
    const regime = await regimeOfCase(db, visit.region, visit.caseId, day);
    const ref = regime.content.checklist;
    const checklist = ref && `${ref.region}/${ref.code}/${ref.version}`;
    if (ref && checklist && !checklists[checklist]) checklists[checklist] = await checklistItems(db, ref);
    const seat = {
      members: visit.members,
      organisations: new Map((named.get(visit.region) ?? []).map((one) => [one.code, one.organisation])),
    };
    const names = new Map((named.get(visit.region) ?? []).map((one) => [one.code, one.name]));
    const mine = photos.get(visit.id) ?? [];
    const standing = new Map((opinions.get(visit.id) ?? []).map((one) => [one.department, one.entryId]));
    replies.push({
      region: visit.region,
      id: visit.id,
      caseId: visit.caseId,
      caseState: visit.caseState,
      enterprise: { id: visit.enterpriseId, name: visit.enterpriseName, address: visit.address },
      round: visit.round,
      day: visit.day,
      time: visit.time,
      place: visit.place,
      state: visit.state,
      outcome: visit.outcome,
      members: visit.members.map(({ personId: _, ...member }) => ({
        ...member,
        organisation: names.get(member.department) ?? member.organisation,
        mine: speaksFor(signer, member.department, seat),
      })),
      departments: departmentsOf(visit.members, regime.content.departments),
      checklist,
      asked: (visit.items ?? itemsOfVisit(checklist ? checklists[checklist]! : [], regime.content)).map(
        ({ item, department, blocking }) => ({ item, department, blocking }),
      ),
      regime: { zh: regime.zh, en: regime.en, day },
      opinions: (opinions.get(visit.id) ?? []).map((one) => ({
        department: one.department,
        organisation: one.organisation,
        opinion: one.opinion,
        note: one.note,
        by: one.signedName,
        at: one.signedAt,
        skewSeconds: one.skewSeconds,
        signature: one.signature,
      })),
      // Photos of what was kept beside stay there until it is settled.
      items: (items.get(visit.id) ?? []).map((one) => ({
        item: one.item,
        department: one.department,
        result: one.result,
        value: one.value,
        note: one.note,
        by: one.byName,
        photos: mine
          .filter(
            (photo) => photo.item === one.item && photo.department === one.department && photo.entryId === standing.get(one.department),
          )
          .map(shownPhoto),
      })),
      findings: (findings.get(visit.caseId) ?? []).map((one) => ({
        id: one.id,
        item: one.item,
        department: one.department,
        what: one.what,
        blocking: one.blocking,
        deadline: one.deadline,
        mendedOn: one.mendedOn,
        mendedNote: one.mendedNote,
        photos: mine.filter((photo) => photo.entryId === one.mendedEntryId && photo.item === one.id).map(shownPhoto),
        clearedOn: one.clearedOn,
      })),
      note: visit.note,
    });
  }
  return { visits: replies, checklists };
}

export const visitRoutes = (): Route[] => [
  serve(words.listVisits, async (ask, house) => {
    const now = house.clock.now();
    const today = dayOfInstant(now);
    const rows = await visitsIn(house.db, house.scope.regions, {
      from: ask.from ?? addDays(today, -window.before),
      to: ask.to ?? addDays(today, window.after),
      case: ask.case,
    });
    return { today, now, ...(await shown(house, rows)) };
  }),
];
