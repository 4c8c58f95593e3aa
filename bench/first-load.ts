// How much script the first page needs: every file that index.html names and all that those import without waiting. Prints gzip bytes a file and
// compares the sum with the budget of 350 KB; exits 1 above it. Needs dist/ (npm run build).
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = 350 * 1024;
const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const waiting = [...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map((found) => join(dist, found[1]!));
const sizes = new Map<string, number>();
for (let file = waiting.pop(); file; file = waiting.pop()) {
  if (sizes.has(file)) continue;
  const text = readFileSync(file);
  sizes.set(file, gzipSync(text, { level: 9 }).length);
  for (const [, name] of text.toString().matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
    waiting.push(join(dirname(file), name!));
}
const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
for (const [file, size] of [...sizes].sort(([, one], [, other]) => other - one))
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${basename(file)}`);
console.log(
  `${(total / 1024).toFixed(1).padStart(8)} KB  first load, gzip, of ${budget / 1024} KB (${Math.round((100 * total) / budget)} %)`,
);
process.exitCode = total > budget ? 1 : 0;
