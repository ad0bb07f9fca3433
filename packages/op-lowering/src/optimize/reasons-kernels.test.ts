// Where one kernel does for several, and each reason why it does not. Models run in LiteRT and agree with the interpreter.
import { describe, test } from 'vitest';
import { becomes, type Row } from '../../../../tooling/op-check.js';
import { broadcast, give, numbers, op, program, reduce, relu, reshape, row, splat, withResults } from '../../../../tooling/program-text.js';

const x = '4x3xf32';
const nhwc = '2x4x5x3xf32';
const THREE = '[0.5, 2.0, -1.5]';
const zero = splat('z', '0.0', 'f32');
const max = (over: number) => reduce('m', 'maximum', 'i', 'a', over, x, over === 1 ? '4xf32' : '3xf32');
const windows = (name: string) =>
  `%${name} = "stablehlo.reduce_window"(%a, %z) <{window_dimensions = array<i64: 1, 2, 2, 1>}> ({\n^bb0(%l: tensor<f32>, %r: tensor<f32>):\n%s = stablehlo.add %l, %r : tensor<f32>\nstablehlo.return %s : tensor<f32>\n}) : (tensor<2x4x5x3xf32>, tensor<f32>) -> tensor<2x3x4x3xf32>`;

describe('an activation', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['goes into the sum before it', program([x, x], x, op('0', 'add', '%a, %b', x), relu('1', '0', x), give('1', x)), 'ADD'],
    ['of bf16 is one of f32 between casts', program(['4x3xbf16', '4x3xbf16'], '4x3xbf16', op('0', 'add', '%a, %b', '4x3xbf16'),
      relu('1', '0', '4x3xbf16'), give('1', '4x3xbf16')), 'CAST CAST ADD CAST CAST RELU CAST'],
    ['of integers is a maximum', program(['4x3xi32', '4x3xi32'], '4x3xi32', op('0', 'add', '%a, %b', '4x3xi32'),
      splat('q', '0', '4x3xi32'), op('1', 'maximum', '%0, %q', '4x3xi32'), give('1', '4x3xi32')), 'ADD MAXIMUM'],
    ['of an argument stays', program([x], x, relu('0', 'a', x), give('0', x)), 'RELU'],
    ['stays where the operator before it applies none', program([x], x, op('0', 'sine', '%a', x), relu('1', '0', x), give('1', x)),
      'SIN RELU'],
    ['stays where the sum is needed without it',
      withResults(program([x, x], x, op('0', 'add', '%a, %b', x), relu('1', '0', x), give('1', x)), '1', '0', [x, x]), 'ADD RELU'],
    ['stays behind another activation', program([x, x], '6x2xf32', op('0', 'add', '%a, %b', x), relu('1', '0', x),
      reshape('2', '1', x, '6x2xf32'), splat('six', '6.0', '6x2xf32'), splat('q', '0.0', '6x2xf32'),
      op('3', 'minimum', '%2, %six', '6x2xf32'), op('4', 'maximum', '%3, %q', '6x2xf32'), give('4', '6x2xf32')), 'ADD RELU6 RESHAPE'],
  ])('%s', becomes);
});

