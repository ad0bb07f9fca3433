import { CompileError } from '@hlolite/diagnostics';
import { parse } from '@hlolite/mlir-parser';
import { interpret } from '@hlolite/stablehlo';
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import type { LowerOptions, Policy } from '../index.js';

const i32 = (value: number) => denseOf('i32', [], [value]);
const kinds = (text: string, options?: LowerOptions) => operatorsOf(lowered(text, options));
const i1 = (value: number) => denseOf('i1', [], [value]);

test('a loop carries values of several types, and captures tensors, constants and broadcasts from outside', async () => {
  const program = `func.func @main(%n: tensor<i32>, %x: tensor<2x3xf32>, %w: tensor<3xf32>, %k: tensor<i64>) -> (tensor<i32>, tensor<2x3xf32>, tensor<i64>) {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %one = stablehlo.constant dense<1> : tensor<i32>
    %half = stablehlo.constant dense<[[0.5, 0.25, 1.0], [2.0, 0.5, 0.125]]> : tensor<2x3xf32>
    %row = stablehlo.broadcast_in_dim %w, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
    %0:3 = stablehlo.while(%i = %zero, %acc = %x, %m = %k) : tensor<i32>, tensor<2x3xf32>, tensor<i64>
    cond {
      %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      %a = stablehlo.multiply %acc, %half : tensor<2x3xf32>
      %b = stablehlo.add %a, %row : tensor<2x3xf32>
      %next = stablehlo.add %i, %one : tensor<i32>
      %twice = stablehlo.add %m, %k : tensor<i64>
      stablehlo.return %next, %b, %twice : tensor<i32>, tensor<2x3xf32>, tensor<i64>
    }
    return %0#0, %0#1, %0#2 : tensor<i32>, tensor<2x3xf32>, tensor<i64>
  }`;
  const inputs = (n: number) => [i32(n), random('f32', [2, 3]), random('f32', [3], 2), denseOf('i64', [], [7n])];
  expect(await check(program, inputs(5))).toEqual(['WHILE', 'LESS', 'MUL', 'ADD', 'ADD', 'ADD']);
  await check(program, inputs(1));
  await check(program, inputs(0));
});

test('a loop whose state is handed on, swapped, repeated or replaced by a constant', async () => {
  const program = `func.func @main(%n: tensor<i32>, %x: tensor<2xf32>, %y: tensor<2xf32>, %z: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
    %one = stablehlo.constant dense<1> : tensor<i32>
    %fixed = stablehlo.constant dense<[3.0, 4.0]> : tensor<2xf32>
    %0:5 = stablehlo.while(%i = %n, %a = %x, %b = %y, %c = %z, %d = %z) : tensor<i32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
    cond {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %more = stablehlo.compare GT, %i, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %more : tensor<i1>
    } do {
      %next = stablehlo.subtract %i, %one : tensor<i32>
      stablehlo.return %next, %b, %a, %c, %fixed : tensor<i32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
    }
    return %0#1, %0#2, %0#3, %0#4 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  }`;
  for (const n of [0, 1, 2, 5]) await check(program, [i32(n), random('f32', [2]), random('f32', [2], 2), random('f32', [2], 3)]);
});

test('loops in loops, whose inner bounds and captures come from the outer ones', async () => {
  const program = `func.func @main(%n: tensor<i32>, %x: tensor<4xf32>, %w: tensor<4xf32>) -> tensor<4xf32> {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %one = stablehlo.constant dense<1> : tensor<i32>
    %0:2 = stablehlo.while(%i = %zero, %acc = %x) : tensor<i32>, tensor<4xf32>
    cond {
      %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      %scaled = stablehlo.multiply %acc, %w : tensor<4xf32>
      %1:2 = stablehlo.while(%j = %zero, %inner = %acc) : tensor<i32>, tensor<4xf32>
      cond {
        %c = stablehlo.compare LE, %j, %i : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %c : tensor<i1>
      } do {
        %sum = stablehlo.add %inner, %scaled : tensor<4xf32>
        %next = stablehlo.add %j, %one : tensor<i32>
        stablehlo.return %next, %sum : tensor<i32>, tensor<4xf32>
      }
      %next = stablehlo.add %i, %one : tensor<i32>
      stablehlo.return %next, %1#1 : tensor<i32>, tensor<4xf32>
    }
    return %0#1 : tensor<4xf32>
  }`;
  for (const n of [0, 3]) await check(program, [i32(n), random('f32', [4]), random('f32', [4], 2)]);
});

