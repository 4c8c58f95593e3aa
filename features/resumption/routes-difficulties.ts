// The calls of difficulties: raising, sending on, answering, the enterprise's word, how long each kind takes.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { addDays, type Day, instantOfDay } from '../../vocabulary/days.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { enterpriseOf } from './routes-officers.ts';
import { hoursBetween, hoursLater, isOverdue, stepsFrom, takeStep, timesByKind } from './rules-difficulties.ts';
import {
  addStep,
  type DifficultyRow,
  difficultyRules,
  findDifficulties,
  insertDifficulty,
  lockDifficulty,
  saveDifficulty,
  stepsOf,
  timedDifficulties,
} from './store-difficulties.ts';
import * as words from './words-difficulties.ts';

async function told(house: House, rows: readonly DifficultyRow[]): Promise<words.Difficulty[]> {
  const now = house.clock.now();
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
  return rows.map(({ raisedId: _raised, ...row }) => ({
    ...row,
    overdue: isOverdue(row, now),
    hours: hoursBetween(row.raisedAt, row.solvedAt ?? now),
    steps: (steps.get(row.id) ?? []).map(({ difficulty: _difficulty, ...step }) => step),
    may: mayAct ? stepsFrom(row.state, own) : [],
  }));
}

const one = async (house: House, region: string, id: string): Promise<words.Difficulty> =>
  (await told(house, (await findDifficulties(house.db, { regions: [region], id, limit: 1, offset: 0 }, house.clock.now())).rows))[0]!;

export const difficultyRoutes = (): Route[] => [
  serve(words.listDifficulties, async ({ region, ...ask }, house) => {
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const { rows, ...counted } = await findDifficulties(house.db, { ...ask, regions }, house.clock.now());
    return { ...counted, rows: await told(house, rows) };
  }),

  serve(words.difficultyTimes, async ({ region, from, to }, house) => {
    const regions = house.scope.regions.filter((code) => region === undefined || within(code, region));
    const rows = await timedDifficulties(house.db, {
      regions,
      from: from && instantOfDay(from),
      to: to && instantOfDay(addDays(to as Day, 1)),
    });
    const rules = await difficultyRules(house.db, region ?? regions[0] ?? '000000', to ?? house.clock.today());
    const limits = words.DifficultyKind.options.map((kind) => rules.find((rule) => rule.kind === kind)!);
    return { kinds: timesByKind(rows, limits, house.clock.now()) };
  }),

  serve(words.raiseDifficulty, async ({ region, id, enterprise, kind, text }, house) => {
    const { db, clock, person } = house;
    const found = await enterpriseOf(house, region, enterprise);
    const at = clock.now();
    const rule = (await difficultyRules(db, region, clock.today())).find((each) => each.kind === kind)!;
    const made = await insertDifficulty(db, {
      region,
      id,
      enterprise,
      kind,
      text,
      organisation: rule.organisation,
      byId: person.id,
      by: person.name,
      at,
      dueAt: hoursLater(at, rule.hours),
    });
    if (made) {
      const step = { region, difficulty: id, enterprise, byId: person.id, by: person.name, at };
      await addStep(db, { ...step, action: 'raise', organisation: '', note: '' });
      await addStep(db, { ...step, action: 'route', organisation: rule.organisation, note: '' });
    } else {
      const held = await lockDifficulty(db, region, id);
      if (!held || held.text !== text || held.kind !== kind || held.enterprise !== enterprise)
        refuse('resumption.sent-otherwise', { name: found.name });
    }
    await house.audit({ region, kind: 'difficulty', id, facts: { enterprise: found.name, kind, organisation: rule.organisation } });
    return one(house, region, id);
  }),

  serve(words.actOnDifficulty, async ({ region, id, action, organisation, note, saidBy }, house) => {
    const { db, clock, person } = house;
    const held = (await lockDifficulty(db, region, id)) ?? refuse('thing.unknown');
    const decided = takeStep(held.state, { action, organisation, note, saidBy }, house.scope.owner !== null);
    if (!decided.ok) throw new Refusal(decided.problem);
    const at = clock.now();
    const where = action === 'route' ? organisation : held.organisation;
    const rule = (await difficultyRules(db, region, clock.today())).find((each) => each.kind === held.kind)!;
    // Sending it on or back starts the clock of an answer anew; what the first department took stays in the steps.
    const anew = action === 'route' || action === 'reopen';
    await saveDifficulty(db, {
      region,
      id,
      state: decided.state,
      organisation: where,
      dueAt: anew ? hoursLater(at, rule.hours) : held.dueAt,
      answeredAt: action === 'answer' ? at : action === 'reopen' ? null : held.answeredAt,
      answer: action === 'answer' ? note : held.answer,
      solvedAt: action === 'confirm' ? at : action === 'reopen' ? null : held.solvedAt,
      reopened: held.reopened + (action === 'reopen' ? 1 : 0),
    });
    await addStep(db, {
      region,
      difficulty: id,
      enterprise: held.enterprise,
      action,
      organisation: where,
      note: saidBy === '' ? note : `${note}${note ? ' ' : ''}（企业${saidBy}口述，${person.name}代记）`,
      byId: person.id,
      by: person.name,
      at,
    });
    await house.audit({
      region,
      kind: 'difficulty',
      id,
      facts: { step: action, organisation: where, note: note || null, saidBy: saidBy || null },
    });
    return one(house, region, id);
  }),
];
