// The native kernel serves the names that this one does.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rmsNormKernels } from './index.js';

test('the native registration knows the same names', () => {
  const source = readFileSync(new URL('../native/norm.cc', import.meta.url), 'utf8');
  const native = [...source.matchAll(/\{"([\w.]+)",\s+Fusion::k(\w+)\}/g)].map(([, name, fusion]) => `${name} ${fusion}`);
  const fusions = ['None', 'Gelu', 'Residual'];
  expect(native.sort()).toEqual(
    rmsNormKernels.flatMap(({ name, aliases }, i) => [name, ...aliases].map((each) => `${each} ${fusions[i]}`)).sort(),
  );
});
