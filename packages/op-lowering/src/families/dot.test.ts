import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

/** A constant in which every element is another number. */
function weights(shape: string, count: number): string {
  const bytes = new Uint8Array(Float32Array.from({ length: count }, (_, index) => Math.sin(index + 1)).buffer);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `stablehlo.constant dense<"0x${hex}"> : tensor<${shape}xf32>`;
}

test('a Linear of PyTorch, transpose(weight) on the right, is FULLY_CONNECTED on the weight as it stands', async () => {
  const program = `func.func @main(%x: tensor<2x4xf32>) -> tensor<2x3xf32> {
    %w = ${weights('3x4', 12)}
    %t = stablehlo.transpose %w, dims = [1, 0] : (tensor<3x4xf32>) -> tensor<4x3xf32>
    %0 = stablehlo.dot_general %x, %t, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 4])])).toEqual(['FULLY_CONNECTED']);
});

test('weights [in, out] are transposed in the file, not at run time', async () => {
  const program = `func.func @main(%x: tensor<2x4xf32>) -> tensor<2x3xf32> {
    %w = ${weights('4x3', 12)}
    %0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 4])])).toEqual(['FULLY_CONNECTED']);
});

test('a layer on more than two dimensions keeps them', async () => {
  const program = `func.func @main(%x: tensor<2x5x4xf32>) -> tensor<2x5x3xf32> {
    %w = ${weights('3x4', 12)}
    %0 = stablehlo.dot_general %x, %w, contracting_dims = [2] x [1] : (tensor<2x5x4xf32>, tensor<3x4xf32>) -> tensor<2x5x3xf32>
    return %0 : tensor<2x5x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 5, 4])])).toEqual(['FULLY_CONNECTED']);
});

test('two contracted dimensions in another order', async () => {
  const program = `func.func @main(%x: tensor<2x3x4xf32>) -> tensor<3x5xf32> {
    %w = ${weights('4x5x2', 40)}
    %0 = stablehlo.dot_general %x, %w, contracting_dims = [0, 2] x [2, 0] : (tensor<2x3x4xf32>, tensor<4x5x2xf32>) -> tensor<3x5xf32>
    return %0 : tensor<3x5xf32>
  }`;
  await check(program, [random('f32', [2, 3, 4])]);
});

const dotGeneral = (
  lhs: string,
  rhs: string,
  numbers: string,
  result: string,
) => `func.func @main(%x: tensor<${lhs}xf32>, %y: tensor<${rhs}xf32>) -> tensor<${result}xf32> {
    %0 = stablehlo.dot_general %x, %y, ${numbers} : (tensor<${lhs}xf32>, tensor<${rhs}xf32>) -> tensor<${result}xf32>
    return %0 : tensor<${result}xf32>
  }`;
const dims = (text: string) => text.split('x').map(Number);

test.each([
  ['plain', '2x4', '4x3', 'contracting_dims = [1] x [0]', '2x3', ['BATCH_MATMUL']],
  ['both transposed: adj flags, no transpose', '4x2', '3x4', 'contracting_dims = [0] x [1]', '2x3', ['BATCH_MATMUL']],
  ['batch in front', '5x2x4', '5x4x3', 'batching_dims = [0] x [0], contracting_dims = [2] x [1]', '5x2x3', ['BATCH_MATMUL']],
  [
    'attention: two batch dimensions, keys not transposed',
    '2x3x4x5',
    '2x3x6x5',
    'batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3]',
    '2x3x4x6',
    ['BATCH_MATMUL'],
  ],
  [
    'batch in the middle of rhs',
    '5x2x4',
    '4x5x3',
    'batching_dims = [0] x [1], contracting_dims = [2] x [0]',
    '5x2x3',
    ['TRANSPOSE', 'BATCH_MATMUL'],
  ],
  [
    'several free dimensions',
    '2x3x4',
    '4x5x6',
    'contracting_dims = [2] x [0]',
    '2x3x5x6',
    ['RESHAPE', 'RESHAPE', 'BATCH_MATMUL', 'RESHAPE'],
  ],
  ['a vector by a vector', '4', '4', 'contracting_dims = [0] x [0]', '', ['RESHAPE', 'RESHAPE', 'BATCH_MATMUL', 'RESHAPE']],
  ['nothing contracted: an outer product', '2', '3', 'contracting_dims = [] x []', '2x3', ['RESHAPE', 'RESHAPE', 'BATCH_MATMUL']],
] as const)('dot_general: %s', async (_, lhs, rhs, numbers, result, kernels) => {
  const program = dotGeneral(lhs, rhs, numbers, result).replaceAll('tensor<xf32>', 'tensor<f32>');
  expect(await check(program, [random('f32', dims(lhs)), random('f32', dims(rhs), 2)])).toEqual(kernels);
});

test('integers, and operands of several types, are refused: the kernel would take them for something else', async () => {
  const program = `func.func @main(%x: tensor<2x4xi8>, %y: tensor<4x3xi16>) -> tensor<2x3xi32> {
    %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<2x4xi8>, tensor<4x3xi16>) -> tensor<2x3xi32>
    return %0 : tensor<2x3xi32>
  }`;
  await expect(check(program, [random('i8', [2, 4]), random('i16', [4, 3])])).rejects.toThrow('must have one float type');
});
