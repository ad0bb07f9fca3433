import { describe, expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const X = 'tensor<2x3x4xf32>';
const program = ({
  slope = 'dense<[0.25, -0.5, 2.0, 0.0]> : tensor<4xf32>',
  dimensions = '2',
  direction = 'GT',
  zero = '0.0',
  results = '%y',
} = {}) => `func.func @main(%x: ${X}) -> (${results.split(', ').map(() => X)}) {
  %w = stablehlo.constant ${slope}
  %zero = stablehlo.constant dense<${zero}> : ${X}
  %positive = stablehlo.compare ${direction}, %x, %zero : (${X}, ${X}) -> tensor<2x3x4xi1>
  %slopes = stablehlo.broadcast_in_dim %w, dims = [${dimensions}] : (${slope.slice(slope.indexOf('tensor'))}) -> ${X}
  %scaled = stablehlo.multiply %slopes, %x : ${X}
  %y = stablehlo.select %positive, %x, %scaled : tensor<2x3x4xi1>, ${X}
  return ${results} : ${results.split(', ').map(() => X)}
}`;
const inputs = [random('f32', [2, 3, 4])];

describe('x above 0, else slope · x', () => {
  test.each(['GT', 'GE'])('is PRELU where the slope is a number a channel (%s)', async (direction) => {
    expect(await check(program({ direction }), inputs)).toEqual(['PRELU']);
  });

  test.each([
    ['the slope is along another dimension', { slope: 'dense<[0.25, -0.5, 2.0]> : tensor<3xf32>', dimensions: '1' }],
    ['the slope is infinite', { slope: 'dense<[0.25, 0x7F800000, 2.0, 0.0]> : tensor<4xf32>' }],
    ['the comparison is the other way round', { direction: 'LT' }],
    ['the comparison is with another number', { zero: '0.5' }],
    ['the product is needed besides', { results: '%y, %scaled' }],
  ])('stays what it is where %s', async (_, form) => {
    expect(await check(program(form), inputs)).not.toContain('PRELU');
  });
});
