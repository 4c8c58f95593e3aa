/**
 * The command that schedules a plan out of a file: reads the file, hands it to the room of plans, and says refusals in both languages. It needs no
 * data directory and starts no database.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ScheduleQuestion, scheduleFile, type ToldSchedule } from '../features/plans/door.ts';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import { Refusal, sentence } from '../vocabulary/problems.ts';
import { needFile } from './file-argument.ts';

export function schedulePlan(file: string, question: ScheduleQuestion): ToldSchedule {
  needFile(file, 512);
  try {
    return scheduleFile(basename(file), readFileSync(file), question);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new StartRefusal(error.problem.code, { zh: sentence(error.problem, 'zh'), en: sentence(error.problem, 'en') });
  }
}
