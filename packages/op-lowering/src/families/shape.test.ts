import { expect, test } from 'vitest';
import { check, lowered, random } from '../../../../tooling/op-check.js';

test('reshape and transpose', async () => {
  const program = `func.func @main(%x: tensor<2x3x4xf32>) -> tensor<4x6xf32> {
    %0 = stablehlo.transpose %x, dims = [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
    %1 = stablehlo.reshape %0 : (tensor<4x2x3xf32>) -> tensor<4x6xf32>
    return %1 : tensor<4x6xf32>
  }`;
  expect(await check(program, [random('f32', [2, 3, 4])])).toEqual(['RESHAPE', 'TRANSPOSE']);
});

test('a broadcast that somebody needs written out becomes BROADCAST_TO', async () => {
  const program = `func.func @main(%x: tensor<3xi32>) -> tensor<3x2xi32> {
    %0 = stablehlo.broadcast_in_dim %x, dims = [0] : (tensor<3xi32>) -> tensor<3x2xi32>
    return %0 : tensor<3x2xi32>
  }`;
  expect(await check(program, [random('i32', [3])])).toEqual(['RESHAPE', 'BROADCAST_TO']);
});

test('concatenate, of one input too', async () => {
  const program = `func.func @main(%x: tensor<2x1xf32>, %y: tensor<2x3xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.concatenate %x, %y, dim = 1 : (tensor<2x1xf32>, tensor<2x3xf32>) -> tensor<2x4xf32>
    %1 = stablehlo.concatenate %0, dim = 0 : (tensor<2x4xf32>) -> tensor<2x4xf32>
    return %1 : tensor<2x4xf32>
  }`;
  expect(await check(program, [random('f32', [2, 1]), random('f32', [2, 3], 2)])).toEqual(['CONCATENATION']);
});

test('slice is SLICE, with strides STRIDED_SLICE', async () => {
  const program = (slice: string, result: string) => `func.func @main(%x: tensor<4x6xf32>) -> tensor<${result}xf32> {
    %0 = stablehlo.slice %x [${slice}] : (tensor<4x6xf32>) -> tensor<${result}xf32>
    return %0 : tensor<${result}xf32>
  }`;
  expect(await check(program('1:3, 2:6', '2x4'), [random('f32', [4, 6])])).toEqual(['SLICE']);
  expect(await check(program('0:4:2, 1:6:3', '2x2'), [random('f32', [4, 6])])).toEqual(['STRIDED_SLICE']);
});

test('pad at the edges is PADV2, negative and interior padding the general kernel', async () => {
  const program = (low: string, interior: string, result: string) => `
  func.func @main(%x: tensor<2x3xf32>, %v: tensor<f32>) -> tensor<${result}xf32> {
    %0 = stablehlo.pad %x, %v, low = [${low}], high = [1, 0], interior = [${interior}] : (tensor<2x3xf32>, tensor<f32>) -> tensor<${result}xf32>
    return %0 : tensor<${result}xf32>
  }`;
  const inputs = [random('f32', [2, 3]), random('f32', [], 2)];
  expect(await check(program('0, 2', '0, 0', '3x5'), inputs)).toEqual(['PADV2']);
  expect(await check(program('0, -1', '0, 0', '3x2'), inputs)).toEqual(['STABLEHLO_PAD']);
  expect(await check(program('-1, 2', '0, 2', '2x9'), inputs)).toEqual(['STABLEHLO_PAD']);
});

test('concatenate beyond the ranks and types of its kernel', async () => {
  const program = (
    type: string,
  ) => `func.func @main(%x: tensor<1x2x1x1x2x1x2x${type}>, %y: tensor<1x2x1x1x3x1x2x${type}>) -> tensor<1x2x1x1x5x1x2x${type}> {
    %0 = stablehlo.concatenate %x, %y, dim = 4
      : (tensor<1x2x1x1x2x1x2x${type}>, tensor<1x2x1x1x3x1x2x${type}>) -> tensor<1x2x1x1x5x1x2x${type}>
    return %0 : tensor<1x2x1x1x5x1x2x${type}>
  }`;
  for (const type of ['f32', 'ui64', 'f64', 'complex<f32>'] as const)
    await check(program(type), [random(type, [1, 2, 1, 1, 2, 1, 2]), random(type, [1, 2, 1, 1, 3, 1, 2], 2)]);
});

test('reverse of any dimensions and types', async () => {
  const program = (type: string) => `func.func @main(%x: tensor<2x3x2x${type}>) -> tensor<2x3x2x${type}> {
    %0 = stablehlo.reverse %x, dims = [2, 0] : tensor<2x3x2x${type}>
    return %0 : tensor<2x3x2x${type}>
  }`;
  expect(await check(program('i32'), [random('i32', [2, 3, 2])])).toEqual(['REVERSE_V2', 'REVERSE_V2']);
  for (const type of ['ui64', 'ui32', 'ui16', 'f64', 'complex<f32>'] as const) await check(program(type), [random(type, [2, 3, 2])]);
});

test('reverse of neighbouring dimensions', async () => {
  const program = `func.func @main(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
    %0 = stablehlo.reverse %x, dims = [1] : tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 3])])).toEqual(['REVERSE_V2']);
});

test('a result that is an argument, a constant or another result is copied: the runtime gives garbage for it otherwise', async () => {
  const program = `func.func @main(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<f32>) {
    %c = stablehlo.constant dense<[1.0, 2.0]> : tensor<2xf32>
    %s = stablehlo.constant dense<3.0> : tensor<f32>
    %0 = stablehlo.abs %x : tensor<2xf32>
    return %x, %c, %0, %0, %s : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<f32>
  }`;
  await check(program, [random('f32', [2])]);
});

const unknown = (result: string, op: string) => `func.func @main(%x: tensor<?x2x4xf32>) -> tensor<${result}xf32> {
  %0 = stablehlo.${op}
  return %0 : tensor<${result}xf32>
}`;

test('an unknown dimension stays unknown', () => {
  const signature = (text: string) => lowered(text).subgraphs[0]?.outputs[0]?.shapeSignature;
  expect(signature(unknown('4x?x2', 'transpose %x, dims = [2, 0, 1] : (tensor<?x2x4xf32>) -> tensor<4x?x2xf32>'))).toEqual([4, -1, 2]);
  expect(signature(unknown('?x2x4', 'reverse %x, dims = [2] : tensor<?x2x4xf32>'))).toEqual([-1, 2, 4]);
  const twice = 'concatenate %x, %x, dim = 1 : (tensor<?x2x4xf32>, tensor<?x2x4xf32>) -> tensor<?x4x4xf32>';
  expect(signature(unknown('?x4x4', twice))).toEqual([-1, 4, 4]);
});
