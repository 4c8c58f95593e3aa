// What a proposal must carry, and whether it still holds when somebody decides it. Pure. Leaving, shrinking, renaming, merging, splitting and
// moving take something out of sight, so they need a reason, evidence and another person.
import { yuanOf } from '../../vocabulary/money.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { readCode } from './rules.ts';

export type ProposalKind = 'leave' | 'shrink' | 'rename' | 'merge' | 'split' | 'move' | 'correct-code' | 'return';
export type ProposalFacts = Record<string, string | number | null>;

export interface Proposed {
  kind: ProposalKind;
  value?: string | undefined;
  to?: string | undefined;
  with?: readonly string[] | undefined;
  parts?: string | undefined;
}

export interface Subject {
  id: string;
  region: string;
  name: string;
  code: string | null;
  totalYuan: number | null;
  left: boolean;
}

export interface Part {
  name: string;
  yuan: number;
  planYuan: number | null;
}

/** 'name:yuan;name:yuan' or with a plan, 'name:yuan:plan'. */
export function partsOf(text: string): Part[] | undefined {
  const parts: Part[] = [];
  for (const piece of text.split(/[;；]/)) {
    if (piece.trim() === '') continue;
    const match = /^(.{2,200}?)[:：](\d{1,16})(?:[:：](\d{1,16}))?$/.exec(piece.trim());
    if (!match) return undefined;
    parts.push({ name: match[1]!.trim(), yuan: Number(match[2]), planYuan: match[3] === undefined ? null : Number(match[3]) });
  }
  return parts.length >= 2 ? parts : undefined;
}

/** What is kept with the proposal, or why it cannot be proposed. `others`: the projects named to merge; `counties`: where it may move. */
export function factsOf(
  proposed: Proposed,
  subject: Subject,
  others: readonly Subject[],
  counties: readonly string[],
): { ok: true; facts: ProposalFacts } | { ok: false; problem: Problem } {
  const no = (problem: Problem) => ({ ok: false as const, problem });
  const need = (what: string) => no({ code: 'projects.proposal-value', params: { what } });
  if (proposed.kind === 'return')
    return subject.left ? { ok: true, facts: {} } : no({ code: 'projects.not-left', params: { name: subject.name } });
  if (subject.left) return no({ code: 'projects.gone', params: { name: subject.name, reason: '' } });
  switch (proposed.kind) {
    case 'leave':
      return { ok: true, facts: { total: subject.totalYuan } };
    case 'rename': {
      const value = proposed.value?.trim() ?? '';
      if (value.length < 2 || value === subject.name) return need('新的项目名称');
      return { ok: true, facts: { value, old: subject.name } };
    }
    case 'shrink': {
      const yuan = /^\d+$/.test(proposed.value?.trim() ?? '') ? yuanOf(proposed.value!.trim(), '元') : undefined;
      if (yuan === undefined) return need('新的总投资（元）');
      if (subject.totalYuan === null || yuan >= subject.totalYuan)
        return no({ code: 'projects.proposal-not-smaller', params: { now: yuan / 10_000, held: (subject.totalYuan ?? 0) / 10_000 } });
      return { ok: true, facts: { value: yuan, old: subject.totalYuan } };
    }
    case 'correct-code': {
      const read = readCode(proposed.value?.trim() ?? '', subject.region);
      if (!read.ok) return no(read.problem);
      if (read.code === subject.code) return need('新的项目代码');
      return { ok: true, facts: { value: read.code, old: subject.code } };
    }
    case 'merge': {
      const named = others.filter((other) => other.id !== subject.id);
      if (named.length === 0 || named.length !== new Set(proposed.with).size || named.some((other) => other.left))
        return no({ code: 'projects.merge-with-none', params: {} });
      const totals = [subject, ...named].map((one) => one.totalYuan);
      return {
        ok: true,
        facts: {
          with: named.map((one) => one.id).join(','),
          names: named.map((one) => one.name).join('；'),
          old: subject.totalYuan,
          value: totals.every((total) => total === null) ? null : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0),
        },
      };
    }
    case 'split': {
      const parts = partsOf(proposed.parts ?? '');
      if (!parts) return need('拆分后的各项名称和总投资');
      const sum = parts.reduce((all, part) => all + part.yuan, 0);
      if (subject.totalYuan === null || sum !== subject.totalYuan)
        return no({ code: 'projects.split-not-closed', params: { sum: sum / 10_000, total: (subject.totalYuan ?? 0) / 10_000 } });
      if (parts.some((part) => part.planYuan !== null && part.planYuan > part.yuan))
        return no({
          code: 'projects.plan-over-total',
          params: { plan: Math.max(...parts.map((part) => part.planYuan ?? 0)) / 10_000, total: sum / 10_000 },
        });
      return {
        ok: true,
        facts: {
          parts: parts.map((part) => `${part.name}:${part.yuan}${part.planYuan === null ? '' : `:${part.planYuan}`}`).join(';'),
          old: subject.totalYuan,
        },
      };
    }
    case 'move':
      if (!proposed.to || proposed.to === subject.region || !counties.includes(proposed.to))
        return no({ code: 'projects.move-nowhere', params: { to: proposed.to ?? '—' } });
      return { ok: true, facts: { to: proposed.to } };
  }
}

/** May this person decide it now? The value it starts from must still be the value that stands. */
export function mayDecide(
  proposal: { decision: string | null; decidedBy: string | null; proposedBy: string; kind: ProposalKind; facts: ProposalFacts },
  person: string,
  subject: Subject,
  approving: boolean,
): Problem | null {
  if (proposal.decision !== null) return { code: 'projects.proposal-decided', params: { by: proposal.decidedBy ?? '' } };
  if (proposal.proposedBy === person) return { code: 'projects.proposal-own', params: {} };
  if (!approving) return null;
  if (proposal.kind === 'return') return subject.left ? null : { code: 'projects.not-left', params: { name: subject.name } };
  if (subject.left) return { code: 'projects.gone', params: { name: subject.name, reason: '' } };
  const now = {
    rename: subject.name,
    shrink: subject.totalYuan,
    'correct-code': subject.code,
    merge: subject.totalYuan,
    split: subject.totalYuan,
    leave: undefined,
    move: undefined,
  }[proposal.kind];
  if (now !== undefined && (proposal.facts.old ?? null) !== now) return { code: 'projects.moved-meanwhile', params: {} };
  return null;
}
