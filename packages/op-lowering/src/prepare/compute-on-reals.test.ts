import { denseOf, readNumbers } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const q8 = '!quant.uniform<i8:f32, 0.0039215482917486456:-128>';
const q8b = '!quant.uniform<i8:f32, 0.05:3>';
const byte = (shape: readonly number[], step = 37) =>
  denseOf(
    'i8',
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => ((index * step) % 256) - 128),
  );

test('uniform_quantize is QUANTIZE: ties go to even, bounds hold, NaN is stored as 0', async () => {
  const program = `func.func @main(%x: tensor<8xf32>) -> tensor<8x!quant.uniform<i8:f32, 0.5:-1>> {
    %0 = stablehlo.uniform_quantize %x : (tensor<8xf32>) -> tensor<8x!quant.uniform<i8:f32, 0.5:-1>>
    return %0 : tensor<8x!quant.uniform<i8:f32, 0.5:-1>> }`;
  const x = denseOf('f32', [8], [0.25, 0.75, -0.25, -0.75, 1e30, Number.NEGATIVE_INFINITY, Number.NaN, 3.3]);
  expect(await check(program, [x])).toEqual(['EQUAL', 'SELECT_V2', 'QUANTIZE']);
});

test('inputs and outputs that are quantized carry their scale and zero point', () => {
  const [graph] = lowered(`func.func @main(%x: tensor<4x${q8}>) -> tensor<4x${q8b}> {
    %0 = stablehlo.uniform_quantize %x : (tensor<4x${q8}>) -> tensor<4x${q8b}>
    return %0 : tensor<4x${q8b}> }`).subgraphs;
  expect(graph?.inputs[0]).toMatchObject({
    type: 'INT8',
    quantization: { scale: [Math.fround(0.0039215482917486456)], zeroPoint: [-128n] },
  });
  expect(graph?.outputs[0]).toMatchObject({ type: 'INT8', quantization: { scale: [Math.fround(0.05)], zeroPoint: [3n] } });
});

test.each(['add', 'multiply', 'subtract', 'divide', 'maximum'])('%s of quantized tensors of two scales', async (op) => {
  const program = `func.func @main(%x: tensor<64x${q8}>, %y: tensor<64x${q8b}>) -> tensor<64x${q8b}> {
    %0 = stablehlo.${op} %x, %y : (tensor<64x${q8}>, tensor<64x${q8b}>) -> tensor<64x${q8b}>
    return %0 : tensor<64x${q8b}> }`;
  await check(program, [byte([64]), byte([64], 91)]);
});

test('moves keep the stored integers: transpose, concatenate, slice, with a product after', async () => {
  const program = `func.func @main(%x: tensor<2x3x${q8}>, %y: tensor<2x3x${q8}>) -> tensor<3x2x${q8b}> {
    %0 = stablehlo.concatenate %x, %y, dim = 0 : (tensor<2x3x${q8}>, tensor<2x3x${q8}>) -> tensor<4x3x${q8}>
    %1 = stablehlo.slice %0 [1:3, 0:3] : (tensor<4x3x${q8}>) -> tensor<2x3x${q8}>
    %2 = stablehlo.transpose %1, dims = [1, 0] : (tensor<2x3x${q8}>) -> tensor<3x2x${q8}>
    %3 = stablehlo.multiply %2, %2 : (tensor<3x2x${q8}>, tensor<3x2x${q8}>) -> tensor<3x2x${q8b}>
    return %3 : tensor<3x2x${q8b}> }`;
  await check(program, [byte([2, 3]), byte([2, 3], 91)]);
});

test('a product accumulated in i32 and brought back to i8', async () => {
  const q32 = '!quant.uniform<i32:f32, 1.537803731274151E-5>';
  const program = `func.func @main(%x: tensor<3x4x${q8}>, %y: tensor<4x5x${q8}>) -> tensor<3x5x${q8b}> {
    %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<3x4x${q8}>, tensor<4x5x${q8}>) -> tensor<3x5x${q32}>
    %1 = stablehlo.uniform_quantize %0 : (tensor<3x5x${q32}>) -> tensor<3x5x${q8b}>
    return %1 : tensor<3x5x${q8b}> }`;
  await check(program, [byte([3, 4]), byte([4, 5], 91)]);
});

