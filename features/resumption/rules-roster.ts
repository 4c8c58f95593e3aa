// What a row of a roster means: each cell becomes a value or a reason why not, with what to do about it; no reason repeats what the cell holds.
// A row with one wrong cell is kept aside whole until it is corrected. Whether somebody stands twice is decided row by row as the file goes on;
// who may collect which fields is rules-purposes.ts. Identity numbers: GB 11643. Isolation: the days of the regime in force (吉林 2020-01-29: 14).
import { type Cell, cellText } from '../../platform/sheets/cells.ts';
import { residentId } from '../../vocabulary/codes.ts';
import { addDays, type Day, dayFrom, daysBetween } from '../../vocabulary/days.ts';
import type { ProblemCode } from '../../vocabulary/problems.ts';
import type { Origin, OriginReader } from './rules-origin.ts';
import type { RosterField, WorkerNote } from './words-roster.ts';

/** A person as the roster keeps them; `identity` is the form of eighteen signs, or another document's number. */
export interface Worker {
  name: string;
  identity: string;
  phone: string | null;
  from: string | null;
  origin: Origin | null;
  returnedOn: Day | null;
  isolationUntil: Day | null;
  contact: boolean | null;
  notes: WorkerNote[];
}

export interface RowProblem {
  field: RosterField;
  code: ProblemCode;
  /** Days, counts and cell names; never what the cell holds. */
  params: Record<string, string | number>;
}

export interface RosterSetting {
  /** Fields declared under the purpose: all of them are needed, nothing else is read. */
  fields: readonly RosterField[];
  today: Day;
  begins: Day;
  isolationDays: number | null;
  origin: OriginReader;
}

/** How long before a purpose began somebody may have come back, and how long ahead a return may be written. */
const returnedBefore = 90;
const returnedAhead = 31;
const youngest = 16;
const oldest = 90;

export type RowRead = { worker: Worker } | { problems: RowProblem[] };

/** Reads one row. Cells of fields that are not declared are not looked at. */
export function readWorker(cells: Readonly<Partial<Record<RosterField, Cell>>>, setting: RosterSetting): RowRead {
  const problems: RowProblem[] = [];
  const wrong = (field: RosterField, code: ProblemCode, params: Record<string, string | number> = {}): null => {
    problems.push({ field, code, params });
    return null;
  };
  const declared = new Set(setting.fields);
  const notes: WorkerNote[] = [];
  const cellOf = (field: RosterField): Cell | undefined => {
    if (!declared.has(field)) return undefined;
    const cell = cells[field] ?? null;
    if (cell === null || typeof cell !== 'object') return cell;
    if ('error' in cell) {
      wrong(field, 'roster.cell-error');
      return undefined;
    }
    if ('formula' in cell && cell.value === null) {
      wrong(field, 'roster.formula-empty');
      return undefined;
    }
    return cell;
  };

  const name = readName(cellOf('name'), (code) => wrong('name', code));
  const identity = readIdentity(cellOf('identity'), setting.today, notes, (code, params) => wrong('identity', code, params));
  const phone = readPhone(cellOf('phone'), (code) => wrong('phone', code));
  const from = readFrom(cellOf('from'), setting.origin, (code) => wrong('from', code));
  const returnedOn = readReturned(cellOf('returnedOn'), setting, (code, params) => wrong('returnedOn', code, params));
  const contact = readContact(cellOf('contact'), (code) => wrong('contact', code));
  const until = readDayCell(cellOf('isolationUntil'), setting.today);
  if (until === 'unreadable') wrong('isolationUntil', 'roster.day-unreadable');
  const given = until === 'unreadable' ? null : until;

  const needsIsolation = setting.isolationDays !== null && (from?.origin === 'outside' || contact === true);
  let isolationUntil = given;
  if (returnedOn && needsIsolation && until !== 'unreadable') {
    const least = later(returnedOn, setting.isolationDays!);
    if (given === null) {
      if (declared.has('isolationUntil')) {
        isolationUntil = least;
        notes.push('isolation-reckoned');
      }
    } else if (given < least)
      wrong('isolationUntil', 'roster.isolation-short', { days: setting.isolationDays!, least, given, returned: returnedOn });
  }
  if (given && returnedOn && given < returnedOn) {
    if (!problems.some((one) => one.field === 'isolationUntil'))
      wrong('isolationUntil', 'roster.isolation-before', { returned: returnedOn });
  }
  if (contact === true) notes.push('contact');
  if (problems.length > 0) return { problems };
  return {
    worker: {
      name: name ?? '',
      identity: identity ?? '',
      phone,
      from: from?.text ?? null,
      origin: from?.origin ?? null,
      returnedOn,
      isolationUntil,
      contact,
      notes,
    },
  };
}

