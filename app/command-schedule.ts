/**
 * The command that schedules a plan out of a file: reads the file, hands it to the room of plans, and says refusals in both languages. It needs no
 * data directory and starts no database.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type ScheduleQuestion, scheduleFile, type ToldSchedule } from '../features/plans/door.ts';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import { Refusal, sentence } from '../vocabulary/problems.ts';

const largest = 512 * 1024 * 1024;

export function schedulePlan(file: string, question: ScheduleQuestion): ToldSchedule {
  let size: number;
  try {
    size = statSync(file).size;
  } catch {
    throw new StartRefusal('file.unknown', { zh: `找不到文件 ${file}。`, en: `There is no file ${file}.` });
  }
  if (size > largest)
    throw new StartRefusal('file.too-large', { zh: `文件 ${file} 超过 512 MB。`, en: `The file ${file} is larger than 512 MB.` });
  try {
    return scheduleFile(basename(file), readFileSync(file), question);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new StartRefusal(error.problem.code, { zh: sentence(error.problem, 'zh'), en: sentence(error.problem, 'en') });
  }
}
