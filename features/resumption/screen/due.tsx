// A clock as a light: in time, due, or late by days; what stood still for more than a quarter is only called long overdue.
import type { ReactElement } from 'react';
import { Light } from '../../../ui/kit/Light.tsx';
import { useSession } from '../../../ui/session.ts';
import type { Day } from '../../../vocabulary/days.ts';
import type { CaseLine } from '../words-cases.ts';
import { useWords } from './words.ts';

export function Due({ line }: { line: Pick<CaseLine, 'dueOn' | 'overdueDays'> }): ReactElement {
  const say = useWords();
  if (line.overdueDays === 0) return <Light state="normal" word={say('due.in', { day: line.dueOn })} />;
  return <Light state="late" word={line.overdueDays > 90 ? say('due.long') : say('due.late', { count: line.overdueDays })} />;
}

/** The demonstration happened in spring 2020; its pages open on its last day. */
export const demoDay = '2020-03-15';

/** The day as of which a page is asked for: none but in the demonstration. */
export const useDemoDay = (): Day | undefined => (useSession().demo ? (demoDay as Day) : undefined);
