// Fourier transforms in the real runtime against the interpreter, which sums in doubles.
import { parse } from '@hlolite/mlir-parser';
import { interpret } from '@hlolite/stablehlo';
import { type Dense, elementCount } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, random } from '../../../../../tooling/op-check.js';

const c64 = 'complex<f32>';

function program(kind: string, from: readonly number[], to: readonly number[], lengths: readonly number[]): string {
  const of = (shape: readonly number[], real: boolean) => `tensor<${shape.map((size) => `${size}x`).join('')}${real ? 'f32' : c64}>`;
  const [input, output] = [of(from, kind === 'RFFT'), of(to, kind === 'IRFFT')];
  return `func.func @main(%x: ${input}) -> ${output} {
  %0 = stablehlo.fft %x, type = ${kind}, length = [${lengths.join(', ')}] : (${input}) -> ${output}
  return %0 : ${output}
}`;
}

const half = (shape: readonly number[]) => [...shape.slice(0, -1), Math.floor((shape.at(-1) as number) / 2) + 1];

/** The signal of `shape` is transformed along its last dimensions, and for the inverse kinds its spectrum back. */
async function checkKind(kind: string, shape: readonly number[], rank: number, tolerance = 2e-6): Promise<void> {
  const lengths = shape.slice(-rank);
  const [from, to] = kind === 'RFFT' ? [shape, half(shape)] : kind === 'IRFFT' ? [half(shape), shape] : [shape, shape];
  await check(program(kind, from, to, lengths), [random(kind === 'RFFT' ? 'f32' : c64, from)], { tolerance });
}

describe.each(['FFT', 'IFFT', 'RFFT', 'IRFFT'])('%s', (kind) => {
  test.each([1, 2, 3, 7, 16, 60, 128])('of length %d is a product with a matrix', (length) => checkKind(kind, [2, length], 1));
  test.each([130, 256, 1000])('of length %d is split', (length) => checkKind(kind, [2, length], 1));
  test.each([211, 1021])('of prime length %d', (length) => checkKind(kind, [2, length], 1, 5e-6));
  test('of two and three dimensions', async () => {
    await checkKind(kind, [2, 3, 4, 6], 2);
    await checkKind(kind, [3, 5, 4, 7], 3);
    await checkKind(kind, [4, 132, 6], 3);
  });
  test('of nothing is nothing', () => checkKind(kind, [2, 0, 4], 1));
});

test('an inverse undoes its transform', async () => {
  const [shape, spectrum] = ['tensor<3x300xf32>', `tensor<3x151x${c64}>`];
  const text = `func.func @main(%x: ${shape}) -> ${shape} {
  %0 = stablehlo.fft %x, type = RFFT, length = [300] : (${shape}) -> ${spectrum}
  %1 = stablehlo.fft %0, type = IRFFT, length = [300] : (${spectrum}) -> ${shape}
  return %1 : ${shape}
}`;
  const signal = random('f32', [3, 300]);
  const [expected] = interpret(parse(text), [signal]) as readonly [Dense];
  await check(text, [signal], { tolerance: 3e-6, expected: [expected] });
});

test('a long transform of real numbers is the kernel for it', async () => {
  const text = program('RFFT', [2, 2048], [2, 1025], [2048]);
  expect(await check(text, [random('f32', [2, 2048])], { tolerance: 2e-6 })).toContain('RFFT2D');
});

test('a long transform stays small in the file', () => {
  const model = lowered(program('FFT', [1, 65536], [1, 65536], [65536]));
  const bytes = model.subgraphs.flatMap(({ tensors }) => tensors).reduce((sum, { data }) => sum + (data ? data.length : 0), 0);
  expect(bytes).toBeLessThan(40 * elementCount([65536]));
});

test('a transform beyond the greatest length is refused with a way out', () => {
  const shape = [1, 1 << 21];
  expect(() => lowered(program('FFT', shape, shape, [1 << 21]))).toThrow('fft_length be at most 1048576 in each dimension');
});
