// One thing set on many rows: each row is decided by itself, refused rows are named, and the whole can be taken back while the rows are as
// it left them.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type Problem, Refusal, refuse, sentence } from '../../vocabulary/problems.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import { mayMove } from './rules.ts';
import { batchOf, batchRows, changedAfter, remember } from './store-batches.ts';
import { takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { listOf, setMembers } from './store-lists.ts';
import { type ProjectRecord, recordsOf } from './store-project.ts';
import { openMemberships } from './store-proposals.ts';
import { restore } from './store-undo.ts';
import { addStage } from './store-write.ts';
import { bulkEdit, undoBulk } from './words.ts';
import { patchOf, stop, whoOf, writePatch } from './writing.ts';

type Refused = { id: string; name: string; zh: string; en: string };
const said = (id: string, name: string, problem: Problem): Refused => ({
  id,
  name,
  zh: sentence(problem, 'zh'),
  en: sentence(problem, 'en'),
});

export const bulkRoutes = (): Route[] => [
  serve(bulkEdit, async (input, house) => {
    const { db } = house;
    const { region, set, reason } = input;
    const fields = Object.keys(set).filter((field) => set[field as keyof typeof set] !== undefined);
    if (fields.length === 0) refuse('projects.bulk-none');
    const mark = await takeTurn(db, region);
    const today = house.clock.today();
    const who = whoOf(house);
    const versions = new Map(input.rows.map((row) => [row.id as string, row.version]));
    const records = await recordsOf(db, region, [...versions.keys()], true);
    if (records.length < versions.size) refuse('thing.unknown');
    for (const code of [set.addList, set.removeList]) {
      if (code === undefined) continue;
      const list = await listOf(db, code);
      if (!list || !regionsAbove(region).includes(list.region)) refuse('projects.list-unknown', { code });
    }
    const members = new Set((await openMemberships(db, region, [...versions.keys()])).map((one) => `${one.id}\n${one.list}`));
    const batchId = newId();
    const refused: Refused[] = [];
    const accepted: {
      record: ProjectRecord;
      patch: Awaited<ReturnType<typeof patchOf>>['patch'];
      changes: ChangeRow[];
      begins: string[];
      ends: string[];
    }[] = [];
    for (const record of records) {
      try {
        if (record.leftAt !== null) refuse('projects.gone', { name: record.name, reason: record.leftReason ?? '' });
        if (record.version !== versions.get(record.id)) refuse('row.changed-meanwhile', { name: record.name, by: record.updatedBy });
        const { patch, changes } = await patchOf(house, record, {
          ...(set.lineCode !== undefined && { lineCode: set.lineCode }),
          ...(set.constructionKind !== undefined && { constructionKind: set.constructionKind }),
          ...(set.industryCode !== undefined && { industryCode: set.industryCode }),
          ...(set.place !== undefined && { place: set.place, placeId: null }),
        });
        const own = changes.filter((change) => change.field !== 'placeId');
        if (set.stage !== undefined && set.stage !== record.stage) {
          const problem = mayMove(
            { stage: record.stage as typeof set.stage, sideState: record.sideState as null, on: record.stageOn },
            { stage: set.stage, sideState: record.sideState as null, on: today },
            today,
          );
          if (problem) stop(problem);
          patch.stage = set.stage;
          patch.stageOn = today;
          own.push({
            projectId: record.id,
            kind: 'stage',
            field: 'stage',
            old: record.stage,
            new: set.stage,
            oldYuan: null,
            newYuan: null,
            reason,
          });
        }
        const begins = set.addList !== undefined && !members.has(`${record.id}\n${set.addList}`) ? [set.addList] : [];
        const ends = set.removeList !== undefined && members.has(`${record.id}\n${set.removeList}`) ? [set.removeList] : [];
        for (const code of begins)
          own.push({
            projectId: record.id,
            kind: 'list',
            field: `list:${code}`,
            old: null,
            new: '是',
            oldYuan: null,
            newYuan: null,
            reason,
          });
        for (const code of ends)
          own.push({
            projectId: record.id,
            kind: 'list',
            field: `list:${code}`,
            old: '是',
            new: null,
            oldYuan: null,
            newYuan: null,
            reason,
          });
        if (own.length > 0) accepted.push({ record, patch, changes: own, begins, ends });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push(said(record.id, record.name, error.problem));
      }
    }
    const auditSeq = await house.audit({ region, kind: 'project-batch', id: batchId, facts: { fields, rows: accepted.length, reason } });
    await remember(
      db,
      region,
      batchId,
      accepted.map((one) => one.record.id),
    );
    for (const one of accepted) {
      if (one.patch.stage !== undefined)
        await addStage(db, region, one.record.id, { stage: one.patch.stage, sideState: one.record.sideState, on: today, reason }, who);
      await writePatch(house, { record: one.record, mark }, one.patch, one.changes, { reason, auditSeq, batchId });
    }
    await setMembers(
      db,
      region,
      accepted.flatMap((one) => one.ends.map((list) => ({ id: one.record.id, list }))),
      accepted.flatMap((one) => one.begins.map((list) => ({ id: one.record.id, list, state: null }))),
      today,
      null,
    );
    return { changed: accepted.length, refused, undo: batchId };
  }),

  serve(undoBulk, async ({ region, id }, house) => {
    const { db } = house;
    const mark = await takeTurn(db, region, { whole: true });
    const batch = await batchOf(db, region, id);
    if (!batch) return refuse('thing.unknown');
    if (batch.undone) refuse('projects.bulk-undone');
    const later = await changedAfter(db, region, id);
    const refused = [...later].map(([project, name]) => said(project, name, { code: 'projects.bulk-later', params: { name } }));
    const back = batch.projects.filter((project) => !later.has(project));
    const auditSeq = await house.audit({ region, kind: 'project-batch', id, facts: { rows: back.length } });
    await reverse(house, region, id, back, auditSeq);
    if (back.length > 0) await restore(db, region, id, mark, back);
    return { restored: back.length, refused };
  }),
];

/** The log keeps both directions. */
async function reverse(house: House, region: string, batchId: string, projects: readonly string[], auditSeq: number): Promise<void> {
  const rows = await batchRows(house.db, region, batchId);
  const mine = new Set(projects);
  await addChanges(
    house.db,
    region,
    { ...whoOf(house), auditSeq },
    rows
      .filter((row) => mine.has(row.projectId))
      .map(
        (row): ChangeRow => ({
          projectId: row.projectId,
          kind: 'bulk-undo',
          field: row.field,
          old: row.new,
          new: row.old,
          oldYuan: row.newYuan,
          newYuan: row.oldYuan,
          reason: '撤销批量修改',
          batchId,
        }),
      ),
  );
}
