// Which set each figure speaks of, and what that set is a part of. Figures are walked in reading order with the set just spoken of in mind: 其中
// goes into it, a clause that varies the same dimension stands beside it, a threshold or a new place begins anew, an amount without a set of its
// own belongs to the set before (or to their whole, when the sets before it carry no amounts). Whether parts must add up is rules-relate.ts.
import { type Facets, facetsOf, sameClass } from './rules-facets.ts';
import type { Item } from './rules-items.ts';
import type { Layout } from './rules-layout.ts';
import type { Places } from './rules-places.ts';
import { sectionsOf } from './rules-sections.ts';

export type Group = {
  order: number;
  place: string | null;
  time: string | null;
  facets: Facets;
  noun: string | null;
  parent: Group | null;
  /** The dimensions by which it differs from its parent; 'place' among them. */
  own: string[];
  children: Group[];
  /** How it came under its parent: 'among' and 'dealt' (分别) say so, 'beside' and 'after' are inferred. */
  via: 'root' | 'among' | 'beside' | 'after' | 'dealt';
  measures: Map<string, Item>;
  paragraph: number;
  sentence: number;
  section: number;
  /** A subject of its own that nothing is known of (a named project): never compared. */
  detached: boolean;
};

export type Mentioned = { item: Item; group: Group; definite: boolean };
/** 两项合计42个，总投资81.7亿元: a set that is the sum of those listed before it. */
export type Totalled = { group: Group; parts: Group[] };
export type Grouped = {
  groups: Group[];
  mentions: Mentioned[];
  totals: Totalled[];
  groupOf: Map<Item, Group>;
  sectionOf: (item: Item) => number;
};

/** Dimensions that may cut a set into subsets when nothing says 其中. */
const refining = new Set(['nature', 'line', 'list', 'stage', 'place', 'threshold']);
const beginning = new Set(['谋划', '储备', '签约', '洽谈', '申报']);

