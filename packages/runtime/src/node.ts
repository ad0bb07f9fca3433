// The runtime in Node: LiteRT.js comes from the installed @litertjs/core, started when the first model is loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Dense } from '@hlolite/tensor';
import type { Model } from '@hlolite/tflite-schema';
import { type Inputs, type LiteRtFiles, type LoadOptions, Runtime, type Session, scriptName } from './index.js';

export * from './index.js';

/** The files of LiteRT.js from the installed package @litertjs/core. */
export async function nodeLoader(): Promise<LiteRtFiles> {
  const require = createRequire(import.meta.url);
  const directory = join(dirname(require.resolve('@litertjs/core')), '..', 'wasm');
  const file = join(directory, scriptName());
  // The script is CommonJS in a package that says it is ESM, so neither import nor require loads it.
  const load = compileFunction(`${readFileSync(file, 'utf8')}\nreturn ModuleFactory;`, ['require', '__filename', '__dirname'], {
    filename: file,
  });
  const wasm = await WebAssembly.compile(readFileSync(file.replace(/\.js$/, '.wasm')));
  return { factory: load(require, file, directory) as LiteRtFiles['factory'], wasm };
}

/** One LiteRT for all models of the process. */
const runtime = new Runtime(nodeLoader);

/** Makes a model ready to run: `Runtime.load` on the process's LiteRT. */
export const load = (model: Uint8Array | Model, options?: LoadOptions): Promise<Session> => runtime.load(model, options);

/** Loads, runs once, frees: `Runtime.run` on the process's LiteRT. */
export const run = (model: Uint8Array | Model, inputs: Inputs, options?: LoadOptions): Promise<readonly Dense[]> =>
  runtime.run(model, inputs, options);
