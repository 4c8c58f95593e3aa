// Percentages against what they are made of: completion against the year's plan, rates of starting against those that were to start, shares,
// growth against its base, percentage points, averages. A percentage whose parts the text does not give is no relation; which of several
// possible wholes is meant is told by the words first and by what closes second.
import { type Constraint, type Lookup, linear, quotient, shifted, type Words } from './rules-constraints.ts';
import {
  compare,
  type Exact,
  exactText,
  fraction,
  minus,
  negative,
  over,
  plus,
  printed,
  rounded,
  size,
  times,
  whole,
  worth,
  zero,
} from './rules-decimal.ts';
import type { Group, Grouped } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Statement } from './rules-model.ts';
import { Nearby } from './rules-nearby.ts';
import type { Places } from './rules-places.ts';
import { countOf, measureIn, setWords } from './rules-sets.ts';

/** Growth of a hundred percent and more whose base nobody printed. */
export type Baseless = { item: Item; value: Statement };

const completion =
  /(?:完成|占|达到?|为)?(?:了)?(?:年度|全年|当年|年|本年)?(?:投资)?(?:计划|目标任务|目标|任务)(?:投资)?(?:总?额|总数|数)?的?$|(?:投资)?(?:计划)?完成率(?:为|达到|达|是)?$|完成比例(?:为|达)?$/;
const rate = /([\u4e00-\u9fff]{2,4}?)率(?:已?为|已?达到|已?达|是|分别为|升至)?$/;
const share = /占(?:比|([^,，。;；]{0,16}?)(?:的)?(?:比重|比例)?)(?:为|达到?|约)?$/;
const growth = /(增长|增幅|增加|提高|上升|上涨|下降|减少|降低|回落|下滑)(?:率|幅度)?(?:为|达到?|了)?$/;
const falling = /下降|减少|降低|回落|下滑/;

const stageOf: Record<string, string[]> = {
  开复工: ['开复工', '开工'],
  开工: ['开工', '开复工'],
  复工: ['复工', '开复工'],
  竣工: ['竣工'],
  完工: ['竣工'],
  投产: ['投产'],
  入统: ['入库'],
  入库: ['入库'],
  落地: ['落地'],
  通过: ['通过审核'],
};

const evidence: Words = {
  zh: '以计算所用的原始数字可定；须写明分子、分母。',
  en: 'The figures it was calculated from settle it; say numerator and denominator.',
};