describe('a bound', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['of −∞ below changes nothing', program([x], x, splat('q', '0xFF800000', x), op('0', 'maximum', '%a, %q', x),
      op('1', 'sine', '%0', x), give('1', x)), 'SIN'],
    ['of −∞ below, first, changes nothing', program([x], x, splat('q', '0xFF800000', x), op('0', 'maximum', '%q, %a', x),
      op('1', 'sine', '%0', x), give('1', x)), 'SIN'],
    ['of ∞ above changes nothing', program([x], x, splat('q', '0x7F800000', x), op('0', 'minimum', '%a, %q', x), op('1', 'sine', '%0', x),
      give('1', x)), 'SIN'],
    ['of ∞ above, first, changes nothing', program([x], x, splat('q', '0x7F800000', x), op('0', 'minimum', '%q, %a', x),
      op('1', 'sine', '%0', x), give('1', x)), 'SIN'],
    ['of ∞ below is one', program([x], x, splat('q', '0x7F800000', x), op('0', 'maximum', '%a, %q', x), op('1', 'sine', '%0', x),
      give('1', x)), 'MAXIMUM SIN'],
    ['of −∞ above is one', program([x], x, splat('q', '0xFF800000', x), op('0', 'minimum', '%a, %q', x), op('1', 'sine', '%0', x),
      give('1', x)), 'MINIMUM SIN'],
    ['of a finite number is one', program([x], x, splat('q', '-3.4e38', x), op('0', 'maximum', '%a, %q', x), op('1', 'sine', '%0', x),
      give('1', x)), 'MAXIMUM SIN'],
    ['that is not −∞ everywhere is one', program([x], x, splat('q', '[0xFF800000, 0xFF800000, 0.5]', '3xf32'),
      broadcast('1', 'q', '1', '3xf32', x), op('0', 'maximum', '%a, %1', x), op('2', 'sine', '%0', x), give('2', x)),
      'LESS SELECT_V2 SIN'],
    ['that is all there is between an input and an output stays, or nothing would copy it', program([x], x, splat('q', '0xFF800000', x),
      op('0', 'maximum', '%a, %q', x), give('0', x)), 'MAXIMUM'],
  ])('%s', becomes);
});

describe('a reduction', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['over a dimension of size 1 is a reshape', program(['4x1xf32'], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, '4x1xf32', '4xf32'),
      op('1', 'sine', '%0', '4xf32'), give('1', '4xf32')), 'RESHAPE SIN'],
    ['over no dimension is nothing', program(['4x1xf32'], '4x1xf32', zero,
      '%0 = stablehlo.reduce(%a init: %z) applies stablehlo.add across dimensions = [] : (tensor<4x1xf32>, tensor<f32>) -> tensor<4x1xf32>',
      op('1', 'sine', '%0', '4x1xf32'), give('1', '4x1xf32')), 'SIN'],
    ['over more is one', program(['4x2xf32'], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, '4x2xf32', '4xf32'),
      op('1', 'sine', '%0', '4xf32'), give('1', '4xf32')), 'SUM SIN'],
    ['over a dimension of size 1 and another is one', program(['4x1xf32'], 'f32', zero,
      '%0 = stablehlo.reduce(%a init: %z) applies stablehlo.add across dimensions = [0, 1] : (tensor<4x1xf32>, tensor<f32>) -> tensor<f32>',
      op('1', 'sine', '%0', 'f32'), give('1', 'f32')), 'SUM SIN'],
  ])('%s', becomes);
});

describe('a power', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['of a number that is repeated is its square', program(['f32'], x, broadcast('b', 'a', '', 'f32', x), splat('n', '2.0', x),
      op('0', 'power', '%b, %n', x), give('0', x)), 'BROADCAST_TO MUL'],
    ['of integers is a product', program(['4xi32'], '4xi32', splat('n', '2', '4xi32'), op('0', 'power', '%a, %n', '4xi32'),
      give('0', '4xi32')), 'MUL'],
    ['by a number for each column stays', program([x], x, splat('n', '[2.0, 3.0, 2.0]', '3xf32'), broadcast('m', 'n', '1', '3xf32', x),
      op('0', 'power', '%a, %m', x), give('0', x)), 'POW'],
    ['of 2 stays', program([x], x, splat('n', '2.0', x), op('0', 'power', '%n, %a', x), give('0', x)), 'POW'],
  ])('%s', becomes);
});

