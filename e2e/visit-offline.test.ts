/** A joint visit where there is no network: opened, filled in and signed on five phones, the browser closed in between, and sent exactly once afterwards. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../vocabulary/ids.ts';
import { type Guest, guestOf } from './guest.ts';
import { house } from './house.ts';
import { breaches, cutOff } from './judge.ts';
import { type Line, openLine } from './line.ts';
import {
  type Ask,
  codes,
  county,
  type DepartmentCode,
  departments,
  type LaidVisits,
  layVisits,
  operator,
  signInBy,
} from './visit-house.ts';

const home = house({ story: true });
const photo = readFileSync(join(import.meta.dirname, '..', 'app', 'installable', 'icon-512.png'));
const pictures = process.env.SANZAO_PICTURES;
const phoneLook = { width: 390, height: 844 };
let line: Line;
let ask: Ask;
let laid: LaidVisits;
const phones = new Map<DepartmentCode | 'owner', Guest>();

beforeAll(async () => {
  line = await openLine(home.served.address);
  ask = operator(home.served);
  laid = await layVisits(ask, ['东辽县砚谷机械有限公司', '东辽县穗禾食品有限公司', '东辽县禾川纸品有限公司']);
});
afterAll(async () => {
  for (const phone of phones.values()) await phone.leave().catch(() => undefined);
  await line?.stop();
});

async function phoneOf(who: DepartmentCode | 'owner'): Promise<Guest> {
  const phone = await guestOf(home.browser, line.address, phoneLook);
  phones.set(who, phone);
  await phone.context.grantPermissions(['geolocation']);
  await phone.context.setGeolocation({ latitude: 42.92, longitude: 125.31, accuracy: 15 });
  await signInBy(phone.context.request, line.address, laid.logins[who]);
  await phone.open('/resumption/visits');
  return phone;
}
/** The screens lie on the device: the worker is in charge and its store is whole. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (;;) {
      const active = (await navigator.serviceWorker.getRegistration())?.active;
      if (active?.state === 'activated' && navigator.serviceWorker.controller) return;
      await new Promise((go) => setTimeout(go, 100));
    }
  });
}

/** Another page than the guest came with: the browser was closed in between. */
async function openOn(phone: Guest, path: string): Promise<void> {
  await phone.page.goto(path, { waitUntil: 'load' });
  await phone.page.locator('.rv-from, .of-form').first().waitFor();
}
const take = async (phone: Guest, name: string): Promise<void> => {
  if (pictures) await phone.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: 'disabled' });
};

/** The same page as it looks to others: in English, dark, on a wide screen. Only when pictures are asked for. */
async function takeLooks(phone: Guest, name: string): Promise<void> {
  await take(phone, name);
  if (!pictures) return;
  for (const [language, mode, width] of [
    ['en', 'dark', 390],
    ['en', 'light', 1440],
    ['zh', 'dark', 1440],
    ['zh', 'light', 390],
  ] as const) {
    await phone.page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await phone.page.evaluate(
      ([one, other]) => {
        localStorage.setItem('sanzao.language', one);
        localStorage.setItem('sanzao.mode', other);
      },
      [language, mode] as const,
    );
    await phone.page.reload({ waitUntil: 'load' });
    await phone.page.locator('.rv-from').first().waitFor();
    await phone.page.waitForTimeout(400);
    await take(phone, `${name}.${language}.${mode}.${width}`);
  }
}

async function disconnect(phone: Guest): Promise<void> {
  line.cut();
  await phone.cutOff(true);
}
const nothingWaits = (page: Page): Promise<void> =>
  page
    .waitForFunction(() => !document.querySelector('.sz-offline')?.checkVisibility(), undefined, { timeout: 60_000 })
    .then(() => undefined);

const cardOf = (page: Page, at: number) => page.getByRole('link', { name: new RegExp(laid.visits[at]!.name) });

