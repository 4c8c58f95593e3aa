// Rosters entered by HTTP as named people: the owner of an enterprise of 东辽县 and a neighbour, the county's clerk who may reveal, a leader who sees
// counts alone. On a database of its own with real commits, so that what lies in it can be looked at as whoever steals it would.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock/clock.ts';
import { asOwner, freshDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { openSecrets, SealBroken } from '../../platform/secrets/secrets.ts';
import { beginSession } from '../accounts/store-sessions.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { expirePersonalData } from './expiry.ts';
import { resumptionRoom } from './routes.ts';
import { makeCase, makeEnterprise } from './testing.ts';
import { type InventedPerson, inventedPerson, multipart, rosterCsv, rosterTitles } from './testing-roster.ts';

const county = '220422';
const at = '2020-02-10T01:00:00.000Z';
type Who = 'owner' | 'rival' | 'clerk' | 'neighbour' | 'leader' | 'administrator';
const fresh = await freshDatabase({ max: 6 });
const { database } = fresh;
const secrets = openSecrets(randomBytes(32));
const folder = mkdtempSync(join(tmpdir(), 'sanzao-roster-'));
const files = await openFiles(folder, secrets.keyFor('files'));
const clock = fixedClock(at);
afterAll(() => rmSync(folder, { recursive: true }));

let http: TestHttp;
let people: Record<Who, TestPerson>;
let enterprise: string;
let rival: string;
let purpose: { id: string; version: number };
const answers: string[] = [];

const call = async (who: Who, method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> => {
  const answer = await http.call({ method, url: `/api/resumption/${url}`, as: people[who].token, ...(body !== undefined && { body }) });
  if (!/reveal|copy/.test(url)) answers.push(answer.text);
  return answer;
};
const upload = async (who: Who, roster: string, name: string, content: Buffer): Promise<TestAnswer> => {
  const { headers, body } = multipart(name, content);
  const url = `/api/resumption/${county}/rosters/${roster}/file`;
  const answer = await http.call({ method: 'POST', url, as: people[who].token, headers, body });
  answers.push(answer.text);
  return answer;
};
const newCase = (of = enterprise): Promise<string> => makeCase(database, county, of, 'draft');
const begun = async (who: Who = 'owner', caseId?: string): Promise<{ id: string; caseId: string }> => {
  const on = caseId ?? (await newCase(who === 'rival' ? rival : enterprise));
  const answer = await call(who, 'POST', `${county}/cases/${on}/roster`, { purpose: purpose.id });
  expect(answer.status, answer.text).toBe(200);
  return { id: answer.body.roster.id, caseId: on };
};
const declare = async (more: Record<string, unknown> = {}, assessed = true): Promise<{ id: string; version: number }> => {
  const made = await call('clerk', 'POST', `${county}/purposes`, {
    name: '企业复工返岗人员排查',
    basis: '吉林省 2020-01-29 通知；国发明电〔2020〕4号',
    fields: ['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'],
    beginsOn: '2020-02-03',
    endsOn: '2020-03-31',
    keepDays: 14,
    ...more,
  });
  expect(made.status, made.text).toBe(200);
  if (!assessed) return made.body;
  const switched = await call('clerk', 'POST', `${county}/purposes/${made.body.id}/assessment`, {
    version: 1,
    assessedOn: '2020-02-02',
    assessedBy: '县疫情防控办',
    assessment: '只收排查所需的七项，加密保存，到期删除；风险可控。',
  });
  expect(switched.status, switched.text).toBe(200);
  return switched.body;
};
const workers = async (roster: string, who: Who = 'owner', query = ''): Promise<TestAnswer['body']> =>
  (await call(who, 'GET', `${county}/rosters/${roster}/workers${query}`)).body;

/** Another time, with everybody signed in anew. */
const moveTo = async (instant: string): Promise<void> => {
  clock.set(instant);
  for (const person of Object.values(people))
    person.token = await database.transaction({ regions: [], prefix: null, owner: null }, (db) =>
      beginSession(db, { user: person.id, at: instant, minutes: 720, address: '127.0.0.1', agent: 'test' }),
    );
};

beforeAll(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { secrets, files, clock });
  enterprise = await makeEnterprise(database, county, '东辽县试验轴承有限公司');
  rival = await makeEnterprise(database, county, '东辽县试验乳业有限公司');
  const make = (login: Who, role: Parameters<typeof makePerson>[2]['role'], region: string, organisation?: string) =>
    makePerson(database, at, { login, role, region, ...(organisation && { organisation }) });
  people = {
    owner: await make('owner', 'owner', county, enterprise),
    rival: await make('rival', 'owner', county, rival),
    clerk: await make('clerk', 'clerk', county),
    neighbour: await make('neighbour', 'clerk', '220421'),
    leader: await make('leader', 'leader', county),
    administrator: await make('administrator', 'administrator', '220400'),
  };
  purpose = await declare();
});

