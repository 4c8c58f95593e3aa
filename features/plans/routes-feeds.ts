// Calendar feeds: made, renewed, taken back by whoever may; read by whoever knows the address. Every address that is not open is answered alike.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type FileReply, type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { prefixOf, within } from '../../vocabulary/regions.ts';
import { regionNames, regionTree } from '../regions/door.ts';
import { readReply } from './planned.ts';
import { manyPlans } from './planned-many.ts';
import { type CalendarEvent, calendarFile } from './rules-calendar-file.ts';
import { eventsOf, feedDays } from './rules-feed.ts';
import {
  closeFeed,
  dutiesIn,
  type FeedRow,
  feedByHash,
  feedOf,
  feedsIn,
  hashAddress,
  insertFeed,
  noteRead,
  plansOfDuty,
  renewFeed as saveRenewal,
} from './store-feeds.ts';
import * as words from './words-feeds.ts';

const stateOf = (feed: FeedRow, today: string): words.Feed['state'] =>
  feed.revokedAt !== null ? 'revoked' : feed.endsOn < today ? 'ended' : 'open';
const newToken = (region: string): string => `${region}-${randomBytes(24).toString('hex')}`;
const addressOf = (token: string): string => `/api/plans/feeds/${token}.ics`;

// A wrong address costs one look-up; who tries many is told to wait. A right one is written out again only when some minutes have gone by.
const missesPerMinute = 30;
const keptMilliseconds = 5 * 60_000;
const mostKept = 500;
const misses = new Map<string, { minute: number; count: number }>();
const texts = new Map<string, { at: number; text: string }>();

function mayTry(address: string, now: number): boolean {
  const minute = Math.floor(now / 60_000);
  const known = misses.get(address);
  return known?.minute !== minute || known.count < missesPerMinute;
}
function countMiss(address: string, now: number): void {
  const minute = Math.floor(now / 60_000);
  const known = misses.get(address);
  if (misses.size > 10_000) misses.clear();
  misses.set(address, { minute, count: known?.minute === minute ? known.count + 1 : 1 });
}

async function own(house: House, region: string, id: string): Promise<FeedRow> {
  const feed = (await feedOf(house.db, region, id)) ?? refuse('thing.unknown');
  if (feed.revokedAt !== null) refuse('plans.feed-revoked', { by: feed.revokedBy ?? '' });
  return feed;
}

