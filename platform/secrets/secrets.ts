/**
 * Envelope encryption: a master key outside the database wraps one data key a region, which seals personal data. A sealed
 * value is bound to its region and to the place it stands in (`aad`), so two cells cannot be swapped. Also the keyed index by which
 * a sealed value is looked up.
 * Who may open what, and that it is audited, is decided by the rooms.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../db/database.ts';
import { StartRefusal } from '../db/start-refusal.ts';

export type Secrets = {
  /** Seals bytes for a region, bound to `aad` (table/row/column). Makes the region's key on first use. */
  seal(db: Db, region: string, aad: string, bytes: Uint8Array, now: string): Promise<Buffer>;
  /** As seal, for many values of one region: the key is read once. */
  sealer(db: Db, region: string, now: string): Promise<(aad: string, bytes: Uint8Array) => Buffer>;
  /** The bytes again; throws SealBroken when they, their place or their region were changed. */
  open(db: Db, region: string, aad: string, sealed: Uint8Array): Promise<Buffer>;
  /** As open, for many values of one region: its keys are read once. */
  opener(db: Db, region: string): Promise<(aad: string, sealed: Uint8Array) => Buffer>;
  /** A keyed digest for looking up equal values; differs per installation and per purpose. */
  blindIndex(purpose: string, value: string): Buffer;
  /** A key of the installation for one purpose (files at rest, cookies), derived from the master key. */
  keyFor(purpose: string): Buffer;
  /** Wraps the keys of the regions in scope with a new master key; what was sealed stays readable. Returns how many. */
  rewrap(db: Db, newMaster: Uint8Array): Promise<number>;
};

export class SealBroken extends Error {
  constructor(place: string, cause?: unknown) {
    super(`a sealed value at ${place} was tampered with or belongs elsewhere`, { cause });
    this.name = 'SealBroken';
  }
}

const overhead = { nonce: 12, tag: 16 };

