// What a web page loads for a package: everything it needs in one file, minified and gzipped.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** The size in bytes of a package of the workspace, by its folder, made from its sources. */
export async function bundleSize(folder) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${folder}/src/index.ts`, import.meta.url))],
    conditions: ['@hlolite/source'],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return gzipSync(outputFiles[0].contents).length;
}