export const feedRoutes = (): Route[] => [
  serve(words.listFeeds, async ({ region }, { db, clock }) => {
    const today = clock.today();
    const regions = db.scope.regions.filter((code) => within(code, region));
    return {
      feeds: (await feedsIn(db, regions)).map(({ hash: _, language: __, ...feed }) => ({
        ...feed,
        state: stateOf({ ...feed, hash: _, language: __ }, today),
      })),
      names: await dutiesIn(db, regions),
    };
  }),

  serve(words.makeFeed, async ({ region, kind, name, language }, house) => {
    const { db, clock, person } = house;
    const regions = db.scope.regions.filter((code) => within(code, region));
    if (!(await dutiesIn(db, regions)).some((one) => one.kind === kind && one.name === name)) refuse('plans.feed-nobody', { name });
    const token = newToken(region);
    const [id, endsOn] = [newId(), addDays(clock.today(), feedDays)];
    await insertFeed(db, { region, id, kind, name, language, hash: hashAddress(token), endsOn }, person, clock.now());
    await house.audit({ region, kind: 'plan-feed', id, facts: { kind, name, endsOn } });
    return { id, address: addressOf(token), endsOn };
  }),

  serve(words.renewFeed, async ({ region, id }, house) => {
    const feed = await own(house, region, id);
    const token = newToken(region);
    const endsOn = addDays(house.clock.today(), feedDays);
    await saveRenewal(house.db, region, id, hashAddress(token), endsOn);
    await house.audit({ region, kind: 'plan-feed', id, facts: { kind: feed.kind, name: feed.name, endsOn } });
    return { id, address: addressOf(token), endsOn };
  }),

  serve(words.revokeFeed, async ({ region, id }, house) => {
    const feed = await own(house, region, id);
    await closeFeed(house.db, region, id, house.person.name, house.clock.now());
    await house.audit({ region, kind: 'plan-feed', id, facts: { kind: feed.kind, name: feed.name } });
    return { id };
  }),

  serve(words.planCalendarFile, async ({ region, project, on, language }, house) => {
    const plan = await readReply(house, region, project, on);
    const text = calendarFile({
      name: language === 'zh' ? `${plan.projectName}节点` : `Nodes of ${plan.projectName}`,
      about: plan.sentence[language],
      language,
      at: house.clock.now(),
      events: eventsOf(plan, language, () => true),
    });
    return { name: `${plan.projectName}.ics`, type: 'text/calendar; charset=utf-8', content: Buffer.from(text) };
  }),

  serve(
    words.readFeed,
    async (_, house, ahead: { text: string; name: string; region: string; id: string; seen: boolean }): Promise<FileReply> => {
      const today = house.clock.today();
      if (!ahead.seen)
        house.later(({ database }) =>
          database.transaction({ regions: [ahead.region], prefix: null, owner: null }, (db) => noteRead(db, ahead.region, ahead.id, today)),
        );
      return { name: `${ahead.name}.ics`, type: 'text/calendar; charset=utf-8', content: Buffer.from(ahead.text) };
    },
    async ({ token }, { ground, request }) => {
      const { clock, database } = ground;
      const now = Date.parse(clock.now());
      if (!mayTry(request.address, now)) refuse('plans.feed-too-often');
      const region = token.slice(0, 6);
      const hash = hashAddress(token);
      const today = clock.today();
      const feed = await database.transaction({ regions: [region], prefix: null, owner: null }, (db) => feedByHash(db, region, hash), {
        readOnly: true,
      });
      if (!feed || !timingSafeEqual(Buffer.from(feed.hash), Buffer.from(hash)) || stateOf(feed, today) !== 'open') {
        countMiss(request.address, now);
        return refuse('thing.unknown');
      }
      const told = { name: feed.name, region, id: feed.id, seen: feed.readOn === today };
      const kept = texts.get(hash);
      if (kept && now - kept.at < keptMilliseconds && now >= kept.at) return { ...told, text: kept.text };
      const prefix = prefixOf(region);
      const text = await database.transaction(
        { regions: [region], prefix: prefix.length < 6 ? prefix : null, owner: null },
        async (db) => {
          const regions = (await regionTree(db, today)).map((one) => one.code).filter((code) => within(code, region));
          const plans = await manyPlans(db, await plansOfDuty(db, [...new Set([region, ...regions])], feed.kind, feed.name), today);
          const where = (await regionNames(db)).get(region) ?? region;
          const events: CalendarEvent[] = plans.flatMap(({ row, projectName, asOf, nodes }) =>
            eventsOf(
              {
                projectId: row.projectId,
                projectName,
                asOf,
                promised: row.promised,
                madeAt: row.madeAt,
                updatedAt: row.updatedAt,
                version: row.version,
                nodes,
              },
              feed.language,
              (node) => (feed.kind === 'organisation' ? node.duty.organisation : node.duty.person) === feed.name,
            ),
          );
          return calendarFile({
            name: feed.language === 'zh' ? `${feed.name}节点（${where}）` : `Nodes of ${feed.name} (${where})`,
            about:
              feed.language === 'zh'
                ? '三早节点计划：到期的节点，每天更新。'
                : 'Nodes that fall due in the plans of Sanzao, renewed daily.',
            language: feed.language,
            at: clock.now(),
            events,
          });
        },
        { readOnly: true, timeoutMs: 60_000 },
      );
      if (texts.size >= mostKept) texts.clear();
      texts.set(hash, { at: now, text });
      return { ...told, text };
    },
  ),
];
