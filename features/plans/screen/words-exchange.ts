// The words of plans as files and of templates in both languages.
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words-exchange.en.ts';
import { zh } from './words-exchange.zh.ts';

export const useFileWords = defineWords(zh, en);
