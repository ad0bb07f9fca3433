import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, random } from '../../../../tooling/op-check.js';

const i32 = (value: number) => denseOf('i32', [], [value]);

/** A loop of n rounds over i and `acc` (of `type`, x before the first), which in each becomes %next of %acc, %x, %w and %i. */
const loop = (body: string, { type = 'tensor<4xf32>', before = '', condition = '' } = {}) => `
  func.func @main(%n: tensor<i32>, %x: ${type}, %w: ${type}) -> ${type} {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %one = stablehlo.constant dense<1> : tensor<i32>
    ${before}
    %0:2 = stablehlo.while(%i = %zero, %acc = %x) : tensor<i32>, ${type}
    cond {
      ${condition}
      %c = stablehlo.compare LT, %i, %${condition === '' ? 'n' : 'limit'} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      ${body}
      %j = stablehlo.add %i, %one : tensor<i32>
      stablehlo.return %j, %next : tensor<i32>, ${type}
    }
    return %0#1 : ${type}
  }`;

/** The operators in front of loops and after them, of conditions, and of bodies. */
const places = (text: string) => lowered(text).subgraphs.map(({ operators }) => operators.map(({ op }) => op));

async function runs(text: string, shape: readonly number[] = [4]): Promise<void> {
  for (const n of [0, 1, 3]) await check(text, [i32(n), random('f32', shape), random('f32', shape, 2)]);
}