describe('a purpose', () => {
  it('collects nothing before its risk was weighed, before it begins, or after its end; and has an end before it begins', async () => {
    const unassessed = await declare({ name: '未评估的用途' }, false);
    const caseId = await newCase();
    expect(await call('owner', 'POST', `${county}/cases/${caseId}/roster`, { purpose: unassessed.id })).toMatchObject({
      status: 409,
      body: { code: 'purpose.not-assessed' },
    });
    const later = await declare({ name: '下月开始的用途', beginsOn: '2020-03-01' });
    expect(await call('owner', 'POST', `${county}/cases/${caseId}/roster`, { purpose: later.id })).toMatchObject({
      body: { code: 'purpose.not-begun' },
    });
    const refused = await call('clerk', 'POST', `${county}/purposes`, {
      name: '没有截止日的用途',
      basis: '没有依据',
      fields: ['name', 'identity'],
      beginsOn: '2020-02-03',
    });
    expect(refused.status).toBe(400);
    const over = await call('clerk', 'POST', `${county}/purposes`, {
      name: '早已结束的用途',
      basis: '旧的通知',
      fields: ['name', 'identity'],
      beginsOn: '2020-01-03',
      endsOn: '2020-02-01',
    });
    expect(over.body.code).toBe('purpose.ends-before-today');
    const { id } = await begun();
    await moveTo('2020-04-01T01:00:00.000Z');
    expect((await upload('owner', id, 'late.csv', rosterCsv([inventedPerson(1)]))).body.code).toBe('purpose.ended');
    expect((await call('owner', 'POST', `${county}/rosters/${id}/rows`, { rows: [inventedPerson(1)] })).body.code).toBe('purpose.ended');
    await moveTo(at);
    expect(await workers(id)).toMatchObject({ total: 0 });
  });

  it('that ended before anybody stood on the roster gives way to another one; with people on it, never', async () => {
    const { id, caseId } = await begun();
    const url = `${county}/cases/${caseId}/roster`;
    const short = await declare({ name: '只到二月中', beginsOn: '2020-02-03', endsOn: '2020-02-15' });
    const other = await newCase();
    const held = (await call('owner', 'POST', `${county}/cases/${other}/roster`, { purpose: short.id })).body.roster;
    expect((await call('owner', 'POST', url, { purpose: short.id })).body.code).toBe('roster.exists');
    await moveTo('2020-02-16T01:00:00.000Z');
    const again = await call('owner', 'POST', `${county}/cases/${other}/roster`, { purpose: purpose.id });
    expect(again.body.roster).toMatchObject({ id: held.id, closed: null, purpose: { id: purpose.id } });
    expect((await call('owner', 'POST', `${county}/rosters/${held.id}/rows`, { rows: [inventedPerson(9_401)] })).body.kept).toBe(1);
    expect((await call('owner', 'POST', `${county}/cases/${other}/roster`, { purpose: purpose.id })).body.code).toBe('roster.exists');
    expect((await call('owner', 'POST', `${county}/rosters/${id}/rows`, { rows: [inventedPerson(9_402)] })).body.kept).toBe(1);
    await moveTo(at);
  });

  it('lets only its declared fields be stored: others are refused on screen and left out of a file', async () => {
    const narrow = await declare({ name: '只要姓名证件', fields: ['name', 'identity'] });
    const caseId = await newCase();
    const { id } = (await call('owner', 'POST', `${county}/cases/${caseId}/roster`, { purpose: narrow.id })).body.roster;
    const { name, identity, phone } = inventedPerson(2);
    expect((await call('owner', 'POST', `${county}/rosters/${id}/rows`, { rows: [{ name, identity, phone }] })).body.code).toBe(
      'roster.field-not-declared',
    );
    const answer = await upload('owner', id, 'all.csv', rosterCsv([inventedPerson(2)]));
    expect(answer.body.file).toMatchObject({
      kept: 1,
      wrong: 0,
      leftOut: ['手机号', '从何地返回', '返回日期', '隔离期满日', '是否接触病例'],
    });
    const [kept] = (await workers(id)).workers;
    expect(kept).toMatchObject({ phone: null, from: null, returnedOn: null, contact: null });
    const row = await database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
      db.kysely
        .selectFrom('resumption_workers')
        .selectAll()
        .where('region_code', '=', county)
        .where('id', '=', kept.id)
        .executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ origin: null, returned_on: null, contact: null });
    const revealed = await call('clerk', 'POST', `${county}/rosters/${id}/workers/${kept.id}/reveal`, { purpose: '核对有没有多收' });
    expect(revealed.body).toMatchObject({ name, identity, phone: null, from: null });
  });
});

