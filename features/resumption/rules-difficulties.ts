// Decisions about difficulties: which step follows which state and who may take it, by when an answer is due, how long each kind takes. Pure. Only the
// enterprise's own word closes a difficulty: its account, or somebody of it who is named.
import type { Problem } from '../../vocabulary/problems.ts';
import type { DifficultyAction, DifficultyKind, DifficultyState } from './words-difficulties.ts';

const next: Record<
  Exclude<DifficultyAction, 'raise'>,
  { from: readonly DifficultyState[]; to: DifficultyState; by: 'office' | 'enterprise' }
> = {
  route: { from: ['routed'], to: 'routed', by: 'office' },
  answer: { from: ['routed'], to: 'answered', by: 'office' },
  confirm: { from: ['answered'], to: 'solved', by: 'enterprise' },
  reopen: { from: ['answered', 'solved'], to: 'routed', by: 'enterprise' },
  withdraw: { from: ['routed', 'answered'], to: 'withdrawn', by: 'enterprise' },
};
type Step = keyof typeof next;

/** What may be done now, by the enterprise's own account or by an office. An office may write down the enterprise's word as well. */
export const stepsFrom = (state: DifficultyState, own: boolean): Step[] =>
  (Object.keys(next) as Step[]).filter((step) => next[step].from.includes(state) && (!own || next[step].by === 'enterprise'));

export function takeStep(
  state: DifficultyState,
  step: { action: Step; organisation: string; note: string; saidBy: string },
  own: boolean,
): { ok: true; state: DifficultyState } | { ok: false; problem: Problem } {
  const rule = next[step.action];
  if (!rule.from.includes(state)) return { ok: false, problem: { code: 'resumption.difficulty-state', params: {} } };
  if (own && rule.by === 'office') return { ok: false, problem: { code: 'resumption.difficulty-office', params: {} } };
  if (!own && rule.by === 'enterprise' && step.saidBy === '')
    return { ok: false, problem: { code: 'resumption.difficulty-word', params: {} } };
  if (step.action === 'route' && step.organisation === '')
    return { ok: false, problem: { code: 'resumption.difficulty-where', params: {} } };
  if (['answer', 'reopen'].includes(step.action) && step.note.length < 4)
    return { ok: false, problem: { code: 'resumption.difficulty-note', params: {} } };
  return { ok: true, state: rule.to };
}

export const hoursLater = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
export const hoursBetween = (from: string, to: string): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000));

/** The value below or at which that share of the values lies, by nearest rank; null of none. */
function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

type Timed = { kind: DifficultyKind; state: DifficultyState; raisedAt: string; dueAt: string; solvedAt: string | null; reopened: number };

/** How long each kind takes. What is not solved has no hours yet and is counted as open. */
export function timesByKind(rows: readonly Timed[], limits: readonly { kind: DifficultyKind; hours: number }[], now: string) {
  return limits.map(({ kind, hours: limitHours }) => {
    const own = rows.filter((row) => row.kind === kind && row.state !== 'withdrawn');
    const hours = own.flatMap((row) => (row.solvedAt === null ? [] : [hoursBetween(row.raisedAt, row.solvedAt)]));
    const open = own.filter((row) => row.state !== 'solved');
    return {
      kind,
      raised: own.length,
      solved: own.length - open.length,
      open: open.length,
      overdue: open.filter((row) => isOverdue(row, now)).length,
      reopened: own.reduce((sum, row) => sum + row.reopened, 0),
      medianHours: percentile(hours, 0.5),
      ninetiethHours: percentile(hours, 0.9),
      limitHours,
    };
  });
}

/** Late is an answer that is due and was not given; what is answered waits for the enterprise. */
export const isOverdue = ({ state, dueAt }: { state: DifficultyState; dueAt: string }, now: string): boolean =>
  state === 'routed' && Date.parse(now) > Date.parse(dueAt);
