// Rosters of a demonstration region: the purpose of its spring with its people deleted when their time was over, and another one in force that holds the
// rosters of applications still under way. Every row is judged, sealed, counted and deleted as any other. Used by set-up.ts alone.
import type { Db } from '../../platform/db/database.ts';
import type { Ground } from '../../platform/http/house.ts';
import { type Day, instantOfDay } from '../../vocabulary/days.ts';
import { type Id, newId } from '../../vocabulary/ids.ts';
import { regionTree } from '../regions/door.ts';
import { expireOne, expiryFacts, scheduled } from './expiry.ts';
import { keep, type Prepared, prepare } from './roster-keeping.ts';
import { originReader } from './rules-origin.ts';
import { deletedOn } from './rules-purposes.ts';
import { duePurposes } from './store-expiry.ts';
import { assess, insertPurpose } from './store-purposes.ts';
import { rosterOf } from './store-roster.ts';
import { insertRoster, saveFile } from './store-roster-write.ts';
import { runExpiry } from './words-purposes.ts';
import type { RosterField } from './words-roster.ts';

interface PurposeTold {
  name: string;
  basis: string;
  fields: RosterField[];
  beginsOn: Day;
  endsOn: Day;
  keepDays: number;
  assessedOn: Day;
  assessedBy: string;
  assessment: string;
}
/** What a demonstration tells of the people of a county who came back. */
export interface RostersTold {
  spring: PurposeTold;
  standing: PurposeTold;
  /** When the people of the spring were deleted. */
  expiredOn: Day;
  person(n: number, outside: boolean, wrong: boolean): Record<RosterField, string>;
}
/** One enterprise's roster: how many people, how many of them from outside the province, how many rows that cannot be read. */
export interface RosterToMake {
  enterprise: string;
  purpose: 'spring' | 'standing';
  people: number;
  outside: number;
  wrong: number;
  on: string;
}
interface Made extends RosterToMake {
  prepared: Prepared;
}

/** Judges the rows of all rosters before the transaction, as a file is read ahead of it. */
export async function prepareRosters(ground: Ground, region: string, told: RostersTold, rosters: readonly RosterToMake[]): Promise<Made[]> {
  const scope = { regions: [region], prefix: null, owner: null };
  const places = (await ground.database.transaction(scope, (db) => regionTree(db))).map(({ code, name }) => ({ code, name }));
  const made: Made[] = [];
  let n = Number(region.slice(4)) * 10_000;
  for (const purpose of ['spring', 'standing'] as const) {
    const { fields, beginsOn } = told[purpose];
    const today = purpose === 'spring' ? ('2020-02-28' as Day) : ground.clock.today();
    const setting = { fields, today, begins: beginsOn, isolationDays: 14, origin: originReader({ region, places }) };
    const preparing = await prepare(ground, scope, region, setting);
    for (const one of rosters.filter((each) => each.purpose === purpose)) {
      preparing.restart();
      preparing.take(
        Array.from({ length: one.people }, (_, index) => ({
          sheet: 0,
          row: index + 2,
          cells: told.person(n++, index < one.outside, index >= one.people - one.wrong),
          cellOf: (field: RosterField): string => `${String.fromCharCode(66 + fields.indexOf(field))}${index + 2}`,
        })),
      );
      made.push({ ...one, prepared: preparing.done(new Map([[0, '返岗人员']])) });
    }
  }
  return made;
}

/** Declares both purposes, keeps the rosters, and carries out the end of the spring. `cases`: those of the county by their enterprise. */
export async function keepRosters(
  { secrets, chain, clock }: Pick<Ground, 'secrets' | 'chain' | 'clock'>,
  db: Db,
  region: string,
  by: { name: string },
  told: RostersTold,
  cases: ReadonlyMap<string, { id: string; enterpriseId: string }>,
  rosters: readonly Made[],
): Promise<void> {
  const purposes = { spring: newId(), standing: newId() };
  for (const which of ['spring', 'standing'] as const) {
    const { assessedOn, assessedBy, assessment, ...purpose } = told[which];
    const at = instantOfDay(assessedOn);
    await insertPurpose(db, { ...purpose, region, id: purposes[which], byName: by.name, at });
    await assess(db, region, purposes[which], { on: assessedOn, by: assessedBy, text: assessment, at });
  }
  for (const { enterprise, purpose, on, prepared, people } of rosters) {
    const held = cases.get(enterprise)!;
    const place = { region, roster: newId(), enterprise: held.enterpriseId as Id, purpose: purposes[purpose] };
    const at = new Date(Date.parse(instantOfDay(on)) + 8.5 * 3_600_000).toISOString();
    await insertRoster(db, { ...place, caseId: held.id, byName: enterprise, at, today: on as Day });
    const file = newId();
    const read = {
      name: '返岗人员名册.xlsx',
      sha256: null,
      state: 'read' as const,
      rows: people,
      unchanged: 0,
      leftOut: [],
      byName: enterprise,
      at,
    };
    await saveFile(db, place, { ...read, id: file, kept: prepared.people.length, wrong: prepared.aside.length });
    const roster = (await rosterOf(db, region, place.roster, true))!;
    await keep(db, secrets, clock.now(), roster, place, deletedOn(told[purpose]), prepared, file);
  }
  for (const due of await duePurposes(db, [region], told.expiredOn)) {
    const expired = await expireOne(db, due, told.expiredOn, { name: scheduled.name, at: instantOfDay(told.expiredOn) });
    if (!expired) continue;
    await chain.append(db, {
      region,
      actor: scheduled,
      action: 'resumption.expire-personal-data',
      kind: 'purpose',
      id: due.purposeId,
      facts: expiryFacts(expired.done),
      allowed: runExpiry.audit === 'read' ? [] : runExpiry.audit.facts,
      request: 'schedule',
      result: 'done',
    });
  }
}
