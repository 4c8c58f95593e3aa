// The calls about purposes, their end, and what people ask about their own data. Deleting at an end is expiry.ts.
import { clearAtOnce } from '../../platform/files/sweep.ts';
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { residentId } from '../../vocabulary/codes.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { organisationNames } from '../regions/door.ts';
import { expireOne, expiryFacts } from './expiry.ts';
import { entryOf, settingFor } from './roster-keeping.ts';
import { deletedOn, judgeAssessment, judgeEnd, judgePurpose, judgeReason, purposeState } from './rules-purposes.ts';
import { readWorker } from './rules-roster.ts';
import { shownWorker } from './rules-shown.ts';
import { duePurposes, type ExpiryRow, expiriesIn } from './store-expiry.ts';
import {
  assess,
  insertPurpose,
  insertRequest,
  moveEnd,
  type PurposeRow,
  purposeOf,
  purposesIn,
  type RequestRow,
  requestsOf,
} from './store-purposes.ts';
import { revealsSince, rosterOf, type WorkerRow, workersByDigest } from './store-roster.ts';
import { deleteAsideOf, deleteWorkers, updateWorker } from './store-roster-write.ts';
import * as words from './words-purposes.ts';
import type { RosterField } from './words-roster.ts';
import { identityDigest, openWorker, sealWorker } from './worker-seals.ts';

/** Copies and reveals of one person in an hour, in one county: they open the same data. */
const OPENED_AN_HOUR = 30;

const purposeReply = (row: PurposeRow, today: House['clock']): words.Purpose => {
  const { expired: _, ...rest } = row;
  return { ...rest, deletedOn: deletedOn(row), state: purposeState(row, today.today()) };
};

async function changing(house: House, region: string, id: string, version: number): Promise<PurposeRow> {
  const held = (await purposeOf(house.db, region, id, true)) ?? refuse('thing.unknown');
  if (held.version !== version) refuse('row.changed-meanwhile', { name: held.name, by: '—' });
  return held;
}

const stopAt = (problem: ConstructorParameters<typeof Refusal>[0] | undefined): void => {
  if (problem) throw new Refusal(problem);
};

/** Who a person is on the rosters of a county, found by the number they gave. */
const recordsOf = (house: House, region: string, identity: string, lock: boolean): Promise<WorkerRow[]> =>
  workersByDigest(house.db, region, digestOf(house, region, identity), lock);

function digestOf(house: House, region: string, identity: string): Buffer {
  const read = residentId(identity);
  const text = read.ok ? read.code : identity.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return identityDigest(house.secrets, region, text);
}

async function recordReplies(house: House, region: string, rows: readonly WorkerRow[]) {
  const open = await house.secrets.opener(house.db, region);
  const names = await organisationNames(house.db, [region], [...new Set(rows.map((row) => row.enterpriseId))]);
  const purposes = new Map((await purposesIn(house.db, [region])).map((one) => [one.id, one]));
  return rows.map((row) => ({
    row,
    opened: openWorker(open, row.id, row.sealed),
    enterprise: names.get(row.enterpriseId) ?? '',
    purpose: purposes.get(row.purposeId)!,
  }));
}

async function noteRequest(
  house: House,
  region: string,
  one: Pick<RequestRow, 'kind' | 'records' | 'reason'> & { fields?: string[]; refused?: boolean },
): Promise<string> {
  const id = newId();
  const outcome = one.refused ? 'refused' : one.records === 0 ? 'nothing-held' : 'done';
  const { kind, records, reason, fields = [] } = one;
  await insertRequest(house.db, region, { id, kind, outcome, records, fields, reason, byName: house.person.name, at: house.clock.now() });
  return id;
}