export function groupsOf(layout: Layout, items: readonly Item[], places: Places): Grouped {
  const sections = sectionsOf(layout, places);
  const groups: Group[] = [];
  const mentions: Mentioned[] = [];
  const totals: Totalled[] = [];
  const groupOf = new Map<Item, Group>();
  const bySection = new Map<number, Group[]>();
  let current: Group | null = null;
  let paragraph = -1;
  let section = -1;
  let segment = -1;
  let placeHere: string | null = null;
  let bracket = -1;
  let periodHere: Item['period'] = null;
  let beforeBracket: Group | null = null;
  let opened: Group | null = null;
  let lastMoney: Item | null = null;

  const make = (item: Item, of: Partial<Group> & Pick<Group, 'via'>): Group => {
    const group: Group = {
      order: groups.length,
      place: placeHere,
      time: item.time,
      facets: {},
      noun: item.noun,
      parent: null,
      own: [],
      children: [],
      measures: new Map(),
      paragraph: item.paragraph,
      sentence: item.sentence,
      section,
      detached: false,
      ...of,
    };
    groups.push(group);
    bySection.set(section, [...(bySection.get(section) ?? []), group]);
    group.parent?.children.push(group);
    return group;
  };

  for (const item of items) {
    const here = sections[item.block]!;
    if (here.section !== section) {
      section = here.section;
      current = null;
      placeHere = here.place;
    }
    if (item.paragraph !== paragraph) {
      paragraph = item.paragraph;
      placeHere = here.place;
    }
    if (item.sentenceEndBetween) {
      opened = null;
    }
    // Another stretch of months in a sentence of its own is another account.
    if (item.period && item.sentenceEndBetween && periodHere && (periodHere.from !== item.period.from || periodHere.to !== item.period.to))
      current = null;
    periodHere = item.period ?? periodHere;
    // A bracket speaks of the set before it, and after it that set is spoken of again.
    if (item.bracket !== bracket) {
      if (bracket >= 0 && beforeBracket) current = beforeBracket;
      bracket = item.bracket;
      beforeBracket = bracket >= 0 ? current : null;
      if (bracket >= 0 && item.marker === null && Object.keys(explicit(item)).length > 0) item.marker = 'among';
    }
    if (aside(item)) {
      item.noun = null;
      const group = make(item, { via: 'root', detached: true });
      group.measures.set(measureKey(item, null), item);
      groupOf.set(item, group);
      continue;
    }
    if (item.classified && current && item.paragraph - current.paragraph <= 1) {
      current = principal(bySection.get(section) ?? [], current);
      item.marker = 'among';
    }
    if (opened && current === opened && item.marker === null && Object.keys(explicit(item)).length > 0) item.marker = 'among';
    // 总投资156.8亿元，其中：农业12.3亿元: an amount without a name is of the indicator that is being divided.
    if (item.mark.dimension === 'money' && item.measure === null)
      item.measure = lastMoney?.sentence === item.sentence ? lastMoney.measure : moneyOf(current);
    if (item.mark.dimension === 'money' && !item.change) lastMoney = item;
    // 已签约286户，剩余273户: what is left over of the dimension just told.
    if (
      /(?:剩余|其余|余下|剩下|尚余)/.test(item.own) &&
      current &&
      current.sentence === item.sentence &&
      current.own.length === 1 &&
      current.own[0] !== 'place'
    ) {
      const dimension = current.own[0]!;
      item.facets = { [dimension]: dimension === 'stage' ? `未${current.facets.stage}` : '其余' };
      item.residue = '';
    }
    // Sources of money are lines of it, whatever else they are lists of.
    if (
      item.mark.dimension === 'money' &&
      /资金/.test(item.own) &&
      item.facets.list !== undefined &&
      (item.marker === 'among' || current?.parent)
    ) {
      const { list, ...others } = item.facets;
      item.facets = { ...others, line: list };
    }
    const measure = measureKey(item, current);
    const own = explicit(item);
    // A place only begins anew where it is not the one spoken of already; 全市 in a district's section is still the city.
    const spoken = item.place?.name ?? null;
    const place =
      (spoken === '全县' || spoken === '全区') && here.place !== null && places.byName.get(here.place)?.level === 'county'
        ? here.place
        : spoken;
    const dims = Object.keys(own);

    const named = item.postposed || item.definite ? mentionOf(item, own, bySection.get(section) ?? [], place ?? placeHere, measure) : null;
    if (named) {
      mentions.push(named);
      groupOf.set(item, named.group);
      if (item.opens) {
        current = named.group;
        opened = current;
      }
      continue;
    }
    if (item.marker === 'total') {
      const parts = partsBefore(bySection.get(section) ?? [], item, measure);
      if (parts.length >= 2) {
        current = make(item, { via: 'root', place: parts.every((each) => each.place === parts[0]!.place) ? parts[0]!.place : null });
        current.measures.set(measure, item);
        groupOf.set(item, current);
        totals.push({ group: current, parts });
        continue;
      }
    }

    let group: Group | null = null;
    const placeDiffers: boolean = place !== null && place !== (current?.place ?? placeHere);
    if (item.change && current && dims.length === 0 && !placeDiffers && current.paragraph === item.paragraph) {
      if (item.segment !== segment) current = rootOf(current);
      current.measures.set(measure, item);
      groupOf.set(item, current);
      segment = item.segment;
      continue;
    }
    if (dims.length === 0 && !placeDiffers && (item.time === null || item.time === (current?.time ?? null)))
      group = inherit(item, measure, current, placeHere, make, wholeBefore(current, measure, bySection.get(section) ?? []));
    else if (item.marker === 'among' && current) group = among(item, own, place, current, places, make);
    else group = beside(item, own, place, current, placeHere, places, make, measure);
    if (placeDiffers && place !== null && item.marker !== 'among' && group.parent === null) placeHere = place;
    if (!group.measures.has(measure)) group.measures.set(measure, item);
    else if (group.measures.get(measure)!.statement.id !== item.statement.id) {
      // The same set and indicator once more: what it says is compared, and later amounts stay with this set.
      const before = group.measures.get(measure)!.statement;
      const equal =
        before.value.digits === item.statement.value.digits &&
        before.value.scale === item.statement.value.scale &&
        before.unit === item.statement.unit;
      mentions.push({ item, group, definite: equal || (item.definite && item.marker !== 'apart') });
    }
    groupOf.set(item, group);
    // What was a year ago is said by the way; the sentence goes on with this year.
    if (item.time !== null && item.time !== '当月' && current && current.sentence === item.sentence) continue;
    current = group;
    if (item.opens) opened = group;
    segment = item.segment;
  }
  return { groups, mentions, totals, groupOf, sectionOf: (item) => sections[item.block]!.section };
}

