import { denseOf, type ElementType, elementInfo } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check } from '../../../../tooling/op-check.js';

const types = ['i1', 'i8', 'i16', 'i32', 'i64', 'ui8', 'ui16', 'ui32', 'ui64', 'f16', 'bf16', 'f32', 'f64'] as const;
const convert = (from: string, to: string, count: number) => `func.func @main(%x: tensor<${count}x${from}>) -> tensor<${count}x${to}> {
  %0 = stablehlo.convert %x : (tensor<${count}x${from}>) -> tensor<${count}x${to}>
  return %0 : tensor<${count}x${to}> }`;

function edges(type: ElementType) {
  const { bits, kind } = elementInfo(type);
  if (kind === 'boolean') return denseOf(type, [4], [0, 1, 1, 0]);
  if (kind === 'float') {
    const huge = type === 'f64' ? [1e30, -1e30, 2 ** 53 + 2] : [];
    const values = [
      0,
      -0,
      0.5,
      -0.5,
      1.5,
      -1.9,
      100,
      -100,
      300,
      -300,
      60000,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    const large = type === 'f16' ? [] : [2 ** 31, -(2 ** 31), 2 ** 32, 3e9, 2 ** 63, -(2 ** 63), 1.5 * 2 ** 63, 2 ** 64, 1e20];
    return denseOf(type, [values.length + large.length + huge.length], [...values, ...large, ...huge]);
  }
  const top = 2n ** BigInt(bits - 1);
  const values = [0n, 1n, 77n, -1n, -77n, top, top - 1n, top >> 3n, 0x123456789abcdefn].map((value) =>
    kind === 'signed' ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value),
  );
  return denseOf(type, [values.length], bits === 64 ? values : values.map(Number));
}

test.each(types)('%s to every other type: integers wrap around, floats go to the nearest that fits, NaN becomes 0', async (from) => {
  const input = edges(from);
  for (const to of types) if (to !== from) await check(convert(from, to, input.shape[0] as number), [input], { tolerance: 1e-6 });
});

test('f64 to f32 is what the program asks for: no warning', async () => {
  const said: string[] = [];
  await check(convert('f64', 'f32', 2), [denseOf('f64', [2], [0.1, 2])], { report: ({ code }) => void said.push(code), strict: true });
  expect(said).toEqual([]);
});

test.each([
  ['3xf32', '3xi32'],
  ['3xi32', '3xui32'],
  ['3xf64', '3x2xi32'],
  ['3x2xi32', '3xi64'],
  ['3xui64', '3x8xui8'],
  ['2x2xi16', '2xf32'],
  ['3xf16', '3xui16'],
  ['3xi8', '3xui8'],
])('bitcast_convert of %s to %s', async (from, to) => {
  const [type, shape] = [from.replace(/.*x/, '') as ElementType, from.split('x').slice(0, -1).map(Number)];
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, index) => index * 37 - 5);
  const input = denseOf(
    type,
    shape,
    elementInfo(type).bits === 64 && type !== 'f64' ? values.map((value) => BigInt.asUintN(64, BigInt(value))) : values,
  );
  await check(
    `func.func @main(%x: tensor<${from}>) -> tensor<${to}> {
      %0 = stablehlo.bitcast_convert %x : (tensor<${from}>) -> tensor<${to}>
      return %0 : tensor<${to}> }`,
    [input],
  );
});

test.each(['f8E4M3FN', 'f8E5M2'])(
  '%s: rounded to the nearest, ties to even, with subnormals, overflow and NaN, and read back',
  async (type) => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 2 ? -1 : 1) * 1.06 ** (index - 250));
    const special = [
      0,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      448,
      464,
      465,
      480,
      57344,
      61439,
      61440,
      1e30,
      2 ** -17,
      2 ** -10,
      1.0625,
      1.1875,
    ];
    const input = denseOf('f32', [417], [...values, ...special]);
    const there = `func.func @main(%x: tensor<417xf32>) -> (tensor<417xf32>, tensor<417xf32>) {
    %0 = stablehlo.convert %x : (tensor<417xf32>) -> tensor<417x${type}>
    %1 = stablehlo.convert %0 : (tensor<417x${type}>) -> tensor<417xf32>
    %2 = stablehlo.multiply %0, %0 : tensor<417x${type}>
    %3 = stablehlo.convert %2 : (tensor<417x${type}>) -> tensor<417xf32>
    return %1, %3 : tensor<417xf32>, tensor<417xf32> }`;
    await check(there, [input], { tolerance: 0 });
  },
);
