/**
 * `resumption expire`: what personal data is due for deletion on a day, and deleting it. A dry run only looks; deleting is the call that the page of
 * purposes makes, on record in the chain.
 */
import type { Expiry } from '../features/resumption/words-purposes.ts';
import type { Reach } from './call.ts';

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