/** What 按…分 divides anew: the first set of the paragraph of the last one. */
function principal(groups: readonly Group[], current: Group): Group {
  let found = rootOf(current);
  for (let at = groups.indexOf(current); at >= 0 && groups[at]!.paragraph === current.paragraph; at -= 1) {
    const each = groups[at]!;
    if (
      !each.detached &&
      each.parent === null &&
      each.place === current.place &&
      [...each.measures.keys()].some((key) => key.startsWith('个数'))
    )
      found = each;
  }
  return found;
}

/** The sets listed before a 合计, in this paragraph: those that vary the dimension of the last one and carry the indicator. */
function partsBefore(groups: readonly Group[], item: Item, measure: string): Group[] {
  const found: Group[] = [];
  const shape = (group: Group): string => `${Object.keys(group.facets).sort().join()}|${group.noun ?? ''}`;
  const carries = (group: Group): boolean =>
    [...group.measures.keys()].some((key) => key === measure || (key.startsWith('个数') && measure.startsWith('个数')));
  for (let at = groups.length - 1; at >= 0 && found.length < 60; at -= 1) {
    const group = groups[at]!;
    if (group.paragraph !== item.paragraph || group.detached) break;
    if (found.length > 0 && (shape(group) !== shape(found[0]!) || group.parent !== found[0]!.parent)) break;
    if (!carries(group) || found.some((each) => each.place === group.place && sameFacets(each.facets, group.facets))) break;
    found.unshift(group);
  }
  return found;
}

/** Counted in another word than what is being divided (调度1次, 3条生产线, 选派2名): said by the way, neither part nor whole. */
function aside(item: Item): boolean {
  // 占年度计划682.5亿元的76.4%, 目标任务132个: what it is measured by, not an amount of the set.
  if (
    /(?:目标|任务|考核)(?:任务|目标)?[数为]?$/.test(item.own.trim()) ||
    (/^的$|^的/.test(item.after) && /(?:占|完成)[^,，。;；]{0,16}(?:计划|目标|任务)(?:投资)?$/.test(item.own.trim()))
  )
    return true;
  if (item.bracket >= 0 && /拆分|打包|目标|任务|不含|含子/.test(item.own)) return true;
  const { dimension, unit } = item.mark;
  if (dimension === 'duration' || dimension === 'length' || dimension === 'rate' || dimension === 'other') return true;
  if (dimension === 'people')
    return (unit === '名' || unit === '位') && /选派|派|抽调|聘|领导|干部|助理|联络员|专家|书记/.test(item.own + item.after);
  if (dimension === 'area' || dimension === 'mass') return /占地|面积|产能|年产|日产|规模|能力|建筑/.test(item.own + item.after);
  return dimension === 'count' && !/^(?:万?[个项家件宗笔起]|)$/.test(unit);
}

/** The one indicator in which the whole of this set was given, for amounts printed without a name. */
function moneyOf(group: Group | null): string | null {
  for (let at = group; at; at = at.parent) {
    const names = [...at.measures.values()].filter((each) => each.mark.dimension === 'money').map((each) => each.measure);
    if (names.length > 0) return names[0]!;
  }
  return null;
}

/** What an item says of its own set; an unknown modifier is a line of its own. */
function explicit(item: Item): Facets {
  const own: Facets = { ...item.facets };
  if (item.residue !== '' && own.line === undefined && !(item.mark.dimension === 'percent' || item.mark.dimension === 'points'))
    own.line = item.residue;
  return own;
}

function measureKey(item: Item, current: Group | null): string {
  const { dimension } = item.mark;
  if (dimension === 'percent' || dimension === 'points') return `percent:${item.statement.id}`;
  if (item.change) return `增:${measureKey({ ...item, change: false }, current)}`;
  if (dimension === 'people') return '人数:';
  if (dimension === 'households') return '户数:';
  if (dimension === 'count') return `个数:${item.noun ?? current?.noun ?? ''}`;
  if (item.measure) return item.measure;
  return `${dimension}:${item.mark.unit}`;
}

