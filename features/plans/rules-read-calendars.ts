// Calendars as Microsoft Project and Primavera write them, in the engine's words: weeks with shifts, exceptions by day, calendars that stand on
// others. Recurring exceptions are unrolled into days.
import type { CalendarException, CalendarProblem, Shift } from '../../engine/src/index.ts';
import { dayNumber, dayText } from '../../engine/src/index.ts';
import { child, childrenOf, type Element, textOf } from './rules-read.ts';

type Week = readonly (readonly Shift[])[];
type Raw = {
  readonly id: string;
  readonly name: string;
  readonly base: string | undefined;
  /** Monday first; undefined where the calendar says nothing itself. */
  readonly days: readonly (readonly Shift[] | undefined)[];
  readonly exceptions: readonly CalendarException[];
  readonly minutesPerDay?: number;
};

const usualDay: readonly Shift[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
];
const usualWeek: Week = [usualDay, usualDay, usualDay, usualDay, usualDay, [], []];
const mostDays = 4000;

/** For files that bring no calendar: Monday to Friday, eight hours. */
export const usualCalendar: CalendarProblem = { id: 'usual', name: '', week: usualWeek };

/** The time common to lists of shifts. Times are texts of one length, so they compare as they stand. */
const common = (lists: readonly (readonly Shift[])[]): readonly Shift[] =>
  lists.reduce((left, right) =>
    left.flatMap(([a, b]) =>
      right.flatMap(([c, d]): Shift[] => {
        const [from, to] = [a > c ? a : c, b < d ? b : d];
        return from < to ? [[from, to]] : [];
      }),
    ),
  );

/** The time in which at least one of several calendars works, or in which all do. */
export function together(id: string, calendars: readonly CalendarProblem[], who: 'one' | 'all'): CalendarProblem {
  const joined = (lists: readonly (readonly Shift[])[]): readonly Shift[] => (who === 'one' ? lists.flat() : common(lists));
  const days = new Set<number>();
  for (const one of calendars)
    for (const { from, to } of one.exceptions ?? []) {
      const [first, last] = [dayNumber(from) ?? 0, dayNumber(to) ?? -1];
      for (let n = first; n <= Math.min(last, first + mostDays); n++) days.add(n);
    }
  const shiftsOn = (one: CalendarProblem, n: number): readonly Shift[] => {
    const day = dayText(n);
    return one.exceptions?.findLast(({ from, to }) => from <= day && day <= to)?.shifts ?? one.week[(((n + 3) % 7) + 7) % 7]!;
  };
  return {
    id,
    name: calendars.map((one) => one.name).join(' + '),
    week: usualWeek.map((_, d) => joined(calendars.map((one) => one.week[d]!))),
    exceptions: [...days].map((n) => ({ from: dayText(n), to: dayText(n), shifts: joined(calendars.map((one) => shiftsOn(one, n))) })),
    minutesPerDay: calendars[0]?.minutesPerDay,
  };
}

/** Puts calendars upon those they stand on. `inheritWeek`: days left unsaid come from below as well, not only exceptions. */
function stacked(raws: readonly Raw[], inheritWeek: boolean): CalendarProblem[] {
  const byId = new Map(raws.map((raw) => [raw.id, raw]));
  return raws.map((raw) => {
    const chain: Raw[] = [];
    for (let at: Raw | undefined = raw; at && !chain.includes(at); at = at.base === undefined ? undefined : byId.get(at.base))
      chain.push(at);
    const week = usualWeek.map((usual, d) => {
      for (const one of inheritWeek ? chain : [raw]) if (one.days[d] !== undefined) return one.days[d];
      return usual;
    });
    const exceptions = chain.toReversed().flatMap((one) => one.exceptions);
    return { id: raw.id, name: raw.name, week, exceptions, minutesPerDay: raw.minutesPerDay };
  });
}

const clock = (text: string | undefined): string | undefined => /^\d{1,2}:\d{2}/.exec(text ?? '')?.[0];

