// What a person keeps on this device: every value sealed (AES-GCM) under a key of that person which no script can read out. The key outlives
// a closed browser, because work without a network must; it leaves with sign-out, and what was sealed with it is then unreadable. What this
// protects from whom, and what it does not, is docs/decisions/0016-offline.md. What is kept is decided by the rooms.

const databaseName = 'sanzao-device';
const currentName = 'sanzao.device.person';

/** What kind of thing a row is. In the clear, with its id and length: they say that something waits, not what. */
export type Kind = 'session' | 'shown' | 'draft' | 'photo' | 'entry' | 'call' | 'photo-waiting' | 'told';

/** A row to write, or with `value` left out to take away. Bytes are kept as bytes, everything else as JSON. */
export type Change = { kind: Kind; id: string; value?: unknown };

export interface Shelf {
  readonly person: string;
  get<T>(kind: Kind, id: string): Promise<T | undefined>;
  bytes(kind: Kind, id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** In the order of their ids, which for ids made here is the order in which they were made. */
  all<T>(kind: Kind): Promise<{ id: string; value: T }[]>;
  ids(kind: Kind): Promise<string[]>;
  /** All of them or none: a full device leaves nothing half-written and throws DeviceFull. */
  write(changes: readonly Change[]): Promise<void>;
}

/** The device has no room; nothing of that writing was kept. */
export class DeviceFull extends Error {
  constructor() {
    super('this device is full');
    this.name = 'DeviceFull';
  }
}

/** A row that cannot be opened with this person's key: written by another, moved, or changed. */
class SealBroken extends Error {
  constructor(kind: Kind, id: string) {
    super(`${kind} ${id} on this device cannot be opened`);
    this.name = 'SealBroken';
  }
}

type KeyRow = { person: string; key: CryptoKey };
type Row = { person: string; kind: Kind; id: string; plain: 'json' | 'bytes'; nonce: Uint8Array<ArrayBuffer>; box: ArrayBuffer };

let opened: Promise<IDBDatabase> | undefined;

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('keys', { keyPath: 'person' });
      asked.result.createObjectStore('rows', { keyPath: ['person', 'kind', 'id'] });
    };
    asked.onerror = () => reject(asked.error ?? new Error('the store of this device does not open'));
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      asked.result.onclose = () => {
        opened = undefined;
      };
      resolve(asked.result);
    };
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

/** One transaction; resolves when it is on the disk, not when it was asked for. */
async function within<T>(
  stores: readonly ('keys' | 'rows')[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction, stop: (why: unknown) => void) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await openDatabase();
  return new Promise<T | undefined>((resolve, reject) => {
    const failed = (error: unknown): void =>
      reject(isFull(error) ? new DeviceFull() : (error ?? new Error('the store of this device refused')));
    try {
      const transaction = database.transaction(stores, mode, { durability: 'strict' });
      let why: unknown;
      transaction.onabort = () => failed(why ?? transaction.error);
      const request = work(transaction, (reason) => {
        why = reason;
        transaction.abort();
      });
      transaction.oncomplete = () => resolve(request?.result);
    } catch (error) {
      failed(error);
    }
  });
}

const keyRowOf = (person: string): Promise<KeyRow | undefined> =>
  within<KeyRow>(['keys'], 'readonly', (transaction) => transaction.objectStore('keys').get(person) as IDBRequest<KeyRow>);

const everything = (person: string, kind?: Kind): IDBKeyRange =>
  kind === undefined ? IDBKeyRange.bound([person], [person, []]) : IDBKeyRange.bound([person, kind], [person, kind, []]);

