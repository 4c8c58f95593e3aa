// The calls of rosters: begin one under a purpose, bring people in by file or by rows, correct what was wrong, reveal one person on record. Workbooks
// are read and sealed before the transaction begins; the transaction decides again who stands there already.
import type { Scope } from '../../platform/db/database.ts';
import { clearAtOnce } from '../../platform/files/sweep.ts';
import { type Ahead, type House, type Route, serve } from '../../platform/http/house.ts';
import { type Id, newId } from '../../vocabulary/ids.ts';
import { type Problem, Refusal, refuse, sentence } from '../../vocabulary/problems.ts';
import { entryOf, type Kept, keep, type Prepared, prepare, settingFor } from './roster-keeping.ts';
import { columnsShown, type FileAsks, type FileRead, type RowInPlace, readRosterFile } from './roster-reading.ts';
import { cannotCollect, deletedOn, judgeReason } from './rules-purposes.ts';
import { readWorker, sameEntry } from './rules-roster.ts';
import { purposeBrief, shownCell, shownRow, shownWorker } from './rules-shown.ts';
import { type PurposeRow, purposeOf, purposesIn } from './store-purposes.ts';
import * as read from './store-roster.ts';
import * as write from './store-roster-write.ts';
import * as words from './words-roster.ts';
import { fieldWords, type RosterField, type RosterReply } from './words-roster.ts';
import { cellDigest, identityDigest, openCells, openWorker, sealCells, sealWorker } from './worker-seals.ts';

/** People that one person may reveal in an hour, in one county; how long the screen keeps them. */
const REVEALS_AN_HOUR = 30;
const REVEAL_MINUTES = 5;

const keepPermission = 'resumption.apply';

interface Opened {
  roster: read.RosterRow;
  purpose: PurposeRow;
  place: write.RosterPlace;
}

/** The roster with its purpose, open for collecting today; refuses otherwise. */
async function collecting(db: House['db'], region: string, id: string, today: House['clock'], lock: boolean): Promise<Opened> {
  const opened = await openedRoster(db, region, id, lock, today);
  const problem = cannotCollect(opened.purpose, today.today());
  if (problem) throw new Refusal(problem);
  return opened;
}

async function openedRoster(db: House['db'], region: string, id: string, lock: boolean, clock: House['clock']): Promise<Opened> {
  const roster = (await read.rosterOf(db, region, id, lock)) ?? refuse('thing.unknown');
  const purpose = (await purposeOf(db, region, roster.purposeId)) ?? refuse('thing.unknown');
  // From the day of deletion on nobody is opened, also in the hours before the deletion itself has run.
  if (roster.expiredAt !== null || clock.today() >= deletedOn(purpose)) refuse('roster.expired');
  return { roster, purpose, place: { region, roster: roster.id, enterprise: roster.enterpriseId, purpose: roster.purposeId } };
}

const scopeAhead = ({ person }: Ahead, region: string): Scope => ({
  regions: [region],
  prefix: null,
  owner: person.scopeFor(keepPermission).owner,
});

async function rosterReply(house: House, region: string, caseId: string): Promise<RosterReply> {
  const { db, clock, person } = house;
  const today = clock.today();
  if (!(await read.caseFor(db, region, caseId))) refuse('thing.unknown');
  const roster = await read.rosterOfCase(db, region, caseId);
  const purposes = (await purposesIn(db, [region])).filter((one) => cannotCollect(one, today) === undefined);
  const may = { keep: person.may(keepPermission), reveal: person.may('resumption.reveal-worker') };
  if (!roster) return { roster: null, purposes: purposes.map(purposeBrief), may };
  const purpose = (await purposeOf(db, region, roster.purposeId))!;
  const closed = cannotCollect(purpose, today);
  const setting = await read.isolationOf(db, region, roster.caseId);
  return {
    roster: {
      id: roster.id,
      enterpriseId: roster.enterpriseId,
      purpose: purposeBrief(purpose),
      closed: closed ? saidOf(closed) : null,
      counts: await read.countsOf(db, region, roster.id, today),
      wrong: await read.countAside(db, region, roster.id),
      files: await read.filesOf(db, region, roster.id),
      expired: roster.expiredAt !== null && roster.left !== null ? { at: roster.expiredAt, left: roster.left } : null,
      isolationDays: setting === undefined ? 14 : setting === 0 ? null : setting,
    },
    purposes: purposes.map(purposeBrief),
    may,
  };
}

const saidOf = (problem: Problem): { zh: string; en: string } => ({ zh: sentence(problem, 'zh'), en: sentence(problem, 'en') });

/** A file read ahead of the transaction, or what it asks. */
interface ReadAhead {
  name: string;
  sha256: string;
  /** When it had been read: what is put again later is another matter. */
  readAt: string;
  asks: FileAsks | null;
  file: FileRead | null;
  prepared: Prepared;
}

