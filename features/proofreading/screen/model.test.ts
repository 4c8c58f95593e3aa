// The order in which findings are gone through, and which of several failing relations tells the error.
import { describe, expect, it } from 'vitest';
import type { FindingReply, ProofReply, RelationReply } from '../words.ts';
import { failingOf, proofOf, repairsOf } from './model.ts';

const relation = (id: string, more: Partial<RelationReply> = {}): RelationReply => ({
  ...{ id, kind: 'sum', terms: [], holds: false, difference: 1, differencePrinted: '1', arithmetic: id, repairs: [], follows: [] },
  ...more,
});
const finding = (key: string, severity: FindingReply['severity'], start: number, relations: string[] = []): FindingReply => ({
  ...{ key, kind: 'sum', severity, sentence: { zh: key, en: key }, evidence: { zh: '', en: '' }, relations },
  places: [{ start, end: start + 1, sheet: null, cell: null }],
});
const repair = (from: string, to: string) => ({ changes: [{ term: 't', from, to }], consequence: { zh: '', en: '' } });
const proof = (more: Partial<ProofReply>) => proofOf({ statements: [], relations: [], findings: [], ...more });

describe('a manuscript as the screen goes through it', () => {
  it('numbers contradictions first, then the doubtful, then what is asked, each in the order of the text', () => {
    const { findings } = proof({
      findings: [finding('d', 'ask', 1), finding('c', 'doubtful', 9), finding('b', 'contradiction', 20), finding('a', 'contradiction', 3)],
    });
    expect(findings.map((one) => `${one.number}${one.key}`)).toEqual(['1a', '2b', '3c', '4d']);
  });

  it('shows the relation that the others follow first, and leaves out what holds', () => {
    const one = proof({
      relations: [relation('band', { follows: ['sum'] }), relation('sum'), relation('fine', { holds: true })],
      findings: [finding('a', 'contradiction', 0, ['band', 'fine', 'sum'])],
    });
    expect(failingOf(one, one.findings[0]!).map((relation) => relation.id)).toEqual(['sum', 'band']);
  });

  it('offers the repairs of the relation that tells the error, each once', () => {
    const one = proof({
      relations: [
        relation('sum', { repairs: [repair('34', '35'), repair('17', '16')] }),
        relation('band', { follows: ['sum'], repairs: [repair('34', '35'), repair('80', '79')] }),
      ],
      findings: [finding('a', 'contradiction', 0, ['sum', 'band'])],
    });
    expect(repairsOf(one, one.findings[0]!).map((offered) => [offered.relation, offered.index, offered.repair.changes[0]!.to])).toEqual([
      ['sum', 0, '35'],
      ['sum', 1, '16'],
    ]);
  });
});
