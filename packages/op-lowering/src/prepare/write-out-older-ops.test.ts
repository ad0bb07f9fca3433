// einsum, unary_einsum and torch_index_select in the real runtime, against the same written by hand in ops of the spec.
import { parse } from '@hlolite/mlir-parser';
import { interpret } from '@hlolite/stablehlo';
import { denseOf } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, lowered, random } from '../../../../tooling/op-check.js';

const t = (shape: string) => `tensor<${shape}xf32>`;
const program = (inputs: readonly string[], result: string, body: string) =>
  `func.func @main(${inputs.map((type, index) => `%${'xy'[index]}: ${type}`).join(', ')}) -> ${result} {\n${body}\n  return %r : ${result}\n}`;

test('einsum is a product over shared labels', async () => {
  const types = [t('2x3x4'), t('2x4x5')];
  const einsum = `  %r = stablehlo.einsum %x, %y, config = "bij,bjk->kbi" : (${types[0]}, ${types[1]}) -> ${t('5x2x3')}`;
  const dot = `  %0 = stablehlo.dot_general %x, %y, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (${types[0]}, ${types[1]}) -> ${t('2x3x5')}
  %r = stablehlo.transpose %0, dims = [2, 0, 1] : (${t('2x3x5')}) -> ${t('5x2x3')}`;
  const inputs = [random('f32', [2, 3, 4]), random('f32', [2, 4, 5], 2)];
  await check(program(types, t('5x2x3'), einsum), inputs, { expected: interpret(parse(program(types, t('5x2x3'), dot)), inputs) });
  await check(program(types, t('5x2x3'), einsum), inputs);
});

test('a label of one operand that the result lacks is summed', async () => {
  const types = [t('2x3'), t('3x4')];
  const einsum = `  %r = stablehlo.einsum %x, %y, config = "ij,jk->j" : (${types[0]}, ${types[1]}) -> ${t('3')}`;
  const x = denseOf('f32', [2, 3], [1, 2, 3, 4, 5, 6]);
  const y = denseOf('f32', [3, 4], [1, 1, 1, 1, 2, 0, 0, 0, 0, 0, 3, 0]);
  await check(program(types, t('3'), einsum), [x, y], { expected: [denseOf('f32', [3], [20, 14, 27])] });
  await check(program(types, t('3'), einsum), [x, y]);
});

test('unary_einsum sums and transposes', async () => {
  const body = `  %r = stablehlo.unary_einsum %x, config = "ijk->ki" : (${t('2x2x3')}) -> ${t('3x2')}`;
  const x = denseOf('f32', [2, 2, 3], [...Array(12).keys()]);
  await check(program([t('2x2x3')], t('3x2'), body), [x], { expected: [denseOf('f32', [3, 2], [3, 15, 5, 17, 7, 19])] });
  await check(program([t('2x2x3')], t('3x2'), body), [x]);
});

test('torch_index_select picks slices, in each batch its own', async () => {
  const plain = `  %r = "stablehlo.torch_index_select"(%x, %y) <{dim = 1 : i64, batch_dims = 0 : i64}> : (${t('2x3x2')}, tensor<2xi32>) -> ${t('2x2x2')}`;
  const x = denseOf('f32', [2, 3, 2], [...Array(12).keys()]);
  const picked = [denseOf('f32', [2, 2, 2], [4, 5, 0, 1, 10, 11, 6, 7])];
  await check(program([t('2x3x2'), 'tensor<2xi32>'], t('2x2x2'), plain), [x, denseOf('i32', [2], [2, 0])], { expected: picked });
  const batched = `  %r = "stablehlo.torch_index_select"(%x, %y) <{dim = 1 : i64, batch_dims = 1 : i64}> : (${t('2x3x2')}, tensor<2x1xi32>) -> ${t('2x1x2')}`;
  const each = [denseOf('f32', [2, 1, 2], [4, 5, 6, 7])];
  await check(program([t('2x3x2'), 'tensor<2x1xi32>'], t('2x1x2'), batched), [x, denseOf('i32', [2, 1], [2, 0])], { expected: each });
  await check(program([t('2x3x2'), 'tensor<2x1xi32>'], t('2x1x2'), batched), [x, denseOf('i32', [2, 1], [2, 0])]);
});

test('a diagonal, for which there is no form, is refused', () => {
  const body = `  %r = stablehlo.unary_einsum %x, config = "ii->i" : (${t('3x3')}) -> ${t('3')}`;
  expect(() => lowered(program([t('3x3')], t('3'), body))).toThrow('stablehlo.unary_einsum must be an op that hlolite lowers');
});