describe('what a loop computes of values from outside alone moves in front of it', () => {
  test('with what it is made of, from the condition and from the body; what stays uses the result', async () => {
    const text = loop(
      `%half = stablehlo.constant dense<0.5> : tensor<4xf32>
      %a = stablehlo.multiply %w, %half : tensor<4xf32>
      %b = stablehlo.tanh %a : tensor<4xf32>
      %s = stablehlo.multiply %acc, %half : tensor<4xf32>
      %next = stablehlo.add %s, %b : tensor<4xf32>`,
      { condition: '%limit = stablehlo.multiply %n, %n : tensor<i32>' },
    );
    expect(places(text)).toEqual([['MUL', 'MUL', 'TANH', 'WHILE'], ['LESS'], ['MUL', 'ADD', 'ADD']]);
    await runs(text);
  });

  test('out of both of two nested loops', async () => {
    const text = loop(`%1:2 = stablehlo.while(%k = %zero, %in = %acc) : tensor<i32>, tensor<4xf32>
      cond {
        %c = stablehlo.compare LT, %k, %i : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %c : tensor<i1>
      } do {
        %e = stablehlo.tanh %w : tensor<4xf32>
        %m = stablehlo.multiply %in, %e : tensor<4xf32>
        %l = stablehlo.add %k, %one : tensor<i32>
        stablehlo.return %l, %m : tensor<i32>, tensor<4xf32>
      }
      %next = stablehlo.negate %1#1 : tensor<4xf32>`);
    expect(places(text)[0]).toContain('TANH');
    expect(places(text).slice(1).flat()).not.toContain('TANH');
    await runs(text);
  });

  test('a branch as a whole, with what it captures', async () => {
    const text = loop(`%p = stablehlo.compare GT, %n, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %e = "stablehlo.if"(%p) ({
        %t = stablehlo.tanh %w : tensor<4xf32>
        stablehlo.return %t : tensor<4xf32>
      }, {
        stablehlo.return %w : tensor<4xf32>
      }) : (tensor<i1>) -> tensor<4xf32>
      %next = stablehlo.multiply %acc, %e : tensor<4xf32>`);
    expect(places(text)[0]).toEqual(expect.arrayContaining(['GREATER', 'IF', 'WHILE']));
    await runs(text);
  });

  test('but not what depends on the state', async () => {
    const text = loop(`%a = stablehlo.add %acc, %w : tensor<4xf32>
      %next = stablehlo.tanh %a : tensor<4xf32>`);
    expect(places(text)[0]).toEqual(['WHILE']);
    await runs(text);
  });

  test('nor constants, iota, broadcasts and reshapes, which would be state and save no work', async () => {
    const text = loop(
      `%r = stablehlo.iota dim = 1 : tensor<300x300xf32>
      %f = stablehlo.slice %w [0:1, 0:300] : (tensor<300x300xf32>) -> tensor<1x300xf32>
      %v = stablehlo.reshape %f : (tensor<1x300xf32>) -> tensor<300xf32>
      %b = stablehlo.broadcast_in_dim %v, dims = [1] : (tensor<300xf32>) -> tensor<300x300xf32>
      %a = stablehlo.multiply %acc, %b : tensor<300x300xf32>
      %next = stablehlo.subtract %a, %r : tensor<300x300xf32>`,
      { type: 'tensor<300x300xf32>' },
    );
    const [main] = lowered(text).subgraphs;
    const state = main?.operators.find(({ op }) => op === 'WHILE')?.inputs.map((tensor) => tensor?.shape);
    expect(state).toEqual(expect.arrayContaining([[], [300, 300], [1, 300]]));
    expect(state?.filter((shape) => shape?.length === 2 && shape[0] === 300)).toHaveLength(1);
    await check(text, [i32(2), random('f32', [300, 300]), random('f32', [300, 300], 2)]);
  });

  test('nor what is made of constants alone: what folding leaves of it are weights, which kernels take as constants', () => {
    const text = loop(
      `%h = stablehlo.convert %k : (tensor<200x200xbf16>) -> tensor<200x200xf32>
      %next = stablehlo.multiply %acc, %h : tensor<200x200xf32>`,
      { type: 'tensor<200x200xf32>', before: `%k = stablehlo.constant dense<"0x${'803F4040'.repeat(20000)}"> : tensor<200x200xbf16>` },
    );
    expect(places(text)[0]).toEqual(['WHILE']);
  });

  test('nor random numbers, and kernels of others', () => {
    const rng = loop(`%lo = stablehlo.constant dense<0.0> : tensor<f32>
      %hi = stablehlo.convert %n : (tensor<i32>) -> tensor<f32>
      %shape = stablehlo.constant dense<[4]> : tensor<1xi64>
      %u = "stablehlo.rng"(%lo, %hi, %shape) {rng_distribution = #stablehlo<rng_distribution UNIFORM>} : (tensor<f32>, tensor<f32>, tensor<1xi64>) -> tensor<4xf32>
      %next = stablehlo.add %acc, %u : tensor<4xf32>`);
    expect(places(rng)[0]).toEqual(['CAST', 'WHILE']);
    const kernel = loop(`%u = stablehlo.custom_call @theirs(%w) : (tensor<4xf32>) -> tensor<4xf32>
      %next = stablehlo.add %acc, %u : tensor<4xf32>`);
    expect(places(kernel)[0]).toEqual(['WHILE']);
  });

  test('nor a loop, which need not end where the loop around it would not have run it', async () => {
    const text = loop(`%1 = stablehlo.while(%k = %w) : tensor<4xf32>
      cond {
        %first = stablehlo.slice %k [0:1] : (tensor<4xf32>) -> tensor<1xf32>
        %s = stablehlo.reshape %first : (tensor<1xf32>) -> tensor<f32>
        %z = stablehlo.constant dense<8.0> : tensor<f32>
        %c = stablehlo.compare LT, %s, %z : (tensor<f32>, tensor<f32>) -> tensor<i1>
        stablehlo.return %c : tensor<i1>
      } do {
        %o = stablehlo.constant dense<1.0> : tensor<4xf32>
        %m = stablehlo.add %k, %o : tensor<4xf32>
        stablehlo.return %m : tensor<4xf32>
      }
      %next = stablehlo.add %acc, %1 : tensor<4xf32>`);
    expect(places(text)[0]).toEqual(['WHILE']);
    await runs(text);
  });

  test('nor a barrier and what stands behind it: a program writes barriers to keep operations where they are', async () => {
    const text = loop(`%b = stablehlo.optimization_barrier %w : tensor<4xf32>
      %e = stablehlo.tanh %b : tensor<4xf32>
      %next = stablehlo.multiply %acc, %e : tensor<4xf32>`);
    expect(places(text)[0]).toEqual(['WHILE']);
    await runs(text);
  });

  test('and the trace is told', () => {
    const fired: string[] = [];
    const text = loop(`%e = stablehlo.tanh %w : tensor<4xf32>
      %next = stablehlo.multiply %acc, %e : tensor<4xf32>`);
    lowered(text, { trace: ({ rewrite }) => fired.push(rewrite) });
    expect(fired).toContain('hoist-invariants');
  });
});
