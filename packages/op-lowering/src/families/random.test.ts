import { type Dense, denseOf, readNumbers } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, run } from '../../../../tooling/op-check.js';

const bits = (
  algorithm: string,
  state: number,
  result: string,
) => `func.func @main(%s: tensor<${state}xui64>) -> (tensor<${state}xui64>, tensor<${result}>) {
  %a, %b = stablehlo.rng_bit_generator %s, algorithm = ${algorithm} : (tensor<${state}xui64>) -> (tensor<${state}xui64>, tensor<${result}>)
  return %a, %b : tensor<${state}xui64>, tensor<${result}> }`;
const state = (count: number) => denseOf('ui64', [count], [0x123456789abcdef0n, 0xfffffffffffffff0n, 7n].slice(0, count));

test.each(['ui32', 'i32', '5xui32', '2x3xui32', '4x4xi32', '7xui64', '2x2xi64', '5xui8', '3xi16'])(
  'rng_bit_generator of %s has the bits of XLA',
  async (result) => {
    for (const algorithm of ['THREE_FRY', 'DEFAULT', 'PHILOX']) await check(bits(algorithm, 2, result), [state(2)]);
    await check(bits('PHILOX', 3, result), [state(3)]);
  },
);

async function drawn(type: string, a: string, b: string, distribution: string): Promise<number[]> {
  const { found } = await run(
    `func.func @main() -> tensor<1000x${type}> {
      %a = stablehlo.constant dense<${a}> : tensor<${type}>
      %b = stablehlo.constant dense<${b}> : tensor<${type}>
      %shape = stablehlo.constant dense<1000> : tensor<1xi64>
      %0 = stablehlo.rng %a, %b, %shape, distribution = ${distribution} : (tensor<${type}>, tensor<${type}>, tensor<1xi64>) -> tensor<1000x${type}>
      return %0 : tensor<1000x${type}> }`,
    [],
  );
  return [...readNumbers(found[0] as Dense)].map(Number);
}

test('rng draws uniform numbers from their range', async () => {
  const reals = await drawn('f32', '-2.0', '6.0', 'UNIFORM');
  expect(reals.every((value) => value >= -2 && value < 6)).toBe(true);
  expect(reals.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(2, -1);
  const integers = await drawn('i32', '3', '7', 'UNIFORM');
  expect(new Set(integers)).toEqual(new Set([3, 4, 5, 6]));
});

test('rng draws normal numbers of a mean and a deviation', async () => {
  const values = await drawn('f32', '5.0', '2.0', 'NORMAL');
  const mean = values.reduce((sum, value) => sum + value, 0) / 1000;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 1000);
  expect(Math.abs(mean - 5)).toBeLessThan(0.5);
  expect(Math.abs(deviation - 2)).toBeLessThan(0.4);
});
