// Says whether one region's chain is whole, and if not, which entry is bad and in which way. Pure over the rows it is given.
// The five ways are told apart by what a row's stored hash still fits: its own place (sound), another place (moved), no place (edited);
// by gaps in the count; by broken links; and, where a tamperer made every hash anew, by the anchors outside the database.
import type { Anchor } from './anchors.ts';
import { type AuditEntry, type ChainedEntry, GENESIS, hashOf } from './chain.ts';

export type Tampering = 'edited' | 'deleted' | 'inserted' | 'reordered' | 'truncated';

export interface BadEntry {
  region: string;
  seq: number;
  why: Tampering;
  zh: string;
  en: string;
}

/** What the anchors of one region say. */
export interface RegionAnchors {
  /** hash by seq, of everything that was meant to be written; a seq meant twice (after a rollback) keeps all its hashes. */
  meant: Map<number, Set<string>>;
  kept: Map<number, string>;
  lastKept: number;
  lastMeant: number;
}

/** Sorts anchors by region. `before` are lines read before the rows (binding), `after` lines read after them (what may exist). */
export function anchorsByRegion(before: readonly Anchor[], after: readonly Anchor[]): Map<string, RegionAnchors> {
  const regions = new Map<string, RegionAnchors>();
  const of = (region: string): RegionAnchors => {
    let known = regions.get(region);
    if (!known) {
      known = { meant: new Map(), kept: new Map(), lastKept: 0, lastMeant: 0 };
      regions.set(region, known);
    }
    return known;
  };
  for (const anchor of before) {
    if (anchor.kind !== 'kept') continue;
    const known = of(anchor.region);
    known.kept.set(anchor.seq, anchor.hash);
    known.lastKept = Math.max(known.lastKept, anchor.seq);
  }
  for (const anchor of after) {
    const known = of(anchor.region);
    const hashes = known.meant.get(anchor.seq);
    if (hashes) hashes.add(anchor.hash);
    else known.meant.set(anchor.seq, new Set([anchor.hash]));
    known.lastMeant = Math.max(known.lastMeant, anchor.seq);
  }
  return regions;
}

/** Rows of one region in the order of seq; called again for a second look when something is wrong. */
export type Rows = () => AsyncIterable<ChainedEntry>;

const fits = (row: AuditEntry & { hash: string }, seq: number, prev: string): boolean => hashOf({ ...row, seq }, prev) === row.hash;

/** Walks a chain. `anchors` undefined: the region was never anchored (or no witness is at hand), so a cut tail cannot be seen. */
export async function verifyRegion(
  region: string,
  rows: Rows,
  anchors: RegionAnchors | undefined,
): Promise<{ entries: number; bad: BadEntry | null }> {
  let before: ChainedEntry | undefined;
  let entries = 0;
  for await (const row of rows()) {
    const expected = entries + 1;
    if (row.seq !== expected) return { entries, bad: say(region, expected, 'deleted') };
    if (!fits(row, row.seq, row.prev)) return { entries, bad: await displaced(region, row, rows) };
    if (row.prev !== (before?.hash ?? GENESIS)) return { entries, bad: await brokenLink(region, before, row, rows, anchors) };
    before = row;
    entries += 1;
  }
  if (!anchors) return { entries, bad: null };
  return { entries, bad: await againstAnchors(region, entries, rows, anchors) };
}

/** A row whose stored hash does not fit its own place: it moved, or it was changed. */
async function displaced(region: string, row: ChainedEntry, rows: Rows): Promise<BadEntry> {
  // Pushed down one place: what does not belong stands just before.
  if (row.seq > 1 && fits(row, row.seq - 1, row.prev)) return say(region, row.seq - 1, 'inserted');
  let following: ChainedEntry | undefined;
  let heldElsewhere = false;
  for await (const other of rows()) {
    if (other.seq <= row.seq) continue;
    following ??= other;
    // Does another row carry what stood here?
    if (fits(other, row.seq, other.prev)) {
      heldElsewhere = true;
      break;
    }
  }
  if (heldElsewhere) {
    // The next row held this place before: everything from here on was pushed down by a row that does not belong.
    if (following && fits(following, row.seq, following.prev) && !(await swapped(row, rows))) return say(region, row.seq, 'inserted');
    return say(region, row.seq, 'reordered');
  }
  if (fits(row, row.seq + 1, row.prev)) return say(region, row.seq, 'deleted');
  return say(region, row.seq, 'edited');
}

