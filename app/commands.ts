/**
 * The commands, one entry each: what it takes, what it is for, what it does. A data command only turns its words into calls of the
 * product's endpoints and the replies into the promised shape; whether it may, and what is right, is decided behind the endpoint.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { writeDemoLedgers, writeEveningLedger } from '../demo/ledgers.ts';
import { makeFirstAdministratorCode } from '../features/accounts/door.ts';
import { type Progress, type Sentence, StartRefusal } from '../platform/db/start-refusal.ts';
import { isDay } from '../vocabulary/days.ts';
import { type Reach, Refused } from './call.ts';
import { auditFile } from './command-audit.ts';
import { writeBulletin } from './command-bulletin.ts';
import { importFile } from './command-import.ts';
import { levelFile } from './command-level.ts';
import { readProjectPlan } from './command-plan.ts';
import { convertPlan, importPlan } from './command-plan-exchange.ts';
import { planFormats, writePlan } from './command-plan-export.ts';
import { checkRegimes, compareRegimes, expirePersons, listCasesOn } from './command-resumption.ts';
import { schedulePlan } from './command-schedule.ts';
import { orderShock } from './command-shock.ts';
import { readDeployment, readServing, writeDeployment } from './data-directory.ts';
import { besideServer, layGround } from './ground.ts';
import { compose, establish, serve } from './serve.ts';
import { settings } from './settings.ts';

export type Values = Record<string, string | boolean | undefined>;

export type Context = {
  dataDir: string;
  words: string[];
  values: Values;
  progress: Progress;
  /** Reaches the endpoints: of the running server, or of one composed for this command. */
  reach<T>(work: (reach: Reach) => Promise<T>): Promise<T>;
};

export type Command = {
  usage: string;
  about: Sentence;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words follow the name; [least, most] where it depends on the first. */
  words: number | readonly [number, number];
  /** The JSON value to print; undefined prints nothing. */
  run(context: Context): Promise<unknown>;
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function need(values: Values, name: string, usage: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new StartRefusal('command.missing-option', { zh: `缺少 --${name}。用法：${usage}`, en: `--${name} is missing. Usage: ${usage}` });
}

function needNumber(values: Values, name: string, usage: string, from: number, to: number): number {
  const value = need(values, name, usage);
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= from && number <= to) return number;
  throw new StartRefusal('command.bad-option', {
    zh: `--${name} 应是 ${from} 到 ${to} 的整数，而不是“${value}”。`,
    en: `--${name} should be a whole number from ${from} to ${to}, not "${value}".`,
  });
}

function needRegion(values: Values, usage: string): string {
  const code = need(values, 'region', usage);
  if (/^\d{6}$/.test(code)) return code;
  throw new StartRefusal('command.bad-option', {
    zh: `--region 应是六位行政区划代码，而不是“${code}”。`,
    en: `--region should be a division code of six digits, not "${code}".`,
  });
}

/** A day, or a local time of a day, where one was given. */
function moment(values: Values, name: string, usage: string): string | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(value)) return value;
  throw new StartRefusal('command.bad-option', {
    zh: `--${name} 应写成 2020-03-15 或 2020-03-15T08:00，而不是“${value}”。用法：${usage}`,
    en: `--${name} should be like 2020-03-15 or 2020-03-15T08:00, not "${value}". Usage: ${usage}`,
  });
}

function needDay(values: Values, name: string, usage: string): string {
  const value = need(values, name, usage);
  if (isDay(value)) return value;
  throw new StartRefusal('command.bad-option', {
    zh: `--${name} 应是写成 2020-03-15 的日期，而不是“${value}”。`,
    en: `--${name} should be a day like 2020-03-15, not "${value}".`,
  });
}