test('branches give captured tensors, constants and computed values', async () => {
  const program = `func.func @main(%p: tensor<i1>, %x: tensor<2x2xf32>, %y: tensor<2x2xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
    %0:3 = "stablehlo.if"(%p) ({
      %1 = stablehlo.add %x, %y : tensor<2x2xf32>
      stablehlo.return %1, %x, %x : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
    }, {
      %c = stablehlo.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
      stablehlo.return %c, %y, %c : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
    }) : (tensor<i1>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>)
    return %0#0, %0#1, %0#2 : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
  }`;
  for (const p of [0, 1]) await check(program, [i1(p), random('f32', [2, 2]), random('f32', [2, 2], 2)]);
});

describe('case', () => {
  const choice = (name: string, ops: readonly string[]) =>
    `%${name} = "stablehlo.case"(%i) (${ops
      .map(
        (op) => `{
      %r = stablehlo.${op} %x : tensor<3xf32>
      stablehlo.return %r : tensor<3xf32>
    }`,
      )
      .join(', ')}) : (tensor<i32>) -> tensor<3xf32>`;
  const program = (...choices: string[]) => `func.func @main(%i: tensor<i32>, %x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    ${choices.join('\n')}
    return %a, %b : tensor<3xf32>, tensor<3xf32>
  }`;

  test('takes the branch of its number, and the last where there is none of it', async () => {
    const several = program(choice('a', ['negate', 'sine']), choice('b', ['abs', 'cosine', 'exponential', 'tanh', 'sign']));
    for (const i of [0, 1, 2, 3, 4, 5, -1]) await check(several, [i32(i), random('f32', [3])]);
  });

  test('with one branch is that branch', () => {
    expect(kinds(program(choice('a', ['negate']), choice('b', ['abs'])))).toEqual(['NEG', 'ABS']);
  });
});

describe('inside a loop', () => {
  const loop = (body: string, before = '') => `func.func @main(%n: tensor<i32>, %x: tensor<2x8xf32>, %w: tensor<8xf32>) -> tensor<2x8xf32> {
    ${before}
    %0:2 = stablehlo.while(%i = %n, %acc = %x) : tensor<i32>, tensor<2x8xf32>
    cond {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %more = stablehlo.compare GT, %i, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %more : tensor<i1>
    } do {
      %one = stablehlo.constant dense<1> : tensor<i32>
      %next = stablehlo.subtract %i, %one : tensor<i32>
      ${body}
      stablehlo.return %next, %y : tensor<i32>, tensor<2x8xf32>
    }
    return %0#1 : tensor<2x8xf32>
  }`;
  const inputs = [i32(3), random('f32', [2, 8]), random('f32', [8], 2)];

  test('a custom op follows its policy and computes the same under each', async () => {
    const norm = `%y = stablehlo.custom_call @ai_edge_torch.rms_norm(%acc, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-5 : f32}} : (tensor<2x8xf32>, tensor<8xf32>) -> tensor<2x8xf32>`;
    const plain = loop(`%squares = stablehlo.multiply %acc, %acc : tensor<2x8xf32>
      %zerof = stablehlo.constant dense<0.0> : tensor<f32>
      %sum = stablehlo.reduce(%squares init: %zerof) applies stablehlo.add across dimensions = [1] : (tensor<2x8xf32>, tensor<f32>) -> tensor<2xf32>
      %eight = stablehlo.constant dense<8.0> : tensor<2xf32>
      %mean = stablehlo.divide %sum, %eight : tensor<2xf32>
      %epsilon = stablehlo.constant dense<1.0e-5> : tensor<2xf32>
      %biased = stablehlo.add %mean, %epsilon : tensor<2xf32>
      %r = stablehlo.rsqrt %biased : tensor<2xf32>
      %rb = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<2xf32>) -> tensor<2x8xf32>
      %wb = stablehlo.broadcast_in_dim %w, dims = [1] : (tensor<8xf32>) -> tensor<2x8xf32>
      %scaled = stablehlo.multiply %acc, %rb : tensor<2x8xf32>
      %y = stablehlo.multiply %scaled, %wb : tensor<2x8xf32>`);
    const expected = interpret(parse(plain), inputs);
    const found: Record<string, readonly string[]> = {};
    for (const policy of ['custom', 'composite', 'decompose'] as Policy[])
      found[policy] = await check(loop(norm), inputs, { customOpPolicies: { 'ai_edge_torch.rms_norm': { policy } }, expected });
    expect(found.custom).toContain('CUSTOM');
    expect(found.composite).toContain('STABLEHLO_COMPOSITE');
    expect(found.decompose).toContain('RSQRT');
  });

  test('constants are folded with those from outside, calls inlined, transposes absorbed, dead code dropped', () => {
    const program = loop(
      `%four = stablehlo.multiply %two, %two : tensor<8x8xf32>
      %t = stablehlo.transpose %four, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
      %dead = stablehlo.sine %acc : tensor<2x8xf32>
      %y = func.call @linear(%acc, %m) : (tensor<2x8xf32>, tensor<8x8xf32>) -> tensor<2x8xf32>`,
      `%two = stablehlo.constant dense<2.0> : tensor<8x8xf32>
      %m = stablehlo.broadcast_in_dim %w, dims = [0] : (tensor<8xf32>) -> tensor<8x8xf32>`,
    );
    const linear = `
    func.func private @linear(%x: tensor<2x8xf32>, %w: tensor<8x8xf32>) -> tensor<2x8xf32> {
      %t = stablehlo.transpose %w, dims = [1, 0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
      %y = stablehlo.dot_general %x, %t, contracting_dims = [1] x [0] : (tensor<2x8xf32>, tensor<8x8xf32>) -> tensor<2x8xf32>
      return %y : tensor<2x8xf32>
    }`;
    const found = kinds(program + linear);
    for (const absent of ['MUL', 'SIN', 'TRANSPOSE']) expect(found).not.toContain(absent);
    expect(found).toContain('SUB');
  });

  test('what cannot be lowered is reported once, and nothing that follows from it', () => {
    const program = loop('%y = stablehlo.custom_call @other(%acc) : (tensor<2x8xf32>) -> tensor<2x8xf32>');
    const attempt = () => lowered(program, { customOpPolicies: { other: { policy: 'error' } } });
    expect(attempt).toThrow(CompileError);
    try {
      attempt();
    } catch (error) {
      expect((error as CompileError).diagnostics.map(({ code }) => code)).toEqual(['lower/custom-op-refused']);
    }
  });
});

