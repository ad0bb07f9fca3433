import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

/** A loop of `%n` turns that carries `%w` beside its state; `body` makes `%next` of `%acc` and `%v`, and `handed` is what becomes of `%v`. */
const loop = (
  body: string,
  handed = 'v',
) => `func.func @main(%n: tensor<i32>, %x: tensor<4xf32>, %w: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %0:3 = stablehlo.while(%i = %zero, %acc = %x, %v = %w) : tensor<i32>, tensor<4xf32>, tensor<4xf32>
  cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %half = stablehlo.constant dense<0.5> : tensor<4xf32>
    ${body}
    %more = stablehlo.add %i, %one : tensor<i32>
    stablehlo.return %more, %next, %${handed} : tensor<i32>, tensor<4xf32>, tensor<4xf32>
  }
  return %0#1, %0#2 : tensor<4xf32>, tensor<4xf32>
}`;
const inputs = (turns: number) => [denseOf('i32', [], [turns]), random('f32', [4]), random('f32', [4], 2)];
const invariant = `%s = stablehlo.sine %v : tensor<4xf32>
    %t = stablehlo.multiply %s, %half : tensor<4xf32>
    %next = stablehlo.add %acc, %t : tensor<4xf32>`;

describe('a loop', () => {
  test('does not compute again what stays the same, nor carry what it hands on', async () => {
    for (const turns of [0, 1, 3])
      expect(await check(loop(invariant), inputs(turns))).toEqual(['SIN', 'MUL', 'WHILE', 'RESHAPE', 'LESS', 'ADD', 'ADD']);
  });

  test('computes in every turn what depends on what changes', async () => {
    const varying = invariant.replace('sine %v', 'sine %acc');
    for (const turns of [0, 2])
      expect(await check(loop(varying), inputs(turns))).toEqual(['WHILE', 'RESHAPE', 'LESS', 'SIN', 'MUL', 'ADD', 'ADD']);
    const replaced = operatorsOf(lowered(loop(invariant, 'next')));
    expect(replaced.indexOf('SIN')).toBeGreaterThan(replaced.indexOf('WHILE'));
    await check(loop(invariant, 'next'), inputs(3));
  });

  test('keeps an optimization barrier, and what stands behind it, where it is', () => {
    const barrier = invariant.replace('stablehlo.sine %v', 'stablehlo.optimization_barrier %v');
    const kinds = operatorsOf(lowered(loop(barrier)));
    expect(kinds.indexOf('MUL')).toBeGreaterThan(kinds.indexOf('WHILE'));
  });

  test('is told to the trace when it got smaller', () => {
    const fired: string[] = [];
    lowered(loop(invariant), { trace: ({ rewrite }) => fired.push(rewrite) });
    expect(fired).toContain('hoist-invariants');
  });
});
