/**
 * The house a journey happens in: one server over a copy of the demo and one browser for the tests of a file, both gone afterwards
 * whatever happens. After each test the browser's complaints are read: an error in the console or a breach of the content security
 * policy fails the test, and a failed test leaves a picture of every open page in a folder whose path is printed.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { launchBrowser } from '../tools/test-browser.ts';
import { type Served, serveCopy } from './demo-server.ts';
import { type Guest, guestOf, type Look } from './guest.ts';

export type House = {
  readonly served: Served;
  readonly browser: Browser;
  /** Somebody comes in and, with a login, signs in as that person of the demo. */
  receive(login: string | null, look?: Look): Promise<Guest>;
};

/** `story`: the tests of the file tell one story; after one has failed the rest has nothing to stand on and is skipped. */
export function house({ story = false } = {}): House {
  let served: Served | undefined;
  let browser: Browser | undefined;
  const guests = new Set<Guest>();

  beforeAll(async () => {
    [served, browser] = await Promise.all([serveCopy(inject('demo')), launchBrowser()]);
  });
  let broken = false;
  beforeEach(({ skip }) => {
    if (story && broken) skip('the story broke off before');
  });
  afterEach(async ({ task }) => {
    const complaints = [...guests].flatMap((guest) => guest.complaints().map((said) => `${guest.page.url()} — ${said}`));
    if (task.result?.state === 'fail' || complaints.length > 0) {
      broken = true;
      const folder = mkdtempSync(join(tmpdir(), 'sanzao-failed-'));
      let number = 0;
      for (const guest of guests)
        if (!guest.page.isClosed()) {
          number += 1;
          await guest.picture(folder, `${number}-${new URL(guest.page.url()).pathname.replace(/\W+/g, '-')}`).catch(() => undefined);
        }
      process.stderr.write(`Pictures of "${task.name}" are in ${folder}\n`);
    }
    if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`);
  });
  afterAll(async () => {
    await browser?.close().catch(() => undefined);
    await served?.stop();
  });

  return {
    get served() {
      return served!;
    },
    get browser() {
      return browser!;
    },
    async receive(login, look) {
      const guest = await guestOf(browser!, served!.address, look);
      guests.add(guest);
      const { leave } = guest;
      guest.leave = async () => {
        const said = guest.complaints();
        guests.delete(guest);
        await leave();
        if (said.length > 0) throw new Error(`The browser complained:\n${said.join('\n')}`);
      };
      if (login) await guest.enterAs(login);
      return guest;
    },
  };
}