/** Shifts from pairs of times; one that ends before it begins runs to midnight of a single day. */
function shiftsOf(pairs: readonly (readonly [string | undefined, string | undefined])[]): Shift[] {
  const shifts: Shift[] = [];
  for (const [from, to] of pairs) {
    const [a, b] = [clock(from), clock(to)];
    if (a === undefined || b === undefined) continue;
    shifts.push([a, b === '00:00' || b === '0:00' || b === a || (b < a && b.length === a.length) ? '24:00' : b]);
  }
  return shifts;
}

// ── Microsoft Project ──

const timesOf = (element: Element): Shift[] =>
  shiftsOf(childrenOf(child(element, 'WorkingTimes'), 'WorkingTime').map((time) => [textOf(time, 'FromTime'), textOf(time, 'ToTime')]));

/** The calendars of a Microsoft Project file, by their UID. */
export function projectCalendars(root: Element): CalendarProblem[] {
  const minutesPerDay = Number(textOf(root, 'MinutesPerDay') ?? 480) || 480;
  const raws = childrenOf(child(root, 'Calendars'), 'Calendar').map((calendar): Raw => {
    const days = new Array<readonly Shift[] | undefined>(7).fill(undefined);
    const exceptions: CalendarException[] = [];
    for (const day of childrenOf(child(calendar, 'WeekDays'), 'WeekDay')) {
      const type = Number(textOf(day, 'DayType'));
      const shifts = textOf(day, 'DayWorking') === '1' ? timesOf(day) : [];
      const worked = textOf(day, 'DayWorking') === '1' && shifts.length === 0 ? usualDay : shifts;
      if (type >= 1 && type <= 7) days[(type + 5) % 7] = worked;
      else {
        const period = child(day, 'TimePeriod');
        const [from, to] = [textOf(period ?? day, 'FromDate')?.slice(0, 10), textOf(period ?? day, 'ToDate')?.slice(0, 10)];
        if (from && to && to >= from) exceptions.push({ from, to, shifts });
      }
    }
    for (const week of childrenOf(child(calendar, 'WorkWeeks'), 'WorkWeek')) exceptions.push(...workWeek(week));
    for (const exception of childrenOf(child(calendar, 'Exceptions'), 'Exception')) {
      const shifts = textOf(exception, 'DayWorking') === '1' ? timesOf(exception) : [];
      const name = textOf(exception, 'Name');
      for (const [from, to] of occurrences(exception)) exceptions.push({ from, to, shifts, name });
    }
    const base = textOf(calendar, 'BaseCalendarUID');
    return {
      id: textOf(calendar, 'UID') ?? '',
      name: textOf(calendar, 'Name') ?? '',
      base: base === '-1' || base === '0' ? undefined : base,
      days,
      exceptions,
      minutesPerDay,
    };
  });
  return stacked(raws, true);
}

/** A week of its own between two days, as exceptions day by day. */
function workWeek(week: Element): CalendarException[] {
  const period = child(week, 'TimePeriod');
  const [first, last] = [
    dayNumber(textOf(period ?? week, 'FromDate')?.slice(0, 10) ?? ''),
    dayNumber(textOf(period ?? week, 'ToDate')?.slice(0, 10) ?? ''),
  ];
  if (first === undefined || last === undefined) return [];
  const days = new Map<number, readonly Shift[]>();
  for (const day of childrenOf(child(week, 'WeekDays'), 'WeekDay')) {
    const type = Number(textOf(day, 'DayType'));
    if (type >= 1 && type <= 7) days.set((type + 5) % 7, textOf(day, 'DayWorking') === '1' ? timesOf(day) : []);
  }
  const found: CalendarException[] = [];
  for (let n = first; n <= Math.min(last, first + mostDays); n++) {
    const shifts = days.get((((n + 3) % 7) + 7) % 7);
    if (shifts) found.push({ from: dayText(n), to: dayText(n), shifts, name: textOf(week, 'Name') });
  }
  return found;
}

