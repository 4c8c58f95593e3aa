// The calls of plans: load, decide, save, reply. Making one from a template, its nodes and links, what happened, baselines, the calendar.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { recordOf, recordsOf } from '../projects/door.ts';
import { loadPlan, readReply, reckon, savePlan } from './planned.ts';
import { boardRoutes } from './routes-board.ts';
import { changeRoutes } from './routes-changes.ts';
import { datedRoutes } from './routes-dated.ts';
import { exchangeRoutes } from './routes-exchange.ts';
import { exportRoutes } from './routes-export.ts';
import { feedRoutes } from './routes-feeds.ts';
import { groundRoutes } from './routes-ground.ts';
import { responsibleFor, responsibleRoutes } from './routes-responsible.ts';
import { templateRoutes } from './routes-templates.ts';
import { baselineDays, compareDays, currentBaseline, mayDecide, mayPropose } from './rules-baselines.ts';
import { calendarsOf } from './rules-calendars.ts';
import { afterLinks, applyEdit, newNode, recordedActual } from './rules-edits.ts';
import { lineOf } from './rules-list.ts';
import { type PlanFacts, passesOf } from './rules-passes.ts';
import { planReply } from './rules-reply.ts';
import { answersFor, nodesOf, suggestedTemplate, templatesInForce } from './rules-template.ts';
import {
  baselinesOfPlans,
  closeBaseline,
  deleteLinksInto,
  deleteNode,
  insertBaselines,
  insertLinks,
  insertPlans,
  insertSlips,
  linksOfPlans,
  nodesOfPlans,
  planOf,
  plansIn,
  saveNodes,
  setPromise,
  touchPlan,
} from './store.ts';
import { calendarData, lightRule, templateChoices, templatesFor } from './store-dated.ts';
import * as words from './words.ts';

const stop = (problem: ConstructorParameters<typeof Refusal>[0]): never => {
  throw new Refusal(problem);
};

type Making = {
  region: string;
  project: string;
  template: string;
  promised: string;
  start?: string | undefined;
  stateDay: string | null;
  answers: Record<string, string>;
};

/** A plan as its template, answers and promised day make it. */
async function drafted(house: House, input: Making) {
  const project = (await recordOf(house.db, input.region, input.project)) ?? refuse('thing.unknown');
  if (project.leftAt !== null) refuse('projects.gone', { name: project.name, reason: project.leftReason ?? '' });
  const today = house.clock.today();
  const template =
    templatesInForce(await templatesFor(house.db, input.region), input.region, today).find((one) => one.code === input.template) ??
    refuse('plans.no-template', { template: input.template });
  const answered = answersFor(template, input.answers);
  if (!answered.ok) return stop(answered.problem);
  const made = nodesOf(template, answered.answers);
  const asOf = input.stateDay ?? today;
  const start = input.start ?? asOf;
  if (input.promised < start) refuse('plans.promise-before-start', { promised: input.promised, start });
  const facts: PlanFacts = { start, promised: input.promised, asOf, ...made };
  return {
    project,
    template,
    answers: answered.answers,
    facts,
    passes: await reckon(house, { region: input.region, projectId: input.project, type: template.type }, facts),
  };
}

