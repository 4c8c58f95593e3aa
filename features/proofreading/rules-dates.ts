// What dates tell by themselves: days that do not exist, weekdays that do not fit, spans that end before they begin, a prompt response dated
// weeks after what it responds to, an action after the rule for it was lifted. Years that are not printed are inferred from the text's own and
// said to be so. What happened outside the text comes with the knowledge as dated events.
import type { Layout } from './rules-layout.ts';
import type { Finding, Knowledge, Position } from './rules-model.ts';
import type { Day, Mark } from './rules-quantities.ts';
import { finding } from './rules-say.ts';

type Dated = Extract<Mark, { kind: 'date' }>;

/** The year of the text: given, or the one that it names most often without comparing itself with it; the latest of equals. */
export function yearOf(layout: Layout, marks: readonly Mark[], knowledge: Knowledge): { year: number | null; inferred: boolean } {
  if (knowledge.year !== null) return { year: knowledge.year, inferred: false };
  const votes = new Map<number, number>();
  for (const mark of marks) {
    if (mark.kind !== 'date' || mark.from.year === null) continue;
    const before = layout.text.slice(Math.max(0, mark.start - 1), mark.start);
    const weight = /[比较自从到至]/.test(before) || mark.to ? 0.1 : 1;
    votes.set(mark.from.year, (votes.get(mark.from.year) ?? 0) + weight);
  }
  const best = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0];
  return { year: best ? best[0] : null, inferred: true };
}

const monthDays = (year: number, month: number): number =>
  [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

/** Days since 1970-01-01, calculated on the calendar alone. */
function serial(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}
const serialOf = (iso: string): number => serial(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)));
const isReal = (day: Day, year: number | null): boolean =>
  day.month === null ||
  (day.month >= 1 && day.month <= 12 && (day.day === null || (day.day >= 1 && day.day <= monthDays(day.year ?? year ?? 2000, day.month))));
const weekdays = ['四', '五', '六', '日', '一', '二', '三'];

/** The first word of a promptness, and the epidemic or notice that it answers. */
const prompt = /第一时间|立即|随即|迅速|即刻|当即|马上|闻令而动|at once|immediately/;
const outbreak =
  /疫情(?:发生|暴发|爆发|防控打响)(?:以来|以后|之后|后|伊始|之初)?|面对(?:突如其来的?|突发的?)?[^,，。;；]{0,8}疫情|(?:启动|应急)[^,，。;；]{0,6}响应/;
const setUp =
  /成立[^,，。;；]{0,16}(?:领导小组|指挥部|工作组|专班)|启动[^,，。;；]{0,8}响应|设(?:立|置)[^,，。;；]{0,8}(?:卡点|检查点|监测点)|(?:逐户|全面|拉网式)[^,，。;；]{0,6}排查|封闭管理/;
const epidemic = /疫|防控|复工|复产|返岗|返[\u4e00-\u9fff]人员|卡点|口罩|消毒|隔离/;
const notice = /(?:接到|收到|得知|获悉)[^,，。;；]{0,24}(?:后|通知|报告|命令)|发生[^,，。;；]{0,12}后/;

const late = 14;

type Placed = { mark: Dated; sentence: number; segmentHead: boolean; words: string; serial: number | null };

