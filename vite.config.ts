// Builds the screens into dist/. Decides how script is split, so that the first load stays small: the framework, the kit's base and each
// room are their own files. The nonce placeholder is replaced by the server in every answer, because styles are written at run time.
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

const vendor = (name: string, packages: readonly string[], priority: number) => ({
  name,
  priority,
  test: new RegExp(`node_modules/(${packages.join('|')})/`),
});

export default defineConfig({
  plugins: [react(), onlyWoff2],
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
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
