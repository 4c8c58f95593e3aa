// Passwords as they are kept: scrypt with N = 2^17, r = 8, p = 1 (OWASP's figure; about 128 MB and a third of a second each). Two at a time
// and a short queue, so that a flood of tries cannot eat the machine. An unknown name costs exactly what a wrong password costs.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../vocabulary/problems.ts';

type Cost = { n: number; r: number; p: number };
/** What a new hash costs; tests that sign in a hundred times make it cheap. */
export const passwordCost: Cost = { n: 2 ** 17, r: 8, p: 1 };

const atOnce = 2;
const mostWaiting = 24;

let busy = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= atOnce) {
    if (waiting.length >= mostWaiting) refuse('server.busy', { seconds: 5 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else busy += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

const derive = (password: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) =>
        scrypt(password.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        ),
      ),
  );

/** The text that is stored: scrypt$N$r$p$salt$key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, passwordCost);
  return `scrypt$${passwordCost.n}$${passwordCost.r}$${passwordCost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** What nobody's password fits; hashed against when there is no account, or one without a password. */
const nobody = (): string =>
  `scrypt$${passwordCost.n}$${passwordCost.r}$${passwordCost.p}$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`;

/** True when the password is the stored one. `stored` null takes the same time and is false. */
export async function fitsPassword(password: string, stored: string | null): Promise<boolean> {
  const [, n, r, p, salt, key] = (stored ?? nobody()).split('$');
  const wanted = Buffer.from(key ?? '', 'base64url');
  const given = await derive(password, Buffer.from(salt ?? '', 'base64url'), { n: Number(n), r: Number(r), p: Number(p) });
  return stored !== null && wanted.length === given.length && timingSafeEqual(given, wanted);
}