/** A sealed row says who, what and which, so that none can be put in another's place. */
const placeOf = (person: string, kind: Kind, id: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${person} ${kind} ${id}`);

function shelfWith({ person, key }: KeyRow): Shelf {
  const seal = async ({ kind, id, value }: Change): Promise<Row> => {
    const plain = value instanceof Uint8Array ? 'bytes' : 'json';
    const text = value instanceof Uint8Array ? (value as Uint8Array<ArrayBuffer>) : new TextEncoder().encode(JSON.stringify(value));
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: placeOf(person, kind, id) }, key, text);
    return { person, kind, id, plain, nonce, box };
  };
  const open = async (row: Row): Promise<Uint8Array<ArrayBuffer>> => {
    const place = placeOf(person, row.kind, row.id);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.nonce, additionalData: place }, key, row.box));
    } catch {
      throw new SealBroken(row.kind, row.id);
    }
  };
  const parsed = async <T>(row: Row): Promise<T> => JSON.parse(new TextDecoder().decode(await open(row))) as T;
  const rowOf = (kind: Kind, id: string): Promise<Row | undefined> =>
    within<Row>(['rows'], 'readonly', (transaction) => transaction.objectStore('rows').get([person, kind, id]) as IDBRequest<Row>);

  return {
    person,
    async get<T>(kind: Kind, id: string) {
      const row = await rowOf(kind, id);
      return row && parsed<T>(row);
    },
    async bytes(kind, id) {
      const row = await rowOf(kind, id);
      return row && open(row);
    },
    async all<T>(kind: Kind) {
      const rows = await within<Row[]>(
        ['rows'],
        'readonly',
        (transaction) => transaction.objectStore('rows').getAll(everything(person, kind)) as IDBRequest<Row[]>,
      );
      return Promise.all((rows ?? []).map(async (row) => ({ id: row.id, value: await parsed<T>(row) })));
    },
    async ids(kind) {
      const keys = await within<IDBValidKey[]>(['rows'], 'readonly', (transaction) =>
        transaction.objectStore('rows').getAllKeys(everything(person, kind)),
      );
      return (keys ?? []).map((key) => String((key as string[])[2]));
    },
    async write(changes) {
      // Sealed first: a transaction of the browser does not wait for anything but itself.
      const rows = await Promise.all(changes.map(async (change) => (change.value === undefined ? change : seal(change))));
      await within(['keys', 'rows'], 'readwrite', (transaction, stop) => {
        const store = transaction.objectStore('rows');
        // The key may have left in another tab; what is sealed with it now would be lost in silence.
        const still = transaction.objectStore('keys').get(person);
        still.onsuccess = () => {
          if (!still.result) return transaction.abort();
          // A browser says at once or at the end that it has no room; either way nothing of this writing stays.
          try {
            for (const row of rows) {
              if ('box' in row) store.put(row);
              else store.delete([person, row.kind, row.id]);
            }
          } catch (error) {
            stop(error);
          }
          return undefined;
        };
        return undefined;
      });
      told();
    },
  };
}

let current: Shelf | undefined;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('sanzao-device');
function told(): void {
  for (const listener of listeners) listener();
  channel?.postMessage('changed');
}
channel?.addEventListener('message', () => {
  for (const listener of listeners) listener();
});

/** Told after each writing, here or in another tab. */
export function onDeviceChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The shelf that is open in this tab; none before somebody came in, and none after sign-out. */
export const shelfNow = (): Shelf | undefined => current;

/**
 * Opens the shelf of whoever has just come in; the key is made the first time. Of others who used this device only what still waits to be sent
 * is kept, under their own key.
 */
export async function openShelf(person: string): Promise<Shelf> {
  if (current?.person === person) return current;
  let row = await keyRowOf(person);
  if (!row) {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Two tabs may make one at once; the first that is written is the key.
    row = await within<KeyRow>(['keys'], 'readwrite', (transaction) => {
      const store = transaction.objectStore('keys');
      const adding = store.add({ person, key } satisfies KeyRow);
      adding.onerror = (event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      return store.get(person) as IDBRequest<KeyRow>;
    });
  }
  await forgetIdleOthers(person);
  localStorage.setItem(currentName, person);
  current = shelfWith(row!);
  void navigator.storage?.persist?.().catch(() => false);
  told();
  return current;
}

/** Whether the browser has promised to keep what lies here also when its storage runs short; undefined where it does not say. */
export const promisedToKeep = async (): Promise<boolean | undefined> => navigator.storage?.persisted?.().catch(() => undefined);

/** The shelf of whoever used this device last and did not sign out; for opening without a network. */
export async function openLastShelf(): Promise<Shelf | undefined> {
  const person = localStorage.getItem(currentName);
  if (!person) return undefined;
  if (current?.person === person) return current;
  const row = await keyRowOf(person);
  if (!row) return undefined;
  current = shelfWith(row);
  return current;
}

async function forgetIdleOthers(mine: string): Promise<void> {
  const people = await within<IDBValidKey[]>(['keys'], 'readonly', (transaction) => transaction.objectStore('keys').getAllKeys());
  for (const person of (people ?? []).map(String)) if (person !== mine && (await waitingOf(person)) === 0) await forget(person);
}

const countOf = async (person: string, kind: Kind): Promise<number> =>
  (await within<number>(['rows'], 'readonly', (transaction) => transaction.objectStore('rows').count(everything(person, kind)))) ?? 0;

/** How many entries of a person lie here unsent. Counted without any key. */
const waitingOf = async (person: string): Promise<number> =>
  (await countOf(person, 'entry')) +
  (await countOf(person, 'call')) +
  (await countOf(person, 'draft')) +
  (await countOf(person, 'photo-waiting'));

async function forget(person: string): Promise<void> {
  // The key first: should anything stop this half-way, what remains cannot be opened.
  await within(['keys'], 'readwrite', (transaction) => transaction.objectStore('keys').delete(person) as IDBRequest<undefined>);
  await within(['rows'], 'readwrite', (transaction) => transaction.objectStore('rows').delete(everything(person)) as IDBRequest<undefined>);
}

/** What would be lost if this person signed out now. */
export async function unsentHere(): Promise<{ entries: number; photos: number; drafts: number }> {
  const person = current?.person ?? localStorage.getItem(currentName);
  if (!person) return { entries: 0, photos: 0, drafts: 0 };
  const [entries, calls, photos, drafts] = await Promise.all([
    countOf(person, 'entry'),
    countOf(person, 'call'),
    countOf(person, 'photo-waiting'),
    countOf(person, 'draft'),
  ]);
  return { entries: entries + calls, photos, drafts };
}

/** Sign-out: the key leaves, and with it everything that was sealed under it. Works without a network. */
export async function forgetDevice(): Promise<void> {
  const person = current?.person ?? localStorage.getItem(currentName);
  current = undefined;
  localStorage.removeItem(currentName);
  if (person) await forget(person);
  told();
}