describe('a factor of one', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['in a divisor is none', program([x], x, splat('v', '[1.0, 1.0, 1.0]', '3xf32'), broadcast('b', 'v', '1', '3xf32', x),
      op('0', 'divide', '%a, %b', x), op('1', 'sine', '%0', x), give('1', x)), 'SIN'],
    ['before an activation is none', program([x], x, splat('v', '[1.0, 1.0, 1.0]', '3xf32'), broadcast('b', 'v', '1', '3xf32', x),
      op('0', 'multiply', '%a, %b', x), relu('1', '0', x), give('1', x)), 'RELU'],
    ['of a tensor that is repeated leaves the repetition', program(['3xf32'], x, splat('v', '[1.0, 1.0, 1.0, 1.0]', '4xf32'),
      broadcast('b', 'v', '0', '4xf32', x), broadcast('c', 'a', '1', '3xf32', x), op('0', 'multiply', '%c, %b', x),
      op('1', 'sine', '%0', x), give('1', x)), 'BROADCAST_TO SIN'],
    ['that is divided stays', program([x], x, splat('v', '[1.0, 1.0, 1.0]', '3xf32'), broadcast('b', 'v', '1', '3xf32', x),
      op('0', 'divide', '%b, %a', x), op('1', 'sine', '%0', x), give('1', x)), 'DIV SIN'],
    ['leaves a copy between an input and an output', program([x], x, splat('v', '1.0', x), op('0', 'multiply', '%a, %v', x),
      give('0', x)), 'RESHAPE'],
  ])('%s', becomes);
});

describe('a sum divided by its count', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['is MEAN where it is multiplied with the reciprocal', program([x], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      splat('n', '0.33333334', '4xf32'), op('1', 'multiply', '%n, %0', '4xf32'), give('1', '4xf32')), 'MEAN'],
    ['is none where it is multiplied with the count', program([x], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      splat('n', '3.0', '4xf32'), op('1', 'multiply', '%0, %n', '4xf32'), give('1', '4xf32')), 'SUM MUL'],
    ['is none where it is the divisor', program([x], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'),
      splat('n', '3.0', '4xf32'), op('1', 'divide', '%n, %0', '4xf32'), give('1', '4xf32')), 'SUM DIV'],
    ['is none where the sum is needed besides',
      withResults(program([x], '4xf32', zero, reduce('0', 'add', 'z', 'a', 1, x, '4xf32'), splat('n', '3.0', '4xf32'), op('1', 'divide', '%0, %n', '4xf32'), give('1', '4xf32')),
      '1', '0', ['4xf32', '4xf32']), 'SUM DIV'],
    ['is none of integers', program(['4x3xi32'], '4xi32', splat('z', '0', 'i32'),
      '%0 = stablehlo.reduce(%a init: %z) applies stablehlo.add across dimensions = [1] : (tensor<4x3xi32>, tensor<i32>) -> tensor<4xi32>',
      splat('n', '3', '4xi32'), op('1', 'divide', '%0, %n', '4xi32'), give('1', '4xi32')), 'SUM DIV'],
    ['is none of f16, whose sum may overflow', program(['4x3xf16'], '4xf16', splat('z', '0.0', 'f16'),
      '%0 = stablehlo.reduce(%a init: %z) applies stablehlo.add across dimensions = [1] : (tensor<4x3xf16>, tensor<f16>) -> tensor<4xf16>',
      splat('n', '3.0', '4xf16'), op('1', 'divide', '%0, %n', '4xf16'), give('1', '4xf16')), 'CAST SUM CAST CAST DIV CAST'],
    ['is AVERAGE_POOL_2D in windows', program([nhwc], '2x3x4x3xf32', zero, windows('0'), splat('n', '4.0', '2x3x4x3xf32'),
      op('1', 'divide', '%0, %n', '2x3x4x3xf32'), give('1', '2x3x4x3xf32')), 'AVERAGE_POOL_2D'],
    ['is AVERAGE_POOL_2D in windows by the reciprocal', program([nhwc], '2x3x4x3xf32', zero, windows('0'),
      splat('n', '0.25', '2x3x4x3xf32'), op('1', 'multiply', '%n, %0', '2x3x4x3xf32'), give('1', '2x3x4x3xf32')), 'AVERAGE_POOL_2D'],
    ['is none in windows with another count', program([nhwc], '2x3x4x3xf32', zero, windows('0'), splat('n', '3.0', '2x3x4x3xf32'),
      op('1', 'divide', '%0, %n', '2x3x4x3xf32'), give('1', '2x3x4x3xf32')), 'AVERAGE_POOL_2D MUL DIV'],
    ['is none in windows that are the divisor', program([nhwc], '2x3x4x3xf32', zero, windows('0'), splat('n', '4.0', '2x3x4x3xf32'),
      op('1', 'divide', '%n, %0', '2x3x4x3xf32'), give('1', '2x3x4x3xf32')), 'AVERAGE_POOL_2D MUL DIV'],
  ])('%s', becomes);
});

