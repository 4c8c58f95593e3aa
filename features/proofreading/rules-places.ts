// Which places a text speaks of. Known ones come with the knowledge; others are recognised by grammar: a name alone on a line, or a name with
// 县/区/市 at the beginning of a clause. 全市, 全县 and the like are the widest place of their level that the text names.
import type { Layout } from './rules-layout.ts';
import type { Knowledge } from './rules-model.ts';

export type Level = 'province' | 'city' | 'county' | 'zone' | 'town';
export type Place = { name: string; level: Level; parent: string | null };

export type Places = {
  byName: ReadonlyMap<string, Place>;
  /** Every mention between two offsets, in order; `subject` when a clause begins with it. */
  mentions: (start: number, end: number) => Mention[];
  within: (inner: string, outer: string) => boolean;
  /** Places known to make up that one, when the knowledge lists them. */
  members: (name: string) => string[];
};
export type Mention = { start: number; end: number; name: string; subject: boolean };

const levels: Record<string, Level> = {
  省: 'province',
  市: 'city',
  州: 'city',
  盟: 'city',
  县: 'county',
  区: 'county',
  旗: 'county',
  镇: 'town',
  乡: 'town',
};
const general: Record<string, Level> = {
  全省: 'province',
  我省: 'province',
  全市: 'city',
  我市: 'city',
  市本级: 'city',
  全县: 'county',
  我县: 'county',
  全区: 'county',
  我区: 'county',
  全州: 'city',
};

/** No place, though it ends like one. */
const common =
  /^(?:全|我|本|各|该|两|三|外|多|城|社|园|小|景|山|库|地|老|新|灾|矿|校|牧|林|郊|厂|片|辖|超|上|股|门|都|集|夜|县|楼|闹|菜|跨|邻|区|市|乡|城镇|特|禁|商|农|开发|高新|经开|新城|工业|示范|保税|自贸|试验|先行|功能|中心城|主城|贫困|百强|小城|重点|特色|中心|建制|历史|美丽|街)$/;
const verbs =
  /[的了与及在对由将把被各我本该其这那每某是有无不要入从向到至于等推做抓施完加展组织纳过报送按据使让请给以为赴来去看给均共其余]|省委|通过|实施|成为|建设|支持|领导|开展|方便|涉及|合作|发改|第[一二三]|[一二两三四五六七八九十几数]个?$/;
