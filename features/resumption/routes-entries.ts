// The calls of devices: sending entries, asking which photos are wanted, sending them in pieces, reading one; and settling what was kept beside.
import { createHash } from 'node:crypto';
import { type House, keepAndRefuse, type Route, serve } from '../../platform/http/house.ts';
import { keepPiece } from '../../platform/http/uploads.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { organisationNames } from '../regions/door.ts';
import { isEntry, putInPlace, takeBatch } from './entries.ts';
import { putCallInPlace } from './officer-beside.ts';
import { photoTypeOf, piecesOf } from './rules-entries.ts';
import {
  type ConflictRow,
  conflictsIn,
  dropPieces,
  entriesOf,
  expectedPhotos,
  holdAgainst,
  insertPiece,
  openConflicts,
  photoArrived,
  piecesHeld,
  type Sent,
  settle,
} from './store-entries.ts';
import { questionSet } from './store-officers.ts';
import { checklistItems, regimeOfCase, visitOf } from './store-visits.ts';
import * as words from './words-entries.ts';

const sideOf = (one: Omit<Sent, 'region' | 'id'>): words.Conflict['second'] => ({
  person: one.personName,
  deviceAt: one.deviceAt,
  judgedAt: one.judgedAt,
  receivedAt: one.receivedAt,
  skewSeconds: one.skewSeconds,
  content: one.content,
});

/** What the codes in a record ask: the questions of the round's day, or the checklist of the regime that the visit is under. */
async function askedOf(house: House, rows: readonly ConflictRow[]): Promise<Map<string, words.Conflict['asked']>> {
  const { db } = house;
  const known = new Map<string, words.Conflict['asked']>();
  const told = new Map<string, words.Conflict['asked']>();
  const load = async (row: ConflictRow, day: string): Promise<words.Conflict['asked']> => {
    if (row.kind === 'round') return (await questionSet(db, row.region, day)).questions.map(({ code, zh, en }) => ({ code, zh, en }));
    const visit = row.kind === 'opinion' ? await visitOf(db, row.region, row.subjectId, false) : undefined;
    if (!visit) return [];
    const { content } = await regimeOfCase(db, row.region, visit.caseId, visit.judgedOn ?? day);
    return content.checklist ? (await checklistItems(db, content.checklist)).map(({ id, zh, en }) => ({ code: id, zh, en })) : [];
  };
  for (const row of rows) {
    const day = dayOfInstant(row.judgedAt);
    const place = row.kind === 'round' ? `${row.region} ${day}` : `${row.kind} ${row.subjectId} ${day}`;
    if (!known.has(place)) known.set(place, await load(row, day));
    told.set(row.id, known.get(place)!);
  }
  return told;
}

async function shown(house: House, rows: readonly ConflictRow[]): Promise<words.Conflict[]> {
  const regions = [...new Set(rows.map((row) => row.region))];
  const against = rows.flatMap((row) => (row.againstId ? [row.againstId] : []));
  // What stands may itself have been kept beside once.
  const sides = new Map<string, Omit<Sent, 'region' | 'id'>>();
  for (const one of await entriesOf(house.db, regions, against)) sides.set(one.id, one);
  for (const id of against) if (!sides.has(id)) for (const one of await conflictsIn(house.db, regions, { id })) sides.set(id, one);
  const names = await organisationNames(house.db, regions, [...new Set(rows.map((row) => row.enterpriseId))]);
  const asked = await askedOf(house, rows);
  return rows.map((row) => {
    const first = row.againstId ? sides.get(row.againstId) : undefined;
    return {
      region: row.region,
      id: row.id,
      reason: row.reason,
      kind: row.kind,
      subject: row.subjectId,
      enterprise: names.get(row.enterpriseId) ?? '—',
      first: first ? sideOf(first) : null,
      second: sideOf(row),
      asked: asked.get(row.id) ?? [],
      state: row.state,
      settled: row.settledAt ? { by: row.settledName ?? '', at: row.settledAt, note: row.settledNote } : null,
    };
  });
}