describe('a roster by file', () => {
  it('keeps good rows masked, and names each wrong cell with why and what to do', async () => {
    const { id } = await begun();
    const good = Array.from({ length: 20 }, (_, n) => inventedPerson(100 + n));
    const wrong: InventedPerson[] = [
      {
        ...inventedPerson(200),
        identity: inventedPerson(200).identity.slice(0, 17) + (inventedPerson(200).identity.endsWith('X') ? '1' : 'X'),
      },
      { ...inventedPerson(201), phone: '1991000020' },
      { ...inventedPerson(204), isolationUntil: '2020-02-10' },
      { ...inventedPerson(203), from: '大东北', returnedOn: '2020-13-45' },
      { ...inventedPerson(100) },
    ];
    const answer = await upload('owner', id, '名册.csv', rosterCsv([...good, ...wrong]));
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.file).toMatchObject({ rows: 25, kept: 20, wrong: 5, state: 'read', leftOut: [] });
    const { rows, byCode } = (await call('owner', 'GET', `${county}/rosters/${id}/rows`)).body;
    expect(rows.map((row: { cells: { cell: string; code: string }[] }) => row.cells.map((cell) => `${cell.cell} ${cell.code}`))).toEqual([
      ['C23 roster.identity-check'],
      ['D24 roster.phone-odd'],
      ['G25 roster.isolation-short'],
      ['E26 roster.from-unclear', 'F26 roster.day-unreadable'],
      ['C27 roster.identity-twice'],
    ]);
    expect(rows[2].cells[0].said.zh).toBe('2020-02-05 返回，应隔离 14 天到 2020-02-19，表里是 2020-02-10，不足。请核对日期。');
    expect(rows[4].cells[0].said.zh).toContain('C3');
    expect(byCode[0].count).toBe(1);
    const list = await workers(id);
    expect(list).toMatchObject({ total: 20 });
    expect(list.workers[0]).toMatchObject({ line: 1, name: '祖**', identity: '220499********0004', phone: '199****0100' });
    expect(await workers(id, 'owner', '?of=outside')).toMatchObject({ total: 5 });
  });

  it('is read as a workbook too: merged title, two sheets, dates as dates, a number that lost its end, a total at the bottom', async () => {
    const { id } = await begun();
    const book = new ExcelJS.Workbook();
    book.addWorksheet('填表说明').addRow(['请如实填写，身份证号请设为文本格式']);
    const sheet = book.addWorksheet('返岗人员');
    sheet.addRow(['东辽县试验轴承有限公司返岗人员台账']);
    sheet.mergeCells('A1:H1');
    sheet.addRow([...rosterTitles]);
    const person = inventedPerson(310);
    sheet.addRow([1, person.name, person.identity, Number(person.phone), '吉林省长春市', new Date('2020-02-06T00:00:00Z'), '', '无']);
    sheet.addRow([2, '柏 宁', 220_499_197_001_010_000, '199-1000-0311', '辽源市', '2月6日', '', '否']);
    sheet.addRow(['合计', '2人']);
    const answer = await upload('owner', id, '台账.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    expect(answer.body.file, answer.text).toMatchObject({ rows: 2, kept: 1, wrong: 1 });
    const [kept] = (await workers(id)).workers;
    expect(kept).toMatchObject({ origin: 'province', returnedOn: '2020-02-06', contact: false });
    const [aside] = (await call('owner', 'GET', `${county}/rosters/${id}/rows`)).body.rows;
    expect(aside).toMatchObject({ sheet: '返岗人员', row: 4, cells: [{ cell: 'C4', code: 'roster.identity-rounded' }] });
    const corrected = await call('owner', 'POST', `${county}/rosters/${id}/rows/${aside.id}`, {
      cells: { identity: inventedPerson(311).identity },
    });
    expect(corrected.body).toEqual({ kept: true, row: null });
    expect(await workers(id)).toMatchObject({ total: 2 });
  });

  it('asks for the columns that it cannot find, reads by what is named, and does not keep the file', async () => {
    const { id } = await begun();
    const text = `甲,乙,丙,丁,戊,己\r\n${[7, 8, 9].map((n) => [inventedPerson(400 + n).name, inventedPerson(400 + n).identity, inventedPerson(400 + n).phone, '本地', '2020-02-06', '否'].join(',')).join('\r\n')}\r\n`;
    const asked = await upload('owner', id, 'odd.csv', Buffer.from(text));
    expect(asked.body).toMatchObject({ file: { state: 'mapping', kept: 0 } });
    expect(asked.body.missing).toContain('identity');
    const named = (columns: string[]) => ({
      headerRow: 1,
      columns: columns.flatMap((field, index) => (field === '' ? [] : [{ column: index + 1, field }])),
    });
    const url = `${county}/rosters/${id}/files/${asked.body.file.id}`;
    expect((await call('owner', 'POST', url, named(['name', 'identity', 'phone', 'from', 'returnedOn']))).body.code).toBe(
      'roster.column-missing',
    );
    const read = await call('owner', 'POST', url, named(['name', 'identity', 'phone', 'from', 'returnedOn', 'contact']));
    expect(read.body.file, read.text).toMatchObject({ state: 'read', kept: 3, wrong: 0 });
    expect((await call('owner', 'POST', url, named(['name', 'identity', 'phone', 'from', 'returnedOn', 'contact']))).status).toBe(404);
  });

  it('the same file again changes nothing; other entries for the same person wait for a decision and can replace', async () => {
    const { id } = await begun();
    const all = [500, 501, 502].map(inventedPerson);
    expect((await upload('owner', id, 'a.csv', rosterCsv(all))).body.file).toMatchObject({ kept: 3 });
    expect((await upload('owner', id, 'a.csv', rosterCsv(all))).body.file).toMatchObject({ kept: 0, unchanged: 3, wrong: 0 });
    const moved = { ...all[1]!, phone: '19933334444' };
    expect((await upload('owner', id, 'b.csv', rosterCsv([moved]))).body.file).toMatchObject({ kept: 0, unchanged: 0, wrong: 1 });
    const [aside] = (await call('owner', 'GET', `${county}/rosters/${id}/rows`)).body.rows;
    expect(aside.cells[0]).toMatchObject({ code: 'roster.identity-held' });
    const still = await call('owner', 'POST', `${county}/rosters/${id}/rows/${aside.id}`, { cells: {} });
    expect(still.body.kept).toBe(false);
    const replaced = await call('owner', 'POST', `${county}/rosters/${id}/rows/${aside.id}`, { cells: {}, replace: true });
    expect(replaced.body).toEqual({ kept: true, row: null });
    const list = await workers(id);
    expect(list.total).toBe(3);
    expect(list.workers[1]).toMatchObject({ line: 2, phone: '199****4444' });
  });

  it('says who also stands on the roster of another enterprise of the county, to each, without saying whose', async () => {
    const mine = await begun();
    const theirs = await begun('rival');
    await upload('owner', mine.id, 'a.csv', rosterCsv([600, 601, 602].map(inventedPerson)));
    await upload('rival', theirs.id, 'b.csv', rosterCsv([602, 603].map(inventedPerson)));
    const list = await workers(mine.id, 'owner', '?of=elsewhere');
    expect(list).toMatchObject({ total: 1, elsewhere: 1 });
    expect(list.workers[0].notes).toContain('elsewhere');
    expect((await workers(theirs.id, 'rival', '?of=elsewhere')).total).toBe(1);
    expect(JSON.stringify(list)).not.toContain(rival);
  });

  it('a file that is no table is refused and does not stay', async () => {
    const { id } = await begun();
    const before = everyFile(folder).length;
    expect((await upload('owner', id, 'x.csv', Buffer.from([0, 1, 2, 3, 0, 255]))).status).toBeGreaterThanOrEqual(400);
    expect(everyFile(folder).length - before).toBeLessThanOrEqual(1);
  });
});

