// The limits a threshold sets, in yuan: 500万元以上 is from 5,000,000 upwards, 5000万元至1亿元 has both ends.
import { decimal } from './rules-decimal.ts';

const scale: Record<string, bigint> = {
  亿: 100000000n,
  百亿: 10000000000n,
  十亿: 1000000000n,
  千万: 10000000n,
  百万: 1000000n,
  万: 10000n,
  '': 1n,
};

const yuan = (number: string, unit: string): bigint | null => {
  const value = decimal(number === '' ? '1' : number);
  return value ? (value.digits * scale[unit]!) / 10n ** BigInt(value.scale) : null;
};

export function limitsOf(threshold: string | undefined): { low: bigint | null; high: bigint | null } | null {
  if (!threshold) return null;
  const range = /^(\d[\d.,]*)(百亿|十亿|亿|千万|百万|万)?元?[-~—–至到]{1,2}(\d[\d.,]*)(百亿|十亿|亿|千万|百万|万)元/.exec(threshold);
  if (range) return { low: yuan(range[1]!, range[2] ?? range[4]!), high: yuan(range[3]!, range[4]!) };
  const one = /^(\d[\d.,]*)?(百亿|十亿|亿|千万|百万|万)?元?.*?(以上|以下|级)/.exec(threshold);
  if (!one || (one[1] === undefined && one[2] === undefined)) return null;
  const limit = yuan(one[1] ?? '', one[2] ?? '');
  return one[3] === '以下' ? { low: null, high: limit } : { low: limit, high: null };
}
