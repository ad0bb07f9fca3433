// What weights take in, and each reason why they do not. Models run in LiteRT and agree with the interpreter.
import { describe, test } from 'vitest';
import { becomes, type Row } from '../../../../tooling/op-check.js';
import {
  broadcast,
  give,
  numbers,
  op,
  program,
  relu,
  reshape,
  row,
  splat,
  times,
  transpose,
  withResults,
} from '../../../../tooling/program-text.js';

const x = '4x3xf32';
const y = '4x6xf32';
const nhwc = '2x4x5x3xf32';
const THREE = '[0.5, 2.0, -1.5]';
const ROW = '[0.5, 2.0, -1.5, 3.0, 0.25, 1.5]';
const W = splat('w', numbers(3, 6), '3x6xf32');
const CONV_W = splat('w', `[[${numbers(3, 3)}]]`, '1x1x3x3xf32');
const DEPTH_W = splat('w', `[[${numbers(1, 6)}]]`, '1x1x1x6xf32');
const conv = (name: string, operand: string, weights = '1x1x3x3', result = nhwc, groups = 1) =>
  `%${name} = stablehlo.convolution(%${operand}, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = ${groups} : i64} : (tensor<${nhwc}>, tensor<${weights}xf32>) -> tensor<${result}>`;
const channels = (name: string, values: string, columns: number, to: string) =>
  [splat(`${name}r`, values, `${columns}xf32`), broadcast(name, `${name}r`, '3', `${columns}xf32`, to)].join('\n');

describe('a bias', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['may be taken off', program([x], y, W, times('0', 'a'), row('v', ROW), op('1', 'subtract', '%0, %v', y), give('1', y)),
      'FULLY_CONNECTED'],
    ['may be taken off before an activation', program([x], y, W, times('0', 'a'), row('v', ROW), op('1', 'subtract', '%0, %v', y),
      relu('2', '1', y), give('2', y)), 'FULLY_CONNECTED'],
    ['may be one number', program([x], y, W, times('0', 'a'), splat('v', '0.5', y), op('1', 'add', '%0, %v', y), give('1', y)),
      'FULLY_CONNECTED'],
    ['is added to an earlier one', program([x], y, W, times('0', 'a'), row('v', ROW), op('1', 'add', '%0, %v', y), splat('s', '0.5', y),
      op('2', 'multiply', '%1, %s', y), row('u', numbers(1, 6).slice(1, -1)), op('3', 'add', '%2, %u', y), give('3', y)),
      'FULLY_CONNECTED'],
    ['is none where a result is added to itself', program([x], y, W, times('0', 'a'), op('1', 'add', '%0, %0', y), give('1', y)),
      'FULLY_CONNECTED ADD'],
    ['is none where the result is taken off', program([x], y, W, times('0', 'a'), row('v', ROW), op('1', 'subtract', '%v, %0', y),
      give('1', y)), 'FULLY_CONNECTED SUB'],
    ['is none where the result is repeated', program(['1x3xf32'], y, splat('w', numbers(3, 6), '3x6xf32'),
      times('0', 'a', 'w', [1, 3, 6]), broadcast('1', '0', '0, 1', '1x6xf32', y), row('v', ROW), op('2', 'add', '%1, %v', y),
      give('2', y)), 'FULLY_CONNECTED BROADCAST_TO ADD'],
    ['is none where it differs by row', program([x], y, W, times('0', 'a'), splat('v', numbers(4, 6, 3), y), op('1', 'add', '%0, %v', y),
      give('1', y)), 'FULLY_CONNECTED ADD'],
    ['is none where it is a column', program(['6x3xf32'], '6x6xf32', W, times('0', 'a', 'w', [6, 3, 6]), splat('v', ROW, '6xf32'),
      broadcast('1', 'v', '0', '6xf32', '6x6xf32'), op('2', 'add', '%0, %1', '6x6xf32'), give('2', '6x6xf32')), 'FULLY_CONNECTED ADD'],
    ['is none behind an activation', program([x], y, W, times('0', 'a'), relu('1', '0', y), row('v', ROW), op('2', 'add', '%1, %v', y),
      give('2', y)), 'FULLY_CONNECTED ADD'],
  ])('%s', becomes);
});

