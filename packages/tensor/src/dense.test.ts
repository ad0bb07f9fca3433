import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  denseOf,
  elementInfo,
  elementTypes,
  expandedBytes,
  isElementType,
  newNumbers,
  readNumbers,
  splatOf,
  writeNumbers,
} from './index.js';

const types = Object.keys(elementTypes).filter(isElementType);

test.each(types)('numbers of %s are read as they were written', (type) => {
  const { kind, bits } = elementInfo(type);
  const long = bits === 64 && (kind === 'signed' || kind === 'unsigned');
  const values = kind === 'unsigned' || kind === 'boolean' ? [0, 1, 1, 0] : bits === 8 && kind === 'float' ? [1, 2, 0.5, 4] : [1, -1, 0, 1];
  if (type === 'f8E8M0FNU') values[1] = 8;
  const numbers = long ? BigInt64Array.from(values, BigInt) : values;
  const shape = kind === 'complex' ? [2] : [4];
  expect(Array.from(readNumbers(denseOf(type, shape, numbers) as never) as never, Number)).toEqual(values);
});

test('an aligned tensor is read without a copy, an unaligned one correctly', () => {
  const file = new Uint8Array(17);
  file.set(writeNumbers('f32', [1, 2]), 8);
  const aligned = readNumbers({ type: 'f32', shape: [2], bytes: file.subarray(8, 16) });
  expect([...aligned]).toEqual([1, 2]);
  expect(aligned.buffer).toBe(file.buffer);
  file.copyWithin(9, 8, 16);
  expect([...readNumbers({ type: 'f32', shape: [2], bytes: file.subarray(9, 17) })]).toEqual([1, 2]);
});

test('integers wrap to their width', () => {
  const wrapped = (type: 'i4' | 'ui4' | 'i8' | 'ui8' | 'i32' | 'ui32', value: number | bigint) =>
    readNumbers(denseOf(type, [1], [value] as number[]))[0];
  expect(wrapped('i4', 9)).toBe(-7);
  expect(wrapped('ui4', -1)).toBe(15);
  expect(wrapped('i8', 200)).toBe(-56);
  expect(wrapped('ui8', -1)).toBe(255);
  expect(wrapped('i32', 2n ** 63n + 5n)).toBe(5);
  expect(wrapped('ui32', -1n)).toBe(2 ** 32 - 1);
  expect(readNumbers(denseOf('ui64', [1], [-1n]))[0]).toBe(2n ** 64n - 1n);
  expect(readNumbers(denseOf('i64', [1], [2 ** 53]))[0]).toBe(2n ** 53n);
});

test('a splat expands to every element', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.integer(), (count, value) => {
      const splat = splatOf('i32', [count], value);
      expect([...readNumbers({ ...splat, bytes: expandedBytes(splat), splat: false })]).toEqual(new Array(count).fill(value));
    }),
  );
  expect([...readNumbers(splatOf('complex<f32>', [3], [1, -2]))]).toEqual([1, -2]);
});

test('new numbers are of the class that reading gives', () => {
  for (const type of types) expect(newNumbers(type, 2).constructor).toBe(readNumbers(denseOf(type, [0], [])).constructor);
});

test('numbers are read from unaligned bytes, also of a Buffer, whose slice is a view', () => {
  const bytes = Buffer.from([0, 1, 0, 0, 0, 2, 0, 0, 0]).subarray(1);
  expect(readNumbers({ type: 'i32', shape: [2], bytes })).toEqual(Int32Array.of(1, 2));
});
