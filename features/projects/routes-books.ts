// The books around the projects: the dated rules, what changed, exports, saved views, and the report that needs no file.
import { PassThrough } from 'node:stream';
import { type FileReply, type Route, serve } from '../../platform/http/house.ts';
import { type WrittenSheet, writeWorkbook } from '../../platform/sheets/write.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { exactIn } from '../../vocabulary/money.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { regionNames, regionTree } from '../regions/door.ts';
import { changeSheets, ledgerSheets, stageNames } from './paper.ts';
import { reports } from './store-aggregates.ts';
import { takeTurn } from './store-book.ts';
import {
  dictionary as dictionaryOf,
  linesFor,
  listsFor,
  setLine as saveLine,
  setTemplate as saveTemplate,
  setTier as saveTier,
  templateOf,
  tiersIn,
} from './store-dictionary.ts';
import { findLines, regionsAsked } from './store-library.ts';
import { changesBetween } from './store-log.ts';
import { paperRows } from './store-paper.ts';
import { reportPool } from './store-reports.ts';
import { removeView, saveViewOf, viewsOf } from './store-views.ts';
import { changes, exportChanges, exportLibrary, type LibraryFilter } from './words.ts';
import { declareReport, deleteView, dictionary, savedViews, saveView, setLine, setTemplate, setTier } from './words-rules.ts';

/** The templates that come with the product, by language. */
const defaultTemplate = { zh: '01700000-0000-7000-8000-000000000001', en: '01700000-0000-7000-8000-000000000002' };
const MOST_CHANGES = 100_000;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function workbook(name: string, sheets: readonly WrittenSheet[]): FileReply {
  const content = new PassThrough();
  writeWorkbook(content, sheets).catch((fault: Error) => content.destroy(fault));
  return { name, type: xlsx, content };
}

export const bookRoutes = (): Route[] => [
  serve(exportLibrary, async (input, house) => {
    const { db } = house;
    const { language, year } = input;
    const regions = regionsAsked(db, input.region);
    const template =
      (await templateOf(db, regions, input.template ?? defaultTemplate[language])) ??
      (await templateOf(db, regions, defaultTemplate[language]));
    if (!template) return refuse('thing.unknown');
    const found = await findLines(db, { ...input, limit: 1_000_000, offset: 0 });
    const rows = await paperRows(db, year, found.lines);
    const names = await regionNames(db);
    const nearRegion = input.region ?? regions[0] ?? '000000';
    const [lists, lines, tiers] = [
      await listsFor(db, null, year),
      await linesFor(db, nearRegion, `${year}-12-31`),
      await tiersIn(db, `${year}-12-31`),
    ];
    const reported = new Set((await reports(db, regions, year)).filter((one) => one.pool === 'annual').map((one) => one.region));
    const open = (await regionTree(db, house.clock.today())).filter(
      (one) => one.inUse && levelOf(one.code) === 'county' && regions.includes(one.code) && !reported.has(one.code),
    );
    const regionName =
      names.get(input.region ?? '') ?? (regions.length === 1 ? (names.get(regions[0]!) ?? '') : (names.get(widest(regions)) ?? ''));
    const named = <T extends { code: string; zh: string; en: string }>(all: readonly T[]) => new Map(all.map((one) => [one.code, one]));
    const words = { language, regionNames: names, listNames: named(lists), lineNames: named(lines), tierNames: named(tiers) };
    const sheets = ledgerSheets({
      template,
      rows,
      words,
      year,
      regionName,
      filter: filterInWords(input, words),
      asOf: dayOfInstant(house.clock.now()),
      unreported: open.map((one) => one.name),
    });
    return workbook(
      `${template.title
        .replaceAll('{region}', regionName)
        .replaceAll('{year}', String(year))
        .replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`,
      sheets,
    );
  }),

  serve(changes, ({ region, from, to, kind, limit, offset }, { db }) => {
    if (to < from) refuse('projects.days-turned', { from, to });
    return changesBetween(db, { regions: regionsAsked(db, region), from, to, kind, limit, offset });
  }),

  serve(exportChanges, async ({ region, from, to, language }, { db }) => {
    if (to < from) refuse('projects.days-turned', { from, to });
    const log = await changesBetween(db, { regions: regionsAsked(db, region), from, to, limit: MOST_CHANGES, offset: 0 });
    const names = await regionNames(db);
    const title =
      language === 'zh'
        ? `${names.get(region ?? '') ?? ''}项目库变化（${from} 至 ${to}）`
        : `${names.get(region ?? '') ?? ''} changes ${from} to ${to}`;
    const yi = (yuan: number) => `${exactIn(yuan, '亿元')}`;
    const summary = [
      language === 'zh'
        ? `期初 ${log.countBefore} 个、${yi(log.totalYuanBefore)} 亿元；期末 ${log.countAfter} 个、${yi(log.totalYuanAfter)} 亿元`
        : `Before: ${log.countBefore} projects, ${yi(log.totalYuanBefore)} ×100m yuan; after: ${log.countAfter}, ${yi(log.totalYuanAfter)}`,
    ];
    return workbook(`${title}.xlsx`, changeSheets(title, language, log.changes, names, summary));
  }),

  serve(dictionary, ({ region, on, versions }, { db, clock }) =>
    dictionaryOf(db, region, versions === 'all' ? null : (on ?? clock.today())),
  ),

  serve(setTier, async (input, house) => {
    const held = (await tiersIn(house.db, '9999-12-31')).find((tier) => tier.region === input.region && tier.code === input.code);
    if (held && held.since > input.from) refuse('projects.rule-in-past', { from: input.from, since: held.since });
    await saveTier(house.db, input);
    await house.audit({
      region: input.region,
      kind: 'rule',
      id: `tier ${input.code}`,
      facts: { code: input.code, minYuan: input.minYuan, from: input.from, reason: input.reason },
    });
    return dictionaryOf(house.db, input.region, house.clock.today());
  }),

  serve(setLine, async (input, house) => {
    const held = (await linesFor(house.db, input.region, '9999-12-31')).find(
      (line) => line.region === input.region && line.code === input.code,
    );
    if (held && held.from > input.from) refuse('projects.rule-in-past', { from: input.from, since: held.from });
    await saveLine(house.db, input);
    await house.audit({
      region: input.region,
      kind: 'rule',
      id: `line ${input.code}`,
      facts: { code: input.code, zh: input.zh, from: input.from, reason: input.reason },
    });
    return dictionaryOf(house.db, input.region, house.clock.today());
  }),

  serve(setTemplate, async (input, house) => {
    await saveTemplate(house.db, input);
    await house.audit({ region: input.region, kind: 'rule', id: `template ${input.id}`, facts: { name: input.name } });
    return dictionaryOf(house.db, input.region, house.clock.today());
  }),

  serve(savedViews, async ({ page }, { db, person }) => ({ views: person.operator ? [] : await viewsOf(db, person.id, page) })),
  serve(saveView, async (input, house) => {
    if (house.person.operator) return refuse('projects.view-unknown');
    await saveViewOf(house.db, house.person.id, input);
    await house.audit({ region: house.person.home, kind: 'view', id: input.id, facts: { page: input.page } });
    return { views: await viewsOf(house.db, house.person.id, input.page) };
  }),
  serve(deleteView, async ({ id }, house) => {
    const page = house.person.operator ? undefined : await removeView(house.db, house.person.id, id);
    if (page === undefined) return refuse('projects.view-unknown');
    await house.audit({ region: house.person.home, kind: 'view', id, facts: {} });
    return { views: await viewsOf(house.db, house.person.id, page) };
  }),

  serve(declareReport, async (input, house) => {
    const at = house.clock.now();
    await takeTurn(house.db, input.region);
    await reportPool(house.db, {
      region: input.region,
      year: input.year,
      pool: input.pool,
      threshold: input.thresholdYuan,
      statedAs: input.reason.slice(0, 200),
      at,
      by: house.person.name,
      importId: null,
    });
    await house.audit({
      region: input.region,
      kind: 'report',
      id: `${input.year}/${input.pool}`,
      facts: { year: input.year, pool: input.pool, thresholdYuan: input.thresholdYuan, reason: input.reason },
    });
    return { reportedAt: at };
  }),
];

