// Words that mean two things or nothing: one label over two sets, one indicator under two names, thresholds that differ between places, capacities
// and sizes in units that are probably wrong, growth whose base nobody gives, codes in quotation marks that are never expanded, the city's name in
// a county's section. All of it is asked, never called wrong.
import { exactText, fraction, over, plus, times, unitKind, whole, worth } from './rules-decimal.ts';
import type { Grouped } from './rules-groups.ts';
import { rootOf } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Layout } from './rules-layout.ts';
import type { Finding, Position } from './rules-model.ts';
import type { Places } from './rules-places.ts';
import type { Mark } from './rules-quantities.ts';
import type { Baseless } from './rules-relate-ratios.ts';
import { finding } from './rules-say.ts';

const definition = { zh: '请在文中写明口径。', en: 'Say in the text what is counted.' };
const at = (item: Item): Position => item.statement.position;

export function labelFindings(items: readonly Item[], grouped: Grouped): Finding[] {
  const found: Finding[] = [];
  // 重点项目 of two scopes within one section, and of different thresholds between sections.
  const scopes = new Map<number, Map<string, Item>>();
  const thresholds = new Map<string, Item>();
  for (const item of items) {
    const group = grouped.groupOf.get(item)!;
    if (item.mark.dimension !== 'count' || group.detached) continue;
    const threshold = rootOf(group).facets.threshold ?? group.facets.threshold ?? '';
    if (item.loose.includes('重点')) {
      const here = scopes.get(group.section) ?? new Map<string, Item>();
      if (!here.has(threshold)) here.set(threshold, item);
      scopes.set(group.section, here);
    }
    if (
      group.parent === null &&
      group.place !== null &&
      !thresholds.has(`${threshold}|${group.place}`) &&
      (item.noun === '项目' || threshold !== '')
    )
      thresholds.set(`${threshold}|${group.place}`, item);
  }
  for (const here of scopes.values()) {
    if (here.size < 2) continue;
    const words = [...here.keys()].map((each) => (each === '' ? '未写明限额' : each));
    found.push(
      finding(
        'label-two-scopes',
        'ask',
        {
          zh: `“重点项目”在同一部分指不同的口径：${words.join('、')}。`,
          en: `“Key projects” means different sets in one section: ${words.join(', ')}.`,
        },
        definition,
        [...here.values()].map(at),
      ),
    );
  }
  const byThreshold = new Map<string, Item>();
  const firstOfPlace = new Map<string, string>();
  for (const [key, item] of thresholds) {
    const [threshold, place] = key.split('|') as [string, string];
    if (firstOfPlace.has(place)) continue;
    firstOfPlace.set(place, threshold);
    if (!byThreshold.has(threshold)) byThreshold.set(threshold, item);
  }
  if (byThreshold.size > 1 && [...byThreshold.keys()].some((each) => each !== ''))
    found.push(
      finding(
        'threshold-mixed',
        'ask',
        {
          zh: `各地项目的统计限额不一：${[...byThreshold.keys()].map((each) => (each === '' ? '未写明' : each)).join('、')}，不宜直接相加。`,
          en: `The places count from different thresholds (${[...byThreshold.keys()].map((each) => (each === '' ? 'none printed' : each)).join(', ')}); do not add them up.`,
        },
        definition,
        [...byThreshold.values()].map(at),
      ),
    );
  found.push(...twoNames(items));
  return found;
}

const plans = /(?:年度|当年|本年度?|全年|今年|年内)?(?:计划|预计)?(?:完成)?投资(?:计划|额)?$/;
const news = /拟?(?:计划)?新(?:开工|建|上)/;

