import { denseOf, type ElementType } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

const text = (shape: readonly number[], element: string) => `tensor<${[...shape, element].join('x')}>`;

/** A sort of one operand; `less` says of %a and %b whether %a comes first. */
const sort = (
  type: string,
  shape: readonly number[],
  dimension: number,
  less: string,
) => `func.func @main(%x: ${text(shape, type)}) -> ${text(shape, type)} {
  %0 = "stablehlo.sort"(%x) <{dimension = ${dimension} : i64, is_stable = true}> ({
  ^bb0(%a: tensor<${type}>, %b: tensor<${type}>):
    ${less}
    stablehlo.return %r : tensor<i1>
  }) : (${text(shape, type)}) -> ${text(shape, type)}
  return %0 : ${text(shape, type)}
}`;

const compare = (type: string, direction: string, kind = '') =>
  `%r = stablehlo.compare ${direction}, %a, %b${kind && `, ${kind}`} : (tensor<${type}>, tensor<${type}>) -> tensor<i1>`;

test('every type, up and down, along any dimension', async () => {
  for (const type of ['f32', 'f16', 'bf16', 'i8', 'i32', 'i64', 'ui8', 'ui32', 'ui64', 'i1'] as const) {
    expect(await check(sort(type, [3, 7], 1, compare(type, 'LT')), [random(type, [3, 7])])).toContain('TOPK_V2');
    await check(sort(type, [5, 4], 0, compare(type, 'GT')), [random(type, [5, 4])]);
  }
  await check(sort('f64', [2, 3, 4], 1, compare('f64', 'LT')), [random('f64', [2, 3, 4])]);
  await check(sort('f32', [9], 0, compare('f32', 'GE')), [random('f32', [9])]);
});

test('NaN goes last, and −0 before 0 in total order only', async () => {
  const numbers = denseOf('f32', [8], [1, Number.NaN, -0, 0, Number.POSITIVE_INFINITY, -0, Number.NEGATIVE_INFINITY, -1]);
  for (const kind of ['TOTALORDER', 'FLOAT'])
    await check(sort('f32', [8], 0, compare('f32', 'LT', kind)), [kind === 'FLOAT' ? random('f32', [8]) : numbers]);
  // As jax.numpy.sort writes it: zeros are one, and so are all NaN.
  const canonical = ['a', 'b'].map(
    (name) => `%z${name} = stablehlo.constant dense<0.0> : tensor<f32>
    %n${name} = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %0${name} = stablehlo.compare EQ, %${name}, %z${name}, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %1${name} = stablehlo.select %0${name}, %z${name}, %${name} : tensor<i1>, tensor<f32>
    %2${name} = stablehlo.compare NE, %${name}, %${name}, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %3${name} = stablehlo.select %2${name}, %n${name}, %1${name} : tensor<i1>, tensor<f32>`,
  );
  const less = canonical.join('\n').replaceAll(/%(\d[ab])/g, '%v$1');
  const order = `${less}\n %r = stablehlo.compare LT, %v3a, %v3b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>`;
  expect(await check(sort('f32', [8], 0, order), [numbers])).toContain('TOPK_V2');
});

const pairs = (
  n: number,
  body: string,
) => `func.func @main(%x: tensor<3x${n}xf32>, %y: tensor<3x${n}xi32>) -> (tensor<3x${n}xf32>, tensor<3x${n}xi32>) {
  %0:2 = "stablehlo.sort"(%x, %y) <{dimension = 1 : i64, is_stable = true}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>, %p: tensor<i32>, %q: tensor<i32>):
    ${body}
    stablehlo.return %r : tensor<i1>
  }) : (tensor<3x${n}xf32>, tensor<3x${n}xi32>) -> (tensor<3x${n}xf32>, tensor<3x${n}xi32>)
  return %0#0, %0#1 : tensor<3x${n}xf32>, tensor<3x${n}xi32>
}`;

test('other operands go along, equal keys as they stand', async () => {
  const body = '%r = stablehlo.compare GT, %p, %q : (tensor<i32>, tensor<i32>) -> tensor<i1>';
  expect(await check(pairs(40, body), [random('f32', [3, 40]), random('i32', [3, 40])])).toContain('TOPK_V2');
});

test('two keys, one after the other, are two sorts', async () => {
  const body = `%1 = stablehlo.compare GT, %p, %q : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %2 = stablehlo.compare EQ, %p, %q : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %3 = stablehlo.compare LT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %4 = stablehlo.and %2, %3 : tensor<i1>
    %r = stablehlo.or %1, %4 : tensor<i1>`;
  const operators = await check(pairs(40, body), [random('f32', [3, 40]), random('i32', [3, 40])]);
  expect(operators.filter((op) => op === 'TOPK_V2')).toHaveLength(2);
});

test('a comparator may use constants from outside', async () => {
  const program = sort('f32', [9], 0, compare('f32', 'LT')).replace('%0 = "', '%z = stablehlo.constant dense<false> : tensor<i1>\n %0 = "');
  const negated = program.replace('stablehlo.return %r', '%s = stablehlo.or %r, %z : tensor<i1>\n stablehlo.return %s');
  expect(await check(negated, [random('f32', [9])])).toContain('TOPK_V2');
});

/** By the square of one operand and then by the other, in reverse: no order that is recognised. */
const odd = `%s = stablehlo.multiply %p, %p : tensor<i32>
    %t = stablehlo.multiply %q, %q : tensor<i32>
    %1 = stablehlo.compare LT, %s, %t : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %2 = stablehlo.compare EQ, %s, %t : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %3 = stablehlo.compare GT, %a, %b : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %4 = stablehlo.and %2, %3 : tensor<i1>
    %r = stablehlo.or %1, %4 : tensor<i1>`;
const coarse = `%s = stablehlo.multiply %p, %p : tensor<i32>
    %t = stablehlo.multiply %q, %q : tensor<i32>
    %r = stablehlo.compare LT, %s, %t : (tensor<i32>, tensor<i32>) -> tensor<i1>`;

test('any comparator counts what comes before, for few elements', async () => {
  for (const body of [odd, coarse])
    expect(await check(pairs(17, body), [random('f32', [3, 17]), random('i32', [3, 17])])).not.toContain('TOPK_V2');
});

test('any comparator is a network of comparisons, for many', async () => {
  const operators = await check(pairs(600, coarse), [random('f32', [3, 600]), random('i32', [3, 600])]);
  expect(operators.length).toBeLessThan(2000);
});

const topK = (type: ElementType, k: number) => `func.func @main(%x: tensor<3x9x${type}>) -> (tensor<3x${k}x${type}>, tensor<3x${k}xi32>) {
  %0:2 = chlo.top_k(%x, k = ${k}) : tensor<3x9x${type}> -> (tensor<3x${k}x${type}>, tensor<3x${k}xi32>)
  return %0#0, %0#1 : tensor<3x${k}x${type}>, tensor<3x${k}xi32>
}`;

test('top_k of every type, ties as they stand, NaN first', async () => {
  for (const type of ['f32', 'bf16', 'i8', 'i32', 'ui32', 'i64', 'ui64', 'i1'] as const) await check(topK(type, 4), [random(type, [3, 9])]);
  const data = Array.from({ length: 27 }, (_, index) => (index % 5 === 0 ? Number.NaN : index % 3 === 0 ? -0 : index % 2));
  await check(topK('f32', 9), [denseOf('f32', [3, 9], data)]);
});