/** Fills in every item of the sheet; `wrong`: the first that is not in order, with a note and a photo. */
async function fillIn(page: Page, { wrong }: { wrong?: string } = {}): Promise<void> {
  const items = page.locator('fieldset.rv-item');
  const count = await items.count();
  for (let at = 0; at < count; at += 1) {
    const item = items.nth(at);
    if (wrong && at === 0) {
      await item.locator('.rv-answer-not').click();
      await item.getByRole('textbox', { name: '问题描述' }).fill(wrong);
      await item.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
      await item.getByRole('img').waitFor();
    } else await item.locator('.rv-answer-ok').click();
  }
}
async function drawSignature(page: Page): Promise<void> {
  const field = page.locator('.rv-sign-field svg');
  await field.scrollIntoViewIfNeeded();
  const box = (await field.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (const [x, y] of [
    [90, 30],
    [120, 90],
    [170, 40],
    [220, 80],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
}
async function signAs(page: Page, opinion: '同意复工' | '不同意', reason = ''): Promise<void> {
  await page.getByRole('button', { name: '签署意见' }).click();
  await page.locator('.rv-opinion .rv-answer', { hasText: opinion }).click();
  if (reason) await page.getByRole('textbox', { name: '不同意的理由' }).fill(reason);
  await drawSignature(page);
  await page.getByRole('button', { name: '签字并提交' }).click();
  await page.locator('.rv-standing-here').waitFor();
}
const serverVisit = async (at: number) => (await ask('GET', `/api/resumption/visits?case=${laid.visits[at]!.case}`)).visits[0];

/** Everything that lies in the browser of that page, as bytes seen from outside the product. */
const rawStore = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const pieces: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(name!);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done) => {
          const asked = database.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => done(asked.result);
        });
        for (const row of rows)
          pieces.push(
            `一行 ${store} ${JSON.stringify(row, (_, value: unknown) =>
              value instanceof ArrayBuffer
                ? new TextDecoder('utf-8').decode(value)
                : value instanceof Uint8Array
                  ? new TextDecoder('utf-8').decode(value)
                  : value,
            )}`,
          );
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        pieces.push(request.url);
        if (!/\.(woff2|png)$/.test(request.url)) pieces.push(await (await cache.match(request))!.text());
      }
    }
    return pieces.join('\n');
  });

