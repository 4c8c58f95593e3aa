// The words of the visit pages in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-visit.en.ts';
import { zh } from './words-visit.zh.ts';

export const useVisitWords = defineWords(zh, en);
