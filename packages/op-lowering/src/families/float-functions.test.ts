import { denseOf, type ElementType } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check } from '../../../../tooling/op-check.js';

const edges = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999997, 1e-3, -1e-3, 1e-8, 3.25, -7.75, 20, -20, 80, -80];
const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const floats = (type: ElementType, values: readonly number[]) => denseOf(type, [values.length], values);
const unary = (
  op: string,
  count: number,
  type = 'f32',
  result = type,
) => `func.func @main(%x: tensor<${count}x${type}>) -> tensor<${count}x${result}> {
  %0 = stablehlo.${op} %x : (tensor<${count}x${type}>) -> tensor<${count}x${result}>
  return %0 : tensor<${count}x${result}> }`;
const binary = (
  op: string,
  count: number,
  type: string,
) => `func.func @main(%x: tensor<${count}x${type}>, %y: tensor<${count}x${type}>) -> tensor<${count}x${type}> {
  %0 = stablehlo.${op} %x, %y : tensor<${count}x${type}>
  return %0 : tensor<${count}x${type}> }`;

/** One at a time, so that a large value does not hide that a small one is off. */
const each = async (op: string, values: readonly number[]) => {
  for (const value of values) await check(unary(op, 2), [floats('f32', [value, value])]);
};

test.each(['cbrt', 'exponential_minus_one', 'round_nearest_afz', 'round_nearest_even', 'tan'])(
  '%s keeps the digits of small and of large numbers',
  async (op) => {
    await each(op, edges);
  },
);

test('log of NaN, infinities, 0 and negative numbers', async () => {
  await each('log', [...special, 0, -1, 2, 0.5]);
});

test('log_plus_one keeps the digits of small numbers', async () => {
  await each('log_plus_one', [0, 1e-8, -1e-8, 1e-3, -0.5, -0.999, 0.2499, 0.25, 20, 1e30, -1, ...special]);
});

test.each(['cbrt', 'exponential_minus_one', 'round_nearest_afz', 'round_nearest_even', 'sign', 'abs', 'negate'])(
  '%s of NaN and infinities',
  async (op) => {
    await each(op, special);
  },
);

test.each(['f32', 'f16', 'bf16', 'f64'] as const)('is_finite of %s', async (type) => {
  const values = [...edges, ...special, ...(type === 'f64' ? [1e300, 1e-320] : [])];
  await check(unary('is_finite', values.length, type, 'i1'), [floats(type, values)]);
});

/** Every pair. */
const pairs = (values: readonly number[]) => [values.flatMap((a) => values.map(() => a)), values.flatMap(() => values)] as const;

test.each(['f32', 'f16', 'bf16', 'f64'] as const)('maximum and minimum of %s are NaN where either operand is', async (type) => {
  const [x, y] = pairs([...special, 0, 1, -2.5]);
  for (const op of ['maximum', 'minimum']) await check(binary(op, x.length, type), [floats(type, x), floats(type, y)]);
});

test('the maximum with a constant stays one kernel and passes a NaN on, as a relu does; with different constants it takes two', async () => {
  const relu = `func.func @main(%x: tensor<5xf32>) -> tensor<5xf32> {
    %c = stablehlo.constant dense<0.0> : tensor<5xf32>
    %0 = stablehlo.maximum %x, %c : tensor<5xf32>
    return %0 : tensor<5xf32> }`;
  const x = floats('f32', [...special, 1, -1]);
  expect(await check(relu, [x])).toEqual(['RELU']);
  expect(await check(relu.replace('<0.0>', '<0.5>'), [x])).toEqual(['MAXIMUM']);
  expect(await check(relu.replace('<0.0>', '<[1.0, 2.0, -3.0, 4.0, 5.0]>'), [x])).toEqual(['LESS', 'SELECT_V2']);
});

test('clamp: scalar bounds, bounds that are swapped, computed bounds, NaN', async () => {
  const scalar = `func.func @main(%x: tensor<5xf32>) -> tensor<5xf32> {
    %low = stablehlo.constant dense<-0.5> : tensor<f32>
    %high = stablehlo.constant dense<0.5> : tensor<f32>
    %0 = stablehlo.clamp %low, %x, %high : (tensor<f32>, tensor<5xf32>, tensor<f32>) -> tensor<5xf32>
    return %0 : tensor<5xf32> }`;
  const x = floats('f32', [...special, 1, 0.25]);
  expect(await check(scalar, [x])).toEqual(['MAXIMUM', 'MINIMUM']);
  await check(scalar.replace('<-0.5>', '<3.0>'), [x]);
  const computed = `func.func @main(%low: tensor<f32>, %x: tensor<5xf32>, %high: tensor<5xf32>) -> tensor<5xf32> {
    %0 = stablehlo.clamp %low, %x, %high : (tensor<f32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    return %0 : tensor<5xf32> }`;
  await check(computed, [denseOf('f32', [], [-1]), x, floats('f32', [Number.NaN, 2, 2, Number.NaN, -3])]);
});

