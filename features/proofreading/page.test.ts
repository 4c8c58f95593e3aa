// A real page of a newspaper, which is not part of the project: SANZAO_SAMPLES names the folder that holds mission/. It is known to have exactly
// one sum that fails, two dates that cannot be right, one firm under two names and one department under an outdated name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countryKnowledge } from './country.ts';
import { proofread } from './rules.ts';

const folder = process.env.SANZAO_SAMPLES ? join(process.env.SANZAO_SAMPLES, 'mission') : '';
const file = folder !== '' && existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.txt')) : undefined;
if (!file) console.info('The real page is not read: set SANZAO_SAMPLES to the folder that holds mission/.');

describe.skipIf(!file)('the real page', () => {
  const text = file ? readFileSync(join(folder, file), 'utf8') : '';
  const proof = proofread(
    { text, tables: [] },
    { today: '2020-04-01', year: null, region: null, places: [], register: null, ...countryKnowledge },
  );
  const of = (severity: string) => proof.findings.filter((each) => each.severity === severity);

  it('has one contradiction with exactly three single corrections', () => {
    expect(of('contradiction')).toHaveLength(1);
    const relation = proof.relations.find((each) => each.id === of('contradiction')[0]!.relations[0])!;
    expect(relation.repairs.map((repair) => repair.changes.map(({ from, to }) => `${from}→${to}`).join())).toEqual([
      '34→35',
      '17→16',
      '18→17',
    ]);
  });

  it('has two doubtful dates, and names and the rest are asked', () => {
    expect(of('doubtful').map((each) => each.kind)).toEqual(['date-adverb', 'date-order']);
    const kinds = of('ask').map((each) => each.kind);
    expect(kinds.filter((kind) => kind === 'one-firm-two-names')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'organisation-outdated')).toHaveLength(1);
  });
});
