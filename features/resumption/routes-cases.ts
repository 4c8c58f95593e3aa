// The calls of cases: load, bring under the regime of the day, decide, save, reply with the whole case.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import {
  type Acting,
  beginOne,
  caseToChange,
  certificateOf,
  fileOne,
  hashOf,
  heldRegime,
  judged,
  type Law,
  lawOf,
  missingUnder,
  numberText,
  outcomeNow,
  takeStep,
  tokenOf,
} from './cases.ts';
import { certificatePdf } from './certificate.ts';
import { names } from './routes-regimes.ts';
import { unfinished } from './rules-case.ts';
import { itemsOfVisit } from './rules-outcome.ts';
import { lowestCover, mayEdit } from './rules-papers.ts';
import { sameRef } from './rules-regimes.ts';
import {
  cancelVisits,
  findingsOf,
  insertVisit,
  mendFinding,
  moveVisit,
  opinionsOf,
  saveRoute,
  stopsOn,
  visitsOf,
} from './store-appointments.ts';
import {
  type CaseBody,
  type CaseRow,
  casesIn,
  certificateBy,
  daysOf,
  loadCase,
  type Place,
  putCertificate,
  putDay,
  saveCaseBody,
  stepsOf,
  touchDue,
} from './store-cases.ts';
import { findEnterprises, loadEnterprise } from './store-enterprises.ts';
import { checklistOf, departmentsOn } from './store-regimes.ts';
import { actionsFor, lineOf, linesOn, standingNow } from './view.ts';
import type { CaseState } from './words.ts';
import { commitmentLetter } from './words-application.ts';
import * as words from './words-cases.ts';
import type { Regime } from './words-regimes.ts';

const actingOf = (house: House): Acting => ({
  db: house.db,
  by: { id: house.person.id, name: house.person.name },
  at: house.clock.now(),
});
const mostPaperBytes = 20 * 1024 * 1024;

const county = async (house: House, region: string) => {
  const { zh, en } = (await names(house)).get(region) ?? { zh: region, en: region };
  return { name: zh, nameEn: en };
};

/** The case as its page shows it. */
async function replyOf(house: House, place: Place): Promise<words.CaseReply> {
  const row = (await loadCase(house.db, place)) ?? refuse('thing.unknown');
  const law = await lawOf(house.db, [place.region]);
  const named = await names(house);
  const today = house.clock.today();
  const held = heldRegime(law, row);
  const now = unfinished.includes(row.state) ? (judged(law, row, today) ?? held) : held;
  const visits = await visitsOf(house.db, place);
  const opinions = await opinionsOf(
    house.db,
    place.region,
    visits.map((one) => one.id),
  );
  const open = visits.findLast((one) => one.state === 'appointed' || one.state === 'begun');
  const told = await Promise.all([]).then(async () => {
    const list: words.CaseReply['visits'] = [];
    for (const visit of visits) {
      const outcome = visit.state === 'cancelled' ? null : await outcomeNow(house.db, held, visit);
      list.push({
        id: visit.id,
        round: visit.round,
        on: visit.on,
        time: visit.time,
        state: visit.state,
        outcome: visit.outcome,
        members: visit.members,
        items: visit.items?.length ?? 0,
        opinions: opinions.filter((one) => one.visitId === visit.id).map(({ visitId: _, ...one }) => one),
        why: outcome?.why ?? [],
      });
    }
    return list;
  });
  const signed = new Set(opinions.filter((one) => one.visitId === open?.id).map((one) => one.department));
  const asked = open
    ? now.content.departments
        .filter((one) => open.members.some((member) => member.department === one.code) && !signed.has(one.code))
        .map(({ zh, en }) => ({ zh, en }))
    : undefined;
  const enterpriseAbout = (await loadEnterprise(house.db, { region: row.region, id: row.enterpriseId })) ?? refuse('thing.unknown');
  const countyNames = named.get(row.region) ?? { zh: row.region, en: row.region };
  return {
    ...lineOf(row, standingNow(row), law, today, countyNames, asked && asked.length > 0 ? asked : undefined),
    version: row.version,
    enterpriseAbout,
    previousId: row.previousId,
    openedOn: row.openedOn,
    form: row.form,
    supplies: row.supplies,
    papers: row.papers,
    commitment: row.commitment,
    coverDays: lowestCover(row.supplies),
    missing:
      row.state === 'incomplete' && row.missing.some((one) => one.code === 'clerk')
        ? [...row.missing.filter((one) => one.code === 'clerk'), ...missingUnder(row, now, null)]
        : missingUnder(row, now, null),
    papersNeeded: now.content.papers,
    departments: now.content.departments,
    submittedAt: row.submittedAt,
    filedOn: row.filedAt === null ? null : dayOfInstant(row.filedAt),
    reason: row.reason,
    mayEdit: mayEdit(row.state) && house.person.may('resumption.apply'),
    steps: (await stepsOf(house.db, place)).map((step) => {
      const regime = law.regimes.find((one) => sameRef(one, step.regime));
      return {
        place: step.place,
        at: step.at,
        day: step.day,
        action: step.action,
        state: step.state,
        dueOn: step.dueOn,
        regime: { ...step.regime, zh: regime?.zh ?? step.regime.code, en: regime?.en ?? step.regime.code },
        by: step.byName,
        reason: step.reason,
        changes: step.facts.changes ?? [],
      };
    }),
    visits: told,
    findings: (await findingsOf(house.db, place)).map(({ visitId: _, ...one }) => one),
    can: actionsFor(row, now, (permission) => house.person.may(permission)),
    checkAddress: row.number === null ? null : `/check/${tokenOf(house.secrets, row)}`,
  };
}

