// The runtime in a browser: LiteRT.js's files are served by the page's own server.
import type { LiteRtFiles, LiteRtLoader } from './lite-rt/lite-rt.js';
import { scriptName } from './lite-rt/variant.js';

/**
 * A loader of LiteRT.js from the URL of a directory that holds the `wasm` folder of @litertjs/core; in a page or a module worker.
 * @example
 * const runtime = new Runtime(browserLoader('/litert/wasm/'));
 */
export const browserLoader =
  (directory: string | URL): LiteRtLoader =>
  async () => {
    const script = new URL(scriptName(), new URL(directory, globalThis.location?.href));
    const [text, wasm] = await Promise.all([
      fetchOk(script).then((response) => response.text()),
      WebAssembly.compileStreaming(fetchOk(wasmOf(script))),
    ]);
    return { factory: await factoryOf(text), wasm };
  };

const wasmOf = (script: URL): URL => new URL(script.href.replace(/\.js$/, '.wasm'));

async function fetchOk(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`LiteRT.js must be served at ${url} (was ${response.status})`);
  return response;
}

/** The script declares `var ModuleFactory`; as a module of its own it needs no global name. */
async function factoryOf(script: string): Promise<LiteRtFiles['factory']> {
  const url = URL.createObjectURL(new Blob([`${script}\nexport default ModuleFactory;`], { type: 'text/javascript' }));
  try {
    const module: { readonly default: LiteRtFiles['factory'] } = await import(/* @vite-ignore */ /* webpackIgnore: true */ url);
    return module.default;
  } finally {
    URL.revokeObjectURL(url);
  }
}
