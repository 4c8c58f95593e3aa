// A county's project ledger as an intake: which columns and options it has, what its rows are compared with, how they are decided and
// written, and how the whole is taken back. The parts stand in sheet.ts, rules-ledger.ts and the store files.
import type { Intake } from '../imports/door.ts';
import { decideRows, type LedgerState, missingFrom } from './rules-ledger.ts';
import { ledgerFields, ledgerOptions } from './sheet.ts';
import { applyLedger } from './store-apply.ts';
import { loadState } from './store-ledger.ts';
import { cannotUndoLedger, undoLedger } from './store-undo.ts';
import { terms } from './words-terms.ts';

/** The intake `project-ledger`, for the imports room. */
export const projectLedger: Intake<LedgerState> = {
  id: 'project-ledger',
  zh: '项目台账',
  en: 'Project ledger',
  fields: ledgerFields,
  sheetOptions: ledgerOptions,
  values: {
    nature: terms.nature,
    pool: terms.pool,
    stage: terms.stage,
    maturity: terms.maturity,
    constructionKind: terms.constructionKind,
  },
  load: loadState,
  decide: decideRows,
  missing: missingFrom,
  apply: applyLedger,
  cannotUndo: cannotUndoLedger,
  undo: undoLedger,
};
