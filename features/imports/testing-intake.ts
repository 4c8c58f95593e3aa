// For tests and measurements only: an intake as small as one can be that still has everything: a code, a question, a locked comparison, rows
// written by COPY, and an undo. It keeps its rows in a table that only tests make.
import { sql } from 'kysely';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Intake, MoneyRead, Outcome, ReadRow, ReadValue } from './intake.ts';

export const testListTable = `
  create table test_list (region_code text, id uuid, import_id uuid, name text, normal_name text, code text, total bigint, version integer default 1);
  create index test_list__by_import on test_list (import_id);
  grant select, insert, update, delete on test_list to sanzao_app;
`;

interface Held {
  id: string;
  name: string;
  total: number | null;
  version: number;
  import_id: string;
}
interface State {
  byName: Map<string, Held>;
  seen: Set<string>;
}

const readIn = <T>(row: ReadRow, field: string): T | undefined => (row.values[field] as ReadValue<T> | undefined)?.value;

export const testListIntake: Intake<State> = {
  id: 'project-ledger',
  zh: '测试清单',
  en: 'Test list',
  fields: [
    { id: 'name', kind: 'text', zh: '项目名称', en: 'Name', titles: ['名称'], required: true },
    { id: 'code', kind: 'project-code', zh: '项目代码', en: 'Code', titles: [] },
    { id: 'owner', kind: 'text', zh: '建设单位', en: 'Owner', titles: ['单位'] },
    { id: 'total', kind: 'money', zh: '总投资', en: 'Total', titles: ['计划总投资'], summed: true },
    { id: 'annualPlan', kind: 'money', zh: '年度计划投资', en: 'Annual plan', titles: ['{year}年计划投资'], summed: true },
    { id: 'span', kind: 'span', zh: '建设起止年限', en: 'Period', titles: ['建设年限'] },
    { id: 'contact', kind: 'contact', zh: '联系人及电话', en: 'Contact', titles: ['联系人', '联系电话'], personal: true },
    ...Array.from({ length: 23 }, (_, index) => ({
      id: `text${index}`,
      kind: 'text' as const,
      zh: `附加${index}`,
      en: `Extra ${index}`,
      titles: [],
    })),
  ],
  sheetOptions: [],
  async load(db, context, lock) {
    if (lock) await sql`select pg_advisory_xact_lock(hashtext(${`test_list:${context.region}`}))`.execute(db.kysely);
    const rows = await db.kysely.selectFrom('test_list').selectAll().where('region_code', '=', context.region).execute();
    return { byName: new Map(rows.map((row) => [row.normal_name, row as Held])), seen: new Set() };
  },
  decide(rows, answers, state) {
    return rows.map((row): Outcome => {
      const name = readIn<string>(row, 'name') ?? '';
      const outcome: Outcome = {
        sheet: row.sheet,
        row: row.row,
        kind: 'new',
        by: null,
        target: null,
        title: name,
        changes: [],
        problems: [],
      };
      const key = normalName(name);
      const answer = answers(row.sheet, row.row);
      if (answer?.kind === 'row') return { ...outcome, kind: 'left-out' };
      // 名称？ asks whether it is the one without the question mark.
      if (name.endsWith('？')) {
        const other = state.byName.get(key);
        if (!other || (answer?.kind === 'match' && answer.value === 'new')) return outcome;
        if (answer?.kind !== 'match')
          return {
            ...outcome,
            kind: 'question',
            question: {
              why: 'imports.same-name',
              params: {},
              candidates: [{ id: other.id, fields: { 项目名称: other.name } }],
              mine: { 项目名称: name },
            },
          };
      }
      const held = state.byName.get(key);
      if (!held) return outcome;
      state.seen.add(held.id);
      const total = readIn<MoneyRead>(row, 'total')?.yuan ?? null;
      const target = { id: held.id, version: held.version, name: held.name };
      if (total === held.total) return { ...outcome, kind: 'unchanged', by: 'name', target };
      return {
        ...outcome,
        kind: 'changed',
        by: answer ? 'answer' : 'name',
        target,
        changes: [
          {
            field: 'total',
            old: String(held.total),
            new: String(total),
            oldYuan: held.total,
            newYuan: total,
            column: (row.values.total as ReadValue | undefined)?.column ?? null,
          },
        ],
      };
    });
  },
  missing: (state) => [...state.byName.values()].filter((held) => !state.seen.has(held.id)).map(({ id, name }) => ({ id, name })),
  async apply(house, batches, _state, context) {
    let created = 0;
    const changed: Outcome[] = [];
    await house.db.copyIn(
      'test_list',
      ['region_code', 'id', 'import_id', 'name', 'normal_name', 'code', 'total'],
      (async function* () {
        for await (const { rows, outcomes } of batches)
          for (const [index, outcome] of outcomes.entries()) {
            if (outcome.kind === 'changed') changed.push(outcome);
            if (outcome.kind !== 'new') continue;
            created++;
            const row = rows[index]!;
            yield [
              context.region,
              newId(),
              context.importId,
              outcome.title,
              normalName(outcome.title),
              readIn<string>(row, 'code') ?? null,
              readIn<MoneyRead>(row, 'total')?.yuan ?? null,
            ];
          }
      })(),
    );
    for (const outcome of changed)
      await house.db.kysely
        .updateTable('test_list')
        .set({ total: outcome.changes[0]!.newYuan, version: sql`version + 1` })
        .where('region_code', '=', context.region)
        .where('id', '=', outcome.target!.id)
        .execute();
    return { created, changed: changed.length, held: 0, moved: [], facts: {} };
  },
  async cannotUndo(db, context) {
    const built = await db.kysely
      .selectFrom('test_list')
      .select('id')
      .where('region_code', '=', context.region)
      .where('import_id', '=', context.importId)
      .where('version', '>', 1)
      .executeTakeFirst();
    return built ? { code: 'imports.not-confirmed', params: {} } : null;
  },
  async undo(house, context) {
    await house.db.kysely
      .deleteFrom('test_list')
      .where('region_code', '=', context.region)
      .where('import_id', '=', context.importId)
      .execute();
  },
};