/** The widest region among some: a province before a city before a county. */
const widest = (regions: readonly string[]): string =>
  [...regions].sort(
    (a, b) => b.length - b.replace(/(00)+$/, '').length - (a.length - a.replace(/(00)+$/, '').length) || (a < b ? -1 : 1),
  )[0] ?? '';

type Words = {
  language: 'zh' | 'en';
  regionNames: ReadonlyMap<string, string>;
  listNames: ReadonlyMap<string, { zh: string; en: string }>;
  lineNames: ReadonlyMap<string, { zh: string; en: string }>;
  tierNames: ReadonlyMap<string, { zh: string; en: string }>;
};

/** What a filter asked for, one phrase each. */
function filterInWords(filter: LibraryFilter, { language, regionNames: regions, listNames, lineNames, tierNames }: Words): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const all = (codes: readonly string[], names: ReadonlyMap<string, { zh: string; en: string }>): string =>
    codes.map((code) => names.get(code)?.[language] ?? code).join(say('、', ', '));
  const phrases: string[] = [];
  const add = (zh: string, en: string, value: string): void => void phrases.push(`${say(zh, en)}${say('：', ': ')}${value}`);
  if (filter.pool) add('项目库', 'Pool', filter.pool === 'annual' ? say('年度实施', 'annual') : say('谋划储备', 'reserve'));
  if (filter.nature)
    add(
      '性质',
      'Nature',
      { new: say('新建', 'new'), continuing: say('续建', 'continuing'), unstated: say('未注明', 'unstated') }[filter.nature],
    );
  if (filter.minTotalYuan !== undefined)
    add('总投资不低于', 'Total from', `${exactIn(filter.minTotalYuan, '万元')}${say('万元', ' ×10k yuan')}`);
  if (filter.maxTotalYuan !== undefined)
    add('总投资不高于', 'Total to', `${exactIn(filter.maxTotalYuan, '万元')}${say('万元', ' ×10k yuan')}`);
  if (filter.tier?.length) add('规模档', 'Tier', all(filter.tier, tierNames));
  if (filter.list?.length)
    add(
      { any: '列入任一名单', all: '同时列入', only: '恰好列入', none: '未列入' }[filter.listMode ?? 'any'],
      { any: 'On any list of', all: 'On all of', only: 'On exactly', none: 'On none of' }[filter.listMode ?? 'any'],
      all(filter.list, listNames),
    );
  if (filter.listState) add('名单进展', 'State on the list', filter.listState);
  if (filter.line?.length) add('行业线', 'Line', all(filter.line, lineNames));
  if (filter.stage?.length) add('阶段', 'Stage', filter.stage.map((stage) => stageNames[stage]?.[language] ?? stage).join(say('、', ', ')));
  if (filter.county?.length) add('县（市、区）', 'County', filter.county.map((code) => regions.get(code) ?? code).join(say('、', ', ')));
  if (filter.maturity?.length) add('梯次', 'Reserve tier', filter.maturity.join(', '));
  if (filter.missing) add('缺少', 'Missing', filter.missing);
  if (filter.q) add('搜索', 'Search', filter.q);
  return phrases;
}
