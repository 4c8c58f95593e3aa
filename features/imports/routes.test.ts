import { beforeEach, describe, expect, it } from 'vitest';
import { type CellValue, importsAtWork, workbook } from './testing.ts';
import type { ImportReply } from './words.ts';

const at = await importsAtWork();
const county = '220421';
let number = 0;
/** A name that no other test uses. */
const unique = (): string => `第${++number}号项目`;

const ledger = async (rows: CellValue[][], more: { title?: string; unit?: string } = {}): Promise<{ name: string; content: Buffer }> => ({
  name: '台账.xlsx',
  content: await workbook(
    {
      重点项目: [
        [more.title ?? '某县重点项目'],
        [null, null, null, more.unit ?? '单位：万元'],
        ['序号', '项目名称', '建设单位', '总投资', '联系人及电话', '项目代码'],
        ...rows,
      ],
    },
    { 重点项目: ['A1:F1'] },
  ),
});
const total = async (name: string): Promise<number | null | undefined> =>
  at.fresh.database.transaction(
    { regions: [county], prefix: null, owner: null },
    async (db) =>
      (
        await db.kysely
          .selectFrom('test_list')
          .select('total')
          .where('region_code', '=', county)
          .where('name', '=', name)
          .executeTakeFirst()
      )?.total,
  );
const findings = async (reply: ImportReply, query = '') => (await at.as(county, 'GET', at.address(reply, `/findings${query}`))).body;
const confirm = (reply: ImportReply, more: object = {}) =>
  at.as(county, 'POST', at.address(reply, '/confirm'), { version: reply.version, ...more });
const answer = (reply: ImportReply, ...answers: object[]) => at.as(county, 'POST', at.address(reply, '/answers'), { answers });

beforeEach(() => at.clock.advance(60_000));

describe('from a file to the books', () => {
  it('reads, shows what it will do, and does exactly that on confirmation', async () => {
    const [a, b] = [unique(), unique()];
    const ready = await at.bring(
      county,
      await ledger([
        [1, a, '甲公司', 1200, '张三 13812345678', null],
        [2, b, '乙公司', '１．２亿元', null, null],
        ['合计', null, null, 13200],
      ]),
    );
    expect(ready).toMatchObject({
      status: 'ready',
      counts: { rows: 2, accepted: 2, new: 2, refused: 0, questions: 0, subtotalsWrong: 0 },
      problem: null,
      progress: null,
      sameFile: [],
    });
    expect(ready.subtotals).toMatchObject([{ cell: 'D6', claimed: 132_000_000, computed: 132_000_000, closes: true }]);
    expect(await total(a)).toBeUndefined();
    const done = (await confirm(ready)).body;
    expect(done).toMatchObject({
      status: 'confirmed',
      applied: { created: 2, changed: 0, held: 0, moved: [] },
      confirmedBy: '苗砚秋',
      undo: { possible: true, why: null },
    });
    expect(await total(a)).toBe(12_000_000);
    expect(await total(b)).toBe(120_000_000);
  });

  it('the same file again is noticed, and brings nothing new', async () => {
    const file = await ledger([[1, unique(), '甲公司', 5, null, null]]);
    const first = (await confirm(await at.bring(county, file))).body;
    const second = await at.bring(county, file);
    expect(second.sameFile).toMatchObject([{ id: first.id, status: 'confirmed', by: '苗砚秋' }]);
    expect(second.counts).toMatchObject({ new: 0, unchanged: 1 });
  });

  it('a changed row shows old and new; what is missing since is listed', async () => {
    const name = unique();
    await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 5, null, null]])));
    const again = await at.bring(county, await ledger([[1, name, '甲公司', 6, null, null]]));
    expect(again.counts).toMatchObject({ changed: 1 });
    expect(again.missing.length).toBeGreaterThan(0);
    const rows = (await at.as(county, 'GET', at.address(again, '/rows?kind=changed'))).body;
    expect(rows).toMatchObject({
      total: 1,
      rows: [{ title: name, kind: 'changed', changes: [{ field: 'total', oldYuan: 50_000, newYuan: 60_000, column: 4 }] }],
    });
    await confirm(again);
    expect(await total(name)).toBe(60_000);
  });

  it('keeps personal columns masked in cells, samples and findings', async () => {
    const ready = await at.bring(
      county,
      await ledger([
        [1, unique(), '甲公司', 5, '张三 13812345678', null],
        [2, unique(), '乙公司', 5, '李四 1381234567', null],
      ]),
    );
    const everything = JSON.stringify([
      ready,
      await findings(ready),
      (await at.as(county, 'GET', at.address(ready, '/cells?sheet=0&row=4'))).body,
      (await at.as(county, 'GET', at.address(ready, '/rows'))).body,
    ]);
    expect(everything).toContain('138****5678');
    expect(everything).not.toContain('13812345678');
    expect(everything).not.toContain('1381234567');
    expect(everything).not.toContain('张三');
  });

  it('the original file comes back byte for byte', async () => {
    const file = await ledger([[1, unique(), '甲公司', 5, null, null]]);
    const ready = await at.bring(county, file);
    const answered = await at.http.inject({
      method: 'GET',
      url: at.address(ready, '/file'),
      headers: { host: '127.0.0.1:8080', cookie: `sanzao=${county}` },
    });
    expect(answered.rawPayload.equals(file.content)).toBe(true);
  });
});