describe('who sees what', () => {
  it('a leader sees counts and no names, a neighbour and a rival see nothing, an administrator neither', async () => {
    const { id, caseId } = await begun();
    await upload('owner', id, 'a.csv', rosterCsv([700, 701].map(inventedPerson)));
    expect((await call('leader', 'GET', `${county}/cases/${caseId}/roster`)).body.roster.counts.people).toBe(2);
    expect((await call('leader', 'GET', `${county}/rosters/${id}/workers`)).status).toBe(403);
    expect((await call('neighbour', 'GET', `${county}/rosters/${id}/workers`)).status).toBe(404);
    expect((await call('rival', 'GET', `${county}/rosters/${id}/workers`)).status).toBe(404);
    expect((await call('rival', 'GET', `${county}/cases/${caseId}/roster`)).status).toBe(404);
    expect((await call('administrator', 'GET', `${county}/rosters/${id}/workers`)).status).toBe(403);
    expect((await call('clerk', 'GET', `${county}/rosters/${id}/workers`)).body.total).toBe(2);
  });

  it('one person is revealed with a purpose on record, by those who may, thirty an hour; what cannot be recorded is not revealed', async () => {
    const { id } = await begun();
    const person = inventedPerson(710);
    await upload('owner', id, 'a.csv', rosterCsv([person]));
    const [worker] = (await workers(id)).workers;
    const url = `${county}/rosters/${id}/workers/${worker.id}/reveal`;
    expect((await call('owner', 'POST', url, { purpose: '电话核对行程' })).status).toBe(403);
    expect((await call('clerk', 'POST', url, { purpose: '核对' })).status).toBe(400);
    expect((await call('clerk', 'POST', url, { purpose: `核对 ${person.phone}` })).body.code).toBe('purpose.reason-holds-number');
    const revealed = await call('clerk', 'POST', url, { purpose: '电话核对行程' });
    expect(revealed.body).toMatchObject({ name: person.name, identity: person.identity, phone: person.phone, from: person.from });
    const entry = (await entriesOf(database, county)).at(-1)!;
    expect(entry).toMatchObject({
      action: 'resumption.reveal-worker',
      object_id: worker.id,
      result: 'done',
      facts: { purpose: '电话核对行程', roster: id },
    });
    const append = http.ground.chain.append;
    http.ground.chain.append = async () => {
      throw new Error('the chain cannot be written');
    };
    const failed = await http.call({
      method: 'POST',
      url: `/api/resumption/${url}`,
      as: people.clerk.token,
      body: { purpose: '电话核对行程' },
      mayFail: true,
    });
    http.ground.chain.append = append;
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain(person.phone);
    // Ten at once take turns at the limit: two were revealed above, twenty-eight more may be.
    let done = 2;
    for (let round = 0; round < 4; round += 1) {
      const replies = await Promise.all(Array.from({ length: 10 }, () => call('clerk', 'POST', url, { purpose: '电话核对行程' })));
      done += replies.filter((reply) => reply.status === 200).length;
    }
    expect(done).toBe(30);
    expect((await call('clerk', 'POST', url, { purpose: '电话核对行程' })).body.code).toBe('roster.reveal-too-often');
  });
});

