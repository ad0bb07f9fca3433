// What moves or vanishes, and each reason why it stays. Models run in LiteRT and agree with the interpreter.
import { describe, test } from 'vitest';
import { becomes, type Row } from '../../../../tooling/op-check.js';
import {
  broadcast,
  give,
  numbers,
  op,
  program,
  reduce,
  relu,
  reshape,
  row,
  splat,
  transpose,
  withResults,
} from '../../../../tooling/program-text.js';

const x = '4x3xf32';
const q = '2x3x4x5xf32';
const k = '2x3x6x5xf32';
const s = '2x3x4x6xf32';
const nhwc = '2x4x5x3xf32';
const nchw = '2x3x4x5xf32';
const THREE = '[0.5, 2.0, -1.5]';
const ROW = '[0.5, 2.0, -1.5, 3.0, 0.25, 1.5]';
const zero = splat('z', '0.0', 'f32');
const CONV_W = splat('w', `[[${numbers(3, 3)}]]`, '1x1x3x3xf32');
const toNchw = (name: string, operand: string, from = nhwc, to = nchw) => transpose(name, operand, '0, 3, 1, 2', from, to);
const toNhwc = (name: string, operand: string, from = nchw, to = nhwc) => transpose(name, operand, '0, 2, 3, 1', from, to);
const product = (name: string, l: string, r: string, over: number, types: readonly string[]) =>
  `%${name} = stablehlo.dot_general %${l}, %${r}, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [${over}] : (tensor<${types[0]}>, tensor<${types[1]}>) -> tensor<${types[2]}>`;
const conv = (name: string, operand: string, weights = '1x1x3x3', result = nhwc, groups = 1) =>
  `%${name} = stablehlo.convolution(%${operand}, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = ${groups} : i64} : (tensor<${nhwc}>, tensor<${weights}xf32>) -> tensor<${result}>`;

describe('a reshape behind operators of single elements', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['goes into the reduction before them', program([x], '4x1xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      splat('v', '0.5', '4xf32'), op('1', 'subtract', '%v, %0', '4xf32'), op('3', 'exponential', '%1', '4xf32'),
      reshape('2', '3', '4xf32', '4x1xf32'), give('2', '4x1xf32')), 'SUM SUB EXP'],
    ['goes into the reshape before them', program(['2x2xf32'], '4x1xf32', reshape('0', 'a', '2x2xf32', '4xf32'),
      op('1', 'sqrt', '%0', '4xf32'), reshape('2', '1', '4xf32', '4x1xf32'), give('2', '4x1xf32')), 'RESHAPE SQRT'],
    ['stays where neither is there', program(['4xf32'], '4x1xf32', op('1', 'sqrt', '%a', '4xf32'), reshape('2', '1', '4xf32', '4x1xf32'),
      give('2', '4x1xf32')), 'SQRT RESHAPE'],
    ['stays where others read what they give',
      withResults(program([x], '4x1xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'), op('1', 'sqrt', '%0', '4xf32'), reshape('2', '1', '4xf32', '4x1xf32'), give('2', '4x1xf32')),
      '2', '1', ['4x1xf32', '4xf32']), 'SUM SQRT RESHAPE'],
    ['stays where others read the reduction',
      withResults(program([x], '4x1xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'), op('1', 'sqrt', '%0', '4xf32'), reshape('2', '1', '4xf32', '4x1xf32'), give('2', '4x1xf32')),
      '2', '0', ['4x1xf32', '4xf32']), 'SUM SQRT RESHAPE'],
    ['stays where a second tensor takes part', program([x, '4xf32'], '4x1xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      op('1', 'add', '%0, %b', '4xf32'), reshape('2', '1', '4xf32', '4x1xf32'), give('2', '4x1xf32')), 'SUM ADD RESHAPE'],
    ['stays where it does more than to put dimensions back', program([x], '1x4xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      reshape('1', '0', '4xf32', '1x4xf32'), op('2', 'sine', '%1', '1x4xf32'), give('2', '1x4xf32')), 'SUM RESHAPE SIN'],
  ])('%s', becomes);
});

