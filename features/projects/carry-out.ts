// Carries out what was approved: leaving and returning, shrinking, renaming, another code, merging, splitting, moving to another county. Each
// leaves its lines in the log with the reason, the evidence and the approver; nothing is deleted.
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { findOrCreateOrganisations } from '../regions/door.ts';
import { readCode } from './rules.ts';
import { partsOf } from './rules-proposals.ts';
import { takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';
import { contactMark, openContact, sealContact } from './store-contact.ts';
import { setMembers } from './store-lists.ts';
import { type ProjectRecord, recordsOf, yearsOf } from './store-project.ts';
import { closeOthers, openMemberships, type ProposalRecord } from './store-proposals.ts';
import { addName, holderOfCode, insertProject, leaveNewestYear, type Patch, saveProject, saveYear } from './store-write.ts';
import { type Opened, wan, whoOf, writePatch } from './writing.ts';

interface Meta {
  reason: string;
  auditSeq: number;
  kind: string;
  evidence: { sha256: string | null; name: string | null };
  approver: { id: string; name: string };
}

export async function carryOut(house: House, opened: Opened, proposal: ProposalRecord, auditSeq: number): Promise<void> {
  const { db } = house;
  const { record, mark } = opened;
  const { region, id } = record;
  const who = whoOf(house);
  const today = house.clock.today();
  const meta: Meta = {
    reason: proposal.reason,
    auditSeq,
    kind: proposal.kind,
    evidence: { sha256: proposal.evidenceSha256, name: proposal.evidenceName },
    approver: who.by,
  };
  const change = (
    projectId: string,
    field: string | null,
    old: string | null,
    now: string | null,
    yuan?: { old: number | null; now: number | null },
  ): ChangeRow => ({
    projectId,
    kind: proposal.kind,
    field,
    old,
    new: now,
    oldYuan: yuan?.old ?? null,
    newYuan: yuan?.now ?? null,
    reason: proposal.reason,
    evidence: meta.evidence,
    approver: meta.approver,
  });
  const left = (kind: string, movedTo: string | null = null): Patch => ({
    leftAt: who.at,
    leftKind: kind,
    leftReason: proposal.reason,
    movedTo,
  });

  switch (proposal.kind) {
    case 'leave':
      await writePatch(house, opened, left('left'), [change(id, null, record.name, null, { old: record.totalYuan, now: null })], meta);
      await leaveNewestYear(db, region, id, today, mark);
      return closeOthers(db, region, [id], proposal.id, '项目已出库', who.by, who.at);
    case 'return':
      await writePatch(
        house,
        opened,
        { leftAt: null, leftKind: null, leftReason: null, movedTo: null },
        [change(id, null, null, record.name, { old: null, now: record.totalYuan })],
        meta,
      );
      return leaveNewestYear(db, region, id, null, mark);
    case 'rename':
      await addName(db, region, id, record.name, 'former', today);
      await writePatch(
        house,
        opened,
        { name: String(proposal.facts.value) },
        [change(id, 'name', record.name, String(proposal.facts.value))],
        meta,
      );
      return;
    case 'shrink': {
      const now = Number(proposal.facts.value);
      const newest = (await yearsOf(db, region, id)).find((line) => line.basis !== 'later' && line.leftOn === null);
      if (newest?.annualPlanYuan != null && newest.annualPlanYuan > now)
        refuse('projects.plan-over-total', { plan: newest.annualPlanYuan / 10_000, total: now / 10_000 });
      await writePatch(
        house,
        opened,
        { totalYuan: now },
        [change(id, 'total', wan(record.totalYuan), wan(now), { old: record.totalYuan, now })],
        meta,
      );
      return;
    }
    case 'correct-code': {
      const code = String(proposal.facts.value);
      const read = readCode(code, region);
      const holder = await holderOfCode(db, region, code, id);
      if (holder) refuse('projects.code-taken', { code, name: holder });
      await writePatch(house, opened, { code, codeForm: read.ok ? read.form : null }, [change(id, 'code', record.code, code)], meta);
      return;
    }
    case 'merge':
      return merge(house, opened, String(proposal.facts.with).split(','), meta, change, left);
    case 'split':
      return split(house, opened, String(proposal.facts.parts), meta, change, left);
    case 'move':
      return move(house, opened, String(proposal.facts.to), meta, change, left);
  }
}

type MakeChange = (
  projectId: string,
  field: string | null,
  old: string | null,
  now: string | null,
  yuan?: { old: number | null; now: number | null },
) => ChangeRow;
type MakeLeft = (kind: string, movedTo?: string | null) => Patch;

/** The others become part of this one: its total and plan are the sums, its lists the union; they stay readable and name where they went. */
async function merge(
  house: House,
  opened: Opened,
  others: readonly string[],
  meta: Meta,
  change: MakeChange,
  left: MakeLeft,
): Promise<void> {
  const { db } = house;
  const { record, mark } = opened;
  const { region, id } = record;
  const who = whoOf(house);
  const today = house.clock.today();
  const joined = await recordsOf(db, region, others, true);
  if (joined.length !== others.length || joined.some((one) => one.leftAt !== null)) refuse('projects.moved-meanwhile');
  const lines = new Map<string, Awaited<ReturnType<typeof yearsOf>>>();
  for (const one of [record, ...joined]) lines.set(one.id, await yearsOf(db, region, one.id));
  const own = lines.get(id)!.find((line) => line.basis !== 'later' && line.leftOn === null);
  const sameYear = joined.flatMap((one) =>
    lines.get(one.id)!.filter((line) => own && line.year === own.year && line.pool === own.pool && line.leftOn === null),
  );
  const sum = (values: readonly (number | null)[]) =>
    values.every((value) => value === null) ? null : values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const totalYuan = sum([record, ...joined].map((one) => one.totalYuan));
  const saved = await writePatch(
    house,
    opened,
    { totalYuan },
    [change(id, 'total', wan(record.totalYuan), wan(totalYuan), { old: record.totalYuan, now: totalYuan })],
    meta,
  );
  if (own) {
    const plan = sum([own, ...sameYear].map((line) => line.annualPlanYuan));
    await saveYear(
      db,
      saved,
      { ...own, annualPlanYuan: plan, doneBeforeYuan: sum([own, ...sameYear].map((line) => line.doneBeforeYuan)) },
      today,
      mark,
    );
    if (plan !== own.annualPlanYuan)
      await addChanges(db, region, { ...who, auditSeq: meta.auditSeq }, [
        change(id, `annualPlan:${own.year}`, wan(own.annualPlanYuan), wan(plan), { old: own.annualPlanYuan, now: plan }),
      ]);
  }
  const members = await openMemberships(db, region, [id, ...others]);
  const mine = new Set(members.filter((one) => one.id === id).map((one) => one.list));
  const begins = [
    ...new Map(members.filter((one) => one.id !== id && !mine.has(one.list)).map((one) => [one.list, { ...one, id }])).values(),
  ];
  await setMembers(
    db,
    region,
    members.filter((one) => one.id !== id),
    begins,
    today,
    null,
  );
  for (const one of joined) {
    await leaveNewestYear(db, region, one.id, today, mark);
    await saveProject(db, one, { ...left('merged', id), parentId: id }, who, mark);
    await addChanges(db, region, { ...who, auditSeq: meta.auditSeq }, [
      change(one.id, null, one.name, record.name, { old: one.totalYuan, now: null }),
    ]);
  }
  await closeOthers(db, region, others, null, '项目已并入其他项目', who.by, who.at);
}

/** New projects take this one's place; their totals close over its own. A plan that nobody gave stays unstated rather than guessed. */
async function split(house: House, opened: Opened, text: string, meta: Meta, change: MakeChange, left: MakeLeft): Promise<void> {
  const { db } = house;
  const { record, mark } = opened;
  const { region, id } = record;
  const who = whoOf(house);
  const today = house.clock.today();
  const own = (await yearsOf(db, region, id)).find((line) => line.basis !== 'later' && line.leftOn === null);
  const members = await openMemberships(db, region, [id]);
  for (const part of partsOf(text) ?? []) {
    const made: ProjectRecord = {
      ...record,
      id: newId(),
      code: null,
      codeForm: null,
      name: part.name,
      totalYuan: part.yuan,
      parentId: id,
      enteredAt: who.at,
      enteredBy: who.by.name,
      enteredImport: null,
      leftAt: null,
      leftKind: null,
      leftReason: null,
      movedTo: null,
      contactSealed: null,
    };
    let mark2: Buffer | null = null;
    if (record.contactSealed) {
      const contact = await openContact(db, house.secrets, region, id, record.contactSealed);
      made.contactSealed = sealContact(await house.secrets.sealer(db, region, who.at), made.id, contact);
      mark2 = contactMark(house.secrets, contact);
    }
    await insertProject(db, { ...made, contactMark: mark2 }, who);
    if (own) await saveYear(db, made, { ...own, annualPlanYuan: part.planYuan, doneBeforeYuan: null }, today, mark);
    await setMembers(
      db,
      region,
      [],
      members.map((one) => ({ ...one, id: made.id })),
      today,
      null,
    );
    await addChanges(db, region, { ...who, auditSeq: meta.auditSeq }, [
      change(made.id, null, record.name, part.name, { old: null, now: part.yuan }),
    ]);
  }
  await setMembers(db, region, members, [], today, null);
  await leaveNewestYear(db, region, id, today, mark);
  await writeLeft(house, opened, left('split'), change(id, null, record.name, null, { old: record.totalYuan, now: null }), meta);
  await closeOthers(db, region, [id], null, '项目已拆分', who.by, who.at);
}

/** A copy under the same id in the other county and a tombstone here that names it, in one transaction. Closed years stay where they were reported. */
async function move(house: House, opened: Opened, to: string, meta: Meta, change: MakeChange, left: MakeLeft): Promise<void> {
  const { db } = house;
  const { record, mark } = opened;
  const { region, id } = record;
  const who = whoOf(house);
  const today = house.clock.today();
  const there = await takeTurn(db, to);
  const own = (await yearsOf(db, region, id)).find((line) => line.basis !== 'later' && line.leftOn === null);
  const members = await openMemberships(db, region, [id]);
  const contact = record.contactSealed ? await openContact(db, house.secrets, region, id, record.contactSealed) : null;
  const owner =
    record.ownerName === '' ? null : (await findOrCreateOrganisations(db, to, [{ name: record.ownerName, creditCode: null }]))[0]!;
  const code = record.code !== null && (await holderOfCode(db, to, record.code, id)) === undefined ? record.code : null;
  const copy: ProjectRecord = {
    ...record,
    region: to,
    code,
    codeForm: code === null ? null : record.codeForm,
    ownerId: owner?.id ?? null,
    placeId: null,
    parentId: null,
    enteredAt: who.at,
    enteredBy: who.by.name,
    enteredImport: null,
    leftAt: null,
    leftKind: null,
    leftReason: null,
    movedTo: null,
  };
  await insertProject(
    db,
    {
      ...copy,
      contactSealed: contact ? sealContact(await house.secrets.sealer(db, to, who.at), id, contact) : null,
      contactMark: contact ? contactMark(house.secrets, contact) : null,
    },
    who,
  );
  if (own) await saveYear(db, copy, own, today, there);
  await setMembers(db, to, [], members, today, null);
  const seq = await house.audit({ region: to, kind: 'project', id, facts: { kind: 'move', decision: 'approved', projectId: id } });
  await addChanges(db, to, { ...who, auditSeq: seq }, [change(id, null, region, to, { old: null, now: record.totalYuan })]);
  await setMembers(db, region, members, [], today, null);
  await leaveNewestYear(db, region, id, today, mark);
  await writeLeft(house, opened, left('moved', to), change(id, null, region, to, { old: record.totalYuan, now: null }), meta);
  await closeOthers(db, region, [id], null, '项目已移交', who.by, who.at);
}

/** Writes the tombstone; the line of the year is closed already and stays as it is. */
async function writeLeft(house: House, opened: Opened, patch: Patch, logged: ChangeRow, meta: Meta): Promise<void> {
  const who = whoOf(house);
  await saveProject(house.db, opened.record, patch, who, opened.mark);
  await addChanges(house.db, opened.record.region, { ...who, auditSeq: meta.auditSeq }, [logged]);
}
