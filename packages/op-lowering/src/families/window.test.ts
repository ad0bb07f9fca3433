import { denseOf, type ElementType } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

interface Case {
  readonly shape: readonly number[];
  readonly result: readonly number[];
  readonly attributes: string;
  readonly op?: string;
  readonly type?: ElementType;
  /** A constant of the program; an argument when absent. */
  readonly init?: string;
}

const text = (shape: readonly number[], element: string) => `tensor<${[...shape, element].join('x')}>`;

function reduceWindow({ shape, result, attributes, op = 'add', type = 'f32', init }: Case): Promise<string[]> {
  const scalar = `tensor<${type}>`;
  const program = `func.func @main(%x: ${text(shape, type)}${init === undefined ? `, %c: ${scalar}` : ''}) -> ${text(result, type)} {
    ${init === undefined ? '' : `%c = stablehlo.constant dense<${init}> : ${scalar}`}
    %0 = "stablehlo.reduce_window"(%x, %c) <{${attributes}}> ({
    ^bb0(%a: ${scalar}, %b: ${scalar}):
      %1 = stablehlo.${op} %a, %b : ${scalar}
      stablehlo.return %1 : ${scalar}
    }) : (${text(shape, type)}, ${scalar}) -> ${text(result, type)}
    return %0 : ${text(result, type)}
  }`;
  const tolerance = type === 'f32' ? 1e-5 : 2e-2;
  return check(program, init === undefined ? [random(type, shape), random(type, [], 7)] : [random(type, shape)], { tolerance });
}

const cumulative = (padding: string) => `padding = dense<${padding}> : tensor<2x2xi64>, window_dimensions = array<i64: 1, 5>`;
const line = { shape: [2, 5], result: [2, 5] };

test('a sum over all that comes before is CUMSUM; over all that comes after, its reverse', async () => {
  const sum = { ...line, attributes: cumulative('[[0, 0], [4, 0]]') };
  expect(await reduceWindow({ ...sum, type: 'i64', init: '0' })).toEqual(['CUMSUM']);
  expect(await reduceWindow({ ...sum, attributes: cumulative('[[0, 0], [0, 4]]'), init: '0.0' })).toEqual(['CUMSUM']);
  await reduceWindow({ ...sum, op: 'multiply' });
  await reduceWindow({ ...sum, op: 'maximum', type: 'i8' });
  await reduceWindow({ ...sum, op: 'minimum', init: '0x7F800000' });
});

test('maxima and sums over images are pooled; a sum is the mean times the size of the window', async () => {
  const attributes = 'window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>';
  const image = { shape: [2, 6, 4, 3], result: [2, 3, 2, 3], attributes };
  expect(await reduceWindow({ ...image, op: 'maximum', init: '0xFF800000' })).toEqual(['MAX_POOL_2D']);
  expect(await reduceWindow({ ...image, init: '0.0' })).toEqual(['AVERAGE_POOL_2D', 'MUL']);
  await reduceWindow({ ...image, op: 'maximum', type: 'bf16', init: '0xFF80' });
  await reduceWindow({ ...image, op: 'maximum', init: '0.0' });
});

test('a sum over a window divided by its size is the pool alone; by another number it is not', async () => {
  const program = (count: string) => `func.func @main(%x: tensor<2x6x4x3xf32>) -> tensor<2x3x2x3xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %n = stablehlo.constant dense<${count}> : tensor<2x3x2x3xf32>
    %0 = "stablehlo.reduce_window"(%x, %c) <{window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %1 = stablehlo.add %a, %b : tensor<f32>
      stablehlo.return %1 : tensor<f32>
    }) : (tensor<2x6x4x3xf32>, tensor<f32>) -> tensor<2x3x2x3xf32>
    %2 = stablehlo.divide %0, %n : tensor<2x3x2x3xf32>
    return %2 : tensor<2x3x2x3xf32>
  }`;
  expect(await check(program('4.0'), [random('f32', [2, 6, 4, 3])])).toEqual(['AVERAGE_POOL_2D']);
  expect(await check(program('3.0'), [random('f32', [2, 6, 4, 3])])).toEqual(['AVERAGE_POOL_2D', 'MUL', 'DIV']);
});

test('exact pools are combined from smaller windows, and keep a NaN', async () => {
  const program = `func.func @main(%x: tensor<1x4x4x1xf32>) -> tensor<1x2x2x1xf32> {
    %c = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %0 = "stablehlo.reduce_window"(%x, %c) <{window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %1 = stablehlo.maximum %a, %b : tensor<f32>
      stablehlo.return %1 : tensor<f32>
    }) : (tensor<1x4x4x1xf32>, tensor<f32>) -> tensor<1x2x2x1xf32>
    return %0 : tensor<1x2x2x1xf32>
  }`;
  const numbers = Array.from({ length: 16 }, (_, index) => (index === 5 ? Number.NaN : index));
  expect(await check(program, [denseOf('f32', [1, 4, 4, 1], numbers)], { exact: true })).not.toContain('MAX_POOL_2D');
});

