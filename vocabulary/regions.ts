// Administrative divisions by their six digits (GB/T 2260): two for the province, two for the city, two for the county.
// Codes whose last two digits are 71 to 79 are statistical zones. What a code was called, and when, is data of the regions room.
import { z } from 'zod';

export type RegionCode = string & { readonly __region: true };
export type RegionLevel = 'province' | 'city' | 'county';

export const RegionCode = z
  .string()
  .regex(/^[1-9]\d{5}$/, { error: 'region.invalid' })
  .transform((text) => text as RegionCode);

/** The level that the digits of a code say. */
export function levelOf(code: string): RegionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** The leading digits shared by a region and everything inside it: 220400 is '2204'. */
export function prefixOf(code: string): string {
  return { province: code.slice(0, 2), city: code.slice(0, 4), county: code }[levelOf(code)];
}

/** The code one level up, undefined for a province. */
export function parentOf(code: string): string | undefined {
  return { province: undefined, city: `${code.slice(0, 2)}0000`, county: `${code.slice(0, 4)}00` }[levelOf(code)];
}

/** True when `inner` is `outer` itself or lies inside it, by the digits. */
export const within = (inner: string, outer: string): boolean => inner.startsWith(prefixOf(outer));

/** A region, its city, its province and the whole country, the nearest first: whose rules hold there. */
export const regionsAbove = (code: string): string[] => [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, '000000'])];
