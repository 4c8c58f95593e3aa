// Percentages whose base stands in the same sentence: a base printed inside (完成任务589亿元的37.22%), a stage and its rate, growth with the year
// before beside it, points between two percentages. What these claim takes the place of what rules-relate-ratios.ts infers from the sets.
import { type Constraint, linear, quotient } from './rules-constraints.ts';
import type { Item } from './rules-items.ts';
import { among, before, claim, closesRate, evidence, isAmount, type Local, rateOf, sameUnit } from './rules-local-figures.ts';

/** X …完成年度目标任务589亿元的37.22% */
export function based(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, percent] of sentence.entries()) {
    if (percent.mark.dimension !== 'percent') continue;
    const base = sentence[index - 1];
    const behind = sentence[index + 1];
    const bracketed =
      behind &&
      isAmount(behind) &&
      /^\s?[(](?:年度|全年)?(?:目标|任务|计划|应)[^\d()]{0,8}$/.test(text.slice(percent.mark.end, behind.mark.start));
    const inside =
      base &&
      isAmount(base) &&
      /^(?:任务|目标|计划|总数|总量)?的(?:比重|比例)?(?:为|达到?)?(?:约|近)?$/.test(text.slice(base.mark.end, percent.mark.start).trim()) &&
      /(?:完成|占|达到?|为|相当于)[^,，。;；\d]{0,18}$/.test(text.slice(Math.max(0, base.mark.start - 24), base.mark.start));
    const englishBase =
      behind &&
      isAmount(behind) &&
      /^\s?of (?:the |its )?[a-z ]{0,30}(?:plan|target|total|budget)[a-z ]{0,12} of $/.test(
        text.slice(percent.mark.end, behind.mark.start),
      );
    const whole = inside ? base : bracketed || englishBase ? behind : null;
    if (!whole) continue;
    const earlier = before(sentence, inside ? base! : percent).filter(
      (each) =>
        isAmount(each) &&
        sameUnit(each, whole) &&
        !each.change &&
        each.time !== '上年' &&
        !local.bases.has(each.statement.id) &&
        (each.bracket < 0 || each.bracket === percent.bracket),
    );
    // After a list of parts (a、b、c，占任务N的P%) the whole is meant, which stands before 其中.
    const listed = earlier.findIndex((each, at) => at > 0 && among(text, each, earlier[at - 1]!));
    const run = listed > 1 && earlier.slice(0, listed - 1).every((each) => each.listed);
    const part = earlier.slice(0, 6).find((each) => closesRate(percent, each, whole)) ?? (run ? earlier[listed] : earlier[0]);
    if (!part || part === whole) continue;
    local.bases.add(whole.statement.id);
    claim(
      local,
      rateOf(percent, part, whole, 'rate', `${text.slice(part.mark.start, percent.mark.end).slice(0, 40)}：完成比例`, 'Completion'),
      percent,
    );
  }
}

/** 312天，同比增加9天（2021年为303天） */
export function changes(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, change] of sentence.entries()) {
    const [now, base] = [sentence.slice(0, index).findLast((each) => sameUnit(each, change) && !each.change), sentence[index + 1]];
    if (!change.change || !now || !base || !sameUnit(base, change) || change.mark.unit === '') continue;
    if (!/^\s?[(](?:\d{4}年|上年|去年)(?:同期)?(?:为|是)?$/.test(text.slice(change.mark.end, base.mark.start))) continue;
    const less = /减少|下降|少/.test(change.own.slice(-6));
    claim(
      local,
      linear({
        kind: 'difference',
        left: [less ? base.statement : now.statement],
        right: [less ? now.statement : base.statement, change.statement],
        equality: true,
        roles: ['value', 'base'],
        subject: { zh: '增减数', en: 'Change' },
        evidence,
      }),
    );
  }
}

/** 由11.3%下降到0.4%，下降10.9个百分点 */
export function pointsBetween(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, points] of sentence.entries()) {
    if (points.mark.dimension !== 'points') continue;
    const around = [sentence.slice(Math.max(0, index - 2), index), sentence.slice(index + 1, index + 3)].find(
      ([one, two]) =>
        one?.mark.dimension === 'percent' &&
        two?.mark.dimension === 'percent' &&
        /(?:由|从|from)[^,，。;；]{0,14}$/.test(text.slice(Math.max(0, one.mark.start - 20), one.mark.start)) &&
        /^[^,，。;；]{0,12}(?:到|至|为|to)\s?$/.test(text.slice(one.mark.end, two.mark.start)),
    );
    if (!around) continue;
    const [one, two] = around as [Item, Item];
    const down = /下降|降低|回落|减少|降|fell|declin|drop|decreas|down/.test(
      text.slice(Math.max(0, points.mark.start - 14), points.mark.start),
    );
    const [high, low] = down ? [one, two] : [two, one];
    claim(
      local,
      linear({
        kind: 'points',
        left: [high.statement],
        right: [low.statement, points.statement],
        equality: true,
        roles: ['percentage', 'points'],
        subject: { zh: '升降的百分点', en: 'Percentage points' },
        evidence,
      }),
    );
  }
}