describe('a reshape before operators of single elements', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['moves behind them', program(['2x6xf32'], '3x4xf32', op('5', 'sine', '%a', '2x6xf32'), reshape('0', '5', '2x6xf32', '3x4xf32'),
      op('1', 'tanh', '%0', '3x4xf32'), op('2', 'cosine', '%1', '3x4xf32'), give('2', '3x4xf32')), 'SIN TANH RESHAPE COS'],
    ['moves behind them with a vector along the last dimension', program(['2x2x3xf32'], x, op('5', 'sine', '%a', '2x2x3xf32'),
      reshape('0', '5', '2x2x3xf32', x), row('v', THREE, 3, x), op('1', 'add', '%0, %v', x), op('2', 'cosine', '%1', x), give('2', x)),
      'SIN ADD RESHAPE COS'],
    ['moves behind them with a number', program(['3x2x3xf32'], '6x3xf32', op('5', 'sine', '%a', '3x2x3xf32'),
      reshape('0', '5', '3x2x3xf32', '6x3xf32'),
      splat('v', '[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]', '6x3xf32'),
      op('1', 'add', '%0, %v', '6x3xf32'), op('2', 'cosine', '%1', '6x3xf32'), give('2', '6x3xf32')), 'SIN ADD RESHAPE COS'],
    ['stays where an argument is reshaped', program(['2x6xf32'], '3x4xf32', reshape('0', 'a', '2x6xf32', '3x4xf32'),
      op('1', 'tanh', '%0', '3x4xf32'), give('1', '3x4xf32')), 'RESHAPE TANH'],
    ['stays where the last dimension is another', program(['2x6xf32'], x, op('5', 'sine', '%a', '2x6xf32'),
      reshape('0', '5', '2x6xf32', x), row('v', THREE, 3, x), op('1', 'add', '%0, %v', x), op('2', 'cosine', '%1', x), give('2', x)),
      'SIN RESHAPE ADD COS'],
    ['stays where the vector would be repeated within a dimension', program(['12xf32'], x, op('5', 'sine', '%a', '12xf32'),
      reshape('0', '5', '12xf32', x), row('v', THREE, 3, x), op('1', 'add', '%0, %v', x), op('2', 'cosine', '%1', x), give('2', x)),
      'SIN RESHAPE ADD COS'],
    ['stays before a constant of the whole shape', program(['2x6xf32'], x, op('5', 'sine', '%a', '2x6xf32'),
      reshape('0', '5', '2x6xf32', x), splat('v', numbers(4, 3), x), op('1', 'add', '%0, %v', x), op('2', 'cosine', '%1', x),
      give('2', x)), 'SIN RESHAPE ADD COS'],
    ['stays before a column', program(['3x2x3xf32'], '6x3xf32', op('5', 'sine', '%a', '3x2x3xf32'),
      reshape('0', '5', '3x2x3xf32', '6x3xf32'), splat('v', ROW, '6xf32'), broadcast('c', 'v', '0', '6xf32', '6x3xf32'),
      op('1', 'add', '%0, %c', '6x3xf32'), op('2', 'cosine', '%1', '6x3xf32'), give('2', '6x3xf32')), 'SIN RESHAPE ADD COS'],
    ['stays before a second tensor', program(['2x6xf32', x], x, op('5', 'sine', '%a', '2x6xf32'), reshape('0', '5', '2x6xf32', x),
      op('1', 'add', '%0, %b', x), op('2', 'cosine', '%1', x), give('2', x)), 'SIN RESHAPE ADD COS'],
    ['stays where others read it',
      withResults(program(['2x6xf32'], '3x4xf32', op('5', 'sine', '%a', '2x6xf32'), reshape('0', '5', '2x6xf32', '3x4xf32'), op('1', 'tanh', '%0', '3x4xf32'), op('2', 'cosine', '%1', '3x4xf32'), give('2', '3x4xf32')),
      '2', '0', ['3x4xf32', '3x4xf32']), 'SIN RESHAPE TANH COS'],
    ['stays behind a reduction, which may keep dimensions', program([x], '2x2xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      reshape('1', '0', '4xf32', '2x2xf32'), op('2', 'tanh', '%1', '2x2xf32'), op('3', 'cosine', '%2', '2x2xf32'), give('3', '2x2xf32')),
      'SUM RESHAPE TANH COS'],
    ['stays where it is repeated', program(['2x2xf32'], x, op('5', 'sine', '%a', '2x2xf32'), reshape('0', '5', '2x2xf32', '4xf32'),
      broadcast('1', '0', '0', '4xf32', x), splat('v', numbers(4, 3), x), op('2', 'add', '%1, %v', x), give('2', x)), 'SIN RESHAPE ADD'],
    ['of a constant is that constant', program(['2x6xf32'], '2x6xf32', splat('q', numbers(4, 3), x), reshape('1', 'q', x, '2x6xf32'),
      op('2', 'add', '%a, %1', '2x6xf32'), give('2', '2x6xf32')), 'ADD'],
  ])('%s', becomes);
});

