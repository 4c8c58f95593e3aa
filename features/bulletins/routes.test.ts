// Bulletins entered by HTTP as named people: a clerk of 东丰县 and her neighbour, the county's leader who approves, the city's dispatcher, an
// auditor. On the real database; the parallel claims on one of their own with real commits.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/db/database.ts';
import { freshDatabase, testDatabase } from '../../platform/db/testing.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { wordText } from '../../platform/papers/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { importRows, readRows, testContext, testSecrets } from '../projects/testing.ts';
import { makeCase, makeEnterprise } from '../resumption/testing.ts';
import { bulletinsRoom } from './routes.ts';
import { nextNumber } from './store.ts';
import type { BulletinReply, GateReply } from './words.ts';

const county = '220421';
const at = '2020-04-01T01:00:00.000Z';
type Who = 'clerk' | 'neighbour' | 'dispatcher' | 'leader' | 'auditor' | 'officer';

async function stage(database: Database): Promise<{ http: TestHttp; people: Record<Who, TestPerson> }> {
  const http = await accountsHttp(database, [bulletinsRoom()], { secrets: testSecrets });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region: string) =>
    makePerson(database, at, { login, name, role, region });
  const people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', county),
    neighbour: await make('neighbour', '栾知衡', 'clerk', '220402'),
    dispatcher: await make('dispatcher', '栾望舒', 'dispatcher', '220400'),
    leader: await make('leader', '符望舒', 'leader', county),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
    officer: await make('officer', '宓知远', 'officer', county),
  };
  await importRows(
    database,
    readRows([
      { name: '食用菌工厂化栽培项目', nature: '新建', total: 13_200, plan: 6_000 },
      { name: '梅花鹿种源繁育中心项目', nature: '续建', total: 20_600, plan: 5_900 },
    ]),
    { context: testContext({ region: county }) },
  );
  return { http, people };
}

const database = testDatabase();
let http: TestHttp;
let people: Record<Who, TestPerson>;
beforeEach(async () => {
  ({ http, people } = await stage(database));
});

const call = (who: Who, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url: encodeURI(url), as: people[who].token, ...(body !== undefined && { body }) });
const base = `/api/bulletins/${county}`;
const truth =
  '# 总体情况\n{年}年，{地区名}拟实施项目{项目个数}，总投资{总投资}，年度计划投资{年度计划投资}。其中，新建项目{项目个数 性质=新建}，续建项目{项目个数 性质=续建}。';
const falsified = truth.replace('拟实施项目{项目个数}', '拟实施项目9个');

async function draft(body = truth, who: Who = 'clerk'): Promise<BulletinReply> {
  const made = await call(who, 'POST', base, { kind: 'brief', year: 2020 });
  expect(made.status, made.text).toBe(200);
  const saved = await call(who, 'PUT', `${base}/${made.body.id}`, {
    version: made.body.version,
    parts: { ...made.body.parts, body },
    entries: {},
  });
  expect(saved.status, saved.text).toBe(200);
  return saved.body;
}
const issue = (one: BulletinReply, who: Who = 'clerk') => call(who, 'POST', `${base}/${one.id}/issue`, { version: one.version });
const check = async (one: BulletinReply, who: Who = 'clerk'): Promise<GateReply> =>
  (await call(who, 'GET', `${base}/${one.id}/check`)).body;

