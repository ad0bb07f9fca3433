import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transposeBytes } from './transpose-bytes.js';

const numbers = Uint8Array.from({ length: 24 }, (_, index) => index);

test('elements of any width change places', () => {
  expect([...transposeBytes(numbers.subarray(0, 6), 1, [2, 3], [1, 0])]).toEqual([0, 3, 1, 4, 2, 5]);
  expect([...transposeBytes(numbers.subarray(0, 12), 2, [2, 3], [1, 0])]).toEqual([0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]);
  expect([...transposeBytes(numbers, 4, [3, 2], [1, 0])].filter((_, index) => index % 4 === 0)).toEqual([0, 8, 16, 4, 12, 20]);
});

test('any permutation of any shape and width gives each element at its place', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
  const cases = shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })));
  fc.assert(
    fc.property(cases, fc.constantFrom(1, 2, 4, 8, 16), fc.nat(3), ([shape, order], width, offset) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const bytes = Uint8Array.from({ length: count * width + offset }, (_, index) => index * 7).subarray(offset);
      const found = transposeBytes(bytes, width, shape, order);
      for (let index = 0; index < count; index++) {
        // The index in the operand, and from it the place in the result, in the plainest way.
        const at = shape.map((size, axis) => Math.floor(index / shape.slice(axis + 1).reduce((product, each) => product * each, 1)) % size);
        const place = order.reduce((sum, from) => sum * (shape[from] as number) + (at[from] as number), 0);
        expect(found.subarray(place * width, (place + 1) * width)).toEqual(bytes.subarray(index * width, (index + 1) * width));
      }
    }),
  );
});

test('rows that stay together move as one', () => {
  expect([...transposeBytes(numbers, 1, [2, 3, 4], [1, 0, 2])].slice(0, 8)).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
  expect([...transposeBytes(numbers, 1, [2, 3, 4], [0, 1, 2])]).toEqual([...numbers]);
});

test("a Buffer of Node's at an odd address, whose slices are views", () => {
  const bytes = Buffer.from(numbers.buffer).subarray(1, 17);
  expect([...transposeBytes(bytes, 4, [2, 2], [1, 0])].slice(0, 8)).toEqual([1, 2, 3, 4, 9, 10, 11, 12]);
});

test('data at an odd address and no data at all', () => {
  expect([...transposeBytes(numbers.subarray(1, 17), 4, [2, 2], [1, 0])]).toEqual([1, 2, 3, 4, 9, 10, 11, 12, 5, 6, 7, 8, 13, 14, 15, 16]);
  expect(transposeBytes(new Uint8Array(0), 4, [0, 3], [1, 0])).toHaveLength(0);
});
