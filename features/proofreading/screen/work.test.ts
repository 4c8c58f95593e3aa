// A sum as it is written on paper: what is added, what that gives, what is printed, exact to the places printed.
import { describe, expect, it } from 'vitest';
import type { RelationReply, StatementReply } from '../words.ts';
import { offOf, workOf } from './work.ts';

const statement = (id: string, exact: string, unit = '个'): StatementReply => ({
  id,
  text: `${exact}${unit}`,
  value: Number(exact),
  exact,
  unit,
  dimension: 'count',
  measure: '项目个数',
  label: id,
  place: null,
  scope: '',
  facets: {},
  year: null,
  month: null,
  day: null,
  inferred: false,
  hedge: 'exact',
  start: 0,
  end: 1,
  sheet: null,
  cell: null,
});

const relation = (more: Partial<RelationReply>): RelationReply => ({
  id: 'r',
  kind: 'sum',
  terms: [
    { statement: 'total', role: 'total', sign: 1 },
    { statement: 'new', role: 'part', sign: -1 },
    { statement: 'old', role: 'part', sign: -1 },
  ],
  holds: false,
  difference: -1,
  differencePrinted: '-1个',
  arithmetic: '17 + 18 = 35 ≠ 34',
  repairs: [],
  follows: [],
  ...more,
});
const among =
  (...all: StatementReply[]) =>
  (id: string) =>
    all.find((one) => one.id === id);

describe('a worked sum', () => {
  it('adds the parts and holds the result against the total, whichever side the total is on', () => {
    const find = among(statement('total', '34'), statement('new', '17'), statement('old', '18'));
    for (const side of [1, -1]) {
      const work = workOf(relation({ terms: relation({}).terms.map((term) => ({ ...term, sign: term.sign * side })) }), find);
      expect(work.parts.map((row) => `${row.sign}${row.statement.exact}`)).toEqual(['+17', '+18']);
      expect(work.computed).toBe('35');
      expect(work.total).toMatchObject({ sign: '≠', statement: { id: 'total' } });
    }
  });

  it('keeps the places that were printed and adds without binary fractions', () => {
    const find = among(statement('total', '0.30', '亿元'), statement('new', '0.1', '亿元'), statement('old', '0.20', '亿元'));
    expect(workOf(relation({ holds: true }), find)).toMatchObject({ computed: '0.30', total: { sign: '=' } });
  });

  it('does not add unlike units, and says nothing it has not reckoned', () => {
    const find = among(statement('total', '1', '亿元'), statement('new', '5000', '万元'), statement('old', '5000', '万元'));
    expect(workOf(relation({}), find).computed).toBeNull();
  });

  it('what is on the side of the total is taken away from the parts', () => {
    const find = among(statement('total', '10'), statement('new', '12'), statement('old', '2'));
    const terms = [
      { statement: 'total', role: 'total', sign: 1 },
      { statement: 'new', role: 'value', sign: -1 },
      { statement: 'old', role: 'base', sign: 1 },
    ];
    const work = workOf(relation({ kind: 'difference', terms, holds: true }), find);
    expect(work.parts.map((row) => row.sign)).toEqual(['+', '−']);
    expect(work.computed).toBe('10');
  });

  it('says whether the printed total is short or over, and nothing when it holds', () => {
    expect(offOf(relation({}))).toEqual({ way: 'less', by: '1个' });
    expect(offOf(relation({ difference: 2, differencePrinted: '2个' }))).toEqual({ way: 'more', by: '2个' });
    expect(offOf(relation({ kind: 'band' }))).toEqual({ way: 'off', by: '1个' });
    expect(offOf(relation({ holds: true, difference: 0, differencePrinted: '0' }))).toBeNull();
  });
});
