// A plan of ours as Microsoft Project holds it: stages are summaries, the promise is a deadline, what that program has no word for stands in text fields
// of our own, and the dates are those that were reckoned here. Reading it back gives the same nodes. Pure.
import { type Calendar, type CalendarProblem, dayNumber, dayText } from '../../engine/src/index.ts';
import { type BaselineFacts, currentBaseline } from './rules-baselines.ts';
import { type CalendarId, calendarFor } from './rules-calendars.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import { kindWords, markWords, stageWords, streamWords, unitWords } from './rules-table-words.ts';
import type { WrittenProject, WrittenTask } from './rules-write-project.ts';
import { type ApprovalRoute, Guarantee, type ProjectType } from './words.ts';

export interface AboutPlan {
  projectName: string;
  template: { region: string; code: string; version: number };
  type: ProjectType;
  route: ApprovalRoute;
}

/** What our text fields are called; a file with the first of them is one of ours. */
export const projectFields = {
  1: '三早编号',
  2: '类别',
  3: '条线',
  4: '阶段',
  5: '责任单位',
  6: '岗位',
  7: '责任人',
  8: '计量单位',
  9: '法定天数',
  10: '承诺天数',
  11: '依据',
  12: '标志',
  13: '受阻原因',
  14: '预计解除',
  15: '剩余天数',
  16: '英文名',
  17: '序号',
  18: '最迟完成（守住承诺）',
  19: '机动天数',
} as const;

const calendarNames: Readonly<Record<CalendarId, string>> = {
  working: '工作日',
  calendar: '日历日',
  'site-working': '工地（工作日）',
  'site-calendar': '工地（日历日）',
  'outdoor-working': '室外施工（工作日）',
  'outdoor-calendar': '室外施工（日历日）',
};
const calendarIds = Object.keys(calendarNames) as CalendarId[];
const uidOf = (id: CalendarId): string => String(calendarIds.indexOf(id) + 1);
const office: readonly (readonly [string, string])[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
];
const perDay = 480;
const begins = (day: string): string => `${day}T08:00:00`;
const ends = (day: string): string => `${day}T17:00:00`;
const summaryUid = 9001;
const mostBaselines = 10;

/** A calendar of whole days as office hours: the week, and every day that differs from it between two days. */
function officeCalendar(id: CalendarId, calendar: Calendar, from: number, to: number): CalendarProblem {
  const every = id.endsWith('calendar');
  const usual = (n: number): boolean => every || (((n + 3) % 7) + 7) % 7 < 5;
  const works = (n: number): boolean => calendar.workdaysBetween(n, n + 1) > 0;
  const exceptions: { from: string; to: string; shifts: typeof office; name: string }[] = [];
  for (let n = from; n <= to; n++) {
    const open = works(n);
    if (open === usual(n)) continue;
    const last = exceptions.at(-1);
    // Days off run on over a weekend between.
    let next = last && !open ? dayNumber(last.to)! + 1 : n;
    while (next < n && !works(next)) next++;
    if (last && last.shifts.length > 0 === open && (open ? last.to === dayText(n - 1) : next === n)) last.to = dayText(n);
    else exceptions.push({ from: dayText(n), to: dayText(n), shifts: open ? office : [], name: open ? '调休上班' : '休' });
  }
  return {
    id: uidOf(id),
    name: calendarNames[id],
    week: [0, 1, 2, 3, 4, 5, 6].map((place) => (every || place < 5 ? office : [])),
    exceptions,
    minutesPerDay: perDay,
  };
}

const marksOf = (node: NodeFacts): string =>
  [
    node.promise && markWords.promise.zh,
    node.outdoor && markWords.outdoor.zh,
    node.holdPoint && markWords.holdPoint.zh,
    node.fixed && markWords.fixed.zh,
    !node.confirmed && markWords.unconfirmed.zh,
  ]
    .filter(Boolean)
    .join('、');

