// The officers of a demonstration region and what they did day by day: assignments with hand-over, presence, rounds, guidance, difficulties, duty. What
// counts as wrong, how long supplies last, which step may follow are the room's own rules; only the many rows go in at once. Used by set-up.ts alone.
import type { Db } from '../../platform/db/database.ts';
import { instantOfDay } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { raiseOne, stepOn } from './difficulties.ts';
import { judgeRound, shortestCover } from './rules-officers.ts';
import { lockDifficulty } from './store-difficulties.ts';
import { endAssignmentRow, insertAssignment, insertGuidance, questionSet, saveAbsence, saveMeasure, saveOffer } from './store-officers.ts';
import {
  type CallToKeep,
  insertCalls,
  insertPresences,
  insertRounds,
  insertShifts,
  type PresenceToKeep,
  type RoundToKeep,
} from './store-set-up.ts';
import type { DifficultyAction, DifficultyKind } from './words-difficulties.ts';
import type { GuidanceSection, RoundAnswer } from './words-officers.ts';

interface Service {
  enterprise: string;
  assignments: readonly { login: string; organisation: string; from: string; to: string | null; reason: string }[];
  measure: string;
  measureOn: string;
  offer: { login: string; note: string; at: string } | null;
  presences: readonly { day: string; login: string; minute: number; substitute: boolean; note: string }[];
  absences: readonly { day: string; reason: string }[];
  rounds: readonly {
    day: string;
    login: string;
    minute: number;
    wrong: readonly string[];
    supplies: readonly { item: string; stock: number; dailyUse: number }[];
    seen: string;
  }[];
  guidance: readonly { day: string; login: string; team: string[]; sections: Partial<Record<GuidanceSection, string>> }[];
}
interface Trouble {
  enterprise: string;
  kind: DifficultyKind;
  text: string;
  raisedOn: string;
  hour: number;
  by: 'officer' | 'enterprise';
  steps: readonly {
    action: Exclude<DifficultyAction, 'raise'>;
    after: number;
    note: string;
    organisation?: string;
    by: 'clerk' | 'officer' | 'enterprise';
    saidBy?: string;
  }[];
}
/** What a demonstration tells of the officers of one county; people by login, enterprises by name. */
export interface ServiceTold {
  services: readonly Service[];
  difficulties: readonly Trouble[];
  duty: {
    shifts: readonly { from: string; to: string; login: string; note: string; takenBy: string | null }[];
    calls: readonly { at: string; about: string; enterprise: string | null; login: string; minutes: number; answer: string }[];
  };
  /** Where its phones were, degrees. */
  place: { latitude: number; longitude: number };
  who(login: string): { id: string; name: string };
}

