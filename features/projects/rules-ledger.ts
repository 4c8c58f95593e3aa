// Decides a ledger's rows against the register: new, changed (old → new, the guarded ones marked), unchanged, a question, or refused with the
// reason. Pure: the same rows, answers and state give the same outcomes. State learns the file as it goes, so that two rows of one
// project are seen.
import { exactIn } from '../../vocabulary/money.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Answer, CellProblem, DayRead, IntakeContext, Outcome, ReadRow } from '../imports/door.ts';
import { guardOf } from './rules.ts';
import { type Known, type MatchIndex, matchIndex } from './rules-match.ts';
import { type Draft, type Reading, readDraft } from './sheet-read.ts';

export interface HeldYear {
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  natureBasis: 'stated' | 'group' | 'rule';
  maturity: string | null;
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
  basis: 'ledger' | 'later' | 'roll';
  left: boolean;
}

/** A project of the register as far as a ledger row can say something of it. */
export interface HeldProject extends Known {
  version: number;
  industry: string | null;
  line: string | null;
  constructionKind: string | null;
  content: string;
  start: DayRead | null;
  finish: DayRead | null;
  funding: string;
  note: string;
  stage: string;
  sideState: string | null;
  longitude: number | null;
  latitude: number | null;
  left: { on: string; reason: string } | null;
  years: Map<number, HeldYear>;
  lists: Map<string, { state: string | null; from: string }>;
}

export interface OwnerFinder {
  find(wanted: { name: string; creditCode: string | null }): { known: { id: string } } | undefined;
}

export interface LedgerState {
  reading: Reading;
  held: Map<string, HeldProject>;
  index: MatchIndex;
  owners: OwnerFinder;
  /** Resolves a written place to the id of one; null when it names none. */
  placeId(text: string): string | null;
  /** Projects of the last confirmed ledger of the same year and pool: what this file may lack. */
  before: Map<string, { name: string; pool: string }>;
  /** The file so far. */
  seen: {
    codes: Map<string, number>;
    taken: Map<string, { sheet: number; row: number }>;
    /** Projects that rows speak of which are left out or not yet answered: not written from here, and not missing either. */
    spoken: Set<string>;
    pools: Set<string>;
    drafts: WeakMap<ReadRow, Draft>;
  };
}

export function openState(parts: Omit<LedgerState, 'index' | 'seen'> & { places: readonly string[] }): LedgerState {
  const { places, ...rest } = parts;
  return {
    ...rest,
    index: matchIndex(parts.held.values(), places),
    seen: { codes: new Map(), taken: new Map(), spoken: new Set(), pools: new Set(), drafts: new WeakMap() },
  };
}

/** The draft of a row, read once. */
export function draftOf(row: ReadRow, state: LedgerState, context: IntakeContext): Draft {
  let draft = state.seen.drafts.get(row);
  if (!draft) {
    draft = readDraft(row, context, state.reading);
    state.seen.drafts.set(row, draft);
  }
  return draft;
}

/** Candidates that are rows of the file at hand, not records. */
const rowId = (sheet: number, row: number): string => `row:${sheet}:${row}`;
const rowOf = (id: string): number | null => (id.startsWith('row:') ? Number(id.split(':')[2]) : null);

export function decideRows(
  rows: readonly ReadRow[],
  answers: (sheet: number, row: number) => Answer | undefined,
  state: LedgerState,
  context: IntakeContext,
): Outcome[] {
  return rows.map((row) => decideRow(row, answers(row.sheet, row.row), state, context));
}

