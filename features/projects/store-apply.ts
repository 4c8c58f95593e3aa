// Writes what was decided of a ledger, in large chunks: new projects by COPY, changed ones in one statement a chunk, each with the row of the file
// it came from. What needs an approver is written at once when the person is one, else it waits as a proposal with the file as evidence.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Applied, DayRead, IntakeContext, Outcome, ReadRow } from '../imports/door.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { guardOf, maskName, maskPhone, readCode, stageByRule } from './rules.ts';
import { draftOf, type HeldProject, type LedgerState } from './rules-ledger.ts';
import { searchText } from './rules-names.ts';
import { type Draft, entryStage } from './sheet-read.ts';
import { stampLines, takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { contactMark, sealContact } from './store-contact.ts';

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

type Item = { row: ReadRow; outcome: Outcome; draft: Draft };
type Owner = { id: string; name: string };

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
    await db.kysely.executeQuery(
      sql`
      insert into project_befores (region_code, batch_id, project_id, before)
      select p.region_code, ${importId}, p.id, ${snapshot} from projects p where p.region_code = ${region} and p.id = any (${ids}::uuid[])
      on conflict do nothing`.compile(db.kysely),
    );
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
          reason: '',
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
      chunk.push({ row, outcome, draft });
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

/** How a project stood: its row, its year lines, its open and closed memberships. */
const snapshot = sql`jsonb_build_object(
  'project', to_jsonb(p),
  'years', coalesce((select jsonb_agg(to_jsonb(y)) from project_years y where y.region_code = p.region_code and y.project_id = p.id), '[]'::jsonb),
  'members', coalesce((select jsonb_agg(to_jsonb(m)) from list_members m where m.region_code = p.region_code and m.project_id = p.id), '[]'::jsonb))`;

/** Remembers how these projects stand under the id of a batch (an import, a bulk change), once. */
export async function remember(db: Db, region: string, batchId: string, ids: readonly string[]): Promise<void> {
  await sql`
    insert into project_befores (region_code, batch_id, project_id, before)
    select p.region_code, ${batchId}, p.id, ${snapshot} from projects p where p.region_code = ${region} and p.id = any (${ids}::uuid[])
    on conflict do nothing`.execute(db.kysely);
}

const ownerKey = (draft: Pick<Draft, 'owner' | 'creditCode'>): string => `${normalName(draft.owner ?? '')}\n${draft.creditCode ?? ''}`;

/** A plan of an earlier year tells only what it tells: the nature that year follows from the start, if there is one. */
const laterNature = (draft: Draft, year: number): string | null =>
  draft.start ? (Number(draft.start.day.slice(0, 4)) >= year ? 'new' : 'continuing') : null;

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

type Said = ReadonlyMap<string, Outcome['changes'][number]>;

function mergeProject(
  target: HeldProject,
  draft: Draft,
  said: Said,
  owners: ReadonlyMap<string, Owner>,
  state: LedgerState,
  region: string,
) {
  const pick = <T>(field: string, now: T, old: T): T => (said.has(field) ? now : old);
  const code = pick('code', draft.code, target.code);
  const read = code === null ? null : readCode(code, region);
  return {
    code,
    codeForm: read?.ok ? read.form : null,
    name: pick('name', draft.name, target.name),
    owner: pick('owner', draft.owner ?? owners.get(ownerKey(draft))?.name ?? '', target.owner),
    place: pick('place', draft.place ?? '', target.place),
    industry: pick('industry', draft.industry, target.industry),
    line: pick('line', draft.line, target.line),
    constructionKind: pick('constructionKind', draft.constructionKind, target.constructionKind),
    content: pick('content', draft.content ?? '', target.content),
    start: pick<DayRead | null>('start', draft.start, target.start),
    finish: pick<DayRead | null>('finish', draft.finish, target.finish),
    totalYuan: pick('total', draft.totalYuan, target.totalYuan),
    funding: pick('funding', draft.funding ?? '', target.funding),
    note: pick('note', draft.note ?? '', target.note),
    longitude: pick('point', draft.longitude, target.longitude),
    latitude: pick('point', draft.latitude, target.latitude),
    stage: pick<string>('stage', draft.stage ?? target.stage, target.stage),
    sideState: said.has('stage') ? draft.sideState : target.sideState,
    placeId: state.placeId(draft.place ?? ''),
  };
}

/** The lines of this year and of earlier plans as they become; a line that only follows the project's total, stage or line is among them. */
function mergeYears(
  target: HeldProject,
  draft: Draft,
  next: ReturnType<typeof mergeProject>,
  said: Said,
  year: number,
): Record<string, unknown>[] {
  const held = target.years.get(year);
  const opens = !held || held.left || held.basis === 'later';
  const stage =
    opens && draft.stage === null && !said.has('stage') && target.stage === 'idea' && draft.pool === 'annual'
      ? stageByRule('annual', draft.nature)
      : next.stage;
  const now = (field: string): boolean => said.has(`${field}:${year}`);
  const lines: Record<string, unknown>[] = [];
  if (!opens || now('pool'))
    lines.push({
      year,
      pool: now('pool') ? draft.pool : held!.pool,
      nature: now('nature') || (now('pool') && draft.pool === 'reserve') ? draft.nature : opens ? draft.nature : held!.nature,
      nature_basis: now('nature') || opens ? draft.natureBasis : held!.natureBasis,
      maturity:
        (now('pool') ? draft.pool : held!.pool) === 'reserve' ? (now('maturity') || now('pool') ? draft.maturity : held!.maturity) : null,
      total_yuan: next.totalYuan,
      annual_plan_yuan: now('annualPlan') ? draft.annualPlanYuan : (held?.annualPlanYuan ?? null),
      done_before_yuan: now('doneBefore') ? draft.doneBeforeYuan : (held?.doneBeforeYuan ?? null),
      line_code: next.line,
      stage,
      basis: 'ledger',
    });
  for (const [earlier, plan] of draft.earlierPlans)
    if (said.has(`annualPlan:${earlier}`))
      lines.push({
        year: earlier,
        pool: 'annual',
        nature: laterNature(draft, earlier),
        nature_basis: 'rule',
        maturity: null,
        total_yuan: next.totalYuan,
        annual_plan_yuan: plan.yuan,
        done_before_yuan: null,
        line_code: next.line,
        stage: next.stage,
        basis: 'later',
      });
  return lines;
}

async function updateProjects(db: Db, region: string, updates: readonly Record<string, unknown>[], at: string, by: string): Promise<void> {
  await sql`
    update projects p set code = n.code, code_form = n.code_form, name = n.name, normal_name = n.normal_name, owner_id = n.owner_id, owner_name = n.owner_name,
      place_id = case when n.place_changed then n.place_id else p.place_id end, place_text = n.place_text, longitude = n.longitude, latitude = n.latitude, industry_code = n.industry_code, line_code = n.line_code,
      construction_kind = n.construction_kind, content = n.content, start_day = n.start_day, start_precision = n.start_precision, finish_day = n.finish_day, finish_precision = n.finish_precision,
      total_yuan = n.total_yuan, funding = n.funding, note = n.note, stage = n.stage, side_state = n.side_state, contact_sealed = coalesce(n.contact_sealed::bytea, p.contact_sealed), contact_mark = coalesce(n.contact_mark::bytea, p.contact_mark),
      search = n.search, updated_at = ${at}, updated_by = ${by}, version = p.version + 1
    from json_to_recordset(${JSON.stringify(updates)}::json) as n (id uuid, code text, code_form text, name text, normal_name text, owner_id uuid, owner_name text, place_changed boolean, place_id uuid, place_text text,
      longitude double precision, latitude double precision, industry_code text, line_code text, construction_kind text, content text, start_day date, start_precision text, finish_day date, finish_precision text,
      total_yuan bigint, funding text, note text, stage text, side_state text, contact_sealed text, contact_mark text, search text)
    where p.region_code = ${region} and p.id = n.id`.execute(db.kysely);
}

async function upsertYears(db: Db, region: string, lines: readonly Record<string, unknown>[], today: string, mark: number): Promise<void> {
  await sql`
    insert into project_years (region_code, project_id, year, pool, nature, nature_basis, maturity, total_yuan, annual_plan_yuan, done_before_yuan, line_code, stage, owner_id, basis, entered_on, mark)
    select ${region}, n.project_id, n.year, n.pool, n.nature, n.nature_basis, n.maturity, n.total_yuan, n.annual_plan_yuan, n.done_before_yuan, n.line_code, n.stage, n.owner_id, n.basis, ${today}::date, ${mark}::bigint
    from json_to_recordset(${JSON.stringify(lines)}::json) as n (project_id uuid, year integer, pool text, nature text, nature_basis text, maturity text, total_yuan bigint, annual_plan_yuan bigint, done_before_yuan bigint, line_code text, stage text, owner_id uuid, basis text)
    on conflict (region_code, project_id, year) do update set pool = excluded.pool, nature = excluded.nature, nature_basis = excluded.nature_basis, maturity = excluded.maturity, total_yuan = excluded.total_yuan,
      annual_plan_yuan = excluded.annual_plan_yuan, done_before_yuan = excluded.done_before_yuan, line_code = excluded.line_code, stage = excluded.stage, owner_id = excluded.owner_id, basis = excluded.basis,
      left_on = null, mark = excluded.mark, version = project_years.version + 1`.execute(db.kysely);
}

/** Ends and begins memberships; one that ends on the day it began never was. */
export async function setMembers(
  db: Db,
  region: string,
  ends: readonly { id: string; list: string }[],
  begins: readonly { id: string; list: string; state: string | null }[],
  today: string,
  importId: string | null,
): Promise<void> {
  if (ends.length > 0) {
    const [ids, lists] = [ends.map((one) => one.id), ends.map((one) => one.list)];
    await sql`delete from list_members m using unnest(${ids}::uuid[], ${lists}::text[]) as n (id, list) where m.region_code = ${region} and m.project_id = n.id and m.list_code = n.list and m.to_day is null and m.from_day >= ${today}`.execute(
      db.kysely,
    );
    await sql`update list_members m set to_day = ${today} from unnest(${ids}::uuid[], ${lists}::text[]) as n (id, list) where m.region_code = ${region} and m.project_id = n.id and m.list_code = n.list and m.to_day is null`.execute(
      db.kysely,
    );
  }
  if (begins.length > 0)
    await sql`
      insert into list_members (region_code, list_code, project_id, state, from_day, import_id)
      select ${region}, n.list, n.id, n.state, ${today}::date, ${importId}::uuid from unnest(${begins.map((one) => one.id)}::uuid[], ${begins.map((one) => one.list)}::text[], ${begins.map((one) => one.state)}::text[]) as n (id, list, state)
      on conflict (region_code, list_code, project_id, from_day) do update set state = excluded.state, to_day = null, import_id = excluded.import_id`.execute(
      db.kysely,
    );
}

async function contactMarks(db: Db, region: string, ids: readonly string[]): Promise<Map<string, Buffer | null>> {
  const { rows } = await sql<{
    id: string;
    mark: Buffer | null;
  }>`select id, contact_mark as mark from projects where region_code = ${region} and id = any (${ids}::uuid[])`.execute(db.kysely);
  return new Map(rows.map((row) => [row.id, row.mark]));
}

const sameMark = (held: Buffer | null | undefined, now: Buffer): boolean => held !== null && held !== undefined && now.equals(held);

/** Puts a guarded change before an approver; the same one asked for again is not asked twice. */
async function holdProposal(
  house: House,
  context: IntakeContext,
  proposal: { id: string; kind: string; value: string | number; old: string | number | null },
  at: string,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into project_proposals (region_code, id, project_id, kind, facts, reason, evidence_sha256, evidence_name, import_id, proposed_by, proposed_name, proposed_at)
    select ${context.region}, ${newId()}::uuid, ${proposal.id}::uuid, ${proposal.kind}, ${JSON.stringify({ value: proposal.value, old: proposal.old })}::jsonb, ${context.reason || `台账“${context.fileName}”与库内不同`}, ${context.fileSha256}, ${context.fileName},
      ${context.importId}::uuid, ${house.person.id}, ${house.person.name}, ${at}::timestamptz
    where not exists (select 1 from project_proposals o where o.region_code = ${context.region} and o.project_id = ${proposal.id} and o.kind = ${proposal.kind} and o.decision is null and o.facts ->> 'value' = ${String(proposal.value)})
    returning id`.execute(house.db.kysely);
  return rows.length;
}

function reportOf(sheet: number, context: IntakeContext): { threshold: number | null; statedAs: string } {
  const threshold = context.sheetOptions[sheet]?.thresholdYuan;
  const titles = context.sheets.find((one) => one.index === sheet)?.titles ?? [];
  return {
    threshold: threshold === undefined || threshold === null || threshold === '' ? null : Number(threshold),
    statedAs: (titles[0] ?? '').slice(0, 200),
  };
}

/** Says that a pool of a year is reported; how it stood before is kept beside, so that an undone import gives it back. */
export async function reportPool(
  db: Db,
  report: {
    region: string;
    year: number;
    pool: string;
    threshold: number | null;
    statedAs: string;
    at: string;
    by: string;
    importId: string | null;
  },
): Promise<void> {
  await sql`
    insert into ledger_reports (region_code, year, pool, threshold_yuan, stated_as, reported_at, by_name, import_id)
    values (${report.region}, ${report.year}, ${report.pool}, ${report.threshold}, ${report.statedAs}, ${report.at}, ${report.by}, ${report.importId})
    on conflict (region_code, year, pool) do update set threshold_yuan = excluded.threshold_yuan, stated_as = excluded.stated_as, reported_at = excluded.reported_at, by_name = excluded.by_name,
      import_id = excluded.import_id, previous = to_jsonb(ledger_reports)`.execute(db.kysely);
}
