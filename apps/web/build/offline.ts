// Makes the service worker, which knows every file of the build by name.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const entry = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));

export const offline = (): Plugin => ({
  name: 'hlolite-offline',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const files = Object.keys(bundle).sort();
    const version = createHash('sha256');
    for (const file of files) {
      const item = bundle[file];
      version.update(file).update(item?.type === 'asset' ? item.source : (item?.code ?? ''));
    }
    const define = { __FILES__: JSON.stringify(files), __BUILD__: JSON.stringify(version.digest('hex').slice(0, 16)) };
    // On its own and in one file: not every browser runs service workers that import.
    const made = await build({
      configFile: false,
      logLevel: 'warn',
      define,
      build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'serviceWorker' } },
    });
    const [output] = Array.isArray(made) ? made : [made];
    if (!output || !('output' in output)) throw new Error('the service worker must be built in one go');
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: output.output[0].code });
  },
});
