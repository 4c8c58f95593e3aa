// From a composed bulletin to the paper that is shown, downloaded and frozen: the head with its number, the body, the signature, the appendix
// of every figure with definition, rows and state of the books, and the remarks at the end.
import type { Block, Paper } from '../../platform/papers/paper.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import type { Composition } from './rules-compose.ts';
import { issueWords, totalWords, withUnit } from './rules-issue.ts';
import { dayWords, sizeWords } from './rules-numbers.ts';
import type { BoundFigure, Parts } from './words.ts';

interface Numbers {
  /** Null while it is a draft. */
  number: number | null;
  total: number | null;
  day: string;
  asOf: string;
  mark: string | null;
  remarks: string[];
}

export function paperOf(parts: Parts, composition: Composition, { number, total, day, asOf, mark, remarks }: Numbers): Paper {
  const { lines, blocks, figures } = composition;
  const foot = { up: lines.up, level: lines.level, down: lines.down, copies: parts.copies > 0 ? parts.copies : null };
  return {
    head: lines.head
      ? {
          name: lines.head,
          issue: issueWords(number),
          total: parts.countThrough ? totalWords(total) : '',
          office: lines.office,
          date: dayWords(day),
        }
      : null,
    title: lines.title,
    addressee: lines.addressee.replace(/[：:]$/, ''),
    body: blocks,
    signature: parts.signed ? { office: lines.office, date: dayWords(day) } : null,
    appendices: figures.length > 0 ? [appendixOf(figures, asOf)] : [],
    foot: foot.up || foot.level || foot.down || foot.copies ? foot : null,
    mark,
    remarks,
  };
}

/** 数字口径与来源: the definitions once each, then a row for every figure printed, with its definition by number. */
function appendixOf(figures: readonly BoundFigure[], asOf: string): Paper['appendices'][number] {
  const texts = [...new Set(figures.map(definitionWords))];
  const definitions: Block = {
    kind: 'table',
    title: '口径',
    columns: [
      { title: '口径', align: 'center', width: 1.2 },
      { title: '含义', align: 'left', width: 11 },
    ],
    rows: texts.map((text, at) => ({ cells: [[{ text: String(at + 1) }], [{ text }]] })),
  };
  const rows: Block = {
    kind: 'table',
    title: '数字',
    columns: [
      { title: '序号', align: 'center', width: 1.3 },
      { title: '数字', align: 'left', width: 4.6 },
      { title: '刊印', align: 'right', width: 3.1 },
      { title: '口径', align: 'center', width: 1.3 },
      { title: '来源', align: 'left', width: 4.6 },
    ],
    rows: figures.map((one, at) => ({
      anchor: one.key,
      cells: [
        [{ text: String(at + 1) }],
        [{ text: one.what.zh }],
        [{ text: withUnit(one) }],
        [{ text: String(texts.indexOf(definitionWords(one)) + 1) }],
        [{ text: rowsWords(one) }],
      ],
    })),
    note: `数字取自${dayWords(dayOfInstant(asOf))}的${booksWords(figures)}；“未报”不作零计。`,
  };
  return { title: '数字口径与来源', blocks: [definitions, rows] };
}

function definitionWords({ definition, from }: BoundFigure): string {
  if (from === 'entry') return definition.zh;
  return `${definition.zh}（${definition.id}，第${definition.version}版${definition.since ? `，${dayWords(definition.since)}起` : ''}）`;
}

/** The books a bulletin's numbers were read from. */
const booksWords = (figures: readonly BoundFigure[]): string => {
  const counted = figures.filter(({ from, figure }) => from !== 'entry' && figure);
  const mornings = counted.filter(({ figure }) => figure!.rows?.on);
  return mornings.length === 0 ? '项目库' : mornings.length === counted.length ? '复工早报数' : '项目库和复工早报数';
};

const poolWords: Record<string, string> = { annual: '年度计划', reserve: '谋划储备' };
const natureWords: Record<string, string> = { new: '新建', continuing: '续建', unstated: '性质未注明' };

/** Which rows stand behind a figure, as an office says it. */
function rowsWords({ from, figure, source, regionName, scope }: BoundFigure): string {
  if (from === 'entry') return source ? `印发机关填报：${source}` : '印发机关填报';
  if (!figure) return '';
  const { rows, of, unreported } = figure;
  const parts = rows?.on
    ? [`早报数·${regionName}`, `${dayWords(String(rows.on))}名单内企业`]
    : rows
      ? [
          `项目库·${regionName}`,
          `${rows.year ?? ''}年${poolWords[String(rows.pool ?? '')] ?? ''}`,
          natureWords[String(rows.nature ?? '')] ?? '',
          typeof rows.minTotalYuan === 'number' && rows.minTotalYuan > 0 ? sizeWords(rows.minTotalYuan) : '',
          scope,
          rows.stage ? `阶段${rows.stage}` : '',
          rows.missing ? '未填' : '',
        ].filter(Boolean)
      : ['由上列数字计算'];
  if (of?.words.zh) parts.push(`分母：${of.words.zh}`);
  if (unreported.length > 0) parts.push(`不含${unreported.map((one) => one.name).join('、')}（未报）`);
  return parts.join('，');
}
