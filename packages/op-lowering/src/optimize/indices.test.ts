// What stands before look-ups: indices that are wrapped, tested and clamped.
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, checkSizes, random } from '../../../../tooling/op-check.js';

const TAKE =
  'dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>';

/** Rows of a table of 5 as JAX looks them up: negative indices count from the end, and what is out of range gives NaN. */
const lookUp = (indices: string, { last = 4, type = 'i32', inputs = '' } = {}) => {
  const [I, C, B, T] = [`tensor<4x${type}>`, `tensor<4x1x${type}>`, 'tensor<4xi1>', 'tensor<4x3xf32>'];
  return `func.func @main(%table: tensor<5x3xf32>, ${inputs || `%i: ${I}`}) -> ${T} {
    %zero = stablehlo.constant dense<0> : ${I}
    %last = stablehlo.constant dense<${last}> : ${I}
    %five = stablehlo.constant dense<5> : ${I}
    %nan = stablehlo.constant dense<0x7FC00000> : ${T}
    ${indices}
    %negative = stablehlo.compare LT, %x, %zero : (${I}, ${I}) -> ${B}
    %up = stablehlo.add %x, %five : ${I}
    %wrapped = stablehlo.select %negative, %up, %x : ${B}, ${I}
    %column = stablehlo.reshape %wrapped : (${I}) -> ${C}
    %first = stablehlo.reshape %zero : (${I}) -> ${C}
    %end = stablehlo.reshape %last : (${I}) -> ${C}
    %low = stablehlo.compare GE, %column, %first : (${C}, ${C}) -> tensor<4x1xi1>
    %high = stablehlo.compare LE, %column, %end : (${C}, ${C}) -> tensor<4x1xi1>
    %both = stablehlo.and %low, %high : tensor<4x1xi1>
    %true = stablehlo.constant dense<true> : tensor<i1>
    %valid = stablehlo.reduce(%both init: %true) applies stablehlo.and across dimensions = [1] : (tensor<4x1xi1>, tensor<i1>) -> ${B}
    %rows = "stablehlo.gather"(%table, %column) <{${TAKE}}> : (tensor<5x3xf32>, ${C}) -> ${T}
    %mask = stablehlo.broadcast_in_dim %valid, dims = [0] : (${B}) -> tensor<4x3xi1>
    %y = stablehlo.select %mask, %rows, %nan : tensor<4x3xi1>, ${T}
    return %y : ${T}
  }`;
};
const table = random('f32', [5, 3]);
const indices = (numbers: readonly number[], type: 'i32' | 'i64' = 'i32') =>
  denseOf(type, [4], type === 'i64' ? numbers.map(BigInt) : [...numbers]);
const ANY = '%x = stablehlo.add %i, %zero : tensor<4xi32>';
const clampedTo = (low: number, high: number) => `%a = stablehlo.constant dense<${low}> : tensor<i32>
    %b = stablehlo.constant dense<${high}> : tensor<i32>
    %x = stablehlo.clamp %a, %i, %b : (tensor<i32>, tensor<4xi32>, tensor<i32>) -> tensor<4xi32>`;

describe('an index', () => {
  test('of which nothing is known is wrapped, clamped, and tested by what the clamp does', async () => {
    const operators = await check(lookUp(ANY), [table, indices([4, -5, 0, 2])]);
    expect(operators).toContain('EQUAL');
    expect(operators).not.toContain('LOGICAL_AND');
    await check(lookUp(ANY), [table, indices([5, -6, 2147483647, -2147483648])]);
  });

  test('that is tested for another range than that of the clamp is tested as the program says', async () => {
    const operators = await check(lookUp(ANY, { last: 3 }), [table, indices([4, 3, -1, 2])]);
    expect(operators).toContain('LOGICAL_AND');
  });

  test('that the program clamps into the table is clamped once and not tested', async () => {
    const operators = await check(lookUp(clampedTo(0, 4)), [table, indices([7, -3, 0, 2])]);
    expect(operators).toEqual(['MAXIMUM', 'MINIMUM', 'GATHER']);
  });

  test('of i64 that is clamped with a maximum and a minimum is so too', async () => {
    const bounds = `%a = stablehlo.maximum %i, %zero : tensor<4xi64>
    %x = stablehlo.minimum %a, %last : tensor<4xi64>`;
    const operators = await check(lookUp(bounds, { type: 'i64' }), [table, indices([7, -3, 0, 2], 'i64')]);
    expect(operators).toEqual(['MAXIMUM', 'MINIMUM', 'GATHER']);
  });

  test('that the program clamps elsewhere is clamped again', async () => {
    const operators = await check(lookUp(clampedTo(0, 6)), [table, indices([7, -3, 5, 2])]);
    expect(operators.filter((op) => op === 'MINIMUM')).toHaveLength(2);
    await check(lookUp(clampedTo(-6, 4)), [table, indices([-7, -3, 5, 2])]);
  });

  test('of a narrow type is not tested for being negative', async () => {
    const narrow = '%x = stablehlo.convert %i : (tensor<4xui8>) -> tensor<4xi32>';
    const text = lookUp(narrow, { inputs: '%i: tensor<4xui8>' });
    const operators = await check(text, [table, denseOf('ui8', [4], [0, 4, 5, 255])]);
    for (const op of ['LESS', 'GREATER_EQUAL', 'MAXIMUM']) expect(operators).not.toContain(op);
  });

  test('of i64 that is added to may leave the range that is known', async () => {
    const sum = `%big = stablehlo.constant dense<9223372036854775807> : tensor<4xi64>
    %x = stablehlo.add %i, %big : tensor<4xi64>`;
    await check(lookUp(sum, { type: 'i64' }), [table, indices([1, -4, 0, 2], 'i64')]);
  });

  test('into a table of unknown size keeps its clamp, whose bound is read from the table', async () => {
    const text = `func.func @main(%table: tensor<?x3xf32>, %i: tensor<4x1xi32>) -> tensor<4x3xf32> {
      %a = stablehlo.constant dense<0> : tensor<i32>
      %b = stablehlo.constant dense<1> : tensor<i32>
      %x = stablehlo.clamp %a, %i, %b : (tensor<i32>, tensor<4x1xi32>, tensor<i32>) -> tensor<4x1xi32>
      %y = "stablehlo.gather"(%table, %x) <{${TAKE}}> : (tensor<?x3xf32>, tensor<4x1xi32>) -> tensor<4x3xf32>
      return %y : tensor<4x3xf32>
    }`;
    const runs = [1, 2, 7].map((rows) => [random('f32', [rows, 3], rows), denseOf('i32', [4, 1], [1, 0, 2, -1])]);
    expect(await checkSizes(text, runs)).toContain('MINIMUM');
  });
});

