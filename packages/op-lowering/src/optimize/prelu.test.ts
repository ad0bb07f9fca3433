import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, checkSizes, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, splat, transpose } from '../../../../tooling/program-text.js';

const X = '2x3x4xf32';
const ROW = '[0.25, -0.5, 2.0, 0.0]';
const inputs = [random('f32', [2, 3, 4])];
const extremes = [NaN, Infinity, -Infinity, -0, 0, 1e-40, -1e-40, 3e38, -3e38, 1, -1, 2];

interface Form {
  readonly slope?: string;
  readonly type?: string;
  readonly dimensions?: string;
  /** %x, %zero and %slopes to %y. */
  readonly body?: readonly string[];
  readonly results?: string;
  readonly shape?: string;
}

const compared = (kind: string, zero = 'zero', product = '%slopes, %x', shape = X) => [
  `%positive = stablehlo.compare ${kind}, %x, %${zero} : (tensor<${shape}>, tensor<${shape}>) -> tensor<${shape.replace('f32', 'i1')}>`,
  op('scaled', 'multiply', product, shape),
  `%y = stablehlo.select %positive, %x, %scaled : tensor<${shape.replace('f32', 'i1')}>, tensor<${shape}>`,
];
const WHERE = compared('GT');
/** relu(x) and the product of the slope with the negative part. */
const relus = (sum: string, negative: readonly string[], product = '%slopes, %n', parts = '%p, %scaled') => [
  op('p', 'maximum', '%x, %zero', X),
  ...negative,
  op('scaled', 'multiply', product, X),
  op('y', sum, parts, X),
];
const NEGATED = [op('m', 'negate', '%x', X), op('n', 'maximum', '%m, %zero', X)];
const TIMES = [splat('minus', '-1.0', X), op('m', 'multiply', '%minus, %x', X), op('n', 'maximum', '%m, %zero', X)];
const LEAST = [op('n', 'minimum', '%x, %zero', X)];

const prelu = ({ slope = ROW, type = '4xf32', dimensions = '2', body = WHERE, results = '%y', shape = X }: Form = {}) => {
  const types = results.split(', ').map(() => `tensor<${shape}>`);
  return `func.func @main(%x: tensor<${shape}>) -> (${types}) {
  ${splat('w', slope, type)}
  ${splat('zero', '0.0', shape)}
  ${splat('half', '0.5', shape)}
  ${broadcast('slopes', 'w', dimensions, type, shape)}
  ${body.join('\n  ')}
  return ${results} : ${types}
}`;
};

describe('a leaky relu with a slope for each channel is PRELU', () => {
  test.each<[string, Form]>([
    ['x > 0 ? x : slope · x', {}],
    ['x ≥ 0 ? x : x · slope', { body: compared('GE', 'zero', '%x, %slopes') }],
    ['relu(x) − slope · relu(−x)', { body: relus('subtract', NEGATED) }],
    ['relu(x) − relu(x · −1) · slope', { body: relus('subtract', TIMES, '%n, %slopes') }],
    ['relu(x) + slope · min(x, 0)', { body: relus('add', LEAST) }],
    ['slope · min(x, 0) + relu(x)', { body: relus('add', LEAST, '%slopes, %n', '%scaled, %p') }],
    ['relu(x) − slope · min(x, 0)', { body: relus('subtract', LEAST) }],
    ['relu(x) + slope · relu(−x)', { body: relus('add', NEGATED) }],
    ['a slope that LEAKY_RELU does not take', { slope: '-0.25', type: 'f32', dimensions: '' }],
    ['such a slope between relus', { slope: '-0.25', type: 'f32', dimensions: '', body: relus('subtract', NEGATED) }],
  ])('%s', async (_, form) => {
    expect(await check(prelu(form), inputs)).toEqual(['PRELU']);
    await check(prelu(form), [denseOf('f32', [2, 3, 4], [...extremes, ...extremes])]);
  });

  test('in a program that leaves sizes open', async () => {
    const relusOfAny = prelu({ slope: '-0.25', type: 'f32', dimensions: '', body: relus('subtract', NEGATED) });
    const open = relusOfAny.replaceAll(/tensor<2x3x4x/g, 'tensor<?x3x?x').replaceAll(/^.*(%zero|%half|%slopes) = .*$/gm, '');
    const like = (name: string, value: string) => `${splat(`${name}0`, value, 'f32')}
      %${name} = stablehlo.dynamic_broadcast_in_dim %${name}0, %shape, dims = [] : (tensor<f32>, tensor<3xi32>) -> tensor<?x3x?xf32>`;
    const size = (axis: number) => `%s${axis} = stablehlo.get_dimension_size %x, dim = ${axis} : (tensor<?x3x?xf32>) -> tensor<i32>
      %r${axis} = stablehlo.reshape %s${axis} : (tensor<i32>) -> tensor<1xi32>`;
    const shape = `${[0, 1, 2].map(size).join('\n')}
      %shape = stablehlo.concatenate %r0, %r1, %r2, dim = 0 : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>`;
    const text = open.replace('%w =', `${shape}\n${like('zero', '0.0')}\n${like('slopes', '-0.25')}\n%w =`);
    const runs = [
      [2, 4],
      [1, 7],
    ].map(([batch, channels]) => [random('f32', [batch as number, 3, channels as number])]);
    expect(await checkSizes(text, runs)).toEqual(['PRELU']);
  });
});

