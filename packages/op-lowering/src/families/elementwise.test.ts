import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const positive = (shape: readonly number[]) => {
  const dense = random('f32', shape);
  return {
    ...dense,
    bytes: new Uint8Array(Float32Array.from(new Float32Array((dense.bytes as Uint8Array).slice().buffer), (x) => Math.abs(x) + 0.1).buffer),
  };
};
const unary = (op: string, type = '2x3xf32') => `func.func @main(%x: tensor<${type}>) -> tensor<${type}> {
  %0 = stablehlo.${op} %x : tensor<${type}>
  return %0 : tensor<${type}>
}`;
const binary = (op: string, type: string) => `func.func @main(%x: tensor<${type}>, %y: tensor<${type}>) -> tensor<${type}> {
  %0 = stablehlo.${op} %x, %y : tensor<${type}>
  return %0 : tensor<${type}>
}`;

test.each([
  ['abs', 'ABS'],
  ['ceil', 'CEIL'],
  ['cosine', 'COS'],
  ['exponential', 'EXP'],
  ['floor', 'FLOOR'],
  ['logistic', 'LOGISTIC'],
  ['negate', 'NEG'],
  ['sign', 'SIGN'],
  ['sine', 'SIN'],
  ['tanh', 'TANH'],
])('%s is the kernel %s', async (op, kernel) => {
  expect(await check(unary(op), [random('f32', [2, 3])])).toEqual([kernel]);
});

test.each([
  ['rsqrt', 'RSQRT'],
  ['sqrt', 'SQRT'],
])('%s of positive numbers is the kernel %s', async (op, kernel) => {
  expect(await check(unary(op), [positive([2, 3])])).toEqual([kernel]);
});

test.each([
  ['add', 'ADD'],
  ['subtract', 'SUB'],
  ['multiply', 'MUL'],
  ['divide', 'DIV'],
])('%s is the kernel %s on floats', async (op, kernel) => {
  expect(await check(binary(op, '2x3xf32'), [random('f32', [2, 3], 1), positive([2, 3])])).toEqual([kernel]);
});

test.each(['add', 'subtract', 'multiply', 'maximum', 'minimum'])('%s is exact on i32 and i64', async (op) => {
  await check(binary(op, '4xi32'), [random('i32', [4], 1), random('i32', [4], 2)]);
  await check(binary(op, '4xi64'), [random('i64', [4], 1), random('i64', [4], 2)]);
});

test.each([
  ['and', 'LOGICAL_AND'],
  ['or', 'LOGICAL_OR'],
  ['xor', 'NOT_EQUAL'],
  ['add', 'LOGICAL_OR'],
  ['multiply', 'LOGICAL_AND'],
])('%s on booleans is logical', async (op, kernel) => {
  expect(await check(binary(op, '8xi1'), [random('i1', [8], 1), random('i1', [8], 2)])).toEqual([kernel]);
});

test('power of a positive base', async () => {
  await check(binary('power', '2x3xf32'), [positive([2, 3]), random('f32', [2, 3])]);
});

test('a broadcast is left to the kernel: no BROADCAST_TO, and a reshape only where dimensions would not align', async () => {
  const program = (dims: string, small: string) => `func.func @main(%x: tensor<2x3xf32>, %y: tensor<${small}xf32>) -> tensor<2x3xf32> {
    %0 = stablehlo.broadcast_in_dim %y, dims = [${dims}] : (tensor<${small}xf32>) -> tensor<2x3xf32>
    %1 = stablehlo.add %x, %0 : tensor<2x3xf32>
    return %1 : tensor<2x3xf32>
  }`;
  expect(await check(program('1', '3'), [random('f32', [2, 3]), random('f32', [3], 2)])).toEqual(['ADD']);
  expect(await check(program('0', '2'), [random('f32', [2, 3]), random('f32', [2], 2)])).toEqual(['RESHAPE', 'ADD']);
  expect(await check(program('0, 1', '2x1'), [random('f32', [2, 3]), random('f32', [2, 1], 2)])).toEqual(['ADD']);
});

test('two broadcasts that together span the result stay small; where they do not, one is written out', async () => {
  const outer = `func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) -> tensor<2x3xf32> {
    %0 = stablehlo.broadcast_in_dim %x, dims = [0, 1] : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %1 = stablehlo.broadcast_in_dim %y, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
    %2 = stablehlo.multiply %0, %1 : tensor<2x3xf32>
    return %2 : tensor<2x3xf32>
  }`;
  expect(await check(outer, [random('f32', [2, 1]), random('f32', [3], 2)])).toEqual(['MUL']);
  const scalars = `func.func @main(%x: tensor<f32>, %y: tensor<f32>) -> tensor<2x3xf32> {
    %0 = stablehlo.broadcast_in_dim %x, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %1 = stablehlo.broadcast_in_dim %y, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %2 = stablehlo.multiply %0, %1 : tensor<2x3xf32>
    return %2 : tensor<2x3xf32>
  }`;
  expect(await check(scalars, [random('f32', []), random('f32', [], 2)])).toEqual(['BROADCAST_TO', 'MUL']);
});

test('an element type that the kernel lacks is computed in a wider one, and wraps around', async () => {
  const byte = (...numbers: number[]) => ({ type: 'i8', shape: [4], bytes: Uint8Array.from(numbers) }) as const;
  expect(await check(binary('add', '4xi8'), [byte(127, 255, 5, 128), byte(1, 1, 250, 255)])).toEqual(['CAST', 'CAST', 'ADD', 'CAST']);
  await check(binary('multiply', '4xui8'), [random('ui8', [4]), { type: 'ui8', shape: [4], bytes: Uint8Array.of(200, 255, 3, 90) }]);
  await check(binary('maximum', '4xbf16'), [random('bf16', [4]), random('bf16', [4], 2)], { tolerance: 1e-2 });
});

test('f64 arithmetic is done in f32, which is said once and is an error when strict', async () => {
  const said: string[] = [];
  const inputs = [random('f64', [4]), random('f64', [4], 2)];
  await check(binary('divide', '4xf64'), inputs, { report: ({ code }) => void said.push(code) });
  expect(said).toEqual(['lower/precision']);
  await expect(check(binary('divide', '4xf64'), inputs, { strict: true })).rejects.toThrow('full precision');
});
