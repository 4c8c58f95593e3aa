/**
 * Every page of every post, with a project, an import in each of its states and a figure opened: in Chinese and light, in English and
 * dark, on a desk and on a phone. No serious breach of accessibility, no word of the other language, nothing wider than the screen.
 */
import { beforeAll, expect, it } from 'vitest';
import { writeEveningLedger } from '../demo/ledgers.ts';
import { writeFor } from './demo-server.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches, cutOff, foreignWords, rememberData } from './judge.ts';
import { dropFile } from './speech.ts';

const home = house();

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

type Visit = { name: string; path: () => string; open?: (guest: Guest) => Promise<void> };
let projectPath = '';
const imports: Record<string, string> = {};

const pagesOf: Record<string, Visit[]> = {
  nobody: ['/sign-in', '/enter/code', '/enter/first'].map((path) => ({ name: path, path: () => path })),
  'dongfeng.clerk': [
    ...[
      '/',
      '/definitions',
      '/projects',
      '/projects/new',
      '/changes',
      '/proposals',
      '/lists',
      '/campaigns',
      '/reserve',
      '/year-roll',
      '/imports',
      '/organisations',
      '/people',
      '/settings/rules',
      '/me',
      '/no-such-page',
    ].map((path) => ({ name: path, path: () => path })),
    { name: 'a project', path: () => projectPath },
    ...['mapping', 'ready', 'refused', 'dropped', 'confirmed'].map((state) => ({
      name: `an import ${state}`,
      path: () => imports[state]!,
    })),
    { name: 'an import’s columns', path: () => `${imports.ready}?step=columns` },
    { name: 'an import’s result', path: () => `${imports.ready}?step=result` },
    {
      name: 'a figure opened',
      path: () => '/',
      open: async (guest) => {
        await guest.page
          .getByRole('main')
          .getByRole('button', { name: /查看“计划总投资”|definition and sources of “Total investment”|Total investment/ })
          .first()
          .click();
        await guest.page.getByRole('dialog').getByRole('listitem').nth(3).waitFor();
        await guest.settled();
      },
    },
  ],
  dispatcher: ['/', '/projects', '/proposals', '/lists', '/imports'].map((path) => ({ name: path, path: () => path })),
  auditor: [{ name: '/audit', path: () => '/audit' }],
  administrator: ['/accounts', '/organisations', '/settings/rules'].map((path) => ({ name: path, path: () => path })),
  owner: [{ name: '/projects', path: () => '/projects' }],
};

beforeAll(async () => {
  const clerk = await home.receive('dongfeng.clerk');
  const { rows } = JSON.parse((await clerk.ask('GET', '/api/projects?region=220421&year=2020&sort=total&order=desc&limit=1')).text) as {
    rows: { id: string }[];
  };
  projectPath = `/projects/220421/${rows[0]!.id}`;
  const { imports: held } = JSON.parse((await clerk.ask('GET', '/api/imports?region=220421')).text) as {
    imports: { id: string; status: string }[];
  };
  imports.confirmed = `/imports/220421/${held.find((one) => one.status === 'confirmed')!.id}`;
  const bring = async (state: string, path: string, wanted: string): Promise<void> => {
    await clerk.open('/imports');
    await dropFile(clerk, path);
    await clerk.page.waitForURL(/\/imports\/220421\//);
    const address = new URL(clerk.page.url()).pathname;
    const statusOf = async (): Promise<string> =>
      (JSON.parse((await clerk.ask('GET', `/api${address}`)).text) as { status: string }).status;
    for (const until = Date.now() + 30_000; (await statusOf()) !== wanted; await new Promise((go) => setTimeout(go, 150)))
      if (Date.now() > until) throw new Error(`${path} is ${await statusOf()}, not ${wanted}`);
    imports[state] = address;
    await clerk.settled();
  };
  await bring(
    'mapping',
    writeFor(home.served, '没有单位.csv', '项目名称,建设单位,计划总投资,某列\r\n无单位项目,某公司,900,甲\r\n'),
    'mapping',
  );
  await bring('refused', writeFor(home.served, '改名的程序.xlsx', 'MZ\u0090\u0000 this is not a workbook'), 'refused');
  await bring('dropped', writeFor(home.served, '放弃.csv', '项目名称,计划总投资（万元）\r\n放弃的项目,900\r\n'), 'ready');
  await clerk.ask('POST', `/api${imports.dropped}/drop`, {});
  await bring('ready', (await writeEveningLedger(`${home.served.directory}/../ledgers`)).path, 'ready');
  await clerk.leave();
});

const looks = [
  { language: 'zh', mode: 'light' },
  { language: 'en', mode: 'dark' },
] as const;

it.each(Object.keys(pagesOf))('the pages of %s pass in both languages, light and dark, on a desk and on a phone', async (who) => {
  const visits = looks.map(async (look) => {
    const guest = await home.receive(who === 'nobody' ? null : who, look);
    guest.expect(404);
    const data = rememberData(guest);
    const wrong: string[] = [];
    for (const { name, path, open } of pagesOf[who]!) {
      await guest.page.setViewportSize(desk);
      await guest.open(path());
      await open?.(guest);
      for (const size of [desk, phone]) {
        await guest.look(size);
        const found = [...(await breaches(guest)), ...(await cutOff(guest))];
        if (size === desk) found.push(...(await foreignWords(guest, look.language, data.of(look.language))));
        wrong.push(...found.map((sentence) => `${look.language} ${name} at ${size.width}: ${sentence}`));
      }
    }
    await guest.leave();
    return wrong;
  });
  expect((await Promise.all(visits)).flat()).toEqual([]);
});