describe('no PRELU', () => {
  const SECOND = { slope: '[0.25, -0.5, 2.0]', type: '3xf32', dimensions: '1' };
  const WIDE = '2x1x2x2x4xf32';
  test.each<[string, Form]>([
    ['is a slope along another dimension', SECOND],
    ['is a slope along another dimension, between relus', { ...SECOND, body: relus('subtract', NEGATED) }],
    ['is an infinite slope', { slope: '[0.25, 0x7F800000, 2.0, 0.0]' }],
    ['is an infinite slope between relus', { slope: '[0.25, 0x7F800000, 2.0, 0.0]', body: relus('subtract', NEGATED) }],
    ['is a comparison the other way round', { body: compared('LT') }],
    ['is a comparison with another number', { body: compared('GT', 'half') }],
    ['is a comparison of something else', { body: compared('GT').map((line) => line.replace('GT, %x, %zero', 'GT, %zero, %x')) }],
    ['is a product that is needed besides', { results: '%y, %scaled' }],
    ['is a product of relus that is needed besides', { results: '%y, %scaled', body: relus('subtract', NEGATED) }],
    ['is a product of something else', { body: compared('GT', 'zero', '%slopes, %half') }],
    ['is slope · relu(−x) − relu(x)', { body: relus('subtract', NEGATED, '%slopes, %n', '%scaled, %p') }],
    ['is slope · relu(x)', { body: relus('subtract', [op('n', 'maximum', '%x, %zero', X), op('q', 'negate', '%n', X)], '%slopes, %q') }],
    [
      'is relu(−2 · x)',
      {
        body: relus(
          'subtract',
          TIMES.map((line) => line.replace('-1.0', '-2.0')),
        ),
      },
    ],
    ['is relu(x · x)', { body: relus('subtract', [op('m', 'multiply', '%x, %x', X), op('n', 'maximum', '%m, %zero', X)]) }],
    ['is min(x, 0.5)', { body: relus('add', [op('n', 'minimum', '%x, %half', X)]) }],
    ['is the negative part alone', { body: relus('subtract', [op('n', 'negate', '%x', X)]) }],
    [
      'is a sum that is bounded between',
      { body: [...relus('subtract', NEGATED).slice(0, -1), op('c', 'maximum', '%scaled, %zero', X), op('y', 'subtract', '%p, %c', X)] },
    ],
    ['is a tensor of five dimensions', { shape: WIDE, dimensions: '4', body: compared('GT', 'zero', '%slopes, %x', WIDE) }],
  ])('%s', async (_, form) => {
    const shape = form.shape ? [random('f32', [2, 1, 2, 2, 4])] : inputs;
    expect(await check(prelu(form), shape)).not.toContain('PRELU');
  });

  test('is a slope that is computed: it may be infinite', async () => {
    const text = prelu().replace('(%x:', '(%v: tensor<4xf32>, %x:').replace('broadcast_in_dim %w', 'broadcast_in_dim %v');
    expect(await check(text, [random('f32', [4], 2), ...inputs])).not.toContain('PRELU');
  });
});

describe('between convolutions of an NCHW program', () => {
  const nchw = '1x4x3x5xf32';
  const kernel = (name: string, seed: number) =>
    splat(
      name,
      `[${Array.from({ length: 4 }, (_, o) => `[${Array.from({ length: 4 }, (__, i) => `[[${(((o * 5 + i * 3 + seed) % 7) - 3).toFixed(1)}]]`)}]`)}]`,
      '4x4x1x1xf32',
    );
  const convolution = (name: string, x: string, w: string) =>
    `%${name} = stablehlo.convolution(%${x}, %${w}) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<${nchw}>, tensor<4x4x1x1xf32>) -> tensor<${nchw}>`;
  const where = compared('GE', 'zero', '%slopes, %x', nchw);
  const between = (body: readonly string[]) => [
    ...[kernel('k', 1), kernel('l', 2), splat('w', ROW, '4xf32'), broadcast('slopes', 'w', '1', '4xf32', nchw), splat('zero', '0.0', nchw)],
    ...[convolution('x', 'a', 'k'), ...body, convolution('z', 'y', 'l'), give('z', nchw)],
  ];
  const ends = ['TRANSPOSE', 'CONV_2D', 'PRELU', 'CONV_2D', 'TRANSPOSE'];
  const relusOfChannels = relus('subtract', TIMES).map((line) => line.replaceAll(X, nchw));

  test.each([
    ['a choice', where],
    ['a difference of relus', relusOfChannels],
  ])('%s with a slope a channel is PRELU, without transposes', async (_, body) => {
    expect(await check(program([nchw], nchw, ...between(body)), [random('f32', [1, 4, 3, 5])])).toEqual(ends);
  });

  test('a choice by a condition that is repeated along channels stays in its order: the kernel is slow in the other', async () => {
    const text = (
      condition: string,
    ) => `func.func @main(%t: tensor<2x4x5x3xf32>, %q: tensor<2x1x4x5xi1>, %full: tensor<2x3x4x5xi1>) -> tensor<2x4x5x3xf32> {
      ${transpose('n', 't', '0, 3, 1, 2', '2x4x5x3xf32', '2x3x4x5xf32')}
      %many = stablehlo.broadcast_in_dim %q, dims = [0, 1, 2, 3] : (tensor<2x1x4x5xi1>) -> tensor<2x3x4x5xi1>
      %s = stablehlo.sine %n : tensor<2x3x4x5xf32>
      %c = stablehlo.select %${condition}, %n, %s : tensor<2x3x4x5xi1>, tensor<2x3x4x5xf32>
      ${transpose('u', 'c', '0, 2, 3, 1', '2x3x4x5xf32', '2x4x5x3xf32')}
      return %u : tensor<2x4x5x3xf32>
    }`;
    const three = [random('f32', [2, 4, 5, 3]), random('i1', [2, 1, 4, 5], 2), random('i1', [2, 3, 4, 5], 3)];
    expect((await check(text('many'), three)).slice(-2)).toEqual(['SELECT_V2', 'TRANSPOSE']);
  });
});