test.each(['f32', 'f16', 'bf16', 'f64'] as const)('%s in total order, and as numbers', async (type) => {
  const [x, y] = pairs([...special, 0, -0, 1, -2.5, 1.0009765625]);
  for (const direction of ['EQ', 'NE', 'LT', 'LE', 'GT', 'GE'])
    for (const kind of ['FLOAT', 'TOTALORDER'])
      await check(
        `func.func @main(%x: tensor<${x.length}x${type}>, %y: tensor<${x.length}x${type}>) -> tensor<${x.length}xi1> {
          %0 = stablehlo.compare ${direction}, %x, %y, ${kind} : (tensor<${x.length}x${type}>, tensor<${x.length}x${type}>) -> tensor<${x.length}xi1>
          return %0 : tensor<${x.length}xi1> }`,
        [floats(type, x), floats(type, y)],
      );
});

test('remainder has the sign of the dividend and is exact for far quotients', async () => {
  const [x, y] = pairs([5.5, -5.5, 2, -3, 1e10, 0.1, Number.POSITIVE_INFINITY, Number.NaN, 0]);
  await check(binary('remainder', x.length, 'f32'), [floats('f32', x), floats('f32', y)]);
});

test('atan2 in every quadrant, one operand broadcast', async () => {
  const program = `func.func @main(%x: tensor<2x4xf32>, %y: tensor<4xf32>) -> tensor<2x4xf32> {
    %b = stablehlo.broadcast_in_dim %y, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %0 = stablehlo.atan2 %x, %b : tensor<2x4xf32>
    return %0 : tensor<2x4xf32> }`;
  await check(program, [denseOf('f32', [2, 4], [1, -1, 0, 2, 3, -4, 5, -0]), floats('f32', [1, -1, -2, 0])]);
});

test.each(['f32', 'f16', 'bf16', 'f64'] as const)('reduce_precision of %s', async (type) => {
  const values = [...edges, ...special, 1.0009765625, 1.00390625, Math.PI, 60000, 1e-5, -1e-5];
  for (const format of ['e5m2', 'e5m10', 'e8m7', 'e3m0', 'e8m23'])
    await check(
      `func.func @main(%x: tensor<${values.length}x${type}>) -> tensor<${values.length}x${type}> {
        %0 = stablehlo.reduce_precision %x, format = ${format} : tensor<${values.length}x${type}>
        return %0 : tensor<${values.length}x${type}> }`,
      [floats(type, values)],
    );
});

test('f64: sums, products, order and rounding are exact, without a warning', async () => {
  const said: string[] = [];
  const options = { tolerance: 0, report: ({ code }: { code: string }) => void said.push(code) };
  const values = [1e300, -1e-310, 0.1, 1 / 3, 2 ** 53 + 2, -1.5, 4503599627370495.5, -0.25, 7];
  for (const op of ['add', 'subtract', 'multiply'])
    await check(binary(op, 9, 'f64'), [floats('f64', values), floats('f64', values.toReversed())], options);
  for (const op of ['abs', 'negate', 'floor', 'ceil', 'sign']) await check(unary(op, 9, 'f64'), [floats('f64', values)], options);
  expect(said).toEqual([]);
});

test('clamp of f64 is exact, and passes a NaN on', async () => {
  const said: string[] = [];
  const clamp = `func.func @main(%low: tensor<f64>, %x: tensor<4xf64>, %high: tensor<4xf64>) -> tensor<4xf64> {
    %0 = stablehlo.clamp %low, %x, %high : (tensor<f64>, tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>
    return %0 : tensor<4xf64> }`;
  const inputs = [
    denseOf('f64', [], [0.1]),
    floats('f64', [0.1 - 1e-15, Number.NaN, 7, -1e300]),
    floats('f64', [1, 2, 7 - 1e-14, Number.NaN]),
  ];
  await check(clamp, inputs, { tolerance: 0, report: ({ code }) => void said.push(code) });
  expect(said).toEqual([]);
});
