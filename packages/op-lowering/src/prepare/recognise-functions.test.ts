import { denseOf, readNumbers } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const t = 'tensor<3x5xf32>';
const constants = (numbers: Readonly<Record<string, number>>) =>
  Object.entries(numbers)
    .map(([name, value]) => `%${name} = stablehlo.constant dense<${value.toExponential(9)}> : ${t}`)
    .join('\n');
const program = (body: string, result: string) => `func.func @main(%x: ${t}) -> ${t} {
  ${body}
  return %${result} : ${t}
}`;
const binary = (name: string, op: string, a: string, b: string) => `%${name} = stablehlo.${op} %${a}, %${b} : ${t}`;
const unary = (name: string, op: string, a: string) => `%${name} = stablehlo.${op} %${a} : ${t}`;
const x = denseOf('f32', [3, 5], [-9, -4, -3, -1.5, -1, -0.5, -0.1, 0, 0.1, 0.5, 1, 2.5, 3, 6, 9]);

/** 0.5 · x · (1 + tanh(√(2/π) · (x + c · x³))), in the order of JAX. */
const tanhGelu = (c: number) =>
  program(
    [
      constants({ c, s: Math.sqrt(2 / Math.PI), one: 1, half: 0.5 }),
      ...[binary('0', 'multiply', 'x', 'x'), binary('1', 'multiply', '0', 'x'), binary('2', 'multiply', 'c', '1')],
      ...[binary('3', 'add', 'x', '2'), binary('4', 'multiply', 's', '3'), unary('5', 'tanh', '4')],
      ...[binary('6', 'add', 'one', '5'), binary('7', 'multiply', 'half', '6'), binary('8', 'multiply', 'x', '7')],
    ].join('\n'),
    '8',
  );

describe('a function of one value becomes the kernel that computes it', () => {
  test('gelu by tanh', async () => {
    expect(await check(tanhGelu(0.044715), [x])).toEqual(['GELU']);
  });

  test('gelu by the error function, its factors in another order', async () => {
    const body = [
      constants({ r: Math.SQRT1_2, one: 1, half: 0.5 }),
      ...[binary('0', 'multiply', 'r', 'x'), `%1 = chlo.erf %0 : ${t} -> ${t}`, binary('2', 'add', '1', 'one')],
      ...[binary('3', 'multiply', '2', 'half'), binary('4', 'multiply', '3', 'x')],
    ].join('\n');
    expect(await check(program(body, '4'), [x])).toEqual(['GELU']);
  });

  test('hard_swish, x · min(max(x + 3, 0), 6) / 6', async () => {
    const body = [
      constants({ three: 3, zero: 0, six: 6 }),
      ...[binary('0', 'add', 'x', 'three'), binary('1', 'maximum', '0', 'zero'), binary('2', 'minimum', '1', 'six')],
      ...[binary('3', 'multiply', 'x', '2'), binary('4', 'divide', '3', 'six')],
    ].join('\n');
    expect(await check(program(body, '4'), [x])).toEqual(['HARD_SWISH']);
  });

  test('silu, x / (1 + exp(−x)), is x · LOGISTIC', async () => {
    const body = [
      constants({ one: 1 }),
      ...[unary('0', 'negate', 'x'), unary('1', 'exponential', '0'), binary('2', 'add', 'one', '1'), binary('3', 'divide', 'x', '2')],
    ].join('\n');
    expect(await check(program(body, '3'), [x])).toEqual(['LOGISTIC', 'MUL']);
  });

  test('relu, relu6, the leaky relu with its slope, elu', async () => {
    const zero = constants({ zero: 0 });
    const positive = `%p = stablehlo.compare GT, %x, %zero : (${t}, ${t}) -> tensor<3x5xi1>`;
    const select = (other: string) => `%r = stablehlo.select %p, %x, %${other} : tensor<3x5xi1>, ${t}`;
    expect(await check(program(`${zero}\n${binary('r', 'maximum', 'x', 'zero')}`, 'r'), [x])).toEqual(['RELU']);
    const clamp = `${constants({ zero: 0, six: 6 })}\n%r = stablehlo.clamp %zero, %x, %six : ${t}`;
    expect(await check(program(clamp, 'r'), [x])).toEqual(['RELU6']);
    const leaky = [constants({ zero: 0, a: 0.1 }), positive, binary('s', 'multiply', 'x', 'a'), select('s')].join('\n');
    expect(await check(program(leaky, 'r'), [x])).toEqual(['LEAKY_RELU']);
    const elu = [zero, positive, unary('e', 'exponential_minus_one', 'x'), select('e')].join('\n');
    expect(await check(program(elu, 'r'), [x])).toEqual(['ELU']);
  });

  test('of a value that is computed itself, whose operations stay', async () => {
    const body = `${constants({ zero: 0 })}\n${unary('s', 'sine', 'x')}\n${binary('r', 'maximum', 's', 'zero')}`;
    expect(await check(program(body, 'r'), [x])).toEqual(['SIN', 'RELU']);
  });
});