test('pooling with padding, in any order of dimensions', async () => {
  const padding = 'padding = dense<[[0, 0], [0, 0], [1, 1], [1, 1]]> : tensor<4x2xi64>, ';
  const attributes = `${padding}window_dimensions = array<i64: 1, 1, 3, 3>, window_strides = array<i64: 1, 1, 2, 2>`;
  const image = { shape: [2, 3, 6, 8], result: [2, 3, 3, 4], attributes };
  const operators = await reduceWindow({ ...image, op: 'maximum', init: '0xFF800000' });
  expect(operators).toEqual(['TRANSPOSE', 'PADV2', 'MAX_POOL_2D', 'TRANSPOSE']);
  expect(await reduceWindow({ ...image, init: '0.0' })).toEqual(['TRANSPOSE', 'PAD', 'AVERAGE_POOL_2D', 'MUL', 'TRANSPOSE']);
  await reduceWindow({ shape: [4, 6], result: [3, 5], attributes: 'window_dimensions = array<i64: 2, 2>', init: '0.0' });
  await reduceWindow({
    shape: [4, 6, 3],
    result: [4, 4, 3],
    attributes: 'window_dimensions = array<i64: 1, 3, 1>',
    op: 'maximum',
    init: '0xFF800000',
  });
});

test('integers slide on their kernel, dilations and all', async () => {
  const attributes = `padding = dense<[[1, 0], [2, -1]]> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 3>,
    window_strides = array<i64: 2, 1>, base_dilations = array<i64: 2, 1>, window_dilations = array<i64: 1, 2>`;
  const grid = { shape: [4, 6], result: [4, 3], attributes };
  expect(await reduceWindow({ ...grid, type: 'i32' })).toEqual(['STABLEHLO_REDUCE_WINDOW', 'STABLEHLO_ADD']);
  for (const type of ['i8', 'ui8', 'i16', 'i64'] as const) await reduceWindow({ ...grid, type, op: 'maximum' });
  for (const type of ['ui16', 'ui32', 'f32', 'f16'] as const) await reduceWindow({ ...grid, type, op: 'minimum' });
  await reduceWindow({ ...grid, type: 'i1', op: 'xor' });
});

test('long windows, steps and ranks beyond those of kernels', async () => {
  for (const size of [4, 7, 11, 13]) {
    const attributes = `window_dimensions = array<i64: 1, ${size}>, window_strides = array<i64: 1, 2>`;
    await reduceWindow({ shape: [2, 17], result: [2, Math.floor((17 - size) / 2) + 1], attributes, op: 'multiply', type: 'i32' });
  }
  const attributes = 'window_dimensions = array<i64: 1, 2, 1, 2, 1, 2, 1>';
  await reduceWindow({ shape: [1, 3, 2, 3, 2, 3, 2], result: [1, 2, 2, 2, 2, 2, 2], attributes, type: 'i32', op: 'maximum' });
});

test('several operands go through the window together', async () => {
  const program = `func.func @main(%x: tensor<4x9xf32>, %y: tensor<4x9xi32>, %i: tensor<f32>, %j: tensor<i32>) -> (tensor<2x7xf32>, tensor<2x7xi32>) {
    %0:2 = "stablehlo.reduce_window"(%x, %y, %i, %j) <{window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 2, 1>}> ({
    ^bb0(%a: tensor<f32>, %p: tensor<i32>, %b: tensor<f32>, %q: tensor<i32>):
      %1 = stablehlo.compare GE, %a, %b : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %2 = stablehlo.select %1, %a, %b : tensor<i1>, tensor<f32>
      %3 = stablehlo.select %1, %p, %q : tensor<i1>, tensor<i32>
      stablehlo.return %2, %3 : tensor<f32>, tensor<i32>
    }) : (tensor<4x9xf32>, tensor<4x9xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x7xf32>, tensor<2x7xi32>)
    return %0#0, %0#1 : tensor<2x7xf32>, tensor<2x7xi32>
  }`;
  await check(program, [random('f32', [4, 9]), random('i32', [4, 9]), denseOf('f32', [], [-9]), denseOf('i32', [], [0])]);
});

const scatter = (
  shape: readonly number[],
  source: readonly number[],
  attributes: string,
  type: ElementType,
  select: string,
  combine: string,
) => {
  const scalar = `tensor<${type}>`;
  return `func.func @main(%x: ${text(shape, type)}, %s: ${text(source, type)}, %c: ${scalar}) -> ${text(shape, type)} {
    %0 = "stablehlo.select_and_scatter"(%x, %s, %c) <{${attributes}}> ({
    ^bb0(%a: ${scalar}, %b: ${scalar}):
      %1 = stablehlo.compare ${select}, %a, %b : (${scalar}, ${scalar}) -> tensor<i1>
      stablehlo.return %1 : tensor<i1>
    }, {
    ^bb0(%a: ${scalar}, %b: ${scalar}):
      %1 = stablehlo.${combine} %a, %b : ${scalar}
      stablehlo.return %1 : ${scalar}
    }) : (${text(shape, type)}, ${text(source, type)}, ${scalar}) -> ${text(shape, type)}
    return %0 : ${text(shape, type)}
  }`;
};

test('select_and_scatter: any choice, any combination, windows that overlap or lie on padding', async () => {
  const apart = 'window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 2, 3>';
  const given = (type: ElementType, shape: number[], source: number[]) => [
    random(type, shape),
    random(type, source, 2),
    random(type, [], 3),
  ];
  await check(scatter([4, 6], [2, 2], apart, 'f32', 'GE', 'add'), given('f32', [4, 6], [2, 2]));
  const overlapping = `window_dimensions = array<i64: 3, 3>, window_strides = array<i64: 1, 2>, padding = dense<[[1, 1], [2, 0]]> : tensor<2x2xi64>`;
  await check(scatter([4, 6], [4, 3], overlapping, 'f32', 'GE', 'add'), given('f32', [4, 6], [4, 3]));
  await check(scatter([4, 6], [4, 3], overlapping, 'i32', 'LT', 'maximum'), given('i32', [4, 6], [4, 3]));
});
