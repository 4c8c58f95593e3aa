// 追赶进度: how much faster the works that are late have to go to keep the promise, tried through the plan rather than divided; what that means a day and a
// week for each; and which quality hold points keep their time all the same.
import { type Change, datesOf, dayText, remainingOf, type Schedule } from '../../engine/src/index.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import type { CatchUp } from './words.ts';

const aDay = 1440;
/** Paces are tried in steps of a twentieth, up to three times the planned one: beyond that nobody believes it. */
const step = 0.05;
const mostSteps = 40;

type Row = { node: NodeFacts; left: number };

/** The pace that is needed; null when the promise is kept, or reached. */
export function catchUpOf(plan: PlanFacts, passes: Passes): CatchUp | null {
  if (passes.finish <= plan.promised || passes.goal.actualFinish !== null) return null;
  const works: Row[] = plan.nodes.flatMap((node) => {
    if (node.kind !== 'work' || node.days === 0 || node.holdPoint || node.fixed || node.actualFinish !== null) return [];
    if (passes.dates.get(node.code)!.floatDays >= 0) return [];
    const left = Math.round((remainingOf(passes.schedule, node.code) ?? 0) / aDay);
    return left > 0 ? [{ node, left }] : [];
  });
  const within = ({ left }: Row, steps: number): number => Math.max(1, Math.ceil(left / (1 + steps * step) - 1e-9));
  const tried = (steps: number): { finish: string; days: Map<string, string> } | undefined => {
    const changes = works.map(
      (row): Change => ({
        activity: row.node.code,
        set: row.node.actualStart === null ? { duration: within(row, steps) * aDay } : { remaining: within(row, steps) * aDay },
      }),
    );
    const lastDay = (made: Schedule, code: string): string => dayText(Math.floor((datesOf(made, code)!.earlyFinish - 1) / aDay));
    const made = passes.planner.whatIf(changes, (schedule) => ({
      finish: lastDay(schedule, passes.goal.code),
      days: new Map(works.map(({ node }) => [node.code, lastDay(schedule, node.code)])),
    }));
    return made.ok ? made.value : undefined;
  };
  const enough = (steps: number): boolean => (tried(steps)?.finish ?? '9999') <= plan.promised;
  let steps = mostSteps;
  if (works.length > 0 && enough(mostSteps))
    for (let low = 0; low + 1 < steps; ) {
      const middle = (low + steps) >> 1;
      if (enough(middle)) steps = middle;
      else low = middle;
    }
  const outcome = works.length > 0 ? tried(steps) : undefined;
  const finish = outcome?.finish ?? passes.finish;
  const factor = finish <= plan.promised ? 1 + steps * step : null;
  const holds = plan.nodes.filter((node) => node.holdPoint && node.actualFinish === null && passes.dates.get(node.code)!.floatDays < 0);
  const rows = works.map((row) => {
    const { node, left } = row;
    const days = within(row, steps);
    const perDay = (left / days) * (100 / node.days);
    return {
      node: node.code,
      name: { zh: node.zh, en: node.en || node.zh },
      unit: node.unit,
      left,
      within: days,
      by: outcome?.days.get(node.code) ?? passes.dates.get(node.code)!.earlyFinish,
      plannedPerDay: rounded(100 / node.days),
      neededPerDay: rounded(perDay),
      neededPerWeek: rounded(Math.min(100, perDay * (node.unit === 'working' ? 5 : 7))),
    };
  });
  return {
    factor: factor === null ? null : Math.round(factor * 100) / 100,
    finish,
    sentence: told(plan, works.length, factor, finish),
    rows,
    holds: holds.map((node) => ({
      node: node.code,
      name: { zh: node.zh, en: node.en || node.zh },
      day: passes.dates.get(node.code)!.earlyFinish,
    })),
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

function told(plan: PlanFacts, works: number, factor: number | null, finish: string): CatchUp['sentence'] {
  if (works === 0)
    return {
      zh: '耽误的都在审批和手续上，施工再快也追不回来，要从补救里压缩审批或调整承诺。',
      en: 'What is late are approvals: no pace of works makes it up. Shorten them by a remedy, or change the promise.',
    };
  if (factor === null)
    return {
      zh: `滞后的 ${works} 项施工提速到 3 倍也要到 ${finish}，单靠赶工守不住 ${plan.promised} 的承诺。`,
      en: `Even at three times the pace ${works === 1 ? 'the work that is' : `the ${works} works that are`} late end on ${finish}: pace alone does not keep ${plan.promised}.`,
    };
  const times = Number(factor.toFixed(2));
  return {
    zh: `滞后的 ${works} 项施工提速到原计划的 ${times} 倍，${finish} 可以赶上 ${plan.promised} 的承诺。`,
    en: `At ${times} times the planned pace ${works === 1 ? 'the work that is' : `the ${works} works that are`} late catch up by ${finish}, in time for ${plan.promised}.`,
  };
}
