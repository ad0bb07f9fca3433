import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scatterer } from './scatter-permuted.js';

/** The place of each element in the result, in the plainest way. */
function placesOf(shape: readonly number[], order: readonly number[]): number[] {
  const count = shape.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, index) => {
    const at = shape.map((size, axis) => Math.floor(index / shape.slice(axis + 1).reduce((product, each) => product * each, 1)) % size);
    return order.reduce((sum, from) => sum * (shape[from] as number) + (at[from] as number), 0);
  });
}

const shapes = fc
  .array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 })
  // More runs than are put at once.
  .chain((shape) => fc.integer({ min: 1, max: 40 }).map((rows) => [rows, ...shape]))
  .chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })));

test('any block of any permutation gets its elements, in whatever chunks the operand comes', () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(1, 2, 4, 8, 16), fc.nat(), fc.nat(), fc.nat(), ([shape, order], width, a, b, size) => {
      const places = placesOf(shape, order);
      const first = a % places.length;
      const length = 1 + (b % (places.length - first));
      const block = new Uint8Array(length * width);
      const expected = new Uint8Array(length * width);
      const operand = Uint8Array.from({ length: places.length * width }, (_, index) => index * 31 + (index >> 8));
      const put = scatterer(shape, order, width, first, block);
      const chunk = 1 + (size % places.length);
      for (let done = 0; done < places.length; done += chunk) put(operand.subarray(done * width, (done + chunk) * width), done);
      places.forEach((place, index) => {
        if (place < first || place >= first + length) return;
        expected.set(operand.subarray(index * width, (index + 1) * width), (place - first) * width);
      });
      expect(block).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