describe('the operations stay', () => {
  test('when another constant makes it another function', async () => {
    expect(await check(tanhGelu(0.05), [x])).not.toContain('GELU');
  });

  test.each([
    ['max(x, 1e-12), as norms are kept from 0 before something is divided by them', ['maximum', 'x', 'tiny']],
    ['max(x, −1e-12)', ['maximum', 'x', 'under']],
    ['min(max(x, 1e-12), 6)', ['maximum', 'x', 'tiny', 'six']],
    ['min(max(x, 1e-12), 1)', ['maximum', 'x', 'tiny', 'one']],
  ])('when it is not 0 where it should be: %s', async (_, [kind = '', left = '', right = '', most]) => {
    const bounds = constants({ tiny: 1e-12, under: -1e-12, one: 1, six: 6 });
    const body = [bounds, binary('0', kind, left, right), ...(most ? [binary('1', 'minimum', '0', most)] : [])];
    const nothing = binary('2', 'divide', 'x', most ? '1' : '0');
    const operators = await check(program([...body, nothing].join('\n'), '2'), [x]);
    expect(operators.filter((op) => op.startsWith('RELU'))).toEqual([]);
  });

  test('when what is computed on the way is needed besides: of z and 1 − z of a gate, z is LOGISTIC', async () => {
    const body = [
      constants({ one: 1 }),
      ...[unary('0', 'negate', 'x'), unary('1', 'exponential', '0'), binary('2', 'add', '1', 'one'), binary('3', 'divide', 'one', '2')],
      ...[binary('4', 'subtract', 'one', '3'), binary('5', 'multiply', '3', 'x'), unary('6', 'tanh', 'x')],
      ...[binary('7', 'multiply', '4', '6'), binary('8', 'add', '5', '7')],
    ].join('\n');
    expect(await check(program(body, '8'), [x])).toEqual(['LOGISTIC', 'SUB', 'MUL', 'TANH', 'MUL', 'ADD']);
    const alone = body.replace(binary('5', 'multiply', '3', 'x'), binary('5', 'multiply', 'x', 'x'));
    expect(await check(program(alone, '8'), [x])).toEqual(['NEG', 'LOGISTIC', 'MUL', 'TANH', 'MUL', 'ADD']);
  });

  test('when exact results are asked for', () => {
    expect(operatorsOf(lowered(tanhGelu(0.044715), { exact: true }))).toContain('TANH');
  });

  test('when a second value or a constant that is no splat takes part', async () => {
    const ramp = denseOf(
      'f32',
      [3, 5],
      Array.from({ length: 15 }, (_, index) => index / 8 - 1),
    );
    const list = [...readNumbers(ramp)].map((value) => Number(value).toFixed(3)).join(', ');
    const constant = `%c = stablehlo.constant dense<[${list}]> : tensor<15xf32>\n%d = stablehlo.reshape %c : (tensor<15xf32>) -> ${t}`;
    expect(await check(program(`${constant}\n${binary('r', 'maximum', 'x', 'd')}`, 'r'), [x])).toEqual(['LESS', 'SELECT_V2']);
    const two = `func.func @main(%x: ${t}, %y: ${t}) -> ${t} {
      %0 = stablehlo.logistic %y : ${t}
      %1 = stablehlo.multiply %x, %0 : ${t}
      return %1 : ${t}
    }`;
    expect(await check(two, [x, random('f32', [3, 5])])).toEqual(['LOGISTIC', 'MUL']);
  });
});

test('the trace says which function was found, and where', () => {
  const fired: string[] = [];
  lowered(tanhGelu(0.044715), { trace: ({ rewrite, place }) => fired.push(`${rewrite} at line ${place?.span ? 'known' : 'unknown'}`) });
  expect(fired).toEqual(['gelu_tanh at line known']);
});