async function readAhead(
  before: Ahead,
  region: string,
  rosterId: string,
  upload: { sha256: string; name: string },
  chosen: Parameters<typeof readRosterFile>[5],
): Promise<ReadAhead> {
  const { ground } = before;
  const scope = scopeAhead(before, region);
  const setting = await ground.database.transaction(scope, async (db) => {
    const { roster, purpose } = await collecting(db, region, rosterId, ground.clock, false);
    return settingFor(db, region, roster, purpose, ground.clock.today());
  });
  const preparing = await prepare(ground, scope, region, setting);
  const outcome = await ground.files.withPlainCopy(upload.sha256, (path) =>
    readRosterFile(path, upload.name, setting.fields, (rows) => preparing.take(rows), preparing.restart, chosen),
  );
  const sheets = 'missing' in outcome ? new Map<number, string>() : outcome.sheets;
  const base = { name: upload.name, sha256: upload.sha256, readAt: ground.clock.now(), prepared: preparing.done(sheets) };
  return 'missing' in outcome ? { ...base, asks: outcome, file: null } : { ...base, asks: null, file: outcome };
}

/** A file that is refused, or whose roster is closed, is not left behind. */
async function clearingOnRefusal(before: Ahead, sha256: string, work: Promise<ReadAhead>): Promise<ReadAhead> {
  try {
    return await work;
  } catch (error) {
    await clearAtOnce(before.ground, sha256, before.ground.clock.now()).catch(() => false);
    throw error;
  }
}

async function keepFile(house: House, region: string, rosterId: string, fileId: Id, ahead: ReadAhead): Promise<words.FileReply> {
  const { db, clock, person } = house;
  const { roster, purpose, place } = await collecting(db, region, rosterId, clock, true);
  const at = clock.now();
  const { prepared, asks } = ahead;
  const kept: Kept = asks
    ? { kept: 0, unchanged: 0, aside: [] }
    : await keep(db, house.secrets, at, roster, place, deletedOn(purpose), prepared, fileId);
  const file: write.FileWritten = {
    id: fileId,
    name: ahead.name,
    sha256: asks ? ahead.sha256 : null,
    state: asks ? 'mapping' : 'read',
    rows: asks ? 0 : prepared.rows,
    kept: kept.kept,
    unchanged: kept.unchanged,
    wrong: kept.aside.length,
    leftOut: ahead.file?.leftOut ?? [],
    byName: person.name,
    at,
  };
  await write.saveFile(db, place, file);
  const { rows, wrong, unchanged, state } = file;
  await house.audit({ region, kind: 'roster', id: rosterId, facts: { file: fileId, rows, kept: file.kept, unchanged, wrong, state } });
  // What was read is not kept: only declared fields are, sealed.
  if (!asks) house.later(async (ground) => void (await clearAtOnce(ground, ahead.sha256, ahead.readAt)));
  return {
    file: {
      id: fileId,
      name: file.name,
      state: file.state,
      rows,
      kept: file.kept,
      unchanged,
      wrong,
      leftOut: [...file.leftOut],
      byName: file.byName,
      at,
    },
    columns: asks ? columnsShown(asks.sheet) : [],
    sheet: asks?.sheet.name ?? '',
    headerRow: asks?.sheet.headerRow ?? 0,
    missing: asks?.missing ?? [],
  };
}

const typedRow = (typed: Partial<words.Typed>, index: number): RowInPlace => ({
  sheet: 0,
  row: index,
  cells: Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== undefined && text.trim() !== '')) as RowInPlace['cells'],
  cellOf: () => `${index + 1}`,
});

function refuseUndeclared(fields: readonly RosterField[], rows: readonly Partial<words.Typed>[]): void {
  for (const row of rows)
    for (const [field, text] of Object.entries(row) as [RosterField, string | undefined][])
      if (text !== undefined && text.trim() !== '' && !fields.includes(field))
        refuse('roster.field-not-declared', { field: fieldWords[field].zh, fieldEn: fieldWords[field].en });
}

