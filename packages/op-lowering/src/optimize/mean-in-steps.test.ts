import { describe, expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const over = (
  dimensions: string,
  from: string,
  to: string,
  count: number,
  keep = '',
) => `func.func @main(%x: tensor<${from}xf32>) -> tensor<${keep || to}xf32> {
  %zero = stablehlo.constant dense<0.0> : tensor<f32>
  %sum = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [${dimensions}] : (tensor<${from}xf32>, tensor<f32>) -> tensor<${to}xf32>
  %count = stablehlo.constant dense<${count}.0> : tensor<${to}xf32>
  %mean = stablehlo.divide %sum, %count : tensor<${to}xf32>
  ${keep ? `%kept = stablehlo.reshape %mean : (tensor<${to}xf32>) -> tensor<${keep}xf32>\n  return %kept : tensor<${keep}xf32>` : `return %mean : tensor<${to}xf32>`}
}`;
const x = random('f32', [2, 6, 4, 3]);

describe('a mean over two dimensions', () => {
  test('of which one is the last and the other not beside it is a mean over one after the other', async () => {
    expect(await check(over('1, 3', '2x6x4x3', '2x4', 18), [x])).toEqual(['MEAN', 'MEAN']);
    expect(await check(over('1, 3', '2x6x4x3', '2x4', 18, '2x1x4x1'), [x])).toEqual(['MEAN', 'MEAN']);
    expect(await check(over('0, 3', '2x6x4x3', '6x4', 6), [x])).toEqual(['MEAN', 'MEAN']);
  });

  test('beside each other is one', async () => {
    expect(await check(over('2, 3', '2x6x4x3', '2x6', 12), [x])).toEqual(['MEAN']);
    expect(await check(over('1, 3', '2x6x1x3', '2x1', 18), [random('f32', [2, 6, 1, 3])])).not.toEqual(['MEAN', 'MEAN']);
  });

  test('of which the last is long is one', async () => {
    expect(await check(over('1, 3', '2x6x4x17', '2x4', 102), [random('f32', [2, 6, 4, 17])])).toEqual(['MEAN']);
  });

  test('of which none is the last is one', async () => {
    expect(await check(over('0, 2', '2x6x4x3', '6x3', 8), [x])).toEqual(['MEAN']);
  });

  test('is one where results must be exact', async () => {
    expect(await check(over('1, 3', '2x6x4x3', '2x4', 18), [x], { exact: true })).toEqual(['MEAN']);
  });
});

test('a mean over more dimensions is one', async () => {
  expect(await check(over('0, 1, 3', '2x6x4x3', '4', 36), [x])).toEqual(['MEAN']);
});