const candidate =
  /(?:^|[,，。;；:、(（“”\s]|其中|今年|目前|年|月|和|与|及|比|在|以)([\u4e00-\u9fff]{1,6}?(?:自治[县州旗]|经济(?:技术)?开发区|高新(?:技术产业开发)?区|新区|经开区|高新区|开发区|[省市县区旗州盟镇乡]))/gm;

export function placesOf(layout: Layout, knowledge: Knowledge): Places {
  const byName = new Map<string, Place>();
  const shorts = new Map<string, string>();
  for (const place of knowledge.places) {
    const parent = knowledge.places.find((each) => each.code === place.parent)?.name ?? null;
    byName.set(place.name, { name: place.name, level: place.level, parent });
    if (place.short.length >= 2) shorts.set(place.short, place.name);
  }
  const seen = new Map<string, number>();
  for (const block of layout.blocks)
    if (block.kind === 'heading' && /^[\u4e00-\u9fff]{2,9}(?:省|市|县|区|旗|州|盟|镇|乡)$/.test(block.title) && !general[block.title])
      seen.set(block.title, 2);
  for (const match of layout.text.matchAll(candidate)) {
    const name = match[1]!;
    const stem = name.replace(/(?:自治[县州旗]|经济(?:技术)?开发区|高新(?:技术产业开发)?区|新区|开发区|[省市县区旗州盟镇乡])$/, '');
    const zone = stem.length === 0 && /^(?:开发区|高新区|经开区)$/.test(name);
    if (general[name] || common.test(stem) || (stem.length === 0 && !zone) || stem.length > 4 || verbs.test(stem)) continue;
    if (stem.length === 1 && !/县$|^[甲乙丙丁戊己庚辛壬癸]/.test(name)) continue;
    const after = layout.text.slice(match.index + match[0].length, match.index + match[0].length + 3);
    if (/^(?:场|域|间|位|别|分|块|划|民)/.test(after)) continue;
    seen.set(
      name,
      (seen.get(name) ?? 0) +
        (/^(?:[\d、,，。:]|拟|计划|共|有|完成|实施|今年|谋划|安排|组织|推进|重点|总|年|全年|一季|上半|分别|累计|新|[\u4e00-\u9fff]{0,2}项)/.test(
          after,
        )
          ? 2
          : zone
            ? 0
            : 1),
    );
  }
  for (const [name, times] of seen) {
    if (byName.has(name) || times < 2) continue;
    byName.set(name, { name, level: levelOf(name), parent: null });
    const stem = name.slice(0, -1);
    if (stem.length >= 2 && /[县区市旗]$/.test(name) && !shorts.has(stem)) shorts.set(stem, name);
  }
  const words = [...byName.keys(), ...Object.keys(general), ...shorts.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const all: Mention[] = [];
  const index = new Map<string, string[]>();
  for (const word of words) index.set(word[0]!, [...(index.get(word[0]!) ?? []), word]);
  const { text } = layout;
  const city = [...byName.values()].find((each) => each.level === 'city' && text.includes(each.name))?.name;
  for (let at = 0; at < text.length; at += 1) {
    const word = index.get(text[at]!)?.find((each) => text.startsWith(each, at));
    if (!word) continue;
    const end = at + word.length;
    const level = general[word];
    const before = text.slice(Math.max(0, at - 2), at);
    const subject = at === 0 || /[,，。;；:、\n”)]$|[和与及]$|其中$|今年$|目前$|年$|月$|底$|[末日]$|^在$|由$|[\d]$/.test(before);
    const short = shorts.get(word);
    // A short name counts only where a list or a clause begins with it, and never as part of a longer word.
    if (
      short &&
      !byName.has(word) &&
      (!subject || !/^[\d、,，和及与:分]|^(?:完成|计划|拟|共|有|今年|项目|新|总|投资|增|下|占|为|位)/.test(text.slice(end, end + 2)))
    )
      continue;
    if (!notAfterWord(text, end, word)) {
      const name = level
        ? level === 'city' && city
          ? city
          : word === '我市' || word === '市本级'
            ? '全市'
            : word.replace('我', '全')
        : (short ?? word);
      all.push({ start: at, end, name, subject: subject && !/[比较]$/.test(before) });
    }
    at = end - 1;
  }
  for (const word of Object.keys(general)) if (!byName.has(word)) byName.set(word, { name: word, level: general[word]!, parent: null });
  const ranks: Level[] = ['province', 'city', 'county', 'zone', 'town'];
  const parentOf = (name: string): string | null => byName.get(name)?.parent ?? null;
  return {
    byName,
    mentions: (start, end) => all.slice(lower(all, start), lower(all, end)),
    within(inner, outer) {
      for (let at = parentOf(inner); at; at = parentOf(at)) if (at === outer) return true;
      const [a, b] = [byName.get(inner), byName.get(outer)];
      if (!a || !b || parentOf(inner) || inner === outer) return false;
      const wide = ranks.indexOf(b.level);
      return ranks.indexOf(a.level) > wide || (b.level === 'city' && a.level === 'city' && /市$/.test(inner) && outer === '全市');
    },
    members: (name) =>
      knowledge.places
        .filter((place) => knowledge.places.find((each) => each.code === place.parent)?.name === name)
        .map((place) => place.name),
  };
}

function levelOf(name: string): Level {
  if (/(?:开发区|新区|高新.*区)$/.test(name)) return 'zone';
  if (/自治州$/.test(name)) return 'city';
  if (/自治[县旗]$/.test(name)) return 'county';
  return levels[name.at(-1)!] ?? 'county';
}

/** 龙山区委 is about the place, 市场 is not. */
function notAfterWord(text: string, end: number, word: string): boolean {
  const after = text.slice(end, end + 3);
  if (word === '全区' || word === '全市' || word === '全县') return /^[域场区]/.test(after);
  return /[市]$/.test(word) ? /^(?:场|民|容|政府网)/.test(after) : /[区]$/.test(word) ? /^(?:域|间|位|块)/.test(after) : false;
}

function lower(list: readonly Mention[], start: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
