// What the passes mean, in sentences: when the project finishes and by how much it misses its promise, the ranked remedies, by when each department
// must have accepted an application, why a node starts when it does. What could be done is decided here; what it buys is measured by the engine.
import { applyByDates, type Cause, dayNumber, dayText } from '../../engine/src/index.ts';
import { daysLater } from './rules-calendars.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import { remediesOf } from './rules-remedies.ts';
import type { ApplyBy, Remedy } from './words.ts';

type Pair = { zh: string; en: string };
const pair = (zh: string, en: string): Pair => ({ zh, en });
const aDay = 1440;
const en = (node: NodeFacts): string => node.en || node.zh;
const workingEn = (n: number): string => `${n} working ${n === 1 ? 'day' : 'days'}`;

const inSentence = 3;

/** The one sentence of the project, and the remedies it names the first three of. */
export function gapSentence(plan: PlanFacts, passes: Passes): { sentence: Pair; remedies: Remedy[]; kept: boolean } {
  const { goal, finish, gapDays } = passes;
  const goalEn = en(goal).toLowerCase();
  const late = gapDays > 0 || finish > plan.promised;
  if (goal.actualFinish !== null)
    return {
      kept: !late,
      remedies: [],
      sentence: late
        ? pair(
            `已于 ${finish} ${goal.zh}，比承诺的 ${plan.promised} 晚 ${gapDays} 个工作日。`,
            `${cap(goalEn)} on ${finish}, ${workingEn(gapDays)} later than the promised ${plan.promised}.`,
          )
        : pair(
            `已于 ${finish} ${goal.zh}，守住了 ${plan.promised} 的承诺。`,
            `${cap(goalEn)} on ${finish}; the promise of ${plan.promised} was kept.`,
          ),
    };
  if (!late) {
    const spare = -gapDays;
    return {
      kept: true,
      remedies: [],
      sentence:
        spare === 0
          ? pair(
              `按现在的进度，${finish} ${goal.zh}，正好守住 ${plan.promised} 的承诺，没有机动时间。`,
              `As things stand: ${goalEn} on ${finish}, just in time for the promised ${plan.promised}, with nothing to spare.`,
            )
          : pair(
              `按现在的进度，${finish} ${goal.zh}，比承诺的 ${plan.promised} 早 ${spare} 个工作日。`,
              `As things stand: ${goalEn} on ${finish}, ${workingEn(spare)} before the promised ${plan.promised}.`,
            ),
    };
  }
  const { remedies, together } = remediesOf(plan, passes);
  const first = remedies.slice(0, inSentence);
  const marks = ['①', '②', '③'];
  const headZh = `按现在的进度，${finish} ${goal.zh}，比承诺的 ${plan.promised} 晚 ${gapDays} 个工作日`;
  const headEn = `As things stand: ${goalEn} on ${finish}, ${workingEn(gapDays)} later than the promised ${plan.promised}`;
  const listZh = first.map((one, place) => `${marks[place]}${one.sentence.zh}`).join('；');
  const listEn = first.map((one, place) => `(${place + 1}) ${one.sentence.en}`).join('; ');
  if (first.length === 0)
    return {
      kept: false,
      remedies,
      sentence: pair(
        `${headZh}；关键线路上已没有可以压缩的环节，需要调整承诺或建设内容。`,
        `${headEn}; nothing on the driving chain can be shortened: the promise or the scope has to change.`,
      ),
    };
  const many =
    first.length === 1
      ? pair('可用的补救', 'one remedy')
      : pair(`最短的${first.length === 2 ? '两' : '三'}条补救`, `the ${first.length === 2 ? 'two' : 'three'} shortest remedies`);
  const tail =
    together === null
      ? pair('', '')
      : together.closes
        ? pair('；单用一条不够，合用可以赶上', '; no one of them is enough, together they are')
        : pair(
            `；全部用上也要到 ${together.finish}，承诺守不住，需要调整承诺或建设内容`,
            `; with all of them it is ${together.finish} all the same: the promise or the scope has to change`,
          );
  return {
    kept: false,
    remedies,
    sentence: pair(`${headZh}；${many.zh}：${listZh}${tail.zh}。`, `${headEn}; ${many.en}: ${listEn}${tail.en}.`),
  };
}
const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The last day on which each office may accept an application if the promise is to be kept. The day of acceptance is not counted: it is the working
 * day before the first counted one.
 */
