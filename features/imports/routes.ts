// The calls of the room: load, decide, save, reply. Reading and deciding many rows happens behind the reply (queue.ts); few rows are decided
// again at once, so that an answered question shows its effect in the same moment.
import { uploadRulesOn } from '../../platform/files/store-arrivals.ts';
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { confirmImport as confirmRows, undoImport as undoRows } from './confirm.ts';
import { decideImport, personalFieldsOf } from './decide.ts';
import type { Intake } from './intake.ts';
import { mostWaiting, runImport, stopImport, waitingNow } from './queue.ts';
import { decidedReply, findingReply, repliesOf, replyOf, shownCell } from './replies.ts';
import { headerAt } from './rules-header.ts';
import { savedOf, takeMapping } from './rules-mapping.ts';
import {
  changeImport,
  type ImportRow,
  insertImport,
  keepAnswers,
  listImportRows,
  loadAnswers,
  loadImport,
  loadSheets,
  openImportsOf,
  type Place,
  type Status,
  saveMapping,
} from './store.ts';
import {
  clearImport,
  findingsAtRows,
  listFindings,
  loadPacked,
  loadPackedDecisions,
  pageKeys,
  unpackOutcomes,
  unpackRows,
} from './store-pages.ts';
import * as words from './words.ts';

/** Up to so many rows are decided again within the call that asked for it. */
const atOnceRows = 3_000;

const statusWords: Record<Status, [string, string]> = {
  reading: ['正在读取', 'being read'],
  mapping: ['待列对应', 'waiting for its columns'],
  deciding: ['正在比对', 'being compared'],
  ready: ['待确认', 'waiting for confirmation'],
  confirmed: ['已入库', 'confirmed'],
  refused: ['未读取', 'refused'],
  undone: ['已撤销', 'undone'],
  dropped: ['已放弃', 'dropped'],
};

function expectStatus(row: ImportRow, allowed: readonly Status[], action: string, actionEn: string): void {
  if (!allowed.includes(row.status))
    refuse('imports.not-now', { status: statusWords[row.status][0], statusEn: statusWords[row.status][1], action, actionEn });
}

async function need(house: House, place: Place, lock = false): Promise<ImportRow> {
  return (await loadImport(house.db, place, lock)) ?? refuse('thing.unknown');
}