function decideRow(row: ReadRow, answer: Answer | undefined, state: LedgerState, context: IntakeContext): Outcome {
  const draft = draftOf(row, state, context);
  const outcome = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
    sheet: row.sheet,
    row: row.row,
    kind,
    by: null,
    target: null,
    title: draft.name,
    changes: [],
    problems: draft.problems,
    ...more,
  });
  state.seen.pools.add(draft.pool);
  const refused = (problem: CellProblem | null): Outcome =>
    outcome('refused', { problems: problem ? [...draft.problems, problem] : draft.problems });
  const problem = (
    code: string,
    params: Record<string, string | number>,
    field: string,
    severity: CellProblem['severity'] = 'refused',
  ): CellProblem => ({ row: row.row, column: draft.columns[field] ?? null, code, params, raw: null, severity });

  const held = state.owners.find({ name: draft.owner ?? '', creditCode: draft.creditCode });
  const ownerId = draft.owner || draft.creditCode ? (held?.known.id ?? null) : null;
  const sought = { code: draft.code, name: draft.name, owner: draft.owner, ownerId, place: draft.place, totalYuan: draft.totalYuan };

  if (answer?.kind === 'row') {
    const match = draft.name === '' ? { kind: 'none' as const } : state.index.find(sought);
    const alone =
      match.kind === 'found' ? match.id : match.kind === 'question' && match.candidates.length === 1 ? match.candidates[0]! : '';
    const target = state.held.get(alone);
    if (target) state.seen.spoken.add(target.id);
    return outcome('left-out', target ? { target: { id: target.id, version: target.version, name: target.name } } : {});
  }

  // A row that cannot be read still says whom it speaks of: its project is not missing from the file.
  const broken =
    draft.name === '' || row.problems.some((one) => one.severity === 'refused') || draft.problems.some((one) => one.severity === 'refused');
  if (broken) {
    if (draft.name !== '') {
      const match = state.index.find(sought);
      if (match.kind === 'found' && state.held.has(match.id) && !state.seen.taken.has(match.id))
        state.seen.taken.set(match.id, { sheet: row.sheet, row: row.row });
    }
    return refused(null);
  }
  if (draft.code !== null) {
    const first = state.seen.codes.get(draft.code);
    if (first !== undefined) return refused(problem('projects.same-code-in-file', { row: first, code: draft.code }, 'code'));
    state.seen.codes.set(draft.code, row.row);
  }

  const enter = (): Outcome => {
    const id = rowId(row.sheet, row.row);
    state.index.add({
      id,
      code: draft.code,
      name: draft.name,
      otherNames: [],
      owner: draft.owner ?? '',
      ownerId,
      place: draft.place ?? '',
      totalYuan: draft.totalYuan,
    });
    return outcome('new');
  };
  const ask = (why: string, params: Record<string, string | number>, candidates: readonly string[]): Outcome => {
    for (const id of candidates) state.seen.spoken.add(id);
    return outcome('question', {
      question: { why, params, candidates: candidates.flatMap((id) => candidateFields(id, state, context.year)), mine: mineFields(draft) },
    });
  };

  if (answer?.kind === 'match') {
    if (answer.value === 'new') return enter();
    const inFile = rowOf(answer.value);
    if (inFile !== null)
      return outcome('left-out', {
        by: 'answer',
        problems: [...draft.problems, problem('projects.same-row-in-file', { row: inFile }, 'name', 'warning')],
      });
    const target = state.held.get(answer.value);
    if (target) {
      const taken = state.seen.taken.get(target.id);
      if (taken && taken.row !== row.row)
        return outcome('left-out', {
          by: 'answer',
          target: { id: target.id, version: target.version, name: target.name },
          problems: [...draft.problems, problem('projects.same-row-in-file', { row: taken.row }, 'name', 'warning')],
        });
      return matched(target, 'answer');
    }
  }

  const match = state.index.find(sought);
  if (match.kind === 'none') return enter();
  if (match.kind === 'question') {
    const taken = match.candidates.map((id) => rowOf(id) ?? state.seen.taken.get(id)?.row).find((at) => at !== undefined && at !== null);
    return ask(match.why, taken === undefined || taken === null ? {} : { row: taken }, match.candidates);
  }
  const inFile = rowOf(match.id);
  if (inFile !== null) return ask('projects.twin-in-file', { row: inFile, name: state.index.get(match.id)!.name }, [match.id]);
  const target = state.held.get(match.id)!;
  const taken = state.seen.taken.get(target.id);
  if (taken) return ask('projects.twin-in-file', { row: taken.row, name: target.name }, [target.id]);
  return matched(target, match.by);

  function matched(target: HeldProject, by: string): Outcome {
    if (target.left)
      return refused(problem('projects.has-left', { name: target.name, on: target.left.on, reason: target.left.reason }, 'name'));
    state.seen.taken.set(target.id, { sheet: row.sheet, row: row.row });
    const found = changesOf(target, draft, ownerId, by, state, context);
    const guarded = found.changes.find((change) => change.guarded);
    const problems = [...draft.problems, ...found.problems.map((one) => ({ ...one, row: row.row }))];
    if (guarded) problems.push(problem('projects.needs-approval', { field: fieldWord(guarded.field) }, guarded.field, 'warning'));
    return outcome(found.changes.length > 0 ? 'changed' : 'unchanged', {
      by,
      target: { id: target.id, version: target.version, name: target.name },
      changes: found.changes,
      problems,
    });
  }
}

