// The round trip: bulletins written from the demonstration region by the command line, read again as plain text by the auditor, held against
// the register: every figure equal, none lost, no false alarm. And the newspaper page's own project figures come out of a press release.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulletinReply } from '../features/bulletins/words.ts';
import { handedText, proofReply, readAgainst } from '../features/proofreading/door.ts';
import { memoryAnchors } from '../platform/audit/anchors.ts';
import { openAudit } from '../platform/audit/audit.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { type FreshDatabase, freshDatabase } from '../platform/db/testing.ts';
import { openFiles } from '../platform/files/files.ts';
import type { Http } from '../platform/http/server.ts';
import { wordText } from '../platform/papers/testing.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import type { Day } from '../vocabulary/days.ts';
import { type Reach, reachInside } from './call.ts';
import { type BulletinReport, writeBulletin } from './command-bulletin.ts';
import { createDemo } from './demo.ts';
import { createServer } from './server.ts';

const token = randomBytes(16).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'sanzao-bulletin-test-'));
const clock = fixedClock('2020-03-16T01:00:00.000Z');
let fresh: FreshDatabase;
let http: Http;
let reach: Reach;

beforeAll(async () => {
  fresh = await freshDatabase({ max: 6 });
  const secrets = openSecrets(randomBytes(32));
  const ground = {
    database: fresh.database,
    clock,
    secrets,
    files: await openFiles(folder, secrets.keyFor('files')),
    chain: openAudit({ anchors: memoryAnchors(), clock }),
  };
  http = await createServer({ ground, demo: true, operatorToken: token });
  reach = reachInside(http, token);
  await createDemo(ground, http, () => {});
}, 180_000);
afterAll(async () => {
  await http?.close();
  rmSync(folder, { recursive: true, force: true });
});

const city = '220400';
const counties = ['220402', '220403', '220421', '220422'];

async function written(
  kind: string,
  region: string,
  form: 'txt' | 'docx' | 'html' | 'pdf' = 'txt',
  draft = false,
): Promise<{ report: BulletinReport; file: Buffer }> {
  const out = join(folder, `${kind}-${region}.${form}`);
  const report = await writeBulletin(reach, { kind, region, year: 2020, out, template: undefined, draft }, () => {});
  return { report, file: readFileSync(out) };
}

/** What the auditor says of a bulletin's body, held against the register. */
async function proofOf(text: string, region: string) {
  const regions = region === city ? [city, ...counties] : [region];
  return fresh.database.transaction(
    { regions, prefix: null, owner: null },
    async (db) => {
      const { proof } = await readAgainst(db, handedText(text).manuscript, {
        region,
        year: 2020,
        today: clock.today() as Day,
        now: clock.now(),
      });
      return proofReply(proof);
    },
    { readOnly: true },
  );
}
/** The body as it stands in the file: without the mark above and the appendix below. */
const bodyOf = (file: Buffer): string => file.toString('utf8').split('\n附件')[0]!;

describe('the round trip', () => {
  it.each(['brief', 'meeting', 'press', 'resumption'])(
    '%s of the city: issued without a contradiction, and its figures are read back equal to the register, none lost',
    async (kind) => {
      const { report, file } = await written(kind, city);
      expect(report.blocked).toEqual([]);
      expect(report.status).toBe('issued');
      expect(report.number).toBe(1);
      const text = bodyOf(file);
      const proof = await proofOf(text, city);
      expect(proof.findings.filter((one) => one.severity !== 'ask').map((one) => one.sentence.zh)).toEqual([]);
      expect(proof.relations.filter((one) => !one.holds)).toEqual([]);
      // Every number that came from the register stands in the text, and is read as the number it is.
      const read = new Set(proof.statements.map((one) => one.exact));
      const lost = report.figures.filter((one) => one.value !== null && !read.has(one.printed.replace(/[^\d.-]+$/, '')));
      expect(lost.map((one) => `${one.what} ${one.printed}`)).toEqual([]);
    },
    120_000,
  );

  it('every county, in every kind, is silent too; an unreported one says so and has no figure', async () => {
    for (const region of counties)
      for (const kind of ['brief', 'press', 'meeting', 'resumption']) {
        const { report, file } = await written(kind, region);
        expect(report.blocked, `${kind} ${region}`).toEqual([]);
        const proof = await proofOf(bodyOf(file), region);
        expect(
          proof.findings.filter((one) => one.severity !== 'ask').map((one) => one.sentence.zh),
          `${kind} ${region}`,
        ).toEqual([]);
        if (region === '220422') {
          expect(file.toString('utf8')).toContain('未报');
          expect(
            report.figures.every((one) => one.value === null || one.id.startsWith('resumption.')),
            kind,
          ).toBe(true);
        }
      }
  }, 240_000);

  it('a number falsified anywhere in the bulletin is found', async () => {
    const { file } = await written('press', city);
    const text = bodyOf(file);
    const misses: string[] = [];
    // Each project count of the body, made one larger, one at a time.
    const counts = [...text.matchAll(/项目(\d+)个/g)];
    expect(counts.length).toBeGreaterThan(10);
    for (const count of counts) {
      const at = count.index + 2;
      const falsified = text.slice(0, at) + String(Number(count[1]) + 1) + text.slice(at + count[1]!.length);
      const proof = await proofOf(falsified, city);
      if (!proof.findings.some((one) => one.severity === 'contradiction')) misses.push(falsified.slice(Math.max(0, at - 20), at + 12));
    }
    expect(misses).toEqual([]);
  }, 240_000);
});

