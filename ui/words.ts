// The kit's words in both languages.
import { defineWords } from './i18n.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';

export const useKitWords = defineWords(zh, en);
