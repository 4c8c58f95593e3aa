// Wires reading and verifying. Where an action got its words from is the declaration that writes it.
import { SYSTEM_REGION } from '../../platform/audit/audit.ts';
import { type Route, serve } from '../../platform/http/house.ts';
import { addDays, instantOfDay } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { regionNames } from '../regions/door.ts';
import { readEntries } from './store.ts';
import { listEntries, verifyEntries } from './words.ts';

type Words = { zh: string; en: string };

const cursorOf = (row: { at: string; region: string; seq: number }): string => `${row.at}_${row.region}_${row.seq}`;
function cursor(text: string): { at: string; region: string; seq: number } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)_(\d{6})_(\d{1,15})$/.exec(text);
  if (!match) refuse('request.invalid', { field: 'after', why: '—' });
  return { at: match[1]!, region: match[2]!, seq: Number(match[3]) };
}

/** `actions`: what each action is called, of every mounted declaration. */
export const auditsRoom = ({ actions }: { actions(): ReadonlyMap<string, Words> }): Route[] => [
  serve(listEntries, async ({ from, to, after, limit, region: _, ...filter }, house) => {
    const rows = await readEntries(house.db, {
      ...filter,
      regions: house.scope.regions,
      from: from && instantOfDay(from),
      to: to && instantOfDay(addDays(to, 1)),
      after: after === undefined ? undefined : cursor(after),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const names = await regionNames(house.db);
    const known = actions();
    return {
      entries: page.map((row) => ({
        region: { code: row.region, name: row.region === SYSTEM_REGION ? '' : (names.get(row.region) ?? row.region) },
        seq: Number(row.seq),
        at: row.at,
        actor: { id: row.actorId, name: row.actorName },
        action: row.action,
        actionWords: known.get(row.action) ?? { zh: row.action, en: row.action },
        object: { kind: row.kind, id: row.object },
        facts: row.facts,
        request: row.request,
        result: row.result,
        hash: row.hash,
      })),
      next: rows.length > limit ? cursorOf(page.at(-1)!) : null,
      actions: [...known].map(([action, words]) => ({ action, words })).sort((a, b) => (a.action < b.action ? -1 : 1)),
    };
  }),

  serve(verifyEntries, async (_input, house) => {
    const verdict = await house.chain.verify(house.db, house.scope.regions);
    const bad = verdict.firstBad;
    await house.audit({
      region: house.scope.regions.includes(house.person.home) ? house.person.home : house.scope.regions[0]!,
      kind: 'chain',
      id: '-',
      facts: { ok: verdict.ok, entries: verdict.entries, ...(bad && { region: bad.region, seq: bad.seq, why: bad.why }) },
    });
    return { ...verdict, at: house.clock.now() };
  }),
];
