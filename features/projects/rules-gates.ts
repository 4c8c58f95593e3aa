// The tiers of the reserve and the gates between them: what must be shown before a project climbs. Pure; gates are dated data.
import type { Problem } from '../../vocabulary/problems.ts';

export const tiers = ['idea', 'reserve', 'mature', 'annual'] as const;
export type Tier = (typeof tiers)[number];

export interface Gate {
  region: string;
  to: Tier;
  code: string;
  zh: string;
  en: string;
  required: boolean;
}

/** May a project go from one tier to another with this evidence? One step up at a time; down at any time, the reason is always asked for. */
export function mayChangeTier(
  from: Tier | null,
  to: Tier,
  gates: readonly Gate[],
  evidence: readonly { gate: string; what: string }[],
): Problem | null {
  const [here, there] = [from === null ? 0 : tiers.indexOf(from), tiers.indexOf(to)];
  if (there <= here) return there === here ? { code: 'projects.tier-skipped', params: {} } : null;
  if (there > here + 1) return { code: 'projects.tier-skipped', params: {} };
  const shown = new Set(evidence.filter((one) => one.what.trim() !== '').map((one) => one.gate));
  const lacking = gates.filter((gate) => gate.to === to && gate.required && !shown.has(gate.code));
  return lacking.length > 0 ? { code: 'projects.gate-evidence', params: { gates: lacking.map((gate) => gate.zh).join('、') } } : null;
}

/** Bands of age in a tier, in days. */
export const ageBands: readonly { band: string; from: number }[] = [
  { band: '<90', from: 0 },
  { band: '90-180', from: 90 },
  { band: '180-365', from: 180 },
  { band: '365-730', from: 365 },
  { band: '>730', from: 730 },
];

export const bandOf = (days: number): string => ageBands.findLast((one) => days >= one.from)?.band ?? ageBands[0]!.band;

/** The middle of sorted or unsorted numbers; half-way between the two middle ones rounded down. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : Math.floor((sorted[middle - 1]! + sorted[middle]!) / 2);
}
