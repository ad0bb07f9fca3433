import { defineConfig } from 'tsup';

/** JavaScript of one package. Declarations come from `tsc -b`: tsup's own step does not work with this TypeScript. */
export const preset = (entry: string[]) =>
  defineConfig({ entry, format: 'esm', target: 'es2022', platform: 'neutral', sourcemap: true, splitting: true, clean: false, dts: false });
