// A file that a person handed in, read and reckoned as a plan here; and a plan written as a file. Between the calls and the rules: opens what came,
// asks the engine, puts together what the look tells.
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileReply, House, Upload } from '../../platform/http/house.ts';
import type { SheetRow } from '../../platform/sheets/cells.ts';
import { readWorkbook, unpackPage } from '../../platform/sheets/read.ts';
import { writeWorkbook } from '../../platform/sheets/write.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { recordOf } from '../projects/door.ts';
import { type Loaded, readReply, reckon } from './planned.ts';
import { readPlanFile, refuseFor } from './reading.ts';
import { type Brought, brought, mostNodes } from './rules-bring.ts';
import { asOfFor, besidePlan, dayDifferences, later, promisedFor, storedDifferences } from './rules-bring-look.ts';
import { calendarsOf } from './rules-calendars.ts';
import type { Comparison } from './rules-compare.ts';
import type { Passes, PlanFacts } from './rules-passes.ts';
import { projectOfPlan } from './rules-project-plan.ts';
import { scheduleRead } from './rules-schedule.ts';
import { predecessorsText } from './rules-table-words.ts';
import { suggestedTemplate } from './rules-template.ts';
import { projectXml } from './rules-write-project.ts';
import { nodeSheets, readNodeTable } from './sheet-nodes.ts';
import { calendarData, templateChoices, templatesFor } from './store-dated.ts';
import type { ApprovalRoute, ProjectType } from './words.ts';
import type { BringLevel, FileLook, FileProblem, PlanFileForm } from './words-exchange.ts';

export type Taken =
  | { ok: true; brought: Brought; stored: Comparison | undefined; names: ReadonlyMap<string, string> }
  | { ok: false; problems: FileProblem[] };

const largest = 64 * 1024 * 1024;
const mostRows = 5000;

/** What came, as nodes: a table by its cells, a file of another tool by its activities. */
export async function takeFile(house: House, region: string, upload: Upload, level: BringLevel | undefined): Promise<Taken> {
  if (upload.bytes === 0) refuse('plans.unknown-file', { file: upload.name });
  if (upload.bytes > largest) refuse('plans.file-too-large', { file: upload.name, limit: largest / 1024 / 1024 });
  const bytes = await house.files.read(upload.sha256);
  if (/\.mpp$/i.test(upload.name)) refuse('plans.mpp-file', { file: upload.name });
  const table = bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.readUInt32BE(0) === 0xd0cf11e0 || /\.csv$/i.test(upload.name);
  if (table) {
    const rows = new Map<string, SheetRow[]>();
    await house.files.withPlainCopy(upload.sha256, (path) =>
      readWorkbook(path, {
        name: upload.name,
        onPage: (page) => {
          const held = rows.get(page.name) ?? [];
          rows.set(page.name, held);
          if (held.length < mostRows) held.push(...unpackPage(page.packed));
        },
      }),
    );
    const read = readNodeTable(
      [...rows].map(([name, held]) => ({ name, rows: held })),
      house.clock.today(),
    );
    return read.ok ? { ok: true, brought: read.brought, stored: undefined, names: new Map() } : read;
  }
  const read = readPlanFile(upload.name, bytes);
  const told = scheduleRead(read, { compare: true });
  if (!('ok' in told)) return refuseFor(told.errors[0]!);
  const calendars = calendarsOf(await calendarData(house.db, [region]), region, 'any', house.clock.today(), null);
  const made = brought(read, told.ok, level, (from, to) => later(calendars, from, to));
  if (made.levels.length === 0) refuse('plans.file-too-many', { file: upload.name, count: made.counts.activities, limit: mostNodes });
  return { ok: true, brought: made, stored: told.ok.compare, names: new Map(told.ok.activities.map((one) => [one.id, one.name])) };
}

export interface Drafted {
  facts: PlanFacts;
  passes: Passes;
  template: { region: string; code: string; version: number };
  type: ProjectType;
  route: ApprovalRoute;
}

