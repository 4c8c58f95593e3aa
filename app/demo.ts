/**
 * The demonstration region of the first start: its people, and its ledgers brought in by the same import a clerk uses. What the
 * ledgers contain is demo/; what happens to their rows is the import's business.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoLedgers } from '../demo/ledgers.ts';
import { DEMO_PEOPLE } from '../demo/people.ts';
import { makeDemoPeople } from '../features/accounts/door.ts';
import { findOrCreateOrganisations } from '../features/regions/door.ts';
import type { Progress } from '../platform/db/start-refusal.ts';
import type { Ground } from '../platform/http/house.ts';
import type { Reach } from './call.ts';
import { type ImportReport, importFile } from './command-import.ts';

export async function createDemo(ground: Ground, reach: Reach, progress: Progress): Promise<ImportReport[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sanzao-demo-'));
  try {
    const reports: ImportReport[] = [];
    const ledgers = await writeDemoLedgers(directory);
    for (const [index, ledger] of ledgers.entries()) {
      progress({
        zh: `正在导入演示台账 ${index + 1}/${ledgers.length}：${ledger.file}`,
        en: `Bringing in demo ledger ${index + 1}/${ledgers.length}: ${ledger.file}`,
      });
      reports.push(await importFile(reach, { file: ledger.path, region: ledger.region, year: ledger.year, dryRun: false }, progress));
    }
    const people = [];
    for (const person of DEMO_PEOPLE) {
      const organisation = person.role === 'owner' ? await organisationId(ground, person.region, person.organisation) : undefined;
      people.push({
        ...person,
        organisation,
        about: {
          zh: `${person.organisation}${person.post}：${person.purpose}`,
          en: `${person.postEn}, ${person.organisationEn}: ${person.purposeEn}`,
        },
      });
    }
    await makeDemoPeople(ground, people);
    return reports;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function organisationId(ground: Ground, region: string, name: string): Promise<string | undefined> {
  const found = await ground.database.transaction({ regions: [region], prefix: null, owner: null }, (db) =>
    findOrCreateOrganisations(db, region, [{ name, creditCode: null }], { on: ground.clock.today() }),
  );
  return found[0]?.id;
}