describe('equal operators', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['are one where the constant is first', program([x], x, splat('q', '2.0', x), op('0', 'subtract', '%q, %a', x),
      op('1', 'subtract', '%q, %a', x), op('2', 'multiply', '%0, %1', x), give('2', x)), 'SQUARED_DIFFERENCE'],
    ['are one where the second is an output',
      withResults(program([x], x, op('0', 'sine', '%a', x), op('1', 'sine', '%a', x), op('2', 'cosine', '%0', x), give('0', x)), '2', '1',
      [x, x]), 'SIN COS'],
    ['are two where both are outputs', withResults(program([x], x, op('0', 'sine', '%a', x), op('1', 'sine', '%a', x), give('0', x)), '0',
      '1', [x, x]), 'SIN SIN'],
    ['are two where they give other types', program(['4xi8'], '4xi32', '%0 = stablehlo.convert %a : (tensor<4xi8>) -> tensor<4xi16>',
      '%1 = stablehlo.convert %a : (tensor<4xi8>) -> tensor<4xi32>', '%2 = stablehlo.convert %0 : (tensor<4xi16>) -> tensor<4xi32>',
      op('3', 'multiply', '%1, %2', '4xi32'), give('3', '4xi32')), 'CAST CAST CAST MUL'],
    ['are two where they have other options', program(['2x3x3xf32', '2x3x3xf32'], '2x3x3xf32',
      ...[1, 2].map((over) => `%${over} = stablehlo.dot_general %a, %b, batching_dims = [0] x [0], contracting_dims = [2] x [${over}] : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>`),
      op('3', 'add', '%1, %2', '2x3x3xf32'), give('3', '2x3x3xf32')), 'BATCH_MATMUL BATCH_MATMUL ADD'],
    ['are two where constants have another shape', program(['2x2xf32'], '2x2xf32', splat('v', '[0.5, -1.5]', '2xf32'),
      broadcast('c', 'v', '0', '2xf32', '2x2xf32'), broadcast('r', 'v', '1', '2xf32', '2x2xf32'),
      op('0', 'multiply', '%a, %c', '2x2xf32'), op('1', 'multiply', '%a, %r', '2x2xf32'), op('2', 'subtract', '%0, %1', '2x2xf32'),
      give('2', '2x2xf32')), 'MUL MUL SUB'],
    ['are two where constants differ', program([x], x, splat('v', '0.5', x), splat('u', '1.5', x), op('0', 'multiply', '%a, %v', x),
      op('1', 'multiply', '%a, %u', x), op('2', 'divide', '%0, %1', x), give('2', x)), 'MUL MUL DIV'],
    ['are two where operands are swapped', program([x, x], x, op('0', 'subtract', '%a, %b', x), op('1', 'subtract', '%b, %a', x),
      op('2', 'divide', '%0, %1', x), give('2', x)), 'SUB SUB DIV'],
  ])('%s', becomes);
});

