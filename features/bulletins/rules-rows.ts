// Tables and rankings of a bulletin: rows over counties, lists, lines or sizes, a figure in every cell. One column has one unit; who has not
// reported is 未报 and never nought, stands in no total and has no rank. Pure.
import type { Block, Column, Run } from '../../platform/papers/paper.ts';
import { unitOnPaper } from '../../vocabulary/figure.ts';
import type { MoneyUnit } from '../../vocabulary/money.ts';
import type { Composer, Row, Within } from './rules-compose.ts';
import type { Call } from './rules-language.ts';
import { printed, unreportedWord } from './rules-numbers.ts';
import { figureTags, rowKinds } from './rules-tags.ts';

/** The id of a figure by its name in a text. */
export const figureIdOf = (name: string): string | undefined => figureTags.find((tag) => tag.zh === name || tag.id === name)?.id;

interface Wanted {
  id: string;
  title: string;
  nature: 'new' | 'continuing' | undefined;
}

const defaultColumns = '项目个数,总投资,年度计划投资';

function wantedOf(composer: Composer, call: Call, text: string): Wanted[] {
  return text
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .flatMap((one): Wanted[] => {
      const [, before, name] = /^(?:(新建|续建|new|continuing)[.．])?(.+)$/.exec(one) ?? [];
      const tag = figureTags.find((each) => each.zh === name || each.id === name);
      if (!tag) {
        composer.wrong(call.line, `表里的列“${one}”不是数字名称。`, `The column "${one}" is not a figure.`);
        return [];
      }
      const nature = before === '新建' || before === 'new' ? 'new' : before ? 'continuing' : undefined;
      return [{ id: tag.id, title: `${nature === 'new' ? '新建' : nature ? '续建' : ''}${tag.zh}`, nature }];
    });
}

const firstTitles = { counties: '县区', lists: '名单', lines: '行业', sizes: '规模' } as const;

function unitLine(composer: Composer, wanted: readonly Wanted[], unit: MoneyUnit): string {
  const kinds = new Set(wanted.map((one) => composer.ground.definitionOf(one.id)?.unit));
  const things = (['count', 'enterprises', 'people', 'items'] as const).filter((kind) => kinds.has(kind)).map((kind) => unitOnPaper[kind]);
  const words = [...things, ...(kinds.has('yuan') ? [unit] : [])];
  return words.length > 0 ? `单位：${words.join('、')}` : '';
}

function cellOf(composer: Composer, call: Call, one: Wanted, within: Within): { runs: Run[]; value: number | null } {
  const question = composer.question(one.id, call, within);
  if (question && one.nature) question.nature = one.nature;
  const figure = question && composer.ask(question, call);
  if (!question || !figure) return { runs: [{ text: '' }], value: null };
  const ratio = figure.unit === 'ratio' || figure.unit === 'points';
  const shown = printed(figure, call.limits.unit as MoneyUnit | undefined, !ratio);
  return { runs: [composer.bind(question, figure, shown.text, shown.unit)], value: figure.value };
}

/** How wide a text is in characters of full width. */
const spread = (text: string): number => [...text].reduce((sum, sign) => sum + (sign < '\u2e80' ? 0.55 : 1), 0);

/** Columns as wide as what stands in them; a title may take two lines, a number never. */
export function measured(columns: readonly Omit<Column, 'width'>[], rows: readonly { cells: Run[][] }[]): Column[] {
  return columns.map((column, at) => {
    const widest = Math.max(0, ...rows.map((row) => spread((row.cells[at] ?? []).map((run) => run.text).join(''))));
    return { ...column, width: Math.max(widest, Math.min(spread(column.title), 4)) + 1 };
  });
}

const columnOf = (one: Wanted): Omit<Column, 'width'> => ({ title: one.title, align: 'right' });

