// Calendar feeds: what falls to an organisation or a person, for the calendar of a phone. The address is secret and shown once; whoever knows it reads
// names of nodes, days and projects, and nothing else.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const FeedKind = z.enum(['organisation', 'person']);
export type FeedKind = z.infer<typeof FeedKind>;
const Language = z.enum(['zh', 'en']);

export const Feed = z.object({
  region: z.string(),
  id: z.string(),
  kind: FeedKind,
  name: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  endsOn: z.string(),
  renewals: z.number().int(),
  readOn: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  state: z.enum(['open', 'ended', 'revoked']),
});
export type Feed = z.infer<typeof Feed>;
/** Where a calendar reads; said once, when it is made or made anew. */
const Address = z.object({ id: z.string(), address: z.string(), endsOn: z.string() });

export const listFeeds = endpoint({
  method: 'GET',
  path: '/api/plans/feeds',
  access: { may: 'plan.feed', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode }),
  reply: z.object({
    feeds: z.array(Feed),
    /** Whose nodes there are in the region, those with most open nodes first. */
    names: z.array(z.object({ kind: FeedKind, name: z.string(), open: z.number().int() })),
  }),
  summary: { zh: '日历订阅一览', en: 'Calendar feeds of a region' },
});
export const makeFeed = endpoint({
  method: 'POST',
  path: '/api/plans/:region/feeds',
  access: { may: 'plan.feed', on: 'region' },
  audit: { action: 'plan.feed', facts: ['kind', 'name', 'endsOn'] },
  input: z.object({ region: RegionCode, kind: FeedKind, name: z.string().trim().min(1).max(80), language: Language.default('zh') }),
  reply: Address,
  summary: { zh: '建立日历订阅', en: 'Make a calendar feed' },
});
/** A new address; the old one is dead at once. */
export const renewFeed = endpoint({
  method: 'POST',
  path: '/api/plans/:region/feeds/:id/renewal',
  access: { may: 'plan.feed', on: 'region' },
  audit: { action: 'plan.renew-feed', facts: ['kind', 'name', 'endsOn'] },
  input: z.object({ region: RegionCode, id: Id }),
  reply: Address,
  summary: { zh: '换新日历订阅地址', en: 'Give a calendar feed a new address' },
});
export const revokeFeed = endpoint({
  method: 'DELETE',
  path: '/api/plans/:region/feeds/:id',
  access: { may: 'plan.feed', on: 'region' },
  audit: { action: 'plan.revoke-feed', facts: ['kind', 'name'] },
  input: z.object({ region: RegionCode, id: Id }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '停用日历订阅', en: 'Take a calendar feed back' },
});
export const readFeed = endpoint({
  method: 'GET',
  path: '/api/plans/feeds/:token.ics',
  access: { public: 'a calendar program cannot sign in; it knows a secret address that was made for it and can be taken back' },
  audit: 'read',
  input: z.object({ token: z.string().regex(/^[1-9]\d{5}-[0-9a-f]{48}$/, { error: 'plans.feed-address' }) }),
  reply: z.unknown(),
  body: 'file',
  summary: { zh: '日历订阅（iCalendar）', en: 'A calendar feed (iCalendar)' },
});

/** All nodes of one plan as a calendar file, for who may read the plan. */
export const planCalendarFile = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/calendar-file',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, project: Id, on: Day.optional(), language: Language.default('zh') }),
  reply: z.unknown(),
  body: 'file',
  summary: { zh: '一个计划的日历文件（iCalendar）', en: 'A plan as a calendar file (iCalendar)' },
});
