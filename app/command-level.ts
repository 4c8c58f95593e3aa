/**
 * The command that levels a project out of a file: PSPLIB's .sm and .mm, Patterson's .rcp, or the engine's own problem as .json. It needs no data
 * directory and starts no database; better answers are told on the way, the best is the reply.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type EngineError, type LevelAnswer, type LevelProblem, level, type Result, readRcp, readSm } from '../engine/src/index.ts';
import { type Progress, StartRefusal } from '../platform/db/start-refusal.ts';
import { levelThreads } from './level-threads.ts';

export type LevelOrder = { schedules: number | undefined; seconds: number | undefined; threads: number; seed: number };

export type LevelReport = {
  makespan: number;
  lowerBound: number;
  cpm: number;
  schedules: number;
  seconds: number;
  start: readonly number[];
  /** Which mode of each activity, where there is one with several. */
  mode?: readonly number[];
  boundBy: string;
  gap: number;
  ended: string | undefined;
};

const largest = 64 * 1024 * 1024;

export async function levelFile(file: string, order: LevelOrder, progress: Progress): Promise<LevelReport> {
  const problem = readProblem(file);
  const begun = performance.now();
  const crew = order.threads > 1 ? levelThreads(order.threads) : undefined;
  let last: LevelAnswer | undefined;
  try {
    const answers = level(problem, {
      ...(order.schedules === undefined ? {} : { schedules: order.schedules }),
      ...(order.seconds === undefined ? {} : { seconds: order.seconds, clock: () => performance.now(), islands: order.threads }),
      ...(crew ? { maker: crew.maker } : {}),
      seed: order.seed,
      pause: () => new Promise((done) => setImmediate(done)),
    });
    for (;;) {
      const next = await (crew ? Promise.race([answers.next(), crew.failed]) : answers.next());
      if (next.done) break;
      if (!next.value.ok) throw refusal(file, next.value.errors);
      last = next.value.value;
      progress({
        zh: `总工期 ${last.makespan}，下界 ${last.lowerBound}，已排 ${last.schedules} 次`,
        en: `makespan ${last.makespan}, bound ${last.lowerBound}, ${last.schedules} schedules`,
      });
    }
  } finally {
    await crew?.close();
  }
  const seconds = Math.round(performance.now() - begun) / 1000;
  const { makespan, lowerBound, criticalPath, schedules, plan, boundBy, gap, ended } = last!;
  const several = problem.activities.some((activity) => activity.modes !== undefined);
  return {
    makespan,
    lowerBound,
    cpm: criticalPath,
    schedules,
    seconds,
    start: plan.start,
    ...(several ? { mode: plan.mode } : {}),
    boundBy,
    gap,
    ended,
  };
}

function readProblem(file: string): LevelProblem {
  let size: number;
  try {
    size = statSync(file).size;
  } catch {
    throw new StartRefusal('file.unknown', { zh: `找不到文件 ${file}。`, en: `There is no file ${file}.` });
  }
  if (size > largest)
    throw new StartRefusal('file.too-large', { zh: `文件 ${file} 超过 64 MB。`, en: `The file ${file} is larger than 64 MB.` });
  const text = readFileSync(file, 'utf8');
  const kind = extname(file).toLowerCase();
  let read: Result<LevelProblem>;
  if (kind === '.sm' || kind === '.mm') read = readSm(text);
  else if (kind === '.rcp') read = readRcp(text);
  else if (kind === '.json') return readJson(file, text);
  else
    throw new StartRefusal('level.unknown-format', {
      zh: `不认识 ${basename(file)} 的格式：可以用 .sm、.mm、.rcp 或 .json。`,
      en: `${basename(file)} is of no known format: .sm, .mm, .rcp and .json can be levelled.`,
    });
  if (!read.ok) throw refusal(file, read.errors);
  return read.value;
}

function readJson(file: string, text: string): LevelProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StartRefusal('level.bad-file', {
      zh: `文件 ${basename(file)} 不是 JSON：${(error as Error).message}`,
      en: `The file ${basename(file)} is not JSON: ${(error as Error).message}`,
    });
  }
  const lists = ['activities', 'links', 'resources', 'calendars', 'projects'] as const;
  const record = value as Record<string, unknown> | null;
  const bad = lists.find((name) => {
    const list = record?.[name];
    return name === 'activities' || list !== undefined
      ? !Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null)
      : false;
  });
  if (typeof value !== 'object' || value === null || bad)
    throw new StartRefusal('level.bad-file', {
      zh: `文件 ${basename(file)} 里应有 ${bad ?? 'activities'} 列表。`,
      en: `The file ${basename(file)} should hold a list "${bad ?? 'activities'}".`,
    });
  return value as LevelProblem;
}

/** What the engine says, as it says it; there are many rules, and who levels a file reads the engine's names anyway. */
function refusal(file: string, errors: readonly EngineError[]): StartRefusal {
  const said = errors
    .slice(0, 5)
    .map((error) => error.sentence)
    .join(' ');
  const more = errors.length > 5 ? errors.length - 5 : 0;
  return new StartRefusal('level.bad-problem', {
    zh: `文件 ${basename(file)} 不能排：${said}${more > 0 ? `（还有 ${more} 处）` : ''}`,
    en: `The file ${basename(file)} cannot be levelled: ${said}${more > 0 ? ` (and ${more} more)` : ''}`,
  });
}
