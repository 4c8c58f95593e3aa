// Regimes read from a file to be checked for holes and overlaps, without any database. Only what the checker asks is needed: a code, days, conditions;
// where the rest of a regime stands there too, it is held against the same rules as one that is entered. What cannot be read is said entry by entry, with the reason (docs/regime-files.md).
import { z } from 'zod';
import { isDay } from '../../vocabulary/days.ts';
import { sentence } from '../../vocabulary/problems.ts';
import { ownChecklist } from './rules-checklist.ts';
import { type Covering, coverBelow } from './rules-cover.ts';
import { faultsOf, notesOn } from './rules-regime-entry.ts';
import { sameRef } from './rules-regimes.ts';
import type { Words } from './words.ts';
import { Conditions, Regime, RegimeContent, RegimeMode } from './words-regimes.ts';

const Day = z.string().refine(isDay);
const Entry = z.looseObject({
  region: z
    .string()
    .regex(/^\d{6}$/)
    .default('000000'),
  code: z.string().trim().min(1).max(60),
  version: z.number().int().min(1).default(1),
  since: Day,
  until: Day.nullable().default(null),
  mode: RegimeMode.optional(),
  binding: z.boolean().default(false),
  conditions: Conditions.default({}),
  /** What it asks for; held against its own rules where it is written. */
  content: RegimeContent.optional(),
});
const Items = z.looseObject({
  region: z
    .string()
    .regex(/^\d{6}$/)
    .default('000000'),
  code: z.string().trim().min(1).max(60),
  version: z.number().int().min(1).default(1),
  items: z.array(z.looseObject({ id: z.string().trim().min(1).max(20), departments: z.array(z.string()).default([]) })),
});
const Book = z.object({
  from: Day.optional(),
  until: Day.optional(),
  /** Checklists that regimes of the file name, beside the product's own. */
  checklists: z.array(Items).default([]),
  regimes: z.array(z.unknown()),
});

export type RegimeFile = {
  from: string | undefined;
  until: string | undefined;
  regimes: Covering[];
  /** What should be looked at, by region, code and version. */
  notes: { regime: string; zh: string; en: string }[];
};

/** What is wrong with a value, in words of the file. */
function reasonOf(issue: z.core.$ZodIssue): Words {
  const at = issue.path.map(String).join('.');
  const field = at === '' ? { zh: '这一条', en: 'the entry' } : { zh: `“${at}”`, en: `"${at}"` };
  switch (issue.code) {
    case 'invalid_type':
      return {
        zh: `${field.zh}没有写，或类型不对（应是 ${issue.expected}）`,
        en: `${field.en} is missing or not of the kind ${issue.expected}`,
      };
    case 'invalid_value':
      return { zh: `${field.zh}只能是 ${issue.values.join('、')}`, en: `${field.en} is one of ${issue.values.join(', ')}` };
    case 'unrecognized_keys':
      return {
        zh: `${field.zh}里有不认识的条件 ${issue.keys.join('、')}`,
        en: `${field.en} has conditions nobody knows: ${issue.keys.join(', ')}`,
      };
    case 'custom':
      return { zh: `${field.zh}不是有效日期，请写成 2020-02-19`, en: `${field.en} is not a day; write it like 2020-02-19` };
    default:
      return { zh: `${field.zh}写得不对（${issue.code}）`, en: `${field.en} is not right (${issue.code})` };
  }
}

/** The file as regimes, or everything that is wrong in it; entries are counted from 1. */
export function readRegimeFile(text: string): { ok: RegimeFile } | { wrong: Words[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return { wrong: [{ zh: `文件不是 JSON：${why}`, en: `The file is not JSON: ${why}` }] };
  }
  const book = Book.safeParse(Array.isArray(raw) ? { regimes: raw } : raw);
  if (!book.success)
    return {
      wrong: book.error.issues.map((issue) => {
        const why = reasonOf(issue);
        return { zh: `文件开头：${why.zh}`, en: `At the top of the file: ${why.en}` };
      }),
    };
  const wrong: Words[] = [];
  const regimes: Covering[] = [];
  const notes: RegimeFile['notes'] = [];
  const seen = new Map<string, number>();
  for (const [index, one] of book.data.regimes.entries()) {
    const named = (one as { code?: unknown } | null)?.code;
    const code = typeof named === 'string' ? named : '';
    const complain = (zh: string, en: string): void =>
      void wrong.push({
        zh: `第 ${index + 1} 条${code ? `“${code}”` : ''}：${zh}`,
        en: `Entry ${index + 1}${code ? ` "${code}"` : ''}: ${en}`,
      });
    const entry = Entry.safeParse(one);
    if (!entry.success) {
      for (const issue of entry.error.issues) {
        const why = reasonOf(issue);
        complain(why.zh, why.en);
      }
      continue;
    }
    const { region, version, since, until, mode, binding, conditions, content } = entry.data;
    const key = `${region}/${entry.data.code}@${version}`;
    const strange = Object.keys(entry.data).filter((name) => !(name in Entry.shape || name in Regime.shape || name === '//'));
    if (strange.length > 0)
      notes.push({
        regime: key,
        zh: `不认识的字段没有使用：${strange.join('、')}。`,
        en: `Fields that nobody knows were not used: ${strange.join(', ')}.`,
      });
    const list = content?.checklist;
    const checklist = list ? [...book.data.checklists, ownChecklist].find((one) => sameRef(one, list)) : undefined;
    const text = { since, until, mode: content === undefined ? undefined : mode, conditions, content: content ?? RegimeContent.parse({}) };
    for (const fault of faultsOf(text, checklist))
      complain(sentence(fault, 'zh').replace(/。$/, ''), sentence(fault, 'en').replace(/\.$/, ''));
    if (content) for (const note of notesOn(text, checklist, [], since)) notes.push({ regime: key, ...note });
    const before = seen.get(key);
    if (before !== undefined)
      complain(`与第 ${before + 1} 条是同一版本（${key}）`, `it is the same version as entry ${before + 1} (${key})`);
    else seen.set(key, index);
    regimes.push({ region, code: entry.data.code, version, since, until, binding, conditions });
  }
  if (book.data.from && book.data.until && book.data.until <= book.data.from)
    wrong.push({
      zh: `检查的区间止于 ${book.data.until}，不晚于 ${book.data.from}`,
      en: `The span to check ends on ${book.data.until}, not after ${book.data.from}`,
    });
  return wrong.length > 0 ? { wrong } : { ok: { from: book.data.from, until: book.data.until, regimes, notes } };
}

/**
 * Holes and overlaps of a file that was read, for each region that it names: from that region's own regimes and those of everything above it. What it says
 * of a province is said of its places that have nothing of their own.
 */
export function checkRegimeFile({ from, until, regimes, notes }: RegimeFile) {
  const regions = [...new Set(regimes.map((one) => one.region))].sort();
  return { regimes: regimes.length, ...coverBelow(regimes, regions, { from, until: until ?? null }), notes };
}
