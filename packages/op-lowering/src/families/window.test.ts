import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const window = (
  type: string,
  padding: string,
  size: number,
  init = '0',
) => `func.func @main(%x: tensor<2x5x${type}>) -> tensor<2x5x${type}> {
  %c = stablehlo.constant dense<${init}> : tensor<${type}>
  %0 = "stablehlo.reduce_window"(%x, %c) <{padding = dense<${padding}> : tensor<2x2xi64>, window_dimensions = array<i64: 1, ${size}>}> ({
  ^bb0(%a: tensor<${type}>, %b: tensor<${type}>):
    %1 = stablehlo.add %a, %b : tensor<${type}>
    stablehlo.return %1 : tensor<${type}>
  }) : (tensor<2x5x${type}>, tensor<${type}>) -> tensor<2x5x${type}>
  return %0 : tensor<2x5x${type}>
}`;

test('a sum over all that comes before is CUMSUM; over all that comes after, its reverse', async () => {
  expect(await check(window('i64', '[[0, 0], [4, 0]]', 5), [random('i64', [2, 5])])).toEqual(['CUMSUM']);
  expect(await check(window('f32', '[[0, 0], [0, 4]]', 5, '0.0'), [random('f32', [2, 5])])).toEqual(['CUMSUM']);
});

test('a window that is shorter, or starts from another value, is no cumulative sum', async () => {
  await expect(check(window('f32', '[[0, 0], [1, 1]]', 3, '0.0'), [random('f32', [2, 5])])).rejects.toThrow('cumulative sum');
  await expect(check(window('f32', '[[0, 0], [4, 0]]', 5, '1.0'), [random('f32', [2, 5])])).rejects.toThrow('cumulative sum');
});
