/**
 * A person at a browser: enters through the sign-in page, goes from page to page, and speaks of what is on the screen in roles and
 * labels. Remembers everything the browser complained about, so that a journey that looks well but is not does not pass.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { DEMO_PEOPLE } from '../demo/people.ts';

export type Look = { language?: 'zh' | 'en'; mode?: 'light' | 'dark'; width?: number; height?: number };

export type Guest = {
  page: Page;
  context: BrowserContext;
  /** What the browser complained about since the last look; looking empties it. */
  complaints(): string[];
  /** An answer of the server that is part of the story: 404 where nothing may be found. */
  expect(status: number): void;
  enterAs(login: string): Promise<void>;
  /** Cuts this person off from the network, or connects again; what the browser says about the cut is no complaint. */
  cutOff(off: boolean): Promise<void>;
  /** Opens an address of the product and waits until it is at rest. */
  open(path: string): Promise<void>;
  /** Nothing is under way any more and the letters are there. */
  settled(): Promise<void>;
  click(role: Parameters<Page['getByRole']>[0], name: string | RegExp, within?: Locator): Promise<void>;
  look(look: Look): Promise<void>;
  /** Calls the product as this person's browser would; for what no screen offers. */
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }>;
  picture(folder: string, name: string, options?: { whole?: boolean }): Promise<string>;
  leave(): Promise<void>;
};

const rest = 120;

/** In the browser: the page stands, and nothing on it says that it is still waiting. */
const drawn = (): boolean =>
  (document.querySelector('#root')?.childElementCount ?? 0) > 0 && document.querySelector('.sz-waiting, [aria-busy="true"]') === null;

export async function guestOf(browser: Browser, address: string, look: Look = {}): Promise<Guest> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(12_000);
  await context.addInitScript(
    ({ language, mode }) => {
      if (location.protocol === 'about:') return;
      if (!localStorage.getItem('sanzao.language')) localStorage.setItem('sanzao.language', language);
      if (!localStorage.getItem('sanzao.mode')) localStorage.setItem('sanzao.mode', mode);
    },
    { language: look.language ?? 'zh', mode: look.mode ?? 'light' },
  );
  const page = await context.newPage();
  let heard: string[] = [];
  const expected = new Set<number>();
  let cut = false;
  let under = 0;
  let moved = Date.now();
  const move = (by: number): void => {
    under = Math.max(0, under + by);
    moved = Date.now();
  };
  // Asked for now, so that a file dialog opened by a key is caught as surely as one opened by a click.
  page.on('filechooser', () => undefined);
  page.on('request', () => move(1));
  page.on('requestfinished', () => move(-1));
  page.on('requestfailed', () => move(-1));
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    moved = Date.now();
  });
  page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const text = message.text();
    const status = /status of (\d{3})/.exec(text)?.[1];
    // The shell asks who is there; on the sign-in page the answer is nobody.
    if (status === '401' && message.location().url.endsWith('/api/session')) return;
    if (status && expected.has(Number(status))) return;
    if (cut && /net::ERR_|Failed to fetch/.test(text)) return;
    if (message.type() === 'warning' && !/Content Security Policy/i.test(text)) return;
    heard.push(`console: ${text} (${message.location().url})`);
  });

  const settled = async (): Promise<void> => {
    const until = Date.now() + 30_000;
    for (;;) {
      if (under === 0 && Date.now() - moved >= rest && (await page.evaluate(drawn))) break;
      if (Date.now() > until) throw new Error(`${page.url()} did not come to rest: ${under} requests under way`);
      await new Promise((go) => setTimeout(go, 20));
    }
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    });
  };
  const open = async (path: string): Promise<void> => {
    under = 0;
    await page.goto(path, { waitUntil: 'load' });
    await settled();
  };
  const guest: Guest = {
    page,
    context,
    complaints() {
      const said = heard;
      heard = [];
      return said;
    },
    expect: (status) => void expected.add(status),
    async cutOff(off) {
      cut = off || cut;
      await context.setOffline(off);
      // The last of the failed requests are spoken of late.
      if (!off)
        setTimeout(() => {
          cut = false;
        }, 5_000);
    },
    async enterAs(login) {
      const person = DEMO_PEOPLE.find((one) => one.login === login);
      if (!person) throw new Error(`The demo has no person ${login}.`);
      await open('/sign-in');
      await page.getByRole('button', { name: new RegExp(`${person.name}|${person.nameEn}`) }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await settled();
    },
    open,
    settled,
    async click(role, name, within) {
      await (within ?? page).getByRole(role, { name, exact: typeof name === 'string' }).click();
      await settled();
    },
    async look({ language, mode, width, height }) {
      if (width || height) {
        const now = page.viewportSize()!;
        await page.setViewportSize({ width: width ?? now.width, height: height ?? now.height });
      }
      if (language || mode) {
        await page.evaluate(
          ([nextLanguage, nextMode]) => {
            if (nextLanguage) localStorage.setItem('sanzao.language', nextLanguage);
            if (nextMode) localStorage.setItem('sanzao.mode', nextMode);
          },
          [language, mode],
        );
        under = 0;
        await page.reload({ waitUntil: 'load' });
      }
      await settled();
    },
    async ask(method, path, body) {
      const reply = await context.request.fetch(new URL(path, address).href, {
        method,
        headers: { 'x-sanzao': '1', accept: 'application/json', origin: address },
        ...(body !== undefined && { data: body }),
        maxRedirects: 0,
      });
      return { status: reply.status(), text: await reply.text() };
    },
    async picture(folder, name, { whole = false } = {}) {
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
      return path;
    },
    leave: () => context.close(),
  };
  return guest;
}
