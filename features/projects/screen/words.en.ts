// What the library and the page of a project say, in English.
import type { WordsLike } from '../../../ui/i18n.ts';
import type { zh } from './words.zh.ts';

export const en = {
  library: 'Library', project: 'Project', enter: 'Enter a project', edit: 'Edit', print: 'Print', cancel: 'Cancel', apply: 'Apply', now: 'now',
  'none.value': '—', 'empty.value': '(empty)', exact: 'exactly {{value}} yuan', county: 'County',
  name: 'Project', code: 'Project code', owner: 'Owner', place: 'Place', industry: 'Industry', line: 'Line', kind: 'Construction', nature: 'New or continuing', tier: 'Size', lists: 'Lists', list: 'List',
  stage: 'Stage', sideState: 'Side state', maturity: 'Reserve tier', pool: 'Pool', total: 'Total', plan: 'Annual plan', start: 'Planned start', finish: 'Planned finish', updated: 'Updated', span: 'Start and finish', funding: 'Funding', note: 'Note',
  listMode: 'How lists combine', 'listMode.any': 'on any of them', 'listMode.all': 'on all of them', 'listMode.only': 'on exactly these', 'listMode.none': 'on none of them', listState: 'State on the list',
  missing: 'Missing', 'missing.code': 'no project code', 'missing.owner': 'no owner', 'missing.plan': 'no annual plan', 'missing.total': 'no total', 'missing.dates': 'no start or finish', 'missing.place': 'no place', 'missing.industry': 'no industry code',
  importId: 'From import', 'total.range': '+ Range of total', 'total.off': 'Remove the range of total', 'range.from': 'From', 'range.to': 'To',
  search: 'Name, code, owner, pinyin initials', 'search.hint': 'For instance 轴承, 220421 or gbzc',
  'proposals.flag': 'waiting', 'proposals.open': { one: '{{count}} change waits for approval', other: '{{count}} changes wait for approval' },
  summary: '{{count}} projects · total {{total}} · annual plan {{plan}} · {{of}}', totals: '{{count}} projects · {{of}}',
  'of.filter': 'as filtered', 'of.annual': 'this year\'s plan', 'of.reserve': 'reserve', 'of.all': 'plan and reserve together',
  'empty.filtered': 'No project meets these conditions.', 'empty.clear': 'Clear conditions', 'empty.none': '{{region}} has no projects for {{year}} yet. Drop its ledger into Imports; once confirmed they stand here.', 'empty.import': 'Import a ledger',
  bulk: 'Change these', export: 'Export to Excel ▾', 'export.note': 'All rows of the present filter, in this order', 'export.plain': 'All columns (no template)', 'export.columns': { one: '{{count}} column · {{unit}}', other: '{{count}} columns · {{unit}}' }, 'export.busy': 'Making the workbook…',
  facts: 'Facts', 'facts.note': 'Open any value to see where it came from', 'code.new': 'new form, check digit agrees', 'code.old': 'old form (before 2021, no check digit)', 'code.bad': 'form or check digit is wrong', 'line.of': 'Line: {{line}}',
  'names.former': 'Former and other names', 'names.until': 'until {{until}}', 'names.was': 'former name', 'names.alias': 'also called', content: 'Content and capacity', 'content.none': 'No content was given.', capacity: 'Capacity', 'capacity.value': 'Amount',
  contact: 'Contact', 'contact.none': 'No contact is recorded.', 'contact.reveal': 'Show (on record)', 'contact.purpose': 'Purpose (goes into the audit chain)', 'contact.show': 'Show', 'contact.until': 'Shown until {{until}}; recorded in the audit chain',
  relatives: 'Parent and parts', 'relatives.parent': 'Parent', neighbours: 'Neighbours', 'neighbours.title': 'Projects of {{region}} by place', 'neighbours.own': '{{place}} (this project)',
  years: 'Money by year', 'years.note': 'In {{unit}} · a closed year keeps what its ledger said', 'years.none': 'Not on any year\'s ledger yet.', year: 'Year', before: 'Done before', 'before.short': 'done', 'plan.short': 'plan', rest: 'total', basis: 'Basis', 'year.left': 'left {{on}}',
  'lists.once': 'on several, counted once', 'lists.none': 'On no list', 'reserve.moves': 'Reserve tiers', 'reserve.out': 'out of the reserve',
  history: 'History', 'history.note': { one: '{{count}} entry, never rewritten', other: '{{count}} entries, never rewritten' }, 'history.none': 'Nothing changed since it was entered.', 'history.all': 'Show all {{count}}', 'changed.to': 'became', 'approved.by': 'approved by {{by}}', 'evidence.is': 'evidence {{name}}', 'from.cell': 'cell {{cell}}',
  entered: 'Entered {{at}} by {{by}}', touched: 'Last changed {{at}} by {{by}}, version {{version}}',
  'stage.move': 'Change stage', 'list.member': 'Lists', propose: 'Propose ▾', 'propose.note': 'Needs a reason and evidence, and somebody else\'s approval',
  left: '{{kind}} ({{at}})', 'left.to': 'See where it went', 'tier.since': '{{tier}} (line in force since {{since}})', 'tier.none': 'below the lowest line, or without a total',
  'plan.year': 'Plan {{year}}', 'plan.share': '{{share}}% of the total', 'nature.year': 'In {{year}}', 'year.reserve': 'Reserve tier {{year}}',
  'trace.open': 'Where {{field}} came from', 'trace.title': 'Where it came from: {{field}}', 'trace.none': 'No source is recorded: the value has not changed since it was entered.', 'trace.import': 'Imported', 'trace.edit': 'Typed on the screen', 'trace.rule': 'Computed by rule', 'trace.cleared': 'cleared', 'trace.sheet': 'sheet “{{sheet}}”, row {{row}}',
  'trace.raw': 'The cell said', 'trace.reason': 'Reason: {{reason}}', 'trace.seq': 'audit entry {{seq}}', 'trace.cells': 'Open the raw cells →',
} satisfies WordsLike<typeof zh>;