describe('the four stories of the newspaper page', () => {
  it("a press release of the city prints the page's project figures, and says that 东辽县 has not reported", async () => {
    const { report, file } = await written('新闻通稿', city);
    const text = file.toString('utf8');
    const of = (what: string): string | undefined => report.figures.find((one) => one.what === what)?.printed;
    // As printed on the page, one line a set: count, total, annual plan. The page prints 34 for 5000万元以上 where its own parts make 35.
    const printed: [string, string[]][] = [
      ['东丰县2020年', ['80个', '95.94亿元', '47.51亿元']],
      ['东丰县2020年新建', ['55个', '39.98亿元', '30.35亿元']],
      ['东丰县2020年续建', ['25个', '55.96亿元', '17.16亿元']],
      ['东丰县2020年5000万元以上', ['35个', '86.96亿元', '39.63亿元']],
      ['东丰县2020年新建5000万元以上', ['17个', '32.21亿元', '23.17亿元']],
      ['东丰县2020年续建5000万元以上', ['18个', '54.75亿元', '16.46亿元']],
      ['龙山区2020年', ['41个', '145.6亿元', '45.9亿元']],
      ['西安区2020年', ['25个', '77.8亿元', '15.25亿元']],
    ];
    for (const [set, [count, total, plan]] of printed) {
      expect(of(`${set}项目个数`), set).toBe(count);
      expect(of(`${set}总投资`), set).toBe(total);
      expect(of(`${set}年度计划投资`), set).toBe(plan);
    }
    expect(of('龙山区2020年新建项目个数')).toBe('32个');
    expect(of('龙山区2020年续建项目个数')).toBe('9个');
    expect(of('西安区2020年新建项目个数')).toBe('8个');
    expect(of('西安区2020年续建项目个数')).toBe('17个');
    expect(of('西安区2020年年度计划增长')).toBe('339%');
    expect(of('东丰县2020年省“三早”项目个数')).toBe('11个');
    expect(of('龙山区2020年省“三早”项目个数')).toBe('7个');
    expect(of('龙山区2020年地方政府专项债券项目个数')).toBe('7个');
    expect(of('龙山区2020年中央预算内投资项目个数')).toBe('14个');
    expect(of('东丰县2020年储备个数')).toBe('76个');
    expect(of('东丰县2020年储备总投资')).toBe('216.02亿元');
    expect(text).toContain('东辽县2020年项目台账未报');
    expect(text).toContain('2020年，东丰县拟实施500万元以上项目80个，总投资95.94亿元，年度计划投资47.51亿元。');
  });
});

describe('the command', () => {
  it('gives number, figures with definitions and nothing blocked; the Word file says what the text file says', async () => {
    const { report, file } = await written('brief', city, 'docx');
    expect(report.figures.find((one) => one.what === '辽源市2020年项目个数')).toMatchObject({
      id: 'projects.count',
      value: 146,
      unit: 'count',
      printed: '146个',
      definition: expect.stringContaining('项目个数'),
    });
    const word = (await wordText(file)).replaceAll(/\s/g, '');
    const reply: BulletinReply = await reach({ path: `/api/bulletins/${city}/${report.id}` });
    for (const block of reply.composed.paper.body)
      if (block.kind !== 'table')
        expect(word).toContain(
          block.runs
            .map((run) => run.text)
            .join('')
            .replaceAll(/\s/g, ''),
        );
      else
        for (const row of block.rows)
          expect(word).toContain(
            row.cells
              .map((cell) => cell.map((run) => run.text).join(''))
              .join('')
              .replaceAll(/\s/g, ''),
          );
    expect(word).toContain(`第${report.number}期`);
    expect(word).not.toContain('草稿');
  });

  it('a draft has no number and says that it is one; a wrong kind and a wrong file name are refused in words', async () => {
    const { report, file } = await written('meeting', city, 'txt', true);
    expect(report).toMatchObject({ number: null, status: 'draft' });
    expect(file.toString('utf8')).toContain('【草稿】');
    await expect(written('weekly', city)).rejects.toMatchObject({ sentence: { zh: expect.stringContaining('没有“weekly”这种刊物') } });
    await expect(
      writeBulletin(
        reach,
        { kind: 'brief', region: city, year: 2020, out: join(folder, 'a.doc'), template: undefined, draft: false },
        () => {},
      ),
    ).rejects.toMatchObject({ sentence: { zh: expect.stringContaining('.docx') } });
  });
});