export function ratioConstraints(
  grouped: Grouped,
  items: readonly Item[],
  places: Places,
  monthsOf: (item: Item) => number | null,
): { constraints: Constraint[]; baseless: Baseless[] } {
  const constraints: Constraint[] = [];
  const baseless: Baseless[] = [];
  const near = new Nearby(grouped, items, places);
  const worths = new Map(items.map((item) => [item.statement.id, worth(item.statement)]));
  const value: Lookup = (id) => worths.get(id)!;
  /** The one that holds as printed, else the likeliest. */
  const choose = (candidates: readonly Statement[], make: (whole: Statement) => Constraint): Constraint | null => {
    const made = candidates.slice(0, 6).map(make);
    return made.find((each) => each.judge(value) === 'exact') ?? made[0] ?? null;
  };
  items.forEach((item, index) => {
    const { dimension } = item.mark;
    const group = grouped.groupOf.get(item)!;
    const name = setWords(group);
    if (dimension === 'money' && /平均|户均|人均|单体/.test(item.own) && item.measure !== null) {
      const made = average(item, group, near, index);
      if (made) constraints.push(made);
      return;
    }
    if (item.change) {
      const base = baseOf(item, near, index);
      const now = near.before(
        index,
        (each) => each.sentence === item.sentence && each.mark.dimension === dimension && !each.change && each !== base,
      );
      if (base && now && base.mark.dimension === dimension && base.measure === now.measure) {
        const up = !/减少|下降|少|减/.test(item.own.slice(-6));
        const [larger, smaller] = up ? [now.statement, base.statement] : [base.statement, now.statement];
        constraints.push(
          linear({
            kind: 'difference',
            left: [larger],
            right: [smaller, item.statement],
            equality: true,
            roles: ['value', 'base'],
            subject: { zh: `${name}增减数`, en: `${name}: change` },
            evidence,
          }),
        );
      }
      return;
    }
    if (dimension === 'points') {
      const made = points(
        item,
        group,
        near,
        index,
        monthsOf(item),
        rateOf(
          constraints,
          near.before(index, (each) => each.sentence === item.sentence && each.mark.dimension === 'percent'),
        ),
      );
      if (made) constraints.push(made);
      return;
    }
    if (dimension !== 'percent') return;
    const own = item.own.trim();
    const stage = rate.exec(own);
    if (completion.test(own) && !falling.test(own)) {
      const done = near.measure(item, index, group, ['完成投资', '投资', '固定资产投资']);
      const plan = done
        ? near.wholes(index, group, done, (each) => (within(group, each) ? (each.measures.get('年度计划投资')?.statement ?? null) : null))
        : [];
      const chosen = choose(plan, (each) =>
        quotient({
          kind: 'rate',
          percent: item.statement,
          numerator: [done!],
          denominator: [each],
          less: 0,
          roles: ['percentage', 'done', 'plan'],
          subject: { zh: `${name}年度计划完成率`, en: `${name}: completion of the year's plan` },
          evidence,
        }),
      );
      if (chosen) constraints.push(chosen);
      return;
    }
    if (stage && !/增长|占|税|毛利|贡献|覆盖|成功|利用/.test(stage[1]!)) {
      const made = started(item, index, group, near, stage[1]!, name, choose);
      if (made) constraints.push(made);
      return;
    }
    const part = share.exec(own);
    if (part && !growth.test(own)) {
      const made = sharing(item, index, group, near, part[1] ?? '', name, choose);
      if (made) constraints.push(made);
      return;
    }
    const grown = growth.exec(own);
    if (!grown || /年均|平均|累计|可比|不变价|剔除|翻/.test(own)) return;
    const now = near.before(
      index,
      (each) =>
        each.sentence === item.sentence &&
        !each.change &&
        amounts.has(each.mark.dimension) &&
        each.time !== '上年' &&
        !/^的/.test(each.after) && // 完成任务65亿元的44.1%: a task does not grow
        !/由|从/.test(each.own.slice(-12)),
    );
    if (!now || subjectOfPercent(own) !== '') return;
    const down = falling.test(grown[1]!);
    const base = baseOf(item, near, index, now);
    if (base) {
      constraints.push(
        quotient({
          kind: 'growth',
          percent: item.statement,
          numerator: [now.statement],
          denominator: [base.statement],
          less: 1,
          down,
          roles: ['growth', 'value', 'base'],
          subject: { zh: `${name}增长幅度`, en: `${name}: growth` },
          evidence,
        }),
      );
      return;
    }
    const change = [items[index - 1], items[index + 1]].find(
      (each) => each?.change && each.sentence === item.sentence && each.mark.dimension === now.mark.dimension,
    );
    if (change && !/环比/.test(own)) {
      if (!/减少|下降|少|减/.test(change.own.slice(-6)) && !down)
        constraints.push(
          quotient({
            kind: 'growth',
            percent: item.statement,
            numerator: [change.statement],
            denominator: [now.statement],
            minusBelow: [change.statement],
            less: 0,
            roles: ['growth', 'increase', 'value'],
            subject: { zh: `${name}增长幅度`, en: `${name}: growth` },
            evidence,
          }),
        );
      return;
    }
    if (!down && item.statement.hedge === 'exact' && compare(worth(item.statement), whole(100)) >= 0)
      baseless.push({ item, value: now.statement });
  });
  return { constraints: constraints.filter((each) => each.judge(value) !== 'fails' || !fitsElsewhere(each, items, near, value)), baseless };
}

/** A percentage that other figures of its sentence make is not claimed to be made of these. */
function fitsElsewhere(constraint: Constraint, items: readonly Item[], near: Nearby, value: Lookup): boolean {
  if (constraint.kind !== 'rate' && constraint.kind !== 'share' && constraint.kind !== 'growth') return false;
  const percent = near.byStatement(constraint.terms[0]!.statement);
  if (percent?.mark.dimension !== 'percent') return false;
  const at = near.indexOf(percent);
  const told = items
    .slice(Math.max(0, at - 8), at + 4)
    .filter((each) => each.sentence === percent.sentence && amounts.has(each.mark.dimension));
  const step: Exact = { n: 1n, d: 2n * 10n ** BigInt(percent.statement.value.scale) };
  const own = new Set(constraint.terms.map((term) => term.statement));
  for (const a of told)
    for (const b of told) {
      if (a === b || a.mark.dimension !== b.mark.dimension || (own.has(a.statement.id) && own.has(b.statement.id))) continue;
      const ratio = over(value(a.statement.id), value(b.statement.id));
      const said = value(percent.statement.id);
      if (!ratio) continue;
      const share = times(constraint.kind === 'growth' ? minus(ratio, whole(1)) : ratio, whole(100));
      if (compare(size(minus(share, said)), step) <= 0) return true;
    }
  return false;
}