/** Loads, takes the step, leaves the entry, replies. */
async function stepped(
  house: House,
  { region, id, version }: Place & { version: number },
  work: (
    acting: Acting,
    at: { row: CaseRow; regime: Regime },
    law: Law,
  ) => Promise<{ row: CaseRow; regime: Regime; facts?: Record<string, string | number> }>,
  action: string,
): Promise<words.CaseReply> {
  const acting = actingOf(house);
  const law = await lawOf(house.db, [region]);
  const at = await caseToChange(acting, law, { region, id }, version);
  const done = await work(acting, at, law);
  await house.audit({
    region,
    kind: 'resumption',
    id,
    facts: {
      enterprise: done.row.enterprise,
      action,
      state: done.row.state,
      regime: `${done.regime.region}/${done.regime.code}@${done.regime.version}`,
      ...done.facts,
    },
  });
  return replyOf(house, { region, id });
}

/** Writes what was typed or uploaded; no step, the state stays. */
async function kept(
  house: House,
  place: Place & { version: number | null },
  change: (row: CaseRow, regime: Regime) => Partial<CaseBody>,
): Promise<CaseRow> {
  const acting = actingOf(house);
  const law = await lawOf(house.db, [place.region]);
  const { row, regime } = await caseToChange(acting, law, place, place.version);
  if (!mayEdit(row.state)) refuse('resumption.not-editable', { enterprise: row.enterprise });
  const body = { ...row, ...change(row, regime) };
  if (!(await saveCaseBody(house.db, row, body, { name: acting.by.name, at: acting.at })))
    refuse('row.changed-meanwhile', { name: row.enterprise, by: row.updatedName });
  return { ...row, ...body };
}

