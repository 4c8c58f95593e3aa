/**
 * What may be issued and what an issued bulletin keeps. A contradiction blocks until another person than the one who asked has let it stand, for
 * exactly this text; mistakes of the text and an empty body block always. Comparing then with now is here too. Pure.
 */
import type { Figure } from '../../vocabulary/figure.ts';
import { printed } from './rules-numbers.ts';
import type { BoundFigure, ChangedFigure, Composed, GateFinding, PaperReply } from './words.ts';

type Words = { zh: string; en: string };

/** Everything an issued bulletin printed and what stood behind it then. Its hash is taken over exactly this. */
export interface Frozen {
  kind: string;
  region: string;
  year: number;
  number: number;
  total: number;
  paper: PaperReply;
  figures: BoundFigure[];
  /** The body as the auditor read it. */
  text: string;
  asOf: { at: string; entries: Record<string, number> };
  overrides: { key: string; sentence: Words; reason: string; askedBy: string; decidedBy: string; decidedAt: string; note: string }[];
}

/** Why it cannot be issued now, in sentences. */
export function blockedBy(composed: Pick<Composed, 'mistakes' | 'paper'>, findings: readonly GateFinding[]): Words[] {
  const blocked: Words[] = composed.mistakes.map(({ line, zh, en }) => ({
    zh: line > 0 ? `正文第${line}行：${zh}` : zh,
    en: line > 0 ? `Line ${line} of the text: ${en}` : en,
  }));
  if (blocked.length === 0 && composed.paper.body.length === 0) blocked.push({ zh: '正文是空的。', en: 'The text is empty.' });
  for (const finding of findings)
    if (finding.severity === 'contradiction' && finding.override?.decision !== 'granted') blocked.push(finding.sentence);
  return blocked;
}

/** A figure then and now: changed when its value, its words or its definition differ. Entries filled in by hand do not change by themselves. */
export function compareFigure(then: BoundFigure, now: Figure | undefined): ChangedFigure | undefined {
  if (then.from === 'entry') return undefined;
  const unit = then.unit === '万元' || then.unit === '元' || then.unit === '亿元' ? then.unit : '亿元';
  const shown = now ? printed(now, unit).text : '';
  const redefined = now !== undefined && now.definition.version !== then.definition.version;
  if (now && now.value === then.value && !redefined) return undefined;
  return {
    key: then.key,
    what: then.what,
    before: withUnit(then),
    now: shown || '—',
    beforeValue: then.value,
    nowValue: now?.value ?? null,
    redefined,
    figure: now ?? null,
  };
}

/** A number with its unit, also where a table printed it without. */
export const withUnit = (one: Pick<BoundFigure, 'printed' | 'unit'>): string =>
  one.unit && !one.printed.endsWith(one.unit) ? one.printed + one.unit : one.printed;

/** 第3期; a year's papers count from one. */
export const issueWords = (number: number | null): string => (number === null ? '第　期' : `第${number}期`);
export const totalWords = (total: number | null): string => (total === null ? '总第　期' : `总第${total}期`);
