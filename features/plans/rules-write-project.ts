// Writes Microsoft Project XML: elements in the order that program asks for, times as local ISO, durations as ISO 8601, lags and slack in tenths of a
// minute. What a plan of ours becomes there is decided in rules-project-plan.ts; here stands only how the file is written. Pure.
import type { CalendarProblem, Shift } from '../../engine/src/index.ts';

/** One task as it is written. Times are ISO local times, durations minutes of work. */
export interface WrittenTask {
  uid: string;
  name: string;
  level: number;
  summary: boolean;
  milestone: boolean;
  duration: number;
  /** Round the clock instead of in working time. */
  elapsed?: boolean | undefined;
  calendar?: string | undefined;
  manualStart?: string | undefined;
  start?: string | undefined;
  finish?: string | undefined;
  earlyStart?: string | undefined;
  earlyFinish?: string | undefined;
  lateStart?: string | undefined;
  lateFinish?: string | undefined;
  totalFloat?: number | undefined;
  critical?: boolean | undefined;
  percent?: number | undefined;
  actualStart?: string | undefined;
  actualFinish?: string | undefined;
  remaining?: number | undefined;
  resume?: string | undefined;
  constraint?: { type: string; at: string } | undefined;
  asLateAsPossible?: boolean | undefined;
  deadline?: string | undefined;
  notes?: string | undefined;
  /** Baseline 0 is the one that holds; the file has room for 1 to 10. */
  baselines?: readonly { number: number; start: string; finish: string }[] | undefined;
  /** By the number of the text field, 1 to 30. */
  texts?: Readonly<Record<number, string>> | undefined;
  links?: readonly WrittenLink[] | undefined;
}
export interface WrittenLink {
  from: string;
  type: string;
  /** Minutes; of work, or of the clock when `elapsed`. */
  lag: number;
  elapsed: boolean;
}
export interface WrittenProject {
  name: string;
  title?: string | undefined;
  subject?: string | undefined;
  category?: string | undefined;
  start: string;
  /** Scheduled backward from here, when given. */
  due?: string | undefined;
  finish?: string | undefined;
  statusDate?: string | undefined;
  calendar: string | undefined;
  minutesPerDay: number;
  criticalFloat?: number | undefined;
  honourConstraints?: boolean | undefined;
  calendars: readonly CalendarProblem[];
  /** What the text fields are called here. */
  aliases?: Readonly<Record<number, string>> | undefined;
  tasks: readonly WrittenTask[];
}

/** The number by which the file knows a text field of a task. */
function textField(number: number): number {
  if (number <= 5) return 188_743_731 + (number - 1) * 3;
  return number <= 10 ? 188_743_740 + number : 188_743_986 + number;
}

/** Whether XML 1.0 can carry a character at all: no control characters, no half of a pair. */
const carried = (character: string): boolean => {
  const code = character.codePointAt(0)!;
  return (
    code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code >= 0xe000 && code !== 0xfffe && code !== 0xffff)
  );
};
const escaped = (text: string): string =>
  [...text].filter(carried).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
const element = (name: string, value: string | number | undefined): string =>
  value === undefined || value === '' ? '' : `<${name}>${typeof value === 'number' ? value : escaped(value)}</${name}>`;
