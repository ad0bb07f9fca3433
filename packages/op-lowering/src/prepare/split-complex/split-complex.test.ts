// Complex numbers as pairs of reals, in the real runtime against the interpreter, which computes with complex numbers in doubles.
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../../tooling/op-check.js';

const c64 = 'complex<f32>';
const unary = (op: string, type = `tensor<4x5x${c64}>`) =>
  `func.func @main(%x: ${type}) -> ${type} {\n  %0 = "${op}"(%x) : (${type}) -> ${type}\n  return %0 : ${type}\n}`;
const z = random(c64, [4, 5]);
const w = random(c64, [4, 5], 2);

describe('arithmetic and movement', () => {
  const stablehlo = `negate sign exponential exponential_minus_one log log_plus_one logistic sqrt rsqrt cbrt sine cosine tan tanh`;
  const chlo = `acos acosh asin asinh atan atanh conj cosh sinh square tan`;
  const ops = [...stablehlo.split(' ').map((op) => `stablehlo.${op}`), ...chlo.split(' ').map((op) => `chlo.${op}`)];

  test.each(ops)('%s of complex numbers', async (op) => {
    await check(unary(op), [z], { tolerance: 2e-6 });
  });

  test.each(ops)('%s of zero, on its branch cuts, and of small and large numbers', async (op) => {
    const sizes = [0, 1e-30, 1e-3, 0.5, 0.9999, 1, 1.0001, 3, 30];
    const values = [...sizes, ...sizes.slice(1).map((size) => -size)];
    const numbers = values.flatMap((re) => values.flatMap((im) => [re, im]));
    const type = `tensor<${numbers.length / 2}x${c64}>`;
    await check(unary(op, type), [denseOf(c64, [numbers.length / 2], numbers)], { tolerance: 5e-6 });
  });

  test.each(['add', 'subtract', 'multiply', 'divide', 'power', 'atan2', 'maximum', 'minimum'])('%s of complex numbers', async (op) => {
    const type = `tensor<4x5x${c64}>`;
    await check(
      `func.func @main(%x: ${type}, %y: ${type}) -> ${type} {\n  %0 = stablehlo.${op} %x, %y : ${type}\n  return %0 : ${type}\n}`,
      [z, w],
    );
  });

  test('division does not overflow where the quotient does not', () =>
    check(
      `func.func @main(%x: tensor<3x${c64}>, %y: tensor<3x${c64}>) -> tensor<3x${c64}> {
  %0 = stablehlo.divide %x, %y : tensor<3x${c64}>
  return %0 : tensor<3x${c64}>
}`,
      [denseOf(c64, [3], [1e30, 2e30, 3, 4, 1e-30, -1e-30]), denseOf(c64, [3], [3e30, -1e30, 0, 2, 2e-30, 1e-30])],
    ));

  test('parts, moduli and comparisons are real', () =>
    check(
      `func.func @main(%x: tensor<4x5x${c64}>, %y: tensor<4x5x${c64}>) -> (tensor<4x5xf32>, tensor<4x5xf32>, tensor<4x5xf32>, tensor<4x5xi1>, tensor<4x5xi1>) {
  %0 = stablehlo.real %x : (tensor<4x5x${c64}>) -> tensor<4x5xf32>
  %1 = stablehlo.imag %x : (tensor<4x5x${c64}>) -> tensor<4x5xf32>
  %2 = stablehlo.abs %x : (tensor<4x5x${c64}>) -> tensor<4x5xf32>
  %3 = stablehlo.compare EQ, %x, %y : (tensor<4x5x${c64}>, tensor<4x5x${c64}>) -> tensor<4x5xi1>
  %4 = stablehlo.compare NE, %x, %y : (tensor<4x5x${c64}>, tensor<4x5x${c64}>) -> tensor<4x5xi1>
  return %0, %1, %2, %3, %4 : tensor<4x5xf32>, tensor<4x5xf32>, tensor<4x5xf32>, tensor<4x5xi1>, tensor<4x5xi1>
}`,
      [z, w],
    ));

  test('a scalar is put together too', () =>
    check(
      `func.func @main(%x: tensor<f32>) -> tensor<${c64}> {
  %0 = stablehlo.complex %x, %x : tensor<${c64}>
  return %0 : tensor<${c64}>
}`,
      [random('f32', [])],
    ));

  const c = `%c = stablehlo.constant dense<[[(1.0, 2.0), (3.0, -1.0), (0.5, 0.0)], [(0.0, 1.0), (2.0, 2.0), (-1.0, 4.0)]]> : tensor<2x3x${c64}>`;

  test('constants are taken apart, and movement moves both parts', async () => {
    const operators = await check(
      `func.func @main(%x: tensor<2x3x${c64}>) -> tensor<3x4x${c64}> {
  ${c}
  %s = stablehlo.add %x, %c : tensor<2x3x${c64}>
  %0 = stablehlo.concatenate %s, %c, dim = 0 : (tensor<2x3x${c64}>, tensor<2x3x${c64}>) -> tensor<4x3x${c64}>
  %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<4x3x${c64}>) -> tensor<3x4x${c64}>
  %2 = stablehlo.reverse %1, dims = [0] : tensor<3x4x${c64}>
  return %2 : tensor<3x4x${c64}>
}`,
      [random(c64, [2, 3])],
    );
    expect(operators.filter((op) => op === 'BITCAST')).toHaveLength(1);
  });

  test('what is only moved stays whole', async () => {
    const of = (shape: string) => `tensor<${shape}x${c64}>`;
    const operators = await check(
      `func.func @main(%x: ${of('2x3')}, %i: tensor<i32>, %p: tensor<2x6xi1>) -> (${of('3x4')}, ${of('2x6')}, ${of('1x3')}, ${of('2x3')}, ${of('3x3')}) {
  ${c}
  %z = stablehlo.constant dense<(1.0, -1.0)> : ${of('').replace('<x', '<')}
  %0 = stablehlo.concatenate %x, %c, dim = 0 : (${of('2x3')}, ${of('2x3')}) -> ${of('4x3')}
  %1 = stablehlo.transpose %0, dims = [1, 0] : (${of('4x3')}) -> ${of('3x4')}
  %2 = stablehlo.reverse %1, dims = [0] : ${of('3x4')}
  %3 = stablehlo.reshape %0 : (${of('4x3')}) -> ${of('2x6')}
  %4 = stablehlo.broadcast_in_dim %z, dims = [] : (${of('').replace('<x', '<')}) -> ${of('2x6')}
  %5 = stablehlo.select %p, %3, %4 : tensor<2x6xi1>, ${of('2x6')}
  %6 = stablehlo.dynamic_slice %x, %i, %i, sizes = [1, 3] : (${of('2x3')}, tensor<i32>, tensor<i32>) -> ${of('1x3')}
  %7 = stablehlo.dynamic_update_slice %x, %6, %i, %i : (${of('2x3')}, ${of('1x3')}, tensor<i32>, tensor<i32>) -> ${of('2x3')}
  %8 = stablehlo.slice %x [0:1, 0:3] : (${of('2x3')}) -> ${of('1x3')}
  %9 = stablehlo.pad %8, %z, low = [1, 0], high = [1, 0], interior = [0, 0] : (${of('1x3')}, ${of('').replace('<x', '<')}) -> ${of('3x3')}
  return %2, %5, %6, %7, %9 : ${of('3x4')}, ${of('2x6')}, ${of('1x3')}, ${of('2x3')}, ${of('3x3')}
}`,
      [random(c64, [2, 3]), random('i32', []), random('i1', [2, 6])],
    );
    expect(operators).not.toContain('REAL');
  });

  test('a product of matrices is four of real ones', async () => {
    const operators = await check(
      `func.func @main(%x: tensor<4x5x${c64}>, %y: tensor<5x3x${c64}>) -> tensor<4x3x${c64}> {
  %0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<4x5x${c64}>, tensor<5x3x${c64}>) -> tensor<4x3x${c64}>
  return %0 : tensor<4x3x${c64}>
}`,
      [z, random(c64, [5, 3])],
    );
    expect(operators.filter((op) => op === 'BATCH_MATMUL' || op === 'FULLY_CONNECTED')).toHaveLength(4);
  });
});