const amounts = new Set(['money', 'count', 'people', 'households', 'mass', 'area', 'length']);

/** 工业投资增长12%: a subject of its own, for which the amount before is no value. */
function subjectOfPercent(own: string): string {
  return own
    .replace(
      /比\s*年?(?:同期|上年|去年)?|较\s*年?(?:同期|上年|去年)?|[比较](?:上年|去年|上一年|上月|同期)(?:同期)?|同比|环比|年均|同期|分别|上年|去年|也|均|又|再|约|近|超过?|净|共|实际|名义|可比/g,
      '',
    )
    .replace(growth, '')
    .replace(/[\s年,，、]/g, '');
}

/** The base of a growth or increase: 上年同期 or a year said with its figure, or 由X增长到Y. */
function baseOf(item: Item, near: Nearby, index: number, now?: Item): Item | null {
  const fits = (each: Item): boolean =>
    amounts.has(each.mark.dimension) &&
    !each.change &&
    (now === undefined || !near.otherLine(each, now)) &&
    (now === undefined ||
      (each !== now &&
        each.mark.dimension === now.mark.dimension &&
        (each.measure === now.measure ||
          each.measure === null ||
          now.measure === null ||
          (each.sentence === now.sentence && each.time === '上年'))));
  return (
    near.before(
      index,
      (each) =>
        each.sentence === item.sentence &&
        fits(each) &&
        each.segment === item.segment &&
        near.indexOf(item) - near.indexOf(each) <= 4 &&
        each.time !== null &&
        each.time !== '当月',
    ) ??
    near.before(
      index,
      (each) => each.sentence === item.sentence && fits(each) && /(?:由|从)[^,，。;；]{0,10}$/.test(each.own) && each.time === null,
    ) ??
    (now === undefined
      ? null
      : near.before(index, (each) => each.paragraph === item.paragraph && fits(each) && each.time === '上年' && near.sameSet(each, now)))
  );
}

function average(item: Item, group: Group, near: Nearby, index: number): Constraint | null {
  const total = near.before(
    index,
    (each) =>
      each.sentence === item.sentence &&
      each.mark.dimension === 'money' &&
      (each.measure === '总投资' || each.measure === item.measure) &&
      !/平均|户均|人均|单体/.test(each.own),
  );
  const set = total ? near.groupOf(total) : group;
  const count = set ? countOf(set) : null;
  if (!total || !count) return null;
  return quotient({
    kind: 'average',
    percent: item.statement,
    numerator: [total.statement],
    denominator: [count],
    less: 0,
    times: 1,
    roles: ['average', 'amount', 'count'],
    subject: { zh: `${setWords(group)}平均数`, en: `${setWords(group)}: average` },
    evidence,
  });
}

/** 比时间进度快3.9个百分点: the months gone by are the other percentage; 高于全市平均: the city's own is. */
function points(item: Item, group: Group, near: Nearby, index: number, months: number | null, rate: Constraint | null): Constraint | null {
  const said = /(快|高|多|超前|超|提前|领先|提高|上升|慢|低|滞后|落后|下降|回落|少)(?:于|出|了|约|近)?[^,，。;；\d]{0,10}$/.exec(item.own);
  if (!said) return null;
  const behind = /慢|低|滞后|落后|下降|回落|少/.test(said[1]!);
  const percent = near.before(index, (each) => each.sentence === item.sentence && each.mark.dimension === 'percent');
  if (!percent) return null;
  const name = setWords(group);
  const common = { kind: 'points' as const, subject: { zh: `${name}百分点`, en: `${name}: percentage points` }, evidence };
  const step = (statement: Statement): { n: bigint; d: bigint } => ({ n: 1n, d: 10n ** BigInt(statement.value.scale) });
  if (/(?:时间|序时|均衡)进度/.test(item.own) && months !== null) return against(item, percent, months, behind, rate, common);
  const other = near.before(
    index,
    (each) =>
      each.paragraph === item.paragraph &&
      each !== percent &&
      each.mark.dimension === 'percent' &&
      near.place(each) !== near.place(percent) &&
      /平均|全[市省县区]/.test(each.own + each.lead.slice(-20)),
  );
  if (!other || !/平均|全[市省县区]/.test(item.own)) return null;
  const [high, low] = behind ? [other, percent] : [percent, other];
  const words = (value: Lookup): string =>
    `${exactText(value(high.statement.id))}% − ${exactText(value(low.statement.id))}% = ${exactText(minus(value(high.statement.id), value(low.statement.id)))} ${'↔'} ${printed(value(item.statement.id), item.statement)}个百分点`;
  return shifted({
    ...common,
    left: [high.statement],
    right: [low.statement, item.statement],
    offset: whole(0),
    margin: { n: step(item.statement).n * 2n, d: step(item.statement).d },
    words,
    roles: ['percentage', 'points'],
  });
}

