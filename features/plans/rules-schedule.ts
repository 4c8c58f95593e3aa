// A plan scheduled from the command line: what is asked is put into the problem, the engine answers, and the answer is told in ISO local times and
// minutes. Refusals of the engine come back as they are, each naming its activity and rule.
import {
  createNetwork,
  drivingLinks,
  type EngineError,
  instantText,
  type NetworkProblem,
  type Note,
  notesOf,
  type Schedule,
  schedule,
} from '../../engine/src/index.ts';
import { type Comparison, compare, toldDates } from './rules-compare.ts';
import type { PlanRead, Remark } from './rules-read.ts';

export type PlanError = EngineError;

export type ScheduleQuestion = { readonly from?: string; readonly due?: string; readonly compare: boolean };

export type ToldActivity = {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly finish: string;
  readonly earlyStart: string;
  readonly earlyFinish: string;
  readonly lateStart: string;
  readonly lateFinish: string;
  readonly totalFloatMinutes: number;
  readonly freeFloatMinutes: number;
  readonly critical: boolean;
  /** The activities whose links decide when it starts. */
  readonly driving: readonly string[];
};

export type ToldSchedule = {
  readonly project: { readonly start: string; readonly finish: string; readonly dataDate: string | null };
  readonly activities: readonly ToldActivity[];
  readonly notes: readonly Note[];
  readonly remarks: readonly Remark[];
  readonly compare?: Comparison;
};

export function scheduleRead(read: PlanRead, question: ScheduleQuestion): { ok: ToldSchedule } | { errors: readonly EngineError[] } {
  const network = createNetwork(asked(read.problem, question));
  if (!network.ok) return { errors: network.errors };
  const made = schedule(network.value, read.options);
  if (!made.ok) return { errors: made.errors };
  return { ok: tell(read, made.value, question.compare) };
}

/** The start and the promised finish of the question stand above those of the file. */
function asked(problem: NetworkProblem, { from, due }: ScheduleQuestion): NetworkProblem {
  const dated = { ...(from === undefined ? {} : { start: from }), ...(due === undefined ? {} : { due: endOf(due) }) };
  return {
    ...problem,
    ...dated,
    projects: problem.projects?.map((project) => ({ ...project, ...dated, ...(from === undefined ? {} : { dataDate: undefined }) })),
  };
}

/** A promised day is kept until it ends. */
const endOf = (due: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(due) ? `${due}T24:00:00` : due);

function tell(read: PlanRead, made: Schedule, compared: boolean): ToldSchedule {
  const { network } = made;
  const asOf = network.projects.map((project) => project.dataDate).filter((at) => !Number.isNaN(at));
  // In the order of the file.
  const byId = new Map(toldDates(read, made).map((dates) => [dates.id, dates]));
  const activities = network.problem.activities.map((activity): ToldActivity => {
    const dates = byId.get(activity.id)!;
    return {
      id: activity.id,
      name: activity.name ?? '',
      start: instantText(dates.start),
      finish: instantText(dates.finish),
      earlyStart: instantText(dates.earlyStart),
      earlyFinish: instantText(dates.earlyFinish),
      lateStart: instantText(dates.lateStart),
      lateFinish: instantText(dates.lateFinish),
      totalFloatMinutes: dates.totalFloat,
      freeFloatMinutes: dates.freeFloat,
      critical: dates.critical,
      driving: [...new Set(drivingLinks(made, activity.id).map((k) => network.problem.links[k]!.from))],
    };
  });
  return {
    project: {
      start: instantText(made.start),
      finish: instantText(made.finish),
      dataDate: asOf.length === 0 ? null : instantText(Math.max(...asOf)),
    },
    activities,
    notes: notesOf(made),
    remarks: read.remarks,
    ...(compared ? { compare: compare(read, made) } : {}),
  };
}
