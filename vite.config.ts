// Builds the screens into dist/, and the service worker that keeps them on a device beside them. Decides how script is split, so that the first load stays small: the framework, the kit's base and each
// room are their own files. The nonce placeholder is replaced by the server in every answer, because styles are written at run time.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The font package names a second, older format beside each woff2; no browser that runs these screens asks for it. */
const onlyWoff2: Plugin = {
  name: 'sanzao:only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('@fontsource')) return undefined;
    return code.replace(/,\s*url\([^)]+\.woff\)\s*format\('woff'\)/g, '');
  },
};

const installable = 'app/installable';
const workerName = 'offline-worker';

/**
 * Writes into the service worker which files this build consists of, under a version that changes when any of them does. Letters are left out:
 * two hundred of them would be fetched for the few a page shows; the worker keeps those it meets.
 */
const offlineList: Plugin = {
  name: 'sanzao:offline-list',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const worker = bundle[`${workerName}.js`];
      if (worker?.type !== 'chunk') return this.error('the service worker was not built');
      if (worker.imports.length > 0) return this.error('the service worker must stand alone');
      const version = createHash('sha256');
      const names: string[] = [];
      for (const [name, one] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        version.update(name).update(one.type === 'chunk' ? one.code : one.source);
        if (/[.](js|css|svg)$/.test(name) && one !== worker) names.push(name);
      }
      names.push(...readdirSync(installable).sort());
      for (const name of names) if (/\s/.test(name)) this.error(`${name} has a space in its name`);
      const before = worker.code;
      worker.code = before.replace('__SANZAO_SCREENS__', [version.digest('hex').slice(0, 16), ...names].join(' '));
      if (worker.code === before) this.error('the service worker has no place for its list');
      return undefined;
    },
  },
};

const vendor = (name: string, packages: readonly string[], priority: number) => ({
  name,
  priority,
  test: new RegExp(`node_modules/(${packages.join('|')})/`),
});

export default defineConfig({
  plugins: [react(), onlyWoff2, offlineList],
  publicDir: installable,
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: 'index.html', [workerName]: 'ui/device/offline-worker.ts' },
      output: {
        // A worker rules over the folder it lies in, and is asked for by one name for ever.
        entryFileNames: ({ name }) => (name === workerName ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            vendor('react', ['react', 'react-dom', 'scheduler'], 30),
            vendor('tanstack', ['@tanstack/[^/]+'], 25),
            vendor('language', ['i18next', 'zod'], 20),
          ],
        },
      },
    },
  },
});
