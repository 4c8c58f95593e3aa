// The calls about plans as files: taking one along, looking at what came, bringing it in as the plan, beside the plan or into it, and comparing. A file
// changes a plan by the same rules as a person does.

import { type House, type Route, serve, type Upload } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { type Drafted, draftOf, lookOf, needReadable, planFile, takeFile } from './exchange.ts';
import { type Loaded, loadPlan, readReply, savePlan } from './planned.ts';
import { currentBaseline, mayPropose } from './rules-baselines.ts';
import type { Brought } from './rules-bring.ts';
import { daysForPlan, later } from './rules-bring-look.ts';
import { updated } from './rules-bring-update.ts';
import { deleteLinksInto, insertBaselines, insertLinks, insertPlans, planOf, saveNodes } from './store.ts';
import { fileContent, filesOf, insertFile } from './store-exchange.ts';
import * as words from './words-exchange.ts';

type Place = { region: string; project: string };

/** The file's own days as a baseline called after it; it waits for another person like any other. */
async function proposeFile(
  house: House,
  { region, project }: Place,
  before: Pick<Loaded, 'baselines'>,
  file: string,
  promised: string,
  days: Record<string, string>,
  reason: string,
): Promise<string> {
  const kind = currentBaseline(before.baselines) ? 'change' : 'set';
  const problem = mayPropose(before.baselines, kind);
  if (problem) throw new Refusal(problem);
  const name = file.replace(/\.[^.]+$/, '').slice(0, 60);
  await insertBaselines(house.db, [
    {
      region,
      projectId: project,
      id: newId(),
      number: Math.max(0, ...before.baselines.map((one) => one.number)) + 1,
      kind,
      source: 'file',
      name,
      promisedDay: promised,
      days,
      reason: reason.trim().length >= 4 ? reason : `文件“${file}”自带的日期`,
      proposedById: house.person.id,
      proposedBy: house.person.name,
      proposedAt: house.clock.now(),
      decision: null,
      decidedById: null,
      decidedBy: null,
      decidedAt: null,
      note: '',
    },
  ]);
  return name;
}

async function keepFile(house: House, { region, project }: Place, upload: Upload, made: Brought, mode: words.BringMode): Promise<void> {
  await insertFile(house.db, {
    region,
    project,
    id: newId(),
    file: upload.name,
    sha256: upload.sha256,
    tool: made.tool,
    mode,
    level: made.level,
    nodes: made.nodes.length,
    by: house.person.name,
    at: house.clock.now(),
    leftOut: made.leftOut.map((one) => ({ ...one, names: [...one.names] })),
    content: { nodes: made.nodes, links: made.links, own: made.own },
  });
}

/** What the file says happened is shown by the file itself. */
const shownBy = (upload: Upload, made: Brought): Brought['nodes'][number]['node'][] =>
  made.nodes.map(({ node }) => (node.actualFinish === null ? node : { ...node, evidence: [{ name: upload.name, sha256: upload.sha256 }] }));

async function asPlan(
  house: House,
  place: Place,
  upload: Upload,
  made: Brought,
  drafted: Drafted,
  stateDay: string | undefined,
): Promise<void> {
  const { region, project } = place;
  const { facts, passes, template, type, route } = drafted;
  const [at, by] = [house.clock.now(), house.person.name];
  const own = { region, projectId: project };
  await insertPlans(house.db, [
    {
      ...own,
      templateRegion: template.region,
      templateCode: template.code,
      templateVersion: template.version,
      type,
      route,
      answers: {},
      start: facts.start,
      promised: facts.promised,
      stateDay: stateDay ?? (facts.asOf === house.clock.today() ? null : facts.asOf),
      madeBy: by,
      madeAt: at,
      updatedBy: by,
      updatedAt: at,
    },
  ]);
  await saveNodes(
    house.db,
    shownBy(upload, made).map((node) => ({ ...node, ...own, forecast: passes.dates.get(node.code)!.earlyFinish })),
  );
  await insertLinks(
    house.db,
    facts.links.map((link) => ({ ...link, ...own })),
  );
}

async function intoPlan(
  house: House,
  place: Place,
  upload: Upload,
  made: Brought,
  before: Loaded,
  version: number,
  reason: string,
): Promise<void> {
  const { region, project } = place;
  const change = updated(made, before.facts, reason, currentBaseline(before.baselines) !== undefined, {
    name: upload.name,
    sha256: upload.sha256,
  });
  if (!change.ok) throw new Refusal(change.problem);
  await savePlan(house, before, { nodes: change.nodes, links: change.links }, version, reason);
  for (const code of change.relinked) await deleteLinksInto(house.db, region, project, code);
  await insertLinks(
    house.db,
    change.links.filter((link) => change.relinked.has(link.to)).map((link) => ({ ...link, region, projectId: project })),
  );
}

