// For tests only: the room behind the door of the server, a clerk at it, files made in code, and a small intake of its own that keeps a list
// of names with amounts. The product's own intake is tested in journeys.test.ts.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll } from 'vitest';
import { asOwner, type FreshDatabase, freshDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import { type TestAnswer, type TestHttp, testHttp } from '../../platform/http/testing.ts';
import { openSecrets } from '../../platform/secrets/secrets.ts';
import type { Intake } from './intake.ts';
import { importsRoom } from './routes.ts';
import { testListIntake, testListTable } from './testing-intake.ts';
import { permissions, personOf } from './testing-people.ts';
import type { ImportReply } from './words.ts';

interface ImportsAtWork extends TestHttp {
  fresh: FreshDatabase;
  /** Where the kept files lie. */
  directory: string;
  /** Calls as the clerk of that county. */
  as(region: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<TestAnswer>;
  upload(region: string, file: string | { name: string; content: Buffer }, query?: string): Promise<ImportReply>;
  /** Waits until nothing is being read or decided any more. */
  settled(reply: ImportReply): Promise<ImportReply>;
  /** Uploads and waits. */
  bring(region: string, file: string | { name: string; content: Buffer }, query?: string): Promise<ImportReply>;
  read(reply: ImportReply): Promise<ImportReply>;
  address(reply: ImportReply, tail?: string): string;
}

export async function importsAtWork(intakes: readonly Intake[] = [testListIntake], { max = 6 } = {}): Promise<ImportsAtWork> {
  const fresh = await freshDatabase({ max });
  await asOwner(fresh.ownerUrl, (owner) => owner.query(testListTable));
  const directory = mkdtempSync(join(tmpdir(), 'sanzao-imports-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const secrets = openSecrets(randomBytes(32));
  const at = await testHttp({
    database: fresh.database,
    secrets,
    files: await openFiles(directory, secrets.keyFor('files')),
    rooms: [importsRoom(intakes)],
    permissions: new Set(permissions),
    authenticate: async ({ token }) => (token.startsWith('reader-') ? personOf(token.slice(7), ['import.read']) : personOf(token)),
  });
  afterAll(() => at.http.close());
  const address = (reply: ImportReply, tail = ''): string => `/api/imports/${reply.region}/${reply.id}${tail}`;
  const read = async (reply: ImportReply): Promise<ImportReply> => (await at.call({ url: address(reply), as: reply.region })).body;
  const settled = async (reply: ImportReply): Promise<ImportReply> => {
    for (let tries = 0; tries < 1200; tries++) {
      const now = await read(reply);
      if (now.status !== 'reading' && now.status !== 'deciding') return now;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the import did not settle in 30 s');
  };
  const upload: ImportsAtWork['upload'] = async (region, file, query = 'year=2020') => {
    const { name, content } = typeof file === 'string' ? { name: basename(file), content: readFileSync(file) } : file;
    const boundary = `test-${randomBytes(8).toString('hex')}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    const answer = await at.call({
      method: 'POST',
      url: `/api/imports/${region}?${query}`,
      as: region,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
    if (answer.status !== 200) throw new Error(`upload answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };
  return {
    ...at,
    fresh,
    directory,
    address,
    read,
    settled,
    upload,
    as: (region, method, url, body) => at.call({ method, url, as: region, ...(body !== undefined && { body }) }),
    bring: async (region, file, query) => settled(await upload(region, file, query)),
  };
}

export type CellValue = string | number | boolean | Date | null | { formula: string; result?: number | string };

/** A workbook made in code. */
export async function workbook(sheets: Record<string, CellValue[][]>, merges: Record<string, string[]> = {}): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    rows.forEach((cells, row) => {
      cells.forEach((value, column) => {
        if (value !== null) sheet.getCell(row + 1, column + 1).value = value as ExcelJS.CellValue;
      });
    });
    for (const range of merges[name] ?? []) sheet.mergeCells(range);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
