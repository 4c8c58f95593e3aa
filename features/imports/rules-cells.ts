// One reader for each kind of column: what a cell says becomes a value or a reason why not. Raw stays beside the value; a cached formula
// value, a rounded fraction, a word read as blank are each said. Amounts stand in rules-money.ts, days in rules-days.ts.
import type { Cell } from '../../platform/sheets/cells.ts';
import { cellText } from '../../platform/sheets/cells.ts';
import { creditCode, projectCode } from '../../vocabulary/codes.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { ContactRead, Field } from './intake.ts';
import { type DaySetting, readDay, readSpan } from './rules-days.ts';
import { type MoneySetting, plainNumber, readMoney } from './rules-money.ts';
import { blank, blankWord, compactText, given, type Note, none, type Read, refused } from './rules-reading.ts';

export interface CellSetting extends MoneySetting, DaySetting {
  field: Field;
}

const errorText = /^#(REF!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!)$/;

/** Reads one cell as the kind its column holds. */
export function readCell(cell: Cell, setting: CellSetting): Read {
  if (cell === null || cell === '') return blank;
  if (typeof cell === 'object') {
    if ('error' in cell) return refused('imports.cell-error', { error: cell.error });
    if ('formula' in cell) {
      if (cell.value === null) return refused('imports.formula-empty');
      if (typeof cell.value === 'string' && errorText.test(cell.value)) return refused('imports.cell-error', { error: cell.value });
      const read = byKind(cell.value, setting);
      if (read.value === undefined) return read;
      return { value: read.value, notes: [...read.notes, { code: 'imports.formula-value', params: {}, severity: 'warning' }] };
    }
    return byKind(cell, setting);
  }
  if (typeof cell === 'string' && cell.charCodeAt(0) === 35 && errorText.test(cell)) return refused('imports.cell-error', { error: cell });
  return byKind(cell, setting);
}

type Plain = string | number | boolean | { day: string; text: string };

function byKind(cell: Plain, setting: CellSetting): Read {
  const { kind } = setting.field;
  switch (kind) {
    case 'text':
      return readText(cell);
    case 'money':
      return typeof cell === 'object' ? refused('imports.number-is-day') : readMoney(cell, setting);
    case 'integer':
    case 'decimal':
      return typeof cell === 'object' ? refused('imports.number-is-day') : readNumber(cell, kind === 'integer');
    case 'year':
      return readYear(cell, setting);
    case 'day':
      return readDay(cell, setting);
    case 'span':
      return readSpan(cell, setting);
    case 'yes':
      return readYes(cell);
    case 'project-code':
    case 'credit-code':
      return readCode(cell, kind);
    case 'contact':
      return readContact(cell);
    case 'choice':
      return readChoice(cell, setting.field);
  }
}

/** Text with nothing to tidy: no line break or mark inside, no blank at either end. */
const untidy = /[\r\n\t\u200b\ufeff]|^\s|\s$/;

function readText(cell: Plain): Read<string> {
  if (typeof cell === 'string') {
    if (!untidy.test(cell)) return { value: cell, notes: none };
    // A line break inside a cell is how a narrow column wraps: between Chinese signs it is nothing, between words a blank.
    const text = cell
      .replace(/[\u200b\ufeff]/g, '')
      .trim()
      .replace(/[\t\u00a0 ]*[\r\n]+[\t\u00a0 ]*/g, (_, at: number, whole: string) => (/[\x21-\x7e]/.test(whole[at - 1] ?? '') ? ' ' : ''));
    return text === '' ? blank : { value: text, notes: none };
  }
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15)
    return { value: cellText(cell), notes: [{ code: 'imports.text-was-number', params: {}, severity: 'warning' }] };
  return { value: cellText(cell as Cell), notes: none };
}

function readNumber(cell: string | number | boolean, whole: boolean): Read<number> {
  if (typeof cell === 'boolean') return refused('imports.number-unreadable');
  if (typeof cell === 'number') {
    const value = Number(plainNumber(cell));
    return whole && !Number.isSafeInteger(value) ? refused('imports.number-not-whole') : given(value);
  }
  const empty = blankWord(cell);
  if (empty) return empty;
  const text = compactText(cell);
  if (/[%‰]|百分之/.test(text)) return refused('imports.number-percent');
  if (/\d(?:-|~|–|—|至|到)\d/.test(text)) return refused('imports.number-range');
  if (/\d,/.test(text) && !/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?[^\d,]*$/.test(text)) return refused('imports.number-commas');
  const match = /^([+-]?)(\d+(?:\.\d+)?|\.\d+)(?:个|项|人|家|亩|公里|平方米|%)?$/.exec(text.replaceAll(',', ''));
  if (!match) return refused(/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text) ? 'imports.number-exponent' : 'imports.number-unreadable');
  const value = Number(match[1] + match[2]!);
  return whole && !Number.isSafeInteger(value) ? refused('imports.number-not-whole') : given(value);
}

