// One case under one regime: where it would stand, what it would lack, how many steps and days are left to the filing. Two of these side by side
// are the comparison of two regimes on the same cases.
import { addDays, type Day } from '../../vocabulary/days.ts';
import { dueOf, nextWords, ruleOf, unfinished } from './rules-case.ts';
import { convertState } from './rules-convert.ts';
import type { Missing } from './rules-papers.ts';
import type { CaseState } from './words.ts';
import type { Regime, Under } from './words-regimes.ts';

/** The way to the filing by mode; states of the other way join it where the conversion puts them. */
const ways: Record<'inspection' | 'filing', readonly CaseState[]> = {
  inspection: ['draft', 'submitted', 'complete', 'appointed', 'visited', 'accepted', 'filed'],
  filing: ['draft', 'submitted', 'complete', 'filed'],
};

export function underOf(state: CaseState, regime: Regime, applies: boolean, missing: readonly Missing[], day: Day): Under {
  const next = convertState(
    state,
    regime,
    missing.some((one) => one.blocks),
  ).state;
  const way = regime.mode === 'inspection' || regime.mode === 'filing' ? ways[regime.mode] : undefined;
  const joins: Partial<Record<CaseState, CaseState>> = { incomplete: 'draft', rectifying: 'complete', accepted: 'complete' };
  const from = way ? (way.includes(next) ? next : joins[next]) : undefined;
  const left = way && from ? way.slice(way.indexOf(from), -1) : [];
  const finished = next === 'filed' || next === 'open' || next === 'suspended';
  const filedBy = left.reduce<Day>((at, one) => dueOf(one, regime.mode, regime.content, at), day);
  return {
    applies,
    mode: regime.mode,
    addressee: regime.addressee,
    state: next,
    next: nextWords[ruleOf(next, regime.mode).next],
    missing: missing.filter((one) => one.blocks).map(({ zh, en }) => ({ zh, en })),
    departments: regime.content.departments.length,
    stepsLeft: left.length,
    filedBy: finished || !way || from === undefined ? null : addDays(filedBy, 0),
    validDays: regime.content.validityDays,
  };
}

/**
 * Whether the two differ for the enterprise: whether it applies, what is asked, how long it takes. What is filed, or over, stays as it is whatever the law
 * becomes, and is never different.
 */
export const differ = (state: CaseState, a: Under, b: Under): boolean =>
  unfinished.includes(state) && JSON.stringify(a) !== JSON.stringify(b);
