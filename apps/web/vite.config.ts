import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { examples } from './build/examples.js';
import { liteRt } from './build/litert.js';
import { offline } from './build/offline.js';

const { version } = JSON.parse(readFileSync(new URL('../cli/package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  // Relative addresses, so that the folder works under any path.
  base: './',
  root: import.meta.dirname,
  // The sources of the sibling packages: an edit is seen with no build between.
  resolve: { conditions: ['@hlolite/source', 'module', 'browser', 'import', 'default'] },
  define: { __HLOLITE_VERSION__: JSON.stringify(version) },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
  plugins: [examples(), liteRt(), offline()],
});