describe('a draft', () => {
  it('begins from the template of its kind, with the figures of today and a mark that it is a draft', async () => {
    const { body } = await call('clerk', 'POST', base, { kind: 'brief', year: 2020 });
    expect(body).toMatchObject({
      status: 'draft',
      number: null,
      hash: null,
      title: '东丰县2020年项目建设情况',
      template: { region: '000000', version: 1 },
    });
    expect(body.composed.paper.mark).toBe('草稿');
    expect(body.composed.mistakes).toEqual([]);
    const count = body.composed.figures.find((one: { what: { zh: string } }) => one.what.zh === '东丰县2020年项目个数');
    expect(count).toMatchObject({ printed: '2个', value: 2, definition: { id: 'projects.count', version: '1', since: '2020-01-01' } });
    expect(count.figure.rows).toMatchObject({ region: county, year: 2020, pool: 'annual' });
  });

  it('every kind has a template that composes without a mistake, also where nothing has been reported', async () => {
    for (const kind of ['brief', 'resumption', 'meeting', 'press']) {
      const own = await call('clerk', 'POST', base, { kind, year: 2020 });
      expect(own.body.composed.mistakes, kind).toEqual([]);
      const silent = await call('neighbour', 'POST', '/api/bulletins/220402', { kind, year: 2020 });
      expect(silent.body.composed.mistakes, kind).toEqual([]);
      expect(JSON.stringify(silent.body.composed.paper.body), kind).toContain('未报');
      expect(JSON.stringify(silent.body.composed.paper.body), kind).not.toMatch(/"0个?"/);
    }
  });

  it('a resumption bulletin takes its numbers of enterprises from the morning count, each with its definition and rows', async () => {
    const enterprise = await makeEnterprise(database, county, '东丰松涛机械有限公司');
    await makeCase(database, county, enterprise, 'open');
    const { body } = await call('clerk', 'POST', base, { kind: 'resumption', year: 2020 });
    expect(body.composed.mistakes).toEqual([]);
    const text = JSON.stringify(body.composed.paper.body);
    expect(text).toContain('各企业返岗情况未报');
    const open = body.composed.figures.find((one: { definition: { id: string } }) => one.definition.id === 'resumption.open');
    expect(open).toMatchObject({ value: 1, what: { zh: '东丰县2020年复工企业' }, figure: { rows: { figure: 'open', region: county } } });
    expect(open).toMatchObject({ printed: '1', unit: '户', figure: { unit: 'enterprises', of: { unit: 'enterprises' } } });
    const appendix = JSON.stringify(body.composed.paper.appendices);
    expect(appendix).toContain('1户');
    expect(appendix).toContain('早报数·东丰县');
    expect(appendix).toMatch(/数字取自[^；]+的[^；]*复工早报数；/);
  });

  it('previews what is typed without saving it, mistakes with their lines', async () => {
    const one = await draft();
    const preview = await call('clerk', 'POST', `${base}/${one.id}/preview`, {
      parts: { ...one.parts, body: '甲\n{项目数}' },
      entries: {},
    });
    expect(preview.body.mistakes[0]).toMatchObject({ line: 2 });
    expect((await call('clerk', 'GET', `${base}/${one.id}`)).body.parts.body).toBe(truth);
  });

  it('is not overwritten by somebody who had an older version before them', async () => {
    const one = await draft();
    const late = await call('clerk', 'PUT', `${base}/${one.id}`, { version: one.version - 1, parts: one.parts, entries: {} });
    expect(late).toMatchObject({ status: 409, body: { code: 'row.changed-meanwhile' } });
  });

  it('downloads in four forms, each marked as a draft, the Word file with the appendix of figures', async () => {
    const one = await draft();
    for (const [format, type] of [
      ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['pdf', 'application/pdf'],
      ['txt', 'text/plain; charset=utf-8'],
      ['html', 'text/html; charset=utf-8'],
    ]) {
      const file = await http.http.inject({
        url: `${base}/${one.id}/file?format=${format}`,
        headers: { host: '127.0.0.1:8080', cookie: `sanzao=${people.clerk.token}` },
      });
      expect(file.statusCode, file.payload.slice(0, 200)).toBe(200);
      expect(file.headers['content-type']).toBe(type);
      if (format === 'txt') expect(file.payload).toContain('【草稿】');
      if (format === 'html') expect(file.payload).toContain('草稿');
      if (format === 'docx') {
        const text = await wordText(file.rawPayload);
        expect(text).toContain('2020年，东丰县拟实施项目2个，总投资3.38亿元，年度计划投资1.19亿元。');
        expect(text).toContain('数字口径与来源');
        expect(text).toContain('（projects.total，第1版，2020年1月1日起）');
      }
    }
  });
});

