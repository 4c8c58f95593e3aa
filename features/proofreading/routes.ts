// The calls of the room: load, decide, save, reply. Reading a file happens before the rows are written; judging is proof.ts and the pure rules.
import { createHash } from 'node:crypto';
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { addDays } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { regionNames } from '../regions/door.ts';
import { gatherRegister } from './knowledge.ts';
import { findingsPaper } from './paper.ts';
import { readAgainst } from './proof.ts';
import { type Handed, handedFile, handedHtml, handedText } from './reading.ts';
import { acceptedRepair, titleOf } from './rules-answers.ts';
import { registerLines } from './rules-register.ts';
import { statementsOf } from './rules-unwire.ts';
import { countsOf, proofReply, rulesVersion, tableReply } from './rules-wire.ts';
import { findingsWorkbook } from './sheet.ts';
import {
  type Content,
  dropAnswer,
  insertManuscript,
  keepAnswer,
  listManuscriptRows,
  loadAnswers,
  loadContent,
  loadManuscript,
  type ManuscriptRow,
  type Place,
  removeExpired,
  removeManuscript,
  touchManuscript,
} from './store.ts';
import * as words from './words.ts';

const nameOf = async (house: House, region: string): Promise<string> => (await regionNames(house.db)).get(region) ?? region;

const lineOf = (row: ManuscriptRow, names: ReadonlyMap<string, string>): words.ManuscriptLine => {
  const { rulesVersion: _, answered, ...rest } = row;
  return { ...rest, regionName: names.get(row.region) ?? row.region, counts: { ...row.counts, answered } };
};

const need = async (house: House, place: Place, lock = false): Promise<ManuscriptRow> =>
  (await loadManuscript(house.db, place, house.clock.today(), lock)) ?? refuse('thing.unknown');

/** The kept proof; computed anew when the rules have changed since, and then not kept: reading writes nothing. */
async function proofOf(house: House, row: ManuscriptRow, content: Content): Promise<{ proof: words.ProofReply; asKept: boolean }> {
  if (row.rulesVersion === rulesVersion) return { proof: content.proof, asKept: true };
  const of = { region: row.region, year: row.year, today: house.clock.today(), now: house.clock.now() };
  const { proof } = await readAgainst(house.db, { text: content.text, tables: content.tables }, of);
  return { proof: proofReply(proof), asKept: false };
}

async function reply(house: House, place: Place): Promise<words.ManuscriptReply> {
  const row = await need(house, place);
  const content = await loadContent(house.db, house.secrets, place);
  const answers = await loadAnswers(house.db, place);
  const { proof, asKept } = await proofOf(house, row, content);
  const line = lineOf({ ...row, answered: answers.length }, await regionNames(house.db));
  return {
    ...line,
    counts: { ...countsOf(proof), answered: answers.filter((one) => proof.findings.some((finding) => finding.key === one.key)).length },
    text: content.shown,
    textIs: content.textIs,
    leftOut: content.leftOut,
    sheets: content.tables.filter((table) => !inText(table)).map(tableReply),
    proof,
    asKept,
    answers,
  };
}

/** A table typed into the text is shown there. */
const inText = (table: Content['tables'][number]): boolean => table.cells.some((cell) => cell.start !== undefined);

async function keep(
  house: House,
  handed: Handed,
  of: { region: string; year: number | null; title: string; keepDays: number; fileName: string | null; sha256: string },
): Promise<words.ManuscriptReply> {
  const { manuscript } = handed;
  if (handed.shown.trim() === '' && manuscript.tables.every((table) => table.cells.length === 0)) refuse('manuscripts.nothing-to-read');
  const today = house.clock.today();
  const at = house.clock.now();
  await removeExpired(house.db, of.region, today);
  const { proof } = await readAgainst(house.db, manuscript, { region: of.region, year: of.year, today, now: at });
  const shaped = proofReply(proof);
  const counts = countsOf(shaped);
  const characters = handed.shown.length;
  const id = await insertManuscript(house.db, house.secrets, {
    region: of.region,
    title: of.title || titleOf(handed.shown, of.fileName),
    form: handed.form,
    year: of.year,
    fileName: of.fileName,
    sha256: of.sha256,
    characters,
    tables: manuscript.tables.length,
    counts,
    rulesVersion,
    by: house.person.name,
    byId: house.person.id,
    at,
    keptUntil: addDays(today, of.keepDays),
    content: {
      shown: handed.shown,
      textIs: handed.textIs,
      text: manuscript.text,
      tables: manuscript.tables,
      leftOut: handed.leftOut,
      proof: shaped,
    },
  });
  const { contradiction, doubtful, ask } = counts;
  await house.audit({
    region: of.region,
    kind: 'manuscript',
    id,
    facts: {
      form: handed.form,
      ...(of.fileName !== null && { fileName: of.fileName }),
      sha256: of.sha256,
      characters,
      ...(of.year !== null && { year: of.year }),
      contradiction,
      doubtful,
      ask,
    },
  });
  return reply(house, { region: of.region, id });
}

