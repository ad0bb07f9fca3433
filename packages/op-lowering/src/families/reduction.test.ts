import { denseOf } from '@hlolite/tensor';
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

const folding = (
  type: string,
  shape: string,
  dims: string,
  result: string,
  body: string,
) => `func.func @main(%x: tensor<${shape}x${type}>, %init: tensor<${type}>) -> tensor<${result}${type}> {
  %0 = stablehlo.reduce(%x init: %init) across dimensions = [${dims}] : (tensor<${shape}x${type}>, tensor<${type}>) -> tensor<${result}${type}>
   reducer(%a: tensor<${type}>, %b: tensor<${type}>)  {
    ${body}
    stablehlo.return %r : tensor<${type}>
  }
  return %0 : tensor<${result}${type}>
}`;

test('any body is folded as a tree, over any dimensions', async () => {
  const body = (type: string) => `%s = stablehlo.multiply %a, %b : tensor<${type}>
    %t = stablehlo.add %a, %b : tensor<${type}>
    %r = stablehlo.add %s, %t : tensor<${type}>`;
  for (const size of [1, 2, 3, 5, 8, 13])
    await check(folding('i32', `3x${size}x2`, '1', '3x2x', body('i32')), [random('i32', [3, size, 2]), random('i32', [], 2)]);
  await check(folding('i32', '3x5x2', '0, 2', '5x', body('i32')), [random('i32', [3, 5, 2]), random('i32', [], 2)]);
  await check(folding('i32', '3x5x2', '0, 1, 2', '', body('i32')), [random('i32', [3, 5, 2]), random('i32', [], 2)]);
});

test('the order of the elements stays: the body need not commute', async () => {
  const first = `%z = stablehlo.constant dense<0> : tensor<i32>
    %p = stablehlo.compare NE, %a, %z : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %r = stablehlo.select %p, %a, %b : tensor<i1>, tensor<i32>`;
  await check(folding('i32', '3x7', '1', '3x', first), [random('i32', [3, 7], 5), denseOf('i32', [], [0])]);
});

test('xor of booleans, with an if in the body', async () => {
  const xor = '%r = stablehlo.xor %a, %b : tensor<i1>';
  await check(folding('i1', '3x7', '1', '3x', xor), [random('i1', [3, 7], 5), denseOf('i1', [], [1])]);
  const branch = `%n = stablehlo.not %b : tensor<i1>
    %r = "stablehlo.if"(%a) ({ stablehlo.return %n : tensor<i1> }, { stablehlo.return %b : tensor<i1> }) : (tensor<i1>) -> tensor<i1>`;
  await check(folding('i1', '3x7', '1', '3x', branch), [random('i1', [3, 7], 5), denseOf('i1', [], [0])]);
});

test('a loop in the body is refused', async () => {
  const loop = `%r = stablehlo.while(%i = %a) : tensor<i32>
     cond { %p = stablehlo.compare LT, %i, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1> }
     do { %n = stablehlo.add %i, %b : tensor<i32>
      stablehlo.return %n : tensor<i32> }`;
  await expect(check(folding('i32', '3x7', '1', '3x', loop), [random('i32', [3, 7], 5), random('i32', [])])).rejects.toThrow('elementwise');
});

test('map computes its region on whole tensors', async () => {
  const program = `func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x3xf32>, %k: tensor<f32>) -> tensor<2x3xf32> {
    %0 = "stablehlo.map"(%x, %y) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %c = stablehlo.constant dense<2.0> : tensor<f32>
      %1 = stablehlo.multiply %a, %c : tensor<f32>
      %2 = stablehlo.add %1, %b : tensor<f32>
      %3 = stablehlo.maximum %2, %k : tensor<f32>
      stablehlo.return %3 : tensor<f32>
    }) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }`;
  await check(program, [random('f32', [2, 3]), random('f32', [2, 3], 2), random('f32', [], 3)]);
});

test('beyond the ranks of the kernel, neighbouring dimensions are taken together', async () => {
  const program = `func.func @main(%x: tensor<2x3x1x2x2x2x3x2xf32>) -> tensor<2x3x2x2x2xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = stablehlo.reduce(%x init: %c) applies stablehlo.add across dimensions = [2, 3, 6] : (tensor<2x3x1x2x2x2x3x2xf32>, tensor<f32>) -> tensor<2x3x2x2x2xf32>
    return %0 : tensor<2x3x2x2x2xf32>
  }`;
  expect(await check(program, [random('f32', [2, 3, 1, 2, 2, 2, 3, 2])])).toEqual(['RESHAPE', 'SUM', 'RESHAPE']);
});
