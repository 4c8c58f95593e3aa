// What tests of plans share: the national calendar and templates as the migrations bring them, plans of a few nodes. Nothing here is used by the product.
import { readFileSync } from 'node:fs';
import type { CalendarData } from './rules-calendars.ts';
import { type NodeFacts, untouched } from './rules-passes.ts';
import type { PlanLink } from './words.ts';

const national = readFileSync(new URL('migrations/0071_national_calendar.sql', import.meta.url), 'utf8');

/** The calendar as it comes with the product, with the northern winter. */
export const testCalendar: CalendarData = {
  days: [...national.matchAll(/\('CN', '(\d{4}-\d\d-\d\d)', '(\d{4}-\d\d-\d\d)', '(off|make-up)'\)/g)].map((row) => ({
    day: row[1]!,
    announcedOn: row[2]!,
    kind: row[3] as 'off' | 'make-up',
  })),
  notices: [...national.matchAll(/\('CN', '(\d{4}-\d\d-\d\d)', (\d{4}), '([^']*)'\)/g)].map((row) => ({
    announcedOn: row[1]!,
    year: Number(row[2]),
    basis: row[3]!,
  })),
  seasons: [{ region: '220000', type: 'any', stopsOn: '11-16', resumesOn: '04-01', from: '2000-01-01', to: null, note: '' }],
  stops: [],
};

export const testNode = (code: string, more: Partial<NodeFacts> = {}): NodeFacts => ({
  code,
  position: 0,
  zh: code,
  en: '',
  kind: 'work',
  stage: 'construction',
  stream: 'construction',
  organisation: '施工单位',
  post: '',
  person: '',
  days: 5,
  unit: 'working',
  statutoryDays: null,
  committedDays: null,
  basis: '',
  confirmed: true,
  outdoor: false,
  holdPoint: false,
  fixed: false,
  promise: false,
  ...untouched,
  ...more,
});

export const testLink = (from: string, to: string, more: Partial<PlanLink> = {}): PlanLink => ({
  from,
  to,
  type: 'FS',
  lag: 0,
  unit: 'working',
  ...more,
});
