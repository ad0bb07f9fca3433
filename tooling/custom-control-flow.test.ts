// Custom ops inside the control flow of a program, all the way: the same numbers with the kernel, as a composite, and as builtin operators.
import type { Policy } from '@hlolite/op-lowering';
import { load } from '@hlolite/runtime/node';
import { type Dense, denseOf, difference } from '@hlolite/tensor';
import { convert } from 'hlolite';
import { expect, test } from 'vitest';

const norm = (x: string) =>
  `stablehlo.custom_call @hlolite.rms_norm(${x}, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-3 : f32}} : (tensor<2x8xf32>, tensor<8xf32>) -> tensor<2x8xf32>`;

const program = `func.func @main(%x: tensor<2x8xf32>, %n: tensor<i32>) -> tensor<2x8xf32> {
  %w = stablehlo.constant dense<1.5> : tensor<8xf32>
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %looped:2 = stablehlo.while(%i = %zero, %a = %x) : tensor<i32>, tensor<2x8xf32>
    cond {
      %more = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %more : tensor<i1>
    } do {
      %b = ${norm('%a')}
      %c = stablehlo.add %b, %x : tensor<2x8xf32>
      %j = stablehlo.add %i, %one : tensor<i32>
      stablehlo.return %j, %c : tensor<i32>, tensor<2x8xf32>
    }
  %several = stablehlo.compare GT, %n, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
  %y = "stablehlo.if"(%several) ({
    %z = ${norm('%looped#1')}
    stablehlo.return %z : tensor<2x8xf32>
  }, {
    stablehlo.return %looped#1 : tensor<2x8xf32>
  }) : (tensor<i1>) -> tensor<2x8xf32>
  return %y : tensor<2x8xf32>
}`;
const x = denseOf(
  'f32',
  [2, 8],
  Float32Array.from({ length: 16 }, (_, i) => Math.sin(i)),
);

async function resultsOf(policy: Policy): Promise<readonly Dense[]> {
  const session = await load(convert(program, { customOpPolicies: { 'hlolite.rms_norm': { policy } } }).bytes());
  const results: Dense[] = [];
  for (const times of [0, 1, 4]) results.push(...(await session.run([x, denseOf('i32', [], [times])])));
  session.dispose();
  return results;
}

test('a norm in a loop and in a branch gives the same under each policy', async () => {
  const expected = await resultsOf('decompose');
  expect(difference(expected[0] as Dense, x).relative).toBe(0);
  expect(difference(expected[2] as Dense, expected[1] as Dense).relative).toBeGreaterThan(0.1);
  for (const policy of ['custom', 'composite'] as const)
    for (const [i, found] of (await resultsOf(policy)).entries())
      expect(difference(found, expected[i] as Dense).relative).toBeLessThan(1e-5);
});
