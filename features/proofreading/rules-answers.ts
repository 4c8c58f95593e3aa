// What may be said to a finding, and what a manuscript is called when nobody named it. Pure.
import type { FindingReply, ProofReply, RepairReply } from './words.ts';

/** The repair that a person accepts: one of those that the rules offer for a relation of this finding. None is needed where none is offered. */
export function acceptedRepair(
  proof: ProofReply,
  finding: FindingReply,
  chosen: { relation: string; index: number } | null,
): { repair: RepairReply | null } | { refused: { code: 'manuscripts.repair-unknown' } } {
  const offered = finding.relations.some((id) => proof.relations.some((one) => one.id === id && one.repairs.length > 0));
  if (chosen === null) return offered ? { refused: { code: 'manuscripts.repair-unknown' } } : { repair: null };
  if (!finding.relations.includes(chosen.relation)) return { refused: { code: 'manuscripts.repair-unknown' } };
  const repair = proof.relations.find((one) => one.id === chosen.relation)?.repairs[chosen.index];
  return repair ? { repair } : { refused: { code: 'manuscripts.repair-unknown' } };
}

/** The file's name without its ending, else the first line that says something, shortened. */
export function titleOf(text: string, fileName: string | null): string {
  const named = fileName?.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim();
  if (named) return named.slice(0, 120);
  const first =
    text
      .split('\n')
      .find((line) => /[\p{L}\p{N}]{2}/u.test(line))
      ?.trim() ?? '';
  return first.length > 40 ? `${first.slice(0, 39)}…` : first || '—';
}