test('a scale for each slice of an axis', async () => {
  const axis = '!quant.uniform<i8:f32:1, {0.5:1, 0.25:-3, 0.125}>';
  const program = `func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x3x${axis}>) -> (tensor<2x3x${axis}>, tensor<2x3xf32>) {
    %0 = stablehlo.uniform_quantize %x : (tensor<2x3xf32>) -> tensor<2x3x${axis}>
    %1 = stablehlo.uniform_dequantize %y : (tensor<2x3x${axis}>) -> tensor<2x3xf32>
    return %0, %1 : tensor<2x3x${axis}>, tensor<2x3xf32> }`;
  await check(program, [random('f32', [2, 3]), byte([2, 3])]);
});

test('storages of other widths, with narrow bounds', async () => {
  for (const type of [
    '!quant.uniform<u8:f32, 0.02:128>',
    '!quant.uniform<i16:f32, 0.001>',
    '!quant.uniform<i8<-127:127>:f32, 0.1>',
    '!quant.uniform<i32:f32, 0.0001:7>',
  ]) {
    const program = `func.func @main(%x: tensor<5xf32>) -> (tensor<5x${type}>, tensor<5xf32>) {
      %0 = stablehlo.uniform_quantize %x : (tensor<5xf32>) -> tensor<5x${type}>
      %1 = stablehlo.uniform_dequantize %0 : (tensor<5x${type}>) -> tensor<5xf32>
      return %0, %1 : tensor<5x${type}>, tensor<5xf32> }`;
    await check(program, [denseOf('f32', [5], [0.5, -1.75, 1e30, -1e30, Number.NaN])]);
  }
});

test('a reduction of quantized numbers adds their reals', async () => {
  const program = `func.func @main(%x: tensor<4x6x${q8}>) -> tensor<4x${q8b}> {
    %zero = stablehlo.constant() <{value = dense<-128> : tensor<i8>}> : () -> tensor<${q8}>
    %0 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 1>}> ({
    ^bb0(%a: tensor<${q8}>, %b: tensor<${q8}>):
      %1 = stablehlo.add %a, %b : tensor<${q8}>
      stablehlo.return %1 : tensor<${q8}>
    }) : (tensor<4x6x${q8}>, tensor<${q8}>) -> tensor<4x${q8}>
    %2 = stablehlo.uniform_quantize %0 : (tensor<4x${q8}>) -> tensor<4x${q8b}>
    return %2 : tensor<4x${q8b}> }`;
  expect(operatorsOf(lowered(program))).toContain('SUM');
  await check(program, [
    denseOf(
      'i8',
      [4, 6],
      [...readNumbers(byte([4, 6]))].map((value) => Math.min(Number(value), -100)),
    ),
  ]);
});

test('large quantized weights stay stored as integers and are dequantized at run time, per axis too', async () => {
  const bytes = byte([256, 300]).bytes as Uint8Array;
  const hex = Array.from(bytes, (value) => value.toString(16).padStart(2, '0')).join('');
  const scales = Array.from({ length: 300 }, (_, index) => (0.001 + index / 1e5).toFixed(6)).join(', ');
  for (const type of ['!quant.uniform<i8:f32, 0.01:3>', `!quant.uniform<i8:f32:1, {${scales}}>`]) {
    const program = `func.func @main(%x: tensor<2x256xf32>) -> tensor<2x300xf32> {
      %w = stablehlo.constant() <{value = dense<"0x${hex}"> : tensor<256x300xi8>}> : () -> tensor<256x300x${type}>
      %0 = stablehlo.uniform_dequantize %w : (tensor<256x300x${type}>) -> tensor<256x300xf32>
      %1 = stablehlo.dot_general %x, %0, contracting_dims = [1] x [0] : (tensor<2x256xf32>, tensor<256x300xf32>) -> tensor<2x300xf32>
      return %1 : tensor<2x300xf32> }`;
    expect(await check(program, [random('f32', [2, 256])])).toEqual(['DEQUANTIZE', 'BATCH_MATMUL']);
  }
});
