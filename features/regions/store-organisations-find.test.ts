// Organisations by the names that ledgers write, on the real database.
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import type { Day } from '../../vocabulary/days.ts';
import { resolvePlace } from './rules-places.ts';
import { findOrCreateOrganisations } from './store-organisations-find.ts';
import { organisationFinder } from './store-organisations-finder.ts';
import { placesOf, regionNames, regionsInside, regionTree } from './store-regions.ts';

const database = testDatabase();
const dongfeng = '220421';
const scope = { regions: [dongfeng], prefix: null, owner: null };
const city = { regions: [], prefix: '2204', owner: null };

describe('the division tree', () => {
  it('has 公主岭 under 四平 in March 2020 and under 长春 in July, by two codes and one name', () =>
    database.transaction(scope, async (db) => {
      const spring = await regionTree(db, '2020-03-15' as Day);
      expect(spring.filter((region) => region.name === '公主岭市').map((region) => [region.code, region.parent])).toEqual([
        ['220381', '220300'],
      ]);
      const summer = await regionTree(db, '2020-07-01' as Day);
      expect(summer.filter((region) => region.name === '公主岭市').map((region) => [region.code, region.parent])).toEqual([
        ['220184', '220100'],
      ]);
      expect(spring).toHaveLength(70);
      expect(await regionsInside(db, '220300')).toContain('220381');
      expect(await regionsInside(db, '220300', '2020-07-01' as Day)).not.toContain('220381');
    }));

  it('lists a city with its counties, and a county as itself alone', () =>
    database.transaction(scope, async (db) => {
      expect(await regionsInside(db, '220400', '2020-03-15' as Day)).toEqual(['220400', '220402', '220403', '220421', '220422']);
      expect(await regionsInside(db, '220421')).toEqual(['220421']);
      expect(await regionsInside(db, '999999')).toEqual([]);
      expect((await regionNames(db)).get('220422')).toBe('东辽县');
    }));

  it('keeps statistical zones with their city, out of the tree and out of every county', () =>
    database.transaction({ regions: [], prefix: '22', owner: null }, async (db) => {
      expect((await placesOf(db, ['220100'])).map((place) => place.code)).toEqual(['220171', '220172', '220173', '220174']);
      expect((await regionTree(db)).some((region) => /7[1-9]$/.test(region.code))).toBe(false);
    }));
});

describe('places', () => {
  it('finds the township that an address names, by its full name or without its ending', () =>
    database.transaction(scope, async (db) => {
      const places = await placesOf(db, [dongfeng], '2020-03-15' as Day);
      expect(places).toHaveLength(17);
      expect(resolvePlace(places, '东丰县横道河镇工业街3号')?.name).toBe('横道河镇');
      expect(resolvePlace(places, '三合')?.name).toBe('三合满族朝鲜族乡');
      expect(resolvePlace(places, '小四平镇某村')?.name).toBe('小四平镇');
      expect(resolvePlace(places, '县城')).toBeUndefined();
    }));
});

describe('organisations by the names that ledgers write', () => {
  it('makes each spelling once, however brackets and blanks are written, and finds it again', () =>
    database.transaction(scope, async (db) => {
      const made = await findOrCreateOrganisations(db, dongfeng, [
        { name: '东丰县青禾轴承（集团）有限公司', creditCode: null },
        { name: '东丰县青禾轴承(集团)有限公司 ', creditCode: null },
        { name: '东丰县住建局', creditCode: null },
      ]);
      expect(made.map((one) => one.created)).toEqual([true, true, true]);
      expect(made[0]!.id).toBe(made[1]!.id);
      const again = await findOrCreateOrganisations(db, dongfeng, [
        { name: '东丰县青禾轴承 (集团) 有限公司', creditCode: '112204000135717502' },
      ]);
      expect(again).toEqual([{ id: made[0]!.id, name: '东丰县青禾轴承（集团）有限公司', created: false }]);
      const finder = await organisationFinder(db, dongfeng);
      expect(finder.find({ name: '另一种写法', creditCode: '112204000135717502' })).toMatchObject({
        known: { id: made[0]!.id },
        by: 'code',
      });
      expect(finder.find({ name: '没有这家', creditCode: null })).toBeUndefined();
    }));

  it('does not reach into another county', () =>
    database.transaction(city, async (db) => {
      await findOrCreateOrganisations(db, dongfeng, [{ name: '青禾轴承', creditCode: null }]);
      expect((await organisationFinder(db, '220402')).find({ name: '青禾轴承', creditCode: null })).toBeUndefined();
    }));

  it('finds and makes 20,000 names in a handful of statements', () =>
    database.transaction(scope, async (db) => {
      const wanted = Array.from({ length: 20_000 }, (_, i) => ({ name: `试验企业${i % 15_000}号`, creditCode: null }));
      const since = performance.now();
      const made = await findOrCreateOrganisations(db, dongfeng, wanted);
      expect(new Set(made.map((one) => one.id)).size).toBe(15_000);
      expect(performance.now() - since).toBeLessThan(120_000);
    }));
});