describe('what the people themselves may ask', () => {
  it('to see, to have a copy, to correct, to be deleted: found by their number, on record without it', async () => {
    await moveTo('2020-02-10T03:00:00.000Z');
    const { id } = await begun();
    const person = inventedPerson(800);
    await upload('owner', id, 'a.csv', rosterCsv([person, { ...inventedPerson(801), phone: '12' }]));
    const ask = (what: string, more: Record<string, unknown> = {}, identity = person.identity) =>
      call('clerk', 'POST', `${county}/subjects/${what}`, { identity, reason: '本人持证到窗口申请', ...more });
    const seen = await ask('query');
    expect(seen.body.records).toMatchObject([
      { enterprise: '东辽县试验轴承有限公司', purpose: '企业复工返岗人员排查', deletedOn: '2020-04-15' },
    ]);
    expect((await ask('query', {}, '110105491231002')).body.records).toEqual([]);
    const copy = await ask('copy');
    expect(copy.body.records[0].fields).toContainEqual({ field: 'phone', value: person.phone });
    const corrected = await ask('correct', { set: { phone: '19988887777' } });
    expect(corrected.body.records[0].worker.phone).toBe('199****7777');
    expect((await ask('correct', { set: { phone: '1' } })).body.code).toBe('roster.phone-odd');
    expect((await ask('delete', { refused: true })).body.records).toBe(0);
    expect((await ask('delete')).body.records).toBe(1);
    expect((await ask('query')).body.records).toEqual([]);
    // A row that was set aside because of another cell is found by its number as well.
    expect((await ask('delete', {}, inventedPerson(801).identity)).body.records).toBe(1);
    expect((await call('owner', 'GET', `${county}/rosters/${id}/rows`)).body.total).toBe(0);
    const { requests } = (await call('clerk', 'GET', `${county}/subjects`)).body;
    expect(requests.slice(0, 6).map((one: { kind: string; outcome: string }) => `${one.kind} ${one.outcome}`)).toEqual([
      'delete done',
      'query nothing-held',
      'delete done',
      'delete refused',
      'correct done',
      'copy done',
    ]);
    expect(JSON.stringify(await entriesOf(database, county))).not.toContain(person.identity);
  });
});

