// What divisions are called, for whatever speaks of a county by name.
import type { House } from '../../platform/http/house.ts';
import { regionTree } from '../regions/door.ts';

/** Names of divisions by code, in both languages. */
export async function names(house: Pick<House, 'db'>): Promise<Map<string, { zh: string; en: string }>> {
  return new Map((await regionTree(house.db)).map((one) => [one.code, { zh: one.name, en: one.nameEn || one.name }]));
}