describe('the gate', () => {
  it('a text that agrees with the register is silent and may be issued; the auditor has read its statements', async () => {
    const gate = await check(await draft());
    expect(gate.blocked).toEqual([]);
    expect(gate.findings.filter((one) => one.severity === 'contradiction')).toEqual([]);
    expect(gate.statements).toBeGreaterThanOrEqual(5);
  });

  it('a falsified number blocks, says what the register says, and leaves no number behind', async () => {
    const one = await draft(falsified);
    const gate = await check(one);
    expect(gate.blocked.length).toBeGreaterThan(0);
    const found = gate.findings.find((finding) => finding.severity === 'contradiction')!;
    expect(gate.findings.flatMap((each) => each.spans.map((span) => gate.text.slice(span.start, span.end))).join()).toContain('9');
    expect(found.repairs.length + found.arithmetic.length).toBeGreaterThan(0);
    expect(await issue(one)).toMatchObject({ status: 422, body: { code: 'bulletins.blocked' } });
    // The next one that is right has number 1: the refusal took none.
    expect((await issue(await draft())).body.number).toBe(1);
  });

  it('a contradiction may stand when another person grants it with a reason; it is printed and stands in the chain', async () => {
    const one = await draft(falsified);
    const contradictions = (await check(one)).findings.filter((finding) => finding.severity === 'contradiction');
    for (const { key } of contradictions) {
      const asked = await call('clerk', 'POST', `${base}/${one.id}/overrides`, { key, reason: '含两个月底补报项目' });
      expect(asked.status, asked.text).toBe(200);
    }
    expect((await issue(one)).status).toBe(422);
    const key = contradictions[0]!.key;
    // The clerk has no such permission; nor may anybody decide upon their own request.
    expect((await call('clerk', 'POST', `${base}/${one.id}/overrides/decision`, { key, decision: 'granted' })).status).toBe(403);
    for (const finding of contradictions) {
      const granted = await call('leader', 'POST', `${base}/${one.id}/overrides/decision`, {
        key: finding.key,
        decision: 'granted',
        note: '同意',
      });
      expect(granted.status, granted.text).toBe(200);
    }
    const issued = await issue(one);
    expect(issued.status, issued.text).toBe(200);
    const remarks: string[] = issued.body.composed.paper.remarks;
    expect(remarks.join()).toContain('含两个月底补报项目');
    expect(remarks.join()).toContain('苗砚秋申请，符望舒于2020-04-01批准');
    const entries = await entriesOf(database, county);
    expect(entries.find((entry) => entry.action === 'bulletin.approve' && entry.result === 'done')!.facts).toMatchObject({
      decision: 'granted',
      askedBy: '苗砚秋',
    });
    expect(entries.find((entry) => entry.action === 'bulletin.issue' && entry.result === 'done')!.facts).toMatchObject({
      overridden: contradictions.length,
      number: 1,
    });
  });

  it('nobody decides upon their own request, whatever their post', async () => {
    const one = await draft(falsified);
    const { key } = (await check(one)).findings[0]!;
    await call('dispatcher', 'POST', `${base}/${one.id}/overrides`, { key, reason: '市里已核实' });
    expect(await call('dispatcher', 'POST', `${base}/${one.id}/overrides/decision`, { key, decision: 'granted' })).toMatchObject({
      status: 403,
      body: { code: 'bulletins.own-request' },
    });
  });

  it('leave given for one text does not count for another', async () => {
    const one = await draft(falsified);
    for (const { key } of (await check(one)).findings.filter((finding) => finding.severity === 'contradiction')) {
      await call('clerk', 'POST', `${base}/${one.id}/overrides`, { key, reason: '含补报项目两个' });
      await call('leader', 'POST', `${base}/${one.id}/overrides/decision`, { key, decision: 'granted' });
    }
    const saved = await call('clerk', 'PUT', `${base}/${one.id}`, {
      version: one.version,
      parts: { ...one.parts, body: falsified.replace('9个', '8个') },
      entries: {},
    });
    expect((await issue(saved.body)).status).toBe(422);
  });
});