describe('constants that are added one after the other', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['are one: a number and a matrix', program([x], x, splat('v', '0.5', x), op('0', 'add', '%a, %v', x), splat('u', numbers(4, 3, 5), x),
      op('1', 'add', '%0, %u', x), give('1', x)), 'ADD'],
    ['are one: a row and a matrix', program([x], x, row('v', THREE, 3, x), op('0', 'add', '%a, %v', x), splat('u', numbers(4, 3, 5), x),
      op('1', 'add', '%u, %0', x), give('1', x)), 'ADD'],
    ['are two where both would grow', program([x], x, row('v', THREE, 3, x), op('0', 'add', '%a, %v', x),
      splat('u', '[1.0, 2.0, 3.0, 4.0]', '4xf32'), broadcast('c', 'u', '0', '4xf32', x), op('1', 'add', '%0, %c', x), give('1', x)),
      'ADD ADD'],
    ['are two where one is repeated along the last dimension', program(['3x3xf32'], '3x3xf32', splat('v', THREE, '3xf32'),
      broadcast('c', 'v', '0', '3xf32', '3x3xf32'), op('0', 'add', '%a, %c', '3x3xf32'), splat('u', numbers(3, 3, 5), '3x3xf32'),
      op('1', 'add', '%0, %u', '3x3xf32'), give('1', '3x3xf32')), 'ADD ADD'],
    ['are two where the first sum is needed besides',
      withResults(program([x], x, splat('v', numbers(4, 3), x), op('0', 'add', '%a, %v', x), splat('u', numbers(4, 3, 5), x), op('1', 'add', '%0, %u', x), give('1', x)),
      '1', '0', [x, x]), 'ADD ADD'],
    ['are two around an activation', program([x], x, splat('v', numbers(4, 3), x), op('0', 'add', '%a, %v', x), relu('5', '0', x),
      splat('u', numbers(4, 3, 5), x), op('1', 'add', '%5, %u', x), give('1', x)), 'ADD ADD'],
    ['are two where one is computed', program([x, x], x, splat('v', numbers(4, 3), x), op('0', 'add', '%a, %v', x),
      op('1', 'add', '%0, %b', x), give('1', x)), 'ADD ADD'],
    ['are two where x is smaller', program(['3xf32'], x, broadcast('1', 'a', '1', '3xf32', x), splat('v', numbers(4, 3), x),
      op('0', 'add', '%1, %v', x), splat('u', numbers(4, 3, 5), x), op('2', 'add', '%0, %u', x), give('2', x)), 'ADD ADD'],
    ['are two of integers', program(['4xi32'], '4xi32', splat('v', '[1, 2, 3, 4]', '4xi32'), op('0', 'add', '%a, %v', '4xi32'),
      splat('u', '[5, 6, 7, 9]', '4xi32'), op('1', 'add', '%0, %u', '4xi32'), give('1', '4xi32')), 'ADD ADD'],
  ])('%s', becomes);
});

describe('a column times a row times x', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['is x times the column first, in more dimensions too', program(['2x4x4xf32', '4xf32'], '2x4x4xf32',
      splat('g', '[0.5, 2.0, 1.5, -1.0]', '4xf32'), broadcast('gb', 'g', '1', '4xf32', '4x4xf32'),
      broadcast('c', 'b', '0', '4xf32', '4x4xf32'), op('0', 'multiply', '%c, %gb', '4x4xf32'),
      broadcast('1', '0', '1, 2', '4x4xf32', '2x4x4xf32'), op('2', 'multiply', '%a, %1', '2x4x4xf32'), give('2', '2x4x4xf32')),
      'RESHAPE MUL MUL'],
    ['takes an activation along', program([x, '4xf32'], x, row('g', THREE, 3, x), broadcast('c', 'b', '0', '4xf32', x),
      op('0', 'multiply', '%c, %g', x), op('1', 'multiply', '%a, %0', x), relu('2', '1', x), give('2', x)), 'RESHAPE MUL MUL'],
    ['stays where the product is needed besides',
      withResults(program([x, '4xf32'], x, row('g', THREE, 3, x), broadcast('c', 'b', '0', '4xf32', x), op('0', 'multiply', '%c, %g', x), op('1', 'multiply', '%a, %0', x), give('1', x)),
      '1', '0', [x, x]), 'RESHAPE MUL MUL'],
    ['stays where there is no row', program([x, '4xf32'], x, splat('g', numbers(4, 3), x), broadcast('c', 'b', '0', '4xf32', x),
      op('0', 'multiply', '%c, %g', x), op('1', 'multiply', '%a, %0', x), give('1', x)), 'RESHAPE MUL MUL'],
    ['stays where there is no column', program([x, x], x, row('g', THREE, 3, x), op('0', 'multiply', '%b, %g', x),
      op('1', 'multiply', '%a, %0', x), give('1', x)), 'MUL MUL'],
    ['stays around an activation', program([x, '4xf32'], x, row('g', THREE, 3, x), broadcast('c', 'b', '0', '4xf32', x),
      op('0', 'multiply', '%c, %g', x), relu('5', '0', x), op('1', 'multiply', '%a, %5', x), give('1', x)), 'RESHAPE MUL MUL'],
    ['stays where x is smaller', program(['3xf32', '4xf32'], x, row('g', THREE, 3, x), broadcast('c', 'b', '0', '4xf32', x),
      op('0', 'multiply', '%c, %g', x), broadcast('r', 'a', '1', '3xf32', x), op('1', 'multiply', '%r, %0', x), give('1', x)),
      'RESHAPE MUL MUL'],
  ])('%s', becomes);
});

