/**
 * From a template and the state of the books to a paper's body: every figure is asked by its definition, printed in the office's style and kept
 * beside its number, so that the number can show what stands behind it. Pure: whatever it needs is handed in; named projects it lacks are put
 * on a list of wants, and the caller asks again when it has them.
 */
import type { Block, Run } from '../../platform/papers/paper.ts';
import type { Figure } from '../../vocabulary/figure.ts';
import type { MoneyUnit } from '../../vocabulary/money.ts';
import type { Asked, Question } from '../figures/door.ts';
import { type Bound, boundFigure, type ComposeGround, entryBound, listWords, type ProjectQuery } from './rules-ground.ts';
import { type Call, type Mistake, type Node, readTemplate } from './rules-language.ts';
import { decimalText, printed, sizeOf, sizeWords, unreportedWord } from './rules-numbers.ts';
import { figureIdOf, measured, rankingBlock, tableBlock } from './rules-rows.ts';
import { conditions, rowKinds } from './rules-tags.ts';
import type { Parts } from './words.ts';

type Piece = Run & { literal?: true };
type Out = { pieces: (Piece | { block: Block })[] };

/** What a loop has set. */
export interface Within {
  region?: string;
  list?: string;
  line?: string;
  minTotalYuan?: number;
  name?: string;
  rank?: number;
}

/** One row that loops, tables and rankings go over. */
export interface Row {
  name: string;
  within: Within;
}

export class Composer {
  readonly ground: ComposeGround;
  readonly figures: Bound[] = [];
  readonly mistakes: Mistake[] = [];
  readonly wants: ProjectQuery[] = [];
  readonly entries = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  constructor(ground: ComposeGround) {
    this.ground = ground;
  }

  wrong(line: number, zh: string, en: string): void {
    if (!this.mistakes.some((one) => one.line === line && one.zh === zh)) this.mistakes.push({ line, zh, en });
  }

  /** The question that a tag asks, in the place a loop has set; undefined when it names something unknown. */
  question(id: string, call: Call, within: Within): Question | undefined {
    const { limits, line } = call;
    const question: Question = { id, region: within.region, list: within.list, line: within.line, minTotalYuan: within.minTotalYuan };
    if (limits.region !== undefined) {
      const region = this.regionOf(limits.region, line);
      if (region === undefined) return undefined;
      question.region = region;
    }
    if (limits.nature) question.nature = limits.nature as 'new' | 'continuing';
    if (limits.size !== undefined) {
      const size = sizeOf(limits.size);
      if (size === undefined) {
        this.wrong(
          line,
          `规模“${limits.size}”看不懂，请写成“5000万元”或“1亿元”。`,
          `The size "${limits.size}" is not understood; write 5000万元.`,
        );
        return undefined;
      }
      question.minTotalYuan = size;
    }
    if (limits.line !== undefined) {
      const found = this.ground.lines.find((one) => one.code === limits.line || one.zh === limits.line);
      if (!found) {
        this.wrong(line, `没有“${limits.line}”这条行业线。`, `There is no line "${limits.line}".`);
        return undefined;
      }
      question.line = found.code;
    }
    if (limits.list !== undefined) {
      const list = this.listOf(limits.list, line);
      if (list === undefined) return undefined;
      question.list = list;
    }
    // In a loop over lists a figure of projects is that of the list's.
    if (question.list !== undefined && id.startsWith('projects.')) question.id = id.replace('projects.', 'lists.');
    return question;
  }

  regionOf(text: string, line: number): string | undefined {
    const { region, counties } = this.ground;
    const found = [region, ...counties].find((one) => one.code === text || one.name === text);
    if (!found) this.wrong(line, `“${text}”不是${region.name}的县区。`, `"${text}" is not a county of ${region.name}.`);
    return found?.code;
  }

