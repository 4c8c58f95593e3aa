// Proofreading entered by HTTP as named people, on the real database: what is handed in is kept sealed and as it came, answers are kept beside
// it, another county sees nothing of it, and what is deleted or past its day is gone.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { readDocx } from '../../platform/papers/read-docx.ts';
import { readAll, temporary } from '../../platform/sheets/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { importRows, readRow, type Told, testContext, testSecrets } from '../projects/testing.ts';
import { proofreadingRoom } from './routes.ts';
import { invented, paragraph, wordOf, wordTable } from './testing.ts';
import type { FindingReply, ManuscriptReply, RegisterLine } from './words.ts';

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'sanzao-manuscripts-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));
const region = '220421';
type Who = 'clerk' | 'neighbour' | 'dispatcher' | 'leader' | 'auditor' | 'administrator';
let http: TestHttp;
let people: Record<Who, TestPerson>;

beforeEach(async () => {
  http = await accountsHttp(database, [proofreadingRoom()], { secrets: testSecrets, files });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], where: string): Promise<TestPerson> =>
    makePerson(database, '2020-04-01T01:00:00.000Z', { login, name, role, region: where });
  people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', region),
    neighbour: await make('neighbour', '符禾穗', 'clerk', '220422'),
    dispatcher: await make('dispatcher', '栾望舒', 'dispatcher', '220400'),
    leader: await make('leader', '厉景和', 'leader', region),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
    administrator: await make('administrator', '景若谷', 'administrator', '220400'),
  };
});

