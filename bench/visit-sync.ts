// 200 signed sheets with two photos each wait on a phone; the line is cut again and again at random moments while they are sent, now before a request has
// arrived, now after it was done and before its answer. Afterwards everything is at the server exactly once. The sending is the phone's own code over
// real sockets; a memory stands in for the phone's store.
//   node bench/visit-sync.ts [visits] [cuts] [seed]
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openLine } from '../e2e/line.ts';
import { accountsHttp } from '../features/accounts/testing.ts';
import { resumptionRoom } from '../features/resumption/routes.ts';
import type { WaitingEntry, WaitingPhoto } from '../features/resumption/screen/outbox-rows.ts';
import { county, type Laid, layVisit, testPhoto, testSheet } from '../features/resumption/testing-visits.ts';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openFiles } from '../platform/files/files.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import type { Shelf } from '../ui/device/shelf.ts';

const visits = Number(process.argv[2] ?? 200);
const cuts = Number(process.argv[3] ?? 30);
let seed = Number(process.argv[4] ?? 20200212);
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** A shelf that forgets when the process ends; every writing is whole or not at all, as on the phone. */
function memoryShelf(): Shelf {
  const rows = new Map<string, unknown>();
  const keyOf = (kind: string, id: string): string => `${kind} ${id}`;
  return {
    person: 'bench',
    get: async (kind, id) => rows.get(keyOf(kind, id)) as never,
    bytes: async (kind, id) => rows.get(keyOf(kind, id)) as never,
    all: async (kind) =>
      [...rows]
        .filter(([key]) => key.startsWith(`${kind} `))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ id: key.slice(kind.length + 1), value: value as never })),
    ids: async (kind) => [...rows.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1)),
    async write(changes) {
      for (const { kind, id, value } of changes) {
        if (value === undefined) rows.delete(keyOf(kind, id));
        else rows.set(keyOf(kind, id), value);
      }
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'sanzao-bench-visits-'));
chmodSync(folder, 0o711);
const server = await startEmbedded({ dataDir: join(folder, 'data') });
let failed = 0;
try {
  await migrate({ ownerUrl: server.ownerUrl });
  const database = openDatabase({ url: server.appUrl, max: 10 });
  const files = await openFiles(join(folder, 'files'), randomBytes(32));
  const { http, clock } = await accountsHttp(database, [resumptionRoom()], { files, secrets: openSecrets(randomBytes(32)) });
  clock.set('2020-02-12T04:00:00.000Z');
  const address = await http.listen({ port: 0, host: '127.0.0.1' });
  const line = await openLine(address);

  const first = await layVisit(database);
  const laid: Laid[] = [first];
  for (let at = 1; at < visits; at += 1) laid.push(await layVisit(database, { people: first.people }));
  const shelf = memoryShelf();
  let photoBytes = 0;
  for (const [at, one] of laid.entries()) {
    const photos = [
      testPhoto(180_000 + Math.round(random() * 220_000), at * 2 + 1),
      testPhoto(180_000 + Math.round(random() * 220_000), at * 2 + 2),
    ];
    const {
      id,
      at: done,
      content,
    } = testSheet(one.visit, 'health', {
      found: { T05: { result: 'not', note: '没有隔离观察区', photos: photos.map((photo) => photo.said) } },
    });
    const hashes = photos.map((photo) => photo.said.sha256);
    const entry: WaitingEntry = {
      region: county,
      id,
      kind: 'opinion',
      subject: one.visit,
      at: done,
      content,
      title: '',
      photos: hashes,
      refused: null,
    };
    await shelf.write([
      { kind: 'entry', id, value: entry },
      ...photos.flatMap((photo) => {
        photoBytes += photo.content.length;
        const waiting: WaitingPhoto = { region: county, bytes: photo.content.length, tries: 0 };
        return [
          { kind: 'photo-waiting' as const, id: photo.said.sha256, value: waiting },
          { kind: 'photo' as const, id: photo.said.sha256, value: new Uint8Array(photo.content) },
        ];
      }),
    ]);
  }

  // What the phone's code finds in a browser.
  const kept = new Map<string, string>();
  const stand = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  Object.assign(globalThis, { localStorage: stand, location: { pathname: '/', search: '', assign: () => undefined } });
  const bare = globalThis.fetch;
  let requests = 0;
  globalThis.fetch = (input, init) => {
    requests += 1;
    const headers = { ...(init?.headers as Record<string, string>), cookie: `sanzao=${first.people.health.token}` };
    return bare(new URL(String(input), line.address), { ...init, headers });
  };
  const { send } = await import('../features/resumption/screen/visit-send.ts');

  let broken = 0;
  let made = 0;
  let ended = false;
  const cutter = (async () => {
    while (!ended && made < cuts) {
      // Spread over the whole sending, most of which is photos.
      await pause(40 + random() * visits * 20);
      if (ended) break;
      made += 1;
      if (random() < 0.5) line.loseAnswerTo(random() < 0.5 ? 'POST /api/resumption/entries' : 'PUT /api/resumption/photos');
      else {
        line.cut();
        await pause(20 + random() * 60);
        line.mend();
      }
    }
  })();
  const began = performance.now();
  for (let round = 1; ; round += 1) {
    try {
      await send(shelf);
      break;
    } catch (error) {
      broken += 1;
      if (round > cuts * 20) throw error;
      await pause(30);
    }
  }
  ended = true;
  await cutter;
  const seconds = (performance.now() - began) / 1000;

  const counted = await database.transaction({ regions: [county], prefix: null, owner: null }, async (db) => {
    const one = async (text: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await text.execute(db.kysely)).rows[0]!.n;
    return {
      entries: await one(sql<{ n: number }>`select count(*)::int as n from resumption_entries where region_code = ${county}`),
      opinions: await one(sql<{ n: number }>`select count(*)::int as n from resumption_opinions where region_code = ${county}`),
      beside: await one(sql<{ n: number }>`select count(*)::int as n from resumption_conflicts where region_code = ${county}`),
      photos: await one(
        sql<{ n: number }>`select count(*)::int as n from resumption_photos where region_code = ${county} and arrived_at is not null`,
      ),
      pieces: await one(sql<{ n: number }>`select count(*)::int as n from resumption_photo_pieces where region_code = ${county}`),
    };
  });
  const left = (await shelf.ids('entry')).length + (await shelf.ids('photo-waiting')).length;
  const want = { entries: visits, opinions: visits, beside: 0, photos: visits * 2, pieces: 0 };
  for (const [name, value] of Object.entries(want))
    if (counted[name as keyof typeof counted] !== value) {
      failed += 1;
      console.log(`${name}: ${counted[name as keyof typeof counted]}, ${value} expected`);
    }
  if (left > 0) failed += 1;
  console.log(
    `${visits} sheets and ${visits * 2} photos (${Math.round(photoBytes / 1e6)} MB): ${seconds.toFixed(1)} s, ${requests} requests, ${made} cuts, ${line.lost()} answers lost after they were done, sending broke off ${broken} times; ${left} left on the phone`,
  );
  await line.stop();
  await http.close();
  await database.close();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;
else console.log('everything is there exactly once');
