// Words that must not stand in a public project: addresses and paths of the machine it was written on, credentials, leftovers. Read over every
// file that git would carry, the lock file included.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, filesUnder, lineAt } from './source.ts';

/** Each with what is wrong about it. Assembled from pieces, so that this file does not find itself. */
const words: readonly [RegExp, string][] = [
  [/(?<![\w./-])\/(work|tmp\/brief|home\/\w+|root|Users\/\w+)\/[\w.-]/, 'A path of somebody’s machine.'],
  [/\b[A-Z]:\\Users\\/, 'A path of somebody’s machine.'],
  [
    /https?:\/\/(?!registry\.npmjs\.org\b)[\w.-]*(registry|artifact|nexus|verdaccio|proxy)[\w.-]*[:/]/i,
    'The address of a private package registry.',
  ],
  [
    /_authToken|\bnpm_[A-Za-z0-9]{36}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    'A credential.',
  ],
  [/\b(TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/, 'Unfinished work: do it, or write down the decision not to.'],
  [/\b(lor[e]m ips[u]m|as an (ai|language) [m]odel)\b/i, 'Filler.'],
];
const binary = /\.(png|jpg|ico|woff2?|xlsx?|zip|gz|pdf|docx)$/;

export function checkForbiddenWords(root: string): Finding[] {
  const findings: Finding[] = [];
  for (const path of filesUnder(root)) {
    if (binary.test(path) || path === 'tools/forbidden-words.ts' || path === 'tools/forbidden-words.test.ts') continue;
    findings.push(...forbiddenIn(path, readFileSync(join(root, path), 'utf8')));
  }
  return findings;
}

export function forbiddenIn(path: string, text: string): Finding[] {
  return words.flatMap(([pattern, sentence]) => {
    const match = pattern.exec(text);
    return match
      ? [{ rule: 'forbidden-words', file: path, line: lineAt(text, match.index), sentence: `${sentence} (${match[0].trim()})` }]
      : [];
  });
}
