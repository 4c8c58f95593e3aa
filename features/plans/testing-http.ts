// The plans of 东丰县 by HTTP for tests: a clerk and her neighbour, the leader who approves, an auditor, an administrator; one project and the plan made
// for it. Nothing here is used by the product.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, makePerson, type TestPerson } from '../accounts/testing.ts';
import { projectsRoom } from '../projects/routes.ts';
import { importRows, readRows, testContext, testSecrets } from '../projects/testing.ts';
import { plansRoom } from './routes.ts';
import type { PlanReply } from './words.ts';

const county = '220421';
const at = '2020-04-01T01:00:00.000Z';
type Who = 'clerk' | 'neighbour' | 'leader' | 'auditor' | 'administrator';
const making = {
  template: 'factory-filing',
  promised: '2020-12-30',
  start: '2020-03-12',
  stateDay: '2020-03-12' as string | null,
  answers: { woodland: 'yes' } as Record<string, string>,
};

export interface PlansHttp {
  database: ReturnType<typeof testDatabase>;
  http: TestHttp;
  /** The bytes of a download. */
  bytes(who: Who, url: string): Promise<Buffer>;
  making: typeof making;
  call(who: Who, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer>;
  /** Hands a file to an upload call. */
  hand(who: Who, url: string, file: { name: string; type: string; content: string | Buffer }): Promise<TestAnswer>;
  /** Ids of the projects of the county, in the order of `names`. */
  projects: readonly string[];
  project(): string;
  base(project?: string): string;
  /** Makes the plan of a project as the clerk. */
  made(body?: typeof making, project?: string): Promise<PlanReply>;
}

/** Opens files and the database once; `fresh` is a county with its people and projects, for each test. */
export async function plansHttp(): Promise<{ fresh(names?: readonly string[]): Promise<PlansHttp>; close(): void }> {
  const database = testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'sanzao-plans-'));
  const files = await openFiles(folder, randomBytes(32));
  return {
    close: () => rmSync(folder, { recursive: true }),
    async fresh(names = ['轴承生产线建设项目']) {
      const http: TestHttp = await accountsHttp(database, [plansRoom(), projectsRoom({ rawCell: async () => null as never })], {
        secrets: testSecrets,
        files,
      });
      const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region: string): Promise<TestPerson> =>
        makePerson(database, at, { login, name, role, region });
      const people: Record<Who, TestPerson> = {
        clerk: await make('clerk', '苗砚秋', 'clerk', county),
        neighbour: await make('neighbour', '栾知衡', 'clerk', '220402'),
        leader: await make('leader', '符望舒', 'leader', county),
        auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
        administrator: await make('administrator', '厉云舒', 'administrator', '220400'),
      };
      await importRows(database, readRows(names.map((name) => ({ name, nature: '新建', total: 13_200, plan: 6_000 }))), {
        context: testContext({ region: county }),
      });
      const call: PlansHttp['call'] = (who, method, url, body) =>
        http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
      const { rows } = (await call('clerk', 'GET', '/api/projects?year=2020&limit=100')).body as { rows: { id: string; name: string }[] };
      const projects = names.map((name) => rows.find((row) => row.name === name)!.id);
      const base = (project = projects[0]!): string => `/api/plans/${county}/${project}`;
      return {
        database,
        http,
        bytes: async (who, url) =>
          (await http.http.inject({ url, headers: { host: '127.0.0.1:8080', cookie: `sanzao=${people[who].token}` } })).rawPayload,
        making,
        projects,
        call,
        base,
        project: () => projects[0]!,
        hand: (who, url, { name, type, content }) =>
          http.call({
            method: 'POST',
            url,
            as: people[who].token,
            headers: { 'content-type': 'multipart/form-data; boundary=x' },
            body: Buffer.concat([
              Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
              Buffer.from(content),
              Buffer.from('\r\n--x--\r\n'),
            ]),
          }),
        async made(body = making, project) {
          const answer = await call('clerk', 'POST', base(project), body);
          if (answer.status !== 200) throw new Error(answer.text);
          return answer.body;
        },
      };
    },
  };
}
