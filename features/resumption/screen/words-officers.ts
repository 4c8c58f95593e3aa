// The words of officers, difficulties and duty in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-officers.en.ts';
import { zh } from './words-officers.zh.ts';

export const useOfficerWords = defineWords(zh, en);