/** One indicator, or one nature of project, under several names in the same text. */
function twoNames(items: readonly Item[]): Finding[] {
  const found: Finding[] = [];
  const names = new Map<string, Item>();
  const natures = new Map<string, Item>();
  for (const item of items) {
    if (item.measure === '年度计划投资') {
      const name = plans.exec(item.own)?.[0];
      if (name && name.length > 2 && !names.has(name)) names.set(name, item);
    }
    if (item.facets.nature === '新建') {
      const name = news.exec(`${item.own} ${item.after}`)?.[0];
      if (name && !natures.has(name)) natures.set(name, item);
    }
  }
  if (names.size > 1)
    found.push(
      finding(
        'measure-two-names',
        'ask',
        {
          zh: `同一指标可能有几种叫法：${[...names.keys()].map((each) => `“${each}”`).join('、')}，口径是否相同？`,
          en: `One indicator may stand here under several names: ${[...names.keys()].map((each) => `“${each}”`).join(', ')}. Is it the same?`,
        },
        definition,
        [...names.values()].map(at),
      ),
    );
  if (natures.size > 1)
    found.push(
      finding(
        'wording',
        'ask',
        {
          zh: `新开工的项目有几种叫法：${[...natures.keys()].map((each) => `“${each}”`).join('、')}，是否同一口径？`,
          en: `New projects are named in several ways: ${[...natures.keys()].map((each) => `“${each}”`).join(', ')}. Is it one set?`,
        },
        definition,
        [...natures.values()].map(at),
      ),
    );
  return found;
}

/** By what an equipment is rated, so that a figure in another kind of unit is asked about. General engineering practice. */
const rated: readonly [noun: RegExp, unit: string, wrong: RegExp][] = [
  [/^(?:2)?(?:球团)?竖炉/, 'm²', /^(?:m|米)$/],
  [/^(?:步进式|带式)?烧结机/, 'm²', /^(?:m|米|t|吨)$/],
  [/^(?:炼铁)?高炉/, 'm³', /^(?:m|米|m²|㎡|平方米)$/],
  [/^(?:热风炉|回转窑)/, 'm³', /^(?:㎡|平方米|m²)$/],
  [/^(?:炼钢)?(?:转炉|电炉|电弧炉)/, 't', /^(?:m|米|m²|㎡|m³)$/],
  [/^(?:蒸汽)?锅炉/, 't/h', /^(?:m|米|m²|㎡)$/],
  [/^(?:风电|光伏|风电机组|光伏电站)/, 'MW', /^(?:吨|t|m|米)$/],
];

export function unitFindings(layout: Layout, items: readonly Item[]): Finding[] {
  const found: Finding[] = [];
  const { text } = layout;
  items.forEach((item, index) => {
    const after = text.slice(item.mark.end, item.mark.end + 10);
    const rule = rated.find(([noun, , wrong]) => noun.test(after) && wrong.test(item.mark.unit));
    if (rule) {
      const noun = rule[0].exec(after)![0].replace(/^2/, '');
      found.push(
        finding(
          'unit-doubtful',
          'ask',
          {
            zh: `“${item.statement.text}${noun}”：${noun}一般以${rule[1]}计，单位是否有误（上标丢失）？`,
            en: `“${item.statement.text}${noun}”: such equipment is rated in ${rule[1]}; is the unit right (a superscript lost)?`,
          },
          { zh: '以项目批复或设备铭牌为准。', en: 'The approval or the name plate settles it.' },
          [item.statement.position],
        ),
      );
    }
    // A capacity with 每年 beside one without it.
    const next = items[index + 1];
    if (!next || next.sentence !== item.sentence || next.mark.start - item.mark.end > 24) return;
    const [a, b] = [unitKind(item.mark.unit), unitKind(next.mark.unit)];
    const bare =
      a.dimension === 'mass' && b.dimension === 'rate' && b.family.startsWith('t/')
        ? item
        : b.dimension === 'mass' && a.dimension === 'rate' && a.family.startsWith('t/')
          ? next
          : null;
    if (bare && !/年产|日产|年处理|产能/.test(bare.own))
      found.push(
        finding(
          'unit-doubtful',
          'ask',
          {
            zh: `“${bare.statement.text}”与并列的“${(bare === item ? next : item).statement.text}”一处带“每年”一处不带：是产能还是产量？`,
            en: `“${bare.statement.text}” stands beside “${(bare === item ? next : item).statement.text}”, one per year and one not: is it a capacity?`,
          },
          { zh: '以项目批复的建设规模为准。', en: 'The approved scale settles it.' },
          [item.statement.position, next.statement.position],
        ),
      );
  });
  return found;
}