  listOf(text: string, line: number): string | undefined {
    const plain = (name: string): string => name.replace(/[“”"'「」\s]/g, '');
    const names = [text, `${text}-${this.ground.year}`];
    const found = this.ground.lists.find(
      (one) => names.includes(one.code) || plain(one.zh) === plain(text) || plain(listWords(one.zh)) === plain(text),
    );
    if (!found) this.wrong(line, `${this.ground.year}年没有“${text}”这张名单。`, `There is no list "${text}" in ${this.ground.year}.`);
    return found?.code;
  }

  ask(question: Question, call: Call): Figure | undefined {
    const asked: Asked = this.ground.ask(question);
    if ('figure' in asked) return asked.figure;
    const said = {
      'figure-unknown': [`没有“${call.head}”这个数字。`, `There is no figure "${call.head}".`],
      'region-unknown': [`数字里没有“${asked.name}”这个地区。`, `The figures do not cover the region "${asked.name}".`],
      'list-unknown': [
        asked.name ? `没有“${asked.name}”这张名单。` : `“${call.head}”要写明名单，例如“名单=省三早”。`,
        asked.name ? `There is no list "${asked.name}".` : `"${call.head}" must name a list.`,
      ],
      'line-unknown': [`没有“${asked.name}”这条行业线。`, `There is no line "${asked.name}".`],
      'facet-unfit': [`“${call.head}”不能按这个限定再分。`, `"${call.head}" cannot be narrowed by ${asked.name}.`],
    }[asked.refused] as [string, string];
    this.wrong(call.line, ...said);
    return undefined;
  }

  /** Keeps a figure with its number; the same figure printed the same way is one row of the appendix. */
  bind(question: Question, figure: Figure, text: string, unit: string): Run {
    const name = JSON.stringify([question, text]);
    let key = this.keys.get(name);
    if (!key) {
      key = `f${this.figures.length + 1}`;
      this.keys.set(name, key);
      this.figures.push(boundFigure(key, question, figure, text, unit, this.ground));
    }
    return { text, figure: key };
  }

  bindEntry(name: string, value: string | null, text: string, unit: string, how: string, source: string): Run {
    const mark = JSON.stringify(['entry', name, text]);
    let key = this.keys.get(mark);
    if (!key) {
      key = `f${this.figures.length + 1}`;
      this.keys.set(mark, key);
      this.figures.push(entryBound(key, name, value, text, unit, how, source, this.ground));
    }
    return { text, figure: key };
  }

  /** The figure of a tag as a run; undefined (with a mistake noted) when it cannot be asked. */
  figureRun(id: string, call: Call, within: Within, bare = call.limits.style === 'number'): Run | undefined {
    const question = this.question(id, call, within);
    const figure = question && this.ask(question, call);
    if (!question || !figure) return undefined;
    const shown = printed(figure, call.limits.unit as MoneyUnit | undefined, bare);
    return this.bind(question, figure, shown.text, shown.unit);
  }

  rows(call: Call): Row[] {
    const kind = rowKinds[call.words[0] ?? ''];
    const { counties, lists, lines, tiers, told } = this.ground;
    if (kind === 'counties') {
      const only = conditions[call.words[1] ?? ''];
      if (call.words[1] !== undefined && only !== 'told' && only !== 'silent') {
        this.wrong(
          call.line,
          `“县区”后面只能写“已报”或“未报”，而不是“${call.words[1]}”。`,
          `After counties comes told or silent, not "${call.words[1]}".`,
        );
        return [];
      }
      return counties
        .filter((one) => only === undefined || told(one.code) === (only === 'told'))
        .map((one) => ({ name: one.name, within: { region: one.code } }));
    }
    if (kind === 'lists') return lists.map((one) => ({ name: listWords(one.zh), within: { list: one.code } }));
    if (kind === 'lines') return lines.map((one) => ({ name: one.zh, within: { line: one.code } }));
    if (kind === 'sizes') return tiers.map((one) => ({ name: sizeWords(one.minYuan), within: { minTotalYuan: one.minYuan } }));
    this.wrong(
      call.line,
      `“${call.head}”后面要写县区、名单、行业或规模，而不是“${call.words[0] ?? ''}”。`,
      `"${call.head}" goes over counties, lists, lines or sizes, not "${call.words[0] ?? ''}".`,
    );
    return [];
  }

  run(nodes: readonly Node[], within: Within, out: Out): void {
    for (const node of nodes) {
      if (node.kind === 'text') out.pieces.push({ text: node.text, literal: true });
      else if (node.kind === 'if') {
        const taken = node.branches.find((branch) => this.holds(branch.condition, within));
        // What is not printed is still read, so that a mistake in it is found before it is needed.
        this.run(taken ? taken.body : node.otherwise, within, out);
      } else if (node.kind === 'each') {
        const between = node.call.limits.between ?? '';
        for (const [index, row] of this.rows(node.call).entries()) {
          if (index > 0 && between) out.pieces.push({ text: between });
          this.run(node.body, { ...within, ...row.within, name: row.name, rank: index + 1 }, out);
        }
      } else this.call(node.call, within, out);
    }
  }

  private holds(call: Call, within: Within): boolean {
    const { ground } = this;
    const named = conditions[call.words[0] ?? ''];
    if (named === undefined) {
      this.wrong(
        call.line,
        `不认识条件“${call.words[0]}”，可用：已报、未报、有未报、全未报、多县区、有、无、填了、未填。`,
        `"${call.words[0]}" is not a condition; there are told, silent, some-silent, all-silent, several, some, none, filled, unfilled.`,
      );
      return false;
    }
    const region = call.limits.region === undefined ? (within.region ?? ground.region.code) : this.regionOf(call.limits.region, call.line);
    if (region === undefined) return false;
    if (named === 'told' || named === 'silent') return ground.told(region) === (named === 'told');
    if (named === 'some-silent') return ground.counties.some((one) => !ground.told(one.code));
    if (named === 'all-silent') return ground.counties.every((one) => !ground.told(one.code)) && !ground.told(ground.region.code);
    if (named === 'several') return ground.counties.length > 1;
    const about = call.words[1];
    if (about === undefined) {
      this.wrong(call.line, `“${call.words[0]}”后面要写是什么。`, `"${call.words[0]}" must say of what.`);
      return false;
    }
    if (named === 'filled' || named === 'unfilled') return ((ground.entries[about]?.value ?? '') !== '') === (named === 'filled');
    const id = figureIdOf(about);
    if (id === undefined) {
      this.wrong(call.line, `没有“${about}”这个数字。`, `There is no figure "${about}".`);
      return false;
    }
    const question = this.question(id, call, within);
    const figure = question && this.ask(question, { ...call, head: about });
    const some = figure !== undefined && figure.value !== null && figure.value !== 0;
    return some === (named === 'some');
  }

  private call(call: Call, within: Within, out: Out): void {
    const { ground } = this;
    const say = (text: string): void => void out.pieces.push({ text });
    const { id, kind } = call.tag;
    if (kind === 'figure') {
      const run = this.figureRun(id, call, within);
      if (run) out.pieces.push(run);
    } else if (id === 'region-name') say(ground.region.name);
    else if (id === 'name') say(within.name ?? ground.region.name);
    else if (id === 'county-name') say(ground.counties.find((one) => one.code === within.region)?.name ?? ground.region.name);
    else if (id === 'rank') say(String(within.rank ?? ''));
    else if (id === 'year') say(String(ground.year));
    else if (id === 'as-of') say(ground.asOf);
    else if (id === 'today') say(ground.today);
    else if (id === 'office') say(ground.office);
    else if (id === 'silent' || id === 'told')
      say(
        ground.counties
          .filter((one) => ground.told(one.code) === (id === 'told'))
          .map((one) => one.name)
          .join('、') || '无',
      );
    else if (id === 'floor') {
      const region =
        call.limits.region === undefined ? (within.region ?? ground.region.code) : this.regionOf(call.limits.region, call.line);
      if (region !== undefined) say(ground.floorOf(region) === null ? '' : sizeWords(ground.floorOf(region)!));
    } else if (id === 'entry') this.entry(call, out);
    else if (id === 'rate') this.rate(call, out);
    else if (id === 'order') this.order(call, within, out);
    else if (id === 'projects' || id === 'project-table') this.projects(call, within, out);
    else if (id === 'table') this.block(tableBlock(this, call, within), out);
    else if (id === 'ranking') this.block(rankingBlock(this, call, within), out);
  }

  private block(block: Block | undefined, out: Out): void {
    if (block) out.pieces.push({ block });
  }

  private entry(call: Call, out: Out): void {
    const name = call.words[0]!;
    const unit = call.limits.unit ?? '';
    this.entries.set(name, unit || this.entries.get(name) || '');
    const held = this.ground.entries[name];
    const value = held?.value ? held.value : null;
    const text = value === null ? unreportedWord : value + unit;
    out.pieces.push(this.bindEntry(name, value, text, value === null ? '' : unit, '由印发机关填写', held?.source ?? ''));
  }

  private rate(call: Call, out: Out): void {
    const [part, whole] = call.words[0]!.split(/[/／]/);
    if (!part || !whole) {
      this.wrong(call.line, `“${call.words[0]}”要写成“甲/乙”。`, `"${call.words[0]}" is written part/whole.`);
      return;
    }
    for (const name of [part, whole]) if (!this.entries.has(name)) this.entries.set(name, '');
    const values = [part, whole].map((name) => this.ground.entries[name]?.value ?? '');
    const known = values.every((value) => value !== '') && Number(values[1]) !== 0;
    const text = known ? `${decimalText(Number(values[0]) / Number(values[1]), 2, 1)}%` : unreportedWord;
    const how = known ? `${part}${values[0]} ÷ ${whole}${values[1]}` : `${part} ÷ ${whole}`;
    out.pieces.push(
      this.bindEntry(`${part}/${whole}`, known ? text : null, text, known ? '%' : '', how, this.ground.entries[part]?.source ?? ''),
    );
  }

  private order(call: Call, within: Within, out: Out): void {
    const id = figureIdOf(call.limits.by ?? '总投资');
    if (id === undefined) {
      this.wrong(call.line, `没有“${call.limits.by}”这个数字。`, `There is no figure "${call.limits.by}".`);
      return;
    }
    const most = Number(call.limits.first ?? 99);
    const found = this.rows(call).flatMap((row) => {
      const question = this.question(id, call, { ...within, ...row.within });
      const figure = question && this.ask(question, call);
      return question && figure && figure.value !== null ? [{ row, question, figure, value: figure.value }] : [];
    });
    found.sort((a, b) => b.value - a.value);
    for (const [index, { row, question, figure }] of found.slice(0, most).entries()) {
      out.pieces.push({ text: `${index > 0 ? '、' : ''}${row.name}` });
      const shown = printed(figure, call.limits.unit as MoneyUnit | undefined);
      out.pieces.push(this.bind(question, figure, shown.text, shown.unit));
    }
    if (found.length === 0) out.pieces.push({ text: unreportedWord });
  }

  private projects(call: Call, within: Within, out: Out): void {
    const question = this.question('projects.count', call, within);
    if (!question) return;
    const first = Math.min(200, Math.max(1, Number(call.limits.first ?? (call.tag.id === 'projects' ? 5 : 20)) || 1));
    const query: ProjectQuery = {
      region: question.region ?? this.ground.region.code,
      nature: question.nature ?? null,
      minTotalYuan: question.minTotalYuan ?? null,
      line: question.line ?? null,
      list: question.list ?? null,
      sort: call.limits.by === 'projects.plan' ? 'plan' : 'total',
      first,
    };
    const rows = this.ground.projects(query);
    if (!rows) {
      this.wants.push(query);
      return;
    }
    if (call.tag.id === 'projects') {
      out.pieces.push({ text: rows.map((row) => row.name).join('、') || '无' });
      return;
    }
    const unit = (call.limits.unit as MoneyUnit | undefined) ?? '亿元';
    const money = (yuan: number | null): Run[] => [{ text: printed({ value: yuan, unit: 'yuan' }, unit, true).text }];
    const cells = rows.map((row, at) => ({
      cells: [[{ text: String(at + 1) }], [{ text: row.name }], [{ text: row.county }], money(row.totalYuan), money(row.planYuan)],
    }));
    const columns = [
      { title: '序号', align: 'center' },
      { title: '项目名称', align: 'left' },
      { title: '县区', align: 'left' },
      { title: '总投资', align: 'right' },
      { title: '年度计划投资', align: 'right' },
    ] as const;
    this.block(
      {
        kind: 'table',
        title: call.limits.title ?? '',
        unit: `单位：${unit}`,
        columns: measured(columns, cells),
        rows: cells,
        ...(call.limits.note && { note: call.limits.note }),
      },
      out,
    );
  }
}

/** The single-line parts that may hold tags too. */
const lineParts = ['head', 'title', 'addressee', 'up', 'level', 'down'] as const;
type LinePart = (typeof lineParts)[number];
const partWords: Record<LinePart | 'office', { zh: string; en: string }> = {
  head: { zh: '红头', en: 'red head' },
  office: { zh: '印发机关', en: 'office' },
  title: { zh: '标题', en: 'title' },
  addressee: { zh: '主送', en: 'addressee' },
  up: { zh: '报', en: 'foot' },
  level: { zh: '送', en: 'foot' },
  down: { zh: '发', en: 'foot' },
};

export interface Composition {
  lines: Record<LinePart | 'office', string>;
  blocks: Block[];
  figures: Bound[];
  mistakes: Mistake[];
  wants: ProjectQuery[];
  /** Entries that the text asks the office to fill in, with their units, in order. */
  entries: { name: string; unit: string }[];
}

/** Composes a whole paper of these parts. Mistakes of reading and of asking come together; what can be composed is composed. */
export function compose(parts: Pick<Parts, LinePart | 'office' | 'body'>, ground: Omit<ComposeGround, 'office'>): Composition {
  const mistakes: Mistake[] = [];
  const lineOf = (part: LinePart | 'office', composer: Composer): string => {
    const read = readTemplate(parts[part].replaceAll('\n', ' '));
    if (!read.ok) {
      mistakes.push(
        ...read.mistakes.map(({ zh, en }) => ({ line: 0, zh: `${partWords[part].zh}：${zh}`, en: `${partWords[part].en}: ${en}` })),
      );
      return parts[part];
    }
    const out: Out = { pieces: [] };
    composer.run(read.nodes, {}, out);
    return out.pieces
      .map((piece) => ('text' in piece ? piece.text : ''))
      .join('')
      .trim();
  };
  const office = lineOf('office', new Composer({ ...ground, office: '' }));
  const composer = new Composer({ ...ground, office });
  const lines = Object.fromEntries(lineParts.map((part) => [part, lineOf(part, composer)])) as Record<LinePart, string>;
  // What went wrong in a single line is said with its name, not with a line of the body.
  mistakes.push(...composer.mistakes.splice(0).map((one) => ({ ...one, line: 0 })));
  const read = readTemplate(parts.body);
  const out: Out = { pieces: [] };
  composer.run(read.nodes, {}, out);
  if (!read.ok) mistakes.push(...read.mistakes);
  return {
    lines: { ...lines, office },
    blocks: blocksOf(out.pieces),
    figures: composer.figures,
    mistakes: [...mistakes, ...composer.mistakes].sort((a, b) => a.line - b.line),
    wants: composer.wants,
    entries: [...composer.entries].map(([name, unit]) => ({ name, unit })),
  };
}

/** Lines of pieces as headings and paragraphs; a table stands between lines. */
function blocksOf(pieces: Out['pieces']): Block[] {
  const blocks: Block[] = [];
  let line: Piece[] = [];
  const end = (): void => {
    const runs = trimmed(line);
    line = [];
    if (runs.length === 0) return;
    const level = runs[0]!.literal ? /^(#{1,4})[\s　]*/.exec(runs[0]!.text) : null;
    if (level) runs[0] = { ...runs[0]!, text: runs[0]!.text.slice(level[0].length) };
    const plain = runs.filter((run) => run.text !== '').map(({ literal: _, ...run }) => run);
    if (level) blocks.push({ kind: 'heading', level: level[1]!.length as 1 | 2 | 3 | 4, runs: merged(plain) });
    else blocks.push({ kind: 'paragraph', runs: merged(plain) });
  };
  for (const piece of pieces) {
    if ('block' in piece) {
      end();
      blocks.push(piece.block);
      continue;
    }
    const parts = piece.literal ? piece.text.split('\n') : [piece.text.replaceAll('\n', ' ')];
    for (const [at, text] of parts.entries()) {
      if (at > 0) end();
      if (text) line.push({ ...piece, text });
    }
  }
  end();
  return blocks;
}

function trimmed(line: readonly Piece[]): Piece[] {
  const runs = line.map((run) => ({ ...run }));
  while (runs.length > 0 && !runs[0]!.figure && runs[0]!.text.trim() === '') runs.shift();
  while (runs.length > 0 && !runs.at(-1)!.figure && runs.at(-1)!.text.trim() === '') runs.pop();
  if (runs.length > 0) {
    runs[0]!.text = runs[0]!.text.trimStart();
    runs.at(-1)!.text = runs.at(-1)!.text.trimEnd();
  }
  return runs;
}

/** Neighbouring runs without a figure as one. */
function merged(runs: readonly Run[]): Run[] {
  const list: Run[] = [];
  for (const run of runs) {
    const last = list.at(-1);
    if (last && !last.figure && !run.figure && last.strong === run.strong) last.text += run.text;
    else list.push({ ...run });
  }
  return list;
}
