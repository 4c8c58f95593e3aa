// A ledger from rows to the books and back: matched, asked, guarded, written, read in the library, taken back. On the real database.
import { describe, expect, it } from 'vitest';
import type { Database } from '../../platform/db/database.ts';
import { testDatabase } from '../../platform/db/testing.ts';
import { newId } from '../../vocabulary/ids.ts';
import { projectLedger } from './intake.ts';
import { toldApart } from './rules-match.ts';
import { thresholdIn } from './sheet.ts';
import { natureIn, stageIn } from './sheet-read.ts';
import { library } from './store-library.ts';
import { county, importRows, previewRows, readRow, readRows, type Told, type testContext, testHouse } from './testing.ts';

const database: Database = testDatabase();
const bearing: Told = {
  name: '精密轴承套圈生产线建设项目',
  code: '2020-220421-34-01-000001',
  owner: '东丰县桓砚轴承有限公司',
  place: '东丰经济开发区',
  industry: '3451',
  line: '工业',
  span: ['2020-03', '2020-12'],
  total: 13_400,
  plan: 13_400,
};
const deer: Told = {
  name: '梅花鹿种源繁育中心项目',
  owner: '东丰县棠鹿生物科技有限公司',
  place: '小四平镇',
  span: ['2018-05', '2020-10'],
  total: 20_600,
  plan: 5_900,
  sanzao: '√',
};
const road: Told = {
  name: '沙河镇通屯路及桥涵工程',
  owner: '东丰县交通运输局',
  place: '沙河镇',
  span: ['2020-05', '2020-10'],
  total: 1_286.44,
  plan: 1_286.44,
};
const all = [bearing, deer, road];
const list = (ask: Record<string, unknown> = {}) =>
  database.transaction(county, (db) => library(db, { year: 2020, sort: 'total', order: 'desc', limit: 50, offset: 0, ...ask }));
const outcomesOf = async (rows: Told[], more: Parameters<typeof previewRows>[2] = {}) =>
  (await previewRows(database, readRows(rows), more)).outcomes;
const undo = (context: ReturnType<typeof testContext>) =>
  database.transaction(county, async (db) => {
    const why = await projectLedger.cannotUndo(db, context);
    if (why === null) await projectLedger.undo(testHouse(db), context);
    return why;
  });

describe('reading', () => {
  it('新建, 新开工 and 拟新开工 are one thing, 续建 and 结转 another, 技改 says only how', () => {
    expect(['新建', '新开工', '拟新开工项目', '一、新建项目（17个）'].map((text) => natureIn(text).nature)).toEqual([
      'new',
      'new',
      'new',
      'new',
    ]);
    expect(['续建', '结转', '（二）续建项目'].map((text) => natureIn(text).nature)).toEqual(['continuing', 'continuing', 'continuing']);
    expect(natureIn('技术改造')).toEqual({ nature: null, kind: 'technical' });
    expect(natureIn('改扩建').kind).toBe('expansion');
  });
  it('a title states its line, the lower one when it names two; none when it names none', () => {
    expect(thresholdIn('东丰县2020年500万元以上重点项目台账')).toBe(5_000_000);
    expect(thresholdIn('5000万元及以上项目，其中1亿元以上')).toBe(50_000_000);
    expect(thresholdIn('龙山区2020年重点项目计划表')).toBeNull();
  });
  it('not yet begun is preparing, not begun', () => {
    expect(stageIn('未开工').stage).toBe('preparing');
    expect(stageIn('已开工').stage).toBe('started');
    expect(stageIn('主体施工').stage).toBe('building');
    expect(stageIn('停工').sideState).toBe('suspended');
  });
  it('phases, years and directions tell names apart; a dropped word does not', () => {
    expect(toldApart('粮食加工园一期项目', '粮食加工园二期项目')).toBe(true);
    expect(toldApart('老旧小区改造2020年', '老旧小区改造2021年')).toBe(true);
    expect(toldApart('城东供热工程', '城西供热工程')).toBe(true);
    expect(toldApart('轴承生产线建设项目', '轴承生产线项目')).toBe(false);
  });
});

