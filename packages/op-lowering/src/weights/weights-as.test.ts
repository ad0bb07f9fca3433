// Weights in fewer bits, run in LiteRT against the same program in f32: the error is that of the bits, the file is smaller.
import { parse } from '@hlolite/mlir-parser';
import { interpret } from '@hlolite/stablehlo';
import { type Dense, denseOf, difference, isInMemory, randomDense, splatOf } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { fileOf, lowered, run } from '../../../../tooling/op-check.js';
import type { WeightFormat, WeightRule } from '../index.js';

const layer = `func.func @main(%x: tensor<4x128xf32>, %w: tensor<64x128xf32>, %v: tensor<64x64xf32>) -> tensor<4x64xf32> {
  %0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [1] : (tensor<4x128xf32>, tensor<64x128xf32>) -> tensor<4x64xf32>
  %1 = stablehlo.dot_general %0, %v, contracting_dims = [1] x [0] : (tensor<4x64xf32>, tensor<64x64xf32>) -> tensor<4x64xf32>
  return %1 : tensor<4x64xf32>
}`;
const convolution = `func.func @main(%x: tensor<1x6x6x16xf32>, %w: tensor<3x3x16x16xf32>) -> tensor<1x4x4x16xf32> {
  %0 = stablehlo.convolution(%x, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x6x6x16xf32>, tensor<3x3x16x16xf32>) -> tensor<1x4x4x16xf32>
  return %0 : tensor<1x4x4x16xf32>
}`;
const tiedEmbedding = `func.func @main(%i: tensor<2x3xi32>, %w: tensor<32x64xf32>) -> tensor<2x3x32xf32> {
  %0 = "stablehlo.gather"(%w, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 64>}> : (tensor<32x64xf32>, tensor<2x3xi32>) -> tensor<2x3x64xf32>
  %1 = stablehlo.dot_general %0, %w, contracting_dims = [2] x [1] : (tensor<2x3x64xf32>, tensor<32x64xf32>) -> tensor<2x3x32xf32>
  return %1 : tensor<2x3x32xf32>
}`;

/** Rows of different size, so that one scale for all would show. */
function weights(shape: readonly number[], seed: number): Dense {
  const numbers = new Float32Array((randomDense('f32', shape, seed).bytes as Uint8Array).buffer);
  const columns = shape.at(-1) as number;
  return denseOf(
    'f32',
    shape,
    numbers.map((value, index) => value * 2 ** (Math.floor(index / columns) % 5)),
  );
}

async function stored(text: string, inputs: readonly Dense[], parameters: readonly Dense[], format?: WeightFormat | readonly WeightRule[]) {
  const options = {
    parameters: new Map(parameters.map((dense, index) => [inputs.length + index, { name: `w${index}`, dense }])),
    ...(format && { weightsAs: format }),
  };
  const { found, operators } = await run(text, inputs, options);
  const [expected] = interpret(parse(text), [...inputs, ...parameters]);
  const constants = lowered(text, options).subgraphs[0]?.tensors.filter(({ data }) => data) ?? [];
  return {
    operators,
    types: [...new Set(constants.filter(({ shape }) => shape.reduce((a, b) => a * b, 1) >= 1024).map(({ type }) => type))],
    bytes: constants.reduce((sum, { data }) => sum + (data?.length ?? 0), 0),
    error: difference(found[0] as Dense, expected as Dense).relative,
  };
}

const x = randomDense('f32', [4, 128], 1);
const layers = [weights([64, 128], 2), weights([64, 64], 3)];

test('weights are chosen by their names, which the model keeps', async () => {
  const { types, error } = await stored(layer, [x], layers, [{ as: 'f16' }, { as: 'int8', names: 'w1' }]);
  expect(types.toSorted()).toEqual(['FLOAT16', 'INT8']);
  expect(error).toBeLessThan(2e-2);
  const options = { parameters: new Map(layers.map((dense, index) => [1 + index, { name: `layers.${index}.weight`, dense }])) };
  const names = lowered(layer, options).subgraphs[0]?.tensors.flatMap(({ name, data, shape }) =>
    data && shape.length === 2 ? [name] : [],
  );
  expect(names).toEqual(['layers.0.weight', 'layers.1.weight']);
});

