import { parse } from '@hlolite/mlir-parser';
import { describe, expect, test } from 'vitest';
import { verify } from './index.js';

/** A function that takes `types` as %0, %1 … and holds `body`; what it returns does not matter here. */
function diagnosticsOf(types: readonly string[], body: string) {
  const text = `func.func @main(${types.map((type, index) => `%arg${index}: tensor<${type}>`).join(', ')}) {\n  ${body}\n  return\n}`;
  return verify(parse(new TextEncoder().encode(text)));
}

test('a sound program has no diagnostics', () => {
  expect(diagnosticsOf(['2x3xf32'], '%0 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>')).toEqual([]);
});

describe('a broken constraint is told by what must hold and what was found', () => {
  test.each<[string, string[], string, string]>([
    [
      'transpose',
      ['2x3x4xf32'],
      '%0 = stablehlo.transpose %arg0, dims = [0, 0, 2] : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>',
      'permutation must name each of 3 dimensions once (was [0, 0, 2])',
    ],
    [
      'add of different shapes',
      ['2xf32', '3xf32'],
      '%0 = "stablehlo.add"(%arg0, %arg1) : (tensor<2xf32>, tensor<3xf32>) -> tensor<2xf32>',
      'operands must have one shape (was tensor<2xf32>, tensor<3xf32>)',
    ],
    [
      'add of different element types',
      ['2xf32', '2xf16'],
      '%0 = "stablehlo.add"(%arg0, %arg1) : (tensor<2xf32>, tensor<2xf16>) -> tensor<2xf32>',
      'operands must have one element type (was tensor<2xf32>, tensor<2xf16>)',
    ],
    [
      'exponential of integers',
      ['2xi32'],
      '%0 = stablehlo.exponential %arg0 : tensor<2xi32>',
      'elements must be floats or complex numbers or quantized (was i32)',
    ],
    [
      'broadcast',
      ['2xf32'],
      '%0 = stablehlo.broadcast_in_dim %arg0, dims = [1] : (tensor<2xf32>) -> tensor<2x3xf32>',
      'dimension 0 of operand must be 1 or 3, the size of result dimension 1 (was 2)',
    ],
    [
      'dot_general',
      ['2x3xf32', '4x5xf32'],
      '%0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0] : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>',
      'contracting dimension 1 of lhs and 0 of rhs must have one size (was 3 and 4)',
    ],
    [
      'concatenate',
      ['2x3xf32', '2x4xf32'],
      '%0 = stablehlo.concatenate %arg0, %arg1, dim = 0 : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<4x3xf32>',
      'inputs must agree in all but dimension 0 (was tensor<2x3xf32>, tensor<2x4xf32>)',
    ],
    [
      'slice',
      ['4xf32'],
      '%0 = stablehlo.slice %arg0 [1:6:2] : (tensor<4xf32>) -> tensor<3xf32>',
      'slice 1:6:2 of dimension 0 must lie inside 0:4 with a positive stride',
    ],
    [
      'reshape',
      ['4xf32'],
      '%0 = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<3xf32>',
      'the result must have the 4 elements of operand (was tensor<3xf32>)',
    ],
    [
      'reduce',
      ['4xf32', 'f32'],
      '%0 = stablehlo.reduce(%arg0 init: %arg1) applies stablehlo.add across dimensions = [1] : (tensor<4xf32>, tensor<f32>) -> tensor<f32>',
      'dimensions must name each of 1 dimensions at most once (was [1])',
    ],
    [
      'gather',
      ['4x3xf32', '2x1xi32'],
      '%0 = "stablehlo.gather"(%arg0, %arg1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], ' +
        'start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 2, 3>}> : (tensor<4x3xf32>, tensor<2x1xi32>) -> tensor<2x3xf32>',
      'slice_sizes must be at most 1 in collapsed and batching dimensions (was [2, 3])',
    ],
    [
      'an unknown function',
      ['f32'],
      'func.call @nobody(%arg0) : (tensor<f32>) -> ()',
      '@nobody must be a function of the program (has @main)',
    ],
    [
      'a call with other types',
      ['f32'],
      'func.call @main(%arg0, %arg0) : (tensor<f32>, tensor<f32>) -> ()',
      '@main must be given what it takes: tensor<f32> (was tensor<f32>, tensor<f32>)',
    ],
  ])('%s', (_, types, body, message) => {
    const diagnostics = diagnosticsOf(types, body);
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
    expect(diagnostics[0]?.place?.span).toBeDefined();
  });
});

test('a written type that does not follow from the operands is a mismatch', () => {
  const [diagnostic] = diagnosticsOf(['2xf32'], '%0 = "stablehlo.abs"(%arg0) : (tensor<2xf32>) -> tensor<3xf32>');
  expect(diagnostic).toMatchObject({
    code: 'verify/type-mismatch',
    message: 'stablehlo.abs must have the type tensor<2xf32> (was tensor<3xf32>)',
  });
});

test('unknown dimensions agree with any', () => {
  expect(
    diagnosticsOf(['?x3xf32', '2x?xf32'], '%0 = "stablehlo.add"(%arg0, %arg1) : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>'),
  ).toEqual([]);
});

test('all mistakes of a program are found in one go', () => {
  const bad = (name: string) => `%${name} = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<3xf32>`;
  expect(diagnosticsOf(['4xf32'], `${bad('0')}\n${bad('1')}\n${bad('2')}`)).toHaveLength(3);
});

test('what a function returns must be what its type says', () => {
  const text = 'func.func @f(%arg0: tensor<2xf32>) -> tensor<3xf32> { return %arg0 : tensor<2xf32> }';
  expect(verify(parse(new TextEncoder().encode(text))).map(({ code, message }) => ({ code, message }))).toEqual([
    { code: 'verify/function', message: '@f must return the results of its type: tensor<3xf32> (was tensor<2xf32>)' },
  ]);
});
