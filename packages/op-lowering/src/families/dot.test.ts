import { denseOf, type ElementType, elementInfo } from '@hlolite/tensor';
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

/** Numbers of a type from one end to the other. */
function spread(type: ElementType, shape: readonly number[], step: number) {
  const { bits, kind } = elementInfo(type);
  const count = shape.reduce((product, size) => product * size, 1);
  if (kind === 'float' || kind === 'boolean') return random(type, shape);
  const values = Array.from({ length: count }, (_, index) => {
    const value = BigInt(index * step + 1) * 0x9e3779b97f4a7c15n;
    return kind === 'signed' ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  });
  return denseOf(type, shape, bits === 64 ? values : values.map(Number));
}

test.each([
  ['i8', 'i8', 'i32', ['CAST', 'CAST', 'BATCH_MATMUL', 'CAST']],
  ['ui8', 'i8', 'i32', undefined],
  ['i8', 'i8', 'i8', undefined],
  ['i1', 'i1', 'i1', undefined],
  ['i16', 'i16', 'i16', undefined],
  ['i32', 'i32', 'i32', ['RESHAPE', 'RESHAPE', 'TRANSPOSE', 'MUL', 'SUM', 'RESHAPE']],
  ['i64', 'i64', 'i64', undefined],
  ['ui16', 'ui16', 'ui16', undefined],
  ['ui32', 'ui32', 'ui32', undefined],
  ['ui64', 'ui64', 'ui64', undefined],
  ['ui32', 'i64', 'i64', undefined],
  ['i8', 'i16', 'i32', undefined],
  ['bf16', 'bf16', 'bf16', undefined],
  ['bf16', 'bf16', 'f32', undefined],
  ['i8', 'f16', 'f32', undefined],
  ['f64', 'f64', 'f64', undefined],
] as const)('dot_general of %s and %s to %s', async (lhs, rhs, result, kernels) => {
  const program = `func.func @main(%x: tensor<2x5xSmall>, %y: tensor<5x3xRight>) -> tensor<2x3xResult> {
    %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<2x5xSmall>, tensor<5x3xRight>) -> tensor<2x3xResult>
    return %0 : tensor<2x3xResult>
  }`
    .replaceAll('Small', lhs)
    .replaceAll('Right', rhs)
    .replaceAll('Result', result);
  const found = await check(program, [spread(lhs, [2, 5], 7), spread(rhs, [5, 3], 11)], { tolerance: 1e-2 });
  if (kernels) expect(found).toEqual(kernels);
});

test('a long contraction of bytes, whose sum no f32 holds, is still exact', async () => {
  const program = `func.func @main(%x: tensor<2x3000xui8>, %y: tensor<3000x2xui8>) -> tensor<2x2xi32> {
    %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<2x3000xui8>, tensor<3000x2xui8>) -> tensor<2x2xi32>
    return %0 : tensor<2x2xi32>
  }`;
  await check(program, [spread('ui8', [2, 3000], 7), spread('ui8', [3000, 2], 11)]);
});

test('four batch dimensions and two contracted ones', async () => {
  const program = dotGeneral(
    '2x1x2x3x4x2',
    '2x1x2x3x2x4',
    'batching_dims = [0, 1, 2, 3] x [0, 1, 2, 3], contracting_dims = [4, 5] x [5, 4]',
    '2x1x2x3',
  );
  await check(program, [random('f32', [2, 1, 2, 3, 4, 2]), random('f32', [2, 1, 2, 3, 2, 4], 2)]);
});

test('a product without elements is nothing to compute, and comes out as such', async () => {
  const program = `func.func @main(%x: tensor<4x0x3xf32>, %w: tensor<3x5xf32>) -> tensor<4x0x5xf32> {
  %0 = stablehlo.dot_general %x, %w, contracting_dims = [2] x [0] : (tensor<4x0x3xf32>, tensor<3x5xf32>) -> tensor<4x0x5xf32>
  return %0 : tensor<4x0x5xf32>
}`;
  expect(await check(program, [random('f32', [4, 0, 3]), random('f32', [3, 5])])).toEqual(['RESHAPE']);
});