test.each([
  ['f16', 1e-3, 0.51, ['FLOAT16']],
  ['int8', 2e-2, 0.28, ['INT8']],
  ['int4', 0.2, 0.16, ['INT4']],
] as const)('layers as %s', async (format, error, share, types) => {
  const plain = await stored(layer, [x], layers);
  const found = await stored(layer, [x], layers, format);
  expect(plain.error).toBeLessThan(1e-5);
  expect(found.types).toEqual(types);
  expect(found.bytes / plain.bytes).toBeLessThan(share);
  expect(found.error).toBeLessThan(error);
  expect(found.error).toBeGreaterThan(0);
});

test('a convolution has int8 for int4, which its kernel does not read', async () => {
  const found = await stored(convolution, [randomDense('f32', [1, 6, 6, 16], 1)], [weights([3, 3, 16, 16], 2)], 'int4');
  expect(found.types).toEqual(['INT8']);
  expect(found.error).toBeLessThan(2e-2);
});

test.each(['f16', 'int8', 'int4'] as const)('an embedding that is tied to the last layer is stored once as %s', async (format) => {
  const indices = denseOf('i32', [2, 3], [5, 0, 31, 7, 7, 1]);
  const table = weights([32, 64], 4);
  const plain = await stored(tiedEmbedding, [indices], [table]);
  const found = await stored(tiedEmbedding, [indices], [table], format);
  expect(found.types).toHaveLength(1);
  expect(found.bytes).toBeLessThan(plain.bytes * { f16: 0.6, int8: 0.35, int4: 0.25 }[format]);
  expect(found.error).toBeLessThan({ f16: 1e-3, int8: 2e-2, int4: 0.2 }[format]);
});

test('weights of bf16 become f32 exactly, and no CAST of them is left', async () => {
  const text = `func.func @main(%x: tensor<4x128xbf16>, %w: tensor<64x128xbf16>) -> tensor<4x64xbf16> {
    %0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [1] : (tensor<4x128xbf16>, tensor<64x128xbf16>) -> tensor<4x64xbf16>
    return %0 : tensor<4x64xbf16>
  }`;
  const given = [randomDense('bf16', [4, 128], 1)];
  const parameter = [randomDense('bf16', [64, 128], 2)];
  const plain = await stored(text, given, parameter);
  const found = await stored(text, given, parameter, 'f32');
  expect(plain.types).toEqual(['BFLOAT16']);
  expect(found.types).toEqual(['FLOAT32']);
  expect(found.error).toBe(plain.error);
  expect(found.operators.filter((op) => op === 'CAST')).toHaveLength(plain.operators.filter((op) => op === 'CAST').length - 1);
});

test('weights that cannot be stored are an error that names the weight and the element', () => {
  const bound = (value: number) =>
    new Map([
      [1, { name: 'up.weight', dense: splatted(value) }],
      [2, { name: 'v', dense: layers[1] as Dense }],
    ]);
  const splatted = (value: number): Dense => {
    const numbers = new Float32Array(64 * 128);
    numbers[130] = value;
    return denseOf('f32', [64, 128], numbers);
  };
  expect(() => lowered(layer, { parameters: bound(Number.NaN), weightsAs: 'int8' })).toThrow(
    /must be finite to be quantized \(".*" is not at element 130\)/,
  );
  const beyond = lowered(layer, { parameters: bound(1e6), weightsAs: 'f16' });
  expect(() => fileOf(beyond)).toThrow(/below 65520 .* at element 130/);
});

test('rows of zeros, and weights that are too small to count, stay as they are', async () => {
  const zeros = { ...splatOf('f32', [64, 128], 0) };
  const found = await stored(layer, [x], [zeros, layers[1] as Dense], 'int8');
  expect(found.error).toBe(0);
  const small = `func.func @main(%x: tensor<4x8xf32>, %w: tensor<8x8xf32>) -> tensor<4x8xf32> {
    %0 = stablehlo.dot_general %x, %w, contracting_dims = [1] x [1] : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
    return %0 : tensor<4x8xf32>
  }`;
  const kept = lowered(small, { parameters: new Map([[1, { name: 'w', dense: weights([8, 8], 1) }]]), weightsAs: 'int8' });
  const constant = kept.subgraphs[0]?.tensors.find(({ data, shape }) => data && isInMemory(data) && shape.join() === '8,8');
  expect(constant?.type).toBe('FLOAT32');
});