describe('doubt', () => {
  it('a refused cell keeps its row out, says which cell and why, and is read again when corrected; raw stays', async () => {
    const name = unique();
    const ready = await at.bring(
      county,
      await ledger([
        [1, name, '甲公司', '待定', null, null],
        [2, unique(), '乙公司', 3, null, null],
      ]),
    );
    expect(ready.counts).toMatchObject({ refused: 1, new: 1 });
    const { findings: found } = await findings(ready, '?kind=refused&open=true');
    expect(found).toMatchObject([
      {
        cell: 'D4',
        raw: '待定',
        problem: { code: 'imports.money-unreadable', zh: 'D4（总投资）的“待定”不是一个金额。请只填数字；不清楚的请留空。' },
      },
    ]);
    expect((await confirm(ready)).body.code).toBe('imports.open-rows');
    const corrected = (await answer(ready, { sheet: 0, row: 4, column: 4, kind: 'cell', value: '1.5亿元' })).body;
    expect(corrected).toMatchObject({ status: 'ready', counts: { refused: 0, new: 2 } });
    expect((await findings(ready, '?kind=refused&open=true')).total).toBe(0);
    expect((await findings(ready, '?kind=refused')).findings).toMatchObject([
      { cell: 'D4', raw: '待定', answer: { kind: 'cell', value: '1.5亿元' } },
    ]);
    expect((await at.as(county, 'GET', at.address(ready, '/cells?sheet=0&row=4&around=0'))).body.rows[0].cells[3]).toBe('待定');
    expect((await confirm(corrected)).body.applied.created).toBe(2);
    expect(await total(name)).toBe(150_000_000);
  });

  it('a correction that is wrong too is refused again by the same reader; taking it back brings the first state', async () => {
    const ready = await at.bring(county, await ledger([[1, unique(), '甲公司', '待定', null, null]]));
    const worse = (await answer(ready, { sheet: 0, row: 4, column: 4, kind: 'cell', value: '1-2亿' })).body;
    expect(worse.counts.refused).toBe(1);
    expect((await findings(ready, '?kind=refused')).findings).toMatchObject([{ raw: '1-2亿', problem: { code: 'imports.money-range' } }]);
    await answer(ready, { sheet: 0, row: 4, column: 4, kind: 'cell', value: null });
    expect((await findings(ready, '?kind=refused')).findings).toMatchObject([{ raw: '待定' }]);
    const blank = (await answer(ready, { sheet: 0, row: 4, column: 4, kind: 'cell', value: '' })).body;
    expect(blank.counts).toMatchObject({ refused: 0, new: 1 });
  });

  it('a question shows both sides and is answered either way, or the row is left out', async () => {
    const name = unique();
    await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 5, null, null]])));
    const ready = await at.bring(county, await ledger([[1, `${name}？`, '甲公司', 9, null, null]]));
    expect(ready.counts).toMatchObject({ questions: 1, accepted: 0 });
    const { findings: asked } = await findings(ready, '?kind=question&open=true');
    expect(asked).toMatchObject([{ mine: { 项目名称: `${name}？` }, candidates: [{ fields: { 项目名称: name } }], answer: null }]);
    expect((await answer(ready, { sheet: 0, row: 4, kind: 'match', value: '00000000-0000-7000-8000-000000000000' })).body.code).toBe(
      'imports.not-asked',
    );
    const matched = (await answer(ready, { sheet: 0, row: 4, kind: 'match', value: asked[0].candidates[0].id })).body;
    expect(matched.counts).toMatchObject({ questions: 0, changed: 1 });
    expect((await findings(ready, '?kind=question')).findings).toMatchObject([
      { answer: { kind: 'match', value: asked[0].candidates[0].id } },
    ]);
    const out = (await answer(ready, { sheet: 0, row: 4, kind: 'row', value: 'left-out' })).body;
    expect(out.counts).toMatchObject({ leftOut: 1, changed: 0 });
    const back = (await answer(ready, { sheet: 0, row: 4, kind: 'row', value: null }, { sheet: 0, row: 4, kind: 'match', value: 'new' }))
      .body;
    expect(back.counts).toMatchObject({ new: 1 });
  });

  it('open rows are left out only when that was said', async () => {
    const name = unique();
    const ready = await at.bring(
      county,
      await ledger([
        [1, name, '甲公司', '待定', null, null],
        [2, unique(), '乙公司', 3, null, null],
      ]),
    );
    expect((await confirm(ready, { leaveOutOpen: true })).body).toMatchObject({ status: 'confirmed', applied: { created: 1 } });
    expect(await total(name)).toBeUndefined();
  });

  it('a sum that does not close is a finding of its own', async () => {
    const ready = await at.bring(
      county,
      await ledger([
        ['一、新建项目（3个）', null, null, 300],
        [1, unique(), '甲公司', 100, null, null],
        [2, unique(), '乙公司', 150, null, null],
      ]),
    );
    expect(ready.counts).toMatchObject({ subtotalsWrong: 2 });
    expect((await findings(ready, '?kind=subtotal')).findings.map((one: { problem: { zh: string } }) => one.problem.zh)).toEqual([
      'D4（一、新建项目（3个），总投资）写的是 300万元，所含 2 行按文件原文加起来是 250万元，相差 50万元。请核对是哪一边写错。',
      'A4（一、新建项目（3个））写的是 3 个，实有 2 行（第 5 至 6 行）。请核对。',
    ]);
  });
});