describe('a transpose', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['moves behind a number', program([nhwc], nhwc, toNchw('t', 'a'), splat('v', '0.5', nchw), op('0', 'subtract', '%v, %t', nchw),
      toNhwc('u', '0'), give('u', nhwc)), 'SUB'],
    ['moves behind a number that is an argument', program([nhwc, 'f32'], nhwc, toNchw('t', 'a'), broadcast('s', 'b', '', 'f32', nchw),
      op('0', 'multiply', '%t, %s', nchw), toNhwc('u', '0'), give('u', nhwc)), 'MUL'],
    ['moves behind numbers for channels that are an argument', program([nhwc, '3xf32'], nhwc, toNchw('t', 'a'),
      broadcast('s', 'b', '1', '3xf32', nchw), op('0', 'multiply', '%t, %s', nchw), toNhwc('u', '0'), give('u', nhwc)), 'RESHAPE MUL'],
    ['moves behind a constant of some dimensions', program([nhwc], nhwc, toNchw('t', 'a'), splat('c', numbers(3, 5), '3x5xf32'),
      broadcast('s', 'c', '1, 3', '3x5xf32', nchw), op('0', 'multiply', '%t, %s', nchw), toNhwc('u', '0'), give('u', nhwc)), 'MUL'],
    ['moves behind a reduction that keeps dimensions', program([nhwc], nchw, toNchw('t', 'a'), zero,
      reduce('0', 'add', 'z', 't', 3, nchw, '2x3x4xf32'), broadcast('1', '0', '0, 1, 2', '2x3x4xf32', nchw),
      op('2', 'multiply', '%t, %1', nchw), give('2', nchw)), 'SUM MUL TRANSPOSE'],
    ['vanishes in a reduction over what it moved', program([nhwc], '2x4x5xf32', toNchw('t', 'a'), zero,
      reduce('0', 'add', 'z', 't', 1, nchw, '2x4x5xf32'), give('0', '2x4x5xf32')), 'SUM'],
    ['moves behind a softmax whose dimension stays the last', program(['3x2x4xf32'], '2x3x4xf32',
      transpose('t', 'a', '1, 0, 2', '3x2x4xf32', '2x3x4xf32'), splat('i', '0xFF800000', 'f32'), zero,
      reduce('0', 'maximum', 'i', 't', 2, '2x3x4xf32', '2x3xf32'), broadcast('1', '0', '0, 1', '2x3xf32', '2x3x4xf32'),
      op('2', 'subtract', '%t, %1', '2x3x4xf32'), op('3', 'exponential', '%2', '2x3x4xf32'),
      reduce('4', 'add', 'z', '3', 2, '2x3x4xf32', '2x3xf32'), broadcast('5', '4', '0, 1', '2x3xf32', '2x3x4xf32'),
      op('6', 'divide', '%3, %5', '2x3x4xf32'), transpose('7', '6', '1, 0, 2', '2x3x4xf32', '3x2x4xf32'),
      give('7', '3x2x4xf32')).replace('-> tensor<2x3x4xf32> {', '-> tensor<3x2x4xf32> {'), 'SOFTMAX'],
    ['moves behind a reshape with dimensions of size 1', program(['2x4x5x3xf32'], '2x1x3x20xf32', toNchw('t', 'a'),
      reshape('0', 't', nchw, '2x1x3x20xf32'), transpose('1', '0', '0, 1, 3, 2', '2x1x3x20xf32', '2x1x20x3xf32'),
      op('2', 'sine', '%1', '2x1x20x3xf32'), give('2', '2x1x20x3xf32')).replace('-> tensor<2x1x3x20xf32>', '-> tensor<2x1x20x3xf32>'),
      'RESHAPE SIN'],
    ['moves behind a reshape that drops dimensions of size 1', program(['1x4x5x3xf32'], '3x20xf32',
      transpose('t', 'a', '0, 3, 1, 2', '1x4x5x3xf32', '1x3x4x5xf32'), reshape('0', 't', '1x3x4x5xf32', '3x20xf32'),
      transpose('1', '0', '1, 0', '3x20xf32', '20x3xf32'), op('2', 'sine', '%1', '20x3xf32'),
      give('2', '20x3xf32')).replace('-> tensor<3x20xf32>', '-> tensor<20x3xf32>'), 'RESHAPE SIN'],
    ['of nothing is a reshape', program(['2x0x5x3xf32'], '2x0xf32', transpose('t', 'a', '0, 3, 1, 2', '2x0x5x3xf32', '2x3x0x5xf32'),
      reshape('0', 't', '2x3x0x5xf32', '2x0xf32'), give('0', '2x0xf32')), 'RESHAPE'],
    ['stays before a convolution', program([nchw], nhwc, toNhwc('t', 'a'), op('0', 'sine', '%t', nhwc), CONV_W, conv('1', '0'),
      give('1', nhwc)), 'TRANSPOSE SIN CONV_2D'],
    ['stays before the padding of a convolution', program([nchw], '2x4x5x3xf32', toNhwc('t', 'a'), splat('z', '0.0', 'f32'),
      '%0 = stablehlo.pad %t, %z, low = [0, 1, 1, 0], high = [0, 1, 1, 0], interior = [0, 0, 0, 0] : (tensor<2x4x5x3xf32>, tensor<f32>) -> tensor<2x6x7x3xf32>',
      splat('w', `[[${numbers(3, 3)}]]`, '1x1x3x3xf32'),
      '%1 = stablehlo.convolution(%0, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x6x7x3xf32>, tensor<1x1x3x3xf32>) -> tensor<2x3x4x3xf32>',
      give('1', '2x3x4x3xf32')).replace('-> tensor<2x4x5x3xf32> {', '-> tensor<2x3x4x3xf32> {'), 'TRANSPOSE PAD CONV_2D'],
    ['stays before more dimensions', program(['3x4xf32'], '2x4x3xf32', transpose('t', 'a', '1, 0', '3x4xf32', x),
      broadcast('b', 't', '1, 2', x, '2x4x3xf32'), splat('v', `[${numbers(4, 3)}, ${numbers(4, 3, 5)}]`, '2x4x3xf32'),
      op('0', 'multiply', '%b, %v', '2x4x3xf32'), give('0', '2x4x3xf32')), 'TRANSPOSE MUL'],
    ['stays where another stands in another order', program([nhwc, '2x5x4x3xf32'], '2x6x4x5xf32', toNchw('t', 'a'),
      transpose('s', 'b', '0, 3, 2, 1', '2x5x4x3xf32', nchw),
      '%0 = stablehlo.concatenate %t, %s, dim = 1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) -> tensor<2x6x4x5xf32>',
      give('0', '2x6x4x5xf32')), 'TRANSPOSE TRANSPOSE CONCATENATION'],
    ['stays before a softmax over what it moved', program([nhwc], nchw, toNchw('t', 'a'), splat('i', '0xFF800000', 'f32'), zero,
      reduce('0', 'maximum', 'i', 't', 3, nchw, '2x3x4xf32'), broadcast('1', '0', '0, 1, 2', '2x3x4xf32', nchw),
      op('2', 'subtract', '%t, %1', nchw), op('3', 'exponential', '%2', nchw), reduce('4', 'add', 'z', '3', 3, nchw, '2x3x4xf32'),
      broadcast('5', '4', '0, 1, 2', '2x3x4xf32', nchw), op('6', 'divide', '%3, %5', nchw), give('6', nchw)), 'TRANSPOSE SOFTMAX'],
    ['stays where the other operand would have to be transposed', program([nhwc, '4x3xf32'], nchw, toNchw('t', 'a'),
      transpose('s', 'b', '1, 0', '4x3xf32', '3x4xf32'), op('5', 'sine', '%s', '3x4xf32'), broadcast('c', '5', '1, 2', '3x4xf32', nchw),
      op('0', 'add', '%t, %c', nchw), give('0', nchw)), 'TRANSPOSE SIN RESHAPE TRANSPOSE ADD'],
  ])('%s', becomes);
});

