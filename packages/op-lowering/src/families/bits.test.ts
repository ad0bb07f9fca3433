import { denseOf, type ElementType, elementInfo } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check } from '../../../../tooling/op-check.js';

/** Values at the edges of an integer type, and between. */
function edges(type: ElementType): bigint[] {
  const { bits, kind } = elementInfo(type);
  const top = 2n ** BigInt(bits - 1);
  const plain = [0n, 1n, 2n, 3n, 7n, 11n, 42n, 100n, top - 1n, top - 2n, top >> 1n, 0x55555555n, 0x123456789abcdefn];
  const wrapped = [...plain, ...plain.map((value) => -value), top, top + 1n];
  return wrapped.map((value) => (kind === 'signed' ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)));
}
const dense = (type: ElementType, values: readonly bigint[]) =>
  denseOf(type, [values.length], elementInfo(type).bits === 64 ? [...values] : values.map(Number));
const program = (op: string, type: string, count: number, operands: 1 | 2) => {
  const tensor = `tensor<${count}x${type}>`;
  const [args, names] = operands === 1 ? [`%x: ${tensor}`, '%x'] : [`%x: ${tensor}, %y: ${tensor}`, '%x, %y'];
  return `func.func @main(${args}) -> ${tensor} { %0 = stablehlo.${op} ${names} : ${tensor}
    return %0 : ${tensor} }`;
};
const types = ['i8', 'i16', 'i32', 'i64', 'ui8', 'ui16', 'ui32', 'ui64'] as const;

/** Every pair of edges. */
async function pairs(op: string, type: ElementType, right = edges(type)): Promise<void> {
  const left = edges(type);
  const x = left.flatMap((a) => right.map(() => a));
  const y = left.flatMap(() => right);
  await check(program(op, type, x.length, 2), [dense(type, x), dense(type, y)]);
}

test.each(types)('and, or, xor, not, popcnt and count_leading_zeros of %s', async (type) => {
  for (const op of ['and', 'or', 'xor']) await pairs(op, type);
  for (const op of ['not', 'popcnt', 'count_leading_zeros'])
    await check(program(op, type, edges(type).length, 1), [dense(type, edges(type))]);
});

test.each(types)('shifts of %s by every count, by negative ones, and by more than the width', async (type) => {
  const { bits, kind } = elementInfo(type);
  const within = Array.from({ length: Math.min(bits + 3, 127) }, (_, count) => BigInt(count));
  const counts =
    kind === 'signed' ? [...within, -1n, -5n, -(2n ** BigInt(bits - 1)), -(2n ** BigInt(bits - 2))] : [...within, 2n ** BigInt(bits) - 1n];
  for (const op of ['shift_left', 'shift_right_logical', 'shift_right_arithmetic']) await pairs(op, type, counts);
});

test.each(types)('division and remainder of %s truncate, also by 0 and −1', async (type) => {
  for (const op of ['divide', 'remainder']) await pairs(op, type);
});

test.each(types)('power, maximum and minimum of %s wrap around and order as the type does', async (type) => {
  for (const op of ['power', 'maximum', 'minimum']) await pairs(op, type);
});

test.each(['i8', 'i16', 'i32', 'i64'] as const)('abs, sign and negate of %s, the smallest number among them', async (type) => {
  for (const op of ['abs', 'sign', 'negate']) await check(program(op, type, edges(type).length, 1), [dense(type, edges(type))]);
});

test('a shift by a constant is one multiplication or one shift', async () => {
  const shift = (op: string, count: number) => `func.func @main(%x: tensor<4xui32>) -> tensor<4xui32> {
    %c = stablehlo.constant dense<${count}> : tensor<4xui32>
    %0 = stablehlo.${op} %x, %c : tensor<4xui32>
    return %0 : tensor<4xui32> }`;
  const input = dense('ui32', [1n, 0xffffffffn, 77n, 0x80000000n]);
  expect(await check(shift('shift_right_logical', 9), [input])).toEqual(['RIGHT_SHIFT']);
  expect(await check(shift('shift_left', 13), [input])).toEqual(['MUL']);
  for (const count of [0, 31, 32, 40]) for (const op of ['shift_left', 'shift_right_logical']) await check(shift(op, count), [input]);
});

test('a division by a constant needs no guard', async () => {
  const divide = `func.func @main(%x: tensor<4xi32>) -> tensor<4xi32> {
    %c = stablehlo.constant dense<7> : tensor<4xi32>
    %0 = stablehlo.divide %x, %c : tensor<4xi32>
    return %0 : tensor<4xi32> }`;
  expect(await check(divide, [dense('i32', [100n, -100n, 6n, -(2n ** 31n)])])).toEqual(['DIV']);
});

test('shifts of a scalar of 64 bits, whose lists of one number are no scalars', async () => {
  const shift = `func.func @main(%x: tensor<ui64>, %y: tensor<ui64>) -> tensor<ui64> {
    %0 = stablehlo.shift_right_logical %x, %y : tensor<ui64>
    return %0 : tensor<ui64> }`;
  for (const count of [0n, 7n, 32n, 63n, 64n])
    await check(shift, [denseOf('ui64', [], [0xfedcba9876543210n]), denseOf('ui64', [], [count])]);
});
