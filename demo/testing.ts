// What an import of the demo's ledgers must find: for tests and journeys, worked out from the items themselves.
import { type EveningExpectations, evening } from './evening.ts';
import { demoLedgers } from './ledgers.ts';
import { DONGFENG_ANNUAL_SHEET, dongfengAnnual, MARCH_12 } from './sheet-dongfeng.ts';

/** The claims in the first ledgers that their rows do not bear out: one, the newspaper's own. */
export function initialExpectations(): {
  file: string;
  sheet: string;
  cell: string;
  measure: 'count';
  claimed: number;
  computed: number;
}[] {
  const ledger = demoLedgers()[0]!;
  const layout = dongfengAnnual(
    ledger.items.filter((item) => item.pool === 'annual').map((item) => ({ item })),
    MARCH_12,
  );
  return [{ file: ledger.file, sheet: DONGFENG_ANNUAL_SHEET, cell: layout.largeGroup, measure: 'count', claimed: 34, computed: 35 }];
}

/** What an import of the evening file must report, over a register that holds the ledger of 12 March. */
export function eveningExpectations(): EveningExpectations {
  const { items } = demoLedgers()[0]!;
  return evening(
    items.filter((item) => item.pool === 'annual'),
    items.filter((item) => item.pool === 'reserve').length,
  ).expectations;
}
