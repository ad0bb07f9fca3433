// Ops that move complex numbers or combine many of them, in the real runtime against the interpreter.
import { denseOf } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, lowered, random } from '../../../../../tooling/op-check.js';

const c64 = 'complex<f32>';
const t = (shape: string) => `tensor<${shape}${shape === '' ? '' : 'x'}${c64}>`;
const program = (inputs: readonly string[], result: string, body: string) =>
  `func.func @main(${inputs.map((type, index) => `%${'xyz'[index]}: ${type}`).join(', ')}) -> ${result} {\n${body}\n  return %r : ${result}\n}`;
const add = `({
  ^bb0(%a: ${t('')}, %b: ${t('')}):
    %s = stablehlo.add %a, %b : ${t('')}
    stablehlo.return %s : ${t('')}
  })`;

test('a convolution is four of real ones', async () => {
  const body = `  %r = stablehlo.convolution(%x, %y) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {pad = [[1, 1], [0, 0]]}
    {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (${t('1x5x6x2')}, ${t('3x3x2x4')}) -> ${t('1x5x4x4')}`;
  const operators = await check(program([t('1x5x6x2'), t('3x3x2x4')], t('1x5x4x4'), body), [
    random(c64, [1, 5, 6, 2]),
    random(c64, [3, 3, 2, 4], 2),
  ]);
  expect(operators.filter((op) => op === 'CONV_2D')).toHaveLength(4);
});

test('gather and scatter by the same indices for both parts', async () => {
  const gather = `  %r = "stablehlo.gather"(%x, %y) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0],
    start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>}> : (${t('5x3')}, tensor<4x1xi32>) -> ${t('4x3')}`;
  const indices = denseOf('i32', [4, 1], [4, 0, 2, 2]);
  await check(program([t('5x3'), 'tensor<4x1xi32>'], t('4x3'), gather), [random(c64, [5, 3]), indices]);
  const scatter = `  %r = "stablehlo.scatter"(%x, %y, %z) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1],
    inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ${add}
    : (${t('5x3')}, tensor<4x1xi32>, ${t('4x3')}) -> ${t('5x3')}`;
  const inputs = [random(c64, [5, 3]), indices, random(c64, [4, 3], 2)];
  await check(program([t('5x3'), 'tensor<4x1xi32>', t('4x3')], t('5x3'), scatter), inputs);
  const product = scatter.replace('stablehlo.add', 'stablehlo.multiply');
  await check(program([t('5x3'), 'tensor<4x1xi32>', t('4x3')], t('5x3'), product), inputs);
});

test('sums and products in windows', async () => {
  const windows = `  %i = stablehlo.constant dense<(1.0, 0.0)> : ${t('')}
  %r = "stablehlo.reduce_window"(%x, %i) <{window_dimensions = array<i64: 1, 3>, window_strides = array<i64: 1, 2>}> ${add}
    : (${t('4x7')}, ${t('')}) -> ${t('4x3')}`;
  await check(program([t('4x7')], t('4x3'), windows), [random(c64, [4, 7])]);
  await check(program([t('4x7')], t('4x3'), windows.replace('stablehlo.add', 'stablehlo.multiply')), [random(c64, [4, 7])]);
});

test('sorting by the real part carries the imaginary one along', async () => {
  const sort = `  %r = "stablehlo.sort"(%x) <{dimension = 1 : i64, is_stable = true}> ({
  ^bb0(%a: ${t('')}, %b: ${t('')}):
    %p = stablehlo.real %a : (${t('')}) -> tensor<f32>
    %q = stablehlo.real %b : (${t('')}) -> tensor<f32>
    %c = stablehlo.compare LT, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  }) : (${t('3x7')}) -> ${t('3x7')}`;
  await check(program([t('3x7')], t('3x7'), sort), [random(c64, [3, 7])]);
});

test('branches give pairs', async () => {
  const branch = `  %r = "stablehlo.if"(%y) ({
    %a = stablehlo.multiply %x, %x : ${t('3')}
    stablehlo.return %a : ${t('3')}
  }, {
    stablehlo.return %x : ${t('3')}
  }) : (tensor<i1>) -> ${t('3')}`;
  for (const chosen of [1, 0])
    await check(program([t('3'), 'tensor<i1>'], t('3'), branch), [random(c64, [3]), denseOf('i1', [], [chosen])]);
});

test('convert goes between real and complex, and between widths', async () => {
  await check(program(['tensor<3xf32>'], t('3'), `  %r = stablehlo.convert %x : (tensor<3xf32>) -> ${t('3')}`), [random('f32', [3])]);
  const narrow = `  %w = stablehlo.convert %x : (${t('3')}) -> tensor<3xcomplex<f64>>\n  %r = stablehlo.convert %w : (tensor<3xcomplex<f64>>) -> ${t('3')}`;
  await check(program([t('3')], t('3'), narrow), [random(c64, [3])]);
});

test('what cannot be split is refused', () => {
  const body = `  %i = stablehlo.constant dense<(0.0, 0.0)> : ${t('')}
  %r = "stablehlo.select_and_scatter"(%x, %y, %i) <{window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
  ^bb0(%a: ${t('')}, %b: ${t('')}):
    %p = stablehlo.real %a : (${t('')}) -> tensor<f32>
    %q = stablehlo.real %b : (${t('')}) -> tensor<f32>
    %c = stablehlo.compare GE, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  }, ${add.replace('({', '{').replace('})', '}')}) : (${t('4')}, ${t('2')}, ${t('')}) -> ${t('4')}`;
  expect(() => lowered(program([t('4'), t('2')], t('4'), body))).toThrow();
});