/** Places as grid_sample has them: where `condition` holds, x cast to an integer, 0 elsewhere. */
const chosenWhere = (condition: string) => `%c0 = stablehlo.constant dense<0.0> : tensor<4xf32>
    %c5 = stablehlo.constant dense<5.0> : tensor<4xf32>
    %c6 = stablehlo.constant dense<5.5> : tensor<4xf32>
    %above = stablehlo.compare GE, %f, %c0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %below = stablehlo.compare LT, %f, %c5 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %beyond = stablehlo.compare LT, %f, %c6 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %other = stablehlo.compare LT, %g, %c5 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    ${condition}
    %cast = stablehlo.convert %f : (tensor<4xf32>) -> tensor<4xi32>
    %x = stablehlo.select %where, %cast, %zero : tensor<4xi1>, tensor<4xi32>`;
const floats = [
  [4.9, -0.5, 5, 0],
  [Number.NaN, 2 ** 40, Number.POSITIVE_INFINITY, -7],
  [1, 5.4, 2, 3.5],
];

describe('a number that is chosen where it is in range', () => {
  const operatorsOf = async (condition: string) => {
    const text = lookUp(chosenWhere(condition), { inputs: '%f: tensor<4xf32>, %g: tensor<4xf32>' });
    const given = floats.map((numbers) => check(text, [table, denseOf('f32', [4], numbers), denseOf('f32', [4], [1, 9, 1, 9])]));
    return (await Promise.all(given))[0] as readonly string[];
  };

  test('is neither wrapped nor clamped', async () => {
    const operators = await operatorsOf('%where = stablehlo.and %below, %above : tensor<4xi1>');
    for (const op of ['MAXIMUM', 'MINIMUM', 'ADD']) expect(operators).not.toContain(op);
  });

  test.each([
    ['one bound is missing', '%where = stablehlo.and %below, %below : tensor<4xi1>'],
    ['the range is larger', '%where = stablehlo.and %beyond, %above : tensor<4xi1>'],
    ['one bound is enough', '%where = stablehlo.or %below, %above : tensor<4xi1>'],
    ['a bound is that of another number', '%where = stablehlo.and %other, %above : tensor<4xi1>'],
  ])('is clamped where %s', async (_, condition) => {
    expect(await operatorsOf(condition)).toContain('MINIMUM');
  });
});

describe('places of several columns', () => {
  const text = (
    rows: number,
    columns: number,
  ) => `func.func @main(%x: tensor<3x7xf32>, %i: tensor<4x1xi32>, %j: tensor<4x1xi32>) -> tensor<4xf32> {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %rows = stablehlo.constant dense<${rows}> : tensor<i32>
    %columns = stablehlo.constant dense<${columns}> : tensor<i32>
    %a = stablehlo.clamp %zero, %i, %rows : (tensor<i32>, tensor<4x1xi32>, tensor<i32>) -> tensor<4x1xi32>
    %b = stablehlo.clamp %zero, %j, %columns : (tensor<i32>, tensor<4x1xi32>, tensor<i32>) -> tensor<4x1xi32>
    %places = stablehlo.concatenate %a, %b, dim = 1 : (tensor<4x1xi32>, tensor<4x1xi32>) -> tensor<4x2xi32>
    %y = "stablehlo.gather"(%x, %places) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1>}> : (tensor<3x7xf32>, tensor<4x2xi32>) -> tensor<4xf32>
    return %y : tensor<4xf32>
  }`;
  const columns = [denseOf('i32', [4, 1], [5, 0, -1, 2]), denseOf('i32', [4, 1], [8, 6, -9, 3])];

  test('of which each is in range are not clamped again', async () => {
    const operators = ['MAXIMUM', 'MINIMUM', 'MAXIMUM', 'MINIMUM', 'CONCATENATION', 'GATHER_ND'];
    expect(await check(text(2, 6), [random('f32', [3, 7]), ...columns])).toEqual(operators);
  });

  test.each([
    [3, 6],
    [2, 7],
  ])('are clamped where one may be out of range: %i, %i', async (rows, last) => {
    const operators = await check(text(rows, last), [random('f32', [3, 7]), ...columns]);
    expect(operators.filter((op) => op === 'MINIMUM')).toHaveLength(3);
  });
});