describe('regions', () => {
  const reduction = (body: string) => `func.func @main(%x: tensor<4x5x${c64}>) -> tensor<4x${c64}> {
  %c = stablehlo.constant dense<(1.0, 0.5)> : tensor<${c64}>
  %0 = stablehlo.reduce(%x init: %c) applies ${body} across dimensions = [1] : (tensor<4x5x${c64}>, tensor<${c64}>) -> tensor<4x${c64}>
  return %0 : tensor<4x${c64}>
}`;

  test('a sum is the sum of the parts', async () => {
    const operators = await check(reduction('stablehlo.add'), [z]);
    expect(operators.filter((op) => op === 'SUM')).toHaveLength(2);
  });

  test('a product is a reduction of pairs', () => check(reduction('stablehlo.multiply'), [z]));

  test('a loop carries pairs', () =>
    check(
      `func.func @main(%x: tensor<3x${c64}>) -> tensor<3x${c64}> {
  %zero = stablehlo.constant dense<0> : tensor<i32>
  %one = stablehlo.constant dense<1> : tensor<i32>
  %n = stablehlo.constant dense<4> : tensor<i32>
  %0:2 = stablehlo.while(%i = %zero, %z = %x) : tensor<i32>, tensor<3x${c64}>
    cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
  } do {
    %j = stablehlo.add %i, %one : tensor<i32>
    %y = stablehlo.multiply %z, %x : tensor<3x${c64}>
    stablehlo.return %j, %y : tensor<i32>, tensor<3x${c64}>
  }
  return %0#1 : tensor<3x${c64}>
}`,
      [random(c64, [3])],
    ));
});

test('an argument that is returned stays whole', () => {
  const type = `tensor<2x${c64}>`;
  expect(operatorsOf(lowered(`func.func @main(%x: ${type}) -> ${type} {\n  return %x : ${type}\n}`))).toEqual(['RESHAPE']);
});

test('that functions of complex<f64> are computed in f32 is said', () => {
  const said: string[] = [];
  lowered(unary('stablehlo.exponential', 'tensor<2xcomplex<f64>>'), { report: ({ code }) => said.push(code) });
  expect(said).toEqual(['lower/precision']);
});