describe('sums and corrections', () => {
  it('a sum that is right as written stays right when a row is corrected here; what the correction does to it is said beside', async () => {
    const ready = await at.bring(
      county,
      await ledger([
        [1, unique(), '甲公司', 100, null, null],
        [2, unique(), '乙公司', 150, null, null],
        ['合计', null, null, 250],
      ]),
    );
    expect(ready.counts).toMatchObject({ subtotalsWrong: 0, warnings: 0 });
    expect(ready.subtotals).toMatchObject([{ cell: 'D6', closes: true, decided: null }]);
    const corrected = (await answer(ready, { sheet: 0, row: 5, column: 4, kind: 'cell', value: '180' })).body as ImportReply;
    expect(corrected.counts).toMatchObject({ subtotalsWrong: 0 });
    expect(corrected.subtotals).toMatchObject([
      { claimed: 2_500_000, computed: 2_500_000, closes: true, decided: { claimed: 2_500_000, computed: 2_800_000, closes: false } },
    ]);
    const { findings: said } = await findings(corrected, '?kind=warning');
    expect(said).toHaveLength(1);
    expect(said[0].problem.zh).toBe(
      'D6（合计，总投资）按文件原文是对的：写 250万元，加起来也是 250万元。在这里更正之后，所含各行加起来是 280万元，与合计相差 30万元。请让报送单位一并改合计。',
    );
    expect((await findings(corrected, '?kind=subtotal')).total).toBe(0);
    // The clerk corrects the total as well: nothing is left to say.
    const both = (await answer(corrected, { sheet: 0, row: 6, column: 4, kind: 'cell', value: '280' })).body as ImportReply;
    expect(both.subtotals).toMatchObject([{ closes: true, decided: { claimed: 2_800_000, computed: 2_800_000, closes: true } }]);
    expect((await findings(both, '?kind=warning')).total).toBe(0);
  });
  it('a sum that is wrong as written and mended by a correction is no longer counted, and says what mended it', async () => {
    const ready = await at.bring(
      county,
      await ledger([
        [1, unique(), '甲公司', 100, null, null],
        [2, unique(), '乙公司', 15, null, null],
        ['合计', null, null, 250],
      ]),
    );
    expect(ready.counts).toMatchObject({ subtotalsWrong: 1 });
    const mended = (await answer(ready, { sheet: 0, row: 5, column: 4, kind: 'cell', value: '150' })).body as ImportReply;
    expect(mended.counts).toMatchObject({ subtotalsWrong: 0 });
    expect(mended.subtotals).toMatchObject([{ computed: 1_150_000, closes: false, decided: { computed: 2_500_000, closes: true } }]);
    expect((await findings(mended, '?kind=warning')).findings[0].problem.code).toBe('imports.subtotal-mended');
    const back = (await answer(mended, { sheet: 0, row: 5, column: 4, kind: 'cell', value: null })).body as ImportReply;
    expect(back.counts).toMatchObject({ subtotalsWrong: 1, warnings: 0 });
  });
});

