// A regime as it is typed: everything that the call takes, begun as a copy of one that is in force or blank. Pure, so that what a copy takes along is tested.
import type { GroupDepartment, Regime, RegimeContent, RegimeMode, RegimeText } from '../words-regimes.ts';

/** The same as is sent; days may still be empty. */
export type Draft = Omit<RegimeText, 'since' | 'until'> & { since: string; until: string };

const blankContent: RegimeContent = {
  departments: [],
  papers: ['form', 'commitment', 'prevention-plan', 'emergency-plan', 'supplies'],
  checklist: null,
  blocking: null,
  validityDays: null,
  rectifyDays: 3,
  clocks: {},
  thresholds: { temperature: 37.3, coverDays: 3, isolationDays: 14, perRoom: 6, areaPerPerson: 2.5 },
  dissent: 'blocks',
  absence: 'waits',
  responseLevel: null,
  riskLevel: null,
};

/** A copy of a regime, to hold from another day on; without one a blank. */
export function draftLike(like: Regime | undefined): Draft {
  if (!like)
    return {
      code: '',
      zh: '',
      en: '',
      since: '',
      until: '',
      mode: 'filing',
      binding: false,
      conditions: {},
      addressee: 'sector',
      basis: '',
      content: blankContent,
    };
  const { code, zh, en, mode, binding, conditions, addressee, content } = like;
  // What a state may last is kept in one place: days to rectify are the clock of rectifying.
  const { rectifying, ...clocks } = content.clocks;
  const rectifyDays = rectifying !== undefined && rectifying > 0 ? rectifying : content.rectifyDays;
  return {
    code,
    zh,
    en,
    since: '',
    until: '',
    mode,
    binding,
    conditions,
    addressee,
    basis: '',
    content: { ...content, clocks, rectifyDays },
  };
}

/** What is sent. */
export const textOf = ({ until, ...draft }: Draft): Omit<Draft, 'until'> & { until: string | null } => ({
  ...draft,
  until: until === '' ? null : until,
});

/** The regime that a new one is most likely to begin from: in force today, of this region rather than of one above, else the last that was. */
export function nearest<R extends Regime & { spans: { since: string; until: string | null } | null }>(
  regimes: readonly R[],
  region: string,
  today: string,
): R | undefined {
  const standing = regimes.filter((one) => one.withdrawn === null && one.spans !== null);
  const now = standing.filter(({ spans }) => spans!.since <= today && (spans!.until === null || spans!.until > today));
  const all = now.length > 0 ? now : standing;
  return all.findLast((one) => one.region === region) ?? all.at(-1);
}

/** Who looks at an item: the first department named for it that is in the group, else the leading one. */
export const looksAt = (departments: readonly string[], group: readonly GroupDepartment[]): GroupDepartment | undefined =>
  group.find((one) => one.code === departments.find((code) => group.some((other) => other.code === code))) ??
  group.find((one) => one.lead) ??
  group[0];

/** States that a case goes through under a mode, in order; the clock of rectifying is the days to rectify. */
export const clockedStates: Record<RegimeMode, readonly (keyof RegimeContent['clocks'])[]> = {
  inspection: [
    'draft',
    'submitted',
    'incomplete',
    'complete',
    'appointed',
    'visited',
    'accepted',
    'filed',
    'open',
    'suspended',
    'revoked',
    'withdrawn',
  ],
  filing: ['draft', 'submitted', 'incomplete', 'complete', 'accepted', 'filed', 'open', 'suspended', 'revoked', 'withdrawn'],
  closed: ['draft', 'submitted', 'incomplete', 'complete', 'accepted', 'filed', 'open', 'suspended', 'revoked', 'withdrawn'],
  exempt: ['filed', 'open', 'suspended', 'revoked', 'withdrawn'],
};
