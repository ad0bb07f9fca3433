// Puts LiteRT.js's files beside the page. Its script only declares a variable; as a module with an export it loads under a
// Content-Security-Policy that allows nothing but the page's own files.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const wasmFolder = join(dirname(createRequire(import.meta.url).resolve('@litertjs/core')), '..', 'wasm');

/** The builds that `scriptName` of @hlolite/runtime chooses from. */
const builds = ['litert_wasm_internal', 'litert_wasm_compat_internal'];

export const liteRt = (): Plugin => ({
  name: 'hlolite-litert',
  apply: 'build',
  generateBundle() {
    for (const build of builds) {
      const script = `${readFileSync(join(wasmFolder, `${build}.js`), 'utf8')}\nexport default ModuleFactory;\n`;
      this.emitFile({ type: 'asset', fileName: `litert/${build}.js`, source: script });
      this.emitFile({ type: 'asset', fileName: `litert/${build}.wasm`, source: readFileSync(join(wasmFolder, `${build}.wasm`)) });
    }
  },
});
