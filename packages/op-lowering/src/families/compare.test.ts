import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const compare = (
  direction: string,
  type: string,
  kind = '',
) => `func.func @main(%x: tensor<8x${type}>, %y: tensor<8x${type}>) -> tensor<8xi1> {
  %0 = stablehlo.compare ${direction}, %x, %y${kind} : (tensor<8x${type}>, tensor<8x${type}>) -> tensor<8xi1>
  return %0 : tensor<8xi1>
}`;

test.each(['EQ', 'NE', 'LT', 'LE', 'GT', 'GE'])('compare %s on floats, integers and booleans', async (direction) => {
  for (const type of ['f32', 'i32', 'i64', 'i1'] as const)
    await check(compare(direction, type), [random(type, [8], 1), random(type, [8], 2)]);
});

test('select, with a scalar predicate too', async () => {
  const program = (pred: string) => `func.func @main(%p: tensor<${pred}i1>, %x: tensor<2x4xf32>, %y: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.select %p, %x, %y : tensor<${pred}i1>, tensor<2x4xf32>
    return %0 : tensor<2x4xf32>
  }`;
  expect(await check(program('2x4x'), [random('i1', [2, 4]), random('f32', [2, 4], 2), random('f32', [2, 4], 3)])).toEqual(['SELECT_V2']);
  expect(await check(program(''), [random('i1', []), random('f32', [2, 4], 2), random('f32', [2, 4], 3)])).toEqual(['SELECT_V2']);
});

test('clamp: the upper bound wins where the lower one is above it', async () => {
  const program = `func.func @main(%low: tensor<f32>, %x: tensor<6xf32>, %high: tensor<f32>) -> tensor<6xf32> {
    %0 = stablehlo.clamp %low, %x, %high : (tensor<f32>, tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    return %0 : tensor<6xf32>
  }`;
  const bound = (value: number) => ({ type: 'f32', shape: [], bytes: new Uint8Array(Float32Array.of(value).buffer) }) as const;
  await check(program, [bound(-0.5), random('f32', [6]), bound(0.5)]);
  await check(program, [bound(0.5), random('f32', [6]), bound(-0.5)]);
});

test('integers below 8 bits are selected, compared, negated and shifted', async () => {
  for (const type of ['i4', 'ui4', 'i2']) {
    const program = `func.func @main(%p: tensor<6xi1>, %x: tensor<6xi32>, %y: tensor<6xi32>) -> (tensor<6xi32>, tensor<6xi1>, tensor<6xi32>) {
      %0 = stablehlo.convert %x : (tensor<6xi32>) -> tensor<6x${type}>
      %1 = stablehlo.convert %y : (tensor<6xi32>) -> tensor<6x${type}>
      %2 = stablehlo.select %p, %0, %1 : tensor<6xi1>, tensor<6x${type}>
      %3 = stablehlo.compare LT, %0, %1 : (tensor<6x${type}>, tensor<6x${type}>) -> tensor<6xi1>
      %4 = stablehlo.add %2, %0 : tensor<6x${type}>
      %5 = stablehlo.shift_right_logical %4, %1 : tensor<6x${type}>
      %l = stablehlo.shift_left %5, %0 : tensor<6x${type}>
      %o = stablehlo.or %l, %5 : tensor<6x${type}>
      %6 = stablehlo.convert %o : (tensor<6x${type}>) -> tensor<6xi32>
      %7 = stablehlo.convert %2 : (tensor<6x${type}>) -> tensor<6xi32>
      return %7, %3, %6 : tensor<6xi32>, tensor<6xi1>, tensor<6xi32> }`;
    await check(program, [random('i1', [6]), random('i32', [6], 2), random('i32', [6], 3)]);
  }
});
