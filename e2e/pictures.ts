/**
 * Pictures of every page, by hand: `node e2e/pictures.ts OUTDIR [--readme]`. Each post's pages on a desk and a phone, in both languages, and
 * dark once; with --readme instead only the pictures that README shows, into docs/pictures. For eyes to look at; nothing is judged here.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEveningLedger } from '../demo/ledgers.ts';
import { launchBrowser } from '../tools/test-browser.ts';
import { makeDemo, serveCopy } from './demo-server.ts';
import { type Guest, guestOf, type Look } from './guest.ts';
import { printedPage } from './printed-page.ts';
import { dropFile, left } from './speech.ts';

const [outDirectory, ...flags] = process.argv.slice(2);
if (!outDirectory) throw new Error('Say where the pictures go: node e2e/pictures.ts OUTDIR [--readme]');
const out = resolve(outDirectory);
mkdirSync(out, { recursive: true });
const readme = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'pictures');

const looks: [string, Look][] = [
  ['zh', { language: 'zh', width: 1440, height: 900 }],
  ['zh-phone', { language: 'zh', width: 390, height: 844 }],
  ['en', { language: 'en', width: 1440, height: 900 }],
  ['en-phone', { language: 'en', width: 390, height: 844 }],
  ['zh-dark', { language: 'zh', mode: 'dark', width: 1440, height: 900 }],
];

const demo = await makeDemo(null);
const served = await serveCopy(demo);
const browser = await launchBrowser();
try {
  const clerk = await guestOf(browser, served.address);
  await clerk.enterAs('dongfeng.clerk');
  await clerk.open('/imports');
  await dropFile(clerk, (await writeEveningLedger(join(served.directory, '..', 'ledgers'))).path);
  await clerk.page.waitForURL(/\/imports\/220421\//);
  await left(clerk, 8);
  const importAt = new URL(clerk.page.url()).pathname;
  const { rows } = JSON.parse(
    (await clerk.ask('GET', '/api/projects?region=220421&year=2020&pool=annual&sort=total&order=desc&limit=1')).text,
  ) as {
    rows: { id: string }[];
  };
  const projectAt = `/projects/220421/${rows[0]!.id}`;
  const { id: manuscript, proof } = JSON.parse((await clerk.ask('POST', '/api/manuscripts/220421', { text: printedPage })).text) as {
    id: string;
    proof: { findings: { key: string; severity: string }[] };
  };
  const manuscriptAt = `/proofreading/220421/${manuscript}?at=${proof.findings.find((one) => one.severity === 'contradiction')!.key}`;
  await clerk.leave();

  const questionOf = async (guest: Guest): Promise<void> => {
    await guest.page
      .getByRole('button', { name: /^25\b|^(row|行)? ?25/ })
      .first()
      .click();
    await guest.settled();
  };
  const figureOf = async (guest: Guest): Promise<void> => {
    await guest.page
      .getByRole('main')
      .getByRole('button', { name: /“计划总投资”|Total investment/ })
      .first()
      .click();
    await guest.page.getByRole('dialog').getByRole('listitem').nth(3).waitFor();
  };
  const visits: Record<string, [string, string, ((guest: Guest) => Promise<void>)?][]> = {
    '': [
      ['sign-in', '/sign-in'],
      ['enter-code', '/enter/code'],
      ['enter-first', '/enter/first'],
    ],
    dispatcher: [
      ['city', '/'],
      ['city-projects', '/projects'],
      ['city-proposals', '/proposals'],
      ['city-lists', '/lists'],
      ['city-imports', '/imports'],
    ],
    'dongfeng.clerk': [
      ...[
        '/',
        '/definitions',
        '/projects',
        '/projects/new',
        '/changes',
        '/lists',
        '/campaigns',
        '/reserve',
        '/year-roll',
        '/imports',
        '/proofreading',
        '/organisations',
        '/people',
        '/settings/rules',
        '/me',
      ].map((path): [string, string] => [`county${path.replaceAll('/', '-')}`, path]),
      ['project', projectAt],
      ['import', importAt],
      ['import-question', importAt, questionOf],
      ['import-columns', `${importAt}?step=columns`],
      ['import-result', `${importAt}?step=result`],
      ['figure', '/', figureOf],
      ['manuscript', manuscriptAt],
      ['manuscript-relations', manuscriptAt.replace(/at=.*/, 'view=relations')],
      ['manuscript-register', manuscriptAt.replace(/at=.*/, 'view=register')],
    ],
    auditor: [['audit', '/audit']],
    administrator: [['accounts', '/accounts']],
    'dongliao.clerk': [['nothing-reported', '/']],
  };
  for (const [login, pages] of flags.includes('--readme') ? [] : Object.entries(visits)) {
    for (const [look, wanted] of looks) {
      const guest = await guestOf(browser, served.address, wanted);
      if (login) await guest.enterAs(login);
      for (const [name, path, then] of pages) {
        await guest.open(path);
        await then?.(guest).catch((error: Error) => process.stderr.write(`${name} ${look}: ${error.message.split('\n')[0]}\n`));
        await guest.settled();
        await guest.picture(out, `${name}.${look}`);
      }
      for (const said of guest.complaints()) process.stderr.write(`${login} ${look}: ${said}\n`);
      await guest.leave();
    }
  }
  if (flags.includes('--readme'))
    for (const [suffix, language] of [
      ['', 'zh'],
      ['-en', 'en'],
    ] as const) {
      const dispatcher = await guestOf(browser, served.address, { language, width: 1440, height: 900 });
      await dispatcher.enterAs('dispatcher');
      await dispatcher.picture(readme, `dashboard${suffix}`);
      await dispatcher.leave();
      const again = await guestOf(browser, served.address, { language, width: 1440, height: 900 });
      await again.enterAs('dongfeng.clerk');
      await again.open(importAt);
      await again.picture(readme, `import${suffix}`);
      await again.open(projectAt);
      await again.picture(readme, `project${suffix}`);
      await again.open(manuscriptAt);
      await again.picture(readme, `proofreading${suffix}`);
      await again.leave();
    }
} finally {
  await browser.close();
  await served.stop();
  await demo.end();
}
process.stdout.write(`${out}\n`);
