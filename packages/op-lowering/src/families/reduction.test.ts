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
  ['add', '0.0', 'SUM', 'f32'],
  ['multiply', '1.0', 'REDUCE_PROD', 'f32'],
  ['maximum', '-2147483648', 'REDUCE_MAX', 'i32'],
  ['minimum', '2147483647', 'REDUCE_MIN', 'i32'],
] as const)('reduce with %s from its neutral element is one kernel', async (op, init, kernel, type) => {
  expect(await check(reduce(op, init, type), [random(type, [2, 3])])).toEqual([kernel]);
});

test('another initial value is combined afterwards', async () => {
  expect(await check(reduce('add', '2.5'), [random('f32', [2, 3])])).toEqual(['SUM', 'ADD']);
  expect(await check(reduce('maximum', '0', 'i32'), [random('i32', [2, 3])])).toEqual(['REDUCE_MAX', 'MAXIMUM']);
});

test('integers and booleans, all dimensions', async () => {
  await check(reduce('add', '0', 'i32', '0, 1', ''), [random('i32', [2, 3])]);
  await check(reduce('maximum', '-9223372036854775808', 'i64'), [random('i64', [2, 3])]);
  for (const op of ['add', 'multiply', 'maximum', 'and', 'xor']) await check(reduce(op, '1', 'ui64'), [random('ui64', [2, 3])]);
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

test('beyond the ranks of the kernel, runs of neighbouring dimensions are reduced one after the other', async () => {
  const program = (dimensions: string, result: string) => `func.func @main(%x: tensor<2x3x1x2x2x2x3x2xf32>) -> tensor<${result}xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = stablehlo.reduce(%x init: %c) applies stablehlo.add across dimensions = [${dimensions}] : (tensor<2x3x1x2x2x2x3x2xf32>, tensor<f32>) -> tensor<${result}xf32>
    return %0 : tensor<${result}xf32>
  }`;
  const input = random('f32', [2, 3, 1, 2, 2, 2, 3, 2]);
  expect(await check(program('2, 3', '2x3x2x2x3x2'), [input])).toEqual(['RESHAPE', 'SUM', 'RESHAPE']);
  await check(program('0, 2, 4, 6', '3x2x2x2'), [input]);
  await check(program('1, 3, 5, 7', '2x1x2x3'), [input]);
});

/** As JAX writes argmax and argmin. */
const place = (
  type: string,
  index: string,
  direction: 'GT' | 'LT',
  init: string,
) => `func.func @main(%x: tensor<3x9x${type}>) -> (tensor<3x${type}>, tensor<3x${index}>) {
  %i = stablehlo.iota dim = 1 : tensor<3x9x${index}>
  %c = stablehlo.constant dense<${init}> : tensor<${type}>
  %z = stablehlo.constant dense<0> : tensor<${index}>
  %0:2 = stablehlo.reduce(%x init: %c), (%i init: %z) across dimensions = [1] : (tensor<3x9x${type}>, tensor<3x9x${index}>, tensor<${type}>, tensor<${index}>) -> (tensor<3x${type}>, tensor<3x${index}>)
   reducer(%a: tensor<${type}>, %b: tensor<${type}>) (%p: tensor<${index}>, %q: tensor<${index}>)  {
    %2 = stablehlo.compare ${direction}, %a, %b : (tensor<${type}>, tensor<${type}>) -> tensor<i1>
    %3 = stablehlo.compare NE, %a, %a : (tensor<${type}>, tensor<${type}>) -> tensor<i1>
    %4 = stablehlo.or %2, %3 : tensor<i1>
    %5 = stablehlo.compare EQ, %a, %b : (tensor<${type}>, tensor<${type}>) -> tensor<i1>
    %6 = stablehlo.compare LT, %p, %q : (tensor<${index}>, tensor<${index}>) -> tensor<i1>
    %7 = stablehlo.and %5, %6 : tensor<i1>
    %8 = stablehlo.or %4, %7 : tensor<i1>
    %9 = stablehlo.select %4, %a, %b : tensor<i1>, tensor<${type}>
    %10 = stablehlo.select %8, %p, %q : tensor<i1>, tensor<${index}>
    stablehlo.return %9, %10 : tensor<${type}>, tensor<${index}>
  }
  return %0#0, %0#1 : tensor<3x${type}>, tensor<3x${index}>
}`;

test('argmax and argmin as JAX writes them are their kernels, with ties and NaN', async () => {
  const [low, high] = ['0xFF800000', '0x7F800000'];
  expect(await check(place('f32', 'i32', 'GT', low), [random('f32', [3, 9])])).toContain('ARG_MAX');
  expect(await check(place('i32', 'i64', 'LT', '2147483647'), [random('i32', [3, 9])])).toEqual(['ARG_MIN', 'REDUCE_MIN', 'CAST']);
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
  const numbers = [
    1,
    nan,
    2,
    nan,
    infinity,
    0,
    -0,
    3,
    1,
    ...[0, -0, 0, -1, -0, -infinity, 0, -0, 0],
    ...new Array<number>(9).fill(-infinity),
  ];
  await check(place('f32', 'i32', 'GT', low), [denseOf('f32', [3, 9], numbers)]);
  await check(place('f32', 'i64', 'LT', high), [denseOf('f32', [3, 9], numbers)]);
  await check(place('f16', 'i32', 'GT', '0xFC00'), [denseOf('f16', [3, 9], numbers)]);
  expect(await check(place('i64', 'i32', 'GT', '-9223372036854775808'), [random('i64', [3, 9])])).not.toContain('ARG_MAX');
  // From another value than the least there is, the place may be that of the initial value.
  expect(await check(place('f32', 'i32', 'GT', '0.5'), [random('f32', [3, 9])])).not.toContain('ARG_MAX');
});

test('a NaN among the elements makes their maximum and minimum NaN', async () => {
  const numbers = denseOf('f32', [2, 3], [1, Number.NaN, 2, 0, 1, -1]);
  await check(reduce('maximum', '0xFF800000'), [numbers]);
  await check(reduce('minimum', '0x7F800000'), [numbers]);
  await check(reduce('maximum', '0.5'), [numbers]);
});

test('f64 is summed exactly', async () => {
  const numbers = denseOf('f64', [2, 3], [1, 2 ** -40, 2, 3, 2 ** -45, -3]);
  await check(reduce('add', '0.0', 'f64'), [numbers], { tolerance: 1e-15 });
});