/** 增长339% with no base: says which base would follow. */
export function baselessFindings(baseless: readonly Baseless[]): Finding[] {
  return baseless.map(({ item, value }) => {
    const factor = plus(whole(1), over(worth(item.statement), whole(100))!);
    const unit = unitKind(value.unit).factor;
    const base = over(over(worth(value), factor)!, unit)!;
    const wrong = over(over(times(worth(value), whole(100)), worth(item.statement))!, unit)!;
    const [zh, other] = [exactText(base, 0, 2), exactText(wrong, 0, 2)];
    void fraction;
    return finding(
      'growth-without-base',
      'ask',
      {
        zh: `“${item.own.trim().slice(-12)}${item.statement.text}”没有写明基数：按${value.text}推算，上期为${zh}${value.unit}；如本意是“为上期的${item.statement.text}”，则为${other}${value.unit}。`,
        en: `The growth of ${item.statement.text} has no base: from ${value.text} it would be ${zh}${value.unit}; had the writer meant "${item.statement.text} of" it, ${other}${value.unit}.`,
      },
      { zh: '请写明上期数。', en: 'Print the figure it is compared with.' },
      [value.position, item.statement.position],
    );
  });
}

export function codeFindings(layout: Layout, marks: readonly Mark[]): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const mark of marks) {
    if (mark.kind !== 'code' || mark.words === '' || layout.text[mark.start - 1] !== '“' || seen.has(mark.words)) continue;
    seen.add(mark.words);
    const after = layout.text.slice(mark.end + 1, mark.end + 24);
    if (/^[\u4e00-\u9fff]{0,10}?(?:[((]|,?即|,?是指|:|——)/.test(after)) continue;
    found.push(
      finding(
        'never-expanded',
        'ask',
        { zh: `“${mark.words}”全文没有说明指什么。`, en: `The text never says what “${mark.words}” stands for.` },
        { zh: '请在首次出现处注明。', en: 'Expand it where it first stands.' },
        [{ kind: 'text', span: layout.spanOf(mark.start, mark.end) }],
      ),
    );
  }
  return found;
}

/** 全市 as the subject of a sentence in the section of a county. */
export function placeSlips(layout: Layout, places: Places): Finding[] {
  const found: Finding[] = [];
  let county: string | null = null;
  for (const block of layout.blocks) {
    if (block.kind === 'heading') {
      const level = places.byName.get(block.title)?.level;
      if (level !== undefined) county = level === 'county' ? block.title : null;
      else if (block.title === '' || block.numbered) county = null;
      continue;
    }
    if (block.kind === 'caption') county = null;
    if (county === null) continue;
    for (const match of layout.text
      .slice(block.start, block.end)
      .matchAll(/(?<=^|[,，。;])全市(?:的)?(?![^,，。;]{0,8}(?:第|前列|首位|平均|排名|率先|唯一|先进))/g)) {
      const start = block.start + match.index;
      found.push(
        finding(
          'place-slip',
          'ask',
          {
            zh: `“${county}”一节写作“全市”，是否应为“全${county.at(-1)}”？`,
            en: `The section of ${county} says 全市 (the whole city); is the county meant?`,
          },
          { zh: '请核对范围。', en: 'Check what is meant.' },
          [{ kind: 'text', span: layout.spanOf(start, start + 2) }],
        ),
      );
    }
  }
  return found;
}