export function applyByOf(plan: PlanFacts, passes: Passes): ApplyBy[] {
  const matters = plan.nodes.filter((node) => node.kind === 'matter' && node.days > 0 && node.actualStart === null);
  const of = new Map(matters.map((node) => [node.code, node]));
  const { working } = passes.calendars.by;
  const asOf = dayNumber(plan.asOf)!;
  return applyByDates(passes.schedule, [...of.keys()])
    .map((one): ApplyBy => {
      const node = of.get(one.activity)!;
      const last = working.workday(dayNumber(one.day)!, -1);
      const day = dayText(last);
      const spareDays = daysLater(working, working.workday(Math.floor(one.earlyStart / aDay), -1), last);
      const past = last < asOf;
      const behind = daysLater(working, last, asOf);
      return {
        organisation: node.organisation,
        node: node.code,
        name: pair(node.zh, en(node)),
        day,
        spareDays,
        sentence: past
          ? pair(
              `“${node.zh}”最迟应在 ${day} 受理，已过 ${behind} 个工作日，承诺守不住`,
              `"${en(node)}" had to be accepted by ${day}, ${workingEn(behind)} ago: the promise is lost unless something gives`,
            )
          : pair(`“${node.zh}”须在 ${day} 前受理，否则承诺守不住`, `"${en(node)}" must be accepted by ${day} or the promise is lost`),
      };
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Why a node starts when it does. */
export function whyOf(node: NodeFacts, cause: Cause | undefined, names: ReadonlyMap<string, NodeFacts>): Pair {
  if (node.actualFinish !== null) return pair('已完成', 'Done');
  if (cause === undefined) return pair('', '');
  switch (cause.cause) {
    case 'link': {
      const before = names.get(cause.predecessor)!;
      return cause.type === 'FS' || cause.type === 'FF'
        ? pair(`等“${before.zh}”完成`, `Waits for "${en(before)}" to end`)
        : pair(`等“${before.zh}”开始后`, `Waits for "${en(before)}" to have begun`);
    }
    case 'data-date':
      return node.actualStart === null
        ? pair('条件已具备，今天就可以开始', 'Nothing stands in the way: it can start today')
        : pair('已经开始，从今天接着做', 'Under way; what is left goes on from today');
    case 'project-start':
      return pair('从计划起点开始', 'From the beginning of the plan');
    case 'constraint':
      if (node.queued !== null && node.queued.day > (node.blockedUntil ?? ''))
        return pair(
          `排队等${node.queued.resource}，${node.queued.day} 轮到`,
          `Waits for its turn: ${node.queued.resource}, from ${node.queued.day}`,
        );
      if (node.blockedUntil === null)
        return pair('条件已具备，下一个工作日可以受理', 'Nothing stands in the way: it can be accepted on the next working day');
      return blockedFor(node);
    case 'resume':
      return pair(
        `受阻：${node.blockedReason ?? ''}，预计 ${node.blockedUntil ?? ''} 解除`,
        `Blocked: ${node.blockedReason ?? ''}, expected to end on ${node.blockedUntil ?? ''}`,
      );
    default:
      return pair('已经开始', 'Under way');
  }
}

const blockedFor = (node: NodeFacts): Pair =>
  pair(
    `受阻：${node.blockedReason ?? ''}，预计 ${node.blockedUntil ?? ''} 解除`,
    `Blocked: ${node.blockedReason ?? ''}, expected to end on ${node.blockedUntil ?? ''}`,
  );