const isAmount = (item: Item): boolean =>
  item.mark.dimension === 'money' || item.mark.dimension === 'area' || item.mark.dimension === 'mass' || item.mark.dimension === 'length';

/** A figure without a set of its own. */
function inherit(
  item: Item,
  measure: string,
  current: Group | null,
  place: string | null,
  make: (item: Item, of: Partial<Group> & Pick<Group, 'via'>) => Group,
  whole: Group | null,
): Group {
  const percent = item.mark.dimension === 'percent' || item.mark.dimension === 'points';
  if (!current || (current.paragraph !== item.paragraph && !percent)) return make(item, { via: 'root', place: place });
  if (percent) return current;
  if (!isAmount(item)) {
    if (item.marker === 'among') return child(item, { line: `#${item.statement.id}` }, null, current, 'among', make);
    return current.noun === item.noun && current.sentence === item.sentence && !current.measures.has(measure)
      ? current
      : make(item, { via: 'root', place: current.place });
  }
  // Words about something else stand in between: a sentence that begins with its own subject.
  if (startsAnew(item)) return make(item, { via: 'root', detached: true });
  const siblings =
    current.parent?.children.filter((each) => each !== current && each.order < current.order && each.own.join() === current.own.join()) ??
    [];
  if (
    current.parent &&
    !current.measures.has(measure) &&
    !current.parent.measures.has(measure) &&
    ![...current.measures.values()].some(isAmount)
  ) {
    const carried = siblings.some((each) => [...each.measures.values()].some(isAmount));
    if ((siblings.length > 0 && !carried) || (siblings.length === 0 && item.sentenceEndBetween)) return current.parent;
  }
  // After a breakdown, a sentence of its own speaks of the whole again, unless the parts carried this very indicator.
  if (item.sentenceEndBetween && current.parent && !siblings.some((each) => each.measures.has(measure))) {
    const root = rootOf(current);
    if (!root.measures.has(measure)) return root;
    if (current.measures.has(measure))
      return current.parent.measures.has(measure) ? make(item, { via: 'root', detached: true }) : current.parent;
  }
  if (current.measures.has(measure)) return make(item, { via: 'root', detached: true });
  if (measure === '完成投资' && current.facets.stage !== undefined && whole) return whole;
  return current;
}

/** 已开工280个，完成投资187.2亿元: what is invested is told of the whole list, not of those that have started. */
function wholeBefore(current: Group | null, measure: string, groups: readonly Group[]): Group | null {
  if (measure !== '完成投资' || !current || current.facets.stage === undefined) return null;
  for (let at = groups.length - 1; at >= 0 && at > groups.length - 20; at -= 1) {
    const each = groups[at]!;
    if (
      each.detached ||
      each.parent !== null ||
      each.facets.stage !== undefined ||
      each.place !== current.place ||
      each.paragraph !== current.paragraph
    )
      continue;
    if (!each.measures.has(measure) && [...each.measures.keys()].some((key) => key.startsWith('个数'))) return each;
  }
  return null;
}

const subjectWords = /(?:项目|工程|基地|园区?|中心|公司|厂|集团|企业|镇|村|线|路|桥|医院|学校|局|委|部门|政府)$/;