export const purposeRoutes = (): Route[] => [
  serve(words.listPurposes, async (_, house) => ({
    purposes: (await purposesIn(house.db, house.scope.regions)).map((row) => purposeReply(row, house.clock)),
    today: house.clock.today(),
  })),

  serve(words.declarePurpose, async ({ region, ...given }, house) => {
    if (levelOf(region) !== 'county') refuse('purpose.county-only');
    stopAt(judgePurpose(given, house.clock.today()));
    const id = newId();
    const fields = [...new Set(given.fields)];
    await insertPurpose(house.db, { region, id, ...given, fields, byName: house.person.name, at: house.clock.now() });
    await house.audit({ region, kind: 'purpose', id, facts: { ...given, fields } });
    return purposeReply((await purposeOf(house.db, region, id))!, house.clock);
  }),

  serve(words.assessPurpose, async ({ region, id, version, assessedOn, assessedBy, assessment }, house) => {
    const held = await changing(house, region, id, version);
    stopAt(judgeAssessment(held, assessedOn, house.clock.today()));
    stopAt(judgeReason(assessment));
    await assess(house.db, region, id, { on: assessedOn, by: assessedBy, text: assessment, at: house.clock.now() });
    await house.audit({ region, kind: 'purpose', id, facts: { assessedOn, assessedBy } });
    return purposeReply((await purposeOf(house.db, region, id))!, house.clock);
  }),

  serve(words.endPurpose, async ({ region, id, version, endsOn, keepDays, reason }, house) => {
    const held = await changing(house, region, id, version);
    const kept = keepDays ?? held.keepDays;
    stopAt(judgeEnd(held, endsOn, kept, house.clock.today()));
    stopAt(judgeReason(reason));
    const end = { endsOn, keepDays: kept, deletedOn: deletedOn({ endsOn, keepDays: kept }), reason, at: house.clock.now() };
    await moveEnd(house.db, region, id, end);
    await house.audit({ region, kind: 'purpose', id, facts: { endsOn, was: held.endsOn, keepDays: kept, reason, people: held.people } });
    return purposeReply((await purposeOf(house.db, region, id))!, house.clock);
  }),

  serve(words.readExpiry, async ({ on = undefined }, house) => {
    const day = on ?? house.clock.today();
    return {
      on: day,
      due: await duePurposes(house.db, house.scope.regions, day),
      past: (await expiriesIn(house.db, house.scope.regions)).map(shownExpiry),
    };
  }),

  serve(words.runExpiry, async ({ region, on }, house) => {
    const today = house.clock.today();
    const day = on ?? today;
    if (day > today) refuse('purpose.expiry-later', { on: day });
    const deleted: words.Expiry[] = [];
    for (const due of await duePurposes(house.db, house.scope.regions, day)) {
      const expired = await expireOne(house.db, due, day, { name: house.person.name, at: house.clock.now() });
      if (!expired) continue;
      await house.audit({ region: due.region, kind: 'purpose', id: due.purposeId, facts: expiryFacts(expired.done) });
      deleted.push(shownExpiry(expired.done));
      const at = house.clock.now();
      house.later(async (ground) => {
        for (const sha256 of expired.files) await clearAtOnce(ground, sha256, at);
      });
    }
    // A run that found nothing is on record too: that it was made is what an inspection asks.
    if (deleted.length === 0) await house.audit({ region, kind: 'purpose', id: '-', facts: { on: day, purposes: 0, people: 0 } });
    return { on: day, deleted };
  }),

  serve(words.querySubject, async ({ region, identity, reason }, house) => {
    stopAt(judgeReason(reason));
    const records = await recordReplies(house, region, await recordsOf(house, region, identity, false));
    const id = await noteRequest(house, region, { kind: 'query', records: records.length, reason });
    await house.audit({ region, kind: 'request', id, facts: { records: records.length, reason } });
    return { records: records.map(shownRecord) };
  }),

  serve(words.copySubject, async ({ region, identity, reason }, house) => {
    stopAt(judgeReason(reason));
    const since = new Date(Date.parse(house.clock.now()) - 3_600_000).toISOString();
    if ((await revealsSince(house.db, region, house.person.id, since)) >= OPENED_AN_HOUR)
      refuse('roster.reveal-too-often', { limit: OPENED_AN_HOUR });
    const found = await recordsOf(house, region, identity, false);
    const id = await noteRequest(house, region, { kind: 'copy', records: found.length, reason });
    // On record first, as for a reveal.
    await house.audit({ region, kind: 'request', id, facts: { records: found.length, reason } });
    return {
      records: (await recordReplies(house, region, found)).map(({ row, opened, enterprise, purpose }) => ({
        enterprise,
        purpose: purpose.name,
        basis: purpose.basis,
        deletedOn: row.expiresOn,
        fields: purpose.fields.map((field) => ({ field, value: textOf(field, row, opened) })),
      })),
    };
  }),

  serve(words.correctSubject, async ({ region, identity, reason, set }, house) => {
    stopAt(judgeReason(reason));
    const { db, secrets, clock } = house;
    const found = await recordsOf(house, region, identity, true);
    const open = await secrets.opener(db, region);
    const seal = await secrets.sealer(db, region, clock.now());
    for (const row of found) {
      const roster = (await rosterOf(db, region, row.rosterId))!;
      const purpose = (await purposeOf(db, region, row.purposeId))!;
      const opened = openWorker(open, row.id, row.sealed);
      const held = Object.fromEntries(purpose.fields.map((field) => [field, textOf(field, row, opened)]));
      const given = Object.fromEntries(Object.entries(set).filter(([field]) => purpose.fields.includes(field as RosterField)));
      const judged = readWorker({ ...held, ...given }, await settingFor(db, region, roster, purpose, clock.today()));
      if ('problems' in judged) return refuse(judged.problems[0]!.code, judged.problems[0]!.params);
      await updateWorker(db, region, {
        id: row.id,
        sealed: sealWorker(seal, row.id, judged.worker),
        digest: identityDigest(secrets, region, judged.worker.identity),
        facts: judged.worker,
      });
    }
    const id = await noteRequest(house, region, { kind: 'correct', records: found.length, reason, fields: Object.keys(set) });
    await house.audit({ region, kind: 'request', id, facts: { records: found.length, fields: Object.keys(set), reason } });
    return { records: (await recordReplies(house, region, await recordsOf(house, region, identity, false))).map(shownRecord) };
  }),

  serve(words.deleteSubject, async ({ region, identity, reason, refused }, house) => {
    stopAt(judgeReason(reason));
    const found = await recordsOf(house, region, identity, true);
    const ids = found.map((row) => row.id);
    let records = found.length;
    if (!refused) {
      await deleteWorkers(house.db, region, ids);
      records += await deleteAsideOf(house.db, region, digestOf(house, region, identity));
    }
    const id = await noteRequest(house, region, { kind: 'delete', records, reason, refused });
    await house.audit({ region, kind: 'request', id, facts: { records, reason, refused } });
    return { records: refused ? 0 : records };
  }),

  serve(words.listRequests, async ({ region, limit }, house) => ({ requests: await requestsOf(house.db, region, limit) })),
];

const shownExpiry = ({ purposeId: _, ...rest }: ExpiryRow): words.Expiry => rest;

const shownRecord = ({ row, opened, enterprise, purpose }: Awaited<ReturnType<typeof recordReplies>>[number]) => ({
  roster: row.rosterId,
  enterprise,
  purpose: purpose.name,
  deletedOn: row.expiresOn,
  worker: shownWorker(row, opened, false),
});

/** A field of a person as text. */
function textOf(field: RosterField, row: WorkerRow, opened: Parameters<typeof entryOf>[1]): string {
  const entry = entryOf(row, opened);
  const value = entry[field];
  return value === null ? '' : typeof value === 'boolean' ? (value ? '是' : '否') : value;
}