/** The master key of the data directory, made on first use, 32 bytes, 0600. Two programs making it at once agree on one. */
export function masterKeyFile(dataDir: string): Buffer {
  const path = join(dataDir, 'master.key');
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`;
    const file = openSync(draft, 'w', 0o600);
    writeSync(file, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(file);
    closeSync(file);
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return masterKeyText(readFileSync(path, 'utf8'), path);
}

/** 64 hexadecimal digits or base64 of 32 bytes. `source` names where it came from in the refusal. */
export function masterKeyText(text: string, source: string): Buffer {
  const trimmed = text.trim();
  const bytes = /^[0-9a-fA-F]{64}$/.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (bytes.length !== 32)
    throw new StartRefusal('secrets.bad-master-key', {
      zh: `${source} 里的主密钥应为 32 字节（64 位十六进制）。请恢复原来的密钥，换一把会打不开已加密的数据。`,
      en: `The master key in ${source} must be 32 bytes (64 hexadecimal digits). Restore the original one; another key cannot open what was sealed.`,
    });
  return bytes;
}

export function openSecrets(master: Uint8Array): Secrets {
  const derive = (key: Uint8Array, purpose: string) => Buffer.from(hkdfSync('sha256', key, 'sanzao', purpose, 32));
  const wrapping = derive(master, 'wrap region keys');
  const index = createSecretKey(derive(master, 'blind index'));
  const unwrap = (region: string, version: number, wrapped: Uint8Array): Buffer =>
    decrypt(wrapping, `${region}/${version}`, wrapped, `region_keys ${region}/${version}`);

  /** The newest key of the region, read through the transaction: a region outside its scope stays closed. */
  const newest = async (db: Db, region: string): Promise<{ key: Buffer; version: number } | null> => {
    const row = await db.kysely
      .selectFrom('region_keys')
      .select(['version', 'wrapped'])
      .where('region_code', '=', region)
      .orderBy('version', 'desc')
      .executeTakeFirst();
    return row ? { key: unwrap(region, row.version, row.wrapped), version: row.version } : null;
  };

  const sealer: Secrets['sealer'] = async (db, region, now) => {
    let found = await newest(db, region);
    if (!found) {
      await db.kysely
        .insertInto('region_keys')
        .values({ region_code: region, version: 1, wrapped: encrypt(wrapping, `${region}/1`, randomBytes(32)), made_at: now })
        .onConflict((conflict) => conflict.columns(['region_code', 'version']).doNothing())
        .execute();
      found = await newest(db, region); // read back: another transaction may have made it first
      if (!found) throw new Error(`no key for region ${region}`);
    }
    // A key object is five times quicker to use again than bytes, which are examined at every use.
    const key = createSecretKey(found.key);
    const { version } = found;
    return (aad, bytes) => {
      const sealed = encrypt(key, `${region}|${aad}|${version}`, bytes, 4);
      sealed.writeUInt32BE(version);
      return sealed;
    };
  };

  const opener: Secrets['opener'] = async (db, region) => {
    const rows = await db.kysely.selectFrom('region_keys').select(['version', 'wrapped']).where('region_code', '=', region).execute();
    const keys = new Map(rows.map((row) => [row.version as number, createSecretKey(unwrap(region, row.version, row.wrapped))]));
    return (aad, sealed) => {
      const place = `${region} ${aad}`;
      if (sealed.length < 4 + overhead.nonce + overhead.tag) throw new SealBroken(place);
      const version = Buffer.from(sealed.buffer, sealed.byteOffset, 4).readUInt32BE();
      const key = keys.get(version);
      if (!key) throw new SealBroken(place);
      return decrypt(key, `${region}|${aad}|${version}`, sealed.subarray(4), place);
    };
  };

  return {
    sealer,
    opener,
    async seal(db, region, aad, bytes, now) {
      return (await sealer(db, region, now))(aad, bytes);
    },
    async open(db, region, aad, sealed) {
      const place = `${region} ${aad}`;
      if (sealed.length < 4 + overhead.nonce + overhead.tag) throw new SealBroken(place);
      const version = Buffer.from(sealed.buffer, sealed.byteOffset, 4).readUInt32BE();
      const row = await db.kysely
        .selectFrom('region_keys')
        .select('wrapped')
        .where('region_code', '=', region)
        .where('version', '=', version)
        .executeTakeFirst();
      if (!row) throw new SealBroken(place);
      return decrypt(unwrap(region, version, row.wrapped), `${region}|${aad}|${version}`, sealed.subarray(4), place);
    },
    blindIndex: (purpose, value) =>
      createHmac('sha256', index)
        .update(`${purpose}\0${value.normalize('NFKC')}`)
        .digest(),
    keyFor: (purpose) => derive(master, `purpose: ${purpose}`),
    async rewrap(db, newMaster) {
      const next = derive(newMaster, 'wrap region keys');
      const scope = db.kysely.selectFrom('region_keys').select(['region_code', 'version', 'wrapped']).where('region_code', 'is not', null);
      const rows = await scope.execute();
      for (const row of rows) {
        const wrapped = encrypt(next, `${row.region_code}/${row.version}`, unwrap(row.region_code, row.version, row.wrapped));
        await db.kysely
          .updateTable('region_keys')
          .set({ wrapped })
          .where('region_code', '=', row.region_code)
          .where('version', '=', row.version)
          .execute();
      }
      return rows.length;
    },
  };
}

/** Random bytes are drawn for many nonces at once; none is used twice. */
const drawn = { bytes: Buffer.alloc(0), at: 0 };
function freshNonce(): Buffer {
  if (drawn.at + overhead.nonce > drawn.bytes.length) {
    drawn.bytes = randomBytes(overhead.nonce * 512);
    drawn.at = 0;
  }
  const nonce = Buffer.from(drawn.bytes.subarray(drawn.at, drawn.at + overhead.nonce));
  drawn.at += overhead.nonce;
  return nonce;
}

/** Nonce, content, tag in one piece, with `room` bytes before them for the caller. */
function encrypt(key: Uint8Array | KeyObject, aad: string, bytes: Uint8Array, room = 0): Buffer {
  const sealed = Buffer.allocUnsafe(room + overhead.nonce + bytes.length + overhead.tag);
  const nonce = freshNonce();
  sealed.set(nonce, room);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad));
  sealed.set(cipher.update(bytes), room + overhead.nonce);
  cipher.final(); // a stream mode: nothing is held back
  sealed.set(cipher.getAuthTag(), room + overhead.nonce + bytes.length);
  return sealed;
}

function decrypt(key: Uint8Array | KeyObject, aad: string, sealed: Uint8Array, place: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, overhead.nonce));
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(sealed.subarray(sealed.length - overhead.tag));
    return Buffer.concat([decipher.update(sealed.subarray(overhead.nonce, sealed.length - overhead.tag)), decipher.final()]);
  } catch (error) {
    throw new SealBroken(place, error);
  }
}
