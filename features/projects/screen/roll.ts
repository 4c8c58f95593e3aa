// What the parts of the year roll's page share: a line, its decision, and the keys that decide it.
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import type { readRoll } from '../words-roll.ts';

export type Roll = NonNullable<ReplyOf<typeof readRoll>['roll']>;
export type Line = Roll['lines'][number];
export type Decision = NonNullable<Line['decision']>;
export type Patch = Partial<Pick<Line, 'decision' | 'annualPlanYuan' | 'reason'>>;
export const decisions: readonly { key: string; decision: Decision }[] = [
  { key: 'c', decision: 'continue' },
  { key: 'n', decision: 'new' },
  { key: 'l', decision: 'leave' },
  { key: 'r', decision: 'reserve' },
];
