import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { options } from '../../tooling/tsup.preset.js';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };
const define = { __HLOLITE_VERSION__: JSON.stringify(version) };

export default defineConfig([
  options(['src/index.ts', 'src/main.ts'], { define }),
  // All in one file, which starts from compiled code (bin/cached.cjs); the runtime, which finds LiteRT.js by where it lies, stays outside.
  options(['src/main.ts'], {
    define,
    format: 'cjs',
    platform: 'node',
    splitting: false,
    sourcemap: false,
    // Half the text to read at each start; names stay, for stack traces.
    esbuildOptions: (esbuild) => {
      esbuild.minifyWhitespace = true;
      esbuild.minifySyntax = true;
    },
    noExternal: [/^@hlolite\/(?!runtime)/, 'commander'],
    external: [/^@hlolite\/runtime/],
    outExtension: () => ({ js: '.cjs' }),
  }),
]);
