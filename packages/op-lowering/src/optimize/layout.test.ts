// Transposes move behind what works in any order of dimensions, until they meet. Models run in LiteRT and agree with the interpreter.
import { describe, expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, reduce, reshape, splat, transpose } from '../../../../tooling/program-text.js';

const nhwc = '2x4x5x3xf32';
const nchw = '2x3x4x5xf32';
const toNchw = (name: string, operand: string) => transpose(name, operand, '0, 3, 1, 2', nhwc, nchw);
const toNhwc = (name: string, operand: string, from = nchw, to = nhwc) => transpose(name, operand, '0, 2, 3, 1', from, to);
const x = random('f32', [2, 4, 5, 3]);
/** What happens between a change to NCHW and one back. */
const between = (...body: readonly string[]) => program([nhwc], nhwc, toNchw('t', 'a'), ...body, toNhwc('u', 'r'), give('u', nhwc));

describe('transposes around', () => {
  test('elementwise operators, with constants for channels, vanish', async () => {
    const channels = [splat('c', '[0.5, -1.0, 2.0]', '3xf32'), broadcast('b', 'c', '1', '3xf32', nchw), op('0', 'divide', '%t, %b', nchw)];
    expect(await check(between(...channels, op('1', 'sine', '%0', nchw), op('r', 'add', '%1, %t', nchw)), [x])).toEqual([
      'DIV',
      'SIN',
      'ADD',
    ]);
  });

  test('a constant of the whole shape take its order', async () => {
    const values = Array.from({ length: 120 }, (_, index) => (index % 7).toFixed(1));
    const constant = [splat('c', `[${values}]`, '120xf32'), reshape('d', 'c', '120xf32', nchw), op('r', 'multiply', '%t, %d', nchw)];
    expect(await check(between(...constant), [x])).toEqual(['MUL']);
  });

  test('a gate for each channel vanish', async () => {
    const mean = [
      splat('z', '0.0', 'f32'),
      reduce('0', 'add', 'z', 't', 3, nchw, '2x3x4xf32'),
      reduce('1', 'add', 'z', '0', 2, '2x3x4xf32', '2x3xf32'),
    ];
    const gate = [op('2', 'sine', '%1', '2x3xf32'), broadcast('3', '2', '0, 1', '2x3xf32', nchw), op('r', 'multiply', '%t, %3', nchw)];
    expect(await check(between(...mean, ...gate), [x])).not.toContain('TRANSPOSE');
  });

  test('pads, slices and concatenations vanish', async () => {
    const pad =
      '%0 = stablehlo.pad %t, %z, low = [0, 0, 1, 2], high = [0, 0, 1, 0], interior = [0, 0, 0, 0] : (tensor<2x3x4x5xf32>, tensor<f32>) -> tensor<2x3x6x7xf32>';
    const slice = '%1 = stablehlo.slice %0 [0:2, 0:3, 1:5, 1:6] : (tensor<2x3x6x7xf32>) -> tensor<2x3x4x5xf32>';
    const twice = '%2 = stablehlo.concatenate %1, %t, dim = 1 : (tensor<2x3x4x5xf32>, tensor<2x3x4x5xf32>) -> tensor<2x6x4x5xf32>';
    const back = toNhwc('u', '2', '2x6x4x5xf32', '2x4x5x6xf32');
    const text = program(
      [nhwc],
      '2x4x5x6xf32',
      toNchw('t', 'a'),
      splat('z', '0.0', 'f32'),
      pad,
      slice,
      twice,
      back,
      give('u', '2x4x5x6xf32'),
    );
    expect(await check(text, [x])).toEqual(['PAD', 'SLICE', 'CONCATENATION']);
  });

  test('a reshape that takes rows and columns together vanish', async () => {
    const rows = [reshape('0', 't', nchw, '2x3x20xf32'), transpose('1', '0', '0, 2, 1', '2x3x20xf32', '2x20x3xf32')];
    const text = program([nhwc], '2x20x3xf32', toNchw('t', 'a'), ...rows, op('2', 'sine', '%1', '2x20x3xf32'), give('2', '2x20x3xf32'));
    expect(await check(text, [x])).toEqual(['RESHAPE', 'SIN']);
  });
});

describe('transposes stay', () => {
  test('before a reshape that takes together what did not lie side by side', async () => {
    const body = [reshape('0', 't', nchw, '2x12x5xf32'), op('1', 'sine', '%0', '2x12x5xf32')];
    const text = program([nhwc], '2x12x5xf32', toNchw('t', 'a'), ...body, give('1', '2x12x5xf32'));
    expect(await check(text, [x])).toContain('TRANSPOSE');
  });

  test('where the other operand stands in the other order', async () => {
    const text = program([nhwc, nchw], nchw, toNchw('t', 'a'), op('0', 'add', '%t, %b', nchw), give('0', nchw));
    expect(await check(text, [x, random('f32', [2, 3, 4, 5])])).toEqual(['TRANSPOSE', 'ADD']);
  });

  test('of weights are carried out here', async () => {
    const body = [
      splat('c', '[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]', '2x3xf32'),
      transpose('0', 'c', '1, 0', '2x3xf32', '3x2xf32'),
      op('1', 'add', '%0, %a', '3x2xf32'),
    ];
    expect(await check(program(['3x2xf32'], '3x2xf32', ...body, give('1', '3x2xf32')), [random('f32', [3, 2])])).toEqual(['ADD']);
  });
});

test('a convolution of an NCHW program, its batch norm, activation and residual are two kernels and the transposes of its ends', async () => {
  const kernel = Array.from({ length: 81 }, (_, index) => ((index % 5) - 2).toFixed(1));
  const convolution = `%1 = stablehlo.convolution(%a, %w) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x3x4x5xf32>, tensor<3x3x3x3xf32>) -> tensor<2x3x4x5xf32>`;
  const norm = [
    splat('c', '[0.5, -1.0, 2.0]', '3xf32'),
    broadcast('b', 'c', '1', '3xf32', nchw),
    op('2', 'multiply', '%1, %b', nchw),
    op('3', 'add', '%2, %b', nchw),
  ];
  const rest = [op('4', 'add', '%3, %a', nchw), splat('z', '0.0', nchw), op('5', 'maximum', '%4, %z', nchw)];
  const body = [
    splat('v', `[${kernel}]`, '81xf32'),
    reshape('w', 'v', '81xf32', '3x3x3x3xf32'),
    convolution,
    ...norm,
    ...rest,
    give('5', nchw),
  ];
  const kinds = await check(program([nchw], nchw, ...body), [random('f32', [2, 3, 4, 5])]);
  expect(kinds).toEqual(['TRANSPOSE', 'CONV_2D', 'TRANSPOSE', 'ADD']);
});