export const entryRoutes = (): Route[] => [
  serve(words.sendEntries, async (batch, house) => {
    const { results, beside, receivedAt, skewSeconds } = await takeBatch(house, batch);
    const counted = (outcome: words.EntryOutcome): number => results.filter((one) => one.outcome === outcome).length;
    await house.audit({
      region: batch.region,
      kind: 'device',
      id: batch.device,
      facts: { kept: counted('kept'), known: counted('known'), refused: counted('refused'), beside: beside.length },
    });
    // Everything else of the batch is kept; the device leaves these out when it asks again.
    if (beside.length > 0) keepAndRefuse('resumption.kept-beside', { count: beside.length, ids: beside.join(',') });
    return { receivedAt, skewSeconds, results };
  }),

  serve(words.askPhotos, async ({ region, hashes }, house) => {
    const expected = new Map((await expectedPhotos(house.db, region, hashes)).map((one) => [one.sha256, one]));
    const held = Map.groupBy(await piecesHeld(house.db, region, hashes), (one) => one.sha256);
    return {
      photos: hashes.map((sha256) => ({
        sha256,
        expected: expected.has(sha256),
        whole: expected.get(sha256)?.arrived ?? false,
        pieces: (held.get(sha256) ?? []).map((one) => one.piece),
      })),
    };
  }),

  serve(
    words.sendPiece,
    async ({ region, sha256, piece, of }, house, kept: { sha256: string }) => {
      const { db } = house;
      const [photo] = await expectedPhotos(db, region, [sha256]);
      if (!photo) return refuse('resumption.photo-unexpected');
      const pieces = async (): Promise<number[]> => (await piecesHeld(db, region, [sha256])).map((one) => one.piece);
      const said = async (whole: boolean) => {
        await house.audit({ region, kind: 'photo', id: sha256, facts: { sha256, piece, of, whole } });
        return { whole, pieces: whole ? [] : await pieces() };
      };
      if (photo.arrived) return said(true);
      if (of !== piecesOf(photo.bytes, words.pieceBytes) || piece >= of) refuse('resumption.photo-broken');
      const at = house.clock.now();
      await insertPiece(db, { region, sha256, piece, of, enterpriseId: photo.enterpriseId, pieceSha256: kept.sha256, at });
      const held = await piecesHeld(db, region, [sha256]);
      if (held.length < of) return said(false);
      const whole = Buffer.concat(await Promise.all(held.map((one) => house.files.read(one.pieceSha256))));
      await dropPieces(db, region, sha256);
      if (createHash('sha256').update(whole).digest('hex') !== sha256 || photoTypeOf(whole) !== photo.type) {
        await said(false); // the pieces are forgotten, so that the device may begin again
        keepAndRefuse('resumption.photo-broken');
      }
      await house.files.put(whole);
      await photoArrived(db, region, sha256, at);
      return said(true);
    },
    ({ content }, { ground, person }) => keepPiece(ground, person, Buffer.from(content, 'base64')),
  ),

  serve(words.readPhoto, async ({ region, sha256 }, house) => {
    const [photo] = await expectedPhotos(house.db, region, [sha256]);
    if (!photo?.arrived) return refuse('thing.unknown');
    return { name: `${sha256.slice(0, 12)}.${photo.type.slice(6)}`, type: photo.type, content: house.files.open(sha256) };
  }),

  serve(words.listConflicts, async ({ state }, house) => {
    const { regions } = house.scope;
    return { open: await openConflicts(house.db, regions), conflicts: await shown(house, await conflictsIn(house.db, regions, { state })) };
  }),

  serve(words.settleConflict, async ({ region, id, keep, note }, house) => {
    const { db, person } = house;
    const [row] = await conflictsIn(db, [region], { id });
    if (!row) return refuse('thing.unknown');
    const settled = { state: keep, by: { id: person.id, name: person.name }, at: house.clock.now(), note };
    if (!(await settle(db, region, id, settled))) refuse('row.changed-meanwhile', { name: row.personName, by: row.settledName ?? '—' });
    if (keep === 'second') {
      const wrong = isEntry(row) ? await putInPlace(house, row) : await putCallInPlace(house, row);
      if (wrong) throw new Refusal(wrong);
      await holdAgainst(db, region, row.entryId, row.id);
    }
    await house.audit({ region, kind: 'entry', id: row.entryId, facts: { entry: row.entryId, keep, reason: row.reason, note } });
    return (await shown(house, await conflictsIn(db, [region], { id })))[0]!;
  }),
];
