// The words of stops and the calendar in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-dated.en.ts';
import { zh } from './words-dated.zh.ts';

export const useDatedWords = defineWords(zh, en);