/** The routes of the room, for the intakes of the product. */
export function importsRoom(intakes: readonly Intake[]): Route[] {
  const intakeOf = (id: string): Intake => intakes.find((one) => one.id === id) ?? refuse('imports.intake-unknown', { intake: id });
  const reply = async (house: House, place: Place) => replyOf(house.db, await need(house, place), intakes);

  /** Decides again: here and now when the file is small, else behind the reply. */
  async function decideAgain(house: House, row: ImportRow, place: Place): Promise<void> {
    const rows = (await pageKeys(house.db, place)).reduce((sum, key) => sum + key.count, 0);
    if (rows <= atOnceRows)
      await decideImport({
        transaction: (work) => work(house.db),
        secrets: house.secrets,
        clock: house.clock,
        intake: intakeOf(row.intake),
        place,
      });
    else house.later((ground) => runImport(ground, intakes, place));
  }

  return [
    serve(words.importFields, async ({ intake }) => {
      const { id, zh, en, fields, sheetOptions, values = {} } = intakeOf(intake);
      return {
        id,
        zh,
        en,
        fields: fields.map((field) => ({ id: field.id, kind: field.kind, zh: field.zh, en: field.en, required: field.required === true })),
        values: { ...values },
        sheetOptions: sheetOptions.map((option) => ({
          id: option.id,
          zh: option.zh,
          en: option.en,
          choices: option.choices.map(({ value, zh: nameZh, en: nameEn }) => ({ value, zh: nameZh, en: nameEn })),
        })),
      };
    }),

    serve(words.listImports, async ({ year, status, limit, offset }, house) => {
      const { total, byStatus, rows } = await listImportRows(house.db, { regions: house.scope.regions, year, status, limit, offset });
      return { total, byStatus, imports: await repliesOf(house.db, rows, intakes) };
    }),

    serve(words.startImport, async ({ region, year, intake }, house) => {
      intakeOf(intake);
      if (waitingNow() >= mostWaiting) refuse('imports.too-many-waiting');
      const { waitingMost } = await uploadRulesOn(house.db, house.clock.today());
      const open = await openImportsOf(house.db, house.scope.regions, house.person.id);
      if (!house.person.operator && open >= waitingMost) refuse('imports.too-many-open', { count: open, most: waitingMost });
      const { sha256, name, bytes } = house.upload();
      const id = await insertImport(house.db, {
        region,
        intake,
        year,
        sha256,
        fileName: name,
        bytes,
        by: house.person.id,
        byName: house.person.name,
        at: house.clock.now(),
      });
      await house.audit({ region, kind: 'import', id, facts: { fileName: name, fileSha256: sha256, bytes, year } });
      house.later((ground) => runImport(ground, intakes, { region, id }));
      return reply(house, { region, id });
    }),

    serve(words.readImport, async (place, house) => reply(house, place)),

    serve(words.mapImport, async ({ region, id, version, mapping, remember }, house) => {
      const place = { region, id };
      const row = await need(house, place, true);
      expectStatus(row, ['mapping', 'ready'], '修改列对应', 'mapped');
      if (row.version !== version) refuse('imports.changed-meanwhile');
      const intake = intakeOf(row.intake);
      const { sheets } = await loadSheets(house.db, place);
      const keys = await pageKeys(house.db, place);
      const firstRows = new Map<number, ReturnType<typeof unpackRows>>();
      for (const sheet of mapping.sheets) {
        const first = keys.find((key) => key.sheet === sheet.sheet);
        if (first) firstRows.set(sheet.sheet, unpackRows(await loadPacked(house.db, house.secrets, place, first)));
      }
      const taken = takeMapping(row.mapping ?? { sheets: [] }, mapping, intake.fields, (index, headerRows) =>
        headerAt(
          {
            sheet: sheets.find((one) => one.index === index)!,
            rows: firstRows.get(index) ?? [],
            fields: intake.fields,
            sheetOptions: intake.sheetOptions,
            saved: new Map(),
          },
          headerRows,
        ),
      );
      const used = taken.sheets.filter((sheet) => sheet.use);
      if (remember)
        for (const sheet of used)
          await saveMapping(house.db, {
            region,
            intake: intake.id,
            name: sheet.name.slice(0, 100),
            at: house.clock.now(),
            ...savedOf(sheet),
          });
      await changeImport(house.db, place, {
        status: 'deciding',
        mapping: taken,
        problem: null,
        progress: { phase: 'deciding', rows: 0, share: 0, secondsLeft: null },
      });
      await decideAgain(house, row, place);
      await house.audit({
        region,
        kind: 'import',
        id,
        facts: {
          columns: used.reduce((sum, sheet) => sum + sheet.columns.filter((column) => column.field !== null).length, 0),
          remembered: String(remember),
        },
      });
      return reply(house, place);
    }),

    serve(words.importFindings, async ({ region, id, kind, open, limit, offset }, house) => {
      const place = { region, id };
      const row = await need(house, place);
      const { total, findings } = await listFindings(house.db, place, { kind, open, limit, offset });
      const answers = await loadAnswers(house.db, place);
      return { total, findings: findings.map((finding) => findingReply(finding, row.mapping, answers)) };
    }),

    serve(words.importRows, async ({ region, id, kind, limit, offset }, house) => {
      const place = { region, id };
      const row = await need(house, place);
      const personal = personalFieldsOf(intakeOf(row.intake));
      const rows: ReturnType<typeof decidedReply>[] = [];
      let total = 0;
      for (const { sheet, first, kinds } of row.summary?.tallies ?? []) {
        const here = kind ? (kinds[kind] ?? 0) : Object.values(kinds).reduce((sum, count) => sum + count, 0);
        const before = total;
        total += here;
        if (here === 0 || total <= offset || rows.length >= limit) continue;
        const outcomes = unpackOutcomes(await loadPackedDecisions(house.db, house.secrets, place, { sheet, first })).filter(
          (outcome) => !kind || outcome.kind === kind,
        );
        for (const outcome of outcomes.slice(Math.max(0, offset - before), Math.max(0, offset - before) + limit - rows.length))
          rows.push(decidedReply(outcome, row.mapping, personal));
      }
      return { total, rows };
    }),

    serve(words.importCells, async ({ region, id, sheet: index, row: asked, around }, house) => {
      const place = { region, id };
      const row = await need(house, place);
      const sheet = row.mapping?.sheets.find((one) => one.sheet === index) ?? refuse('thing.unknown');
      const personalFields = personalFieldsOf(intakeOf(row.intake));
      const personal = new Set(
        sheet.columns.filter((column) => column.field !== null && personalFields.has(column.field)).map((column) => column.column),
      );
      const rows: { row: number; cells: string[] }[] = [];
      for (const key of await pageKeys(house.db, place)) {
        if (key.sheet !== index || key.last < asked - around || key.first > asked + around) continue;
        for (const one of unpackRows(await loadPacked(house.db, house.secrets, place, key)))
          if (one.row >= asked - around && one.row <= asked + around)
            rows.push({
              row: one.row,
              cells: one.cells.map((cell, at) => shownCell(cell, personal.has(at + 1) && !sheet.headerRows.includes(one.row))),
            });
      }
      if (rows.length === 0) refuse('thing.unknown');
      return {
        sheetName: sheet.name,
        header: sheet.columns.map(({ column, title, field }) => ({ column, title, field })),
        headerRows: sheet.headerRows,
        rows,
      };
    }),

    serve(words.answerImport, async ({ region, id, answers }, house) => {
      const place = { region, id };
      const row = await need(house, place, true);
      expectStatus(row, ['ready'], '修改', 'changed');
      const keys = await pageKeys(house.db, place);
      const asked = await findingsAtRows(
        house.db,
        place,
        answers.map((answer) => answer.row),
      );
      for (const answer of answers) {
        const sheet = row.mapping?.sheets.find((one) => one.sheet === answer.sheet && one.use);
        if (!sheet || !keys.some((key) => key.sheet === answer.sheet && key.first <= answer.row && key.last >= answer.row))
          refuse('imports.place-unknown', { row: answer.row });
        if (answer.kind === 'cell' && !sheet.columns.some((column) => column.column === answer.column && column.field !== null))
          refuse('imports.column-not-mapped', { column: answer.column });
        if (answer.kind === 'row' && answer.value !== null && answer.value !== 'left-out') refuse('imports.not-asked', { row: answer.row });
        if (answer.kind === 'match' && answer.value !== null) {
          const question = asked.find((one) => one.kind === 'question' && one.sheet === answer.sheet && one.row === answer.row);
          if (!question || (answer.value !== 'new' && !question.detail?.candidates?.some((one) => one.id === answer.value)))
            refuse('imports.not-asked', { row: answer.row });
        }
      }
      await keepAnswers(house.db, place, answers, { name: house.person.name, at: house.clock.now() });
      await changeImport(house.db, place, { status: 'deciding', progress: { phase: 'deciding', rows: 0, share: 0, secondsLeft: null } });
      await decideAgain(house, row, place);
      const of = (kind: string): number => answers.filter((answer) => answer.kind === kind).length;
      await house.audit({
        region,
        kind: 'import',
        id,
        facts: { answers: answers.length, cells: of('cell'), matches: of('match'), rows: of('row') },
      });
      return reply(house, place);
    }),

    serve(words.confirmImport, async ({ region, id, version, reason, leaveOutOpen }, house) => {
      const place = { region, id };
      const row = await need(house, place, true);
      expectStatus(row, ['ready'], '入库', 'confirmed');
      if (row.version !== version) refuse('imports.changed-meanwhile');
      await confirmRows(house, intakeOf(row.intake), row, { reason, leaveOutOpen });
      return reply(house, place);
    }),

    serve(words.undoImport, async ({ region, id, reason }, house) => {
      const place = { region, id };
      const row = await need(house, place, true);
      if (row.status !== 'confirmed') refuse('imports.not-confirmed');
      await undoRows(house, intakeOf(row.intake), row, reason);
      return reply(house, place);
    }),

    serve(words.dropImport, async ({ region, id }, house) => {
      const place = { region, id };
      const row = await need(house, place, true);
      expectStatus(row, ['reading', 'mapping', 'deciding', 'ready', 'refused'], '放弃', 'dropped');
      await changeImport(house.db, place, { status: 'dropped', progress: null, mark: null });
      await clearImport(house.db, place, { pages: true });
      await house.audit({ region, kind: 'import', id, facts: { fileName: row.fileName } });
      house.db.afterCommit(() => stopImport(id));
      return reply(house, place);
    }),

    serve(words.importFile, async ({ region, id }, house) => {
      const row = await need(house, { region, id });
      const types: Record<string, string> = {
        xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        xls: 'application/vnd.ms-excel',
        csv: 'text/csv',
      };
      return { name: row.fileName, type: types[row.format ?? ''] ?? 'application/octet-stream', content: house.files.open(row.sha256) };
    }),
  ];
}

export { resumeImports, stopImports } from './queue.ts';