type Change = Outcome['changes'][number];

/** What a row changes of a project: only what it says; a blank cell leaves the value. */
function changesOf(
  target: HeldProject,
  draft: Draft,
  ownerId: string | null,
  by: string,
  state: LedgerState,
  context: IntakeContext,
): { changes: Change[]; problems: CellProblem[] } {
  const changes: Change[] = [];
  const problems: CellProblem[] = [];
  const year = context.year;
  const text = (
    field: string,
    old: string | null,
    now: string | null,
    same: (a: string, b: string) => boolean = (a, b) => a === b,
    column = field,
  ): void => {
    if (now === null || (old !== null && same(old, now)) || (old === null && now === '')) return;
    changes.push({
      field,
      old: old === '' ? null : old,
      new: now,
      column: draft.columns[column] ?? null,
      ...(guardOf(field, old, now) ? { guarded: true } : {}),
    });
  };
  const money = (field: string, old: number | null, now: number | null, column: string): void => {
    if (now === null || old === now) return;
    changes.push({
      field,
      old: old === null ? null : inWan(old),
      new: inWan(now),
      oldYuan: old,
      newYuan: now,
      column: draft.columns[column] ?? null,
      ...(guardOf(field, old, now) ? { guarded: true } : {}),
    });
  };
  const alike = (a: string, b: string) => normalName(a) === normalName(b);

  // Called by a former name, a project is not renamed back.
  if (by !== 'former-name') text('name', target.name, draft.name, alike);
  text('code', target.code, draft.code);
  const sameOwner = ownerId !== null && ownerId === target.ownerId;
  if (!sameOwner) text('owner', target.owner, draft.owner, alike);
  const placeId = draft.place === null ? null : state.placeId(draft.place);
  text('place', target.place, draft.place, (a, b) => alike(a, b) || (placeId !== null && placeId === state.placeId(a)));
  text('industry', target.industry, draft.industry);
  if (draft.lineStated || target.line === null) text('line', target.line, draft.line);
  text('constructionKind', target.constructionKind, draft.constructionKind);
  text('content', target.content, draft.content, alike);
  for (const field of ['start', 'finish'] as const)
    text(field, target[field] && dayText(target[field]), draft[field] && dayText(draft[field]), (a, b) => a.startsWith(b), field);
  money('total', target.totalYuan, draft.totalYuan, 'total');
  text('funding', target.funding, draft.funding, alike);
  text('note', target.note, draft.note, alike);
  if (draft.longitude !== null && (target.longitude !== draft.longitude || target.latitude !== draft.latitude))
    text(
      'point',
      target.longitude === null ? null : `${target.longitude},${target.latitude}`,
      `${draft.longitude},${draft.latitude}`,
      undefined,
      'longitude',
    );
  if (draft.stage !== null && (draft.stage !== target.stage || draft.sideState !== target.sideState))
    text('stage', target.stage, draft.stage);

  const line = target.years.get(year);
  if (!line || line.left || line.basis === 'later') {
    changes.push({ field: `pool:${year}`, old: null, new: draft.pool, column: null });
    if (draft.nature !== null)
      changes.push({ field: `nature:${year}`, old: null, new: draft.nature, column: draft.columns.nature ?? null });
    money(`annualPlan:${year}`, line?.annualPlanYuan ?? null, draft.annualPlanYuan, 'annualPlan');
    money(`doneBefore:${year}`, line?.doneBeforeYuan ?? null, draft.doneBeforeYuan, 'doneBefore');
  } else {
    text(`pool:${year}`, line.pool, draft.pool);
    // A rule does not overrule what somebody stated; a ledger that says nothing leaves what is known.
    if (
      draft.pool === 'annual' &&
      (draft.natureBasis !== 'rule' || line.nature === null || (line.natureBasis === 'rule' && line.nature !== draft.nature))
    )
      text(`nature:${year}`, line.nature, draft.nature, undefined, 'nature');
    if (draft.pool === 'reserve' && draft.columns.maturity !== undefined)
      text(`maturity:${year}`, line.maturity, draft.maturity, undefined, 'maturity');
    money(`annualPlan:${year}`, line.annualPlanYuan, draft.annualPlanYuan, 'annualPlan');
    money(`doneBefore:${year}`, line.doneBeforeYuan, draft.doneBeforeYuan, 'doneBefore');
  }
  for (const [earlier, plan] of draft.earlierPlans) {
    const before = target.years.get(earlier);
    if (before && before.basis !== 'later') {
      if (before.annualPlanYuan !== plan.yuan)
        problems.push({
          row: 0,
          column: plan.column,
          code: 'projects.earlier-plan-differs',
          params: { year: earlier, now: plan.yuan / 10_000, held: before.annualPlanYuan === null ? '-' : before.annualPlanYuan / 10_000 },
          raw: null,
          severity: 'warning',
        });
    } else money(`annualPlan:${earlier}`, before?.annualPlanYuan ?? null, plan.yuan, `annualPlan:${earlier}`);
  }
  for (const [code, said] of draft.lists) {
    const member = target.lists.get(code);
    const old = member ? (member.state ?? '是') : null;
    if (!said.member) {
      if (member) changes.push({ field: `list:${code}`, old, new: null, column: said.column });
    } else if (!member) changes.push({ field: `list:${code}`, old: null, new: said.state ?? '是', column: said.column });
    else if (said.state !== null && said.state !== member.state)
      changes.push({ field: `list:${code}`, old, new: said.state, column: said.column });
  }
  return { changes, problems };
}

