// What is sealed opens only where it belongs, with the key it was sealed with, by those whose scope reaches it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Scope } from '../db/database.ts';
import { testDatabase } from '../db/testing.ts';
import { masterKeyFile, openSecrets, SealBroken } from './secrets.ts';

const database = testDatabase();
const secrets = openSecrets(randomBytes(32));
const dongfeng: Scope = { regions: ['220421'], prefix: null, owner: null };
const liaoyuan: Scope = { regions: [], prefix: '2204', owner: null };
const now = '2020-03-01T00:00:00.000Z';
const phone = Buffer.from('13812345678');

it('a sealed value opens in its place and is not readable in between', async () => {
  const sealed = await database.transaction(dongfeng, (db) => secrets.seal(db, '220421', 'people/1/phone', phone, now));
  expect(sealed.includes(phone)).toBe(false);
  expect((await database.transaction(dongfeng, (db) => secrets.open(db, '220421', 'people/1/phone', sealed))).toString()).toBe(
    '13812345678',
  );
  const again = await database.transaction(dongfeng, (db) => secrets.seal(db, '220421', 'people/1/phone', phone, now));
  expect(again.equals(sealed)).toBe(false);
});

it('every changed byte, another place, another region and another master key are noticed', async () => {
  await database.transaction(liaoyuan, async (db) => {
    const sealed = await secrets.seal(db, '220421', 'people/1/phone', phone, now);
    await secrets.seal(db, '220402', 'people/1/phone', phone, now);
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed[i]! ^= 1;
      await expect(secrets.open(db, '220421', 'people/1/phone', changed)).rejects.toBeInstanceOf(SealBroken);
    }
    await expect(secrets.open(db, '220421', 'people/2/phone', sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(secrets.open(db, '220402', 'people/1/phone', sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(openSecrets(randomBytes(32)).open(db, '220421', 'people/1/phone', sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(secrets.open(db, '220421', 'people/1/phone', sealed.subarray(0, 9))).rejects.toBeInstanceOf(SealBroken);
    const open = await secrets.opener(db, '220421');
    expect(open('people/1/phone', sealed).equals(phone)).toBe(true);
    for (const wrong of [sealed.subarray(0, 9), Buffer.from(sealed).fill(9, 0, 4), Buffer.from(sealed).fill(0, 20, 21)])
      expect(() => open('people/1/phone', wrong)).toThrow(SealBroken);
    expect(() => open('people/2/phone', sealed)).toThrow(SealBroken);
    const elsewhere = await secrets.opener(db, '220402');
    expect(() => elsewhere('people/1/phone', sealed)).toThrow(SealBroken);
  });
});

it('outside the scope neither sealing nor opening works', async () => {
  const sealed = await database.transaction(dongfeng, (db) => secrets.seal(db, '220421', 'x', phone, now));
  const longshan: Scope = { ...dongfeng, regions: ['220402'] };
  await expect(database.transaction(longshan, (db) => secrets.open(db, '220421', 'x', sealed))).rejects.toBeInstanceOf(SealBroken);
  await expect(database.transaction(longshan, (db) => secrets.seal(db, '220421', 'x', phone, now))).rejects.toThrow(/row-level security/);
});

it('a new master key opens what the old one sealed once the keys are wrapped anew, and the old one does not', async () => {
  await database.transaction(liaoyuan, async (db) => {
    const sealed = await secrets.seal(db, '220421', 'x', phone, now);
    const next = randomBytes(32);
    expect(await secrets.rewrap(db, next)).toBe(1);
    expect((await openSecrets(next).open(db, '220421', 'x', sealed)).equals(phone)).toBe(true);
    await expect(secrets.open(db, '220421', 'x', sealed)).rejects.toBeInstanceOf(SealBroken);
  });
});

it('the index finds equal values, and tells nothing across installations or purposes', () => {
  expect(secrets.blindIndex('phone', '138').equals(secrets.blindIndex('phone', '１３８'))).toBe(true);
  expect(secrets.blindIndex('phone', '138').equals(secrets.blindIndex('id', '138'))).toBe(false);
  expect(secrets.blindIndex('phone', '138').equals(openSecrets(randomBytes(32)).blindIndex('phone', '138'))).toBe(false);
});

it('the master key is made once, kept to its owner, and a damaged one is refused instead of replaced', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sanzao-key-'));
  const key = masterKeyFile(directory);
  expect(masterKeyFile(directory).equals(key)).toBe(true);
  expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
  writeFileSync(join(directory, 'master.key'), 'oops');
  expect(() => masterKeyFile(directory)).toThrow(/32 bytes/);
  rmSync(directory, { recursive: true });
});