/** The days of an exception: one stretch, or the days of its recurrence within it. */
function occurrences(exception: Element): (readonly [string, string])[] {
  const period = child(exception, 'TimePeriod');
  const [from, to] = [textOf(period ?? exception, 'FromDate')?.slice(0, 10), textOf(period ?? exception, 'ToDate')?.slice(0, 10)];
  const [first, last] = [dayNumber(from ?? ''), dayNumber(to ?? '')];
  if (from === undefined || to === undefined || first === undefined || last === undefined || last < first) return [];
  const number = (name: string, otherwise: number): number => Number(textOf(exception, name) ?? otherwise);
  const type = number('Type', 1);
  const every = Math.max(1, number('Period', 1));
  if ((type === 1 || type === 7) && every === 1) return [[from, to]];
  const mask = number('DaysOfWeek', 0);
  const most = number('Occurrences', mostDays) || mostDays;
  const found: (readonly [string, string])[] = [];
  const [startYear, startMonth] = [Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1];
  for (let n = first; n <= last && n - first < 36_600 && found.length < most; n++) {
    const day = dayText(n);
    const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))];
    const months = (year - startYear) * 12 + month - startMonth;
    const meets =
      type === 6
        ? ((mask >> ((n + 4) % 7)) & 1) === 1 && Math.floor((n - first + ((first + 4) % 7)) / 7) % every === 0
        : type === 2
          ? month === number('Month', 0) && date === number('MonthDay', 1)
          : type === 3
            ? month === number('Month', 0) && isPosition(n, date, number('MonthItem', 0), number('MonthPosition', 0))
            : type === 4
              ? months % every === 0 && date === number('MonthDay', 1)
              : type === 5
                ? months % every === 0 && isPosition(n, date, number('MonthItem', 0), number('MonthPosition', 0))
                : (n - first) % every === 0;
    if (meets) found.push([day, day]);
  }
  return found;
}

/** Whether a date is the first to fourth (0–3) or last (4) of a month that is a Sunday … Saturday (3–9), or any day, weekday, weekend day (0–2). */
function isPosition(n: number, date: number, item: number, position: number): boolean {
  const fits = (day: number): boolean => {
    const weekday = (((day + 4) % 7) + 7) % 7; // 0 Sunday
    return item === 0 || (item === 1 ? weekday >= 1 && weekday <= 5 : item === 2 ? weekday === 0 || weekday === 6 : weekday === item - 3);
  };
  if (!fits(n)) return false;
  let before = 0;
  for (let d = 1; d < date; d++) if (fits(n - d)) before++;
  if (position < 4) return before === position;
  const month = dayText(n).slice(0, 7);
  for (let d = 1; dayText(n + d).slice(0, 7) === month; d++) if (fits(n + d)) return false;
  return true;
}

// ── Primavera, XML ──

const sundayFirst = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Primavera writes the last minute of a shift: 16:59 for 17:00. */
function primaveraEnd(text: string | undefined): string | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(text ?? '');
  if (!match || Number(match[2]) % 10 !== 9) return text;
  const minute = Number(match[1]) * 60 + Number(match[2]) + 1;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
const primaveraTimes = (element: Element): Shift[] =>
  shiftsOf(childrenOf(element, 'WorkTime').map((time) => [textOf(time, 'Start'), primaveraEnd(textOf(time, 'Finish'))]));

/** The calendars of a Primavera XML file, by their object id. */
export function primaveraCalendars(calendars: Iterable<Element>): CalendarProblem[] {
  const raws: Raw[] = [];
  for (const calendar of calendars) {
    const id = textOf(calendar, 'ObjectId');
    if (id === undefined || raws.some((raw) => raw.id === id)) continue;
    const days = new Array<readonly Shift[] | undefined>(7).fill(undefined);
    for (const day of childrenOf(child(calendar, 'StandardWorkWeek'), 'StandardWorkHours')) {
      const place = sundayFirst.indexOf(textOf(day, 'DayOfWeek') ?? '');
      if (place >= 0) days[(place + 6) % 7] = primaveraTimes(day);
    }
    const exceptions: CalendarException[] = [];
    for (const one of childrenOf(child(calendar, 'HolidayOrExceptions'), 'HolidayOrException')) {
      const day = textOf(one, 'Date')?.slice(0, 10);
      if (day) exceptions.push({ from: day, to: day, shifts: primaveraTimes(one) });
    }
    const perDay = Number(textOf(calendar, 'HoursPerDay') ?? 8) * 60;
    raws.push({
      id,
      name: textOf(calendar, 'Name') ?? '',
      base: textOf(calendar, 'BaseCalendarObjectId'),
      days,
      exceptions,
      minutesPerDay: perDay > 0 ? perDay : 480,
    });
  }
  return stacked(raws, false);
}

