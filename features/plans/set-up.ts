// The plans of a demonstration region: made from the same templates and rules as any other, with what is said to have happened by a day. Used by the
// first start alone; everybody else enters by the calls.
import type { Ground } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { type BaselineFacts, baselineDays, slipsOf } from './rules-baselines.ts';
import { calendarsOf } from './rules-calendars.ts';
import { type NodeFacts, type PlanFacts, passesOf } from './rules-passes.ts';
import { answersFor, nodesOf, suggestedTemplate } from './rules-template.ts';
import { type Belongs, insertBaselines, insertLinks, insertPlans, insertSlips, saveNodes } from './store.ts';
import { calendarData, templateChoices, templatesFor } from './store-dated.ts';
import { insertResponsible } from './store-responsible.ts';
import type { PlanLink } from './words.ts';

type Who = { id: string; name: string };
/** How a project of the demonstration fares: what it promised, how far it got, what stands in its way. */
interface DemoPlan {
  projectId: string;
  name: string;
  totalYuan: number | null;
  /** Where it was begun, and the day to which everything is known. */
  start: string;
  asOf: string;
  /** Working days of room between forecast and promise as it was made; negative: a promise nobody could keep. */
  room: number;
  answers: Readonly<Record<string, string>>;
  /** The share of the way from start to promise after which nothing is recorded as done; 1 when everything due is. */
  keeping: number;
  blocked?: { reason: string; until: string } | undefined;
  /** Who answers for it; nobody decided when absent. */
  responsible?: { since: string; leader: string; department: string; team: string } | undefined;
}