describe('a scale', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['goes into the weights of a convolution', program([nhwc], nhwc, CONV_W, conv('0', 'a'), channels('v', THREE, 3, nhwc),
      op('1', 'multiply', '%0, %v', nhwc), give('1', nhwc)), 'CONV_2D'],
    ['goes into the weights of a depthwise convolution', program([nhwc], '2x4x5x6xf32', DEPTH_W,
      conv('0', 'a', '1x1x1x6', '2x4x5x6xf32', 3), channels('v', ROW, 6, '2x4x5x6xf32'), op('1', 'multiply', '%0, %v', '2x4x5x6xf32'),
      give('1', '2x4x5x6xf32')), 'DEPTHWISE_CONV_2D'],
    ['goes into weights before an activation', program([x], y, W, times('0', 'a'), row('v', ROW), op('1', 'multiply', '%0, %v', y),
      relu('2', '1', y), give('2', y)), 'FULLY_CONNECTED'],
    ['of channels goes through a reshape that keeps them', program([x], '2x2x6xf32', W, times('0', 'a'),
      reshape('1', '0', y, '2x2x6xf32'), splat('v', ROW, '6xf32'), broadcast('2', 'v', '2', '6xf32', '2x2x6xf32'),
      op('3', 'multiply', '%1, %2', '2x2x6xf32'), give('3', '2x2x6xf32')), 'FULLY_CONNECTED RESHAPE'],
    ['of a piece goes into the weights of its layer', program([x], y, W, times('0', 'a'),
      '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>',
      '%s1 = stablehlo.slice %0 [0:4, 2:6] : (tensor<4x6xf32>) -> tensor<4x4xf32>', splat('h', '0.5', '4x2xf32'),
      op('m', 'multiply', '%s0, %h', '4x2xf32'),
      '%j = stablehlo.concatenate %s1, %m, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>', give('j', y)),
      'FULLY_CONNECTED FULLY_CONNECTED CONCATENATION'],
    ['stays where it differs by row', program(['6x3xf32'], '6x6xf32', W, times('0', 'a', 'w', [6, 3, 6]), splat('v', ROW, '6xf32'),
      broadcast('1', 'v', '0', '6xf32', '6x6xf32'), op('2', 'multiply', '%0, %1', '6x6xf32'), give('2', '6x6xf32')),
      'FULLY_CONNECTED MUL'],
    ['stays where it differs by element', program([x], y, W, times('0', 'a'), splat('v', numbers(4, 6, 3), y),
      op('1', 'multiply', '%0, %v', y), give('1', y)), 'FULLY_CONNECTED MUL'],
    ['stays where it is computed', program([x, '6xf32'], y, W, times('0', 'a'), broadcast('1', 'b', '1', '6xf32', y),
      op('2', 'multiply', '%0, %1', y), give('2', y)), 'FULLY_CONNECTED MUL'],
    ['of channels stays behind an activation', program([x], y, W, times('0', 'a'), relu('1', '0', y), row('v', ROW),
      op('2', 'multiply', '%1, %v', y), give('2', y)), 'FULLY_CONNECTED MUL'],
    ['stays behind an activation', program([x], y, W, times('0', 'a'), relu('1', '0', y), splat('v', '0.3', y),
      op('2', 'multiply', '%1, %v', y), give('2', y)), 'FULLY_CONNECTED MUL'],
    ['of channels stays behind a transpose of them', program([x], '6x4xf32', W, times('0', 'a'),
      transpose('1', '0', '1, 0', y, '6x4xf32'), splat('v', '[0.5, 2.0, -1.5, 3.0]', '4xf32'),
      broadcast('2', 'v', '1', '4xf32', '6x4xf32'), op('3', 'multiply', '%1, %2', '6x4xf32'), give('3', '6x4xf32')),
      'FULLY_CONNECTED MUL TRANSPOSE'],
    ['stays where weights are computed', program([x, '3x6xf32'], y, times('0', 'a', 'b'), splat('v', '0.3', y),
      op('1', 'multiply', '%0, %v', y), give('1', y)), 'BATCH_MATMUL MUL'],
    ['stays where the result is needed before it is reshaped',
      withResults(program([x], '2x2x6xf32', W, times('0', 'a'), op('5', 'sine', '%0', y), reshape('1', '0', y, '2x12xf32'), splat('v', '0.3', '2x12xf32'), op('3', 'multiply', '%1, %v', '2x12xf32'), give('3', '2x12xf32')),
      '3', '5', ['2x12xf32', y]), 'FULLY_CONNECTED SIN MUL RESHAPE'],
    ['stays where the result is needed before it is transposed',
      withResults(program([x], '6x4xf32', W, times('0', 'a'), op('5', 'sine', '%0', y), transpose('1', '0', '1, 0', y, '6x4xf32'), splat('v', '0.3', '6x4xf32'), op('3', 'multiply', '%1, %v', '6x4xf32'), op('6', 'cosine', '%3', '6x4xf32'), give('6', '6x4xf32')),
      '6', '5', ['6x4xf32', y]), 'FULLY_CONNECTED SIN MUL COS TRANSPOSE'],
    ['stays behind what is no layer', program([x], x, op('0', 'sine', '%a', x), splat('v', '0.3', x), op('1', 'multiply', '%0, %v', x),
      give('1', x)), 'SIN MUL'],
  ])('%s', becomes);
});