test('tuples are the values in them, as arguments, results and state of a loop; tokens are nothing', async () => {
  const program = `func.func @main(%p: tuple<tensor<i32>, tuple<tensor<3xf32>>>, %x: tensor<3xf32>) -> (tuple<tensor<3xf32>, tensor<3xf32>>, tensor<3xf32>) {
    %token = stablehlo.create_token : !stablehlo.token
    %both = stablehlo.after_all %token, %token : !stablehlo.token
    %n = stablehlo.get_tuple_element %p[0] : (tuple<tensor<i32>, tuple<tensor<3xf32>>>) -> tensor<i32>
    %inner = stablehlo.get_tuple_element %p[1] : (tuple<tensor<i32>, tuple<tensor<3xf32>>>) -> tuple<tensor<3xf32>>
    %y = stablehlo.get_tuple_element %inner[0] : (tuple<tensor<3xf32>>) -> tensor<3xf32>
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %state = stablehlo.tuple %n, %y : tuple<tensor<i32>, tensor<3xf32>>
    %0:2 = stablehlo.while(%s = %state, %t = %both) : tuple<tensor<i32>, tensor<3xf32>>, !stablehlo.token
    cond {
      %i = stablehlo.get_tuple_element %s[0] : (tuple<tensor<i32>, tensor<3xf32>>) -> tensor<i32>
      %more = stablehlo.compare GT, %i, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %more : tensor<i1>
    } do {
      %i = stablehlo.get_tuple_element %s[0] : (tuple<tensor<i32>, tensor<3xf32>>) -> tensor<i32>
      %v = stablehlo.get_tuple_element %s[1] : (tuple<tensor<i32>, tensor<3xf32>>) -> tensor<3xf32>
      %one = stablehlo.constant dense<1> : tensor<i32>
      %next = stablehlo.subtract %i, %one : tensor<i32>
      %sum = stablehlo.add %v, %x : tensor<3xf32>
      %new = stablehlo.tuple %next, %sum : tuple<tensor<i32>, tensor<3xf32>>
      stablehlo.return %new, %t : tuple<tensor<i32>, tensor<3xf32>>, !stablehlo.token
    }
    %sum = stablehlo.get_tuple_element %0#0[1] : (tuple<tensor<i32>, tensor<3xf32>>) -> tensor<3xf32>
    %result = func.call @swap(%sum, %y) : (tensor<3xf32>, tensor<3xf32>) -> tuple<tensor<3xf32>, tensor<3xf32>>
    %barrier = stablehlo.optimization_barrier %sum : tensor<3xf32>
    return %result, %barrier : tuple<tensor<3xf32>, tensor<3xf32>>, tensor<3xf32>
  }
  func.func private @swap(%a: tensor<3xf32>, %b: tensor<3xf32>) -> tuple<tensor<3xf32>, tensor<3xf32>> {
    %0 = stablehlo.tuple %b, %a : tuple<tensor<3xf32>, tensor<3xf32>>
    return %0 : tuple<tensor<3xf32>, tensor<3xf32>>
  }`;
  const list = (...numbers: number[]) => denseOf('f32', [3], numbers);
  const expected = [list(1, 2, 3), list(7, 8, 9), list(7, 8, 9)];
  const inputs = [i32(3), list(1, 2, 3), list(2, 2, 2)];
  await check(program, inputs, { expected });
  await check(program, inputs);
});
