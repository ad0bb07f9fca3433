import type { ElementType } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

interface Case {
  readonly input: readonly number[];
  readonly kernel: readonly number[];
  readonly output: readonly number[];
  readonly dims?: string;
  readonly window?: string;
  readonly groups?: number;
  readonly batchGroups?: number;
  readonly type?: ElementType;
  readonly result?: ElementType;
}

/** Runs a convolution; its kernel is an argument. */
function convolve({ input, kernel, output, ...given }: Case): Promise<string[]> {
  const { dims = '[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]', window = '', groups = 1, batchGroups = 1, type = 'f32', result = type } = given;
  const text = (shape: readonly number[], element: string) => `tensor<${[...shape, element].join('x')}>`;
  const [x, k, y] = [text(input, type), text(kernel, type), text(output, result)];
  const program = `func.func @main(%x: ${x}, %k: ${k}) -> ${y} {
    %0 = stablehlo.convolution(%x, %k) dim_numbers = ${dims}, window = {${window}} {feature_group_count = ${groups} : i64, batch_group_count = ${batchGroups} : i64} : (${x}, ${k}) -> ${y}
    return %0 : ${y}
  }`;
  return check(program, [random(type, input), random(type, kernel, 2)], { tolerance: type === 'f32' ? 1e-5 : 2e-2 });
}

const nhwc = '[b, 0, 1, f]x[o, 0, 1, i]->[b, 0, 1, f]';
const image = { input: [2, 7, 6, 3], kernel: [4, 3, 3, 3], dims: nhwc };

test('a convolution that stands as the kernel wants it is one CONV_2D', async () => {
  expect(await convolve({ ...image, output: [2, 5, 4, 4] })).toEqual(['CONV_2D']);
  expect(await convolve({ ...image, output: [2, 7, 6, 4], window: 'pad = [[1, 1], [1, 1]]' })).toEqual(['CONV_2D']);
  expect(await convolve({ ...image, output: [2, 4, 3, 4], window: 'stride = [2, 2], pad = [[1, 1], [0, 1]]' })).toEqual(['CONV_2D']);
  expect(await convolve({ ...image, output: [2, 3, 2, 4], window: 'rhs_dilate = [2, 2]' })).toEqual(['CONV_2D']);
});

test('other padding is a PAD in front, negative padding cuts', async () => {
  expect(await convolve({ ...image, output: [2, 4, 3, 4], window: 'stride = [2, 2], pad = [[1, 1], [1, 1]]' })).toEqual(['PAD', 'CONV_2D']);
  await convolve({ ...image, output: [2, 4, 5, 4], window: 'pad = [[-1, 0], [-1, 2]]' });
});

test('any order of dimensions: TRANSPOSE around the kernel', async () => {
  const nchw = { input: [2, 3, 7, 6], kernel: [4, 3, 3, 3], output: [2, 4, 5, 4], dims: '[b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]' };
  expect(await convolve(nchw)).toEqual(['TRANSPOSE', 'TRANSPOSE', 'CONV_2D', 'TRANSPOSE']);
  await convolve({ input: [7, 2, 3, 6], kernel: [3, 4, 3, 2], output: [5, 5, 2, 4], dims: '[0, b, f, 1]x[i, o, 0, 1]->[0, 1, b, f]' });
});

test('groups: one for each feature is DEPTHWISE_CONV_2D', async () => {
  const depthwise = { input: [2, 7, 6, 4], kernel: [1, 3, 3, 8], output: [2, 5, 4, 8], dims: '[b, 0, 1, f]x[i, 0, 1, o]->[b, 0, 1, f]' };
  expect(await convolve({ ...depthwise, groups: 4 })).toEqual(['DEPTHWISE_CONV_2D']);
  expect(await convolve({ input: [2, 7, 6, 4], kernel: [6, 3, 3, 2], output: [2, 5, 4, 6], dims: nhwc, groups: 2 })).toEqual(['CONV_2D']);
  await convolve({ input: [6, 7, 6, 2], kernel: [6, 3, 3, 2], output: [3, 5, 4, 6], dims: nhwc, batchGroups: 2 });
  await convolve({ input: [4, 7, 6, 1], kernel: [6, 3, 3, 1], output: [2, 5, 4, 6], dims: nhwc, batchGroups: 2 });
});

test('the kernel may be reversed', async () => {
  await convolve({ ...image, output: [2, 5, 4, 4], window: 'reverse = [true, false]' });
});

test('an input with holes is TRANSPOSE_CONV, with or without its padding', async () => {
  const small = { input: [2, 4, 3, 3], kernel: [4, 3, 3, 3], dims: nhwc };
  const holes = 'lhs_dilate = [2, 2], reverse = [true, true]';
  expect(await convolve({ ...small, output: [2, 9, 7, 4], window: `pad = [[2, 2], [2, 2]], ${holes}` })).toEqual(['TRANSPOSE_CONV']);
  await convolve({ ...small, output: [2, 8, 6, 4], window: 'pad = [[1, 2], [2, 1]], lhs_dilate = [2, 2]' });
  await convolve({ ...small, output: [2, 7, 2, 4], window: 'stride = [1, 2], pad = [[1, 1], [0, 0]], lhs_dilate = [2, 2]' });
  await convolve({ ...small, output: [2, 11, 10, 4], window: 'pad = [[3, 3], [4, 3]], lhs_dilate = [2, 2]' });
});

