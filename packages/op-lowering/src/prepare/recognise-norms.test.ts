// RMS norms that programs write out, as PyTorch, JAX and people do, found on request; and each reason to leave one alone.
import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { denseOf } from '@hlolite/tensor';
import { decodeFlexBuffer, type Model } from '@hlolite/tflite-schema';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import type { LowerOptions } from '../index.js';

interface Form {
  readonly square?: string;
  readonly axis?: 1 | 2;
  readonly initial?: string;
  /** %sum to %mean, both 2x3x1. */
  readonly mean?: string;
  /** %mean to %near, what the root is taken of. */
  readonly near?: string;
  /** %near to %root. */
  readonly root?: string;
  /** %x, %root and %w to %y. */
  readonly scaled?: string;
  readonly weight?: string;
  readonly results?: string;
}

const T = 'tensor<2x3x8xf32>';
const R = 'tensor<2x3x1xf32>';
const MEAN = `%n = stablehlo.constant dense<8.0> : ${R}
  %mean = stablehlo.divide %sum, %n : ${R}`;
const NEAR = `%e = stablehlo.constant dense<0.5> : tensor<f32>
  %es = stablehlo.broadcast_in_dim %e, dims = [] : (tensor<f32>) -> ${R}
  %near = stablehlo.add %mean, %es : ${R}`;
const ROOT = `%root = stablehlo.rsqrt %near : ${R}`;
const ROWS = `%rows = stablehlo.broadcast_in_dim %root, dims = [0, 1, 2] : (${R}) -> ${T}`;
const COLUMNS = `%wb = stablehlo.broadcast_in_dim %w, dims = [2] : (tensor<8xf32>) -> tensor<1x1x8xf32>
  %columns = stablehlo.broadcast_in_dim %wb, dims = [0, 1, 2] : (tensor<1x1x8xf32>) -> ${T}`;
const SCALED = `${ROWS}
  ${COLUMNS}
  %scaled = stablehlo.multiply %x, %rows : ${T}
  %y = stablehlo.multiply %scaled, %columns : ${T}`;

const program = ({
  square = `stablehlo.multiply %x, %x : ${T}`,
  axis = 2,
  initial = '0.0',
  mean = MEAN,
  near = NEAR,
  root = ROOT,
  scaled = SCALED,
  weight = 'tensor<8xf32>',
  results = '%y',
}: Form = {}) => {
  const sum = axis === 2 ? 'tensor<2x3xf32>' : 'tensor<2x8xf32>';
  const types = results.split(', ').map((name) => (name === '%y' || name === '%scaled' ? T : R));
  return `func.func @main(%x: ${T}, %w: ${weight}) -> (${types}) {
  %two = stablehlo.constant dense<2.0> : ${T}
  %zero = stablehlo.constant dense<${initial}> : tensor<f32>
  %square = ${square}
  %flat = stablehlo.reduce(%square init: %zero) applies stablehlo.add across dimensions = [${axis}] : (${T}, tensor<f32>) -> ${sum}
  %sum = stablehlo.reshape %flat : (${sum}) -> ${axis === 2 ? R : 'tensor<2x1x8xf32>'}
  ${mean}
  ${near}
  ${root}
  ${scaled}
  return ${results} : ${types}
}`;
};

const asked: LowerOptions = { recognise: { rms_norm: 'custom' } };
const inputs = [random('f32', [2, 3, 8]), random('f32', [8], 2)];
const optionsOf = (model: Model) =>
  decodeFlexBuffer(model.subgraphs[0]?.operators.find(({ op }) => op === 'CUSTOM')?.customOptions as Uint8Array);

