import { denseOf } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

test('rows of a table are GATHER, and an index out of range is clamped', async () => {
  const program = (type: string) => `func.func @main(%table: tensor<6x3xf32>, %i: tensor<1x4x1x${type}>) -> tensor<1x4x3xf32> {
    %0 = "stablehlo.gather"(%table, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3>}> : (tensor<6x3xf32>, tensor<1x4x1x${type}>) -> tensor<1x4x3xf32>
    return %0 : tensor<1x4x3xf32>
  }`;
  const kernels = ['MAXIMUM', 'MINIMUM', 'RESHAPE', 'GATHER'];
  expect(await check(program('i32'), [random('f32', [6, 3]), denseOf('i32', [1, 4, 1], [0, 5, 9, -3])])).toEqual(kernels);
  expect(await check(program('i64'), [random('f32', [6, 3]), denseOf('i64', [1, 4, 1], [2n, 5n, 2n ** 40n, -(2n ** 40n)])])).toEqual(
    kernels,
  );
});

test('a slice along an inner dimension', async () => {
  const program = `func.func @main(%x: tensor<2x6x3xf32>, %i: tensor<4xi32>) -> tensor<2x4x3xf32> {
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 2], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 2, 1, 3>}> : (tensor<2x6x3xf32>, tensor<4xi32>) -> tensor<2x4x3xf32>
    return %0 : tensor<2x4x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 6, 3]), denseOf('i32', [4], [5, 0, 1, 7])])).toEqual(['MAXIMUM', 'MINIMUM', 'GATHER']);
});

test('points and windows are the general kernel', async () => {
  const points = `func.func @main(%x: tensor<4x6xf32>, %i: tensor<5x2xi32>) -> tensor<5xf32> {
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1>}> : (tensor<4x6xf32>, tensor<5x2xi32>) -> tensor<5xf32>
    return %0 : tensor<5xf32>
  }`;
  const indices = denseOf('i32', [5, 2], [0, 0, 3, 5, 1, 2, 9, 9, -1, 3]);
  expect(await check(points, [random('f32', [4, 6]), indices])).toEqual(['STABLEHLO_GATHER']);
});

const scatter = (body: string) => `func.func @main(%x: tensor<4x3xf32>, %i: tensor<2x1xi32>, %u: tensor<2x3xf32>) -> tensor<4x3xf32> {
  %0 = "stablehlo.scatter"(%x, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    ${body}
  }) : (tensor<4x3xf32>, tensor<2x1xi32>, tensor<2x3xf32>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}`;

test('scatter with an update, and with each body that the kernel takes', async () => {
  const inputs = [random('f32', [4, 3]), denseOf('i32', [2, 1], [2, 0]), random('f32', [2, 3], 2)];
  expect(await check(scatter('stablehlo.return %b : tensor<f32>'), inputs)).toEqual(['STABLEHLO_SCATTER']);
  for (const op of ['add', 'multiply', 'maximum', 'minimum'])
    await check(scatter(`%1 = stablehlo.${op} %a, %b : tensor<f32>\n stablehlo.return %1 : tensor<f32>`), inputs);
});

test('any other body of scatter is refused', async () => {
  const inputs = [random('f32', [4, 3]), denseOf('i32', [2, 1], [2, 0]), random('f32', [2, 3], 2)];
  await expect(check(scatter('%1 = stablehlo.subtract %a, %b : tensor<f32>\n stablehlo.return %1 : tensor<f32>'), inputs)).rejects.toThrow(
    'the body of scatter',
  );
});
