// What the audit trail may hold has a name on its page: every fact a call declares, in both languages.
import { expect, it } from 'vitest';
import { en } from '../features/audits/screen/words.en.ts';
import { zh } from '../features/audits/screen/words.zh.ts';
import { mountRooms } from './rooms.ts';

it('every fact that a call may write into the chain is named on the audit page', () => {
  const facts = mountRooms()
    .flat()
    .flatMap(({ endpoint: { audit } }) => (audit === 'read' ? [] : audit.facts));
  expect(facts.length).toBeGreaterThan(50);
  const named = (words: object) => [...new Set<string>(facts)].filter((fact) => !(`fact.${fact}` in words)).sort();
  expect(named(zh)).toEqual([]);
  expect(named(en)).toEqual([]);
});