export const commands: Record<string, Command> = {
  init: {
    usage: 'init [--demo] [--data DIR]',
    about: { zh: '建立数据目录；--demo 带演示地区', en: 'make a data directory; --demo with the demonstration region' },
    options: { demo: flag },
    words: 0,
    async run({ dataDir, values, progress }) {
      const before = readDeployment(dataDir);
      if (before?.state === 'ready')
        throw new StartRefusal('data.exists', {
          zh: `数据目录 ${dataDir} 已经建好，没有改动它。要重来请另选目录。`,
          en: `The data directory ${dataDir} exists already and was left as it is. Choose another one to begin anew.`,
        });
      const laid = await layGround(dataDir, 'command', progress);
      try {
        const demo = values.demo === true;
        const token = crypto.randomUUID();
        const http = await compose(laid, { demo, token, screens: false });
        await establish(dataDir, demo, laid, http, progress);
        await http.close();
        return { dataDir, demo, migrated: laid.migrated };
      } finally {
        await laid.stop();
      }
    },
  },

  serve: {
    usage: 'serve [--data DIR] [--port N] [--demo]',
    about: { zh: '启动服务', en: 'serve it' },
    options: { port: text, demo: flag, start: flag },
    words: 0,
    async run({ dataDir, values, progress }) {
      const port = values.port === undefined ? undefined : needNumber(values, 'port', commands.serve!.usage, 1, 65_535);
      // `npm start` shows the demonstration; on a server of one's own it is asked for.
      const fresh = values.demo === true || (values.start === true && !settings.databaseUrl) ? 'demo' : 'empty';
      await serve({ dataDir, port, fresh }, progress);
      return undefined;
    },
  },

  migrate: {
    usage: 'migrate [--data DIR]',
    about: { zh: '升级数据库结构', en: 'bring the schema up to date' },
    words: 0,
    async run({ dataDir, progress }) {
      if (readServing(dataDir)) return { applied: [], served: true }; // a server migrates before it serves
      const laid = await layGround(dataDir, 'command', progress);
      await laid.stop();
      return { applied: laid.migrated, served: false };
    },
  },

  import: {
    usage: 'import FILE --region CODE --year Y [--mapping FILE] [--reason TEXT] [--dry-run] [--data DIR]',
    about: { zh: '导入台账', en: 'bring a ledger in' },
    options: { region: text, year: text, mapping: text, reason: text, 'dry-run': flag },
    words: 1,
    run: ({ words, values, reach, progress }) => {
      const { usage } = commands.import!;
      const order = {
        file: resolve(settings.typedIn, words[0]!),
        region: needRegion(values, usage),
        year: needNumber(values, 'year', usage, 1990, 2099),
        mapping: typeof values.mapping === 'string' ? resolve(settings.typedIn, values.mapping) : undefined,
        reason: typeof values.reason === 'string' ? values.reason : undefined,
        dryRun: values['dry-run'] === true,
      };
      return reach((call) => importFile(call, order, progress));
    },
  },

  figures: {
    usage: 'figures --region CODE --year Y [--data DIR]',
    about: { zh: '输出数字', en: 'print the figures' },
    options: { region: text, year: text },
    words: 0,
    run: ({ values, reach }) => {
      const { usage } = commands.figures!;
      const query = { region: needRegion(values, usage), year: needNumber(values, 'year', usage, 1990, 2099) };
      return reach((call) => call({ path: '/api/figures', query }));
    },
  },

  bulletin: {
    usage: 'bulletin --kind K --region CODE --year Y --out FILE.docx|.pdf|.txt|.html [--template CODE] [--draft] [--data DIR]',
    about: {
      zh: '写一期刊物、核稿、印发，写成文件；K 为 brief 项目简报、resumption 复工情况专报、meeting 调度会材料、press 新闻通稿',
      en: 'write a bulletin, proofread and issue it, put the file down; K is brief, resumption, meeting or press',
    },
    options: { kind: text, region: text, year: text, out: text, template: text, draft: flag },
    words: 0,
    run: ({ values, reach, progress }) => {
      const { usage } = commands.bulletin!;
      const order = {
        kind: need(values, 'kind', usage),
        region: needRegion(values, usage),
        year: needNumber(values, 'year', usage, 1990, 2099),
        out: resolve(settings.typedIn, need(values, 'out', usage)),
        template: typeof values.template === 'string' ? values.template : undefined,
        draft: values.draft === true,
      };
      return reach((call) => writeBulletin(call, order, progress));
    },
  },

  projects: {
    usage: 'projects --region CODE --year Y [--data DIR]',
    about: { zh: '列出一年的项目及其编号', en: "list a year's projects and their ids" },
    options: { region: text, year: text },
    words: 0,
    run: ({ values, reach }) => {
      const { usage } = commands.projects!;
      const query = {
        region: needRegion(values, usage),
        year: needNumber(values, 'year', usage, 1990, 2099),
        sort: 'code',
        order: 'asc',
        limit: 500,
      };
      return reach(async (call) => {
        const projects: unknown[] = [];
        for (;;) {
          const page: { total: number; rows: unknown[] } = await call({
            path: '/api/projects',
            query: { ...query, offset: projects.length },
          });
          projects.push(...page.rows);
          if (page.rows.length === 0 || projects.length >= page.total) return { total: page.total, projects };
        }
      });
    },
  },

  trace: {
    usage: 'trace --project ID --field F [--region CODE] [--data DIR]',
    about: { zh: '一个值从哪个单元格来', en: 'the chain of a value back to its cell' },
    options: { project: text, field: text, region: text },
    words: 0,
    run: ({ values, reach }) => {
      const { usage } = commands.trace!;
      const project = need(values, 'project', usage);
      const field = need(values, 'field', usage);
      return reach(async (call) => {
        const region = values.region === undefined ? await regionOf(call, project) : needRegion(values, usage);
        return call({ path: `/api/projects/${region}/${encodeURIComponent(project)}/trace`, query: { field } });
      });
    },
  },

  audit: {
    usage: 'audit verify [--region CODE] [--data DIR]',
    about: { zh: '核验留痕链', en: 'verify the chain of entries' },
    options: { region: text },
    words: 1,
    run: ({ words, values, reach }) => {
      if (words[0] !== 'verify')
        throw new StartRefusal('command.unknown', {
          zh: `没有 audit ${words[0]}。用法：${commands.audit!.usage}`,
          en: `There is no audit ${words[0]}. Usage: ${commands.audit!.usage}`,
        });
      return reach((call) =>
        call({
          method: 'POST',
          path: '/api/audit/verify',
          body: values.region === undefined ? {} : { region: needRegion(values, commands.audit!.usage) },
        }),
      );
    },
  },

  'audit-text': {
    usage: 'audit-text FILE|- [--region CODE --year Y] [--data DIR]',
    about: { zh: '核稿：文中数字、日期、名称有无矛盾', en: 'proofread a text: what in it does not add up' },
    options: { region: text, year: text },
    words: 1,
    run: ({ words, values, reach }) => {
      const { usage } = commands['audit-text']!;
      const file = words[0] === '-' ? '-' : resolve(settings.typedIn, words[0]!);
      const region = values.region === undefined ? undefined : needRegion(values, usage);
      const year = region === undefined && values.year === undefined ? undefined : needNumber(values, 'year', usage, 1990, 2099);
      return auditFile({ file, region, year, as: 'any' }, reach);
    },
  },

  'audit-table': {
    usage: 'audit-table FILE',
    about: { zh: '核表：合计、小计、比率等是否相符', en: 'proofread a table: totals, subtotals, rates' },
    words: 1,
    run: ({ words, reach }) =>
      auditFile({ file: resolve(settings.typedIn, words[0]!), region: undefined, year: undefined, as: 'table' }, reach),
  },

  schedule: {
    usage: 'schedule FILE(.xml|.xer|.json) [--from DATE] [--due DATE] [--compare]',
    about: { zh: '排一份计划：最早最晚时间、时差、关键线路', en: 'schedule a plan: early and late dates, floats, the critical path' },
    options: { from: text, due: text, compare: flag },
    words: 1,
    async run({ words, values }) {
      const { usage } = commands.schedule!;
      const file = resolve(settings.typedIn, words[0]!);
      return schedulePlan(file, {
        from: moment(values, 'from', usage),
        due: moment(values, 'due', usage),
        compare: values.compare === true,
      });
    },
  },

  plan: {
    usage: 'plan --project ID [--region CODE] [--on DATE] [--data DIR]',
    about: { zh: '项目的节点计划：两遍推算、差距和补救', en: 'the plan of a project: both passes, the gap, the remedies' },
    options: { project: text, region: text, on: text },
    words: 0,
    run: ({ values, reach }) => {
      const { usage } = commands.plan!;
      const order = {
        project: need(values, 'project', usage),
        region: values.region === undefined ? undefined : needRegion(values, usage),
        on: moment(values, 'on', usage)?.slice(0, 10),
      };
      return reach((call) => readProjectPlan(call, order));
    },
  },

  'plan-import': {
    usage:
      'plan-import FILE --project ID --region CODE [--mode plan|version|update] [--level all|summaries|milestones] [--promised DATE] [--reason TEXT] [--dry-run] [--data DIR]',
    about: {
      zh: '导入计划：Project XML、P6 XML 或 XER、Excel 节点表；--dry-run 只看会带入什么',
      en: 'bring a plan in: XML of Project, XML or XER of P6, our Excel table; --dry-run shows what would come in',
    },
    options: { project: text, region: text, mode: text, level: text, promised: text, reason: text, 'dry-run': flag },
    words: 1,
    run: ({ words, values, reach }) => {
      const { usage } = commands['plan-import']!;
      const said = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
      const order = {
        file: resolve(settings.typedIn, words[0]!),
        region: needRegion(values, usage),
        project: need(values, 'project', usage),
        mode: said('mode'),
        level: said('level'),
        promised: moment(values, 'promised', usage)?.slice(0, 10),
        reason: said('reason'),
        dryRun: values['dry-run'] === true,
      };
      return reach((call) => importPlan(call, order));
    },
  },

  'plan-convert': {
    usage: 'plan-convert FILE(.xml|.xer|.json) --out FILE.xml',
    about: { zh: '把别的软件的计划转成 Project XML', en: 'turn a plan of another tool into XML of Microsoft Project' },
    options: { out: text },
    words: 1,
    async run({ words, values }) {
      const out = resolve(settings.typedIn, need(values, 'out', commands['plan-convert']!.usage));
      return convertPlan(resolve(settings.typedIn, words[0]!), out);
    },
  },

  'plan-export': {
    usage:
      'plan-export --project ID --as FORMAT --out FILE [--region CODE] [--paper A3|A4] [--by stream|department|stage] [--language zh|en] [--on DATE] [--data DIR]',
    about: {
      zh: `把计划写成文件：${Object.keys(planFormats).join('、')}`,
      en: `write a plan to a file: ${Object.keys(planFormats).join(', ')}`,
    },
    options: { project: text, region: text, as: text, out: text, paper: text, by: text, language: text, on: text },
    words: 0,
    run: ({ values, reach }) => {
      const { usage } = commands['plan-export']!;
      const said = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
      const order = {
        project: need(values, 'project', usage),
        region: values.region === undefined ? undefined : needRegion(values, usage),
        as: need(values, 'as', usage),
        out: resolve(settings.typedIn, need(values, 'out', usage)),
        paper: said('paper'),
        by: said('by'),
        language: said('language'),
        on: moment(values, 'on', usage)?.slice(0, 10),
      };
      return reach((call) => writePlan(call, order));
    },
  },

  shock: {
    usage: 'shock --region CODE --from DATE --to DATE [--sites ID,ID] [--name TEXT] [--basis TEXT] [--dry-run [--on DATE]] [--data DIR]',
    about: {
      zh: '停工对计划的影响：哪些承诺守不住、晚几天；--dry-run 只试算，不带则下停工令',
      en: 'what a stop does to plans: promises that are lost, by how many days; --dry-run tries it, without it is ordered',
    },
    options: { region: text, from: text, to: text, sites: text, name: text, basis: text, on: text, 'dry-run': flag },
    words: 0,
    run: ({ values, reach, progress }) => {
      const { usage } = commands.shock!;
      const order = {
        region: needRegion(values, usage),
        from: needDay(values, 'from', usage),
        to: needDay(values, 'to', usage),
        sites: typeof values.sites === 'string' ? values.sites.split(',').map((id) => id.trim()) : [],
        name: typeof values.name === 'string' ? values.name : `停工 ${values.from} 至 ${values.to}`,
        basis: typeof values.basis === 'string' ? values.basis : '命令行登记',
        on: values.on === undefined ? null : needDay(values, 'on', usage),
        dryRun: values['dry-run'] === true,
      };
      return reach((call) => orderShock(call, order, progress));
    },
  },

  resumption: {
    usage: 'resumption cases|expire --region CODE [--on DATE] [--dry-run] [--data DIR]',
    about: {
      zh: 'cases：某日每件复工申请的状态、规则、下一步和办理人；expire：删除到期的个人信息，--dry-run 只看会删多少',
      en: 'cases: state, regime, next step and owner of every case on a day; expire: delete personal data at the end of its purpose, --dry-run only counts it',
    },
    options: { region: text, on: text, 'dry-run': flag },
    words: 1,
    run: ({ words, values, reach }) => {
      const { usage } = commands.resumption!;
      const order = { region: needRegion(values, usage), on: moment(values, 'on', usage)?.slice(0, 10) };
      if (words[0] === 'cases') return reach((call) => listCasesOn(call, order));
      if (words[0] === 'expire') return reach((call) => expirePersons(call, { ...order, dryRun: values['dry-run'] === true }));
      throw new StartRefusal('command.unknown', {
        zh: `没有 resumption ${words[0]}。用法：${usage}`,
        en: `There is no resumption ${words[0]}. Usage: ${usage}`,
      });
    },
  },

  regime: {
    usage: 'regime check FILE | regime compare A B --region CODE [--on DATE] [--data DIR]',
    about: {
      zh: 'check：规则文件的日期和条件有无空档、重叠；compare：同一批申请在两种口径下的差别',
      en: 'check: holes and overlaps in the days and conditions of a file of regimes; compare: two regimes on the same cases',
    },
    options: { region: text, on: text },
    words: [2, 3],
    async run({ words, values, reach }) {
      const { usage } = commands.regime!;
      if (words[0] === 'check' && words.length === 2) return checkRegimes(resolve(settings.typedIn, words[1]!));
      if (words[0] === 'compare' && words.length === 3) {
        const order = { region: needRegion(values, usage), a: words[1]!, b: words[2]!, on: moment(values, 'on', usage)?.slice(0, 10) };
        return reach((call) => compareRegimes(call, order));
      }
      throw new StartRefusal('command.bad-words', { zh: `用法：${usage}`, en: `Usage: ${usage}` });
    },
  },

  level: {
    usage: 'level FILE.sm|.rcp|.json [--schedules N | --seconds S] [--threads T] [--seed K]',
    about: { zh: '按资源排计划（均衡）', en: 'level a project under its resources' },
    options: { schedules: text, seconds: text, threads: text, seed: text },
    words: 1,
    run: ({ words, values, progress }) => {
      const { usage } = commands.level!;
      const number = (name: string, from: number, to: number): number | undefined =>
        values[name] === undefined ? undefined : needNumber(values, name, usage, from, to);
      const order = {
        schedules: number('schedules', 1, 1_000_000_000),
        seconds: number('seconds', 1, 86_400),
        threads: number('threads', 1, 64) ?? 1,
        seed: number('seed', 0, 2 ** 31 - 1) ?? 1,
      };
      return levelFile(resolve(settings.typedIn, words[0]!), order, progress);
    },
  },

  'demo-ledgers': {
    usage: 'demo-ledgers --out DIR',
    about: { zh: '写出演示用的台账文件', en: 'write the ledgers of the demonstration' },
    options: { out: text },
    words: 0,
    async run({ values }) {
      const out = resolve(settings.typedIn, need(values, 'out', commands['demo-ledgers']!.usage));
      mkdirSync(out, { recursive: true });
      return { ledgers: await writeDemoLedgers(out), evening: await writeEveningLedger(out) };
    },
  },

  'first-admin': {
    usage: 'first-admin [--data DIR]',
    about: { zh: '取得首位管理员的一次性代码', en: 'get the one-time code of the first administrator' },
    words: 0,
    async run({ dataDir, progress }) {
      const serving = readServing(dataDir);
      if (serving) {
        const beside = await besideServer(dataDir, serving.database);
        try {
          return await makeFirstAdministratorCode(beside.ground);
        } finally {
          await beside.stop();
        }
      }
      const laid = await layGround(dataDir, 'command', progress);
      try {
        if (!readDeployment(dataDir)) writeDeployment(dataDir, { demo: false, state: 'ready' });
        return await makeFirstAdministratorCode(laid.ground);
      } finally {
        await laid.stop();
      }
    },
  },
};

/** A project's id does not tell its county: those that brought ledgers in are asked first, then every other. */
async function regionOf(call: Reach, project: string): Promise<string> {
  const { imports } = (await call({ path: '/api/imports', query: { limit: 200 } })) as { imports: { region: string }[] };
  const { regions } = (await call({ path: '/api/regions' })) as { regions: { code: string }[] };
  for (const region of new Set([...imports.map((one) => one.region), ...regions.map((one) => one.code)])) {
    try {
      await call({ path: `/api/projects/${region}/${encodeURIComponent(project)}` });
      return region;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'thing.unknown') throw error;
    }
  }
  throw new StartRefusal('project.unknown', { zh: `没有编号为 ${project} 的项目。`, en: `There is no project ${project}.` });
}
