// A span of days and the conditions of a regime in words.
import { usePick } from '../../../ui/i18n.ts';
import { sectorWords } from '../words.ts';
import { type Conditions, riskWords } from '../words-regimes.ts';
import { useWords } from './words.ts';

export function useConditionText(): (conditions: Conditions) => string {
  const say = useWords();
  const pick = usePick();
  return ({ sectors, inPark, aboveScale, risks, peopleFrom, peopleTo }) => {
    const parts = [
      ...(sectors ? [sectors.map((one) => pick(sectorWords[one])).join(pick({ zh: '、', en: ', ' }))] : []),
      ...(inPark === undefined ? [] : [say(inPark ? 'cond.inPark' : 'cond.outPark')]),
      ...(aboveScale === undefined ? [] : [say(aboveScale ? 'cond.above' : 'cond.below')]),
      ...(risks ? [risks.map((one) => pick(riskWords[one])).join(pick({ zh: '、', en: ', ' }))] : []),
      ...(peopleFrom === undefined ? [] : [say('cond.people', { from: peopleFrom })]),
      ...(peopleTo === undefined ? [] : [say('cond.peopleTo', { to: peopleTo })]),
    ];
    return parts.length === 0 ? say('regimes.all') : parts.join(' · ');
  };
}

export function useSpanText(): (span: { since: string; until: string | null }) => string {
  const say = useWords();
  return ({ since, until }) => (until === null ? say('regimes.span', { since }) : say('regimes.span.to', { since, until }));
}
