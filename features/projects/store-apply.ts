// Writes what was decided of a ledger, in large chunks: new projects by COPY, changed ones in one statement a chunk, each with the row of the file
// it came from. What needs an approver is written at once when the person is one, else it waits as a proposal with the file as evidence.
import { createHash } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Applied, IntakeContext, Outcome, ReadRow } from '../imports/door.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { guardOf, maskName, maskPhone, readCode } from './rules.ts';
import { draftOf, type LedgerState } from './rules-ledger.ts';
import { laterNature, mergeProject, mergeYears, type Owner, ownerKey } from './rules-merge.ts';
import { searchText } from './rules-names.ts';
import { type Draft, entryStage } from './sheet-read.ts';
import { remember } from './store-batches.ts';
import { stampLines, takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { contactMark, sealContact } from './store-contact.ts';
import { contactMarks, holdProposal, updateProjects, upsertYears } from './store-ledger-write.ts';
import { setMembers } from './store-lists.ts';
import { reportPool } from './store-reports.ts';

/** Rows written together: large enough that a chunk's fixed cost does not show, small enough to stay in memory. */
const CHUNK = 5_000;

const projectColumns = [
  'region_code',
  'id',
  'code',
  'code_form',
  'name',
  'normal_name',
  'owner_id',
  'owner_name',
  'place_id',
  'place_text',
  'longitude',
  'latitude',
  'industry_code',
  'line_code',
  'construction_kind',
  'content',
  'start_day',
  'start_precision',
  'finish_day',
  'finish_precision',
  'total_yuan',
  'funding',
  'note',
  'contact_sealed',
  'contact_mark',
  'stage',
  'stage_on',
  'side_state',
  'entered_at',
  'entered_by',
  'entered_import',
  'search',
  'updated_at',
  'updated_by',
] as const;
const yearColumns = [
  'region_code',
  'project_id',
  'year',
  'pool',
  'nature',
  'nature_basis',
  'maturity',
  'total_yuan',
  'annual_plan_yuan',
  'done_before_yuan',
  'line_code',
  'stage',
  'owner_id',
  'basis',
  'entered_on',
  'mark',
] as const;

/** Only the place of the row is kept: its cells would wait in memory for nothing. */
type Item = { row: Pick<ReadRow, 'sheet' | 'row'>; outcome: Outcome; draft: Draft };

export async function applyLedger(
  house: House,
  batches: AsyncIterable<{ rows: readonly ReadRow[]; outcomes: readonly Outcome[] }>,
  state: LedgerState,
  context: IntakeContext,
): Promise<Applied> {
  const { db } = house;
  const { region, importId } = context;
  const at = house.clock.now();
  const today = house.clock.today();
  const mark = await takeTurn(db, region);
  const approver = house.person.may('project.approve');
  const digest = createHash('sha256');
  const applied: Applied = { created: 0, changed: 0, held: 0, moved: [], facts: {} };
  const columns = new Map<string, number>();
  const pools = new Map<'annual' | 'reserve', { threshold: number | null; statedAs: string }>();
  const seal = await house.secrets.sealer(db, region, at);
  let chunk: Item[] = [];
  let writing: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    if (chunk.length === 0) return;
    const items = chunk;
    chunk = [];
    const owners = await ownersOf(db, region, items);
    const fresh = items.filter((item) => item.outcome.kind === 'new').map((item) => ({ ...item, id: newId() as string }));
    const known = items.filter((item) => item.outcome.kind !== 'new');
    await writeNew(fresh, owners);
    const changed = known.filter((item) => item.outcome.kind === 'changed' || item.draft.contact !== null);
    if (changed.length > 0) await writeChanged(changed, owners);
    const sources = [
      ...fresh.map((item) => [region, item.id, importId, item.row.sheet, item.row.row, at]),
      ...known.map((item) => [region, item.outcome.target!.id, importId, item.row.sheet, item.row.row, at]),
    ];
    await db.copyIn('project_sources', ['region_code', 'project_id', 'import_id', 'sheet', 'row_number', 'at'], sources);
    applied.created += fresh.length;
  };

  const writeNew = async (items: (Item & { id: string })[], owners: ReadonlyMap<string, Owner>): Promise<void> => {
    if (items.length === 0) return;
    const owner = (draft: Draft) => (draft.owner === null && draft.creditCode === null ? undefined : owners.get(ownerKey(draft)));
    await db.copyIn(
      'projects',
      projectColumns,
      items.map(({ draft, id }) => {
        const firm = owner(draft);
        const code = draft.code === null ? null : readCode(draft.code, region);
        const stage = entryStage(draft);
        digest.update(
          `${id}|${draft.name}|${draft.code ?? ''}|${draft.totalYuan ?? ''}|${draft.annualPlanYuan ?? ''}|${draft.pool}|${draft.nature ?? ''}\n`,
        );
        return [
          region,
          id,
          code?.ok ? code.code : null,
          code?.ok ? code.form : null,
          draft.name,
          normalName(draft.name),
          firm?.id ?? null,
          draft.owner ?? firm?.name ?? '',
          draft.place === null ? null : state.placeId(draft.place),
          draft.place ?? '',
          draft.longitude,
          draft.latitude,
          draft.industry,
          draft.line,
          draft.constructionKind,
          draft.content ?? '',
          draft.start?.day ?? null,
          draft.start?.precision ?? null,
          draft.finish?.day ?? null,
          draft.finish?.precision ?? null,
          draft.totalYuan,
          draft.funding ?? '',
          draft.note ?? '',
          draft.contact ? sealContact(seal, id, draft.contact) : null,
          draft.contact ? contactMark(house.secrets, draft.contact) : null,
          stage,
          null,
          draft.sideState,
          at,
          house.person.name,
          importId,
          searchText({ name: draft.name, otherNames: [], owner: draft.owner ?? firm?.name ?? '', code: draft.code }),
          at,
          house.person.name,
        ];
      }),
    );
    const years: unknown[][] = [];
    for (const { draft, id } of items) {
      const firm = owner(draft);
      const stage = entryStage(draft);
      years.push([
        region,
        id,
        context.year,
        draft.pool,
        draft.nature,
        draft.natureBasis,
        draft.maturity,
        draft.totalYuan,
        draft.annualPlanYuan,
        draft.doneBeforeYuan,
        draft.line,
        stage,
        firm?.id ?? null,
        'ledger',
        today,
        mark,
      ]);
      for (const [year, plan] of draft.earlierPlans)
        years.push([
          region,
          id,
          year,
          'annual',
          laterNature(draft, year),
          'rule',
          null,
          draft.totalYuan,
          plan.yuan,
          null,
          draft.line,
          stage,
          firm?.id ?? null,
          'later',
          today,
          mark,
        ]);
    }
    await db.copyIn('project_years', yearColumns, years);
    const members = items.flatMap(({ draft, id }) =>
      [...draft.lists].filter(([, said]) => said.member).map(([list, said]) => [region, list, id, said.state, today, importId]),
    );
    if (members.length > 0)
      await db.copyIn('list_members', ['region_code', 'list_code', 'project_id', 'state', 'from_day', 'import_id'], members);
    const moves = items
      .filter(({ draft }) => draft.pool === 'reserve')
      .map(({ draft, id }) => [
        region,
        newId(),
        id,
        context.year,
        null,
        draft.maturity,
        today,
        '台账入库',
        house.person.name,
        at,
        importId,
      ]);
    if (moves.length > 0)
      await db.copyIn(
        'reserve_moves',
        ['region_code', 'id', 'project_id', 'year', 'from_tier', 'to_tier', 'on_day', 'reason', 'by_name', 'at', 'import_id'],
        moves,
      );
  };

  const writeChanged = async (items: Item[], owners: ReadonlyMap<string, Owner>): Promise<void> => {
    const ids = items.map((item) => item.outcome.target!.id);
    await remember(db, region, importId, ids);
    const marks = await contactMarks(db, region, ids);
    const changes: ChangeRow[] = [];
    const updates: Record<string, unknown>[] = [];
    const years: Record<string, unknown>[] = [];
    const ends: { id: string; list: string }[] = [];
    const members: { id: string; list: string; state: string | null }[] = [];
    const names: unknown[][] = [];
    const proposals: { id: string; kind: string; value: string | number; old: string | number | null }[] = [];
    const moves: unknown[][] = [];
    for (const { row, outcome, draft } of items) {
      const target = state.held.get(outcome.target!.id)!;
      const allowed = outcome.changes.filter((change) => {
        const kind = change.guarded ? guardOf(change.field, change.oldYuan ?? change.old, change.newYuan ?? change.new) : null;
        if (kind === null || approver) return true;
        proposals.push({ id: target.id, kind, value: change.newYuan ?? change.new!, old: change.oldYuan ?? change.old });
        return false;
      });
      const contactChanged = draft.contact !== null && !sameMark(marks.get(target.id), contactMark(house.secrets, draft.contact));
      if (allowed.length === 0 && !contactChanged) continue;
      const said = new Map(allowed.map((change) => [change.field, change]));
      const next = mergeProject(target, draft, said, owners, state, region);
      const firm = said.has('owner') ? owners.get(ownerKey(draft)) : undefined;
      if (said.has('name')) names.push([region, newId(), target.id, target.name, normalName(target.name), 'former', today]);
      updates.push({
        id: target.id,
        code: next.code,
        code_form: next.codeForm,
        name: next.name,
        normal_name: normalName(next.name),
        owner_id: said.has('owner') ? (firm?.id ?? null) : target.ownerId,
        owner_name: next.owner,
        place_changed: said.has('place'),
        place_id: said.has('place') ? state.placeId(draft.place!) : null,
        place_text: next.place,
        longitude: next.longitude,
        latitude: next.latitude,
        industry_code: next.industry,
        line_code: next.line,
        construction_kind: next.constructionKind,
        content: next.content,
        start_day: next.start?.day ?? null,
        start_precision: next.start?.precision ?? null,
        finish_day: next.finish?.day ?? null,
        finish_precision: next.finish?.precision ?? null,
        total_yuan: next.totalYuan,
        funding: next.funding,
        note: next.note,
        stage: next.stage,
        side_state: next.sideState,
        contact_sealed: contactChanged ? `\\x${sealContact(seal, target.id, draft.contact!).toString('hex')}` : null,
        contact_mark: contactChanged ? `\\x${contactMark(house.secrets, draft.contact!).toString('hex')}` : null,
        search: searchText({
          name: next.name,
          otherNames: [...target.otherNames, ...(said.has('name') ? [target.name] : [])],
          owner: next.owner,
          code: next.code,
        }),
      });
      digest.update(`${target.id}|${allowed.map((change) => `${change.field}=${change.newYuan ?? change.new ?? ''}`).join('|')}\n`);
      const place = { importId, sheet: row.sheet, row: row.row };
      for (const change of allowed)
        changes.push({
          projectId: target.id,
          kind: 'import',
          field: change.field,
          old: change.old,
          new: change.new,
          oldYuan: change.oldYuan ?? null,
          newYuan: change.newYuan ?? null,
          reason: change.guarded ? (context.reason ?? '') : '',
          ...place,
          column: change.column,
          ...(change.guarded
            ? {
                approver: { id: house.person.id, name: house.person.name },
                evidence: { sha256: context.fileSha256, name: context.fileName },
              }
            : {}),
        });
      if (contactChanged)
        changes.push({
          projectId: target.id,
          kind: 'import',
          field: 'contact',
          old: null,
          new: `${maskName(draft.contact!.name)} ${maskPhone(draft.contact!.phone)}`,
          oldYuan: null,
          newYuan: null,
          reason: '',
          ...place,
          column: draft.columns.contact ?? null,
        });
      years.push(
        ...mergeYears(target, draft, next, said, context.year).map((line) => ({
          ...line,
          project_id: target.id,
          owner_id: said.has('owner') ? (firm?.id ?? null) : target.ownerId,
        })),
      );
      for (const [field, change] of said)
        if (field.startsWith('list:')) {
          const list = field.slice(5);
          if (change.old !== null) ends.push({ id: target.id, list });
          if (change.new !== null) members.push({ id: target.id, list, state: draft.lists.get(list)?.state ?? null });
        }
      const pool = said.get(`pool:${context.year}`);
      const tier = said.get(`maturity:${context.year}`);
      const before = target.years.get(context.year);
      if (draft.pool === 'reserve' && (pool || tier))
        moves.push([
          region,
          newId(),
          target.id,
          context.year,
          before?.maturity ?? null,
          draft.maturity,
          today,
          '台账入库',
          house.person.name,
          at,
          importId,
        ]);
      if (draft.pool === 'annual' && pool?.old === 'reserve')
        moves.push([
          region,
          newId(),
          target.id,
          context.year,
          before?.maturity ?? null,
          'annual',
          today,
          '列入年度计划',
          house.person.name,
          at,
          importId,
        ]);
      applied.changed += 1;
    }
    if (names.length > 0)
      await db.copyIn('project_names', ['region_code', 'id', 'project_id', 'name', 'normal_name', 'kind', 'until_day'], names);
    if (updates.length > 0) await updateProjects(db, region, updates, at, house.person.name);
    if (years.length > 0) await upsertYears(db, region, years, today, mark);
    await stampLines(
      db,
      region,
      updates.map((update) => update.id as string),
      mark,
    );
    await setMembers(db, region, ends, members, today, importId);
    if (moves.length > 0)
      await db.copyIn(
        'reserve_moves',
        ['region_code', 'id', 'project_id', 'year', 'from_tier', 'to_tier', 'on_day', 'reason', 'by_name', 'at', 'import_id'],
        moves,
      );
    await addChanges(db, region, { at, by: house.person }, changes);
    for (const proposal of proposals) applied.held += await holdProposal(house, context, proposal, at);
  };

  for await (const batch of batches)
    for (const [index, outcome] of batch.outcomes.entries()) {
      if (outcome.kind !== 'new' && outcome.kind !== 'changed' && outcome.kind !== 'unchanged') continue;
      const row = batch.rows[index]!;
      const draft = draftOf(row, state, context);
      for (const [field, column] of Object.entries(draft.columns)) columns.set(`${row.sheet}\n${field}`, column);
      if (!pools.has(draft.pool)) pools.set(draft.pool, reportOf(row.sheet, context));
      chunk.push({ row: { sheet: row.sheet, row: row.row }, outcome, draft });
      if (chunk.length < CHUNK) continue;
      // The next rows are read and decided while the database takes these; one chunk at a time, so that no more than two wait.
      await writing;
      writing = flush();
      writing.catch(() => {}); // whoever awaits it next hears of it
    }
  await writing;
  await flush();
  if (columns.size > 0)
    await db.copyIn(
      'project_source_columns',
      ['region_code', 'import_id', 'sheet', 'field', 'column_number'],
      [...columns].map(([key, column]) => [region, importId, Number(key.split('\n')[0]), key.split('\n')[1], column]),
    );
  // A sheet that was brought in and holds no row has reported nothing to count: that, too, is a report.
  for (const sheet of context.sheets) {
    const pool = context.sheetOptions[sheet.index]?.pool ?? sheet.pool;
    if ((pool === 'annual' || pool === 'reserve') && !pools.has(pool) && context.sheetOptions[sheet.index])
      pools.set(pool, reportOf(sheet.index, context));
  }
  for (const [pool, report] of pools)
    await reportPool(db, {
      region,
      year: context.year,
      pool,
      threshold: report.threshold,
      statedAs: report.statedAs,
      at,
      by: house.person.name,
      importId,
    });
  applied.facts.digest = digest.digest('hex');
  return applied;
}

