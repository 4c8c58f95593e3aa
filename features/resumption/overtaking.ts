// A change of regime takes place by itself on its day: county by county, in one transaction each, whatever the law of today has overtaken is brought under
// it, with an entry in the chain. Run by the server at its start and at the first instant of every day; a second server, or a second run, finds nothing
// left. A county that fails is told of and does not stop the others; it is tried again.
import type { Ground } from '../../platform/http/house.ts';
import { Refusal, sentence } from '../../vocabulary/problems.ts';
import { lawOf } from './cases.ts';
import { convertAll } from './regime-runs.ts';
import { unfinished } from './rules-case.ts';
import { countiesWith, takeTurns } from './store-conversions.ts';
import { convertCases } from './words-regimes.ts';

const system = { id: 'system', name: '系统定时 (by schedule)' };
const allowed = convertCases.audit === 'read' ? [] : convertCases.audit.facts;

/** Counties where cases were brought under the regime of today, how many; and those that could not be, with the reason. */
export interface Overtaken {
  cases: number;
  counties: string[];
  failed: { region: string; why: string }[];
}

/** Brings every case of these regions under the regime of today. */
export async function applyRegimesOfToday(ground: Ground, regions: readonly string[]): Promise<Overtaken> {
  const { database } = ground;
  const outcome: Overtaken = { cases: 0, counties: [], failed: [] };
  const counties = await database.transaction({ regions, prefix: null, owner: null }, (db) => countiesWith(db, regions, unfinished), {
    readOnly: true,
  });
  for (const region of counties) {
    try {
      const cases = await applyIn(ground, region);
      outcome.cases += cases;
      if (cases > 0) outcome.counties.push(region);
    } catch (error) {
      outcome.failed.push({ region, why: String(error) });
      const told = error instanceof Refusal ? sentence(error.problem, 'zh') : '服务器出错，详见服务器日志。';
      await tellFailure(ground, region, told).catch(() => {}); // the log has it in any case
    }
  }
  return outcome;
}

function applyIn({ database, chain, clock }: Ground, region: string): Promise<number> {
  return database.transaction(
    { regions: [region], prefix: null, owner: null },
    async (db) => {
      await takeTurns(db, region);
      const law = await lawOf(db, [region]);
      const { runs, cases } = await convertAll({ db, by: system, at: clock.now() }, law, [region], ({ basis }) => basis);
      for (const { id, regime, cases: count } of runs)
        await chain.append(db, {
          region,
          actor: system,
          action: 'resumption.convert',
          kind: 'regime',
          id: regime.code,
          facts: {
            cases: count,
            run: id,
            regime: `${regime.region}/${regime.code}@${regime.version}`,
            since: regime.since,
            basis: regime.basis,
          },
          allowed,
          request: 'schedule',
          result: 'done',
        });
      return cases.length;
    },
    { timeoutMs: 300_000, retryable: true },
  );
}

/** What failed stands in the county's chain too, where its office and the auditor read. */
const tellFailure = ({ database, chain }: Ground, region: string, why: string): Promise<number> =>
  database.transaction({ regions: [region], prefix: null, owner: null }, (db) =>
    chain.append(db, {
      region,
      actor: system,
      action: 'resumption.convert',
      kind: 'regime',
      id: '-',
      facts: { cases: 0, why: why.slice(0, 500) },
      allowed,
      request: 'schedule',
      result: 'failed',
    }),
  );