describe('deciding', () => {
  it('a first ledger is all new; the same again is unchanged, whatever order it stands in', async () => {
    const first = await importRows(database, readRows(all));
    expect(first.outcomes.map((outcome) => outcome.kind)).toEqual(['new', 'new', 'new']);
    expect(first.applied).toMatchObject({ created: 3, changed: 0, held: 0 });
    const again = await previewRows(database, readRows([...all].reverse()));
    expect(again.outcomes.map((outcome) => outcome.kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(again.outcomes.map((outcome) => outcome.by)).toEqual(['name', 'name', 'code']);
    expect(again.missing).toEqual([]);
  });
  it('spelling does not make a project new: brackets, blanks, full width', async () => {
    await importRows(database, readRows(all));
    expect(await outcomesOf([{ ...road, name: '沙河镇 通屯路及桥涵（工程）' }])).toMatchObject([{ kind: 'unchanged', by: 'name' }]);
  });
  it('shows what changed, old beside new, with the column it came from; a blank cell changes nothing', async () => {
    await importRows(database, readRows(all));
    const [outcome] = await outcomesOf([{ ...road, total: 1_500, plan: 900 }]);
    expect(outcome).toMatchObject({
      kind: 'changed',
      changes: [
        { field: 'total', oldYuan: 12_864_400, newYuan: 15_000_000, column: 12 },
        { field: 'annualPlan:2020', oldYuan: 12_864_400, newYuan: 9_000_000 },
      ],
    });
    const { span: _span, plan: _plan, ...less } = road;
    expect(await outcomesOf([less])).toMatchObject([{ kind: 'unchanged' }]);
  });
  it('a firm under two names is a question with both sides, never a guess', async () => {
    await importRows(database, readRows(all));
    const [, outcome] = await outcomesOf([
      bearing,
      { ...bearing, name: '精密轴承套圈生产线项目', owner: '东丰县桓砚轴有限责任公司', code: undefined! },
    ]);
    expect(outcome).toMatchObject({
      kind: 'question',
      question: {
        why: 'projects.alike',
        candidates: [{ fields: { name: bearing.name, owner: bearing.owner, total: '13400万元' } }],
        mine: { name: '精密轴承套圈生产线项目', owner: '东丰县桓砚轴有限责任公司' },
      },
    });
  });
  it('the same project under the same name in a second row is asked about, and an answer settles it', async () => {
    await importRows(database, readRows(all));
    const twice = [road, { ...road, name: '沙河镇通屯路及桥涵 工程' }];
    const [, twin] = await outcomesOf(twice);
    expect(twin).toMatchObject({ kind: 'question', question: { why: 'projects.twin-in-file', params: { row: 4 } } });
    const candidate = twin!.question!.candidates[0]!.id;
    expect((await outcomesOf(twice, { answers: { 5: { kind: 'match', value: candidate } } }))[1]).toMatchObject({
      kind: 'left-out',
      by: 'answer',
    });
    expect((await outcomesOf(twice, { answers: { 5: { kind: 'match', value: 'new' } } }))[1]).toMatchObject({ kind: 'new' });
    expect((await outcomesOf(twice, { answers: { 5: { kind: 'row', value: 'left-out' } } }))[1]).toMatchObject({ kind: 'left-out' });
  });
  it('two rows of one file that are alike are asked about before anything is in the register', async () => {
    expect(
      (await outcomesOf([bearing, { ...bearing, name: '精密轴承套圈生产线项目', owner: '东丰县桓砚轴有限责任公司', code: undefined! }]))[1],
    ).toMatchObject({ kind: 'question', question: { candidates: [{ id: 'row:0:4', fields: { row: '4' } }] } });
  });
  it('villages’ roads of one bureau are no twins, and neither are phases', async () => {
    const bureau = { owner: '东丰县交通运输局', span: ['2020-05', '2020-10'] as [string, string], total: 1_300, plan: 1_300 };
    const rows = [
      { ...bureau, name: '黄河镇农村公路硬化工程', place: '黄河镇' },
      { ...bureau, name: '沙河镇农村公路硬化工程', place: '沙河镇', total: 1_400, plan: 1_400 },
      { ...bureau, name: '城区道路改造一期工程', place: '东丰镇' },
      { ...bureau, name: '城区道路改造二期工程', place: '东丰镇' },
    ];
    expect((await outcomesOf(rows)).map((outcome) => outcome.kind)).toEqual(['new', 'new', 'new', 'new']);
  });
  it('a code that stands twice in a file is refused the second time, and says where it stood first', async () => {
    expect((await outcomesOf([bearing, { ...road, code: bearing.code! }]))[1]).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'projects.same-code-in-file', params: { row: 4 }, column: 3 }],
    });
  });
  it('a code whose project has nothing else in common is asked about', async () => {
    await importRows(database, readRows(all));
    expect(
      await outcomesOf([
        { ...road, name: '完全不同的冷链物流园', owner: '吉林穗渡供应链有限公司', total: 777, plan: 7, code: bearing.code! },
      ]),
    ).toMatchObject([{ kind: 'question', question: { why: 'projects.code-other-name' } }]);
  });
  it('a plan above its total, an end before its start, a negative amount are refused with the cell', async () => {
    expect(
      await outcomesOf([
        { ...road, plan: 2_000 },
        { ...deer, span: ['2021-05', '2020-05'] },
        { ...bearing, total: -1 },
      ]),
    ).toMatchObject([
      { kind: 'refused', problems: [{ code: 'projects.plan-over-total', params: { plan: 2_000, total: 1_286.44 }, column: 14 }] },
      { kind: 'refused', problems: [{ code: 'projects.finish-before-start', column: 11 }] },
      { kind: 'refused' },
    ]);
  });
  it("a code of another county and a total below the sheet's line are let through with a word", async () => {
    const [outcome] = await outcomesOf([{ ...road, code: '2020-220402-54-01-000009', total: 400, plan: 400 }]);
    expect(outcome).toMatchObject({ kind: 'new' });
    expect(outcome!.problems.map((problem) => [problem.code, problem.severity])).toEqual([
      ['projects.code-other-county', 'warning'],
      ['projects.below-threshold', 'warning'],
    ]);
  });
  it("a list's cell that says neither yes nor no nor a state is refused", async () => {
    expect(await outcomesOf([{ ...road, bond: '正在研究' }])).toMatchObject([
      { kind: 'refused', problems: [{ code: 'projects.list-unclear', column: 17 }] },
    ]);
  });
  it('what the last ledger had and this file lacks is named; a row that cannot be read is not missing', async () => {
    await importRows(database, readRows(all));
    expect((await previewRows(database, readRows([bearing, { ...deer, plan: 99_999 }]))).missing.map((one) => one.name)).toEqual([
      road.name,
    ]);
  });
  it('a row that is left out is left out and not missing as well; a twin that is left out leaves the other row alone', async () => {
    await importRows(database, readRows(all));
    const leftOut = await previewRows(database, readRows(all), { answers: { 6: { kind: 'row', value: 'left-out' } } });
    expect(leftOut.outcomes[2]).toMatchObject({ kind: 'left-out', target: { name: road.name } });
    expect(leftOut.missing).toEqual([]);
    const twin = await previewRows(database, readRows([road, road, bearing, deer]), { answers: { 4: { kind: 'row', value: 'left-out' } } });
    expect(twin.outcomes.map((one) => one.kind)).toEqual(['left-out', 'unchanged', 'unchanged', 'unchanged']);
    expect(twin.missing).toEqual([]);
  });
  it('a project that an open question is about is not missing; once the answer says it is another, it is', async () => {
    await importRows(database, readRows(all));
    const likeBearing = { ...bearing, name: '精密轴承套圈生产线项目', owner: '东丰县桓砚轴有限责任公司', code: undefined! };
    const open = await previewRows(database, readRows([likeBearing, deer, road]));
    expect(open.outcomes[0]).toMatchObject({ kind: 'question' });
    expect(open.missing).toEqual([]);
    const other = await previewRows(database, readRows([likeBearing, deer, road]), { answers: { 4: { kind: 'match', value: 'new' } } });
    expect(other.missing.map((one) => one.name)).toEqual([bearing.name]);
  });
});