async function ownersOf(db: Db, region: string, items: readonly Item[]): Promise<Map<string, Owner>> {
  const wanted = new Map<string, { name: string; creditCode: string | null }>();
  for (const { draft } of items)
    if (draft.owner !== null && normalName(draft.owner) !== '')
      wanted.set(ownerKey(draft), { name: draft.owner, creditCode: draft.creditCode });
  const owners = new Map<string, Owner>();
  const groups = Map.groupBy(wanted, ([, one]) =>
    /(局|委|委员会|政府|办公室|管委会|中心|学校|医院|院)$/.test(one.name) ? 'department' : 'enterprise',
  );
  for (const [kind, some] of groups) {
    const found = await findOrCreateOrganisations(
      db,
      region,
      some.map(([, one]) => one),
      { kind: kind as 'department' | 'enterprise' },
    );
    for (const [index, [key]] of some.entries()) owners.set(key, found[index]!);
  }
  return owners;
}

function reportOf(sheet: number, context: IntakeContext): { threshold: number | null; statedAs: string } {
  const threshold = context.sheetOptions[sheet]?.thresholdYuan;
  const titles = context.sheets.find((one) => one.index === sheet)?.titles ?? [];
  return {
    threshold: threshold === undefined || threshold === null || threshold === '' ? null : Number(threshold),
    statedAs: (titles[0] ?? '').slice(0, 200),
  };
}

const sameMark = (held: Buffer | null | undefined, now: Buffer): boolean => held !== null && held !== undefined && now.equals(held);