export const proofreadingRoom = (): Route[] => [
  serve(words.listManuscripts, async ({ year, limit, offset }, house) => {
    const { total, rows } = await listManuscriptRows(house.db, {
      regions: house.scope.regions,
      year,
      today: house.clock.today(),
      limit,
      offset,
    });
    const names = await regionNames(house.db);
    return { total, manuscripts: rows.map((row) => lineOf(row, names)) };
  }),

  serve(words.keepText, async ({ region, year, title, form, text, keepDays }, house) => {
    const handed = form === 'html' ? handedHtml(text) : handedText(text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return keep(house, handed, { region, year, title, keepDays, fileName: null, sha256 });
  }),

  serve(words.keepFile, async ({ region, year, title, keepDays }, house) => {
    const { sha256, name } = house.upload();
    const handed = await house.files.withPlainCopy(sha256, (path) => handedFile(path, name));
    return keep(house, handed, { region, year: year ?? null, title, keepDays, fileName: name, sha256 });
  }),

  serve(words.readManuscript, async (place, house) => reply(house, place)),

  serve(words.checkText, async ({ region, year, text, tables }, house) => {
    const beside = tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, cell: cellName(cell.row, cell.column) })),
    }));
    const typed = handedText(text).manuscript;
    const manuscript = { text: typed.text, tables: [...typed.tables, ...beside] };
    const { proof } = await readAgainst(house.db, manuscript, { region, year, today: house.clock.today(), now: house.clock.now() });
    return proofReply(proof);
  }),

  serve(words.compareManuscript, async ({ region, id, year }, house) => {
    const row = await need(house, { region, id });
    const asked = year ?? row.year ?? refuse('manuscripts.no-year');
    const content = await loadContent(house.db, house.secrets, { region, id });
    const of = { region, year: asked, today: house.clock.today(), now: house.clock.now() };
    const { knowledge } = await readAgainst(house.db, { text: '', tables: [] }, of);
    const { register, asOf } = await gatherRegister(house.db, region, asked, of.now);
    const { proof } = await proofOf(house, row, content);
    const statements = statementsOf(proof);
    const lines = registerLines(statements, register, knowledge);
    const matched = new Set(lines.map((line) => line.statement));
    return { year: asked, asOf, lines, unmatched: statements.filter((one) => !matched.has(one.id)).map((one) => one.id) };
  }),

  serve(words.answerFinding, async ({ region, id, key, kind, note, repair }, house) => {
    const place = { region, id };
    const row = await need(house, place, true);
    const content = await loadContent(house.db, house.secrets, place);
    const { proof } = await proofOf(house, row, content);
    const finding = proof.findings.find((one) => one.key === key) ?? refuse('manuscripts.finding-unknown');
    if (kind !== null && kind !== 'accepted' && note === '') refuse('manuscripts.note-missing');
    const accepted = kind === 'accepted' ? acceptedRepair(proof, finding, repair) : null;
    if (accepted && 'refused' in accepted) refuse(accepted.refused.code);
    const chosen = accepted && 'repair' in accepted ? accepted.repair : null;
    if (kind === null) await dropAnswer(house.db, place, key);
    else
      await keepAnswer(house.db, place, {
        key,
        kind,
        note,
        repair: chosen,
        byId: house.person.id,
        by: house.person.name,
        at: house.clock.now(),
      });
    await touchManuscript(house.db, place);
    await house.audit({
      region,
      kind: 'manuscript',
      id,
      facts: {
        finding: finding.kind,
        severity: finding.severity,
        answer: kind ?? 'withdrawn',
        key,
        ...(chosen && { changes: chosen.changes.map((change) => `${change.from}→${change.to}`).join(', ') }),
      },
    });
    return reply(house, place);
  }),

  serve(words.deleteManuscript, async ({ region, id, reason }, house) => {
    const row = await need(house, { region, id }, true);
    await removeManuscript(house.db, { region, id });
    await house.audit({ region, kind: 'manuscript', id, facts: { sha256: row.sha256, characters: row.characters, reason } });
    return { deleted: true as const };
  }),

  serve(words.exportFindings, async ({ region, id, format, language }, house) => {
    const manuscript = await reply(house, { region, id });
    const at = house.clock.now();
    const named = { ...manuscript, regionName: await nameOf(house, region) };
    return format === 'xlsx' ? findingsWorkbook(named, { language, at }) : findingsPaper(named, { language, at });
  }),
];
