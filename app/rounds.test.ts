// What the server does by itself: when it goes round, and that one failing does not stop the rest. Timers are the test's; the clock is moved by hand.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountsHttp } from '../features/accounts/testing.ts';
import { testSecrets } from '../features/projects/testing.ts';
import { resumptionRoom } from '../features/resumption/routes.ts';
import { makeCase, makeEnterprise } from '../features/resumption/testing.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { testDatabase } from '../platform/db/testing.ts';
import { openFiles } from '../platform/files/files.ts';
import { goRound, keepRounds } from './rounds.ts';

describe('a round', () => {
  const database = testDatabase();
  const county = '220422';
  const lay = async () => {
    const files = await openFiles(mkdtempSync(join(tmpdir(), 'sanzao-rounds-')), testSecrets.keyFor('files'));
    const http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
    const lines: Record<string, unknown>[] = [];
    const id = await makeCase(database, county, await makeEnterprise(database, county, '东辽县砚谷机械有限公司'), 'submitted');
    http.clock.set('2020-02-18T16:00:00.000Z');
    return { http, id, lines, go: () => goRound({ ground: http.ground, log: (line) => void lines.push(line) }) };
  };

  it('brings cases under the regime of the day, says in the log how many and where, and has nothing left to do then', async () => {
    const { go, lines } = await lay();
    expect(await go()).toBe(true);
    expect(lines).toEqual([{ level: 'info', what: 'cases brought under the regime of the day', cases: 1, counties: [county] }]);
    expect(await go()).toBe(true);
    expect(lines).toHaveLength(1);
  });

  it('is not whole where a county failed, says which in the log, and does the rest all the same', async () => {
    const { go, lines, id } = await lay();
    await database.transaction({ regions: [county], prefix: null, owner: null }, (db) =>
      sql`update resumption_cases set regime_code = 'lost' where region_code = ${county} and id = ${id}`.execute(db.kysely),
    );
    expect(await go()).toBe(false);
    expect(lines).toEqual([{ level: 'error', what: 'regime of the day not applied', region: county, fault: expect.any(String) }]);
  });
});

describe('the times of rounds', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const minutes = async (count: number, clock: ReturnType<typeof fixedClock>): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      clock.advance(60_000);
      await vi.advanceTimersByTimeAsync(60_000);
    }
  };

  it('goes round at the start and within a minute of midnight in China, once a day', async () => {
    const clock = fixedClock('2020-02-18T15:00:00.000Z');
    const days: string[] = [];
    const stop = keepRounds(clock, async () => {
      days.push(clock.now());
      return true;
    });
    await minutes(59, clock);
    expect(days).toEqual(['2020-02-18T15:00:00.000Z']);
    await minutes(2, clock);
    expect(days.at(-1)).toBe('2020-02-18T16:00:00.000Z');
    await minutes(24 * 60 - 2, clock);
    expect(days).toHaveLength(2);
    await minutes(1, clock);
    expect(days.map((one) => one.slice(0, 10))).toEqual(['2020-02-18', '2020-02-18', '2020-02-19']);
    stop();
    await minutes(24 * 60, clock);
    expect(days).toHaveLength(3);
  });

  it('goes round again an hour after something failed, and never twice at once', async () => {
    const clock = fixedClock('2020-02-18T16:00:00.000Z');
    let going = 0;
    let most = 0;
    let rounds = 0;
    const stop = keepRounds(clock, async () => {
      going += 1;
      most = Math.max(most, going);
      rounds += 1;
      await new Promise((done) => setTimeout(done, 5 * 60_000));
      going -= 1;
      if (rounds === 1) throw new Error('no connection');
      return rounds > 2;
    });
    await minutes(64, clock);
    expect(rounds).toBe(1);
    await minutes(2, clock);
    expect(rounds).toBe(2);
    await minutes(66, clock);
    expect(rounds).toBe(3);
    await minutes(180, clock);
    expect(rounds).toBe(3);
    expect(most).toBe(1);
    stop();
  });
});
