// audit-text and audit-table as scripts meet them: one JSON value of the promised shape, no data directory, refusals as sentences with exit 2.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sanzao-audit-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'app', 'cli.ts'), ...args], {
    env: { ...process.env, LANG: 'en_US.UTF-8', INIT_CWD: directory, DATABASE_URL: '' },
    cwd: root,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}
const put = (name: string, content: string): string => {
  writeFileSync(join(directory, name), content);
  return name;
};

const text = '清河县今年拟实施项目92个。其中，新建项目61个，续建项目32个。\r\n';

describe('audit-text', () => {
  it('says what does not add up, where, and each correction; no data directory is made', async () => {
    const { code, out } = await run(['audit-text', put('简报.txt', text), '--json']);
    expect(code).toBe(0);
    const said = JSON.parse(out);
    for (const one of said.statements)
      expect(one).toMatchObject({
        id: expect.any(String),
        text: text.slice(one.start, one.end),
        value: expect.any(Number),
        unit: '个',
        label: expect.any(String),
        place: '清河县',
        scope: expect.any(String),
      });
    const [relation] = said.relations.filter((one: { holds: boolean }) => !one.holds);
    expect(relation).toMatchObject({ kind: 'sum', holds: false, difference: -1 });
    const value = (id: string): number => said.statements.find((one: { id: string }) => one.id === id).value;
    expect(relation.terms.map(value)).toEqual([92, 61, 32]);
    expect(relation.repairs.map((one: { term: string; from: number; to: number }) => [value(one.term), one.from, one.to])).toEqual([
      [92, 92, 93],
      [61, 61, 60],
      [32, 32, 31],
    ]);
    for (const repair of relation.repairs) expect(repair.consequence).toMatch(/\S/);
    const [finding] = said.findings.filter((one: { severity: string }) => one.severity === 'contradiction');
    expect(finding.kind).toBe('sum');
    expect(finding.sentence).toMatch(/61 \+ 32 = 93 ≠ 92/);
    expect(finding.spans.map(([start, end]: [number, number]) => text.slice(start, end))).toEqual(['92个', '61个', '32个']);
    expect(readdirSync(directory)).toEqual(['简报.txt']);
  });

  it('reads standard input', async () => {
    const { code, out } = await run(['audit-text', '-', '--json'], text);
    expect([code, JSON.parse(out).findings.filter((one: { severity: string }) => one.severity === 'contradiction').length]).toEqual([0, 1]);
  });

  it.each([
    [['audit-text', '没有.txt'], /There is no file/],
    [['audit-text', '简报.txt', '--region', '22'], /division code of six digits/],
    [['audit-text', '简报.txt', '--region', '220421'], /--year is missing/],
    [['audit-text'], /Usage: audit-text FILE\|-/],
    [['audit-table', '没有.xlsx'], /There is no file/],
  ])('%j is answered with a sentence and exit 2', async (args, sentence) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
  });

  it('an empty text and a program are refused', async () => {
    put('空.txt', ' \n');
    put('程序.txt', `MZ${'\0'.repeat(200)}`);
    expect(await run(['audit-text', '空.txt'])).toMatchObject({ code: 2, err: expect.stringMatching(/holds no text/) });
    expect(await run(['audit-text', '程序.txt'])).toMatchObject({ code: 2, err: expect.stringMatching(/executable program/) });
  });
});

describe('audit-table', () => {
  it('names sheet and cell', async () => {
    const name = put('汇总.csv', '县区,合计,新建,续建\n合计,45,24,21\n清河县,20,11,9\n白桦县,25,13,13\n');
    const { code, out } = await run(['audit-table', name, '--json']);
    expect(code).toBe(0);
    const said = JSON.parse(out);
    const [finding] = said.findings.filter((one: { severity: string }) => one.severity === 'contradiction');
    expect(finding.cells).toContainEqual({ sheet: '汇总', cell: 'D4' });
    const statement = said.statements.find((one: { cell: string }) => one.cell === 'D4');
    expect(statement).toMatchObject({ sheet: '汇总', value: 13, text: '13' });
    const repairs = said.relations.filter((one: { holds: boolean }) => !one.holds).flatMap((one: { repairs: unknown[] }) => one.repairs);
    expect(repairs).toContainEqual(expect.objectContaining({ term: statement.id, from: 13, to: 12 }));
  });

  it('a table that closes is silent', async () => {
    const name = put('好.csv', '县区,合计,新建,续建\n合计,45,24,21\n清河县,20,11,9\n白桦县,25,13,12\n');
    expect(JSON.parse((await run(['audit-table', name, '--json'])).out).findings).toEqual([]);
  });
});
