// The room's words in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';

export const useWords = defineWords(zh, en);
