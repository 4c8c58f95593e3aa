// Whether personal data may be collected on a day, and when it goes (PIPL articles 6, 17, 19, 55; the notice of 9 February 2020 on personal data of
// epidemic control: the least, for no other use). A purpose collects only between its days, and only after the risk was weighed on record.
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { holdsPersonalNumber } from './rules-masks.ts';
import type { PurposeState } from './words-purposes.ts';
import type { RosterField } from './words-roster.ts';

export interface PurposeDays {
  beginsOn: Day;
  endsOn: Day;
  keepDays: number;
  assessedOn: Day | null;
  expired: boolean;
}

/** The longest that one purpose may run; what goes on longer is weighed again under a new one. */
const longest = 366;

/** The day on which the persons are gone: the first day after the end and the days kept. */
export const deletedOn = (purpose: Pick<PurposeDays, 'endsOn' | 'keepDays'>): Day => addDays(purpose.endsOn, purpose.keepDays + 1);

export function purposeState(purpose: PurposeDays, today: Day): PurposeState {
  if (purpose.expired) return 'expired';
  if (today > purpose.endsOn) return 'ended';
  if (purpose.assessedOn === null) return 'unassessed';
  return today < purpose.beginsOn ? 'waiting' : 'in-force';
}

/** A roster tells persons by name and number: a purpose without both holds none. */
export const holdsRoster = (fields: readonly string[]): boolean => fields.includes('name') && fields.includes('identity');

/** Why nothing may be collected under a purpose today; undefined when it may. */
export function cannotCollect(purpose: PurposeDays & { name: string }, today: Day): Problem | undefined {
  const { name } = purpose;
  switch (purposeState(purpose, today)) {
    case 'expired':
    case 'ended':
      return { code: 'purpose.ended', params: { name, day: purpose.endsOn } };
    case 'unassessed':
      return { code: 'purpose.not-assessed', params: { name } };
    case 'waiting':
      return { code: 'purpose.not-begun', params: { name, day: purpose.beginsOn } };
    case 'in-force':
      return undefined;
  }
}

/** May a purpose be declared so? */
export function judgePurpose(purpose: { fields: readonly RosterField[]; beginsOn: Day; endsOn: Day }, today: Day): Problem | undefined {
  if (purpose.endsOn < purpose.beginsOn) return { code: 'purpose.backwards' };
  if (purpose.endsOn < today) return { code: 'purpose.ends-before-today', params: { day: purpose.endsOn } };
  if (daysBetween(purpose.beginsOn, purpose.endsOn) > longest) return { code: 'purpose.too-long', params: { days: longest } };
  // A person is told from another by name and number; the rest hangs on what is to be decided.
  if (!holdsRoster(purpose.fields)) return { code: 'purpose.needs-name-and-number' };
  if (purpose.fields.includes('isolationUntil') && !purpose.fields.includes('returnedOn'))
    return { code: 'purpose.isolation-needs-return' };
  return undefined;
}

/** May the impact assessment be recorded so? It is done before collecting begins, not afterwards (PIPL article 55). */
export function judgeAssessment(purpose: PurposeDays & { name: string }, assessedOn: Day, today: Day): Problem | undefined {
  if (purpose.expired || today > purpose.endsOn) return { code: 'purpose.ended', params: { name: purpose.name, day: purpose.endsOn } };
  if (purpose.assessedOn !== null) return { code: 'purpose.assessed-already', params: { day: purpose.assessedOn } };
  if (assessedOn > today) return { code: 'purpose.assessed-later', params: { day: assessedOn } };
  return undefined;
}

/** May the end be moved? Earlier always; later only while it runs, and not beyond the longest time. */
export function judgeEnd(purpose: PurposeDays & { name: string }, endsOn: Day, keepDays: number, today: Day): Problem | undefined {
  if (purpose.expired) return { code: 'purpose.ended', params: { name: purpose.name, day: purpose.endsOn } };
  if (endsOn < purpose.beginsOn) return { code: 'purpose.backwards' };
  const later = addDays(endsOn, keepDays) > addDays(purpose.endsOn, purpose.keepDays) || endsOn > purpose.endsOn;
  if (later && today > purpose.endsOn) return { code: 'purpose.no-longer', params: { day: purpose.endsOn } };
  if (daysBetween(purpose.beginsOn, endsOn) > longest) return { code: 'purpose.too-long', params: { days: longest } };
  return undefined;
}

/** A reason stands in the chain for ever: it must not carry the number of a person. */
export const judgeReason = (text: string): Problem | undefined =>
  holdsPersonalNumber(text) ? { code: 'purpose.reason-holds-number' } : undefined;
