// The library, the page of a project, its trace, and what a person may change on it without an approver.
import { type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { projectPage } from './page.ts';
import { checkFacts, lineOfIndustry, mayMove, natureByRule } from './rules.ts';
import { takeTurn } from './store-book.ts';
import type { ChangeRow } from './store-changes.ts';
import { openContact } from './store-contact.ts';
import { linesFor } from './store-dictionary.ts';
import { library as libraryList } from './store-library.ts';
import { type ProjectRecord, recordOf, yearsOf } from './store-project.ts';
import { addReserveMove } from './store-reserve.ts';
import { revealsSince } from './store-reveals.ts';
import { addStage, insertProject, sameName, saveYear, type YearPatch } from './store-write.ts';
import { type RawCell, traceOf } from './trace.ts';
import { editProject, enterProject, library, moveStage, readProject, revealContact, traceField } from './words.ts';
import { checkWhole, openForChange, patchOf, stop, wan, whoOf, writePatch } from './writing.ts';

/** Contacts one person may reveal in an hour, in one county. */
const REVEALS_AN_HOUR = 30;
const REVEAL_MINUTES = 15;

export const projectRoutes = (rawCell: RawCell): Route[] => [
  serve(library, (input, { db }) => libraryList(db, input)),
  serve(readProject, ({ region, id }, house) => projectPage(house, region, id)),
  serve(traceField, ({ region, id, field }, house) => traceOf(house, region, id, field, house.clock.today(), rawCell)),

  serve(enterProject, async (input, house) => {
    const { db } = house;
    const { region, year, pool } = input;
    const mark = await takeTurn(db, region);
    const who = whoOf(house);
    const name = input.name.trim();
    if (normalName(name).length < 2) refuse('request.invalid', { field: 'name', why: name });
    const same = await sameName(db, region, name);
    if (same && input.sameAs !== 'none') refuse('projects.same-name', { name: same.name, owner: same.owner || '—' });
    const blank: ProjectRecord = {
      region,
      id: newId(),
      code: null,
      codeForm: null,
      name,
      ownerId: null,
      ownerName: '',
      placeId: null,
      placeText: '',
      longitude: null,
      latitude: null,
      industryCode: null,
      lineCode: null,
      constructionKind: null,
      content: '',
      capacities: [],
      startDay: null,
      startPrecision: null,
      finishDay: null,
      finishPrecision: null,
      totalYuan: null,
      funding: '',
      note: '',
      contactSealed: null,
      stage: input.stage,
      stageOn: null,
      sideState: null,
      parentId: null,
      enteredAt: who.at,
      enteredBy: who.by.name,
      enteredImport: null,
      leftAt: null,
      leftKind: null,
      leftReason: null,
      movedTo: null,
      updatedAt: who.at,
      updatedBy: who.by.name,
      version: 1,
    };
    const { patch } = await patchOf(house, blank, input.facts);
    if (patch.lineCode === undefined && patch.industryCode)
      patch.lineCode = lineOfIndustry(patch.industryCode, await linesFor(db, region, house.clock.today()));
    const plan = pool === 'annual' ? input.annualPlanYuan : null;
    await checkWhole(house, blank, patch, plan);
    const record = { ...blank, ...patch, contactMark: patch.contactMark ?? null, contactSealed: patch.contactSealed ?? null };
    await insertProject(db, record, who);
    const nature = pool === 'reserve' ? null : (input.nature ?? natureByRule(record.startDay, year));
    await saveYear(
      db,
      record,
      {
        year,
        pool,
        nature,
        natureBasis: input.nature === null && nature !== null ? 'rule' : 'stated',
        maturity: pool === 'reserve' ? 'idea' : null,
        annualPlanYuan: plan,
        doneBeforeYuan: null,
        basis: 'ledger',
      },
      house.clock.today(),
      mark,
    );
    if (pool === 'reserve')
      await addReserveMove(
        db,
        region,
        record.id,
        { year, from: null, to: 'idea', on: house.clock.today(), reason: input.reason || '新增', evidence: [] },
        who,
      );
    await house.audit({
      region,
      kind: 'project',
      id: record.id,
      facts: { name, code: record.code, year, pool, totalYuan: record.totalYuan },
    });
    return projectPage(house, region, record.id);
  }),

  serve(editProject, async (input, house) => {
    const opened = await openForChange(house, input.region, input.id, input.version);
    const { patch, changes } = await patchOf(house, opened.record, input.facts);
    const lines = await yearsOf(house.db, input.region, input.id);
    const held = input.year && lines.find((line) => line.year === input.year!.year);
    const newest = lines.find((line) => line.basis !== 'later');
    await checkWhole(
      house,
      opened.record,
      patch,
      input.year && (!newest || input.year.year >= newest.year) ? input.year.annualPlanYuan : undefined,
    );
    let line: YearPatch | undefined;
    if (input.year) {
      const { year, pool, nature, annualPlanYuan } = input.year;
      line = {
        year,
        pool,
        nature: pool === 'reserve' ? null : nature,
        natureBasis: held && held.nature === nature ? held.natureBasis : 'stated',
        maturity: pool === 'reserve' ? (held?.maturity ?? 'idea') : (held?.maturity ?? null),
        annualPlanYuan,
        doneBeforeYuan: held?.doneBeforeYuan ?? null,
        basis: held?.basis === 'roll' ? 'roll' : 'ledger',
      };
      const impossible = checkFacts({
        totalYuan:
          patch.totalYuan === undefined ? (held && held.year !== newest?.year ? held.totalYuan : opened.record.totalYuan) : patch.totalYuan,
        annualPlanYuan,
        start: null,
        finish: null,
      });
      if (impossible) stop(impossible);
      changes.push(...yearChanges(input.id, held, line));
    }
    if (changes.length > 0 || Object.keys(patch).length > 0) {
      const auditSeq = await house.audit({
        region: input.region,
        kind: 'project',
        id: input.id,
        facts: { fields: changes.map((change) => change.field ?? ''), ...(input.year && { year: input.year.year }), reason: input.reason },
      });
      const record = await writePatch(house, opened, patch, changes, { reason: input.reason, auditSeq });
      if (line)
        await saveYear(
          house.db,
          held && newest && held.year < newest.year
            ? { ...record, totalYuan: held.totalYuan, lineCode: held.lineCode, stage: held.stage }
            : record,
          line,
          house.clock.today(),
          opened.mark,
        );
    } else await house.audit({ region: input.region, kind: 'project', id: input.id, facts: { fields: [] } });
    return projectPage(house, input.region, input.id);
  }),

  serve(moveStage, async (input, house) => {
    const opened = await openForChange(house, input.region, input.id, input.version);
    const { record } = opened;
    const problem = mayMove(
      { stage: record.stage as typeof input.stage, sideState: record.sideState as typeof input.sideState, on: record.stageOn },
      input,
      house.clock.today(),
    );
    if (problem) stop(problem);
    const auditSeq = await house.audit({
      region: input.region,
      kind: 'project',
      id: input.id,
      facts: { from: record.stage, to: input.stage, sideState: input.sideState, on: input.on, reason: input.reason },
    });
    await addStage(house.db, input.region, input.id, input, whoOf(house));
    const changes: ChangeRow[] = [];
    if (record.stage !== input.stage)
      changes.push({
        projectId: input.id,
        kind: 'stage',
        field: 'stage',
        old: record.stage,
        new: input.stage,
        oldYuan: null,
        newYuan: null,
        reason: input.reason,
      });
    if (record.sideState !== input.sideState)
      changes.push({
        projectId: input.id,
        kind: 'stage',
        field: 'sideState',
        old: record.sideState,
        new: input.sideState,
        oldYuan: null,
        newYuan: null,
        reason: input.reason,
      });
    await writePatch(house, opened, { stage: input.stage, stageOn: input.on, sideState: input.sideState }, changes, {
      reason: input.reason,
      auditSeq,
    });
    return projectPage(house, input.region, input.id);
  }),

  serve(revealContact, async ({ region, id, purpose }, house) => {
    const record = await recordOf(house.db, region, id);
    if (!record || record.leftKind === 'undone') return refuse('thing.unknown');
    if (!record.contactSealed) return refuse('projects.contact-none');
    const now = house.clock.now();
    const earlier = await revealsSince(house.db, region, house.person.id, new Date(Date.parse(now) - 3_600_000).toISOString());
    if (earlier >= REVEALS_AN_HOUR) refuse('projects.reveal-too-often', { limit: REVEALS_AN_HOUR });
    // On record first: when the entry cannot be written, nothing is opened.
    await house.audit({ region, kind: 'project', id, facts: { purpose } });
    const contact = await openContact(house.db, house.secrets, region, id, record.contactSealed);
    return { ...contact, until: new Date(Date.parse(now) + REVEAL_MINUTES * 60_000).toISOString() };
  }),
];

/** What changes of a year's line, as lines of the log. */
function yearChanges(
  projectId: string,
  held: { pool: string; nature: string | null; annualPlanYuan: number | null; basis: string } | undefined,
  line: YearPatch,
): ChangeRow[] {
  const changes: ChangeRow[] = [];
  const text = (field: string, old: string | null, now: string | null): void => {
    if (old !== now)
      changes.push({ projectId, kind: 'edit', field: `${field}:${line.year}`, old, new: now, oldYuan: null, newYuan: null, reason: '' });
  };
  text('pool', held && held.basis !== 'later' ? held.pool : null, line.pool);
  text('nature', held?.nature ?? null, line.nature);
  if ((held?.annualPlanYuan ?? null) !== line.annualPlanYuan)
    changes.push({
      projectId,
      kind: 'edit',
      field: `annualPlan:${line.year}`,
      old: wan(held?.annualPlanYuan ?? null),
      new: wan(line.annualPlanYuan),
      oldYuan: held?.annualPlanYuan ?? null,
      newYuan: line.annualPlanYuan,
      reason: '',
    });
  return changes;
}