describe('a constant that repeats itself', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['is stored once as the dividend too', program([x], x,
      splat('v', '[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]', x), op('0', 'divide', '%v, %a', x),
      give('0', x)), 'DIV'],
    ['is stored whole where the other operand is smaller', program(['4xf32'], x, broadcast('1', 'a', '0', '4xf32', x),
      splat('v', '[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]', x), op('0', 'subtract', '%1, %v', x),
      give('0', x)), 'RESHAPE SUB'],
    ['is a column where it repeats itself along the last dimension', program([x], x,
      splat('v', '[[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0], [4.0, 4.0, 4.0]]', x), op('0', 'subtract', '%a, %v', x),
      give('0', x)), 'SUB'],
  ])('%s', becomes);
});

describe('a softmax', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['is none with the sum of something else', program([x], x, splat('i', '0xFF800000', 'f32'), zero, max(1),
      broadcast('1', 'm', '0', '4xf32', x), op('2', 'subtract', '%a, %1', x), op('3', 'exponential', '%2', x),
      reduce('4', 'add', 'z', 'a', 1, x, '4xf32'), broadcast('5', '4', '0', '4xf32', x), op('6', 'divide', '%3, %5', x), give('6', x)),
      'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 RESHAPE SUB EXP SUM DIV'],
    ['is none without its maximum taken off', program([x], x, zero, op('3', 'exponential', '%a', x),
      reduce('4', 'add', 'z', '3', 1, x, '4xf32'), broadcast('5', '4', '0', '4xf32', x), op('6', 'divide', '%3, %5', x), give('6', x)),
      'EXP SUM DIV'],
    ['is none with the maximum of something else', program([x, x], x, splat('i', '0xFF800000', 'f32'), zero,
      reduce('m', 'maximum', 'i', 'b', 1, x, '4xf32'), broadcast('1', 'm', '0', '4xf32', x), op('2', 'subtract', '%a, %1', x),
      op('3', 'exponential', '%2', x), reduce('4', 'add', 'z', '3', 1, x, '4xf32'), broadcast('5', '4', '0', '4xf32', x),
      op('6', 'divide', '%3, %5', x), give('6', x)), 'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 RESHAPE SUB EXP SUM DIV'],
    ['is none with its sums along the other dimension', program(['3x3xf32'], '3x3xf32', splat('i', '0xFF800000', 'f32'), zero,
      reduce('m', 'maximum', 'i', 'a', 1, '3x3xf32', '3xf32'), broadcast('1', 'm', '0', '3xf32', '3x3xf32'),
      op('2', 'subtract', '%a, %1', '3x3xf32'), op('3', 'exponential', '%2', '3x3xf32'),
      reduce('4', 'add', 'z', '3', 1, '3x3xf32', '3xf32'), broadcast('5', '4', '1', '3xf32', '3x3xf32'),
      op('6', 'divide', '%3, %5', '3x3xf32'), give('6', '3x3xf32')), 'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 RESHAPE SUB EXP SUM DIV'],
    ['is none with its maxima along the other dimension', program(['3x3xf32'], '3x3xf32', splat('i', '0xFF800000', 'f32'), zero,
      reduce('m', 'maximum', 'i', 'a', 1, '3x3xf32', '3xf32'), broadcast('1', 'm', '1', '3xf32', '3x3xf32'),
      op('2', 'subtract', '%a, %1', '3x3xf32'), op('3', 'exponential', '%2', '3x3xf32'),
      reduce('4', 'add', 'z', '3', 1, '3x3xf32', '3xf32'), broadcast('5', '4', '0', '3xf32', '3x3xf32'),
      op('6', 'divide', '%3, %5', '3x3xf32'), give('6', '3x3xf32')), 'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 SUB EXP SUM DIV'],
    ['is none over two dimensions', program([x], x, splat('i', '0xFF800000', 'f32'), zero,
      '%m = stablehlo.reduce(%a init: %i) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<4x3xf32>, tensor<f32>) -> tensor<f32>',
      broadcast('1', 'm', '', 'f32', x), op('2', 'subtract', '%a, %1', x), op('3', 'exponential', '%2', x),
      '%4 = stablehlo.reduce(%3 init: %z) applies stablehlo.add across dimensions = [0, 1] : (tensor<4x3xf32>, tensor<f32>) -> tensor<f32>',
      broadcast('5', '4', '', 'f32', x), op('6', 'divide', '%3, %5', x), give('6', x)),
      'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 SUB EXP SUM DIV'],
    ['has no logarithm with its sums along the other dimension', program(['3x3xf32'], '3x3xf32', splat('i', '0xFF800000', 'f32'), zero,
      reduce('m', 'maximum', 'i', 'a', 1, '3x3xf32', '3xf32'), broadcast('1', 'm', '0', '3xf32', '3x3xf32'),
      op('2', 'subtract', '%a, %1', '3x3xf32'), op('3', 'exponential', '%2', '3x3xf32'),
      reduce('4', 'add', 'z', '3', 1, '3x3xf32', '3xf32'), op('l', 'log', '%4', '3xf32'), broadcast('5', 'l', '1', '3xf32', '3x3xf32'),
      op('6', 'subtract', '%2, %5', '3x3xf32'), give('6', '3x3xf32')),
      'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 RESHAPE SUB EXP SUM LESS_EQUAL LOG SELECT_V2 SUB'],
    ['has no logarithm with the sum of something else', program([x], x, splat('i', '0xFF800000', 'f32'), zero, max(1),
      broadcast('1', 'm', '0', '4xf32', x), op('2', 'subtract', '%a, %1', x), op('3', 'exponential', '%a', x),
      reduce('4', 'add', 'z', '3', 1, x, '4xf32'), op('l', 'log', '%4', '4xf32'), broadcast('5', 'l', '0', '4xf32', x),
      op('6', 'subtract', '%2, %5', x), give('6', x)),
      'NOT_EQUAL REDUCE_ANY REDUCE_MAX SELECT_V2 RESHAPE SUB EXP SUM LESS_EQUAL LOG SELECT_V2 RESHAPE SUB'],
  ])('%s', becomes);
});

