// The words of rosters and purposes in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './roster-words.en.ts';
import { zh } from './roster-words.zh.ts';

export const useRosterWords = defineWords(zh, en);
