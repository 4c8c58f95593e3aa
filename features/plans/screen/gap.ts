// Days late or to spare, in words.
import { useWords } from './words.ts';

export function useGapText(): (days: number) => string {
  const say = useWords();
  return (days) => (days > 0 ? say('gap.late', { count: days }) : days < 0 ? say('gap.early', { count: -days }) : say('gap.none'));
}
