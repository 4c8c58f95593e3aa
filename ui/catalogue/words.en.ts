// The catalogue's words, English.
import type { WordsLike } from '../i18n.ts';
import type { zh } from './words.zh.ts';

export const en = {
  'title': 'Kit catalogue', 'about': 'Every part, its states and its use; all data are invented',
  'figure': 'Figure', 'figure.note': 'Opens to definition → rows → cell; the unit is switched in the top bar', 'count': 'Projects', 'total': 'Total investment', 'plan': 'Plan for the year', 'continuing': 'Continuing', 'city': 'Projects of the city', 'dongliao': 'Projects of Dongliao', 'growth': 'Growth of the plan',
  'line': 'In a sentence or a cell: the county carries out', 'line.end': ', of which continuing', 'wall': 'On the wall', 'light': 'Light', 'light.note': 'Shape, colour and word together; opens its reason',
  'table': 'Table', 'table.note': '100,000 rows, fetched window by window', 'name': 'Project', 'place': 'Region', 'owner': 'Owner', 'nature': 'Nature', 'start': 'Start', 'state': 'State', 'sum': 'Total of all 100,000 rows', 'empty': 'No project meets these filters. Remove one and look again.', 'short': 'Short table, rows in hand',
  'filters': 'Filters and views', 'range': 'Total investment', 'all': 'All', 'new': 'New', 'old': 'Continuing',
  'import': 'Importing a ledger', 'upload': 'Upload', 'columns': 'Check columns', 'twice': 'Duplicates', 'confirm': 'Confirm', 'pending': '3 columns open', 'reading': 'Reading rows', 'rows': 'rows', 'row12': 'Row 12 of the ledger', 'known': 'In the register',
  'code': 'Social credit code', 'same': 'The same project', 'other': 'Two projects',
  'charts': 'Comparisons', 'bars': 'Total investment by county', 'sets': 'Lists and their overlap', 'stages': 'Stages', 'map': 'Liaoyuan', 'sanzao': 'Provincial Sanzao', 'citykey': 'City key list', 'bond': 'Special bonds',
  'states': 'Nothing yet, and not done', 'none': 'No ledger has been imported yet. Upload an Excel file first.', 'none.do': 'Upload a ledger', 'forms': 'Form', 'form.name': 'Project name', 'form.help': 'The full name as approved.', 'form.wrong': 'Please give the project a name.', 'form.nature': 'Nature', 'form.save': 'Save', 'say.done': 'Say "Saved"', 'say.problem': 'Say a refusal', 'said': 'Saved', 'saidno': '"Battery separator film" was just changed by Li Hongwei; refresh and change it again.',
  'idea': 'Idea', 'reserve': 'Reserve', 'approved': 'Approved', 'begun': 'Begun', 'building': 'Building', 'done': 'Completed', 'full': 'At capacity', 'paused': 'Paused', 'paused.why': 'winter stop',
} satisfies WordsLike<typeof zh>;
