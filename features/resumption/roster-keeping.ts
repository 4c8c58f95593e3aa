// From rows to what is kept: each row judged before the transaction, so that nobody waits for it; inside it, under the roster's lock, who stands there
// already is decided, and people are sealed while the database takes those before them. A wrong row is sealed aside with its reasons.

import type { Db, Scope } from '../../platform/db/database.ts';
import type { Ground } from '../../platform/http/house.ts';
import type { Day } from '../../vocabulary/days.ts';
import { type Id, newId } from '../../vocabulary/ids.ts';
import { regionTree } from '../regions/door.ts';
import type { RowInPlace } from './roster-reading.ts';
import { originReader } from './rules-origin.ts';
import { type PlaceInFile, type RosterSetting, type RowProblem, readWorker, rosterBook, sameEntry, type Worker } from './rules-roster.ts';
import type { PurposeRow } from './store-purposes.ts';
import { digestsOf, isolationOf, type RosterRow, type WorkerRow, workerOf } from './store-roster.ts';
import { insertAside, insertWorkers, type NewAside, type RosterPlace } from './store-roster-write.ts';
import { cellDigest, identityDigest, openWorker, type Personal, sealCells, sealWorker } from './worker-seals.ts';

/** What rows of a roster are judged by: the fields of its purpose, the isolation of the case's regime, the places of the own province. */
export async function settingFor(db: Db, region: string, roster: RosterRow, purpose: PurposeRow, today: Day): Promise<RosterSetting> {
  const named = await isolationOf(db, region, roster.caseId);
  const places = await regionTree(db);
  return {
    fields: purpose.fields,
    today,
    begins: purpose.beginsOn,
    // No day of isolation is no rule of isolation: from April 2020 on for people from places of low risk.
    isolationDays: named === undefined ? 14 : named === 0 ? null : named,
    origin: originReader({ region, places: places.map(({ code, name }) => ({ code, name })) }),
  };
}

/** Rows judged and sealed, waiting to be written. */
export interface Prepared {
  rows: number;
  people: { id: Id; worker: Worker; row: RowInPlace }[];
  aside: NewAside[];
  /** Names of the sheets by their place in the file; empty for rows typed on screen. */
  sheets: ReadonlyMap<number, string>;
}

interface Preparing {
  take(rows: readonly RowInPlace[]): void;
  restart(): void;
  done(sheets: ReadonlyMap<number, string>): Prepared;
}

/** Judges and seals rows as they come. The region's key is opened once. */
export async function prepare(
  { database, secrets, clock }: Ground,
  scope: Scope,
  region: string,
  setting: RosterSetting,
): Promise<Preparing> {
  const seal = await database.transaction(scope, (db) => secrets.sealer(db, region, clock.now()));
  const declared: ReadonlySet<string> = new Set(setting.fields);
  let book = rosterBook();
  let rows = 0;
  let people: Prepared['people'] = [];
  let aside: { row: RowInPlace; problems: readonly RowProblem[]; first: PlaceInFile | null }[] = [];
  return {
    take(taken) {
      for (const row of taken) {
        rows += 1;
        const read = readWorker(row.cells, setting);
        if ('problems' in read) {
          aside.push({ row, problems: read.problems, first: null });
          continue;
        }
        const { worker } = read;
        const first = book.identity(worker.identity, { sheet: row.sheet, cell: row.cellOf('identity') });
        if (first !== null) {
          aside.push({ row, problems: [], first });
          continue;
        }
        if (book.phone(worker.phone)) worker.notes.push('phone-shared');
        people.push({ id: newId(), worker, row });
      }
    },
    restart() {
      book = rosterBook();
      rows = 0;
      people = [];
      aside = [];
    },
    done(sheets) {
      const set = aside.map(({ row, problems, first }): NewAside => {
        const id = newId();
        const place = first && (first.sheet === row.sheet ? first.cell : `${sheets.get(first.sheet) ?? ''}!${first.cell}`);
        const all: readonly RowProblem[] = place ? [{ field: 'identity', code: 'roster.identity-twice', params: { place } }] : problems;
        const cells = Object.fromEntries(Object.entries(row.cells).filter(([field]) => declared.has(field)));
        return {
          id,
          file: null,
          sheet: sheets.get(row.sheet) ?? '',
          row: row.row,
          cells: sealCells(seal, id, cells),
          digest: cellDigest(secrets, region, row.cells.identity),
          problems: all.map((one) => ({ ...one, cell: row.cellOf(one.field) })),
        };
      });
      return { rows, people, aside: set, sheets };
    },
  };
}

export interface Kept {
  kept: number;
  unchanged: number;
  aside: NewAside[];
}

/**
 * Writes what was prepared. The roster is locked by the caller. Somebody who stands there already with the same entries is unchanged; with other
 * entries the row goes aside and asks whether it replaces the other. `keepAside`: rows typed on screen stay on the screen instead.
 */
export async function keep(
  db: Db,
  secrets: Ground['secrets'],
  at: string,
  roster: RosterRow,
  place: RosterPlace,
  expiresOn: Day,
  prepared: Prepared,
  file: Id | null,
  keepAside = true,
): Promise<Kept> {
  const held = roster.nextLine > 1 ? await digestsOf(db, place.region, place.roster) : new Map<string, Id>();
  const seal = await secrets.sealer(db, place.region, at);
  const aside = prepared.aside.map((one) => ({ ...one, file }));
  let fresh = prepared.people;
  let unchanged = 0;
  if (held.size > 0) {
    fresh = [];
    const open = await secrets.opener(db, place.region);
    for (const one of prepared.people) {
      const digest = identityDigest(secrets, place.region, one.worker.identity);
      const there = held.get(digest.toString('hex'));
      if (there === undefined) {
        fresh.push(one);
        continue;
      }
      const row = await workerOf(db, place.region, place.roster, there);
      if (row && sameEntry(entryOf(row, openWorker(open, row.id, row.sealed)), one.worker)) {
        unchanged += 1;
        continue;
      }
      const id = newId();
      const cell = one.row.cellOf('identity');
      aside.push({
        id,
        file,
        sheet: prepared.sheets.get(one.row.sheet) ?? '',
        row: one.row.row,
        cells: sealCells(seal, id, one.row.cells),
        digest,
        problems: [{ field: 'identity', code: 'roster.identity-held', params: { line: row?.line ?? 0 }, cell }],
      });
    }
  }
  await insertWorkers(db, place, roster.nextLine, expiresOn, fresh, ({ id, worker }) => ({
    id,
    sealed: sealWorker(seal, id, worker),
    digest: identityDigest(secrets, place.region, worker.identity),
    facts: worker,
  }));
  if (keepAside) await insertAside(db, place, at, aside);
  return { kept: fresh.length, unchanged, aside };
}

/** The entries of a person as they compare with a row read again. */
export const entryOf = (
  row: Pick<WorkerRow, 'origin' | 'returnedOn' | 'isolationUntil' | 'contact'>,
  opened: Personal,
): Omit<Worker, 'notes'> => ({
  ...opened,
  origin: row.origin,
  returnedOn: row.returnedOn,
  isolationUntil: row.isolationUntil,
  contact: row.contact,
});
