import { expect, test } from 'vitest';
import { transposeBytes } from './transpose-bytes.js';

const numbers = Uint8Array.from({ length: 24 }, (_, index) => index);

test('elements of any width change places', () => {
  expect([...transposeBytes(numbers.subarray(0, 6), 1, [2, 3], [1, 0])]).toEqual([0, 3, 1, 4, 2, 5]);
  expect([...transposeBytes(numbers.subarray(0, 12), 2, [2, 3], [1, 0])]).toEqual([0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]);
  expect([...transposeBytes(numbers, 4, [3, 2], [1, 0])].filter((_, index) => index % 4 === 0)).toEqual([0, 8, 16, 4, 12, 20]);
});

test('rows that stay together move as one', () => {
  expect([...transposeBytes(numbers, 1, [2, 3, 4], [1, 0, 2])].slice(0, 8)).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
  expect([...transposeBytes(numbers, 1, [2, 3, 4], [0, 1, 2])]).toEqual([...numbers]);
});

test('data at an odd address and no data at all', () => {
  expect([...transposeBytes(numbers.subarray(1, 17), 4, [2, 2], [1, 0])]).toEqual([1, 2, 3, 4, 9, 10, 11, 12, 5, 6, 7, 8, 13, 14, 15, 16]);
  expect(transposeBytes(new Uint8Array(0), 4, [0, 3], [1, 0])).toHaveLength(0);
});
