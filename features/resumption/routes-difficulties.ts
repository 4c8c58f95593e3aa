// The calls of difficulties: raising, sending on, answering, the enterprise's word, how long each kind takes.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, type Day, instantOfDay } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import type { Acting } from './cases.ts';
import { raiseOne, stepOn } from './difficulties.ts';
import { enterpriseOf } from './routes-officers.ts';
import { hoursBetween, isOverdue, stepsFrom, timesByKind } from './rules-difficulties.ts';
import { type DifficultyRow, difficultyRules, findDifficulties, lockDifficulty, stepsOf, timedDifficulties } from './store-difficulties.ts';
import * as words from './words-difficulties.ts';

const actingOf = ({ db, person, clock }: House): Acting => ({ db, by: { id: person.id, name: person.name }, at: clock.now() });

/** The end of that day, or now where it is not over or none is given. */
function readAt(house: House, on?: Day): string {
  const now = house.clock.now();
  const end = on === undefined ? now : instantOfDay(addDays(on, 1));
  return end < now ? end : now;
}

async function told(house: House, rows: readonly DifficultyRow[], now = house.clock.now()): Promise<words.Difficulty[]> {
  const own = house.scope.owner !== null;
  const mayAct = house.person.may('resumption.difficulty');
  const steps = Map.groupBy(
    await stepsOf(
      house.db,
      [...new Set(rows.map((row) => row.region))],
      rows.map((row) => row.id),
    ),
    (step) => step.difficulty,
  );
  // A matter that was taken back waits no longer.
  const ended = (row: Pick<DifficultyRow, 'id' | 'state' | 'solvedAt'>): string | null =>
    row.solvedAt ?? (row.state === 'withdrawn' ? (steps.get(row.id)?.at(-1)?.at ?? null) : null);
  return rows.map(({ raisedId: _raised, ...row }) => ({
    ...row,
    overdue: isOverdue(row, now),
    hours: hoursBetween(row.raisedAt, ended(row) ?? now),
    steps: (steps.get(row.id) ?? []).map(({ difficulty: _difficulty, ...step }) => step),
    may: mayAct ? stepsFrom(row.state, own) : [],
  }));
}

const one = async (house: House, region: string, id: string): Promise<words.Difficulty> =>
  (await told(house, (await findDifficulties(house.db, { regions: [region], id, limit: 1, offset: 0 }, house.clock.now())).rows))[0]!;

export const difficultyRoutes = (): Route[] => [
  serve(words.listDifficulties, async ({ region, on, ...ask }, house) => {
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const { rows, ...counted } = await findDifficulties(house.db, { ...ask, regions }, readAt(house, on));
    return { ...counted, rows: await told(house, rows, readAt(house, on)) };
  }),

  serve(words.difficultyTimes, async ({ region, from, to, on }, house) => {
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const rows = await timedDifficulties(house.db, {
      regions,
      from: from && instantOfDay(from),
      to: to && instantOfDay(addDays(to as Day, 1)),
    });
    const rules = await difficultyRules(house.db, region ?? regions[0] ?? '000000', to ?? house.clock.today());
    const limits = words.DifficultyKind.options.map((kind) => rules.find((rule) => rule.kind === kind)!);
    return { kinds: timesByKind(rows, limits, readAt(house, on)) };
  }),

  serve(words.raiseDifficulty, async ({ region, id, enterprise, kind, text }, house) => {
    const found = await enterpriseOf(house, region, enterprise);
    const { made, organisation } = await raiseOne(actingOf(house), { region, id, enterprise, kind, text });
    if (!made) {
      const held = await lockDifficulty(house.db, region, id);
      if (!held || held.text !== text || held.kind !== kind || held.enterprise !== enterprise)
        refuse('resumption.sent-otherwise', { name: found.name });
    }
    await house.audit({ region, kind: 'difficulty', id, facts: { enterprise: found.name, kind, organisation } });
    return one(house, region, id);
  }),

  serve(words.actOnDifficulty, async ({ region, id, ...step }, house) => {
    const held = (await lockDifficulty(house.db, region, id)) ?? refuse('thing.unknown');
    const { organisation } = await stepOn(actingOf(house), held, step, house.scope.owner !== null);
    const { action, note, saidBy } = step;
    await house.audit({
      region,
      kind: 'difficulty',
      id,
      facts: { step: action, organisation, note: note || null, saidBy: saidBy || null },
    });
    return one(house, region, id);
  }),
];
