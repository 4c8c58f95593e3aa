// The words of remedies, changes and the forms of nodes in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-forms.en.ts';
import { zh } from './words-forms.zh.ts';

export const useFormWords = defineWords(zh, en);
