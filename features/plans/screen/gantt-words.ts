// The words that a drawn chart over time needs, in the language of the screen.
import { useMemo } from 'react';
import { useLanguage } from '../../../ui/i18n.ts';
import type { GanttWords } from '../chart-gantt.ts';
import { Guarantee, Stream } from '../words.ts';
import { useWords } from './words.ts';
import { useTimeWords } from './words-time.ts';

export function useGanttWords(): GanttWords {
  const language = useLanguage();
  // The words are made anew where the language is another, not at every drawing.
  return useMemo(() => {
    void language;
    const [say, tell] = [useWords.now, useTimeWords.now];
    return {
      stage: Object.fromEntries(Guarantee.options.map((one) => [one, say(`stage.${one}`)])) as GanttWords['stage'],
      stream: Object.fromEntries(Stream.options.map((one) => [one, say(`stream.${one}`)])) as GanttWords['stream'],
      nobody: tell('nobody'),
      today: tell('today'),
      promised: tell('promised'),
      forecast: tell('forecast'),
    };
  }, [language]);
}