describe('an RMS norm that is written out', () => {
  test.each<[string, Form]>([
    ['with multiply, mean by divide and rsqrt', {}],
    ['with power', { square: `stablehlo.power %x, %two : ${T}` }],
    ['with chlo.square', { square: `chlo.square %x : ${T} -> ${T}` }],
    ['with a mean by 1 / n', { mean: `%n = stablehlo.constant dense<0.125> : ${R}\n  %mean = stablehlo.multiply %n, %sum : ${R}` }],
    [
      'with 1 / √',
      {
        root: `%one = stablehlo.constant dense<1.0> : ${R}\n  %s = stablehlo.sqrt %near : ${R}\n  %root = stablehlo.divide %one, %s : ${R}`,
      },
    ],
    ['with a power of −0.5', { root: `%half = stablehlo.constant dense<-0.5> : ${R}\n  %root = stablehlo.power %near, %half : ${R}` }],
    [
      'with a division by the root',
      { root: `%root = stablehlo.sqrt %near : ${R}`, scaled: SCALED.replace('stablehlo.multiply %x, %rows', 'stablehlo.divide %x, %rows') },
    ],
    [
      'with the weight multiplied into the factor first, as Flax has it',
      { scaled: `${ROWS}\n  ${COLUMNS}\n  %both = stablehlo.multiply %rows, %columns : ${T}\n  %y = stablehlo.multiply %x, %both : ${T}` },
    ],
    [
      'with Gemma’s 1 + weight',
      {
        scaled: `%one = stablehlo.constant dense<1.0> : tensor<8xf32>
  %w1 = stablehlo.add %one, %w : tensor<8xf32>
  ${SCALED.replace('%w,', '%w1,')}`,
      },
    ],
    ['without a weight', { scaled: `${ROWS}\n  %y = stablehlo.multiply %rows, %x : ${T}` }],
  ])('%s becomes the CUSTOM op, which runs on the kernel', async (_, form) => {
    const text = program(form);
    const operators = await check(text, inputs, asked);
    expect(operators.filter((op) => op !== 'ADD')).toEqual(['CUSTOM']);
    expect(optionsOf(lowered(text, asked))).toMatchObject({ epsilon: { value: 0.5 } });
    expect(operatorsOf(lowered(text))).not.toContain('CUSTOM');
  });

  test('of bf16 or f16 is computed in f32 between its conversions, the weight before or after the last', async () => {
    for (const type of ['bf16', 'f16'])
      for (const late of [true, false]) {
        const small = T.replace('f32', type);
        const last = late
          ? `%small = stablehlo.convert %scaled : (${T}) -> ${small}
  %wb = stablehlo.broadcast_in_dim %v, dims = [2] : (tensor<8x${type}>) -> ${small}
  %z = stablehlo.multiply %wb, %small : ${small}`
          : `%w = stablehlo.convert %v : (tensor<8x${type}>) -> tensor<8xf32>
  ${COLUMNS}
  %y = stablehlo.multiply %scaled, %columns : ${T}
  %z = stablehlo.convert %y : (${T}) -> ${small}`;
        const text = program({ scaled: `${ROWS}\n  %scaled = stablehlo.multiply %x, %rows : ${T}\n  ${last}`, results: '%z' })
          .replace(`%x: ${T}, %w: tensor<8xf32>) -> (${R})`, `%h: ${small}, %v: tensor<8x${type}>) -> ${small}`)
          .replace('%two =', `%x = stablehlo.convert %h : (${small}) -> ${T}\n  %two =`)
          .replace(`return %z : ${R}`, `return %z : ${small}`);
        const small16 = [random(type as 'f16', [2, 3, 8]), random(type as 'f16', [8], 2)];
        const operators = await check(text, small16, { ...asked, tolerance: 1e-2 });
        expect(operators.filter((op) => op !== 'CAST')).toEqual(['CUSTOM']);
      }
  });

  test('becomes a composite that has its decomposition with it, and that runs without a kernel', async () => {
    const operators = await check(program(), inputs, { recognise: { rms_norm: 'composite' } });
    expect(operators).toEqual(['STABLEHLO_COMPOSITE', 'MUL', 'MEAN', 'ADD', 'RSQRT', 'MUL', 'MUL']);
  });

  test('has the policy that the user gives the op by name', () => {
    const options: LowerOptions = { ...asked, customOpPolicies: { 'hlolite.rms_norm': { policy: 'custom', code: 'MyNorm' } } };
    expect(lowered(program(), options).subgraphs[0]?.operators[0]?.customCode).toBe('MyNorm');
  });

  test('is found in functions that are called, and is traced', () => {
    const rewrites: string[] = [];
    const text = program().replace('@main', 'private @norm');
    const model = lowered(
      `func.func @main(%x: ${T}, %w: tensor<8xf32>) -> ${T} {
        %0 = func.call @norm(%x, %w) : (${T}, tensor<8xf32>) -> ${T}
        %1 = func.call @norm(%0, %w) : (${T}, tensor<8xf32>) -> ${T}
        return %1 : ${T}
      }
      ${text}`,
      { ...asked, trace: ({ rewrite }) => rewrite === 'recognise-norms' && rewrites.push(rewrite) },
    );
    expect(operatorsOf(model)).toEqual(['CUSTOM', 'CUSTOM']);
    expect(rewrites).toEqual(['recognise-norms', 'recognise-norms']);
  });
});