/** Makes the plans of one county in one transaction. Answers how many. */
export function makeDemoPlans(
  { database, clock, chain }: Ground,
  region: string,
  by: { clerk: Who; leader: Who },
  wanted: readonly DemoPlan[],
): Promise<number> {
  return database.transaction({ regions: [region], prefix: null, owner: null }, async (db) => {
    const at = clock.now();
    const data = await calendarData(db, [region]);
    const templates = await templatesFor(db, region);
    const choices = await templateChoices(db, region, clock.today());
    const plans: Parameters<typeof insertPlans>[1][number][] = [];
    const nodes: (NodeFacts & Belongs)[] = [];
    const links: (PlanLink & Belongs)[] = [];
    const baselines: (BaselineFacts & Belongs & { decidedById: string | null })[] = [];
    const slips: Parameters<typeof insertSlips>[1][number][] = [];
    for (const one of wanted) {
      const template = templates.find((held) => held.code === suggestedTemplate(one, choices))!;
      const answered = answersFor(
        template,
        Object.fromEntries(Object.entries(one.answers).filter(([code]) => template.questions.some((question) => question.code === code))),
      );
      if (!answered.ok) continue;
      const made = nodesOf(template, answered.answers);
      const reckon = (facts: PlanFacts) => {
        const done = passesOf(facts, calendarsOf(data, region, template.type, facts.asOf, one.projectId));
        if (!done.ok) throw new Error(`${one.name}: ${done.problem.code}`);
        return done.passes;
      };
      // As it was planned at its start, and the promise that was made then.
      const first = reckon({ start: one.start, promised: '2030-12-31', asOf: one.start, ...made });
      const { working } = first.calendars.by;
      const forecast = Math.floor(Date.parse(first.finish) / 86_400_000);
      const promised = new Date(working.workday(forecast, one.room) * 86_400_000).toISOString().slice(0, 10);
      const agreed: PlanFacts = { start: one.start, promised, asOf: one.start, ...made };
      const planned = reckon(agreed);
      const days = baselineDays(made.nodes, planned, 'latest');
      const before = made.nodes.map((node) => ({ ...node, forecast: planned.dates.get(node.code)!.earlyFinish }));
      // What was due early enough is done on its forecast day; the rest has slipped.
      const span = Date.parse(one.asOf) - Date.parse(one.start);
      const kept = new Date(Date.parse(one.start) + span * one.keeping).toISOString().slice(0, 10);
      // A matter begins with the day of its acceptance, which is not counted.
      const beganOn = (node: NodeFacts, counted: string): string =>
        node.kind === 'matter' && node.days > 0
          ? new Date(working.workday(Math.floor(Date.parse(counted) / 86_400_000), -1) * 86_400_000).toISOString().slice(0, 10)
          : counted;
      let blocking = one.blocked;
      const now = before.map((node): NodeFacts => {
        const dates = planned.dates.get(node.code)!;
        if (dates.earlyFinish <= kept) return { ...node, actualStart: beganOn(node, dates.earlyStart), actualFinish: dates.earlyFinish };
        if (dates.earlyStart > kept) return node;
        const begun = node.kind === 'milestone' || node.days === 0 ? node : { ...node, actualStart: beganOn(node, dates.earlyStart) };
        if (!blocking || begun === node) return begun;
        const stopped = { ...begun, blockedReason: blocking.reason, blockedUntil: blocking.until };
        blocking = undefined;
        return stopped;
      });
      const facts: PlanFacts = { ...agreed, asOf: one.asOf, nodes: now };
      const passes = reckon(facts);
      const own = { region, projectId: one.projectId };
      plans.push({
        ...own,
        templateRegion: template.region,
        templateCode: template.code,
        templateVersion: template.version,
        type: template.type,
        route: template.route,
        answers: answered.answers,
        start: one.start,
        promised,
        stateDay: one.asOf,
        madeBy: by.clerk.name,
        madeAt: at,
        updatedBy: by.clerk.name,
        updatedAt: at,
      });
      nodes.push(...now.map((node) => ({ ...node, ...own, forecast: passes.dates.get(node.code)!.earlyFinish })));
      links.push(...made.links.map((link) => ({ ...link, ...own })));
      baselines.push({
        ...own,
        id: newId(),
        number: 1,
        kind: 'set',
        source: 'latest',
        name: '基线1',
        promisedDay: promised,
        days,
        reason: '年初任务分解，倒排工期',
        proposedById: by.clerk.id,
        proposedBy: by.clerk.name,
        proposedAt: at,
        // Nobody approves what cannot be kept: it waits.
        decision: one.room < 0 ? null : 'approved',
        decidedById: one.room < 0 ? null : by.leader.id,
        decidedBy: one.room < 0 ? null : by.leader.name,
        decidedAt: one.room < 0 ? null : at,
        note: '',
      });
      slips.push(
        ...slipsOf(before, now, passes).map((slip) => ({
          ...slip,
          ...own,
          id: newId(),
          reason: slip.what === 'actual' ? '' : '3月15日调度',
          by: by.clerk.name,
          at,
        })),
      );
    }
    const answered = wanted.flatMap(({ projectId, responsible }) => (responsible ? [{ projectId, ...responsible }] : []));
    const offices = await findOrCreateOrganisations(
      db,
      region,
      answered.map((one) => ({ name: one.department, creditCode: null })),
      { kind: 'department' },
    );
    await insertPlans(db, plans);
    const held = new Set(plans.map((one) => one.projectId));
    await insertResponsible(
      db,
      answered.flatMap((one, place) =>
        held.has(one.projectId)
          ? [{ ...one, region, id: newId(), departmentId: offices[place]!.id, reason: '县重点项目包保分工', by: by.clerk, at }]
          : [],
      ),
    );
    await saveNodes(db, nodes);
    await insertLinks(db, links);
    await insertBaselines(db, baselines);
    await insertSlips(db, slips);
    await chain.append(db, {
      region,
      actor: by.clerk,
      action: 'plan.make',
      kind: 'plan',
      id: '-',
      facts: { plans: plans.length, nodes: nodes.length },
      allowed: ['plans', 'nodes'],
      request: 'command-line',
      result: 'done',
    });
    return plans.length;
  });
}