test('one spatial dimension, none, and three', async () => {
  await convolve({
    input: [2, 7, 3],
    kernel: [3, 3, 4],
    output: [2, 7, 4],
    dims: '[b, 0, f]x[0, i, o]->[b, 0, f]',
    window: 'pad = [[1, 1]]',
  });
  await convolve({
    input: [2, 4, 7],
    kernel: [8, 1, 3],
    output: [2, 8, 3],
    dims: '[b, f, 0]x[o, i, 0]->[b, f, 0]',
    window: 'stride = [2]',
    groups: 4,
  });
  await convolve({ input: [2, 3], kernel: [3, 4], output: [2, 4], dims: '[b, f]x[i, o]->[b, f]' });
  const volume = { input: [2, 5, 4, 6, 4], kernel: [2, 3, 2, 2, 6], dims: '[b, 0, 1, 2, f]x[0, 1, 2, i, o]->[b, 0, 1, 2, f]' };
  await convolve({ ...volume, output: [2, 4, 2, 5, 6], groups: 2 });
  await convolve({ ...volume, kernel: [2, 3, 2, 4, 6], output: [2, 2, 2, 4, 6], window: 'stride = [2, 1, 1], rhs_dilate = [1, 1, 2]' });
  await convolve({ ...volume, kernel: [2, 2, 2, 4, 6], output: [2, 3, 2, 5, 6], window: 'rhs_dilate = [2, 2, 1]' });
  const four = { input: [1, 3, 3, 2, 2, 2], kernel: [2, 2, 2, 2, 2, 3], output: [1, 2, 2, 1, 1, 3] };
  await convolve({ ...four, dims: '[b, 0, 1, 2, 3, f]x[0, 1, 2, 3, i, o]->[b, 0, 1, 2, 3, f]' });
});

test('integers are exact, narrow floats are computed in f32', async () => {
  await convolve({ ...image, output: [2, 7, 6, 4], window: 'pad = [[1, 1], [1, 1]]', type: 'i32' });
  for (const result of ['i8', 'i32', 'f32'] as const)
    expect(await convolve({ ...image, output: [2, 5, 4, 4], type: 'i8', result })).toContain('CONV_2D');
  expect(await convolve({ ...image, output: [2, 5, 4, 4], type: 'ui8' })).toContain('CONV_2D');
  expect(await convolve({ input: [1, 3, 3, 20], kernel: [1, 3, 3, 20], output: [1, 1, 1, 1], dims: nhwc, type: 'ui8' })).toContain(
    'CONV_2D',
  );
  expect(await convolve({ input: [1, 3, 3, 2], kernel: [1, 3, 3, 2], output: [1, 1, 1, 1], dims: nhwc, type: 'i16' })).not.toContain(
    'CONV_2D',
  );
  await convolve({ input: [2, 7, 6, 4], kernel: [6, 3, 3, 2], output: [2, 5, 4, 6], dims: nhwc, groups: 2, type: 'i64' });
  await convolve({ ...image, output: [2, 5, 4, 4], type: 'f16' });
  await convolve({ ...image, output: [2, 5, 4, 4], type: 'bf16' });
});

test('a large window without a kernel for its type is refused', async () => {
  const large = { input: [1, 20, 20, 1], kernel: [1, 17, 17, 1], output: [1, 4, 4, 1], dims: nhwc };
  await expect(convolve({ ...large, type: 'i32' })).rejects.toThrow('at most 256 places');
});

test('padding that fits a size by chance is written out where sizes are unknown; the batch alone changes nothing', () => {
  const strided = (
    input: string,
    output: string,
    pad: string,
  ) => `func.func @main(%x: tensor<${input}xf32>, %k: tensor<4x3x3x3xf32>) -> tensor<${output}xf32> {
    %0 = stablehlo.convolution(%x, %k) dim_numbers = ${nhwc}, window = {stride = [2, 2], pad = ${pad}} {feature_group_count = 1 : i64, batch_group_count = 1 : i64} : (tensor<${input}xf32>, tensor<4x3x3x3xf32>) -> tensor<${output}xf32>
    return %0 : tensor<${output}xf32>
  }`;
  expect(operatorsOf(lowered(strided('1x?x?x3', '1x?x?x4', '[[1, 1], [1, 1]]')))).toEqual(['PAD', 'CONV_2D']);
  expect(operatorsOf(lowered(strided('?x7x7x3', '?x4x4x4', '[[1, 1], [1, 1]]')))).toEqual(['CONV_2D']);
});