export function dateFindings(
  layout: Layout,
  marks: readonly Mark[],
  knowledge: Knowledge,
  year: { year: number | null; inferred: boolean },
  spoken: ReadonlySet<string>,
): Finding[] {
  const found: Finding[] = [];
  const position = (mark: Mark): Position => ({ kind: 'text', span: layout.spanOf(mark.start, mark.end) });
  const dates = marks.filter((mark): mark is Dated => mark.kind === 'date');
  const { text } = layout;

  const withoutYear = dates.filter((mark) => mark.from.year === null && mark.from.day !== null);
  if (withoutYear.length > 0 && year.inferred)
    found.push(
      year.year === null
        ? finding(
            'year-inferred',
            'ask',
            {
              zh: `文中${withoutYear.length}处日期未写年份，全文也没有写明年份，无法推定。`,
              en: `${withoutYear.length} dates have no year, and the text names none from which it could be inferred.`,
            },
            { zh: '请在首次出现处写明年份。', en: 'Print the year at the first date.' },
            withoutYear.map(position),
          )
        : finding(
            'year-inferred',
            'ask',
            {
              zh: `文中${withoutYear.length}处日期未写年份，按本文所写推定为${year.year}年。`,
              en: `${withoutYear.length} dates have no year; from the text's own words ${year.year} is inferred.`,
            },
            { zh: '请在首次出现处写明年份。', en: 'Print the year at the first date.' },
            withoutYear.map(position),
          ),
    );

  for (const mark of dates) {
    for (const day of [mark.from, mark.to])
      if (day && !isReal(day, year.year))
        found.push(
          finding(
            'date-impossible',
            'contradiction',
            { zh: `没有“${mark.words}”这一天。`, en: `There is no such day as “${mark.words}”.` },
            { zh: '以原始记录的日期为准。', en: 'The original record settles the date.' },
            [position(mark)],
          ),
        );
    const named = /^\s?[((]?(?:星期|周)([一二三四五六日天])/.exec(text.slice(mark.end, mark.end + 6));
    const named2 = mark.from.year ?? year.year;
    if (named && named2 !== null && mark.from.month !== null && mark.from.day !== null && isReal(mark.from, named2)) {
      const is = weekdays[((serial(named2, mark.from.month, mark.from.day) % 7) + 7) % 7]!;
      const said = named[1] === '天' ? '日' : named[1]!;
      if (is !== said)
        found.push(
          finding(
            'date-order',
            mark.from.year === null ? 'doubtful' : 'contradiction',
            {
              zh: `${named2}年${mark.from.month}月${mark.from.day}日是星期${is}，不是星期${said}。`,
              en: `${named2}-${mark.from.month}-${mark.from.day} is not the weekday printed (星期${said}); it is 星期${is}.`,
            },
            { zh: '日期与星期必有一处有误，以通知原文为准。', en: 'Either the date or the weekday is wrong; the notice settles which.' },
            [position(mark)],
          ),
        );
    }
  }
  dates.forEach((mark, index) => {
    const next = dates[index + 1];
    if (!next || !/^(?:起)?(?:至|到|—|-|~|–|起到|起至)$/.test(text.slice(mark.end, next.start))) return;
    const [a, b] = [serialIn(mark, year.year), serialIn(next, mark.from.year ?? year.year)];
    if (a !== null && b !== null && b < a && (next.from.year !== null) === (mark.from.year !== null))
      found.push(
        finding(
          'date-order',
          'doubtful',
          { zh: `“${mark.words}至${next.words}”止期早于起期。`, en: `“${mark.words}” to “${next.words}” ends before it begins.` },
          { zh: '以通知、合同原文为准。', en: 'The notice or contract settles it.' },
          [position(mark), position(next)],
        ),
      );
  });
  found.push(...promptness(layout, placed(layout, dates, year.year), knowledge, year.year, spoken, position));
  return found;
}

function serialIn(mark: Dated, year: number | null): number | null {
  const { from } = mark;
  const y = from.year ?? year;
  return y === null || from.month === null || from.day === null || !isReal(from, y) ? null : serial(y, from.month, from.day);
}

function placed(layout: Layout, dates: readonly Dated[], year: number | null): (Placed & { start: number; end: number; block: number })[] {
  const result: (Placed & { start: number; end: number; block: number })[] = [];
  let at = 0;
  let sentence = 0;
  layout.blocks.forEach((block, blockIndex) => {
    let start = block.start;
    for (let offset = block.start; offset <= block.end; offset += 1) {
      const unit = layout.text[offset];
      if (offset < block.end && unit !== '。' && unit !== '!' && unit !== '?') continue;
      while (at < dates.length && dates[at]!.start < Math.min(offset, block.end)) {
        const mark = dates[at]!;
        if (mark.start >= start) {
          const before = layout.text.slice(start, mark.start);
          const head = /(?:^|;)\s*(?:今年|当日|同日)?$/.test(before);
          const semicolon = layout.text.indexOf(';', mark.end);
          const end = semicolon >= 0 && semicolon < offset ? semicolon : offset;
          result.push({
            mark,
            sentence,
            segmentHead: head,
            words: layout.text.slice(mark.end, Math.min(end, mark.end + 200)),
            serial: serialIn(mark, year),
            start,
            end: offset,
            block: blockIndex,
          });
        }
        at += 1;
      }
      sentence += 1;
      start = offset + 1;
    }
  });
  return result;
}

/** 第一时间 … a month later: by the text's other dated facts, by the events known, and by the rules in force. */
function promptness(
  layout: Layout,
  dates: ReturnType<typeof placed>,
  knowledge: Knowledge,
  year: number | null,
  spoken: ReadonlySet<string>,
  position: (mark: Mark) => Position,
): Finding[] {
  const found: Finding[] = [];
  const { text } = layout;
  const doubted = new Set<Mark>();
  const responses = dates.filter(
    (each) => each.serial !== null && epidemic.test(text.slice(each.start, Math.min(each.end, each.start + 240))),
  );
  dates.forEach((each, index) => {
    if (each.serial === null) return;
    const block = layout.blocks[each.block]!;
    const before = text.slice(Math.max(block.start, each.start - 120), each.mark.start);
    const earlierDate = dates[index - 1];
    const firstOfClaim =
      !earlierDate || earlierDate.block !== each.block || earlierDate.mark.start < Math.max(block.start, each.start - 120);
    const claims = prompt.test(before) && outbreak.test(before) && setUp.test(each.words) && firstOfClaim;
    if (claims) {
      const reasons: { zh: string; en: string }[] = [];
      const onset = knowledge.events
        .filter((event) => event.kind === 'outbreak' && (event.place === null || spoken.has(event.place)) && sameYear(event.from, year))
        .sort((a, b) => (a.from < b.from ? -1 : 1))[0];
      if (onset && each.serial - serialOf(onset.from) >= late)
        reasons.push({
          zh: `${onset.words.zh}（${onset.from}），相隔${each.serial - serialOf(onset.from)}天`,
          en: `${onset.words.en} (${onset.from}), ${each.serial - serialOf(onset.from)} days before`,
        });
      for (const other of responses) {
        if (other.mark === each.mark || other.serial! > each.serial - late || reasons.length >= 3) continue;
        reasons.push({
          zh: `本文另一处“${other.mark.words}”已在防控或复工`,
          en: `elsewhere in this text people were already at it on “${other.mark.words}”`,
        });
      }
      for (const event of knowledge.events) {
        if (event.kind !== 'lifted' || !(event.place === null || spoken.has(event.place)) || !sameYear(event.from, year)) continue;
        if (serialOf(event.from) < each.serial && /卡点|检查点/.test(each.words))
          reasons.push({ zh: `${event.words.zh}（${event.from}）`, en: `${event.words.en} (${event.from})` });
      }
      if (reasons.length > 0) {
        doubted.add(each.mark);
        found.push(
          finding(
            'date-adverb',
            'doubtful',
            {
              zh: `“${each.mark.words}”与所称“${prompt.exec(before)![0]}”不符：${reasons.map((reason) => reason.zh).join('；')}。疑日期有误。`,
              en: `“${each.mark.words}” does not fit the words “${prompt.exec(before)![0]}”: ${reasons.map((reason) => reason.en).join('; ')}. The date is doubtful.`,
            },
            { zh: '以成立文件或会议记录的日期为准。', en: 'The founding document or the minutes settle the date.' },
            [position(each.mark)],
          ),
        );
      }
    } else if (
      earlierDate &&
      doubted.has(earlierDate.mark) &&
      earlierDate.sentence === each.sentence &&
      each.serial >= earlierDate.serial! &&
      each.serial - earlierDate.serial! <= 7 &&
      each.segmentHead
    ) {
      doubted.add(each.mark);
      found.push(
        finding(
          'date-order',
          'doubtful',
          {
            zh: `“${each.mark.words}”紧接存疑的“${earlierDate.mark.words}”，如前一日期有误，此处应一并核对。`,
            en: `“${each.mark.words}” follows the doubtful “${earlierDate.mark.words}”; if that is wrong, so is probably this.`,
          },
          { zh: '以选派文件或工作记录的日期为准。', en: 'The record of the posting settles the date.' },
          [position(each.mark)],
        ),
      );
    } else if (earlierDate && earlierDate.serial !== null && earlierDate.sentence === each.sentence) {
      const between = text.slice(earlierDate.mark.end, each.mark.start);
      const gap = each.serial - earlierDate.serial;
      const word = /(?:立即|第一时间|随即|当即|当天|当日|次日)/.exec(between + each.words.slice(0, 0));
      const limit = word ? (/当天|当日/.test(word[0]) ? 0 : word[0] === '次日' ? 1 : late) : null;
      if (limit !== null && notice.test(text.slice(earlierDate.mark.start, each.mark.start)) && gap > limit)
        found.push(
          finding(
            'date-adverb',
            'doubtful',
            {
              zh: `“${earlierDate.mark.words}”之后称“${word![0]}”，而所写日期为“${each.mark.words}”，相隔${gap}天。`,
              en: `After “${earlierDate.mark.words}” the text says “${word![0]}”, but the date is “${each.mark.words}”, ${gap} days later.`,
            },
            { zh: '以收文登记和工作记录为准。', en: 'The register of incoming papers settles it.' },
            [position(each.mark)],
          ),
        );
    }
    // A regime that had ended by then.
    for (const event of knowledge.events) {
      if (event.kind !== 'abolished' || !sameYear(event.from, year) || each.serial < serialOf(event.from) || doubted.has(each.mark))
        continue;
      if (!(event.place === null || spoken.has(event.place))) continue;
      if (/(?:验收合格|审批|批准)[^。;；]{0,12}(?:方可|才能|后)[^。;；]{0,8}复工/.test(each.words))
        found.push(
          finding(
            'date-rule',
            'doubtful',
            {
              zh: `“${each.mark.words}”仍称须经验收或审批方可复工，而${event.words.zh}（${event.from}）。`,
              en: `On “${each.mark.words}” the text still asks for approval, but ${event.words.en} (${event.from}).`,
            },
            { zh: event.source, en: event.source },
            [position(each.mark)],
          ),
        );
    }
  });
  return found;
}

const sameYear = (iso: string, year: number | null): boolean => year === null || iso.startsWith(String(year));