/** 应返岗21097人 … 返岗18650人，返岗率88.4% */
export function rates(text: string, sentence: readonly Item[], local: Local): void {
  for (const percent of sentence) {
    if (percent.mark.dimension !== 'percent' || local.percents.has(percent.statement.id)) continue;
    const task = /完成[^,，。;；]{0,6}(?:计划|目标|任务)[^,，。;；]{0,6}的?$/.test(percent.own.trim()) && !/投资/.test(percent.own);
    const next = sentence[sentence.indexOf(percent) + 1];
    if (
      /完成(?:了)?(?:年度|全年)(?:投资)?计划(?:投资)?的?$/.test(percent.own.trim()) &&
      next?.measure === '完成投资' &&
      /^[,，]\s?(?:已|累计|共)*完成投资$/.test(text.slice(percent.mark.end, next.mark.start))
    ) {
      const plan = before(sentence, percent).find((each) => each.measure === '年度计划投资' && each.bracket < 0);
      if (plan && sameUnit(plan, next))
        claim(local, rateOf(percent, next, plan, 'rate', '年度计划完成率', 'Completion of the plan'), percent);
      continue;
    }
    if (task) {
      const done = before(sentence, percent).find(
        (each) => isAmount(each) && each.mark.dimension === 'count' && each.bracket < 0 && !each.change,
      );
      const due =
        done && before(sentence, done).find((each) => sameUnit(each, done) && each.bracket < 0 && /计划|目标|任务|应/.test(each.own));
      if (done && due) claim(local, rateOf(percent, done, due, 'rate', '计划完成率', 'Completion of the plan'), percent);
      continue;
    }
    const verb = (/([\u4e00-\u9fff]{2,4}?)率(?:已?为|已?达到?|是|升至)?$/.exec(percent.own.trim()) ??
      /(支出|拨付|使用)进度(?:为|达到?)?$/.exec(percent.own.trim()))?.[1];
    const stem = verb?.replace(/^[率占]/, '');
    const [due, begun] = sentence.slice(Math.max(0, sentence.indexOf(percent) - 2), sentence.indexOf(percent));
    const middle = due && begun ? text.slice(due.mark.end, begun.mark.start) : '';
    if (
      stem &&
      due &&
      begun &&
      isAmount(due) &&
      sameUnit(due, begun) &&
      due.postposed &&
      !/[,，。;；:、()]/.test(middle) &&
      (middle + begun.after).includes(stem)
    ) {
      claim(local, rateOf(percent, begun, due, 'rate', `${stem}率`, 'Rate'), percent);
      continue;
    }
    if (!verb || /增长|占|税|毛利|贡献|覆盖|成功|利用|发生|失业|合格|完成|资金到位|竣工|投产/.test(verb)) continue;
    const at = sentence.indexOf(percent);
    const near = sentence
      .slice(Math.max(0, at - 3), at + 3)
      .filter(
        (each) =>
          isAmount(each) &&
          !each.change &&
          each.time !== '上年' &&
          each.bracket === percent.bracket &&
          !/[；;]/.test(text.slice(Math.min(each.mark.end, percent.mark.end), Math.max(each.mark.start, percent.mark.start))),
      );
    const pairs = near.flatMap((part) => near.filter((base) => base !== part && sameUnit(base, part)).map((base) => ({ part, base })));
    const wordsOf = (item: Item): string => item.own.slice(-14) + item.after.slice(0, 8);
    const likely = pairs.filter(
      ({ part, base }) =>
        (wordsOf(part).includes(verb) || /已|实际|累计/.test(wordsOf(part))) &&
        !/应|计划|未/.test(wordsOf(part)) &&
        /应|计划|共|排查|受理|需|到位|下达/.test(wordsOf(base)) &&
        !/未/.test(wordsOf(base)),
    );
    const made = (pair: { part: Item; base: Item }): Constraint =>
      rateOf(percent, pair.part, pair.base, 'rate', `${verb}率`, `Rate (${verb})`);
    const fits = pairs.filter((pair) => closesRate(percent, pair.part, pair.base));
    const chosen =
      likely.find((pair) => fits.includes(pair)) ??
      (fits.length === 1 ? fits[0] : undefined) ??
      (likely.length === 1 ? likely[0] : undefined);
    if (chosen) claim(local, made(chosen), percent);
  }
}

