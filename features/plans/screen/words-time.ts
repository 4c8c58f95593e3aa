// The words of the charts over time in the language of the screen.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-time.en.ts';
import { zh } from './words-time.zh.ts';

export const useTimeWords = defineWords(zh, en);
