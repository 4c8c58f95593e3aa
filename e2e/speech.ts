/** What the journeys say again and again: a figure by its label, a doubt by its cell, a file dropped, an amount as the office writes it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Guest } from './guest.ts';

/** 9594000000 → 9,594,000,000 */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

export const exactly = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}\\s*$`);
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The unit of money of the whole page, from the bar above. */
export async function inUnit(guest: Guest, unit: '元' | '万元' | '亿元'): Promise<void> {
  await guest.page.getByRole('group', { name: '单位' }).getByText(unit, { exact: true }).click();
  await guest.settled();
}

/** The button that is a figure with that label on the dashboard. */
export const figure = (guest: Guest, label: string): Locator =>
  guest.page.getByRole('main').getByRole('button', { name: new RegExp(`查看“${escaped(label)}”的定义与来源`) });

/** The digits a figure shows; null when it says that nobody reported. */
export async function digitsOf(guest: Guest, label: string): Promise<number | null> {
  const text = await figure(guest, label).first().innerText();
  const shown = text.replace(/查看“.*/s, '').replace(label, '');
  if (/未报/.test(shown)) return null;
  const digits = /-?[\d,]+(\.\d+)?/.exec(shown)?.[0];
  if (!digits) throw new Error(`The figure ${label} shows no digits: ${text}`);
  return Number(digits.replaceAll(',', ''));
}

/** Lets go of a file over the place where ledgers are dropped, as a hand with a mouse does. */
export async function dropFile(guest: Guest, path: string): Promise<void> {
  const transfer = await guest.page.evaluateHandle(
    ([name, content]) => {
      const bytes = Uint8Array.from(atob(content!), (sign) => sign.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name!));
      return data;
    },
    [basename(path), readFileSync(path).toString('base64')],
  );
  const place = guest.page.getByRole('button', { name: '选择台账文件' });
  await place.dispatchEvent('dragover', { dataTransfer: transfer });
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

export type Doubts = '读不通的单元格' | '疑似同一项目' | '合计对不上' | '请留意';

/** One doubt in the list, by the cell or row it stands at. */
export const doubt = (guest: Guest, kind: Doubts, at: string): Locator =>
  guest.page.getByRole('region', { name: kind }).getByRole('button', { name: new RegExp(`^${escaped(at)}\\b|^${escaped(at)} `) });

/** Waits until that many doubts are left. */
export async function left(guest: Guest, count: number): Promise<void> {
  await guest.page
    .getByRole('paragraph')
    .filter({ hasText: `还剩 ${count} 处待处理` })
    .waitFor({ timeout: 30_000 });
  await guest.settled();
}