/** 175个工业项目完成投资151.2亿元，占年度计划的70.1%: the plan of those 175 is not in the text. */
export function ownPlans(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, percent] of sentence.entries()) {
    if (percent.mark.dimension !== 'percent' || local.percents.has(percent.statement.id) || !/计划|目标|任务/.test(percent.own)) continue;
    const [count, done] = sentence.slice(Math.max(0, index - 2), index);
    if (!count || !done || count.mark.dimension !== 'count' || done.mark.dimension !== 'money') continue;
    if (
      /^[^,，。;；]{2,20}(?:项目|工程)(?:共|已|累计)*完成/.test(text.slice(count.mark.end, done.mark.start)) &&
      /占?(?:年度?|全年)?(?:投资)?计划|目标/.test(percent.own)
    )
      local.percents.add(percent.statement.id);
  }
}

const grown = (percent: Item, now: Item, base: Item, down: boolean): Constraint =>
  quotient({
    kind: 'growth',
    percent: percent.statement,
    numerator: [now.statement],
    denominator: [base.statement],
    less: 1,
    down,
    roles: ['growth', 'value', 'base'],
    subject: { zh: `${now.own.replace(/^.*[,，;；:]/, '').trim()}：增长幅度`, en: 'Growth' },
    evidence,
  });

/** 58.3亿元，上年同期51.7亿元，同比增长12.8%；21.4亿元，比上年同期增加2.6亿元，增长13.8% */
export function growths(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, percent] of sentence.entries()) {
    if (percent.mark.dimension !== 'percent' || local.percents.has(percent.statement.id)) continue;
    const own = percent.own.trim();
    const way = /(增长|增幅|提高|上升|下降|减少|降低|下滑)(?:率|幅度)?(?:为|达到?|了)?$/.exec(own)?.[1];
    if (!way) continue;
    // An average of years, a growth in constant prices: no quotient of the two amounts.
    if (/年均|年平均|平均增|可比|不变价|复合/.test(own + percent.lead.slice(-12))) {
      local.percents.add(percent.statement.id);
      continue;
    }
    const down = /下降|减少|降低|下滑/.test(way);
    const clause = sentence
      .slice(0, index)
      .filter(
        (each) => !/[;；]/.test(text.slice(each.mark.end, percent.mark.start)) && isAmount(each) && !local.bases.has(each.statement.id), // 任务65亿元 does not grow
      )
      .slice(-3);
    const next = sentence[index + 1];
    const last = clause.at(-1);
    // 386.4万人次，比上年增长21.4%（上年为318.3万人次）
    if (
      last &&
      next &&
      sameUnit(last, next) &&
      /^\s?[(](?:\d{4}年|上年|去年)(?:同期)?(?:为|是)?$/.test(text.slice(percent.mark.end, next.mark.start))
    ) {
      claim(local, grown(percent, last, next, down), percent);
      continue;
    }
    const [near, two] = clause.slice(-2);
    const listing = two ? before(sentence, two).filter((each) => isAmount(each) && sameUnit(each, two)) : [];
    const listed = listing.findIndex((each, at) => at > 0 && among(text, each, listing[at - 1]!));
    const one = near?.listed && listed > 1 && listing.slice(0, listed - 1).every((each) => each.listed) ? listing[listed] : near;
    if (
      !one ||
      !two ||
      !sameUnit(one, two) ||
      percent.mark.start - two.mark.end > 14 ||
      !/^[,，、(]?\s?(?:同比|比上年|比去年|较上年)?[^,，\d]{0,6}$/.test(text.slice(two.mark.end, percent.mark.start))
    )
      continue;
    const based = /(?:上年|去年)(?:同期)?(?:为|是|的|完成)?$|\d{4}年(?:同期)?(?:为|是|的)?$/.test(two.own.trim());
    const changed = two.change && /[比较](?:上年|去年|上一年)/.test(two.own) && !one.change;
    if (!based && !changed) continue;
    const less = /减少|下降|少/.test(two.own.slice(-6));
    if (changed && (less || down)) continue;
    claim(
      local,
      quotient({
        kind: 'growth',
        percent: percent.statement,
        numerator: [changed ? two.statement : one.statement],
        denominator: [changed ? one.statement : two.statement],
        ...(changed ? { minusBelow: [two.statement] } : {}),
        less: changed ? 0 : 1,
        down,
        roles: changed ? ['growth', 'increase', 'value'] : ['growth', 'value', 'base'],
        subject: { zh: `${one.own.replace(/^.*[,，;；:]/, '').trim()}：增长幅度`, en: 'Growth' },
        evidence,
      }),
      percent,
    );
  }
}