describe('rows that are NaN where there is nothing', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['are chosen where one row is repeated',
      `func.func @main(%a: tensor<16xf32>, %p: tensor<4xi1>) -> tensor<4x16xf32> { %0 = stablehlo.constant dense<0x7FC00000> : tensor<4x16xf32>\n %v = stablehlo.broadcast_in_dim %p, dims = [0] : (tensor<4xi1>) -> tensor<4x16xi1>\n %r = stablehlo.broadcast_in_dim %a, dims = [1] : (tensor<16xf32>) -> tensor<4x16xf32>\n %1 = stablehlo.select %v, %r, %0 : tensor<4x16xi1>, tensor<4x16xf32>\n return %1 : tensor<4x16xf32> }`,
      'RESHAPE SELECT_V2'],
    ['are chosen where they are f16',
      `func.func @main(%a: tensor<4x8xf16>, %p: tensor<4xi1>) -> tensor<4x8xf16> { %0 = stablehlo.constant dense<0x7E00> : tensor<4x8xf16>\n %v = stablehlo.broadcast_in_dim %p, dims = [0] : (tensor<4xi1>) -> tensor<4x8xi1>\n %1 = stablehlo.select %v, %a, %0 : tensor<4x8xi1>, tensor<4x8xf16>\n return %1 : tensor<4x8xf16> }`,
      'RESHAPE SELECT_V2'],
  ])('%s', becomes);
});
