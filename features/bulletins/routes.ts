// The calls of bulletins: load, compose from today's books (or read what was frozen), decide, save, reply.
import { createHash } from 'node:crypto';
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { paperDocx } from '../../platform/papers/docx.ts';
import { paperHtml } from '../../platform/papers/html.ts';
import { paperPdf } from '../../platform/papers/pdf.ts';
import { paperText } from '../../platform/papers/text.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { askFigure, readBooks } from '../figures/door.ts';
import { regionNames } from '../regions/door.ts';
import { type Gate, hashText, overrideReply, readGate } from './gate.ts';
import { composedOf, type Written, write } from './material.ts';
import { templateRoutes } from './routes-templates.ts';
import { compareFigure, type Frozen } from './rules-issue.ts';
import { pickTemplate } from './rules-templates.ts';
import {
  type BulletinRow,
  decideOverrideRow,
  deleteDraft,
  findBulletins,
  freezeBulletin,
  insertBulletin,
  insertOverride,
  type LineRow,
  loadBulletin,
  markWithdrawn,
  nextNumber,
  overridesOf,
  type Place,
  updateDraft,
} from './store.ts';
import { templatesFor } from './store-templates.ts';
import * as words from './words.ts';

const draftMark = '草稿';
const withdrawnMark = '已撤回';

async function need(house: House, place: Place, lock = false): Promise<BulletinRow> {
  return (await loadBulletin(house.db, place, lock)) ?? refuse('thing.unknown');
}
async function needDraft(house: House, place: Place, lock = false): Promise<BulletinRow> {
  const row = await need(house, place, lock);
  if (row.status !== 'draft') refuse('bulletins.not-draft', { title: row.title });
  return row;
}

/** Key order does not change what was frozen. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    inside !== null && typeof inside === 'object' && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inside,
  );
}
const seal = (frozen: Frozen): string => createHash('sha256').update(canonical(frozen), 'utf8').digest('hex');

const compose = (
  house: House,
  row: BulletinRow,
  as: Partial<Pick<BulletinRow, 'number' | 'total'>> & { mark?: string | null; remarks?: string[] } = {},
) =>
  write(house.db, house.clock, {
    region: row.region,
    year: row.year,
    parts: row.parts,
    entries: row.entries,
    number: as.number ?? null,
    total: as.total ?? null,
    mark: as.mark === undefined ? draftMark : as.mark,
    remarks: as.remarks ?? [],
  });

/** What an issued paper says at the end when it is shown or downloaded: its seal, and that it was withdrawn. */
function printedPaper(row: BulletinRow, frozen: Frozen): words.PaperReply {
  return {
    ...frozen.paper,
    mark: row.status === 'withdrawn' ? withdrawnMark : null,
    remarks: [
      ...frozen.paper.remarks,
      `文稿指纹 SHA-256：${row.hash}`,
      ...(row.status === 'withdrawn' ? [`本期已于${dayOfInstant(row.withdrawnAt!)}撤回，期号保留。原因：${row.withdrawnReason}`] : []),
    ],
  };
}

const lineOf = (row: LineRow, names: ReadonlyMap<string, string>): words.BulletinLine => ({
  region: row.region,
  regionName: names.get(row.region) ?? row.region,
  id: row.id,
  kind: row.kind,
  year: row.year,
  title: row.title,
  status: row.status,
  number: row.number,
  total: row.total,
  by: row.updatedName,
  updatedAt: row.updatedAt,
  issuedAt: row.issuedAt,
  issuedBy: row.issuedName,
});

async function replyOf(house: House, place: Place): Promise<words.BulletinReply> {
  const row = await need(house, place);
  const names = await regionNames(house.db);
  const overrides = (await overridesOf(house.db, place)).map((one) => overrideReply(one, house.person));
  const base = {
    ...lineOf(row, names),
    version: row.version,
    parts: row.parts,
    entries: row.entries,
    template: { region: row.templateRegion, code: row.templateCode, version: row.templateVersion, name: row.templateName },
    overrides,
  };
  if (row.frozen)
    return {
      ...base,
      composed: { paper: printedPaper(row, row.frozen), figures: row.frozen.figures, mistakes: [], entries: [] },
      hash: row.hash,
      sealIntact: seal(row.frozen) === row.hash,
      asOf: row.frozen.asOf.at,
      withdrawn: row.withdrawnAt === null ? null : { at: row.withdrawnAt, by: row.withdrawnName ?? '', reason: row.withdrawnReason ?? '' },
    };
  const written = await compose(house, row);
  return {
    ...base,
    // A draft is listed by what its title comes to today.
    title: written.paper.title || row.title,
    composed: composedOf(written),
    hash: null,
    sealIntact: null,
    asOf: written.books.asOf.at,
    withdrawn: null,
  };
}