/** The plan as a file of that program. `baselines`: the one that holds comes first there, approved ones before it after. */
export function projectOfPlan(about: AboutPlan, plan: PlanFacts, passes: Passes, baselines: readonly BaselineFacts[]): WrittenProject {
  const uid = new Map(plan.nodes.map((node, place) => [node.code, String(place + 1)]));
  const into = Map.groupBy(plan.links, (link) => link.to);
  const current = currentBaseline(baselines);
  const held = [
    ...(current ? [current] : []),
    ...baselines.filter((one) => one.decision === 'approved' && one.kind !== 'drop' && one !== current).sort((a, b) => b.number - a.number),
  ].slice(0, mostBaselines + 1);
  const used = new Set<CalendarId>(['working', ...plan.nodes.map(calendarFor)]);
  const days = [plan.start, plan.promised, ...[...passes.dates.values()].flatMap((one) => [one.earlyFinish, one.lateFinish])].sort();
  const [from, to] = [dayNumber(days[0]!)! - 31, dayNumber(days.at(-1)!)! + 366];
  const taskOf = (node: NodeFacts): WrittenTask => {
    const dates = passes.dates.get(node.code)!;
    const instant = node.days === 0 || node.kind === 'milestone';
    const calendarId = calendarFor(node);
    const calendar = passes.calendars.by[calendarId];
    const at = (day: string): string => (instant ? ends(day) : begins(day));
    const cause = dates.cause?.cause;
    // What waits for today or for a hindrance to end is no later by links alone: that program is told the day.
    const waits = node.actualStart === null && (cause === 'data-date' || cause === 'constraint' || node.blockedUntil !== null);
    const started = node.actualStart !== null;
    const remaining =
      node.daysLeft ??
      (started && node.actualFinish === null
        ? calendar.workdaysBetween(dayNumber(plan.asOf)!, dayNumber(dates.earlyFinish)! + 1)
        : node.days);
    return {
      uid: uid.get(node.code)!,
      name: node.zh,
      level: 2,
      summary: false,
      milestone: instant,
      duration: instant ? 0 : node.days * perDay,
      calendar: uidOf(calendarId),
      start: at(dates.earlyStart),
      finish: ends(dates.earlyFinish),
      earlyStart: at(dates.earlyStart),
      earlyFinish: ends(dates.earlyFinish),
      critical: passes.chain.includes(node.code),
      actualStart: node.actualStart === null ? undefined : at(node.actualStart),
      actualFinish: node.actualFinish === null ? undefined : ends(node.actualFinish),
      remaining: started ? Math.min(Math.max(0, remaining), node.days) * perDay : undefined,
      constraint: waits ? { type: 'SNET', at: at(dates.earlyStart) } : undefined,
      deadline: node === passes.goal ? ends(plan.promised) : undefined,
      notes: node.note,
      baselines: held.flatMap((one, number) => {
        const day = one.days[node.code];
        if (day === undefined) return [];
        const first = instant ? dayNumber(day)! : calendar.workday(dayNumber(day)!, -(node.days - 1));
        return [{ number, start: at(dayText(first)), finish: ends(day) }];
      }),
      texts: {
        1: node.code,
        2: kindWords[node.kind].zh,
        3: streamWords[node.stream].zh,
        4: stageWords[node.stage].zh,
        5: node.organisation,
        6: node.post,
        7: node.person,
        8: unitWords[node.unit].zh,
        9: node.statutoryDays === null ? '' : String(node.statutoryDays),
        10: node.committedDays === null ? '' : String(node.committedDays),
        11: node.basis,
        12: marksOf(node),
        13: node.blockedReason ?? '',
        14: node.blockedUntil ?? '',
        15: node.daysLeft === null ? '' : String(node.daysLeft),
        16: node.en,
        17: String(node.position),
        // That program reckons its late dates from its own finish; ours come from the promise.
        18: dates.lateFinish,
        19: String(dates.floatDays),
      },
      links: (into.get(node.code) ?? []).map((link) => ({
        from: uid.get(link.from)!,
        type: link.type,
        // Calendar days run by the clock there, working days in office hours.
        lag: link.lag * (link.unit === 'calendar' ? 1440 : perDay),
        elapsed: link.unit === 'calendar',
      })),
    };
  };
  const tasks: WrittenTask[] = [];
  for (const [place, stage] of Guarantee.options.entries()) {
    const inside = plan.nodes.filter((node) => node.stage === stage);
    if (inside.length === 0) continue;
    const written = inside.map(taskOf);
    tasks.push(
      {
        uid: String(summaryUid + place),
        name: stageWords[stage].zh,
        level: 1,
        summary: true,
        milestone: false,
        duration: 0,
        start: written.map((one) => one.start!).sort()[0],
        finish: written
          .map((one) => one.finish!)
          .sort()
          .at(-1),
      },
      ...written,
    );
  }
  const { region, code, version } = about.template;
  return {
    name: about.projectName,
    title: about.projectName,
    subject: `${about.type}/${about.route}`,
    category: `${region}/${code}@${version}`,
    start: begins(plan.start),
    finish: ends(passes.finish),
    statusDate: ends(plan.asOf),
    calendar: uidOf('working'),
    minutesPerDay: perDay,
    calendars: calendarIds.filter((id) => used.has(id)).map((id) => officeCalendar(id, passes.calendars.by[id], from, to)),
    aliases: projectFields,
    tasks,
  };
}
