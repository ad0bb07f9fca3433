// CHLO's special functions in the real runtime against the interpreter, which computes them in doubles: near zeros and singularities, for
// huge and tiny numbers, NaN and infinities. Errors are relative to each value, not to the largest.
import { denseOf, type ElementType } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, checkEach, lowered, random } from '../../../../tooling/op-check.js';

const special = [
  0, 1e-38, 1e-20, 1e-6, 0.3, 0.4999, 0.5, 0.5001, 0.9, 0.9999, 1, 1.0001, 1.5, 2, 2.9999, 3, 3.5, 7.9, 8, 12, 30, 88, 1e4, 1e20, 1e38,
];
const everywhere = [...special, ...special.map((x) => -x), Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const program = (op: string, operands: number, size: number) => {
  const type = `tensor<${size}xf32>`;
  const names = Array.from({ length: operands }, (_, index) => `%x${index}`);
  return `func.func @main(${names.map((name) => `${name}: ${type}`).join(', ')}) -> ${type} {
  %0 = "chlo.${op}"(${names.join(', ')}) : (${names.map(() => type).join(', ')}) -> ${type}
  return %0 : ${type}
}`;
};

const checkFunction = (op: string, inputs: readonly (readonly number[])[], tolerance: number, least?: number): Promise<void> => {
  const [{ length }] = inputs as readonly [readonly number[]];
  return checkEach(
    program(op, inputs.length, length),
    inputs.map((numbers) => denseOf('f32', [length], numbers)),
    tolerance,
    least,
  );
};

describe('special functions are right to f32', () => {
  test.each<[string, number, number?]>([
    ['erf', 4e-7],
    ['erfc', 2e-6, 1e-37],
    ['bessel_i1e', 2e-6],
  ])('%s everywhere', (op, tolerance, floor) => checkFunction(op, [everywhere], tolerance, floor));

  test('erf_inv up to ±1 and beyond', () => {
    const inside = [0, 1e-20, 1e-3, 0.1, 0.5, 0.7, 0.9, 0.99, 0.999, 0.99999, 0.9999999, 1, 1.5];
    return checkFunction('erf_inv', [[...inside, ...inside.map((x) => -x)]], 2e-6);
  });

  test('lgamma near its zeros and poles', () =>
    checkFunction('lgamma', [[...everywhere.filter((x) => x > -40), -0.5, -1.5, -2.25, -10.3, 0.99, 1.01, 1.99, 2.01, 5, 6.5]], 2e-6, 1));

  test('digamma near its zero and poles', () =>
    checkFunction(
      'digamma',
      [[...special, 1.4616, 1.47, -0.5, -1.5, -2.25, -10.3, -1, -2, Number.NaN, Number.POSITIVE_INFINITY]],
      3e-6,
      1,
    ));

  test('zeta', () =>
    checkFunction(
      'zeta',
      [
        [1.1, 2, 2, 3.5, 10, 4, 5, 1, 0.5],
        [1, 0.5, 1e3, 2, 0.1, -2.5, -7.25, 2, 2],
      ],
      1e-5,
    ));

  test('polygamma', () =>
    checkFunction(
      'polygamma',
      [
        [0, 1, 2, 3, 5, 1, 2, 1.5, -1],
        [1.5, 0.3, 4, 2, 1, -2.5, -0.75, 1, 1],
      ],
      1e-5,
    ));
});

describe('other types are computed in f32', () => {
  test.each<[ElementType, number]>([
    ['f16', 1e-3],
    ['bf16', 8e-3],
    ['f64', 1e-6],
  ])('erf of %s', async (type, tolerance) => {
    await check(program('erf', 1, 20).replaceAll('f32', type), [random(type, [20])], { tolerance });
  });
});

test('is_inf and its siblings tell infinities', () =>
  check(
    `func.func @main(%x: tensor<4xf32>) -> (tensor<4xi1>, tensor<4xi1>, tensor<4xi1>) {
  %0 = chlo.is_inf %x : tensor<4xf32> -> tensor<4xi1>
  %1 = chlo.is_pos_inf %x : tensor<4xf32> -> tensor<4xi1>
  %2 = chlo.is_neg_inf %x : tensor<4xf32> -> tensor<4xi1>
  return %0, %1, %2 : tensor<4xi1>, tensor<4xi1>, tensor<4xi1>
}`,
    [denseOf('f32', [4], [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])],
  ));

describe('implicit broadcasts', () => {
  test('trailing dimensions are matched', () =>
    check(
      `func.func @main(%x: tensor<2x1x3xf32>, %y: tensor<4x1xf32>) -> tensor<2x4x3xf32> {
  %0 = chlo.broadcast_subtract %x, %y : (tensor<2x1x3xf32>, tensor<4x1xf32>) -> tensor<2x4x3xf32>
  return %0 : tensor<2x4x3xf32>
}`,
      [random('f32', [2, 1, 3]), random('f32', [4, 1])],
    ));

  test('dimensions may be named, and comparisons keep their direction', () =>
    check(
      `func.func @main(%x: tensor<2x3xf32>, %y: tensor<2xf32>) -> tensor<2x3xi1> {
  %0 = chlo.broadcast_compare %x, %y {broadcast_dimensions = array<i64: 0>, comparison_direction = #chlo<comparison_direction LT>} : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xi1>
  return %0 : tensor<2x3xi1>
}`,
      [random('f32', [2, 3]), random('f32', [2])],
    ));
});

describe('mulhi', () => {
  test.each<[ElementType, bigint]>([
    ['i8', 127n],
    ['ui16', 65535n],
    ['i32', 2147483647n],
    ['ui32', 4294967295n],
    ['i64', 9223372036854775807n],
    ['ui64', 18446744073709551615n],
  ])('of %s is the upper half of the product', async (type, greatest) => {
    const values = [greatest, greatest - 1n, greatest / 2n, greatest / 3n, -greatest, 1n, 0n, -1n];
    const numbers = values.flatMap((value) => values.map(() => value));
    const others = values.flatMap(() => values);
    const of = (list: readonly bigint[]) => denseOf(type, [64], type.endsWith('64') ? list : list.map(Number));
    await check(program('mulhi', 2, 64).replaceAll('f32', type), [of(numbers), of(others)]);
  });
});

test('a constant like another value has its shape', async () => {
  const text = `func.func @main(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = "chlo.constant_like"(%x) {value = 1.5 : f32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = stablehlo.add %0, %x : tensor<2x3xf32>
  return %1 : tensor<2x3xf32>
}`;
  await check(text, [random('f32', [2, 3])]);
});

test('that f64 is computed in f32 is said once, and is an error in strict', () => {
  const text = program('erf', 1, 4).replaceAll('f32', 'f64');
  const said: string[] = [];
  lowered(text, { report: ({ code }) => said.push(code) });
  expect(said).toEqual(['lower/precision']);
  expect(() => lowered(text, { strict: true })).toThrow('f64');
});