describe('in loops and branches', () => {
  /** The norm's operations, without those of the function around them. */
  const NORM = program().split('\n').slice(1, -2).join('\n');
  const factorOf = (x: string) => NORM.replace(SCALED, ROWS).replaceAll('%x', x);
  const loop = (before: string, body: string, results = '%0#1') => `func.func @main(%a: ${T}, %w: tensor<8xf32>) -> ${T} {
    %i0 = stablehlo.constant dense<0> : tensor<i32>
    ${before}
    %0:2 = stablehlo.while(%i = %i0, %x = %a) : tensor<i32>, ${T}
    cond {
      %three = stablehlo.constant dense<3> : tensor<i32>
      %more = stablehlo.compare LT, %i, %three : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %more : tensor<i1>
    } do {
      %step = stablehlo.constant dense<1> : tensor<i32>
      %next = stablehlo.add %i, %step : tensor<i32>
      ${body}
      stablehlo.return %next, %y : tensor<i32>, ${T}
    }
    %end = stablehlo.add %0#1, ${results} : ${T}
    return %end : ${T}
  }`;
  const branches = `func.func @main(%x: ${T}, %w: tensor<8xf32>, %p: tensor<i1>) -> ${T} {
    %0 = "stablehlo.if"(%p) ({
      ${NORM}
      stablehlo.return %y : ${T}
    }, {
      %n = stablehlo.negate %x : ${T}
      stablehlo.return %n : ${T}
    }) : (tensor<i1>) -> ${T}
    return %0 : ${T}
  }`;
  const kinds = async (text: string, ...more: Parameters<typeof check>[1]) =>
    (await check(text, [...inputs, ...more], asked)).filter((op) => op === 'CUSTOM' || op === 'RSQRT');

  test('a norm of what a loop carries is the CUSTOM op in it, and runs on the kernel in each round', async () => {
    expect(await kinds(loop('', NORM))).toEqual(['CUSTOM']);
  });

  test('so is one whose constants and weight stand in front of the loop', async () => {
    const [two, zero, ...rest] = NORM.split('\n');
    const before = [two, zero, COLUMNS].join('\n');
    expect(await kinds(loop(before, rest.join('\n').replace(COLUMNS, '')))).toEqual(['CUSTOM']);
  });

  test('a norm of a branch is the CUSTOM op there', async () => {
    for (const taken of [1, 0]) expect(await kinds(branches, denseOf('i1', [], [taken]))).toEqual(['CUSTOM']);
  });

  test('one whose factor is computed in front of the loop stays, or each round would compute it anew', async () => {
    const product = `${COLUMNS}
      %scaled = stablehlo.multiply %a, %rows : ${T}
      %sum2 = stablehlo.add %scaled, %x : ${T}
      %y = stablehlo.multiply %sum2, %columns : ${T}`;
    expect(await kinds(loop(factorOf('%a'), product))).toEqual(['RSQRT']);
    expect(await kinds(loop(factorOf('%a'), product, '%rows'))).toEqual(['RSQRT']);
  });
});

test('a scaled value that is needed besides is the norm, without the weight', async () => {
  expect(await check(program({ results: '%y, %scaled' }), inputs, asked)).toEqual(['CUSTOM', 'MUL']);
});

describe('no norm is', () => {
  const SEVEN = MEAN.replace('8.0', '7.0');
  test.each<[string, Form]>([
    ['a mean over the wrong count', { mean: SEVEN }],
    ['a sum that starts elsewhere', { initial: '1.0' }],
    ['what has no epsilon', { near: '', root: `%root = stablehlo.rsqrt %mean : ${R}` }],
    ['what has a negative epsilon', { near: NEAR.replace('0.5', '-0.5') }],
    ['a mean of something else than squares', { square: `stablehlo.power %x, %three : ${T}`.replace('%three', '%x') }],
    ['a product with something else than what is squared', { square: `stablehlo.multiply %two, %two : ${T}` }],
    [
      'a product with x twice',
      { scaled: `${ROWS}\n  %xx = stablehlo.multiply %x, %x : ${T}\n  %y = stablehlo.multiply %xx, %rows : ${T}` },
    ],
    ['one whose factor is needed besides', { results: '%y, %root' }],
    ['one whose mean is needed besides', { results: '%y, %mean' }],
  ])('%s', async (_, form) => {
    const text = program(form);
    expect(operatorsOf(lowered(text, asked))).not.toContain('CUSTOM');
  });

  test('a mean over another axis', () => {
    const C = 'tensor<2x1x8xf32>';
    const text = program({ axis: 1, mean: MEAN.replace('8.0', '3.0') }).replaceAll(R, C);
    expect(operatorsOf(lowered(text, asked))).not.toContain('CUSTOM');
  });

  test('a weight along another axis: it stays a product after the norm', async () => {
    const form: Form = {
      scaled: SCALED.replace(COLUMNS, `%columns = stablehlo.broadcast_in_dim %w, dims = [1] : (tensor<3xf32>) -> ${T}`),
    };
    const text = program({ ...form, weight: 'tensor<3xf32>' });
    expect(await check(text, [inputs[0]!, random('f32', [3], 2)], asked)).toEqual(['CUSTOM', 'RESHAPE', 'MUL']);
  });

  test('a weight for each row and column', async () => {
    const text = program({ scaled: SCALED.replace(COLUMNS, `%columns = stablehlo.abs %w : ${T}`), weight: T });
    expect(await check(text, [inputs[0]!, random('f32', [2, 3, 8], 2)], asked)).toEqual(['ABS', 'CUSTOM', 'MUL']);
  });
});

test('a program in which nothing is recognised is warned of', () => {
  const reported: Diagnostic[] = [];
  lowered('func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> { return %x : tensor<2xf32> }', {
    ...asked,
    report: (diagnostic) => reported.push(diagnostic),
  });
  expect(reported).toMatchObject([{ severity: 'warning', code: 'custom/unrecognised' }]);
});

test.each(['layer_norm', 'rms_norm'])('what is recognised, and as what, must be known (%s)', (name) => {
  const wrong = { [name]: 'decompose' } as LowerOptions['recognise'];
  expect(() => lowered(program(), { ...(wrong && { recognise: wrong }) })).toThrow(CompileError);
});
