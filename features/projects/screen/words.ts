// The words of the register's screens, registered: pages of projects, forms, and the desks (lists, reserve, year roll …).
import { defineWords } from '../../../ui/i18n.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';
import { en as deskEn } from './words-desk.en.ts';
import { zh as deskZh } from './words-desk.zh.ts';
import { en as formsEn } from './words-forms.en.ts';
import { zh as formsZh } from './words-forms.zh.ts';

export const useWords = defineWords(zh, en);
export const useFormWords = defineWords(formsZh, formsEn);
export const useDeskWords = defineWords(deskZh, deskEn);
