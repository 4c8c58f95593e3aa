// The words of the morning count in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-count.en.ts';
import { zh } from './words-count.zh.ts';

export const useCountWords = defineWords(zh, en);