describe('a product of matrices', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['reads heads as a transpose moved them', program([q, '3x2x6x5xf32'], s, transpose('0', 'b', '1, 0, 2, 3', '3x2x6x5xf32', k),
      product('1', 'a', '0', 3, [q, k, s]), give('1', s)), 'TRANSPOSE BATCH_MATMUL'],
    ['reads a left side that is transposed as it was before', program(['2x3x5x4xf32', k], s,
      transpose('0', 'a', '0, 1, 3, 2', '2x3x5x4xf32', q), product('1', '0', 'b', 3, [q, k, s]), give('1', s)), 'BATCH_MATMUL'],
    ['keeps its sides where rows are taken together before the transpose', program(['2x6x3x5xf32', '2x3x4x6xf32'], '15x2x4xf32',
      transpose('0', 'a', '0, 2, 3, 1', '2x6x3x5xf32', '2x3x5x6xf32'),
      product('1', '0', 'b', 3, ['2x3x5x6xf32', '2x3x4x6xf32', '2x3x5x4xf32']), reshape('2', '1', '2x3x5x4xf32', '2x15x4xf32'),
      transpose('3', '2', '1, 0, 2', '2x15x4xf32', '15x2x4xf32'), give('3', '15x2x4xf32')), 'TRANSPOSE BATCH_MATMUL RESHAPE TRANSPOSE'],
    ['keeps its sides where the result is not transposed', program(['2x6x3x5xf32', '2x3x4x6xf32'], '2x3x5x4xf32',
      transpose('0', 'a', '0, 2, 3, 1', '2x6x3x5xf32', '2x3x5x6xf32'),
      product('1', '0', 'b', 3, ['2x3x5x6xf32', '2x3x4x6xf32', '2x3x5x4xf32']), op('2', 'sine', '%1', '2x3x5x4xf32'),
      give('2', '2x3x5x4xf32')), 'TRANSPOSE BATCH_MATMUL SIN'],
    ['works on flattened batches where one matrix is cut', program(['2x3x4x5xf32', '2x3x15xf32'], '6x4x3xf32',
      reshape('0', 'a', '2x3x4x5xf32', '6x4x5xf32'), reshape('1', 'b', '2x3x15xf32', '6x5x3xf32'),
      `%2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<6x4x5xf32>, tensor<6x5x3xf32>) -> tensor<6x4x3xf32>`,
      give('2', '6x4x3xf32')), 'RESHAPE RESHAPE BATCH_MATMUL'],
    ['works on flattened batches where there are too many', program(['1x2x1x3x4x5xf32', '1x2x1x3x5x3xf32'], '6x4x3xf32',
      reshape('0', 'a', '1x2x1x3x4x5xf32', '6x4x5xf32'), reshape('1', 'b', '1x2x1x3x5x3xf32', '6x5x3xf32'),
      `%2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<6x4x5xf32>, tensor<6x5x3xf32>) -> tensor<6x4x3xf32>`,
      give('2', '6x4x3xf32')), 'RESHAPE RESHAPE BATCH_MATMUL'],
    ['works on batches of one where there are none before', program(['4x5xf32', '5x3xf32'], '1x4x3xf32',
      reshape('0', 'a', '4x5xf32', '1x4x5xf32'), reshape('1', 'b', '5x3xf32', '1x5x3xf32'),
      `%2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<1x4x5xf32>, tensor<1x5x3xf32>) -> tensor<1x4x3xf32>`,
      give('2', '1x4x3xf32')), 'RESHAPE RESHAPE BATCH_MATMUL'],
    ['works on flattened batches where both matrices are cut', program(['6x2x10xf32', '3x2x5x3xf32'], '6x4x3xf32',
      reshape('0', 'a', '6x2x10xf32', '6x4x5xf32'), reshape('1', 'b', '3x2x5x3xf32', '6x5x3xf32'),
      `%2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<6x4x5xf32>, tensor<6x5x3xf32>) -> tensor<6x4x3xf32>`,
      give('2', '6x4x3xf32')), 'RESHAPE RESHAPE BATCH_MATMUL'],
  ])('%s', becomes);
});