export function tableBlock(composer: Composer, call: Call, within: Within): Block | undefined {
  const kind = rowKinds[call.words[0] ?? ''];
  const wanted = wantedOf(composer, call, call.limits.columns ?? defaultColumns);
  const rows = composer.rows(call);
  if (!kind || wanted.length === 0) return undefined;
  const unit = (call.limits.unit as MoneyUnit | undefined) ?? '亿元';
  const body = (list: readonly Row[]) =>
    list.map((row) => ({ row, cells: wanted.map((one) => cellOf(composer, call, one, { ...within, ...row.within })) }));
  // A line without a single project says nothing in a table of lines.
  const lines = body(rows).filter(({ cells }) => kind !== 'lines' || cells.some(({ value }) => value));
  const { counties, told } = composer.ground;
  const silent = kind === 'counties' && counties.some((one) => !told(one.code));
  const sums = call.limits.total === 'yes' || (call.limits.total === undefined && kind === 'counties' && rows.length > 1);
  const cells: { cells: Run[][]; strong?: boolean }[] = [
    ...lines.map(({ row, cells: own }) => ({ cells: [[{ text: row.name }], ...own.map(({ runs }) => runs)] })),
    ...(sums
      ? [
          {
            strong: true,
            cells: [[{ text: silent ? '合计（已报）' : '合计' }], ...wanted.map((one) => cellOf(composer, call, one, within).runs)],
          },
        ]
      : []),
  ];
  return {
    kind: 'table',
    title: call.limits.title ?? '',
    unit: unitLine(composer, wanted, unit),
    columns: measured([{ title: firstTitles[kind], align: 'left' }, ...wanted.map(columnOf)], cells),
    rows: cells,
    ...noteOf(composer, call, silent),
  };
}

function noteOf(composer: Composer, call: Call, silent: boolean): { note?: string } {
  const { counties, told } = composer.ground;
  const missing = counties.filter((one) => !told(one.code)).map((one) => one.name);
  const note = [call.limits.note ?? '', silent ? `注：${missing.join('、')}${unreportedWord}，不计入合计，不作零计。` : '']
    .filter(Boolean)
    .join(' ');
  return note ? { note } : {};
}

export function rankingBlock(composer: Composer, call: Call, within: Within): Block | undefined {
  const kind = rowKinds[call.words[0] ?? ''];
  const by = wantedOf(composer, call, call.limits.by ?? '总投资')[0];
  const others = call.limits.columns ? wantedOf(composer, call, call.limits.columns).filter((one) => one.title !== by?.title) : [];
  if (!kind || !by) return undefined;
  const wanted = [by, ...others];
  const unit = (call.limits.unit as MoneyUnit | undefined) ?? '亿元';
  const found = composer
    .rows(call)
    .map((row) => ({ row, cells: wanted.map((one) => cellOf(composer, call, one, { ...within, ...row.within })) }));
  const value = (one: (typeof found)[number]): number | null => one.cells[0]!.value;
  const ranked = found.filter((one) => value(one) !== null).sort((a, b) => value(b)! - value(a)!);
  const silent = found.filter((one) => value(one) === null);
  const most = Number(call.limits.first ?? 99) || 99;
  const place = (one: (typeof found)[number]): number => ranked.findIndex((other) => value(other) === value(one)) + 1;
  const cells = [
    ...ranked
      .filter((one) => place(one) <= most)
      .map((one) => ({ cells: [[{ text: String(place(one)) }], [{ text: one.row.name }], ...one.cells.map(({ runs }) => runs)] })),
    ...silent.map((one) => ({ cells: [[{ text: '—' }], [{ text: one.row.name }], ...one.cells.map(({ runs }) => runs)] })),
  ];
  return {
    kind: 'table',
    title: call.limits.title ?? '',
    unit: unitLine(composer, wanted, unit),
    columns: measured([{ title: '名次', align: 'center' }, { title: firstTitles[kind], align: 'left' }, ...wanted.map(columnOf)], cells),
    rows: cells,
    ...(call.limits.note && { note: call.limits.note }),
  };
}
