// A calendar file after RFC 5545: lines of at most 75 octets that are never cut inside a sign, texts escaped, whole days whose end is the day after.
// An event keeps its UID for ever; its SEQUENCE only grows. Pure.
import { addDays, type Day } from '../../vocabulary/days.ts';

export interface CalendarEvent {
  /** the same for the same node at every reading */
  uid: string;
  day: string;
  title: string;
  text: string;
  category: string;
  sequence: number;
  /** instant, ISO 8601 */
  changed: string;
}
export interface CalendarFile {
  name: string;
  about: string;
  language: 'zh' | 'en';
  /** instant at which the file is made */
  at: string;
  events: readonly CalendarEvent[];
}

const octets = (sign: string): number => {
  const code = sign.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** A content line folded: a line goes on after CRLF and one space, which counts among the 75 octets. */
export function folded(line: string): string {
  let out = '';
  let room = 75;
  for (const sign of line) {
    const size = octets(sign);
    if (size > room) {
      out += '\r\n ';
      room = 74;
    }
    out += sign;
    room -= size;
  }
  return out;
}

/** A TEXT value: backslash, semicolon, comma and line breaks escaped, other control signs left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\n/g, '\\n');

/** 20200315T010203Z */
const instant = (iso: string): string => `${new Date(Date.parse(iso)).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const dense = (day: string): string => day.replaceAll('-', '');

export function calendarFile({ name, about, language, at, events }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Sanzao//Plans//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-CALDESC:${escaped(about)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
  ];
  for (const event of events)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${instant(at)}`,
      `DTSTART;VALUE=DATE:${dense(event.day)}`,
      `DTEND;VALUE=DATE:${dense(addDays(event.day as Day, 1))}`,
      `SUMMARY:${escaped(event.title)}`,
      `DESCRIPTION:${escaped(event.text)}`,
      `CATEGORIES:${escaped(event.category)}`,
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      `SEQUENCE:${event.sequence}`,
      `LAST-MODIFIED:${instant(event.changed)}`,
      'END:VEVENT',
    );
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