/** True when the row's hash fits a later place: it was exchanged, not invented. */
async function swapped(row: ChainedEntry, rows: Rows): Promise<boolean> {
  let last = row.seq;
  for await (const other of rows()) last = other.seq;
  for (let seq = row.seq + 1; seq <= last; seq++) if (fits(row, seq, row.prev)) return true;
  return false;
}

/** A row that is sound in itself but does not follow the one before it. */
async function brokenLink(
  region: string,
  before: ChainedEntry | undefined,
  row: ChainedEntry,
  rows: Rows,
  anchors: RegionAnchors | undefined,
): Promise<BadEntry> {
  // A row that was put in with a fitting hash of its own pushes the old ones down, or hangs loose.
  let next: ChainedEntry | undefined;
  for await (const other of rows())
    if (other.seq === row.seq + 1) {
      next = other;
      break;
    }
  if (next && !fits(next, next.seq, next.prev) && fits(next, row.seq, next.prev)) return say(region, row.seq, 'inserted');
  if (before && anchors) {
    if (known(anchors, before.seq) && !agrees(anchors, before.seq, before.hash)) return say(region, before.seq, 'edited');
    if (!known(anchors, row.seq)) return say(region, row.seq, 'inserted');
    if (!agrees(anchors, row.seq, row.hash)) return say(region, row.seq, 'edited');
  }
  // Whoever made the hash of one row anew could not know the next row's memory of it.
  return say(region, before ? before.seq : row.seq, before ? 'edited' : 'deleted');
}

const known = (anchors: RegionAnchors, seq: number): boolean => anchors.kept.has(seq) || anchors.meant.has(seq);
const agrees = (anchors: RegionAnchors, seq: number, hash: string): boolean =>
  anchors.kept.get(seq) === hash || (anchors.meant.get(seq)?.has(hash) ?? false);

/** The chain is whole in itself; does it end where the witness saw it end, and with the same hashes? */
async function againstAnchors(region: string, entries: number, rows: Rows, anchors: RegionAnchors): Promise<BadEntry | null> {
  let differs = 0;
  for await (const row of rows())
    if (known(anchors, row.seq) && !agrees(anchors, row.seq, row.hash)) {
      differs = row.seq;
      break;
    }
  if (differs === 0) {
    if (entries < anchors.lastKept) return say(region, entries + 1, 'truncated');
    if (entries > anchors.lastMeant) return say(region, anchors.lastMeant + 1, 'inserted');
    return null;
  }
  // Every hash from there on was made anew.
  if (entries < anchors.lastKept) return say(region, differs, 'deleted');
  return say(region, differs, entries > anchors.lastMeant ? 'inserted' : 'edited');
}

function say(region: string, seq: number, why: Tampering): BadEntry {
  const sentences: Record<Tampering, { zh: string; en: string }> = {
    edited: {
      zh: `地区 ${region} 的第 ${seq} 条记录被改过：内容与写入时的校验值不符。`,
      en: `Entry ${seq} of region ${region} was edited: it no longer fits the hash it was written with.`,
    },
    deleted: {
      zh: `地区 ${region} 的第 ${seq} 条记录被删除：后面的记录仍在。`,
      en: `Entry ${seq} of region ${region} was deleted; later entries are still there.`,
    },
    inserted: {
      zh: `地区 ${region} 的第 ${seq} 条记录是后来插入的：系统从未写过它。`,
      en: `Entry ${seq} of region ${region} was inserted; the system never wrote it.`,
    },
    reordered: {
      zh: `地区 ${region} 从第 ${seq} 条起记录的次序被调换。`,
      en: `Entries of region ${region} were put into another order, from entry ${seq} on.`,
    },
    truncated: {
      zh: `地区 ${region} 的记录从第 ${seq} 条起被截去：库外锚点记得更多。`,
      en: `The chain of region ${region} was cut from entry ${seq} on; the anchors outside the database remember more.`,
    },
  };
  return { region, seq, why, ...sentences[why] };
}
