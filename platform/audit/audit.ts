// The chain of every state change: appending to it inside the transaction that makes the change, and checking it. One chain a region;
// the advisory lock makes appenders of one region take turns until they commit, so that the count has no gaps and the links hold.
// What may be written is decided by the endpoint's declaration (chain.ts holds facts against it); what tampering looks like by verify.ts.
import { sql } from 'kysely';
import type { Clock } from '../clock/clock.ts';
import type { Db } from '../db/database.ts';
import { scopeSettings } from '../db/scope.ts';
import type { Anchors } from './anchors.ts';
import { type AuditEntry, type AuditFacts, type AuditResult, allowedFacts, type ChainedEntry, GENESIS, hashOf } from './chain.ts';
import { anchorsByRegion, type BadEntry, verifyRegion } from './verify.ts';

export { type AuditFact, type AuditFacts, SYSTEM_REGION } from './chain.ts';
export type { BadEntry } from './verify.ts';

export interface NewEntry {
  region: string;
  actor: { id: string; name: string };
  action: string;
  kind: string;
  id: string;
  facts?: AuditFacts | undefined;
  /** Names of the facts that the declaration lists; any other name is thrown as a fault. */
  allowed: readonly string[];
  request: string;
  result: AuditResult;
}

export interface Audit {
  /** Appends one entry to its region's chain and returns its seq. Call it last: the region's chain is locked until the commit. */
  append(db: Db, entry: NewEntry): Promise<number>;
  /** Checks the chains of the regions that `db` may see, or of those named. */
  verify(db: Db, regions?: readonly string[]): Promise<Verdict>;
}

export interface Verdict {
  ok: boolean;
  /** Entries found sound. */
  entries: number;
  regions: number;
  firstBad: BadEntry | null;
  /** Regions whose chain has no anchor outside the database: a cut tail would not be seen there. */
  unanchored: string[];
  /** Lines of the anchor file that do not carry our signature. */
  disbelieved: number;
}

export function openAudit({ anchors, clock }: { anchors: Anchors; clock: Clock }): Audit {
  return {
    async append(db, entry) {
      const facts = allowedFacts(entry.facts, entry.allowed, entry.action);
      const outside = !db.scope.regions.includes(entry.region);
      // The wall of this table is lowered for exactly one region and raised again: a sign-in concerns the person's region
      // although nobody was signed in when the transaction began.
      if (outside)
        await db.kysely.executeQuery(sql.raw(scopeSettings({ regions: [entry.region], prefix: null, owner: null })).compile(db.kysely));
      await sql`select pg_advisory_xact_lock(hashtext(${`audit:${entry.region}`}))`.execute(db.kysely);
      const head = await db.kysely
        .selectFrom('audit_entries')
        .select(['seq', 'hash', 'at'])
        .where('region_code', '=', entry.region)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const chained: AuditEntry = {
        region: entry.region,
        seq: Number(head?.seq ?? 0) + 1,
        at: clock.now(),
        actorId: entry.actor.id,
        actorName: entry.actor.name,
        action: entry.action,
        objectKind: entry.kind,
        objectId: entry.id,
        facts,
        request: entry.request,
        result: entry.result,
      };
      const prev = (head?.hash as string | undefined) ?? GENESIS;
      const hash = hashOf(chained, prev);
      await db.kysely
        .insertInto('audit_entries')
        .values({
          region_code: chained.region,
          seq: chained.seq,
          at: chained.at,
          actor_id: chained.actorId,
          actor_name: chained.actorName,
          action: chained.action,
          object_kind: chained.objectKind,
          object_id: chained.objectId,
          facts: JSON.stringify(chained.facts),
          request_id: chained.request,
          result: chained.result,
          prev_hash: prev,
          hash,
        })
        .execute();
      if (outside) await db.kysely.executeQuery(sql.raw(scopeSettings(db.scope)).compile(db.kysely));
      const anchor = { region: chained.region, seq: chained.seq, hash, at: chained.at };
      await anchors.mean(anchor);
      db.afterCommit(() => anchors.keep(anchor));
      return chained.seq;
    },

    async verify(db, regions) {
      const before = await anchors.read();
      const asked = regions ?? db.scope.regions;
      const lengths = await db.kysely
        .selectFrom('audit_entries')
        .select(['region_code', (eb) => eb.fn.max('seq').as('seq')])
        .where('region_code', 'in', asked.length > 0 ? asked : ['-'])
        .groupBy('region_code')
        .execute();
      // Whatever is visible by now was meant before it was committed, so the witness is asked a second time after the rows.
      const after = await anchors.read();
      const known = anchorsByRegion(before.anchors, after.anchors);
      const upTo = new Map(lengths.map((row) => [row.region_code as string, Number(row.seq)]));
      for (const region of known.keys()) if (asked.includes(region) && !upTo.has(region)) upTo.set(region, 0);
      const verdict: Verdict = {
        ok: true,
        entries: 0,
        regions: upTo.size,
        firstBad: null,
        unanchored: [],
        disbelieved: before.disbelieved,
      };
      for (const region of [...upTo.keys()].sort()) {
        const rows = () => entriesOf(db, region, upTo.get(region)!);
        if (!known.has(region)) verdict.unanchored.push(region);
        const { entries, bad } = await verifyRegion(region, rows, known.get(region));
        verdict.entries += entries;
        if (bad && !verdict.firstBad) verdict.firstBad = bad;
      }
      verdict.ok = verdict.firstBad === null;
      return verdict;
    },
  };
}

const batch = 2000;

async function* entriesOf(db: Db, region: string, upTo: number): AsyncIterable<ChainedEntry> {
  let from = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db.kysely
      .selectFrom('audit_entries')
      .selectAll()
      .where('region_code', '=', region)
      .where('seq', '>', from)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .limit(batch)
      .execute();
    for (const row of rows)
      yield {
        region: row.region_code as string,
        seq: Number(row.seq),
        at: row.at as string,
        actorId: row.actor_id as string,
        actorName: row.actor_name as string,
        action: row.action as string,
        objectKind: row.object_kind as string,
        objectId: row.object_id as string,
        facts: row.facts as AuditFacts,
        request: row.request_id as string,
        result: row.result as AuditResult,
        prev: row.prev_hash as string,
        hash: row.hash as string,
      };
    if (rows.length < batch) return;
    from = Number(rows.at(-1)!.seq);
  }
}
