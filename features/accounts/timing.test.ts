// Time tells a stranger nothing: an unknown name takes as long as a wrong password, at the real cost of a hash.
import { expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { hashPassword, passwordCost } from './passwords.ts';
import { accountsRoom } from './routes.ts';
import { accountsHttp, makePerson } from './testing.ts';

const database = testDatabase();
const rooms = [accountsRoom({ years: async () => [], organisationNames: async () => new Map() })];
const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

it('an unknown name and a wrong password differ in time by less than what a network hides', async () => {
  expect(passwordCost).toEqual({ n: 2 ** 17, r: 8, p: 1 });
  const house = await accountsHttp(database, rooms);
  await makePerson(database, house.clock.now(), {
    login: 'known',
    role: 'clerk',
    region: '220421',
    passwordHash: await hashPassword('早谋划早开工早见效'),
  });
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 12; round++) {
    for (const login of ['known', 'unknown'] as const) {
      const since = performance.now();
      const answer = await house.call({ method: 'POST', url: '/api/session', body: { login, password: `wrong ${round}` } });
      times[login].push(performance.now() - since);
      expect(answer.status).toBe(401);
    }
    house.clock.advance(2 * 3600_000);
  }
  // The hash itself takes hundreds of milliseconds; on a busy machine single calls vary by tens.
  expect(Math.abs(median(times.known) - median(times.unknown)) / median(times.known)).toBeLessThan(0.2);
}, 120_000);
