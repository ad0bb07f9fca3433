// Weights that are still in their file: what moves or narrows them happens when the writer reads them, and the model is the same.
import { parse } from '@hlolite/mlir-parser';
import { type ByteSource, type Dense, denseOf } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { fileOf, operatorsOf } from '../../../../tooling/op-check.js';
import { lower } from '../index.js';

const SIZE = 300;
const numbers = Float32Array.from({ length: SIZE * SIZE }, (_, index) => Math.sin(index));
const inMemory = denseOf('f32', [SIZE, SIZE], numbers);

/** The same tensor behind a source whose reads are counted. */
function inFile() {
  const reads: number[] = [];
  const bytes = inMemory.bytes as Uint8Array;
  const source: ByteSource = {
    name: 'weights.safetensors',
    size: bytes.length,
    read: (offset, length) => {
      reads.push(length);
      return bytes.subarray(offset, offset + length);
    },
  };
  return { reads, dense: { ...inMemory, bytes: { source, offset: 0, length: bytes.length } } satisfies Dense };
}

const program = (body: string, result: string) =>
  parse(`func.func @main(%x: tensor<2x${SIZE}xf32>, %w: tensor<${SIZE}x${SIZE}xf32>) -> ${result} {\n${body}\n}`);

test.each([
  [
    'a product with weights of [in, out]',
    program(
      `%0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0] : (tensor<2x${SIZE}xf32>, tensor<${SIZE}x${SIZE}xf32>) -> tensor<2x${SIZE}xf32>
       return %0 : tensor<2x${SIZE}xf32>`,
      `tensor<2x${SIZE}xf32>`,
    ),
  ],
  [
    'a transpose that stands alone',
    program(
      `%0 = stablehlo.transpose %w, dims = [1, 0] : (tensor<${SIZE}x${SIZE}xf32>) -> tensor<${SIZE}x${SIZE}xf32>
       %1 = stablehlo.add %0, %0 : tensor<${SIZE}x${SIZE}xf32>
       return %1 : tensor<${SIZE}x${SIZE}xf32>`,
      `tensor<${SIZE}x${SIZE}xf32>`,
    ),
  ],
  [
    'a reshape of a narrowing',
    program(
      `%0 = stablehlo.convert %w : (tensor<${SIZE}x${SIZE}xf32>) -> tensor<${SIZE}x${SIZE}xf16>
       %1 = stablehlo.reshape %0 : (tensor<${SIZE}x${SIZE}xf16>) -> tensor<${SIZE * SIZE}xf16>
       %2 = stablehlo.negate %1 : tensor<${SIZE * SIZE}xf16>
       return %2 : tensor<${SIZE * SIZE}xf16>`,
      `tensor<${SIZE * SIZE}xf16>`,
    ),
  ],
])('%s gives the bytes of the same program with its weights in memory, and reads nothing before the writer does', (_, module) => {
  const { reads, dense } = inFile();
  const model = lower(module, { parameters: new Map([[1, { name: 'w', dense }]]) });
  expect(reads).toEqual([]);
  expect(operatorsOf(model)).not.toContain('TRANSPOSE');
  expect(operatorsOf(model)).not.toContain('CAST');
  const same = lower(module, { parameters: new Map([[1, { name: 'w', dense: inMemory }]]) });
  const [streamed, held] = [fileOf(model), fileOf(same)];
  // What the interpreter folds further in memory is another constant: the weights' own bytes are compared where the graphs are the same.
  expect(reads.length).toBeGreaterThan(0);
  if (operatorsOf(model).join() === operatorsOf(same).join()) expect(Buffer.compare(streamed, held)).toBe(0);
});