export const rosterRoutes = (): Route[] => [
  serve(words.readRoster, async ({ region, id }, house) => rosterReply(house, region, id)),

  serve(words.openRoster, async ({ region, id, purpose }, house) => {
    const { db, clock, person } = house;
    const { enterpriseId } = (await read.caseFor(db, region, id)) ?? refuse('thing.unknown');
    const chosen = (await purposeOf(db, region, purpose)) ?? refuse('roster.none-in-force');
    const problem = cannotCollect(chosen, clock.today());
    if (problem) throw new Refusal(problem);
    const place = { region, roster: newId(), enterprise: enterpriseId, purpose: chosen.id, caseId: id };
    const begun = { ...place, byName: person.name, at: clock.now(), today: clock.today() };
    const roster = (await write.insertRoster(db, begun)) ?? refuse('roster.exists');
    await house.audit({ region, kind: 'roster', id: roster, facts: { case: id, purpose: chosen.id } });
    return rosterReply(house, region, id);
  }),

  serve(
    words.listWorkers,
    async ({ region, id, of, limit, offset }, house, elsewhere: Id[]) => {
      const roster = (await read.rosterOf(house.db, region, id)) ?? refuse('thing.unknown');
      const asked = { of, today: house.clock.today(), elsewhere, limit, offset };
      const { total, workers } = await read.workersOf(house.db, region, roster.id, asked);
      const open = await house.secrets.opener(house.db, region);
      const marked = new Set<string>(elsewhere);
      return {
        total,
        elsewhere: elsewhere.length,
        workers: workers.map((row) => shownWorker(row, openWorker(open, row.id, row.sealed), marked.has(row.id))),
      };
    },
    // Beyond the enterprise's own wall for one question only: which numbers of this roster stand on another one of the county.
    ({ region, id }, { ground }) =>
      ground.database.transaction({ regions: [region], prefix: null, owner: null }, (db) => read.elsewhereOf(db, region, id), {
        readOnly: true,
      }),
  ),

  serve(words.listToCorrect, async ({ region, id, limit, offset }, house) => {
    const roster = (await read.rosterOf(house.db, region, id)) ?? refuse('thing.unknown');
    const { total, byCode, rows } = await read.rowsAside(house.db, region, roster.id, limit, offset);
    const open = await house.secrets.opener(house.db, region);
    return { total, byCode, rows: rows.map((row) => shownRow(row, openCells(open, row.id, row.cells))) };
  }),

  serve(
    words.readRosterFile,
    async ({ region, id }, house, ahead: ReadAhead) => keepFile(house, region, id, newId(), ahead),
    async ({ region, id }, before) => {
      const upload = before.upload();
      return clearingOnRefusal(before, upload.sha256, readAhead(before, region, id, upload, null));
    },
  ),

  serve(
    words.nameColumns,
    async ({ region, id, file }, house, ahead: ReadAhead) => keepFile(house, region, id, file, ahead),
    async ({ region, id, file, headerRow, columns }, before) => {
      const named = new Set<RosterField>();
      for (const { field } of columns) {
        if (named.has(field)) refuse('roster.column-twice', { field: fieldWords[field].zh, fieldEn: fieldWords[field].en });
        named.add(field);
      }
      const scope = scopeAhead(before, region);
      const held = await before.ground.database.transaction(scope, (db) => read.openFileOf(db, region, id, file), { readOnly: true });
      if (!held) return refuse('thing.unknown');
      const outcome = await readAhead(before, region, id, held, { headerRow, columns });
      const [missing] = outcome.asks?.missing ?? [];
      if (missing) refuse('roster.column-missing', { field: fieldWords[missing].zh, fieldEn: fieldWords[missing].en });
      return outcome;
    },
  ),

  serve(words.dropRosterFile, async ({ region, id, file }, house) => {
    const { roster } = await openedRoster(house.db, region, id, true, house.clock);
    const held = (await read.openFileOf(house.db, region, roster.id, file)) ?? refuse('thing.unknown');
    await write.dropFile(house.db, region, file);
    await house.audit({ region, kind: 'roster', id: roster.id, facts: { file } });
    const at = house.clock.now();
    house.later(async (ground) => void (await clearAtOnce(ground, held.sha256, at)));
    return { dropped: true as const };
  }),

  serve(
    words.addRows,
    async ({ region, id, rows }, house, prepared: Prepared) => {
      const { roster, purpose, place } = await collecting(house.db, region, id, house.clock, true);
      const at = house.clock.now();
      const kept = await keep(house.db, house.secrets, at, roster, place, deletedOn(purpose), prepared, null, false);
      const facts = { rows: rows.length, kept: kept.kept, unchanged: kept.unchanged, wrong: kept.aside.length };
      await house.audit({ region, kind: 'roster', id: roster.id, facts });
      return {
        kept: kept.kept,
        unchanged: kept.unchanged,
        wrong: kept.aside.map((aside) => ({
          row: aside.row,
          cells: aside.problems.map((problem) => ({ ...shownCell(problem, null), cell: '' })),
        })),
      };
    },
    async ({ region, id, rows }, before) => {
      const { ground } = before;
      const scope = scopeAhead(before, region);
      const setting = await ground.database.transaction(scope, async (db) => {
        const { roster, purpose } = await collecting(db, region, id, ground.clock, false);
        refuseUndeclared(purpose.fields, rows);
        return settingFor(db, region, roster, purpose, ground.clock.today());
      });
      const preparing = await prepare(ground, scope, region, setting);
      preparing.take(rows.map(typedRow));
      return preparing.done(new Map());
    },
  ),

  serve(words.correctRow, async ({ region, id, row, cells: typed, replace }, house) => {
    const { db, secrets, clock } = house;
    const { roster, purpose, place } = await collecting(db, region, id, clock, true);
    refuseUndeclared(purpose.fields, [typed]);
    const aside = (await read.rowAside(db, region, roster.id, row)) ?? refuse('thing.unknown');
    const open = await secrets.opener(db, region);
    const seal = await secrets.sealer(db, region, clock.now());
    const cells = { ...openCells(open, aside.id, aside.cells), ...typedRow(typed, 0).cells };
    const at = new Map(aside.problems.map((one) => [one.field, one.cell]));
    const sheetRow = String(aside.row);
    const still = async (problems: read.RowAside['problems']) => {
      const digest = cellDigest(secrets, region, cells.identity);
      await write.updateAside(db, region, aside.id, { cells: sealCells(seal, aside.id, cells), digest, problems });
      return { kept: false, row: shownRow({ ...aside, problems }, cells) };
    };
    const decide = async (): Promise<{ kept: boolean; row: words.RowToCorrect | null; replaced: boolean }> => {
      const judged = readWorker(cells, await settingFor(db, region, roster, purpose, clock.today()));
      if ('problems' in judged)
        return { ...(await still(judged.problems.map((one) => ({ ...one, cell: at.get(one.field) ?? sheetRow })))), replaced: false };
      const { worker } = judged;
      const digest = identityDigest(secrets, region, worker.identity);
      const there = (await read.workersByDigest(db, region, digest, true)).find((one) => one.rosterId === roster.id);
      const same = there !== undefined && sameEntry(entryOf(there, openWorker(open, there.id, there.sealed)), worker);
      if (there && !same && !replace)
        return {
          ...(await still([
            { field: 'identity', code: 'roster.identity-held', params: { line: there.line }, cell: at.get('identity') ?? sheetRow },
          ])),
          replaced: false,
        };
      const workerId = there?.id ?? newId();
      const kept = { id: workerId, sealed: sealWorker(seal, workerId, worker), digest, facts: worker };
      if (!there) await write.insertWorkers(db, place, roster.nextLine, deletedOn(purpose), [kept], (one) => one);
      else if (!same) await write.updateWorker(db, region, kept);
      await write.deleteAside(db, region, aside.id);
      return { kept: true, row: null, replaced: there !== undefined && !same };
    };
    const { kept, row: left, replaced } = await decide();
    await house.audit({ region, kind: 'roster', id: roster.id, facts: { fields: Object.keys(typed), kept, replaced } });
    return { kept, row: left };
  }),

  serve(words.dropRow, async ({ region, id, row }, house) => {
    const { roster } = await openedRoster(house.db, region, id, true, house.clock);
    const aside = (await read.rowAside(house.db, region, roster.id, row)) ?? refuse('thing.unknown');
    await write.deleteAside(house.db, region, aside.id);
    await house.audit({ region, kind: 'roster', id: roster.id, facts: { codes: aside.problems.map((one) => one.code) } });
    return { dropped: true as const };
  }),

  serve(words.removeWorker, async ({ region, id, worker, reason }, house) => {
    const problem = judgeReason(reason);
    if (problem) throw new Refusal(problem);
    const { roster } = await openedRoster(house.db, region, id, true, house.clock);
    const row = (await read.workerOf(house.db, region, roster.id, worker, true)) ?? refuse('thing.unknown');
    await write.deleteWorkers(house.db, region, [row.id]);
    await house.audit({ region, kind: 'worker', id: row.id, facts: { roster: roster.id, reason } });
    return { removed: true as const };
  }),

  serve(words.revealWorker, async ({ region, id, worker, purpose }, house) => {
    const { db, clock, person, secrets } = house;
    const problem = judgeReason(purpose);
    if (problem) throw new Refusal(problem);
    const { roster } = await openedRoster(db, region, id, false, clock);
    const row = (await read.workerOf(db, region, roster.id, worker)) ?? refuse('thing.unknown');
    const now = Date.parse(clock.now());
    const earlier = await read.revealsSince(db, region, person.id, new Date(now - 3_600_000).toISOString());
    if (earlier >= REVEALS_AN_HOUR) refuse('roster.reveal-too-often', { limit: REVEALS_AN_HOUR });
    // On record first: when the entry cannot be written, nothing is opened.
    await house.audit({ region, kind: 'worker', id: row.id, facts: { roster: roster.id, purpose } });
    const open = await secrets.opener(db, region);
    return {
      ...openWorker(open, row.id, row.sealed),
      returnedOn: row.returnedOn,
      isolationUntil: row.isolationUntil,
      contact: row.contact,
      until: new Date(now + REVEAL_MINUTES * 60_000).toISOString(),
    };
  }),
];
