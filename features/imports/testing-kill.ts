// For tests and measurements only: kills a process in the middle of an import and looks at what is left. Everything or nothing: the rows of
// an import are all there exactly when it is confirmed and its entry stands in the chain; otherwise there are none, and what was under way
// starts over.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileAnchors } from '../../platform/audit/anchors.ts';
import { openAudit } from '../../platform/audit/audit.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { Ground } from '../../platform/http/house.ts';
import { openSecrets } from '../../platform/secrets/secrets.ts';
import type { Intake } from './intake.ts';
import { resumeImports } from './queue.ts';

export interface ChildTask {
  appUrl: string;
  folder: string;
  /** The master key, hexadecimal. */
  master: string;
  region: string;
  file: string;
  rows: number;
  intake: 'list' | 'ledger';
  /** Waits a little at the marks inside the writing, so that a kill there is sure to come in time. */
  slow: boolean;
}

interface Death {
  /** False when the process had finished before the blow: then nothing was tested. */
  killed: boolean;
  /** The last thing it said. */
  mark: string;
  milliseconds: number;
  errors: string;
}

/** Starts the import and kills it with SIGKILL, `after` milliseconds after it said `mark`. With no mark it runs to its end. */
export function killAt(task: ChildTask, blow: { mark: string; after: number } | null): Promise<Death> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-child.ts'), JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let mark = '';
    let errors = '';
    let began = 0;
    let struck = false;
    child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
    child.stdout.on('data', (piece: Buffer) => {
      for (const line of piece.toString().split('\n').filter(Boolean)) {
        if (line === 'begun') began = performance.now();
        mark = line;
        if (blow && !struck && line === blow.mark) {
          struck = true;
          if (blow.after === 0) child.kill('SIGKILL');
          else setTimeout(() => child.kill('SIGKILL'), blow.after);
        }
      }
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`the import failed by itself after "${mark}": ${errors}`));
      else resolve({ killed: signal === 'SIGKILL', mark, milliseconds: performance.now() - began, errors });
    });
  });
}

interface Left {
  status: string;
  /** Rows in the books that carry this import. */
  rows: number;
  /** What its entry in the chain says was created; null when there is no entry. */
  audited: number | null;
  pages: number;
  chain: boolean;
  drafts: number;
}

/** Opens everything again, as the next start does, lets what was under way start over, and says what is there. */
export async function lookAfter(
  task: ChildTask,
  intakes: readonly Intake[],
  rowsOf: (ground: Ground, importId: string) => Promise<number>,
): Promise<Left | null> {
  const secrets = openSecrets(Buffer.from(task.master, 'hex'));
  const anchors = fileAnchors(join(task.folder, 'anchors'), secrets.keyFor('audit anchors'));
  const ground: Ground = {
    database: openDatabase({ url: task.appUrl, max: 4 }),
    secrets,
    clock: systemClock,
    files: await openFiles(join(task.folder, 'files'), secrets.keyFor('files')),
    chain: openAudit({ anchors, clock: systemClock }),
  };
  try {
    const scope = { regions: [task.region], prefix: null, owner: null };
    await resumeImports(ground, intakes, [task.region]);
    const found = await ground.database.transaction(scope, async (db) => {
      const row = await db.kysely
        .selectFrom('imports')
        .select(['id', 'status'])
        .where('region_code', '=', task.region)
        .orderBy('created_at', 'desc')
        .executeTakeFirst();
      if (!row) return null;
      const entry = await db.kysely
        .selectFrom('audit_entries')
        .select('facts')
        .where('region_code', '=', task.region)
        .where('object_id', '=', row.id)
        .where('action', '=', 'import.confirm')
        .executeTakeFirst();
      const pages = await db.kysely
        .selectFrom('import_pages')
        .select((eb) => eb.fn.sum<string>('row_count').as('rows'))
        .where('region_code', '=', task.region)
        .where('import_id', '=', row.id)
        .executeTakeFirst();
      return {
        id: row.id as string,
        status: row.status as string,
        audited: entry ? Number((entry.facts as { created: number }).created) : null,
        pages: Number(pages?.rows ?? 0),
        chain: (await ground.chain.verify(db, [task.region])).ok,
      };
    });
    if (!found) return null;
    const drafts = ['drafts', 'copies'].reduce((sum, name) => sum + readdirSync(join(task.folder, 'files', name)).length, 0);
    return {
      status: found.status,
      rows: await rowsOf(ground, found.id),
      audited: found.audited,
      pages: found.pages,
      chain: found.chain,
      drafts,
    };
  } finally {
    await anchors.close();
    await ground.database.close();
  }
}

/** What is wrong with what was left; empty when it is all or nothing. */
export function faultsOf(left: Left | null, task: ChildTask, headRows: number): string[] {
  if (left === null) return [];
  const faults: string[] = [];
  const confirmed = left.status === 'confirmed';
  if (left.rows !== 0 && left.rows !== task.rows) faults.push(`${left.rows} rows of ${task.rows}`);
  if (confirmed !== (left.rows === task.rows)) faults.push(`${left.rows} rows and the import is ${left.status}`);
  if (confirmed !== (left.audited !== null) || (left.audited !== null && left.audited !== left.rows))
    faults.push(`${left.rows} rows and the chain says ${left.audited}`);
  if (!confirmed && left.status !== 'ready') faults.push(`it did not start over: ${left.status}`);
  if (left.pages !== task.rows + headRows) faults.push(`${left.pages} rows in its pages`);
  if (!left.chain) faults.push('the chain is broken');
  if (left.drafts > 0) faults.push(`${left.drafts} files left lying`);
  return faults;
}
