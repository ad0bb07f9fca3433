import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const i32 = (value: number) => denseOf('i32', [], [value]);

describe('a branch that is known at compile time', () => {
  const branch = (name: string) => `{
    %${name} = stablehlo.${name} %x : tensor<4xf32>
    stablehlo.return %${name} : tensor<4xf32>
  }`;
  const program = (
    choice: string,
    op: string,
    type: string,
    branches: readonly string[],
  ) => `func.func @main(%x: tensor<4xf32>, %given: ${type}) -> tensor<4xf32> {
    ${choice}
    %0 = "stablehlo.${op}"(%p) (${branches.map(branch).join(', ')}) : (${type}) -> tensor<4xf32>
    %1 = stablehlo.abs %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }`;
  const constant = (value: string, type: string) => `%p = stablehlo.constant dense<${value}> : ${type}`;

  test.each([
    ['true', 'TANH'],
    ['false', 'NEG'],
  ])('of an if on %s is all that stays', async (value, operator) => {
    const text = program(constant(value, 'tensor<i1>'), 'if', 'tensor<i1>', ['tanh', 'negate']);
    expect(await check(text, [random('f32', [4]), denseOf('i1', [], [1])])).toEqual([operator, 'ABS']);
  });

  test.each([
    ['0', 'TANH'],
    ['1', 'NEG'],
    ['2', 'COS'],
    ['3', 'COS'],
    ['-1', 'COS'],
  ])('of a case on %s is all that stays; a number that names none is the last', async (value, operator) => {
    const text = program(constant(value, 'tensor<i32>'), 'case', 'tensor<i32>', ['tanh', 'negate', 'cosine']);
    expect(await check(text, [random('f32', [4]), i32(0)])).toEqual([operator, 'ABS']);
  });

  test('of a case with one branch is all that stays, whatever its index is', async () => {
    const text = program('%p = stablehlo.negate %given : tensor<i32>', 'case', 'tensor<i32>', ['tanh']);
    expect(await check(text, [random('f32', [4]), i32(5)])).toEqual(['TANH', 'ABS']);
  });

  test('is folded with what is around it, in loops too', async () => {
    const text = `func.func @main(%n: tensor<i32>, %x: tensor<4xf32>, %w: tensor<4xf32>) -> tensor<4xf32> {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %one = stablehlo.constant dense<1> : tensor<i32>
      %0:2 = stablehlo.while(%i = %zero, %acc = %x) : tensor<i32>, tensor<4xf32>
      cond {
        %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %c : tensor<i1>
      } do {
        %p = stablehlo.compare LT, %zero, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
        %next = "stablehlo.if"(%p) ({
          %a = stablehlo.add %acc, %w : tensor<4xf32>
          stablehlo.return %a : tensor<4xf32>
        }, {
          stablehlo.return %w : tensor<4xf32>
        }) : (tensor<i1>) -> tensor<4xf32>
        %j = stablehlo.add %i, %one : tensor<i32>
        stablehlo.return %j, %next : tensor<i32>, tensor<4xf32>
      }
      return %0#1 : tensor<4xf32>
    }`;
    expect(operatorsOf(lowered(text))).not.toContain('IF');
    await check(text, [i32(2), random('f32', [4]), random('f32', [4], 2)]);
  });

  test('is not one whose choice is computed', async () => {
    const text = program('%p = stablehlo.not %given : tensor<i1>', 'if', 'tensor<i1>', ['tanh', 'negate']);
    expect(operatorsOf(lowered(text))).toContain('IF');
    await check(text, [random('f32', [4]), denseOf('i1', [], [1])]);
  });
});
