// The words of the morning count in English.
import type { WordsLike } from '../../../ui/i18n.ts';
import type { zh } from './words-count.zh.ts';

export const en = {
  count: 'Morning count of resumption',
  'count.about': '{{region}} · {{day}}',
  'count.day': 'Which day',
  'count.none': 'No enterprise is expected to resume yet.',
  'count.table': 'By group',
  'count.all': 'All',
  'count.unreported': 'Not reported on this day',
  'count.unreported.note': {
    one: '{{count}} enterprise did not report its people back; it is not zero',
    other: '{{count}} enterprises did not report their people back; they are not zero',
  },
  'count.unreported.more': {
    one: 'The first {{count}} is named here; open the number for all:',
    other: 'The first {{count}} are named here, county by county; open the number for all:',
  },
  'count.unreported.none': 'Every enterprise has reported.',
  'by.county': 'County',
  'by.park': 'Park',
  'by.sector': 'Sector',
  'figure.expected': 'Expected',
  'figure.applied': 'Applied',
  'figure.inspected': 'Inspected',
  'figure.accepted': 'Accepted',
  'figure.filed': 'Filed',
  'figure.open': 'Open',
  'figure.suspended': 'Suspended',
  'figure.people': 'People back',
  'figure.output': 'Output, last year = 100 %',
  'figure.short': 'Short of supplies',
  'figure.difficulties': 'Difficulties open',
  'figure.overdue': 'Difficulties overdue',
  'figure.silent': 'Not reported',
  'figure.reported': 'Enterprises reported',
} satisfies WordsLike<typeof zh>;
