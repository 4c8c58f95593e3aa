// One way for every step of a difficulty: to which department and by when is the dated rule of its kind, what may follow what is rules-difficulties.ts.
// Used by the routes and by the demonstration, which lives on days of its own.
import { dayOfInstant } from '../../vocabulary/days.ts';
import { Refusal } from '../../vocabulary/problems.ts';
import type { Acting } from './cases.ts';
import { hoursLater, takeStep } from './rules-difficulties.ts';
import {
  addStep,
  type DifficultyRow,
  type DifficultyRule,
  difficultyRules,
  insertDifficulty,
  saveDifficulty,
} from './store-difficulties.ts';
import type { DifficultyAction, DifficultyKind } from './words-difficulties.ts';

const ruleOf = async ({ db, at }: Acting, region: string, kind: DifficultyKind): Promise<DifficultyRule> =>
  (await difficultyRules(db, region, dayOfInstant(at))).find((each) => each.kind === kind)!;

/** Writes a difficulty and sends it to the department of its kind. `made` is false when something stands under that id already. */
export async function raiseOne(
  acting: Acting,
  one: { region: string; id: string; enterprise: string; kind: DifficultyKind; text: string },
): Promise<{ made: boolean; organisation: string }> {
  const { db, by, at } = acting;
  const { organisation, hours } = await ruleOf(acting, one.region, one.kind);
  const dueAt = hoursLater(at, hours);
  const made = await insertDifficulty(db, { ...one, organisation, byId: by.id, by: by.name, at, dueAt });
  if (made) {
    const step = { region: one.region, difficulty: one.id, enterprise: one.enterprise, byId: by.id, by: by.name, at, dueAt };
    await addStep(db, { ...step, action: 'raise', organisation: '', note: '' });
    await addStep(db, { ...step, action: 'route', organisation, note: '' });
  }
  return { made, organisation };
}

/** Takes the next step of a difficulty that is locked. `own`: by the enterprise's own account. Answers where it lies now. */
export async function stepOn(
  acting: Acting,
  held: DifficultyRow,
  step: { action: Exclude<DifficultyAction, 'raise'>; organisation: string; note: string; saidBy: string },
  own: boolean,
): Promise<{ organisation: string }> {
  const decided = takeStep(held.state, step, own);
  if (!decided.ok) throw new Refusal(decided.problem);
  const { db, by, at } = acting;
  const { action, note, saidBy } = step;
  const { region, id, enterprise } = held;
  const organisation = action === 'route' ? step.organisation : held.organisation;
  // Sending it on or back starts the clock of an answer anew; what the first department took stays in the steps.
  const anew = action === 'route' || action === 'reopen';
  const dueAt = anew ? hoursLater(at, (await ruleOf(acting, region, held.kind)).hours) : held.dueAt;
  await saveDifficulty(db, {
    region,
    id,
    state: decided.state,
    organisation,
    dueAt,
    answeredAt: action === 'answer' ? at : action === 'reopen' ? null : held.answeredAt,
    answer: action === 'answer' ? note : held.answer,
    solvedAt: action === 'confirm' ? at : action === 'reopen' ? null : held.solvedAt,
    reopened: held.reopened + (action === 'reopen' ? 1 : 0),
  });
  await addStep(db, {
    region,
    difficulty: id,
    enterprise,
    action,
    organisation,
    note: saidBy === '' ? note : `${note}${note ? ' ' : ''}（企业${saidBy}口述，${by.name}代记）`,
    byId: by.id,
    by: by.name,
    at,
    dueAt: anew ? dueAt : null,
  });
  return { organisation };
}
