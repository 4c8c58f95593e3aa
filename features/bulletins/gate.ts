// The gate before issuing: the finished text is read by the auditor against itself and against the register, and every contradiction is shown
// with its arithmetic, its repairs, and whether somebody has asked that it may stand. Whether it may be issued is rules-issue.ts.
import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { bodyText } from '../../platform/papers/text.ts';
import { handedText, proofReply, readAgainst } from '../proofreading/door.ts';
import type { Written } from './material.ts';
import { blockedBy } from './rules-issue.ts';
import { type OverrideRow, overridesOf, type Place } from './store.ts';
import type { GateFinding, GateReply, OverrideReply } from './words.ts';

export interface Gate extends GateReply {
  textHash: string;
}

export const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The same change found by two relations is offered once. */
function onceEach(repairs: GateFinding['repairs']): GateFinding['repairs'] {
  const seen = new Map(repairs.map((one) => [JSON.stringify(one.changes), one]));
  return [...seen.values()];
}

const order = { contradiction: 0, doubtful: 1, ask: 2 } as const;

export function overrideReply(row: OverrideRow, person: { id: string }): OverrideReply {
  return {
    key: row.finding,
    sentence: { zh: row.zh, en: row.en },
    reason: row.reason,
    askedBy: row.askedName,
    askedAt: row.askedAt,
    mine: row.askedBy === person.id,
    decision: row.decision,
    decidedBy: row.decidedName,
    decidedAt: row.decidedAt,
    note: row.note,
  };
}

/** Reads a composed draft. What was granted for another text does not count for this one. */
export async function readGate(
  db: Db,
  clock: Clock,
  place: Place & { year: number },
  written: Written,
  person: { id: string },
): Promise<Gate> {
  const text = bodyText(written.paper);
  const textHash = hashText(text);
  const { proof } = await readAgainst(db, handedText(text).manuscript, {
    region: place.region,
    year: place.year,
    today: clock.today(),
    now: clock.now(),
  });
  const reply = proofReply(proof);
  const overrides = (await overridesOf(db, place)).filter((one) => one.textHash === textHash);
  const relations = new Map(reply.relations.map((one) => [one.id, one]));
  const statements = new Map(reply.statements.map((one) => [one.id, one]));
  const findings = reply.findings
    .map((finding): GateFinding => {
      const about = finding.relations.flatMap((id) => relations.get(id) ?? []);
      const override = overrides.findLast((one) => one.finding === finding.key);
      return {
        key: finding.key,
        kind: finding.kind,
        severity: finding.severity,
        sentence: finding.sentence,
        evidence: finding.evidence,
        spans: finding.places.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
        arithmetic: [...new Set(about.map((one) => one.arithmetic).filter(Boolean))],
        repairs: onceEach(
          about
            .flatMap((one) => one.repairs)
            .map((repair) => ({
              changes: repair.changes.map((change) => ({ text: statements.get(change.term)?.text ?? change.from, to: change.to })),
              consequence: repair.consequence,
            })),
        ),
        override: override ? overrideReply(override, person) : null,
      };
    })
    .sort((a, b) => order[a.severity] - order[b.severity] || (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
  return {
    text,
    textHash,
    findings,
    blocked: blockedBy({ mistakes: written.composition.mistakes, paper: written.paper }, findings),
    statements: reply.statements.length,
    holding: reply.relations.filter((one) => one.holds).length,
  };
}