export const plansRoom = (): Route[] => [
  ...boardRoutes(),
  ...feedRoutes(),
  ...groundRoutes(),

  serve(words.planTemplates, async ({ region }, { db, clock }) => ({
    templates: templatesInForce(await templatesFor(db, region), region, clock.today()),
  })),

  serve(words.listPlans, async ({ region, limit, offset, department, mine }, house) => {
    const { db, clock } = house;
    const regions = db.scope.regions.filter((code) => region === undefined || within(code, region));
    const answering = await responsibleFor(house, regions, clock.today());
    const own = new Set(house.person.organisationsFor('plan.read'));
    const isMine = (one: { leader: string; departmentId: string | null }): boolean =>
      one.leader === house.person.name || (one.departmentId !== null && own.has(one.departmentId));
    const chosen =
      department === undefined && mine === undefined
        ? undefined
        : [...answering]
            .filter(([, one]) => (department === undefined || one.department === department) && (mine === undefined || isMine(one)))
            .map(([project]) => project);
    const { total, rows } = await plansIn(db, regions, { limit, offset, ...(chosen && { projects: chosen }) });
    const ids = rows.map((row) => row.projectId);
    const held = [...new Set(rows.map((row) => row.region))];
    const nodes = Map.groupBy(await nodesOfPlans(db, held, ids), (node) => node.projectId);
    const links = Map.groupBy(await linksOfPlans(db, held, ids), (link) => link.projectId);
    const baselines = Map.groupBy(await baselinesOfPlans(db, held, ids), (one) => one.projectId);
    const data = await calendarData(db, held);
    const names = new Map<string, string>();
    for (const code of held)
      for (const record of await recordsOf(
        db,
        code,
        rows.filter((row) => row.region === code).map((row) => row.projectId),
      ))
        names.set(record.id, record.name);
    const lines = [];
    for (const row of rows) {
      const facts: PlanFacts = {
        start: row.start,
        promised: row.promised,
        asOf: row.stateDay ?? clock.today(),
        nodes: nodes.get(row.projectId) ?? [],
        links: links.get(row.projectId) ?? [],
      };
      const made = passesOf(facts, calendarsOf(data, row.region, row.type, facts.asOf, row.projectId));
      if (!made.ok) continue;
      const rule = await lightRule(db, row.region, facts.asOf);
      lines.push(
        lineOf(
          {
            region: row.region,
            projectId: row.projectId,
            projectName: names.get(row.projectId) ?? '',
            leader: answering.get(row.projectId)?.leader ?? '',
            department: answering.get(row.projectId)?.department ?? '',
          },
          facts,
          made.passes,
          baselines.get(row.projectId) ?? [],
          rule,
        ),
      );
    }
    lines.sort((a, b) => b.gapDays - a.gapDays);
    const departments = [...Map.groupBy([...answering.values()], (one) => one.department)]
      .flatMap(([name, plans]) => (name === '' ? [] : [{ name, plans: plans.length }]))
      .sort((a, b) => b.plans - a.plans || (a.name < b.name ? -1 : 1));
    return {
      total,
      late: lines.filter((line) => line.gapDays > 0).length,
      departments,
      mine: [...answering.values()].filter(isMine).length,
      rows: lines,
    };
  }),

  serve(words.readPlan, async ({ region, project, on }, house) => {
    const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
    const plan = (await planOf(house.db, region, project)) ? await readReply(house, region, project, on) : null;
    const suggested = suggestedTemplate(record, await templateChoices(house.db, region, house.clock.today()));
    return { plan, projectName: record.name, suggested, totalYuan: record.totalYuan };
  }),

  serve(words.tryPlan, async (input, house) => {
    const { project, template, answers, facts, passes } = await drafted(house, input);
    const at = house.clock.now();
    const by = house.person.name;
    return planReply(
      {
        region: input.region,
        projectId: input.project,
        projectName: project.name,
        template: { ...template },
        type: template.type,
        route: template.route,
        answers,
        start: facts.start,
        promised: facts.promised,
        stateDay: input.stateDay,
        madeBy: by,
        madeAt: at,
        updatedBy: by,
        updatedAt: at,
        version: 0,
      },
      facts,
      passes,
      {
        baselines: [],
        slips: [],
        rule: await lightRule(house.db, input.region, facts.asOf),
        asker: { id: house.person.id, mayApprove: false },
      },
    );
  }),

  serve(words.makePlan, async (input, house) => {
    const { region, project } = input;
    if (await planOf(house.db, region, project)) refuse('plans.exists');
    const { template, answers, facts, passes } = await drafted(house, input);
    const at = house.clock.now();
    const by = house.person.name;
    const own = { region, projectId: project };
    await insertPlans(house.db, [
      {
        ...own,
        templateRegion: template.region,
        templateCode: template.code,
        templateVersion: template.version,
        type: template.type,
        route: template.route,
        answers,
        start: facts.start,
        promised: facts.promised,
        stateDay: input.stateDay,
        madeBy: by,
        madeAt: at,
        updatedBy: by,
        updatedAt: at,
      },
    ]);
    await saveNodes(
      house.db,
      facts.nodes.map((node) => ({ ...node, ...own, forecast: passes.dates.get(node.code)!.earlyFinish })),
    );
    await insertLinks(
      house.db,
      facts.links.map((link) => ({ ...link, ...own })),
    );
    await house.audit({
      region,
      kind: 'plan',
      id: project,
      facts: { template: `${template.code}@${template.version}`, promised: facts.promised, nodes: facts.nodes.length },
    });
    return readReply(house, region, project);
  }),

  serve(words.editNode, async ({ region, project, code, version, set, reason }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const edited = applyEdit(before.facts.nodes, code, set, reason, currentBaseline(before.baselines) !== undefined);
    if (!edited.ok) return stop(edited.problem);
    await savePlan(house, before, { nodes: edited.nodes, links: before.facts.links }, version, reason);
    await house.audit({ region, kind: 'plan', id: project, facts: { node: code, fields: Object.keys(set).join('、'), reason } });
    return readReply(house, region, project);
  }),

  serve(words.addNode, async (input, house) => {
    const { region, project, version } = input;
    const before = await loadPlan(house, region, project, { lock: true });
    const { node, links } = newNode(before.facts.nodes, input);
    const own = { region, projectId: project };
    await savePlan(house, before, { nodes: [...before.facts.nodes, node], links: [...before.facts.links, ...links] }, version, '');
    await insertLinks(
      house.db,
      links.map((link) => ({ ...link, ...own })),
    );
    await house.audit({ region, kind: 'plan', id: project, facts: { node: node.code, name: node.zh } });
    return readReply(house, region, project);
  }),

  serve(words.removeNode, async ({ region, project, code, version, reason }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const node = before.facts.nodes.find((one) => one.code === code) ?? refuse('plans.no-node', { node: code });
    if (node === before.passes.goal) refuse('plans.promised-node', { node: node.zh });
    if (node.actualStart !== null) refuse('plans.begun', { node: node.zh });
    const links = afterLinks(before.facts.links, code);
    await savePlan(house, before, { nodes: before.facts.nodes.filter((one) => one !== node), links: links.all }, version, reason);
    await deleteNode(house.db, region, project, code);
    await insertLinks(
      house.db,
      links.added.map((link) => ({ ...link, region, projectId: project })),
    );
    await house.audit({ region, kind: 'plan', id: project, facts: { node: code, name: node.zh, reason } });
    return readReply(house, region, project);
  }),

  serve(words.setLinks, async ({ region, project, code, version, links, reason }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    if (!before.facts.nodes.some((one) => one.code === code)) refuse('plans.no-node', { node: code });
    if (currentBaseline(before.baselines) && reason.trim().length < 4) refuse('plans.reason');
    const into = links.map((link) => ({ ...link, to: code }));
    await savePlan(
      house,
      before,
      { nodes: before.facts.nodes, links: [...before.facts.links.filter((one) => one.to !== code), ...into] },
      version,
      reason,
    );
    await deleteLinksInto(house.db, region, project, code);
    await insertLinks(
      house.db,
      into.map((link) => ({ ...link, region, projectId: project })),
    );
    await house.audit({
      region,
      kind: 'plan',
      id: project,
      facts: { node: code, links: into.map((link) => link.from).join('、'), reason },
    });
    return readReply(house, region, project);
  }),

  serve(words.recordActual, async ({ region, project, code, version, start, finish, note }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const upload = house.upload();
    const evidence = upload.bytes > 0 ? { name: upload.name, sha256: upload.sha256 } : null;
    const recorded = recordedActual(before.facts, code, { start, finish: finish ?? null, note, evidence });
    if (!recorded.ok) return stop(recorded.problem);
    await savePlan(house, before, { nodes: recorded.nodes, links: before.facts.links }, version, note);
    await house.audit({
      region,
      kind: 'plan',
      id: project,
      facts: { node: code, start, finish: finish ?? null, evidenceName: evidence?.name ?? null, evidenceSha256: evidence?.sha256 ?? null },
    });
    return readReply(house, region, project);
  }),

  serve(words.proposeBaseline, async ({ region, project, version, kind, source, promised, reason }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const problem = mayPropose(before.baselines, kind);
    if (problem) stop(problem);
    const { person, clock } = house;
    const at = clock.now();
    if (!(await touchPlan(house.db, region, project, version, person.name, at))) refuse('plans.changed-meanwhile');
    const promisedDay = promised ?? before.facts.promised;
    const passes =
      promisedDay === before.facts.promised ? before.passes : await reckon(house, before.row, { ...before.facts, promised: promisedDay });
    const number = Math.max(0, ...before.baselines.map((one) => one.number)) + 1;
    await insertBaselines(house.db, [
      {
        region,
        projectId: project,
        id: newId(),
        number,
        kind,
        source,
        name: `基线${number}`,
        promisedDay,
        days: baselineDays(before.facts.nodes, passes, source),
        reason,
        proposedById: person.id,
        proposedBy: person.name,
        proposedAt: at,
        decision: null,
        decidedById: null,
        decidedBy: null,
        decidedAt: null,
        note: '',
      },
    ]);
    await house.audit({ region, kind: 'plan', id: project, facts: { kind, source, promised: promisedDay, reason } });
    return readReply(house, region, project);
  }),

  serve(words.decideBaseline, async ({ region, project, id, decision, note }, house) => {
    const before = await loadPlan(house, region, project, { lock: true });
    const one = before.baselines.find((baseline) => baseline.id === id) ?? refuse('thing.unknown');
    const problem = mayDecide(one, house.person.id);
    if (problem) stop(problem);
    const { person, clock } = house;
    const at = clock.now();
    await closeBaseline(house.db, region, id, decision, note, { id: person.id, name: person.name }, at);
    if (decision === 'approved') {
      if (one.kind !== 'drop') await setPromise(house.db, region, project, one.promisedDay);
      const was = currentBaseline(before.baselines)?.days ?? {};
      await insertSlips(
        house.db,
        before.facts.nodes
          .map((node) => ({
            code: node.code,
            from: was[node.code] ?? null,
            to: one.kind === 'drop' ? null : (one.days[node.code] ?? null),
          }))
          .filter((slip) => slip.from !== slip.to)
          .map((slip) => ({
            ...slip,
            what: 'baseline' as const,
            id: newId(),
            region,
            projectId: project,
            reason: one.reason,
            by: `${one.proposedBy}、${person.name}`,
            at,
          })),
      );
    }
    if (!(await touchPlan(house.db, region, project, before.row.version, person.name, at))) refuse('plans.changed-meanwhile');
    await house.audit({ region, kind: 'plan', id: project, facts: { kind: one.kind, decision, promised: one.promisedDay, note } });
    return readReply(house, region, project);
  }),

  serve(words.comparePlans, async ({ region, project, from, to, on }, house) => {
    const { facts, passes, baselines } = await loadPlan(house, region, project, { on });
    const days = (which: string): Readonly<Record<string, string>> =>
      which === 'latest' || which === 'forecast'
        ? baselineDays(facts.nodes, passes, which)
        : (baselines.find((one) => one.id === which)?.days ?? refuse('plans.no-version', { version: which }));
    const rows = compareDays(facts.nodes, days(from), days(to), passes.calendars);
    return {
      rows,
      later: rows.filter((row) => (row.from ?? '') < (row.to ?? '')).length,
      earlier: rows.filter((row) => (row.from ?? '') > (row.to ?? '')).length,
    };
  }),

  ...datedRoutes(),
  ...exchangeRoutes(),
  ...exportRoutes(),
  ...changeRoutes(),
  ...templateRoutes(),
  ...responsibleRoutes(),
];
