// The product's own checklist as far as a file of regimes is checked against it without a database: its items and whose they are. What the items say is in the
// database (0081_spring_2020.sql); a test holds the two together.
import type { RegimeRef } from './words-regimes.ts';

/** What a regime's items and departments are held against. */
export interface ItemsKnown {
  items: readonly { id: string; departments: readonly string[] }[];
}

const departments: Record<string, readonly string[]> = {
  R01: ['industry', 'zone'],
  R02: ['health', 'industry'],
  R03: ['industry', 'zone'],
  R04: ['zone', 'industry'],
  R05: ['health'],
  R06: ['health'],
  R07: ['health'],
  R08: ['health'],
  R09: ['health'],
  R10: ['health'],
  R11: ['zone', 'emergency'],
  R13: ['health'],
  R14: ['zone'],
  R15: ['health'],
  R16: ['health', 'market'],
  R17: ['health'],
  R18: ['health'],
  R19: ['industry'],
  R20: ['industry'],
  R21: ['emergency', 'zone'],
  R23: ['market'],
  R24: ['market'],
  R26: ['health'],
  R28: ['health', 'industry'],
  R29: ['health'],
  R30: ['industry', 'market'],
  R31: ['health'],
  R32: ['health'],
  R34: ['emergency'],
};

export const ownChecklist: RegimeRef & ItemsKnown = {
  region: '000000',
  code: 'resumption',
  version: 1,
  items: Object.entries(departments).map(([id, whose]) => ({ id, departments: whose })),
};