describe('an issued bulletin', () => {
  it('is frozen: the register moves on, its text, figures, definitions and hash do not, and what changed since is told', async () => {
    const issued = (await issue(await draft())).body as BulletinReply;
    expect(issued).toMatchObject({ status: 'issued', number: 1, total: 1, sealIntact: true });
    expect(issued.hash).toMatch(/^[0-9a-f]{64}$/);
    const before = await call('clerk', 'GET', `${base}/${issued.id}/file?format=txt`);
    expect((await call('clerk', 'GET', `${base}/${issued.id}/changes`)).body).toMatchObject({ changed: [] });
    await importRows(database, readRows([{ name: '新加项目', nature: '新建', total: 10_000, plan: 1_000 }]), {
      context: testContext({ region: county }),
    });
    // The rows came in beside the calls; an entry in the chain is what tells the figures that the books have moved.
    await draft();
    http.clock.advance(3_600_000);
    const after = await call('clerk', 'GET', `${base}/${issued.id}/file?format=txt`);
    expect(after.text).toBe(before.text);
    const again = (await call('clerk', 'GET', `${base}/${issued.id}`)).body as BulletinReply;
    expect(again.hash).toBe(issued.hash);
    expect(again.sealIntact).toBe(true);
    expect(again.composed.figures).toEqual(issued.composed.figures);
    const { changed } = (await call('clerk', 'GET', `${base}/${issued.id}/changes`)).body;
    expect(changed.map((one: { what: { zh: string }; before: string; now: string }) => [one.what.zh, one.before, one.now])).toEqual([
      ['东丰县2020年项目个数', '2个', '3个'],
      ['东丰县2020年总投资', '3.38亿元', '4.38亿元'],
      ['东丰县2020年年度计划投资', '1.19亿元', '1.29亿元'],
      ['东丰县2020年新建项目个数', '1个', '2个'],
    ]);
  });

  it('cannot be edited, dropped or issued twice; withdrawing keeps the number with its reason', async () => {
    const issued = (await issue(await draft())).body as BulletinReply;
    expect((await call('clerk', 'PUT', `${base}/${issued.id}`, { version: issued.version, parts: issued.parts, entries: {} })).status).toBe(
      409,
    );
    expect((await call('clerk', 'DELETE', `${base}/${issued.id}`)).status).toBe(409);
    expect((await issue(issued)).status).toBe(409);
    const gone = await call('clerk', 'POST', `${base}/${issued.id}/withdraw`, { reason: '标题有误，另发更正' });
    expect(gone.body).toMatchObject({ status: 'withdrawn', number: 1, withdrawn: { by: '苗砚秋', reason: '标题有误，另发更正' } });
    expect(gone.body.sealIntact).toBe(true);
    expect((await call('clerk', 'GET', `${base}/${issued.id}/file?format=txt`)).text).toContain('已撤回');
    expect((await issue(await draft())).body).toMatchObject({ number: 2, total: 2 });
  });

  it('that somebody changed behind our back is noticed by its hash', async () => {
    const issued = (await issue(await draft())).body as BulletinReply;
    await database.transaction({ regions: [county], prefix: null, owner: null }, async (db) => {
      const frozen = { ...(issued.composed as object), paper: issued.composed.paper, figures: [], asOf: { at, entries: {} }, text: '改过' };
      await db.kysely
        .updateTable('bulletins')
        .set({ frozen: JSON.stringify(frozen) })
        .where('region_code', '=', county)
        .where('id', '=', issued.id)
        .execute();
    });
    expect((await call('clerk', 'GET', `${base}/${issued.id}`)).body.sealIntact).toBe(false);
  });
});

describe('who may', () => {
  it('a neighbour finds nothing, an officer and an auditor read, and only some posts write or issue', async () => {
    const one = await draft();
    for (const url of [`${base}/${one.id}`, `${base}/${one.id}/check`, `${base}/${one.id}/file?format=txt`])
      expect((await call('neighbour', 'GET', url)).status, url).toBe(404);
    expect((await call('neighbour', 'GET', '/api/bulletins')).body.bulletins).toEqual([]);
    expect((await call('officer', 'GET', `${base}/${one.id}`)).status).toBe(200);
    expect((await issue(one, 'officer')).status).toBe(403);
    expect((await call('auditor', 'GET', `${base}/${one.id}`)).status).toBe(200);
    expect((await call('auditor', 'POST', base, { kind: 'brief', year: 2020 })).status).toBe(403);
    expect((await call('dispatcher', 'GET', '/api/bulletins?kind=brief')).body.bulletins.map((line: { id: string }) => line.id)).toContain(
      one.id,
    );
  });
});

