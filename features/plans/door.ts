// What others may use of the room. For app/commands: scheduling a file from the command line, and turning it into Microsoft Project XML. For app/demo: plans of the demonstration.
import { readPlanFile, refuseFor } from './reading.ts';
import { converted } from './rules-convert.ts';
import { type ScheduleQuestion, scheduleRead, type ToldSchedule } from './rules-schedule.ts';
import { projectXml } from './rules-write-project.ts';

/** Plans of a demonstration region (app/demo, at the first start). */
export { makeDemoPlans } from './set-up.ts';
export type { ScheduleQuestion, ToldSchedule };

/** Schedules a file of Microsoft Project (XML), Primavera (XML, XER) or our own (JSON). Refuses with a problem that names the activity and the rule. */
export function scheduleFile(name: string, bytes: Uint8Array, question: ScheduleQuestion): ToldSchedule {
  const told = scheduleRead(readPlanFile(name, bytes), question);
  if ('ok' in told) return told.ok;
  return refuseFor(told.errors[0]!);
}

/** A plan file of any tool as Microsoft Project XML, and what that program cannot hold of it. */
export function convertFile(
  name: string,
  bytes: Uint8Array,
): { xml: string; leftOut: readonly { what: string; activities: readonly string[] }[] } {
  const { project, leftOut } = converted(name, readPlanFile(name, bytes));
  return { xml: projectXml(project), leftOut };
}
