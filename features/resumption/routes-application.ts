// The calls of an application until its papers are complete: saving what was typed, papers, the commitment letter, sending, what is missing, withdrawing.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { actingOf, replyOf, stepped } from './case-calls.ts';
import { caseToChange, heldRegime, lawOf, missingUnder, takeStep } from './cases.ts';
import { mayEdit } from './rules-papers.ts';
import { cancelVisits } from './store-appointments.ts';
import { type CaseBody, type CaseRow, loadCase, type Place, saveCaseBody } from './store-cases.ts';
import { commitmentLetter } from './words-application.ts';
import * as words from './words-cases.ts';
import type { Regime } from './words-regimes.ts';

const mostPaperBytes = 20 * 1024 * 1024;

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

export const applicationRoutes = (): Route[] => [
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
        missing: missingUnder(row, heldRegime(law, row), law, house.clock.today()).length,
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
    // Nobody signs for another: whoever enters it for an enterprise says that it lies signed on paper.
    if (!own && strokes !== '') refuse('resumption.sign-own');
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
      async (acting, at, law) => {
        const missing = missingUnder(at.row, at.regime, law, dayOfInstant(acting.at));
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
];

/** PDF, PNG, JPEG, Word: by how they begin, whatever they are called. */
function knownKind(bytes: Buffer): boolean {
  const begins = (hex: string): boolean => bytes.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
  return begins('255044462d') || begins('89504e470d0a1a0a') || begins('ffd8ff') || begins('504b0304') || begins('d0cf11e0a1b11ae1');
}
