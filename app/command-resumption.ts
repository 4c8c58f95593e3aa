/**
 * `resumption cases`: where every case of a region stood on a day. `regime check`: holes and overlaps of a file of regimes, without a database.
 * `regime compare`: two regimes on the same cases. `resumption expire`: what personal data is due for deletion on a day, and deleting it. A dry run only looks; deleting is the call that the page of
 * purposes makes, on record in the chain.
 */
import { readFileSync } from 'node:fs';
import { checkRegimeFile, readRegimeFile } from '../features/resumption/door.ts';
import type { CaseLine } from '../features/resumption/words-cases.ts';
import type { Expiry } from '../features/resumption/words-purposes.ts';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import type { Reach } from './call.ts';
import { needFile } from './file-argument.ts';

export type ExpireOrder = { region: string; on: string | undefined; dryRun: boolean };

type Due = {
  region: string;
  purposeId: string;
  purpose: string;
  deletedOn: string;
  rosters: number;
  people: number;
  rows: number;
  files: number;
};

/** Totals first, then purpose by purpose. */
export async function expirePersons(call: Reach, { region, on, dryRun }: ExpireOrder): Promise<unknown> {
  const path = `/api/resumption/${region}/expiry`;
  if (dryRun) {
    const reply: { on: string; due: Due[] } = await call({ path, query: { on } });
    return { dryRun: true, on: reply.on, people: sum(reply.due), purposes: reply.due };
  }
  const reply: { on: string; deleted: Expiry[] } = await call({ method: 'POST', path, body: on === undefined ? {} : { on } });
  return { dryRun: false, on: reply.on, people: sum(reply.deleted), purposes: reply.deleted };
}

const sum = (all: readonly { people: number }[]): number => all.reduce((total, one) => total + one.people, 0);

/** Every case in reach as it stood at the end of that day, by county and enterprise. */
export async function listCasesOn(call: Reach, { region, on }: { region: string; on: string | undefined }): Promise<unknown> {
  const cases: CaseLine[] = [];
  let day = on;
  for (;;) {
    const page: { on: string; total: number; cases: CaseLine[] } = await call({
      path: '/api/resumption/cases',
      query: { region, on, limit: 500, offset: cases.length },
    });
    day = page.on;
    cases.push(...page.cases);
    if (page.cases.length === 0 || cases.length >= page.total) break;
  }
  const told = cases
    .sort((a, b) => (a.region < b.region ? -1 : a.region > b.region ? 1 : a.enterprise < b.enterprise ? -1 : 1))
    .map((one) => ({
      region: one.region,
      case: one.id,
      enterprise: one.enterprise,
      state: one.state,
      since: one.since,
      due: one.dueOn,
      overdueDays: one.overdueDays,
      regime: one.regime,
      next: one.next,
      missing: one.missing,
      owner: { actor: one.actor, name: one.owner },
      number: one.number,
      validUntil: one.validUntil,
    }));
  return { region, on: day, total: told.length, cases: told };
}

export function checkRegimes(file: string): unknown {
  needFile(file, 32);
  const read = readRegimeFile(readFileSync(file, 'utf8'));
  if ('wrong' in read)
    throw new StartRefusal('regime.wrong-file', {
      zh: `${file} 读不了：${read.wrong.map((one) => one.zh).join('；')}。`,
      en: `${file} cannot be read: ${read.wrong.map((one) => one.en).join('; ')}.`,
    });
  return checkRegimeFile(read.ok);
}

export const compareRegimes = (
  call: Reach,
  { region, a, b, on }: { region: string; a: string; b: string; on: string | undefined },
): Promise<unknown> => call({ path: `/api/resumption/${region}/regimes/compare`, query: { a, b, on } });
