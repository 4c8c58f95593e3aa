// Confirming and undoing. Confirming decides every row again inside the transaction that writes, under the intake's locks: a row that
// came out differently from the preview is reported, and one that became doubtful is not written. All of it commits, or none of it.
import type { House } from '../../platform/http/house.ts';
import { type ProblemCode, refuse } from '../../vocabulary/problems.ts';
import { contextOf, personalFieldsOf, usedPages, walkRows } from './decide.ts';
import type { Applied, Intake, Outcome, ReadRow } from './intake.ts';
import { answersOf, openLedger } from './outcomes.ts';
import { changeImport, type ImportRow, loadAnswers, loadSheets } from './store.ts';
import { loadPacked, loadPackedDecisions, pageKeys, unpackOutcomes } from './store-pages.ts';

const accepted = new Set<Outcome['kind']>(['new', 'changed', 'unchanged']);

/** Whether it is what the clerk agreed to: who is meant and what changes. When any of it differs, the row moved. */
const agreed = (was: Outcome, is: Outcome): boolean =>
  was.kind === is.kind &&
  (was.target?.id ?? null) === (is.target?.id ?? null) &&
  was.changes.length === is.changes.length &&
  was.changes.every(({ field, old, new: now }, at) => {
    const other = is.changes[at]!;
    return field === other.field && old === other.old && now === other.new;
  });

export async function confirmImport(
  house: House,
  intake: Intake,
  row: ImportRow,
  { reason, leaveOutOpen }: { reason: string; leaveOutOpen: boolean },
): Promise<void> {
  const { db } = house;
  const place = { region: row.region, id: row.id };
  const before = row.summary!.counts;
  if (!leaveOutOpen && (before.questions > 0 || before.refused > 0))
    refuse('imports.open-rows', { questions: before.questions, refused: before.refused });
  if (before.accepted === 0) refuse('imports.nothing-to-import');

  const context = { ...contextOf(row), reason };
  const state = await intake.load(db, context, true);
  const { sheets, date1904 } = await loadSheets(db, place);
  const keys = usedPages(await pageKeys(db, place), row.mapping!);
  // Packed pages are small; they are fetched before anything is written, because a COPY in progress leaves no room for other statements.
  const packed: { cells: Uint8Array; decided: Uint8Array | undefined }[] = [];
  for (const key of keys)
    packed.push({
      cells: await loadPacked(db, house.secrets, place, key),
      decided: await loadPackedDecisions(db, house.secrets, place, key),
    });

  const ledger = openLedger(personalFieldsOf(intake));
  const walk = walkRows({
    intake,
    state,
    context,
    mapping: row.mapping!,
    sheets,
    date1904,
    answers: answersOf(await loadAnswers(db, place)),
    ledger,
  });
  const moved: Applied['moved'] = [];
  let finished = false;
  async function* batches(): AsyncGenerator<{ rows: ReadRow[]; outcomes: Outcome[] }> {
    for (const [index, key] of keys.entries()) {
      const shown = unpackOutcomes(packed[index]!.decided);
      const cells = packed[index]!.cells;
      packed[index] = { cells: new Uint8Array(), decided: undefined };
      let at = 0;
      for (const { sheet, rows, outcomes } of walk.page(key, cells)) {
        ledger.add(sheet, outcomes);
        ledger.drain();
        const taken: { rows: ReadRow[]; outcomes: Outcome[] } = { rows: [], outcomes: [] };
        for (const [place, outcome] of outcomes.entries()) {
          const was = shown[at++];
          if (was?.row !== outcome.row) throw new Error('the rows decided now are not the rows that were shown');
          if (!agreed(was, outcome)) moved.push({ sheet: outcome.sheet, row: outcome.row, was: was.kind, is: outcome.kind });
          if (!accepted.has(was.kind) || !accepted.has(outcome.kind)) continue;
          taken.rows.push(rows[place]!);
          taken.outcomes.push(outcome);
        }
        if (taken.rows.length > 0) yield taken;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    walk.finish();
    finished = true;
  }
  const applied = await intake.apply(house, batches(), state, context);
  if (!finished) throw new Error(`the intake ${intake.id} stopped before the last row`);

  const counts = ledger.counts;
  const at = house.clock.now();
  const seq = await house.audit({
    region: row.region,
    kind: 'import',
    id: row.id,
    facts: {
      fileName: row.fileName,
      fileSha256: row.sha256,
      year: row.year,
      rows: counts.rows,
      created: applied.created,
      changed: applied.changed,
      unchanged: counts.unchanged,
      held: applied.held,
      refused: counts.refused + counts.questions,
      leftOut: counts.leftOut,
      digest: ledger.digest(),
      reason,
    },
  });
  await changeImport(db, place, {
    status: 'confirmed',
    confirmed: { name: house.person.name, at },
    progress: null,
    problem: null,
    auditSeq: seq,
    summary: {
      ...row.summary!,
      counts: { ...counts, missing: before.missing },
      applied: {
        created: applied.created,
        changed: applied.changed,
        held: applied.held,
        moved: [...moved, ...applied.moved.filter((one) => !moved.some((other) => other.sheet === one.sheet && other.row === one.row))],
      },
    },
  });
}

export async function undoImport(house: House, intake: Intake, row: ImportRow, reason: string): Promise<void> {
  const context = contextOf(row);
  const why = await intake.cannotUndo(house.db, context);
  if (why) refuse(why.code as ProblemCode, why.params);
  await intake.undo(house, context);
  const seq = await house.audit({
    region: row.region,
    kind: 'import',
    id: row.id,
    facts: { reason, fileName: row.fileName, fileSha256: row.sha256, rows: row.summary?.counts.accepted ?? 0 },
  });
  await changeImport(
    house.db,
    { region: row.region, id: row.id },
    { status: 'undone', undone: { name: house.person.name, at: house.clock.now(), reason }, auditSeq: seq },
  );
}
