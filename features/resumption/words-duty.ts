/**
 * The 24-hour duty (值班): shifts with who answers the phone, the note handed to the next shift and taken by it, calls with the clock of the first answer.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { freeText } from './words-texts.ts';

export const Shift = z.object({
  region: z.string(),
  id: z.string(),
  from: z.string(),
  to: z.string(),
  person: z.string(),
  personName: z.string(),
  note: z.string(),
  noteAt: z.string().nullable(),
  takenBy: z.string().nullable(),
  takenAt: z.string().nullable(),
  mine: z.boolean(),
});
export type Shift = z.infer<typeof Shift>;
export const DutyCall = z.object({
  region: z.string(),
  id: z.string(),
  at: z.string(),
  about: z.string(),
  enterprise: z.string().nullable(),
  enterpriseName: z.string(),
  takenBy: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answer: z.string(),
  /** Minutes from the call to the first answer, or until now. */
  minutes: z.number().int(),
  late: z.boolean(),
});
export type DutyCall = z.infer<typeof DutyCall>;

export const readDuty = endpoint({
  method: 'GET',
  path: '/api/resumption/duty',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    shifts: z.array(Shift),
    calls: z.array(DutyCall),
    /** Stretches of the day in which nobody is on duty. */
    gaps: z.array(z.object({ region: z.string(), from: z.string(), to: z.string() })),
    minutes: z.number().int(),
    people: z.array(z.object({ region: z.string(), id: z.string(), name: z.string() })),
  }),
  summary: { zh: '值班表和来电', en: 'Duty roster and calls' },
});
export const setShift = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/duty',
  access: { may: 'resumption.officer', on: 'region' },
  audit: { action: 'resumption.duty', facts: ['person', 'from', 'to'] },
  input: z.object({ region: RegionCode, person: Id, from: z.iso.datetime(), to: z.iso.datetime() }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '排班', en: 'Put somebody on duty' },
});
export const dropShift = endpoint({
  method: 'DELETE',
  path: '/api/resumption/:region/duty/:id',
  access: { may: 'resumption.officer', on: 'region' },
  audit: { action: 'resumption.drop-duty', facts: ['person', 'from', 'to'] },
  input: z.object({ region: RegionCode, id: Id }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '撤销排班', en: 'Take a shift off' },
});
export const handOverDuty = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/duty/:id/note',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.duty-note', facts: ['note', 'taken'] },
  /** The person on duty leaves the note; somebody else takes it with an empty one. */
  input: z.object({ region: RegionCode, id: Id, note: freeText(1000).default('') }),
  reply: Shift,
  summary: { zh: '交接班', en: 'Hand over the duty' },
});
export const takeCall = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/calls/:id',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.call', facts: ['enterprise', 'at'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    at: z.iso.datetime(),
    about: freeText(500, 4),
    enterprise: Id.nullable().default(null),
  }),
  reply: DutyCall,
  summary: { zh: '登记来电', en: 'Write down a call' },
});
export const answerCall = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/calls/:id/answer',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.answer-call', facts: ['minutes', 'late'] },
  input: z.object({ region: RegionCode, id: Id, answer: freeText(500, 2) }),
  reply: DutyCall,
  summary: { zh: '首次回应来电', en: 'Answer a call for the first time' },
});
