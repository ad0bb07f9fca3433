// The build with relaxed SIMD, which Node 20 knows behind a flag.
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { emptyOf, numbersOf, tensorOf } from '../test/tensors.js';
import { relaxedSimdWasm, simdWasm } from './generated/rms-norm-wasm.js';
import { rmsNorm, rmsNormReference } from './index.js';

const valid = (base64: string) => WebAssembly.validate(Buffer.from(base64, 'base64'));
if (!valid(relaxedSimdWasm)) setFlagsFromString('--experimental-wasm-relaxed-simd');

test('the plain build runs where there is SIMD, the relaxed one where there is relaxed SIMD', () => {
  expect([simdWasm, relaxedSimdWasm].map(valid)).toEqual([true, true]);
  expect(relaxedSimdWasm).not.toBe(simdWasm);
});

test('the relaxed build, once it validates, is the one that is loaded, and gives what float64 gives', async () => {
  const kernel = await rmsNorm.load();
  const x = tensorOf(
    'f32',
    [5, 999],
    Float32Array.from({ length: 4995 }, (_, i) => Math.sin(i) * 10 ** (i % 9)),
  );
  const y = emptyOf('f32', x.shape);
  kernel.run([x], [y], {});
  const want = rmsNormReference(numbersOf(x), { shape: x.shape });
  numbersOf(y).forEach((value, i) => {
    expect(Math.abs(value - (want[i] as number))).toBeLessThanOrEqual(2e-6 * Math.abs(want[i] as number));
  });
});