describe('scales of both sides of a product', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['are one, through a transpose', program(['2x4x3x5xf32', k], s, splat('s', '0.5', '2x4x3x5xf32'),
      op('0', 'multiply', '%a, %s', '2x4x3x5xf32'), transpose('3', '0', '0, 2, 1, 3', '2x4x3x5xf32', q), splat('t', '0.25', k),
      op('1', 'multiply', '%b, %t', k), product('2', '3', '1', 3, [q, k, s]), give('2', s)), 'MUL TRANSPOSE BATCH_MATMUL'],
    ['are one where both sides are the same', program([q], '2x3x4x4xf32', splat('s', '0.5', q), op('0', 'multiply', '%a, %s', q),
      product('1', '0', '0', 3, [q, q, '2x3x4x4xf32']), give('1', '2x3x4x4xf32')), 'MUL BATCH_MATMUL'],
    ['are one where the other has none', program([q, k], s, splat('s', '0.5', q), op('0', 'multiply', '%a, %s', q),
      product('1', '0', 'b', 3, [q, k, s]), give('1', s)), 'MUL BATCH_MATMUL'],
    ['are two where one is needed besides',
      withResults(program([q, k], s, splat('s', '0.5', q), op('0', 'multiply', '%a, %s', q), splat('t', '0.25', k), op('1', 'multiply', '%b, %t', k), product('2', '0', '1', 3, [q, k, s]), give('2', s)),
      '2', '1', [s, k]), 'MUL MUL BATCH_MATMUL'],
    ['are two where one is bounded', program([q, k], s, splat('s', '0.5', q), op('0', 'multiply', '%a, %s', q), relu('5', '0', q),
      splat('t', '0.25', k), op('1', 'multiply', '%b, %t', k), product('2', '5', '1', 3, [q, k, s]), give('2', s)),
      'MUL MUL BATCH_MATMUL'],
    ['are two where one differs by column', program([q, k], s, splat('s', '[0.5, 1.0, 2.0, 3.0, 4.0]', '5xf32'),
      broadcast('sb', 's', '3', '5xf32', q), op('0', 'multiply', '%a, %sb', q), splat('t', '0.25', k), op('1', 'multiply', '%b, %t', k),
      product('2', '0', '1', 3, [q, k, s]), give('2', s)), 'MUL MUL BATCH_MATMUL'],
  ])('%s', becomes);
});

