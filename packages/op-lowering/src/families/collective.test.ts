// Talk between devices of which there is one, in the real runtime.
import { expect, test } from 'vitest';
import { check, lowered, random } from '../../../../tooling/op-check.js';

const type = 'tensor<2x3xf32>';
const program = (op: string, attributes: string, region = '') => `func.func @main(%x: ${type}) -> ${type} {
  %0 = "stablehlo.${op}"(%x) ${region} {${attributes}} : (${type}) -> ${type}
  return %0 : ${type}
}`;
const sum = `({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %s = stablehlo.add %a, %b : tensor<f32>
    stablehlo.return %s : tensor<f32>
  })`;
const groups = (list: string, shape: string) => `replica_groups = dense<${list}> : tensor<${shape}xi64>`;

test.each([
  ['all_reduce', groups('[[0]]', '1x1'), sum],
  ['collective_reduce', groups('[[0]]', '1x1'), sum],
  ['all_gather', `all_gather_dim = 0 : i64, ${groups('[[0]]', '1x1')}`, ''],
  ['collective_broadcast', groups('[[0]]', '1x1'), ''],
  ['collective_permute', 'source_target_pairs = dense<[[0, 0]]> : tensor<1x2xi64>', ''],
])('%s of one device gives the data back', async (op, attributes, region) => {
  const operators = await check(program(op, attributes, region), [random('f32', [2, 3])]);
  expect(operators).toEqual(['RESHAPE']);
});

test('collective_permute gives zeros where nobody sends', async () => {
  await check(program('collective_permute', 'source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>'), [random('f32', [2, 3])]);
});

test('several devices are refused', () => {
  expect(() => lowered(program('all_reduce', groups('[[0, 1]]', '1x2'), sum))).toThrow('must have one device each');
  expect(() => lowered(program('collective_permute', 'source_target_pairs = dense<[[1, 0]]> : tensor<1x2xi64>'))).toThrow(
    'must have one device each',
  );
});
