import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const reduce = (
  op: string,
  init: string,
  type = 'f32',
  dims = '1',
  result = '2x',
) => `func.func @main(%x: tensor<2x3x${type}>) -> tensor<${result}${type}> {
  %c = stablehlo.constant dense<${init}> : tensor<${type}>
  %0 = stablehlo.reduce(%x init: %c) applies stablehlo.${op} across dimensions = [${dims}] : (tensor<2x3x${type}>, tensor<${type}>) -> tensor<${result}${type}>
  return %0 : tensor<${result}${type}>
}`;

test.each([
  ['add', '0.0', 'SUM'],
  ['multiply', '1.0', 'REDUCE_PROD'],
  ['maximum', '0xFF800000', 'REDUCE_MAX'],
  ['minimum', '0x7F800000', 'REDUCE_MIN'],
])('reduce with %s from its neutral element is %s', async (op, init, kernel) => {
  expect(await check(reduce(op, init), [random('f32', [2, 3])])).toEqual([kernel]);
});

test('another initial value is combined afterwards', async () => {
  expect(await check(reduce('add', '2.5'), [random('f32', [2, 3])])).toEqual(['SUM', 'ADD']);
  expect(await check(reduce('maximum', '0.0'), [random('f32', [2, 3])])).toEqual(['REDUCE_MAX', 'MAXIMUM']);
});

test('integers and booleans, all dimensions', async () => {
  await check(reduce('add', '0', 'i32', '0, 1', ''), [random('i32', [2, 3])]);
  await check(reduce('maximum', '-9223372036854775808', 'i64'), [random('i64', [2, 3])]);
  expect(await check(reduce('and', 'true', 'i1'), [random('i1', [2, 3])])).toEqual(['REDUCE_ALL']);
  expect(await check(reduce('or', 'false', 'i1'), [random('i1', [2, 3])])).toEqual(['REDUCE_ANY']);
});

test('a sum over a dimension that is put back as 1 and divided by its size is one MEAN', async () => {
  const program = (divisor: string) => `func.func @main(%x: tensor<2x4xf32>) -> tensor<2x1xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %n = stablehlo.constant dense<${divisor}> : tensor<2x1xf32>
    %0 = stablehlo.reduce(%x init: %c) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %1 = stablehlo.reshape %0 : (tensor<2xf32>) -> tensor<2x1xf32>
    %2 = stablehlo.divide %1, %n : tensor<2x1xf32>
    return %2 : tensor<2x1xf32>
  }`;
  expect(await check(program('4.0'), [random('f32', [2, 4])])).toEqual(['MEAN']);
  expect(await check(program('3.0'), [random('f32', [2, 4])])).toEqual(['SUM', 'DIV']);
});

test('a body that is no single op is refused by name, with the ops that are taken', async () => {
  const program = `func.func @main(%x: tensor<2x3xf32>) -> tensor<2xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = stablehlo.reduce(%x init: %c) across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
     reducer(%a: tensor<f32>, %b: tensor<f32>)  {
      %1 = stablehlo.subtract %a, %b : tensor<f32>
      stablehlo.return %1 : tensor<f32>
    }
    return %0 : tensor<2xf32>
  }`;
  await expect(check(program, [random('f32', [2, 3])])).rejects.toThrow('the body of stablehlo.reduce must be a single add');
});
