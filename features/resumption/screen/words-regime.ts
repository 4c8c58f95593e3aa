// The words of entering, trying and undoing a regime in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-regime.en.ts';
import { zh } from './words-regime.zh.ts';

export const useRegimeWords = defineWords(zh, en);