export const caseRoutes = (options: { address?: string | undefined } = {}): Route[] => [
  serve(words.listCases, async (ask, house) => {
    const { regions } = house.scope;
    const law = await lawOf(house.db, regions);
    const named = await names(house);
    const today = house.clock.today();
    const all = await linesOn(
      house.db,
      law,
      regions,
      { on: ask.on ?? null, today, enterprise: ask.enterprise, search: ask.search },
      (code) => named.get(code) ?? { zh: code, en: code },
    );
    const scoped = all.filter(
      (one) => (ask.actor === undefined || one.actor === ask.actor) && (ask.regime === undefined || one.regime.code === ask.regime),
    );
    const states: Partial<Record<CaseState, number>> = {};
    for (const one of scoped) states[one.state] = (states[one.state] ?? 0) + 1;
    const chosen = scoped.filter(
      (one) => (ask.state === undefined || ask.state.includes(one.state)) && (!ask.overdue || one.overdueDays > 0),
    );
    const applied = new Set(all.filter((one) => one.state !== 'withdrawn').map((one) => one.enterpriseId));
    const listed = await findEnterprises(house.db, { regions, limit: 0, offset: 0, ...(ask.search && { search: ask.search }) });
    return {
      on: ask.on ?? today,
      total: chosen.length,
      states,
      overdue: scoped.filter((one) => one.overdueDays > 0).length,
      without: Math.max(0, listed.total - applied.size),
      cases: chosen.slice(ask.offset, ask.offset + ask.limit),
    };
  }),

  serve(words.readCase, (place, house) => replyOf(house, place)),

  serve(words.beginCase, async ({ region, enterprise: id }, house) => {
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    const law = await lawOf(house.db, [region]);
    const made = await beginOne(
      actingOf(house),
      law,
      { ...enterprise, inPark: enterprise.park !== null, people: enterprise.peopleEmployed },
      (await casesIn(house.db, [region], { enterprise: id })).sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1)),
    );
    const row = (await loadCase(house.db, { region, id: made }))!;
    await house.audit({
      region,
      kind: 'resumption',
      id: made,
      facts: {
        enterprise: enterprise.name,
        action: 'begin',
        state: 'draft',
        regime: `${row.regime.region}/${row.regime.code}@${row.regime.version}`,
      },
    });
    return replyOf(house, { region, id: made });
  }),

  serve(words.saveCase, async ({ region, id, version, form, supplies }, house) => {
    const row = await kept(house, { region, id, version }, () => ({ form, supplies, plannedOn: form.plannedOn }));
    const law = await lawOf(house.db, [region]);
    await house.audit({
      region,
      kind: 'resumption',
      id,
      facts: {
        enterprise: row.enterprise,
        filled: Object.values(form).filter((one) => one !== null && one !== '').length,
        missing: missingUnder(row, heldRegime(law, row), null).length,
      },
    });
    return replyOf(house, { region, id });
  }),

  serve(words.addPaper, async ({ region, id, kind }, house) => {
    const { sha256, name, bytes } = house.upload();
    if (bytes > mostPaperBytes) refuse('request.too-large', { limit: `${mostPaperBytes / 1024 / 1024} MB` });
    if (!knownKind(await house.files.read(sha256))) refuse('resumption.paper-kind', { name });
    const row = await kept(house, { region, id, version: null }, (held) => ({
      papers: [
        ...held.papers.filter((one) => one.kind !== kind || one.sha256 !== sha256),
        { kind, sha256, name, bytes, at: house.clock.now() },
      ],
    }));
    await house.audit({ region, kind: 'resumption', id, facts: { enterprise: row.enterprise, kind, fileName: name, fileSha256: sha256 } });
    return replyOf(house, { region, id });
  }),

  serve(words.readPaper, async ({ region, id, sha256 }, house) => {
    const row = (await loadCase(house.db, { region, id })) ?? refuse('thing.unknown');
    const paper = row.papers.find((one) => one.sha256 === sha256) ?? refuse('thing.unknown');
    return { name: paper.name, type: 'application/octet-stream', content: house.files.open(sha256) };
  }),

  serve(words.signCommitment, async ({ region, id, version, signer, post, strokes }, house) => {
    if (version !== commitmentLetter.version) refuse('resumption.letter-changed');
    const own = house.scope.owner !== null;
    if (own && strokes === '') refuse('resumption.not-signed');
    const at = house.clock.now();
    const row = await kept(house, { region, id, version: null }, () => ({
      commitment: { version, signer, post, strokes, how: strokes === '' ? ('paper' as const) : ('screen' as const), at },
    }));
    await house.audit({
      region,
      kind: 'resumption',
      id,
      facts: { enterprise: row.enterprise, letter: version, signer, how: strokes === '' ? 'paper' : 'screen' },
    });
    return replyOf(house, { region, id });
  }),

  serve(words.submitCase, (input, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        const missing = missingUnder(at.row, at.regime, null);
        const first = missing.filter((one) => one.blocks);
        if (first.length > 0)
          refuse('resumption.papers-missing', {
            count: first.length,
            list: first.map((one) => one.zh.replace(/。$/, '')).join('；'),
            listEn: first.map((one) => one.en.replace(/\.$/, '')).join('; '),
          });
        return takeStep(acting, at, 'submit', {
          change: {
            submittedAt: acting.at,
            missing,
            sent: { form: at.row.form, supplies: at.row.supplies, papers: at.row.papers, commitment: at.row.commitment, at: acting.at },
          },
        });
      },
      'submit',
    ),
  ),

  serve(words.returnCase, ({ missing, note, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => ({
        ...(await takeStep(acting, at, 'return', {
          change: { missing: missing.map((text) => ({ code: 'clerk', zh: text, en: text, blocks: false })) },
          reason: [...missing, note].filter((one) => one !== '').join('；'),
        })),
        facts: { missing: missing.length },
      }),
      'return',
    ),
  ),

  serve(words.completeCase, (input, house) =>
    stepped(house, input, (acting, at) => takeStep(acting, at, 'complete', { change: { missing: [] } }), 'complete'),
  ),

  serve(words.appointVisit, ({ on, time, members, reason, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        if (on < dayOfInstant(acting.at)) refuse('resumption.day-gone', { day: on });
        const place = { region: at.row.region, id: at.row.id };
        const findings = (await findingsOf(house.db, place)).filter((one) => one.clearedOn === null && one.blocking);
        const visits = await visitsOf(house.db, place);
        const again = visits.some((one) => one.state === 'closed');
        const all = itemsOfVisit(
          await checklistOf(house.db, at.regime.content.checklist),
          at.regime.content,
          again ? new Set(findings.map((one) => one.item)) : undefined,
        );
        const asked = at.regime.content.departments.filter(
          (one) =>
            !again || findings.some((finding) => finding.department === one.code) || all.some((item) => item.department === one.code),
        );
        const official = new Map((await departmentsOn(house.db, at.row.region, on)).map((one) => [one.code, one.name]));
        const { zh } = (await names(house)).get(at.row.region) ?? { zh: '' };
        const going = asked.map((one) => ({
          department: one.code,
          organisation: official.get(one.code) ?? `${zh}${one.zh}`,
          person: members.find((member) => member.department === one.code)?.person ?? '',
          personId: null,
        }));
        const open = visits.find((one) => one.state === 'appointed');
        if (at.row.state === 'appointed' && open) await moveVisit(house.db, open, { on, time, members: going });
        else
          await insertVisit(house.db, {
            region: at.row.region,
            id: newId(),
            enterpriseId: at.row.enterpriseId,
            caseId: at.row.id,
            round: Math.max(0, ...visits.filter((one) => one.state !== 'cancelled').map((one) => one.round)) + 1,
            on,
            time,
            members: going,
            items: all,
            byName: acting.by.name,
            at: acting.at,
          });
        const action = at.row.state === 'appointed' ? 'reappoint' : 'appoint';
        return {
          ...(await takeStep(acting, at, action, { reason, agreed: on, facts: { on, time } })),
          facts: { day: on, departments: going.length },
        };
      },
      'appoint',
    ),
  ),

  serve(words.mendCase, ({ notes, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        const open = (await findingsOf(house.db, input)).filter((one) => one.clearedOn === null);
        for (const { finding, note } of notes) {
          if (!open.some((one) => one.id === finding)) refuse('thing.unknown');
          await mendFinding(house.db, input.region, finding, dayOfInstant(acting.at), note);
        }
        const left = open.filter((one) => one.blocking && one.mendedOn === null && !notes.some((note) => note.finding === one.id));
        if (left.length > 0) refuse('resumption.not-all-mended', { count: left.length, first: left[0]!.what });
        return takeStep(acting, at, 'mend', {
          reason: notes
            .map((one) => one.note)
            .join('；')
            .slice(0, 480),
        });
      },
      'mend',
    ),
  ),

  serve(words.fileCase, (input, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        const named = await county(house, input.region);
        const done = await fileOne(acting, at, named, tokenOf(house.secrets, at.row));
        return { ...done, facts: { number: numberText(named.name, done.row.filedYear!, done.row.number!) } };
      },
      'file',
    ),
  ),

  serve(words.openCase, ({ on, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        if (at.row.filedAt !== null && on < dayOfInstant(at.row.filedAt))
          refuse('resumption.before-filing', { day: dayOfInstant(at.row.filedAt) });
        if (on > dayOfInstant(acting.at)) refuse('resumption.day-to-come', { day: on });
        return { ...(await takeStep(acting, at, 'open', { change: { resumedOn: on } })), facts: { day: on } };
      },
      'open',
    ),
  ),

  ...(['suspend', 'reopen', 'revoke'] as const).map((action) =>
    serve({ suspend: words.suspendCase, reopen: words.reopenCase, revoke: words.revokeCase }[action], ({ reason, ...input }, house) =>
      stepped(
        house,
        input,
        async (acting, at) => {
          const reopened = action === 'reopen' && at.row.resumedOn === null ? { to: 'filed' as const } : {};
          const done = await takeStep(acting, at, action, { reason, change: { reason }, ...reopened });
          const status = { suspend: 'suspended', reopen: 'valid', revoke: 'revoked' } as const;
          await putCertificate(
            house.db,
            certificateOf(
              done.row,
              done.regime,
              await county(house, input.region),
              tokenOf(house.secrets, done.row),
              status[action],
              dayOfInstant(acting.at),
            ),
          );
          return { ...done, facts: { reason } };
        },
        action,
      ),
    ),
  ),

  serve(words.withdrawCase, ({ reason, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        await cancelVisits(house.db, input, reason);
        return { ...(await takeStep(acting, at, 'withdraw', { reason, change: { reason } })), facts: { reason } };
      },
      'withdraw',
    ),
  ),

  serve(words.dayRoute, async ({ region, on }, house) => {
    const day = on ?? house.clock.today();
    return { on: day, stops: await stopsOn(house.db, region, day) };
  }),

  serve(words.orderRoute, async ({ region, on, visits }, house) => {
    const count = await saveRoute(house.db, region, on, visits);
    await house.audit({ region, kind: 'route', id: on, facts: { day: on, visits: count } });
    return { on, visits: count };
  }),

  serve(words.certificate, async ({ region, id }, house) => {
    const row = (await loadCase(house.db, { region, id })) ?? refuse('thing.unknown');
    if (row.number === null) refuse('resumption.not-filed', { enterprise: row.enterprise });
    const law = await lawOf(house.db, [region]);
    const named = await county(house, region);
    const number = numberText(named.name, row.filedYear!, row.number);
    return {
      name: `${number}.pdf`,
      type: 'application/pdf',
      content: await certificatePdf({
        county: named.name,
        enterprise: row.enterprise,
        number,
        filedOn: dayOfInstant(row.filedAt!) as Day,
        acceptedOn: row.acceptedOn,
        validUntil: row.validUntil,
        regime: heldRegime(law, row),
        status: row.state === 'suspended' || row.state === 'revoked' ? row.state : 'valid',
        address: `${options.address ?? house.request.origin}/check/${tokenOf(house.secrets, row)}`,
        at: house.clock.now(),
      }),
    };
  }),

  serve(words.checkCertificate, async ({ token }, house) => {
    const found = (await certificateBy(house.db, hashOf(token))) ?? refuse('resumption.no-certificate');
    const today = house.clock.today();
    const expired = found.status === 'valid' && found.validUntil !== null && found.validUntil < today;
    return {
      status: expired ? ('expired' as const) : found.status,
      statusOn: expired ? found.validUntil! : found.statusOn,
      county: { zh: found.county, en: found.countyEn },
      enterprise: found.enterprise,
      number: found.number,
      mode: found.mode,
      filedOn: found.filedOn,
      validUntil: found.validUntil,
      asOf: house.clock.now(),
    };
  }),

  serve(words.listDays, async ({ region, id, from, to }, house) => {
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    return {
      today: house.clock.today(),
      peopleEmployed: enterprise.peopleEmployed,
      days: await daysOf(house.db, { region, id }, from ?? null, to ?? null),
    };
  }),

  serve(words.reportDay, async ({ region, id, day, ...given }, house) => {
    const enterprise = (await loadEnterprise(house.db, { region, id })) ?? refuse('thing.unknown');
    const acting = actingOf(house);
    if (day > house.clock.today()) refuse('resumption.day-to-come', { day });
    if (given.peopleBack !== null && given.peopleBack > enterprise.peopleEmployed)
      refuse('resumption.too-many-back', { back: given.peopleBack, employed: enterprise.peopleEmployed });
    const row = { day, ...given, at: acting.at };
    await putDay(house.db, { region, id }, { ...row, by: acting.by });
    await touchDue(house.db, { region, id }, day);
    await house.audit({
      region,
      kind: 'enterprise',
      id,
      facts: { enterprise: enterprise.name, day, peopleBack: given.peopleBack, outputYuan: given.outputYuan },
    });
    return { day: { ...row, by: acting.by.name } };
  }),
];

/** PDF, PNG, JPEG, Word: by how they begin, whatever they are called. */
function knownKind(bytes: Buffer): boolean {
  const begins = (hex: string): boolean => bytes.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
  return begins('255044462d') || begins('89504e470d0a1a0a') || begins('ffd8ff') || begins('504b0304') || begins('d0cf11e0a1b11ae1');
}