export const exchangeRoutes = (): Route[] => [
  serve(words.exportPlan, async ({ region, project, form, language }, house) =>
    planFile(house, await loadPlan(house, region, project), form, language),
  ),

  serve(words.lookAtFile, async ({ region, project, level }, house) => {
    const upload = house.upload();
    const before = (await planOf(house.db, region, project)) ? await loadPlan(house, region, project) : undefined;
    const look = await lookOf(house, region, project, upload, await takeFile(house, region, upload, level), before);
    await house.audit({
      region,
      kind: 'plan',
      id: project,
      facts: { file: upload.name, sha256: upload.sha256, problems: look.problems.length },
    });
    return look;
  }),

  serve(words.bringFile, async ({ region, project, mode, level, promised, stateDay, baseline, reason, version }, house) => {
    const upload = house.upload();
    const { brought: made } = needReadable(await takeFile(house, region, upload, level));
    const place = { region, project };
    const there = await planOf(house.db, region, project, true);
    if (mode === 'plan' && there) refuse('plans.exists');
    let named: string | null = null;
    let promisedDay = '';
    if (mode === 'plan') {
      const drafted = await draftOf(house, region, project, made, promised, stateDay);
      promisedDay = drafted.facts.promised;
      await asPlan(house, place, upload, made, drafted, stateDay);
      await keepFile(house, place, upload, made, mode);
      const days = daysForPlan({ ...made, own: true }, drafted.facts.nodes);
      if (baseline && Object.keys(days).length > 0)
        named = await proposeFile(house, place, { baselines: [] }, upload.name, promisedDay, days, reason);
    } else {
      const before = await loadPlan(house, region, project, { lock: true });
      promisedDay = before.facts.promised;
      await keepFile(house, place, upload, made, mode);
      if (mode === 'update') await intoPlan(house, place, upload, made, before, version ?? before.row.version, reason);
      else if (baseline) {
        const days = daysForPlan(made, before.facts.nodes);
        if (Object.keys(days).length > 0)
          named = await proposeFile(house, place, before, upload.name, made.promised ?? promisedDay, days, reason);
      }
    }
    await house.audit({
      region,
      kind: 'plan',
      id: project,
      facts: {
        file: upload.name,
        sha256: upload.sha256,
        mode,
        level: made.level,
        nodes: made.nodes.length,
        links: made.links.length,
        promised: promisedDay,
        baseline: named,
        reason,
      },
    });
    return readReply(house, region, project);
  }),

  serve(words.broughtFiles, async ({ region, project }, house) => ({ files: await filesOf(house.db, region, project) })),

  serve(words.compareFile, async ({ region, project, id }, house) => {
    const found = (await fileContent(house.db, region, project, id)) ?? refuse('thing.unknown');
    const { content, ...file } = found;
    const { facts, passes } = await loadPlan(house, region, project);
    const days = daysForPlan(content, facts.nodes);
    const matched = new Set(Object.values(content.nodes).map((one) => one.node.zh));
    const mine = new Set(facts.nodes.map((node) => node.zh));
    const codes = new Set(facts.nodes.map((node) => node.code));
    return {
      file,
      rows: facts.nodes
        .filter((node) => days[node.code] !== undefined)
        .map((node) => {
          const [theirs, ours] = [days[node.code]!, passes.dates.get(node.code)!.earlyFinish];
          const same = theirs === ours;
          return {
            code: node.code,
            name: { zh: node.zh, en: node.en || node.zh },
            theirs,
            ours,
            workingDays: later(passes.calendars, theirs, ours),
            why: same
              ? { zh: '相同', en: 'the same' }
              : { zh: ours > theirs ? '现在更晚' : '现在更早', en: ours > theirs ? 'later now' : 'earlier now' },
          };
        }),
      onlyFile: content.nodes
        .filter((one) => !mine.has(one.node.zh) && !(content.own && codes.has(one.node.code)))
        .map((one) => one.node.zh),
      onlyPlan: facts.nodes.filter((node) => days[node.code] === undefined && !matched.has(node.zh)).map((node) => node.zh),
    };
  }),
];
