// CHLO's scan, ragged_dot and implicit broadcasts in the real runtime. Expected values of the scan are XLA's.
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, random } from '../../../../../tooling/op-check.js';

const scan = (
  reverse: boolean,
  element = 'f32',
) => `func.func @main(%x: tensor<4x3x${element}>, %i: tensor<3x${element}>) -> (tensor<4x3x${element}>, tensor<3x${element}>) {
  %0:2 = "chlo.scan"(%x, %i) <{dimension = 0 : i64, is_reverse = ${reverse}, operandSegmentSizes = array<i32: 1, 1>, resultSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%in: tensor<3x${element}>, %c: tensor<3x${element}>):
    %s = stablehlo.multiply %c, %in : tensor<3x${element}>
    %n = stablehlo.add %c, %in : tensor<3x${element}>
    stablehlo.return %s, %n : tensor<3x${element}>, tensor<3x${element}>
  }) : (tensor<4x3x${element}>, tensor<3x${element}>) -> (tensor<4x3x${element}>, tensor<3x${element}>)
  return %0#0, %0#1 : tensor<4x3x${element}>, tensor<3x${element}>
}`;
const inputs = [denseOf('f32', [4, 3], [...Array(12).keys()]), denseOf('f32', [3], [1, 1, 1])];
const carry = denseOf('f32', [3], [19, 23, 27]);

describe('scan', () => {
  test('goes over the slices of a dimension', async () => {
    const expected = [denseOf('f32', [4, 3], [0, 1, 2, 3, 8, 15, 24, 42, 64, 90, 130, 176]), carry];
    await check(scan(false), inputs, { expected });
    await check(scan(false), inputs);
  });

  test('in reverse from the last one, and outputs stand where their inputs stood', async () => {
    const expected = [denseOf('f32', [4, 3], [0, 22, 50, 48, 72, 100, 60, 77, 96, 9, 10, 11]), carry];
    await check(scan(true), inputs, { expected });
    await check(scan(true), inputs);
  });

  test('of complex numbers', async () => {
    await check(scan(false, 'complex<f32>'), [random('complex<f32>', [4, 3]), random('complex<f32>', [3], 2)]);
  });
});

const ragged = (
  types: readonly string[],
  result: string,
  numbers: string,
) => `func.func @main(%a: tensor<${types[0]}>, %b: tensor<${types[1]}>, %g: tensor<${types[2]}>) -> tensor<${result}> {
  %0 = "chlo.ragged_dot"(%a, %b, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<${numbers}>} : (tensor<${types[0]}>, tensor<${types[1]}>, tensor<${types[2]}>) -> tensor<${result}>
  return %0 : tensor<${result}>
}`;
const groups = denseOf('i32', [3], [2, 0, 3]);

describe('ragged_dot', () => {
  test('each group of rows has its matrix; rows beyond the groups are zero', async () => {
    const numbers =
      'lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [0], rhs_group_dimensions = [0]';
    await check(ragged(['6x4xf32', '3x4x5xf32', '3xi32'], '6x5xf32', numbers), [random('f32', [6, 4]), random('f32', [3, 4, 5]), groups]);
    const ones = denseOf('f32', [6, 1], [1, 1, 1, 1, 1, 1]);
    const matrices = denseOf('f32', [3, 1, 1], [10, 20, 30]);
    const expected = [denseOf('f32', [6, 1], [10, 10, 30, 30, 30, 0])];
    await check(ragged(['6x1xf32', '3x1x1xf32', '3xi32'], '6x1xf32', numbers), [ones, matrices, groups], { expected });
  });

  test('each group of contracted columns has its result', async () => {
    const numbers = `lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2],
      rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [2], rhs_group_dimensions = []`;
    const text = ragged(['2x4x6xf32', '2x6x5xf32', '3xi32'], '3x2x4x5xf32', numbers);
    await check(text, [random('f32', [2, 4, 6]), random('f32', [2, 6, 5]), groups]);
  });

  test('groups that differ between batches are refused', () => {
    const numbers = `lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2],
      rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [2], rhs_group_dimensions = []`;
    const text = ragged(['2x4x6xf32', '2x6x5xf32', '2x3xi32'], '3x2x4x5xf32', numbers);
    expect(() => lowered(text)).toThrow('one list of group sizes for all batches');
  });
});

test('a broadcast of an unknown shape has that shape', () => {
  const text = `func.func @main(%x: tensor<?x3xf32>, %y: tensor<3xf32>) -> tensor<?x3xf32> {
  %0 = chlo.broadcast_add %x, %y : (tensor<?x3xf32>, tensor<3xf32>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}`;
  const { subgraphs } = lowered(text);
  expect(subgraphs[0]?.outputs[0]?.shapeSignature).toEqual([-1, 3]);
  expect(subgraphs[0]?.operators.map(({ op }) => op)).toEqual(['ADD']);
});
