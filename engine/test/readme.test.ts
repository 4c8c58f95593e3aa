// The examples of the README are executed: their code as it stands there, and what follows `//` at the end of a line is what the line must give. A
// comment that begins with a quote, a digit or a bracket is a value; `…` in it leaves the rest open; anything else is for the reader.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as engine from '../src/index.ts';

const text = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const examples = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);

/** Statements whose last line carries an expected value become calls that hold one against the other. */
function checked(code: string): string {
  const lines = code.trimEnd().split('\n');
  const out: string[] = [];
  let statement: string[] = [];
  for (const line of lines) {
    const comment = /^(.*?;)\s*\/\/ (.*)$/.exec(line);
    statement.push(comment ? comment[1]! : line);
    if (!/;$/.test(comment ? comment[1]! : line) || /^\s/.test(line)) continue;
    const whole = statement.join('\n');
    statement = [];
    const wanted = comment && expectation(comment[2]!);
    out.push(wanted ? `same(${whole.replace(/;$/, '')}, ${wanted});` : whole);
  }
  return out.join('\n');
}

function expectation(comment: string): string | undefined {
  const last = /: (-?\d+)$/.exec(comment);
  if (last && !/^['\d[{]/.test(comment)) return last[1];
  const rule = /^rule: ('[a-z-]+')$/.exec(comment);
  if (rule) return `{ ok: false, errors: [{ rule: ${rule[1]} }] }`;
  if (!/^['\d[{-]/.test(comment)) return undefined;
  const number = /^(-?\d+(?:\.\d+)?)(?:$|[:,] )/.exec(comment);
  return number ? number[1] : comment.replace(/, …/g, '');
}

describe('the README', () => {
  it('says nothing that does not happen', () => {
    expect(examples.length).toBeGreaterThan(7);
    let compared = 0;
    const same = (ours: unknown, told: unknown): void => {
      compared++;
      if (typeof told === 'object' && told !== null) expect(ours).toMatchObject(told);
      else expect(ours).toBe(told);
    };
    const value = <T>(result: engine.Result<T>): T => {
      if (!result.ok) throw new Error(result.errors[0]!.sentence);
      return result.value;
    };
    const names = Object.keys(engine);
    const given = Object.values(engine);
    const code = stripTypeScriptTypes(checked(examples.join('\n')));
    new Function('same', 'value', ...names, code)(same, value, ...given);
    expect(compared).toBeGreaterThan(14);
  });
});