describe('heads that are repeated', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['stay repeated for transposed queries', program(['1x6x4x3xf32', '1x2x5x4xf32'], '1x6x3x5xf32',
      broadcast('0', 'b', '0, 1, 3, 4', '1x2x5x4xf32', '1x2x3x5x4xf32'), reshape('1', '0', '1x2x3x5x4xf32', '1x6x5x4xf32'),
      '%2 = stablehlo.dot_general %a, %1, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [3] : (tensor<1x6x4x3xf32>, tensor<1x6x5x4xf32>) -> tensor<1x6x3x5xf32>',
      give('2', '1x6x3x5xf32')), 'RESHAPE BROADCAST_TO RESHAPE BATCH_MATMUL'],
    ['stay repeated where their matrices are reshaped', program(['1x6x3x4xf32', '1x2x5x4xf32'], '1x6x3x5xf32',
      broadcast('0', 'b', '0, 1, 3, 4', '1x2x5x4xf32', '1x2x3x5x4xf32'), reshape('1', '0', '1x2x3x5x4xf32', '1x6x4x5xf32'),
      product('2', 'a', '1', 2, ['1x6x3x4xf32', '1x6x4x5xf32', '1x6x3x5xf32']), give('2', '1x6x3x5xf32')),
      'RESHAPE BROADCAST_TO RESHAPE BATCH_MATMUL'],
    ['stay repeated where there is one for all', program(['3x3x4xf32', '5x4xf32'], '3x3x5xf32',
      broadcast('0', 'b', '1, 2', '5x4xf32', '3x5x4xf32'),
      '%2 = stablehlo.dot_general %a, %0, batching_dims = [0] x [0], contracting_dims = [2] x [2] : (tensor<3x3x4xf32>, tensor<3x5x4xf32>) -> tensor<3x3x5xf32>',
      give('2', '3x3x5xf32')), 'BROADCAST_TO BATCH_MATMUL'],
  ])('%s', becomes);
});