/** The file as a plan of this project: its template where we know it, otherwise none; reckoned by our calendars. */
export async function draftOf(
  house: House,
  region: string,
  project: string,
  made: Brought,
  promised: string | undefined,
  stateDay: string | undefined,
): Promise<Drafted> {
  const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
  if (record.leftAt !== null) refuse('projects.gone', { name: record.name, reason: record.leftReason ?? '' });
  const templates = await templatesFor(house.db, region);
  const choices = await templateChoices(house.db, region, house.clock.today());
  const { template } = made;
  const known =
    template && templates.find((one) => one.region === template.region && one.code === template.code && one.version === template.version);
  const like = known ?? templates.find((one) => one.code === suggestedTemplate(record, choices));
  const [type, route] = [made.own ? made.type : (like?.type ?? 'any'), made.own ? made.route : (like?.route ?? 'any')];
  const asOf = asOfFor(made, stateDay, house.clock.today());
  const day = promisedFor(made, promised);
  const facts: PlanFacts = {
    start: made.start > asOf && made.nodes.some((one) => one.node.actualStart !== null) ? asOf : made.start,
    promised: day < made.start ? made.start : day,
    asOf,
    nodes: made.nodes.map((one) => one.node),
    links: made.links,
  };
  const passes = await reckon(house, { region, projectId: project, type }, facts);
  return { facts, passes, type, route, template: known && template ? template : { region: '000000', code: 'file', version: 1 } };
}

const emptyLook = {
  own: false,
  title: '',
  level: 'all' as const,
  levels: [],
  most: mostNodes,
  counts: { activities: 0, summaries: 0, milestones: 0, links: 0 },
  calendars: [],
  start: '',
  promised: null,
  forecast: null,
  nodes: [],
  links: 0,
  leftOut: [],
  differences: [],
  agree: 0,
  stored: null,
  modes: [],
  beside: null,
};

export async function lookOf(
  house: House,
  region: string,
  project: string,
  upload: Upload,
  taken: Taken,
  before: Loaded | undefined,
): Promise<FileLook> {
  if (!taken.ok) return { ...emptyLook, file: upload.name, tool: 'excel', asOf: '', problems: taken.problems };
  const { brought: made, stored, names } = taken;
  const drafted = await draftOf(house, region, project, made, undefined, undefined);
  const { facts, passes } = drafted;
  const { rows, agree } = dayDifferences(made, facts, passes, stored);
  const beside = before ? besidePlan(made, before.facts.nodes, before.facts.links) : null;
  const alike = beside === null ? 0 : beside.same + beside.changed.length;
  return {
    file: upload.name,
    tool: made.tool,
    own: made.own,
    title: made.title,
    problems: [],
    level: made.level,
    levels: [...made.levels],
    most: mostNodes,
    counts: made.counts,
    calendars: [...made.calendars],
    start: facts.start,
    asOf: facts.asOf,
    promised: made.promised,
    forecast: passes.finish,
    nodes: made.nodes.map(({ node, source, fileStart, fileFinish }) => ({
      code: node.code,
      source,
      name: node.zh,
      kind: node.kind,
      stage: node.stage,
      stream: node.stream,
      organisation: node.organisation,
      days: node.days,
      unit: node.unit,
      after: predecessorsText(made.links, node.code),
      promise: node === passes.goal,
      start: fileStart,
      finish: fileFinish,
    })),
    links: made.links.length,
    leftOut: made.leftOut.map((one) => ({ ...one, names: [...one.names] })),
    differences: rows,
    agree,
    stored: storedDifferences(stored, names),
    modes: before ? (alike > 0 && made.own ? ['update', 'version'] : ['version']) : ['plan'],
    beside,
  };
}

/** A plan as a file. What a file cannot hold is told where it is asked for. */
export async function planFile(house: House, loaded: Loaded, form: PlanFileForm, language: 'zh' | 'en'): Promise<FileReply> {
  const { row, projectName, facts, passes, baselines } = loaded;
  const name = `${projectName}-${facts.asOf}`;
  if (form === 'mspdi') {
    const template = { region: row.templateRegion, code: row.templateCode, version: row.templateVersion };
    const project = projectOfPlan({ projectName, template, type: row.type, route: row.route }, facts, passes, baselines);
    return { name: `${name}.xml`, type: 'application/xml', content: Buffer.from(projectXml(project), 'utf8') };
  }
  const reply = await readReply(house, row.region, row.projectId, facts.asOf);
  const stream = new PassThrough();
  const [content] = await Promise.all([buffer(stream), writeWorkbook(stream, nodeSheets(reply, facts.nodes, facts.start, language))]);
  return { name: `${name}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content };
}

/** Refuses a table with wrong cells by the first of them. */
export function needReadable(taken: Taken): Extract<Taken, { ok: true }> {
  if (taken.ok) return taken;
  const [first] = taken.problems;
  throw new Refusal({
    code: 'plans.bad-cells',
    params: { cell: first!.cell, why: first!.sentence.zh, whyEn: first!.sentence.en, count: taken.problems.length },
  });
}