/** The constraint that says what a percentage was calculated from. */
const rateOf = (constraints: readonly Constraint[], percent: Item | null): Constraint | null =>
  percent === null
    ? null
    : (constraints.findLast((each) => each.kind === 'rate' && each.terms[0]!.statement === percent.statement.id) ?? null);

/**
 * Completion against the months gone by. The points may come from the printed percentage or from what it was calculated from; where that is in
 * the text, it decides; else half a place of the percentage is left open.
 */
function against(
  item: Item,
  percent: Item,
  months: number,
  behind: boolean,
  rate: Constraint | null,
  common: { kind: 'points'; subject: Words; evidence: Words },
): Constraint {
  const elapsed = fraction(BigInt(months) * 100n, 12n);
  const [said, done] = [item.statement, percent.statement];
  const ulp = (statement: Statement): Exact => ({ n: 1n, d: 10n ** BigInt(statement.value.scale) });
  const parts = rate ? rate.terms.slice(1) : [];
  const sum = (value: Lookup, sign: number): Exact =>
    parts.filter((term) => term.sign === sign).reduce((total, term) => plus(total, value(term.statement)), zero);
  const turned = (gap: Exact): Exact => (behind ? negative(gap) : gap);
  const gaps = (value: Lookup): Exact[] => {
    const printedGap = minus(value(done.id), elapsed);
    const ratio = parts.length > 0 ? over(sum(value, 1), sum(value, -1)) : null;
    if (ratio) return [printedGap, minus(times(ratio, whole(100)), elapsed)].map(turned);
    const half = times(ulp(done), { n: 1n, d: 2n });
    return [printedGap, minus(printedGap, half), plus(printedGap, half)].map(turned);
  };
  const places = Math.max(said.value.scale, 1);
  const made = shifted({
    ...common,
    left: behind ? [done, said] : [done],
    right: behind ? [] : [said],
    offset: elapsed,
    margin: zero,
    words: (value) =>
      `${printed(value(done.id), done)}% − ${exactText(fraction(rounded(elapsed, 2).digits, 100n), 0, 2)}% ${holds(value) ? '≈' : '≠'} ${behind ? '−' : ''}${printed(value(said.id), said)}个百分点（时间进度按${months}/12计）`,
    roles: ['percentage', 'points'],
  });
  const holds = (value: Lookup): boolean => {
    const points = value(said.id);
    return gaps(value).some((gap) => {
      const off = minus(gap, points);
      // Rounded, or what is beyond the last place cut off.
      return (
        compare(size(off), times(ulp(said), { n: 1n, d: 2n })) <= 0 ||
        (gap.n >= 0n && off.n >= 0n && compare(off, ulp(said)) < 0 && parts.length === 0)
      );
    });
  };
  return {
    ...made,
    terms: [...made.terms, ...parts.map((term) => ({ ...term, sign: 0 as const }))],
    judge: (value) => (holds(value) ? 'exact' : 'fails'),
    solve(term, value) {
      if (term === said.id)
        return gaps(value)
          .slice(0, 2)
          .map((gap) => ({ to: fraction(rounded(gap, places).digits, 10n ** BigInt(places)), bound: null }));
      if (term !== done.id) return [];
      const to = plus(elapsed, turned(value(said.id)));
      return [{ to: fraction(rounded(to, done.value.scale).digits, 10n ** BigInt(done.value.scale)), bound: null }];
    },
  };
}

/** The plan of all is not the plan of a part: a set with limits of its own is measured by a plan that has them too. */
const within = (part: Group, whole: Group): boolean =>
  Object.entries(part.facets).every(([dimension, value]) => dimension === 'stage' || whole.facets[dimension] === value);

type Choose = (candidates: readonly Statement[], make: (whole: Statement) => Constraint) => Constraint | null;

