// The one place where a value is written into SQL as text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scopeSettings, settingLiteral } from './scope.ts';
import { noScope } from './testing-server.ts';

it('a literal contains nothing but the characters of codes and ids, whatever is tried', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom("220421'; drop table x; --", "'", '\\', '\0', '2204 21', '２２０４', 'a\n'),
      ),
      (text) => {
        let literal: string;
        try {
          literal = settingLiteral(text);
        } catch {
          expect(/^[0-9A-Za-z_,-]*$/.test(text) && !text.endsWith('\n')).toBe(false);
          return;
        }
        expect(literal).toMatch(/^'[0-9A-Za-z_,-]*'$/);
        expect(literal.slice(1, -1)).toBe(text);
        expect(literal).not.toContain('\n');
      },
    ),
    { numRuns: 2_000 },
  );
});

it('codes and ids pass unchanged', () => {
  const settings = scopeSettings({ regions: ['220421', '220402'], prefix: '2204', owner: '01890a5d-ac96-774b-bcce-b302099a8057' });
  expect(settings).toBe(
    "set local app.scope = '220421,220402'; set local app.prefix = '2204'; set local app.owner = '01890a5d-ac96-774b-bcce-b302099a8057'; set local app.system = ''",
  );
});

it('a code that is two codes, or none, is refused', () => {
  expect(() => scopeSettings({ ...noScope, regions: ['220421,220402'] })).toThrow(/not a region code/);
  expect(() => scopeSettings({ ...noScope, regions: [''] })).toThrow(/not a region code/);
});
