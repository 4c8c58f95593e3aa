// Regimes read from a file to be checked for holes and overlaps, without any database. Only what the checker asks is needed: a code, days, conditions;
// everything else of a regime may stand there too. What cannot be read is said entry by entry, with the reason (docs/regime-files.md).
import { z } from 'zod';
import { isDay } from '../../vocabulary/days.ts';
import { type Covering, coverBelow } from './rules-cover.ts';
import type { Words } from './words.ts';
import { Conditions, RegimeMode } from './words-regimes.ts';

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
});
const Book = z.object({ from: Day.optional(), until: Day.optional(), regimes: z.array(z.unknown()) });

export type RegimeFile = { from: string | undefined; until: string | undefined; regimes: Covering[] };

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
    const { region, version, since, until, binding, conditions } = entry.data;
    if (until !== null && until <= since)
      complain(`止于 ${until}，不晚于起始日 ${since}`, `it ends on ${until}, not after its first day ${since}`);
    if (conditions.peopleFrom !== undefined && conditions.peopleTo !== undefined && conditions.peopleTo <= conditions.peopleFrom)
      complain(
        `人数从 ${conditions.peopleFrom} 起却不到 ${conditions.peopleTo}，没有企业符合`,
        `people from ${conditions.peopleFrom} but below ${conditions.peopleTo}: no enterprise fits`,
      );
    const key = `${region}/${entry.data.code}@${version}`;
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
  return wrong.length > 0 ? { wrong } : { ok: { from: book.data.from, until: book.data.until, regimes } };
}

/**
 * Holes and overlaps of a file that was read, for each region that it names: from that region's own regimes and those of everything above it. What it says
 * of a province is said of its places that have nothing of their own.
 */
export function checkRegimeFile({ from, until, regimes }: RegimeFile) {
  const regions = [...new Set(regimes.map((one) => one.region))].sort();
  return { regimes: regimes.length, ...coverBelow(regimes, regions, { from, until: until ?? null }) };
}
