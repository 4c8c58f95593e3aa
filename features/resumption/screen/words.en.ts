// The words of the resumption pages in English.
import type { WordsLike } from '../../../ui/i18n.ts';
import type { zh } from './words.zh.ts';

export const en = {
  desk: 'Resumption',
  'desk.about': '{{region}}: {{total}} enterprises on the list',
  'desk.none': 'There is no enterprise on the list yet.',
  'col.enterprise': 'Enterprise',
  'col.sector': 'Sector',
  'col.people': 'Workers',
  'col.to': 'Applies to',
} satisfies WordsLike<typeof zh>;
