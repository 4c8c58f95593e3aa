// Where each department of a visit stands, as the list and the page show it: what the server has, and what this device has signed and not sent yet.
import type { Say } from '../../../ui/i18n.ts';
import type { Visit } from '../words-visits.ts';
import type { WaitingEntry } from './outbox-rows.ts';
import { draftIdOf } from './visit-shelf.ts';
import type { zh } from './words-visit.zh.ts';

export type Mark = 'agree' | 'dissent' | 'absent' | 'here' | 'draft' | 'waiting';
/** Told by its shape as well as by its colour. */
export const departmentMark: Record<Mark, string> = { agree: '✓', dissent: '✕', absent: '□', here: '↑', draft: '…', waiting: '○' };

export interface DepartmentStanding {
  code: string;
  name: { zh: string; en: string };
  organisation: string;
  person: string;
  mine: boolean;
  mark: Mark;
}

export function marksOf(visit: Visit, waiting: readonly WaitingEntry[], drafts: readonly string[]): DepartmentStanding[] {
  return visit.members.map((member) => {
    const named = visit.departments.find((one) => one.code === member.department);
    const given = visit.opinions.find((one) => one.department === member.department);
    const here = waiting.some(
      (entry) =>
        entry.subject === visit.id && entry.refused === null && (entry.content as { department?: string }).department === member.department,
    );
    return {
      code: member.department,
      name: { zh: named?.zh ?? member.organisation, en: named?.en ?? member.organisation },
      organisation: member.organisation,
      person: member.person,
      mine: member.mine,
      mark:
        given && given.opinion !== 'absent'
          ? given.opinion
          : here
            ? 'here'
            : given
              ? 'absent'
              : drafts.includes(draftIdOf(visit, member.department))
                ? 'draft'
                : 'waiting',
    };
  });
}

export function outcomeText(visit: Visit, say: Say<typeof zh>): string {
  if (visit.state === 'cancelled') return say('cancelled', { note: visit.note });
  if (visit.outcome) return say(`outcome.${visit.outcome}`);
  const left = visit.members.filter((member) => !visit.opinions.some((one) => one.department === member.department)).length;
  return say('outcome.none', { count: left });
}