const factsOf = (
  row: Pick<BulletinRow, 'kind' | 'year' | 'templateCode' | 'templateVersion'>,
  title: string,
  parts: words.Parts,
  entries: words.Entries,
) => ({
  kind: row.kind,
  year: row.year,
  title,
  template: row.templateCode,
  templateVersion: row.templateVersion,
  entries: Object.keys(entries).length,
  bodyHash: hashText(parts.body),
});

async function gateOf(house: House, row: BulletinRow): Promise<Gate & { written: Written }> {
  const written = await compose(house, row);
  return { ...(await readGate(house.db, house.clock, row, written, house.person)), written };
}
const gateReply = ({ text, findings, blocked, statements, holding }: Gate): words.GateReply => ({
  text,
  findings,
  blocked,
  statements,
  holding,
});

export const bulletinsRoom = (): Route[] => [
  serve(words.listBulletins, async ({ kind, year, status, limit, offset }, house) => {
    const names = await regionNames(house.db);
    const { total, rows } = await findBulletins(house.db, { regions: house.scope.regions, kind, year, status, limit, offset });
    return { total, bulletins: rows.map((row) => lineOf(row, names)) };
  }),

  serve(words.startBulletin, async ({ region, kind, year, template: code }, house) => {
    const template = pickTemplate(await templatesFor(house.db, region, kind), code, house.clock.today(), region);
    if (!template) refuse('bulletins.no-template', { kind: words.kindWords[kind].zh, kindEn: words.kindWords[kind].en });
    const id = newId();
    const at = house.clock.now();
    await insertBulletin(house.db, {
      region,
      id,
      kind,
      year,
      title: template.parts.title,
      parts: template.parts,
      templateRegion: template.region,
      templateCode: template.code,
      templateVersion: template.version,
      templateName: template.name,
      by: house.person.id,
      byName: house.person.name,
      at,
    });
    const row = await need(house, { region, id }, true);
    const { paper } = await compose(house, row);
    await updateDraft(house.db, row, { title: paper.title, parts: row.parts, entries: {}, byName: house.person.name, at });
    await house.audit({ region, kind: 'bulletin', id, facts: factsOf(row, paper.title, row.parts, {}) });
    return replyOf(house, { region, id });
  }),

  serve(words.readBulletin, (place, house) => replyOf(house, place)),

  serve(words.saveBulletin, async ({ region, id, version, parts, entries }, house) => {
    const row = await needDraft(house, { region, id }, true);
    if (row.version !== version) refuse('row.changed-meanwhile', { name: row.title, by: row.updatedName });
    const { paper } = await compose(house, { ...row, parts, entries });
    const at = house.clock.now();
    await updateDraft(house.db, row, { title: paper.title, parts, entries, byName: house.person.name, at });
    await house.audit({ region, kind: 'bulletin', id, facts: factsOf(row, paper.title, parts, entries) });
    return replyOf(house, { region, id });
  }),

  serve(words.dropBulletin, async ({ region, id }, house) => {
    const row = await needDraft(house, { region, id }, true);
    await deleteDraft(house.db, row);
    await house.audit({ region, kind: 'bulletin', id, facts: { title: row.title } });
    return { dropped: true };
  }),

  serve(words.previewBulletin, async ({ region, id, parts, entries }, house) => {
    const row = await needDraft(house, { region, id });
    return composedOf(await compose(house, { ...row, parts, entries }));
  }),

  serve(words.checkBulletin, async (place, house) => gateReply(await gateOf(house, await needDraft(house, place)))),

  serve(words.askOverride, async ({ region, id, key, reason }, house) => {
    const row = await needDraft(house, { region, id }, true);
    const gate = await gateOf(house, row);
    const finding = gate.findings.find((one) => one.key === key && one.severity === 'contradiction') ?? refuse('bulletins.finding-gone');
    if (finding.override && finding.override.decision !== 'declined') refuse('bulletins.asked-already');
    await insertOverride(house.db, row, {
      id: newId(),
      finding: key,
      textHash: gate.textHash,
      ...finding.sentence,
      reason,
      by: house.person.id,
      byName: house.person.name,
      at: house.clock.now(),
    });
    await house.audit({ region, kind: 'bulletin', id, facts: { finding: key, sentence: finding.sentence.zh, reason } });
    return gateReply(await readGate(house.db, house.clock, row, gate.written, house.person));
  }),

  serve(words.decideOverride, async ({ region, id, key, decision, note }, house) => {
    const row = await needDraft(house, { region, id }, true);
    const gate = await gateOf(house, row);
    const open = (await overridesOf(house.db, row)).findLast(
      (one) => one.finding === key && one.textHash === gate.textHash && one.decision === null,
    );
    if (!open) refuse('bulletins.not-asked');
    if (open.askedBy === house.person.id) refuse('bulletins.own-request');
    await decideOverrideRow(house.db, region, open.id, {
      decision,
      by: house.person.id,
      byName: house.person.name,
      at: house.clock.now(),
      note,
    });
    await house.audit({
      region,
      kind: 'bulletin',
      id,
      facts: { finding: key, sentence: open.zh, reason: open.reason, decision, note, askedBy: open.askedName },
    });
    return gateReply(await readGate(house.db, house.clock, row, gate.written, house.person));
  }),

  serve(words.issueBulletin, async ({ region, id, version }, house) => {
    const row = await needDraft(house, { region, id }, true);
    if (row.version !== version) refuse('row.changed-meanwhile', { name: row.title, by: row.updatedName });
    const gate = await gateOf(house, row);
    if (gate.blocked.length > 0)
      refuse('bulletins.blocked', { count: gate.blocked.length, first: gate.blocked[0]!.zh, firstEn: gate.blocked[0]!.en });
    const overrides = gate.findings.flatMap(({ override }) => (override?.decision === 'granted' ? [override] : []));
    const number = await nextNumber(house.db, region, row.kind, row.year);
    const total = await nextNumber(house.db, region, row.kind, 0);
    const remarks = overrides.map(
      (one) =>
        `经批准保留的不一致：${one.sentence.zh}理由：${one.reason}（${one.askedBy}申请，${one.decidedBy}于${dayOfInstant(one.decidedAt!)}批准${one.note ? `：${one.note}` : ''}）`,
    );
    const { paper, composition, books } = await compose(house, row, { number, total, mark: null, remarks });
    const frozen: Frozen = {
      kind: row.kind,
      region,
      year: row.year,
      number,
      total,
      paper,
      figures: composition.figures,
      text: gate.text,
      asOf: books.asOf,
      overrides: overrides.map((one) => ({
        key: one.key,
        sentence: one.sentence,
        reason: one.reason,
        askedBy: one.askedBy,
        decidedBy: one.decidedBy ?? '',
        decidedAt: one.decidedAt ?? '',
        note: one.note,
      })),
    };
    // Frozen as the database will give it back.
    const kept = JSON.parse(JSON.stringify(frozen)) as Frozen;
    const hash = seal(kept);
    await freezeBulletin(house.db, row, {
      title: paper.title,
      number,
      total,
      frozen: kept,
      hash,
      by: house.person.id,
      byName: house.person.name,
      at: house.clock.now(),
    });
    await house.audit({
      region,
      kind: 'bulletin',
      id,
      facts: {
        kind: row.kind,
        year: row.year,
        number,
        total,
        title: paper.title,
        hash,
        figures: composition.figures.length,
        overridden: overrides.length,
        asOf: books.asOf.at,
      },
    });
    return replyOf(house, { region, id });
  }),

  serve(words.withdrawBulletin, async ({ region, id, reason }, house) => {
    const row = await need(house, { region, id }, true);
    if (row.status !== 'issued') refuse('bulletins.not-issued', { title: row.title });
    await markWithdrawn(house.db, row, { byName: house.person.name, at: house.clock.now(), reason });
    await house.audit({
      region,
      kind: 'bulletin',
      id,
      facts: { kind: row.kind, year: row.year, number: row.number!, title: row.title, reason },
    });
    return replyOf(house, { region, id });
  }),

  serve(words.bulletinChanges, async (place, house) => {
    const row = await need(house, place);
    if (!row.frozen || !row.issuedAt) refuse('bulletins.not-issued', { title: row.title });
    const books = await readBooks(house.db, row.region, row.year, house.clock.now());
    const asked = row.frozen.figures.filter((one) => one.from === 'register');
    const changed = asked.flatMap((one) => {
      // A list's figure was asked of a list: the frozen question says exactly which.
      const now = askFigure(books, one.question);
      return compareFigure(one, 'figure' in now ? now.figure : undefined) ?? [];
    });
    return { issuedOn: dayOfInstant(row.issuedAt), asOf: books.asOf.at, same: asked.length - changed.length, changed };
  }),

  serve(words.bulletinFile, async ({ region, id, format }, house) => {
    const row = await need(house, { region, id });
    const paper = row.frozen ? printedPaper(row, row.frozen) : (await compose(house, row)).paper;
    const at = row.issuedAt ?? house.clock.now();
    const stem = `${words.kindWords[row.kind].zh}${row.number === null ? '草稿' : `${row.year}年第${row.number}期`}`.replace(
      /[\\/:*?"<>|]/g,
      '',
    );
    const name = `${stem}.${format}`;
    if (format === 'docx')
      return {
        name,
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        content: await paperDocx(paper, { at }),
      };
    if (format === 'pdf') return { name, type: 'application/pdf', content: await paperPdf(paper, { at }) };
    if (format === 'html') return { name, type: 'text/html; charset=utf-8', content: Buffer.from(paperHtml(paper), 'utf8') };
    return { name, type: 'text/plain; charset=utf-8', content: Buffer.from(paperText(paper), 'utf8') };
  }),

  ...templateRoutes(),
];