function startsAnew(item: Item): boolean {
  const clauses = item.lead
    .split(/[,，;。:!?\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (clauses.length === 0) return false;
  if (item.sentenceEndBetween && clauses.some((each) => facetsOf(each).residue.length > 6)) return true;
  return clauses.some((each) => subjectWords.test(each.replace(/[”)]$/, '')) && facetsOf(each).residue.length > 2);
}

function conflicts(group: Group, own: Facets, place: string | null, places: Places, time: string | null): boolean {
  if (time !== null && group.time !== time) return true;
  if (place !== null && group.place !== null && place !== group.place && !places.within(place, group.place)) return true;
  return Object.entries(own).some(([dimension, value]) => group.facets[dimension] !== undefined && group.facets[dimension] !== value);
}

function child(
  item: Item,
  own: Facets,
  place: string | null,
  parent: Group,
  via: Group['via'],
  make: (item: Item, of: Partial<Group> & Pick<Group, 'via'>) => Group,
): Group {
  const differing = Object.keys(own).filter((dimension) => parent.facets[dimension] !== own[dimension]);
  if (place !== null && place !== parent.place) differing.push('place');
  const twin = parent.children.find(
    (each) =>
      each.place === (place ?? parent.place) &&
      each.time === (item.time ?? parent.time) &&
      sameFacets(each.facets, { ...parent.facets, ...own }) &&
      (each.noun === item.noun || item.noun === null),
  );
  if (twin && differing.length > 0) return twin;
  return make(item, {
    via,
    parent,
    place: place ?? parent.place,
    time: item.time ?? parent.time,
    facets: { ...parent.facets, ...own },
    own: differing.sort(),
    noun: item.noun ?? parent.noun,
  });
}

/** 县属项目61个，其中工业项目30个: another classification within a class. */
const deeper = (parent: Group, own: Facets): boolean =>
  own.line !== undefined &&
  parent.facets.line !== undefined &&
  parent.facets.line !== own.line &&
  parent.own.includes('line') &&
  !sameClass(parent.facets.line, own.line);

function among(
  item: Item,
  own: Facets,
  place: string | null,
  current: Group,
  places: Places,
  make: (item: Item, of: Partial<Group> & Pick<Group, 'via'>) => Group,
): Group {
  // A stage under a stage is how far some of them have come.
  const { stage: _, ...rest } = own;
  const { line: __, ...restOfLine } = rest;
  let parent: Group | null = current;
  // Within a line of its own that was not cut from a whole, another line is a part of it (惠及群众1200户，其中脱贫户450户).
  while (parent && conflicts(parent, parent.parent === null || deeper(parent, own) ? restOfLine : rest, place, places, item.time))
    parent = parent.parent;
  if (parent && parent.parent !== null && deeper(parent, own))
    return child(
      item,
      { ...restOfLine, ...(own.stage ? { stage: own.stage } : {}), line2: own.line! },
      place,
      parent,
      item.respectively === null ? 'among' : 'dealt',
      make,
    );
  if (!parent) return make(item, { via: 'root', facets: own, place: place ?? current.place });
  return child(item, own, place, parent, item.respectively === null ? 'among' : 'dealt', make);
}

function beside(
  item: Item,
  own: Facets,
  place: string | null,
  current: Group | null,
  placeHere: string | null,
  places: Places,
  make: (item: Item, of: Partial<Group> & Pick<Group, 'via'>) => Group,
  measure: string,
): Group {
  const root = (): Group =>
    make(item, {
      via: 'root',
      facets: own,
      place: place ?? (current && current.paragraph === item.paragraph ? (rootOf(current).place ?? placeHere) : placeHere),
      noun: item.noun,
    });
  if (!current || item.marker === 'apart') return root();
  // Acres and tons of another sentence are of something else.
  if (isAmount(item) && item.mark.dimension !== 'money' && current.sentence !== item.sentence) return root();
  // Beside a class within a class, while the sentence part lasts or the words are of its classification.
  for (let at: Group | null = current; at?.parent; at = at.parent)
    if (
      own.line !== undefined &&
      at.own.includes('line2') &&
      at.facets.line2 !== own.line &&
      at.sentence === item.sentence &&
      (sameClass(at.facets.line2!, own.line) || item.listed)
    ) {
      const { line, ...others } = own;
      if (!conflicts(at.parent, others, place, places, item.time))
        return child(item, { ...others, line2: line }, place, at.parent, 'beside', make);
    }
  // A list of paragraphs goes on with the next class; a sentence with a subject of its own does not.
  const near =
    current.paragraph === item.paragraph ||
    (current.paragraph + 1 === item.paragraph && item.place === null && own.stage === undefined && item.lead.trim().length <= 6);
  // Beside a set that differs from it in the same dimension.
  for (let at: Group | null = current; at?.parent && near; at = at.parent) {
    const varied = at.own.some((dimension) =>
      dimension === 'place'
        ? place !== null && place !== at!.place
        : own[dimension] !== undefined && own[dimension] !== at!.facets[dimension],
    );
    const same = at.own.every((dimension) => (dimension === 'place' ? place !== null : own[dimension] !== undefined));
    const others = Object.fromEntries(Object.entries(own).filter(([dimension]) => !at!.own.includes(dimension)));
    // In a new sentence only the very same dimension goes on.
    if (item.sentenceEndBetween && Object.entries(others).some(([dimension, value]) => at!.parent!.facets[dimension] !== value)) continue;
    if (!varied || !same || conflicts(at.parent, others, place, places, item.time)) continue;
    if (item.noun !== null && at.noun !== null && item.noun !== at.noun && item.noun !== at.parent.noun) continue;
    return child(item, own, place, at.parent, item.respectively === null ? 'beside' : 'dealt', make);
  }
  const dims = [...Object.keys(own), ...(place !== null && place !== current.place ? ['place'] : [])];
  if (item.noun !== null && current.noun !== null && item.noun !== current.noun) return root();
  const inSentence = current.sentence === item.sentence && !item.sentenceEndBetween;
  if (beginning.has(own.stage ?? '') && !beginning.has(current.facets.stage ?? '') && !(inSentence && /[已未]/.test(item.own)))
    return root();
  if (dims.every((dimension) => refining.has(dimension)) && current.paragraph === item.paragraph) {
    // 41个，其中新开工32个、续建9个，纳入名单7个: another dimension of the same whole.
    const siblings = current.parent?.children.filter((each) => each.own.join() === current.own.join()).length ?? 0;
    const ofCurrent = dims.length === 1 && dims[0] === 'stage' && siblings < 2;
    let parent: Group | null = inSentence
      ? current.parent && current.via !== 'root' && !ofCurrent
        ? current.parent
        : current
      : rootOf(current);
    while (parent && conflicts(parent, own, place, places, item.time)) parent = parent.parent;
    const fresh = parent !== null && Object.keys(own).some((dimension) => parent!.facets[dimension] === undefined);
    const placeOnly =
      dims.length === 1 &&
      dims[0] === 'place' &&
      parent !== null &&
      parent.place !== null &&
      place !== null &&
      places.within(place, parent.place);
    const sayable =
      inSentence ||
      (dims.length === 1 &&
        (dims[0] === 'nature' || dims[0] === 'line' || dims[0] === 'place') &&
        parent !== null &&
        item.sentence === parent.sentence + 1);
    if (
      parent &&
      sayable &&
      (fresh || placeOnly) &&
      own.threshold === undefined &&
      !(isAmount(item) && ![...parent.measures.keys()].includes(measure) && own.line !== undefined)
    )
      return child(item, own, place, parent, 'after', make);
  }
  return root();
}

export function rootOf(group: Group): Group {
  let at = group;
  while (at.parent) at = at.parent;
  return at;
}

export const sameFacets = (a: Facets, b: Facets): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

/** The set that a definite or postposed figure names again, when it names one of this section. */
function mentionOf(item: Item, own: Facets, groups: readonly Group[], place: string | null, measure: string): Mentioned | null {
  if (item.mark.dimension === 'money' || item.mark.dimension === 'percent') return null;
  const candidates = groups.filter((group) => {
    if (group.detached || group.place !== place || (item.noun !== null && group.noun !== null && group.noun !== item.noun)) return false;
    if (![...group.measures.keys()].some((key) => /^[个户人]数:/.test(key))) return false;
    return Object.entries(own).every(([dimension, value]) => group.facets[dimension] === value);
  });
  if (candidates.length === 0) return null;
  const { value } = item.statement;
  const equal = candidates.find((group) =>
    [...group.measures].some(
      ([key, each]) =>
        (key === measure || (key.startsWith('个数') && measure.startsWith('个数'))) &&
        each.statement.value.digits === value.digits &&
        each.statement.value.scale === value.scale,
    ),
  );
  if (equal && (item.definite || Object.keys(own).length > 0)) return { item, group: equal, definite: true };
  if (!item.definite) return Object.keys(own).length > 0 && item.postposed && item.listed ? sibling(item, candidates) : null;
  if (Object.keys(own).length > 0) {
    const exact = candidates.filter((group) => Object.keys(own).every((dimension) => group.own.includes(dimension)));
    return exact.length === 1 ? { item, group: exact[0]!, definite: true } : null;
  }
  return { item, group: candidates[0]!, definite: true };
}

/** 拟新开工的8个新建项目、17个续建项目: the second of a pair is as definite as the first. */
function sibling(item: Item, candidates: readonly Group[]): Mentioned | null {
  return candidates.length === 1 ? { item, group: candidates[0]!, definite: true } : null;
}