describe('as whoever steals the database', () => {
  it('finds no number, telephone or name of the seeded people anywhere: dump, kept files, answers, log', async () => {
    const { id } = await begun();
    const seeded = Array.from({ length: 60 }, (_, n) => inventedPerson(9_000 + n));
    await upload('owner', id, 'a.csv', rosterCsv([...seeded, { ...inventedPerson(9_100), phone: '错' }]));
    await call('owner', 'POST', `${county}/rosters/${id}/rows`, {
      rows: [inventedPerson(9_101), { ...inventedPerson(9_102), phone: '19' }],
    });
    await workers(id, 'clerk', '?limit=200');
    await call('clerk', 'GET', `${county}/rosters/${id}/rows`);
    const canaries = [...seeded, inventedPerson(9_100), inventedPerson(9_101), inventedPerson(9_102)].flatMap((one) => [
      one.identity,
      one.phone,
      one.name,
    ]);
    const dump = await asOwner(fresh.ownerUrl, async (owner) => {
      const { rows: tables } = await owner.query(
        "select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
      );
      const texts: string[] = [];
      for (const { name } of tables) {
        await owner.query(`alter table ${name} no force row level security`);
        const { rows } = await owner.query(`select coalesce(string_agg(t::text, E'\n'), '') as text from ${name} t`);
        texts.push(rows[0].text);
      }
      return texts.join('\n');
    });
    // What is sealed stands there as bytes: hexadecimal text and raw bytes are searched too.
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const found = canaries.filter((canary) => dump.includes(canary) || dump.includes(hex(canary)));
    expect(found).toEqual([]);
    expect(dump).toContain('企业复工返岗人员排查'); // the search finds what is there
    const said = `${answers.join('\n')}\n${JSON.stringify(http.log)}`;
    expect(canaries.filter((canary) => said.includes(canary))).toEqual([]);
    expect(said).toContain('199****');
    for (const path of everyFile(folder)) for (const canary of canaries) expect(readFileSync(path).includes(canary)).toBe(false);
  }, 120_000);

  it('the sealed cells of two people exchanged, and a changed byte, do not open; another person never shows', async () => {
    const { id } = await begun();
    await upload('owner', id, 'a.csv', rosterCsv([9_200, 9_201].map(inventedPerson)));
    const [first, second] = (await workers(id)).workers;
    const tamper = (sql: string) =>
      asOwner(fresh.ownerUrl, async (owner) => {
        await owner.query('alter table resumption_workers no force row level security');
        await owner.query(sql);
        await owner.query('alter table resumption_workers force row level security');
      });
    const list = () => http.call({ url: `/api/resumption/${county}/rosters/${id}/workers`, as: people.owner.token, mayFail: true });
    await tamper(
      `update resumption_workers a set person_sealed = b.person_sealed from resumption_workers b where a.id = '${first.id}' and b.id = '${second.id}'`,
    );
    const swapped = await list();
    expect(swapped.status).toBe(500);
    expect(http.log.at(-1)).toMatchObject({ name: SealBroken.name });
    await tamper(`delete from resumption_workers where id = '${first.id}'`);
    await tamper(
      `update resumption_workers set person_sealed = set_byte(person_sealed, 20, get_byte(person_sealed, 20) # 1) where id = '${second.id}'`,
    );
    expect((await list()).status).toBe(500);
    await tamper(`delete from resumption_workers where id = '${second.id}'`);
    expect((await list()).status).toBe(200);
  });

  it('row-level security holds without our predicates: nothing without a scope, nothing of another county or enterprise', async () => {
    const mine = await begun();
    await upload('owner', mine.id, 'a.csv', rosterCsv([9_300].map(inventedPerson)));
    const seen = (scope: { regions: string[]; prefix: null; owner: string | null }, table: string) =>
      database.transaction(scope, async (db) => {
        const rows = await db.kysely.selectFrom(table).select('region_code').where('region_code', 'is not', null).execute();
        return rows.length;
      });
    for (const table of ['resumption_workers', 'resumption_rosters', 'resumption_roster_files']) {
      expect(await seen({ regions: [], prefix: null, owner: null }, table)).toBe(0);
      expect(await seen({ regions: ['220421'], prefix: null, owner: null }, table)).toBe(0);
      const all = await seen({ regions: [county], prefix: null, owner: null }, table);
      const own = await seen({ regions: [county], prefix: null, owner: rival }, table);
      expect(own).toBeLessThan(all);
    }
  });
});