describe('a factor of the columns of an input', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['goes into weights beside a bias', program([x], y, row('g', THREE, 3, x), op('0', 'multiply', '%a, %g', x),
      row('o', '[1.0, -2.0, 0.5]', 3, x), op('1', 'add', '%0, %o', x), W, times('2', '1'), row('v', ROW), op('3', 'add', '%2, %v', y),
      give('3', y)), 'FULLY_CONNECTED'],
    ['stays where it is one number: the layer before may take it', program([x], y, splat('g', '0.5', x), op('0', 'multiply', '%a, %g', x),
      W, times('1', '0'), give('1', y)), 'MUL FULLY_CONNECTED'],
    ['stays where the product is an output',
      withResults(program([x], y, row('g', THREE, 3, x), op('0', 'multiply', '%a, %g', x), W, times('1', '0'), give('1', y)), '1', '0',
      [y, x]), 'MUL FULLY_CONNECTED'],
    ['stays where it differs by row', program(['3x3xf32'], '3x6xf32', splat('g', THREE, '3xf32'),
      broadcast('gb', 'g', '0', '3xf32', '3x3xf32'), op('0', 'multiply', '%a, %gb', '3x3xf32'), W, times('1', '0', 'w', [3, 3, 6]),
      give('1', '3x6xf32')), 'MUL FULLY_CONNECTED'],
    ['stays where it differs by element', program([x], y, splat('g', numbers(4, 3, 2), x), op('0', 'multiply', '%a, %g', x), W,
      times('1', '0'), give('1', y)), 'MUL FULLY_CONNECTED'],
    ['stays where weights are computed', program([x, '3x6xf32'], y, row('g', THREE, 3, x), op('0', 'multiply', '%a, %g', x),
      times('1', '0', 'b'), give('1', y)), 'MUL BATCH_MATMUL'],
    ['stays where the product is the weights', program([x, '6x3xf32'], '6x4xf32', row('g', THREE, 3, x), op('0', 'multiply', '%a, %g', x),
      '%1 = stablehlo.dot_general %b, %0, contracting_dims = [1] x [1] : (tensor<6x3xf32>, tensor<4x3xf32>) -> tensor<6x4xf32>',
      give('1', '6x4xf32')), 'MUL BATCH_MATMUL'],
    ['stays where it is a difference', program([x], y, row('g', THREE, 3, x), op('0', 'subtract', '%a, %g', x), W, times('1', '0'),
      give('1', y)), 'SUB FULLY_CONNECTED'],
  ])('%s', becomes);
});

describe('a layer', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['gives the rows in the dimensions that a reshape would', program([x], '2x2x6xf32', transpose('t', 'a', '1, 0', x, '3x4xf32'),
      reshape('r', 't', '3x4xf32', '4x3xf32'), W, times('1', 'r'), reshape('2', '1', y, '2x2x6xf32'), give('2', '2x2x6xf32')),
      'TRANSPOSE RESHAPE FULLY_CONNECTED'],
    ['leaves columns to the reshape that splits them', program([x], '4x2x3xf32', transpose('t', 'a', '1, 0', x, '3x4xf32'),
      reshape('r', 't', '3x4xf32', '4x3xf32'), W, times('1', 'r'), reshape('2', '1', y, '4x2x3xf32'), give('2', '4x2x3xf32')),
      'TRANSPOSE RESHAPE FULLY_CONNECTED RESHAPE'],
    ['leaves rows to the reshape where others read the result',
      withResults(program([x], '2x2x6xf32', transpose('t', 'a', '1, 0', x, '3x4xf32'), reshape('r', 't', '3x4xf32', '4x3xf32'), W, times('1', 'r'), reshape('2', '1', y, '2x2x6xf32'), give('2', '2x2x6xf32')),
      '2', '1', ['2x2x6xf32', y]), 'TRANSPOSE RESHAPE FULLY_CONNECTED RESHAPE'],
    ['reads what cuts through rows reshaped', program(['12xf32'], y, reshape('0', 'a', '12xf32', x), W, times('1', '0'), give('1', y)),
      'RESHAPE FULLY_CONNECTED'],
    ['reads a vector as a row', program(['3xf32'], '1x6xf32', reshape('0', 'a', '3xf32', '1x3xf32'), W, times('1', '0', 'w', [1, 3, 6]),
      give('1', '1x6xf32')), 'RESHAPE FULLY_CONNECTED'],
    ['reads what adds dimensions behind rows reshaped', program(['4x3x1xf32'], y, reshape('0', 'a', '4x3x1xf32', x), W, times('1', '0'),
      give('1', y)), 'RESHAPE FULLY_CONNECTED'],
  ])('%s', becomes);
});

