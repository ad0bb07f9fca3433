// verify finds what is wrong: models that were tampered with run in the real runtime and must be caught, at the right operation.
import { parse } from '@hlolite/mlir-parser';
import { load } from '@hlolite/runtime/node';
import { randomDense } from '@hlolite/tensor';
import { read } from '@hlolite/tflite-reader';
import type { Model } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { expect, test } from 'vitest';
import { verifyModule } from './verify.js';

const program = parse(`
func.func @main(%x: tensor<2x4xf32>, %w: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = stablehlo.tanh %x : tensor<2x4xf32>
  %1 = stablehlo.subtract %0, %x : tensor<2x4xf32>
  %2 = stablehlo.custom_call @hlolite.rms_norm(%1, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-5 : f32}} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %3 = call @double(%2) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  return %3 : tensor<2x4xf32>
}
func.func private @double(%a: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %0 = stablehlo.add %a, %a : tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}`);
const inputs = [randomDense('f32', [2, 4], 1), randomDense('f32', [4], 2)];

/** The runtime, given a model in which one kind of operator has become another. */
const tampering = (from: string, to: 'MUL' | 'LOGISTIC') => async (bytes: Model | Uint8Array) => {
  const model = read(bytes as Uint8Array);
  for (const { operators } of model.subgraphs)
    operators.forEach((operator, index) => {
      if (operator.op === from) operators[index] = { op: to, inputs: operator.inputs, outputs: operator.outputs };
    });
  return load(write(model));
};

test('a right model is right, inside too', async () => {
  const { outputs, layers } = await verifyModule(program, { inputs, load, layers: true, tolerance: 1e-5 });
  expect(outputs.map(({ right }) => right)).toEqual([true]);
  expect(layers.map(({ operation, right }) => [operation.name, right])).toEqual([
    ['stablehlo.tanh', true],
    ['stablehlo.subtract', true],
    ['stablehlo.custom_call', true],
  ]);
});

test.each([
  ['TANH', 'LOGISTIC', 0, 'stablehlo.tanh'],
  ['SUB', 'MUL', 1, 'stablehlo.subtract'],
] as const)('a wrong %s is found where it is', async (from, to, agreeing, name) => {
  const { outputs, layers } = await verifyModule(program, { inputs, load: tampering(from, to), layers: true, tolerance: 1e-5 });
  expect(outputs.every(({ right }) => right)).toBe(false);
  const first = layers.findIndex(({ right }) => !right);
  expect([first, layers[first]?.operation.name]).toEqual([agreeing, name]);
});

test('without layers only the outputs are looked at', async () => {
  const { outputs, layers } = await verifyModule(program, { inputs, load: tampering('SUB', 'MUL'), tolerance: 1e-5 });
  expect([outputs.map(({ right }) => right), layers.length]).toEqual([[false], 0]);
});

test('policies count: the norm decomposed is compared with the same reference', async () => {
  const customOpPolicies = { 'hlolite.rms_norm': { policy: 'decompose' } } as const;
  const { conversion, outputs } = await verifyModule(program, { inputs, load, customOpPolicies, tolerance: 1e-5 });
  expect(conversion.model.subgraphs[0]?.operators.some(({ op }) => op === 'CUSTOM')).toBe(false);
  expect(outputs[0]?.right).toBe(true);
});

test('scales that the optimizer moves into weights, or from keys to queries, are no difference', async () => {
  const attention = parse(`
func.func @main(%x: tensor<1x8x8xf32>, %k: tensor<1x8x8xf32>) -> tensor<1x8x8xf32> {
  %w = stablehlo.iota dim = 0 : tensor<8x8xf32>
  %half = stablehlo.constant dense<0.5> : tensor<1x8x8xf32>
  %third = stablehlo.constant dense<0.3> : tensor<1x8x8xf32>
  %0 = stablehlo.dot_general %x, %w, contracting_dims = [2] x [1] : (tensor<1x8x8xf32>, tensor<8x8xf32>) -> tensor<1x8x8xf32>
  %1 = stablehlo.tanh %x : tensor<1x8x8xf32>
  %q = stablehlo.multiply %1, %half : tensor<1x8x8xf32>
  %s = stablehlo.multiply %k, %third : tensor<1x8x8xf32>
  %2 = stablehlo.dot_general %q, %s, batching_dims = [0] x [0], contracting_dims = [2] x [2] : (tensor<1x8x8xf32>, tensor<1x8x8xf32>) -> tensor<1x8x8xf32>
  %3 = stablehlo.multiply %0, %third : tensor<1x8x8xf32>
  %4 = stablehlo.add %2, %3 : tensor<1x8x8xf32>
  %5 = stablehlo.tanh %4 : tensor<1x8x8xf32>
  return %5 : tensor<1x8x8xf32>
}`);
  const fired: string[] = [];
  const given = [randomDense('f32', [1, 8, 8], 1), randomDense('f32', [1, 8, 8], 2)];
  const trace = ({ rewrite }: { rewrite: string }) => fired.push(rewrite);
  const { outputs, layers } = await verifyModule(attention, { inputs: given, load, layers: true, tolerance: 1e-5, trace });
  expect(fired).toEqual(expect.arrayContaining(['layer-scale', 'matmul-scales']));
  expect([...outputs, ...layers].filter(({ right }) => !right)).toEqual([]);
  expect(layers.length).toBeGreaterThan(0);
});

test('complex values inside, which become two tensors each, are no difference', async () => {
  const spectrum = parse(`
func.func @main(%x: tensor<8xf32>) -> tensor<5xf32> {
  %0 = stablehlo.fft %x, type = RFFT, length = [8] : (tensor<8xf32>) -> tensor<5xcomplex<f32>>
  %1 = stablehlo.abs %0 : (tensor<5xcomplex<f32>>) -> tensor<5xf32>
  %2 = stablehlo.tanh %1 : tensor<5xf32>
  return %2 : tensor<5xf32>
}`);
  const { outputs, layers } = await verifyModule(spectrum, { inputs: [randomDense('f32', [8], 1)], load, layers: true, tolerance: 1e-5 });
  expect([...outputs, ...layers].map(({ name, right }) => [name, right])).toEqual([...outputs, ...layers].map(({ name }) => [name, true]));
});