function readYear(cell: Plain, setting: CellSetting): Read<number> {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= 1990 && cell <= 2099) return given(cell);
  const read = readDay(cell, setting);
  if (read.value === undefined) return read.notes.length ? (read as Read<never>) : blank;
  const year = Number(read.value.day.slice(0, 4));
  return year >= 1990 && year <= 2099 ? { value: year, notes: read.notes } : refused('imports.year-range');
}

const yes = /^(是|有|对|√|✓|✔|☑|●|◉|■|★|y|yes|true|t|1|已|属于|列入)$/i;
const no = /^(否|不是|没有|无|未|×|✗|✘|x|☐|○|□|n|no|false|f|0|不属于|未列入|[-—–/]+)$/i;

function readYes(cell: Plain): Read<boolean> {
  if (typeof cell === 'boolean') return given(cell);
  const text = compactText(cellText(cell as Cell));
  if (text === '') return blank;
  if (yes.test(text)) return given(true);
  if (no.test(text)) return given(false);
  return refused('imports.yes-unreadable');
}

function readCode(cell: Plain, kind: 'project-code' | 'credit-code'): Read<string> {
  // Excel keeps fifteen digits of a number: what stood behind them is gone and cannot be recovered from this file.
  if (typeof cell === 'number')
    return refused(
      Math.abs(cell) >= 1e15
        ? 'imports.code-rounded'
        : kind === 'project-code'
          ? 'imports.project-code-form'
          : 'imports.credit-code-length',
    );
  if (typeof cell !== 'string') return refused(kind === 'project-code' ? 'imports.project-code-form' : 'imports.credit-code-length');
  const empty = blankWord(cell);
  if (empty) return empty;
  const text = compactText(cell).replace(/^'/, '');
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return refused('imports.code-rounded');
  if (/^(正在|待|未|申报|办理)/.test(text))
    return { value: undefined, notes: [{ code: 'imports.code-not-yet', params: {}, severity: 'warning' }] };
  if (kind === 'project-code') {
    const code = projectCode(text);
    return code.ok ? given(code.code) : refused(`imports.project-code-${code.why}`);
  }
  const code = creditCode(text);
  return code.ok ? given(code.code) : refused(`imports.credit-code-${code.why}`);
}

const phoneInText =
  /(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[-－— ]?\d{7,8}(?:-\d{1,5})?(?!\d)|(?<!\d)\d{7,8}(?!\d)/g;

/** Name and telephone of one or several people: names and numbers each joined by 、 in the order they stand. */
function readContact(cell: Plain): Read<ContactRead> {
  const seen = cellText(cell as Cell);
  if (typeof cell === 'string') {
    const empty = blankWord(cell);
    if (empty) return empty;
  }
  const text = seen
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim();
  const phones: string[] = [];
  const names = text
    .replace(phoneInText, (phone) => {
      phones.push(
        phone
          .replace(/^\+?86[- ]?(?=1)/, '')
          .replace(/ /g, phone.startsWith('0') ? '-' : '')
          .replace(/(?<=^1\d\d)-|(?<=^1\d\d-?\d{4})-/g, ''),
      );
      return ' ';
    })
    .replace(/(联系人|联系方式|联系电话|电话|手机|tel|mobile)[:：]?/gi, ' ')
    .split(/[\s,，;；、/\\()（）:：|]+/)
    .filter((part) => part !== '' && part !== '-');
  const notes: Note[] = [];
  if (names.some((name) => /\d{5,}/.test(name)) || (phones.length === 0 && names.length === 0))
    notes.push({ code: 'imports.phone-odd', params: {}, severity: 'warning' });
  return { value: { name: names.join('、'), phone: phones.join('、') }, notes };
}

function readChoice(cell: Plain, field: Field): Read<string> {
  const seen = cellText(cell as Cell);
  if (typeof cell === 'string') {
    const empty = blankWord(cell);
    if (empty) return empty;
  }
  const wanted = normalName(seen);
  if (wanted === '') return blank;
  const choices = field.choices ?? [];
  for (const choice of choices)
    if (choice.words.some((word) => normalName(word) === wanted) || normalName(choice.value) === wanted) return given(choice.value);
  // 新建项目 holds 新建: accepted when the words point at one choice only, and said.
  const held = choices.filter((choice) => choice.words.some((word) => normalName(word).length >= 2 && wanted.includes(normalName(word))));
  if (held.length === 1)
    return {
      value: held[0]!.value,
      notes: [{ code: 'imports.choice-read-as', params: { choice: held[0]!.words[0] ?? held[0]!.value }, severity: 'warning' }],
    };
  return refused('imports.choice-unknown', { choices: choices.map((choice) => choice.words[0] ?? choice.value).join('、') });
}