describe('at the end of a purpose', () => {
  it('persons go with their digests and wrong rows, counts stay, and it is on record; a dry look changes nothing', async () => {
    const short = await declare({ name: '到三月一日为止', endsOn: '2020-03-01', keepDays: 3 });
    const caseId = await newCase();
    const { id } = (await call('owner', 'POST', `${county}/cases/${caseId}/roster`, { purpose: short.id })).body.roster;
    const all = Array.from({ length: 12 }, (_, n) => inventedPerson(10_000 + n));
    await upload('owner', id, 'a.csv', rosterCsv([...all, { ...inventedPerson(10_050), phone: '错' }]));
    const dry = (on: string) => call('clerk', 'GET', `${county}/expiry?on=${on}`);
    const dueFor = (answer: TestAnswer) => answer.body.due.filter((one: { purposeId: string }) => one.purposeId === short.id);
    expect(dueFor(await dry('2020-03-04'))).toEqual([]);
    expect(dueFor(await dry('2020-03-05'))).toMatchObject([{ people: 12, rows: 1, deletedOn: '2020-03-05' }]);
    expect((await call('clerk', 'POST', `${county}/expiry`, { on: '2020-03-05' })).body.code).toBe('purpose.expiry-later');
    const [held] = (await call('owner', 'GET', `${county}/rosters/${id}/workers?of=all`)).body.workers;
    const reveal = () => call('clerk', 'POST', `${county}/rosters/${id}/workers/${held.id}/reveal`, { purpose: '电话核对行程' });
    await moveTo('2020-03-03T23:00:00.000Z');
    expect((await reveal()).status).toBe(200);
    await moveTo('2020-03-04T23:00:00.000Z');
    // The day has come and the deletion has not run yet: nobody is opened any more.
    expect(await reveal()).toMatchObject({ status: 409, body: { code: 'roster.expired' } });
    expect(await expirePersonalData(http.ground, [county])).toBe(12);
    expect(await expirePersonalData(http.ground, [county])).toBe(0);
    const left = (await call('owner', 'GET', `${county}/cases/${caseId}/roster`)).body.roster;
    expect(left).toMatchObject({ counts: { people: 0 }, wrong: 0, files: [], expired: { left: { people: 12, outside: 3 } } });
    expect(
      (await call('clerk', 'POST', `${county}/subjects/query`, { identity: all[0]!.identity, reason: '本人查询' })).body.records,
    ).toEqual([]);
    const gone = await database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
      db.kysely
        .selectFrom('resumption_workers')
        .select('id')
        .where('region_code', '=', county)
        .where('purpose_id', '=', short.id)
        .execute(),
    );
    expect(gone).toEqual([]);
    const entry = (await entriesOf(database, county)).findLast((one) => one.action === 'resumption.expire-personal-data')!;
    expect(entry).toMatchObject({ result: 'done', facts: { people: 12, rows: 1, rosters: 1, on: '2020-03-05' } });
    expect((await dry('2020-03-05')).body.past[0]).toMatchObject({ purpose: '到三月一日为止', people: 12 });
    await moveTo(at);
  });

  it('an earlier end is carried to the persons at once, a later one only while the purpose runs', async () => {
    const movable = await declare({ name: '会提前结束', endsOn: '2020-03-20', keepDays: 0 });
    const end = (version: number, endsOn: string) =>
      call('clerk', 'POST', `${county}/purposes/${movable.id}/end`, { version, endsOn, reason: '解除管控' });
    expect((await end(2, '2020-02-20')).body).toMatchObject({ endsOn: '2020-02-20', deletedOn: '2020-02-21', version: 3 });
    expect((await end(2, '2020-02-21')).body.code).toBe('row.changed-meanwhile');
    await moveTo('2020-02-21T01:00:00.000Z');
    expect((await end(3, '2020-03-20')).body.code).toBe('purpose.no-longer');
    await moveTo(at);
  });
});

function everyFile(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