const call = (who: Who, method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const hand = async (text: string, more: object = {}): Promise<ManuscriptReply> => {
  const answer = await call('clerk', 'POST', `/api/manuscripts/${region}`, { text, ...more });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const upload = async (name: string, content: Buffer, query = ''): Promise<TestAnswer> => {
  const boundary = 'proof-7d1';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return http.call({
    method: 'POST',
    url: `/api/manuscripts/${region}/file${query}`,
    as: people.clerk.token,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
};
const contradiction = (manuscript: ManuscriptReply): FindingReply =>
  manuscript.proof.findings.find((one) => one.severity === 'contradiction')!;
const at = (manuscript: ManuscriptReply, tail = ''): string => `/api/manuscripts/${manuscript.region}/${manuscript.id}${tail}`;

describe('handing a text in', () => {
  it('finds the sum that does not close, with each repair, where it stands', async () => {
    const manuscript = await hand(invented, { title: '清河简报' });
    expect(manuscript).toMatchObject({
      title: '清河简报',
      form: 'text',
      textIs: 'given',
      asKept: true,
      by: '苗砚秋',
      text: invented,
      answers: [],
    });
    expect(manuscript.counts).toMatchObject({ contradiction: 1, doubtful: 0 });
    const finding = contradiction(manuscript);
    expect(finding.places.map((place) => invented.slice(place.start!, place.end!))).toEqual(['45个', '24个', '22个']);
    const relation = manuscript.proof.relations.find((one) => one.id === finding.relations[0])!;
    expect(relation.repairs.map((repair) => repair.changes.map((change) => `${change.from}→${change.to}`).join())).toEqual([
      '45→46',
      '24→23',
      '22→21',
    ]);
  });

  it('keeps the text sealed: it cannot be read in the table', async () => {
    const canary = '金丝雀稿件里的一句话';
    const manuscript = await hand(`${canary}。${invented}`);
    const rows = await database.transaction({ regions: [region], prefix: null, owner: null }, async (db) =>
      db.kysely.selectFrom('manuscripts').selectAll().where('region_code', '=', region).where('id', '=', manuscript.id).execute(),
    );
    const { content, ...rest } = rows[0]!;
    expect(Buffer.from(content).includes(Buffer.from(canary))).toBe(false);
    expect(JSON.stringify({ ...rest, title: '' })).not.toContain('金丝雀');
  });

  it('a title is taken from the first line when nobody gives one', async () => {
    expect((await hand(invented)).title).toBe('清河县');
  });

  it('pasted HTML is read as text and never given back as HTML', async () => {
    const html = `<h1>清河县</h1><script>alert(1)</script><p>今年实施项目92个，其中新建61个，<b>续建</b>32个。</p><img src=x onerror=alert(1)>`;
    const manuscript = await hand(html, { form: 'html' });
    expect(manuscript.text).toBe('清河县\n今年实施项目92个，其中新建61个，续建32个。');
    expect(manuscript).toMatchObject({ textIs: 'extracted', form: 'html' });
    expect(JSON.stringify(manuscript)).not.toMatch(/<script|onerror/);
    expect(manuscript.counts.contradiction).toBe(1);
  });

  it('a table pasted into a text is found there, by the characters of the text', async () => {
    const text = '各县区情况如下：\n县区\t合计\t新建\t续建\n合计\t45\t24\t21\n清河县\t20\t11\t9\n白桦县\t25\t13\t13\n';
    const manuscript = await hand(text);
    const finding = contradiction(manuscript);
    expect(finding.places.every((place) => place.cell === null)).toBe(true);
    expect(finding.places.map((place) => text.slice(place.start!, place.end!))).toContain('13');
    expect(manuscript.sheets).toEqual([]);
  });

  it('nothing to read is refused in a sentence', async () => {
    const answer = await call('clerk', 'POST', `/api/manuscripts/${region}`, { text: '  \n ' });
    expect([answer.status, answer.body.code]).toEqual([422, 'manuscripts.nothing-to-read']);
  });
});

describe('files', () => {
  it('a Word file: paragraphs as text, its table by cells, deletions left out and said', async () => {
    const body = `${paragraph('重点项目情况')}<w:p><w:r><w:t>今年实施项目92个，其中新建61个，续建</w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>31</w:t></w:r></w:ins><w:r><w:t>个。</w:t></w:r></w:p>${paragraph('单位：个')}${wordTable(
      [
        ['县区', '合计', '新建', '续建'],
        ['合计', '45', '24', '21'],
        ['清河县', '20', '11', '9'],
        ['白桦县', '25', '13', '13'],
      ],
    )}`;
    const answer = await upload('情况.docx', wordOf(body), '?year=2024');
    expect(answer.status, answer.text).toBe(200);
    const manuscript: ManuscriptReply = answer.body;
    expect(manuscript).toMatchObject({ form: 'docx', title: '情况', textIs: 'extracted', tables: 1 });
    expect(manuscript.text).toContain('续建31个');
    expect(manuscript.leftOut[0]!.zh).toContain('修订');
    expect(manuscript.sheets[0]!.cells.find((cell) => cell.cell === 'D4')!.text).toBe('13');
    const finding = contradiction(manuscript);
    expect(finding.places.map((place) => place.cell)).toContain('D4');
    expect(manuscript.counts.contradiction).toBe(1);
  });

  it('a damaged Word file and a program are refused, each in its own sentence', async () => {
    const cut = wordOf(paragraph('x')).subarray(0, 200);
    expect((await upload('坏.docx', cut)).body.code).toBe('papers.docx-damaged');
    expect((await upload('程序.docx', Buffer.from(`MZ${'\0'.repeat(300)}`))).body.code).toBe('sheets.is-program');
  });
});

describe('answers', () => {
  it('a repair is noted with who and when, the text stays; it can be taken back', async () => {
    const manuscript = await hand(invented);
    const finding = contradiction(manuscript);
    const accepted = await call('clerk', 'POST', at(manuscript, '/answers'), {
      key: finding.key,
      kind: 'accepted',
      repair: { relation: finding.relations[0], index: 2 },
    });
    expect(accepted.status, accepted.text).toBe(200);
    expect(accepted.body.answers).toMatchObject([
      { key: finding.key, kind: 'accepted', by: '苗砚秋', repair: { changes: [{ from: '22', to: '21' }] } },
    ]);
    expect(accepted.body.text).toBe(invented);
    expect(accepted.body.counts.answered).toBe(1);
    const entry = (await entriesOf(database, region)).find((one) => one.action === 'manuscript.answer');
    expect(entry).toMatchObject({ facts: { finding: 'sum', severity: 'contradiction', answer: 'accepted', changes: '22→21' } });
    expect(JSON.stringify(entry)).not.toContain('清河');
    const back = await call('clerk', 'POST', at(manuscript, '/answers'), { key: finding.key, kind: null });
    expect(back.body.answers).toEqual([]);
  });

  it('a query and "stands" need words; an unknown finding or repair is refused', async () => {
    const manuscript = await hand(invented);
    const { key, relations } = contradiction(manuscript);
    const code = async (body: object): Promise<string> => (await call('clerk', 'POST', at(manuscript, '/answers'), body)).body.code;
    expect(await code({ key, kind: 'queried' })).toBe('manuscripts.note-missing');
    expect(await code({ key, kind: 'stands', note: ' ' })).toBe('manuscripts.note-missing');
    expect(await code({ key: 'sum-0', kind: 'stands', note: '照原文' })).toBe('manuscripts.finding-unknown');
    expect(await code({ key, kind: 'accepted', repair: { relation: relations[0], index: 99 } })).toBe('manuscripts.repair-unknown');
    const asked = await call('clerk', 'POST', at(manuscript, '/answers'), { key, kind: 'queried', note: '请核对续建个数。' });
    expect(asked.body.answers).toMatchObject([{ kind: 'queried', note: '请核对续建个数。' }]);
  });
});

describe('who sees what', () => {
  it('a leader and an auditor read, neither hands in nor answers; another county finds nothing', async () => {
    const manuscript = await hand(invented);
    for (const who of ['leader', 'auditor', 'dispatcher'] as const) expect((await call(who, 'GET', at(manuscript))).status).toBe(200);
    expect((await call('administrator', 'GET', at(manuscript))).status).toBe(403);
    expect((await call('leader', 'POST', `/api/manuscripts/${region}`, { text: invented })).status).toBe(403);
    expect((await call('auditor', 'DELETE', at(manuscript))).status).toBe(403);
    expect((await call('neighbour', 'GET', at(manuscript))).status).toBe(404);
    const listed = await call('neighbour', 'GET', '/api/manuscripts');
    expect(listed.body.manuscripts.map((one: { id: string }) => one.id)).not.toContain(manuscript.id);
    const mine = await call('dispatcher', 'GET', '/api/manuscripts');
    expect(mine.body.manuscripts.find((one: { id: string }) => one.id === manuscript.id)).toMatchObject({
      regionName: '东丰县',
      counts: { contradiction: 1 },
    });
  });

  it('what is deleted is gone with its answers, and the chain remembers the hash alone', async () => {
    const manuscript = await hand(invented);
    const { key } = contradiction(manuscript);
    await call('clerk', 'POST', at(manuscript, '/answers'), { key, kind: 'stands', note: '核过，照原文' });
    expect((await call('clerk', 'DELETE', at(manuscript))).body).toEqual({ deleted: true });
    expect((await call('clerk', 'GET', at(manuscript))).status).toBe(404);
    const left = await database.transaction({ regions: [region], prefix: null, owner: null }, async (db) =>
      db.kysely
        .selectFrom('manuscript_answers')
        .selectAll()
        .where('region_code', '=', region)
        .where('manuscript_id', '=', manuscript.id)
        .execute(),
    );
    expect(left).toEqual([]);
    const entry = (await entriesOf(database, region)).findLast((one) => one.action === 'manuscript.delete')!;
    expect(entry.facts).toMatchObject({ sha256: manuscript.sha256 });
  });

  it('after its last day it is no longer shown', async () => {
    const manuscript = await hand(invented, { keepDays: 3 });
    http.clock.advance(3 * 86_400_000);
    const signInAgain = async (login: string): Promise<void> => {
      people.clerk = await makePerson(database, http.clock.now(), { login, role: 'clerk', region });
    };
    await signInAgain('later');
    expect((await call('clerk', 'GET', at(manuscript))).status).toBe(200);
    http.clock.advance(86_400_000);
    await signInAgain('much-later');
    expect((await call('clerk', 'GET', at(manuscript))).status).toBe(404);
    await hand(invented);
    const rows = await database.transaction({ regions: [region], prefix: null, owner: null }, async (db) =>
      db.kysely.selectFrom('manuscripts').select('id').where('region_code', '=', region).where('id', '=', manuscript.id).execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe('against the register', () => {
  const ledger: Told[] = [
    { name: '食用菌工厂化栽培项目', owner: '甲公司', nature: '新建', span: ['2020-04', '2020-12'], total: 13_200, plan: 13_200 },
    { name: '梅花鹿种源繁育中心项目', owner: '乙公司', nature: '续建', span: ['2018-05', '2020-10'], total: 20_600, plan: 5_900 },
    { name: '沙河镇通屯路及桥涵工程', owner: '丙公司', nature: '新建', span: ['2020-05', '2020-10'], total: 1_200, plan: 1_000 },
  ];
  const text = '今年，东丰县拟实施500万元以上项目3个，总投资3.5亿元，年度计划投资2.05亿元。其中，新建项目2个，续建项目1个。';

  it('says declared, computed and the difference, and leads to the rows', async () => {
    await importRows(
      database,
      ledger.map((told, index) => readRow(index + 4, told)),
      { context: testContext() },
    );
    const manuscript = await hand(text, { year: 2020 });
    const answer = await call('clerk', 'GET', at(manuscript, '/register'));
    expect(answer.status, answer.text).toBe(200);
    const lines: RegisterLine[] = answer.body.lines;
    const said = lines.map((line) => `${line.declared}${line.unit} ${line.computed} ${line.difference} ${line.agrees}`);
    expect(said).toEqual(['3个 3 0 true', '3.5亿元 3.5 0 true', '2.05亿元 2.01 0.04 false', '2个 2 0 true', '1个 1 0 true']);
    expect(lines[3]!.of.rows).toMatchObject({ nature: 'new', minTotalYuan: 5_000_000 });
    const finding = manuscript.proof.findings.find((one) => one.kind === 'register')!;
    expect(finding.severity).toBe('contradiction');
    expect(finding.places.map((place) => text.slice(place.start!, place.end!))).toEqual(['2.05亿元']);
  });

  it('a year without books is not held against the text', async () => {
    const manuscript = await hand(text, { year: 2031 });
    expect(manuscript.counts.contradiction).toBe(0);
    const { lines } = (await call('clerk', 'GET', at(manuscript, '/register'))).body as { lines: RegisterLine[] };
    expect(lines.every((line) => line.computed === '' && !line.agrees)).toBe(true);
  });

  it('a check keeps nothing', async () => {
    const before = (await call('clerk', 'GET', '/api/manuscripts')).body.total;
    const answer = await call('leader', 'POST', `/api/proofreading/${region}/check`, { text: invented });
    expect(answer.body.findings.filter((one: FindingReply) => one.severity === 'contradiction')).toHaveLength(1);
    expect((await call('clerk', 'GET', '/api/manuscripts')).body.total).toBe(before);
  });
});

describe('out', () => {
  it('Excel: every finding with its repairs and answer; Word: the same as a paper that reads back', async () => {
    const manuscript = await hand(invented, { title: '清河简报' });
    const { key } = contradiction(manuscript);
    await call('clerk', 'POST', at(manuscript, '/answers'), { key, kind: 'queried', note: '=请核对续建个数' });
    const book = await http.http.inject({
      method: 'GET',
      url: at(manuscript, '/export?format=xlsx'),
      cookies: { sanzao: people.clerk.token },
    });
    expect(book.statusCode).toBe(200);
    const { rows } = await readAll(book.rawPayload, { name: 'findings.xlsx' });
    const cells = rows[0]!.flatMap((row) => row.cells.map(String));
    expect(cells.join('|')).toContain('45→46');
    expect(cells.join('|')).toContain('问作者：=请核对续建个数');
    const paper = await http.http.inject({
      method: 'GET',
      url: at(manuscript, '/export?format=docx'),
      cookies: { sanzao: people.clerk.token },
    });
    expect(paper.statusCode).toBe(200);
    const path = temporary('findings.docx', paper.rawPayload);
    const text = (await readDocx(path, 'findings.docx')).blocks
      .map((block) => (block.kind === 'paragraph' ? block.text : block.cells.map((cell) => cell.text).join(' ')))
      .join('\n');
    expect(text).toContain('24 + 22 = 46 ≠ 45');
    expect(text).toContain('方案1：45→46');
    expect(text).toContain('请核对续建个数');
  });
});