const at = (day: string, minutes: number): string => new Date(Date.parse(instantOfDay(day)) + minutes * 60_000).toISOString();
const later = (instant: string, hours: number): string => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** Writes all of it inside the caller's transaction. `ids`: the enterprises of the county by name. */
export async function serveEnterprises(
  db: Db,
  region: string,
  clerk: { id: string; name: string },
  ids: ReadonlyMap<string, string>,
  told: ServiceTold,
): Promise<void> {
  const { who } = told;
  const presences: PresenceToKeep[] = [];
  const rounds: RoundToKeep[] = [];
  for (const [place, service] of told.services.entries()) {
    const enterprise = ids.get(service.enterprise)!;
    await assign(db, { region, enterprise, clerk, who }, service);
    for (const one of service.presences) {
      const spot = {
        latitude: told.place.latitude + (place % 7) * 0.004,
        longitude: told.place.longitude + (place % 5) * 0.006,
        accuracy: 12 + ((place * 7 + one.minute) % 50),
      };
      presences.push({ ...one, enterprise, at: at(one.day, 8 * 60 + one.minute), officer: who(one.login), place: spot });
    }
    for (const absence of service.absences)
      await saveAbsence(db, { region, enterprise, ...absence, byId: clerk.id, by: clerk.name, at: at(absence.day, 17 * 60) });
    if (service.rounds.length > 0) {
      const set = await questionSet(db, region, service.rounds[0]!.day);
      for (const one of service.rounds) {
        const answers = Object.fromEntries(
          set.questions.map(({ code, good }): [string, RoundAnswer] => [
            code,
            one.wrong.includes(code) ? (good === 'yes' ? 'no' : 'yes') : good,
          ]),
        );
        const judged = judgeRound(set.questions, answers);
        if (!judged.ok) throw new Error(`A round of ${service.enterprise} on ${one.day} does not answer its questions.`);
        const sent = { enterprise, at: at(one.day, 8 * 60 + one.minute), officer: who(one.login), set };
        rounds.push({ ...one, ...sent, answers, wrong: judged.wrong, coverDays: shortestCover(one.supplies) });
      }
    }
    for (const { login, ...one } of service.guidance) {
      const { id: byId, name: by } = who(login);
      await insertGuidance(db, { ...one, region, enterprise, id: newId(), byId, by, at: at(one.day, 16 * 60), hash: 'demo' });
    }
  }
  await insertPresences(db, region, presences);
  await insertRounds(db, region, rounds);
  for (const one of told.difficulties) await trouble(db, region, clerk, ids.get(one.enterprise)!, one, told);
  await insertShifts(
    db,
    region,
    clerk.name,
    told.duty.shifts.map((one) => ({ ...one, person: who(one.login), taken: one.takenBy === null ? null : who(one.takenBy) })),
  );
  await insertCalls(
    db,
    region,
    told.duty.calls.map(
      (one): CallToKeep => ({
        ...one,
        enterprise: one.enterprise === null ? null : ids.get(one.enterprise)!,
        person: who(one.login),
        answeredAt: later(one.at, one.minutes / 60),
      }),
    ),
  );
}

async function assign(
  db: Db,
  { region, enterprise, clerk, who }: { region: string; enterprise: string; clerk: { name: string }; who: ServiceTold['who'] },
  { assignments, measure, measureOn, offer }: Service,
): Promise<void> {
  let before: string | null = null;
  for (const one of assignments) {
    const id = newId();
    const officer = who(one.login);
    await insertAssignment(db, {
      region,
      id,
      enterprise,
      officer: officer.id,
      officerName: officer.name,
      organisation: one.organisation,
      from: one.from,
      measure,
      takenFrom: before,
      by: before === null ? clerk.name : officer.name,
      at: at(one.from, 8 * 60),
    });
    await saveMeasure(db, region, id, measure, measureOn);
    if (one.to !== null) await endAssignmentRow(db, region, id, one.to, one.reason);
    before = id;
  }
  if (offer && before !== null) {
    const to = who(offer.login);
    await saveOffer(db, region, before, { to: to.id, name: to.name, note: offer.note, at: offer.at });
  }
}

/** Raised, sent on, answered and closed step by step through the same table as any other. */
async function trouble(
  db: Db,
  region: string,
  clerk: { id: string; name: string },
  enterprise: string,
  one: Trouble,
  { services, who }: ServiceTold,
): Promise<void> {
  const served = services.find((each) => each.enterprise === one.enterprise);
  const holding = (day: string) => served?.assignments.find(({ from, to }) => from <= day && (to === null || to > day));
  const officer = holding(one.raisedOn);
  const people = {
    clerk,
    officer: officer ? who(officer.login) : clerk,
    enterprise: { id: `demo-${enterprise}`, name: one.enterprise },
  };
  let now = at(one.raisedOn, one.hour * 60 + 10);
  const id = newId();
  await raiseOne({ db, by: people[one.by], at: now }, { region, id, enterprise, kind: one.kind, text: one.text });
  for (const { after, by, action, note, organisation = '', saidBy = '' } of one.steps) {
    now = later(now, after);
    const held = (await lockDifficulty(db, region, id))!;
    await stepOn({ db, by: people[by], at: now }, held, { action, organisation, note, saidBy }, by === 'enterprise');
  }
}