describe('writing', () => {
  it('puts totals, plans, natures by their basis, lists with their states and the reserve into the books', async () => {
    const rows = [
      readRow(4, { ...bearing, bond: '已通过省发改委审核，报送国家发改委' }, ['一、5000万元以上', '（一）新建项目']),
      readRow(5, deer),
      readRow(6, { ...road, nature: '续建' }),
      readRow(7, { name: '鹿源功能肽生产基地项目', owner: deer.owner!, total: 44_000, span: ['2021', '2023'], nature: '新建' }, [
        '谋划储备项目',
      ]),
    ];
    await importRows(database, rows);
    const { rows: held, total, totalYuan } = await list({ sort: 'name', order: 'asc' });
    expect([total, totalYuan]).toEqual([4, 792_864_400]);
    expect(held.map((row) => [row.name, row.pool, row.nature, row.stage, row.tier, row.maturity])).toEqual([
      ['精密轴承套圈生产线建设项目', 'annual', 'new', 'preparing', 't1yi', null],
      ['鹿源功能肽生产基地项目', 'reserve', null, 'idea', 't1yi', 'idea'],
      ['梅花鹿种源繁育中心项目', 'annual', 'continuing', 'building', 't1yi', null],
      ['沙河镇通屯路及桥涵工程', 'annual', 'continuing', 'building', 't500', null],
    ]);
    expect(held[0]).toMatchObject({ lists: ['专项债-2020'], line: 'industry', place: expect.stringContaining('开发区') });
    expect((await list({ list: ['专项债-2020'], listState: 'province-passed' })).total).toBe(1);
    const bases = await database.transaction(county, (db) =>
      db.kysely
        .selectFrom('project_years')
        .select(['nature', 'nature_basis'])
        .where('region_code', '=', '220421')
        .where('pool', '=', 'annual')
        .orderBy('total_yuan', 'desc')
        .execute(),
    );
    expect(bases).toEqual([
      { nature: 'continuing', nature_basis: 'rule' },
      { nature: 'new', nature_basis: 'group' },
      { nature: 'continuing', nature_basis: 'stated' },
    ]);
  });
  it("a plan of last year beside this year's is a base and no more: last year stays unreported", async () => {
    await importRows(database, readRows([{ ...deer, plan2019: 2_900 }]));
    const held = await database.transaction(county, async (db) => ({
      lines: await db.kysely
        .selectFrom('project_years')
        .select(['year', 'annual_plan_yuan', 'basis'])
        .where('region_code', '=', '220421')
        .orderBy('year')
        .execute(),
      reports: await db.kysely
        .selectFrom('ledger_reports')
        .select(['year', 'pool', 'threshold_yuan', 'stated_as'])
        .where('region_code', '=', '220421')
        .execute(),
    }));
    expect(held.lines).toEqual([
      { year: 2019, annual_plan_yuan: 29_000_000, basis: 'later' },
      { year: 2020, annual_plan_yuan: 59_000_000, basis: 'ledger' },
    ]);
    expect(held.reports).toEqual([
      { year: 2020, pool: 'annual', threshold_yuan: 5_000_000, stated_as: '东丰县2020年500万元以上重点项目台账' },
    ]);
  });
  it('what shrinks, renames or recodes waits for an approver, and the old value stays; the rest is written', async () => {
    await importRows(database, readRows(all));
    const less = { ...bearing, total: 10_000, plan: 9_000 };
    const held = await importRows(database, readRows([less, deer, road]));
    expect(held.outcomes[0]).toMatchObject({ kind: 'changed', changes: [{ field: 'total', guarded: true }, { field: 'annualPlan:2020' }] });
    expect(held.applied).toMatchObject({ changed: 1, held: 1 });
    expect((await list({ q: '轴承' })).rows).toMatchObject([{ totalYuan: 134_000_000, annualPlanYuan: 90_000_000, openProposals: 1 }]);
    // The same file once more asks for nothing new.
    expect((await importRows(database, readRows([less, deer, road]))).applied.held).toBe(0);
  });
  it("an approver's own import is approved as it is written, and the log says by whom", async () => {
    await importRows(database, readRows(all));
    await importRows(database, readRows([{ ...bearing, name: '高精度轴承套圈生产线项目', total: 10_000, plan: 9_000 }, deer, road]), {
      person: { id: 'leader', name: '栾望舒', may: ['project.approve'] },
    });
    expect((await list({ q: '高精度' })).rows).toMatchObject([
      { name: '高精度轴承套圈生产线项目', totalYuan: 100_000_000, openProposals: 0 },
    ]);
    expect((await list({ q: '精密轴承' })).total).toBe(1); // by its former name
    const log = await database.transaction(county, (db) =>
      db.kysely
        .selectFrom('project_changes')
        .select(['field', 'approver_name', 'evidence_name'])
        .where('region_code', '=', '220421')
        .where('approver_name', 'is not', null)
        .orderBy('field')
        .execute(),
    );
    expect(log).toEqual([
      { field: 'name', approver_name: '栾望舒', evidence_name: '东丰县2020年重点项目台账.xlsx' },
      { field: 'total', approver_name: '栾望舒', evidence_name: '东丰县2020年重点项目台账.xlsx' },
    ]);
  });
  it('seals the contact, and notices by a digest that it changed', async () => {
    await importRows(database, readRows([{ ...road, contact: ['柏棠宁', '13800001234'] }]));
    const sealed = () =>
      database.transaction(
        county,
        async (db) =>
          (await db.kysely
            .selectFrom('projects')
            .select(['contact_sealed', 'contact_mark'])
            .where('region_code', '=', '220421')
            .executeTakeFirst()) as { contact_sealed: Buffer; contact_mark: Buffer },
      );
    const first = await sealed();
    expect(first.contact_sealed.includes('柏棠宁')).toBe(false);
    expect((await importRows(database, readRows([{ ...road, contact: ['柏棠宁', '13800001234'] }]))).applied.changed).toBe(0);
    expect((await importRows(database, readRows([{ ...road, contact: ['苗砚秋', '13800005678'] }]))).applied.changed).toBe(1);
    expect((await sealed()).contact_mark.equals(first.contact_mark)).toBe(false);
  });
  it('knows an owner by any of its names, once', async () => {
    await importRows(database, readRows([road, { ...road, name: '大兴镇桥梁加固工程', total: 700, plan: 700 }]));
    const owners = await database.transaction(county, (db) =>
      db.kysely.selectFrom('organisations').select(['name', 'kind']).where('region_code', '=', '220421').execute(),
    );
    expect(owners).toEqual([{ name: '东丰县交通运输局', kind: 'department' }]);
  });
});