describe('columns', () => {
  it('asks for what it cannot know, takes the answer, remembers it for the next file', async () => {
    const file = (name: string) =>
      workbook({
        data: [
          ['Nr', 'Bezeichnung', 'Kosten'],
          [1, name, 12.5],
          [2, `${name}b`, 7],
        ],
      });
    const asked = await at.bring(county, { name: 'liste.xlsx', content: await file(unique()) });
    expect(asked).toMatchObject({ status: 'mapping', problem: { code: 'imports.column-missing' } });
    const mapping = structuredClone(asked.mapping!);
    mapping.sheets[0]!.columns[1]!.field = 'name';
    mapping.sheets[0]!.columns[2]!.field = 'total';
    const put = (body: object) => at.as(county, 'PUT', at.address(asked, '/mapping'), { version: asked.version, mapping, ...body });
    expect((await put({})).body.code).toBe('imports.unit-missing');
    mapping.sheets[0]!.columns[2]!.unit = '百万美元';
    expect((await put({})).body.code).toBe('imports.rate-missing');
    mapping.sheets[0]!.columns[2]!.rate = 7;
    mapping.sheets[0]!.columns[0]!.samples = ['forged'];
    const ready = (await put({})).body;
    expect(ready).toMatchObject({ status: 'ready', counts: { new: 2 } });
    expect(ready.mapping.sheets[0].columns[0].samples).not.toContain('forged');
    const second = await at.bring(county, { name: 'liste2.xlsx', content: await file(unique()) });
    expect(second).toMatchObject({ status: 'ready', counts: { new: 2 } });
    expect(second.mapping!.sheets[0]!.columns[2]).toMatchObject({ field: 'total', unit: '百万美元', rate: 7, by: 'saved' });
  });

  it('refuses a mapping that names unknown fields, one field twice, impossible header rows, or an old version', async () => {
    const ready = await at.bring(county, await ledger([[1, unique(), '甲公司', 5, null, null]]));
    const put = async (change: (mapping: NonNullable<ImportReply['mapping']>) => void, version = ready.version) => {
      const mapping = structuredClone(ready.mapping!);
      change(mapping);
      return (await at.as(county, 'PUT', at.address(ready, '/mapping'), { version, mapping })).body.code;
    };
    expect(await put((mapping) => (mapping.sheets[0]!.columns[1]!.field = 'nonsense'))).toBe('imports.field-unknown');
    expect(await put((mapping) => (mapping.sheets[0]!.columns[2]!.field = 'name'))).toBe('imports.field-twice');
    expect(await put((mapping) => (mapping.sheets[0]!.headerRows = [1, 3]))).toBe('imports.header-invalid');
    expect(await put((mapping) => (mapping.sheets[0]!.use = false))).toBe('imports.no-sheet-used');
    expect(await put(() => {}, ready.version - 1)).toBe('imports.changed-meanwhile');
  });
});

