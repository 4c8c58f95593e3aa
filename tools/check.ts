// npm run check: everything that a machine can hold against a change, each check one line with its time, then the findings. With --write the
// photographs in docs/ are taken anew instead of compared. Exit 1 when anything was found.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCapabilities } from './capabilities.ts';
import { checkForbiddenWords } from './forbidden-words.ts';
import { checkGlossary } from './glossary.ts';
import { photographs } from './photographs.ts';
import { checkPhrases } from './phrases.ts';
import { checkSchemaWalls } from './schema-walls.ts';
import { type Finding, sources } from './source.ts';
import { checkUnusedExports } from './unused-exports.ts';
import { checkWalls } from './walls.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const write = process.argv.includes('--write');
const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));

/** Runs a program of node_modules; its output lines are the findings when it fails. */
function program(rule: string, script: string, args: readonly string[], keep: RegExp): Promise<Finding[]> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) return done([]);
      const lines = output.split('\n').filter((line) => keep.test(line));
      done(
        (lines.length > 0 ? lines : [output.trim().slice(-2000) || `${script} ended with ${code}`]).map((line) => ({
          rule,
          file: '',
          sentence: line.trim(),
        })),
      );
    });
  });
}
const types = (config: string) => program('types', 'typescript/bin/tsc', ['--noEmit', '-p', config], /error TS/);

async function photographed(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const picture of photographs) {
    const text = await picture.take();
    const path = join(root, picture.file);
    if (write) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } else if (!existsSync(path) || readFileSync(path, 'utf8').replaceAll('\r\n', '\n') !== text)
      findings.push({
        rule: 'photographs',
        file: picture.file,
        sentence: 'is not what the code says today; look at what changed and run "npm run check -- --write".',
      });
  }
  return findings;
}

const files = sources(root);
const checks: readonly [string, () => Promise<Finding[]> | Finding[]][] = [
  ['types: everything', () => types('tsconfig.json')],
  ['types: words and rules without node or browser', () => types('tsconfig.pure.json')],
  ['types: the engine alone', () => types('engine/tsconfig.json')],
  ['types: screens without node', () => types('tsconfig.web.json')],
  ['types: server without browser', () => types('tsconfig.server.json')],
  [
    'lint and format',
    () => program('lint', '@biomejs/biome/bin/biome', ['check', '--max-diagnostics=200', '--reporter=github'], /^::error/),
  ],
  ['photographs', photographed],
  ['walls', async () => (await checkWalls(root)).findings],
  ['capabilities', () => checkCapabilities(files)],
  ['schema', () => checkSchemaWalls()],
  ['unused exports', () => checkUnusedExports(files)],
  ['phrases', () => checkPhrases(root, files)],
  ['glossary', () => checkGlossary(root, files)],
  ['forbidden words', () => checkForbiddenWords(root)],
];

/** Two at a time: programs of their own beside the checks of this process. */
async function run(): Promise<number> {
  const chosen = checks.filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)));
  const waiting = [...chosen];
  const results = new Map<string, Finding[]>();
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const since = performance.now();
      const findings = await Promise.resolve()
        .then(check)
        .catch((error: unknown) => [
          { rule: name, file: '', sentence: `could not be checked: ${error instanceof Error ? error.message : String(error)}` },
        ]);
      results.set(name, findings);
      const seconds = ((performance.now() - since) / 1000).toFixed(1).padStart(5);
      process.stdout.write(
        `${findings.length === 0 ? '✓' : '✗'} ${name.padEnd(48)} ${seconds} s${findings.length ? `  ${findings.length} found` : ''}\n`,
      );
    }
  };
  await Promise.all([worker(), worker()]);
  const found = chosen.flatMap(([name]) => results.get(name) ?? []);
  if (found.length > 0) process.stdout.write(`\n${found.map(said).join('\n')}\n\n${found.length} to put right.\n`);
  else process.stdout.write('\nNothing to put right.\n');
  return found.length === 0 ? 0 : 1;
}

const said = (finding: Finding): string =>
  `${finding.file}${finding.line ? `:${finding.line}` : ''}${finding.file ? '  ' : ''}${finding.sentence} [${finding.rule}]`;

process.exitCode = await run();
