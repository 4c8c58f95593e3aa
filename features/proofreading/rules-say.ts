// What is said of figures that do not close: one finding for a cluster, in the clerk's words: what, where, which numbers, which corrections
// would each mend it, and what would settle it. Prose and tables speak through this.
import type { Constraint } from './rules-constraints.ts';
import type { Finding, FindingKind, Position, Severity, Statement } from './rules-model.ts';
import type { Cluster, Settled } from './rules-repair.ts';

/** Made of the kind and the places, so that an answer given to a finding finds it again in the same text. */
function findingKey(kind: FindingKind, positions: readonly Position[]): string {
  const where = positions.map((each) =>
    each.kind === 'text'
      ? `${each.span.start}-${each.span.end}`
      : `${each.sheet}!${each.cell}${each.span ? `:${each.span.start}-${each.span.end}` : ''}`,
  );
  let hash = 0xcbf29ce484222325n;
  for (const unit of where.join(',')) hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0)!)) * 0x100000001b3n);
  return `${kind}-${hash.toString(16).padStart(16, '0')}`;
}

export function finding(
  kind: FindingKind,
  severity: Severity,
  sentence: Finding['sentence'],
  evidence: Finding['evidence'],
  positions: Position[],
  relations: string[] = [],
): Finding {
  return { key: findingKey(kind, positions), kind, severity, sentence, evidence, positions, relations };
}

const isAre = (count: number): string => (count === 1 ? 'one correction' : `${count} corrections`);

function repairsSaid(cluster: Cluster): { zh: string; en: string } {
  const { repairs } = cluster;
  if (repairs.length === 0)
    return {
      zh: '改动任何一处都不能使其余各处同时相符，请逐项核对。',
      en: 'No single correction makes everything agree; check each figure.',
    };
  const listed = repairs.slice(0, 6).map((repair) => repair.changes.map((change) => `${change.from}→${change.to}`));
  const more = repairs.length > 6;
  if (repairs[0]!.changes.length > 1)
    return {
      zh: `须同时改两处以上才能相符，例如：${listed.map((each) => each.join('、')).join('；')}。`,
      en: `Only several corrections together agree, for example ${listed.map((each) => each.join(' with ')).join('; ')}.`,
    };
  const zh = listed.map((each) => each[0]!).join('；');
  const en = listed.map((each) => each[0]!).join('; ');
  if (repairs.length === 1) return { zh: `只有一种改法能使各处相符：${zh}。`, en: `Only one correction makes everything agree: ${en}.` };
  return {
    zh: `以下${repairs.length}种改法任取其一即可相符：${zh}${more ? '……' : ''}，仅凭本文不能断定是哪一处。`,
    en: `Any one of these ${isAre(repairs.length)} agrees: ${en}${more ? ' …' : ''}; the text alone cannot tell which.`,
  };
}

/** A contradiction for every cluster, and one ask for each sum that only rounding explains. `constraints` are those that were settled. */
export function figuresSaid(settled: Settled, constraints: readonly Constraint[], statements: readonly Statement[]): Finding[] {
  const byId = new Map(statements.map((each) => [each.id, each]));
  const positionsOf = (indexes: readonly number[]): Position[] => {
    const ids = new Set(indexes.flatMap((index) => constraints[index]!.terms.map((term) => term.statement)));
    return [...ids].map((id) => byId.get(id)!.position).sort(byPlace);
  };
  const found = settled.clusters.map((cluster) => {
    const main = cluster.relations[0]!;
    const constraint = constraints[main]!;
    const relation = settled.relations[main]!;
    const others = cluster.relations.slice(1).map((index) => settled.relations[index]!.arithmetic);
    const also =
      others.length > 0
        ? { zh: `；同一处还牵动：${others.slice(0, 3).join('，')}`, en: `; the same figure also gives ${others.slice(0, 3).join(', ')}` }
        : { zh: '', en: '' };
    const repairs = repairsSaid(cluster);
    const off = constraint.equality
      ? { zh: `，相差${relation.difference.replace(/^-/, '')}`, en: `, off by ${relation.difference.replace(/^-/, '')}` }
      : { zh: '', en: '' };
    return finding(
      constraint.kind,
      'contradiction',
      {
        zh: `${constraint.subject.zh}：${relation.arithmetic}${off.zh}${also.zh}。${repairs.zh}`,
        en: `${constraint.subject.en}: ${relation.arithmetic}${off.en}${also.en}. ${repairs.en}`,
      },
      constraint.evidence,
      positionsOf(cluster.relations),
      [...cluster.relations, ...cluster.follows].map((index) => settled.relations[index]!.id),
    );
  });
  const rounded = settled.close.map((index) => {
    const constraint = constraints[index]!;
    const relation = settled.relations[index]!;
    return finding(
      'rounding',
      'ask',
      {
        zh: `${constraint.subject.zh}：${relation.arithmetic}，相差${relation.difference.replace(/^-/, '')}，在四舍五入的范围之内；如非四舍五入所致请核对。`,
        en: `${constraint.subject.en}: ${relation.arithmetic}, off by ${relation.difference.replace(/^-/, '')}, which rounding may explain; check if nothing was rounded.`,
      },
      constraint.evidence,
      positionsOf([index]),
      [relation.id],
    );
  });
  return [...found, ...rounded];
}

/** Reading order: text before cells, then by place. */
export function byPlace(a: Position, b: Position): number {
  if (a.kind === 'text' && b.kind === 'text') return a.span.start - b.span.start || a.span.end - b.span.end;
  if (a.kind !== b.kind) return a.kind === 'text' ? -1 : 1;
  return 0;
}