/** The same few days are asked for by every row. */
const reckoned = new Map<string, Day>();
function later(day: Day, count: number): Day {
  const key = `${day}${count}`;
  const held = reckoned.get(key);
  if (held) return held;
  const found = addDays(day, count);
  if (reckoned.size > 2_000) reckoned.clear();
  reckoned.set(key, found);
  return found;
}

type Wrong = (code: ProblemCode, params?: Record<string, string | number>) => null;

/** Most cells are plain already: digits, Latin letters, Chinese. */
const asItIs = /^[\u4e00-\u9fff0-9A-Za-z]+(?:[-/.][0-9A-Za-z]+)*$/;
const plain = (cell: Cell): string => {
  const text = typeof cell === 'string' ? cell : cellText(cell);
  if (text === '' || asItIs.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\u200b\ufeff\u00a0]/g, '')
    .trim();
};
const blankWord = /^(无|\/|-+|—+|暂无|不详|同上|″|〃|N\/?A)$/i;

function readName(cell: Cell | undefined, wrong: Wrong): string | null {
  if (cell === undefined) return null;
  const text = plain(cell).replace(/\s+/g, ' ');
  if (text === '' || blankWord.test(text)) return wrong('roster.name-missing');
  // Chinese names are written with a blank in the middle to line up: 张 三.
  const name = /^[\p{Script=Han}\s·•.]+$/u.test(text) ? text.replace(/\s/g, '').replace(/[•.]/g, '·') : text;
  if (/\d|[@#%*?<>=]/.test(name) || !/\p{L}/u.test(name) || [...name].length > 40 || [...name].length < 2) return wrong('roster.name-odd');
  return name;
}

const whyNot = {
  sign: 'roster.identity-sign',
  division: 'roster.identity-division',
  birth: 'roster.identity-birth',
  check: 'roster.identity-check',
} as const;

function readIdentity(cell: Cell | undefined, today: Day, notes: WorkerNote[], wrong: Wrong): string | null {
  if (cell === undefined) return null;
  const value = typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.value : cell;
  // A sheet keeps fifteen digits of a number; the rest became zeros, and nobody can tell what they were.
  if ((typeof value === 'number' && Math.abs(value) >= 1e15) || (typeof value === 'string' && /^\d(\.\d+)?E\+?\d+$/i.test(value.trim())))
    return wrong('roster.identity-rounded');
  const text = plain(cell)
    .replace(/[\s'’`]/g, '')
    .toUpperCase();
  if (text === '' || blankWord.test(text)) return wrong('roster.identity-missing');
  if (/^[A-Z]{1,3}\d{6,10}$/.test(text)) {
    notes.push('identity-other');
    return text;
  }
  const read = residentId(text);
  if (!read.ok) {
    if (read.why === 'length') return wrong('roster.identity-length', { signs: [...text].length });
    return wrong(whyNot[read.why]);
  }
  if (read.birth > today) return wrong('roster.identity-birth');
  // A birthday of 29 February is kept on 1 March: as texts the days compare so by themselves.
  const yearsAgo = (years: number): string => `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
  if (read.birth > yearsAgo(youngest)) return wrong('roster.under-age', { years: youngest });
  if (read.birth < yearsAgo(oldest)) return wrong('roster.over-age', { years: oldest });
  if (read.form === 'old') notes.push('identity-old');
  return read.code;
}

function readPhone(cell: Cell | undefined, wrong: Wrong): string | null {
  if (cell === undefined) return null;
  const text = plain(cell)
    .replace(/[\s()（）.-]/g, '')
    .replace(/^(\+?86|0086)(?=1\d{10}$)/, '');
  if (text === '' || blankWord.test(text)) return wrong('roster.phone-missing');
  if (/^1[3-9]\d{9}$/.test(text) || /^0\d{2,3}\d{7,8}$/.test(text)) return text;
  return wrong('roster.phone-odd');
}

function readFrom(cell: Cell | undefined, origin: OriginReader, wrong: Wrong): { text: string; origin: Origin } | null {
  if (cell === undefined) return null;
  const text = plain(cell).replace(/\s+/g, '');
  if (text === '' || blankWord.test(text)) return wrong('roster.from-missing');
  if ([...text].length > 60) return wrong('roster.from-long');
  const found = origin(text);
  return found ? { text, origin: found } : wrong('roster.from-unclear');
}

function readReturned(cell: Cell | undefined, setting: RosterSetting, wrong: Wrong): Day | null {
  if (cell === undefined) return null;
  const day = readDayCell(cell, setting.today);
  if (day === null) return wrong('roster.returned-missing');
  if (day === 'unreadable') return wrong('roster.day-unreadable');
  const latest = later(setting.today, returnedAhead);
  const earliest = later(setting.begins, -returnedBefore);
  if (day > latest) return wrong('roster.returned-later', { day, latest });
  if (day < earliest) return wrong('roster.returned-earlier', { day, earliest });
  return day;
}

/** A day as people write it: 2020-02-10, 2020/2/10, 2020.2.10, 2020年2月10日, 20200210, 2月10日 of the year that lies nearest, a sheet's number of days. */
function readDayCell(cell: Cell | undefined, today: Day): Day | 'unreadable' | null {
  if (cell === undefined || cell === null) return null;
  const value = typeof cell === 'object' && 'formula' in cell ? cell.value : cell;
  if (value !== null && typeof value === 'object') return 'day' in value ? (value.day as Day) : 'unreadable';
  if (typeof value === 'number' && value >= 40_000 && value < 55_000)
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(value) * 86_400_000).toISOString().slice(0, 10) as Day;
  const text = plain(value === null ? null : value)
    .replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '')
    .replace(/\s/g, '');
  if (text === '' || blankWord.test(text)) return null;
  const whole = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  if (whole) return dayFrom(Number(whole[1]), Number(whole[2]), Number(whole[3])) ?? 'unreadable';
  const short = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{1,2})[./-](\d{1,2})$/.exec(text);
  if (!short) return 'unreadable';
  const year = Number(today.slice(0, 4));
  const near = [year - 1, year, year + 1].flatMap((one) => dayFrom(one, Number(short[1]), Number(short[2])) ?? []);
  near.sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)));
  return near[0] ?? 'unreadable';
}

function readContact(cell: Cell | undefined, wrong: Wrong): boolean | null {
  if (cell === undefined) return null;
  const text = plain(cell).toLowerCase();
  if (text === '') return wrong('roster.contact-missing');
  if (/^(否|无|没有|未|未接触|无接触|n|no|false|×|x|0|不是)$/.test(text)) return false;
  if (/^(是|有|接触|有接触|y|yes|true|√|✓|1)$/.test(text)) return true;
  return wrong('roster.contact-unreadable');
}

export interface PlaceInFile {
  sheet: number;
  cell: string;
}

/** Notes the rows of one file as they go by: the same number twice is a problem of the later row, the same telephone only a note. */
export function rosterBook(): {
  /** The place where that number stood first, or null when it is new. */
  identity(identity: string, place: PlaceInFile): PlaceInFile | null;
  /** True when the telephone was there before. */
  phone(phone: string | null): boolean;
} {
  const places = new Map<string, PlaceInFile>();
  const phones = new Set<string>();
  return {
    identity(identity, place) {
      const first = places.get(identity);
      if (first === undefined) places.set(identity, place);
      return first ?? null;
    },
    phone(phone) {
      if (phone === null) return false;
      const known = phones.has(phone);
      phones.add(phone);
      return known;
    },
  };
}

/** True for a row that is no person: a total, a note at the bottom, a line for signatures. `all`: every cell of the row, mapped or not. */
export function isNoPerson(cells: Readonly<Partial<Record<RosterField, Cell>>>, all: readonly Cell[]): boolean {
  const held = Object.values(cells).filter((cell) => plain(cell) !== '').length;
  if (held === 0) return true;
  if (held > 2 || cells.identity !== undefined) return false;
  return all.some((cell) =>
    /^[（(]?(合计|小计|总计|共计|填表|制表|填报|审核|负责人|备注|说明|注[:：]|签字|盖章|单位[:：])/.test(plain(cell)),
  );
}

/** How a worker kept is told from the same person read again: equal texts are the same entry. */
export const sameEntry = (a: Omit<Worker, 'notes'>, b: Omit<Worker, 'notes'>): boolean =>
  a.name === b.name &&
  a.identity === b.identity &&
  a.phone === b.phone &&
  a.from === b.from &&
  a.returnedOn === b.returnedOn &&
  a.isolationUntil === b.isolationUntil &&
  a.contact === b.contact;
