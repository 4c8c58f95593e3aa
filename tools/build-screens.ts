/**
 * Builds the screens and writes down what they were built from, so that the next start knows whether they are stale. How they
 * are built is vite.config.ts; when, is bootstrap.mjs. The new ones are made beside the old and take their place at the end.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const target = join(root, 'dist');
const half = join(root, 'dist', '.half');

const used = new Set<string>();
await build({
  root,
  logLevel: 'warn',
  build: { outDir: half, emptyOutDir: true },
  plugins: [
    {
      name: 'sanzao:remember-sources',
      moduleParsed({ id }) {
        const path = id.split('?')[0]!;
        if (path.startsWith(root) && !path.includes('node_modules') && existsSync(path) && statSync(path).isFile())
          used.add(relative(root, path).replaceAll('\\', '/'));
      },
    },
  ],
});

for (const path of ['index.html', 'vite.config.ts', 'package-lock.json', 'tools/build-screens.ts']) used.add(path);
for (const name of readdirSync(join(root, 'app', 'installable'))) used.add(`app/installable/${name}`);
const files = Object.fromEntries(
  [...used].sort().map((path) => [
    path,
    existsSync(join(root, path))
      ? createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex')
      : 'missing',
  ]),
);
// A new file beside a page may be picked up by a glob.
const folders = Object.fromEntries(
  [...new Set([...used].map((path) => dirname(path)))]
    .filter((folder) => folder !== '.')
    .sort()
    .map((folder) => [folder, readdirSync(join(root, folder)).sort().join()]),
);
writeFileSync(join(half, '.built-from.json'), JSON.stringify({ files, folders }));

for (const name of readdirSync(target)) if (name !== '.half') rmSync(join(target, name), { recursive: true, force: true });
const last = '.built-from.json'; // moved last: a kill in between leaves no record, and the next start builds again
for (const name of [...readdirSync(half).filter((entry) => entry !== last), last]) renameSync(join(half, name), join(target, name));
rmSync(half, { recursive: true, force: true });