describe('the life of an import', () => {
  it('what is not a table is refused with its sentence and leaves no pages', async () => {
    const program = await at.bring(county, { name: '台账.xlsx', content: Buffer.from('%PDF-1.4\n%\u00e2\u00e3\n1 0 obj\n') });
    expect(program).toMatchObject({
      status: 'refused',
      problem: { code: 'sheets.is-pdf', zh: '“台账.xlsx”是 PDF 文件，读不出单元格。请上传生成它的 Excel 表格。' },
    });
    const pages = await at.fresh.database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
      db.kysely.selectFrom('import_pages').select('sheet').where('region_code', '=', county).where('import_id', '=', program.id).execute(),
    );
    expect(pages).toEqual([]);
  });

  it('a row that changed meanwhile is decided anew on confirmation, and reported', async () => {
    const [a, b] = [unique(), unique()];
    await confirm(await at.bring(county, await ledger([[1, a, '甲公司', 5, null, null]])));
    const mine = await at.bring(
      county,
      await ledger([
        [1, a, '甲公司', 9, null, null],
        [2, b, '乙公司', 1, null, null],
      ]),
    );
    const other = await at.bring(
      county,
      await ledger([
        [1, a, '甲公司', 7, null, null],
        [2, b, '乙公司', 1, null, null],
      ]),
    );
    await confirm(other);
    const done = (await confirm(mine)).body;
    expect(done.applied).toMatchObject({
      created: 0,
      changed: 1,
      moved: [
        { sheet: 0, row: 4, was: 'changed', is: 'changed' },
        { sheet: 0, row: 5, was: 'new', is: 'unchanged' },
      ],
    });
    expect(await total(a)).toBe(90_000);
  });

  it('a row that became a question meanwhile is not written, and reported', async () => {
    const name = unique();
    const mine = await at.bring(
      county,
      await ledger([
        [1, `${name}？`, '甲公司', 9, null, null],
        [2, unique(), '乙公司', 1, null, null],
      ]),
    );
    await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 5, null, null]])));
    expect((await confirm(mine)).body.applied).toMatchObject({ created: 1, moved: [{ row: 4, was: 'new', is: 'question' }] });
    expect(await total(`${name}？`)).toBeUndefined();
  });

  it('is undone whole, and not once something was built on it', async () => {
    const name = unique();
    const done = (await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 5, null, null]])))).body;
    const undone = (await at.as(county, 'POST', at.address(done, '/undo'), { reason: '传错了文件' })).body;
    expect(undone).toMatchObject({ status: 'undone', undoneBy: '苗砚秋', undo: { possible: false } });
    expect(await total(name)).toBeUndefined();
    const other = (await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 5, null, null]])))).body;
    await confirm(await at.bring(county, await ledger([[1, name, '甲公司', 6, null, null]])));
    expect((await at.read(other)).undo.possible).toBe(false);
    expect((await at.as(county, 'POST', at.address(other, '/undo'), { reason: '传错了文件' })).status).toBe(409);
  });

  it('can be dropped, also while it is read; what is dropped cannot be confirmed', async () => {
    const started = await at.upload(
      county,
      await ledger(Array.from({ length: 3000 }, (_, index): CellValue[] => [index + 1, unique(), '甲公司', 5, null, null])),
    );
    const dropped = (await at.as(county, 'POST', at.address(started, '/drop'), {})).body;
    expect(dropped.status).toBe('dropped');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await at.read(started)).status).toBe('dropped');
    expect((await confirm(dropped)).body.code).toBe('imports.not-now');
  });

  it('leaves one entry in the chain for each step, and only what the declaration allows', async () => {
    const done = (
      await confirm(await at.bring(county, await ledger([[1, unique(), '甲公司', 5, '张三 13812345678', null]])), { reason: '三月台账' })
    ).body;
    const entries = await at.fresh.database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
      db.kysely
        .selectFrom('audit_entries')
        .select(['action', 'facts'])
        .where('region_code', '=', county)
        .where('object_id', '=', done.id)
        .orderBy('seq')
        .execute(),
    );
    expect(entries.map((entry) => entry.action)).toEqual(['import.start', 'import.confirm']);
    expect(entries[1]!.facts).toMatchObject({
      rows: 1,
      created: 1,
      changed: 0,
      refused: 0,
      leftOut: 0,
      reason: '三月台账',
      fileSha256: done.file.sha256,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('the list is filtered by state, and says how many there are in each', async () => {
    const ready = await at.bring(county, await ledger([[1, unique(), '甲公司', 5, null, null]]));
    await at.as(county, 'POST', at.address(await at.bring(county, await ledger([[1, unique(), '甲公司', 6, null, null]])), '/drop'), {});
    const all = (await at.as(county, 'GET', '/api/imports?limit=200')).body;
    const some = (await at.as(county, 'GET', '/api/imports?limit=200&status=ready,dropped')).body;
    const expected = all.imports.filter((one: ImportReply) => ['ready', 'dropped'].includes(one.status));
    expect(some.imports.map((one: ImportReply) => one.id)).toEqual(expected.map((one: ImportReply) => one.id));
    expect(some).toMatchObject({ total: expected.length, byStatus: all.byStatus });
    expect(all.total).toBe(Object.values(all.byStatus as Record<string, number>).reduce((sum, count) => sum + count, 0));
    expect((await at.as(county, 'GET', '/api/imports?status=ready')).body.imports[0].id).toBe(ready.id);
    expect((await at.as(county, 'GET', '/api/imports?status=nonsense')).status).toBe(400);
  });

  it('another county cannot reach it by any address', async () => {
    const done = await at.bring(county, await ledger([[1, unique(), '甲公司', 5, null, null]]));
    for (const [method, tail] of [
      ['GET', ''],
      ['GET', '/findings'],
      ['GET', '/rows'],
      ['GET', '/cells?sheet=0&row=4'],
      ['GET', '/file'],
      ['POST', '/drop'],
    ] as const) {
      expect((await at.as('220422', method, at.address(done, tail), method === 'POST' ? {} : undefined)).status).toBe(404);
      expect(
        (await at.as('220422', method, at.address(done, tail).replace(county, '220422'), method === 'POST' ? {} : undefined)).status,
      ).toBe(404);
    }
    expect((await at.as('220422', 'GET', '/api/imports')).body.imports).toEqual([]);
    expect((await at.call({ method: 'POST', url: at.address(done, '/drop'), as: `reader-${county}`, body: {} })).status).toBe(403);
  });

  it('says which fields an intake has', async () => {
    const told = (await at.as(county, 'GET', '/api/imports/intakes/project-ledger')).body;
    expect(told.fields[0]).toEqual({ id: 'name', kind: 'text', zh: '项目名称', en: 'Name', required: true });
    expect((await at.as(county, 'GET', '/api/imports/intakes/none')).status).toBe(400);
  });
});