const flag = (name: string, on: boolean | undefined): string => `<${name}>${on ? 1 : 0}</${name}>`;
const duration = (minutes: number): string => {
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? '-' : ''}PT${Math.floor(whole / 60)}H${whole % 60}M0S`;
};

const constraintTypes: Readonly<Record<string, number>> = { MSO: 2, MFO: 3, SNET: 4, SNLT: 5, FNET: 6, FNLT: 7 };
const linkTypes: Readonly<Record<string, number>> = { FF: 0, FS: 1, SF: 2, SS: 3 };
const days = 7;
const elapsedDays = 8;

const clock = (time: Shift[number]): string => {
  const minutes = typeof time === 'number' ? time : Number(time.slice(0, -3)) * 60 + Number(time.slice(-2));
  // The end of a day is written as its beginning there.
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
};
const times = (shifts: readonly Shift[]): string =>
  `${flag('DayWorking', shifts.length > 0)}${
    shifts.length === 0
      ? ''
      : `<WorkingTimes>${shifts
          .map(([from, to]) => `<WorkingTime><FromTime>${clock(from)}</FromTime><ToTime>${clock(to)}</ToTime></WorkingTime>`)
          .join('')}</WorkingTimes>`
  }`;
const period = (from: string, to: string): string =>
  `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`;
const daysIn = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

function calendar(one: CalendarProblem): string {
  const week = [6, 0, 1, 2, 3, 4, 5].map(
    (place, type) => `<WeekDay><DayType>${type + 1}</DayType>${times(one.week[place] ?? [])}</WeekDay>`,
  );
  const exceptions = (one.exceptions ?? []).map(
    ({ from, to, shifts, name }) =>
      `<Exception><EnteredByOccurrences>0</EnteredByOccurrences>${period(from, to)}<Occurrences>${daysIn(from, to)}</Occurrences>${element('Name', name)}<Type>1</Type>${times(shifts)}</Exception>`,
  );
  return `<Calendar><UID>${one.id}</UID>${element('Name', one.name || `日历 ${one.id}`)}<IsBaseCalendar>1</IsBaseCalendar><IsBaselineCalendar>0</IsBaselineCalendar><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>${week.join('')}</WeekDays>${
    exceptions.length > 0 ? `<Exceptions>${exceptions.join('')}</Exceptions>` : ''
  }</Calendar>`;
}

const link = ({ from, type, lag, elapsed }: WrittenLink): string =>
  `<PredecessorLink><PredecessorUID>${from}</PredecessorUID><Type>${linkTypes[type] ?? 1}</Type><CrossProject>0</CrossProject><LinkLag>${lag * 10}</LinkLag><LagFormat>${elapsed ? elapsedDays : days}</LagFormat></PredecessorLink>`;

function task(one: WrittenTask, place: number, outline: string): string {
  const done = one.actualFinish === undefined ? one.duration - (one.remaining ?? one.duration) : one.duration;
  const percent =
    one.actualFinish !== undefined
      ? 100
      : one.actualStart === undefined
        ? 0
        : Math.min(99, Math.max(1, one.percent ?? Math.round((100 * done) / Math.max(1, one.duration))));
  const started = one.actualStart !== undefined;
  const resumes = started && one.resume !== undefined && one.actualFinish === undefined;
  return `<Task><UID>${one.uid}</UID><ID>${place}</ID>${element('Name', one.name)}<Active>1</Active>${flag('Manual', one.manualStart !== undefined)}<Type>1</Type><IsNull>0</IsNull><WBS>${outline}</WBS><OutlineNumber>${outline}</OutlineNumber><OutlineLevel>${one.level}</OutlineLevel><Priority>500</Priority>${element('Start', one.start)}${element('Finish', one.finish)}<Duration>${duration(one.duration)}</Duration>${element('ManualStart', one.manualStart)}<DurationFormat>${one.elapsed ? elapsedDays : days}</DurationFormat>${
    resumes ? `${element('Stop', one.actualStart)}${element('Resume', one.resume)}` : ''
  }<EffortDriven>0</EffortDriven><Recurring>0</Recurring><Estimated>0</Estimated>${flag('Milestone', one.milestone)}${flag('Summary', one.summary)}${flag('Critical', one.critical)}<ExternalTask>0</ExternalTask>${element('EarlyStart', one.earlyStart)}${element('EarlyFinish', one.earlyFinish)}${element('LateStart', one.lateStart)}${element('LateFinish', one.lateFinish)}${element('TotalSlack', one.totalFloat === undefined ? undefined : one.totalFloat * 10)}<PercentComplete>${percent}</PercentComplete>${element('ActualStart', one.actualStart)}${element('ActualFinish', one.actualFinish)}${
    started ? `<ActualDuration>${duration(Math.max(0, done))}</ActualDuration>` : ''
  }${started ? `<RemainingDuration>${duration(one.actualFinish === undefined ? (one.remaining ?? one.duration) : 0)}</RemainingDuration>` : ''}<ConstraintType>${
    one.constraint ? (constraintTypes[one.constraint.type] ?? 0) : one.asLateAsPossible ? 1 : 0
  }</ConstraintType><CalendarUID>${one.calendar ?? -1}</CalendarUID>${element('ConstraintDate', one.constraint?.at)}${element('Deadline', one.deadline)}${flag('IgnoreResourceCalendar', one.calendar !== undefined)}${element('Notes', one.notes)}${(one.links ?? []).map(link).join('')}${Object.entries(
    one.texts ?? {},
  )
    .filter(([, value]) => value !== '')
    .map(
      ([number, value]) =>
        `<ExtendedAttribute><FieldID>${textField(Number(number))}</FieldID>${element('Value', value)}</ExtendedAttribute>`,
    )
    .join('')}${(one.baselines ?? [])
    .map(
      (held) =>
        `<Baseline><Number>${held.number}</Number>${element('Start', held.start)}${element('Finish', held.finish)}<Duration>${duration(one.duration)}</Duration><DurationFormat>${days}</DurationFormat></Baseline>`,
    )
    .join('')}</Task>`;
}

/** The whole file as text, to be written as UTF-8. */
export function projectXml(project: WrittenProject): string {
  const counters: number[] = [];
  const tasks = project.tasks.map((one, place) => {
    if (one.level === 0) return task(one, 0, '0');
    counters.length = one.level;
    counters[one.level - 1] = (counters[one.level - 1] ?? 0) + 1;
    return task(one, place + 1, Array.from(counters, (count) => count ?? 1).join('.'));
  });
  const aliases = Object.entries(project.aliases ?? {}).map(
    ([number, alias]) =>
      `<ExtendedAttribute><FieldID>${textField(Number(number))}</FieldID><FieldName>Text${number}</FieldName>${element('Alias', alias)}</ExtendedAttribute>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion>${element('Name', project.name)}${element('Title', project.title)}${element('Subject', project.subject)}${element('Category', project.category)}${flag('ScheduleFromStart', project.due === undefined)}<StartDate>${project.start}</StartDate>${element('FinishDate', project.due ?? project.finish)}<CriticalSlackLimit>${Math.round((project.criticalFloat ?? 0) / project.minutesPerDay)}</CriticalSlackLimit>${element('CalendarUID', project.calendar)}<DefaultStartTime>08:00:00</DefaultStartTime><DefaultFinishTime>17:00:00</DefaultFinishTime><MinutesPerDay>${project.minutesPerDay}</MinutesPerDay><MinutesPerWeek>${project.minutesPerDay * 5}</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth><DefaultTaskType>1</DefaultTaskType><DurationFormat>${days}</DurationFormat>${flag('HonorConstraints', project.honourConstraints)}<NewTasksEffortDriven>0</NewTasksEffortDriven>${element('StatusDate', project.statusDate)}${aliases.length > 0 ? `<ExtendedAttributes>${aliases.join('')}</ExtendedAttributes>` : ''}<Calendars>${project.calendars.map(calendar).join('')}</Calendars><Tasks>${tasks.join('')}</Tasks></Project>\n`;
}
