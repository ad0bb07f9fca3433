import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const i32 = (value: number) => denseOf('i32', [], [value]);

/** The operators in front of loops and after them, of conditions, and of bodies. */
const places = (text: string) => lowered(text).subgraphs.map(({ operators }) => operators.map(({ op }) => op));

async function runs(text: string, shape: readonly number[] = [4]): Promise<void> {
  for (const n of [0, 1, 3]) await check(text, [i32(n), random('f32', shape), random('f32', shape, 2)]);
}

describe('state that a loop hands on unchanged', () => {
  const program = (
    handed: string,
  ) => `func.func @main(%n: tensor<i32>, %x: tensor<4xf32>, %w: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %0:4 = stablehlo.while(%i = %zero, %acc = %x, %step = %w, %limit = %n) : tensor<i32>, tensor<4xf32>, tensor<4xf32>, tensor<i32>
    cond {
      %c = stablehlo.compare LT, %i, %limit : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      %one = stablehlo.constant dense<1> : tensor<i32>
      %t = stablehlo.tanh %step : tensor<4xf32>
      %next = stablehlo.add %acc, %t : tensor<4xf32>
      %j = stablehlo.add %i, %one : tensor<i32>
      stablehlo.return %j, %next, ${handed}, %limit : tensor<i32>, tensor<4xf32>, tensor<4xf32>, tensor<i32>
    }
    return %0#1, %0#2 : tensor<4xf32>, tensor<4xf32>
  }`;

  test('is what it was before the loop: what depends on it alone moves, and its result is that value', async () => {
    expect(places(program('%step'))[0]).toContain('TANH');
    await runs(program('%step'));
  });

  test('is not what the body replaces by another value', async () => {
    expect(places(program('%acc'))[0]).not.toContain('TANH');
    await runs(program('%acc'));
  });

  test('stays where nothing else is: a loop without state could not end', () => {
    const text = `func.func @main(%p: tensor<i1>) -> tensor<i1> {
      %0 = stablehlo.while(%c = %p) : tensor<i1>
      cond {
        stablehlo.return %c : tensor<i1>
      } do {
        stablehlo.return %c : tensor<i1>
      }
      return %0 : tensor<i1>
    }`;
    expect(operatorsOf(lowered(text))).toContain('WHILE');
  });
});