// ── Primavera, XER: a calendar is one text of nested parentheses ──

type Node = { readonly head: string; readonly children: Node[] };

/** `(0||1(s|08:00|f|16:00)(…))` as a tree: what stands before the first parenthesis inside, then the lists inside it. */
function parenthesised(text: string): Node {
  const root: Node = { head: '', children: [] };
  const open: { head: string; children: Node[] }[] = [root];
  let word = '';
  for (const letter of text) {
    if (letter === '(') {
      const at = open.at(-1)!;
      if (at.head === '') at.head = word.trim();
      else if (word.trim() !== '') at.head += ` ${word.trim()}`;
      word = '';
      const node = { head: '', children: [] };
      at.children.push(node);
      if (open.length > 64) return root;
      open.push(node);
    } else if (letter === ')') {
      const at = open.at(-1)!;
      if (word.trim() !== '') at.head = at.head === '' ? word.trim() : `${at.head} ${word.trim()}`;
      word = '';
      if (open.length > 1) open.pop();
    } else word += letter;
  }
  return root;
}

function* nodes(node: Node): Generator<Node> {
  for (const one of node.children) {
    yield one;
    yield* nodes(one);
  }
}

/** Every shift below a node: `s|08:00|f|16:00` in either order. */
function xerShifts(node: Node): Shift[] {
  const pairs: [string | undefined, string | undefined][] = [];
  for (const one of nodes(node)) {
    const start = /s\|(\d{1,2}:\d{2})/.exec(one.head)?.[1];
    const finish = /f\|(\d{1,2}:\d{2})/.exec(one.head)?.[1];
    if (start !== undefined && finish !== undefined) pairs.push([start.padStart(5, '0'), finish.padStart(5, '0')]);
  }
  return shiftsOf(pairs);
}

/** The calendars of an XER file, by their id. `rows` are those of its CALENDAR table. */
export function xerCalendars(rows: readonly Readonly<Record<string, string>>[]): CalendarProblem[] {
  return stacked(
    rows.map((row): Raw => {
      const tree = parenthesised(row.clndr_data ?? '');
      const days = new Array<readonly Shift[] | undefined>(7).fill(undefined);
      const exceptions: CalendarException[] = [];
      for (const node of nodes(tree)) {
        if (node.head.includes('DaysOfWeek'))
          for (const day of daysBelow(node)) {
            const place = Number(/^0\|\|(\d)/.exec(day.head)?.[1]);
            if (place >= 1 && place <= 7) days[(place + 5) % 7] = xerShifts(day);
          }
        if (node.head.includes('Exceptions'))
          for (const one of nodes(node)) {
            const serial = one.children.find((inner) => inner.head.startsWith('d|'));
            if (!serial) continue;
            const day = dayText(Number(serial.head.slice(2)) - 25_569);
            exceptions.push({ from: day, to: day, shifts: xerShifts(one) });
          }
      }
      const perDay = Number(row.day_hr_cnt ?? 8) * 60;
      const base = row.base_clndr_id?.trim();
      return {
        id: row.clndr_id ?? '',
        name: row.clndr_name ?? '',
        base: base === '' ? undefined : base,
        days,
        exceptions,
        minutesPerDay: perDay > 0 ? perDay : 480,
      };
    }),
    false,
  );
}

/** The seven days of a week: they stand below the list of the node. */
const daysBelow = (node: Node): Node[] =>
  [...nodes(node)].filter((one) => /^0\|\|[1-7]$/.test(one.head) && !/[sf]\|/.test(one.children.map((inner) => inner.head).join('')));