describe('a phone in a factory without a network', () => {
  it('opens the visits of today after one sign-in, says that it is offline, and shows what the server had', async () => {
    const phone = await phoneOf('health');
    await phone.page.getByText('站').or(cardOf(phone.page, 0)).first().waitFor();
    await kept(phone.page);
    await phone.settled();
    await disconnect(phone);
    await phone.page.goto('/resumption/visits');
    await cardOf(phone.page, 0).waitFor();
    expect(await phone.page.getByText('没有网络').isVisible()).toBe(true);
    expect(await phone.page.getByText(/离线：显示 .* 从服务器取来的内容/).isVisible()).toBe(true);
    const order = await phone.page.locator('.rv-card b').allInnerTexts();
    expect(order).toEqual(laid.visits.map((one) => one.name));
    const policy = await phone.page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')!.nonce);
    await phone.page.reload();
    await cardOf(phone.page, 0).waitFor();
    expect(await phone.page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')!.nonce)).not.toBe(policy);
    expect(await breaches(phone)).toEqual([]);
    expect(await cutOff(phone)).toEqual([]);
    if (pictures) await phone.picture(pictures, 'visits-offline', { whole: true });
  });

  it('keeps a half-filled sheet, with its photo, through a closed browser', async () => {
    const phone = phones.get('health')!;
    await cardOf(phone.page, 0).click();
    await phone.page.locator('fieldset.rv-item').first().waitFor();
    const first = phone.page.locator('fieldset.rv-item').first();
    await first.locator('.rv-answer-not').click();
    await first.getByRole('textbox', { name: '问题描述' }).fill('金丝雀：没有隔离观察区');
    await first.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
    await first.getByRole('img').waitFor();
    expect(await breaches(phone)).toEqual([]);
    expect(await cutOff(phone)).toEqual([]);
    if (pictures) await phone.picture(pictures, 'visit-sheet', { whole: true });
    await phone.page.waitForTimeout(600);
    const address = phone.page.url();
    await phone.page.close({ runBeforeUnload: false });
    const page = await phone.context.newPage();
    (phone as { page: Page }).page = page;
    await page.goto(address);
    await page.locator('fieldset.rv-item').first().waitFor();
    expect(await page.locator('fieldset.rv-item').first().getByRole('textbox', { name: '问题描述' }).inputValue()).toBe(
      '金丝雀：没有隔离观察区',
    );
    expect(await page.locator('fieldset.rv-item').first().getByRole('img').isVisible()).toBe(true);
  });

  it('lies sealed: nothing that was typed, fetched or photographed can be read in the browser’s own stores', async () => {
    const raw = await rawStore(phones.get('health')!.page);
    expect(raw.length).toBeGreaterThan(100_000);
    for (const canary of ['金丝雀', '砚谷机械', '白泉镇', 'JFIF', '检查员']) expect(raw.includes(canary), canary).toBe(false);
    expect(raw).not.toMatch(/api\/resumption\/visits\?/);
  });

  it('is signed by five departments on their own phones, one of them dissenting, and everything arrives exactly once', async () => {
    const health = phones.get('health')!;
    await fillIn(health.page, {});
    await health.page.locator('fieldset.rv-item').first().locator('.rv-answer-not').click();
    await signAs(health.page, '不同意', '没有隔离观察区，不能复工');
    expect(await health.page.getByText(/待传 .*1 份记录.*1 张照片/).isVisible()).toBe(true);
    line.mend();
    for (const code of codes.filter((one) => one !== 'health')) {
      const phone = await phoneOf(code);
      await kept(phone.page);
      await phone.cutOff(true);
      await cardOf(phone.page, 0).click();
      await phone.page.getByRole('button', { name: '签署意见' }).waitFor();
      await fillIn(phone.page);
      await signAs(phone.page, '同意复工');
      expect(await phone.page.locator('.rv-standing-here').innerText()).toContain(departments[code]);
    }
    expect((await serverVisit(0)).opinions).toEqual([]);
    // One answer is lost after the server has done it: that phone sends again and is known.
    line.loseAnswerTo('POST /api/resumption/entries');
    for (const code of codes) {
      const phone = phones.get(code)!;
      await phone.cutOff(false);
      await nothingWaits(phone.page);
    }
    expect(line.lost()).toBe(1);
    const visit = await serverVisit(0);
    expect(visit.opinions.map((one: { department: string }) => one.department).sort()).toEqual([...codes].sort());
    expect(visit).toMatchObject({ state: 'closed', outcome: 'rectify', caseState: 'rectifying' });
    const wrong = visit.items.filter((one: { result: string }) => one.result === 'not');
    expect(wrong).toMatchObject([
      { note: '金丝雀：没有隔离观察区', photos: [{ arrived: true, type: 'image/jpeg', place: { lat: 42.92 } }] },
    ]);
    expect((await ask('GET', `/api/resumption/conflicts?region=${county}`)).open).toBe(0);
    await openOn(phones.get('health')!, `/resumption/visits/${county}/${laid.visits[0]!.visit}`);
    await takeLooks(phones.get('health')!, 'visit-done');
  });

  it('the enterprise answers each point on its own phone without a network, and the case asks for another visit', async () => {
    const owner = await phoneOf('owner');
    await kept(owner.page);
    await cardOf(owner.page, 0).click();
    await owner.page.getByText('整改清单').waitFor();
    await owner.settled();
    await owner.cutOff(true);
    for (;;) {
      const form = owner.page.getByRole('textbox', { name: '怎样整改的' }).first();
      if ((await form.count()) === 0) break;
      const left = await owner.page.getByRole('textbox', { name: '怎样整改的' }).count();
      await form.fill('一楼东侧设隔离间两间，专人负责');
      await owner.page
        .locator('.rv-finding input[type=file]')
        .first()
        .setInputFiles({ name: 'done.png', mimeType: 'image/png', buffer: photo });
      await owner.page.locator('.rv-finding .rv-photos img').first().waitFor();
      if (pictures && left === 1) await owner.picture(pictures, 'visit-mend', { whole: true });
      await owner.page.getByRole('button', { name: '报告已整改' }).first().click();
      await owner.page.waitForFunction((before) => document.querySelectorAll('.rv-finding textarea').length < before, left);
    }
    await owner.cutOff(false);
    await nothingWaits(owner.page);
    const visit = await serverVisit(0);
    expect(visit.caseState).toBe('complete');
    for (const finding of visit.findings.filter((one: { blocking: boolean }) => one.blocking))
      expect(finding).toMatchObject({ mendedNote: '一楼东侧设隔离间两间，专人负责', photos: [{ arrived: true }] });
  });

  it('the departments look again at those points alone, and the case is accepted', async () => {
    const base = `/api/resumption/${county}/cases/${laid.visits[0]!.case}`;
    const { version } = await ask('GET', base);
    const { today } = await ask('GET', `/api/resumption/visits`);
    await ask('POST', `${base}/appoint`, { version, on: today, time: '15:00' });
    const health = phones.get('health')!;
    await openOn(health, '/resumption/visits');
    const again = health.page.locator('.rv-card', { hasText: '复验' });
    await again.waitFor();
    await health.cutOff(true);
    await again.click();
    await health.page.getByRole('button', { name: '签署意见' }).waitFor();
    expect(await health.page.locator('fieldset.rv-item').count()).toBe(1);
    await fillIn(health.page);
    await signAs(health.page, '同意复工');
    await health.cutOff(false);
    await nothingWaits(health.page);
    expect((await ask('GET', base)).state).toBe('accepted');
  });
});

describe('the round of the day', () => {
  it('opens at an enterprise that was never opened before, is filled in without a network, and arrives once', async () => {
    const { today } = await ask('GET', '/api/resumption/visits');
    const { enterprise, name } = laid.visits[1]!;
    await ask('POST', `/api/resumption/${county}/officers`, { enterprise, officer: laid.logins.industry.id, from: today });
    const officer = phones.get('industry')!;
    const asked = officer.page.waitForResponse((reply) => reply.url().includes(`/enterprises/${enterprise}/dossier`), { timeout: 60_000 });
    await officer.open('/resumption/visits');
    await asked;
    await officer.settled();
    await officer.cutOff(true);
    await officer.page.goto(`/resumption/${county}/enterprises/${enterprise}/round`);
    await officer.page.locator('fieldset.of-question').first().waitFor();
    expect(await officer.page.getByText(name).first().isVisible()).toBe(true);
    await officer.page.getByRole('button', { name: '签到' }).click();
    await officer.page.getByText('已存在本机').first().waitFor();
    const questions = officer.page.locator('fieldset.of-question');
    for (let at = 0; at < (await questions.count()); at += 1) await questions.nth(at).getByRole('radio').first().check({ force: true });
    if (pictures) await officer.picture(pictures, 'round-offline', { whole: true });
    await officer.page.locator('form').last().locator('button[type=submit]').click();
    await officer.page.getByText(/待传 2 份记录/).waitFor();
    await officer.cutOff(false);
    await nothingWaits(officer.page);
    const seen = await ask('GET', `/api/resumption/${county}/enterprises/${enterprise}/dossier`);
    expect(seen.rounds).toHaveLength(1);
  });
});

describe('a record that was sent otherwise before', () => {
  it('leaves the phone with a sentence, and the clerk settles it field by field, in both languages, light and dark', async () => {
    const { enterprise, name } = laid.visits[1]!;
    const officer = phones.get('industry')!;
    await openOn(officer, `/resumption/${county}/enterprises/${enterprise}/round`);
    await officer.settled();
    await officer.cutOff(true);
    await officer.page.getByRole('button', { name: '签到' }).click();
    await officer.page.getByText('已存在本机').first().waitFor();
    // Somebody else's wording of it is at the server before this one.
    await officer.page.route(
      '**/api/resumption/*/presences/*',
      async (route) => {
        const request = route.request();
        const told = await officer.ask('PUT', new URL(request.url()).pathname, { ...request.postDataJSON(), note: '先到的一份' });
        expect(told.status, told.text).toBe(200);
        await route.continue();
      },
      { times: 1 },
    );
    officer.expect(409);
    await officer.cutOff(false);
    await nothingWaits(officer.page);
    await officer.page.goto('/resumption/visits');
    await officer.page
      .getByText(/双方都已保存/)
      .first()
      .waitFor();
    const clerk = await home.receive('dongliao.clerk', phoneLook);
    await clerk.open(`/resumption/conflicts?region=${county}`);
    const one = clerk.page.locator('.rv-conflict', { hasText: name }).first();
    expect(await one.locator('.sz-differs').allInnerTexts()).toEqual([expect.stringContaining('先到的一份')]);
    for (const [language, mode, width] of [
      ['en', 'dark', 390],
      ['en', 'light', 1440],
      ['zh', 'dark', 1440],
      ['zh', 'light', 390],
    ] as const) {
      for (const [phone, path] of [
        [clerk, `/resumption/conflicts?region=${county}`],
        [officer, '/resumption/visits'],
        [officer, `/resumption/visits/${county}/${laid.visits[1]!.visit}`],
      ] as const) {
        await phone.look({ language, mode, width, height: 844 });
        await phone.open(path);
        expect(await breaches(phone), `${path} ${language} ${mode}`).toEqual([]);
        expect(await cutOff(phone), `${path} ${language} ${width}`).toEqual([]);
        if (pictures)
          await phone.picture(pictures, `${path.split(/[/?]/)[2]}-${path.length}.${language}.${mode}.${width}`, { whole: true });
      }
    }
    await clerk.open(`/resumption/conflicts?region=${county}`);
    await one.getByRole('textbox').fill('与驻企干部核实，以先到的为准');
    await one.getByRole('button', { name: '保留先到的' }).click();
    await one.getByText(/核定：保留先到的/).waitFor();
    await clerk.leave();
  }, 120_000);
});

describe('the rest of the way of the case that was accepted', () => {
  it('is filed on a phone, checked by a stranger at the address of its code; a difficulty is raised and solved; the morning count has it', async () => {
    const { enterprise, name, case: id } = laid.visits[0]!;
    const clerk = await home.receive('dongliao.clerk', phoneLook);
    await clerk.open(`/resumption/${county}/${id}`);
    await clerk.click('button', '备案并编号');
    await clerk.click('button', '确定');
    const link = clerk.page.getByRole('link', { name: /^\/check\// });
    await link.waitFor();
    const check = (await link.getAttribute('href'))!;
    const stranger = await home.receive(null, phoneLook);
    await stranger.open(check);
    await stranger.page.getByText('有效').first().waitFor();
    const text = await stranger.page.getByRole('main').innerText();
    expect(text).toContain(name);
    expect(text).not.toMatch(/阮砚谷|检查员|1\d{10}/);
    await stranger.leave();

    const owner = phones.get('owner')!;
    const difficulty = newId();
    const place = `/api/resumption/${county}/difficulties/${difficulty}`;
    const raised = await owner.ask('PUT', place, { enterprise, kind: 'transport', text: '两辆货车在县界等了一天' });
    expect(raised.status, raised.text).toBe(200);
    const open = async () => (await ask('GET', `/api/resumption/difficulties?enterprise=${enterprise}`)).open;
    expect(await open()).toBe(1);
    await ask('POST', `${place}/steps`, { action: 'answer', note: '已与邻县交通局说好，明早放行' });
    const solved = await owner.ask('POST', `${place}/steps`, { action: 'confirm', note: '车已到厂' });
    expect(solved.status, solved.text).toBe(200);
    expect(await open()).toBe(0);
    await clerk.open(`/resumption/count?region=${county}`);
    expect(await breaches(clerk)).toEqual([]);
    const { today } = await ask('GET', '/api/resumption/visits');
    const filed = await ask('GET', `/api/resumption/count/rows?region=${county}&on=${today}&figure=filed&limit=500`);
    expect(filed.rows.map((row: { name: string }) => row.name)).toContain(name);
    await clerk.leave();
  }, 60_000);
});

describe('signing out', () => {
  it('warns how much would be lost, and when it is done all the same, leaves nothing that can be read', async () => {
    const market = phones.get('market')!;
    await market.open('/resumption/visits');
    await market.cutOff(true);
    await cardOf(market.page, 1).click();
    await market.page.getByRole('button', { name: '签署意见' }).waitFor();
    await fillIn(market.page, { wrong: '金丝雀二：食堂没有分餐' });
    await signAs(market.page, '不同意', '金丝雀三：分餐后再来');
    const before = await market.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((done) => {
        const asked = indexedDB.open('sanzao-device');
        asked.onsuccess = () => done(asked.result);
      });
      const rows = await new Promise<unknown[]>((done) => {
        const asked = database.transaction('rows').objectStore('rows').getAll();
        asked.onsuccess = () => done(asked.result);
      });
      const exportable = await new Promise<{ key: CryptoKey }[]>((done) => {
        const asked = database.transaction('keys').objectStore('keys').getAll();
        asked.onsuccess = () => done(asked.result);
      });
      database.close();
      return { rows: rows.length, extractable: exportable.map((one) => one.key.extractable) };
    });
    expect(before.rows).toBeGreaterThan(2);
    expect(before.extractable).toEqual([false]);
    await market.page.locator('.sz-person').click();
    await market.page.getByRole('button', { name: '退出登录' }).click();
    const dialog = market.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/1 份记录、1 张照片/);
    if (pictures) await market.picture(pictures, 'sign-out');
    await dialog.getByRole('button', { name: '不退出' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await market.page.locator('.sz-person').click();
    await market.page.getByRole('button', { name: '退出登录' }).click();
    await market.page.getByRole('button', { name: '放弃并退出' }).click();
    await market.page.waitForURL(/sign-in/);
    const raw = await rawStore(market.page);
    for (const canary of ['金丝雀', '砚谷', '穗禾', '检查员', '一行 keys', '一行 rows']) expect(raw.includes(canary), canary).toBe(false);
    await market.cutOff(false);
    await market.page.goto('/resumption/visits');
    await market.page.waitForURL(/sign-in/);
    expect((await market.ask('GET', '/api/session')).status).toBe(401);
    expect((await serverVisit(1)).opinions).toEqual([]);
  });
});

describe('a full device', () => {
  it('says so at once, keeps nothing by halves, and what was there before is there still', async () => {
    const zone = phones.get('zone')!;
    await zone.open('/resumption/visits');
    await cardOf(zone.page, 1).click();
    await zone.page.locator('fieldset.rv-item').first().waitFor();
    const first = zone.page.locator('fieldset.rv-item').first();
    await first.locator('.rv-answer-not').click();
    await first.getByRole('textbox', { name: '问题描述' }).fill('装得下的');
    await zone.page.waitForTimeout(600);
    // The browser of the journeys keeps its stores in memory and knows no quota; this is what one that is full says.
    await zone.page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await first.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
    await zone.page.getByText('这台设备的存储已满').first().waitFor({ timeout: 30_000 });
    expect(await first.getByRole('img').count()).toBe(0);
    await zone.page.reload();
    await zone.page.locator('fieldset.rv-item').first().waitFor();
    expect(await zone.page.locator('fieldset.rv-item').first().getByRole('textbox', { name: '问题描述' }).inputValue()).toBe('装得下的');
    expect(await zone.page.locator('fieldset.rv-item').first().getByRole('img').count()).toBe(0);
  });
});
