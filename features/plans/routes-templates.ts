// The calls about templates: which there are, one version of one, checking and saving the next, and what changed since a plan was made from one.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { calendarsOf } from './rules-calendars.ts';
import { templatesInForce } from './rules-template.ts';
import { actualDaysOf, checkDraft, draftOfTemplate, linksOfDraft, templateChanged } from './rules-template-edit.ts';
import { planOf } from './store.ts';
import { calendarData } from './store-dated.ts';
import { doneMatters, insertTemplate, type TemplateRow, templateRows } from './store-templates.ts';
import * as words from './words-templates.ts';

const versionOf = ({ region, version, since, by, at, note, copiedFrom }: TemplateRow) => ({
  region,
  version,
  since,
  by,
  at,
  note,
  copiedFrom,
});

/** The offices that templates name: each part of a duty, without what stands in brackets. */
const dutiesOf = (rows: readonly TemplateRow[]): Set<string> =>
  new Set(rows.flatMap((row) => row.nodes.flatMap((node) => node.duty.split(/[/→、]/).map((one) => one.replace(/[（(].*$/, '').trim()))));

async function remarksOf(
  house: House,
  region: string,
  draft: words.TemplateDraft,
  rows: readonly TemplateRow[],
): Promise<words.DraftRemark[]> {
  const today = house.clock.today();
  return checkDraft(draft, dutiesOf(rows), calendarsOf(await calendarData(house.db, [region]), region, draft.type, today, null), today);
}

export const templateRoutes = (): Route[] => [
  serve(words.listTemplates, async ({ region }, { db, clock }) => {
    const rows = await templateRows(db, region);
    const inForce = new Map(templatesInForce(rows, region, clock.today()).map((one) => [one.code, one as TemplateRow]));
    const templates = [...Map.groupBy(rows, (row) => row.code)].map(([code, versions]): words.TemplateLine => {
      const now = inForce.get(code);
      const shown = now ?? versions[0]!;
      return {
        code,
        name: shown.name,
        type: shown.type,
        route: shown.route,
        nodes: shown.nodes.length,
        own: versions.some((row) => row.region === region),
        inForce: now ? versionOf(now) : null,
        versions: versions.map(versionOf),
      };
    });
    return { templates };
  }),

  serve(words.openTemplate, async ({ region, code, of, version }, house) => {
    const rows = await templateRows(house.db, region);
    const row =
      rows.find((one) => one.code === code && one.region === of && one.version === version) ??
      refuse('plans.no-template', { template: code });
    const calendars = calendarsOf(await calendarData(house.db, [region]), region, row.type, house.clock.today(), null);
    const draft = draftOfTemplate(row);
    const regions = house.regions.expand(region).filter((one) => within(one, region));
    return {
      template: row,
      draft,
      actual: actualDaysOf(await doneMatters(house.db, regions, code), calendars),
      remarks: await remarksOf(
        house,
        region,
        draft,
        rows.filter((one) => one !== row || one.region === '000000'),
      ),
    };
  }),

  serve(words.checkTemplate, async ({ region, draft }, house) => ({
    remarks: await remarksOf(house, region, draft, await templateRows(house.db, region)),
  })),

  serve(words.savePlanTemplate, async ({ region, code, draft, since, reason, from, copiedFrom }, house) => {
    const rows = await templateRows(house.db, region);
    const mine = rows.filter((row) => row.region === region && row.code === code);
    const last = Math.max(0, ...mine.map((row) => row.version));
    if (last !== from) refuse('plans.template-changed', { by: mine[0]?.by ?? '' });
    const stopped = (await remarksOf(house, region, draft, rows)).filter((one) => one.stops);
    if (stopped.length > 0)
      throw new Refusal({
        code: 'plans.template-wrong',
        params: { why: stopped[0]!.sentence.zh, whyEn: stopped[0]!.sentence.en, count: stopped.length },
      });
    const { after: _, ...kept } = draft;
    await insertTemplate(house.db, {
      ...kept,
      links: linksOfDraft(draft),
      region,
      code,
      version: last + 1,
      since,
      note: reason,
      by: house.person.name,
      at: house.clock.now(),
      copiedFrom,
    });
    await house.audit({
      region,
      kind: 'plan-template',
      id: `${region}/${code}`,
      facts: { code, name: draft.name.zh, version: last + 1, since, reason, nodes: draft.nodes.length, copiedFrom },
    });
    return { region, code, version: last + 1 };
  }),

  serve(words.templateChanges, async ({ region, project }, house) => {
    const plan = (await planOf(house.db, region, project)) ?? refuse('plans.none');
    const rows = await templateRows(house.db, region);
    const from = { region: plan.templateRegion, code: plan.templateCode, version: plan.templateVersion };
    const was = rows.find((row) => row.region === from.region && row.code === from.code && row.version === from.version);
    const now = templatesInForce(rows, region, house.clock.today()).find((row) => row.code === from.code) as TemplateRow | undefined;
    if (!was || !now || now === was) return { from, now: null, changes: [] };
    return {
      from,
      now: { region: now.region, version: now.version, since: now.since, by: now.by, note: now.note },
      changes: templateChanged(was, now),
    };
  }),
];