describe('taking back', () => {
  const everything = () =>
    database.transaction(county, async (db) => {
      const read = (table: string, ...leave: string[]) =>
        db.kysely
          .selectFrom(table)
          .selectAll()
          .where('region_code', '=', '220421')
          .execute()
          .then((rows) =>
            rows
              .map((row) =>
                JSON.stringify(
                  Object.fromEntries(Object.entries(row).filter(([column]) => !['version', 'mark', ...leave].includes(column))),
                ),
              )
              .sort(),
          );
      return {
        projects: await read('projects'),
        years: await read('project_years'),
        members: await read('list_members'),
        reports: await read('ledger_reports'),
        names: await read('project_names'),
        sources: await read('project_sources'),
      };
    });
  it('leaves the books exactly as they were: changed, new, lists, names, reports', async () => {
    await importRows(database, readRows(all));
    const before = await everything();
    const second = await importRows(
      database,
      readRows([
        { ...bearing, name: '高精度轴承套圈生产线项目', total: 99_000, owner: '东丰县新桓砚轴承有限公司' },
        { ...deer, sanzao: '否', plan2019: 2_000 },
        { ...road, sanzao: '是', plan: 1_000, contact: ['柏棠宁', '13800001234'] },
        { name: '全新的项目', total: 900, plan: 300, owner: '某某公司', span: ['2020-05', '2020-06'] },
      ]),
      { person: { may: ['project.approve'] } },
    );
    expect(second.applied).toMatchObject({ created: 1, changed: 3 });
    expect((await list()).total).toBe(4);
    expect(await undo(second.context)).toBeNull();
    expect(await everything()).toEqual(before);
    expect((await list({ q: '高精度' })).total).toBe(0);
  });
  it('an owner that only this import knew goes with it; one that another ledger, a post or an entry of the chain knows stays', async () => {
    const owners = () =>
      database.transaction(county, async (db) =>
        (await db.kysely.selectFrom('organisations').select('name').where('region_code', '=', '220421').orderBy('name').execute()).map(
          (row) => row.name as string,
        ),
      );
    await importRows(database, readRows([bearing]));
    const before = await owners();
    const second = await importRows(
      database,
      readRows([
        { ...bearing, owner: '东丰县换了人的公司' },
        { ...road, owner: '只在这份台账里的公司' },
        { ...deer, owner: '有人任职的公司' },
      ]),
      { person: { may: ['project.approve'] } },
    );
    expect(await owners()).toHaveLength(before.length + 3);
    await database.transaction(county, async (db) => {
      const { id } = await db.kysely
        .selectFrom('organisations')
        .select('id')
        .where('region_code', '=', '220421')
        .where('name', '=', '有人任职的公司')
        .executeTakeFirstOrThrow();
      await db.kysely
        .insertInto('posts')
        .values({ region_code: '220421', id: newId(), organisation_id: id, title: '经理', valid_from: '2020-01-01', valid_to: null })
        .execute();
    });
    expect(await undo(second.context)).toBeNull();
    expect(await owners()).toEqual([...before, '有人任职的公司'].sort());
  });
  it('a first import taken back leaves nothing, and can be brought in again', async () => {
    const first = await importRows(database, readRows(all));
    expect(await undo(first.context)).toBeNull();
    expect((await list()).total).toBe(0);
    expect((await importRows(database, readRows(all))).applied.created).toBe(3);
  });
  it('is refused once a later ledger spoke of the same projects, and again possible when that one is taken back', async () => {
    const first = await importRows(database, readRows(all), {});
    const { testTime } = await import('./testing.ts');
    testTime.advance(1_000);
    const second = await importRows(database, readRows([{ ...road, plan: 900 }]));
    testTime.advance(1_000);
    expect(await undo(first.context)).toMatchObject({ code: 'projects.undo-later-import' });
    expect(await undo(second.context)).toBeNull();
    testTime.advance(1_000);
    expect(await undo(first.context)).toBeNull();
    expect((await list()).total).toBe(0);
    // What has a history of its own stays as a closed shell that no ledger meets any more.
    expect((await importRows(database, readRows(all))).applied.created).toBe(3);
  });
});