/** 开工率: those that started against those that were to start, the new ones first; 复工率: against the continued ones. */
function started(item: Item, index: number, group: Group, near: Nearby, word: string, name: string, choose: Choose): Constraint | null {
  const known = Object.keys(stageOf).find((each) => word.endsWith(each));
  const stages = known ? stageOf[known]! : [word];
  word = known ?? word;
  const done = near.before(
    index,
    (each) =>
      each.paragraph === item.paragraph &&
      ['count', 'households', 'people'].includes(each.mark.dimension) &&
      stages.includes(near.groupOf(each)?.facets.stage ?? '') &&
      near.place(each) === group.place,
  );
  if (!done) return word === '开工' ? begun(item, index, group, near, name, choose) : null;
  const set = near.groupOf(done)!;
  const nature = word === '开工' ? '新建' : word === '复工' ? '续建' : null;
  const wholes = near
    .groupsBack(index, set)
    .filter((each) => !stages.includes(each.facets.stage ?? ''))
    .map((each) => ({ each, count: countOf(each) }))
    .filter((each) => each.count !== null && each.count.id !== done.statement.id);
  const own = set.parent ? wholes.filter(({ each }) => each === set.parent) : [];
  const fitting = wholes.filter(
    ({ each }) => nature !== null && each.facets.nature === nature && (set.facets.nature === undefined || set.facets.nature === nature),
  );
  const roots = wholes.filter(({ each }) => each.parent === null);
  const ordered = [...own, ...fitting, ...roots, ...wholes].map(({ count }) => count!);
  return choose([...new Set(ordered)], (each) =>
    quotient({
      kind: 'rate',
      percent: item.statement,
      numerator: [done.statement],
      denominator: [each],
      less: 0,
      roles: ['percentage', 'done', 'plan'],
      subject: { zh: `${name}${word}率`, en: `${name}: rate` },
      evidence,
    }),
  );
}

/** Where those that started are told as finished and under way: their sum is what the rate is of. */
function begun(item: Item, index: number, group: Group, near: Nearby, name: string, choose: Choose): Constraint | null {
  const of = (stage: string): Item | null =>
    near.before(
      index,
      (each) =>
        each.paragraph === item.paragraph &&
        near.groupOf(each)?.facets.stage === stage &&
        near.place(each) === group.place &&
        each.mark.dimension === 'count',
    );
  const done = [of('竣工') ?? of('投产'), of('在建')].filter((each) => each !== null);
  const set = done[0] ? near.groupOf(done[0])?.parent : null;
  const total = set ? countOf(set) : null;
  if (done.length === 0 || !total) return null;
  return choose([total], (each) =>
    quotient({
      kind: 'rate',
      percent: item.statement,
      numerator: done.map((one) => one.statement),
      denominator: [each],
      less: 0,
      roles: ['percentage', 'done', 'plan'],
      subject: { zh: `${name}开工率`, en: `${name}: rate of starting` },
      evidence,
    }),
  );
}

/** 占总投资的41.6%, 占比41.6%, 占全市的18.5%. */
function sharing(item: Item, index: number, group: Group, near: Nearby, of: string, name: string, choose: Choose): Constraint | null {
  const named = /总投资|投资/.test(of)
    ? /年度|计划/.test(of)
      ? '年度计划投资'
      : '总投资'
    : /总户数/.test(of)
      ? '户数:'
      : /总人数/.test(of)
        ? '人数:'
        : /总数|个数|项目/.test(of)
          ? '个数:'
          : null;
  const last =
    near.before(
      index,
      (each) => each.sentence === item.sentence && amounts.has(each.mark.dimension) && !each.change && near.groupOf(each) === group,
    ) ?? near.before(index, (each) => each.sentence === item.sentence && amounts.has(each.mark.dimension) && !each.change);
  const part = named ? measureIn(group, named) : (last?.statement ?? null);
  if (!part) return null;
  const set = (last && !named ? near.groupOf(last) : group) ?? group;
  const measure = [...set.measures].find(([, each]) => each.statement === part)?.[0] ?? named;
  if (!measure) return null;
  const wholes: Statement[] = [];
  for (let at = set.parent; at; at = at.parent) {
    const found = measureIn(at, measure);
    if (found) wholes.push(found);
  }
  if (wholes.length === 0 && /全[市省县区州]/.test(of))
    for (const each of near.groupsBack(index, set, true)) {
      const found = each.measures.get(measure)?.statement;
      if (found && found.id !== part.id && near.holds(each.place, set.place)) wholes.push(found);
    }
  return choose(
    wholes.filter((each) => each.dimension === part.dimension),
    (each) =>
      quotient({
        kind: 'share',
        percent: item.statement,
        numerator: [part],
        denominator: [each],
        less: 0,
        roles: ['percentage', 'part', 'whole'],
        subject: { zh: `${name}占比`, en: `${name}: share` },
        evidence,
      }),
  );
}
