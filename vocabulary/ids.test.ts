import { describe, expect, it } from 'vitest';
import { cellName } from './cells.ts';
import { Id, newId } from './ids.ts';
import { levelOf, parentOf, prefixOf, within } from './regions.ts';

describe('ids, cells and divisions', () => {
  it('ids made one after another sort in that order and are never the same', () => {
    const made = Array.from({ length: 20_000 }, () => newId(1_700_000_000_000));
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
    expect(Id.safeParse(made[0]).success).toBe(true);
  });
  it('cells are named like a spreadsheet names them', () =>
    expect([cellName(12, 6), cellName(1, 27), cellName(3, 702), cellName(9, 703)]).toEqual(['F12', 'AA1', 'ZZ3', 'AAA9']));
  it('the digits of a code say its level and what lies inside it', () => {
    expect([levelOf('220000'), levelOf('220400'), levelOf('220421')]).toEqual(['province', 'city', 'county']);
    expect([parentOf('220421'), parentOf('220400'), parentOf('220000')]).toEqual(['220400', '220000', undefined]);
    expect(prefixOf('220400')).toBe('2204');
    expect([within('220421', '220400'), within('220421', '220402'), within('220421', '220000')]).toEqual([true, false, true]);
  });
});