const inWan = (yuan: number): string => `${exactIn(yuan, '万元')}万元`;

/** 2020, 2020-04 or 2020-04-15, as precise as the day is. */
const dayText = (day: DayRead): string => day.day.slice(0, { year: 4, month: 7, day: 10 }[day.precision]);

/** What people call a field, for sentences. */
const words: Record<string, string> = { name: '项目名称', total: '总投资', code: '项目代码' };
const fieldWord = (field: string): string => words[field] ?? field;

function mineFields(draft: Draft): Record<string, string> {
  return fields({
    name: draft.name,
    code: draft.code,
    owner: draft.owner,
    place: draft.place,
    total: draft.totalYuan,
    annualPlan: draft.annualPlanYuan,
    start: draft.start,
    finish: draft.finish,
    content: draft.content,
  });
}

function candidateFields(id: string, state: LedgerState, year: number): { id: string; fields: Record<string, string> }[] {
  const held = state.held.get(id);
  if (held)
    return [
      {
        id,
        fields: fields({
          name: held.name,
          code: held.code,
          owner: held.owner,
          place: held.place,
          total: held.totalYuan,
          annualPlan: held.years.get(year)?.annualPlanYuan ?? null,
          start: held.start,
          finish: held.finish,
          content: held.content,
        }),
      },
    ];
  const row = state.index.get(id);
  return row
    ? [
        {
          id,
          fields: {
            ...fields({ name: row.name, code: row.code, owner: row.owner, place: row.place, total: row.totalYuan }),
            row: String(rowOf(id)),
          },
        },
      ]
    : [];
}

function fields(of: Record<string, string | number | DayRead | null>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [field, value] of Object.entries(of))
    if (value !== null && value !== '')
      shown[field] = typeof value === 'number' ? inWan(value) : typeof value === 'string' ? value : dayText(value);
  return shown;
}

/** Projects that the last ledger of this year had and this file does not speak of, in the pools it holds. */
export function missingFrom(state: LedgerState): { id: string; name: string }[] {
  return [...state.before]
    .filter(([id, one]) => state.seen.pools.has(one.pool) && !state.seen.taken.has(id) && !state.seen.spoken.has(id))
    .map(([id, one]) => ({ id, name: one.name }));
}
