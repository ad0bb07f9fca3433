import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const vector = (name: string, numbers: readonly number[]) =>
  `%${name} = stablehlo.constant dense<[${numbers.map((value) => value.toFixed(2))}]> : tensor<${numbers.length}xf32>`;

describe('batch_norm_inference', () => {
  const program = (constants: string, args: string) => `func.func @main(%x: tensor<2x3x4xf32>${args}) -> tensor<2x3x4xf32> {
    ${constants}
    %0 = "stablehlo.batch_norm_inference"(%x, %scale, %offset, %mean, %variance) <{epsilon = 1.0e-3 : f32, feature_index = 1 : i64}>
      : (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3x4xf32>
    return %0 : tensor<2x3x4xf32>
  }`;
  test('of constant statistics is one product and one sum', async () => {
    const constants = [
      vector('scale', [1.5, 2.5, -3]),
      vector('offset', [0.5, 1, 2]),
      vector('mean', [1.5, 0.25, -1]),
      vector('variance', [1.5, 4, 0.25]),
    ];
    expect(await check(program(constants.join('\n'), ''), [random('f32', [2, 3, 4])])).toEqual(['MUL', 'ADD']);
  });

  test('of statistics that are arguments is computed', async () => {
    const args = ['scale', 'offset', 'mean', 'variance'].map((name) => `, %${name}: tensor<3xf32>`).join('');
    const positive = denseOf('f32', [3], [0.5, 1, 2]);
    const inputs = [random('f32', [2, 3, 4]), random('f32', [3], 2), random('f32', [3], 3), random('f32', [3], 4), positive];
    await check(program('', args), inputs);
  });
});

describe('batch_norm_training', () => {
  const types = (shape: string, features: number) =>
    `(tensor<${shape}xf32>, tensor<${features}xf32>, tensor<${features}xf32>) -> (tensor<${shape}xf32>, tensor<${features}xf32>, tensor<${features}xf32>)`;
  const layerNorm = (scale: number) => `func.func @main(%x: tensor<2x3x8xf32>) -> tensor<2x3x8xf32> {
    %one = stablehlo.constant dense<${scale}.0> : tensor<6xf32>
    %zero = stablehlo.constant dense<0.0> : tensor<6xf32>
    %0 = stablehlo.reshape %x : (tensor<2x3x8xf32>) -> tensor<1x6x8xf32>
    %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.0e-5 : f32, feature_index = 1 : i64}> : ${types('1x6x8', 6)}
    %2 = stablehlo.reshape %1#0 : (tensor<1x6x8xf32>) -> tensor<2x3x8xf32>
    return %2 : tensor<2x3x8xf32>
  }`;

  test('of rows is a layer norm on the dimensions as they stand', async () => {
    const kinds = await check(layerNorm(1), [random('f32', [2, 3, 8])]);
    expect(kinds).toEqual(['MEAN', 'SUB', 'MUL', 'MEAN', 'ADD', 'RSQRT', 'MUL']);
  });

  test('with a scale a row keeps the rows', async () => {
    await check(layerNorm(2), [random('f32', [2, 3, 8])]);
  });

  test('of rows that are no whole dimensions keeps the rows', async () => {
    const program = `func.func @main(%x: tensor<4x6xf32>) -> tensor<1x8x3xf32> {
      %one = stablehlo.constant dense<1.0> : tensor<8xf32>
      %zero = stablehlo.constant dense<0.0> : tensor<8xf32>
      %0 = stablehlo.reshape %x : (tensor<4x6xf32>) -> tensor<1x8x3xf32>
      %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.0e-5 : f32, feature_index = 1 : i64}> : ${types('1x8x3', 8)}
      return %1#0 : tensor<1x8x3xf32>
    }`;
    await check(program, [random('f32', [4, 6])]);
  });

  test('gives mean and variance, with scale and offset a feature', async () => {
    const program = `func.func @main(%x: tensor<4x3xf32>, %s: tensor<3xf32>, %o: tensor<3xf32>) -> (tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>) {
      %0:3 = "stablehlo.batch_norm_training"(%x, %s, %o) <{epsilon = 1.0e-5 : f32, feature_index = 1 : i64}> : ${types('4x3', 3)}
      return %0#0, %0#1, %0#2 : tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>
    }`;
    await check(program, [random('f32', [4, 3]), random('f32', [3], 2), random('f32', [3], 3)]);
  });
});

test('batch_norm_grad', async () => {
  const program = `func.func @main(%x: tensor<4x3xf32>, %s: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %g: tensor<4x3xf32>)
      -> (tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>) {
    %0:3 = "stablehlo.batch_norm_grad"(%x, %s, %m, %v, %g) <{epsilon = 1.0e-3 : f32, feature_index = 1 : i64}>
      : (tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<4x3xf32>) -> (tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>)
    return %0#0, %0#1, %0#2 : tensor<4x3xf32>, tensor<3xf32>, tensor<3xf32>
  }`;
  const inputs = [random('f32', [4, 3]), random('f32', [3], 2), random('f32', [3], 3), denseOf('f32', [3], [0.5, 1, 2])];
  await check(program, [...inputs, random('f32', [4, 3], 5)]);
});