describe('templates', () => {
  const mine = { name: '本县周报', since: '2020-03-01', note: '按县里格式', code: 'weekly' };

  it('an office keeps its own, version upon version, and bulletins begin from the one in force', async () => {
    const standard = (await call('clerk', 'GET', `/api/bulletin-templates/${county}?kind=brief`)).body.templates[0];
    expect(standard).toMatchObject({ region: '000000', own: false, version: 1 });
    const url = `/api/bulletin-templates/${county}/brief/weekly`;
    const first = await call('clerk', 'PUT', url, {
      ...mine,
      code: undefined,
      parts: { ...standard.parts, body: '本周{项目个数}。' },
      from: 0,
    });
    expect(first.status, first.text).toBe(200);
    const second = await call('clerk', 'PUT', url, {
      ...mine,
      code: undefined,
      parts: { ...standard.parts, body: '本周共{项目个数}。' },
      from: 1,
    });
    expect(second.body.version).toBe(2);
    expect((await call('clerk', 'PUT', url, { ...mine, code: undefined, parts: standard.parts, from: 1 })).body.code).toBe(
      'bulletins.template-changed',
    );
    const { versions } = (await call('clerk', 'GET', url)).body;
    expect(versions.map((one: { version: number; parts: { body: string } }) => [one.version, one.parts.body])).toEqual([
      [2, '本周共{项目个数}。'],
      [1, '本周{项目个数}。'],
    ]);
    const { body } = await call('clerk', 'POST', base, { kind: 'brief', year: 2020 });
    expect(body.template).toMatchObject({ region: county, code: 'weekly', version: 2 });
    expect(body.composed.paper.body[0].runs.map((run: { text: string }) => run.text).join('')).toBe('本周共2个。');
    // Another county does not see it.
    expect(
      (await call('neighbour', 'GET', '/api/bulletin-templates/220402')).body.templates.every(
        (one: { region: string }) => one.region === '000000',
      ),
    ).toBe(true);
  });

  it('one with a mistake is not saved, and the answer names the line', async () => {
    const [standard] = (await call('clerk', 'GET', `/api/bulletin-templates/${county}?kind=brief`)).body.templates;
    const answer = await call('clerk', 'PUT', `/api/bulletin-templates/${county}/brief/weekly`, {
      name: '坏模板',
      since: '2020-03-01',
      parts: { ...standard.parts, body: '好\n{项目}' },
      from: 0,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'bulletins.template-wrong', params: { line: 2 } } });
  });
});

describe('numbers', () => {
  let own: { http: TestHttp; people: Record<Who, TestPerson> } | undefined;
  afterEach(() => {
    own = undefined;
  });

  it('run without gaps or doubles when many are issued at once and some fail halfway', async () => {
    const fresh = await freshDatabase({ max: 8 });
    own = await stage(fresh.database);
    ({ http, people } = own);
    const drafts = [];
    for (let index = 0; index < 8; index += 1) drafts.push(await draft(index === 3 ? falsified : truth));
    // Somebody who takes a number and then fails gives it back with the rollback.
    const failing = Array.from({ length: 4 }, () =>
      fresh.database
        .transaction({ regions: [county], prefix: null, owner: null }, async (db) => {
          await nextNumber(db, county, 'brief', 2020);
          throw new Error('the disk is full');
        })
        .catch((error: Error) => error.message),
    );
    const answers = await Promise.all([...drafts.map((one) => issue(one)), ...failing]);
    const issued = answers.filter((one): one is TestAnswer => typeof one !== 'string' && one.status === 200);
    expect(issued.map((one) => one.body.number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(issued.map((one) => one.body.total)).size).toBe(7);
    // Each kind and each year begins at one; the count through all years goes on within the kind.
    const next = await call('clerk', 'POST', base, { kind: 'brief', year: 2021 });
    const saved = await call('clerk', 'PUT', `${base}/${next.body.id}`, {
      version: next.body.version,
      parts: { ...next.body.parts, body: '本期无数字。' },
      entries: {},
    });
    expect((await issue(saved.body)).body).toMatchObject({ number: 1, total: 8 });
  }, 120_000);
});
