// What reading a cell gives: a value, or notes that say why not. Words that mean "nothing here" are known here once, for every kind of column.

export interface Note {
  code: string;
  params: Record<string, string | number>;
  severity: 'refused' | 'warning';
}

/** `value` undefined with no refusal is a blank cell. */
export interface Read<T = unknown> {
  value: T | undefined;
  notes: readonly Note[];
}

/** Shared by every reading that has nothing to say; never added to. */
export const none: readonly Note[] = [];
export const given = <T>(value: T): Read<T> => ({ value, notes: none });
export const refused = (code: string, params: Note['params'] = {}): Read<never> => ({
  value: undefined,
  notes: [{ code, params, severity: 'refused' }],
});
export const blank: Read<never> = { value: undefined, notes: none };

/** Half-width, without any blanks. */
export const compactText = (text: string): string =>
  /^[!-~]*$/.test(text) ? text : text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '');

const nothing = /^(?:[-‐-―−－_/\\.…*]+|无|暂无|没有|空|n\/?a\.?|n\.a\.?|nil|none|null|not applicable|不适用)$/i;
const withheld = /^(?:exempt\b|withheld\b|redacted\b|data not provided\b|not (?:provided|available|stated)\b|涉密|保密|不公开)/i;

/** For columns that hold no free text: a word that means "nothing here" reads as blank, and that is said. */
export function blankWord(text: string): Read<never> | undefined {
  // What begins with a digit says something.
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return undefined;
  const trimmed = text.replace(/[\u200b\ufeff]/g, '').trim();
  if (trimmed === '') return blank;
  if (trimmed.length > 14 && !withheld.test(trimmed)) return undefined;
  const narrow = trimmed.normalize('NFKC');
  if (nothing.test(narrow)) return { value: undefined, notes: [{ code: 'imports.read-as-blank', params: {}, severity: 'warning' }] };
  if (withheld.test(narrow)) return { value: undefined, notes: [{ code: 'imports.not-stated', params: {}, severity: 'warning' }] };
  return undefined;
}