describe('a layer that is cut', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['has its bias cut too', program([x], '4x6xf32', W, times('0', 'a'), row('v', ROW), op('b', 'add', '%0, %v', y),
      '%s0 = stablehlo.slice %b [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>',
      '%s1 = stablehlo.slice %b [0:4, 2:6] : (tensor<4x6xf32>) -> tensor<4x4xf32>',
      '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>', give('j', y)),
      'FULLY_CONNECTED FULLY_CONNECTED CONCATENATION'],
    ['by rows stays one', program([x], '4x6xf32', W, times('0', 'a'),
      '%s0 = stablehlo.slice %0 [0:2, 0:6] : (tensor<4x6xf32>) -> tensor<2x6xf32>',
      '%s1 = stablehlo.slice %0 [2:4, 0:6] : (tensor<4x6xf32>) -> tensor<2x6xf32>',
      '%j = stablehlo.concatenate %s1, %s0, dim = 0 : (tensor<2x6xf32>, tensor<2x6xf32>) -> tensor<4x6xf32>', give('j', y)),
      'FULLY_CONNECTED SLICE SLICE CONCATENATION'],
    ['by rows and columns stays one', program(['6x3xf32'], '2x6xf32', W, times('0', 'a', 'w', [6, 3, 6]),
      ...[0, 2, 4].map((c) => `%s${c} = stablehlo.slice %0 [${c}:${c + 2}, ${c}:${c + 2}] : (tensor<6x6xf32>) -> tensor<2x2xf32>`),
      '%j = stablehlo.concatenate %s0, %s2, %s4, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x6xf32>',
      give('j', '2x6xf32')), 'FULLY_CONNECTED SLICE SLICE SLICE CONCATENATION'],
    ['of which some rows are not used stays one', program([x], '2x6xf32', W, times('0', 'a'),
      ...[0, 2, 4].map((c) => `%s${c} = stablehlo.slice %0 [0:2, ${c}:${c + 2}] : (tensor<4x6xf32>) -> tensor<2x2xf32>`),
      '%j = stablehlo.concatenate %s0, %s2, %s4, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x6xf32>',
      give('j', '2x6xf32')), 'FULLY_CONNECTED SLICE SLICE SLICE CONCATENATION'],
    ['into corners stays one', program([x], '4x6xf32', W, times('0', 'a'),
      '%s0 = stablehlo.slice %0 [0:2, 0:2] : (tensor<4x6xf32>) -> tensor<2x2xf32>',
      '%s1 = stablehlo.slice %0 [2:4, 2:6] : (tensor<4x6xf32>) -> tensor<2x4xf32>',
      '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<2x4xf32>, tensor<2x2xf32>) -> tensor<2x6xf32>',
      give('j', '2x6xf32')).replace('-> tensor<4x6xf32> {', '-> tensor<2x6xf32> {'), 'FULLY_CONNECTED SLICE SLICE CONCATENATION'],
    ['stays one where others have the weights', program([x], '4x6xf32', W, times('0', 'a'), op('t', 'sine', '%a', x), times('u', 't'),
      '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>',
      '%s1 = stablehlo.slice %0 [0:4, 2:6] : (tensor<4x6xf32>) -> tensor<4x4xf32>',
      '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>', op('k', 'add', '%j, %u', y),
      give('k', y)), 'FULLY_CONNECTED SIN FULLY_CONNECTED SLICE SLICE CONCATENATION ADD'],
    ['stays one where weights are computed', program([x, '3x6xf32'], '4x6xf32', times('0', 'a', 'b'),
      '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>',
      '%s1 = stablehlo.slice %0 [0:4, 2:6] : (tensor<4x6xf32>) -> tensor<4x4xf32>',
      '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>', give('j', y)),
      'BATCH_MATMUL SLICE SLICE CONCATENATION'],
    ['stays one where the whole is an output',
      withResults(program([x], '4x6xf32', W, times('0', 'a'), '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>', '%s1 = stablehlo.slice %0 [0:4, 2:6] : (tensor<4x6xf32>) -> tensor<4x4xf32>', '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>', give('j', y)),
      'j', '0', [y, y]), 'FULLY_CONNECTED SLICE SLICE CONCATENATION'],
    ['of which one piece is used stays one', program([x], '4x2xf32', W, times('0', 'a'),
      '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>', give('s0', '4x2xf32')), 'FULLY_CONNECTED SLICE'],
    ['stays one where others read the whole', program([x], '4x2xf32', W, times('0', 'a'),
      '%s0 = stablehlo.slice %0 [0:4, 0:2] : (tensor<4x6xf32>) -> tensor<4x2xf32>', op('s', 'sine', '%0', y),
      '%s1 = stablehlo.slice %s [0:4, 2:4] : (tensor<4x6xf32>) -> tensor<4x2xf32>', op('k', 'add', '%s0, %s1', '4x2xf32'),
      give('k', '4x2xf32')), 'FULLY_CONNECTED SLICE SIN SLICE ADD'],
  ])('%s', becomes);
});
