// Check-ins and rounds that come again under the same id with another content: the first stands, the other is kept beside, and both can be read side
// by side until somebody settles it. Putting the other in place keeps what stood: it lies among the entries.
import type { Db } from '../../platform/db/database.ts';
import { type House, keepAndRefuse } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { dayOfMessage, judgeRound, shortestCover } from './rules-officers.ts';
import { besideOf, type ConflictRow, entryOf, insertConflict, insertEntry, lockSubject, type Sent, takenLast } from './store-entries.ts';
import { assignments, officerRule, questionSet, replacePresence, replaceRound, standingCall } from './store-officers.ts';
import type { CallKind } from './words-entries.ts';
import type { Place, RoundAnswer, Supply } from './words-officers.ts';

/** A check-in or a round as it arrived; `hash` is of everything it says and who said it. */
interface Call {
  region: string;
  id: string;
  kind: CallKind;
  enterprise: string;
  at: string;
  hash: string;
  content: Record<string, unknown>;
}

/** When it counts: the device's clock as long as the rule believes it. */
async function judgedAt(db: Db, region: string, deviceAt: string, now: string): Promise<string> {
  const { skewHours } = await officerRule(db, region, dayOfInstant(now));
  const apart = Math.abs(Date.parse(now) - Date.parse(deviceAt)) / 3_600_000;
  return apart <= skewHours && deviceAt <= now ? deviceAt : now;
}

/**
 * Whether this very content is here already, so that there is nothing to do. Locks the id until the transaction ends. Where something else stands under
 * it, this one is kept beside, `said` goes on record, and the call ends with 409 resumption.kept-beside.
 */
export async function sameOrBeside(house: House, one: Call, said: () => Promise<unknown>): Promise<boolean> {
  const { db, person, clock } = house;
  const { region, id, kind, enterprise, hash } = one;
  await lockSubject(db, region, id);
  const standing = await standingCall(db, kind, region, id);
  if (!standing) return false;
  // The first wording again, after another was put in its place, is known as well.
  if (standing.hash === hash || (await entryOf(db, region, id))?.hash === hash) return true;
  if (!(await besideOf(db, region, id, hash))) {
    const now = clock.now();
    const common = { region, kind, deviceId: null, sentAt: null, skewSeconds: 0 };
    const first: Sent = {
      ...common,
      id,
      enterpriseId: standing.enterprise,
      subjectId: standing.enterprise,
      personId: standing.personId,
      personName: standing.personName,
      deviceAt: standing.deviceAt,
      receivedAt: standing.at,
      judgedAt: await judgedAt(db, region, standing.deviceAt, standing.at),
      hash: standing.hash,
      content: standing.content,
    };
    const took = await takenLast(db, region, id);
    if (took === undefined) await insertEntry(db, first);
    await insertConflict(db, {
      ...common,
      id: newId(),
      entryId: id,
      againstId: took ?? id,
      reason: 'content',
      enterpriseId: enterprise,
      subjectId: enterprise,
      personId: person.id,
      personName: person.name,
      deviceAt: one.at,
      receivedAt: now,
      judgedAt: await judgedAt(db, region, one.at, now),
      hash,
      content: one.content,
    });
  }
  await said();
  return keepAndRefuse('resumption.kept-beside', { count: 1, ids: id });
}

/** Somebody decided that what was kept beside counts: it takes the place of what stood, under the name of whoever had sent it. */
export async function putCallInPlace({ db }: House, row: ConflictRow): Promise<void> {
  const { region, entryId: id, enterpriseId: enterprise } = row;
  await lockSubject(db, region, id);
  const day = dayOfMessage(row.deviceAt, row.receivedAt, (await officerRule(db, region, dayOfInstant(row.receivedAt))).skewHours);
  const of = {
    region,
    id,
    enterprise,
    day,
    officer: row.personId,
    officerName: row.personName,
    deviceAt: row.deviceAt,
    at: row.receivedAt,
    hash: row.hash,
  };
  if (row.kind === 'presence') {
    const holder = (await assignments(db, { regions: [region], enterprise, on: day }))[0];
    const { place, note } = row.content as { place: Place | null; note: string };
    await replacePresence(db, { ...of, substitute: holder?.officer !== row.personId, place, note });
    return;
  }
  const { answers, supplies, seen } = row.content as { answers: Record<string, RoundAnswer>; supplies: Supply[]; seen: string };
  const set = await questionSet(db, region, day);
  const judged = judgeRound(set.questions, answers);
  await replaceRound(db, { ...of, set, answers, wrong: judged.ok ? judged.wrong : [], supplies, coverDays: shortestCover(supplies), seen });
}
