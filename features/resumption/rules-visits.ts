// The joint visit: which department looks at what, who may sign for whom, whether a sheet is whole. Pure; the
// phone asks the same before signing as the server does after. Nobody signs for another: an opinion is taken from an inspector of that very
// department. What all opinions together come to is rules-outcome.ts.
import type { Problem } from '../../vocabulary/problems.ts';
import type { VisitMember } from './words.ts';
import type { ChecklistItem, GroupDepartment } from './words-regimes.ts';
import type { OpinionContent } from './words-visits.ts';

/** The departments that a visit waits for: those of the group that are named for it, and whoever else was asked along. */
export function departmentsOf(members: readonly VisitMember[], group: readonly GroupDepartment[]): GroupDepartment[] {
  const known = group.filter((one) => members.some((member) => member.department === one.code));
  const others = members.filter((member) => !group.some((one) => one.code === member.department));
  return [
    ...known,
    ...others.map((one) => ({
      code: one.department,
      zh: one.organisation || one.department,
      en: one.organisation || one.department,
      lead: false,
    })),
  ];
}

/** Who looks at what in a visit, and whether it blocks: as it was when the visit was appointed. */
export interface Asked {
  item: string;
  department: string;
  blocking: boolean;
}
/** The items of one department's sheet, in the order of the checklist. */
export const sheetOf = (department: string, checklist: readonly ChecklistItem[], asked: readonly Asked[]): ChecklistItem[] => {
  const mine = new Set(asked.flatMap((one) => (one.department === department ? [one.item] : [])));
  return checklist.filter((item) => mine.has(item.id));
};

export interface Signer {
  id: string;
  /** Departments' organisations that the person holds a post for. */
  organisations: readonly string[];
}
export interface SeatedVisit {
  members: readonly VisitMember[];
  /** Which organisation each department is on that day. */
  organisations: ReadonlyMap<string, string>;
}

/** Is this an inspector of that department: named for it, or holding a post in it. */
export const speaksFor = (signer: Signer, department: string, visit: SeatedVisit): boolean => {
  if (visit.members.some((one) => one.department === department && one.personId === signer.id)) return true;
  const organisation = visit.organisations.get(department);
  return organisation !== undefined && signer.organisations.includes(organisation);
};

export function mayOpine(signer: Signer, department: string, visit: SeatedVisit): Problem | undefined {
  if (!visit.members.some((one) => one.department === department)) return { code: 'resumption.not-in-visit', params: { department } };
  return speaksFor(signer, department, visit) ? undefined : { code: 'resumption.not-your-department', params: { department } };
}

/** An absence is recorded by somebody of another department who was there, or by the county's clerk. */
export function mayRecordAbsence(signer: Signer & { handles: boolean }, department: string, visit: SeatedVisit): Problem | undefined {
  if (!visit.members.some((one) => one.department === department)) return { code: 'resumption.not-in-visit', params: { department } };
  if (signer.handles || visit.members.some((one) => one.department !== department && speaksFor(signer, one.department, visit)))
    return undefined;
  return { code: 'resumption.not-at-visit' };
}

/** Does a value keep to '>=14', '<37.3'? Undefined where there is nothing to hold it against. */
export function valueFits(value: string, threshold: string): boolean | undefined {
  const asked = /^\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(threshold);
  const given = /^-?\d+(?:\.\d+)?$/.exec(value.trim());
  if (!asked || !given) return undefined;
  const found = Number(given[0]);
  const line = Number(asked[2]);
  switch (asked[1]) {
    case '>=':
      return found >= line;
    case '<=':
      return found <= line;
    case '>':
      return found > line;
    case '<':
      return found < line;
    default:
      return found === line;
  }
}

/** Is the sheet whole and does it agree with itself? The same on the phone before signing and on the server after. */
export function checkSheet(
  content: Pick<OpinionContent, 'opinion' | 'reason' | 'items'>,
  items: readonly ChecklistItem[],
): Problem | undefined {
  const asked = new Map(items.map((item) => [item.id, item]));
  const seen = new Set<string>();
  for (const found of content.items) {
    const item = asked.get(found.item);
    if (!item) return { code: 'resumption.item-elsewhere', params: { item: found.item } };
    if (seen.has(found.item)) return { code: 'resumption.item-twice', params: { item: found.item } };
    seen.add(found.item);
    if (found.result === 'not' && found.note === '' && found.photos.length === 0)
      return { code: 'resumption.item-without-word', params: { item: item.id } };
    if (found.result === 'ok' && valueFits(found.value, item.threshold) === false)
      return { code: 'resumption.value-against-result', params: { item: item.id, value: found.value, threshold: item.threshold } };
  }
  const open = items.length - seen.size;
  if (open > 0) return { code: 'resumption.items-open', params: { count: open } };
  if (content.opinion === 'dissent' && content.reason.trim().length < 2) return { code: 'resumption.dissent-needs-reason' };
  return undefined;
}
