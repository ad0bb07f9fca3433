import { defineConfig, type Options } from 'tsup';

/** JavaScript of one package. Declarations come from `tsc -b`: tsup's own step does not work with this TypeScript. */
export const options = (entry: string[], more: Options = {}): Options => ({
  entry,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  splitting: true,
  clean: false,
  dts: false,
  ...more,
});

export const preset = (entry: string[], more: Options = {}) => defineConfig(options(entry, more));
